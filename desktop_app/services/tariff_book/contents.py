"""Which sheet states what the rule wants stated: found by its words or named by the user, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from desktop_app.domain.anniversaries import months_later, years_and_days
from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import NotANumber, parse_number, rounded
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.domain.tariffs.inline_signs import without_signs
from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_text import LineKind
from desktop_app.domain.values import Json
from desktop_app.rulebook.clock import DeadlineBound
from desktop_app.rulebook.contents import YES, RequiredContent, TariffContents
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.company.company_file import EditOutcome
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.front import NAMED_FRONTS
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.tariff_terms import term_problems
from desktop_app.services.tariff_book.words import dollars

_SECTION = late_pattern(r"section (\w+) (?:sheet |page )?(\d+)")
CONFORMS = "conforms"
LONGEST_SEEN = 40
YEAR_DAYS = 365
HUNDRED = 100
INTEREST_CONVENTION = "calculated over whole years, then over the days left at a 365th of a year each"


class BadContentAnswer(UserError):
    """What was answered about an item cannot be kept; the sentence says why."""


@dataclass(frozen=True, slots=True)
class StatedContent:
    """An item of the contents, the sheet that states it (empty: none does), and the points it leaves out.

    Words were found, no more, unless the user said that the sheet `conforms` to the rule.
    """

    content: RequiredContent
    sheet: str
    missing: tuple[str, ...]
    named: bool = False
    conforms: bool = False


def stated(
    tariff_book: TariffBook, schedule: TariffSchedule, contents: TariffContents, day: date
) -> tuple[StatedContent, ...]:
    """Each item with its sheet. Drafts count as if they were in force."""
    chains = tariff_book.chains(schedule.id)
    texts = {chain.number.key: _words(tariff_book, schedule, chain, day) for chain in chains}
    named = _named(tariff_book, schedule.id)
    return tuple(_stated(item, texts, named.get(item.id, _NOTHING)) for item in contents.items)


def _words(tariff_book: TariffBook, schedule: TariffSchedule, chain: SheetHistory, day: date) -> str:
    version = chain.draft or chain.in_force(day)
    return (
        ""
        if version is None or version.canceling
        else f"{chain.title}\n{without_signs(tariff_book.text(schedule.id, chain, version))}"
    )


def _stated(item: RequiredContent, texts: Mapping[str, str], chosen: _Named) -> StatedContent:
    if chosen.sheet in texts:
        missing = () if chosen.conforms else item.missing(texts[chosen.sheet])
        return StatedContent(item, chosen.sheet, missing, named=True, conforms=chosen.conforms)
    found = [
        (len(item.missing(_title_of(text))), len(item.missing(text)), key)
        for key, text in texts.items()
        if text and (item.id == "contents" or not (key in NAMED_FRONTS or _title_of(text).casefold() in NAMED_FRONTS))
    ]
    _, lacking, best = min(found, default=(0, len(item.must), ""), key=lambda one: one[:2])
    if lacking == len(item.must):
        return StatedContent(item, "", ())
    return StatedContent(item, best, item.missing(texts[best]))


def _title_of(text: str) -> str:
    """The title of a sheet, the first line of its words: a sheet called so comes before one that mentions it."""
    return text.partition("\n")[0].strip()


@dataclass(frozen=True, slots=True)
class _Named:
    """The sheet that the user named for an item, and whether it conforms to the rule by the user's word."""

    sheet: str = ""
    conforms: bool = False


_NOTHING = _Named()


def name_sheet(
    tariff_book: TariffBook, schedule_id: str, content: str, sheet: str, *, conforms: bool = False
) -> EditOutcome | None:
    """Says which sheet states an item and whether it `conforms` to the rule; an empty one leaves it to the words.

    Raises NoSuchSheet, and BadContentAnswer where no sheet is named that conforms.
    """
    if conforms and not sheet:
        raise BadContentAnswer("Choose the sheet that conforms to the rule.")
    named: dict[str, Json] = {
        name: [item.sheet, YES] if item.conforms else item.sheet
        for name, item in _named(tariff_book, schedule_id).items()
    }
    named.pop(content, None)
    if sheet:
        key = tariff_book.chain(schedule_id, sheet).number.key
        named[content] = [key, YES] if conforms else key
    key = entries.contents_key(schedule_id)
    return tariff_book.file.edit(COMPANY, f"Sheet that states {content.replace('_', ' ')}", {key: named or None})


def read_conforms(answer: str) -> bool:
    """Whether a sheet is said to conform to the rule. Raises BadContentAnswer for other words."""
    said = answer.strip()
    if said and said.casefold() != CONFORMS:
        seen = said if len(said) <= LONGEST_SEEN else f"{said[:LONGEST_SEEN]}..."
        raise BadContentAnswer(f"'{seen}' is not an answer here. Choose '{CONFORMS}', or leave it blank.")
    return bool(said)


