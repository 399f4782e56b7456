"""How a new filing opens: its name, and what it takes over from the one before."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.domain.filings import Filing
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Json, Place, Value, value_to_json
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.evaluation import FormulaModel, calculate, rounded_result
from desktop_app.formspec.sheet import FormLayout, lay_out
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling


def filing_name(form: str, period: FilingPeriod, taken: frozenset[str] = frozenset()) -> str:
    """The id of a new filing: period and form, and a number for each revision."""
    name = f"{period.code}-{form.replace('_', '-')}"
    numbered = (f"{name}-revision-{number}" for number in range(1, len(taken) + 2))
    return name if name not in taken else next(other for other in numbered if other not in taken)


def opening(file: CompanyFile, filing: Filing) -> dict[str, Json]:
    """The entries with which the filing before opens this one: rows, carried cells, seals that ask "still needed?"."""
    if not filing.previous:
        return {}
    prior = file.book(filing.previous)
    form = file.library.form(filing.form, filing.revision)
    rows = {
        schedule.id: prior.answers.rows[schedule.id]
        for schedule in form.schedules
        if schedule.row_carried and schedule.id in prior.answers.rows
    }
    sheet = lay_out(form, filing.utilities, file.charts(filing), rows)
    outside = {"prior": file.carried_from(filing.previous, filing), "company": file.book("company").calculation.values}
    values = carried_values(FormulaModel(sheet, outside, file.rule_values(filing)))
    entries: dict[str, Json] = {records.rows_key(filing.id, schedule): list(ids) for schedule, ids in rows.items()}
    entries.update({records.answer_key(filing.id, place): value_to_json(value) for place, value in values.items()})
    entries.update(_seals(prior, sheet, filing.id))
    return entries


def carried_values(model: FormulaModel) -> dict[Place, Value]:
    """What the carried cells of a model open with."""
    empty = calculate(model, Answers())
    found: dict[Place, Value] = {}
    for place, tree in model.carried.items():
        value = rounded_result(empty.evaluate(tree), model.sheet.cells[place])
        if value is not None:
            found[place] = value
    return found


def _seals(prior: EvaluatedFiling, sheet: FormLayout, filing: str) -> dict[str, Json]:
    known = {place.schedule for place in sheet.cells}
    kept = [seal for seal in prior.answers.seals.values() if seal.target.split("/")[0] in known]
    # That an older figure needed its seal no more says nothing of those that this filing repeats.
    return {
        records.seal_key(filing, seal.target): records.seal_to_json(
            seal if seal.waived else replace(seal, carried=True, confirmed=False)
        )
        for seal in kept
        if not (seal.waived and seal.carried)
    }
