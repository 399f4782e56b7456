"""What a tariff filing is asked besides its dates, by its notice and the utility's own rule, each by a name of its own.

The names are kept in the company file; the window shows the questions that apply, the command line takes
``--answer NAME=VALUE``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from desktop_app.domain.dates import NotADate, parse_date
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.money import NotANumber, parse_number
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.naming import SUPPLEMENT
from desktop_app.domain.tariffs.schedules import SHORT, SMALL_CASE, NoticeKind, TariffFiling
from desktop_app.rulebook.tariff_rules import TariffRules

CUSTOMER_NOTICE, AFFIRMED, AGREEMENT, COURTESY = "customer_notice", "affirmed", "agreement", "courtesy"
GRANTED_DAYS, GRANTED_DAY = "granted_days", "granted_day"
CASE_LETTER, CONSENT = "case_letter", "consent"
SECOND_NOTICE, SECOND_NOTICE_ON, DEPARTMENT = "second_notice", "second_notice_on", "department"
MEMORANDUM, COMPLIED_IN, RELATED = "memorandum", "complied_in", "related"
EXEMPT, AMENDMENTS_ENDED, CONFLICT = "exempt", "amendments_ended", "conflict"
BILLS, TYPICAL_USE = "bills", "typical_use"
LONGEST_NOTICE = 366


class BadFilingAnswer(UserError):
    """An answer of a tariff filing cannot be read; the sentence says what to write."""


@dataclass(frozen=True, slots=True)
class FilingQuestion:
    """A question: its words, what to write, and of which filings it is asked.

    `kind` is text, long, day, days or numbers.
    """

    name: str
    words: str
    more: str
    kind: str
    asked: Callable[[TariffFiling, TariffRules], bool]


def _short(filing: TariffFiling, _: TariffRules) -> bool:
    return filing.notice in SHORT


def _small(filing: TariffFiling, _: TariffRules) -> bool:
    return filing.notice in SMALL_CASE


def _staff(filing: TariffFiling, _: TariffRules) -> bool:
    return filing.notice is NoticeKind.SMALL_STAFF


def _supplement(filing: TariffFiling, rules: TariffRules) -> bool:
    return rules.asks("supplement_most") and any(part.sheet == SUPPLEMENT.key for part in filing.parts)


QUESTIONS: tuple[FilingQuestion, ...] = (
    FilingQuestion(
        GRANTED_DAYS, "Days of notice that it grants", "As the permission or order says, like 10.", "days", _short
    ),
    FilingQuestion(
        GRANTED_DAY,
        "Effective day that it names",
        "Only if the permission or order names one; it is then followed to the day.",
        "day",
        _short,
    ),
    FilingQuestion(
        CASE_LETTER,
        "Day on which the letter that began the case was filed",
        "Agreement and sheets are due within 150 days of it.",
        "day",
        _small,
    ),
    FilingQuestion(
        AGREEMENT,
        "Agreement with staff and public counsel",
        "Its date, or its case: a copy goes with the sheets.",
        "text",
        lambda filing, _: filing.notice is NoticeKind.SMALL_AGREED,
    ),
    FilingQuestion(
        CONSENT,
        "Written consent to extend that time",
        "Its date, if the sheets are filed later than the 150 days: it goes with them.",
        "text",
        _small,
    ),
    FilingQuestion(
        SECOND_NOTICE,
        "Second notice to the customers",
        "The proposed rates that result from the agreement, in the company's words.",
        "long",
        _staff,
    ),
    FilingQuestion(SECOND_NOTICE_ON, "Date shown on that notice", "The customers' time counts from it.", "day", _staff),
    FilingQuestion(
        DEPARTMENT,
        "Commission department that takes the responses",
        "As staff named it, with its address.",
        "text",
        lambda filing, rules: _staff(filing, rules) and not rules.asks("reply_department"),
    ),
    FilingQuestion(
        MEMORANDUM,
        "Why PSC Mo. numbers were skipped",
        "In one or two sentences; they go with the filing as its memorandum.",
        "text",
        lambda _, rules: rules.asks("missing_numbers"),
    ),
    FilingQuestion(
        COMPLIED_IN,
        "Where the order is complied with",
        "Item and page, supplement, or sheet, like item 4, page 7.",
        "text",
        lambda filing, _: bool(filing.compliance),
    ),
    FilingQuestion(
        AMENDMENTS_ENDED,
        "Amendments of the former supplement that are no longer in force",
        "Which ones and why; everything else in force is repeated whole.",
        "text",
        _supplement,
    ),
    FilingQuestion(
        CONFLICT,
        "Part of another schedule in force that this filing cancels",
        "The schedule and the part, like PSC Mo. No. 2, sheet 5. Its amendment is a related filing of the same day.",
        "text",
        lambda _, rules: rules.asks("conflict"),
    ),
    FilingQuestion(
        TYPICAL_USE,
        "Uses for which bills are shown",
        "In the measure of the rates, like 3,000; 6,000. Blank: usual ones.",
        "numbers",
        lambda filing, _: filing.affects_rates,
    ),
    FilingQuestion(
        RELATED,
        "Related filings",
        "Their ids, separated by commas; they are named in the letter.",
        "text",
        lambda filing, rules: rules.asks("one_filing") or (rules.asks("conflict") and bool(filing.answer(CONFLICT))),
    ),
)


def questions(filing: TariffFiling, rules: TariffRules) -> Iterator[FilingQuestion]:
    """The questions that the filing is asked."""
    return (question for question in QUESTIONS if question.asked(filing, rules))


def answers_asked_for(filing: TariffFiling, rules: TariffRules) -> TariffFiling:
    """The filing with what its rule asks: an answer of another notice or another utility's rule is on no paper."""
    unasked = {question.name for question in QUESTIONS if not question.asked(filing, rules)}
    return replace(filing, answers=tuple((name, words) for name, words in filing.answers if name not in unasked))