def _named(tariff_book: TariffBook, schedule_id: str) -> Mapping[str, _Named]:
    data = tariff_book.file.workspace.get(entries.contents_key(schedule_id))
    if not isinstance(data, dict):
        return {}
    return {
        name: _Named(str(item[0]), conforms=True) if isinstance(item, list) and item else _Named(str(item))
        for name, item in data.items()
    }


def content_problems(
    tariff_book: TariffBook, schedule: TariffSchedule, contents: TariffContents, day: date
) -> Iterator[Problem]:
    """What the tariff does not state, or not whole, or out of its order."""
    found = stated(tariff_book, schedule, contents, day)
    for item in found:
        citation, place = ", ".join(item.content.cites), f"tariff/{schedule.id}/{item.sheet}".rstrip("/")
        if not item.sheet:
            sentence = f"No sheet states: {item.content.label}. Write it, or say which sheet does."
            yield Problem("T20", Severity.EXPLAIN, place, sentence, citation)
        elif item.missing:
            words = ", ".join(f"'{word}'" for word in item.missing)
            sentence = f"Sheet {item.sheet} should state: {item.content.label}. It does not mention {words}."
            yield Problem("T21", Severity.EXPLAIN, place, sentence, citation)
    yield from _found_words(schedule, found)
    if contents.terms:
        yield from term_problems(tariff_book, schedule, contents, day)
    if contents.order_cites:
        yield from _disorder(tariff_book, schedule, found, contents.order_cites)
    rules = tariff_book.rules(schedule, day)
    if rules.asks("title_page_items"):
        yield from _title_page(tariff_book, schedule, rules)
    if rules.asks("sections"):
        yield from _sections(tariff_book, schedule, rules)
    exchanges = next((item for item in found if item.content.id == "exchanges" and item.sheet), None)
    if exchanges is not None:
        yield from _exchanges(tariff_book, schedule, exchanges, day)


def _found_words(schedule: TariffSchedule, found: Sequence[StatedContent]) -> Iterator[Problem]:
    """Words that were found prove nothing: whether the sheet conforms is for the user to say, item by item."""
    for item in found:
        if item.sheet and not item.missing and not item.conforms:
            sentence = (
                f"Sheet {item.sheet}: words found for '{item.content.label}'. Whether it conforms to the rule is for "
                "you to decide; say so when you have read it."
            )
            place = f"tariff/{schedule.id}/{item.sheet}"
            yield Problem("T30", Severity.NOTE, place, sentence, ", ".join(item.content.cites))


def _disorder(
    tariff_book: TariffBook, schedule: TariffSchedule, found: Sequence[StatedContent], cites: Sequence[str]
) -> Iterator[Problem]:
    order = {chain.number.key: number for number, chain in enumerate(tariff_book.chains(schedule.id))}
    placed = [item for item in found if item.sheet]
    for first, second in pairwise(placed):
        if order[second.sheet] < order[first.sheet]:
            sentence = f"{second.content.label} comes before {first.content.label}; the rule requires the other order."
            authority = ", ".join(dict.fromkeys((*cites, *second.content.cites)))
            yield Problem("T22", Severity.NOTE, f"tariff/{schedule.id}", sentence, authority)


def _title_page(tariff_book: TariffBook, schedule: TariffSchedule, rules: TariffRules) -> Iterator[Problem]:
    """What an electric title page must show and the program cannot fill in by itself: 3.145(9)(A), (C) and (H)."""
    titled = any(chain.number.key == "title page" for chain in tariff_book.chains(schedule.id))
    place = f"tariff/{schedule.id}"
    for there, words in (
        (titled, "The schedule has no title page."),
        (
            bool(tariff_book.file.profile().legal_name),
            "The title page needs the full corporate name: see the company profile.",
        ),
        (
            bool(schedule.territory),
            "The title page needs a brief description of the service area: see the details of the schedule.",
        ),
        (
            bool(schedule.issuer.name),
            "The title page needs the officer who issues it: see the details of the schedule.",
        ),
    ):
        if not there:
            yield Problem("T23", Severity.EXPLAIN, place, words, rules.authority("title_page_items"))


def _sections(tariff_book: TariffBook, schedule: TariffSchedule, rules: TariffRules) -> Iterator[Problem]:
    """The sheets, or those of each section, begin with sheet 1 and go on without a gap."""
    sections: dict[str, list[int]] = {}
    for chain in tariff_book.chains(schedule.id):
        if found := _SECTION.fullmatch(chain.number.key):
            sections.setdefault(f" of section {found[1]}", []).append(int(found[2]))
        elif chain.number.key.isdecimal():
            sections.setdefault("", []).append(int(chain.number.key))
    for section, numbers in sections.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            sentence = f"The sheets{section} do not run from 1 without a gap."
            yield Problem("T24", Severity.NOTE, f"tariff/{schedule.id}", sentence, rules.authority("sections"))


