"""A script closes a year for three clients: water, water and sewer, steam. What the window can do, it can too."""

import json
from pathlib import Path

import pytest

from tests.support.command_line import REPORT, Counter, counter, made

pytestmark = pytest.mark.slow  # whole sample companies

__all__ = ["counter", "made"]

NEXT = "2026-annual-report"


def test_a_script_closes_a_year_for_three_clients(counter: Counter) -> None:
    clients = counter.folder / "clients"
    clients.mkdir()
    for kind in ("water", "water-sewer", "steam"):
        file, package = str(clients / f"{kind}.filingdesk"), str(counter.folder / f"{kind} 2025")
        counter.done("sample", kind, file, "--quiet")
        problems = counter.run("check", file, "--filing", REPORT, "--json").json
        assert [item for item in problems if item["level"] == "stop"] == []
        assert counter.run("compare", file, REPORT, "--json").json["changes"]
        counter.done("note", file, f"{REPORT}/p4/cash/end", "--text", "As the bank says")
        _ask_for_time(counter, file, kind)
        _import_books(counter, file)
        counter.done("produce", file, "--filing", REPORT, "--out", package, "--quiet")
        counter.done("verify", package)
        sent = ("--on", "4/2/2026", "--how", "EFIS", "--tracking", "T-1", "--package", package)
        counter.done("filed", file, REPORT, *sent)
        assert "can no longer be changed" in counter.refused("set", file, f"{REPORT}/p4/cash/end", "1")
        counter.done("start", file, "--year", "2026", "--from", REPORT)
        copy = str(counter.folder / f"{kind} copy.xlsx")
        counter.done("excel", file, "export", copy, "--filing", NEXT, "--schedule", "p4", "--quiet")
        assert counter.run("excel", file, "import", copy, "--json").json["changes"] == []
        counter.done("handover", file, NEXT, str(counter.folder / f"{kind}.pdf"), "--notes")
        counter.done("backup", file)
        counter.done("revise", file, REPORT)
        assert {"edit"} <= {step["kind"] for step in counter.run("history", file, "--json").json["steps"]}
        assert counter.run("find", file, "bank", "says", "--json").json
        assert counter.run("calendar", file, "--from", "1/1/2027", "--to", "12/31/2027", "--json").json
    found = counter.run("companies", str(clients), "--json").json["companies"]
    assert {Path(item["file"]).stem for item in found} == {"steam", "water", "water-sewer"}
    assert {item["progress"]["filing"] for item in found} == {NEXT}
    assert all(item["due"] and not item["refusal"] and 0 < item["progress"]["percent"] < 100 for item in found)


def _ask_for_time(counter: Counter, file: str, kind: str) -> None:
    """The letter for more time: composed, certified, printed, mailed and received."""
    letter = counter.run("letter", file, "new", "--kind", "extension_letter", "--year", "2025").out.split("\t")[0]
    for field, value in (("day", "4/1/2026"), ("reason", "The books close late.")):
        counter.done("letter", file, "set", letter, field, value)
    counter.done("letter", file, "no-case", letter, "--as-of", "4/1/2026")
    counter.done("letter", file, "print", letter, "--out", str(counter.folder / f"{kind} letter.pdf"))
    counter.done("letter", file, "sent", letter, "--on", "4/1/2026")
    counter.done("letter", file, "received", letter, "--on", "4/6/2026")


def _import_books(counter: Counter, file: str) -> None:
    """A trial balance is imported and taken back."""
    books, lines = counter.folder / "books.csv", counter.folder / "lines.toml"
    books.write_text("Account,Name,Debit,Credit\n131,Cash,77,\n999,Suspense,,77\n", encoding="utf-8")
    lines.write_text('"131" = "p4/cash/end"\n"999" = "ignore"\n', encoding="utf-8")
    words = ("trial-balance", file, "import", str(books), "--filing", REPORT, "--map", str(lines), "--json")
    assert counter.run(*words).json["taken"]
    assert json.loads(counter.run("explain", file, f"{REPORT}/p4/cash/end", "--json").out)["value"] == "77"
    counter.done("undo", file)


def test_a_filing_is_marked_as_filed_and_revised(counter: Counter) -> None:
    assert "is not a folder" in counter.refused("filed", counter.file, REPORT, "--on", "4/2/2026", "--package", "gone")
    counter.done("filed", counter.file, REPORT, "--on", "4/2/2026")
    assert "was marked as filed on 2026-04-02 already" in counter.refused(
        "filed", counter.file, REPORT, "--on", "4/3/2026"
    )
    assert f"{REPORT}-revision-1 started" in counter.done("revise", counter.file, REPORT).out
    for verb in (("filed", counter.file, "company", "--on", "4/2/2026"), ("revise", counter.file, "company")):
        assert "company profile, which is never filed" in counter.refused(*verb)


