"""A place that cannot be sealed is refused with the reason; a seal that stands there all the same is told and hides."""

from pathlib import Path

import pytest

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.values import Place
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.confidentiality.sealing import BadSeal
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.produce import PackageOrder
from desktop_app.services.program.program import Program

pytestmark = pytest.mark.slow  # whole sample companies

REPORT = "2025-annual-report"


def test_what_every_page_or_letter_prints_cannot_be_sealed(file: CompanyFile) -> None:
    for target, named in (
        (
            "cover/legal_name/answer",
            "Page Cover, Full certificated name cannot be sealed. It is printed on the cover",
        ),
        ("cover", "Seal the other lines one by one."),
        ("p1/office_street", "the address of the principal office"),
        ("*/*/answer", "cannot be sealed"),
    ):
        with pytest.raises(BadSeal, match=named):
            sealing.seal_target(file, REPORT, target, "x", "y")
    sealing.seal_target(file, REPORT, "p1/office_phone/answer", "x", "y")
    with pytest.raises(BadSeal, match=r"Nothing in the Company profile can be sealed. .* Seal the line of the report"):
        sealing.seal_target(file, "company", "contact/email/answer", "x", "y")
    assert sealing.all_refused(file) == ()


def test_a_seal_that_cannot_be_kept_is_told_hides_and_holds_up(
    file: CompanyFile, real_program: Program, tmp_path: Path
) -> None:
    seal = records.seal_to_json(Seal("contact/email/answer", "x", "y"))
    entering.set_answer(file, "company", Place("contact", "email", "answer"), "planted@example.com")
    file.edit("company", "Imported", {"seal/company/contact/email/answer": seal})
    (told,) = sealing.all_refused(file)
    assert told.sentence.startswith("The seal on company/contact/email/answer cannot be kept. Nothing in the Company")
    assert file.profile().contact.get("email", "") == ""
    source = real_program.packages.source(file, file.book(REPORT))
    assert "planted" not in str(source.fields)
    assert told in real_program.packages.readiness(file, REPORT).problems
    for draft in (True, False):
        with pytest.raises(BadSeal, match="company/contact/email/answer cannot be kept"):
            real_program.packages.produce(file, REPORT, PackageOrder(tmp_path / "out"), draft=draft)
    with pytest.raises(BadSeal, match="company/contact/email/answer cannot be kept"):
        real_program.excel.export(file, tmp_path / "copy.xlsx", filing=REPORT, public=True)
    assert list(tmp_path.glob("out*")) == list(tmp_path.glob("copy*")) == []
    sealing.unseal_target(file, "company", "contact/email/answer")
    assert sealing.all_refused(file) == ()
    assert file.profile().contact["email"] == "planted@example.com"


@pytest.mark.untraced
def test_a_line_of_the_report_that_repeats_the_profile_is_hidden_in_its_letters(
    file: CompanyFile, real_program: Program
) -> None:
    entering.set_answer(file, "company", Place("office", "street", "answer"), "77 Planted Lane")
    seal = records.seal_to_json(Seal("p1/office_street/answer", "x", "y"))
    source = real_program.packages.source(file, file.book(REPORT))
    assert "77 Planted Lane" in source.fields["office_address"]
    file.edit(REPORT, "Imported", {f"seal/{REPORT}/p1/office_street/answer": seal})
    source = real_program.packages.source(file, file.book(REPORT))
    assert "77 Planted Lane" not in str(source.fields)
