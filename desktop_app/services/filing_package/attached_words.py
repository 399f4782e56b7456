"""The words of attached documents: those that the public will read are searched, those under seal are not to be told.

They are read by the limited worker, once for each document and its boxes; whatever cannot be searched is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from desktop_app.domain.attachments import Attachment, AttachmentOpenness
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.problems import EnvironmentProblem, Problem, Severity, UserError
from desktop_app.services.filing_package.mentions import MENTIONED, name_spellings
from desktop_app.services.filing_package.package_tools import never_cancelled
from desktop_app.services.filing_package.sayings import PublicSaying, page_saying, plain_words
from desktop_app.services.ports import AttachmentReader, PageText

UNSEARCHED, BLANK, REACHING, NAMED = "unsearched-page", "blank-page", "reaching-box", "title-tells"
FEWEST_DIGITS, FEWEST_SIGNIFICANT, MOST_KEPT = 4, 2, 100

Texts = Mapping[str, tuple[PageText, ...]]


@dataclass
class AttachedPageReader:
    """Reads documents and remembers what it read. A document that could not be read has no pages."""

    reader: AttachmentReader
    _kept: dict[tuple[str, str], tuple[PageText, ...]] = field(default_factory=dict)

    def known(self, attachment: Attachment) -> bool:
        """Whether the attachment was read already, as it is boxed now."""
        return _key(attachment) in self._kept

    def texts(self, attachments: Sequence[Attachment], contents: Mapping[str, bytes]) -> Texts:
        """The pages of each attachment, by its number; those under a box, or under seal, with what they cover."""
        return {one.number: self._read(one, contents) for one in attachments}

    def _read(self, attachment: Attachment, contents: Mapping[str, bytes]) -> tuple[PageText, ...]:
        key = _key(attachment)
        if key not in self._kept and attachment.digest not in contents:
            return ()
        if key not in self._kept:
            boxes = {
                page: [box.area for box in attachment.boxes_on(page)]
                for page in sorted({box.page for box in attachment.boxes.values()})
            }
            try:
                found = self.reader.read(attachment.name, contents[attachment.digest], boxes, never_cancelled)
            except (UserError, EnvironmentProblem):
                found = ()
            while len(self._kept) >= MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = found
        return self._kept[key]


def _key(attachment: Attachment) -> tuple[str, str]:
    return attachment.digest, repr(sorted((box.page, box.area) for box in attachment.boxes.values()))


def open_pages(attachments: Sequence[Attachment], texts: Texts) -> tuple[PublicSaying, ...]:
    """What the public will read in the attachments. What is drawn blank is read by nobody."""
    return tuple(
        page_saying(f"{one.label}, page {number}", page.lines)
        for one in attachments
        if one.openness is not AttachmentOpenness.SEALED
        for number, page in enumerate(texts.get(one.number, ()), 1)
        if page.lines and not page.blank
    )


def attached_problems(
    attachments: Sequence[Attachment], texts: Texts, besides: Sequence[PublicSaying], cited: str
) -> Iterator[Problem]:
    """What is to be known of the attachments before they are filed."""
    for one in attachments:
        pages = texts.get(one.number, ())
        yield from _unsearched(one, pages, cited)
        yield from _drawn_otherwise(one, pages, cited)
        yield from _beneath(one, pages, (*besides, *open_pages(attachments, texts)), cited)
        yield from _title(one, pages, cited)


def _note(one: Attachment, id_: str, words: str, cited: str) -> Problem:
    return Problem(id_, Severity.NOTE, f"attachment/{one.number}/title", f"{one.label}, {one.title}: {words}", cited)


def _unsearched(one: Attachment, pages: Sequence[PageText], cited: str) -> Iterator[Problem]:
    if one.openness is AttachmentOpenness.SEALED:
        return
    if not pages:
        yield _note(
            one, UNSEARCHED, "its words could not be read. Check yourself whether it reveals what is sealed.", cited
        )
    pictures = [number for number, page in enumerate(pages, 1) if page.pictured]
    if pictures:
        words = (
            f"{page_words(pictures)} {_is(pictures)} a picture of words, or may be one, and cannot be searched. Check "
        )
        yield _note(one, UNSEARCHED, f"{words}yourself whether it reveals what is sealed.", cited)


def _drawn_otherwise(one: Attachment, pages: Sequence[PageText], cited: str) -> Iterator[Problem]:
    blank = [number for number, page in enumerate(pages, 1) if page.blank]
    if blank:
        words = f"{page_words(blank)} {'draws' if len(blank) == 1 else 'draw'} blank although the file has text there"
        yield _note(one, BLANK, f"{words}: nothing of it is filed.", cited)
    for kind in sorted({kind for page in pages for kind in page.coded}):
        boxed = [number for number, page in enumerate(pages, 1) if kind in page.coded and one.boxes_on(number - 1)]
        if boxed and one.openness is AttachmentOpenness.PARTLY:
            words = (
                f"{page_words(boxed)}: the picture is packed as {kind}, so a box over it blackens all of it. Look at "
            )
            yield _note(one, REACHING, f"{words}the page as the public sees it.", cited)


def _beneath(
    one: Attachment, pages: Sequence[PageText], public: Sequence[PublicSaying], cited: str
) -> Iterator[Problem]:
    """What lies beneath a box and stands in the open as well."""
    for number, page in enumerate(pages, 1):
        for covered in page.covered if one.openness is AttachmentOpenness.PARTLY else ():
            where = [
                saying.place(at)
                for words in name_spellings(covered)
                for saying in public
                if (at := saying.find(words)) is not None
            ]
            figures = {
                said.figure
                for said in PublicSaying(covered, "").figures
                if len(said.figure.digits.replace(".", "")) >= FEWEST_DIGITS
            }
            where += [saying.place(said.at) for saying in public for said in saying.figures if said.figure in figures]
            if where:
                places = "; ".join(dict.fromkeys(where))
                words = f"what lies under a box on page {number} also appears in the open: {places}."
                yield _note(one, MENTIONED, words, cited)


def _title(one: Attachment, pages: Sequence[PageText], cited: str) -> Iterator[Problem]:
    """Whether the title, which is public, tells what the document holds under seal."""
    if one.openness is AttachmentOpenness.PUBLIC:
        return
    if plain_words(one.title) == plain_words(PurePath(one.name).stem):
        yield _note(
            one, NAMED, "the title is the name of the file. It is public; make sure that it reveals nothing.", cited
        )
    hidden = [line for page in pages for line, _ in page.lines] if one.openness is AttachmentOpenness.SEALED else []
    sealed = {
        said.figure
        for text in (*hidden, *(text for page in pages for text in page.covered))
        for said in PublicSaying(text, "").figures
    }
    unread = one.openness is AttachmentOpenness.SEALED and (not pages or any(page.pictured for page in pages))
    words = "\n".join(
        (one.title, one.item, one.shows, one.type, one.reason, *(box.reason for box in one.boxes.values()))
    )
    for said in PublicSaying(words, "").figures:
        telling = len(said.figure.digits.replace(".", "").strip("0")) >= FEWEST_SIGNIFICANT
        if telling and (said.figure in sealed or (unread and said.marked)):
            yield _note(
                one, NAMED, "the title or reason, which is public, names a number of what is sealed in it.", cited
            )
            return


def page_words(pages: Sequence[int]) -> str:
    """The pages in words: "page 3", "pages 1, 2 and 7"."""
    if len(pages) == 1:
        return f"page {pages[0]}"
    return f"pages {', '.join(map(str, pages[:-1]))} and {pages[-1]}"


def _is(pages: Sequence[int]) -> str:
    return "is" if len(pages) == 1 else "are each"
