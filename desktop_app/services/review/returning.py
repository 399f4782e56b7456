"""What a second person said, back in the company's file: beside the cells, answered, resolved, accepted one by one."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.json_fields import as_day, as_list, as_table
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place, place_of
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry.entering import set_answer
from desktop_app.services.paper.report_pages import SectionList
from desktop_app.services.review.review_file import (
    SEALED,
    BadComment,
    ReviewComment,
    ReviewFile,
    must_name_its_place,
    visible_text,
)

PREFIX = "setting/review/"
OPEN, RESOLVED, ACCEPTED = "open", "resolved", "accepted"
COLUMNS = (("Where", 170.0), ("Who", 90.0), ("Comment", 0.0))


class NotThisCompany(UserError):
    """The review file is about another company."""


@dataclass(frozen=True)
class CommentAnswer:
    """What was answered to a comment."""

    by: str
    day: str
    text: str


@dataclass(frozen=True)
class ReturnedComment:
    """A comment in the company's file, where it stands, and what the cell shows now.

    `conflict` says in words why what was seen is no longer there; empty where it is.
    """

    comment: ReviewComment
    state: str
    answers: tuple[CommentAnswer, ...]
    where: str
    now: str
    conflict: str

    @property
    def place(self) -> str:
        """The cell as FILING/SCHEDULE/LINE/COLUMN, or the page or filing."""
        return "/".join(part for part in (self.comment.filing, self.comment.on) if part)

    @property
    def said(self) -> str:
        """The comment with who said it, and what does not agree any more."""
        return " ".join(filter(None, (f"{self.comment.by}: {self.words}", self.conflict)))

    @property
    def words(self) -> str:
        """The comment with its answers, as it is read."""
        said = [self.comment.text] if self.comment.text else []
        if self.comment.proposed:
            said.append(f"Proposed: {self.comment.proposed}")
        said += [f"{answer.by}, {long_date(as_day(answer.day))}: {answer.text}" for answer in self.answers]
        return "\n".join(said)


def take_back(file: CompanyFile, review: ReviewFile) -> tuple[int, int]:
    """Keeps the comments of a review file, as one step: how many are new, and how many were there.

    Raises NotThisCompany.
    """
    if review.id != file.workspace.id:
        raise NotThisCompany(
            f"This review file is about {review.company}, from another company file. Open that company first."
        )
    new = [comment for comment in review.comments if file.workspace.get(f"{PREFIX}{comment.id}") is None]
    entries: dict[str, Json] = {f"{PREFIX}{comment.id}": _to_json(comment, OPEN, ()) for comment in new}
    if entries:
        file.edit(COMPANY, "Comments of a review", entries)
    return len(new), len(review.comments) - len(new)


def returned(file: CompanyFile, *, only_open: bool = False) -> tuple[ReturnedComment, ...]:
    """The comments, in the order of what they are about."""
    found = [_read(file, comment_from_json(data)) for data in file.workspace.under(PREFIX).values()]
    order = {filing.id: number for number, filing in enumerate(file.filings(), 1)}
    kept = [item for item in found if not only_open or item.state == OPEN]
    return tuple(sorted(kept, key=lambda item: (order.get(item.comment.filing, 0), item.comment.on, item.comment.day)))


def at_place(file: CompanyFile, filing: str, place: Place) -> tuple[ReturnedComment, ...]:
    """The open comments on a cell, its page included."""
    near = {str(place), place.schedule}
    return tuple(
        item for item in returned(file, only_open=True) if item.comment.filing == filing and item.comment.on in near
    )


def commented_places(file: CompanyFile, filing: str) -> frozenset[Place]:
    """The cells of a filing on which a comment is open."""
    kept = (comment_from_json(data) for data in file.workspace.under(PREFIX).values())
    on = {comment.on for comment, state, _ in kept if comment.filing == filing and state == OPEN}
    return frozenset(place_of(place) for place in on if "/" in place)


def accept_proposed(file: CompanyFile, identity: str) -> None:
    """Types the proposed value into its cell, as one step. Raises BadComment, or as `set_answer` does."""
    item = find_returned(file, identity)
    if not item.comment.proposed or item.state == ACCEPTED:
        raise BadComment("This comment proposes no value, or it was accepted already.")
    accepted = {f"{PREFIX}{item.comment.id}": _to_json(item.comment, ACCEPTED, item.answers)}
    set_answer(file, item.comment.filing, Place(*item.comment.on.split("/")), item.comment.proposed, accepted)


def answer_comment(file: CompanyFile, identity: str, by: str, text: str) -> None:
    """Answers a comment. Raises BadComment."""
    item = find_returned(file, identity)
    name, words = (visible_text(given).strip() for given in (by, text))
    if not words or not name:
        raise BadComment("An answer needs a name and some words.")
    said = CommentAnswer(" ".join(name.split()), file.clock.today().isoformat(), words)
    _keep(file, item, item.state, (*item.answers, said), "Comment answered")


def resolve_comment(file: CompanyFile, identity: str, *, resolved: bool = True) -> None:
    """Marks a comment as done, or as open again. Raises BadComment."""
    item = find_returned(file, identity)
    _keep(
        file, item, RESOLVED if resolved else OPEN, item.answers, "Comment resolved" if resolved else "Comment opened"
    )


def find_returned(file: CompanyFile, identity: str) -> ReturnedComment:
    """The comment of that name. Raises BadComment."""
    for item in returned(file):
        if item.comment.id == identity:
            return item
    raise BadComment(f"There is no comment '{identity}'. 'review comments' lists them.")


def review_list(file: CompanyFile) -> SectionList:
    """All comments, to print for the company's own files."""
    sections: dict[str, list[tuple[str, ...]]] = {}
    for item in returned(file):
        who = f"{item.comment.by}, {long_date(as_day(item.comment.day))}\n{item.state}"
        conflict = f"\n{item.conflict}" if item.conflict else ""
        sections.setdefault(item.comment.filing, []).append((item.where, who, f"{item.words}{conflict}"))
    parts = tuple((filing, tuple(rows)) for filing, rows in sections.items())
    return SectionList("Comments of the review", COLUMNS, parts, foot="For the company's own files.")


