"""The verbs about what a tariff says on the points that its rule fixes: ``tariff FILE term`` and ``terms``."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.output import DONE, say, show
from desktop_app.domain.values import Json
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.tariff_terms import TermAnswer, answer_term, term_answers


def run_term(program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE term --schedule ID --term T --answer A [--sheet N]``."""
    contents = program.tariffs.contents_of(tariff_book, given.schedule)
    answer_term(tariff_book, contents, given.schedule, given.term, given.answer, given.sheet)
    where = f" (sheet {given.sheet})" if given.sheet else ""
    say(given, f"{given.term}: {given.answer.strip() or 'not answered'}{where}.")
    return DONE


def run_terms(program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE terms --schedule ID [--json]``."""
    contents = program.tariffs.contents_of(tariff_book, given.schedule)
    schedule, today = tariff_book.schedule(given.schedule), tariff_book.file.clock.today()
    found = () if contents is None else term_answers(tariff_book, schedule, contents, today)
    if given.json:
        listed: list[Json] = [_term_json(item) for item in found]
        show(listed)
        return DONE
    for item in found:
        said = item.answer or ("not answered" if item.asked else "not asked")
        where = f" (sheet {item.sheet})" if item.sheet else ""
        print(f"{item.term.id}\t{item.term.asks}\t{said}{where}\t[{', '.join(item.term.cites)}]")
    if not found:
        say(given, "The rule of this utility fixes no contents that are asked here.")
    return DONE


def _term_json(item: TermAnswer) -> Json:
    return {
        "term": item.term.id,
        "asks": item.term.asks,
        "kind": item.term.kind.value,
        "answer": item.answer,
        "sheet": item.sheet,
        "asked": item.asked,
        "compare": item.term.bound.value if item.term.bound is not None else "",
        "legal": "" if item.legal is None else f"{item.legal.normalize():f}",
        "cites": list(item.term.cites),
    }
