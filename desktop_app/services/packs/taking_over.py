"""Taking a pack into a company: first what is new, changed or the same, then what was accepted, as one step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import StrEnum

from desktop_app.domain.dates import parse_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place, value_to_json
from desktop_app.formspec.answers import ValueSource
from desktop_app.formspec.company_chart import AccountEdit
from desktop_app.formspec.definition import Account, CellSpec
from desktop_app.rulebook.rulebook import RuleAmendment
from desktop_app.services.accounts import chart_of_accounts
from desktop_app.services.accounts.chart_of_accounts import BadAccount, ChartLine
from desktop_app.services.cases.parties import PREFIX as PARTY
from desktop_app.services.cases.parties import case_parties
from desktop_app.services.company import amendments
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EditOutcome
from desktop_app.services.company.profile import PEOPLE, squeezed_name
from desktop_app.services.data_entry.parsing import parse_answer
from desktop_app.services.filings.annual_report import FORM
from desktop_app.services.packs.gathering import FROM_PACK, kept_items
from desktop_app.services.packs.pack_file import FIELDS, PackItem, PackKind, SharedPack

_OWN_ID = late_pattern(r"own_[a-z0-9_]{1,60}")  # as `chart_of_accounts` names them: part of places and formulas


class PackState(StrEnum):
    """How an item of a pack stands to what the company has."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "the same"
    REFUSED = "cannot be used"


@dataclass(frozen=True, slots=True)
class PackLine:
    """An item, how it stands, and in words what differs or why it cannot be used."""

    item: PackItem
    state: PackState
    words: str = ""

    @property
    def name(self) -> str:
        """The item in a few words."""
        fields = self.item.fields
        if self.item.kind is PackKind.RULES:
            return f"{fields['name']} from {fields['from']}: {fields.get('is', '')}"
        if self.item.kind is PackKind.ACCOUNTS:
            return " ".join(filter(None, (fields.get("number"), fields.get("title") or fields["id"])))
        return ", ".join(filter(None, (fields["name"], fields.get("title") or fields.get("docket"))))

    @property
    def usable(self) -> bool:
        """Whether it can be accepted."""
        return self.state in {PackState.NEW, PackState.CHANGED}


class NothingAccepted(UserError):
    """Nothing of the pack was chosen that would change anything."""

    def __init__(self) -> None:
        super().__init__("Nothing was imported: none of the lines that were chosen would change anything.")


def preview_pack(file: CompanyFile, pack: SharedPack) -> tuple[PackLine, ...]:
    """Every item of the pack beside what the company has."""
    own = {(kind, *item.key): item for kind, items in kept_items(file).items() for item in items}
    return tuple(_line(file, item, own.get((item.kind, *item.key))) for item in pack.items)


def accept_lines(file: CompanyFile, pack: SharedPack, lines: Sequence[PackLine]) -> EditOutcome:
    """Takes over the lines, all as one step. Raises NothingAccepted, or the refusal of an item that does not fit."""
    taking = _Taking(file, pack)
    for line in lines:
        if line.usable:
            taking.take(line.item)
    edited = file.edit(COMPANY, f"{pack.words} imported", taking.entries) if taking.entries else None
    if edited is None:
        raise NothingAccepted
    return edited


def _line(file: CompanyFile, item: PackItem, own: PackItem | None) -> PackLine:
    try:
        _Taking(file, SharedPack("", "", "", ())).take(item)
    except UserError as refusal:
        return PackLine(item, PackState.REFUSED, str(refusal))
    if own is None:
        return PackLine(item, PackState.NEW)
    differing = [
        f"{name}: {own.fields.get(name) or 'blank'} becomes {text}"
        for name in FIELDS[item.kind][1]
        if (text := item.fields.get(name, "")) and text != own.fields.get(name, "")
    ]
    return PackLine(item, PackState.CHANGED if differing else PackState.SAME, "; ".join(differing))


