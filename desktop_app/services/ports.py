"""What the services ask of the technical side, in the services' own words. Adapters implement these."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.formspec.company_chart import ChartPreset
from desktop_app.formspec.definition import ChartOfAccounts, FormDefinition
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.rulebook.registry import FilingKind
from desktop_app.rulebook.rulebook import Rulebook

if TYPE_CHECKING:  # what most starts never need is not loaded for its name alone
    from desktop_app.pagespec.pages import FontFace, PageDocument, PageImage, PaperPage
    from desktop_app.pagespec.worksheets import Workbook
    from desktop_app.rulebook.contents import TariffContents
    from desktop_app.rulebook.letter import LetterTemplate
    from desktop_app.rulebook.outline import TariffOutline


@dataclass(frozen=True, slots=True)
class NamedContent:
    """What standard input holds, in the place of a file: its bytes, with the name by which sentences call it."""

    name: str
    content: bytes


InputFile: TypeAlias = Path | NamedContent


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One entry of the workspace going from `before` to `after`; None means that it does not exist."""

    key: str
    before: Json
    after: Json


class JournalKind(StrEnum):
    """How a journal entry came about."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One durable step in the life of a workspace. `target` is the edit that an undo or redo takes back or repeats."""

    number: int
    at: str
    label: str
    kind: JournalKind
    target: int | None
    changes: Sequence[EntryChange]


class CannotOpen(UserError):
    """A company file cannot be opened for writing. `to_read` says whether it can still be looked at.

    `backup` is the newest dated copy that is whole, where the file itself is damaged.
    """

    def __init__(self, path: Path, words: str, *, to_read: bool = True, backup: Backup | None = None) -> None:
        super().__init__(words)
        self.path = path
        self.to_read = to_read
        self.backup = backup


class FileLocked(CannotOpen):
    """The file at `path` has a password that was not given yet."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"{path.name} has a password. Open it in the window, or name a file that contains the password with "
            "--password-file.",
            to_read=False,
        )


class NotThePassword(UserError):
    """What was given opens the file neither as its password nor as its recovery key."""


class DocumentLost(UserError):
    """A kept document is not in the file, or is no longer what it was."""

    def __init__(self, name: str, digest: str, *, altered: bool = False) -> None:
        state = "was damaged" if altered else "is missing"
        super().__init__(
            f"A document kept in {name} {state} ({digest[:12]}). Add the document again where it was attached, or "
            "restore a backup that still has it."
        )


class EntrySource(Protocol):
    """Entries by key, to be read."""

    def get(self, key: str) -> Json: ...
    def under(self, prefix: str) -> Mapping[str, Json]: ...


class Workspace(EntrySource, Protocol):
    """A company's file: entries by key, and the journal of all their changes.

    `id` stays with the file through copies and exports. `notice` is a sentence on what went wrong without standing in
    the way while it was opened, or on where the work goes on after another program exchanged the file; or empty.
    `kept_beside` is work that could not be put into this file. A result that takes long to work out may be kept in the
    file with the digest of all that it depends on (`digest_under` gives that of a kind of entry of one filing); it may
    be gone whenever it is asked for.
    """

    @property
    def path(self) -> Path: ...
    @property
    def id(self) -> str: ...
    @property
    def notice(self) -> str: ...
    @property
    def read_only(self) -> bool: ...
    @property
    def kept_beside(self) -> tuple[Path, ...]: ...
    @property
    def has_password(self) -> bool: ...
    def commit(self, label: str, changes: Sequence[EntryChange]) -> JournalEntry: ...
    def next_undo(self) -> JournalEntry | None: ...
    def next_redo(self) -> JournalEntry | None: ...
    def next_undos(self, count: int) -> Sequence[JournalEntry]: ...
    def undo(self) -> JournalEntry | None: ...
    def undo_steps(self, count: int) -> Sequence[JournalEntry]: ...
    def redo(self) -> JournalEntry | None: ...
    def journal(self, newest: int | None = None) -> Sequence[JournalEntry]: ...
    def last_edit_of(self, key: str) -> JournalEntry | None: ...
    def digest_under(self, prefix: str) -> str: ...
    def kept_result(self, name: str, depends: str) -> str | None: ...
    def keep_result(self, name: str, depends: str, content: str) -> None: ...
    def keep_document(self, content: bytes) -> str: ...
    def document(self, digest: str) -> bytes: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup of a workspace. `at` is an ISO time.

    `reason` is one word: opened, migration, restore, asked, damaged.
    """

    path: Path
    at: str
    size: int
    reason: str


class FilePasswords(Protocol):
    """The passwords of company files. What was unlocked opens without asking until it is forgotten."""

    def has_password(self, path: Path) -> bool: ...
    def unlock(self, path: Path, secret: str) -> None: ...
    def forget(self, but: Path | None = None) -> None: ...
    def new_recovery_key(self) -> str: ...
    def encrypted_file(self, content: bytes, password: str) -> bytes: ...
    def is_encrypted_file(self, content: bytes) -> bool: ...
    def decrypted_file(self, content: bytes, password: str, name: str) -> bytes: ...
    def protect(self, workspace: Workspace, password: str, recovery: str, copies: Sequence[Path]) -> Sequence[Path]: ...
    def unprotect(self, workspace: Workspace, copies: Sequence[Path]) -> Sequence[Path]: ...


