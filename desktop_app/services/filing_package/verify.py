"""Checks a package again, from its files alone: nothing changed, nothing missing, nothing more, nothing showing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.delivery.manifest import (
    BadManifest,
    ManifestEntry,
    PackageManifest,
    file_digest,
    read_manifest,
    read_sealed_manifest,
)
from desktop_app.services.delivery.output_folder import MANIFEST, OURS, PUBLIC, SEALED, SHEET
from desktop_app.services.filing_package.annex import LABEL as ANNEX
from desktop_app.services.filing_package.certificate import NAME as CERTIFICATE
from desktop_app.services.filing_package.compose import AFFIDAVIT_LABEL, COVER_LETTER, REPORT, TWIN, letter_name
from desktop_app.services.filing_package.legends import VersionLegends, legends
from desktop_app.services.filing_package.produce import LOG
from desktop_app.services.ports import FormLibrary, PdfInspector, ReadPage

_COUNT = re.compile(r"\bPage (\d+) of \d+")


class NoPackage(UserError):
    """The folder is not a package."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not a package: it has no {PUBLIC}/{MANIFEST}.")


class PackageUnreadable(EnvironmentProblem):
    """The disk refused."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(f"The package in {folder} could not be read: {error.strerror or error}.")


@dataclass(frozen=True, slots=True)
class PackageDifference:
    """One difference between the package and what it should be. A `remark` is worth knowing but is no difference."""

    file: str
    sentence: str
    remark: bool = False


def verify_package(
    folder: Path, library: FormLibrary, inspector: PdfInspector, password: str = ""
) -> tuple[PackageDifference, ...]:
    """Everything that is wrong with the package; nothing if it is as it was produced.

    Raises NoPackage, or PackageUnreadable.
    """
    path = folder / PUBLIC / MANIFEST
    try:
        if not path.is_file():
            raise NoPackage(folder)
        try:
            manifest = read_manifest(path.read_bytes())
        except BadManifest as error:
            return (PackageDifference(f"{PUBLIC}/{MANIFEST}", f"The manifest does not hold: {error}."),)
        return tuple(_Verifier(folder, manifest, library, inspector, password).findings())
    except OSError as error:
        raise PackageUnreadable(folder, error) from None


def intact(folder: Path, findings: Sequence[PackageDifference]) -> tuple[str, ...]:
    """The files of the package, by path inside it, of which nothing bad is to be said. Raises PackageUnreadable."""
    blamed = {finding.file for finding in findings if not finding.remark}
    if f"{PUBLIC}/{MANIFEST}" in blamed:
        return ()  # what it would have to agree with is not known
    try:
        there = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    except OSError as error:
        raise PackageUnreadable(folder, error) from None
    return tuple(name for name in there if name not in blamed)


class _Verifier:
    """Looks through one package whose manifest can be read."""

    def __init__(
        self, folder: Path, manifest: PackageManifest, library: FormLibrary, inspector: PdfInspector, password: str
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self.inspector = inspector
        self.password = password
        self.words: VersionLegends = legends(library.rules(), date.fromisoformat(manifest.rules_on))
        names = [entry.name for entry in manifest.files]
        lost = f"{manifest.form.replace('_', '-')}-{manifest.year}{REPORT}"
        self.report = next((name for name in names if name.endswith(REPORT)), lost)
        self.twin = f"{self.report.removesuffix(REPORT)}{TWIN}"
        self.sealed = letter_name(COVER_LETTER) in names

    def findings(self) -> Iterator[PackageDifference]:
        """Everything that is wrong."""
        yield from self._names()
        for entry in self.manifest.files:
            yield from self._public_file(entry)
        report = self._pages(f"{PUBLIC}/{self.report}")
        if report:
            yield from self._version(f"{PUBLIC}/{self.report}", report, self.words.version(public=True))
            yield from self._order(f"{PUBLIC}/{self.report}", report)
        if self.sealed and report:
            yield from self._affidavit(report)
            yield from self._twins(report)
        yield from self._sealed_files()
        if (self.folder / SHEET).is_file():
            yield from self._strange(SHEET)

    def _affidavit(self, report: Sequence[ReadPage]) -> Iterator[PackageDifference]:
        """The affidavit must stand behind the cover (3.640(4)(C))."""
        if not any(_says(page, f"{AFFIDAVIT_LABEL} ·") for page in report[:3]):
            name = f"{PUBLIC}/{self.report}"
            yield PackageDifference(name, f"{name}: the affidavit is missing; it must stand behind the cover.")

    def _names(self) -> Iterator[PackageDifference]:
        """Files that are missing, and files that do not belong here."""
        wanted = {f"{PUBLIC}/{entry.name}" for entry in self.manifest.files}
        wanted |= {f"{PUBLIC}/{MANIFEST}", f"{PUBLIC}/{self.report}", SHEET}
        if self.sealed:
            wanted.add(f"{SEALED}/{self.twin}")
            if not self.manifest.draft:
                wanted |= {f"{SEALED}/{name}" for name in (LOG, CERTIFICATE, MANIFEST)}
        there = {
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file() or path.is_symlink() or path.name not in OURS
        }
        for name in sorted(wanted - there):
            yield PackageDifference(name, f"{name} is missing.")
        for name in sorted(there - wanted):
            yield PackageDifference(name, f"{name} does not belong to the package.{self._warning(name)}")

    def _warning(self, name: str) -> str:
        """What is to be said of a file that lies where it should not."""
        if name.startswith(f"{PUBLIC}/") and self._nonpublic(name):
            return " It is nonpublic but in the public folder: remove it before anything is mailed."
        return " It must not be mailed with the public version." if name.startswith(f"{SEALED}/") else ""

    def _nonpublic(self, name: str) -> bool:
        """Whether a file is one of the sealed folder, by its name, its digest or what it says."""
        path = self.folder / name
        if path.name in {self.twin, LOG, CERTIFICATE}:
            return True
        known = set(self._sealed_digests().values())
        if path.is_file() and file_digest(path.read_bytes()) in known:
            return True
        words = self.words.version(public=False)
        return any(_says(page, words) for page in self._pages(name)[:1])

    def _sealed_digests(self) -> dict[str, str]:
        """The digests of the sealed folder, none if it has none or they cannot be trusted."""
        path = self.folder / SEALED / MANIFEST
        try:
            return read_sealed_manifest(path.read_bytes()) if path.is_file() else {}
        except BadManifest:
            return {}

    def _sealed_files(self) -> Iterator[PackageDifference]:
        """The files of the sealed folder against their digests."""
        path = self.folder / SEALED / MANIFEST
        if not path.is_file():
            return
        try:
            digests = read_sealed_manifest(path.read_bytes())
        except BadManifest as error:
            yield PackageDifference(f"{SEALED}/{MANIFEST}", f"The list of sealed files is not valid: {error}.")
            return
        for name, wanted in digests.items():
            file = self.folder / SEALED / name
            if file.is_file() and file_digest(file.read_bytes()) != wanted:
                words = (
                    f"{SEALED}/{name} is not the file that was produced: its digest differs from the list beside it."
                )
                yield PackageDifference(f"{SEALED}/{name}", words)

    def _public_file(self, entry: ManifestEntry) -> Iterator[PackageDifference]:
        name = f"{PUBLIC}/{entry.name}"
        path = self.folder / PUBLIC / entry.name
        if not path.is_file():
            return
        content = path.read_bytes()
        if file_digest(content) != entry.sha256:
            added = len(content) - entry.size
            behind = added > 0 and file_digest(content[: entry.size]) == entry.sha256
            why = f"{added} bytes were added behind its end" if behind else "its digest differs from the manifest"
            yield PackageDifference(name, f"{name} is not the file that was produced: {why}.")
        yield from self._strange(name)
        pages = self._pages(name)
        if len(pages) != entry.pages:
            yield PackageDifference(
                name, f"{name} has {len(pages)} pages that can be read; the manifest says {entry.pages}."
            )

    def _strange(self, name: str) -> Iterator[PackageDifference]:
        for sentence in self.inspector.strange((self.folder / name).read_bytes()):
            yield PackageDifference(name, f"{name}: {sentence}")

    def _pages(self, name: str) -> Sequence[ReadPage]:
        """The pages of a file; none if it is missing or cannot be read, which is found elsewhere."""
        path = self.folder / name
        password = self.password if name.startswith(SEALED) else ""
        try:
            return self.inspector.pages(path.read_bytes(), password) if path.is_file() else ()
        except UserError:
            return ()

    def _order(self, name: str, pages: Sequence[ReadPage]) -> Iterator[PackageDifference]:
        """Pages say which they are; one that stands elsewhere was exchanged, or another one is missing."""
        for number, page in enumerate(pages, 1):
            said = _COUNT.search(page.text)
            if said is not None and int(said[1]) != number:
                yield PackageDifference(
                    name, f"{name}: page {number} of the file says that it is page {said[1]} of the report."
                )
                return

    def _version(self, name: str, pages: Sequence[ReadPage], words: str) -> Iterator[PackageDifference]:
        for number, page in enumerate(pages, 1):
            if not _says(page, words):
                yield PackageDifference(
                    name, f"{name}: page {number} does not say that it is the {words[0].lower()}{words[1:]}."
                )

    def _twins(self, report: Sequence[ReadPage]) -> Iterator[PackageDifference]:
        """The nonpublic version beside the public one: pages, sizes and labels."""
        name = f"{SEALED}/{self.twin}"
        if not (self.folder / name).is_file():
            return
        twin = self._pages(name)
        if not twin:
            sentence = f"{name} cannot be read, so it was not compared. If it has a password, give it."
            yield PackageDifference(name, sentence, remark=not self.password)
            return
        yield from self._version(name, twin, self.words.version(public=False))
        common = [page for page in twin if not _annexed(page)]
        if len(common) != len(report):
            yield PackageDifference(
                name, f"{name} has {len(common)} pages before its annex; the public version {len(report)}."
            )
            return
        for number, (page, other) in enumerate(zip(report, common, strict=True), 1):
            if (page.width, page.height) != (other.width, other.height):
                yield PackageDifference(name, f"Page {number} differs in size between the two versions.")
            if _says(page, self.words.page(public=True)) != _says(other, self.words.page(public=False)):
                yield PackageDifference(name, f"Page {number} is labeled as nonpublic in one version only.")


def _says(page: ReadPage, words: str) -> bool:
    return _squeezed(words) in _squeezed(page.text)


def _annexed(page: ReadPage) -> bool:
    return _squeezed(f"{ANNEX} · {ANNEX} page") in _squeezed(page.text)


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())
