"""The company's own chart of accounts: numbering, naming, adding and retiring accounts, each as one step to undo.

What the company changes holds for its open filings; a filed filing keeps the chart that it was filed with. Nothing is
tied to a number: an account keeps its id and its roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from desktop_app.domain.filings import COMPANY, Filing, FilingState
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place, Value, value_to_json
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.company_chart import ALWAYS, AccountEdit, edited, joined_balance
from desktop_app.formspec.definition import Account, AccountLines, ChartOfAccounts, FormDefinition
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EditOutcome, EvaluatedFiling
from desktop_app.services.company.report_forms import keeps_accounts
from desktop_app.services.filings.annual_report import FORM

MOST_LETTERS = 100
_NUMBER = late_pattern(r"[0-9A-Za-z][0-9A-Za-z.\-]{0,11}")
_SERVICES = {"": "all services", "shared": "several services together"}


class BadAccount(UserError):
    """The chart cannot be changed as asked."""


@dataclass(frozen=True)
class ChartLine:
    """An account of the company's chart.

    `listed` is the account as the list of its system has it, None for one of the company's own; `edit` what the company
    changed. `section` is the heading of its section in words.
    """

    utility: str
    section: str
    account: Account
    listed: Account | None
    edit: AccountEdit | None

    @property
    def state(self) -> str:
        """What the company did to it and from where it took that, or how sure the list is of it."""
        source = "" if self.edit is None else self.edit.source
        return f"{self._state}. {source}" if source else self._state

    @property
    def _state(self) -> str:
        if self.edit is not None and self.edit.retired:
            return f"Retired from {self.edit.retired}" if self.edit.retired > ALWAYS else "Replaced"
        if self.listed is None:
            return "The company's own"
        if self.edit is not None:
            return "Changed by the company"
        return "Unverified" if self.account.confidence == "unverified" else "As listed"


NO_CHART = (
    "The accounts listed here belong to reports of water, sewer, steam, gas and telephone companies. Your reports go "
    "on the commission's own form, which lists its accounts itself: there is nothing to set up here."
)


def service_words(utility: str) -> str:
    """Which service an account is for, in words."""
    return _SERVICES.get(utility, utility)


def charts_of(file: CompanyFile) -> tuple[ChartOfAccounts, ...]:
    """The lists of accounts that the company's system and services give it, before it changed anything."""
    profile = file.profile()
    return file.library.charts(profile.system, profile.utilities)


def has_chart(file: CompanyFile) -> bool:
    """Whether a service of the company has a list of accounts here; a company without services may yet have one."""
    utilities = file.profile().utilities
    return not utilities or any(chart.utility in utilities for chart in charts_of(file))


def concerned_lines(file: CompanyFile) -> tuple[ChartLine, ...]:
    """The accounts that concern the company: all; where no service of it has a list here, those that it changed."""
    listed = lines(file)
    return listed if has_chart(file) else tuple(line for line in listed if line.edit is not None)


def lines(file: CompanyFile) -> tuple[ChartLine, ...]:
    """Every account that the company has or had, in the order of the charts."""
    listed = charts_of(file)
    edits = {(edit.utility, edit.id): edit for edit in file.account_edits()}
    known = {(chart.utility, account.id): account for chart in listed for account in chart.accounts}
    return tuple(
        ChartLine(
            chart.utility,
            chart.sections[section],
            account,
            known.get((chart.utility, account.id)),
            edits.get((chart.utility, account.id)),
        )
        for chart in edited(listed, [*edits.values()], 0)
        for section in chart.sections
        for account in chart.accounts
        if account.section == section
    )


def find_account(file: CompanyFile, utility: str, account: str) -> ChartLine:
    """An account of the company's chart. Raises BadAccount."""
    for line in lines(file):
        if (line.utility, line.account.id) == (utility, account):
            return line
    raise BadAccount(f"There is no account '{account}' for {service_words(utility)}. The list of accounts names all.")


def change_account(
    file: CompanyFile, utility: str, account: str, *, number: str = "", title: str = ""
) -> EditOutcome | None:
    """Gives an account another number or title; an empty one stays. Raises BadAccount."""
    line = find_account(file, utility, account)
    number, title = number.strip(), title.strip()
    must_fit_chart(file, line, number, title)
    edit = line.edit or AccountEdit(utility, account)
    new = replace(edit, number=number or edit.number, title=title or edit.title, source="")
    return _put(file, f"Account {account_words(line.account)} changed", [new])


