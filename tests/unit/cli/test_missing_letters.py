"""Every kind of paper stops before it is made where a letter has no shape in the fonts, and says which letter."""

import pytest

from tests.support.command_line import REPORT, Counter, counter, made

__all__ = ["counter", "made"]

LETTER = "\u6c34"
NAME = f"Sample {LETTER} Water Company"
YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")

PAPERS: dict[str, tuple[str, ...]] = {
    "report": ("produce", "FILE", "--filing", REPORT, "--out", "OUT"),
    "worksheet": ("worksheet", "FILE", "OUT.pdf", "--filing", REPORT),
    "calendar": ("calendar", "FILE", *YEAR, "--pdf", "OUT.pdf"),
    "ratios": ("ratios", "FILE", "--filing", REPORT, "--pdf", "OUT.pdf"),
    "comparison": ("compare", "FILE", REPORT, "--pdf", "OUT.pdf"),
    "handover": ("handover", "FILE", REPORT, "OUT.pdf"),
    "tariff book": ("tariff", "FILE", "book", "--as-of", "2026-11-28", "--out", "OUT.pdf"),
    "tariff filing": ("tariff", "FILE", "produce", "--filing", "water-1-2026-1", "--out", "OUT"),
}


@pytest.fixture
def named(counter: Counter) -> Counter:
    """A company whose name has a letter that the fonts lack, with a sheet in force and one that is to be filed."""
    counter.done("set", counter.file, "company/identity/legal_name/answer", NAME)
    text = counter.folder / "sheet.txt"
    text.write_text("# Rules\n\nThe charge is $5.00.\n", encoding="utf-8")
    sheet = ("--schedule", "water-1", "--text", str(text))
    counter.done("tariff", counter.file, "schedule", "--utility", "water", "--title", "Rates")
    counter.run("tariff", counter.file, "enter", *sheet, "--sheet", "1", "--effective", "2020-03-01")
    counter.done("tariff", counter.file, "add", *sheet, "--sheet", "2")
    counter.run("tariff", counter.file, "file", "--schedule", "water-1", "--summary", str(text), "--prepare")
    counter.run("tariff", counter.file, "confirm-bills", "--filing", "water-1-2026-1", "--none")
    return counter


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
def test_a_letter_without_a_shape_stops_the_paper(named: Counter, paper: str) -> None:
    out = str(named.folder / "out")
    words = [word.replace("FILE", named.file).replace("OUT", out) for word in PAPERS[paper]]
    before = set(named.folder.iterdir())
    answer = named.run(*words)
    assert answer.code == 1
    assert f"cannot show {LETTER} (U+6C34), in '" in answer.err
    assert set(named.folder.iterdir()) == before
