"""Where the balances of a company's books stand in a form. Written in the form's data, next to its schedules."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.values import Place


class LedgerSide(StrEnum):
    """The side of the ledger on which an account normally stands."""

    DEBIT = "debit"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class LedgerLines:
    """Lines that show balances of the books.

    `at` names them as an expression does (``w2/*/amount``); `side` is that of an account without "Less". Where the
    cell is computed, its balance is reached through the column `rises`, and what is less than nothing there through
    `falls`, which the formula subtracts. A computed cell with neither is only compared with the books. `called` stands
    before the lines' own titles in the names of such accounts, `words` are other names of them. `either`: such accounts
    may have a balance on the other side. `account` is the id of the account whose number the books give them.
    """

    at: str
    side: LedgerSide
    rises: str = ""
    falls: str = ""
    called: str = ""
    words: tuple[str, ...] = ()
    either: bool = False
    account: str = ""


@dataclass(frozen=True, slots=True)
class FormLedger:
    """All ledger lines of a form, with the words by which accounts are known in other books.

    `words` goes from an account's id, or else a role, to its usual names; `utilities` from a utility to the words
    that tell its accounts from those of another; `abbreviations` from a short word to what it stands for, `sections`
    from a kind of account (`SectionKind`) to what files call it. `balance` is the cell at which books out of
    balance are told. `doubts` holds, as "names", names of accounts that fit several lines, and as "words", words that
    make money one that is set aside for something.
    """

    lines: tuple[LedgerLines, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    utilities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    balance: Place | None = None
    doubts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
