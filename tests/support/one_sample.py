"""The sample companies, each made once: a fixture that modules import is another fixture in each of them."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from desktop_app import bootstrap, locations
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile


@cache
def sample_content(kind: str = "water") -> bytes:
    """The file of a sample, made with settings of its own."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(Path(folder) / "home"))
        path = Path(folder) / "sample.filingdesk"
        bootstrap.program().companies.make_sample(kind, path).close()
        return path.read_bytes()


def sample_file(companies: Companies, kind: str, path: Path) -> CompanyFile:
    """A copy of a sample, open."""
    path.write_bytes(sample_content(kind))
    return companies.open(path)
