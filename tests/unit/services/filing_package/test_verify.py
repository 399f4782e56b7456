"""A package is looked through again: every change, loss and addition is named."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.services.delivery.manifest import manifest_bytes, read_manifest
from desktop_app.services.delivery.output_folder import put_in_place
from desktop_app.services.delivery.package_check import PackageDifference, intact
from desktop_app.services.delivery.package_files import NoPackage
from desktop_app.services.filing_package.contents import contents, letter_titles
from desktop_app.services.program.verifying import verify_folder
from tests.support import paper_tools as workbench
from tests.support import small_filing as paperwork
from tests.support.memory_companies import REAL
from tests.unit.services.delivery.test_output_folder import tree
from tests.unit.services.filing_package.test_produce import made, open_source, sealed_source

REPORT = "public/annual-report-2025-public.pdf"
TWIN = "sealed/annual-report-2025-nonpublic.pdf"
MANIFEST = "public/manifest.json"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("made") / "p"
    made(sealed_source(), folder)
    return tree(folder)


def looked(folder: Path, files: dict[str, bytes]) -> tuple[PackageDifference, ...]:
    put_in_place(folder, files)
    return verify_folder(folder, paperwork.Library(), workbench.JsonInspector())


def test_a_package_as_it_was_produced_has_no_finding(tmp_path: Path, package: dict[str, bytes]) -> None:
    assert looked(tmp_path / "p", package) == ()


def test_what_is_intact_is_told_too(tmp_path: Path, package: dict[str, bytes]) -> None:
    folder = tmp_path / "p"
    findings = looked(folder, {**package, "public/cover-letter.pdf": b'{"pages": []}'})
    assert set(intact(folder, findings)) == set(package) - {"public/cover-letter.pdf"}
    folder = tmp_path / "q"
    assert intact(folder, looked(folder, {**package, MANIFEST: b"{}"})) == ()


def test_a_public_package_has_no_finding(tmp_path: Path) -> None:
    made(open_source(), tmp_path / "p")
    assert verify_folder(tmp_path / "p", paperwork.Library(), workbench.JsonInspector()) == ()


def exchanged(report: bytes) -> bytes:
    pages = json.loads(report)["pages"]
    return json.dumps({"pages": [*pages[:3], pages[4], pages[3], *pages[5:]]}).encode()


def without_affidavit(report: bytes) -> bytes:
    pages = json.loads(report)["pages"]
    return json.dumps({"pages": [page for page in pages if "Affidavit" not in str(page)]}).encode()


Change = Callable[[dict[str, bytes]], object]
CHANGES: dict[str, tuple[Change, str]] = {
    "a changed word": (lambda f: f.update({REPORT: f[REPORT].replace(b"Farmers", b"Barbers")}), "its digest differs"),
    "a lost page": (
        lambda f: f.update({REPORT: json.dumps({"pages": json.loads(f[REPORT])["pages"][:-1]}).encode()}),
        "pages that can be read",
    ),
    "a lost report": (lambda f: f.pop(REPORT), f"{REPORT} is missing"),
    "a lost twin": (lambda f: f.pop(TWIN), f"{TWIN} is missing"),
    "a lost letter": (lambda f: f.pop("public/cover-letter.pdf"), "cover-letter.pdf is missing"),
    "a lost sheet": (lambda f: f.pop("filing-sheet.pdf"), "filing-sheet.pdf is missing"),
    "the twin among the public files": (
        lambda f: f.update({"public/annual-report-2025-nonpublic.pdf": f[TWIN]}),
        "does not belong",
    ),
    "a log among the public files under another name": (
        lambda f: f.update({"public/notes.txt": f["sealed/self-test.txt"]}),
        "nonpublic but in the public folder",
    ),
    "bytes behind the end": (lambda f: f.update({REPORT: f[REPORT] + b" "}), "1 bytes were added behind its end"),
    "pages exchanged": (lambda f: f.update({REPORT: exchanged(f[REPORT])}), "of the file says that it is page"),
    "a removed affidavit": (lambda f: f.update({REPORT: without_affidavit(f[REPORT])}), "the affidavit is missing"),
    "a changed nonpublic version": (lambda f: f.update({TWIN: f[TWIN] + b" "}), "differs from the list beside it"),
    "a changed certificate": (
        lambda f: f.update({"sealed/redaction-certificate.pdf": b"{}"}),
        "differs from the list beside it",
    ),
    "a changed log": (lambda f: f.update({"sealed/self-test.txt": b"fine"}), "differs from the list beside it"),
    "a list of sealed files in another spelling": (
        lambda f: f.update({"sealed/manifest.json": f["sealed/manifest.json"] + b" "}),
        "it was changed",
    ),
    "a list of sealed files that is none": (lambda f: f.update({"sealed/manifest.json": b"[]"}), "cannot be read"),
    "a script": (lambda f: f.update({REPORT: f[REPORT] + b"JavaScript"}), "it has a script"),
    "a manifest in another spelling": (
        lambda f: f.update({MANIFEST: json.dumps(json.loads(f[MANIFEST])).encode()}),
        "it was changed",
    ),
    "no manifest to speak of": (lambda f: f.update({MANIFEST: b"[]"}), "cannot be read"),
    "two versions exchanged": (lambda f: f.update({TWIN: f[REPORT]}), "does not say that it is the nonpublic"),
    "a twin with fewer pages": (
        lambda f: f.update({TWIN: json.dumps({"pages": json.loads(f[TWIN])["pages"][:-1]}).encode()}),
        "pages before its annex",
    ),
    "a twin with a lost label": (
        lambda f: f.update({TWIN: f[TWIN].replace(paperwork.LEGENDS["nonpublic_page"].encode(), b"x")}),
        "labeled as nonpublic in one version only",
    ),
    "a twin that cannot be read": (lambda f: f.update({TWIN: b"%PDF"}), "cannot be read"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_is_named(tmp_path: Path, package: dict[str, bytes], name: str) -> None:
    change, sentence = CHANGES[name]
    files = dict(package)
    change(files)
    findings = looked(tmp_path / "p", files)
    assert any(sentence in finding.sentence for finding in findings), findings


def test_a_folder_that_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoPackage):
        verify_folder(tmp_path, paperwork.Library(), workbench.JsonInspector())
    with pytest.raises(NoPackage):
        verify_folder(tmp_path / "nowhere", paperwork.Library(), workbench.JsonInspector())


def test_the_papers_of_a_package_are_listed_with_what_they_are_and_what_is_signed(
    tmp_path: Path, package: dict[str, bytes]
) -> None:
    put_in_place(tmp_path / "p", package)
    papers = contents(tmp_path / "p")
    assert [(paper.path.name, paper.what.partition(":")[0]) for paper in papers] == [
        ("filing-sheet.pdf", "Filing sheet"),
        ("cover-letter.pdf", "Cover letter"),
        ("annual-report-2025-public.pdf", "Public version"),
        ("annual-report-2025-nonpublic.pdf", "Nonpublic version, to be kept under seal"),
        ("redaction-certificate.pdf", "Certificate of the redaction, for your own files"),
    ]
    told = contents(tmp_path / "p", letter_titles(REAL.form("annual_report"), REAL))
    assert told[1].what == "Cover letter: confidential information"
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoPackage):
        contents(tmp_path / "empty")


def test_papers_without_a_twin_are_called_by_their_own_names(tmp_path: Path, package: dict[str, bytes]) -> None:
    """The notice to customers of a rate request was called the public version."""
    listed = read_manifest(package["public/manifest.json"])
    report = next(entry for entry in listed.files if entry.name.endswith("-public.pdf"))
    others = tuple(entry for entry in listed.files if entry != report)
    papers = (replace(report, name="bill-notice.pdf"), *others)
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "manifest.json").write_bytes(manifest_bytes(replace(listed, files=papers)))
    assert [paper.what.partition(":")[0] for paper in contents(tmp_path)] == [
        *("Filing sheet", "Bill notice", "Cover letter")
    ]
