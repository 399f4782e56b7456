"""Whether the public papers of a tariff filing say what is sealed in the company's reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from desktop_app.domain.problems import EnvironmentProblem, Problem, Severity, UserError
from desktop_app.domain.tariffs.schedules import TariffFiling
from desktop_app.pagespec.pages import TextItem
from desktop_app.services.filing_package.package_tools import never_cancelled
from desktop_app.services.filing_package.sayings import PublicSaying, page_saying
from desktop_app.services.filing_package.sealed_words import sealed_words
from desktop_app.services.ports import AttachmentReader, PageText
from desktop_app.services.tariff_book.support import SupportingPaper, supports
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.papers import PacketPaper


class ReadablePacket(Protocol):
    """What composes the papers of a packet and reads those of others."""

    @property
    def reader(self) -> AttachmentReader: ...
    def papers(self, tariff_book: TariffBook, filing_id: str) -> tuple[PacketPaper, ...]: ...


def sealed_in_packet(tariff_book: TariffBook, filing: TariffFiling, packet: ReadablePacket) -> Iterator[Problem]:
    """What is sealed in a report and would be public by a paper of the packet."""
    if not tariff_book.file.holds_sealed:
        return
    sayings = [*_composed(packet.papers(tariff_book, filing.id)), *_supporting(tariff_book, filing, packet.reader)]
    for sentence in sealed_words(tariff_book.file, sayings):
        place = f"tariff/{filing.schedule}/{filing.id}"
        yield Problem("F46", Severity.EXPLAIN, place, sentence, "the company's own seals")


def _composed(papers: Sequence[PacketPaper]) -> Iterator[PublicSaying]:
    for paper in papers:
        for page in paper.pages:
            text = "\n".join(item.content for item in page.items if isinstance(item, TextItem))
            yield PublicSaying(text, paper.title)


def _supporting(tariff_book: TariffBook, filing: TariffFiling, reader: AttachmentReader) -> Iterator[PublicSaying]:
    for paper in supports(tariff_book, filing.id):
        yield PublicSaying(f"{paper.title}\n{paper.type}\n{paper.reason}", f"the title of {paper.title}")
        for number, page in enumerate(() if paper.sealed else _words(tariff_book, paper, reader), 1):
            yield page_saying(f"{paper.title}, page {number}", page.lines)


def _words(tariff_book: TariffBook, paper: SupportingPaper, reader: AttachmentReader) -> tuple[PageText, ...]:
    """The words of a supporting paper; none if it cannot be read, which making the packet tells."""
    try:
        return reader.read(paper.name, tariff_book.file.workspace.document(paper.digest), {}, never_cancelled)
    except (UserError, EnvironmentProblem):
        return ()
