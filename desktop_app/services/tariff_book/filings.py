"""Tariff filings: gathering drafts, filing them, and recording what the commission did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import Severity, UserError
from desktop_app.domain.tariffs.naming import SUPPLEMENT
from desktop_app.domain.tariffs.schedules import FiledPart, FilingOutcome, FilingStage, NoticeKind, TariffFiling
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.domain.tariffs.versions import AT_THE_COMMISSION, VersionState
from desktop_app.domain.values import Json
from desktop_app.rulebook.holidays import next_business_day
from desktop_app.services.company.company_file import EditOutcome
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.filing_checks import filing_problems
from desktop_app.services.tariff_book.filing_dates import usual_days
from desktop_app.services.tariff_book.framing import printed_frame
from desktop_app.services.tariff_book.paper_sheets import first_heading, kept_text
from desktop_app.services.tariff_book.superseding import NO_BASIS, redline_basis
from desktop_app.services.tariff_book.tariff_book import TariffBook


class CannotFileTariff(UserError):
    """The filing is not ready, or not in the state for it; the sentence says what stands in the way."""


def begin_tariff_filing(
    tariff_book: TariffBook, schedule_id: str, sheets: Sequence[str] = (), purpose: str = "", *, mailed: bool = False
) -> TariffFiling:
    """Gathers drafts of one schedule into a filing: those named, or all that belong to none yet.

    It is at the commission today, or if it is `mailed`, on the next business day, with the notice read strictly.

    Raises CannotFileTariff.
    """
    schedule = tariff_book.schedule(schedule_id)
    chains = [tariff_book.chain(schedule_id, name) for name in sheets] or [
        chain for chain in tariff_book.chains(schedule_id) if chain.draft is not None and not chain.draft.filing
    ]
    for chain in chains:
        if chain.draft is None or chain.draft.filing:
            where = (
                f"It belongs to {chain.draft.filing}" if chain.draft is not None else "Revise, add or cancel it first"
            )
            raise CannotFileTariff(f"Sheet {chain.number} has no draft to be gathered. {where}.")
    if not chains:
        raise CannotFileTariff("There is no draft to file. Revise, add or cancel a sheet first.")
    today = tariff_book.file.clock.today()
    stem = f"{schedule_id}-{today.year}-"
    number = 1 + max((int(f.id.removeprefix(stem)) for f in tariff_book.filings() if f.id.startswith(stem)), default=0)
    filing = TariffFiling(
        id=f"{stem}{number}",
        schedule=schedule_id,
        purpose=purpose,
        parts=_parts(chains),
        issued=today,
        received=today,
    )
    rules = tariff_book.rules(schedule)
    earliest = rules.period(NoticeKind.STATUTORY, today, today).earliest
    received, effective = today, next_business_day(rules.rules, earliest)
    if mailed:
        received, effective = usual_days(rules, today, NoticeKind.STATUTORY)
    filing = replace(filing, received=received, effective=effective)
    changes = {entries.tariff_filing_key(filing.id): entries.filing_to_json(filing)}
    for chain in chains:
        changes |= _with_filing(schedule_id, chain, filing.id)
    tariff_book.file.edit(COMPANY, f"Tariff filing {filing.id}", changes)
    return filing


def _parts(chains: Sequence[SheetHistory]) -> tuple[FiledPart, ...]:
    return tuple(FiledPart(chain.number.key, chain.draft.revision) for chain in chains if chain.draft is not None)


def _with_filing(schedule_id: str, chain: SheetHistory, filing: str) -> dict[str, Json]:
    if chain.draft is None:
        return {}
    changed = chain.changed(replace(chain.draft, filing=filing))
    return {entries.tariff_sheet_key(schedule_id, chain.number.key): entries.chain_to_json(changed)}


def gather(tariff_book: TariffBook, filing_id: str, sheets: Sequence[str]) -> EditOutcome | None:
    """Makes the filing carry exactly the drafts of these sheets. Raises CannotFileTariff, NoSuchSheet."""
    filing = _preparing(tariff_book, filing_id)
    wanted = [tariff_book.chain(filing.schedule, name) for name in dict.fromkeys(sheets)]
    changes: dict[str, Json] = {}
    for part in filing.parts:
        changes |= _with_filing(filing.schedule, tariff_book.chain(filing.schedule, part.sheet), "")
    for chain in wanted:
        if chain.draft is None or chain.draft.filing not in {"", filing_id}:
            raise CannotFileTariff(f"Sheet {chain.number} has no draft that this filing could carry.")
        changes |= _with_filing(filing.schedule, chain, filing_id)
    changes[entries.tariff_filing_key(filing_id)] = entries.filing_to_json(replace(filing, parts=_parts(wanted)))
    return tariff_book.file.edit(COMPANY, f"Sheets of tariff filing {filing_id}", changes)


def change_tariff_filing(tariff_book: TariffBook, filing: TariffFiling) -> EditOutcome | None:
    """Keeps the particulars of a filing that is being prepared: dates, notice, purpose, summary.

    Raises CannotFileTariff.
    """
    _preparing(tariff_book, filing.id)
    key = entries.tariff_filing_key(filing.id)
    return tariff_book.file.edit(COMPANY, f"Tariff filing {filing.id}", {key: entries.filing_to_json(filing)})


def drop(tariff_book: TariffBook, filing_id: str) -> EditOutcome | None:
    """Deletes a filing that was never filed, with its supporting papers; its drafts stay. Raises CannotFileTariff."""
    filing = _preparing(tariff_book, filing_id)
    changes: dict[str, Json] = {entries.tariff_filing_key(filing_id): None, entries.packet_key(filing_id): None}
    changes |= dict.fromkeys(tariff_book.file.workspace.under(entries.support_key(filing_id, "")))
    for part in filing.parts:
        changes |= _with_filing(filing.schedule, tariff_book.chain(filing.schedule, part.sheet), "")
    return tariff_book.file.edit(COMPANY, f"Tariff filing {filing_id} discarded", changes)


def file_it(tariff_book: TariffBook, filing_id: str) -> TariffFiling:
    """Marks the filing as filed: from now on its sheets cannot be changed.

    Raises CannotFileTariff while a stop stands against it.
    """
    filing = _preparing(tariff_book, filing_id)
    stops = [problem for problem in filing_problems(tariff_book, filing) if problem.severity is Severity.STOP]
    if stops:
        more = f" ({len(stops) - 1} more to resolve.)" if len(stops) > 1 else ""
        raise CannotFileTariff(f"{stops[0].sentence}{more}")
    if filing.issued is None or filing.effective is None:
        raise CannotFileTariff("The filing needs its date of issue and its effective date.")
    changes: dict[str, Json] = {}
    chains: dict[str, SheetHistory] = {}
    schedule = tariff_book.schedule(filing.schedule)
    worn = schedule.dress(tariff_book.file.profile().full_name)
    for part in filing.parts:
        chain = tariff_book.chain(filing.schedule, part.sheet)
        text = tariff_book.text(filing.schedule, chain, chain.draft)
        draft = chain.version(part.revision)
        dress = replace(worn, frame=printed_frame(tariff_book, schedule, chain, draft, read_text(text)))
        filed = chain.filed(filing.issued, filing.effective, kept_text(tariff_book, text), dress)
        basis = redline_basis(tariff_book, filing.schedule, chain, draft)
        kept = NO_BASIS if basis is None else basis.basis
        version = replace(filed.version(part.revision), expires=filing.expires, basis=kept)
        filed = replace(filed.changed(version), title=chain.title or first_heading(text))
        changes[entries.tariff_sheet_key(filing.schedule, part.sheet)] = entries.chain_to_json(filed)
        changes[entries.text_key(filing.schedule, part.sheet)] = None
        chains[part.sheet] = filed
    changes |= _filings_substituted(tariff_book, filing, chains)
    done = replace(filing, stage=FilingStage.FILED)
    changes[entries.tariff_filing_key(filing_id)] = entries.filing_to_json(done)
    tariff_book.file.edit(COMPANY, f"Tariff filing {filing_id} filed", changes)
    return done


def _filings_substituted(
    tariff_book: TariffBook, filing: TariffFiling, chains: Mapping[str, SheetHistory]
) -> Iterator[tuple[str, Json]]:
    """The filings whose sheets this one replaces by substitutes, as they are then."""
    gone = {(sheet, version.substitutes) for sheet, chain in chains.items() for version in chain.versions}
    for other in tariff_book.filings(filing.schedule):
        waits = other.stage in {FilingStage.FILED, FilingStage.SUSPENDED}
        if waits and any((part.sheet, part.revision) in gone for part in other.parts):
            left = []
            for part in other.parts:
                chain = chains.get(part.sheet) or tariff_book.chain(filing.schedule, part.sheet)
                left.append(chain.version(part.revision).state)
            stage = _stage(left)
            words = (other.outcome, f"replaced by {filing.id}" if stage is FilingStage.CLOSED else "")
            changed = replace(other, stage=stage, outcome="; ".join(filter(None, words)))
            yield entries.tariff_filing_key(other.id), entries.filing_to_json(changed)


@dataclass(frozen=True, slots=True)
class CommissionDecision:
    """What the commission (or, for a withdrawal, the company) did with a filing.

    `on` is the day of taking effect, or to which it is suspended. `sheets` are those concerned, all if empty.
    """

    outcome: FilingOutcome
    on: date | None = None
    sheets: tuple[str, ...] = ()
    case: str = ""
    tracking: str = ""
    words: str = ""


def record_outcome(tariff_book: TariffBook, filing_id: str, decision: CommissionDecision) -> TariffFiling:
    """Records what became of a filing; the book follows. Raises CannotFileTariff, NotPossible."""
    filing = tariff_book.filing(filing_id)
    if filing.stage not in {FilingStage.FILED, FilingStage.SUSPENDED}:
        raise CannotFileTariff(f"Tariff filing {filing_id} is {filing.stage.value}, not before the commission.")
    keys = {" ".join(name.casefold().split()) for name in decision.sheets} or {part.sheet for part in filing.parts}
    strange = keys - {part.sheet for part in filing.parts}
    if strange:
        raise CannotFileTariff(f"Tariff filing {filing_id} does not carry sheet {min(strange)}.")
    day = decision.on or filing.effective
    if day is None or (decision.outcome is FilingOutcome.SUSPENDED and decision.on is None):
        raise CannotFileTariff("Say the day: when it took effect, or to which day it is suspended.")
    if decision.on is not None and filing.received is not None and decision.on < filing.received:
        there = f"The commission has had this filing since {long_date(filing.received)}"
        raise CannotFileTariff(
            f"{there}; it decided nothing about it for {long_date(day)}. Check the day and the year."
        )
    changes: dict[str, Json] = {}
    chains: dict[str, SheetHistory] = {}
    for part in filing.parts:
        chain = tariff_book.chain(filing.schedule, part.sheet)
        waits = chain.version(part.revision).state in AT_THE_COMMISSION
        if part.sheet in keys and waits:
            chain = _decided(chain, part.revision, decision.outcome, day)
            changes[entries.tariff_sheet_key(filing.schedule, part.sheet)] = entries.chain_to_json(chain)
        chains[part.sheet] = chain
    left = [chains[part.sheet].version(part.revision).state for part in filing.parts]
    done = replace(
        filing,
        stage=_stage(left),
        case=decision.case or filing.case,
        tracking=decision.tracking or filing.tracking,
        outcome=decision.words or decision.outcome.value,
        suspended_until=day if decision.outcome is FilingOutcome.SUSPENDED else filing.suspended_until,
        effective_actual=day if decision.outcome is FilingOutcome.APPROVED else filing.effective_actual,
    )
    changes[entries.tariff_filing_key(filing_id)] = entries.filing_to_json(done)
    if decision.outcome is FilingOutcome.APPROVED:
        changes |= _replaced_schedule(tariff_book, filing.schedule, day)
        if any(chain.number.key == SUPPLEMENT.key and chain.approved[-1].canceling for chain in chains.values()):
            ended = replace(tariff_book.schedule(filing.schedule), canceled_on=day)
            changes[entries.schedule_key(ended.id)] = entries.schedule_to_json(ended)
    tariff_book.file.edit(COMPANY, f"Tariff filing {filing_id}: {decision.outcome.value}", changes)
    return done


def _decided(chain: SheetHistory, revision: int, outcome: FilingOutcome, day: date) -> SheetHistory:
    if outcome is FilingOutcome.APPROVED:
        return chain.came_into_force(revision, day)
    if outcome is FilingOutcome.SUSPENDED:
        return chain.held(revision)
    return chain.refused(revision) if outcome is FilingOutcome.REJECTED else chain.taken_back(revision)


def _stage(left: Sequence[VersionState]) -> FilingStage:
    if VersionState.FILED in left:
        return FilingStage.FILED
    return FilingStage.SUSPENDED if VersionState.SUSPENDED in left else FilingStage.CLOSED


def _replaced_schedule(tariff_book: TariffBook, schedule_id: str, day: date) -> dict[str, Json]:
    """The old schedule is canceled on the day on which its successor takes effect."""
    new = tariff_book.schedule(schedule_id)
    for old in tariff_book.schedules():
        if new.replaces and old.utility == new.utility and old.number == new.replaces and old.canceled_on is None:
            return {entries.schedule_key(old.id): entries.schedule_to_json(replace(old, canceled_on=day))}
    return {}


def _preparing(tariff_book: TariffBook, filing_id: str) -> TariffFiling:
    filing = tariff_book.filing(filing_id)
    if filing.stage is not FilingStage.PREPARING:
        raise CannotFileTariff(f"Tariff filing {filing_id} is {filing.stage.value}; it can no longer be changed.")
    return filing
