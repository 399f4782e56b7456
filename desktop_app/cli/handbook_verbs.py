"""The verb ``handbook``: its pages by name or words, and all of it as one PDF."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE, write_output
from desktop_app.domain.problems import UserError
from desktop_app.pagespec.handbook import BlockKind, HandbookPage, find_pages
from desktop_app.services.program.handbook import handbook, handbook_pdf
from desktop_app.services.program.program import Program


def grammar(add: Adder) -> None:
    """The grammar of ``handbook``."""
    made = add_verb(add, "handbook", "read or search the handbook, or write it as PDF", read_handbook, replace="a PDF")
    made.add_argument("words", nargs="*", metavar="WORD", help="words to find; without any, the list of pages")
    made.add_argument("--pdf", metavar="OUT", help="write all of it")


def read_handbook(program: Program, given: Namespace) -> int:
    """``handbook [WORD ...] [--pdf OUT]``: the first page that fits is printed, the others are named."""
    if given.pdf:
        write_output(given, given.pdf, handbook_pdf(program, Path(given.pdf).name))
        return DONE
    pages = handbook(program.resources)
    if not given.words:
        print("\n".join(f"{number:>3}  {page.title}" for number, page in enumerate(pages, 1)))
        return DONE
    found = find_pages(pages, " ".join(given.words))
    if not found:
        raise UserError(f"The handbook has no page with these words: {' '.join(given.words)}.")
    print(page_in_words(found[0]))
    if found[1:]:
        print(f"Also in: {'; '.join(page.title for page in found[1:])}.", file=sys.stderr)
    return DONE


def page_in_words(page: HandbookPage) -> str:
    """A page as plain text; pictures are left out."""
    signs = {BlockKind.ITEM: "- ", BlockKind.HEADING: "\n"}
    lines = [
        f"{f'{block.sign}. ' if block.kind is BlockKind.STEP else signs.get(block.kind, '')}{block.plain}"
        for block in page.blocks
        if block.kind is not BlockKind.PICTURE
    ]
    return "\n".join((page.title, "", *lines))
