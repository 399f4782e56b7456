"""Bad input of any kind gets one clear sentence and loses nothing; wrong usage has a code of its own."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app import bootstrap, locations
from desktop_app.cli.main import run_command_line
from desktop_app.domain.dates import long_date
from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.services.data_entry.parsing import BadAnswer
from desktop_app.services.program.program import Program
from tests.support.command_line import FILED, REPORT, Counter, counter, made, never

pytestmark = pytest.mark.slow  # whole sample companies

__all__ = ["counter", "made"]

ROOT = Path(__file__).resolve().parents[3]
CASH = f"{REPORT}/p4/cash/end"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("set", "FILE", "a", "1"),
            "A place is written filing/schedule/line/column; this reads 'a'. 'list' prints all",
        ),
        (("set", "FILE", f"{REPORT}//cash/end", "1"), "A place is written filing/schedule/line/column"),
        (("set", "FILE", CASH, "1,2O4"), "Page 4, 131 Cash, end of year must be a number. '1,2O4' is not a number."),
        (("set", "FILE", CASH, "9" * 20), "has more than 15 digits"),
        (("set", "FILE", f"{REPORT}/p4/cash/x", "1"), "There is no cell p4/cash/x in this filing."),
        (("set", "FILE", f"{REPORT}/w2/total/amount", "1"), "is computed from other cells and cannot be overridden"),
        (("set", "FILE", f"{REPORT}/w2/total/amount", "1", "--reason", "x"), "cannot be overridden"),
        (("set", "FILE", "company/identity/organised_date/answer", "2/30/2020"), "'2/30/2020' is not a date"),
        (("set", "FILE", f"{REPORT}/p2_people/+/since", "31/31/2020"), "Page 2, new row"),
        (("set", "FILE", f"{REPORT}/p4/+/end", "1"), "'p4' is not a schedule with rows"),
        (
            ("set", "FILE", "nothing/p4/cash/end", "1"),
            f"There is no filing 'nothing' in sample.filingdesk. Filings: {REPORT}",
        ),
        (("set", "FILE", f"{FILED}/p4/cash/end", "1"), "has been filed and can no longer be changed"),
        (("trial-balance", "FILE", "import", __file__, "--filing", "company"), "'company' is the company profile"),
        (("trial-balance", "FILE", "import", str(ROOT), "--filing", REPORT), "is a folder. Name a file in it."),
        (("trial-balance", "FILE", "import", "", "--filing", REPORT), "A file to read has no name."),
        (("excel", "FILE", "import", str(ROOT)), "is a folder. Name a file in it."),
        (("excel", "FILE", "export", ""), "cannot be written: it is a folder. Name a file in it."),
        (("excel", "FILE", "export", str(ROOT)), "cannot be written: it is a folder. Name a file in it."),
        (("worksheet", "FILE", "", "--filing", REPORT), "cannot be written: it is a folder. Name a file in it."),
        (
            ("worksheet", "FILE", "OUT.docx", "--filing", REPORT),
            "OUT.docx ends in .docx, but this writes an Excel file",
        ),
        (("excel", "FILE", "export", "OUT.pdf"), "OUT.pdf ends in .pdf, but this writes an Excel file"),
        (("find", "FILE", ""), "There is nothing to search for. Write a word"),
        (("find", "FILE", " ", "--"), "There is nothing to search for. Write a word"),
        (("explain", "FILE", f"{REPORT}/p4/x/y"), "There is no cell p4/x/y"),
        (("seal", "FILE", f"{REPORT}/zz", "--type", "a", "--reason", "b"), "'zz' names no cell of this filing."),
        (("seal", "FILE", f"{REPORT}/w2", "--type", "", "--reason", "b"), "A seal needs the type of information"),
        (("unseal", "FILE", f"{REPORT}/w3"), "There is no seal on w3."),
        (("check", "FILE", "--filing", "x"), "There is no filing 'x'"),
        (("start", "FILE", "--year", "2025"), f"There is a filing {REPORT} already."),
        (("start", "FILE", "--year", "1"), "The report year must be between 1990 and 2099; 1 does not."),
        (("start", "FILE", "--year", "2026", "--form", "xyz"), "there is no form 'xyz'"),
        (("start", "FILE", "--year", "2026", "--form", "../x"), "there is no form"),
        (("start", "FILE", "--year", "2026", "--form", "company"), "The company profile is not a filing"),
        (("start", "FILE", "--year", "2026", "--service", "gas"), "service of the company, not 'gas'"),
        (
            ("start", "FILE", "--year", "2026", "--month", "1", "--form", "cold_weather_report", "--service", "water"),
            "leave out --service",
        ),
        (("start", "FILE", "--year", "2026", "--title", "x"), "belong to filings in a case; this is a report."),
        (("start", "FILE", "--year", "2026", "--from", "x"), "There is no filing 'x' of an earlier year"),
        (("sample", "fire", "NEW"), "There is no sample company 'fire'. Ask for one of:"),
        (("sample", "../water", "NEW"), "There is no sample company '../water'"),
        (("sample", "water", "FILE"), "exists already and is never overwritten"),
        (("sample", "water", "NOWHERE"), "There is no folder"),
        (("new", "NEW", "--company", "TEXT"), "is not a well-formed TOML file"),
        (("new", "NEW", "--company", "BYTES"), "is not a text file in UTF-8. Save it as one."),
        (("new", "NEW", "--company", "NOWHERE"), "There is no file"),
        (("new", "NEW", "--company", "FOLDER"), "is a folder. Name a file in it."),
        (("new", "NEW", "--company", "BADDATE"), "is not a well-formed TOML file"),
        (
            ("new", "NEW", "--company", "STRANGE"),
            "'copmany' is not known in the file. Known: accounts, company, filings, settings.",
        ),
        (("new", "NEW", "--company", "BADCELL"), "must be a whole number"),
        (("export", "FILE", "NOWHERE"), "There is no folder"),
        (("export", "FILE", "FOLDER"), "cannot be written: it is a folder. Name a file in it."),
        (("import", "NEW", "TEXT"), "is not whole: it breaks off or is mistyped at line 1, column 1"),
        (("import", "NEW", "BYTES"), "is not a text file in UTF-8"),
        (("import", "NEW", "NOWHERE"), "There is no file"),
        (("import", "NEW", "JSON"), "is not an export of a company file"),
        (("import", "FILE", "EXPORT"), "exists already"),
        (("list", "TEXT"), "is not a Filing Desk company file"),
        (("list", "NOWHERE"), "There is no file"),
        (("list", "FOLDER"), "is not a Filing Desk company file"),
        (("list", "DAMAGED"), "is damaged: its pages cannot be read."),
        (("list", "NEWER"), "was made by a newer Filing Desk (file version 99; this program reads up to"),
        (("undo", "EMPTY"), "There is nothing to undo."),
        (("produce", "FILE", "--filing", "x", "--out", "NEW"), "There is no filing 'x'"),
        (("produce", "FILE", "--filing", REPORT, "--out", "FOLDER"), "contains other files"),
        (("produce", "FILE", "--filing", REPORT, "--out", "NEW", "--password-file", "NOWHERE"), "There is no file"),
        (("produce", "FILE", "--filing", REPORT, "--out", "NEW", "--password-file", "BLANK"), "first line of"),
        (("verify", "FOLDER"), "is not a package: it has no public/manifest.json."),
        (("verify", "NOWHERE"), "is not a package"),
    ],
)
def test_bad_input_gets_one_sentence_and_changes_nothing(
    counter: Counter, arguments: tuple[str, ...], sentence: str
) -> None:
    places = laid(counter)
    assert sentence in counter.refused(*(places.get(argument, argument) for argument in arguments))


def laid(counter: Counter) -> dict[str, str]:
    """Everything that can lie in the way, by name."""
    folder = counter.folder
    contents = {
        "TEXT": b"Dear Sir,",
        "BYTES": b"\xff\xfe\x00",
        "BADDATE": b"x = 2025-13-45",
        "STRANGE": b"[copmany]",
        "BADCELL": b"[company.customers.water]\ncount = '1.5'\n",
        "JSON": b"{}",
        "BLANK": b"\nsecond",
        "DAMAGED": (folder / "sample.filingdesk").read_bytes()[:20_000],
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "FOLDER").mkdir()
    (folder / "FOLDER" / "letter.txt").write_text("mine", encoding="utf-8")
    counter.done("export", str(folder / "sample.filingdesk"), str(folder / "EXPORT"))
    for name in ("NEWER", "EMPTY"):
        counter.done("new", str(folder / name))
    newer = sqlite3.connect(folder / "NEWER")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    names = [*contents, "FOLDER", "NEWER", "EMPTY", "EXPORT"]
    return {
        **{name: str(folder / name) for name in names},
        "FILE": counter.file,
        "NEW": str(folder / "new.filingdesk"),
        "NOWHERE": str(folder / "nowhere" / "x"),
    }


def test_a_file_that_is_open_elsewhere_is_refused_with_who_and_since_when(counter: Counter) -> None:
    file = counter.program.companies.open(Path(counter.file))
    try:
        answer = counter.run("set", counter.file, CASH, "1")
    finally:
        file.close()
    assert answer.code == 1
    assert f", since {long_date(counter.program.companies.clock.today())}, " in answer.err
    assert f"(process {os.getpid()}), since" in answer.err


def test_copies_that_have_no_place_are_told_and_the_file_opens_all_the_same(counter: Counter) -> None:
    in_the_way = counter.folder / "Filing Desk backups"
    in_the_way.write_text("no folder", encoding="utf-8")
    answer = counter.run("set", counter.file, CASH, "5")
    assert answer.code == 0
    assert answer.err.startswith("filing-desk: No backup of sample.filingdesk could be made in")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("bogus",),
        ("list",),
        ("start", "x", "--year", "soon"),
        ("seal", "x", "y"),
        ("set", "x"),
    ],
)
def test_wrong_usage_has_its_own_code(counter: Counter, arguments: tuple[str, ...]) -> None:
    answer = counter.run(*arguments)
    assert answer.code == 2
    assert answer.err.startswith("usage: filing-desk")


def test_a_report_without_a_year_asks_for_it(counter: Counter, tmp_path: Path) -> None:
    file = str(tmp_path / "sample.filingdesk")
    answer = counter.run("start", file)
    assert (answer.code, answer.out) == (1, "")
    assert "Say for which year: --year 2025." in answer.err


def test_a_bug_is_reported_and_not_dumped(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    def broken() -> Program:
        raise ZeroDivisionError("secret 12,345")

    assert run_command_line(broken, ["list", "x"], lambda _: tmp_path / "report.txt") == 1
    heard = capsys.readouterr()
    assert (
        heard.err
        == f"filing-desk: something went wrong inside the program. A report is in {tmp_path / 'report.txt'}.\n"
    )


def test_trouble_of_the_machine_is_a_refusal(capsys: pytest.CaptureFixture[str]) -> None:
    def full() -> Program:
        raise EnvironmentProblem("The disk is full.")

    assert run_command_line(full, ["list", "x"], never) == 1
    assert capsys.readouterr().err == "filing-desk: The disk is full.\n"


def test_a_reader_that_goes_away_and_a_user_who_stops_are_no_bugs(capsys: pytest.CaptureFixture[str]) -> None:
    def gone() -> Program:
        raise BrokenPipeError

    def stopped() -> Program:
        raise KeyboardInterrupt

    assert run_command_line(gone, ["list", "x"], never) == 0
    assert run_command_line(stopped, ["list", "x"], never) == 1
    assert capsys.readouterr().err == "filing-desk: stopped; everything entered so far is kept.\n"


def test_a_crash_report_holds_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path))
    answers: dict[str, str] = {}
    with pytest.raises(KeyError) as caught:
        answers["secret 12,345"]
    refused = bootstrap.crash_report(BadAnswer("Page 3 must be a number. '8123.77 to Ann' is not a number."))
    assert "8123.77" not in refused.read_text(encoding="utf-8")
    path = bootstrap.crash_report(caught.value)
    report = path.read_text(encoding="utf-8")
    assert "KeyError: (message left out: it could hold an answer)" in report
    assert "test_refusals.py" in report
    assert "12,345" not in report


def launched(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    command = [sys.executable, "-m", "desktop_app", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**kept, **environment}, capture_output=True, check=False, timeout=60)


def test_what_is_printed_is_utf_8_wherever_it_goes(tmp_path: Path) -> None:
    file = str(tmp_path / "a.filingdesk")
    narrow = {"PYTHONIOENCODING": "ascii", locations.HOME_VARIABLE: str(tmp_path)}
    assert launched("new", file, **narrow).returncode == 0
    done = launched("set", file, "company/identity/legal_name/answer", "Łódź \U0001f4a7", **narrow)
    assert launched("set", file, "company/identity/\udce9/answer", "1", **narrow).stderr.startswith(
        b"filing-desk: There is"
    )
    assert done.stdout.decode("utf-8") == "company/identity/legal_name/answer: Łódź \U0001f4a7\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_the_window_is_refused_in_a_sentence() -> None:
    done = launched()
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"filing-desk: there is no display here.")


def test_the_command_line_starts_without_qt_and_pdf_libraries() -> None:
    probe = "import sys; from desktop_app import bootstrap; from desktop_app.cli.main import parser; parser()"
    probe += "; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    heavy = {"PySide6", "reportlab", "pypdf", "pikepdf", "pypdfium2", "openpyxl"}
    assert not heavy & {name.split(".")[0] for name in done.stdout.split()}
