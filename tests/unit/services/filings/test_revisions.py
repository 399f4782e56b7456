"""What a revision changes, and what of that is told in public."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.filings import Filing
from desktop_app.domain.values import Place
from desktop_app.formspec.public_view import PublicFiling
from desktop_app.pagespec.pages import TextItem
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.filings.revisions import changed_since, printed_of, public_changes, revision_fields
from tests.support import small_filing as paperwork
from tests.support.calendar_companies import company
from tests.support.paper_tools import compose_version


def revision(folder: Path, *, on: str = "2026-04-02", seal: bool = True) -> tuple[CompanyFile, Filing, Place, Place]:
    file = company(folder, "water")
    filing = annual_report.begin_report(file, 2025)
    cells = file.book(filing.id).sheet.cells
    shown, hidden = [place for place, spec in cells.items() if spec.type.value == "text" and not spec.formula][:2]
    for place in (shown, hidden):
        entering.set_answer(file, filing.id, place, "first")
    if seal:
        sealing.seal_target(file, filing.id, str(hidden), "A type", "A reason")
    annual_report.mark_filed(file, filing.id, on, "By mail")
    return file, annual_report.begin_revision(file, filing.id), shown, hidden


def told(file: CompanyFile, new: Filing) -> tuple[PublicFiling, PublicFiling, frozenset[str]]:
    """The revision and the version filed, as anybody may see them, and what they print."""
    return file.shown(new.id), file.shown(new.revises), printed_of(file, new.id, new.revises)


def fields(file: CompanyFile, new: Filing) -> dict[str, str]:
    return revision_fields(*told(file, new), file.filing(new.revises).filed_on)


@pytest.mark.untraced
@pytest.mark.slow
def test_a_revision_tells_what_differs_and_never_what_is_sealed(tmp_path: Path) -> None:
    file, new, shown, hidden = revision(tmp_path)
    assert changed_since(file, new) == ()
    entering.set_answer(file, new.id, shown, "second")
    before = fields(file, new)
    entering.set_answer(file, new.id, hidden, "third")
    assert [item.sealed for item in changed_since(file, new)] == [False, True]
    assert [item.after for item in public_changes(*told(file, new))] == ["second"]
    assert fields(file, new) == before
    assert before["revises"] == "April 2, 2026"
    assert before["changes"].endswith("first is corrected to second")
    assert (before["no_changes"], before["seals"]) == ("", "yes")


@pytest.mark.untraced
@pytest.mark.slow
def test_a_seal_that_was_lifted_still_counts(tmp_path: Path) -> None:
    file, new, _, hidden = revision(tmp_path)
    sealing.unseal_target(file, new.id, str(hidden))
    entering.set_answer(file, new.id, hidden, "third")
    assert public_changes(*told(file, new)) == ()


@pytest.mark.slow
def test_a_revision_without_changes_says_so(tmp_path: Path) -> None:
    file, new, _, _ = revision(tmp_path, on="in spring", seal=False)
    assert fields(file, new) == {"revises": "in spring", "changes": "", "no_changes": "yes", "seals": ""}


@pytest.mark.slow
def test_other_filings_have_nothing_to_tell(tmp_path: Path) -> None:
    file, new, _, _ = revision(tmp_path)
    first = file.filing(new.revises)
    assert changed_since(file, first) == ()


@pytest.mark.untraced
@pytest.mark.slow
def test_work_pages_are_in_no_list(tmp_path: Path) -> None:
    """Their ratios would tell what is sealed."""
    file, new, _, _ = revision(tmp_path)
    sealing.seal_target(file, new.id, "w2/*/amount", "A type", "A reason")
    lines = file.book(new.id).sheet.schedules["r1"].lines
    ratio = Place("r1", next(line.id for line in lines if not line.heading), "y1")
    chemicals, cash = Place("w2", "chemicals", "amount"), Place("p4", "cash", "end")
    entering.set_block(file, new.id, [(chemicals, "71,235"), (cash, "4,000"), (Place("w1", "total", "end"), "5")])
    entering.override(file, new.id, ratio, "41.85", "Reckoned by hand")
    for listed in (changed_since(file, new), public_changes(*told(file, new))):
        assert "r1" not in {change.place.schedule for change in listed}
    assert any(change.place == cash for change in public_changes(*told(file, new)))


def test_the_cover_and_a_paper_of_its_own_tell_a_revision() -> None:
    request = paperwork.request(paperwork.filing(paperwork.VALUES, ()), public=True)
    revised = replace(request, fields={**request.fields, "revises": "April 2, 2026", "changes": "x", "no_changes": ""})
    plain = {document.name for document in compose_version(request, paperwork.Library(), paperwork.measured)}
    documents = compose_version(revised, paperwork.Library(), paperwork.measured)
    assert {document.name for document in documents} - plain == {"revision-changes.pdf"}
    cover = documents[0].pages[0]
    assert "Revision of the report submitted on April 2, 2026" in {
        item.content for item in cover.items if isinstance(item, TextItem)
    }
