"""What a company enters over the legal values built in: kept in its file as ``setting/law/NAME``, one entry a value.

The functions that change something are handed the open company file; this module is below it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from desktop_app.domain.dates import long_date
from desktop_app.domain.json_fields import as_day, as_table
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import MOST_DECIMALS, MOST_WHOLE_DIGITS, Json, value_from_json, value_to_json
from desktop_app.rulebook.count import NotACount, count_of
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.rulebook.parameter import Content
from desktop_app.rulebook.rulebook import RuleAmendment
from desktop_app.services.ports import Workspace

PREFIX = "setting/law/"
FIXED = "legends/"
SHOWN = 40  # letters of what is refused that the sentence repeats


VALUE, SINCE, SOURCE = "value", "since", "source"


class BadAmendment(UserError):
    """What was entered over a legal value cannot be taken as it stands; `part` is the part of it that is wrong."""

    def __init__(self, words: str, part: str = VALUE) -> None:
        super().__init__(words)
        self.part = part


def can_be_amended(law: ChapterLaw, name: str) -> bool:
    """Whether a company may enter its own: not the printed legends, which verification compares, nor a missing date."""
    return name in law.rules.names and not name.startswith(FIXED)


def key(name: str) -> str:
    """Where the amendments of a value stand."""
    return f"{PREFIX}{name}"


def read_amendments(workspace: Workspace) -> tuple[RuleAmendment, ...]:
    """All amendments of the company.

    Raises ValueError when an entry is not what it should be.
    """
    return tuple(
        amendment_from_json(key.removeprefix(PREFIX), item)
        for key, listed in workspace.under(PREFIX).items()
        for item in (listed if isinstance(listed, list) else ())
    )


def amendment_json(amendment: RuleAmendment) -> Json:
    """An amendment as the workspace keeps it, without its name, which is its key."""
    return {
        "from": amendment.since.isoformat(),
        "is": value_to_json(amendment.value),
        "source": amendment.source,
        "note": amendment.note,
    }


def content_of(law: ChapterLaw, name: str, text: str) -> Content:
    """What the user typed for a value: a number, words, or how long a clock runs, as the value is.

    Raises BadAmendment, NoSuchRule.
    """
    plain = text.strip()
    built_in = law.rules.parameter(name).values[0].value
    if isinstance(built_in, Decimal):
        try:
            number = Decimal(plain.replace(",", "").removeprefix("$"))
        except InvalidOperation:
            raise BadAmendment(f"'{text[:SHOWN]}' is not a number. {law.rules.parameter(name).label} is one.") from None
        if not number.is_finite():
            raise BadAmendment(f"'{text[:SHOWN]}' is not a number.")
        decimals = -int(number.as_tuple().exponent)
        if number.adjusted() >= MOST_WHOLE_DIGITS or decimals > MOST_DECIMALS:
            raise BadAmendment(
                f"'{text[:SHOWN]}' has too many digits: at most {MOST_WHOLE_DIGITS} before the decimal point and "
                f"{MOST_DECIMALS} after it."
            )
        return Decimal(f"{number:f}")  # 1e5 is kept as 100000, which every reading of the file knows
    if any(clock.name == name for clock in law.clocks.all):
        try:
            return count_of(plain).words
        except NotACount as error:
            raise BadAmendment(str(error)) from None
    if not plain:
        raise BadAmendment("Enter the value that applies from then on; it cannot be blank.")
    return plain


def with_one(law: ChapterLaw, kept: tuple[RuleAmendment, ...], new: RuleAmendment) -> dict[str, Json]:
    """The entry with which the amendment stands beside those that were kept; one of the same day is replaced.

    Raises BadAmendment without a source, for a day before the rules built in, and for a deadline that is as long as
    another value says: the two would differ.
    """
    lengths = law.lengths(new.name)
    if lengths:
        raise BadAmendment(f"This deadline is as long as another value says. Change that value instead: {lengths}.")
    if not new.source.strip():
        raise BadAmendment("Name the source: the rule, order or letter that says so.", SOURCE)
    first = law.rules.parameter(new.name).values[0].since
    if new.since < first:
        raise BadAmendment(
            f"The rules built in begin on {long_date(first)}; {long_date(new.since)} is before that.", SINCE
        )
    others = [item for item in kept if item.name == new.name and item.since != new.since]
    ordered = sorted([*others, new], key=lambda item: item.since)
    return {key(new.name): [amendment_json(item) for item in ordered]}


def without_one(kept: tuple[RuleAmendment, ...], name: str, since: date) -> dict[str, Json]:
    """The entry without the amendment of that day."""
    left: list[Json] = [amendment_json(item) for item in kept if item.name == name and item.since != since]
    return {key(name): left or None}


def amendment_from_json(name: str, data: Json) -> RuleAmendment:
    """The amendment that `to_json` wrote. Raises ValueError for anything else."""
    table = as_table(data)
    return RuleAmendment(
        name=name,
        since=as_day(table.get("from")),
        value=_content(table.get("is")),
        source=str(table.get("source", "")),
        note=str(table.get("note", "")),
    )


def _content(data: Json) -> Content:
    value = value_from_json(data)
    if not isinstance(value, Decimal | str):
        raise ValueError(f"Not a legal value: {data!r}")
    return value
