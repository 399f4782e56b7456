"""What follows a filing of a case: its number, and the supplement that furnishes what was promised."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.counting import counted
from desktop_app.domain.filings import COMPANY, Filing, FilingState
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.formspec.checklist import AskedItem, ItemState
from desktop_app.formspec.definition import ITEM_BY, ITEM_REASON, ITEM_WAY
from desktop_app.services.cases.beginning import LONGEST_TITLE
from desktop_app.services.cases.items import item_cell, item_named, items_of
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile

_DOCKET = late_pattern(r"[A-Z]{2}-[0-9]{4}-[0-9]{4}")
_BETWEEN = late_pattern(r"[\s\u2010-\u2015\u2212-]+")  # what stands for the dash where a number is pasted
SUPPLEMENT = "-supplement-"


class BadCaseNumber(UserError):
    """A case number, or what it belongs to, cannot be taken."""


class CannotFurnish(UserError):
    """A supplement cannot be begun as asked."""


def set_docket(file: CompanyFile, filing_id: str, docket: str, tracking: str = "") -> Filing:
    """Keeps the number that the commission gave a case, also of a filing that was filed. Raises BadCaseNumber."""
    filing = file.filing(filing_id)
    number = case_number(docket)
    if filing_id == COMPANY or file.library.form(filing.form, filing.revision).case is None:
        raise BadCaseNumber(f"{filing_id} is not a filing in a case.")
    made = replace(filing, docket=number or filing.docket, tracking=tracking.strip() or filing.tracking)
    file.edit(COMPANY, f"Case number of {filing_id}", {records.filing_key(filing_id): made.to_json()})
    return made


def case_number(text: str) -> str:
    """The number of a case as the commission writes it; nothing of nothing. Raises BadCaseNumber."""
    number = _BETWEEN.sub("-", text.strip()).upper()
    if number and not _DOCKET.fullmatch(number):
        raise BadCaseNumber(f"'{text}' is not a case number. Write it as WA-2026-0123.")
    return number


def promised(file: CompanyFile, filing_id: str) -> tuple[AskedItem, ...]:
    """The items that a filing promised and that no supplement furnishes yet."""
    furnished = {item for one in file.filings() if one.supplements == filing_id for item in one.furnished}
    return tuple(
        item for item in items_of(file, filing_id) if item.state is ItemState.PROMISED and item.name not in furnished
    )


def furnish_items(file: CompanyFile, filing_id: str, named: Sequence[str], title: str = "") -> Filing:
    """Begins the supplement that furnishes promised items. Raises CannotFurnish, BadItem."""
    filing = file.filing(filing_id)
    if filing.state is not FilingState.FILED:
        raise CannotFurnish(f"{filing_id} has not been filed yet: answer its items in it.")
    owed = {item.name: item for item in promised(file, filing_id)}
    chosen = [item_named(file, filing_id, text) for text in named] or [*owed.values()]
    for item in chosen:
        if item.name not in owed:
            raise CannotFurnish(f"{item.lead}: {filing_id} did not promise it, or it is furnished already.")
    if not chosen:
        raise CannotFurnish(f"{filing_id} promised nothing that is still to follow.")
    if len(title) > LONGEST_TITLE:
        raise CannotFurnish(
            f"The title has {counted(len(title), 'character')}; a list has room for {LONGEST_TITLE}. Shorten it."
        )
    number = sum(one.supplements == filing_id for one in file.filings()) + 1
    new = replace(
        filing,
        id=f"{filing_id}{SUPPLEMENT}{number}",
        state=FilingState.OPEN,
        filed_on="",
        filed_how="",
        tracking="",
        title=" ".join(title.split()) or filing.title,
        supplements=filing_id,
        furnished=tuple(item.name for item in chosen),
        rules_on=file.clock.today(),
    )
    file.edit(new.id, f"Supplement of {filing_id} started", _entries(file, filing, new, chosen))
    return new


def _entries(file: CompanyFile, old: Filing, new: Filing, chosen: Sequence[AskedItem]) -> dict[str, Json]:
    """All answers of the filing that is supplemented; the items that are furnished are open."""
    entries: dict[str, Json] = {records.filing_key(new.id): new.to_json()}
    for kind in (records.ROWS, *records.OF_A_PLACE):
        for key, data in file.workspace.under(f"{kind}/{old.id}/").items():
            entries[key.replace(f"{kind}/{old.id}/", f"{kind}/{new.id}/", 1)] = data
    for item in chosen:
        for column in (ITEM_WAY, ITEM_REASON, ITEM_BY):
            entries.pop(records.answer_key(new.id, item_cell(item, column)), None)
    entries[records.chart_key(new.id)] = file.workspace.get(records.chart_key(old.id))
    return entries
