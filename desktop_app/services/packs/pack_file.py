"""A pack: a file of JSON with a title, a day, a source, and lists of what is shared. README.md tells the format.

What is read is held to that format to the letter: a file that says anything else is no pack.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum

from desktop_app.domain.counting import counted
from desktop_app.domain.dates import NotADate, parse_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json

SIGN, VERSION = "filing_desk_pack", 1
LARGEST, MOST_ITEMS, LONGEST, SHOWN = 2_000_000, 2_000, 2_000, 60
HEAD = ("title", "made", "source")
# A social security number, or the number of an employer: no pack carries one.
_TAX_ID = late_pattern(r"(?<![\d-])(?:\d{3}-\d{2}-\d{4}|\d{2}-\d{7})(?![\d-])")


class PackKind(StrEnum):
    """What a pack may hold, by the name of its list."""

    PEOPLE = "people"
    ADDRESSEES = "addressees"
    RULES = "rules"
    ACCOUNTS = "accounts"


# The fields of each kind; those of the first group make an item the same as another.
FIELDS: Mapping[PackKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    PackKind.PEOPLE: (("name", "role"), ("title", "phone", "email")),
    PackKind.ADDRESSEES: (("docket", "name"), ("counsel", "address", "email")),
    PackKind.RULES: (("name", "from"), ("is", "source", "note")),
    PackKind.ACCOUNTS: (("system", "utility", "id"), ("number", "title", "section", "roles", "contra")),
}


NEEDED: Mapping[PackKind, tuple[str, ...]] = {
    PackKind.PEOPLE: ("name", "role"),
    PackKind.ADDRESSEES: ("name",),
    PackKind.RULES: ("name", "from"),
    PackKind.ACCOUNTS: ("id",),
}
LINES = frozenset({"address", "source", "note"})  # fields that may have several lines


class NotAPack(UserError):
    """The file is no pack, or not one that can be read."""


class TaxNumber(UserError):
    """Something that looks like a tax number was to be shared."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"'{words}' looks like a tax or social security number, which a pack never carries. Nothing was written or "
            "imported. Remove it there, then try again."
        )


@dataclass(frozen=True, slots=True)
class PackItem:
    """One thing that is shared: its fields as text."""

    kind: PackKind
    fields: Mapping[str, str]

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same as another, whatever else differs."""
        return tuple(" ".join(self.fields.get(name, "").casefold().split()) for name in FIELDS[self.kind][0])


@dataclass(frozen=True, slots=True)
class SharedPack:
    """A pack: `made` is a day, `source` says who made it of what."""

    title: str
    made: str
    source: str
    items: tuple[PackItem, ...]

    @property
    def words(self) -> str:
        """The pack as it is named where something of it is kept."""
        return f"Pack '{self.title}' of {self.made} ({self.source})"


def pack_bytes(pack: SharedPack) -> bytes:
    """The pack as a file. Raises TaxNumber, NotAPack for what no pack may hold."""
    data: dict[str, Json] = {SIGN: VERSION, "title": pack.title, "made": pack.made, "source": pack.source}
    for kind in PackKind:
        data[kind.value] = [
            {name: item.fields[name] for group in FIELDS[kind] for name in group if item.fields.get(name)}
            for item in pack.items
            if item.kind is kind
        ]
    content = json.dumps(data, indent=1, ensure_ascii=False).encode("utf-8") + b"\n"
    read_pack(content, "The pack")
    return content


def read_pack(content: bytes, name: str) -> SharedPack:
    """The pack in a file. Raises NotAPack and TaxNumber."""
    data = _table(content, name)
    version = data.get(SIGN)
    if version != VERSION or isinstance(version, bool):
        newer = isinstance(version, int) and version > VERSION
        raise NotAPack(
            f"{name} was made by a newer Filing Desk. Install the newer program to import it."
            if newer
            else f"{name} is not a pack of Filing Desk."
        )
    known = {SIGN, *HEAD, *(kind.value for kind in PackKind)}
    strange = sorted(set(data) - known)
    if strange:
        raise NotAPack(f"{name} has '{_short(strange[0])}', which no pack has.")
    title, made, source = (_text(data.get(field), f"{name}: its {field}") for field in HEAD)
    try:
        day = parse_date(made).isoformat()
    except NotADate:
        raise NotAPack(f"{name}: its day reads '{_short(made)}'; write it like 2026-01-31.") from None
    if not title or not source:
        raise NotAPack(f"{name} has no {'title' if not title else 'source'}.")
    items = tuple(item for kind in PackKind for item in _items(kind, data.get(kind.value, []), name))
    if len(items) > MOST_ITEMS:
        raise NotAPack(f"{name} has {counted(len(items), 'line')}; a pack has at most {MOST_ITEMS:,}.")
    _once(items, name)
    for text in (title, source, *(text for item in items for text in item.fields.values())):
        if found := _TAX_ID.search(text):
            raise TaxNumber(found[0])
    return SharedPack(title, day, source, items)


def _table(content: bytes, name: str) -> Mapping[str, Json]:
    if len(content) > LARGEST:
        raise NotAPack(f"{name} is larger than a pack can be ({LARGEST:,} bytes).")
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise NotAPack(f"{name} is not a pack of Filing Desk, or a part of it is missing.") from None
    if not isinstance(data, dict):
        raise NotAPack(f"{name} is not a pack of Filing Desk.")
    return data


def _no_twins(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("A name is given twice.")
    return dict(pairs)


def _no_constant(word: str) -> Json:
    raise ValueError(word)


def _items(kind: PackKind, data: Json, name: str) -> Iterable[PackItem]:
    if not isinstance(data, list):
        raise NotAPack(f"{name}: '{kind.value}' must be a list.")
    keys, others = FIELDS[kind]
    for number, row in enumerate(data, 1):
        where = f"{name}: line {number} of '{kind.value}'"
        if not isinstance(row, dict):
            raise NotAPack(f"{where} is not a table.")
        strange = sorted(set(row) - {*keys, *others})
        if strange:
            raise NotAPack(f"{where} has '{_short(strange[0])}', which no pack has.")
        fields = {field: _text(value, f"{where}, {field}") for field, value in row.items()}
        for field in NEEDED[kind]:
            if not fields.get(field):
                raise NotAPack(f"{where} has no {field}.")
        shown = {field: text if field in LINES else " ".join(text.split()) for field, text in fields.items()}
        yield PackItem(kind, {field: text for field, text in shown.items() if text})


def _text(value: Json, where: str) -> str:
    if not isinstance(value, str):
        raise NotAPack(f"{where} must be a text.")
    if len(value) > LONGEST:
        raise NotAPack(f"{where} is longer than {LONGEST:,} letters.")
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} and sign != "\n" for sign in value):
        raise NotAPack(f"{where} contains a character that cannot be printed.")
    return unicodedata.normalize("NFC", value.strip())


def _once(items: Iterable[PackItem], name: str) -> None:
    seen: set[tuple[str, ...]] = set()
    for item in items:
        if (item.kind, *item.key) in seen:
            raise NotAPack(f"{name}: '{_short(' '.join(item.key))}' is in '{item.kind.value}' twice.")
        seen.add((item.kind, *item.key))


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}..."
