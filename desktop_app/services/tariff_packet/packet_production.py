"""Makes a packet of what was composed: drawn, painted and inspected by workers, then put in place as a whole."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.pagespec.pages import (
    LETTER_WIDTH,
    FontFace,
    ItemRole,
    PageDocument,
    PageWatermark,
    PaperPage,
    PictureItem,
    RectangleItem,
    TextAlignment,
    TextItem,
)
from desktop_app.pagespec.structure import PARAGRAPH
from desktop_app.services.delivery.manifest import (
    ManifestEntry,
    PackageManifest,
    file_digest,
    manifest_bytes,
    sealed_manifest_bytes,
)
from desktop_app.services.delivery.output_folder import MANIFEST, PUBLIC, SEALED, SHEET, check_target, put_in_place
from desktop_app.services.delivery.package_check import DRAFT, LISTED
from desktop_app.services.filing_package.package_tools import PackageProgress, SealedLeak
from desktop_app.services.paper.page_codec import documents_bytes
from desktop_app.services.ports import AttachmentReader, PdfInspector, RenderedFile
from desktop_app.services.tariff_book.scans import picture_page
from desktop_app.services.tariff_book.support import SupportingPaper
from desktop_app.services.tariff_packet.packet_check import TARIFF_FORM
from desktop_app.services.tariff_packet.packet_names import NONPUBLIC, support_name
from desktop_app.services.tariff_packet.packet_worker import PacketPainter

STEPS = 4
REVISION = 1
LEGEND_HEIGHT, LEGEND_SIZE, LEGEND_BASE, LEGEND_WIDTH = 12.0, 8.0, 11.0, 200.0


@dataclass(frozen=True, slots=True)
class WrittenPacket:
    """What was written: the folder, its files, where an earlier packet was moved, and the files' contents."""

    folder: Path
    files: tuple[str, ...]
    earlier: Path | None
    contents: Mapping[str, bytes]


@dataclass(frozen=True)
class PacketTools:
    """The workers that paint and read, the inspector, and the version noted in the manifest."""

    painter: PacketPainter
    inspector: PdfInspector
    reader: AttachmentReader
    program: str


@dataclass(frozen=True)
class PacketDocument:
    """A paper of the packet, as pages. `signed` ones are signed by hand, on their last page."""

    document: PageDocument
    signed: bool = False


@dataclass(frozen=True)
class PacketSupport:
    """A supporting paper as it was handed in, and the page that lies on it if it is under seal."""

    paper: SupportingPaper
    content: bytes
    cover: tuple[PaperPage, ...] = ()


