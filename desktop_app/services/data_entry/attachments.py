"""Attaching documents to a filing, and sealing them: whole, or part of a page by a box drawn over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.domain.attachments import WHOLE, Attachment, RedactionBox, attachment_from_json
from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, UnknownEntry
from desktop_app.services.ports import ForeignDocument, InputFile, NamedContent

LEAST = 20  # ten-thousandths: a smaller box is a slip of the hand
MOST = 99
MOST_SHOWN = 500  # letters of a description: a screen reader says all of it for each page
# What an attachment is called until it is given a title. Titles are public, also those of sealed documents; the name of
# the file is not, as it often says what the document holds.
UNTITLED = "Attached document"


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that is to be attached, as a reader `looked` at it; `source` is where the tariff book printed it."""

    name: str
    content: bytes
    looked: ForeignDocument
    title: str
    source: str = ""
    printed_from: str = ""


class NoSuchAttachment(UserError):
    """The filing has no attachment, page or box of that name."""


class BadBox(UserError):
    """The box does not lie on the page, is too small, or lacks its words."""


class CannotAttach(UserError):
    """The document cannot be attached as asked."""


def attachments(file: CompanyFile, filing_id: str) -> tuple[Attachment, ...]:
    """The attachments of a filing, in order. Raises UnknownEntry."""
    prefix = f"{records.ATTACHMENT}/{filing_id}/"
    try:
        return tuple(
            attachment_from_json(key.removeprefix(prefix), data) for key, data in file.workspace.under(prefix).items()
        )
    except ValueError as error:
        raise UnknownEntry(file.path.name, error) from None


def attachment(file: CompanyFile, filing_id: str, number: str) -> Attachment:
    """One of them; its number may be written without zeros. Raises NoSuchAttachment."""
    found = next((one for one in attachments(file, filing_id) if one.number == number.zfill(2)), None)
    if found is None:
        raise NoSuchAttachment(f"{filing_id} has no attachment {number}. 'attachments' lists those that there are.")
    return found


def read_document(path: InputFile) -> bytes:
    """The bytes of a file that is to be attached. Raises CannotAttach."""
    if isinstance(path, NamedContent):
        return path.content
    try:
        if not path.is_file():
            raise CannotAttach(f"{path.name} is not a file. Choose a PDF, PNG, JPEG or TIFF file.")
        return path.read_bytes()
    except OSError as error:
        raise CannotAttach(f"{path.name} cannot be read: {error.strerror or error}.") from None


def attach_document(
    file: CompanyFile,
    filing_id: str,
    name: str,
    content: bytes,
    looked: ForeignDocument,
    *,
    title: str,
    item: str = "",
    also: Mapping[str, Json] | None = None,
) -> Attachment:
    """Takes a document, which a reader `looked` at, into the company's file as the last attachment of the filing.

    `also` are entries that change with it, in the same step.
    Raises CannotAttach or FilingIsFiled.
    """
    must_take_documents(file, filing_id)
    if not title.strip():
        raise CannotAttach("An attachment needs a title: what the document is.")
    taken = NewDocument(name, content, looked, title.strip())
    return attach_documents(file, filing_id, [taken], f"Attached: {taken.title}", item=item, also=also)[0]


def must_take_documents(file: CompanyFile, filing_id: str) -> None:
    """Refuses documents where the form's paper goes alone. Raises CannotAttach."""
    filing = file.filing(filing_id)
    form = file.library.form(filing.form, filing.revision)
    if form.papers.alone:
        cited = form.cited("(1)", filing.utilities)
        raise CannotAttach(f"{form.papers.alone.removesuffix('.')} ({cited}).")


def attach_documents(
    file: CompanyFile,
    filing_id: str,
    taken: Sequence[NewDocument],
    label: str,
    *,
    item: str = "",
    also: Mapping[str, Json] | None = None,
) -> tuple[Attachment, ...]:
    """Takes documents into the company's file as the last attachments of the filing, in one step.

    Raises CannotAttach or FilingIsFiled.
    """
    first = max((int(one.number) for one in attachments(file, filing_id)), default=0) + 1
    if first + len(taken) - 1 > MOST:
        raise CannotAttach(f"A filing takes at most {MOST} attachments.")
    made = tuple(
        Attachment(
            number=f"{number:02}",
            title=one.title,
            item=item.strip(),
            name=one.name,
            digest=file.workspace.keep_document(one.content),
            pages=one.looked.pages,
            warnings=one.looked.warnings,
            source=one.source,
            printed_from=one.printed_from,
        )
        for number, one in enumerate(taken, first)
    )
    entries: dict[str, Json] = {records.attachment_key(filing_id, one.number): one.to_json() for one in made}
    file.edit(filing_id, label, {**entries, **(also or {})})
    return made


def change_file(
    file: CompanyFile, filing_id: str, number: str, name: str, content: bytes, looked: ForeignDocument
) -> Attachment:
    """Puts another file in the place of an attachment's. Boxes drawn on the old one must be confirmed."""
    found = attachment(file, filing_id, number)
    digest = file.workspace.keep_document(content)
    made = replace(
        found, name=name, digest=digest, pages=looked.pages, warnings=looked.warnings, source="", printed_from=""
    )
    _keep(file, filing_id, made, f"Another file for {made.label}")
    return made


