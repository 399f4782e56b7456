"""The ways in which a table can be read as a trial balance, each tested; one that passes alone is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from desktop_app.domain.dates import short_date
from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.money import shown
from desktop_app.domain.problems import UserError
from desktop_app.pagespec.worksheets import column_letters
from desktop_app.services.ports import SpreadsheetTable, TableFile
from desktop_app.services.trial_balance.amount_units import refuse_other_units
from desktop_app.services.trial_balance.book_rows import read_books
from desktop_app.services.trial_balance.books import BadBooks, LedgerBalances
from desktop_app.services.trial_balance.column_choice import (
    Candidate,
    ColumnContents,
    OtherList,
    candidates,
    refuse_income_statement,
    refuse_other_lists,
    refuse_unreadable,
)
from desktop_app.services.trial_balance.columns import BalanceColumns
from desktop_app.services.trial_balance.heading_words import Part
from desktop_app.services.trial_balance.headings import Headings, read_headings
from desktop_app.services.trial_balance.leanings import leaning_of
from desktop_app.services.trial_balance.unsigned_balances import lack_signs
from desktop_app.services.trial_balance.watched import WorkReport, unwatched

AGAINST, MOSTLY, MOST_READINGS, SAMPLE = 3, 0.75, 12, 500


class NoColumns(UserError):
    """The table cannot be read as a trial balance without being told where what stands."""


@dataclass(frozen=True, slots=True)
class BooksPeriod:
    """The time whose closing balances are looked for, and whether the report only opens with them."""

    begin: date
    end: date
    opening: bool = False

    @property
    def report_year(self) -> int:
        """The year of the report itself."""
        return self.end.year + self.opening


@dataclass(frozen=True)
class Reading:
    """One way to read a table, with what speaks for and against it."""

    table: SpreadsheetTable
    candidate: Candidate
    period: BooksPeriod
    headings: Headings
    report: WorkReport = field(default=unwatched, compare=False)

    @property
    def columns(self) -> BalanceColumns:
        """Where what stands."""
        return self.candidate.columns

    @cached_property
    def outcome(self) -> LedgerBalances | BadBooks:
        """The books by this reading, or why it is none."""
        try:
            refuse_other_units(self.table, self.columns)
            return read_books(self.table, self.columns, self.report)
        except BadBooks as refusal:
            return refusal

    @property
    def books(self) -> LedgerBalances:
        """The books by this reading. Raises BadBooks."""
        if isinstance(self.outcome, BadBooks):
            raise self.outcome
        return self.outcome

    @cached_property
    def against(self) -> tuple[str, ...]:
        """What speaks against the reading, as sentences; nothing for one that passes."""
        if isinstance(self.outcome, BadBooks):
            return (str(self.outcome),)
        return tuple(self._against(self.outcome))

    @property
    def day(self) -> date | None:
        """The day of these balances, by the column's own heading or else by the title."""
        return self.candidate.day or self.headings.day

    @cached_property
    def other_time(self) -> str:
        """A sentence if the headings name another year or day than the one looked for."""
        years = self.candidate.years or self.headings.years
        wanted = f"the report needs those of {short_date(self.period.end)}"
        if years and self.period.end.year not in years:
            named = ", ".join(map(str, sorted(years)))
            return f"The headings name {named}; {wanted}."
        day = self.day
        if day is not None and day != self.period.end and day.year == self.period.end.year:
            return f"The headings say these are balances of {short_date(day)}; {wanted}."
        return ""

    @property
    def sentence(self) -> str:
        """Where what was read, in one sentence."""
        columns = self.columns
        names = ["number", "name"] if len(columns.accounts) == 2 and self.candidate.numbered else ["account"]  # noqa: PLR2004
        parts = [f"sheet {self.table.name}"] if self.table.name else []
        accounts = [column_letters(column) for column in columns.accounts]
        parts += (
            [f"{name} in {letters}" for name, letters in zip(names, accounts, strict=True)]
            if len(names) == len(accounts)
            else [f"account in {', '.join(accounts)}"]
        )
        part = f"{self.candidate.part.value} " if self.candidate.part is not Part.PLAIN else ""
        for name in ("debit", "credit", "balance", "flag"):
            column = getattr(columns, name)
            if column is not None:
                label = "Dr or Cr" if name == "flag" else f"{part}{name}"
                parts.append(f"{label} in {column_letters(column)}")
        if self.candidate.label:
            parts.append(f"'{self.candidate.label}'")
        if columns.reverse:
            parts.append("credits shown as positive numbers")
        if self.day is not None:
            parts.append(f"as of {short_date(self.day)}")
        elif years := self.candidate.years or self.headings.years:
            parts.append(f"of {', '.join(map(str, sorted(years)))}")
        return f"Read: {', '.join(parts)}."

    def _against(self, books: LedgerBalances) -> Iterator[str]:
        if self.other_time:
            yield self.other_time
        if not any(line.amount for line in books.lines):
            yield "No account has a balance."
        if books.out_of_balance:
            yield f"Debits and credits differ by {shown(abs(books.out_of_balance), 2)}."
        for item in books.differences:
            yield (
                f"Row {item.row} '{item.text}' prints {shown(item.printed, 2)} in column {item.column}; the accounts "
                f"come to {shown(item.reckoned, 2)}."
            )
        if books.second:
            yield (
                f"Row {books.second} begins more accounts below a whole trial balance: the sheet seems to hold "
                "several, and they would be added together."
            )
        if self.unsigned:
            yield (
                "No liability, equity or revenue has a minus sign, so they would be debits. Export the trial balance "
                "with a column of debits and one of credits."
            )
        if self.turned:
            yield "Assets and expenses would be credits, liabilities and revenue debits."

    @cached_property
    def unsigned(self) -> bool:
        """Whether credits in one column of balances have no sign, so that the sum says nothing."""
        if isinstance(self.outcome, BadBooks) or self.columns.balance is None or self.columns.flag is not None:
            return False
        books = self.outcome
        return bool(books.out_of_balance) and not self.columns.reverse and lack_signs(books.lines)

    @cached_property
    def turned(self) -> bool:
        """Whether most accounts of a known kind stand on the wrong side."""
        if isinstance(self.outcome, BadBooks) or self.outcome.natural:
            return False
        some = self.outcome.lines[:: max(1, len(self.outcome.lines) // SAMPLE)]
        leaning = [(line.amount, leaning_of(line)) for line in some if line.amount]
        known = [(amount > 0) == (lean > 0) for amount, lean in leaning if lean]
        wrong = known.count(False)
        return wrong >= AGAINST and wrong > MOSTLY * len(known)


@dataclass(frozen=True)
class FoundReadings:
    """All readings of a sheet. `chosen` is the one that passes alone, or whose columns nothing else competes with."""

    table: SpreadsheetTable
    readings: tuple[Reading, ...]
    chosen: Reading | None
    remarks: tuple[str, ...] = ()

    @property
    def question(self) -> str:
        """Why a person must choose."""
        if self.chosen is not None:
            return ""
        if len({reading.table.name for reading in self.readings}) > 1:
            return "Several sheets hold a trial balance. Choose the one with the closing balances of the report."
        passing = sum(not reading.against for reading in self.readings)
        if passing > 1:
            return "The table can be read in more than one way. Choose which columns hold the closing balances."
        return "No reading of the table passes every test. Choose which columns hold the closing balances."


class UnsureColumns(NoColumns):
    """The table can be read in several ways, or none of them passes; each is listed with its columns."""

    def __init__(self, found: FoundReadings) -> None:
        self.found = found
        lines = [found.question]
        for reading in found.readings[:MOST_READINGS]:
            sheet = f' --sheet "{reading.table.name}"' if reading.table.name else ""
            doubts = " ".join(reading.against) or "Passes."
            lines.append(f"  --columns {reading.columns.written()}{sheet}\n    {reading.sentence} {doubts}")
        super().__init__("\n".join(lines))


def choose_reading(
    file: TableFile, period: BooksPeriod, name: str = "", report: WorkReport = unwatched
) -> FoundReadings:
    """The readings of the sheet of that name, or of the first sheet in sight that holds a trial balance.

    Where several sheets hold one, and neither their names nor their titles tell which is meant, none is chosen.
    Raises NoColumns where no sheet is one, saying what was looked for, BadBooks for a cell that cannot be read,
    OtherList.
    """
    found: list[FoundReadings] = []
    refusals: list[UserError] = []
    for table in visible_sheets(file, name):
        try:
            found.append(find_readings(table, period, report))
        except (NoColumns, BadBooks, OtherList) as error:
            refusals.append(error)
    if not found:
        raise refusals[0] if refusals else NoColumns(f"{file.name} contains no table.")
    sure = [one for one in found if one.chosen is not None]
    passing = [one for one in sure if one.chosen is not None and not one.chosen.against]
    several = _distinct([one.chosen for one in (passing or sure) if one.chosen is not None])
    best = (passing or sure or found)[0]
    said = tuple(f"Not read: {error}" for error in refusals if isinstance(error, BadBooks))
    if len(several) > 1:
        return FoundReadings(best.table, tuple(several), None, said)
    return replace(best, remarks=(*_beside(file, best.table), *said))


def visible_sheets(file: TableFile, name: str = "") -> list[SpreadsheetTable]:
    """The sheet of that name, or all in sight. Raises NoColumns for a sheet that is not there."""
    sheets = [table for table in file.tables if table.name == name or (not name and not table.hidden and table.rows)]
    if not sheets:
        known = ", ".join(f"'{table.name}'" for table in file.tables if table.name)
        advice = f"Sheets: {known}" if known else "It has no sheets, so leave the name of the sheet out"
        raise NoColumns(f"There is no sheet '{name}' in {file.name}. {advice}.")
    return sheets


def find_readings(table: SpreadsheetTable, period: BooksPeriod, report: WorkReport = unwatched) -> FoundReadings:
    """Every reading of a table, and the one to take if it is sure. Raises NoColumns, BadBooks."""
    headings = read_headings(table)
    contents = ColumnContents(table, headings)
    refuse_other_lists(table, contents)
    every = [
        Reading(table, candidate, period, headings, report) for candidate in candidates(contents, period.report_year)
    ]
    if not every:
        refuse_income_statement(table)
        refuse_unreadable(table, headings)
        where = f"Sheet '{table.name}'" if table.name else "The file"
        raise NoColumns(
            f"{where} has no columns headed Debit and Credit, or Balance, beside a column of accounts. Choose the "
            "columns yourself, or export the trial balance again with its headings."
        )
    every = _without_movements(every)
    fitting = _fitting(every, period)
    turned = list(map(_turned_right, fitting))
    passing = _distinct([reading for reading in turned if not reading.against])
    chosen = passing[0] if len(passing) == 1 else None
    if not passing and len(turned) == 1:
        chosen = _alone(turned[0])
    others = [reading for reading in every if reading not in fitting]
    return FoundReadings(table, (*(passing or turned), *others), chosen)


def given_reading(
    table: SpreadsheetTable, columns: BalanceColumns, period: BooksPeriod, report: WorkReport = unwatched
) -> Reading:
    """The reading with the columns that a person chose."""
    headings = replace(read_headings(table), years=frozenset(), day=None)
    return Reading(table, Candidate(columns), period, headings, report)


def _alone(reading: Reading) -> Reading | None:
    """The only reading that the headings allow: out of balance or not, its columns are sure, unless of another time."""
    if isinstance(reading.outcome, BadBooks):
        raise reading.outcome
    if (
        reading.books.second
        or reading.other_time
        or reading.turned
        or reading.unsigned
        or reading.candidate.guessed
        or not any(line.amount for line in reading.books.lines)
    ):
        return None
    return reading


def _fitting(every: Sequence[Reading], period: BooksPeriod) -> list[Reading]:
    """The readings that the headings make likeliest: the closing balance, of the right year."""
    year = period.end.year
    parts = [Part.CLOSING, Part.PLAIN]
    dated = [reading for reading in every if year in reading.candidate.years and reading.candidate.part in parts]
    undated = [reading for reading in every if not reading.candidate.years and reading.candidate.part in parts]
    likely = dated or undated or [reading for reading in every if reading.candidate.part in parts]
    if dated and undated and any(reading.candidate.part is Part.CLOSING for reading in undated):
        likely = [*dated, *undated]
    for part in parts:
        found = [reading for reading in likely if reading.candidate.part is part]
        if found:
            return found
    return []


def _without_movements(every: Sequence[Reading]) -> list[Reading]:
    """The readings, those of a movement called so: the opening balance and it are the closing one for each account."""
    openings = [_balances(reading) for reading in every if reading.candidate.part is Part.OPENING]
    closings = [reading for reading in every if reading.candidate.part in (Part.CLOSING, Part.PLAIN)]
    if not openings or len(closings) <= 1:
        return list(every)
    told = [(reading, _balances(reading)) for reading in closings]
    moved = [
        reading
        for reading, movement in told
        for opening in openings
        for _, closing in told
        if opening and movement and _added(opening, movement) == closing
    ]
    return [
        replace(reading, candidate=replace(reading.candidate, part=Part.MOVEMENT)) if reading in moved else reading
        for reading in every
    ]


def _balances(reading: Reading) -> dict[str, Decimal]:
    """The balance of each account that has one, by its key; nothing for a reading that is none."""
    lines = () if isinstance(reading.outcome, BadBooks) else reading.outcome.lines
    return _added({}, *({line.key: line.amount} for line in lines))


def _added(*balances: Mapping[str, Decimal]) -> dict[str, Decimal]:
    total: dict[str, Decimal] = {}
    for some in balances:
        for key, amount in some.items():
            total[key] = total.get(key, Decimal(0)) + amount
    return {key: amount for key, amount in total.items() if amount}


def _turned_right(reading: Reading) -> Reading:
    """The reading with its signs turned, where only then most accounts stand on their side, or the books balance."""
    columns = reading.columns
    if columns.debit is not None and not isinstance(reading.outcome, BadBooks) and reading.books.out_of_balance:
        other = _with(reading, minus_credits=True)
        if not isinstance(other.outcome, BadBooks) and other.books.balances:
            return other
    if reading.turned:
        if columns.balance is not None:
            return _with(reading, reverse=not columns.reverse)
        if reading.candidate.guessed:
            return _with(reading, debit=columns.credit, credit=columns.debit)
    return reading


def _with(reading: Reading, **changes: bool | int | None) -> Reading:
    columns = replace(reading.columns, **changes)  # type: ignore[arg-type]
    return replace(reading, candidate=replace(reading.candidate, columns=columns))


def _distinct(passing: Sequence[Reading]) -> list[Reading]:
    """Those of the readings that give different balances."""
    if len(passing) <= 1:
        return list(passing)
    found: dict[tuple[tuple[str, Decimal], ...], Reading] = {}
    for reading in passing:
        found.setdefault(tuple((line.key, line.amount) for line in reading.books.lines if line.amount), reading)
    return list(found.values())


def _beside(file: TableFile, table: SpreadsheetTable) -> tuple[str, ...]:
    others = [
        f"'{other.name}'{' (hidden)' if other.hidden else ''}"
        for other in file.tables
        if other is not table and other.rows
    ]
    return (f"Other sheets of {file.name} were not read: {', '.join(others)}.",) if others else ()
