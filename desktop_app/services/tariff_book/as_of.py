"""The book as of a day: which version of every sheet is in force, what is coming, and what is wrong with the chains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.tariffs.designations import designation
from desktop_app.domain.tariffs.schedules import FilingStage, TariffFiling, TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.versions import SheetVersion, VersionStanding, VersionState
from desktop_app.services.tariff_book.tariff_book import TariffBook

CHAINS = "the book's own arithmetic"


@dataclass(frozen=True, slots=True)
class SheetOn:
    """A sheet on a day: the version in force, those that are filed or approved for later, and the draft."""

    chain: SheetHistory
    in_force: SheetVersion | None
    coming: tuple[SheetVersion, ...]
    draft: SheetVersion | None


@dataclass(frozen=True)
class BookOn:
    """A schedule on a day, with what was found wrong with it."""

    schedule: TariffSchedule
    day: date
    sheets: tuple[SheetOn, ...]
    findings: tuple[Problem, ...]

    @property
    def in_force(self) -> tuple[SheetOn, ...]:
        """The sheets that are in force."""
        return tuple(sheet for sheet in self.sheets if sheet.in_force is not None)


def unchecked_book(tariff_book: TariffBook, schedule_id: str, day: date, most: int | None = None) -> BookOn:
    """The schedule as of the day, or its first sheets, without looking for what is wrong. Raises NoTariffSchedule."""
    schedule = tariff_book.schedule(schedule_id)
    return BookOn(
        schedule, day, tuple(_on(chain, schedule, day) for chain in tariff_book.chains(schedule_id, most)), ()
    )


def book_on(tariff_book: TariffBook, schedule_id: str, day: date) -> BookOn:
    """The schedule as of the day. Raises NoTariffSchedule."""
    found = unchecked_book(tariff_book, schedule_id, day)
    schedule, chains = found.schedule, [sheet.chain for sheet in found.sheets]
    findings = (*_chain_findings(schedule, chains, day), *_waiting(schedule, tariff_book.filings(schedule_id), day))
    return replace(found, findings=findings)


def _on(chain: SheetHistory, schedule: TariffSchedule, day: date) -> SheetOn:
    over = schedule.canceled_on is not None and schedule.canceled_on <= day
    return SheetOn(chain, None if over else chain.in_force(day), chain.coming(day), chain.draft)


def _chain_findings(schedule: TariffSchedule, chains: Sequence[SheetHistory], day: date) -> Iterator[Problem]:
    for chain in chains:
        yield from _overlaps(schedule, chain)
        yield from _broken(schedule, chain)
        yield from _stranded(schedule, chain)
        yield from _gaps(schedule, chain, day)
    yield from _missing_numbers(schedule, chains)


def _overlaps(schedule: TariffSchedule, chain: SheetHistory) -> Iterator[Problem]:
    for first, second in pairwise(chain.approved):
        if first.effective is not None and first.effective == second.effective:
            names = " and ".join(version.name(schedule.style) for version in (first, second))
            yield _finding(
                "T01", Severity.STOP, schedule, chain, f"{names} both take effect on {long_date(first.effective)}."
            )


def _broken(schedule: TariffSchedule, chain: SheetHistory) -> Iterator[Problem]:
    before: SheetVersion | None = None
    for version in chain.approved:
        expected = None if before is None else before.revision
        if before is None and version.cancels is not None:
            name = version.name(schedule.style)
            kept = any(known.revision == version.cancels for known in chain.versions)
            words = "never took effect" if kept else "is not in this book"
            old = chain.designated(version.cancels, schedule.style)
            yield _finding("T02", Severity.NOTE, schedule, chain, f"{name} cancels {old}, which {words}.")
        elif version.cancels != expected:
            name = version.name(schedule.style)
            old = "nothing" if version.cancels is None else chain.designated(version.cancels, schedule.style)
            real = "nothing" if expected is None else chain.designated(expected, schedule.style)
            sentence = f"{name} says that it cancels {old}, but it replaced {real}. The chain is broken."
            yield _finding("T03", Severity.STOP, schedule, chain, sentence)
        before = version


def _stranded(schedule: TariffSchedule, chain: SheetHistory) -> Iterator[Problem]:
    """What waits at the commission and names a version that it could not replace any longer."""
    last, waiting = chain.approved[-1] if chain.approved else None, {version.revision for version in chain.pending}
    for version in chain.pending:
        if version.cancels not in waiting and not chain.could_follow(version, last):
            named = "nothing" if version.cancels is None else chain.designated(version.cancels, schedule.style)
            there = "nothing" if last is None else last.name(schedule.style)
            sentence = (
                f"{version.name(schedule.style)} says that it cancels {named}, but what it would replace now is "
                f"{there}. It cannot take effect: withdraw it and file the sheet again."
            )
            yield _finding("T11", Severity.EXPLAIN, schedule, chain, sentence)


def _gaps(schedule: TariffSchedule, chain: SheetHistory, day: date) -> Iterator[Problem]:
    used = sorted({version.number for version in chain.versions})
    skipped = [number for first, second in pairwise(used) for number in range(first + 1, second)]
    if skipped:
        names = ", ".join(designation(number, schedule.style) for number in skipped[:4])
        more = " and more" if len(skipped) > 4 else ""  # noqa: PLR2004 - enough names for a sentence
        yield _finding("T04", Severity.NOTE, schedule, chain, f"The book does not contain {names}{more}.")
    last = chain.approved[-1] if chain.approved else None
    if last is not None and last.expires is not None and last.expires < day:
        sentence = f"It expired on {long_date(last.expires)}; nothing follows it."
        yield _finding("T05", Severity.NOTE, schedule, chain, sentence)
    for version in chain.approved:
        if version.proposed is not None and version.effective is not None and version.proposed != version.effective:
            name = version.name(schedule.style)
            printed, real = long_date(version.proposed), long_date(version.effective)
            sentence = f"{name} shows {printed} as its effective date; it took effect on {real}."
            yield _finding("T06", Severity.NOTE, schedule, chain, sentence)
        if version.entered and version.dress is not None and not version.dress.issuer.name:
            name = version.name(schedule.style)
            sentence = f"{name} does not say who issued it. Correct what was entered: the line at its foot is blank."
            yield _finding("T10", Severity.NOTE, schedule, chain, sentence)
        if sentence := late_issue_words(schedule, version):
            yield _finding("T12", Severity.NOTE, schedule, chain, sentence)
        if not version.text and not version.scan:
            name = version.name(schedule.style)
            yield _finding("T07", Severity.NOTE, schedule, chain, f"{name} has neither a text nor a scanned page.")


def late_issue_words(schedule: TariffSchedule, version: SheetVersion) -> str:
    """What is asked of a version that was issued after it took effect; nothing of another."""
    if version.issued is None or version.effective is None or version.issued <= version.effective:
        return ""
    name, issued = version.name(schedule.style), long_date(version.issued)
    return (
        f"{name} was issued on {issued}, after it took effect on {long_date(version.effective)}. "
        "Compare the two dates with the paper, and correct what was entered."
    )


def _missing_numbers(schedule: TariffSchedule, chains: Sequence[SheetHistory]) -> Iterator[Problem]:
    numbers = sorted({int(chain.number.key) for chain in chains if chain.number.key.isdecimal()})
    for first, second in pairwise(numbers):
        if second > first + 1:
            between = f"{first + 1}" if second == first + 2 else f"{first + 1} to {second - 1}"
            sentence = f"Sheet {between} is missing between sheets {first} and {second}."
            yield Problem("T08", Severity.NOTE, f"tariff/{schedule.id}", sentence, CHAINS)


def _waiting(schedule: TariffSchedule, filings: Sequence[TariffFiling], day: date) -> Iterator[Problem]:
    for filing in filings:
        until = filing.suspended_until if filing.stage is FilingStage.SUSPENDED else filing.effective
        if filing.stage in {FilingStage.FILED, FilingStage.SUSPENDED} and until is not None and until <= day:
            what = "its suspension ran to" if filing.stage is FilingStage.SUSPENDED else "it was to take effect on"
            sentence = (
                f"Tariff filing {filing.id}: {what} {long_date(until)}. Record the outcome: approved, approved "
                "for another day, suspended, rejected or withdrawn."
            )
            yield Problem("T09", Severity.EXPLAIN, f"tariff/{schedule.id}/{filing.id}", sentence, CHAINS)


def _finding(name: str, severity: Severity, schedule: TariffSchedule, chain: SheetHistory, sentence: str) -> Problem:
    return Problem(
        name, severity, f"tariff/{schedule.id}/{chain.number.key}", f"Sheet {chain.number}: {sentence}", CHAINS
    )


def state_words(chain: SheetHistory, version: SheetVersion, day: date, schedule: TariffSchedule) -> str:
    """What a version is on a day, in words for a list: "effective since May 1, 2026"."""
    if schedule.canceled_on is not None and schedule.canceled_on <= day and version.state is VersionState.APPROVED:
        return f"canceled with the schedule on {long_date(schedule.canceled_on)}"
    standing = chain.standing(version, day)
    if version.effective is not None and standing in {VersionStanding.EFFECTIVE, VersionStanding.CANCELED}:
        return f"{standing.value} since {long_date(version.effective)}"
    if version.effective is not None and standing is VersionStanding.COMING:
        return f"approved for {long_date(version.effective)}"
    if version.proposed is not None and standing in {VersionStanding.FILED, VersionStanding.SUSPENDED}:
        return f"{standing.value}, proposed for {long_date(version.proposed)}"
    return standing.value
