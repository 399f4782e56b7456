"""The verb ``ratios``: six years of each ratio, what stands out, and the company beside the sizes in the rules."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.companies import looked_at
from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE, show, write_own_paper
from desktop_app.domain.values import Json
from desktop_app.services.analysis.ratio_paper import TITLE, heading_of, ratio_pages
from desktop_app.services.analysis.ratios import ReportRatio, ratios
from desktop_app.services.analysis.size_of_company import SizeFact, size_facts
from desktop_app.services.program.program import Program


def grammar(add: Adder) -> None:
    """The grammar of ``ratios``."""
    words = "the ratios of a report with the years before, and the company beside the sizes in the rules"
    made = add_verb(add, "ratios", words, ratios_verb, "file", json=True, replace="an earlier work paper")
    made.add_argument("--filing", required=True, metavar="ID")
    made.add_argument("--pdf", metavar="OUT", help="write the work paper")


def ratios_verb(program: Program, given: Namespace) -> int:
    """``ratios FILE --filing ID [--json] [--pdf OUT]``."""
    with looked_at(program.companies, given.file) as file:
        book = file.book(given.filing)
        found, facts = ratios(book), size_facts(file, book)
        heading = heading_of(file, book)
    if given.pdf:
        report_pages = program.report_pages
        pages = ratio_pages(heading, found, facts, report_pages.measure)
        content = report_pages.paint(Path(given.pdf).name, f"{heading.company}: {TITLE}", pages)
        write_own_paper(given, given.pdf, content, nonpublic=heading.nonpublic)
        return DONE
    if given.json:
        show({"ratios": [_ratio(ratio) for ratio in found], "sizes": [_fact(fact) for fact in facts]})
        return DONE
    for ratio in found:
        print(
            f"{ratio.label}: {'  '.join(words or '-' for words in ratio.shown)}  ({ratio.change or 'no year before'})"
        )
        if ratio.unusual:
            print(f"    stands out: {ratio.why or 'not explained yet'}")
    for fact in facts:
        print(f"{fact.sentence} [{fact.size.authority}]")
    return DONE


def _ratio(ratio: ReportRatio) -> Json:
    return {
        "place": str(ratio.place),
        "group": ratio.group,
        "label": ratio.label,
        "years": {str(year): None if value is None else str(value) for year, value in ratio.course},
        "formula": ratio.formula,
        "unusual": ratio.unusual,
        "explanation": ratio.why,
    }


def _fact(fact: SizeFact) -> Json:
    return {
        "service": fact.service,
        "size": str(fact.size.number),
        "own": str(fact.own),
        "standing": fact.standing.value,
        "sentence": fact.sentence,
        "authority": fact.size.authority,
    }
