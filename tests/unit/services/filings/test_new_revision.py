"""A report in a new revision of its form reads last year's answers, also of lines that stand on another page there."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_app.domain.values import Place
from desktop_app.formspec.definition import FormDefinition, ScheduleLine
from desktop_app.services.analysis.comparison import changes_of_form
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.data_entry import entering
from desktop_app.services.filings.annual_report import begin_report
from tests.support.memory_companies import REAL, TODAY, Counter, FakeSamples, FixedClock, MemoryFiles, MemoryPreferences

LINE = "period_note"
OLD, NEW = Place("cover", LINE, "answer"), Place("p9_revenue", LINE, "answer")


class RevisedForms:
    """The real forms, and a second revision of the annual report in which a line of the cover stands with the oath."""

    def form(self, kind: str, revision: int | None = None) -> FormDefinition:
        return second(REAL.form(kind)) if revision == 2 else REAL.form(kind, revision)

    def __getattr__(self, name: str) -> Any:
        return getattr(REAL, name)


def second(form: FormDefinition) -> FormDefinition:
    (cover,) = (schedule for schedule in form.schedules if schedule.id == OLD.schedule)
    (line,) = (part for part in cover.body if isinstance(part, ScheduleLine) and part.id == LINE)
    bodies = {OLD.schedule: tuple(part for part in cover.body if part is not line)}
    bodies |= {one.id: (*one.body, line) for one in form.schedules if one.id == NEW.schedule}
    schedules = tuple(replace(one, body=bodies.get(one.id, one.body)) for one in form.schedules)
    return replace(form, revision=2, schedules=schedules)


def test_an_answer_is_found_where_its_line_is_now(tmp_path: Path) -> None:
    forms: Any = RevisedForms()
    companies = Companies(MemoryFiles(), forms, FakeSamples(), MemoryPreferences(), FixedClock(TODAY), Counter())
    file = companies.create(tmp_path / "a.filingdesk", {"company": {"identity": {"water": "yes"}}})
    first = begin_report(file, 2024)
    entering.set_answer(file, first.id, OLD, "The company took over the system in May.")
    next_year = replace(first, id="2025-annual-report", year=2025, revision=2)
    carried = file.carried_from(first.id, next_year)
    assert carried[NEW] == "The company took over the system in May."
    assert OLD not in carried
    assert file.carried_from(first.id, replace(next_year, revision=1))[OLD] == carried[NEW]


def test_what_a_new_revision_has_otherwise_is_listed_for_the_report_that_has_it(tmp_path: Path) -> None:
    forms: Any = RevisedForms()
    companies = Companies(MemoryFiles(), forms, FakeSamples(), MemoryPreferences(), FixedClock(TODAY), Counter())
    file = companies.create(tmp_path / "a.filingdesk", {"company": {"identity": {"water": "yes"}}})
    first = begin_report(file, 2024)
    second_year = begin_report(file, 2025)
    assert changes_of_form(file, first.id) == ()
    assert changes_of_form(file, second_year.id) == ()
    key = records.filing_key(second_year.id)
    file.edit(second_year.id, "Edition", {key: replace(second_year, revision=2).to_json()})
    (change,) = changes_of_form(file, second_year.id)
    assert change.what == "Moved"
    assert change.before is not None
    assert change.now is not None
    assert (change.before.schedule, change.now.schedule, change.now.line) == (OLD.schedule, NEW.schedule, LINE)
