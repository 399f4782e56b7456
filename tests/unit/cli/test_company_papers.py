"""Papers for the company's own files say in name and on every page that they are nonpublic if something is sealed."""

import pypdfium2
import pytest

from desktop_app.cli.output import USAGE
from tests.support.command_line import REPORT, Counter, counter, made

__all__ = ["counter", "made"]

PAPERS = {
    "comparison": ("compare", "FILE", REPORT, "--pdf", "OUT"),
    "handover": ("handover", "FILE", REPORT, "OUT"),
    "ratios": ("ratios", "FILE", "--filing", REPORT, "--pdf", "OUT"),
}


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_that_may_tell_what_is_sealed_says_so_in_name_and_pages(counter: Counter, paper: str) -> None:
    target = counter.folder / "paper.pdf"
    counter.run("seal", counter.file, f"{REPORT}/w2/chemicals/amount", "--type", "Price", "--reason", "A contract.")
    words = [word.replace("FILE", counter.file).replace("OUT", str(target)) for word in PAPERS[paper]]
    counter.done(*words)
    assert not target.exists()
    pages = pypdfium2.PdfDocument(counter.folder / "paper nonpublic.pdf")
    assert all("NONPUBLIC" in page.get_textpage().get_text_range() for page in pages)
    pages.close()


def test_hours_that_are_no_number_are_refused_in_a_sentence(counter: Counter) -> None:
    answer = counter.run("rules", "fees", "--utility", "water", "--hours", "many")
    assert answer.code == USAGE
    assert "argument --hours: 'many' is not a number" in answer.err


@pytest.mark.slow
def test_the_handbook_is_listed_searched_and_written(counter: Counter) -> None:
    assert "When a letter comes from the commission" in counter.done("handbook").out
    found = counter.done("handbook", "letter", "pleading", "receipt")
    assert found.out.startswith("When a letter comes from the commission")
    assert "1. Do not wait." in found.out
    assert "zebra" in counter.refused("handbook", "zebra")
    target = counter.folder / "handbook.pdf"
    counter.done("handbook", "--pdf", str(target))
    assert target.read_bytes().startswith(b"%PDF")
