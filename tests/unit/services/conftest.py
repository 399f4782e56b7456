"""The sample water company, a copy for each test; the program as it is put together."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app import bootstrap
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.program.program import Program


@pytest.fixture(scope="session")
def real_program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    before = os.environ.get("FILING_DESK_HOME")
    os.environ["FILING_DESK_HOME"] = str(tmp_path_factory.mktemp("home"))
    yield bootstrap.program()
    if before is None:
        del os.environ["FILING_DESK_HOME"]
    else:
        os.environ["FILING_DESK_HOME"] = before


@pytest.fixture(scope="session")
def sample_path(real_program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.filingdesk"
    real_program.companies.make_sample("water", path).close()
    return path


@pytest.fixture
def file(real_program: Program, sample_path: Path, tmp_path: Path) -> Iterator[CompanyFile]:
    path = tmp_path / "company.filingdesk"
    shutil.copyfile(sample_path, path)
    opened = real_program.companies.open(path)
    yield opened
    opened.close()
