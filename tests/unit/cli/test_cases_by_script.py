"""A rate request and an application for a certificate by command, from `start` to the day they are filed."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from desktop_app.domain.values import place_of
from desktop_app.formspec.public_view import effective_seals
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry.entering import add_rows, set_block
from tests.support.command_line import FILED, Counter, counter, made
from tests.support.foreign_papers import pdf

pytestmark = pytest.mark.slow  # a whole sample company

__all__ = ["counter", "made"]

RATES, CERTIFICATE = "2026-small-company-rate-increase", "2026-certificate-ccn"
REQUEST = {"assessments": "installment", "report_on_file": "yes", "department": "Water and Sewer Department"}
COUNSEL = {"name": "Sample Attorney", "bar": "00000", "address": "1 Law Street", "phone": "573-555-0111"}
SAID = {
    "start/place/answer": "the Cedar Bluff subdivision in Cass County",
    "applicant/identity/answer": "A Missouri corporation.",
    "applicant/standing/answer": "Filed in an earlier case.",
    "applicant/business/answer": "It sells water to the public.",
    "applicant/pending/answer": "There is no such action.",
    "applicant/overdue/answer": "Nothing is overdue.",
    "items/same_service/answer": "No other supplier serves the area.",
    "items/persons/way": "table",
    "items/plat/answer": "feet_2000",
    "items/financing/answer": "A bank loan.",
    "items/rates/answer": "The rates in effect.",
    "items/need/answer": "Wells run dry.",
    "counsel/email/answer": "a@sample.example",
    "oath/in_office/answer": "yes",
    "oath/county/answer": "Cole",
} | {f"counsel/{line}/answer": text for line, text in COUNSEL.items()}


def answer(counter: Counter, filing: str, given: Mapping[str, str], **rows: int) -> None:
    """Answers cells, and those of new rows: ``SCHEDULE/#/COLUMN`` stands for each of them; confirms their seals."""
    file = counter.program.companies.open(Path(counter.file))
    added = add_rows(file, filing, rows)
    cells = [
        (place_of(place.replace("#", row)), text)
        for place, text in given.items()
        for row in added.get(place.partition("/")[0], ("",))
    ]
    assert set_block(file, filing, cells).refused == ()
    book = file.book(filing)
    for seal in effective_seals(book.sheet, book.answers):
        sealing.confirm(file, filing, seal.target)
    file.close()


def printed(path: Path) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in PdfDocument(path)).split())


def test_a_rate_request_goes_out_and_its_days_are_counted(counter: Counter) -> None:
    (request,) = (
        one for one in counter.done("kinds", counter.file, "--json").json if one["id"] in RATES.replace("-", "_")
    )
    assert (request["eligible"], request["citation"]) == ("yes", "3.635(1)")
    for title in ("Rates 2026", "Again"):
        counter.done("start", counter.file, "--form", "small_company_rate_increase", "--title", title)
    assert counter.run("check", counter.file, "--filing", f"{RATES}-2").code == 3
    why, sheet = counter.folder / "why.txt", counter.folder / "sheet.pdf"
    why.write_text("Power costs a fifth more.\n\nThe tank must be painted.\n", encoding="utf-8")
    sheet.write_bytes(pdf())
    counter.done("set", counter.file, f"{RATES}/request/reasons/answer", "--from-file", str(why))
    told = counter.refused("attach", counter.file, RATES, str(sheet), "--title", "Proposed sheet", "--item", "letter")
    assert told.startswith("The letter goes without tariff sheets")
    given = {f"request/{line}/answer": text for line, text in REQUEST.items()}
    given |= {
        "request/amount/answer": "18,400",
        "effect/revenue/answer": "166,000",
        "effect/residential/answer": "32.5",
    }
    answer(counter, RATES, given)
    package = counter.folder / "package"
    assert counter.run("produce", counter.file, "--filing", RATES, "--out", str(package)).code == 0
    counter.done("verify", str(package))
    letter, notice = printed(package / "public/request-letter.pdf"), printed(package / "public/customer-notice.pdf")
    for words in ("$18,400", "installment plan", "annual report is on file", "The tank must be painted.", "Copy to:"):
        assert words in letter
    assert "from $32.50 to $36.10" in notice
    assert "within thirty (30) days of the date shown on this notice" in notice
    assert not any("3.640" in printed(path) for path in package.rglob("*.pdf"))
    counter.done("filed", counter.file, RATES, "--on", "2026-03-02", "--how", "By mail")
    days = counter.done("calendar", counter.file, "--from", "2026-03-01", "--to", "2026-12-31").out
    assert "07/30/2026  Agreement reached and tariff filed: Small company rate increase: Rates 2026" in days