def test_a_letter_is_composed_printed_and_marked_as_sent(counter: Counter) -> None:
    made = counter.done("letter", counter.file, "new", "--kind", "deficiency_answer", "--year", "2025")
    letter = made.out.split("\t")[0]
    counter.done("letter", counter.file, "set", letter, "signer", "Sample President")
    counter.done("letter", counter.file, "set", letter, "day", "5/1/2026")
    counter.done("letter", counter.file, "deficiency", letter, "--asked", "Page W-2", "--supplied", "Enclosed")
    assert "Page W-2" in counter.run("letter", counter.file, "show", letter).out
    counter.done("letter", counter.file, "set", letter, "addressee", "Sample Department")
    counter.done("letter", counter.file, "set", letter, "notice_date", "4/28/2026")
    out = str(counter.folder / "letter.pdf")
    listed = counter.run("letter", counter.file, "list", "--json").json
    assert [item["sent"] for item in listed] == [None]
    counter.done("letter", counter.file, "print", letter, "--out", out)
    assert Path(out).read_bytes().startswith(b"%PDF")
    assert "exists already" in counter.refused("letter", counter.file, "print", letter, "--out", out)
    counter.done("letter", counter.file, "sent", letter, "--on", "5/2/2026", "--how", "By mail")
    assert counter.run("letter", counter.file, "list", "--json").json[0]["sent"]["on"] == "2026-05-02"
    assert "can no longer be changed" in counter.refused("letter", counter.file, "set", letter, "day", "5/3/2026")
    assert "was sent" in counter.refused("letter", counter.file, "delete", letter)


def test_steps_are_undone_repeated_and_told(counter: Counter) -> None:
    counter.done("set", counter.file, f"{REPORT}/p4/cash/end", "77")
    counter.done("undo", counter.file)
    assert "Done again" in counter.done("redo", counter.file).out
    assert "nothing to redo" in counter.run("redo", counter.file).err
    steps = counter.run("history", counter.file, "--last", "3", "--json").json["steps"]
    assert [step["kind"] for step in steps] == ["redo", "undo", "edit"]


def test_months_are_given_one_by_one_and_together(counter: Counter) -> None:
    place = f"{REPORT}/w1/residential_sales/average"
    counter.done("work-paper", counter.file, place, "--part", "380=January", "--part", "381=Feb")
    listed = counter.folder / "months.csv"
    listed.write_text("Month,Bills\nFeb,382\nMar,383\nApr,\n", encoding="utf-8")
    counter.done("work-paper", counter.file, place, "--months", str(listed))
    counter.done("work-paper", counter.file, place, "--part", "=March")
    told = counter.run("work-paper", counter.file, place, "--json").json
    assert [tuple(part.values()) for part in told["parts"]] == [("380", "January 2025"), ("382", "February 2025")]
    assert (told["use"], told["figure"], told["missing"][0], len(told["missing"])) == ("average", None, "2025-03", 10)
    more = [argument for month in range(3, 13) for argument in ("--part", f"383={month}")]
    counter.done("work-paper", counter.file, place, *more)
    told = counter.run("work-paper", counter.file, place, "--json").json
    # 380 + 382 + 10 x 383 = 4,592; divided by 12: 382.67.
    assert (told["total"], told["figure"], told["missing"]) == ("4592", "383", [])
    counter.done("work-paper", counter.file, place, "--clear")
    assert counter.run("work-paper", counter.file, place, "--json").json["parts"] == []


def test_notes_work_papers_and_finding(counter: Counter) -> None:
    place = f"{REPORT}/p4/cash/end"
    counter.done("note", counter.file, place, "--text", "Ask the bank", "--mark", "to confirm")
    assert counter.run("note", counter.file, place).out == "Ask the bank (to confirm)\n"
    assert "Ask the bank" in counter.run("notes", counter.file, REPORT).out
    assert "Ask the bank" in counter.run("find", counter.file, "bank", "ask").out
    assert counter.run("find", counter.file, "qqqqq").code == 3
    counter.done("work-paper", counter.file, place, "--part", "8000=Bank", "--part", "(39)=Check outstanding")
    assert "7,961.00  in all" in counter.run("work-paper", counter.file, place).out
    assert "needs an amount" in counter.refused("work-paper", counter.file, place, "--part", "12%=x")
    assert "AMOUNT=WORDS" in counter.refused("work-paper", counter.file, place, "--part", "12")


def test_a_backup_is_made_and_restored(counter: Counter) -> None:
    counter.done("backup", counter.file)
    counter.done("set", counter.file, f"{REPORT}/p4/cash/end", "77")
    backups = counter.run("backups", counter.file, "--json").json
    kept = next(item["name"] for item in backups if item["reason"] == "asked")
    counter.done("restore", counter.file, "--backup", kept)
    assert json.loads(counter.run("explain", counter.file, f"{REPORT}/p4/cash/end", "--json").out)["value"] == "8,539"
