"""Companies for the tests of the window: workspaces kept in memory, a small company form and a small report."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

from desktop_app.bootstrap import form_files
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.formspec.company_chart import ChartPreset
from desktop_app.formspec.definition import (
    CellSpec,
    CellType,
    ChartOfAccounts,
    ChoiceOption,
    FormDefinition,
    FormSchedule,
    ScheduleColumn,
    ScheduleKind,
    ScheduleLine,
)
from desktop_app.locations import find_folders
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.rulebook.letter import LetterTemplate
from desktop_app.rulebook.parameter import DatedValue, LegalValue
from desktop_app.rulebook.registry import FilingKind
from desktop_app.rulebook.rulebook import Rulebook
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.ports import (
    Backup,
    DocumentLost,
    EntryChange,
    FileLocked,
    InputFile,
    JournalEntry,
    JournalKind,
    NamedContent,
    NotThePassword,
    Workspace,
)
from tests.support.small_form import CHART as WATER_CHART
from tests.support.small_form import COMMON, FORM, OTHER_CHART

TODAY = date(2026, 2, 3)
YES_NO = (ChoiceOption("yes", "Yes"), ChoiceOption("no", "No"))
ANSWER = ScheduleColumn("answer", "Answer", CellSpec())


def asked(line: str, label: str, *, optional: bool = False, options: tuple[ChoiceOption, ...] = ()) -> ScheduleLine:
    kind = CellType.CHOICE if options else CellType.TEXT
    return ScheduleLine(line, label, spec=CellSpec(kind, optional=optional, options=options))


COMPANY_FORM = FormDefinition(
    "company",
    1,
    "Company profile",
    ("water", "sewer", "heating"),
    (
        FormSchedule(
            "identity",
            "Profile",
            "Name and services",
            ScheduleKind.FIELDS,
            (ANSWER,),
            (
                asked("legal_name", "Full certificated name"),
                asked("dba", "Doing business as (d/b/a)", optional=True),
                asked("water", "Provides water service?", options=YES_NO),
                asked("sewer", "Provides sewer service?", options=YES_NO),
                asked("heating", "Provides heating?", options=YES_NO),
                *(
                    asked(utility, f"Provides {utility}?", optional=True, options=YES_NO)
                    for utility in ("electric", "gas", "telecom")
                ),
                asked("accounting_system", "System of accounts", optional=True),
            ),
        ),
        FormSchedule("contact", "Profile", "Contact", ScheduleKind.FIELDS, (ANSWER,), (asked("name", "Name"),)),
    ),
    (),
    no_seal="It is printed on every letter.",
)
REAL = form_files(find_folders())
REPORT = replace(FORM, id="annual_report", title="Annual report")
SINCE = date(2004, 1, 1)
PARAMETERS = (
    LegalValue("report/limit", "Limit", "dollars", (DatedValue(SINCE, Decimal(1000), ("3.640(2)",)),)),
    LegalValue("report/percent", "Change to explain", "percent", (DatedValue(SINCE, Decimal(15)),), source="Habit"),
)


@dataclass
class FixedClock:
    """A clock that stands still."""

    day: date = TODAY

    def today(self) -> date:
        return self.day

    def now(self) -> str:
        return f"{self.day.isoformat()}T10:15:00-06:00"


@dataclass
class MemoryPreferences:
    """Preferences that are forgotten."""

    values: dict[str, Json] = field(default_factory=dict)

    def get(self, name: str) -> Json:
        return self.values.get(name)

    def set(self, name: str, value: Json) -> None:
        self.values[name] = value


class Counter:
    """Ids in order: r1, r2 ..."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def __call__(self) -> str:
        return f"r{next(self._numbers)}"


@dataclass
class FakeLibrary:
    """A company form, a small annual report, two legal values besides those of the forms."""

    company: FormDefinition = COMPANY_FORM
    report: FormDefinition = REPORT
    parameters: tuple[LegalValue, ...] = PARAMETERS

    def form(self, kind: str, revision: int | None = None) -> FormDefinition:
        return self.company if kind == "company" else self.report

    def charts(self, system: str, utilities: Sequence[str]) -> tuple[ChartOfAccounts, ...]:
        return (COMMON, WATER_CHART, OTHER_CHART)

    def presets(self) -> tuple[ChartPreset, ...]:
        return ()

    def rules(self) -> Rulebook:
        return self.law().rules

    def law(self) -> ChapterLaw:
        built_in = REAL.law()
        known = (built_in.rules.parameter(name) for name in built_in.rules.names)
        return replace(built_in, rules=Rulebook((*self.parameters, *known)))

    def letter(self, kind: str) -> LetterTemplate:
        raise UserError(f"There is no letter '{kind}' here.")

    def registry(self) -> tuple[FilingKind, ...]:
        return ()

    def own_forms(self) -> tuple[FormDefinition, ...]:
        return ()

    def own_text(self, kind: str, revision: int) -> str:
        return ""

    def hold(self, own_text: str) -> None:
        raise AssertionError(own_text)

    @property
    def digest(self) -> str:
        return "of the small forms"


