"""The verb that tells what falls due."""

import json
from pathlib import Path

import pytest

from desktop_app.bootstrap import program
from desktop_app.cli.main import run

YEAR = ["--from", "2026-01-01", "--to", "2026-12-31"]


@pytest.fixture
def sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path, company = tmp_path / "water.filingdesk", tmp_path / "company.toml"
    company.write_text('[company.identity]\nlegal_name = "Sample Water"\nwater = "yes"\n', encoding="utf-8")
    assert run(program, ["new", str(path), "--company", str(company)], lambda _: Path()) == 0
    assert run(program, ["start", str(path), "--year", "2025"], lambda _: Path()) == 0
    capsys.readouterr()
    return str(path)


def test_the_calendar_is_told_as_json(sample: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(program, ["calendar", sample, *YEAR, "--json"], lambda _: Path()) == 0
    report = json.loads(capsys.readouterr().out)[-1]
    assert (report["date"], report["send_by"], report["citation"]) == ("2026-04-15", "2026-04-08", "3.640(1)")
    assert report["sentence"].startswith("The report for the year that ended on December 31, 2025")
    assert report["filing"] == "2025-annual-report"


def test_the_calendar_is_told_in_words(sample: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(program, ["calendar", sample, *YEAR], lambda _: Path()) == 0
    assert "04/15/2026  Annual report for 2025" in capsys.readouterr().out


def test_the_calendar_is_written_for_other_programs_and_for_the_printer(sample: str, tmp_path: Path) -> None:
    assert run(program, ["calendar", sample, *YEAR, "--ics", str(tmp_path / "a.ics")], lambda _: Path()) == 0
    assert (tmp_path / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert run(program, ["calendar", sample, *YEAR, "--pdf", str(tmp_path / "a.pdf")], lambda _: Path()) == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_is_refused(sample: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backward = ["calendar", sample, "--from", "2026-12-31", "--to", "2026-01-01"]
    assert run(program, backward, lambda _: Path()) == 1
    assert "lies before" in capsys.readouterr().err
    assert run(program, ["calendar", sample, *YEAR, "--ics", str(tmp_path)], lambda _: Path()) == 1
    assert "cannot be written" in capsys.readouterr().err
