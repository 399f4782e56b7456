"""A seal on a table that is not filed makes no second version, and the table stays sealed where it is shown."""

from datetime import date
from pathlib import Path

from desktop_app.domain.values import Json, place_of
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.designation import designations
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.program.program import Program


def test_the_log_of_a_telephone_company_is_sealed_in_copies_and_makes_no_nonpublic_version(
    real_program: Program, tmp_path: Path
) -> None:
    identity: dict[str, Json] = {
        "legal_name": "Sample Telephone Company",
        "telecom": "yes",
        "organisation": "corporation",
    }
    file = real_program.companies.create(tmp_path / "t.filingdesk", {"company": {"identity": identity}})
    try:
        days = {"quarter": date(2026, 3, 31)}
        filing = begin_case(file, CaseOrder("telecom_records_reports", days=days)).id
        entering.add_row(file, filing, "log")
        (row,) = file.book(filing).sheet.schedules["log"].rows
        entering.set_answer(file, filing, place_of(f"log/{row}/name"), "Sample Customer")
        assert sealing.sealed_now(file.book(filing)) == {place_of(f"log/{row}/name")}
        source = real_program.packages.source(file, file.book(filing))
        assert not source.confidential
        assert source.full_request().view.seals == ()
        assert real_program.excel.sealed(file, filing, "log")
        sealing.seal_target(file, filing, "levels", "Customer-specific information", "A reason")
        entering.add_row(file, filing, "levels")
        source = real_program.packages.source(file, file.book(filing))
        assert source.confidential
        assert {place.schedule for place in source.view.sealed} == {"levels"}
        pages = VersionPages(source.full_request(), file.book(filing).sheet, real_program.packages.tools.measure)
        assert [entry["reason"] for entry in designations(pages)] == ["A reason."], "words follow it on the affidavit"
    finally:
        file.close()