class WorkspaceFiles(Protocol):
    """Workspaces on disk: make, open, copy, restore, carry in and out.

    A damaged file is opened only to read, and only `as_it_is`. One with a password raises FileLocked until it is given.
    Dated copies go to `backup_folder`, or to a folder beside each file. `used_by` tells in a sentence which other
    program has a file open, empty if none has; asking leaves no trace.
    """

    backup_folder: Path | None

    @property
    def passwords(self) -> FilePasswords: ...
    def create(self, path: Path) -> Workspace: ...
    def open(self, path: Path, *, read_only: bool = False, as_it_is: bool = False) -> Workspace: ...
    def used_by(self, path: Path) -> str: ...
    def backups(self, path: Path) -> Sequence[Backup]: ...
    def back_up(self, workspace: Workspace, reason: str) -> Backup: ...
    def restore(self, backup: Backup, path: Path) -> None: ...
    def export_json(self, workspace: Workspace, target: Path, *, nonpublic: bool = False) -> None: ...
    def exported(self, workspace: Workspace, *, nonpublic: bool = False) -> bytes: ...
    def import_json(self, source: InputFile, path: Path) -> Workspace: ...


class Clock(Protocol):
    """The day and moment, handed in so that nothing inside looks at a wall."""

    def today(self) -> date: ...
    def now(self) -> str: ...


class TextMeasure(Protocol):
    """How wide a text is in points, in the embedded faces, and for which of its letters they have no shape.

    `painted` is the text with a sign of its own for each of those.
    """

    def __call__(self, content: str, face: FontFace, size: float) -> float: ...
    def painted(self, text: str) -> str: ...
    def missing_glyphs(self, text: str) -> str: ...


class PdfPainter(Protocol):
    """Turns pages into the bytes of a PDF: the same pages always give the same bytes."""

    def paint(self, document: PageDocument) -> bytes: ...


class FormLibrary(Protocol):
    """Everything under ``forms/``, read and checked."""

    def form(self, kind: str, revision: int | None = None) -> FormDefinition: ...
    def charts(self, system: str, utilities: Sequence[str]) -> tuple[ChartOfAccounts, ...]: ...
    def presets(self) -> tuple[ChartPreset, ...]: ...
    def rules(self) -> Rulebook: ...
    def law(self) -> ChapterLaw: ...
    def letter(self, kind: str) -> LetterTemplate: ...
    def registry(self) -> tuple[FilingKind, ...]: ...
    def own_forms(self) -> tuple[FormDefinition, ...]: ...
    def own_text(self, kind: str, revision: int) -> str: ...
    def hold(self, own_text: str) -> None: ...
    @property
    def digest(self) -> str: ...


class TariffLibrary(Protocol):
    """The ready outlines of tariffs, and what a utility's tariff must state."""

    def outlines(self) -> Sequence[TariffOutline]: ...
    def contents(self, utility: str) -> TariffContents | None: ...


class WordReader(Protocol):
    """Reads Word documents of others, where they can do no harm."""

    def text(self, name: str, content: bytes, cancelled: Callable[[], bool]) -> str: ...


class IdMaker(Protocol):
    """Makes short names that have not been used before."""

    def __call__(self) -> str: ...


class Preferences(Protocol):
    """What this user chose on this machine: theme, size, recent files. Never an answer."""

    def get(self, name: str) -> Json: ...
    def set(self, name: str, value: Json) -> None: ...


class SampleLibrary(Protocol):
    """The invented companies that ship with the program."""

    def sample(self, kind: str) -> Json: ...
    def document(self, name: str) -> bytes: ...
    def table(self, path: InputFile) -> Json: ...


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A finished PDF file.

    `labels` are the pages' own names in order, `sealed` the numbers (from 0) of those that hold or held nonpublic
    information, `common` how many pages both versions have; what follows them is the annex. `signed` are the numbers of
    the pages that somebody signs.
    """

    name: str
    content: bytes
    labels: tuple[str, ...]
    sealed: tuple[int, ...]
    common: int
    signed: tuple[int, ...] = ()


class RequestRenderer(Protocol):
    """Renders requests in processes of its own. The one for `public` requests never holds anything else.

    The processes are there between `hold` and `release`; rendering without them starts and ends them. `has_nonpublic`
    tells whether the one for nonpublic requests is there. To `rehearse` a public request makes its rendering quicker.
    """

    @property
    def has_nonpublic(self) -> bool: ...
    def hold(self, *, nonpublic: bool) -> None: ...
    def release(self) -> None: ...
    def rehearse(self, request: bytes) -> None: ...
    def render(self, request: bytes, cancelled: Callable[[], bool], *, public: bool) -> tuple[RenderedFile, ...]: ...


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page of a finished PDF as an independent reader sees it: its size in points, and its text.

    A `watermark` is drawn across it and no part of the text; files of the first version have it in the text.
    """

    width: float
    height: float
    text: str
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class ExaminedFile:
    """What was found in a finished PDF; one that holds anything strange is not looked into further.

    `strange` says in sentences what the file holds that no file of this program holds. `images` are the digests of the
    pixels of its pictures, page by page. `found` are those of the values that occur, in any usual spelling and stream.
    """

    strange: tuple[str, ...]
    images: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


