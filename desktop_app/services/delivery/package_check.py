"""Checks a package again, from its files alone: nothing changed, nothing missing, nothing more, nothing showing.

What a package must hold follows from its kind. Its own lists are compared with that, and never believed alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError
from desktop_app.services.delivery.manifest import (
    BadManifest,
    ManifestEntry,
    PackageManifest,
    file_digest,
    read_sealed_manifest,
)
from desktop_app.services.delivery.output_folder import MANIFEST, PUBLIC, SEALED, SHEET
from desktop_app.services.delivery.package_files import ItemKind, PackageFiles, said_name
from desktop_app.services.ports import PdfInspector, ReadPage

LISTED = f"{PUBLIC}/{MANIFEST}"
SEALED_LIST = f"{SEALED}/{MANIFEST}"
DRAFT = "DRAFT"
_COUNT = late_pattern(r"\bPage (\d+) of \d+")


@dataclass(frozen=True, slots=True)
class PackageDifference:
    """One difference between the package and what it should be. A `remark` is worth knowing but is no difference."""

    file: str
    sentence: str
    remark: bool = False


@dataclass(frozen=True, slots=True)
class ExpectedFiles:
    """The files that a package of its kind holds, by path: those it must, and those it may hold besides.

    `signed` are the pages of public files that somebody signs, as far as the kind tells them. `listed` are the files
    of which the sealed list must hold the digest; None where there is no such list.
    """

    required: frozenset[str]
    allowed: frozenset[str] = frozenset()
    signed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    listed: frozenset[str] | None = None


@dataclass
class PackageReader:
    """A package's files with their pages, each read once."""

    files: PackageFiles
    inspector: PdfInspector
    password: str = ""
    _pages: dict[str, Sequence[ReadPage]] = field(default_factory=dict)

    def pages(self, name: str) -> Sequence[ReadPage]:
        """The pages of a file; none if it is missing or cannot be read, which is found elsewhere."""
        if name not in self._pages:
            content = self.files.content(name)
            password = self.password if name.startswith(f"{SEALED}/") else ""
            try:
                self._pages[name] = () if content is None else self.inspector.pages(content, password)
            except UserError:
                self._pages[name] = ()
        return self._pages[name]

    @cached_property
    def sealed_digests(self) -> Mapping[str, str]:
        """The digests of the sealed list; none if there is none or it cannot be trusted."""
        content = self.files.content(SEALED_LIST)
        try:
            return {} if content is None else read_sealed_manifest(content)
        except BadManifest:
            return {}


class PackageKind(Protocol):
    """What a package of one kind must be, beyond what its lists say."""

    def expected(self) -> ExpectedFiles: ...

    def is_nonpublic(self, name: str) -> bool:
        """Whether a file that lies where it should not is one of the sealed folder, by its name or what it says."""
        ...

    def findings(self) -> Iterator[PackageDifference]:
        """What is wrong in the papers themselves."""
        ...


