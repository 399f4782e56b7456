"""What a tariff says on the points that its rule fixes: answers of the company, each with the sheet that says it.

Words that are found on a sheet prove nothing. The answers are compared with the legal values, and a word or number that
was answered is looked for on its sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.money import NotANumber, parse_number
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.domain.values import Json
from desktop_app.rulebook.contents import NO, YES, TariffContents, TariffTerm, TermKind
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.company.company_file import EditOutcome
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.tariff_book import TariffBook

LONGEST = 300
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TENS = {20: "twenty", 30: "thirty", 40: "forty", 45: "forty-five", 60: "sixty", 90: "ninety"}

_COUNTED = late_pattern(r"^\s*(?:\{[^}]*\}\s*)?\d+\.\s", re.MULTILINE)  # the number of a rule states nothing


class BadTerm(UserError):
    """An answer about the contents of a tariff cannot be kept; the sentence says why."""


@dataclass(frozen=True, slots=True)
class TermAnswer:
    """A term, what the company answered (empty: nothing yet), the sheet that says it, and the legal value if any."""

    term: TariffTerm
    answer: str
    sheet: str
    legal: Decimal | None
    asked: bool


def term_answers(
    tariff_book: TariffBook, schedule: TariffSchedule, contents: TariffContents, day: date
) -> tuple[TermAnswer, ...]:
    """Every term of the utility's rule with its answer."""
    rules = tariff_book.rules(schedule, day)
    kept = _kept(tariff_book, schedule.id)
    said = {name: entry[0] for name, entry in kept.items()}
    return tuple(
        TermAnswer(term, *kept.get(term.id, ("", "")), _legal(rules, term), term.asked(said)) for term in contents.terms
    )


def _legal(rules: TariffRules, term: TariffTerm) -> Decimal | None:
    found = rules.find(term.value) if term.value else None
    return None if found is None else found.number


def _kept(tariff_book: TariffBook, schedule_id: str) -> Mapping[str, tuple[str, str]]:
    data = tariff_book.file.workspace.get(entries.terms_key(schedule_id))
    found = data.items() if isinstance(data, dict) else ()
    return {name: (str(pair[0]), str(pair[1])) for name, pair in found if isinstance(pair, list) and len(pair) > 1}


def answer_term(
    tariff_book: TariffBook, contents: TariffContents | None, schedule_id: str, name: str, answer: str, sheet: str = ""
) -> EditOutcome | None:
    """Keeps an answer with its sheet; an empty one takes it back. Raises BadTerm, NoSuchSheet, NoSuchSchedule."""
    tariff_book.schedule(schedule_id)
    terms = {term.id: term for term in contents.terms} if contents is not None else {}
    if name not in terms:
        known = ", ".join(terms) or "nothing"
        raise BadTerm(f"The rule of this utility is not asked for '{name}'. It asks for: {known}.")
    kept: dict[str, Json] = {key: list(pair) for key, pair in _kept(tariff_book, schedule_id).items()}
    kept.pop(name, None)
    if answer.strip():
        where = tariff_book.chain(schedule_id, sheet).number.key if sheet.strip() else ""
        kept[name] = [_read(terms[name], answer), where]
    return tariff_book.file.edit(
        COMPANY, f"Tariff contents: {terms[name].asks[:60]}", {entries.terms_key(schedule_id): kept or None}
    )


def _read(term: TariffTerm, answer: str) -> str:
    words = " ".join(answer.split())
    if len(words) > LONGEST:
        raise BadTerm(f"An answer takes at most {LONGEST} characters; this has {len(words)}.")
    if term.kind is TermKind.NUMBER:
        try:
            number = parse_number(words)
        except NotANumber as refusal:
            raise BadTerm(f"{term.asks}: {refusal} Write a number.") from None
        if number < 0:
            raise BadTerm(f"{term.asks}: {words} is negative. Write a number of 0 or more.")
        return f"{number.normalize():f}"
    if term.kind is not TermKind.WORDS:
        if words.casefold() not in {YES, NO}:
            raise BadTerm(f"{term.asks} Answer yes or no; this reads '{words}'.")
        return words.casefold()
    return words


def term_problems(
    tariff_book: TariffBook, schedule: TariffSchedule, contents: TariffContents, day: date
) -> Iterator[Problem]:
    """What is not answered, what the rule does not allow, and what the sheet does not show."""
    found = term_answers(tariff_book, schedule, contents, day)
    said = {item.term.id: item.answer for item in found}
    rules = tariff_book.rules(schedule, day)
    for item in found:
        if not item.asked:
            continue
        citation = ", ".join(item.term.cites)
        place = f"tariff/{schedule.id}/{item.sheet}".rstrip("/")
        if not item.answer:
            words = f"Not answered: {item.term.asked_words} Answer it with the sheet that says it."
            yield Problem("T26", Severity.EXPLAIN, place, words, citation)
            continue
        wrong = item.term.trouble(item.answer, item.legal, said)
        if wrong:
            words = f"{item.term.asked_words} {wrong}"
            legal = rules.authority(item.term.value) if item.term.value else ""
            yield Problem("T27", Severity.STOP, place, words, legal or citation)
        elif not item.sheet and item.answer != NO:
            words = f"{item.term.asked_words} Answered '{item.answer}', but no sheet is named that says it."
            yield Problem("T28", Severity.EXPLAIN, place, words, citation)
        elif item.sheet and not _shown(tariff_book, schedule, item, day):
            words = (
                f"{item.term.asked_words} Sheet {item.sheet} does not show '{item.answer}'. Name the sheet that does."
            )
            yield Problem("T29", Severity.EXPLAIN, place, words, citation)


def _shown(tariff_book: TariffBook, schedule: TariffSchedule, item: TermAnswer, day: date) -> bool:
    """Whether the sheet shows a number or words that were answered; of yes and no only the company can tell."""
    if item.term.kind not in {TermKind.NUMBER, TermKind.WORDS}:
        return True
    chain = next((known for known in tariff_book.chains(schedule.id) if known.number.key == item.sheet), None)
    version = None if chain is None else chain.draft or chain.in_force(day)
    if chain is None or version is None:
        return False
    if version.scan and not version.text:
        return True  # a scanned page is read by the company alone
    written = _COUNTED.sub("", f"{chain.title}\n{tariff_book.text(schedule.id, chain, version)}")
    text = " ".join(written.casefold().split())
    return any(re.search(rf"(?<![\w.]){re.escape(word)}(?![\w])", text) for word in _spellings(item.answer))


def _spellings(answer: str) -> tuple[str, ...]:
    words = answer.casefold()
    if not words.isdecimal():
        return (words,)
    number = int(words)
    named = NUMBERS[number] if number < len(NUMBERS) else TENS.get(number, "")
    return tuple(word for word in (words, named) if word)
