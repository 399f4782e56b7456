"""The report whose figures a filing of a case reads: what changed in it since, and reading it again."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop_app.domain.filings import Filing, FilingState
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.money import shown
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Json, value_to_json
from desktop_app.formspec.evaluation import FormulaModel
from desktop_app.formspec.wording import location
from desktop_app.services.cases.beginning import chosen_base
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.filings.annual_report import CarriedDifference, differences
from desktop_app.services.filings.opening import carried_values

GONE, REVISED, DIFFERS = "base-gone", "base-revised", "base-differs"
OF_THE_BASE = "Figures of the report that this filing reads"


def base_problems(file: CompanyFile, book: EvaluatedFiling) -> Iterator[Problem]:
    """What is to be known of the report that a filing reads: gone, revised, or different from what is here."""
    filing, known = book.filing, {one.id: one for one in file.filings()}
    if not filing.base:
        return
    if filing.base not in known:
        words = (
            f"The figures of this filing were read from {filing.base}, which is no longer in this file. Choose another "
            "report, or none and check the figures against your records."
        )
        yield Problem(GONE, Severity.STOP, "", words, OF_THE_BASE)
        return
    newer = newest_version(filing.base, tuple(known.values()))
    if newer != filing.base:
        words = (
            f"{filing.base} was revised since its figures were read here. Read those of {newer}, or leave those of the "
            "version that was filed first."
        )
        yield Problem(REVISED, Severity.NOTE, "", words, OF_THE_BASE)
    for one in _changed(book):
        words = (
            f"{sentence_start(one.where)}: {one.now} here, {one.filed} in {filing.base} as it is now. "
            "Read the report again, or leave it if this is meant."
        )
        yield Problem(DIFFERS, Severity.NOTE, str(one.place), words, OF_THE_BASE)


def _changed(book: EvaluatedFiling) -> tuple[CarriedDifference, ...]:
    """The figures that are another in the report now, and those that are here and were cleared there."""
    model, found = book.calculation.model, [*differences(book)]
    for place, tree in model.carried.items():
        now = book.calculation.values.get(place)
        if isinstance(now, Decimal) and now and book.calculation.evaluate(tree) is None:
            seen = shown(now, model.sheet.cells[place].decimals)
            found.append(CarriedDifference(place, location(model.sheet, place), seen, "blank"))
    return tuple(found)


def newest_version(base: str, filings: tuple[Filing, ...]) -> str:
    """The last revision of a filing, itself if there is none."""
    seen = {base}
    while True:
        later = next((one.id for one in filings if one.revises == base and one.id not in seen), "")
        if not later:
            return base
        seen.add(later)
        base = later


def read_base(file: CompanyFile, filing_id: str, base: str) -> tuple[CarriedDifference, ...]:
    """Reads the figures of a report (anew, or of another; "" of none) into the cells that open with them.

    Gives what differed before. What was typed over such a figure is replaced; one step takes it back. Raises
    CannotBeginCase, FilingIsFiled.
    """
    filing = file.filing(filing_id)
    form = file.library.form(filing.form, filing.revision)
    named = chosen_base(file, form, filing.utilities, base)
    before = _changed(file.book(filing_id)) if filing.base else ()
    made = replace(filing, base=named)
    entries: dict[str, Json] = {records.filing_key(filing_id): made.to_json()}
    if named and filing.state is FilingState.OPEN:
        model = file.book(filing_id).calculation.model
        outside = {**model.outside, "base": file.carried_from(named, made)}
        found = carried_values(FormulaModel(model.sheet, outside, model.rules))
        for place in model.carried:
            value = found.get(place)
            entries[records.answer_key(filing_id, place)] = None if value is None else value_to_json(value)
    file.edit(filing_id, f"Figures of {named or 'no report'} read", entries)
    return before
