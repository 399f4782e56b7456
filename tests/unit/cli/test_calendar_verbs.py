"""The verb that tells what falls due."""

import json
from pathlib import Path

import pytest

from desktop_app.bootstrap import program
from desktop_app.cli.main import run_command_line
from tests.forms.finished import read

pytestmark = pytest.mark.slow  # whole sample companies

YEAR = ["--from", "2026-01-01", "--to", "2026-12-31"]


@pytest.fixture
def sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path, company = tmp_path / "water.filingdesk", tmp_path / "company.toml"
    company.write_text('[company.identity]\nlegal_name = "Sample Water"\nwater = "yes"\n', encoding="utf-8")
    assert run_command_line(program, ["new", str(path), "--company", str(company)], lambda _: Path()) == 0
    assert run_command_line(program, ["start", str(path), "--year", "2025"], lambda _: Path()) == 0
    capsys.readouterr()
    return str(path)


def test_the_calendar_is_told_as_json(sample: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(program, ["calendar", sample, *YEAR, "--json"], lambda _: Path()) == 0
    report = json.loads(capsys.readouterr().out)[-1]
    assert (report["date"], report["send_by"], report["citation"]) == ("2026-04-15", "2026-04-08", "3.640(1)")
    assert report["sentence"].startswith("The report for the year that ended on December 31, 2025")
    assert report["filing"] == "2025-annual-report"


def test_the_calendar_is_told_in_words(sample: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(program, ["calendar", sample, *YEAR], lambda _: Path()) == 0
    assert "04/15/2026  Annual report for 2025" in capsys.readouterr().out


def test_the_calendar_is_written_for_other_programs_and_for_the_printer(sample: str, tmp_path: Path) -> None:
    assert (
        run_command_line(program, ["calendar", sample, *YEAR, "--ics", str(tmp_path / "a.ics")], lambda _: Path()) == 0
    )
    assert (tmp_path / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert (
        run_command_line(program, ["calendar", sample, *YEAR, "--pdf", str(tmp_path / "a.pdf")], lambda _: Path()) == 0
    )
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_is_refused(sample: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backward = ["calendar", sample, "--from", "2026-12-31", "--to", "2026-01-01"]
    assert run_command_line(program, backward, lambda _: Path()) == 1
    assert "is before" in capsys.readouterr().err
    assert run_command_line(program, ["calendar", sample, *YEAR, "--ics", str(tmp_path)], lambda _: Path()) == 1
    assert "cannot be written" in capsys.readouterr().err


def _told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run_command_line(program, list(arguments), lambda _: Path()) == 0
    return capsys.readouterr().out


def test_an_event_starts_a_deadline_and_is_marked_as_done(sample: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "deficiency_notice" in _told(capsys, "event", "list", sample)
    _told(capsys, "event", "add", sample, "deficiency_notice", "--on", "5/1/2026", "--note", "first letter")
    due = json.loads(_told(capsys, "calendar", sample, *YEAR, "--json"))[-1]
    assert (due["name"], due["date"], due["note"]) == ("annual_report/deficiency_answer", "2026-05-21", "first letter")
    _told(capsys, "event", "done", sample, due["key"], "--on", "2026-05-20")
    assert json.loads(_told(capsys, "calendar", sample, *YEAR, "--json"))[-1]["done"] == "2026-05-20"
    _told(capsys, "event", "done", sample, due["key"])
    assert json.loads(_told(capsys, "calendar", sample, *YEAR, "--json"))[-1]["done"] is None
    (kept,) = json.loads(_told(capsys, "event", "list", sample, "--json"))["recorded"]
    assert kept["note"] in _told(capsys, "event", "list", sample)
    _told(capsys, "event", "delete", sample, kept["id"])
    assert len(json.loads(_told(capsys, "calendar", sample, *YEAR, "--json"))) == 3


def test_what_must_follow_an_application_is_shown_without_a_day(
    sample: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _told(capsys, "event", "add", sample, "application_certificate", "--on", "2026-02-02", "--note", "WA-2026-0100")
    words = _told(capsys, "calendar", sample, *YEAR)
    assert "No date     Missing items of an application for a certificate: WA-2026-0100\n" in words
    assert "[3.600(2)]" in words
    entry = json.loads(_told(capsys, "calendar", sample, *YEAR, "--json"))[-1]
    assert (entry["date"], entry["start"], entry["done"]) == (None, "2026-02-02", None)
    _told(capsys, "event", "done", sample, entry["key"], "--on", "2026-03-01")
    assert "(done on 03/01/2026)" in _told(capsys, "calendar", sample, *YEAR)


def test_what_has_no_date_is_printed_and_named_where_a_file_cannot_hold_it(
    sample: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _told(capsys, "event", "add", sample, "application_certificate", "--on", "2026-02-02", "--note", "WA-2026-0100")
    said = _told(capsys, "calendar", sample, *YEAR, "--ics", str(tmp_path / "a.ics"))
    assert "without a date" in said
    assert "WA-2026-0100" not in (tmp_path / "a.ics").read_text(encoding="utf-8")
    assert "Written" not in _told(capsys, "calendar", sample, *YEAR, "--ics", "-").partition("BEGIN:VCALENDAR")[0]
    _told(capsys, "calendar", sample, *YEAR, "--pdf", str(tmp_path / "a.pdf"))
    words = read((tmp_path / "a.pdf").read_bytes())
    dated, _, without = words.partition("Without a date (not in a calendar file: other programs keep days only)")
    assert "Annual report for 2025" in dated
    assert "Missing items of an application for a certificate: WA-2026-0100" in without
    assert "[3.600(2)]" in without


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "{}", "application_telephone", "--on", "2026-01-01"], "starts no deadline of this company"),
        (["add", "{}", "history", "--on", "2026-01-01"], "starts no deadline of this company"),
        (["delete", "{}", "x"], "No event 'x' was recorded"),
        (["done", "{}", "annual_report/due"], "is not an entry of the calendar"),
        (["done", "{}", "nothing@2026-01-01"], "is not an entry of the calendar"),
    ],
)
def test_an_event_that_cannot_be_is_refused(
    sample: str, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert (
        run_command_line(program, ["event", *(item.replace("{}", sample) for item in arguments)], lambda _: Path()) == 1
    )
    assert words in capsys.readouterr().err
