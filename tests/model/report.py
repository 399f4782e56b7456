"""One annual report as somebody would fill it in by hand: its boxes, and the accounts of the books."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tests.model.amounts import Amount, added, rounded

Box = tuple[str, str, str]
YEAR_ENDS = ("begin", "end")
SERVICES = {"water": "w", "sewer": "s", "heating": "h"}

# Accounts whose balance is opposite to that of their group: they are written as positive amounts and taken off.
OPPOSITE = frozenset(
    {
        "accumulated_depreciation",
        "accumulated_amortization",
        "acquisition_amortization",
        "nonutility_depreciation",
        "uncollectible_provision",
        "stock_discount",
        "stock_expense",
        "reacquired_stock",
        "reacquired_bonds",
        "contributions_amortization",
        "deferred_tax_credit",
        "investment_credits_restored",
        "merchandising_costs",
        "own_gas_credit",
        "refund_provision",
        "nonutility_expenses",
        "other_deferred_tax_credit",
        "nonoperating_credits_restored",
        "debt_premium_amortization",
        "extraordinary_deductions",
        "extraordinary_taxes",
        "administrative_transferred",
        "duplicate_charges",
        "pumping_transferred",
        "steam_transferred",
    }
)
# Land lasts, and what is not built cannot wear out: neither is depreciated.
NOT_DEPRECIATED = frozenset({"land", "organization", "franchises", "other_intangible_plant"})


@dataclass(frozen=True)
class OneAccount:
    """An account of the books: the service it belongs to ("" for all) and its group."""

    id: str
    service: str
    group: str

    @property
    def depreciated(self) -> bool:
        """Whether plant of this account is written off over the years."""
        return self.id not in NOT_DEPRECIATED and not self.id.startswith("land_")


@dataclass
class Report:
    """The boxes. `written` are typed amounts, `over` amounts typed over worked out ones, `rows` the lines that grow.

    `shown` is what the finished report shows; working through the pages fills it.
    """

    services: tuple[str, ...]
    accounts: tuple[OneAccount, ...]
    written: Mapping[Box, Decimal]
    over: Mapping[Box, Decimal] = field(default_factory=dict)
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    last_year: Mapping[Box, Decimal] = field(default_factory=dict)
    corporation: bool = True
    shown: dict[Box, Decimal] = field(default_factory=dict)
    worked_out: set[Box] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.shown = dict(self.written)

    @property
    def letters(self) -> list[str]:
        """The letters of the pages of the company's services."""
        return [SERVICES[service] for service in self.services]

    def get(self, schedule: str, line: str, column: str = "answer") -> Amount:
        """What the box shows."""
        return self.shown.get((schedule, line, column))

    def each(self, schedule: str, lines: Iterable[str], column: str = "answer") -> list[Amount]:
        """What the boxes of these lines show."""
        return [self.get(schedule, line, column) for line in lines]

    def put(self, schedule: str, line: str, column: str, amount: Amount, decimals: int = 0) -> None:
        """Writes what was worked out, unless something else was typed over it."""
        box = (schedule, line, column)
        self.worked_out.add(box)
        shown = self.over.get(box, rounded(amount, decimals))
        if shown is not None:
            self.shown[box] = shown

    def group(self, service: str, *starts: str) -> list[str]:
        """The accounts of a service whose group's name begins so."""
        return [
            account.id for account in self.accounts if account.service == service and account.group.startswith(starts)
        ]

    def groups(self, service: str, start: str) -> list[str]:
        """The groups of a service's accounts whose names begin so."""
        found = [account.group for account in self.accounts if account.service == service]
        return list(dict.fromkeys(group for group in found if group.startswith(start)))

    def column(self, schedule: str, lines: Iterable[str], column: str) -> Amount:
        """The column added up: what is opposite is taken off."""
        return added(*(_signed(line, self.get(schedule, line, column)) for line in lines))

    def total(self, schedule: str, line: str, lines: Iterable[str], columns: Mapping[str, int]) -> None:
        """A total line: each of the columns, with its digits after the point, added up."""
        for column, decimals in columns.items():
            self.put(schedule, line, column, self.column(schedule, lines, column), decimals)


def _signed(line: str, amount: Amount) -> Amount:
    return -amount if amount is not None and line in OPPOSITE else amount
