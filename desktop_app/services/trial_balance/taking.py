"""Taking a trial balance into a filing: first what would change, then all of it as one step of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.money import rounded, shown
from desktop_app.domain.problems import UserError
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Json, Place, Value, value_to_json
from desktop_app.formspec.answers import Answers, ValueSource, rows_answer
from desktop_app.formspec.definition import CellSpec
from desktop_app.formspec.evaluation import FilingValues, calculate
from desktop_app.formspec.ledger_cells import NEW_ROW, opening_cells
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EditOutcome, EvaluatedFiling
from desktop_app.services.trial_balance.balancing import imbalance_sentences
from desktop_app.services.trial_balance.basis import ImportBasis
from desktop_app.services.trial_balance.books import BookLine, LedgerBalances
from desktop_app.services.trial_balance.mapping import IGNORED, BalanceTarget, BalanceTargets
from desktop_app.services.trial_balance.memory import memory_entries
from desktop_app.services.trial_balance.outcome import BalanceChange, BalancePreview, ComputedComparison
from desktop_app.services.trial_balance.unsigned_balances import least_difference
from desktop_app.services.trial_balance.watched import WorkReport, unwatched, watched

FROM, FROM_LAST_YEAR = "Trial balance ", "Last year's trial balance "
CENTS = 2


class NothingMapped(UserError):
    """No account of the trial balance belongs to a line yet."""

    def __init__(self) -> None:
        super().__init__("No account is mapped to a line of the report yet; say first where the accounts belong.")


def preview_balances(
    basis: ImportBasis,
    books: LedgerBalances,
    mapping: Mapping[str, str],
    *,
    name: str,
    opening: bool = False,
    reason: str = "",
    report: WorkReport = unwatched,
) -> BalancePreview:
    """What would change if the books were taken with this mapping (account key to place, or IGNORED).

    With `opening`, the balances are last year's closing ones: they go into the cells that open from last year.
    `reason` says why books that do not balance are imported; the filing then asks for an explanation.
    Raises NothingMapped.
    """
    return _Taking(basis, basis.book, books, dict(mapping), name, opening, reason, report).preview()


def take_balances(file: CompanyFile, found: BalancePreview) -> EditOutcome | None:
    """Does what the preview shows, as one step; None if nothing would change. Raises FilingIsFiled.

    Which lines were chosen is remembered as a step of its own before it, so that undoing the import keeps them.
    """
    matched = file.edit(found.filing, "Accounts matched to lines", found.memory)
    return file.edit(found.filing, "Trial balance imported", found.entries) or matched


@dataclass
class _Taking:
    """One taking in the making: the answers as they would be, cell by cell."""

    basis: ImportBasis
    book: EvaluatedFiling
    books: LedgerBalances
    mapping: dict[str, str]
    name: str
    opening: bool
    reason: str = ""
    report: WorkReport = unwatched
    calculation: FilingValues = field(init=False)
    known: BalanceTargets = field(init=False)
    opens: Mapping[Place, Place] = field(init=False)
    behind: dict[Place, tuple[BookLine, ...]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    rounding: Decimal = Decimal(0)
    told: dict[Place, str] = field(default_factory=dict)
    added: dict[Place, tuple[BalanceChange, Value]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.calculation = self.book.calculation
        self.known = self.basis.known
        self.opens = opening_cells(self.book.sheet)

    def preview(self) -> BalancePreview:
        """The whole preview."""
        by_target, unmapped, ignored = self._sorted()
        if not by_target and not ignored and not self.added:
            raise NothingMapped
        if self.opening:
            cells = self._opening_cells(by_target)
            comparisons = self._enter(cells)
            self._keep_closing()
        else:
            self._clear_former({target.place for target in by_target})
            cells = self._cells(by_target)
            comparisons = self._enter(cells)
        return BalancePreview(
            filing=self.book.filing.id,
            changes=(*self._changes(), *(change for change, _ in self.added.values())),
            comparisons=tuple(comparisons),
            unmapped=tuple(unmapped),
            ignored=tuple(ignored),
            remarks=tuple(self.remarks),
            rounding=self.rounding,
            entries=self._entries(cells),
            memory=self._memory(),
            imbalance=self._natural_imbalance(),
        )

    def _memory(self) -> dict[str, Json]:
        found = memory_entries(self.mapping, self.books.lines)
        return {key: data for key, data in found.items() if self.basis.entries.get(key) != data}

    def _natural_imbalance(self) -> Decimal:
        """By how much unsigned balances differ once each is on the side of its line, those without one on either."""
        if not self.books.natural:
            return Decimal(0)
        placed, loose = Decimal(0), []
        for line in self.books.lines:
            target = self.known.at(self.mapping.get(line.key, ""))
            if target is not None:
                placed += target.cell.sign * line.amount
            elif line.amount:
                loose.append(line.amount)
        return least_difference(placed, loose)

    def _sorted(self) -> tuple[dict[BalanceTarget, list[BookLine]], list[BookLine], list[BookLine]]:
        """The accounts by their target, those without one, and those left out on purpose."""
        by_target: dict[Place, list[BookLine]] = {}
        unmapped: list[BookLine] = []
        ignored: list[BookLine] = []
        for line in watched(self.books.lines, "Comparing with the report", self.report):
            chosen = self.mapping.get(line.key, "")
            target = self._target(line, chosen)
            if target is not None and target.place.line == NEW_ROW:
                self._add_row(line, target)
            elif target is not None:
                by_target.setdefault(target.place, []).append(line)
            elif chosen == IGNORED:
                ignored.append(line)
            elif line.amount:
                unmapped.append(line)
        return {self.known.by_place[place]: lines for place, lines in by_target.items()}, unmapped, ignored

    def _target(self, line: BookLine, chosen: str) -> BalanceTarget | None:
        """The line chosen; instead of a new row, the one that the account got in an earlier import."""
        target = self.known.at(chosen) if chosen and chosen != IGNORED else None
        if target is None or target.place.line != NEW_ROW:
            return target
        own = self.known.at(self.basis.memory.recall([line]).lines.get(line.key, ""))
        if own is None or own.place.schedule != target.place.schedule:
            return target
        self.mapping[line.key] = str(own.place)
        return own

    def _add_row(self, line: BookLine, target: BalanceTarget) -> None:
        """A row of its own for the account: its name in the first column, its balance as what was added in the year.

        With opening balances it stands in the column that opens from last year.
        """
        schedule = self.book.sheet.schedules[target.place.schedule]
        row = self.basis.new_id()
        sign = 1 if self.books.natural else target.cell.sign
        rises = target.cell.rises or target.place
        opens = [
            column.id
            for column in schedule.definition.columns
            if column.spec.carried.endswith("/./" + target.place.column)
        ]
        column = schedule.columns[opens[0] if self.opening and opens else rises.column]
        value = rounded(sign * line.amount, column.spec.decimals)
        self.rounding += value - sign * line.amount
        first = schedule.definition.columns[0]
        for cell, given in ((first, line.name or line.label), (column, value)):
            where = (
                f"page {schedule.definition.page}, new {schedule.definition.row_label.lower()}, {cell.label.lower()}"
            )
            change = BalanceChange(
                Place(target.place.schedule, row, cell.id), where, "", value_text(given, cell.spec), (line,)
            )
            self.added[change.place] = (change, given)
            self.behind[change.place] = (line,)
        self.mapping[line.key] = str(target.place._replace(line=row))

    def _cells(self, by_target: Mapping[BalanceTarget, list[BookLine]]) -> dict[Place, Decimal]:
        """For each cell the value that the books give it; amounts are rounded line by line."""
        found: dict[Place, Decimal] = {}
        for target, lines in by_target.items():
            sign = 1 if self.books.natural else target.cell.sign
            exact = sign * sum((line.amount for line in lines), Decimal(0))
            value = rounded(exact, self._spec(target.place).decimals)
            self.rounding += value - exact
            self.behind[target.place] = tuple(lines)
            found[target.place] = value
        return found

    def _enter(self, cells: Mapping[Place, Decimal]) -> list[ComputedComparison]:
        """Types the values, brings computed cells to theirs, and compares what nothing can bring there."""
        self._put({place: value for place, value in cells.items() if not self._spec(place).formula})
        found = [
            self._reach(place, self.known.by_place[place], value)
            for place, value in cells.items()
            if self._spec(place).formula
        ]
        return [item for item in found if item is not None]

    def _opening_cells(self, by_target: Mapping[BalanceTarget, list[BookLine]]) -> dict[Place, Decimal]:
        """For each cell that opens from last year, what last year's report would show with these books."""
        model = self.book.calculation.model
        nothing = calculate(model, Answers(rows=self.book.answers.rows))
        empty = replace(self.book, calculation=nothing)
        past = _Taking(self.basis, empty, self.books, {}, self.name, opening=False)
        past._enter(past._cells(by_target))
        self.rounding += past.rounding
        for target in by_target:
            ways = [way for way in (target.place, target.cell.rises, target.cell.falls) if way is not None]
            if not {*ways, *model.downstream(ways)} & self.opens.keys():
                words = ", ".join(line.label for line in by_target[target])
                behind = " The page that it is calculated from asks for its beginning of the year."
                more = behind if self._spec(target.place).formula else ""
                told = f"{sentence_start(target.where)} is not shown for last year, so it was left out ({words}).{more}"
                self.remarks.append(told)
        found: dict[Place, Decimal] = {}
        for closing, opening in self.opens.items():
            value = past.calculation.values.get(closing)
            if isinstance(value, Decimal) and value != nothing.values.get(closing) and not self._spec(opening).formula:
                found[opening] = value
                self.behind[opening] = past.behind.get(closing, ())
        return found

    def _keep_closing(self) -> None:
        """What an earlier import brought to its closing balance stays there when its beginning changes."""
        imported = former(self.book.answers)
        for target in self.known.by_place.values():
            cell, before = target.cell, self.book.calculation.values.get(target.place)
            now = self.calculation.values.get(target.place)
            ways = [way for way in (cell.rises, cell.falls) if way is not None]
            source = next((self.book.answers.sources[way].words for way in ways if way in imported), "")
            if source and isinstance(before, Decimal) and isinstance(now, Decimal) and before != now:
                self._move(cell.rises, cell.falls, before - now)
                self.told |= dict.fromkeys(ways, source)

    def _reach(self, place: Place, target: BalanceTarget, value: Decimal) -> ComputedComparison | None:
        """Brings a computed cell to the value through what moved in the year, or compares it."""
        cell = target.cell
        ways = () if self.opening else tuple(way for way in (cell.rises, cell.falls) if way is not None)
        now = self.calculation.values.get(place)
        computed = now if isinstance(now, Decimal) else Decimal(0)
        if ways and place not in self.book.answers.overrides:
            if value != computed and (now is None or self._opens_blank(place)):
                self.remarks.append(
                    f"{sentence_start(target.where)}: the beginning of the year is blank, so the whole balance counts "
                    "as moved in the year. Take last year's closing balances as opening balances first, or type them."
                )
            self._move(cell.rises, cell.falls, value - computed)
            after = self.calculation.values.get(place)
            computed = after if isinstance(after, Decimal) else Decimal(0)
            if computed == value:
                return None
        spec = self._spec(place)
        where = location(self.book.sheet, place)
        return ComputedComparison(
            place, where, shown(computed, spec.decimals), shown(value, spec.decimals), computed == value
        )

    def _opens_blank(self, place: Place) -> bool:
        begin = self.opens.get(place)
        return begin is not None and begin not in self.calculation.values

    def _move(self, rises: Place | None, falls: Place | None, by: Decimal) -> None:
        """Adds to what rose or to what fell; neither becomes less than nothing."""
        risen, fallen = self._amount(rises), self._amount(falls)
        if rises is None:
            self._put({falls: fallen - by} if falls is not None and fallen >= by else {})
        elif risen + by >= 0 or falls is None:
            self._put({rises: risen + by} if by else {})
        else:
            self._put({rises: Decimal(0), falls: fallen - (risen + by)})

    def _amount(self, place: Place | None) -> Decimal:
        value = None if place is None else self.calculation.values.get(place)
        return value if isinstance(value, Decimal) else Decimal(0)

    def _put(self, values: Mapping[Place, Value | None]) -> None:
        """Lays values over the answers as they would be."""
        merged = dict(self.calculation.answers.values)
        for place, value in values.items():
            if value is None:
                merged.pop(place, None)
            else:
                merged[place] = value
        answers: Answers = replace(self.calculation.answers, values=merged)
        self.calculation, _ = self.calculation.updated(answers, values)

    def _clear_former(self, now: set[Place]) -> None:
        """Takes out what an earlier trial balance put there and this one no longer has, unless it was changed since."""
        ways = {way for target in self.known.by_place.values() for way in (target.cell.rises, target.cell.falls)}
        for place in former(self.book.answers):
            if place not in now | ways and place in self.book.sheet.cells:
                self._put({place: None})
                self.remarks.append(
                    f"{sentence_start(location(self.book.sheet, place))} is no longer in the books and is cleared."
                )

    def _changes(self) -> list[BalanceChange]:
        before, after = self.book.answers.values, self.calculation.answers.values
        sheet = self.book.sheet
        places = [place for place in sheet.cells if before.get(place) != after.get(place)]
        return [
            BalanceChange(
                place,
                location(sheet, place),
                value_text(before.get(place), self._spec(place)),
                value_text(after.get(place), self._spec(place)),
                self._accounts(place),
            )
            for place in places
        ]

    def _accounts(self, place: Place) -> tuple[BookLine, ...]:
        if place in self.behind:
            return self.behind[place]
        whole = [target for target in self.known.by_place.values() if place in (target.cell.rises, target.cell.falls)]
        return next((self.behind[target.place] for target in whole if target.place in self.behind), ())

    def _entries(self, cells: Mapping[Place, Decimal]) -> dict[str, Json]:
        filing = self.book.filing.id
        before, after = self.book.answers.values, self.calculation.answers.values
        entries: dict[str, Json] = {
            records.answer_key(filing, place): value_to_json(after[place]) if place in after else None
            for place in self.book.sheet.cells
            if before.get(place) != after.get(place)
        }
        entries.update(
            {records.answer_key(filing, place): value_to_json(value) for place, (_, value) in self.added.items()}
        )
        for schedule in {place.schedule for place in self.added}:
            new = dict.fromkeys(place.line for place in self.added if place.schedule == schedule)
            entries[records.rows_key(filing, schedule)] = [*self.book.sheet.schedules[schedule].rows, *new]
            entries[records.answer_key(filing, rows_answer(schedule))] = None
        start = FROM_LAST_YEAR if self.opening else FROM
        for place, value in self._entered(cells).items():
            words = (
                self.told.get(place)
                or f"{start}{self.name}: {', '.join(map(_told, self._accounts(place))) or 'from several accounts'}"
            )
            entries[records.source_key(filing, place)] = records.source_to_json(ValueSource(value, words))
        entries.update(self._doubt())
        if not self.opening:
            entries.update(self._booked(cells))
        return {key: data for key, data in entries.items() if self.basis.entries.get(key) != data}

    def _booked(self, cells: Mapping[Place, Decimal]) -> dict[str, Json]:
        """What the books say of each computed cell, for as long as these books are the last imported."""
        filing, words = self.book.filing.id, f"{FROM}{self.name}".strip()
        words = f"{words[0].lower()}{words[1:]}"
        entries: dict[str, Json] = {records.books_key(filing, place): None for place in self.book.answers.books}
        for place, value in cells.items():
            if self._spec(place).formula:
                entries[records.books_key(filing, place)] = records.source_to_json(ValueSource(value, words))
        return entries

    def _doubt(self) -> dict[str, Json]:
        """What the filing asks to be explained: books out of balance, until those that balance are imported."""
        place = self.book.sheet.form.ledger.balance
        if place is None or self.opening:
            return {}
        key = records.doubt_key(self.book.filing.id, place)
        if self.books.balances:
            return {key: None}
        words = f"the trial balance {self.name} does not balance; it was imported for this reason: {self.reason}"
        differences = " ".join(imbalance_sentences(self.books))
        return {key: f"{words}. {differences} Explain the difference, or import books that balance."}

    def _entered(self, cells: Mapping[Place, Decimal]) -> dict[Place, Value]:
        """The cells that now hold what the books say, typed or reached, with their values."""
        before, after = self.book.answers.values, self.calculation.answers.values
        found: dict[Place, Value] = {place: value for place, value in cells.items() if not self._spec(place).formula}
        found |= {place: value for place, value in after.items() if before.get(place) != value}
        found |= {place: value for place, (_, value) in self.added.items()}
        return {place: value for place, value in found.items() if isinstance(value, Decimal)}

    def _spec(self, place: Place) -> CellSpec:
        return self.book.sheet.cells[place]


def former(answers: Answers) -> dict[Place, Value]:
    """What the last trial balance put into the filing and nobody changed since, by cell."""
    return {
        place: source.value
        for place, source in answers.sources.items()
        if source.words.startswith(FROM) and answers.values.get(place) == source.value
    }


def _told(line: BookLine) -> str:
    return f"{line.label} {shown(line.amount, CENTS)}"
