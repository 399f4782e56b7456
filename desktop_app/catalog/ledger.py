"""Reads where the balances of a company's books stand in a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop_app.catalog.names import Names
from desktop_app.catalog.table import TomlTable
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.values import place_of
from desktop_app.formspec.expressions import CellReference, ExpressionError, parse
from desktop_app.formspec.ledger import FormLedger, LedgerLines, LedgerSide


@dataclass
class LedgerParts:
    """The ledger as far as its parts are read, with the table that each entry came from."""

    lines: list[tuple[LedgerLines, TomlTable]] = field(default_factory=list)
    words: list[tuple[str, tuple[str, ...], TomlTable]] = field(default_factory=list)
    utilities: dict[str, tuple[str, ...]] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    sections: dict[str, tuple[str, ...]] = field(default_factory=dict)
    doubts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    balance: list[tuple[LedgerLines, TomlTable]] = field(default_factory=list)

    def add(self, part: TomlTable) -> None:
        """Takes in what one part says. Raises CatalogError."""
        for table in part.tables("ledger"):
            self.lines.append((_read(table), table))
            table.close()
        for _, written, table in _words(part.table("ledger_abbreviations")):
            for pair in written:
                short, equals, whole = pair.partition("=")
                if not (short and equals and whole):
                    raise table.trouble("ledger_abbreviations", f"reads '{pair}'; write short=whole words.")
                self.abbreviations[short] = whole
        self.sections |= {name: words for name, words, _ in _words(part.table("ledger_sections"))}
        self.doubts |= {name: words for name, words, _ in _words(part.table("ledger_doubts"))}
        balance = part.table("ledger_balance")
        if balance is not None:
            self.balance.append((LedgerLines(balance.text("at"), LedgerSide.CREDIT), balance))
        self.words += list(_words(part.table("ledger_words")))
        self.utilities |= {name: words for name, words, _ in _words(part.table("ledger_utilities"))}

    def ledger(self, names: Names) -> FormLedger:
        """The whole ledger, every name in it followed to its place. Raises CatalogError."""
        for lines, table in self.lines:
            _refuse_dangling(lines, table, names)
        known = {name for schedule in names.values() for name in (*schedule.roles, *schedule.lines)}
        for name, _, table in self.words:
            if name not in known:
                raise table.unknown(name, name, "role or account", known)
        words = {name: words for name, words, _ in self.words}
        balance = self.balance[-1] if self.balance else None
        if balance is not None:
            _refuse_dangling(*balance, names)
        return FormLedger(
            tuple(lines for lines, _ in self.lines),
            words,
            dict(self.utilities),
            dict(self.abbreviations),
            dict(self.sections),
            place_of(balance[0].at) if balance else None,
            dict(self.doubts),
        )


def _read(table: TomlTable) -> LedgerLines:
    return LedgerLines(
        at=table.text("at"),
        side=table.one_of("side", LedgerSide),
        rises=table.ident("rises", ""),
        falls=table.ident("falls", ""),
        called=table.text("called", ""),
        words=table.texts("words"),
        either=table.flag("either"),
        account=table.ident("account", ""),
    )


def _words(table: TomlTable | None) -> Iterator[tuple[str, tuple[str, ...], TomlTable]]:
    if table is not None:
        for name in table.names():
            yield name, table.texts(name), table


def _refuse_dangling(lines: LedgerLines, table: TomlTable, names: Names) -> None:
    try:
        ref = parse(lines.at)
    except ExpressionError as error:
        raise table.trouble("at", str(error)) from None
    if not isinstance(ref, CellReference) or ref.scope or "." in (ref.schedule, ref.line, ref.column):
        raise table.trouble("at", f"reads '{lines.at}'; write schedule/lines/column, like w2/*/amount.")
    schedule = names.get(ref.schedule)
    if schedule is None:
        raise table.unknown("at", ref.schedule, "schedule", names)
    for key, column in (("at", ref.column), ("rises", lines.rises), ("falls", lines.falls)):
        if column and column not in schedule.columns:
            raise table.unknown(key, column, "column", schedule.columns)
    _refuse_lines(ref, table, schedule.sections, schedule.roles, schedule.lines)


def _refuse_lines(
    ref: CellReference,
    table: TomlTable,
    sections: Mapping[str, set[str]],
    roles: Mapping[str, set[str]],
    lines: Mapping[str, object],
) -> None:
    kind, _, name = ref.line.rpartition(":")
    known: Mapping[str, object] = {"section": sections, "role": roles}.get(kind, lines)
    if ref.line != "*" and name not in known:
        raise table.unknown("at", name, kind or "line", known)