def refuse_unasked(filing: TariffFiling, rules: TariffRules, names: Iterable[str]) -> None:
    """Raises BadFilingAnswer for the name of an answer that the rule of this filing does not ask for."""
    asked = [question.name for question in questions(filing, rules)]
    strange = next((name for name in names if name not in asked), None)
    if strange is not None:
        raise BadFilingAnswer(
            f"The rule does not ask this filing for '{strange}'. It asks for: {', '.join(asked) or 'nothing'}."
        )


def read_filing_answer(name: str, words: str) -> str:
    """An answer as it is kept, a day in its own form. Raises BadFilingAnswer."""
    question = next((known for known in QUESTIONS if known.name == name), None)
    if question is None:
        known = ", ".join(question.name for question in QUESTIONS)
        raise BadFilingAnswer(f"A tariff filing is not asked for '{name}'. It is asked for: {known}.")
    words = words.strip()
    if not words:
        return ""
    if question.kind == "day":
        try:
            return parse_date(words).isoformat()
        except NotADate as refusal:
            raise BadFilingAnswer(f"{question.words}: {refusal}") from None
    if question.kind == "numbers":
        read_uses(words)
    if question.kind == "days" and not (words.isdecimal() and 0 < int(words) <= LONGEST_NOTICE):
        raise BadFilingAnswer(f"{question.words}: write a whole number of days, like 10; this reads '{words}'.")
    return words


def read_uses(text: str) -> tuple[Decimal, ...]:
    """The uses for which bills are wanted: "3,000; 6,000". Raises BadFilingAnswer."""
    try:
        return tuple(parse_number(part) for part in text.split(";") if part.strip())
    except NotANumber as refusal:
        raise BadFilingAnswer(f"{refusal} Write uses as numbers with semicolons between them: 3,000; 6,000.") from None


def day_answered(filing: TariffFiling, name: str) -> date | None:
    """A day that was answered, None if it was not."""
    words = filing.answer(name)
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        return None


def days_answered(filing: TariffFiling, name: str) -> int | None:
    """A number of days that was answered, None if it was not."""
    words = filing.answer(name)
    return int(words) if words.isdecimal() else None


def related_ids(filing: TariffFiling) -> tuple[str, ...]:
    """The filings that were named as related."""
    return tuple(part.strip() for part in filing.answer(RELATED).split(",") if part.strip())
