"""Other public papers of a company, searched for what a filing keeps under seal: the sample, by the whole program."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app import bootstrap
from desktop_app.cli.main import run_command_line
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Json, Place
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import attachments, entering
from desktop_app.services.filing_package.filed_reports import FiledReport
from desktop_app.services.filing_package.mentions import sought_numbers
from desktop_app.services.ports import ForeignDocument
from desktop_app.services.program.program import Program
from tests.support import foreign_papers as papers
from tests.support.one_sample import sample_file

pytestmark = pytest.mark.slow  # whole sample companies

REPORT = "2025-annual-report"
PAST = ["--issued", "2019-12-01", "--effective", "2020-01-15"]


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    monkeypatch.setenv("FILING_DESK_HOME", str(tmp_path / "home"))
    return bootstrap.program()


@pytest.fixture
def file(program: Program, tmp_path: Path) -> Iterator[CompanyFile]:
    with closing(sample_file(program.companies, "water", tmp_path / "sample.filingdesk")) as opened:
        yield opened


def mentioned(program: Program, file: CompanyFile, place: str) -> list[Problem]:
    found = program.packages.manuscript(file, REPORT).given_away()
    return [problem for problem in found if problem.id == "mentioned" and problem.place == place]


def minimum_bill(file: CompanyFile, amount: str) -> str:
    place = Place("w1_memo", "minimum_bill", "answer")
    entering.set_answer(file, REPORT, place, amount)
    sealing.seal_target(file, REPORT, str(place), "Price", "It is being renegotiated.")
    return str(place)


def test_the_tariff_in_force_is_looked_through(program: Program, file: CompanyFile, tmp_path: Path) -> None:
    place = minimum_bill(file, "18.37")
    assert mentioned(program, file, place) == []
    (tmp_path / "sheet.txt").write_text("The minimum bill is $18.37 a month.")
    path, tariff_book = str(file.path), ["--schedule", "water-1", "--sheet", "1", "--text", str(tmp_path / "sheet.txt")]
    file.close()
    assert (
        run_command_line(
            bootstrap.program,
            ["tariff", path, "schedule", "--utility", "water", "--title", "Rules"],
            bootstrap.crash_report,
        )
        == 0
    )
    assert (
        run_command_line(
            bootstrap.program,
            ["tariff", path, "enter", *tariff_book, *PAST, "--title", "Rates"],
            bootstrap.crash_report,
        )
        == 0
    )
    with closing(program.companies.open(file.path)) as again:
        (told,) = mentioned(program, again, place)
    assert "the tariff water-1, sheet 1" in told.sentence


def test_letters_that_were_sent_are_looked_through(program: Program, file: CompanyFile) -> None:
    place = minimum_bill(file, "18.37")
    letter: dict[str, Json] = {
        "kind": "extension_letter",
        "values": {"reason": "A minimum bill of $18.37."},
        "rows": [],
        "text": "",
    }
    file.edit("company", "Letter", {"setting/letter/l1": {**letter, "sent": None}})
    assert mentioned(program, file, place) == [], "nobody has read a draft"
    file.edit("company", "Letter", {"setting/letter/l1": {**letter, "sent": {"on": "2026-03-01", "how": "mail"}}})
    (problem,) = mentioned(program, file, place)
    assert "the letter l1, which was sent" in problem.sentence


@pytest.mark.untraced
def test_last_years_report_is_looked_through(program: Program, file: CompanyFile) -> None:
    place = Place("w5_facts", "peak_day", "answer")
    now = set(file.book(REPORT).calculation.values.values())
    before = file.book("2024-annual-report").calculation.values
    number = next(
        value
        for value in before.values()
        if isinstance(value, Decimal) and value > 1000 and value not in now and -value not in now
    )
    entering.set_answer(file, REPORT, place, str(number))
    sealing.seal_target(file, REPORT, str(place), "Capacity", "It helps those who would harm the supply.")
    (problem,) = mentioned(program, file, str(place))
    assert "of 2024-annual-report" in problem.sentence


def test_an_open_attachment_is_read_by_the_worker_and_found_out(program: Program, file: CompanyFile) -> None:
    place = minimum_bill(file, "1837.55")
    content = papers.pdf("Bill 1,837.55")
    attachments.attach_document(file, REPORT, "a.pdf", content, ForeignDocument(((612, 792),), ()), title="Bill")
    (problem,) = mentioned(program, file, place)
    assert problem.severity is Severity.EXPLAIN
    assert "Attachment 1, page 1, 18 percent from the top" in problem.sentence
    attachments.seal_whole(file, REPORT, "01", "Bill", "Names a price.")
    assert mentioned(program, file, place) == []


@pytest.mark.untraced
def test_only_numbers_that_may_be_a_sealed_one_are_compared_and_that_changes_nothing(
    program: Program, file: CompanyFile
) -> None:
    earlier = file.book("2024-annual-report").calculation.values.values()
    amount = next(value for value in earlier if isinstance(value, Decimal) and abs(value) > 1000)
    minimum_bill(file, str(amount))
    found = program.packages.manuscript(file, REPORT)
    (report,) = found.record.reports
    assert len(found.besides) < len(found.record.sayings()) / 2
    few = found.given_away()
    vars(found)["besides"] = found.record.sayings()
    assert found.given_away() == few
    answers = replace(report.found.answers, values={Place("w1_memo", "minimum_bill", "answer"): Decimal("-1.234")})
    shown = FiledReport(replace(report.found, answers=answers))
    told = [[one for one in shown.sayings({Decimal(sought)}) if not one.typed] for sought in ("1.23", "1.234", "5")]
    assert [len(sayings) for sayings in told] == [1, 0, 0]


@pytest.mark.untraced
def test_a_sealed_text_of_digits_alone_is_looked_for_in_every_number(program: Program, file: CompanyFile) -> None:
    place = Place("p3", "sales", "answer")
    entering.set_answer(file, REPORT, place, "12345 Inc.")
    sealing.seal_target(file, REPORT, str(place), "Price", "It is being renegotiated.")
    found = program.packages.manuscript(file, REPORT)
    assert sought_numbers(found.evidence.book.sheet, found.source.view) is None
    assert found.besides == found.record.sayings()