def add(
    file: CompanyFile, utility: str, section: str, *, number: str, title: str, like: str = "", contra: bool = False
) -> AccountEdit:
    """Adds an account to a section; `like` names one whose part it takes in sums and checks. Raises BadAccount."""
    chart = next((chart for chart in charts_of(file) if chart.utility == utility), None)
    if chart is None or section not in chart.sections:
        known = ", ".join(chart.sections if chart else (item.utility or "common" for item in charts_of(file)))
        raise BadAccount(f"There is no section '{section}' for {service_words(utility)}. Known: {known}.")
    if not title.strip():
        raise BadAccount("An account needs a title: a few words that say what is booked on it.")
    model = find_account(file, utility, like).account if like else None
    if model is not None and model.section != section:
        raise BadAccount(f"{account_words(model)} is in another section. Choose an account of the same section.")
    roles = model.roles - sole_roles(file.library.form(FORM)) if model else frozenset[str]()
    new = AccountEdit(
        utility,
        _new_id(title, {line.account.id for line in lines(file)}),
        number.strip(),
        title.strip(),
        section,
        roles,
        model.contra if model else contra,
    )
    must_fit_chart(file, ChartLine(utility, "", Account(new.id, "", "", section), None, None), new.number, new.title)
    _put(file, f"Account {new.number} {new.title} added", [new])
    return new


def retire(file: CompanyFile, utility: str, account: str, year: int, into: str = "") -> EditOutcome | None:
    """Ends an account from a year on; its balances are carried to the account `into`. Raises BadAccount."""
    line = find_account(file, utility, account)
    target = find_account(file, utility, into) if into else None
    _may_retire(file, line, target, year)
    edit = replace(line.edit or AccountEdit(utility, account), retired=year, into=into)
    moved: dict[str, Json] = {}
    for filing in _open_filings(file, year):
        moved |= _moved(file.book(filing.id), filing.id, line, into)
    words = f", its balance carried to {account_words(target.account)}" if target else ""
    return _put(file, f"Account {account_words(line.account)} retired from {year}{words}", [edit], moved)


def restore(file: CompanyFile, utility: str, account: str) -> EditOutcome | None:
    """Takes back what the company changed about an account; amounts that were carried elsewhere stay there.

    Raises BadAccount for an account of the company's own that a filing still uses.
    """
    line = find_account(file, utility, account)
    if line.listed is None:
        used = [filing.id for filing in file.filings() if _answered(file.book(filing.id), line)]
        if used:
            raise BadAccount(f"{account_words(line.account)} has amounts in {used[0]}. Retire it instead.")
    label = f"Account {account_words(line.account)} restored as listed"
    return file.edit(COMPANY, label, {records.account_key(utility, account): None})


def take_preset(file: CompanyFile, name: str) -> EditOutcome | None:
    """Takes over a set of changes that belong together; what the company changed already, stays. Raises BadAccount."""
    known = {preset.id: preset for preset in file.library.presets()}
    if name not in known:
        raise BadAccount(f"There is no set of accounts '{name}'. Known: {', '.join(known)}.")
    preset = known[name]
    new = [edit for edit in preset.edits if _fits(file, edit)]
    if not new:
        raise BadAccount(f"'{preset.title}' changes nothing here: it is for other books, or was applied already.")
    moved: dict[str, Json] = {}
    for edit in new:
        if edit.retired:
            for filing in _open_filings(file, edit.retired):
                moved |= _moved(file.book(filing.id), filing.id, find_account(file, edit.utility, edit.id), edit.into)
    return _put(file, f"Accounts of '{preset.title}' applied", new, moved)


def account_words(account: Account) -> str:
    """An account as a reader finds it: number and title."""
    return f"{account.number} {account.title}".strip()


def first_open_year(file: CompanyFile) -> int:
    """The year from which an account can be retired: after the last report that was filed."""
    reports = [filing for filing in file.filings() if keeps_accounts(file.library, filing.form)]
    years = [filing.year for filing in reports]
    filed = [filing.year for filing in reports if filing.state is FilingState.FILED]
    return max(filed) + 1 if filed else min(years, default=_today(file).year)


def sole_roles(form: FormDefinition) -> frozenset[str]:
    """The roles whose one account the form computes as a whole: a second account of the role would double it."""
    return frozenset(
        role
        for schedule in form.schedules
        for part in schedule.body
        if isinstance(part, AccountLines)
        for role, by_column in part.computed.items()
        if any("/./" not in formula for formula in by_column.values())
    )


def _may_retire(file: CompanyFile, line: ChartLine, target: ChartLine | None, year: int) -> None:
    name = account_words(line.account)
    if line.account.roles & sole_roles(file.library.form(FORM)):
        raise BadAccount(f"{name} is computed by the form, so it cannot be retired. Rename it.")
    if year < first_open_year(file):
        raise BadAccount(f"Reports up to {first_open_year(file) - 1} are filed. Retire {name} from a later year.")
    if target is None:
        holding = [filing.id for filing in _concerned(file, year) if _balance(file.book(filing.id), line)]
        if holding:
            raise BadAccount(f"{name} has a balance in {holding[0]}. Name the account to which it is carried.")
        return
    if target.account.id == line.account.id or (target.edit is not None and target.edit.retired):
        raise BadAccount(f"{account_words(target.account)} cannot take its balance. Choose another account.")
    if (target.account.section, target.account.contra) != (line.account.section, line.account.contra):
        raise BadAccount(
            f"{account_words(target.account)} is in another section or has the opposite normal balance. Choose another."
        )
    if target.account.roles & sole_roles(file.library.form(FORM)):
        raise BadAccount(f"{account_words(target.account)} is computed by the form, so nothing can be carried to it.")


