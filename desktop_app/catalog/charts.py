"""Reads the charts of accounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.catalog.chart_choice import ANY
from desktop_app.catalog.table import TomlTable, only_once, read_table
from desktop_app.catalog.trouble import CatalogError
from desktop_app.domain.late_dataclasses import replace
from desktop_app.formspec.company_chart import AccountEdit, ChartPreset
from desktop_app.formspec.definition import Account, ChartOfAccounts

FOLDER = "accounts"
PRESETS = "presets"


def read_chart(path: Path) -> ChartOfAccounts:
    """The chart in one file of ``forms/accounts``: its own, or ``like`` another one whose numbers nobody verified.

    Raises CatalogError.
    """
    table = read_table(path.parent.parent, path.parent.name, path.name)
    like, confidence = table.ident("like", ""), table.text("confidence", "")
    model = read_chart(path.with_stem(like)) if like else None
    sections = table.named_texts("sections") if model is None else dict(model.sections)
    accounts = _accounts(table, sections) if model is None else model.accounts
    chart = ChartOfAccounts(
        system=table.ident("system"),
        utility=table.ident("utility", ""),
        title=table.text("title"),
        accounts=tuple(replace(account, confidence=confidence or account.confidence) for account in accounts),
        sections=sections,
        source=table.text("source"),
    )
    table.close()
    expected = f"{chart.system}_{chart.utility}" if chart.utility else chart.system
    if path.stem != expected:
        raise table.trouble("system", f"and 'utility' make this the chart {expected}; name the file {expected}.toml.")
    return chart


def all_charts(forms: Path) -> tuple[ChartOfAccounts, ...]:
    """Every chart.

    Raises CatalogError, also for an account id that two charts of one company would share.
    """
    charts = tuple(read_chart(path) for path in sorted((forms / FOLDER).glob("*.toml")))
    for chart in charts:
        systems = (chart.system, ANY) if chart.system != ANY else tuple(other.system for other in charts)
        _refuse_doubles(chart, [other for other in charts if other.system in systems and not other.utility])
    return charts


def _accounts(table: TomlTable, sections: dict[str, str]) -> tuple[Account, ...]:
    ids: dict[str, TomlTable] = {}
    numbers: dict[str, TomlTable] = {}
    accounts = []
    for item in table.tables("account"):
        account = Account(
            id=item.ident("id"),
            number=item.text("number", ""),
            title=item.text("title"),
            section=item.ident("section"),
            roles=frozenset(item.texts("roles")),
            contra=item.flag("contra"),
            confidence=item.text("confidence"),
        )
        item.close()
        if account.section not in sections:
            raise item.unknown("section", account.section, "section", sections)
        only_once(ids, account.id, item)
        if account.number and account.number in numbers:
            other = numbers[account.number].path
            raise item.trouble("number", f"{account.number} was given already at {other}. Keep one of them.")
        ids[account.id] = numbers[account.number] = item
        accounts.append(account)
    return tuple(accounts)


def _refuse_doubles(chart: ChartOfAccounts, shared: Sequence[ChartOfAccounts]) -> None:
    for other in shared:
        doubled = {account.id for account in chart.accounts} & {account.id for account in other.accounts}
        if doubled and other is not chart:
            name = min(doubled)
            raise CatalogError(
                f"{FOLDER}/{chart.system}_{chart.utility}.toml",
                f"account.{name}.id",
                f"'{name}' was given already in {FOLDER}/{other.system}.toml. Choose another name.",
            )


def read_presets(forms: Path, charts: Sequence[ChartOfAccounts]) -> tuple[ChartPreset, ...]:
    """Every set of changes under ``forms/accounts/presets``.

    Raises CatalogError, also for a change of an account or section that no chart of its utility has.
    """
    return tuple(_preset(forms, path, charts) for path in sorted((forms / FOLDER / PRESETS).glob("*.toml")))


def _preset(forms: Path, path: Path, charts: Sequence[ChartOfAccounts]) -> ChartPreset:
    table = read_table(forms, FOLDER, PRESETS, path.name)
    utility = table.ident("utility", "")
    own = [chart for chart in charts if chart.utility == utility]
    preset = ChartPreset(path.stem, table.text("title"), table.text("source"), tuple(_edits(table, utility, own)))
    table.close()
    return preset


def _edits(table: TomlTable, utility: str, charts: Sequence[ChartOfAccounts]) -> Iterator[AccountEdit]:
    known = {account.id for chart in charts for account in chart.accounts}
    for item in table.tables("account"):
        edit = AccountEdit(
            utility,
            item.ident("id"),
            number=item.text("number", ""),
            title=item.text("title", ""),
            section=item.ident("section", ""),
            roles=frozenset(item.texts("roles")),
            retired=item.whole("retired", 0),
            into=item.ident("into", ""),
        )
        item.close()
        if edit.section:
            known.add(edit.id)
        if edit.id not in known:
            raise item.unknown("id", edit.id, "account", known)
        if edit.section and not any(edit.section in chart.sections for chart in charts):
            raise item.trouble("section", f"'{edit.section}' is in no chart of {utility or 'all utilities'}.")
        yield edit
