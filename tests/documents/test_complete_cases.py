"""A case completed with made-up answers gives a package that verifies, its drawings at their own size."""

from pathlib import Path

import pypdfium2
import pytest

from complete_cases import complete_cases
from desktop_app import bootstrap, locations
from desktop_app.services.filing_package.produce import PackageOrder
from desktop_app.services.program.verifying import verify_package

pytestmark = pytest.mark.slow  # a whole company


def test_a_map_stays_a_page_of_its_own_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
    program = bootstrap.program()
    ((path, filing),) = complete_cases(program, tmp_path, ("eminent_domain",))
    with_package = tmp_path / "package"
    file = program.companies.open(path)
    program.packages.produce(file, filing, PackageOrder(with_package))
    file.close()
    assert [one.sentence for one in verify_package(program, with_package, "") if not one.remark] == []
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(with_package / "public" / "application.pdf")]
    assert sizes.count((1728.0, 2592.0)) == 1
