"""The tariff book from the command line: the whole way of a change, and refusals in one sentence."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from desktop_app.bootstrap import program
from desktop_app.cli.main import run_command_line

pytestmark = pytest.mark.slow  # whole sample companies

RATES = "# Rates\n\n[rates: per month, by meter size] Customer charge\n5/8 inch = 12.50\n[end]\n"
Tariff = Callable[..., int]


@pytest.fixture
def tariff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tariff:
    monkeypatch.setenv("FILING_DESK_HOME", str(tmp_path / "home"))
    file, company = str(tmp_path / "book.filingdesk"), tmp_path / "company.toml"
    company.write_text(
        '[company.identity]\nlegal_name = "Sample Water"\nwater = "yes"\n'
        '[company.office]\nstreet = "1 Sample Street"\ncity = "Sample City"\nstate = "MO"\nzip = "65000"\n'
        '[[company.people]]\nname = "Ada Sample"\nrole = "president"\ntitle = "President"\nsigns = "yes"\n',
        encoding="utf-8",
    )
    for name, text in (
        ("old", RATES),
        ("new", RATES.replace("5/8 inch = 12.50", "{*} 5/8 inch = 14.00")),
        ("sum", "A."),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run_command_line(program, ["new", file, "--company", str(company)], lambda _: Path()) == 0
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    return lambda *words: run_command_line(program, ["tariff", file, *words], lambda _: Path())


def test_a_sheet_issued_after_it_took_effect_is_entered_and_asked_about(
    tariff: Tariff, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tariff("schedule", "--utility", "water", "--title", "Rates", "--style", "words") == 0
    days = ("--effective", "5/1/2015", "--issued", "5/2/2015")
    said = _said(capsys, lambda: tariff("enter", "--schedule", "water-1", "--sheet", "5", *days))
    assert "Original was issued on May 2, 2015, after it took effect on May 1, 2015. Compare the two dates" in said


def begun(tariff: Tariff) -> None:
    assert tariff("schedule", "--utility", "water", "--title", "Rates", "--style", "words") == 0
    for sheet in ("5", "6"):
        entered = ("--sheet", sheet, "--effective", "5/1/2015", "--text", "old.txt")
        assert tariff("enter", "--schedule", "water-1", *entered) == 0
    assert tariff("revise", "--schedule", "water-1", "--sheet", "5", "--text", "new.txt") == 0
    assert tariff("add", "--schedule", "water-1", "--after", "5", "--text", "old.txt") == 0


def filed(tariff: Tariff) -> None:
    begun(tariff)
    dates = ("--issued", "2026-12-01", "--effective", "2027-01-04", "--summary", "sum.txt")
    assert tariff("file", "--schedule", "water-1", *dates) == 1  # nobody has looked at the bills
    assert tariff("file", "--schedule", "water-1", *dates, "--confirm-bills") == 0


def test_bills_are_shown_and_confirmed_by_command(tariff: Tariff, capsys: pytest.CaptureFixture[str]) -> None:
    begun(tariff)
    assert tariff("drop", "--schedule", "water-1", "--sheet", "5.1") == 0
    prepared = _said(capsys, lambda: tariff("file", "--schedule", "water-1", "--prepare", "--summary", "sum.txt"))
    assert ", at the commission on " in prepared
    assert "; in the strict reading " in prepared
    filing = json.loads(_said(capsys, lambda: tariff("list", "--json")))["filings"][0]["id"]
    shown = json.loads(_said(capsys, lambda: tariff("bills", "--filing", filing, "--json")))
    assert (shown["bills"], len(shown["not_in_the_bills"])) == ([], 1)
    assert "Not in the bills" in _said(capsys, lambda: tariff("bills", "--filing", filing))
    assert tariff("file", "--filing", filing) == 1
    assert "Look at the bills" in capsys.readouterr().err
    assert "state no bills" in _said(capsys, lambda: tariff("confirm-bills", "--filing", filing))
    assert tariff("file", "--filing", filing) == 0


def test_the_day_in_effect_keeps_the_notice_from_the_day_of_arrival_that_is_given(
    tariff: Tariff, capsys: pytest.CaptureFixture[str]
) -> None:
    """There on Friday, November 20: thirty full days after it the day is Monday, December 21."""
    begun(tariff)
    days = ("--issued", "2026-11-06", "--received", "2026-11-20")
    prepared = _said(capsys, lambda: tariff("file", "--schedule", "water-1", "--prepare", *days))
    assert "at the commission on November 20, 2026, in effect on December 21, 2026." in prepared


def test_a_change_goes_the_whole_way(tariff: Tariff, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filed(tariff)
    filing = json.loads(_said(capsys, lambda: tariff("list", "--json")))["filings"][0]
    assert filing["sheets"] == ["5", "5.1"]
    assert tariff("produce", "--filing", filing["id"], "--out", "packet") == 0
    assert (tmp_path / "packet" / "public" / "marked-copy.pdf").is_file()
    assert tariff("outcome", "--filing", filing["id"], "--approved", "2027-01-15", "--case", "WR-2027-0001") == 0
    before, after = (
        json.loads(_said(capsys, partial(tariff, "as-of", day, "--json"))) for day in ("1/14/2027", "1/15/2027")
    )
    assert [sheet["in_force"] for sheet in before["schedules"][0]["sheets"]] == ["Original", None, "Original"]
    assert [sheet["in_force"] for sheet in after["schedules"][0]["sheets"]] == ["First Revised", "Original", "Original"]
    assert tariff("book", "--as-of", "2027-01-15", "--out", "book.pdf") == 0
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")
    assert tariff("check") == 0


def test_the_day_of_an_outcome_is_put_right(tariff: Tariff, capsys: pytest.CaptureFixture[str]) -> None:
    filed(tariff)
    filing = json.loads(_said(capsys, lambda: tariff("list", "--json")))["filings"][0]["id"]
    outcome = ("outcome", "--filing", filing)
    assert tariff(*outcome, "--approved", "2027-01-15", "--correct") == 1
    assert "no day was recorded" in capsys.readouterr().err
    assert tariff(*outcome, "--approved", "2027-01-15") == 0
    assert tariff(*outcome, "--approved", "2027-01-16") == 1
    assert tariff(*outcome, "--approved", "2027-01-16", "--correct", "--case", "WR-2027-0001") == 0
    shown = _said(capsys, lambda: tariff("filing", "--filing", filing))
    assert "January 16, 2027" in shown
    assert "WR-2027-0001" in shown


def test_undo_denies_a_filing_only_when_that_is_said(
    tariff: Tariff, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filed(tariff)
    file = str(tmp_path / "book.filingdesk")
    assert run_command_line(program, ["undo", file], lambda _: Path()) == 1
    assert "its sheet numbers could be filed twice. If it did not happen" in capsys.readouterr().err
    assert run_command_line(program, ["undo", file, "--filing-too"], lambda _: Path()) == 0
    stages = [filing["stage"] for filing in json.loads(_said(capsys, lambda: tariff("list", "--json")))["filings"]]
    assert stages == ["preparing"]


def test_marks_are_proposed_by_command(tariff: Tariff, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun(tariff)
    (tmp_path / "plain.txt").write_text(RATES.replace("12.50", "15.00"), encoding="utf-8")
    file = ("file", "--schedule", "water-1", "--sheet", "5", "--summary", "sum.txt", "--confirm-bills")
    assert tariff("write", "--schedule", "water-1", "--sheet", "5", "--text", "plain.txt") == 0
    assert tariff(*file) == 1
    assert "1 changed line bears no mark" in capsys.readouterr().err
    assert tariff("write", "--schedule", "water-1", "--sheet", "5", "--text", "plain.txt", "--mark") == 0
    assert tariff(*file) == 0


def test_too_short_notice_is_refused_and_leaves_the_drafts(tariff: Tariff, capsys: pytest.CaptureFixture[str]) -> None:
    begun(tariff)
    dates = ("--issued", "2026-12-01", "--effective", "2026-12-20", "--summary", "sum.txt")
    assert tariff("file", "--schedule", "water-1", *dates) == 1
    assert "counted from issue" in capsys.readouterr().err
    listed = json.loads(_said(capsys, lambda: tariff("list", "--json")))
    assert listed["filings"] == []
    assert tariff("drop", "--schedule", "water-1", "--sheet", "5.1") == 0


def test_a_prepared_filing_is_checked_and_filed_later(tariff: Tariff) -> None:
    begun(tariff)
    assert tariff("file", "--schedule", "water-1", "--prepare") == 0
    assert tariff("check") == 3


def test_a_deposit_is_reckoned(tariff: Tariff, capsys: pytest.CaptureFixture[str]) -> None:
    assert tariff("deposit", "--due", "32") == 1
    assert "this company provides no sewer service" in capsys.readouterr().err
    assert tariff("schedule", "--utility", "sewer", "--title", "Rates") == 0
    assert "at most $64.00" in _said(capsys, lambda: tariff("deposit", "--due", "32", "--deposit", "60"))


def test_cancel_adopt_replace_and_outline(tariff: Tariff, capsys: pytest.CaptureFixture[str]) -> None:
    filed(tariff)
    assert tariff("cancel", "--schedule", "water-1", "--sheet", "6", "--found", "Sheet No. 5") == 0
    assert tariff("adopt", "--schedule", "water-1", "--from", "Old Water Company", "--on", "2026-11-01") == 0
    assert tariff("schedule", "--replacing", "water-1") == 0
    assert tariff("schedule", "--utility", "sewer", "--title", "Sewer", "--outline", "sewer_small") == 0
    assert tariff("states", "--schedule", "sewer-1", "--item", "access", "--sheet", "1") == 0
    assert tariff("schedule", "--id", "sewer-1", "--label", "-") == 0
    assert tariff("supplement", "--schedule", "sewer-1", "--text", "old.txt") == 1
    assert "does not provide for supplements" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("as-of", "soon"), "is not a date"),
        (("schedule", "--utility", "wind", "--title", "x"), "no utility 'wind'"),
        (("write", "--schedule", "water-9", "--sheet", "1", "--text", "old.txt"), "has no sheet 1"),
        (("produce", "--filing", "nothing", "--out", "x"), "no tariff filing 'nothing'"),
        (("book", "--as-of", "2026-01-01", "--out", "x.pdf"), "Name the schedule"),
        (
            ("enter", "--schedule", "water-1", "--sheet", "1", "--effective", "1/1/2020", "--text", "absent.txt"),
            "absent",
        ),
    ],
)
def test_refusals_are_one_sentence(
    tariff: Tariff, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert tariff(*words) == 1
    assert said in capsys.readouterr().err


def _said(capsys: pytest.CaptureFixture[str], verb: Callable[[], int]) -> str:
    capsys.readouterr()
    assert verb() == 0
    return capsys.readouterr().out


def test_what_a_sewer_tariff_says_is_answered_by_command(tariff: Tariff, capsys: pytest.CaptureFixture[str]) -> None:
    assert tariff("schedule", "--utility", "sewer", "--title", "Rates", "--outline", "sewer_small") == 0
    listed = json.loads(_said(capsys, lambda: tariff("terms", "--schedule", "sewer-1", "--json")))
    months = next(item for item in listed if item["term"] == "billing_months")
    assert (months["compare"], months["legal"], months["cites"]) == ("at most", "6", ["3.340(7)"])
    point = ("term", "--schedule", "sewer-1", "--term", "billing_months", "--sheet", "16")
    assert tariff(*point, "--answer", "7") == 0
    assert tariff("check") == 3
    assert "Answered 7; the rule says at most 6. Change the sheet. [3.340(7)]" in capsys.readouterr().out
    assert tariff(*point, "--answer", "often") == 1
    assert tariff("states", "--schedule", "sewer-1", "--item", "map", "--sheet", "1", "--conforms") == 0
    capsys.readouterr()
    assert tariff("check") == 3
    said = capsys.readouterr().out
    assert "words found for 'Legal description" in said
    assert "words found for 'Map" not in said


def test_a_short_notice_is_answered_by_command(tariff: Tariff, capsys: pytest.CaptureFixture[str]) -> None:
    begun(tariff)
    dates = ("--issued", "2026-12-01", "--effective", "2026-12-11", "--summary", "sum.txt", "--notice", "permission")
    asked = ("file", "--schedule", "water-1", *dates, "--authority", "12", "--authority-date", "2026-11-30")
    assert tariff(*asked) == 1
    assert "the days of notice that the permission grants" in capsys.readouterr().err
    assert tariff(*asked, "--answer", "granted_days=eleven") == 1
    assert tariff(*asked, "--answer", "granted_days=11") == 1
    assert "leads to December 12, 2026" in capsys.readouterr().err
    assert tariff(*asked, "--answer", "granted_days=10", "--confirm-bills") == 0