def must_fit_chart(file: CompanyFile, line: ChartLine, number: str, title: str) -> None:
    """Raises BadAccount for a number or title that the chart cannot have."""
    if number and not _NUMBER.fullmatch(number):
        raise BadAccount(f"An account number has up to 12 digits, letters, points and hyphens; this reads '{number}'.")
    if len(title) > MOST_LETTERS:
        raise BadAccount(f"A title has at most {MOST_LETTERS} letters; this has {len(title)}.")
    for other in lines(file):
        same = other.utility == line.utility and other.account.id == line.account.id
        near = other.utility in ("", line.utility) or not line.utility
        if number and other.account.number == number and near and not same:
            raise BadAccount(f"The number {number} belongs to {account_words(other.account)}. Choose another.")


def _fits(file: CompanyFile, edit: AccountEdit) -> bool:
    """Whether the change concerns an account or section that the company has and has not changed yet."""
    if any((own.utility, own.id) == (edit.utility, edit.id) for own in file.account_edits()):
        return False
    charts = [chart for chart in charts_of(file) if chart.utility == edit.utility]
    return any(edit.section in chart.sections or edit.id in {a.id for a in chart.accounts} for chart in charts)


def _put(
    file: CompanyFile, label: str, edits: Sequence[AccountEdit], besides: Mapping[str, Json] | None = None
) -> EditOutcome | None:
    entries = {records.account_key(edit.utility, edit.id): edit.to_json() for edit in edits}
    return file.edit(COMPANY, label, {**entries, **(besides or {})})


def _new_id(title: str, taken: set[str]) -> str:
    plain = "own_" + (re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:40] or "account")
    numbered = (f"{plain}_{number}" for number in range(2, len(taken) + 3))
    return plain if plain not in taken else next(name for name in numbered if name not in taken)


def _open_filings(file: CompanyFile, year: int) -> Iterator[Filing]:
    for filing in file.filings():
        open_report = filing.state is FilingState.OPEN and filing.year >= year
        if open_report and keeps_accounts(file.library, filing.form):
            yield filing


def _concerned(file: CompanyFile, year: int) -> Iterator[Filing]:
    """The filings whose balances would be lost: the open ones from the year on, and the last one before."""
    before = [one for one in file.filings() if one.year < year and keeps_accounts(file.library, one.form)]
    yield from (*_open_filings(file, year), *before[:1])


def _places(book: EvaluatedFiling, line: ChartLine, given: Iterable[Place]) -> list[Place]:
    """The places among those given where the account has its line."""
    return [
        place
        for place in given
        if place.line == line.account.id
        and place.schedule in book.sheet.schedules
        and book.sheet.schedules[place.schedule].definition.utility == line.utility
        and place.line in book.sheet.schedules[place.schedule].by_id
    ]


def _answered(book: EvaluatedFiling, line: ChartLine) -> bool:
    return bool(_places(book, line, [*book.answers.values, *book.answers.overrides]))


def _balance(book: EvaluatedFiling, line: ChartLine) -> bool:
    values = book.calculation.values
    return any(
        joined_balance(None, values[place], book.sheet.cells[place].type) for place in _places(book, line, values)
    )


def _moved(book: EvaluatedFiling, filing: str, line: ChartLine, into: str) -> dict[str, Json]:
    """The entries that carry the answers of an open filing from an account to another."""
    answers: Answers = book.answers
    entries: dict[str, Json] = {}
    for place in _places(book, line, answers.values):
        target = place._replace(line=into)
        entries[records.answer_key(filing, place)] = None
        there: Value | None = answers.values.get(target)
        joined = joined_balance(there, answers.values[place], book.sheet.cells[place].type)
        if into and joined is not None:
            entries[records.answer_key(filing, target)] = value_to_json(joined)
    for place in _places(book, line, answers.explanations):
        text, there_is = answers.explanations[place], answers.explanations.get(place._replace(line=into), "")
        entries[records.explain_key(filing, place)] = None
        if into:
            entries[records.explain_key(filing, place._replace(line=into))] = f"{there_is} {text}".strip()
    for place in _places(book, line, answers.overrides):
        entries[records.override_key(filing, place)] = None
    return entries


def _today(file: CompanyFile) -> date:
    return file.clock.today()
