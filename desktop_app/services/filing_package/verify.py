"""Checks a package again, from its files alone: nothing changed, nothing missing, nothing more, nothing showing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.filing_package.annex import LABEL as ANNEX
from desktop_app.services.filing_package.compose import COVER_LETTER, REPORT, TWIN, letter_name
from desktop_app.services.filing_package.legends import Legends, legends
from desktop_app.services.filing_package.manifest import BadManifest, Entry, Manifest, digest, read_manifest
from desktop_app.services.filing_package.placing import MANIFEST, OURS, PUBLIC, SEALED, SHEET
from desktop_app.services.filing_package.produce import LOG
from desktop_app.services.ports import FormLibrary, PdfInspector, ReadPage


class NoPackage(UserError):
    """The folder is not a package."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not a package: it has no {PUBLIC}/{MANIFEST}.")


class CannotRead(EnvironmentProblem):
    """The disk refused."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(f"The package in {folder} could not be read: {error.strerror or error}.")


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between the package and what it should be. A `remark` is worth knowing but is no difference."""

    file: str
    sentence: str
    remark: bool = False


def verify(folder: Path, library: FormLibrary, inspector: PdfInspector, password: str = "") -> tuple[Finding, ...]:
    """Everything that is wrong with the package; nothing if it is as it was produced.

    Raises NoPackage, or CannotRead.
    """
    path = folder / PUBLIC / MANIFEST
    try:
        if not path.is_file():
            raise NoPackage(folder)
        try:
            manifest = read_manifest(path.read_bytes())
        except BadManifest as error:
            return (Finding(f"{PUBLIC}/{MANIFEST}", f"The manifest does not hold: {error}."),)
        return tuple(_Verifier(folder, manifest, library, inspector, password).findings())
    except OSError as error:
        raise CannotRead(folder, error) from None


class _Verifier:
    """Looks through one package whose manifest can be read."""

    def __init__(
        self, folder: Path, manifest: Manifest, library: FormLibrary, inspector: PdfInspector, password: str
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self.inspector = inspector
        self.password = password
        self.words: Legends = legends(library.rules(), date.fromisoformat(manifest.rules_on))
        names = [entry.name for entry in manifest.files]
        lost = f"{manifest.form.replace('_', '-')}-{manifest.year}{REPORT}"
        self.report = next((name for name in names if name.endswith(REPORT)), lost)
        self.twin = f"{self.report.removesuffix(REPORT)}{TWIN}"
        self.sealed = letter_name(COVER_LETTER) in names

    def findings(self) -> Iterator[Finding]:
        """Everything that is wrong."""
        yield from self._names()
        for entry in self.manifest.files:
            yield from self._public_file(entry)
        report = self._pages(f"{PUBLIC}/{self.report}")
        if report:
            yield from self._version(f"{PUBLIC}/{self.report}", report, self.words.version(public=True))
        if self.sealed and report:
            yield from self._twins(report)
        if (self.folder / SHEET).is_file():
            yield from self._strange(SHEET)

    def _names(self) -> Iterator[Finding]:
        """Files that are missing, and files that do not belong here."""
        wanted = {f"{PUBLIC}/{entry.name}" for entry in self.manifest.files}
        wanted |= {f"{PUBLIC}/{MANIFEST}", f"{PUBLIC}/{self.report}", SHEET}
        if self.sealed:
            wanted.add(f"{SEALED}/{self.twin}")
            if not self.manifest.draft:
                wanted.add(f"{SEALED}/{LOG}")
        there = {
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file() or path.is_symlink() or path.name not in OURS
        }
        for name in sorted(wanted - there):
            yield Finding(name, f"{name} is missing.")
        for name in sorted(there - wanted):
            more = " It must not be mailed with the public version." if name.startswith(f"{SEALED}/") else ""
            yield Finding(name, f"{name} does not belong to the package.{more}")

    def _public_file(self, entry: Entry) -> Iterator[Finding]:
        name = f"{PUBLIC}/{entry.name}"
        path = self.folder / PUBLIC / entry.name
        if not path.is_file():
            return
        content = path.read_bytes()
        if len(content) != entry.size or digest(content) != entry.sha256:
            yield Finding(name, f"{name} is not the file that was produced: its digest differs from the manifest.")
        yield from self._strange(name)
        pages = self._pages(name)
        if len(pages) != entry.pages:
            yield Finding(name, f"{name} has {len(pages)} pages that can be read; the manifest says {entry.pages}.")

    def _strange(self, name: str) -> Iterator[Finding]:
        for sentence in self.inspector.strange((self.folder / name).read_bytes()):
            yield Finding(name, f"{name}: {sentence}")

    def _pages(self, name: str) -> Sequence[ReadPage]:
        """The pages of a file; none if it is missing or cannot be read, which is found elsewhere."""
        path = self.folder / name
        password = self.password if name.startswith(SEALED) else ""
        try:
            return self.inspector.pages(path.read_bytes(), password) if path.is_file() else ()
        except UserError:
            return ()

    def _version(self, name: str, pages: Sequence[ReadPage], words: str) -> Iterator[Finding]:
        for number, page in enumerate(pages, 1):
            if not _says(page, words):
                yield Finding(name, f"{name}: page {number} does not say that it is the {words[0].lower()}{words[1:]}.")

    def _twins(self, report: Sequence[ReadPage]) -> Iterator[Finding]:
        """The nonpublic version beside the public one: pages, sizes and labels."""
        name = f"{SEALED}/{self.twin}"
        if not (self.folder / name).is_file():
            return
        twin = self._pages(name)
        if not twin:
            sentence = f"{name} cannot be read, so it was not compared. If it has a password, give it."
            yield Finding(name, sentence, remark=not self.password)
            return
        yield from self._version(name, twin, self.words.version(public=False))
        common = [page for page in twin if not _annexed(page)]
        if len(common) != len(report):
            yield Finding(name, f"{name} has {len(common)} pages before its annex; the public version {len(report)}.")
            return
        for number, (page, other) in enumerate(zip(report, common, strict=True), 1):
            if (page.width, page.height) != (other.width, other.height):
                yield Finding(name, f"Page {number} differs in size between the two versions.")
            if _says(page, self.words.page(public=True)) != _says(other, self.words.page(public=False)):
                yield Finding(name, f"Page {number} is labelled as nonpublic in one version only.")


def _says(page: ReadPage, words: str) -> bool:
    return _squeezed(words) in _squeezed(page.text)


def _annexed(page: ReadPage) -> bool:
    return _squeezed(f"{ANNEX} · {ANNEX} page") in _squeezed(page.text)


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())
