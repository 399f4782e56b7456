"""Looks for sealed values in a finished file: in every usual spelling, every text, every string and every stream.

The gate and the comparison of versions do most of the work; this search sees the plain mistakes, wherever they hide.
It does not trust the gate: what is not by the grammar of this program is searched as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.documents.finished_file import FinishedFile
from desktop_app.documents.haystacks import FoundText, heaps, heaps_of
from desktop_app.documents.spellings import Needle, SearchedText, SoughtValue, sought
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.pagespec.pages import MARK_TEXT


@dataclass(frozen=True, slots=True)
class ValueSighting:
    """A value that occurs in a file, and where. The sentence does not repeat the value."""

    value: Needle
    where: str

    @property
    def sentence(self) -> str:
        """What was found, in words."""
        return f"A sealed value is in {self.where}."


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """The outcome: `leaks` must not be; `mentions` are told by the public inputs themselves, which is for a person.

    `left_out` counts the values that are too short to be told from chance; they were not looked for.
    """

    leaks: tuple[ValueSighting, ...]
    mentions: tuple[ValueSighting, ...]
    left_out: int


def search_pdf(pdf: bytes | FinishedFile, needles: Iterable[Needle], public_text: str = "") -> SearchOutcome:
    """Looks for the values in the file. Raises UnreadablePdf.

    `public_text` is everything that the public inputs say. A value that it says too is a mention where readers see it
    (pages, title, labels) and still a leak anywhere else. With it, a long text is also found by its beginning.
    """
    wanted = [sought(value) for value in dict.fromkeys(needles)]
    telling = [needle for needle in wanted if not needle.idle]
    known = SearchedText(f"{public_text}\n{MARK_TEXT}")
    said = {needle.value for needle in telling if known.says(needle, begun=True)}
    leaks: list[ValueSighting] = []
    mentions: list[ValueSighting] = []
    texts = heaps_of(pdf) if isinstance(pdf, FinishedFile) else heaps(pdf)
    for needle, heap in _found(telling, texts if telling else (), begun=bool(public_text)):
        mentioned = heap.seen and needle.value in said
        (mentions if mentioned else leaks).append(ValueSighting(needle.value, heap.where))
    return SearchOutcome(tuple(dict.fromkeys(leaks)), tuple(dict.fromkeys(mentions)), len(wanted) - len(telling))


def _found(
    needles: Sequence[SoughtValue], texts: Iterable[FoundText], *, begun: bool
) -> Iterable[tuple[SoughtValue, FoundText]]:
    for heap in texts:
        text = SearchedText(heap.text)
        for needle in needles:
            if text.says(needle, begun=begun):
                yield needle, heap
