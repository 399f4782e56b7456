"""An open report follows the Company page: its services and the system of its accounts.

Both are fixed when a report is begun, so that its pages stay as they are. Here the user takes over what changed since.
"""

from __future__ import annotations

from desktop_app.domain.filings import COMPANY, Filing, FilingState
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import AnswerWord, Place
from desktop_app.formspec.company_chart import edited
from desktop_app.formspec.sheet import FormLayout, lay_out
from desktop_app.formspec.wording import location
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EditOutcome, EvaluatedFiling, FilingIsFiled
from desktop_app.services.company.profile import SYSTEM_PLACE
from desktop_app.services.data_entry import entering

_NAMED = 3


class WouldHide(UserError):
    """Amounts would stand on lines that the report has no more."""


def behind(file: CompanyFile, filing_id: str) -> bool:
    """Whether the Company page names other services or another system than the report has. Raises NoSuchFiling."""
    filing, profile = file.filing(filing_id), file.profile()
    followed = (_reported(file, filing), profile.system)
    return bool(filing.system) and (filing.utilities, filing.system) != followed


def _reported(file: CompanyFile, filing: Filing) -> tuple[str, ...]:
    """The services of the company for which the report would be begun today."""
    form = file.library.form(filing.form, filing.revision)
    return tuple(utility for utility in file.profile().utilities if utility in form.utilities)


def follow_profile(file: CompanyFile, filing_id: str) -> EditOutcome | None:
    """Takes the services and the system of accounts over from the Company page; None if they are the same.

    Raises WouldHide when amounts stand on lines that would go, FilingIsFiled, NoSuchFiling.
    """
    filing, profile = file.filing(filing_id), file.profile()
    new = replace(filing, utilities=_reported(file, filing), system=profile.system)
    book = file.book(filing_id)
    _refuse_hiding(book, _laid_out(file, new, book))
    return file.edit(filing_id, "Services and accounts updated", {records.filing_key(filing_id): new.to_json()})


def switch_system(file: CompanyFile, filing_id: str, system: str) -> None:
    """Gives the company and this report the other system of accounts.

    Raises WouldHide where amounts are on lines that would go, FilingIsFiled; nothing has changed then.
    """
    filing, book = file.filing(filing_id), file.book(filing_id)
    if filing.state is FilingState.FILED:
        raise FilingIsFiled(filing_id)
    _refuse_hiding(book, _laid_out(file, replace(filing, system=system), book))
    entering.set_answer(file, COMPANY, SYSTEM_PLACE, system)
    follow_profile(file, filing_id)


def _refuse_hiding(book: EvaluatedFiling, sheet: FormLayout) -> None:
    hidden = _hidden(book, sheet)
    if hidden:
        places = "; ".join(location(book.sheet, place) for place in hidden[:_NAMED])
        more = f" and {len(hidden) - _NAMED} more" if len(hidden) > _NAMED else ""
        raise WouldHide(f"The report would lose lines that hold amounts: {places}{more}. Clear or move them first.")


def _laid_out(file: CompanyFile, filing: Filing, book: EvaluatedFiling) -> FormLayout:
    listed = file.library.charts(filing.system, filing.utilities)
    charts = edited(listed, file.account_edits(filing.id), filing.year)
    form = file.library.form(filing.form, filing.revision)
    return lay_out(form, filing.utilities, charts, book.answers.rows)


def _hidden(book: EvaluatedFiling, sheet: FormLayout) -> list[Place]:
    """The answered places that the new layout lacks; a word or a zero is no loss."""
    gone = [place for place in (*book.answers.values, *book.answers.overrides) if place not in sheet.cells]
    return [place for place in gone if place in book.sheet.cells and _tells(book, place)]


def _tells(book: EvaluatedFiling, place: Place) -> bool:
    value = book.answers.values.get(place)
    return place in book.answers.overrides or not (value is None or isinstance(value, AnswerWord) or value == 0)
