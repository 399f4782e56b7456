"""A tariff book under any order of changes: never two versions in force, each cancel true, no number used twice."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.schedules import FilingOutcome, FilingStage, TariffFiling
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.versions import AT_THE_COMMISSION, DraftPlace, DraftWanted, VersionState
from desktop_app.services.tariff_book import changes, entries, filings
from desktop_app.services.tariff_book.as_of import book_on
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from tests.support.tariff_company import RATES, TODAY, new_tariff_book, schedule

SHEETS = st.sampled_from(["1", "2", "5A"])
WANTED = st.builds(
    DraftWanted,
    st.sampled_from([None, *DraftPlace]),
    st.sampled_from([-1, -1, 0, 1, 2]),
    worded=st.booleans(),
    again=st.sampled_from([None, True, False]),
)
DAYS = st.integers(0, 120).map(lambda days: TODAY + timedelta(days=days))


class TariffBook(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.tariff_book = new_tariff_book()
        self.id = schedule(self.tariff_book).id
        entry = self.tariff_book.file.workspace.next_undo()
        self.begun = "" if entry is None else entry.label

    def filings(self, *stages: FilingStage) -> Sequence[TariffFiling]:
        return [filing for filing in self.tariff_book.filings() if filing.stage in stages]

    @rule(sheet=SHEETS)
    def add(self, sheet: str) -> None:
        with suppress(UserError):
            changes.add_sheet(self.tariff_book, self.id, sheet, text=RATES)

    @rule(sheet=SHEETS, day=DAYS, revision=st.integers(0, 4))
    def enter(self, sheet: str, day: date, revision: int) -> None:
        with suppress(UserError):
            enter_sheet(self.tariff_book, self.id, EnteredSheet(sheet, revision, day, text=RATES))

    @rule(sheet=SHEETS, wanted=WANTED)
    def revise(self, sheet: str, wanted: DraftWanted) -> None:
        with suppress(UserError):
            changes.revise_sheets(self.tariff_book, self.id, [sheet], wanted=wanted)

    @rule(sheet=SHEETS, wanted=WANTED)
    def cancel(self, sheet: str, wanted: DraftWanted) -> None:
        with suppress(UserError):
            changes.cancel(self.tariff_book, self.id, [sheet], wanted=wanted)

    @rule(sheet=SHEETS, number=SHEETS)
    def renumber(self, sheet: str, number: str) -> None:
        with suppress(UserError):
            changes.renumber(self.tariff_book, self.id, sheet, number)

    @rule(sheet=SHEETS)
    def drop(self, sheet: str) -> None:
        with suppress(UserError):
            changes.drop_draft(self.tariff_book, self.id, sheet)

    @rule()
    def adopt(self) -> None:
        with suppress(UserError):
            changes.adopt(self.tariff_book, self.id, "Old Oaks Water Company", TODAY)

    @rule()
    def replace_schedule(self) -> None:
        with suppress(UserError):
            if len(self.tariff_book.schedules()) == 1:
                changes.replace_schedule(self.tariff_book, self.id)

    @rule(sheet=SHEETS, outcome=st.sampled_from([None, *FilingOutcome]), day=DAYS, wanted=WANTED)
    def change_and_file(self, sheet: str, outcome: FilingOutcome | None, day: date, wanted: DraftWanted) -> None:
        """The whole way of a change; with an outcome the commission decides at once."""
        with suppress(UserError):
            changes.add_sheet(self.tariff_book, self.id, sheet, text=RATES)
        with suppress(UserError):
            changes.revise_sheets(self.tariff_book, self.id, [sheet], wanted=wanted)
        with suppress(UserError):
            filing = filings.begin_tariff_filing(self.tariff_book, self.id, [sheet])
            filings.change_tariff_filing(self.tariff_book, replace(filing, summary="Rates change."))
            filings.file_it(self.tariff_book, filing.id)
            if outcome is not None:
                filings.record_outcome(self.tariff_book, filing.id, filings.CommissionDecision(outcome, day))

    @rule(outcome=st.sampled_from(FilingOutcome), day=DAYS, number=st.integers(0, 3))
    def decide(self, outcome: FilingOutcome, day: date, number: int) -> None:
        waiting = self.filings(FilingStage.FILED, FilingStage.SUSPENDED)
        if waiting:
            with suppress(UserError):
                filings.record_outcome(
                    self.tariff_book, waiting[number % len(waiting)].id, filings.CommissionDecision(outcome, day)
                )

    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _ in range(times):
            entry = self.tariff_book.file.workspace.next_undo()
            if entry is not None and entry.label != self.begun:
                self.tariff_book.file.undo()

    @rule()
    def redo(self) -> None:
        with suppress(UserError):
            self.tariff_book.file.redo()

    @invariant()
    def at_most_one_version_is_in_force_on_any_day(self) -> None:
        for chain in self.chains():
            days = [version.effective for version in chain.approved]
            assert len(set(days)) == len(days)
            for day in days:
                assert day is not None
                current = chain.in_force(day)
                assert current is None or current.effective == day

    @invariant()
    def each_cancel_names_what_it_replaced(self) -> None:
        for chain in self.chains():
            filed = [version for version in chain.approved if not version.entered]
            for version in filed:
                at = chain.approved.index(version)
                before = chain.approved[at - 1].revision if at else None
                assert version.cancels == before

    @invariant()
    def no_number_is_used_twice(self) -> None:
        for chain in self.chains():
            revisions = [version.revision for version in chain.versions]
            assert len(set(revisions)) == len(revisions)
            dead = [
                version.revision
                for version in chain.versions
                if version.state in {VersionState.REJECTED, VersionState.WITHDRAWN}
            ]
            if chain.draft is not None:
                assert all(chain.draft.revision > number for number in dead)

    @invariant()
    def what_is_in_force_or_waits_bears_a_number_of_its_own(self) -> None:
        """Only what was refused or replaced may share its number with another version."""
        gone = {VersionState.REJECTED, VersionState.WITHDRAWN, VersionState.REPLACED}
        for chain in self.chains():
            alive = [one for one in chain.versions if one.state not in gone and one.state is not VersionState.DRAFT]
            assert len({one.number for one in alive}) == len(alive)
            draft = chain.draft
            if draft is not None and draft.substitutes < 0:
                assert draft.number not in {one.number for one in alive}
            assert entries.chain_from_json(entries.chain_to_json(chain)) == chain

    @invariant()
    def a_filing_and_its_sheets_agree(self) -> None:
        for filing in self.tariff_book.filings():
            waits = [
                self.tariff_book.chain(filing.schedule, part.sheet).version(part.revision).state in AT_THE_COMMISSION
                for part in filing.parts
            ]
            assert any(waits) == (filing.stage in {FilingStage.FILED, FilingStage.SUSPENDED})

    @invariant()
    def the_book_of_any_day_can_be_read(self) -> None:
        book_on(self.tariff_book, self.id, TODAY)

    def chains(self) -> tuple[SheetHistory, ...]:
        return self.tariff_book.chains(self.id)


TestTariffBook = TariffBook.TestCase
# Shrinking a run of forty changes takes minutes; the run itself tells enough.
TestTariffBook.settings = settings(max_examples=20, stateful_step_count=30, phases=[Phase.explicit, Phase.generate])
