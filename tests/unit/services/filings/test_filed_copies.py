"""What was filed, kept to the byte."""

from pathlib import Path

import pytest

from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filings import annual_report
from desktop_app.services.filings import filed_copies as vault
from desktop_app.services.filings.filed_copies import NoFilesToKeep
from desktop_app.services.ports import Workspace
from desktop_app.storage.files import SqliteFiles
from tests.support.calendar_companies import company
from tests.support.memory_companies import REAL, Counter, FixedClock

FILES = {"public/report.pdf": b"public", "public/manifest.json": b"{}", "sealed/report nonpublic.pdf": b"secret"}


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    """A company on disk: the vault is part of the file."""
    memory = company(tmp_path, "water")
    workspace: Workspace = SqliteFiles(FixedClock(), None).create(tmp_path / "real.filingdesk")
    real = CompanyFile(workspace, REAL, FixedClock(), Counter())
    real.edit("company", "Copied", {key: memory.workspace.get(key) for key in memory.workspace.under("answer/")})
    filing = annual_report.begin_report(real, 2025)
    annual_report.mark_filed(real, filing.id, "2026-04-02", "By mail")
    return real


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        path = tmp_path / "package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "package"


@pytest.mark.slow
def test_the_files_of_a_package_are_kept_with_their_digests(file: CompanyFile, package: Path) -> None:
    kept = vault.keep_filed_copy(file, "2025-annual-report", " 7001 ", package)
    assert vault.filed(file, "2025-annual-report") == kept
    assert kept.tracking == "7001"
    assert [item.name for item in kept.public] == ["manifest.json", "report.pdf"]
    assert [item.name for item in kept.sealed] == ["report nonpublic.pdf"]
    assert file.workspace.document(kept.sealed[0].digest) == b"secret"
    file.workspace.close()


@pytest.mark.slow
def test_a_file_is_told_from_another(file: CompanyFile, package: Path, tmp_path: Path) -> None:
    vault.keep_filed_copy(file, "2025-annual-report", "", package)
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(b"public")
    assert vault.is_the_one(file, copy) == (
        "copy.pdf is identical to report.pdf of 2025-annual-report, filed on April 2, 2026."
    )
    changed = tmp_path / "report.pdf"
    changed.write_bytes(b"publix")
    assert "not the same: something was changed" in vault.is_the_one(file, changed)
    other = tmp_path / "other.pdf"
    other.write_bytes(b"other")
    assert vault.is_the_one(file, other) == "other.pdf is not one of the filed copies."
    with pytest.raises(EnvironmentProblem, match="cannot be read"):
        vault.is_the_one(file, tmp_path / "missing.pdf")
    file.workspace.close()


@pytest.mark.slow
def test_sealed_files_never_come_to_lie_beside_public_ones(file: CompanyFile, package: Path, tmp_path: Path) -> None:
    kept = vault.keep_filed_copy(file, "2025-annual-report", "", package)
    out = tmp_path / "out"
    out.mkdir()
    first = vault.hand_out(file, kept.files, out)
    again = vault.hand_out(file, kept.public, out)
    assert [path.relative_to(out).as_posix() for path in (*first, *again)] == [
        "public/manifest.json",
        "public/report.pdf",
        "sealed/report nonpublic.pdf",
        "public/manifest 2.json",
        "public/report 2.pdf",
    ]
    assert first[2].read_bytes() == b"secret"
    with pytest.raises(EnvironmentProblem, match="could not be written"):
        vault.hand_out(file, kept.sealed, tmp_path / "nowhere")
    file.workspace.close()


@pytest.mark.slow
def test_a_tracking_number_can_follow_later(file: CompanyFile, package: Path) -> None:
    vault.keep_filed_copy(file, "2025-annual-report", "", package)
    assert len(vault.keep_filed_copy(file, "2025-annual-report", "EFIS 1").files) == 3
    assert vault.filed(file, "2024-annual-report") is None
    file.workspace.close()


@pytest.mark.slow
def test_only_a_package_is_kept(file: CompanyFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(NoFilesToKeep, match="no file"):
        vault.keep_filed_copy(file, "2025-annual-report", "", empty)
    monkeypatch.setattr(vault, "MOST_BYTES", 3)
    (empty / "big").write_bytes(b"1234")
    with pytest.raises(NoFilesToKeep, match="at most"):
        vault.keep_filed_copy(file, "2025-annual-report", "", empty)
    file.workspace.close()