@dataclass(frozen=True)
class PreparedPacket:
    """Everything that a packet is made of, as values; `kept` are the files of one that was filed."""

    tools: PacketTools
    company: str
    day: date
    papers: tuple[PacketDocument, ...]
    supports: tuple[PacketSupport, ...]
    draft: bool = False
    kept: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """What identifies the papers: another text, date or supporting paper gives another."""
        documents = [paper.document for paper in self.papers]
        documents += [PageDocument(one.paper.name, one.paper.title, one.cover) for one in self.supports]
        contents = [file_digest(one.content) for one in self.supports]
        return file_digest(documents_bytes(documents) + " ".join(contents).encode())

    def made(self, run: PackageProgress | None = None) -> Mapping[str, bytes]:
        """The files of the packet, by path inside it: those that were filed, or made anew.

        Raises SealedLeak or Cancelled, and what the reader of the supporting papers raises.
        """
        if self.kept:
            return self.kept
        going = run or PackageProgress(steps=STEPS)
        going.step("Drawing the supporting papers")
        public = [*self.papers, *self._drawn(going, sealed=False)]
        sealed = self._drawn(going, sealed=True)
        going.step("Drawing the pages")
        with closing(self._painting(sealed, going)) as painting:
            kept = tuple(painting) if sealed else ()
        with closing(self._painting(public, going)) as painting:
            painted = tuple(self._inspected(public, painting, sealed, going))
        return self._files(public, painted, kept)

    def produce(self, folder: Path, *, replace: bool = False, run: PackageProgress | None = None) -> WrittenPacket:
        """Makes the packet and puts it in place.

        Raises SealedLeak, Cancelled, FolderInUse, PackageExists, HeldOpen or CannotWrite, and what the reader of the
        supporting papers raises; then nothing has changed.
        """
        going = run or PackageProgress(steps=STEPS)
        check_target(folder, replace=replace)
        files = self.made(going)
        going.step("Writing the packet")
        earlier = put_in_place(folder, files, replace=replace, cancelled=going.cancelled)
        going.progress(going.steps, going.steps, "Done")
        return WrittenPacket(folder, tuple(sorted(files)), earlier, files)

    def _drawn(self, run: PackageProgress, *, sealed: bool) -> list[PacketDocument]:
        """The supporting papers, every page drawn anew; those under seal say so on each page."""
        found = []
        for support in self.supports:
            if support.paper.sealed is not sealed:
                continue
            title = support.paper.title
            pages = list(support.cover)
            drawn = self.tools.reader.draw(support.paper.name, support.content, {}, run.cancelled)
            for number, page in enumerate(drawn, 1):
                run.say(f"Drawing {title}, page {number}")
                shown = picture_page(f"{title}, page {number}", page.image)
                pages.append(_labelled(shown) if sealed else shown)
            name = f"{support_name(support.paper.number)}.pdf"
            found.append(PacketDocument(PageDocument(name, title, tuple(pages))))
        return found

    def _painting(self, papers: Sequence[PacketDocument], run: PackageProgress) -> Generator[RenderedFile, None, None]:
        """The papers as files, each as soon as it is painted."""
        documents = [paper.document for paper in papers]
        if self.draft:
            documents = [replace(one, pages=tuple(map(_drafted, one.pages))) for one in documents]
        return self.tools.painter.paint_each(documents, run.cancelled)

    def _inspected(
        self,
        papers: Sequence[PacketDocument],
        files: Iterable[RenderedFile],
        sealed: Sequence[PacketDocument],
        run: PackageProgress,
    ) -> Iterator[RenderedFile]:
        """The public files, each inspected while the next is painted.

        Raises SealedLeak for what no file of ours holds, and for a picture that is not one of its own pages.
        """
        hidden = {image for paper in sealed for image in _images(paper.document)}
        for number, (paper, file) in enumerate(zip(papers, files, strict=True)):
            if number == 0:
                run.step("Inspecting the public files")
            seen, shown = self.tools.inspector.examined(file.content, ()), _images(paper.document)
            if seen.strange:
                raise SealedLeak(f"the file {file.name} holds what it must not: {seen.strange[0]}")
            if seen.images != shown or (hidden - set(shown)).intersection(seen.images):
                raise SealedLeak(f"the file {file.name} does not show the pages as they were drawn.")
            yield file

    def _files(
        self, papers: Sequence[PacketDocument], painted: Sequence[RenderedFile], kept: Sequence[RenderedFile]
    ) -> dict[str, bytes]:
        """The files of the packet, by path inside it."""
        sheet = next(file.content for file in painted if file.name == SHEET)
        entries = [
            _entry(file, signed=paper.signed) for paper, file in zip(papers, painted, strict=True) if file.name != SHEET
        ]
        manifest = PackageManifest(
            company=self.company,
            form=TARIFF_FORM,
            revision=REVISION,
            year=self.day.year,
            rules_on=self.day.isoformat(),
            draft=self.draft,
            program=self.tools.program,
            files=tuple(sorted(entries, key=lambda entry: entry.name)),
            sheet="" if kept else file_digest(sheet),
        )
        files = {f"{PUBLIC}/{file.name}": file.content for file in painted if file.name != SHEET}
        files |= {SHEET: sheet, LISTED: manifest_bytes(manifest)}
        if kept:
            sealed = {file.name: file.content for file in kept}
            sealed[MANIFEST] = sealed_manifest_bytes({**sealed, SHEET: sheet, LISTED: files[LISTED]})
            files |= {f"{SEALED}/{name}": content for name, content in sealed.items()}
        return files


def _entry(file: RenderedFile, *, signed: bool) -> ManifestEntry:
    pages = len(file.labels)
    return ManifestEntry(file.name, len(file.content), pages, file_digest(file.content), (pages,) if signed else ())


def _images(document: PageDocument) -> tuple[str, ...]:
    return tuple(
        item.image.digest
        for page in document.pages
        for item in page.items
        if isinstance(item, PictureItem) and item.image is not None
    )


def _drafted(page: PaperPage) -> PaperPage:
    return replace(page, items=(PageWatermark(DRAFT), *page.items))


def _labelled(page: PaperPage) -> PaperPage:
    """The page with the words that it is nonpublic, in its upper margin."""
    middle = LETTER_WIDTH / 2
    box = RectangleItem(middle - LEGEND_WIDTH / 2, 2.0, LEGEND_WIDTH, LEGEND_HEIGHT, 0.5, 0.0, fill=1.0)
    words = TextItem(
        middle,
        LEGEND_BASE,
        NONPUBLIC,
        LEGEND_SIZE,
        FontFace.BOLD,
        TextAlignment.CENTER,
        role=ItemRole.FURNITURE,
        tag=PARAGRAPH,
    )
    return replace(page, items=(*page.items, box, words))