def _exchanges(tariff_book: TariffBook, schedule: TariffSchedule, item: StatedContent, day: date) -> Iterator[Problem]:
    """The list of exchanges stands in alphabetical order."""
    chain = tariff_book.chain(schedule.id, item.sheet)
    version = chain.draft or chain.in_force(day)
    rows = [line.cells[0] for line in tariff_book.lines(schedule.id, chain, version) if line.kind is LineKind.ROW][1:]
    if rows != sorted(rows, key=str.casefold):
        sentence = f"Sheet {chain.number}: the exchanges are not in alphabetical order."
        yield Problem(
            "T25", Severity.NOTE, f"tariff/{schedule.id}/{item.sheet}", sentence, ", ".join(item.content.cites)
        )


# Deposits of sewer customers


def deposit_limit(rules: TariffRules, amount_due: Decimal, billing_months: int) -> Decimal:
    """The most that a deposit may be: what is due for a billing period and thirty days, which count as one month."""
    extra = Decimal(rules.number("deposit_extra_days")) / 30
    return rounded(amount_due * (billing_months + extra) / billing_months, 2)


def deposit_interest(rules: TariffRules, deposit: Decimal, received: date, returned: date) -> Decimal:
    """The interest on a deposit, simple; none unless it stayed the months that the rule names.

    It is calculated over whole years, then over the days beyond the last anniversary, a 365th of a year each.
    """
    if returned < months_later(received, rules.number("interest_months")):
        return Decimal(0)
    years, days = years_and_days(received, returned)
    yearly = deposit * rules.number("interest_percent") / HUNDRED
    return rounded(yearly * years + yearly * days / YEAR_DAYS, 2)


class BadDeposit(UserError):
    """The billing period is too long, an amount cannot be read, or the company has no sewer customers."""


def deposit_rules(tariff_book: TariffBook) -> TariffRules:
    """The rule on deposits, which is that of sewer companies. Raises BadDeposit for a company that is none."""
    if "sewer" not in {
        *tariff_book.file.profile().utilities,
        *(schedule.utility for schedule in tariff_book.schedules()),
    }:
        raise BadDeposit(
            "The rule on deposits, 3.340(6), is that of sewer companies. The Company page says that this company "
            "provides no sewer service: change it there if it does."
        )
    return TariffRules(tariff_book.file.law().rules, "sewer", tariff_book.file.clock.today())


def deposit_lines(
    rules: TariffRules, due: str, months: int, deposit: str, held: tuple[date | None, date | None]
) -> tuple[str, ...]:
    """What 3.340(6), (7) and (9) make of a deposit, in sentences. Raises BadDeposit."""
    try:
        amount, kept = parse_number(due), parse_number(deposit) if deposit else None
    except NotANumber as error:
        raise BadDeposit(f"{error} Write an amount in dollars.") from None
    longest = rules.number("billing_months")
    if not 1 <= months <= longest:
        raise BadDeposit(f"A billing period has 1 to {longest} months [{rules.authority('billing_months')}].")
    if amount < 0 or (kept is not None and kept < 0):
        raise BadDeposit("An amount due and a deposit are never below zero. Write it without a minus sign.")
    most = deposit_limit(rules, amount, months)
    lines = [f"A deposit may be at most {dollars(most)} [{rules.authority('deposit_extra_days')}]."]
    if kept is not None:
        fits = "within it" if kept <= most else f"{dollars(kept - most)} too much"
        lines += [f"The deposit of {dollars(kept)} is {fits}.", *_interest(rules, kept, held)]
    days = rules.number("disconnect_days")
    first = DeadlineBound.AFTER.shown(rules.on + timedelta(days=days))
    lines.append(
        f"A notice by certified mail of today allows discontinuance after the expiration of {days} days, from "
        f"{long_date(first)} on; a copy goes to the commission [{rules.authority('disconnect_days')}]."
    )
    return tuple(lines)


def _interest(rules: TariffRules, kept: Decimal, held: tuple[date | None, date | None]) -> Iterator[str]:
    """The interest on a deposit that was held between two days, or why there is none."""
    received, returned = held
    if received is None or returned is None:
        if received is not returned:
            yield "For its interest enter both days: since when it is held, and when it is returned."
        return
    if returned < received:
        raise BadDeposit(
            f"The deposit would be returned on {long_date(returned)}, before it was received on {long_date(received)}. "
            "Correct one of the two."
        )
    cites = rules.authority("interest_percent")
    least = rules.number("interest_months")
    if returned < months_later(received, least):
        yield f"No interest is due: it stayed less than {least} months [{cites}]."
        return
    interest = deposit_interest(rules, kept, received, returned)
    yield f"Interest when it is returned: {dollars(interest)}, {INTEREST_CONVENTION} [{cites}]."
