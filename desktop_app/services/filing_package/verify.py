"""What the package of a report must be: its two versions, their affidavit and legends, the letters of its form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.formspec.definition import SEALING, FormDefinition
from desktop_app.pagespec.paragraphs import printable
from desktop_app.rulebook.rulebook import NoRuleYet, NoSuchRule
from desktop_app.services.delivery.manifest import BadManifest, PackageManifest
from desktop_app.services.delivery.output_folder import PUBLIC, SEALED, SHEET
from desktop_app.services.delivery.package_check import (
    LISTED,
    SEALED_LIST,
    ExpectedFiles,
    PackageDifference,
    PackageReader,
    page_order,
    page_says,
    unspaced,
)
from desktop_app.services.filing_package.annex import LABEL as ANNEX
from desktop_app.services.filing_package.certificate import NAME as CERTIFICATE
from desktop_app.services.filing_package.compose import (
    AFFIDAVIT_LABEL,
    COVER_LETTER,
    JOINT_LABEL,
    PAPER,
    REPORT,
    REVISION,
    TWIN,
    VERIFICATION_LABEL,
    letter_name,
)
from desktop_app.services.filing_package.legends import VersionLegends, legends
from desktop_app.services.filing_package.produce import LOG
from desktop_app.services.ports import FormLibrary, ReadPage

REVISES = "Revision of the report submitted on"
FIRST_LETTERS = 40


@dataclass
class ReportPackage:
    """The package of a report. Raises BadManifest if no report can be as the manifest says."""

    reader: PackageReader
    manifest: PackageManifest
    library: FormLibrary

    def __post_init__(self) -> None:
        self.form: FormDefinition = self._form()
        self.words: VersionLegends = self._legends()
        named = self.form.papers.name
        code = rf"{self.manifest.form.replace('_', '-')}-{self.manifest.year}(-(0[1-9]|1[0-2]))?"
        code += f"(-({'|'.join(self.form.utilities)}))?" if self.form.each_service else ""
        names = [entry.name for entry in self.manifest.files]
        fitting = [name for name in names if re.fullmatch(code + re.escape(REPORT), name)]
        lost = f"{self.manifest.form.replace('_', '-')}-{self.manifest.year}{REPORT}"
        main = f"{named}{PAPER}" if named else fitting[0] if fitting else lost
        self.report = f"{PUBLIC}/{main}"
        self.twin = f"{main.removesuffix(PAPER if named else REPORT)}{TWIN}"

    def _form(self) -> FormDefinition:
        try:
            return self.library.form(self.manifest.form, self.manifest.revision)
        except UserError:
            raise BadManifest(
                f"its form reads '{self.manifest.form}' in revision {self.manifest.revision}, which this program "
                "does not know"
            ) from None

    def _legends(self) -> VersionLegends:
        try:
            return legends(self.library.rules(), date.fromisoformat(self.manifest.rules_on))
        except (NoRuleYet, NoSuchRule):
            raise BadManifest(f"on its day of the rules, {self.manifest.rules_on}, no rule held yet") from None

    @cached_property
    def pages(self) -> Sequence[ReadPage]:
        """The pages of the public version."""
        return self.reader.pages(self.report)

    @cached_property
    def sealed(self) -> bool:
        """Whether something in the report is sealed, as anything in the package may tell."""
        letters = {letter_name(kind) for kind in (COVER_LETTER, *self.form.papers.with_seal)}
        there = self.reader.files.items
        listed = any(entry.name in letters for entry in self.manifest.files)
        lying = any(name.startswith(f"{SEALED}/") or name.removeprefix(f"{PUBLIC}/") in letters for name in there)
        marked = any(page_says(page, self.words.page(public=True)) for page in self.pages)
        return not self.form.no_seal and (listed or lying or marked or self._sworn_of(self.pages))

    @cached_property
    def named(self) -> bool:
        """Whether the report says which version it is: one that has no other names none, but earlier ones did."""
        return any(page_says(page, self.words.version(public=True)) for page in self.pages[:1])

    def expected(self) -> ExpectedFiles:
        """The files of such a report."""
        papers = self.form.papers
        kinds = (*(papers.with_seal if self.sealed else papers.without_seal if not self.named else ()), *papers.always)
        letters = {f"{PUBLIC}/{letter_name(kind)}" for kind in kinds}
        revision = f"{PUBLIC}/{letter_name(REVISION)}"
        beside = [one for one in self.form.paragraphs if one.paper]
        possible = {f"{PUBLIC}/{one.paper}{PAPER}" for one in beside}
        always = {f"{PUBLIC}/{one.paper}{PAPER}" for one in beside if not (one.when or one.utilities)}
        required = {LISTED, self.report, SHEET, *letters, *always}
        if papers.cover and any(page_says(page, REVISES) for page in self.pages[:1]):
            required.add(revision)
        signed = {name: tuple(range(1, len(self.reader.pages(name)) + 1)) for name in letters}
        if self.form.case is None:
            signed[self.report] = self._signed()
        listed = self._sealed_files() if self.sealed else None
        if listed is not None:
            required |= {f"{SEALED}/{name}" for name in listed}
            if self.manifest.checked:
                listed |= {SHEET, LISTED}
                required.add(SEALED_LIST)
            elif not self.manifest.draft:
                required.add(SEALED_LIST)
        allowed = (possible - always) | (set() if papers.cover else {revision})
        return ExpectedFiles(
            frozenset(required), frozenset(allowed), signed, None if listed is None else frozenset(listed)
        )

    def _signed(self) -> tuple[int, ...]:
        """The pages of a report that are signed before a notary."""
        labels = (AFFIDAVIT_LABEL, VERIFICATION_LABEL, JOINT_LABEL)
        return tuple(
            number
            for number, page in enumerate(self.pages, 1)
            if any(page_says(page, f"{label} · Page {number} of") for label in labels)
        )

    def _sealed_files(self) -> set[str]:
        return {self.twin} if self.manifest.draft else {self.twin, LOG, CERTIFICATE}

    def is_nonpublic(self, name: str) -> bool:
        """Whether a file is one of the sealed folder, by its name or by how its pages are headed."""
        if name.rpartition("/")[2] in {self.twin, LOG, CERTIFICATE}:
            return True
        heading = "".join(self.words.version(public=False).upper().split())
        return any(heading in "".join(page.text.split()) for page in self.reader.pages(name)[:1])

    def findings(self) -> Iterator[PackageDifference]:
        """What is wrong on the pages of the two versions."""
        if self.pages:
            if self.sealed:
                yield from self._version(self.report, self.pages, self.words.version(public=True))
            yield from page_order(self.report, self.pages)
            yield from self._particulars()
        if self.sealed and self.pages:
            yield from self._affidavit()
            yield from self._twins()

    def _particulars(self) -> Iterator[PackageDifference]:
        """What the manifest says of the report against its first page."""
        first = unspaced(self.pages[0].text)
        company = unspaced(printable(self.manifest.company))[:FIRST_LETTERS]
        if company not in first:
            yield PackageDifference(LISTED, f"{LISTED} names another company than the first page of {self.report}.")
        if self.form.case is None and str(self.manifest.year) not in first:
            yield PackageDifference(
                LISTED, f"{LISTED} says {self.manifest.year}; the first page of {self.report} does not."
            )

    def _sworn_of(self, pages: Sequence[ReadPage]) -> bool:
        return any(page_says(page, f"{AFFIDAVIT_LABEL} ·") for page in pages[:3])

    def _affidavit(self) -> Iterator[PackageDifference]:
        """The affidavit must be behind the cover (3.640(4)(C))."""
        if SEALING in self.form.sections and not self._sworn_of(self.pages):
            yield PackageDifference(
                self.report, f"{self.report}: the affidavit is missing; it must be behind the cover."
            )

    def _version(self, name: str, pages: Sequence[ReadPage], version: str) -> Iterator[PackageDifference]:
        for number, page in enumerate(pages, 1):
            if page.text.strip() and not page_says(page, version):  # a page that is a drawing says nothing
                yield PackageDifference(
                    name, f"{name}: page {number} does not say that it is the {version[0].lower()}{version[1:]}."
                )

    def _twins(self) -> Iterator[PackageDifference]:
        """The nonpublic version beside the public one: pages, sizes and labels."""
        name, report = f"{SEALED}/{self.twin}", self.pages
        if self.reader.files.content(name) is None:
            return
        twin = self.reader.pages(name)
        if not twin:
            sentence = f"{name} cannot be read, so it was not compared. If it has a password, give it."
            yield PackageDifference(name, sentence, remark=not self.reader.password)
            return
        yield from self._version(name, twin, self.words.version(public=False))
        common = [page for page in twin if not _annexed(page)]
        if len(common) != len(report):
            yield PackageDifference(
                name, f"{name} has {counted(len(common), 'page')} before its annex; the public version {len(report)}."
            )
            return
        for number, (page, other) in enumerate(zip(report, common, strict=True), 1):
            if (page.width, page.height) != (other.width, other.height):
                yield PackageDifference(name, f"Page {number} differs in size between the two versions.")
            if page_says(page, self.words.page(public=True)) != page_says(other, self.words.page(public=False)):
                yield PackageDifference(name, f"Page {number} is labeled as nonpublic in one version only.")


def _annexed(page: ReadPage) -> bool:
    return page_says(page, f"{ANNEX} · {ANNEX} page")
