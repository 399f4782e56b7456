"""Each kind of package altered at random: every change is told in words, no copy that is whole alarms, nothing ends."""

from functools import partial
from pathlib import Path

import pytest

from desktop_app.services.program.verifying import verify_folder
from desktop_app.services.tariff_book.support import add_support
from tests.support import paper_tools as workbench
from tests.support import small_filing as paperwork
from tests.support.altered_packages import Verifier, alarmed, missed
from tests.support.remembered_readings import RememberingInspector
from tests.support.tariff_company import LIBRARY
from tests.support.tariff_packets import PACKETS, changed
from tests.unit.services.filing_package.test_produce import made, open_source, sealed_source

pytestmark = pytest.mark.slow  # whole sample companies

CHANGES, OF_PACKETS = 100, 16  # a packet is made of real PDF files, which take time to read
KINDS = ("sealed report", "open report", "sealed draft", "open packet", "sealed packet")


@pytest.fixture(scope="module", params=KINDS)
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Verifier]:
    """A package of each kind, and what verifies it."""
    folder = tmp_path_factory.mktemp("made") / "package"
    kind: str = request.param
    if "packet" in kind:
        tariff_book, filing = changed()
        add_support(tariff_book, filing.id, "map.png", b"map", "Map of the area")
        if kind == "sealed packet":
            add_support(
                tariff_book, filing.id, "cost.png", b"cost", "Cost study", seal=("Contract price", "Names a price")
            )
        PACKETS.produce(tariff_book, filing.id, folder)
        return folder, partial(verify_folder, library=LIBRARY, inspector=RememberingInspector())
    source = open_source() if kind == "open report" else sealed_source(draft="draft" in kind)
    made(source, folder)
    return folder, partial(verify_folder, library=paperwork.Library(), inspector=workbench.JsonInspector())


@pytest.mark.untraced
def test_a_package_as_it_was_produced_has_no_finding(package: tuple[Path, Verifier]) -> None:
    folder, verifier = package
    assert verifier(folder) == ()


def test_every_change_is_told(package: tuple[Path, Verifier], tmp_path: Path) -> None:
    folder, verifier = package
    count = OF_PACKETS if (folder / "public" / "sheets.pdf").exists() else CHANGES
    tried, unseen = missed(folder, tmp_path, verifier, count, "suite")
    assert tried >= count
    assert unseen == []


def test_no_copy_that_is_whole_alarms(package: tuple[Path, Verifier], tmp_path: Path) -> None:
    folder, verifier = package
    assert alarmed(folder, tmp_path, verifier) == []
