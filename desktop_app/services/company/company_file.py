"""An open company: its filings, their state, and every edit of them as one durable step.

`CompanyFile` is what the window and the command line talk to. It keeps each filing evaluated; an edit goes to the
workspace first and is then recalculated, so that what is on the screen is what is on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.counting import counted
from desktop_app.domain.filings import COMPANY, Filing, FilingState, filing_from_json
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place, Value
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.arithmetic import Rules
from desktop_app.formspec.checks import CheckBook, CheckList, check_all
from desktop_app.formspec.company_chart import AccountEdit, carried_balances, edited
from desktop_app.formspec.definition import ChartOfAccounts
from desktop_app.formspec.evaluation import FilingValues, calculate
from desktop_app.formspec.form_difference import form_difference, moved_values
from desktop_app.formspec.public_view import PublicFiling, public_filing
from desktop_app.formspec.sheet import FormLayout, lay_out
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.services.company import amendments
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.earlier_seals import merged_accounts, other_seals
from desktop_app.services.company.filing_inputs import FilingInputs
from desktop_app.services.company.laid_out import MOST_KEPT, LaidOutForm
from desktop_app.services.company.listed_filings import ListedFilings
from desktop_app.services.company.overlaid_entries import OverlaidEntries
from desktop_app.services.company.profile import PEOPLE, CompanyProfile, profile_of, provided_by
from desktop_app.services.company.text_sizes import must_fit
from desktop_app.services.ports import (
    Clock,
    EntryChange,
    EntrySource,
    FormLibrary,
    IdMaker,
    JournalEntry,
    JournalKind,
    Workspace,
)


class NoSuchFiling(UserError):
    """There is no filing of that name in the workspace."""


class FilingIsFiled(UserError):
    """A filed filing is read-only; a revision corrects it."""

    def __init__(self, filing: str) -> None:
        super().__init__(f"{filing} has been filed and can no longer be changed. Start a revision.")


class UnknownEntry(UserError):
    """The workspace holds an entry that no Filing Desk wrote."""

    def __init__(self, name: str, why: ValueError) -> None:
        self.why = str(why)
        super().__init__(f"{name} contains an entry that Filing Desk did not write ({why}). Restore a backup of it.")


class NothingToUndo(UserError):
    """The journal holds nothing that could be taken back (or repeated)."""


@dataclass(frozen=True)
class EvaluatedFiling:
    """One filing as it stands: particulars, layout, values, check list, and the filings from which it takes values."""

    filing: Filing
    calculation: FilingValues
    check_book: CheckBook
    sources: frozenset[str] = frozenset()
    known_checks: CheckList | None = None

    @cached_property
    def checks(self) -> CheckList:
        """The check list, made when somebody looks at it: a filing that others only take values from needs none."""
        return self.known_checks or check_all(self.check_book, self.calculation)

    def follow(self, calculation: FilingValues, places: frozenset[Place]) -> EvaluatedFiling:
        """The filing after an edit that changed these places; a check list that nobody has looked at is not made."""
        listed = self.known_checks is not None or "checks" in vars(self)
        checks = self.checks.updated(calculation, places) if listed else None
        return replace(self, calculation=calculation, known_checks=checks)

    @property
    def sheet(self) -> FormLayout:
        """The filing laid out."""
        return self.calculation.model.sheet

    @property
    def answers(self) -> Answers:
        """What the user gave."""
        return self.calculation.answers


@dataclass(frozen=True)
class EditOutcome:
    """What an edit did: the filing it concerned and, where that is evaluated, the cells whose value or look changed.

    After a `structural` edit lines came or went: whoever shows the filing reads it anew. `entries` are the workspace
    entries that changed, those included that belong to no filing (settings, the tariff book).
    """

    filing: str
    label: str
    places: frozenset[Place]
    structural: bool = False
    entries: frozenset[str] = frozenset()


Listener = Callable[[EditOutcome], None]


class CompanyFile:
    """A company's workspace, open.

    Listeners are told of every edit after it is on disk. All refusals are UserError, all trouble of the machine is
    EnvironmentProblem, and after either nothing has changed.
    """

    def __init__(self, workspace: Workspace, library: FormLibrary, clock: Clock, ids: IdMaker) -> None:
        self.workspace = workspace
        self.library = library
        self.clock = clock
        self.new_id = ids
        self._books: dict[str, EvaluatedFiling] = {}
        self._inputs: dict[str, FilingInputs] = {}
        self._filings = ListedFilings(workspace, lambda error: UnknownEntry(self.path.name, error))
        self._listeners: list[Listener] = []
        self._law: ChapterLaw | None = None
        self._evaluating: list[str] = []
        self._layouts: dict[object, LaidOutForm] = {}

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.workspace.path

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener` after each edit, until the function that comes back is called."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def close(self) -> None:
        """Lets go of the file."""
        self.workspace.close()

    # What there is

    def filings(self) -> tuple[Filing, ...]:
        """All filings, the newest period first. Raises UnknownEntry."""
        return self._filings.every()

    def filing(self, filing_id: str) -> Filing:
        """The particulars of a filing; of the company profile for "company".

        Raises NoSuchFiling, UnknownEntry.
        """
        if filing_id == COMPANY:
            return Filing(COMPANY, COMPANY, 1, 0, (), "", self.clock.today())
        data = self.workspace.get(records.filing_key(filing_id))
        if data is None:
            known = ", ".join(filing.id for filing in self.filings()) or "none yet"
            raise NoSuchFiling(f"There is no filing '{filing_id}' in {self.path.name}. Filings: {known}.")
        return self._filings.read(filing_id, data)

    def book(self, filing_id: str) -> EvaluatedFiling:
        """The filing evaluated and checked. Raises NoSuchFiling, UnknownEntry."""
        if filing_id not in self._books:
            found = self.inputs(filing_id)
            calculation = calculate(found.check_book.model, found.answers)
            found.carried.take_over(calculation.values)
            self._books[filing_id] = EvaluatedFiling(found.filing, calculation, found.check_book, found.sources)
        return self._books[filing_id]

    def inputs(self, filing_id: str) -> FilingInputs:
        """What the filing's values depend on, nothing evaluated. Raises NoSuchFiling, UnknownEntry."""
        for wanted in self._in_order(filing_id) if filing_id not in self._inputs else ():
            self._evaluating.append(wanted)
            try:
                self._inputs[wanted] = self._read(self.filing(wanted), late=wanted != filing_id)
            finally:
                self._evaluating.pop()
        return self._inputs[filing_id]

    def layout(self, filing_id: str) -> FormLayout:
        """The filing laid out, without its values. Raises NoSuchFiling, UnknownEntry."""
        found = self._inputs.get(filing_id)
        return self._laid_out(self.filing(filing_id), self._given(filing_id)).sheet if found is None else found.sheet

    def value_at(self, filing_id: str, place: Place) -> Value | None:
        """The value of a cell; the filing is evaluated only for a computed one. Raises NoSuchFiling, UnknownEntry."""
        spec = self.layout(filing_id).asked_at(place)
        typed = spec is not None and not spec.formula
        return (self._given(filing_id) if typed else self.book(filing_id).calculation).values.get(place)

    def _given(self, filing_id: str) -> Answers:
        """What was answered, each cell read when it is looked at."""
        if filing_id in self._inputs:
            return self._inputs[filing_id].answers
        try:
            return records.read_answers(self.workspace, filing_id, partial(UnknownEntry, self.path.name))
        except ValueError as error:
            raise UnknownEntry(self.path.name, error) from None

    def shown(self, filing_id: str) -> PublicFiling:
        """The filing as anybody may see it: what letters and lists are made of. Raises NoSuchFiling, UnknownEntry."""
        return public_filing(self.book(filing_id).calculation)

    def values_with(self, filing_id: str, entries: Mapping[str, Json]) -> Mapping[Place, Value]:
        """The values that the filing would have with these entries put down. Raises NoSuchFiling, UnknownEntry."""
        checks, answers, _ = self._asked(self.filing(filing_id), OverlaidEntries(self.workspace, entries))
        return calculate(checks.model, answers).values

    @property
    def holds_sealed(self) -> bool:
        """Whether anything in the file is sealed."""
        return any(self._seals_of(id_) for id_ in (COMPANY, *(filing.id for filing in self.filings())))

    def profile(self) -> CompanyProfile:
        """The company profile in the words of the trade."""
        book = self.book(COMPANY)
        return profile_of(book.calculation.values, self.shown(COMPANY).view, book.answers.rows.get(PEOPLE, ()))

    def setting(self, name: str) -> Json:
        """A setting of this company, None if never set."""
        return self.workspace.get(f"setting/{name}")

    def charts(self, filing: Filing) -> tuple[ChartOfAccounts, ...]:
        """The charts of accounts of a filing, with what the company changed in them. Raises UnknownEntry."""
        if not filing.system:
            return ()
        listed = self.library.charts(filing.system, filing.utilities)
        return edited(listed, self.account_edits(filing.id), filing.year)

    def account_edits(self, filing_id: str = "") -> tuple[AccountEdit, ...]:
        """What the company changed in its charts; for a filed filing, as it stood then. Raises UnknownEntry."""
        try:
            return records.account_edits(self.workspace, filing_id)
        except ValueError as error:
            raise UnknownEntry(self.path.name, error) from None

    def carried_from(self, source: str, filing: Filing) -> Mapping[Place, Value]:
        """The values of another filing (or the profile) as this one reads them.

        Balances of accounts that were retired since stand on the accounts that took them over.
        """
        if source == COMPANY:
            return self.book(COMPANY).calculation.values
        found, book = self.inputs(source), self._books.get(source)
        values = found.carried if book is None else book.calculation.values
        other = found.sheet.form
        if other.id == filing.form and other.revision != filing.revision:
            new = self.library.form(filing.form, filing.revision)
            values = moved_values(values, form_difference(other, new))
        return carried_balances(values, found.sheet, self.account_edits(filing.id), filing.year)

    def law(self) -> ChapterLaw:
        """The law with this company's own amendments."""
        if self._law is None:
            self._law = self.library.law().amended(amendments.read_amendments(self.workspace))
        return self._law

    # Edits

    def edit(self, filing_id: str, label: str, entries: Mapping[str, Json]) -> EditOutcome | None:
        """Puts entries (None removes one) as one durable step; None if nothing would change.

        Raises FilingIsFiled, TextTooLong.
        """
        changes = [
            EntryChange(key, before, after)
            for key, after in entries.items()
            if (before := self.workspace.get(key)) != after
        ]
        if not changes:
            return None
        self._must_be_open(filing_id, [change.key for change in changes])
        must_fit(label, (change.before for change in changes), (change.after for change in changes))
        entry = self.workspace.commit(label, changes)
        return self._follow(entry)

    def undo(self, count: int = 1) -> EditOutcome:
        """Takes back the last step, or so many of them: all or none, and followed as one.

        Raises NothingToUndo, or FilingIsFiled where a step is part of a filed filing.
        """
        return self._step(
            self.workspace.next_undos(count), lambda: self.workspace.undo_steps(count), "There is nothing to undo."
        )

    def redo(self) -> EditOutcome:
        """Repeats the step that was taken back last. Raises NothingToUndo."""
        coming = self.workspace.next_redo()

        def take() -> Sequence[JournalEntry]:
            entry = self.workspace.redo()
            return [] if entry is None else [entry]

        return self._step([] if coming is None else [coming], take, "There is nothing to redo.")

    def _must_be_open(self, filing_id: str, entries: Sequence[str]) -> None:
        header = self.workspace.get(records.filing_key(filing_id))
        filing = None if header is None else filing_from_json(filing_id, header)
        if filing is None or filing.state is not FilingState.FILED:
            return
        form = self.library.form(filing.form, filing.revision)
        follows = {schedule.id for schedule in form.schedules if schedule.follows}
        if not all(records.entry_schedule(entry, filing_id) in follows for entry in entries):
            raise FilingIsFiled(filing_id)

    def _step(
        self, coming: Sequence[JournalEntry], take: Callable[[], Sequence[JournalEntry]], empty: str
    ) -> EditOutcome:
        for filing_id in sorted({filing for step in coming for _, filing, _ in _concerns(step)}):
            self._must_be_open(filing_id, [change.key for step in coming for change in step.changes])
        entries = take()
        if not entries:
            raise NothingToUndo(empty)
        return self._follow(_as_one(entries))

    # Following an edit

    def _follow(self, entry: JournalEntry) -> EditOutcome:
        concerns = _concerns(entry)
        filing_id = next((filing for _, filing, _ in concerns), COMPANY)
        amended = any(change.key.startswith(amendments.PREFIX) for change in entry.changes) or any(
            kind == records.ACCOUNT for kind, _, _ in concerns
        )
        if amended:
            self._law = None
        begun = any(kind == records.FILING for kind, _, _ in concerns)
        several = len({of for kind, of, _ in concerns if kind != "setting"}) > 1
        structural = amended or begun or several or any(kind == records.ROWS for kind, _, _ in concerns)
        places: frozenset[Place] = frozenset()
        if amended or begun or several:
            self._books.clear()
            self._inputs.clear()
        elif structural:
            self._books.pop(filing_id, None)
            self._inputs.pop(filing_id, None)
        elif concerns:
            places = self._recalculate(filing_id, concerns)
        if concerns:
            self._forget_readers(filing_id)
        label = {JournalKind.UNDO: "Undone: ", JournalKind.REDO: "Done again: "}.get(entry.kind, "") + entry.label
        edited = EditOutcome(filing_id, label, places, structural, frozenset(change.key for change in entry.changes))
        for listener in tuple(self._listeners):
            if listener in self._listeners:
                listener(edited)
        return edited

    def _recalculate(self, filing_id: str, concerns: Iterable[tuple[str, str, str]]) -> frozenset[Place]:
        """Brings the filing up to date with its entries."""
        book, found = self._books.get(filing_id), self._inputs.pop(filing_id, None)
        if book is None or found is None:
            return frozenset()
        answers = records.read_again(self.workspace, filing_id, book.answers, concerns)
        touched = [place for kind, _, path in concerns if (place := records.cell_of(kind, path)) is not None]
        calculation, changed = book.calculation.updated(answers, touched)
        places = changed | frozenset(touched)
        self._books[filing_id] = book.follow(calculation, places)
        self._inputs[filing_id] = replace(found, answers=answers)
        return places

    def _forget_readers(self, filing_id: str) -> None:
        """Filings that take values from this one are evaluated anew when they are next asked for."""
        for other in [other for other, found in self._inputs.items() if filing_id in found.sources]:
            self._books.pop(other, None)
            if self._inputs.pop(other, None) is not None:
                self._forget_readers(other)

    # Evaluating

    def _in_order(self, filing_id: str) -> tuple[str, ...]:
        """What must be evaluated for a filing, each after those whose values or seals it takes: a row of any length.

        Raises UnknownEntry when filings take values from each other.
        """
        order: dict[str, None] = {}
        needs: dict[str, tuple[str, ...]] = {}
        waiting = [filing_id]
        while waiting:
            current = waiting[-1]
            filing = self.filing(current)
            sources = tuple(self.sources(filing).values())
            if current not in needs:
                seals = (other for ids in self._filings.handing_on_to(filing).values() for other in ids)
                needs[current] = tuple(dict.fromkeys((*sources, *seals)))
            missing = next((one for one in needs[current] if one not in order and one not in self._inputs), None)
            if missing is None:
                order[waiting.pop()] = None
            elif missing not in waiting:
                waiting.append(missing)
            elif missing in sources:
                circle = ", ".join(sorted(waiting[waiting.index(missing) :]))
                why = ValueError(f"Filings take their opening figures from each other: {circle}.")
                raise UnknownEntry(self.path.name, why)
            else:
                needs[current] = tuple(one for one in needs[current] if one != missing)
        return tuple(order)

    def _asked(
        self, filing: Filing, entries: EntrySource, *, late: bool = False
    ) -> tuple[CheckBook, Answers, LaidOutForm]:
        """What the filing asks, and what these entries answer; with `late` they are read when they are looked at."""
        try:
            answers = records.read_answers(entries, filing.id, partial(UnknownEntry, self.path.name) if late else None)
            frozen = self.workspace.get(records.frozen_key(filing.id))
            outside = {scope: self.carried_from(source, filing) for scope, source in self.sources(filing).items()}
            if frozen is not None:
                outside["company"] = records.frozen_from_json(frozen)
        except ValueError as error:
            raise UnknownEntry(self.path.name, error) from None
        laid = self._laid_out(filing, answers)
        return laid.book(outside, self.rule_values(filing)), answers, laid

    def _laid_out(self, filing: Filing, answers: Answers) -> LaidOutForm:
        """The filing laid out; filings of other years often look the same, and share it."""
        rows, provided = answers.rows, provided_by(answers.values) if filing.id == COMPANY else ()
        edits = self.account_edits(filing.id)
        charted = (filing.system, edits, filing.year if edits else 0)
        key = (filing.form, filing.revision, filing.utilities, provided, *charted, tuple(sorted(rows.items())))
        if key not in self._layouts:
            while len(self._layouts) >= MOST_KEPT:
                del self._layouts[next(iter(self._layouts))]
            form = self.library.form(filing.form, filing.revision)
            sheet = lay_out(form, filing.utilities, self.charts(filing), rows, provided)
            self._layouts[key] = LaidOutForm(sheet)
        return self._layouts[key]

    def _read(self, filing: Filing, *, late: bool) -> FilingInputs:
        sources = self.sources(filing)
        checks, answers, laid = self._asked(filing, self.workspace, late=late)
        earlier = self._earlier(filing)
        merged = merged_accounts(self.account_edits(filing.id), filing.year)
        others = other_seals(earlier, self._seals_of, lambda other: self.inputs(other).answers.rows, merged)
        read = frozenset((*sources.values(), *(other for ids in earlier.values() for other in ids)))
        return FilingInputs(filing, checks, replace(answers, repeated=laid.repeated(others)), read)

    def _earlier(self, filing: Filing) -> dict[str, tuple[str, ...]]:
        """The filings that hand their seals on to this one; of filings that wait for each other, none twice."""
        found = self._filings.handing_on_to(filing)
        return {scope: tuple(id_ for id_ in ids if id_ not in self._evaluating) for scope, ids in found.items()}

    def _seals_of(self, filing_id: str) -> tuple[Seal, ...]:
        return self.inputs(filing_id).seals

    def sources(self, filing: Filing) -> dict[str, str]:
        """The filings from which this one takes values, by the name under which its form reads them."""
        if filing.id == COMPANY:
            return {}
        year_ago = [
            other.id
            for other in (self.filings() if filing.month else ())
            if other.form == filing.form and other.period == filing.period.year_ago
        ]
        known = filing.previous and self.workspace.get(records.filing_key(filing.previous)) is not None
        frozen = self.workspace.get(records.frozen_key(filing.id)) is not None
        return {
            **({} if frozen else {"company": COMPANY}),
            **({"prior": filing.previous} if known else {}),
            **({"year_ago": year_ago[-1]} if year_ago else {}),
            **({"base": filing.base} if self.workspace.get(records.filing_key(filing.base)) is not None else {}),
        }

    def rule_values(self, filing: Filing) -> Rules:
        """The legal values and settings that hold on the filing's day, by name."""
        if self._law is None and not amendments.read_amendments(self.workspace):  # clocks and penalties are not read
            return self.library.rules().numbers(filing.rules_on)
        return self.law().rules.numbers(filing.rules_on)


def _as_one(entries: Sequence[JournalEntry]) -> JournalEntry:
    """Steps as one: what each entry was before all of them, and is after."""
    if len(entries) == 1:
        return entries[0]
    net: dict[str, EntryChange] = {}
    for entry in entries:
        for change in entry.changes:
            net[change.key] = replace(net.get(change.key, change), after=change.after)
    return replace(entries[-1], label=counted(len(entries), "step"), changes=tuple(net.values()))


def _concerns(entry: JournalEntry) -> list[tuple[str, str, str]]:
    return sorted(records.touched(change.key for change in entry.changes))