@dataclass
class MemoryWorkspace:
    """A workspace that lives as long as the test; `store` is what would be on disk."""

    path: Path
    store: dict[str, Json]
    steps: list[JournalEntry]
    closed: bool = False
    notice: str = ""
    id: str = "memory"
    read_only: bool = False
    kept_beside: tuple[Path, ...] = ()
    has_password: bool = False
    results: dict[str, tuple[str, str | None]] = field(default_factory=dict)

    def get(self, place: str) -> Json:
        return self.store.get(place)

    def under(self, prefix: str) -> Mapping[str, Json]:
        return {key: self.store[key] for key in sorted(self.store) if key.startswith(prefix)}

    def commit(self, label: str, changes: Sequence[EntryChange]) -> JournalEntry:
        return self._keep(label, JournalKind.EDIT, None, tuple(changes))

    def next_undo(self) -> JournalEntry | None:
        return next(
            (step for step in reversed(self.steps) if step.kind is JournalKind.EDIT and self._stands(step)), None
        )

    def next_redo(self) -> JournalEntry | None:
        last_edit = max((step.number for step in self.steps if step.kind is JournalKind.EDIT), default=0)
        undone = {step.target for step in self.steps if step.kind is JournalKind.UNDO and step.number > last_edit}
        return next((step for step in self.steps if step.number in undone and not self._stands(step)), None)

    def next_undos(self, count: int) -> Sequence[JournalEntry]:
        edits = [step for step in reversed(self.steps) if step.kind is JournalKind.EDIT and self._stands(step)]
        return edits[:count]

    def undo(self) -> JournalEntry | None:
        return next(iter(self.undo_steps(1)), None)

    def undo_steps(self, count: int) -> Sequence[JournalEntry]:
        made = []
        for step in self.next_undos(count):
            back = tuple(EntryChange(change.key, change.after, change.before) for change in step.changes)
            made.append(self._keep(step.label, JournalKind.UNDO, step.number, back))
        return made

    def redo(self) -> JournalEntry | None:
        step = self.next_redo()
        return None if step is None else self._keep(step.label, JournalKind.REDO, step.number, step.changes)

    def journal(self, newest: int | None = None) -> Sequence[JournalEntry]:
        steps = list(reversed(self.steps))
        return steps if newest is None else steps[:newest]

    def last_edit_of(self, key: str) -> JournalEntry | None:
        edits = (step for step in reversed(self.steps) if step.kind is JournalKind.EDIT)
        return next((one for one in edits if any(c.key == key and c.after is not None for c in one.changes)), None)

    def digest_under(self, prefix: str) -> str:
        return repr(self.under(prefix))

    def kept_result(self, name: str, depends: str) -> str | None:
        found = self.results.get(name, ("", None))
        return found[1] if found[0] == depends else None

    def keep_result(self, name: str, depends: str, content: str) -> None:
        self.results[name] = (depends, content)

    def keep_document(self, content: bytes) -> str:
        return str(len(content))

    def document(self, digest: str) -> bytes:
        if set(digest) == {"0"}:
            raise DocumentLost(self.path.name, digest)
        return b""

    def close(self) -> None:
        self.closed = True

    def _stands(self, step: JournalEntry) -> bool:
        last = next((other for other in reversed(self.steps) if other.target == step.number), None)
        return last is None or last.kind is JournalKind.REDO

    def _keep(self, label: str, kind: JournalKind, target: int | None, changes: Sequence[EntryChange]) -> JournalEntry:
        if self.closed:
            raise RuntimeError("The workspace is closed.")
        if self.read_only:
            raise UserError(f"{self.path.name} is open read-only.")
        for change in changes:
            if change.after is None:
                self.store.pop(change.key, None)
            else:
                self.store[change.key] = change.after
        moment = f"2026-02-03T10:{len(self.steps) % 60:02d}:00-06:00"
        self.steps.append(JournalEntry(len(self.steps) + 1, moment, label, kind, target, changes))
        return self.steps[-1]


class MemoryPasswords:
    """Passwords without encryption: `locked` has the password of each file, `known` those that were given.

    `stuck` are copies that cannot follow.
    """

    def __init__(self) -> None:
        self.locked: dict[Path, tuple[str, str]] = {}
        self.known: set[Path] = set()
        self.stuck: set[Path] = set()
        self.refusal: Exception | None = None

    def has_password(self, path: Path) -> bool:
        return path in self.locked

    def unlock(self, path: Path, secret: str) -> None:
        if path in self.locked and secret not in self.locked[path]:
            raise NotThePassword(f"This is not the password of {path.name}.")
        self.known.add(path)

    def forget(self, but: Path | None = None) -> None:
        self.known &= {path for path in (but,) if path is not None}

    def encrypted_file(self, content: bytes, password: str) -> bytes:
        return b"locked " + password.encode() + b"\0" + content

    def is_encrypted_file(self, content: bytes) -> bool:
        return content.startswith(b"locked ")

    def decrypted_file(self, content: bytes, password: str, name: str) -> bytes:
        given, _, inside = content.removeprefix(b"locked ").partition(b"\0")
        if given.decode() != password:
            raise NotThePassword(f"This is not the password of {name}.")
        return inside

    def new_recovery_key(self) -> str:
        return "2345A-BCDEF-GHJKM-NPQRS-TUVWX-YZ023"

    def protect(self, workspace: Workspace, password: str, recovery: str, copies: Sequence[Path]) -> Sequence[Path]:
        if self.refusal is not None:
            raise self.refusal
        follow = [path for path in copies if path not in self.stuck]
        self.locked |= dict.fromkeys((workspace.path, *follow), (password, recovery))
        self.known |= {workspace.path, *follow}
        return [path for path in copies if path in self.stuck]

    def unprotect(self, workspace: Workspace, copies: Sequence[Path]) -> Sequence[Path]:
        for path in (workspace.path, *copies):
            self.locked.pop(path, None)
        return [path for path in copies if path in self.stuck]


