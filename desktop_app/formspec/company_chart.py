"""What a company changed in its charts of accounts, and the charts and balances that come of it.

Every account keeps its id and its roles, so that ties and sums follow it whatever it is called and numbered. The
changes of a year hold for the filings of that year and after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.values import Json, Place, Value
from desktop_app.formspec.definition import Account, CellType, ChartOfAccounts
from desktop_app.formspec.sheet import FormLayout

OWN = "own"
# The year of an account that a company never had.
ALWAYS = 1
# A balance is carried in these; rates and words are not added up.
_CARRIED = frozenset({CellType.MONEY, CellType.COUNT, CellType.QUANTITY})


@dataclass(frozen=True, slots=True)
class AccountEdit:
    """What a company changed about one account; an empty part leaves the list as it is.

    `utility` names the chart ("" for what all utilities keep), `section` makes it an account of the company's own, with
    `roles` and `contra`. From the year `retired` on the account is no more, and its balance goes to the account `into`.
    `source` says from where the change was taken over.
    """

    utility: str
    id: str
    number: str = ""
    title: str = ""
    section: str = ""
    roles: frozenset[str] = frozenset()
    contra: bool = False
    retired: int = 0
    into: str = ""
    source: str = ""

    def retired_in(self, year: int) -> bool:
        """Whether the account is no more in the year."""
        return bool(self.retired) and self.retired <= year

    def to_json(self) -> Json:
        """The change without what is empty; `edit_from_json` is the inverse."""
        data: dict[str, Json] = {"number": self.number, "title": self.title, "section": self.section, "into": self.into}
        data |= {"roles": list[Json](sorted(self.roles)), "contra": self.contra, "retired": self.retired}
        data["source"] = self.source
        return {name: value for name, value in data.items() if value}


@dataclass(frozen=True, slots=True)
class ChartPreset:
    """Changes of a chart that belong together and that a company may take over, with where they come from."""

    id: str
    title: str
    source: str
    edits: tuple[AccountEdit, ...]


def edit_from_json(utility: str, account: str, data: Json) -> AccountEdit:
    """The change that `AccountEdit.to_json` wrote.

    Raises ValueError when the data are not those of a change.
    """
    if not isinstance(data, dict):
        raise ValueError(f"The change of account {account} is not a table.")
    roles, retired = data.get("roles", []), data.get("retired", 0)
    if not isinstance(roles, list) or not isinstance(retired, int):
        raise ValueError(f"The change of account {account} has no list of roles or no year.")
    texts = {name: str(data.get(name, "")) for name in ("number", "title", "section", "into", "source")}
    return AccountEdit(
        utility,
        account,
        **texts,
        roles=frozenset(str(role) for role in roles),
        contra=bool(data.get("contra")),
        retired=retired,
    )


def edited(charts: Sequence[ChartOfAccounts], edits: Sequence[AccountEdit], year: int) -> tuple[ChartOfAccounts, ...]:
    """The charts of a year as the company keeps them; its own accounts stand behind those of their section."""
    return tuple(_chart(chart, [edit for edit in edits if edit.utility == chart.utility], year) for chart in charts)


def _chart(chart: ChartOfAccounts, edits: Sequence[AccountEdit], year: int) -> ChartOfAccounts:
    if not edits:
        return chart
    changed = {edit.id: edit for edit in edits}
    kept = [
        _account(account, changed.get(account.id))
        for account in chart.accounts
        if account.id not in changed or not changed[account.id].retired_in(year)
    ]
    own = [_own(edit) for edit in edits if edit.section in chart.sections and not edit.retired_in(year)]
    return replace(chart, accounts=(*kept, *own))


def _account(account: Account, edit: AccountEdit | None) -> Account:
    if edit is None or not (edit.number or edit.title):
        return account
    return replace(account, number=edit.number or account.number, title=edit.title or account.title, confidence=OWN)


def _own(edit: AccountEdit) -> Account:
    return Account(edit.id, edit.number, edit.title, edit.section, edit.roles, edit.contra, OWN)


def carried_balances(
    values: Mapping[Place, Value], sheet: FormLayout, edits: Iterable[AccountEdit], year: int
) -> Mapping[Place, Value]:
    """The values of an earlier filing, with balances of accounts retired since on the accounts that took them over."""
    into = {(edit.utility, edit.id): edit.into for edit in edits if edit.retired_in(year) and edit.into}
    if not into:
        return values
    found = dict(values)
    for place, value in values.items():
        schedule = sheet.schedules.get(place.schedule)
        target = into.get((schedule.definition.utility, place.line)) if schedule is not None else None
        if target is not None:
            del found[place]
            moved = place._replace(line=target)
            joined = joined_balance(found.get(moved), value, sheet.cells[place].type)
            if joined is not None:
                found[moved] = joined
    return found


def joined_balance(there: Value | None, moved: Value, kind: CellType) -> Value | None:
    """What stands on an account after another one was carried to it: amounts add up, rates and words do not move."""
    if kind not in _CARRIED or not isinstance(moved, Decimal):
        return there
    return moved + there if isinstance(there, Decimal) else moved
