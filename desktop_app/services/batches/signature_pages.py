"""The pages that somebody signs, taken from the packages of many companies: a file for each version, to print."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop_app.domain.counting import counted
from desktop_app.domain.problems import UserError
from desktop_app.services.batches.errands import only_report, package_folder
from desktop_app.services.batches.running import CompanyErrand
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.delivery.manifest import PackageManifest, file_digest, read_manifest
from desktop_app.services.delivery.output_folder import MANIFEST, PUBLIC, SEALED, put_file
from desktop_app.services.delivery.package_files import NoPackage, PackageFiles
from desktop_app.services.filing_package.contents import PackageDocument, contents, is_package
from desktop_app.services.filings.oath_pages import void_oath
from desktop_app.services.ports import ChosenPages, PagePictures
from desktop_app.services.progress.overview import name_of

TO_SIGN, NONPUBLIC = "pages to sign", "nonpublic pages to sign"


class OtherPackage(UserError):
    """What is in the folder is not what this company would sign now."""


def save_signature_pages(
    pictures: PagePictures, out: Path, names: Mapping[Path, str], year: int, kept: list[Path]
) -> CompanyErrand:
    """Writes the pages to be signed of each company's package beside the packages in `out`; `kept` gets the files."""

    def errand(file: CompanyFile, path: Path) -> str:
        filing = only_report(file, year)
        folder = package_folder(out, names[path], filing)
        if not is_package(folder):
            raise NoPackage(folder)
        _must_be_its_own(file, filing.id, folder)
        written = []
        for sealed, words in ((False, TO_SIGN), (True, NONPUBLIC)):
            documents = [
                item for item in contents(folder) if item.signed and (item.path.parent.name == SEALED) == sealed
            ]
            if documents:
                target = out / f"{names[path]} {filing.id} {words}.pdf"
                put_file(target, _pages(pictures, documents))
                written.append((target, sum(len(item.signed) for item in documents)))
        if not written:
            raise OtherPackage(f"Nobody signs anything in the package in {folder}.")
        kept.extend(target for target, _ in written)
        return " ".join(f"{target} has {counted(count, 'page')}." for target, count in written)

    return errand


def _pages(pictures: PagePictures, documents: list[PackageDocument]) -> bytes:
    return pictures.joined([ChosenPages(item.path.read_bytes(), item.signed) for item in documents])


def _must_be_its_own(file: CompanyFile, filing: str, folder: Path) -> None:
    """The package is of this company, as it was produced, and nothing was changed since. Raises OtherPackage."""
    manifest: PackageManifest = read_manifest((folder / PUBLIC / MANIFEST).read_bytes())
    if manifest.company != name_of(file):
        raise OtherPackage(f"The package in {folder} is of {manifest.company}, not of this company.")
    found = PackageFiles(folder)
    for entry in manifest.files:
        content = found.content(f"{PUBLIC}/{entry.name}")
        if content is None or file_digest(content) != entry.sha256:
            raise OtherPackage(f"{entry.name} in {folder} is not as it was produced. Produce the package again.")
    if manifest.draft:
        raise OtherPackage(f"The package in {folder} is a draft. Produce the package to sign.")
    void = void_oath(file, filing)
    if void is not None:
        raise OtherPackage(void.sentence)
