"""Every paper that the program makes can be read aloud: it keeps all rules of PDF/UA-1 that a checker can check."""

from collections.abc import Iterator
from pathlib import Path

import page as pdf_checker
import pikepdf
import pytest

from tests.support.command_line import REPORT, Counter, counter, made

__all__ = ["counter", "made"]
pytestmark = pytest.mark.slow
RULES = 104
YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")
TABLE = "| Size | Charge |\n| --- | --- |\n| 5/8 inch | $5.00 |\n| 1 inch | $9.00 |\n"
OLD = f"# Rates of water\n\nThe charge is $5.00 a month.\n\n{TABLE}"
PAPERS: tuple[tuple[str, ...], ...] = (
    ("produce", "FILE", "--filing", REPORT, "--out", "OUT", "--draft"),
    ("worksheet", "FILE", "OUT.pdf", "--filing", REPORT),
    ("calendar", "FILE", *YEAR, "--pdf", "OUT.pdf"),
    ("ratios", "FILE", "--filing", REPORT, "--pdf", "OUT.pdf"),
    ("compare", "FILE", REPORT, "--pdf", "OUT.pdf"),
    ("handover", "FILE", REPORT, "OUT.pdf"),
    ("handbook", "--pdf", "OUT.pdf"),
    ("tariff", "FILE", "book", "--as-of", "2026-11-28", "--out", "OUT.pdf"),
    ("tariff", "FILE", "produce", "--filing", "water-1-2026-1", "--out", "OUT", "--draft"),
    ("review", "print", "FILE", "OUT.pdf"),
    ("password", "set", "FILE", "--sheet", "OUT.pdf", "--new-password-file", "FOLDER/sheet.txt"),
)


def with_tariff(counter: Counter) -> None:
    """A sheet in force and its revision, whose marked copy strikes and adds words."""
    text = counter.folder / "sheet.txt"
    text.write_text(OLD, encoding="utf-8")
    sheet = ("--schedule", "water-1", "--text", str(text))
    counter.done("tariff", counter.file, "schedule", "--utility", "water", "--title", "Rates")
    counter.done("tariff", counter.file, "enter", *sheet, "--sheet", "1", "--effective", "2020-03-01")
    counter.done("tariff", counter.file, "revise", "--schedule", "water-1", "--sheet", "1")
    text.write_text(OLD.replace("$5.00", "$6.50"), encoding="utf-8")
    counter.done("tariff", counter.file, "write", *sheet, "--sheet", "1")
    counter.done("tariff", counter.file, "file", "--schedule", "water-1", "--summary", str(text), "--prepare")
    counter.done("tariff", counter.file, "confirm-bills", "--filing", "water-1-2026-1", "--none")


@pytest.fixture
def papers(counter: Counter) -> list[Path]:
    """All papers of a sample company, made by command."""
    with_tariff(counter)
    for number, words in enumerate(PAPERS):
        out = str(counter.folder / f"out{number}")
        answer = counter.run(
            *(
                word.replace("FILE", counter.file).replace("OUT", out).replace("FOLDER", str(counter.folder))
                for word in words
            )
        )
        assert answer.code == 0, answer.err
    return sorted(counter.folder.rglob("*.pdf"))


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """The kinds of all elements with what they are, in the order of reading."""

    def within(node: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
        yield str(node.S), node
        kids = node.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from within(kid)

    yield from within(pdf.Root.StructTreeRoot.K)


def test_every_paper_keeps_the_rules_and_says_what_its_look_says(papers: list[Path]) -> None:
    assert len(papers) >= len(PAPERS) + 4
    said, kinds = set[str](), {}
    for path in papers:
        found = pdf_checker.validate_pdf(str(path), profile="ua1")
        failed = [f"{failure.rule_id}: {failure.message}" for failure in found.failures]
        assert (found.rules.passed, failed) == (RULES, []), path.name
        with pikepdf.open(path) as pdf:
            listed = list(elements(pdf))
            kinds[path.name] = [kind for kind, _ in listed]
            said |= {str(node.ActualText) for _, node in listed if "/ActualText" in node}
            if "annual-report" in path.name:
                assert pdf.Root.Outlines.Count == len(pdf.pages)
    assert {"deleted: $5.00", "added: $6.50", "Water: checked", "Sewer: not checked"} <= said
    public, nonpublic = (kinds[f"annual-report-2025-{version}.pdf"] for version in ("public", "nonpublic"))
    assert nonpublic[: len(public)] == public  # what follows is the annex
    assert {"/Table", "/TH", "/TD", "/H1", "/H2", "/P"} <= set(public)