class _Taking:
    """The entries of the workspace that take over one item after the other."""

    def __init__(self, file: CompanyFile, pack: SharedPack) -> None:
        self._file, self._pack = file, pack
        self.entries: dict[str, Json] = {}
        self._rules = amendments.read_amendments(file.workspace)
        self._rows: list[str] = list(file.book(COMPANY).answers.rows.get(PEOPLE, ()))
        self._put: Mapping[PackKind, Callable[[Mapping[str, str]], None]] = {
            PackKind.PEOPLE: self._person,
            PackKind.ADDRESSEES: self._addressee,
            PackKind.RULES: self._rule,
            PackKind.ACCOUNTS: self._account,
        }

    def take(self, item: PackItem) -> None:
        """Adds what the item changes. Raises UserError for one that does not fit this company."""
        self._put[item.kind](item.fields)

    def _person(self, fields: Mapping[str, str]) -> None:
        row = next(iter(self._same_person(fields)), "") or self._file.new_id()
        for column in ("name", "role", "title", "phone", "email"):
            place, text = Place(PEOPLE, row, column), fields.get(column, "")
            value = parse_answer(text, _asked(self._file, column), f"{fields['name']}, {column}")
            if value is not None:
                self.entries[records.answer_key(COMPANY, place)] = value_to_json(value)
                source = ValueSource(value, self._pack.words)
                self.entries[records.source_key(COMPANY, place)] = records.source_to_json(source)
        if row not in self._rows:
            self._rows.append(row)
            self.entries[records.rows_key(COMPANY, PEOPLE)] = list(self._rows)

    def _same_person(self, fields: Mapping[str, str]) -> Iterator[str]:
        values = self._file.book(COMPANY).calculation.values
        for row in self._file.book(COMPANY).answers.rows.get(PEOPLE, ()):
            name, role = (values.get(Place(PEOPLE, row, column)) for column in ("name", "role"))
            if squeezed_name(str(name or "")) == squeezed_name(fields["name"]) and str(role or "") == fields.get(
                "role", ""
            ):
                yield row

    def _addressee(self, fields: Mapping[str, str]) -> None:
        docket = fields.get("docket", "").upper()
        if not docket or not (fields.get("address") or fields.get("email")):
            raise UserError(f"{fields['name']} has no case, or nowhere to send copies.")
        same = [
            one.id
            for one in case_parties(self._file)
            if (one.docket.casefold(), squeezed_name(one.name)) == (docket.casefold(), squeezed_name(fields["name"]))
        ]
        entry: dict[str, Json] = {name: fields.get(name, "") for name in ("name", "counsel", "address", "email")}
        key = f"{PARTY}{same[0] if same else self._file.new_id()}"
        self.entries[key] = {**entry, "docket": docket, "source": self._pack.words}

    def _rule(self, fields: Mapping[str, str]) -> None:
        law, name = self._file.law(), fields["name"]
        if not amendments.can_be_amended(law, name):
            raise amendments.BadAmendment(f"'{name}' is not a value of the rules that a company may change.")
        value = amendments.content_of(law, name, fields.get("is", ""))
        note = f"{fields.get('note', '')}{FROM_PACK}{self._pack.words}]".strip()
        new = RuleAmendment(name, parse_date(fields["from"]), value, fields.get("source", ""), note)
        self.entries |= amendments.with_one(law, self._rules, new)
        self._rules = (*(one for one in self._rules if (one.name, one.since) != (name, new.since)), new)

    def _account(self, fields: Mapping[str, str]) -> None:
        file, system = self._file, self._file.profile().system
        if fields.get("system") != system:
            raise BadAccount(
                f"It belongs to the system of accounts {fields.get('system', '')}; this company has {system}."
            )
        utility, name = fields.get("utility", ""), fields["id"]
        number, title = fields.get("number", ""), fields.get("title", "")
        known = [line for line in chart_of_accounts.lines(file) if (line.utility, line.account.id) == (utility, name)]
        edit = AccountEdit(
            utility,
            name,
            number,
            title,
            fields.get("section", ""),
            frozenset(fields.get("roles", "").split()),
            fields.get("contra") == "yes",
            source=self._pack.words,
        )
        if not known or known[0].listed is None:
            _must_be_own(file, edit)
        elif edit.section or edit.roles or edit.contra:
            raise BadAccount("It would change more of a listed account than its number and title.")
        elif known[0].edit is not None and known[0].edit.retired:
            raise BadAccount("This company has retired the account.")
        line = known[0] if known else ChartLine(utility, "", Account(name, "", "", edit.section), None, None)
        chart_of_accounts.must_fit_chart(file, line, number, title)
        self.entries[records.account_key(utility, name)] = edit.to_json()


def _must_be_own(file: CompanyFile, edit: AccountEdit) -> None:
    """Raises BadAccount for an account of the pack's company that this one cannot have."""
    charts = [chart for chart in chart_of_accounts.charts_of(file) if chart.utility == edit.utility]
    if not charts or edit.section not in charts[0].sections or not edit.title:
        service = chart_of_accounts.service_words(edit.utility)
        raise BadAccount(f"It needs a title and the section '{edit.section}' for {service}, which this company lacks.")
    roles = {role for account in charts[0].accounts for role in account.roles}
    alone = chart_of_accounts.sole_roles(file.library.form(FORM))
    if edit.roles & alone or not edit.roles <= roles or not _OWN_ID.fullmatch(edit.id):
        raise BadAccount("It would take the part of an account that the form calculates or does not know.")


def _asked(file: CompanyFile, column: str) -> CellSpec:
    """How a column of the people is asked."""
    columns = file.book(COMPANY).sheet.schedules[PEOPLE].definition.columns
    return next(one.spec for one in columns if one.id == column)


def chosen_lines(lines: Sequence[PackLine], numbers: Collection[int]) -> tuple[PackLine, ...]:
    """The lines of these numbers, counted from 1. Raises UserError for a number that is none."""
    wrong = sorted(number for number in numbers if not 1 <= number <= len(lines))
    if wrong:
        raise UserError(f"There is no line {wrong[0]} in the pack; it has {len(lines):,}.")
    return tuple(line for at, line in enumerate(lines, 1) if at in numbers)
