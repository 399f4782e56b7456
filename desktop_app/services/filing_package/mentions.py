"""Sealed values that also stand in the open: in a public cell, an explanation, a letter, the reason of a seal.

No renderer can help there: what the public version is made of says it itself. It is for a person to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import AnswerWord, Place, Value
from desktop_app.formspec.public_view import HiddenValue
from desktop_app.formspec.sheet import FormLayout
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.filing_package.number_words import spoken
from desktop_app.services.filing_package.request import RenderRequest

MENTIONED = "mentioned"
SECTION = "(4)(C)"
SHORTEST_TEXT = 5
FEWEST_DIGITS = 4
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class SealedMentions:
    """Where the public request says what the sealed cells of `full` hold.

    `filed` are texts of reports that are public already, each with the place where it stands.
    """

    sheet: FormLayout
    full: RenderRequest
    public: RenderRequest
    filed: Sequence[tuple[str, str]] = ()

    def problems(self) -> Iterator[Problem]:
        """A sealed text that stands in the open asks for a sentence, an equal number is only pointed out."""
        for place in self.sheet.cells:
            value = self.full.view.values.get(place)
            if place not in self.full.view.sealed or value is None or isinstance(value, HiddenValue):
                continue
            found = self._where(value)
            if found:
                yield self._problem(place, value, found)

    def needles(self, printed: str) -> tuple[str, ...]:
        """Every sealed value, explanation and reason, as text, that is long enough to be told from chance.

        Left out is what stands in `printed`, the words of the public pages composed from public data alone: those
        words are known to be public, so finding them in the file would prove nothing.
        """
        words, numbers = squeezed(printed), set(map(plain_number, _NUMBER.findall(printed)))
        found: dict[str, None] = {}
        for place, spec in self.sheet.cells.items():
            value = self.full.view.values.get(place)
            if place not in self.full.view.sealed or value is None or isinstance(value, (HiddenValue, AnswerWord)):
                continue
            if isinstance(value, Decimal):
                digits = plain_number(str(abs(value)))
                if len(digits.replace(".", "")) >= FEWEST_DIGITS and digits not in numbers:
                    found[value_text(value, spec)] = None
            elif self._telling(value_text(value, spec), words):
                found[value_text(value, spec)] = None
        for notes in (self.full.view.notes, self.full.overrides):
            for place, note in notes.items():
                if self.full.view.note_sealed(place) and self._telling(note, words):
                    found[note] = None
        return tuple(found)

    def _telling(self, text: str, words: str) -> bool:
        return len(text.strip()) >= SHORTEST_TEXT and squeezed(text) not in words

    def _problem(self, place: Place, value: Value, found: str) -> Problem:
        where = location(self.sheet, place)
        start = f"{where[0].upper()}{where[1:]} is sealed, but the same"
        if isinstance(value, Decimal):
            words = f"{start} number stands in the open: {found}. Look whether it gives the sealed one away."
            return Problem(MENTIONED, Severity.NOTE, str(place), words, self.sheet.cited(SECTION))
        words = f"{start} words stand in the open: {found}. Change or seal them too, or explain why they may be known."
        explained = bool(self.full.view.notes.get(place))
        return Problem(MENTIONED, Severity.EXPLAIN, str(place), words, self.sheet.cited(SECTION), explained=explained)

    def _where(self, value: Value) -> str:
        if isinstance(value, Decimal):
            digits = plain_number(str(abs(value)))
            if len(digits.replace(".", "")) < FEWEST_DIGITS:
                return ""
            return self._numbers.get(digits, "") or self._said(spoken(value))
        if not isinstance(value, str) or len(value.strip()) < SHORTEST_TEXT:
            return ""
        words = squeezed(value)
        return next((where for text, where in self._texts if words in text), "")

    def _said(self, ways: frozenset[str]) -> str:
        """Where one of the ways of saying a number stands by itself."""
        patterns = [re.compile(rf"(?<![\w.,]){re.escape(way)}(?![\w-])") for way in sorted(ways)]
        return next((where for text, where in self._texts if any(pattern.search(text) for pattern in patterns)), "")

    @cached_property
    def _texts(self) -> list[tuple[str, str]]:
        """Every public text with the place in words where it stands."""
        return [(squeezed(text), where) for text, where in self._public()]

    @cached_property
    def _numbers(self) -> dict[str, str]:
        """Every number that is in the open, with the first place where it stands."""
        found: dict[str, str] = {}
        for text, where in self._public():
            for number in _NUMBER.findall(text):
                found.setdefault(plain_number(number), where)
        return found

    def _public(self) -> Iterator[tuple[str, str]]:
        view = self.public.view
        for place, spec in self.sheet.cells.items():
            value = view.values.get(place)
            if value is not None and not isinstance(value, HiddenValue):
                yield value_text(value, spec), location(self.sheet, place)
        for notes in (view.notes, self.public.overrides):
            for place, note in notes.items():
                if place in self.sheet.cells:
                    yield note, f"the explanation at {location(self.sheet, place)}"
        for seal in view.seals:
            yield f"{seal.type}\n{seal.reason}", "the type or reason of a seal, which the affidavit prints"
        for attached in self.public.attachments:
            yield f"{attached.title}\n{attached.item}", f"the title of {attached.label}"
        yield from self.filed
        for name, text in self.public.fields.items():
            yield text, f"the letters ({name.replace('_', ' ')})"


def plain_number(text: str) -> str:
    """The number's digits, without separators, sign and idle zeros."""
    plain = text.replace(",", "").lstrip("0")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def squeezed(text: str) -> str:
    """The text for comparing: small letters, single blanks."""
    return " ".join(text.casefold().split())
