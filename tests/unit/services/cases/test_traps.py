"""Bad input of a rate request and of applications: each gets its sentence at its place, and nothing else is lost."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place, place_of
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.cases.items import item_problems
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.data_entry.attachments import attachments
from desktop_app.services.data_entry.parsing import BadAnswer
from desktop_app.services.filings import annual_report
from tests.support.case_companies import case_company
from tests.support.memory_companies import TODAY

STUDY = (("items/study/way", "table"),)
CERTIFICATE, RATES, LOAN = "certificate_ccn", "small_company_rate_increase", "financing"
STOP, EXPLAIN = Severity.STOP, Severity.EXPLAIN


def answered(folder: Path, form: str, cells: tuple[tuple[str, str], ...], service: str, variant: str) -> CompanyFile:
    """A filing with these cells; ``+`` is a new row and ``#`` the row that was added last."""
    file = case_company(folder, service)
    if form == RATES:
        entering.set_answer(file, "company", Place("size", service, "answer"), "60")
    filing, row = begin_case(file, CaseOrder(form, variant=variant)).id, ""
    for path, text in cells:
        schedule, line, column = place_of(path)
        row = entering.add_row(file, filing, schedule) if line == "+" else row
        entering.set_answer(file, filing, Place(schedule, row if line in ("+", "#") else line, column), text)
    return file


def problems(file: CompanyFile) -> list[Problem]:
    filing = file.filings()[0].id
    book = file.book(filing)
    return [*book.checks.problems, *item_problems(book, attachments(file, filing), TODAY)]


TRAPS = [
    (RATES, (("request/amount/answer", "0"),), STOP, "in dollars a year reads 0. It should be at least 1"),
    (RATES, (("request/amount/answer", "-5"),), STOP, "in dollars a year reads (5). It should be at least 1"),
    (RATES, (), STOP, "Additional revenue requested, in dollars a year is blank"),
    (
        *(RATES, (("notice/draft_sent/answer", "03/10/2026"), ("notice/sent/answer", "03/05/2026"))),
        *(STOP, "The department verifies the draft first"),
    ),
    (CERTIFICATE, (("items/persons/way", "table"), ("persons/rows/answer", "None")), STOP, "is answered with None"),
    (
        *(CERTIFICATE, (("items/persons/way", "table"), ("persons/+/name", "A"), ("persons/#/kind", "landowner"))),
        *(EXPLAIN, "landowners only where nobody lives in the area"),
    ),
    (CERTIFICATE, (("items/plat/way", "document"),), STOP, "Plat of the area is blank. Choose one of the answers."),
    (CERTIFICATE, (("items/plat/way", "document"),), STOP, "Plat: attach a document"),
    (
        CERTIFICATE,
        (
            ("items/approval/answer", "needed"),
            ("items/consent/answer", "certified"),
            ("items/consent/way", "document"),
        ),
        *(STOP, "Consent or franchise of the city or county, certified by is blank"),
    ),
    (
        *(CERTIFICATE, (("items/approval/answer", "not_needed"), ("items/agencies/way", "document"))),
        *(STOP, "no evidence of approval is necessary, so no consent and no approval is answered"),
    ),
    (
        CERTIFICATE,
        (
            ("items/approval/answer", "needed"),
            ("items/agencies/way", "not_applicable"),
            ("items/consent/way", "not_applicable"),
        ),
        *(STOP, "neither a consent of a city or county nor an approval of another agency applies"),
    ),
    (CERTIFICATE, (*STUDY, ("customers/start/y1", "-1")), STOP, "Customers at the start, year 1 reads (1.0)"),
    (CERTIFICATE, (*STUDY, ("customers/added/y2", "30")), STOP, "Customers added, year 1 is blank"),
    (CERTIFICATE, (*STUDY, ("sources/+/rate", "600")), STOP, "interest rate reads 600.00%. It should be from 0 to 100"),
    (
        *(CERTIFICATE, (*STUDY, ("cost/+/y1", "1000"), ("sources/+/amount", "999"))),
        *(STOP, "The sources come to 999; the construction costs 1,000"),
    ),
    (
        *(CERTIFICATE, (("items/boundary/way", "later"), ("items/boundary/by", "01/05/2026"))),
        *(STOP, "it is promised for January 5, 2026, which has passed. Promise a later day."),
    ),
    (
        *(LOAN, (("items/statements/way", "table"), ("pro_assets/cash/adj1", "50000"))),
        *(STOP, "changes the assets by 50,000, liabilities and capital by 0"),
    ),
]


@pytest.mark.untraced
@pytest.mark.slow
@pytest.mark.parametrize(("form", "cells", "severity", "words"), TRAPS, ids=[trap[-1] for trap in TRAPS])
def test_bad_input_is_told_at_its_place(
    tmp_path: Path, form: str, cells: tuple[tuple[str, str], ...], severity: Severity, words: str
) -> None:
    found = [one for one in problems(answered(tmp_path, form, cells, "water", "")) if words in one.sentence]
    assert [one.severity for one in found] == [severity]


@pytest.mark.slow
def test_plans_of_a_line_want_reason_and_day(tmp_path: Path) -> None:
    file = answered(tmp_path, CERTIFICATE, (("items/project_plans/way", "later"),), "heating", "project")
    blank = [one.sentence for one in problems(file) if "complete project, " in one.sentence]
    assert ["reason is blank" in blank[0], "follows by is blank" in blank[1]] == [True, True]


@pytest.mark.parametrize("text", ["18.4k", "eighteen", "18,400 a year"])
def test_an_amount_in_other_words_is_no_amount(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadAnswer, match="must be a number"):
        answered(tmp_path, RATES, (("request/amount/answer", text),), "water", "")


def test_a_promised_day_that_passes_after_the_filing_went_out_is_for_the_calendar(tmp_path: Path) -> None:
    cells = (("applicant/standing/way", "later"), ("applicant/standing/by", "02/03/2026"))
    file = answered(tmp_path, "waiver", cells, "water", "")
    late = date(2026, 3, 1)
    assert any(one.id == "item-past" for one in item_problems(file.book("2026-waiver"), (), late))
    annual_report.mark_filed(file, "2026-waiver", "2026-02-03", "EFIS")
    assert not any(one.id == "item-past" for one in item_problems(file.book("2026-waiver"), (), late))


def test_a_change_of_name_leaves_the_company_as_it_is(tmp_path: Path) -> None:
    file = case_company(tmp_path, "water")
    before = file.profile()
    filing = begin_case(file, CaseOrder("name_change")).id
    entering.set_answer(file, filing, Place("start", "new", "answer"), "Sample New Name Company")
    annual_report.mark_filed(file, filing, "2026-02-03", "EFIS")
    assert file.profile() == before