@dataclass
class PackageCheck:
    """Looks through one package whose manifest can be read."""

    reader: PackageReader
    manifest: PackageManifest
    kind: PackageKind

    def findings(self) -> Iterator[PackageDifference]:
        """Everything that is wrong."""
        expected = self.kind.expected()
        yield from self._names(expected)
        yield from self._lists(expected)
        for entry in self.manifest.files:
            yield from self._public_file(entry)
            yield from self._signed(entry, expected)
        yield from self._sealed_list(expected)
        yield from self._sheet()
        yield from self.kind.findings()

    @property
    def _files(self) -> PackageFiles:
        return self.reader.files

    def _names(self, expected: ExpectedFiles) -> Iterator[PackageDifference]:
        """What is missing, what is no file, and what does not belong here."""
        items = self._files.items
        for name in sorted(expected.required - set(items)):
            yield PackageDifference(name, f"{name} is missing.")
        known = expected.required | expected.allowed
        for name in sorted(items):
            said = said_name(name)
            if name in known:
                if items[name] is not ItemKind.FILE:
                    yield PackageDifference(
                        name, f"{said} is {items[name].value} where a file should be. It was not followed."
                    )
                elif self._files.content(name) is None:
                    yield PackageDifference(name, f"{said} cannot be opened, so it was not compared.")
            elif not self._belongs(name, expected):
                yield from self._stranger(name)

    def _belongs(self, name: str, expected: ExpectedFiles) -> bool:
        folders = {PUBLIC} | {SEALED for wanted in expected.required if wanted.startswith(f"{SEALED}/")}
        return name in folders and self._files.items[name] is ItemKind.FOLDER

    def _stranger(self, name: str) -> Iterator[PackageDifference]:
        said, kind = said_name(name), self._files.items[name]
        if name in self._files.of_the_system() and not self._is_nonpublic(name):
            words = "was put there by the system, not by this program; it is not part of the package. Do not mail it."
            yield PackageDifference(name, f"{said} {words}", remark=kind in (ItemKind.FILE, ItemKind.FOLDER))
            return
        what = "" if kind is ItemKind.FILE else f" It is {kind.value}."
        yield PackageDifference(name, f"{said} does not belong to the package.{what}{self._warning(name)}")

    def _warning(self, name: str) -> str:
        """What is to be said of a file that lies where it should not."""
        if not name.startswith(f"{SEALED}/") and self._is_nonpublic(name):
            where = " but in the public folder" if name.startswith(f"{PUBLIC}/") else ""
            return f" It is nonpublic{where}: remove it before anything is mailed."
        return " It must not be mailed with the public version." if name.startswith(f"{SEALED}/") else ""

    def _is_nonpublic(self, name: str) -> bool:
        known = {value for key, value in self.reader.sealed_digests.items() if "/" not in key and key != SHEET}
        return self._files.digest(name) in known or self.kind.is_nonpublic(name)

    def _lists(self, expected: ExpectedFiles) -> Iterator[PackageDifference]:
        """The names in the manifest against those that the kind asks for."""
        own = {f"{PUBLIC}/{entry.name}" for entry in self.manifest.files}
        wanted = {name for name in expected.required if name.startswith(f"{PUBLIC}/") and name != LISTED}
        for name in sorted(wanted - own):
            yield PackageDifference(LISTED, f"{LISTED} does not name {name}, which such a package holds.")
        for name in sorted(own - wanted - expected.allowed):
            yield PackageDifference(LISTED, f"{LISTED} names {name}, which no such package holds.")

    def _public_file(self, entry: ManifestEntry) -> Iterator[PackageDifference]:
        name = f"{PUBLIC}/{entry.name}"
        content = self._files.content(name)
        if content is None:
            if self._files.kind(name) is None:
                yield PackageDifference(name, f"{name} is missing.")
            return
        if file_digest(content) != entry.sha256:
            added = len(content) - entry.size
            behind = added > 0 and file_digest(content[: entry.size]) == entry.sha256
            why = f"{added} bytes were added behind its end" if behind else "its digest differs from the manifest"
            yield PackageDifference(name, f"{name} is not the file that was produced: {why}.")
        elif len(content) != entry.size:
            yield PackageDifference(
                LISTED, f"{name} has {counted(len(content), 'byte')}; the manifest says {entry.size:,}."
            )
        yield from self._strange(name, content)
        pages = self.reader.pages(name)
        if len(pages) != entry.pages:
            yield PackageDifference(
                name, f"{name} has {counted(len(pages), 'page')} that can be read; the manifest says {entry.pages}."
            )
        yield from self._draft(name, pages)

    def _draft(self, name: str, pages: Sequence[ReadPage]) -> Iterator[PackageDifference]:
        """A draft says so on each page, and nothing else does; a page that is a drawing says nothing."""
        said = [DRAFT in page.text or DRAFT in page.watermark for page in pages if page.text.strip() or page.watermark]
        if self.manifest.draft and not all(said):
            yield PackageDifference(
                name, f"{name}: not every page says DRAFT, though the manifest calls the package a draft."
            )
        elif said and all(said) and not self.manifest.draft:
            yield PackageDifference(
                name, f"{name}: its pages say DRAFT, and the manifest does not call the package a draft."
            )

    def _signed(self, entry: ManifestEntry, expected: ExpectedFiles) -> Iterator[PackageDifference]:
        name = f"{PUBLIC}/{entry.name}"
        wanted = expected.signed.get(name)
        if wanted is not None and self.reader.pages(name) and entry.signed != wanted:
            said, should = (", ".join(map(str, pages)) or "none" for pages in (entry.signed, wanted))
            yield PackageDifference(
                LISTED, f"{name}: the manifest names as pages to be signed {said}; they are {should}."
            )

    def _strange(self, name: str, content: bytes) -> Iterator[PackageDifference]:
        for sentence in self.reader.inspector.strange(content):
            yield PackageDifference(name, f"{name}: {sentence}")

    def _sealed_list(self, expected: ExpectedFiles) -> Iterator[PackageDifference]:
        """The sealed list against what the kind asks for, and the files against it."""
        content = self._files.content(SEALED_LIST)
        if content is None or expected.listed is None:
            return
        try:
            digests = read_sealed_manifest(content, (self.manifest.format,))
        except BadManifest as error:
            yield PackageDifference(SEALED_LIST, f"The list of sealed files is not valid: {error}.")
            return
        for name in sorted(expected.listed - set(digests)):
            yield PackageDifference(SEALED_LIST, f"{SEALED_LIST} has no digest of {name}, as such a package has.")
        for name in sorted(set(digests) - expected.listed):
            yield PackageDifference(SEALED_LIST, f"{SEALED_LIST} names {said_name(name)}, which no such package holds.")
        for name in sorted(expected.listed & set(digests)):
            path = name if name in (SHEET, LISTED) else f"{SEALED}/{name}"
            found = self._files.digest(path)
            if found and found != digests[name]:
                words = "its digest differs from the list" + (" beside it" if path != name else " of sealed files")
                yield PackageDifference(path, f"{path} is not the file that was produced: {words}.")

    def _sheet(self) -> Iterator[PackageDifference]:
        """The filing sheet, which is mailed to nobody and must not show what is sealed."""
        content = self._files.content(SHEET)
        if content is None:
            return
        if self.manifest.sheet and file_digest(content) != self.manifest.sheet:
            yield PackageDifference(
                SHEET, f"{SHEET} is not the file that was produced: its digest differs from the manifest."
            )
        if self._is_nonpublic(SHEET):
            yield PackageDifference(
                SHEET, f"{SHEET} is not the filing sheet but a nonpublic file. Restore before you copy."
            )
        elif not self.reader.pages(SHEET):
            yield PackageDifference(SHEET, f"{SHEET} cannot be read.")
        yield from self._strange(SHEET, content)


