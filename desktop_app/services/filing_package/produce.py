"""Produces the package of a filing: both versions rendered apart, tried, inspected, and put in place as a whole.

No seal: one version, its letter of transmittal and the filing sheet. Any seal: both versions, or nothing at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import UserError
from desktop_app.services.data_entry.entering import LONGEST_NAME
from desktop_app.services.delivery.manifest import (
    ManifestEntry,
    PackageManifest,
    file_digest,
    manifest_bytes,
    sealed_manifest_bytes,
)
from desktop_app.services.delivery.output_folder import MANIFEST, PUBLIC, SEALED, SHEET, check_target, put_in_place
from desktop_app.services.delivery.package_check import LISTED
from desktop_app.services.filing_package.certificate import NAME as CERTIFICATE
from desktop_app.services.filing_package.certificate import CertificateFacts, ProvenSteps, certificate
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.gates import ComposedPackage
from desktop_app.services.filing_package.mentions import SealedMentions
from desktop_app.services.filing_package.package_tools import NotReady, PackageProgress, PackageTools, SealedLeak
from desktop_app.services.filing_package.readiness import PackageReadiness
from desktop_app.services.filing_package.redaction_trials import (
    RedactionTrial,
    altered_request,
    compare_renderings,
    log_text,
    try_requests,
)
from desktop_app.services.filing_package.renderings import VersionRenderings
from desktop_app.services.filing_package.request import RequestSubject
from desktop_app.services.filing_package.worker import file_of
from desktop_app.services.paper.printable import must_print
from desktop_app.services.ports import RenderedFile

LOG = "self-test.txt"


class NameTooLong(UserError):
    """The company's name has no room at the head of a page."""


class SealedInPaper(UserError):
    """A paper was to be written alone, and something in it is sealed."""


@dataclass(frozen=True, slots=True)
class PackageOrder:
    """Where to save the package, whether an earlier one there may be replaced, and the nonpublic file's password."""

    folder: Path
    replace: bool = False
    password: str = ""