def describe(
    file: CompanyFile,
    filing_id: str,
    number: str,
    *,
    title: str,
    item: str,
    shows: str = "",
    also: Mapping[str, Json] | None = None,
) -> None:
    """Changes what the attachment is called, what it answers and what it shows, and `also` these entries.

    Raises NoSuchAttachment or CannotAttach.
    """
    found = attachment(file, filing_id, number)
    if not title.strip():
        raise CannotAttach("An attachment needs a title: what the document is.")
    made = replace(found, title=title.strip(), item=item.strip(), shows=_description(shows))
    entry = {records.attachment_key(filing_id, found.number): made.to_json()}
    file.edit(filing_id, f"{found.label} described", {**entry, **(also or {})})


def _description(shows: str) -> str:
    plain = " ".join(shows.split())
    if len(plain) > MOST_SHOWN:
        raise CannotAttach(f"The description has {counted(len(plain), 'character')}; write at most {MOST_SHOWN}.")
    return plain


def detach_document(file: CompanyFile, filing_id: str, number: str) -> None:
    """Takes an attachment out of the filing; undoing brings it back. Raises NoSuchAttachment."""
    found = attachment(file, filing_id, number)
    key = records.attachment_key(filing_id, found.number)
    file.edit(filing_id, f"Removed: {found.title}", {key: None})


def seal_whole(file: CompanyFile, filing_id: str, number: str, type_: str, reason: str) -> None:
    """Puts the whole attachment under seal. Raises NoSuchAttachment or BadBox."""
    found = attachment(file, filing_id, number)
    _worded(type_, reason)
    made = replace(found, sealed=True, type=type_.strip(), reason=reason.strip())
    _keep(file, filing_id, made, f"Sealed {found.label}")


def open_whole(file: CompanyFile, filing_id: str, number: str) -> None:
    """Lifts the seal of the whole attachment; its boxes stay. Raises NoSuchAttachment."""
    found = attachment(file, filing_id, number)
    _keep(file, filing_id, replace(found, sealed=False, type="", reason=""), f"Unsealed {found.label}")


def draw_redaction_box(
    file: CompanyFile, filing_id: str, number: str, box: RedactionBox, *, key: str = "", also: Sequence[int] = ()
) -> str:
    """Draws a box, or moves the one named `key`, and repeats it on the pages `also`. Gives its name.

    Raises NoSuchAttachment or BadBox.
    """
    found = attachment(file, filing_id, number)
    _worded(box.type, box.reason)
    boxes = dict(found.boxes)
    if key and key not in boxes:
        raise NoSuchAttachment(f"{found.label} has no box {key}.")
    name = key or _free(boxes)
    for place, page in ((name, box.page), *((None, page) for page in also)):
        made = _within(replace(box, page=page, type=box.type.strip(), reason=box.reason.strip()), found)
        boxes[place or _free(boxes)] = made
    words = "Box moved" if key else "Box drawn"
    _keep(file, filing_id, replace(found, boxes=boxes, boxed=found.digest), f"{words} on {found.label}")
    return name


def remove_box(file: CompanyFile, filing_id: str, number: str, key: str) -> None:
    """Takes a box away. Raises NoSuchAttachment."""
    found = attachment(file, filing_id, number)
    if key not in found.boxes:
        raise NoSuchAttachment(f"{found.label} has no box {key}.")
    boxes = {name: box for name, box in found.boxes.items() if name != key}
    _keep(file, filing_id, replace(found, boxes=boxes), f"Box removed on {found.label}")


def confirm_boxes(file: CompanyFile, filing_id: str, number: str) -> None:
    """Says that the boxes are right on the file that is attached now; those beyond its last page go."""
    found = attachment(file, filing_id, number)
    boxes = {name: box for name, box in found.boxes.items() if box.page < len(found.pages)}
    _keep(file, filing_id, replace(found, boxes=boxes, boxed=found.digest), f"Boxes confirmed on {found.label}")


def _keep(file: CompanyFile, filing_id: str, made: Attachment, label: str) -> None:
    file.edit(filing_id, label, {records.attachment_key(filing_id, made.number): made.to_json()})


def _worded(type_: str, reason: str) -> None:
    if not type_.strip() or not reason.strip():
        raise BadBox("A seal needs the type of information and the reason why it is kept under seal.")


def _within(box: RedactionBox, found: Attachment) -> RedactionBox:
    """The box cut to its page."""
    if not 0 <= box.page < len(found.pages):
        raise BadBox(f"{found.label} has {counted(len(found.pages), 'page')}; there is no page {box.page + 1}.")
    left, right = sorted((box.left, box.right))
    top, bottom = sorted((box.top, box.bottom))
    left, top, right, bottom = max(left, 0), max(top, 0), min(right, WHOLE), min(bottom, WHOLE)
    if right - left < LEAST or bottom - top < LEAST:
        raise BadBox("The box is too small, or is off the page. Draw it over what is to be sealed.")
    return replace(box, left=left, top=top, right=right, bottom=bottom)


def _free(boxes: dict[str, RedactionBox]) -> str:
    return str(max((int(name) for name in boxes), default=0) + 1)
