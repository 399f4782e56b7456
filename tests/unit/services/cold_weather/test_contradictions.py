"""Figures that the rules cannot both allow: nobody who is known to receive no assistance received any."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Place
from desktop_app.services.cold_weather import beginning
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from tests.support.calendar_companies import company

ASSISTANCE = ("c1a", "c1b", "c1c", "c2a", "c2b", "c2c", "g1", "g2", "g3", "h1", "h2", "h3", "j")
Answer = str | tuple[str, str]
PAIRS = (("c1a", "c2a"), ("c1b", "c2b"), ("c1c", "c2c"), ("g1", "h1"), ("g2", "h2"), ("g3", "h3"), ("a1", "e"))


def month_of(folder: Path, utility: str) -> tuple[CompanyFile, str, str]:
    file = company(folder, utility, today=date(2026, 2, 5))
    filing = beginning.begin_month(file, FilingPeriod(2026, 1)).id
    row = entering.add_row(file, filing, "districts")
    entering.set_answer(file, filing, Place("districts", row, "rule"), utility)
    schedule = next(name for name in file.book(filing).sheet.schedules if name.startswith(f"figures_{utility}"))
    return file, filing, schedule


def found(file: CompanyFile, filing: str, level: Severity) -> list[str]:
    return [problem.id for problem in file.book(filing).checks.problems if problem.severity is level and problem.open]


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize("line", ASSISTANCE)
def test_assistance_of_those_known_to_receive_none_stops_the_electric_report(tmp_path: Path, line: str) -> None:
    file, filing, schedule = month_of(tmp_path, "electric")
    entering.set_answer(file, filing, Place(schedule, line, "other"), "0")
    assert f"CWE_none_{line}" not in found(file, filing, Severity.STOP)
    entering.set_answer(file, filing, Place(schedule, line, "other"), "1")
    assert f"CWE_none_{line}" in found(file, filing, Severity.STOP)


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize("line", ASSISTANCE)
def test_assistance_of_those_not_known_to_receive_any_wants_an_explanation_in_the_gas_report(
    tmp_path: Path, line: str
) -> None:
    file, filing, schedule = month_of(tmp_path, "gas")
    entering.set_answer(file, filing, Place(schedule, line, "other"), "1")
    assert f"CWG_none_{line}" in found(file, filing, Severity.EXPLAIN)
    assert f"CWG_none_{line}" not in found(file, filing, Severity.STOP)


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("utility", ["electric", "gas"])
def test_customers_and_dollars_go_together_in_each_group_by_itself(
    tmp_path: Path, utility: str, pair: tuple[str, str]
) -> None:
    """Customers in one group and dollars in the other agree in their sums and nowhere else."""
    file, filing, schedule = month_of(tmp_path, utility)
    customers, amount = pair
    for line, aided, other in ((customers, "1", "0"), (amount, "0", "100")):
        entering.set_answer(file, filing, Place(schedule, line, "aided"), aided)
        entering.set_answer(file, filing, Place(schedule, line, "other"), other)
    check = f"CW{utility[0].upper()}_{customers}_{amount}"
    assert check in found(file, filing, Severity.EXPLAIN)
    for column, value in (("aided", "100"), ("other", "0")):
        entering.set_answer(file, filing, Place(schedule, amount, column), value)
    assert check not in found(file, filing, Severity.EXPLAIN)


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize("pair", [*PAIRS, ("a2", "a1"), ("a1", "a2")])
@pytest.mark.parametrize("utility", ["electric", "gas"])
def test_a_line_that_nobody_answered_yet_contradicts_nothing(
    tmp_path: Path, utility: str, pair: tuple[str, str]
) -> None:
    """What the lists do not tell stays to be entered: it is unknown, not zero."""
    file, filing, schedule = month_of(tmp_path, utility)
    answer(file, filing, schedule, {pair[0]: ("1", "0" if pair[0] in ASSISTANCE else "1")})
    contradicted = {*found(file, filing, Severity.EXPLAIN), *found(file, filing, Severity.STOP)}
    about = ("_part_", f"_{pair[0]}_", f"_{pair[1]}_", "_before")
    assert [name for name in contradicted if any(words in f"{name}_" for words in about)] == []


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize("utility", ["electric", "gas"])
def test_the_part_is_not_more_than_the_whole(tmp_path: Path, utility: str) -> None:
    file, filing, schedule = month_of(tmp_path, utility)
    checks = [f"CW{utility[0].upper()}_part_{group}" for group in ("aided", "other")]
    answer(file, filing, schedule, {"a1": ("1", "2"), "a2": ("2", "3")})
    assert [name in found(file, filing, Severity.STOP) for name in checks] == [True, True]
    answer(file, filing, schedule, {"a2": ("1", "2")})
    assert [name in found(file, filing, Severity.STOP) for name in checks] == [False, False]


@pytest.mark.untraced
@pytest.mark.parametrize("utility", ["electric", "gas"])
@pytest.mark.parametrize(
    ("check", "wrong", "right"),
    [
        ("cut_days", {"days": "0", "a2": ("1", "0")}, {"days": "1"}),
        ("cut_days", {"days": "0", "a2": ("0", "0"), "a3": ("0", "2")}, {"a3": ("0", "0")}),
        ("cut_e1", {"a2": ("0", "0"), "a3": ("0", "0"), "e1": ("50", "0")}, {"a3": ("1", "0")}),
        ("cut_e1", {"a2": ("1", "0"), "a3": ("0", "0"), "e1": ("0", "50")}, {"e1": ("50", "0")}),
        ("cut_f2", {"a2": ("1", "4"), "a3": ("1", "0"), "f2": ("3", "0")}, {"f2": ("2", "4")}),
    ],
)
def test_what_is_said_of_those_cut_off_agrees(
    tmp_path: Path, utility: str, check: str, wrong: dict[str, Answer], right: dict[str, Answer]
) -> None:
    """The days on which it was permitted, what they owe, and those of them who had registered."""
    file, filing, schedule = month_of(tmp_path, utility)
    name = f"CW{utility[0].upper()}_{check}"
    answer(file, filing, schedule, wrong)
    assert name in found(file, filing, Severity.EXPLAIN)
    answer(file, filing, schedule, right)
    assert name not in found(file, filing, Severity.EXPLAIN)


def answer(file: CompanyFile, filing: str, schedule: str, given: dict[str, Answer]) -> None:
    row = schedule.rpartition("_")[2]
    for line, values in given.items():
        if isinstance(values, str):
            entering.set_answer(file, filing, Place("districts", row, line), values)
            continue
        for column, value in zip(("aided", "other"), values, strict=True):
            entering.set_answer(file, filing, Place(schedule, line, column), value)


def test_the_steam_question_is_asked_of_steam_companies_alone_and_the_foot_names_the_companys_rule(
    tmp_path: Path,
) -> None:
    for utility, asked, rule in (("electric", False, "3.180(1)"), ("gas", False, "3.250(1)"), ("heating", True, "")):
        folder = tmp_path / utility
        folder.mkdir()
        file = company(folder, utility, today=date(2026, 2, 5))
        filing = beginning.begin_month(file, FilingPeriod(2026, 1)).id
        sheet = file.book(filing).sheet
        assert (Place("report", "asked", "answer") in sheet.cells) is asked
        foot = sheet.form.citing(sheet.form.footer, file.filing(filing).utilities)
        assert f"4 CSR 240-{rule or '3.180(1), 3.250(1)'}." in foot
