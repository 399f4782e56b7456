"""The structure of a finished file, held against what this program writes: every element, every key, every place.

Each object is read in the one form in which a canonical file tells it. What the form does not allow is a fault; words
are allowed only where they are read aloud: beside a figure, and instead of a text that says them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pikepdf

from desktop_app.documents.content import PageContents
from desktop_app.documents.finished_file import FinishedFile, ObjectNumber
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.pagespec.structure import SaidInstead

LONGEST_SAID = 2000
_STRING = rb"(?:\((?:[^\\()]|\\[0-7]{3}|\\[\\()nrtbf])*\)|<[0-9a-f]*>)"
_CELL = rb"<< (?:/ColSpan \d+ )?/O /Table (?:/Scope /(?:Column|Row) )?>>"
_MCR = rb"<< /MCID \d+ /Pg \d+ 0 R /Type /MCR >>"
_KID = rb"(?:\d+ 0 R|\d+|" + _MCR + rb")"
_ELEMENT = late_pattern(
    rb"<< (?:/A (?P<cell>" + _CELL + rb") )?(?:/ActualText (?P<said>" + _STRING + rb") )?(?:/Alt (?P<alt>" + _STRING
    + rb") )?(?:/K (?P<kids>\[ (?:" + _KID + rb" )+\]|" + _KID + rb") )?/P (?P<parent>\d+) 0 R "
    + rb"(?:/Pg (?P<page>\d+) 0 R )?/S /(?P<kind>[A-Za-z0-9]+) >>"
)  # fmt: skip
_ROOT = late_pattern(
    rb"<< /K (?P<document>\d+) 0 R /ParentTree << /Nums \[ (?P<numbers>(?:\d+ \[ (?:\d+ 0 R )+\] )*)\] >> "
    rb"/Type /StructTreeRoot >>"
)
_NUMBERS = late_pattern(rb"(\d+) \[ ((?:\d+ 0 R )+)\]")
_PART = late_pattern(rb"<< /MCID (?P<far>\d+) /Pg (?P<on>\d+) 0 R /Type /MCR >>|(?P<child>\d+) 0 R|(?P<here>\d+)")
_CELLS = frozenset({b"TH", b"TD"})
_TOP = frozenset({b"Document"})
# Which elements stand in which: anything else is no structure of ours.
_WITHIN = {
    b"Document": frozenset({b"H1", b"H2", b"P", b"Table", b"L", b"Figure"}),
    b"Table": frozenset({b"TR"}),
    b"TR": frozenset({b"TH", b"TD"}),
    b"L": frozenset({b"LI"}),
    b"LI": frozenset({b"Lbl", b"LBody"}),
    **dict.fromkeys((b"H1", b"H2", b"P", b"TH", b"TD", b"Lbl", b"LBody"), frozenset({b"Span"})),
    b"Figure": frozenset(),
    b"Span": frozenset(),
}
_SAYS_CONTENT = frozenset({b"H1", b"H2", b"P", b"TH", b"TD", b"Lbl", b"LBody", b"Figure", b"Span"})

_MAY_BE_EMPTY = frozenset({b"Document", b"TH", b"TD"})


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page as the structure refers to it: its object, what is marked on it, and the words of each mark."""

    number: int
    contents: PageContents
    words: Mapping[int, str]