@dataclass(frozen=True, slots=True)
class ProducedPackage:
    """What was produced: the folder, its files by path, and where an earlier package was moved.

    `codes` are those at the foot of the oath pages, of the public version first.
    """

    folder: Path
    files: tuple[str, ...]
    earlier: Path | None
    trials: tuple[str, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Versions:
    """The files as they came out of the renderers."""

    public: tuple[RenderedFile, ...]
    nonpublic: RenderedFile | None
    trials: tuple[RedactionTrial, ...]

    @property
    def filed(self) -> tuple[RenderedFile, ...]:
        """The public files that are filed: all but the sheet for the person who mails them."""
        return tuple(item for item in self.public if item.name != SHEET)


def produce_package(
    proof: ComposedPackage,
    ready: PackageReadiness,
    tools: PackageTools,
    order: PackageOrder,
    run: PackageProgress,
    renderings: VersionRenderings,
) -> ProducedPackage:
    """Makes the package and puts it in place; `renderings` may have been started from the same source.

    Raises NameTooLong, NotReady (never for a draft), Leak, Cancelled, FolderInUse, PackageExists or CannotWrite; then
    nothing has changed.
    """
    source = proof.source
    name_must_fit(source.subject.company)
    must_be_ready(ready, draft=source.draft)
    check_target(order.folder, replace=order.replace)
    versions, needles = _rendered(proof, tools, run, renderings)
    if versions.nonpublic is not None:
        _same_pages(versions.public[0], versions.nonpublic)
    files = _Folder(proof, ready, versions, tools, needles).files(order.password)
    run.step("Writing the package")
    earlier = put_in_place(order.folder, files, replace=order.replace, cancelled=run.cancelled)
    run.progress(run.steps, run.steps, "Done")
    trials = tuple(trial.name for trial in versions.trials)
    return ProducedPackage(order.folder, tuple(sorted(files)), earlier, trials, _codes(source))


def _codes(source: FilingSource) -> tuple[str, ...]:
    """What stands at the foot of the oath pages; a draft has none, nor has what nobody swears to."""
    if source.draft or not (source.confidential or source.calculation.model.sheet.form.papers.sworn):
        return ()
    nonpublic = (source.full_request().contents_code,) if source.confidential else ()
    return (source.public_request().contents_code, *nonpublic)


def name_must_fit(company: str) -> None:
    """Raises NameTooLong for a name that would fill the pages at whose head it stands."""
    if len(company) > LONGEST_NAME:
        raise NameTooLong(
            f"The full certificated name has {counted(len(company), 'letter')}; the head of a page has room for "
            f"{LONGEST_NAME:,}. Shorten it on the Company page, Identity."
        )


def must_be_ready(ready: PackageReadiness, *, draft: bool) -> None:
    """Raises NotReady if anything is open; a draft may always be made."""
    if not draft and ready.open:
        raise NotReady(len(ready.open), ready.open[0])


def _rendered(
    proof: ComposedPackage, tools: PackageTools, run: PackageProgress, renderings: VersionRenderings
) -> tuple[_Versions, int]:
    """Each version rendered, and how many sealed values were looked for in the public files.

    With a seal the public version is asked for a second time, from the altered filing. It is the same process again: it
    was told nothing but a public request, which the trials found equal to this one, and composes all pages again; what
    comes out the same is not painted twice. The trials are made while the pages
    are rendered, and the public files are inspected while the rest is.
    """
    source = proof.source
    renderings.start(source)
    run.step("Testing the public version with altered sealed values")
    trials = try_requests(source) if source.confidential else ()
    again = renderings.start_again(altered_request(trials)) if source.confidential and not source.draft else None
    run.step("Rendering the pages")
    composed = None if renderings.sent_nonpublic else proof.nonpublic
    here = None if composed is None else file_of(composed, tools.painter.paint(composed.document))
    tools.inspector.get_ready()
    files = renderings.public()
    run.step("Inspecting the public files")
    needles = inspect_public(source, proof.printed, files, tools)
    if again is not None:
        compare_renderings(files, again.result())
    return _Versions(files, here or renderings.nonpublic(), trials), needles


def inspect_public(source: FilingSource, printed: str, files: Sequence[RenderedFile], tools: PackageTools) -> int:
    """How many sealed values were looked for.

    Raises SealedLeak for anything in a public file that no file of ours holds, and for a sealed value that it shows.

    Values that stand in the words `printed` from public data are left out: those were reported before, and a person
    decided.
    """
    mentions = SealedMentions(source.calculation.model.sheet, source.full_request(), source.public_request())
    needles = mentions.needles(printed)
    for number, item in enumerate(files):
        seen = tools.inspector.examined(item.content, needles)
        if seen.strange:
            raise SealedLeak(f"the file {item.name} holds what it must not: {seen.strange[0]}")
        if seen.found:
            raise SealedLeak(f"the file {item.name} shows a value that is sealed.")
        if number == 0 and seen.images != tuple(image.digest for image in source.public_images):
            raise SealedLeak(f"the file {item.name} does not show the attached pages as they were drawn.")
    return len(needles)


def _same_pages(public: RenderedFile, nonpublic: RenderedFile) -> None:
    if nonpublic.labels[: nonpublic.common] != public.labels or public.common != nonpublic.common:
        raise SealedLeak("the two versions do not have the same pages.")
    if tuple(number for number in nonpublic.sealed if number < nonpublic.common) != public.sealed:
        raise SealedLeak("the two versions do not mark the same pages.")


def paint_main_paper(proof: ComposedPackage, ready: PackageReadiness, tools: PackageTools) -> bytes:
    """The main paper of a filing in which nothing is sealed, inspected as a package is. Raises NotReady, SealedLeak."""
    must_be_ready(ready, draft=False)
    source = proof.source
    if source.confidential:
        raise SealedInPaper("Something in this filing is sealed. Produce its package, which has both versions.")
    files = tools.renderer.render(source.public_bytes, PackageProgress().cancelled, public=True)
    inspect_public(source, proof.printed, files, tools)
    return files[0].content


@dataclass(frozen=True)
class _Folder:
    """The files of the package, by path inside it."""

    proof: ComposedPackage
    ready: PackageReadiness
    versions: _Versions
    tools: PackageTools
    needles: int

    def files(self, password: str) -> dict[str, bytes]:
        """All of them."""
        source, filed = self.proof.source, self.versions.filed
        beside = {item.name: item.content for item in self.versions.public if item not in filed}
        manifest = manifest_of(source.subject, filed, self.tools.program, draft=source.draft)
        if self.versions.nonpublic is None:
            manifest = replace(manifest, sheet=file_digest(beside[SHEET]))
        listed = manifest_bytes(manifest)
        files = {f"{PUBLIC}/{item.name}": item.content for item in filed}
        files |= {LISTED: listed, **beside}
        if self.versions.nonpublic is not None:
            sealed = self._sealed(self.versions.nonpublic, password)
            sealed[MANIFEST] = sealed_manifest_bytes({**sealed, LISTED: listed, **beside})
            files.update({f"{SEALED}/{name}": content for name, content in sealed.items()})
        return files

    def _sealed(self, nonpublic: RenderedFile, password: str) -> dict[str, bytes]:
        """The nonpublic version, and with a real package what proves it: log and certificate."""
        content = self.tools.inspector.protected(nonpublic.content, password) if password else nonpublic.content
        sealed = {nonpublic.name: content}
        if self.proof.source.draft:
            return sealed
        kept = self.ready.kept
        lines = [f"  {place}: {reason}" for place, reason in kept]
        log = log_text(self.versions.trials, self.versions.public, lines, self.tools.program)
        sealed[LOG] = log.encode("utf-8")
        listed = [*((item.name, item.content) for item in self.versions.public), *sealed.items()]
        digests = tuple((name, file_digest(data)) for name, data in listed)
        made = certificate(
            CertificateFacts(
                self.tools.program,
                self.proof.designations,
                self.ready.gates,
                self._proven(nonpublic),
                kept,
                self.ready.told,
                digests,
            ),
            self.proof.frame,
            self.tools.measure,
        )
        must_print(made.pages, self.tools.measure)
        sealed[CERTIFICATE] = self.tools.painter.paint(made)
        return sealed

    def _proven(self, nonpublic: RenderedFile) -> ProvenSteps:
        source, public = self.proof.source, self.versions.public
        return ProvenSteps(
            trials=tuple(trial.name for trial in self.versions.trials),
            rendered=tuple(item.name for item in public),
            needles=self.needles,
            images=len(source.public_images),
            canaries=sum(drawn.canaries for drawn in source.drawn.values()),
            pages=public[0].common,
            marked=len(public[0].sealed),
            annex=len(nonpublic.labels) - nonpublic.common,
        )


def manifest_of(
    subject: RequestSubject, files: Sequence[RenderedFile], program: str, *, draft: bool
) -> PackageManifest:
    """The manifest of these public files."""
    entries = [_entry(item) for item in files]
    return PackageManifest(
        company=subject.company,
        form=subject.form,
        revision=subject.revision,
        year=subject.year,
        rules_on=subject.rules_on.isoformat(),
        draft=draft,
        program=program,
        files=tuple(sorted(entries, key=lambda entry: entry.name)),
    )


def _entry(item: RenderedFile) -> ManifestEntry:
    signed = tuple(number + 1 for number in item.signed)
    return ManifestEntry(item.name, len(item.content), len(item.labels), file_digest(item.content), signed)
