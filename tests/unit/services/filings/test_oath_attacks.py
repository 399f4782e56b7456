"""Ways in which a signed oath page could go with other contents than it was printed for: each voids it, or changes
nothing that is sworn to."""

from pathlib import Path

import pytest

from desktop_app.domain.values import Place, place_of
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.cases.following import set_docket
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering, notes, work_papers
from desktop_app.services.filings import annual_report
from desktop_app.services.filings.annual_report import VoidOathAsked
from desktop_app.services.filings.oath_pages import (
    OTHERWISE,
    PARTICULARS,
    OathPage,
    contents_of,
    keep_oath_page,
    last_step,
    oath_page,
    void_oath,
)
from tests.support.calendar_companies import company

pytestmark = pytest.mark.slow  # the real forms
FILING, BEFORE, CASE = "2025-annual-report", "2024-annual-report", "2026-certificate-ccn"
POWER = Place("w2", "salaries_employees", "amount")


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    made = company(tmp_path, "water")
    entering.set_answer(made, "company", place_of("identity/accounting_system/answer"), "naruc1996")
    annual_report.begin_report(made, 2024)
    entering.set_answer(made, BEFORE, POWER, "200")
    annual_report.begin_report(made, 2025)
    entering.set_answer(made, FILING, POWER, "250")
    return made


def printed(file: CompanyFile, filing: str = FILING, step: int | None = None) -> None:
    number = last_step(file) if step is None else step
    keep_oath_page(file, filing, OathPage("2026-02-03", ("AAAA-1",), contents_of(file, filing), number))


def changed(file: CompanyFile, filing: str = FILING) -> tuple[str, ...] | None:
    found = void_oath(file, filing)
    return None if found is None else found.changed


@pytest.mark.untraced
def test_undo_takes_no_paper_back(file: CompanyFile) -> None:
    printed(file)
    file.undo()
    assert oath_page(file, FILING) is not None
    assert changed(file) is None
    file.undo()
    (named,) = changed(file) or ()
    assert "salaries" in named.casefold()
    file.redo()
    assert changed(file) is None
    entering.set_answer(file, FILING, POWER, "260")
    with pytest.raises(VoidOathAsked):
        annual_report.mark_filed(file, FILING, "2026-02-03", "By mail")


@pytest.mark.untraced
def test_an_edit_that_was_undone_and_repeated_voids_again(file: CompanyFile) -> None:
    printed(file)
    entering.set_answer(file, FILING, POWER, "260")
    file.undo()
    assert changed(file) is None
    file.redo()
    assert changed(file)


@pytest.mark.untraced
def test_another_reason_of_a_seal_is_another_affidavit(file: CompanyFile) -> None:
    sealing.seal_target(file, FILING, str(POWER), "Customer-specific information", "It names a customer.")
    printed(file)
    sealing.seal_target(file, FILING, str(POWER), "Customer-specific information", "It tells what a customer uses.")
    (named,) = changed(file) or ()
    assert named.startswith("seal on ")


@pytest.mark.untraced
def test_rows_in_another_order_are_other_pages(file: CompanyFile) -> None:
    for name in ("Sample Bank", "Other Bank"):
        entering.new_row(file, FILING, "p2_people", "name", name)
    printed(file)
    first = file.book(FILING).answers.rows["p2_people"][0]
    entering.move_row(file, FILING, "p2_people", first, 1)
    (named,) = changed(file) or ()
    assert "rows of " in named


@pytest.mark.untraced
def test_an_edit_of_last_years_report_leaves_what_this_years_was_opened_with(file: CompanyFile) -> None:
    printed(file)
    entering.set_answer(file, BEFORE, POWER, "210")
    assert file.book(FILING).calculation.values[POWER._replace(column="prior")] == 200
    assert changed(file) is None


@pytest.mark.untraced
def test_what_is_not_printed_voids_nothing(file: CompanyFile) -> None:
    printed(file)
    notes.write_note(file, FILING, POWER, "Ask the bank.", None)
    entering.set_answer(file, "company", place_of("contact/name/answer"), "Another Clerk")
    annual_report.begin_report(file, 2026)
    assert changed(file) is None


@pytest.mark.untraced
def test_a_work_paper_voids_only_by_the_figure_that_it_makes(file: CompanyFile) -> None:
    printed(file)
    work_papers.keep_work_paper(file, FILING, POWER, work_papers.read_work_paper([("100", "a"), ("150", "b")]))
    assert changed(file) is None
    work_papers.keep_work_paper(file, FILING, POWER, work_papers.read_work_paper([("100", "a"), ("151", "b")]))
    assert changed(file)


@pytest.mark.untraced
def test_a_revision_has_an_oath_page_of_its_own(file: CompanyFile) -> None:
    printed(file)
    annual_report.mark_filed(file, FILING, "2026-02-03", "By mail")
    revision = annual_report.begin_revision(file, FILING).id
    assert oath_page(file, revision) is None
    entering.set_answer(file, revision, POWER, "270")
    assert (changed(file), changed(file, revision)) == (None, None)
    printed(file, revision)
    entering.set_answer(file, revision, POWER, "280")
    assert changed(file) is None
    assert changed(file, revision)


@pytest.mark.untraced
def test_what_the_history_does_not_tell_is_said_so(file: CompanyFile) -> None:
    printed(file, step=10_000)
    entering.set_answer(file, FILING, POWER, "260")
    assert changed(file) == ()
    found = void_oath(file, FILING)
    assert found is not None
    assert f"Changed since: {OTHERWISE}." in found.sentence


def test_the_number_and_the_applicant_of_a_case_are_sworn_to_with_it(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    begin_case(file, CaseOrder("certificate_ccn", variant="area"))
    printed(file, CASE)
    entering.set_answer(file, "company", place_of("identity/legal_name/answer"), "Another Sample Company")
    (named,) = changed(file, CASE) or ()
    assert named.startswith("Company page, ")
    file.undo()
    assert changed(file, CASE) is None
    set_docket(file, CASE, "WA-2026-0123")
    assert changed(file, CASE) == (PARTICULARS,)