def test_a_certificate_is_applied_for_and_what_was_promised_is_furnished(counter: Counter) -> None:
    asked = ("--form", "certificate_ccn", "--service", "water", "--variant", "area", "--base", FILED)
    counter.done("start", counter.file, *asked, "--title", "Cedar Bluff")
    items = counter.done("items", counter.file, CERTIFICATE, "--json").json
    cited = [item["citation"] for item in items if "/items/" in item["place"]]
    assert cited[:4] == [f"3.600(1)(A){number}." for number in range(1, 5)]
    assert cited[4:] == [*["3.600(1)(A)5."] * 4, "3.600(1)(B)", "3.600(1)(D)"]
    package = counter.folder / "package"
    produce = ("produce", counter.file, "--filing", CERTIFICATE, "--out", str(package))
    assert "is blank. Give the answer." in counter.run(*produce).err
    for name, size in (("plat", (34 * 72.0, 22 * 72.0)), ("page", (612.0, 792.0))):
        (counter.folder / f"{name}.pdf").write_bytes(
            pdf(size=size, paint=lambda page: page.rect(100, 100, 72, 9, fill=1))
        )
    for item, name in (("plat", "plat"), ("system_plans", "page"), ("study", "page")):
        document = str(counter.folder / f"{name}.pdf")
        counter.done("attach", counter.file, CERTIFICATE, document, "--title", item.title(), "--item", item)
    assert "before the authority is granted" in counter.done("promise", counter.file, CERTIFICATE, "boundary").out
    branches = {"items/approval/answer": "not_needed", "items/consent/way": "document"}
    row = {"persons/#/name": "Sample Resident", "persons/#/address": "4 Bluff Road", "persons/#/kind": "resident"}
    answer(counter, CERTIFICATE, SAID | branches | row, persons=10)
    assert "no evidence of approval is necessary" in counter.run("check", counter.file).out
    counter.done("set", counter.file, f"{CERTIFICATE}/items/consent/way", "")
    assert counter.run(*produce).code == 0
    counter.done("verify", str(package))
    paper = PdfDocument(package / "public" / "application.pdf")
    large = [page for page in paper if page.get_size() == (34 * 72.0, 22 * 72.0)]
    black = large[0].render(scale=1).to_pil().convert("L").point(lambda gray: 255 if gray < 128 else 0)
    left, _, right, _ = black.crop((90, black.height - 115, 200, black.height - 95)).getbbox() or (0, 0, 0, 0)
    assert (len(large), right - left) == (1, pytest.approx(72, abs=2))
    words = printed(package / "public" / "application.pdf")
    assert "furnished before the authority is granted: – Legal description of the area, Exhibit B" in words
    assert "3.640" not in words
    counter.done("filed", counter.file, CERTIFICATE, "--on", "2026-04-01", "--how", "EFIS")
    counter.done("docket", counter.file, CERTIFICATE, "--case", "WA-2026-0123")
    supplement = f"{CERTIFICATE}-supplement-1"
    assert supplement in counter.done("furnish", counter.file, CERTIFICATE, "boundary").out
    left = counter.done("items", counter.file, supplement, "--json").json
    assert [item["place"] for item in left] == [f"{supplement}/items/boundary"]
