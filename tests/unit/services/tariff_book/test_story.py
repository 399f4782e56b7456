"""The whole way of a change, for each kind of company, down to the packet on disk and the book of two days."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.problems import Severity, UserError
from desktop_app.domain.tariffs.comparison import marked, side
from desktop_app.domain.tariffs.schedules import FilingOutcome, FilingStage, NoticeKind
from desktop_app.domain.tariffs.sheet_text import read_text, sheet_lines_text
from desktop_app.domain.tariffs.versions import NotPossible
from desktop_app.domain.values import Place
from desktop_app.pagespec.pages import PictureItem
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.package_tools import NotReady
from desktop_app.services.filings import annual_report
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.as_of import book_on
from desktop_app.services.tariff_book.bill_effect import bill_effect
from desktop_app.services.tariff_book.filing_checks import carried, filing_problems
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.rate_tables import read_rate_tables
from desktop_app.services.tariff_book.stated_bills import filing_effect
from desktop_app.services.tariff_book.support import add_support, drop_support, supports
from tests.support.tariff_company import (
    RATES,
    TODAY,
    entered,
    new_tariff_book,
    schedule,
)
from tests.support.tariff_packets import HIGHER, PACKETS, changed, water, words

THIRTY = TODAY + timedelta(days=30)


def test_a_sheet_between_5_and_6_takes_the_next_free_number() -> None:
    tariff_book, filing = changed()
    assert [part.sheet for part in filing.parts] == ["5", "5.1"]
    assert tariff_book.chain("water-1", "5.1").title == ""


@pytest.mark.untraced
@pytest.mark.slow
def test_the_packet_of_a_water_company_is_written_and_says_what_it_carries(tmp_path: Path) -> None:
    tariff_book, filing = changed()
    packet = PACKETS.produce(tariff_book, filing.id, tmp_path / "packet")
    assert packet.files == (
        "filing-sheet.pdf",
        "public/letter-of-transmittal.pdf",
        "public/manifest.json",
        "public/marked-copy.pdf",
        "public/public-counsel.pdf",
        "public/public-notice.pdf",
        "public/sheets.pdf",
        "public/summary.pdf",
    )
    papers = {paper.name: words(paper.pages) for paper in PACKETS.papers(tariff_book, filing.id)}
    assert "1st Revised Sheet No. 5, canceling Original Sheet No. 5" in papers["letter-of-transmittal"]
    assert "$12.50 now, $14.00 proposed, a change of $1.50 (12.0 percent)" in papers["summary"]
    assert "April 1, 2026" in papers["filing-sheet"]


def test_the_book_before_and_after_is_true_when_the_commission_chose_another_day() -> None:
    tariff_book, filing = changed()
    filings.file_it(tariff_book, filing.id)
    other = THIRTY + timedelta(days=20)
    filings.record_outcome(
        tariff_book, filing.id, filings.CommissionDecision(FilingOutcome.APPROVED, other, case="WR-2026-0001")
    )
    before, after = (PACKETS.printer(tariff_book, "water-1").book(day) for day in (other - timedelta(days=1), other))
    assert (len(before), len(after)) == (10, 11)
    assert "$12.50" in words(before)
    assert "$14.00" not in words(before)
    assert "$14.00" in words(after)
    assert "A new rule." in words(after)
    assert "WR-2026-0001" in words(after)
    assert [finding.id for finding in book_on(tariff_book, "water-1", other).findings if "5" in finding.place] == [
        "T06",
        "T06",
    ]


def test_applying_the_marks_to_the_old_sheet_gives_the_new_one() -> None:
    tariff_book, filing = changed()
    from desktop_app.domain.tariffs.comparison import compare_texts

    for item in carried(tariff_book, filing):
        found = compare_texts(item.old_text, item.text)
        assert side(found, new=False) == item.old_text
        assert side(found, new=True) == item.text


@pytest.mark.slow
def test_a_stop_keeps_the_packet_back_but_not_a_draft(tmp_path: Path) -> None:
    tariff_book, filing = changed()
    filings.change_tariff_filing(tariff_book, replace(filing, summary=""))
    with pytest.raises(NotReady, match="summary"):
        PACKETS.produce(tariff_book, filing.id, tmp_path / "packet")
    assert not (tmp_path / "packet").exists()
    with pytest.raises(filings.CannotFileTariff, match="summary"):
        filings.file_it(tariff_book, filing.id)
    PACKETS.produce(tariff_book, filing.id, tmp_path / "packet", draft=True)


def test_text_that_does_not_fit_stands_in_the_way() -> None:
    tariff_book, filing = changed()
    changes.write_draft(tariff_book, "water-1", "5.1", "1. A rule that goes on.\n" * 60)
    assert "F22" in [problem.id for problem in PACKETS.problems(tariff_book, filing)]


def test_too_early_is_refused_with_both_days() -> None:
    tariff_book, filing = changed()
    early = replace(filing, effective=THIRTY - timedelta(days=1))
    filings.change_tariff_filing(tariff_book, early)
    sentence = next(problem.sentence for problem in filing_problems(tariff_book, early) if problem.id == "F07")
    assert re.search("counted from issue .* counted from receipt", sentence)
    assert "F07" not in [problem.id for problem in filing_problems(tariff_book, replace(filing, effective=THIRTY))]


def test_a_weekend_is_told_and_left_to_the_user() -> None:
    tariff_book, filing = changed()
    found = {
        problem.id: problem for problem in filing_problems(tariff_book, replace(filing, effective=date(2026, 5, 8)))
    }
    assert "Truman Day" in found["F08"].sentence
    assert found["F08"].severity is Severity.NOTE


def test_undo_takes_an_outcome_back() -> None:
    tariff_book, filing = changed()
    filings.file_it(tariff_book, filing.id)
    filings.record_outcome(tariff_book, filing.id, filings.CommissionDecision(FilingOutcome.REJECTED))
    assert tariff_book.filing(filing.id).stage is FilingStage.CLOSED
    tariff_book.file.undo()
    assert tariff_book.filing(filing.id).stage is FilingStage.FILED
    tariff_book.file.undo()
    assert tariff_book.chain("water-1", "5").draft is not None
    assert "14.00" in tariff_book.text(
        "water-1", tariff_book.chain("water-1", "5"), tariff_book.chain("water-1", "5").draft
    )


def test_an_edit_of_the_tariff_tells_its_entries_and_leaves_evaluated_filings_alone() -> None:
    tariff_book = water()
    company = tariff_book.file.book("company")
    heard: list[frozenset[str]] = []
    tariff_book.file.listen(lambda edited: heard.append(edited.entries))
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    assert heard == [{"tariff/sheet/water-1/5", "tariff/text/water-1/5"}]
    assert tariff_book.file.book("company") is company


def test_a_new_schedule_replaces_the_old_on_one_day() -> None:
    tariff_book = water()
    new = changes.replace_schedule(tariff_book, "water-1")
    assert (new.id, new.replaces) == ("water-2", 1)
    filing = filings.begin_tariff_filing(tariff_book, new.id)
    filings.change_tariff_filing(tariff_book, replace(filing, affects_rates=False))
    filings.file_it(tariff_book, filing.id)
    filings.record_outcome(tariff_book, filing.id, filings.CommissionDecision(FilingOutcome.APPROVED, THIRTY))
    assert len(book_on(tariff_book, "water-1", THIRTY).in_force) == 0
    assert len(book_on(tariff_book, "water-1", THIRTY - timedelta(days=1)).in_force) == 10
    assert len(book_on(tariff_book, "water-2", THIRTY).in_force) == 10
    title = words(PACKETS.printer(tariff_book, "water-2").book(THIRTY)[:1])
    assert "Canceling PSC Mo. No. 1" in title
    with pytest.raises(UserError, match="canceled already"):
        changes.replace_schedule(tariff_book, "water-1")


def test_an_index_is_generated_and_cannot_be_typed() -> None:
    tariff_book = water()
    changes.add_sheet(tariff_book, "water-1", "Index")
    index = tariff_book.chain("water-1", "Index")
    assert "| Rule 7 | 7 |" in tariff_book.text("water-1", index, index.draft)
    with pytest.raises(NotPossible, match="generated"):
        changes.write_draft(tariff_book, "water-1", "Index", "x")


def telecom(notice: NoticeKind, *pairs: tuple[str, str], expires: date | None = None) -> list[str]:
    tariff_book = new_tariff_book()
    schedule(tariff_book, "telecom")
    entered(tariff_book, "5", utility="telecom")
    changes.revise_sheets(tariff_book, "telecom-1", ["5"])
    old, new = pairs[0]
    text = RATES.replace(old, new)
    changes.write_draft(
        tariff_book, "telecom-1", "5", sheet_lines_text(marked(read_text(RATES), read_text(text), "*", "+"))
    )
    days = {"increase": 10, "decrease": 7, "promotion": 7, "promotion_noncompetitive": 10}.get(notice.value, 30)
    filing = replace(
        filings.begin_tariff_filing(tariff_book, "telecom-1"),
        notice=notice,
        effective=TODAY + timedelta(days=days),
        expires=expires,
        summary="One price changes.",
        answers=(("customer_notice", "Prices rise."), ("affirmed", "yes")),
    )
    stops = [p.id for p in filing_problems(tariff_book, filing) if p.severity is Severity.STOP]
    early = replace(filing, effective=TODAY + timedelta(days=days - 1))
    assert "F07" in [p.id for p in filing_problems(tariff_book, early)]
    return stops


@pytest.mark.parametrize(
    ("notice", "pair", "stops"),
    [
        (NoticeKind.INCREASE, ("12.50", "14.00"), []),
        (NoticeKind.INCREASE, ("12.50", "11.00"), ["F12"]),
        (NoticeKind.DECREASE, ("12.50", "11.00"), []),
        (NoticeKind.DECREASE, ("12.50", "14.00"), ["F12"]),
        (NoticeKind.INCREASE, ("# Schedule of rates", "# Another heading"), ["F12"]),
        (NoticeKind.INCREASE, (RATES, HIGHER + "\n1. A new rule.\n"), ["F12"]),
        (NoticeKind.STATUTORY, ("# Schedule of rates", "# Another heading"), []),
        (NoticeKind.PROMOTION, ("12.50", "11.00"), ["F13"]),
    ],
)
def test_telecommunications_notice_is_7_10_or_30_days(
    notice: NoticeKind, pair: tuple[str, str], stops: list[str]
) -> None:
    assert telecom(notice, pair) == stops


def test_a_promotion_has_a_last_day() -> None:
    for notice in (NoticeKind.PROMOTION, NoticeKind.PROMOTION_NONCOMPETITIVE):
        assert telecom(notice, ("12.50", "11.00"), expires=TODAY + timedelta(days=90)) == []


def test_bills_by_meter_and_blocks() -> None:
    text = (
        RATES
        + "[rates: per 1,000 gallons, by block] Water\nfirst 2,000 gallons = 3.00\nover 2,000 gallons = 4.25\n[end]\n"
    )
    old, new = read_rate_tables(read_text(text)), read_rate_tables(read_text(text.replace("12.50", "14.00")))
    bills = {bill.label: bill for bill in bill_effect(old, new).bills}
    assert [str(bills[f"5/8 inch, {use} gallons"].old) for use in ("0", "2,000", "5,000", "10,000")] == [
        "12.50",
        "18.50",
        "31.25",
        "52.50",
    ]
    assert str(bills["5/8 inch, 5,000 gallons"].change) == "1.50"
    assert str(bills["5/8 inch, 5,000 gallons"].percent) == "4.8"


def test_the_effect_on_bills_takes_the_price_of_water_from_another_sheet_and_asks_of_two() -> None:
    tariff_book, filing = changed()
    assert [bill.label for bill in filing_effect(tariff_book, filing).effect.bills] == ["5/8 inch"]
    water_used = "# Water\n\n[rates: per 1,000 gallons, by block] Water\nall gallons = 2.00\n[end]\n"
    entered(tariff_book, "10", text=water_used)
    assert [(bill.label, str(bill.old)) for bill in filing_effect(tariff_book, filing).effect.bills][:2] == [
        ("5/8 inch, 0 gallons", "12.50"),
        ("5/8 inch, 2,000 gallons", "16.50"),
    ]
    entered(tariff_book, "11", text=water_used.replace("2.00", "9.00"))
    (asked,) = filing_effect(tariff_book, filing).open_points
    assert "the table 'Water' on sheet 10 and the table 'Water' on sheet 11 are both charges for use" in asked


def test_a_scanned_page_is_the_face_of_a_sheet(tmp_path: Path) -> None:
    tariff_book = water()
    (tmp_path / "scan.png").write_bytes(b"pixels")
    kept = PACKETS.scan(tmp_path / "scan.png", 1)
    enter_sheet(tariff_book, "water-1", EnteredSheet("20", 0, date(2015, 5, 1), scan=kept))
    chain = tariff_book.chain("water-1", "20")
    (page,) = PACKETS.printer(tariff_book, "water-1").sheet(chain, chain.versions[0]).pages
    (picture,) = page.items
    assert isinstance(picture, PictureItem)
    assert (picture.image and picture.image.width, picture.width) == (2, 612.0)
    with pytest.raises(UserError, match="no page 2"):
        PACKETS.scan(tmp_path / "scan.png", 2)


def test_an_electric_adoption_notice_has_a_number_of_its_own() -> None:
    tariff_book = new_tariff_book()
    schedule(tariff_book, "electric")
    entered(tariff_book, "1", utility="electric")
    with pytest.raises(NotPossible, match="PSC number of its own"):
        changes.adopt(tariff_book, "electric-1", "Old Oaks Company", TODAY)


@pytest.mark.untraced
@pytest.mark.slow
def test_a_sealed_paper_goes_into_the_sealed_folder_alone(tmp_path: Path) -> None:
    tariff_book, filing = changed()
    add_support(tariff_book, filing.id, "map.png", b"map", "Map of the area")
    add_support(
        tariff_book, filing.id, "costs.png", b"costs", "Cost study", seal=("Customer-specific", "Names customers")
    )
    packet = PACKETS.produce(tariff_book, filing.id, tmp_path / "packet")
    assert {name for name in packet.files if "supporting" in name} == {
        "public/supporting-paper-01.pdf",
        "sealed/supporting-paper-02.pdf",
    }
    letter = next(words(paper.pages) for paper in PACKETS.papers(tariff_book, filing.id) if "transmittal" in paper.name)
    assert "Cost study, filed under seal" in letter
    manifest = (tmp_path / "packet" / "public" / "manifest.json").read_text(encoding="ascii")
    assert "supporting-paper-02" not in manifest
    drop_support(tariff_book, filing.id, "02")
    assert [paper.number for paper in supports(tariff_book, filing.id)] == ["01"]


@pytest.mark.parametrize(
    ("title", "seal"), [("", ("", "")), ("Costs", ("Customer-specific", "")), ("Costs", ("", "x"))]
)
def test_a_paper_without_title_or_half_a_seal_is_refused(title: str, seal: tuple[str, str]) -> None:
    tariff_book, filing = changed()
    with pytest.raises(UserError, match="needs"):
        add_support(tariff_book, filing.id, "costs.png", b"costs", title, seal=seal)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["summary", "purpose", "sheet", "title"])
def test_a_tariff_filing_that_says_what_is_sealed_in_a_report_tells_so(where: str) -> None:
    tariff_book, filing = changed()
    file = tariff_book.file
    report = annual_report.begin_report(file, 2025)
    entering.set_answer(file, report.id, Place("w2", "chemicals", "amount"), "48,213")
    said = "Chemicals cost us $48,213."
    if where == "sheet":
        changes.write_draft(tariff_book, "water-1", "5.1", f"# Leaks\n\n1. {said}\n")
    elif where == "title":
        add_support(tariff_book, filing.id, "costs.pdf", b"%PDF", said)
    else:
        filing = replace(filing, **{where: said})  # type: ignore[arg-type]
        filings.change_tariff_filing(tariff_book, filing)
    assert "F46" not in [problem.id for problem in PACKETS.problems(tariff_book, tariff_book.filing(filing.id))]
    sealing.seal_target(file, report.id, "w2/chemicals/amount", "Strategic", "A contract")
    (told,) = [
        problem for problem in PACKETS.problems(tariff_book, tariff_book.filing(filing.id)) if problem.id == "F46"
    ]
    assert "is sealed" in told.sentence
    assert "48" not in told.sentence