class MemoryFiles:
    """Files whose content is in memory; on disk is an empty file of that name, so that it can be found."""

    def __init__(self) -> None:
        self.passwords = MemoryPasswords()
        self.backup_folder: Path | None = None
        self.disks: dict[Path, tuple[dict[str, Json], list[JournalEntry]]] = {}
        self.copies: list[Backup] = []

    def create(self, path: Path) -> MemoryWorkspace:
        if path.exists():
            raise UserError(f"{path.name} exists already; choose another name.")
        path.write_bytes(b"in memory")  # an empty one would be a company still to be made
        self.disks[path] = ({}, [])
        return MemoryWorkspace(path, *self.disks[path])

    def open(self, path: Path, *, read_only: bool = False, as_it_is: bool = False) -> MemoryWorkspace:
        if path not in self.disks:
            raise UserError(f"{path.name} is not a Filing Desk file.")
        self._must_be_known(path)
        locked = self.passwords.has_password(path)
        return MemoryWorkspace(path, *self.disks[path], read_only=read_only, has_password=locked)

    def _must_be_known(self, path: Path) -> None:
        if self.passwords.has_password(path) and path not in self.passwords.known:
            raise FileLocked(path)

    def used_by(self, path: Path) -> str:
        return ""

    def backups(self, path: Path) -> Sequence[Backup]:
        return tuple(reversed(self.copies))

    def back_up(self, workspace: Workspace, reason: str) -> Backup:
        store, steps = self.disks[workspace.path]
        path = workspace.path.with_name(f"{workspace.path.stem} {len(self.copies) + 1}.filingdesk")
        path.write_bytes(b"in memory")  # an empty one would be a company still to be made
        self.disks[path] = (dict(store), list(steps))
        self.copies.append(Backup(path, f"2026-02-0{len(self.copies) + 1}T09:00:00-06:00", 45_056, reason))
        return self.copies[-1]

    def restore(self, backup: Backup, path: Path) -> None:
        self._must_be_known(backup.path)
        store, steps = self.disks[backup.path]
        self.disks[path] = (dict(store), list(steps))

    def export_json(self, workspace: Workspace, target: Path, *, nonpublic: bool = False) -> None:
        target.write_text(json.dumps(self.disks[workspace.path][0]), encoding="utf-8")

    def exported(self, workspace: Workspace, *, nonpublic: bool = False) -> bytes:
        return json.dumps(self.disks[workspace.path][0]).encode()

    def import_json(self, source: InputFile, path: Path) -> MemoryWorkspace:
        workspace = self.create(path)
        try:
            content = source.content if isinstance(source, NamedContent) else source.read_bytes()
            workspace.store.update(json.loads(content))
        except ValueError:
            path.unlink()
            raise UserError(f"{source.name} is not an export of Filing Desk.") from None
        return workspace


class FakeSamples:
    """One invented company."""

    def sample(self, kind: str) -> Json:
        return sample_table()

    def document(self, name: str) -> bytes:
        return b""

    def table(self, path: InputFile) -> Json:
        return sample_table()


def sample_table() -> Json:
    return {
        "company": {"identity": {"legal_name": "Rolling Oaks Water Company, Incorporated", "water": "yes"}},
        "settings": {"sample": True},
        "filings": [{"year": 2024, "filed_on": "2025-04-02", "filed_how": "By mail"}, {"year": 2025}],
    }


def make_companies(day: date = TODAY) -> Companies:
    """No company at all."""
    return Companies(MemoryFiles(), FakeLibrary(), FakeSamples(), MemoryPreferences(), FixedClock(day), Counter())


def company(companies: Companies, folder: Path, name: str = "Rolling Oaks Water Company, Incorporated") -> CompanyFile:
    """A new company that provides water."""
    table: Json = {"company": {"identity": {"legal_name": name, "water": "yes"}}}
    return companies.create(folder / "company.filingdesk", table)


def steps_of(file: CompanyFile) -> Iterator[str]:
    """What was done, the newest first."""
    return (step.label for step in file.workspace.journal())