class PdfInspector(Protocol):
    """Looks into a finished PDF without trusting how it was made, and gives one its password.

    `strange` and `examined` are explained at `ExaminedFile`. `pages` reads it (raises UserError if it cannot).
    `get_ready` loads what it looks with, while something else is waited for.
    """

    def get_ready(self) -> None: ...
    def strange(self, pdf: bytes) -> Sequence[str]: ...
    def examined(self, pdf: bytes, values: Sequence[str]) -> ExaminedFile: ...
    def pages(self, pdf: bytes, password: str = "") -> Sequence[ReadPage]: ...
    def protected(self, pdf: bytes, password: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class ForeignDocument:
    """What a foreign document is: its pages' sizes in points, and what was seen in it that a reader might not see."""

    pages: tuple[tuple[int, int], ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page: `lines` with their place in percent from the top, and what lies beneath each box.

    A page that is `blank` shows nothing although it has words; one that is only `pictured` may show words that nobody
    can search. `coded` names what its pictures are packed with, where ink may reach far beyond its place.
    """

    lines: tuple[tuple[str, int], ...] = ()
    covered: tuple[str, ...] = ()
    blank: bool = False
    pictured: bool = False
    coded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page of a foreign document as it is filed; `canaries` counts the trials with other ink beneath its boxes."""

    image: PageImage
    canaries: int


# Left, top, right and bottom in ten-thousandths of the page.
PageArea = tuple[int, int, int, int]


class AttachmentReader(Protocol):
    """Reads foreign documents, in a process that may be killed. All refusals are UserError."""

    def look(self, name: str, content: bytes, cancelled: Callable[[], bool]) -> ForeignDocument: ...
    def read(
        self, name: str, content: bytes, boxes: Mapping[int, Sequence[PageArea]], cancelled: Callable[[], bool]
    ) -> tuple[PageText, ...]: ...
    def draw(
        self,
        name: str,
        content: bytes,
        boxes: Mapping[int, Sequence[PageArea]],
        cancelled: Callable[[], bool],
        pages: Sequence[int] = (),
    ) -> Iterator[DrawnPage]: ...


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as pixels, three bytes (red, green, blue) each, row after row without gaps."""

    width: int
    height: int
    pixels: bytes


class PasswordWanted(UserError):
    """The file is protected, and the password given (or none) does not open it."""


Band = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ChosenPages:
    """A finished file, and the pages (from 0) that are wanted of it."""

    pdf: bytes
    pages: tuple[int, ...]


class PagePictures(Protocol):
    """Pages as pictures, at `scale` pixels a point: of a finished file (counted from 0), or of a composed page.

    Of a finished page also a band can be had, from one height to another in points below its upper edge. They raise
    PasswordWanted, or another UserError for a file that is no PDF. `joined` are pages of several files as a new one:
    copied, not pictures, and protected by the password if one of the files is.
    """

    def page_sizes(self, pdf: bytes, password: str = "") -> Sequence[tuple[float, float]]: ...
    def page(self, pdf: bytes, number: int, scale: float, password: str = "") -> PagePicture: ...
    def band(self, pdf: bytes, number: int, scale: float, band: Band, password: str = "") -> PagePicture: ...
    def composed(self, page: PaperPage, scale: float) -> PagePicture: ...
    def joined(self, parts: Sequence[ChosenPages], password: str = "") -> bytes: ...


TableCell = Decimal | str | bool | date | None


@dataclass(frozen=True, slots=True)
class SpreadsheetTable:
    """A sheet of a spreadsheet as values, its first row the sheet's first.

    `merged` are stretches of merged cells ("A1:C1"), `uncomputed` the cells whose formula has no result in the file,
    `faulty` those whose result is an error. Hidden columns are given by their letters, hidden rows counted from 1.
    """

    name: str
    rows: tuple[tuple[TableCell, ...], ...]
    merged: tuple[str, ...] = ()
    uncomputed: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()
    hidden: bool = False
    hidden_columns: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TableFile:
    """A spreadsheet or CSV file of somebody else: its tables, and remarks on how it was read."""

    name: str
    tables: tuple[SpreadsheetTable, ...]
    remarks: tuple[str, ...] = ()


class TableReader(Protocol):
    """Reads spreadsheets of others, safely."""

    def read(self, path: InputFile, cancelled: Callable[[], bool]) -> TableFile: ...


class WorkbookFiles(Protocol):
    """Writes worksheets as Excel files: the same sheets always give the same bytes.

    `public` makes a workbook of a request in a worker of its own, which is given nothing else. `save` puts a file in
    place whole or not at all (raises EnvironmentProblem).
    """

    def written(self, workbook: Workbook) -> bytes: ...
    def public(self, request: bytes, cancelled: Callable[[], bool]) -> bytes: ...
    def save(self, content: bytes, path: Path) -> None: ...
