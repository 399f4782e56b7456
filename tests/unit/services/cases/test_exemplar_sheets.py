"""Sheets of the tariff book attached to a case: which there are, what is refused, and what changed since."""

import pytest

from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.cases.exemplar_sheets import (
    attach_exemplar,
    exemplar_problems,
    exemplar_sources,
    prepare_exemplar,
)
from desktop_app.services.cases.items import document_choices, item_named, items_of
from desktop_app.services.data_entry.attachments import MOST, CannotAttach, attach_documents, attachments, change_file
from desktop_app.services.paper.report_pages import ReportPages
from desktop_app.services.ports import ForeignDocument
from desktop_app.services.tariff_book import changes
from desktop_app.services.tariff_book.filings import begin_tariff_filing, change_tariff_filing, drop
from desktop_app.services.tariff_book.stated_bills import confirm_bills
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.attachment_readers import StandInReader
from tests.support.tariff_company import MEASURE, RATES, entered, new_tariff_book, schedule

LOOKED = ForeignDocument(((612, 792),), ())
SHEETS = "Exemplar tariff sheets, PSC Mo. No. 1"


class PlainPainter:
    def paint(self, document: object) -> bytes:
        return repr(document).encode()


PAGES = ReportPages(PlainPainter(), MEASURE)


@pytest.fixture
def book() -> TariffBook:
    """A tariff of one sheet, and a case."""
    book = new_tariff_book()
    schedule(book)
    entered(book, "1")
    begin_case(book.file, CaseOrder("certificate_ccn", services=("water",), variant="area"))
    return book


def case(book: TariffBook) -> str:
    return next(one.id for one in book.file.filings() if one.form == "certificate_ccn")


def attach(book: TariffBook, source: str, item: str = "") -> list[str]:
    prepared = prepare_exemplar(book.file, PAGES, case(book), source, item)
    documents = prepared.documents(StandInReader(LOOKED), lambda: False)
    return [one.title for one in attach_exemplar(book.file, case(book), documents, item)]


def told(book: TariffBook) -> list[Problem]:
    return list(exemplar_problems(book.file, attachments(book.file, case(book))))


def proposed(book: TariffBook) -> str:
    changes.revise_sheets(book, "water-1", ("1",))
    changes.write_draft(book, "water-1", "1", RATES.replace("12.50", "15.00"))
    return begin_tariff_filing(book, "water-1").id


def test_sheets_in_effect_answer_an_item(book: TariffBook) -> None:
    assert [one.id for one in exemplar_sources(book.file, case(book))] == ["water-1"]
    assert attach(book, "water-1", "rates") == ["Tariff sheets in effect on March 2, 2026, PSC Mo. No. 1"]
    rates = next(one for one in items_of(book.file, case(book)) if one.name == "items/rates")
    assert (rates.way, rates.documents) == ("document", ("01",))
    assert ("items/rates", rates.lead) in {(one.name, one.label) for one in document_choices(book.file, case(book))}
    assert told(book) == []


def test_proposed_sheets_come_clean_marked_and_with_the_bills_that_were_seen(book: TariffBook) -> None:
    filing = proposed(book)
    with pytest.raises(UserError, match="nobody has confirmed the bills"):
        attach(book, filing)
    confirm_bills(book, filing)
    bills = "Effect of the proposed rates on typical bills"
    assert attach(book, filing, "rates") == [SHEETS, f"{SHEETS}, marked to show changes", bills]
    kept = [book.file.workspace.document(one.digest) for one in attachments(book.file, case(book))]
    assert [b"15.00" in one for one in kept] == [True, True, True]
    assert [b"12.50" in one for one in kept] == [False, True, True]
    book.file.undo(1)
    assert attachments(book.file, case(book)) == ()


def test_a_changed_sheet_stops_the_case_until_it_is_attached_again(book: TariffBook) -> None:
    filing = proposed(book)
    confirm_bills(book, filing, state=False)
    assert attach(book, filing) == [SHEETS, f"{SHEETS}, marked to show changes"]
    changes.write_draft(book, "water-1", "1", RATES.replace("12.50", "16.00"))
    (found,) = told(book)
    assert found.severity is Severity.STOP
    assert "its sheets changed in the tariff book since they were attached" in found.sentence
    for number in ("01", "02"):
        change_file(book.file, case(book), number, "scan.pdf", b"scan", LOOKED)
    assert told(book) == []


def test_a_day_of_effect_is_printed_and_so_counts(book: TariffBook) -> None:
    filing = proposed(book)
    confirm_bills(book, filing, state=False)
    attach(book, filing)
    known = book.filing(filing)
    change_tariff_filing(book, replace(known, effective=book.file.clock.today()))
    assert [one.severity for one in told(book)] == [Severity.STOP]


def test_deleted_sheets_are_noted(book: TariffBook) -> None:
    filing = proposed(book)
    confirm_bills(book, filing, state=False)
    attach(book, filing)
    drop(book, filing)
    (found,) = told(book)
    assert found.severity is Severity.NOTE
    assert "were deleted from the tariff book" in found.sentence


def test_what_the_book_does_not_have_is_refused(book: TariffBook) -> None:
    with pytest.raises(UserError, match=r"has no sheets 'gas-1' .* It has: water-1\."):
        attach(book, "gas-1")
    with pytest.raises(UserError, match="asks for no item 'tarif'"):
        attach(book, "water-1", "tarif")


@pytest.mark.parametrize(("word", "item"), [("plans", "system_plans"), ("rates", "rates"), ("items/plat", "plat")])
def test_an_item_is_named_by_the_one_word_that_tells_it(book: TariffBook, word: str, item: str) -> None:
    assert item_named(book.file, case(book), word).name == f"items/{item}"


def test_so_many_as_there_is_room_for(book: TariffBook) -> None:
    documents = prepare_exemplar(book.file, PAGES, case(book), "water-1").documents(
        StandInReader(LOOKED), lambda: False
    )
    with pytest.raises(CannotAttach, match=f"at most {MOST}"):
        attach_documents(book.file, case(book), [*documents] * (MOST + 1), "Attached")
