"""The file that goes to a second person: what the company's filings show, and what that person says about it.

It is JSON, described in ``desktop_app/services/review/FORMAT.md``. Nothing in it changes the company; comments and
proposed values come back and are looked at one by one (`returning`). The public version is made from `public_view`
alone, so it shows what anybody may see.
"""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.json_fields import as_day
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Place, place_of
from desktop_app.formspec.public_view import FilingView, HiddenValue, full_view, public_filing
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.progress.overview import name_of

FORMAT, VERSION = "filing-desk-review", 1
NOTICE = "nonpublic"
NONPUBLIC = "Holds information kept under seal. Not for the public."
SEALED = "[SEALED]"
LARGEST = 200_000_000  # bytes
LONGEST = 20_000  # characters of one comment
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # kinds of signs that are not printed
CELL = ("place", "label", "value", "note")
COMMENT = ("id", "filing", "on", "by", "day", "text", "proposed", "seen")


class NotAReview(UserError):
    """The file is no review file, or one that was not written by the program."""


class BadComment(UserError):
    """A comment that says nothing, or about nothing that is in the file."""


@dataclass(frozen=True)
class ReviewCell:
    """A cell as it was shown. `note` is its explanation, and in the full version the note at it."""

    place: str
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class ReviewPage:
    """A page of a filing."""

    filing: str
    schedule: str
    page: str
    title: str
    cells: tuple[ReviewCell, ...]


@dataclass(frozen=True)
class ReviewComment:
    """What somebody says about a cell, a page or a whole filing: `on` is its path, empty for the filing.

    `proposed` is a value to be typed there; `seen` is what the cell showed.
    """

    id: str
    filing: str
    on: str
    by: str
    day: str
    text: str
    proposed: str = ""
    seen: str = ""


@dataclass(frozen=True)
class ReviewFile:
    """The whole: of which company and when, which version, what it shows and what was said."""

    company: str
    id: str
    made: str
    public: bool
    nonpublic: bool
    pages: tuple[ReviewPage, ...]
    comments: tuple[ReviewComment, ...] = ()

    def shown(self, filing: str, on: str) -> str | None:
        """What a cell showed, "" for a page or filing that is there, None for what is not in the file."""
        for page in self.pages:
            if page.filing != filing:
                continue
            if on in ("", page.schedule):
                return ""
            for cell in page.cells:
                if cell.place == on:
                    return cell.value
        return None

    def name(self, filing: str, on: str) -> str:
        """What a comment is about, in words."""
        for page in self.pages:
            if page.filing == filing and on == page.schedule:
                return f"page {page.page}, {page.title}"
            for cell in page.cells if page.filing == filing else ():
                if cell.place == on:
                    return cell.label
        return filing


def make_review(file: CompanyFile, filings: Sequence[str], *, public: bool) -> ReviewFile:
    """A review file of these filings, of all and the company profile if none is named."""
    wanted = filings or (COMPANY, *(filing.id for filing in file.filings()))
    books = [file.book(filing) for filing in wanted]
    pages = tuple(page for book in books for page in _pages(book, public=public))
    day = file.clock.today().isoformat()
    nonpublic = not public and file.holds_sealed
    return ReviewFile(name_of(file), file.workspace.id, day, public, nonpublic, pages)


def _pages(book: EvaluatedFiling, *, public: bool) -> Iterator[ReviewPage]:
    view: FilingView = public_filing(book.calculation).view if public else full_view(book.calculation)
    for schedule, places in book.sheet.places.items():
        definition = book.sheet.schedules[schedule].definition
        if definition.work or not book.calculation.asked(schedule):
            continue
        cells = tuple(_cell(book, view, place) for place in places)
        yield ReviewPage(book.filing.id, schedule, definition.page, definition.title, cells)


def _cell(book: EvaluatedFiling, view: FilingView, place: Place) -> ReviewCell:
    value = view.values.get(place)
    shown = SEALED if isinstance(value, HiddenValue) else value_text(value, book.sheet.cells[place])
    notes = [view.notes.get(place, "")]
    if not view.public and place in book.answers.notes:
        notes.append(book.answers.notes[place].text)
    return ReviewCell(str(place), location(book.sheet, place), shown, "\n".join(filter(None, notes)))


