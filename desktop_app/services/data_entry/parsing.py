"""From what the user types to an answer, by the way the cell is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from desktop_app.domain.dates import parse_date
from desktop_app.domain.empty_texts import says_nothing
from desktop_app.domain.money import PERCENT, NotANumber, WrittenNumber, WrittenSide, read_number, rounded
from desktop_app.domain.problems import UserError
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.typed_text import plain_signs
from desktop_app.domain.values import AnswerWord, Value
from desktop_app.formspec.checks import no_word_sentence, nothing_sentence
from desktop_app.formspec.definition import CellSpec, CellType
from desktop_app.formspec.detail_texts import DETAIL_READERS, NotADetail

LONGEST_TEXT = 20_000
LONGEST_SHOWN = 40  # letters of what is refused that the sentence repeats
_WORDS = {
    **dict.fromkeys(("none", "nil", "nobody", "no one", "nothing"), AnswerWord.NONE),
    **dict.fromkeys(("n/a", "na", "n a", "not applicable"), AnswerWord.NOT_APPLICABLE),
}


_PERCENT_WORDS = frozenset({PERCENT, "percent", "pct", "pct."})
_READERS: Mapping[CellType, Callable[[str], Value]] = {CellType.DATE: parse_date, **DETAIL_READERS}
Credited = Callable[[], bool | None]


class BadAnswer(UserError):
    """What was typed cannot be this cell's answer. The sentence says where, the value seen and what to do."""


def parse_answer(text: str, spec: CellSpec, where: str, credited: Credited = lambda: None) -> Value | None:
    """The answer typed into a cell; None for nothing.

    `where` names the cell in the refusal. Amounts of money are rounded to what the form asks (whole dollars, as a
    rule). `credited` says whether the cell shows a credit balance as a positive amount, None where it shows no balance
    of the books; it is asked only for an amount with DR or CR. Raises BadAnswer when the text does not fit the
    cell.
    """
    plain = readable(text)
    if not plain:
        return None
    if (option := _option(plain, spec)) is not None:
        return option
    word = answer_word(plain)
    if word in spec.answer_words:
        return word
    if word is not None:
        raise BadAnswer(f"{sentence_start(where)}: {no_word_sentence(word, spec)}")
    if spec.type.numeric:
        return _number(plain, spec, where, credited)
    if spec.type is CellType.CHOICE:
        choices = ", ".join(option.label for option in spec.options)
        raise BadAnswer(f"{sentence_start(where)} must be one of: {choices}. It now reads '{plain}'.")
    if spec.type in _READERS:
        try:
            return _READERS[spec.type](plain)
        except NotADetail as error:
            raise BadAnswer(f"{sentence_start(where)}: {error}") from None
    return _text(plain, spec, where)


def _text(plain: str, spec: CellSpec, where: str) -> str:
    if len(plain) > LONGEST_TEXT:
        raise BadAnswer(f"{sentence_start(where)} takes at most {LONGEST_TEXT:,} characters; this has {len(plain):,}.")
    if says_nothing(plain):
        raise BadAnswer(f"{sentence_start(where)}: {nothing_sentence(plain[:LONGEST_SHOWN], spec)}")
    return plain


def answer_word(text: str) -> AnswerWord | None:
    """The answer word that the text says, however it is written."""
    return _WORDS.get(" ".join(readable(text).strip("()[]\"'").replace(".", " ").lower().split()))


def readable(text: str) -> str:
    """The text with the signs of a word processor as what they mean, without those that no reader sees."""
    return plain_signs(text).strip()


def explaining(text: str, what: str) -> str:
    """The words of an explanation or a reason; empty for none. Raises BadAnswer for a placeholder or a word alone."""
    plain = readable(text)
    if plain and (says_nothing(plain) or answer_word(plain) is not None):
        raise BadAnswer(f"{what} reads '{plain[:LONGEST_SHOWN]}', which says nothing. Write the reason in a few words.")
    return plain


def typed_number(text: str, spec: CellSpec, credited: Credited = lambda: None) -> Decimal:
    """The number typed into a numeric cell, before it is rounded. Raises NotANumber with one sentence."""
    text = readable(text)
    found = read_number(text)
    _refuse_foreign(text, found, spec)
    if found.side is None:
        return found.number
    credit = credited() if spec.type is CellType.MONEY else None
    if credit is None:
        raise NotANumber(f"'{text}' says {found.side}, and this cell is on neither side of the books.")
    positive = credit == (found.side is WrittenSide.CREDIT)
    return found.number if positive or not found.number else -found.number


def _refuse_foreign(text: str, found: WrittenNumber, spec: CellSpec) -> None:
    """Refuses a percent sign, a unit or a dollar sign that does not belong to the cell: it could be another figure."""
    unit = found.unit.casefold().rstrip(".")
    own = _PERCENT_WORDS if spec.type is CellType.PERCENT else frozenset({spec.unit.casefold(), ""})
    if unit and unit not in own:
        asked = "dollars" if spec.type is CellType.MONEY else spec.unit or ("percent" if own is _PERCENT_WORDS else "")
        given = f", and this cell is in {asked}" if asked else ""
        raise NotANumber(f"'{text}' is in '{found.unit}'{given}.")
    if found.dollars and spec.type is not CellType.MONEY and "$" not in spec.unit and "dollar" not in spec.unit:
        raise NotANumber(f"'{text}' has a dollar sign, and this cell is not an amount of money.")


def _number(plain: str, spec: CellSpec, where: str, credited: Credited) -> Decimal:
    try:
        number = typed_number(plain, spec, credited)
    except NotANumber as error:
        raise BadAnswer(f"{sentence_start(where)} must be a number. {error} Write it like 1,234 or (1,234).") from None
    if number != rounded(number, spec.decimals) and spec.type is not CellType.MONEY:
        kind = "a whole number" if spec.decimals == 0 else f"given with at most {spec.decimals} decimals"
        raise BadAnswer(f"{sentence_start(where)} must be {kind}. It now reads '{plain}'.")
    return rounded(number, spec.decimals)


def _option(plain: str, spec: CellSpec) -> str | None:
    wanted = plain.lower()
    return next((option.id for option in spec.options if wanted in (option.id.lower(), option.label.lower())), None)
