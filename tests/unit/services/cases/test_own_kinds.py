"""Forms of the user's own among the kinds that a company may file."""

from pathlib import Path

import pytest

from desktop_app.catalog.library import FormFiles
from desktop_app.locations import find_folders
from desktop_app.services.analysis.size_limits import FilingOffer
from desktop_app.services.cases.beginning import CannotBeginCase, CaseOrder, begin_case
from desktop_app.services.cases.kinds import OWN_FORM, offered_kinds
from tests.support.case_companies import case_company
from tests.support.own_forms import HEAD, write_own


@pytest.mark.slow
def test_own_forms_are_offered_apart_and_a_broken_one_cannot_be_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = case_company(tmp_path, "water")
    folder = tmp_path / "own"
    write_own(folder)
    write_own(folder, "own_broken")
    write_own(folder, "own_gas_log", HEAD.replace("own_well_log", "own_gas_log").replace('["water"]', '["gas"]'))
    monkeypatch.setattr(file, "library", FormFiles(find_folders().forms, own=folder))
    found = {kind.id: kind for kind in offered_kinds(file, ())}
    assert [(kind.eligible, kind.case) for kind in found.values()] == [
        (FilingOffer.NO, False),
        (FilingOffer.NO, True),
        (FilingOffer.YES, True),
    ]
    assert found["own_well_log"].sentence == OWN_FORM
    assert found["own_gas_log"].sentence.endswith("It is for gas service.")
    with pytest.raises(CannotBeginCase, match=r"own_broken/r1/form\.toml, id"):
        begin_case(file, CaseOrder("own_broken"))
    assert begin_case(file, CaseOrder("own_well_log")).id == "2026-own-well-log"