def page_order(name: str, pages: Sequence[ReadPage]) -> Iterator[PackageDifference]:
    """Pages say which they are; one that stands elsewhere was exchanged, or another one is missing."""
    for number, page in enumerate(pages, 1):
        said = _COUNT.search(page.text)
        if said is not None and int(said[1]) != number:
            yield PackageDifference(
                name, f"{name}: page {number} of the file says that it is page {said[1]} of the report."
            )
            return


def page_says(page: ReadPage, words: str) -> bool:
    """Whether the page has the words on it, wherever its lines break."""
    return unspaced(words) in unspaced(page.text)


def unspaced(text: str) -> str:
    """The text without blanks, in small letters."""
    return "".join(text.casefold().split())


def intact(folder: Path, findings: Sequence[PackageDifference]) -> tuple[str, ...]:
    """The files of the package, by path inside it, of which nothing bad is to be said. Raises PackageUnreadable."""
    blamed = {finding.file for finding in findings if not finding.remark}
    if LISTED in blamed:
        return ()  # what it would have to agree with is not known
    files = PackageFiles(folder)
    system = files.of_the_system()
    names = (name for name, kind in files.items.items() if kind is ItemKind.FILE and name not in system)
    return tuple(said_name(name) for name in sorted(names) if name not in blamed)
