"""Results on standard output, everything beside them on standard error; files open elsewhere; nothing written over."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop_app.cli.main import run_command_line
from tests.support.command_line import REPORT, Answer, Counter, counter, made, never

pytestmark = pytest.mark.slow  # whole sample companies

__all__ = ["counter", "made"]

PERIOD = ("--from", "1/1/2026", "--to", "12/31/2026")


@pytest.mark.parametrize(
    "verb",
    [
        ("list",),
        ("check", "--filing", REPORT),
        ("explain", f"{REPORT}/p4/cash/end"),
        ("history",),
        ("find", "cash"),
        ("compare", REPORT),
        ("accounts", "list"),
        ("calendar", *PERIOD),
        ("ratios", "--filing", REPORT),
        ("event", "list"),
    ],
    ids=lambda verb: " ".join(verb[:2]),
)
def test_what_only_reads_reads_while_the_window_has_the_file_open(counter: Counter, verb: tuple[str, ...]) -> None:
    place = 2 if verb[0] in ("accounts", "event") else 1
    window = counter.program.companies.open(Path(counter.file))
    try:
        answer = counter.run(*verb[:place], counter.file, *verb[place:])
        assert answer.code in (0, 3), answer.err
        assert answer.out
        assert "is in use by" in counter.run("set", counter.file, f"{REPORT}/p4/cash/end", "1").err
    finally:
        window.close()


@pytest.mark.parametrize(
    "verb",
    [
        ("export", "FILE", "OUT"),
        ("calendar", "FILE", *PERIOD, "--ics", "OUT"),
        ("calendar", "FILE", *PERIOD, "--pdf", "OUT"),
        ("ratios", "FILE", "--filing", REPORT, "--pdf", "OUT"),
        ("compare", "FILE", REPORT, "--pdf", "OUT"),
        ("handover", "FILE", REPORT, "OUT"),
        ("worksheet", "FILE", "OUT", "--filing", REPORT, "--schedule", "p4"),
        ("excel", "FILE", "export", "OUT", "--filing", REPORT, "--schedule", "w2"),
    ],
    ids=lambda verb: f"{verb[0]} {verb[-2]}",
)
def test_nothing_is_written_over_without_being_told(counter: Counter, verb: tuple[str, ...]) -> None:
    out = counter.folder / ("out nonpublic.pdf" if verb[0] == "worksheet" else "out nonpublic.xlsx")
    words = [{"FILE": counter.file, "OUT": str(out)}.get(word, word) for word in verb]
    out.write_bytes(b"mine")
    assert "exists already" in counter.refused(*words)
    assert out.read_bytes() == b"mine"
    counter.done(*words, "--replace")
    assert out.read_bytes() != b"mine"
    assert not out.with_name(f"{out.name}.partial").exists()


def test_progress_counts_to_its_end_beside_the_results_and_can_be_left_out(counter: Counter) -> None:
    out = str(counter.folder / "package")
    made = counter.run("produce", counter.file, "--filing", REPORT, "--out", out, "--draft")
    assert made.progress[0].startswith("[1/5] ")
    assert made.progress[-1] == "[5/5] Done\n"
    assert "[" not in made.out
    quiet = counter.run("produce", counter.file, "--filing", REPORT, "--out", out, "--draft", "--replace", "--quiet")
    assert (quiet.code, quiet.out, quiet.err, quiet.progress) == (0, "", "", ())


def test_a_dash_is_standard_input_or_output(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("Café\n".encode("cp1252"))))
    place = f"{REPORT}/p3/mergers/answer"
    written = SimpleNamespace(buffer=io.BytesIO())
    assert "Some letters of standard input" in counter.run("set", counter.file, place, "-").err
    assert "Café" in counter.done("explain", counter.file, place).out
    monkeypatch.setattr(sys, "stdout", written)
    assert run_command_line(lambda: counter.program, ["compare", counter.file, REPORT, "--pdf", "-"], never) == 0
    monkeypatch.undo()
    assert written.buffer.getvalue().startswith(b"%PDF-")


def _given(counter: Counter, patch: pytest.MonkeyPatch, content: bytes, *words: str) -> Answer:
    """What a verb answers that is given these bytes on standard input."""
    patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    return counter.run(*words)


def _written(counter: Counter, patch: pytest.MonkeyPatch, *words: str) -> bytes:
    """What a verb writes on standard output."""
    stream = io.BytesIO()
    with patch.context() as standing:
        standing.setattr(sys, "stdout", io.TextIOWrapper(stream, encoding="utf-8"))
        assert run_command_line(lambda: counter.program, words, never) == 0
        sys.stdout.flush()
        return stream.getvalue()


@pytest.mark.parametrize(
    ("verb", "start"),
    [
        (("export", "FILE", "-"), b'{ "nonpublic"'),
        (("calendar", "FILE", *PERIOD, "--ics", "-"), b"BEGIN:VCALENDAR"),
        (("calendar", "FILE", *PERIOD, "--pdf", "-"), b"%PDF-"),
        (("ratios", "FILE", "--filing", REPORT, "--pdf", "-"), b"%PDF-"),
        (("compare", "FILE", REPORT, "--pdf", "-"), b"%PDF-"),
        (("handover", "FILE", REPORT, "-"), b"%PDF-"),
        (("worksheet", "FILE", "-", "--filing", REPORT, "--schedule", "p4"), b"PK"),
        (("excel", "FILE", "export", "-", "--filing", REPORT, "--schedule", "w2"), b"PK"),
        (("excel", "FILE", "export", "-", "--filing", REPORT, "--schedule", "w2", "--public"), b"PK"),
    ],
    ids=lambda words: " ".join(words[::2]) if isinstance(words, tuple) else "",
)
def test_every_writer_writes_to_standard_output_and_nothing_besides(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...], start: bytes
) -> None:
    found = _written(counter, monkeypatch, *(counter.file if word == "FILE" else word for word in verb))
    assert found.startswith(start)
    ends = {b"%PDF-": (b"%%EOF\n", b"%%EOF"), b"PK": (b"\0\0",)}.get(start, (b"\n",))
    assert found.endswith(ends)


def test_a_company_goes_through_standard_output_and_input(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    export = _written(counter, monkeypatch, "export", counter.file, "-")
    other = str(counter.folder / "other.filingdesk")
    assert _given(counter, monkeypatch, export, "import", other, "-").code == 0
    assert _written(counter, monkeypatch, "export", other, "-") == export
    broken = _given(counter, monkeypatch, export[:-100], "import", str(counter.folder / "x.filingdesk"), "-")
    assert (broken.code, "standard input is not whole" in broken.err) == (1, True)


def test_a_profile_comes_from_standard_input(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(counter.folder / "new.filingdesk")
    profile = b'[company.identity]\r\nlegal_name = "SAMPLE Brook Water Co."\r\n'
    assert _given(counter, monkeypatch, profile, "new", path, "--company", "-").code == 0
    assert "SAMPLE Brook Water Co." in counter.done("list", path).out


def test_a_trial_balance_and_its_map_come_from_standard_input(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = b"Account,Name,Debit,Credit\n131,Cash,50,\n201,Common stock,,50\n"
    words = ("trial-balance", counter.file, "import", "-", "--filing", REPORT)
    answer = _given(counter, monkeypatch, books, *words, "--dry-run", "--json")
    assert (answer.code, answer.json["accounts"]) == (0, 2)
    table = counter.folder / "tb.csv"
    table.write_bytes(books)
    mapped = ("trial-balance", counter.file, "import", str(table), "--filing", REPORT, "--map", "-")
    taken = _given(counter, monkeypatch, b'"131" = "p4/cash/end"\n', *mapped)
    assert (taken.code, taken.err) == (0, "")
    assert "50" in counter.done("explain", counter.file, f"{REPORT}/p4/cash/end").out
    assert "standard input contains no values." in _given(counter, monkeypatch, b"  ", *words).err


def test_an_excel_copy_goes_out_and_comes_back_without_a_file(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = _written(counter, monkeypatch, "excel", counter.file, "export", "-", "--filing", REPORT)
    back = _given(counter, monkeypatch, copy, "excel", counter.file, "import", "-", "--json")
    assert (back.code, back.json["changes"], back.json["file"]) == (0, [], "standard input")


def test_a_document_is_attached_from_standard_input(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    document = _written(counter, monkeypatch, "compare", counter.file, REPORT, "--pdf", "-")
    answer = _given(counter, monkeypatch, document, "attach", counter.file, REPORT, "-", "--title", "Comparison")
    assert (answer.code, "Comparison" in answer.out) == (0, True), answer.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("list", ""), "The name of the company's file is empty."),
        (("list", "FOLDER"), "is a folder, it is not a Filing Desk company file. It contains sample.filingdesk."),
        (("companies", ""), "The name of the folder is not a folder."),
        (("companies", "FILE"), "is not a folder. Name the folder of the companies."),
        (("set", "FILE", "", "1"), "filing/schedule/line/column; this one is empty."),
        (("explain", f"{REPORT}/p4/cash/end", "FILE"), "There is no file"),
        (("produce", "FILE", "--filing", "company", "--out", "NEW"), "'company' is the company profile"),
        (("compare", "FILE", "company"), "'company' is the company profile"),
        (("handover", "FILE", "company", "NEW"), "'company' is the company profile"),
        (("compare", "FILE", REPORT, "--pdf", "FOLDER"), "is a folder. Name a file in it."),
        (("handover", "FILE", REPORT, "NOWHERE/x.pdf"), "cannot be written: its folder is not there."),
        (("tariff", "FILE", "write", "--schedule", "x", "--sheet", "1", "--text", "NOWHERE"), "There is no file"),
        (("tariff", "FILE", "write", "--schedule", "x", "--sheet", "1", "--text", "FOLDER"), "is a folder."),
        (("ratios", "FILE", "--filing", ""), "There is no filing ''"),
    ],
)
def test_a_hole_or_a_mistaken_argument_is_one_sentence(
    counter: Counter, arguments: tuple[str, ...], sentence: str
) -> None:
    places = {"FILE": counter.file, "FOLDER": str(counter.folder), "NEW": str(counter.folder / "new")}
    nowhere = str(counter.folder / "nowhere")
    given = [places.get(word, word).replace("NOWHERE", nowhere) for word in arguments]
    assert sentence in counter.refused(*given)
