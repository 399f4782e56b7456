"""A TOML table read key by key: each key is asked for with its type, and what nobody asked for is refused."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from desktop_app.catalog.trouble import CatalogError, nearest
from desktop_app.domain.citations import NotACitation, parse_citation
from desktop_app.domain.late_patterns import late_pattern

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
_ID = late_pattern(r"[a-z][a-z0-9_]*")
_WORD = late_pattern(r"<([a-z][a-z0-9_]*)>")


class TomlTable:
    """One table of a file. `path` is its key path, in which tables of an array are named by their id.

    Every reading method raises CatalogError for a value of the wrong type, and for a key that is missing unless it
    has a default.
    """

    def __init__(self, file: str, path: str, data: Mapping[str, Any]) -> None:
        self.file = file
        self.path = path
        self._data = data
        self._asked: set[str] = set()

    def trouble(self, key: str, what: str) -> CatalogError:
        """The refusal of a key of this table."""
        return CatalogError(self.file, self._at(key), what)

    def unknown(self, key: str, name: str, what: str, known: Iterable[str]) -> CatalogError:
        """The refusal of a name that leads nowhere."""
        return self.trouble(key, f"there is no {what} '{name}'. {nearest(name, known)}")

    def has(self, key: str) -> bool:
        """Whether the key is written."""
        self._asked.add(key)
        return key in self._data

    def is_text(self, key: str) -> bool:
        """Whether the key is written and reads a text."""
        return self.has(key) and isinstance(self._data[key], str)

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty."""
        value = self._value(key, str, 'a text in quotes: "..."', default).strip()
        if key in self._data and not value:
            raise self.trouble(key, "is empty. Write a text or leave the key out.")
        return value

    def ident(self, key: str, default: str | None = None) -> str:
        """A name by which other places refer to this one."""
        name = self.text(key, default)
        if name != default and not _ID.fullmatch(name):
            raise self.trouble(key, f"'{name}' is not a name. Write small letters, digits and _, a letter first.")
        return name

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        return self._value(key, bool, "true or false", default)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        return self._value(key, int, "a whole number", default)

    def number(self, key: str) -> Decimal | None:
        """A number, or None if the key is not written."""
        if not self.has(key):
            return None
        value = self._data[key]
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self._wrong(key, "a number")
        return Decimal(value)

    def content(self, key: str) -> Decimal | str:
        """A number or a text."""
        if self.is_text(key):
            return self.text(key)
        value = self.number(key)
        if value is None:
            raise self.trouble(key, "is missing. Write a number or a text.")
        return value

    def day(self, key: str) -> date:
        """A date."""
        value = self._value(key, date, "a date without quotes: 2004-04-30", None)
        if isinstance(value, datetime):
            raise self._wrong(key, "a date without a time: 2004-04-30")
        return value

    def one_of(self, key: str, kind: type[E], default: E | None = None) -> E:
        """One of the words of an enumeration."""
        word = self.text(key, None if default is None else default.value)
        known = [member.value for member in kind]
        if word not in known:
            raise self.trouble(key, f"'{word}' is not known. {nearest(word, known)}")
        return kind(word)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty if the key is not written."""
        values = self._value(key, list, 'a list of texts: ["...", "..."]', [])
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self._wrong(key, 'a list of texts: ["...", "..."]')
        doubled = sorted({value for value in values if values.count(value) > 1})
        if doubled:
            raise self.trouble(key, f"'{doubled[0]}' is there twice. Write it once.")
        return tuple(values)

    def text_lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts, empty if the key is not written."""
        values = self._value(key, list, 'a list of lists of texts: [["...", "..."]]', [])
        inner = all(
            isinstance(item, list) and all(isinstance(text, str) and text.strip() for text in item) for item in values
        )
        if not inner:
            raise self._wrong(key, 'a list of lists of texts: [["...", "..."]]')
        return tuple(tuple(item) for item in values)

    def cites(self, key: str = "cites") -> tuple[str, ...]:
        """A list of citations of the chapter, empty if the key is not written."""
        for text in self.texts(key):
            try:
                parse_citation(text)
            except NotACitation as error:
                raise self.trouble(key, str(error)) from None
        return self.texts(key)

    def table(self, key: str) -> TomlTable | None:
        """A table below this one, or None if the key is not written."""
        if not self.has(key):
            return None
        return TomlTable(self.file, self._at(key), self._value(key, dict, "a table: { ... }", None))

    def tables(self, key: str) -> tuple[TomlTable, ...]:
        """An array of tables, each named by its ``id`` or its number; empty if the key is not written."""
        items = self._value(key, list, f"an array of tables: [[{key}]]", [])
        if not all(isinstance(item, dict) for item in items):
            raise self._wrong(key, f"an array of tables: [[{key}]]")
        return tuple(
            TomlTable(
                self.file, self._at(f"{key}.{name}" if isinstance(name := item.get("id"), str) else f"{key}[{n}]"), item
            )
            for n, item in enumerate(items, 1)
        )

    def names(self) -> tuple[str, ...]:
        """The keys of a table whose keys are free names; the values are asked for one by one."""
        return tuple(self._named(name) for name in self._data)

    def named_tables(self, key: str | None = None) -> Iterator[tuple[str, TomlTable]]:
        """The tables of a table whose keys are free names; without `key`, of this very table."""
        holder = self if key is None else self.table(key)
        if holder is None:
            return
        for name in holder.names():
            found = holder.table(name)
            if found is not None:
                yield name, found

    def named_texts(self, key: str) -> dict[str, str]:
        """The texts of a table whose keys are free names, empty if the key is not written."""
        holder = self.table(key)
        return {name: holder.text(name) for name in holder.names()} if holder is not None else {}

    def worded(self, words: Mapping[str, str]) -> TomlTable:
        """The table with the `words` put where ``<name>`` stands in its texts.

        Raises CatalogError for a name that is none of them.
        """
        return TomlTable(self.file, self.path, _worded(self._data, words, self.file))

    def without_citing(self, rules: Sequence[str]) -> TomlTable:
        """The table without its citations of these rules of the chapter."""
        return TomlTable(self.file, self.path, _without_citing(self._data, frozenset(rules)))

    def words(self) -> dict[str, str]:
        """A table of words by free name; a word may be empty, and then a key that is nothing else is left out."""
        return {name: self._value(name, str, "a text in quotes", None).strip() for name in self.names()}

    def close(self) -> None:
        """Refuses what nobody asked for."""
        for key in self._data:
            if key not in self._asked:
                raise self.trouble(key, f"this key is not known here. {nearest(key, self._asked)}")

    def _named(self, name: str) -> str:
        if not _ID.fullmatch(name):
            raise self.trouble(name, f"'{name}' is not a name. Write small letters, digits and _, a letter first.")
        return name

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _value(self, key: str, kind: type[T], words: str, default: T | None) -> T:
        self._asked.add(key)
        if key not in self._data:
            if default is None:
                raise self.trouble(key, f"is missing. Write {words}.")
            return default
        value = self._data[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self._wrong(key, words)
        return value

    def _wrong(self, key: str, words: str) -> CatalogError:
        return self.trouble(key, f"reads {_said(self._data[key])}; it must be {words}.")


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return f"'{value}'"


def read_table(forms: Path, *parts: str) -> TomlTable:
    """The top table of a file under `forms`.

    Raises CatalogError when the file is missing, unreadable or no well-formed TOML.
    """
    path = forms.joinpath(*parts)
    name = path.relative_to(forms).as_posix()
    try:
        return TomlTable(name, "", tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    except FileNotFoundError:
        there = [item.stem for item in path.parent.glob("*.toml")] if path.parent.is_dir() else []
        raise CatalogError(name, "", f"there is no such file. {nearest(path.stem, there)}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(name, "", f"cannot be read: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(name, "", f"is not well-formed TOML: {error}.") from None


def _worded(data: Any, words: Mapping[str, str], file: str) -> Any:
    """The data with every ``<name>`` in a text replaced by the word of that name."""

    def word(match: re.Match[str]) -> str:
        if match[1] not in words:
            raise CatalogError(file, "", f"there is no word '{match[0]}' in its block. {nearest(match[1], words)}")
        return words[match[1]]

    if isinstance(data, dict):
        filled = {key: _worded(value, words, file) for key, value in data.items()}
        return {key: value for key, value in filled.items() if value or not data[key]}
    if isinstance(data, list):
        return [_worded(value, words, file) for value in data]
    return _WORD.sub(word, data) if isinstance(data, str) else data


def _without_citing(data: Any, rules: frozenset[str]) -> Any:
    """The data without the citations of the rules in every ``cites``."""
    if isinstance(data, list):
        return [_without_citing(value, rules) for value in data]
    if not isinstance(data, dict):
        return data
    return {
        key: [cite for cite in value if str(cite).partition("(")[0] not in rules]
        if key == "cites" and isinstance(value, list)
        else _without_citing(value, rules)
        for key, value in data.items()
    }


def only_once(items: Mapping[str, TomlTable], name: str, table: TomlTable) -> None:
    """Refuses a name that an earlier table has already."""
    if name in items:
        first = items[name]
        where = f" ({first.file})" if first.file != table.file else ""
        raise table.trouble("id", f"'{name}' was given already at {first.path}{where}. Choose another name.")
