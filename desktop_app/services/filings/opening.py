"""How a new filing opens: its name, and what it takes over from the one before."""

from __future__ import annotations

from desktop_app.domain.filings import COMPANY, Filing
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Json, Place, Value, value_to_json
from desktop_app.formspec.answers import Answers, ValueSource
from desktop_app.formspec.definition import FormSchedule
from desktop_app.formspec.evaluation import FilingValues, FormulaModel, calculate, rounded_result
from desktop_app.formspec.sheet import FormLayout, lay_out
from desktop_app.formspec.suggestions import comes_from_profile, suggested_value
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.company.profile import PROFILE_PAGE

YEAR_END = "12-31"
PERIOD = "The year of the report"


def filing_name(form: str, period: FilingPeriod, taken: frozenset[str] = frozenset(), service: str = "") -> str:
    """The id of a new filing: period and form, the `service` if it is for one only, and a number for each revision."""
    name = "-".join(part for part in (period.code, form.replace("_", "-"), service) if part)
    numbered = (f"{name}-revision-{number}" for number in range(1, len(taken) + 2))
    return name if name not in taken else next(other for other in numbered if other not in taken)


def opening(file: CompanyFile, filing: Filing) -> dict[str, Json]:
    """The entries with which a filing opens.

    The filing before hands on rows, carried cells and seals that ask "still needed?"; the company profile and the
    period say what need not be asked again.
    """
    prior = file.book(filing.previous) if filing.previous else None
    form = file.library.form(filing.form, filing.revision)
    company = file.book(COMPANY).calculation
    rows = {
        schedule.id: prior.answers.rows[schedule.id] if prior is not None else _rows_of(company, schedule)
        for schedule in form.schedules
        if (schedule.rows_from if prior is None else schedule.row_carried and schedule.id in prior.answers.rows)
    }
    rows = {schedule: ids for schedule, ids in rows.items() if ids}
    sheet = lay_out(form, filing.utilities, file.charts(filing), rows)
    outside = {COMPANY: company.values}
    if prior is not None:
        outside["prior"] = file.carried_from(filing.previous, filing)
    if filing.base:
        outside["base"] = file.carried_from(filing.base, filing)
    model = FormulaModel(sheet, outside, file.rule_values(filing))
    values = carried_values(model) if prior is not None or filing.base else {}
    known = _known_values(calculate(model, Answers(values=values)), file, filing)
    entries: dict[str, Json] = {records.rows_key(filing.id, schedule): list(ids) for schedule, ids in rows.items()}
    for place, value in {**known, **values}.items():
        entries[records.answer_key(filing.id, place)] = value_to_json(value)
    for place, value in known.items():
        source = ValueSource(value, PERIOD if place in form.opens.values() else PROFILE_PAGE)
        entries[records.source_key(filing.id, place)] = records.source_to_json(source)
    return entries if prior is None else {**entries, **_seals(prior, sheet, filing.id)}


def _rows_of(company: FilingValues, schedule: FormSchedule) -> tuple[str, ...]:
    """The rows of the company profile for which a schedule of a first filing has a row, too."""
    model = company.model
    rows = model.sheet.schedules[schedule.rows_from].rows
    outside = {COMPANY: company.values}
    holds = FilingValues(FormulaModel(model.sheet, outside, model.rules), Answers(), {})
    place = Place(schedule.rows_from, "", "")
    return tuple(row for row in rows if holds.holds(schedule.rows_when, place._replace(line=row)) is not False)


def _known_values(opened: FilingValues, file: CompanyFile, filing: Filing) -> dict[Place, Value]:
    """What the company profile says of the blank cells, and the days of a period that is a calendar year."""
    cells = [place for place, spec in opened.model.sheet.cells.items() if spec.suggest and not spec.formula]
    asked = [place for place in cells if comes_from_profile(opened, place)]
    found = {place: value for place in asked if (value := suggested_value(opened, place)) is not None}
    if file.profile().year_end in ("", YEAR_END):
        opens = opened.model.sheet.form.opens
        days = {"begins": filing.period.begins, "ends": filing.period.ends}
        found |= {place: days[name] for name, place in opens.items() if name in days and place not in found}
    return found


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
