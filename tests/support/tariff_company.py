"""A company with a tariff book, its file in memory and its rules the real ones."""

import hashlib
import json
import zlib
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from desktop_app.bootstrap import form_files
from desktop_app.documents.inspector import PdfFileInspector
from desktop_app.documents.measure import FontMeasure
from desktop_app.documents.painter import ReportlabPainter
from desktop_app.documents.word_text import read_word
from desktop_app.domain.tariffs.schedules import Issuer, TariffSchedule
from desktop_app.domain.values import Json
from desktop_app.locations import find_folders
from desktop_app.pagespec.pages import PageDocument, PageImage
from desktop_app.services.companies.seeding import seed
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.paper.page_codec import documents_bytes, read_documents
from desktop_app.services.paper.report_pages import ReportPages
from desktop_app.services.ports import DrawnPage, ForeignDocument, RenderedFile
from desktop_app.services.tariff_book import changes
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.packet_production import PacketTools
from desktop_app.services.tariff_packet.packet_worker import paint_document
from tests.support.attachment_readers import StandInReader
from tests.support.memory_companies import Counter, FixedClock, MemoryWorkspace

LIBRARY = form_files(find_folders())
FONTS = Path(__file__).parents[2] / "resources" / "fonts"
MEASURE = FontMeasure(FONTS)
REPORT_PAGES = ReportPages(ReportlabPainter(FONTS), MEASURE)
TODAY = date(2026, 3, 2)
RATES = """# Schedule of rates

[rates: per month, by meter size] Customer charge
5/8 inch = 12.50
1 inch = 20.00
[end]
"""
OFFICER = Issuer("Ada Sample", "President")
PERSON: Json = {"name": "Ada Sample", "role": "president", "title": "President", "signs": "yes"}
OFFICE: Json = {"street": "1 Sample Street", "city": "Sample City", "state": "MO", "zip": "65000"}
NAME = "Rolling Oaks Water Company"
COMPANY: dict[str, Json] = {"identity": {"legal_name": NAME, "water": "yes"}, "office": OFFICE, "people": [PERSON]}


@dataclass
class KeepingWorkspace(MemoryWorkspace):
    """In memory, with the documents it is given."""

    documents: dict[str, bytes] = field(default_factory=dict)

    def keep_document(self, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        self.documents[digest] = content
        return digest

    def document(self, digest: str) -> bytes:
        return self.documents[digest]


def gray_pages(*_: object) -> tuple[DrawnPage]:
    """One gray page of two by two points, whatever is drawn."""
    return (DrawnPage(PageImage(2, 2, False, zlib.compress(b"\x0f\xf0")), 0),)


GRAY_READER = StandInReader(ForeignDocument(((2, 2),), ()), drawn=gray_pages)


class PainterHere:
    """Paints where it is, without a worker, what a worker would have been sent."""

    def paint_each(
        self, documents: Sequence[PageDocument], cancelled: Callable[[], bool]
    ) -> Generator[RenderedFile, None, None]:
        for one in read_documents(documents_bytes(documents)):
            yield paint_document(REPORT_PAGES.painter, one)


class WordHere:
    """Reads Word documents where it is, without a worker."""

    def text(self, name: str, content: bytes, cancelled: Callable[[], bool]) -> str:
        (answer,) = read_word(json.dumps(name).encode() + b"\n" + content)
        return str(json.loads(answer)["text"])


WORD = WordHere()
TOOLS = PacketTools(PainterHere(), PdfFileInspector(), GRAY_READER, "test")


@cache
def _seeded(name: str, utility: str) -> Mapping[str, Json]:
    workspace = KeepingWorkspace(Path("book.filingdesk"), {}, [])
    known: Json = {**COMPANY, "identity": {"legal_name": name, utility: "yes"}}
    seed(CompanyFile(workspace, LIBRARY, FixedClock(TODAY), Counter()), {"company": known})
    return workspace.store


def new_tariff_book(today: date = TODAY, name: str = NAME, utility: str = "water") -> TariffBook:
    workspace = KeepingWorkspace(Path("book.filingdesk"), dict(_seeded(name, utility)), [])
    return TariffBook(CompanyFile(workspace, LIBRARY, FixedClock(today), Counter()))


def schedule(tariff_book: TariffBook, utility: str = "water") -> TariffSchedule:
    return changes.new_schedule(tariff_book, changes.NewSchedule(utility, "Schedule of rates, rules and regulations"))


def entered(tariff_book: TariffBook, number: str, revision: int = 0, text: str = RATES, utility: str = "water") -> None:
    issued = date(2015, 4, 1)
    sheet = EnteredSheet(number, revision, date(2015, 5, 1), issued, text=text, issuer=OFFICER)
    enter_sheet(tariff_book, f"{utility}-1", sheet)
