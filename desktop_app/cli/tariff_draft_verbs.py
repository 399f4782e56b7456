"""The verbs that start drafts: ``tariff FILE add``, ``revise``, ``cancel``; and ``compare``, for the marked copy."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from desktop_app.cli.output import DONE, say
from desktop_app.cli.tariff_arguments import text_given
from desktop_app.domain.tariffs.designations import read_designation
from desktop_app.domain.tariffs.pasted_text import pasted_lines
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.domain.tariffs.versions import DraftPlace, DraftWanted, RedlineBasis, SheetVersion
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book import changes
from desktop_app.services.tariff_book.superseding import NO_BASIS, choose_basis
from desktop_app.services.tariff_book.tariff_book import TariffBook

AGAIN, NEXT = "again", "next"


def add_number_choice(parser: ArgumentParser) -> ArgumentParser:
    """Whether the number of a refused version is used again."""
    words = "whether the number of a rejected or withdrawn version is used again"
    parser.add_argument("--number", choices=(AGAIN, NEXT), help=words)
    return parser


def add_draft_choices(parser: ArgumentParser) -> None:
    """What a draft takes the place of, and its number."""
    words = "what is in force; or a version before the commission: the next revision after it, or a substitute for it"
    parser.add_argument("--replaces", choices=[place.value for place in DraftPlace], help=words)
    parser.add_argument("--of", metavar="D", help="which pending version, by its designation (the last if left out)")
    words = "a substitute bears the designation of the pending version without the word"
    parser.add_argument("--without-word", action="store_true", help=words)
    add_number_choice(parser)


def run_add_sheet(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE add --schedule ID [--sheet N | --after N] [--text FILE]``."""
    text = pasted_lines(text_given(given.text))
    sheet, after, title = given.sheet, given.after, given.title
    wanted = DraftWanted(again=_again(given))
    chain = changes.add_sheet(tariff_book, given.schedule, sheet, after=after, title=title, text=text, wanted=wanted)
    return say_drafted(given, tariff_book, given.schedule, chain)


def run_revise(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE revise --schedule ID --sheet N ... [--replaces P] [--text FILE]``."""
    text = pasted_lines(text_given(given.text))
    read_text(text)
    made = changes.revise_sheets(tariff_book, given.schedule, given.sheet, wanted=_wanted(given))
    if text:
        changes.write_draft(tariff_book, given.schedule, made[0].number.key, text)
    for chain in made:
        say_drafted(given, tariff_book, given.schedule, chain)
    return DONE


def run_cancel(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE cancel --schedule ID --sheet N ...``."""
    wanted, left = _wanted(given), given.none
    for chain in changes.cancel(
        tariff_book, given.schedule, given.sheet, given.found, nothing_left=left, wanted=wanted
    ):
        say_drafted(given, tariff_book, given.schedule, chain)
    return DONE


def run_compare(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE compare --schedule ID --sheet N [--with-sheet M] [--with-schedule ID] [--designation D]``."""
    chosen = None
    if given.nothing:
        chosen = NO_BASIS
    elif given.with_sheet or given.with_schedule or given.designation:
        schedule = given.with_schedule or given.schedule
        other = tariff_book.chain(schedule, given.with_sheet or given.sheet)
        number = read_designation(given.designation) if given.designation else -1
        chosen = RedlineBasis(schedule, other.number.key, _numbered(other, number).revision)
    choose_basis(tariff_book, given.schedule, given.sheet, chosen)
    say(given, f"Sheet {given.sheet}: what its marked copy is compared with is saved.")
    return DONE


def _numbered(chain: SheetHistory, number: int) -> SheetVersion:
    """The last version of that number; without one the last that took effect. Raises NotPossible."""
    known = chain.approved if number < 0 else [one for one in chain.versions if one.number == number]
    return known[-1] if known else chain.version(max(number, 0))


def _again(given: Namespace) -> bool | None:
    return None if given.number is None else given.number == AGAIN


def _wanted(given: Namespace) -> DraftWanted:
    place = DraftPlace(given.replaces) if given.replaces else None
    of = read_designation(given.of) if given.of else -1
    return DraftWanted(place, of, worded=not given.without_word, again=_again(given))


def say_drafted(given: Namespace, tariff_book: TariffBook, schedule_id: str, chain: SheetHistory) -> int:
    """Says which draft was started and what it cancels."""
    version = chain.versions[-1]
    style = tariff_book.schedule(schedule_id).style
    old = "" if version.cancels is None else f", cancels {chain.designated(version.cancels, style)}"
    say(given, f"Sheet {chain.number}: draft of {version.name(style)}{old}.")
    return DONE
