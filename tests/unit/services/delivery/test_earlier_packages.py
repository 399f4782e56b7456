"""Packages of the first release, whose manifests hold fewer digests: whole ones verify, and every loss is told."""

import shutil
from pathlib import Path

import pytest

from desktop_app.services.program.verifying import verify_folder
from tests.architecture.source import ROOT
from tests.support.remembered_readings import RememberingInspector
from tests.support.tariff_company import LIBRARY

pytestmark = [pytest.mark.slow, pytest.mark.untraced]  # real PDF files

RELEASE = ROOT / "tests" / "fixtures" / "release-0.1"
PACKAGES = sorted(path for path in RELEASE.glob("pack*-*") if path.is_dir())


INSPECTOR = RememberingInspector()


def troubles(folder: Path) -> list[str]:
    return [finding.sentence for finding in verify_folder(folder, LIBRARY, INSPECTOR) if not finding.remark]


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_a_package_of_the_first_release_verifies_and_each_missing_file_is_told(tmp_path: Path, path: Path) -> None:
    assert troubles(path) == []
    names = [found.relative_to(path).as_posix() for found in sorted(path.rglob("*.pdf"))]
    for name in names:
        folder = tmp_path / "p"
        shutil.copytree(path, folder)
        (folder / name).unlink()
        assert any(name in words for words in troubles(folder)), name
        shutil.rmtree(folder)
