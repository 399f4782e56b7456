"""The verb ``questions``: what a filing asks, one question after the other, for whoever hears the screen."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator

from desktop_app.cli.companies import writing
from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE
from desktop_app.domain.problems import UserError
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Place
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.data_entry import entering
from desktop_app.services.program.program import Program
from desktop_app.services.progress.explaining import suggestion
from desktop_app.services.progress.step_progress import schedule_title

BACK, STOP, TAKE, CLEAR = ":back", ":stop", ":take", ":clear"
HOW = (
    f"Type the answer and press Enter; Enter alone leaves what is there. {TAKE} takes what is suggested, {CLEAR} makes "
    f"it blank, {BACK} goes to the question before, {STOP} ends. Each answer is kept at once."
)
OVER = "That was the last question. Everything that you answered is kept."


class NothingAsked(UserError):
    """The filing has no such page, or nothing on it is typed."""


def grammar(add: Adder) -> None:
    """The grammar of ``questions``."""
    asking = add_verb(add, "questions", "ask one question after the other", writing(ask), "file", "filing")
    asking.add_argument("schedule", nargs="?", default="", metavar="SCHEDULE", help="all pages if left out")
    asking.add_argument("--blank", action="store_true", help="only those that are not answered")


def ask(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``questions FILE FILING [SCHEDULE] [--blank]``: the answers are read from standard input, a line each."""
    places = _asked(file.book(given.filing), given.schedule, blank=given.blank)
    if not places:
        where = f"page '{given.schedule}' of {given.filing}" if given.schedule else given.filing
        raise NothingAsked(f"Nothing is asked on {where}. 'list FILE' prints the pages, 'items' what a case asks.")
    print(HOW)
    at, page = 0, ""
    while at < len(places):
        print("\n".join(_question(file.book(given.filing), places[at], page)), flush=True)
        page = places[at].schedule
        line = sys.stdin.readline()
        answer = line.strip()
        if not line or answer == STOP:
            return DONE
        if answer == BACK:
            at = max(at - 1, 0)
            continue
        before = places[at]
        if answer and not _kept(file, given.filing, before, answer):
            continue
        still = _asked(file.book(given.filing), given.schedule, blank=False)
        now = [place for place in still if place in places or not given.blank]
        at = now.index(before) + 1 if before in now else at  # a row that was begun takes the place of its question
        places = now
    print(OVER)
    return DONE


def _asked(book: EvaluatedFiling, schedule: str, *, blank: bool) -> list[Place]:
    """The cells that are typed, in the order of reading."""
    return [
        place
        for place, spec in book.sheet.cells.items()
        if not spec.formula
        and schedule in ("", place.schedule)
        and not (blank and book.calculation.values.get(place) is not None)
    ]


def _question(book: EvaluatedFiling, place: Place, page: str) -> Iterator[str]:
    sheet, pages = book.sheet, list(book.sheet.schedules)
    if place.schedule != page:
        yield f"\nPage {pages.index(place.schedule) + 1} of {len(pages)}: {schedule_title(book, place.schedule)}"
    where = location(sheet, place)
    yield f"\n{sentence_start(where)}"
    for told in dict.fromkeys((sheet.line(place).help, sheet.column(place).help)):
        yield from filter(None, (told.what, told.where, f"Example: {told.example}" if told.example else ""))
    yield f"Now: {value_text(book.calculation.values.get(place), sheet.cells[place]) or 'blank'}"
    if proposed := suggestion(book, place):
        yield f"Suggested: {proposed}"
    yield from (problem.sentence for problem in book.checks.problems if problem.place == str(place))


def _kept(file: CompanyFile, filing: str, place: Place, answer: str) -> bool:
    """Enters the answer; a refusal is said, and the question comes again."""
    proposed = suggestion(file.book(filing), place) if answer == TAKE else answer
    try:
        entering.set_answer(file, filing, place, "" if answer == CLEAR else proposed)
    except UserError as refusal:
        print(refusal)
        return False
    return True
