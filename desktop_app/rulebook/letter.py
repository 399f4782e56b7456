"""Letters, affidavits and notices: wording with the fields it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from desktop_app.domain.filled_text import fill_holes
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.late_patterns import late_pattern

PLACEHOLDER = late_pattern(r"\{([a-z][a-z0-9_]*)\}")


class LetterStyle(StrEnum):
    """What a paragraph is on the page."""

    HEADING = "heading"
    BLOCK = "block"
    SUBJECT = "subject"
    BODY = "body"
    STEP = "step"
    ITEM = "item"
    NOTE = "note"
    CLOSING = "closing"
    SIGNATURE = "signature"
    NOTARY = "notary"


class FieldMissing(KeyError):
    """A field that the letter needs was not handed in."""

    def __str__(self) -> str:
        return f"The letter needs the field '{self.args[0]}'."


@dataclass(frozen=True, slots=True)
class LetterParagraph:
    """A paragraph with ``{field}`` placeholders.

    With `each` it stands once for every entry of that list, whose fields come before those of the letter. With `when`
    it stands only if that field is not empty.
    """

    style: LetterStyle
    text: str
    each: str = ""
    when: str = ""
    cites: tuple[str, ...] = ()

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The fields that the text names."""
        return tuple(PLACEHOLDER.findall(self.text))


@dataclass(frozen=True, slots=True)
class FilledParagraph:
    """A paragraph with its fields filled in."""

    style: LetterStyle
    text: str


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A letter. `fields` tells for each field what it holds; `lists` the fields of each list's entries."""

    kind: str
    title: str
    cites: tuple[str, ...]
    fields: Mapping[str, str]
    paragraphs: tuple[LetterParagraph, ...]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def write(
        self, values: Mapping[str, str], lists: Mapping[str, Sequence[Mapping[str, str]]] | None = None
    ) -> tuple[FilledParagraph, ...]:
        """The paragraphs with the values in place.

        Raises FieldMissing for a field (or list) that was not handed in. Braces inside values stay as they are.
        """
        return tuple(self._written(values, lists or {}))

    def _written(
        self, values: Mapping[str, str], lists: Mapping[str, Sequence[Mapping[str, str]]]
    ) -> Iterator[FilledParagraph]:
        for paragraph in self.paragraphs:
            if paragraph.each and paragraph.each not in lists:
                raise FieldMissing(paragraph.each)
            for entry in lists[paragraph.each] if paragraph.each else ({},):
                known = {**values, **entry}
                if not paragraph.when or _of(known, paragraph.when):
                    yield FilledParagraph(paragraph.style, _filled(paragraph.text, known))


def _filled(text: str, values: Mapping[str, str]) -> str:
    return fill_holes(text, PLACEHOLDER, lambda match: _of(values, match[1]))


def _of(values: Mapping[str, str], name: str) -> str:
    if name not in values:
        raise FieldMissing(name)
    return values[name]