def add_comment(review: ReviewFile, comment: ReviewComment) -> ReviewFile:
    """The file with one more comment, which gets what it is about. Raises BadComment."""
    seen = review.shown(comment.filing, comment.on)
    if seen is None:
        raise BadComment(f"'{comment.filing}/{comment.on}' is not in this review file. 'review show' lists its cells.")
    comment = strip_unseen(comment)
    text, by = comment.text.strip(), comment.by
    if not by:
        raise BadComment("The comment has no name. Say whose it is.")
    if not text and not comment.proposed.strip():
        raise BadComment("The comment is empty. Write a comment, or propose a value.")
    if max(map(len, (text, by, comment.proposed))) > LONGEST:
        raise BadComment(f"The comment is longer than {LONGEST:,} characters. Make it shorter.")
    if comment.proposed and "/" not in comment.on:
        raise BadComment("A value can be proposed for a cell only. Choose a cell.")
    said = replace(comment, text=text, proposed=comment.proposed.strip(), seen=seen)
    return replace(review, comments=(*review.comments, said))


def delete_comment(review: ReviewFile, identity: str) -> ReviewFile:
    """The file without a comment. Raises BadComment."""
    left = tuple(comment for comment in review.comments if comment.id != identity)
    if len(left) == len(review.comments):
        raise BadComment(f"There is no comment '{identity}' in this review file.")
    return replace(review, comments=left)


def review_bytes(review: ReviewFile) -> bytes:
    """The file as bytes: reading and writing it gives the same."""
    data = {"format": FORMAT, "version": VERSION, **dataclasses.asdict(review)}
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, indent=1)
    if review.nonpublic:
        text = f'{{ "{NOTICE}_notice": "{NONPUBLIC}",{text.removeprefix("{")}'
    return f"{text}\n".encode()


def read_review(content: bytes, name: str) -> ReviewFile:
    """The file again. Raises NotAReview, saying what is wrong."""
    if len(content) > LARGEST:
        raise NotAReview(f"{name} is larger than a review file can be.")
    try:
        data: Any = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotAReview(f"{name} is not a review file. Choose a file written by Send for review.") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotAReview(f"{name} is not a review file. Choose a file written by Send for review.")
    if data.get("version") != VERSION:
        seen = data.get("version")
        raise NotAReview(f"{name} has format version {seen!r}; this program reads {VERSION}.")
    try:
        review = _review(data)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotAReview(f"{name} was altered by another program and cannot be read. Ask for it again.") from None
    _must_be_sound(review.comments, name)
    return replace(review, comments=tuple(strip_unseen(comment) for comment in review.comments))


def strip_unseen(comment: ReviewComment) -> ReviewComment:
    """The comment without signs that nobody sees, as they come with pasted words: they would turn or hide others."""
    return replace(
        comment,
        text=visible_text(comment.text),
        by=" ".join(visible_text(comment.by).split()),
        proposed=visible_text(comment.proposed),
    )


def visible_text(text: str) -> str:
    """The text without signs that nobody sees; lines end one way."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign for sign in lines if sign == "\n" or unicodedata.category(sign) not in UNSEEN)


def must_name_its_place(comment: ReviewComment) -> None:
    """Raises ValueError for a comment on something that is no cell, page or filing, or a value for no cell."""
    if "/" in comment.on:
        place_of(comment.on)
    elif comment.proposed:
        raise ValueError(comment.on)


def _must_be_sound(comments: Iterable[ReviewComment], name: str) -> None:
    listed = tuple(comments)
    if len({comment.id for comment in listed}) != len(listed):
        raise NotAReview(f"{name} was altered: two of its comments have the same name.")
    for comment in listed:
        texts = (comment.text, comment.proposed, comment.by, comment.seen, comment.filing, comment.on, comment.id)
        if not comment.id.isalnum() or max(map(len, texts)) > LONGEST:
            raise NotAReview(f"{name} was altered: one of its comments cannot be read.")
        try:
            must_name_its_place(comment)
        except ValueError:
            raise NotAReview(f"{name} was altered: one of its comments names no cell.") from None


def _review(data: Mapping[str, Any]) -> ReviewFile:
    """Raises KeyError, TypeError, ValueError, AttributeError for what `review_bytes` never writes."""
    pages = tuple(
        ReviewPage(
            _text(page, "filing"),
            _text(page, "schedule"),
            _text(page, "page"),
            _text(page, "title"),
            tuple(ReviewCell(*(_text(cell, key) for key in CELL)) for cell in page["cells"]),
        )
        for page in data["pages"]
    )
    comments = tuple(ReviewComment(*(_text(item, key) for key in COMMENT)) for item in data["comments"])
    for comment in comments:
        as_day(comment.day)
    company, identity, made = (_text(data, key) for key in ("company", "id", "made"))
    as_day(made)
    return ReviewFile(company, identity, made, data["public"] is True, data["nonpublic"] is True, pages, comments)


def _text(data: Mapping[str, Any], key: str) -> str:
    if not isinstance(data[key], str):
        raise TypeError(key)
    text = str(data[key])
    text.encode()  # half a sign cannot be written again
    return text