def comment_from_json(data: Json) -> tuple[ReviewComment, str, tuple[CommentAnswer, ...]]:
    """A kept comment. Raises ValueError, KeyError, TypeError for what is none."""
    table = as_table(data)
    answers = tuple(
        CommentAnswer(**{key: str(text) for key, text in as_table(item).items()}) for item in as_list(table["answers"])
    )
    state = str(table["state"])
    if state not in {OPEN, RESOLVED, ACCEPTED}:
        raise ValueError(state)
    words = {key: str(value) for key, value in table.items() if key not in {"answers", "state"}}
    as_day(words["day"])
    comment = ReviewComment(**words)
    must_name_its_place(comment)
    return comment, state, answers


def _to_json(comment: ReviewComment, state: str, answers: Sequence[CommentAnswer]) -> Json:
    return {
        **dataclasses.asdict(comment),
        "state": state,
        "answers": [dataclasses.asdict(answer) for answer in answers],
    }


def _keep(file: CompanyFile, item: ReturnedComment, state: str, answers: Sequence[CommentAnswer], label: str) -> None:
    entry = _to_json(item.comment, state, answers)
    file.edit(COMPANY, f"{label}: {item.where}", {f"{PREFIX}{item.comment.id}": entry})


def _read(file: CompanyFile, kept: tuple[ReviewComment, str, tuple[CommentAnswer, ...]]) -> ReturnedComment:
    comment, state, answers = kept
    known = {COMPANY, *(filing.id for filing in file.filings())}
    if comment.filing not in known:
        return ReturnedComment(comment, state, answers, comment.filing, "", "This filing is not in the company now.")
    book = file.book(comment.filing)
    if "/" not in comment.on:
        schedule = book.sheet.schedules.get(comment.on)
        where = comment.filing if schedule is None else f"page {schedule.definition.page}"
        gone = "This page is not in the filing now." if comment.on and schedule is None else ""
        return ReturnedComment(comment, state, answers, where, "", gone)
    place = Place(*comment.on.split("/"))
    if place not in book.sheet.cells:
        return ReturnedComment(comment, state, answers, comment.on, "", "This line is not in the filing now.")
    now = value_text(book.calculation.values.get(place), book.sheet.cells[place])
    return ReturnedComment(comment, state, answers, location(book.sheet, place), now, _conflict(comment, state, now))


def _conflict(comment: ReviewComment, state: str, now: str) -> str:
    if comment.seen == SEALED:
        return "The value was sealed in what the reviewer saw." if comment.proposed else ""
    if state == ACCEPTED or comment.seen == now:
        return ""
    return f"It showed {comment.seen or 'nothing'} when it was sent, and shows {now or 'nothing'} now."