class StructureGate:
    """Goes through the structure of one open file."""

    def __init__(self, file: FinishedFile, pages: Sequence[MarkedPage]) -> None:
        self._file = file
        self._texts = file.texts
        self._pages = {page.number: index for index, page in enumerate(pages)}
        self._marked = pages
        self._held: list[dict[int, int]] = [{} for _ in pages]
        self._kinds: dict[int, bytes] = {}
        self._found: list[str] = []

    def faults(self) -> list[str]:
        """What is wrong, in sentences."""
        node = self._file.pdf.Root.StructTreeRoot
        root = _ROOT.fullmatch(node.unparse(resolved=True))
        if root is None:
            return ["The structure does not begin as this program writes it."]
        self._element(int(root["document"]), node.objgen[0], _TOP)
        for page, held in zip(self._marked, self._held, strict=True):
            kinds = [kind for kind, _ in page.contents.marked]
            numbers = [number for _, number in page.contents.marked]
            if numbers != list(range(len(numbers))) or sorted(held) != numbers:
                self._found.append("What is marked on a page and what the structure names are not the same.")
            elif [self._kinds[held[number]] for number in numbers] != kinds:
                self._found.append("Something is marked on a page as another thing than the structure says.")
        told = {
            int(page): [int(number) for number in numbers.split()[::3]]
            for page, numbers in _NUMBERS.findall(root["numbers"])
        }
        if told != {page: [held[at] for at in sorted(held)] for page, held in enumerate(self._held) if held}:
            self._found.append("The list of what belongs to which element is not that of the structure.")
        return self._found

    def _element(self, number: int, parent: int, allowed: frozenset[bytes]) -> None:
        """Looks at an element and at all within it."""
        found = _ELEMENT.fullmatch(self._texts.get(number) or self._file.text(number))
        if found is None or int(found["parent"]) != parent or number in self._kinds:
            self._found.append("An element of the structure is not one that this program writes.")
            return
        cell, said, alt, kids, _, page, kind = found.groups()
        if kind not in allowed or (cell is not None and kind not in _CELLS):
            self._found.append("An element of the structure is where this program puts none.")
            return
        self._kinds[number] = kind
        children, own = self._kids(kids or b"", page or b"0", number)
        if not own and not children and kind not in _MAY_BE_EMPTY:
            self._found.append("An element of the structure says what no page shows.")
        if own and kind not in _SAYS_CONTENT:
            self._found.append("An element of the structure holds words of its own where this program puts none.")
        self._said(kind, alt, said, own)
        within = _WITHIN[kind]
        for child in children:
            self._element(child, number, within)

    def _kids(self, kids: bytes, page: bytes, number: int) -> tuple[list[int], list[tuple[int, int]]]:
        """The elements within, and what the element says itself, as page and number."""
        children, own = [], []
        for far, on, child, here in _PART.findall(kids):
            if child:
                children.append(int(child))
                continue
            index, at = self._pages.get(int(on or page), -1), int(far or here)
            if index >= 0 and at not in self._held[index]:
                self._held[index][at] = number
                own.append((index, at))
        return children, own

    def _said(self, kind: bytes, alt: bytes | None, said: bytes | None, own: Sequence[tuple[int, int]]) -> None:
        """Words are beside figures, and with a span that says its own text."""
        if (alt is not None) is not (kind == b"Figure") or (said is not None) is not (kind == b"Span"):
            self._found.append("An element of the structure has words that this program does not write.")
        elif alt is not None and len(alt) > LONGEST_SAID:
            self._found.append("What is read aloud with a picture is too long.")
        elif said is not None:
            told = str(pikepdf.Object.parse(said))
            text = "".join(self._marked[page].words.get(at, "") for page, at in own)
            if told not in {way.value.format(text) for way in SaidInstead}:
                self._found.append("What is read aloud is not what the page shows.")


def outline_faults(file: FinishedFile, pages: Sequence[ObjectNumber]) -> Iterator[str]:
    """What is wrong with the bookmarks: one after the other, each to a page, in the pages' order."""
    top = file.pdf.Root.Outlines
    told = _LIST.fullmatch(top.unparse(resolved=True))
    if told is None:
        yield "The list of bookmarks is not one that this program writes."
        return
    number, before, seen, at = int(told["first"]), 0, 0, -1
    while number:
        found = _BOOKMARK.fullmatch(file.text(number))
        index = pages.index((int(found["page"]), 0)) if found and (int(found["page"]), 0) in pages else -1
        if found is None or index <= at or int(found["parent"]) != top.objgen[0] or int(found["prev"] or 0) != before:
            yield "A bookmark is not one that this program writes."
            return
        number, before, seen, at = int(found["next"] or 0), number, seen + 1, index
    if before != int(told["last"]) or seen != int(told["count"]):
        yield "The list of bookmarks is not one that this program writes."


_LIST = late_pattern(rb"<< /Count (?P<count>\d+) /First (?P<first>\d+) 0 R /Last (?P<last>\d+) 0 R /Type /Outlines >>")
_BOOKMARK = late_pattern(
    rb"<< /Dest \[ (?P<page>\d+) 0 R /Fit \] (?:/Next (?P<next>\d+) 0 R )?/Parent (?P<parent>\d+) 0 R "
    rb"(?:/Prev (?P<prev>\d+) 0 R )?/Title " + _STRING + rb" >>"
)
