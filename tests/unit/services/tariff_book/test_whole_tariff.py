"""The whole paper tariff is entered from a document or a folder, as one step."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.domain.tariffs.schedules import Issuer
from desktop_app.domain.tariffs.sheet_split import SplitSheet, split_tariff
from desktop_app.domain.tariffs.versions import NotPossible
from desktop_app.services.ports import ForeignDocument
from desktop_app.services.tariff_book import whole_tariff
from desktop_app.services.tariff_book.corrections import as_entered, correct_entered
from desktop_app.services.tariff_book.whole_tariff import (
    NoSheetsFound,
    TariffDefaults,
    enter_whole_tariff,
    preview_rows,
    with_defaults,
)
from tests.support.attachment_readers import StandInReader
from tests.support.tariff_company import TOOLS, gray_pages, new_tariff_book, schedule
from tests.support.tariff_packets import PACKETS, words
from tests.support.word_documents import level, paragraph, section, table, word

TARIFF = Path(__file__).parents[3] / "cases" / "tariffs" / "whole_tariff.txt"
DAY = date(2015, 5, 1)


def sheets_of(path: Path) -> list[str]:
    return [f"{sheet.number}: {sheet.text.splitlines()[0]}" for sheet in PACKETS.whole_tariff(path)]


def test_a_text_is_previewed_dated_and_entered_as_one_step() -> None:
    tariff_book = new_tariff_book()
    schedule(tariff_book, "sewer")
    found = PACKETS.whole_tariff(TARIFF)
    with pytest.raises(NoSheetsFound, match=r"Sheet Sec\. 5 Sheet A names no day"):
        enter_whole_tariff(tariff_book, "sewer-1", found)
    assert tariff_book.chains("sewer-1") == ()
    whole = with_defaults(found, TariffDefaults(DAY, date(2015, 4, 1), Issuer("Bo Other"), "Old Oaks"))
    rows = [*preview_rows(whole)]
    assert rows[0][:4] == ("Title Page", "1st Revised", "10/06/2017", "11/05/2017")
    assert rows[2] == ("Sec. 5 Sheet A", "6th Revised", "04/01/2015", "05/01/2015", "Bo Other", "RULES", "")
    assert enter_whole_tariff(tariff_book, "sewer-1", whole) == (
        "6 sheets entered. The details of the schedule are now those of their heads: 'FORM NO. 13'; 'P.S.C. MO. No.'."
    )
    chain = tariff_book.chain("sewer-1", "1")
    assert tariff_book.text("sewer-1", chain, chain.versions[0]).startswith(
        "Schedule of rates\n| Customer charge | $12.50 |"
    )
    printed = words(PACKETS.printer(tariff_book, "sewer-1").sheet(chain, chain.versions[0]).pages)
    assert "Elm Grove Utility Company, Inc." in printed
    with pytest.raises(NotPossible, match="already"):
        enter_whole_tariff(tariff_book, "sewer-1", whole)
    tariff_book.file.undo()
    assert tariff_book.chains("sewer-1") == ()
    with pytest.raises(NoSheetsFound, match=r"^Sheet 9: Line 1"):
        enter_whole_tariff(tariff_book, "sewer-1", [SplitSheet("9", 0, "[rates: per month] A", effective=DAY)])


def test_a_word_document_whose_heads_stand_in_its_sections_is_split(tmp_path: Path) -> None:
    parts = {"h1": table(("P.S.C. MO. No. 1", "Original Sheet No. 1")), "h2": paragraph("2nd Revised Sheet No. 2")}
    parts["f"] = paragraph("DATE OF ISSUE April 1, 2015 DATE EFFECTIVE May 1, 2015")
    body = paragraph("Rules", "Heading1") + paragraph("A rule", level=0, more=section("h1", "f"))
    body += paragraph("More") + section("h2", "f")
    (tmp_path / "tariff.docx").write_bytes(word(body, parts, level(0, "decimal", "%1.")))
    one, two = PACKETS.whole_tariff(tmp_path / "tariff.docx")
    assert (one.number, one.text, one.effective) == ("1", "# Rules\n1. A rule", DAY)
    assert (two.number, two.revision, two.text) == ("2", 2, "More")


HEADED = """FORM NO. 13  P.S.C. MO. No. 2  Original Sheet No. {number}
Cancelling P.S.C. MO. No. 1
Old Oaks Sewer Company  For: All Areas
Name of Issuing Corporation  Community, Town or City
Words
DATE EFFECTIVE May {number}, 2015
"""


def test_the_heads_of_the_first_sheets_are_those_of_the_schedule() -> None:
    tariff_book = new_tariff_book()
    schedule(tariff_book, "sewer")
    first = split_tariff(HEADED.format(number=1) + "P.S.C. Mo. Original Sheet No. 2\nWords\nEffective April 1, 2015\n")
    known = with_defaults(first, TariffDefaults(number=1))
    assert known[0].doubt == "its head says PSC Mo. No. 2, and this schedule is No. 1"
    assert [sheet.doubt for sheet in with_defaults(first, TariffDefaults(number=2))] == ["", ""]
    said = enter_whole_tariff(tariff_book, "sewer-1", known)
    heads = "'FORM NO. 13'; 'P.S.C. MO. No.'; 'Name of Issuing Corporation'; 'Community, Town or City'; 'All Areas'"
    assert said == f"2 sheets entered. The details of the schedule are now those of their heads: {heads}."
    made = tariff_book.schedule("sewer-1")
    assert (made.label, made.captions.prefix, made.community) == ("FORM NO. 13", "P.S.C. MO. No.", "All Areas")
    again = split_tariff(HEADED.format(number=3).replace("All Areas", "Sample County"))
    assert enter_whole_tariff(tariff_book, "sewer-1", again) == "1 sheet entered."
    assert tariff_book.schedule("sewer-1") == made
    chain = tariff_book.chain("sewer-1", "3")
    printed = PACKETS.printer(tariff_book, "sewer-1").sheet(chain, chain.versions[0])
    assert "Sample County" in words(printed.pages), "a sheet is headed as it is on paper"
    wrong = as_entered(tariff_book, "sewer-1", "3", 0)
    correct_entered(tariff_book, "sewer-1", 0, replace(wrong, text="Other words"))
    chain = tariff_book.chain("sewer-1", "3")
    assert chain.versions[0].dress is not None
    assert chain.versions[0].dress.community == "Sample County", "a correction keeps the head"
    tariff_book.file.undo()
    assert enter_whole_tariff(tariff_book, "sewer-1", ()) == "0 sheets entered."


def test_a_folder_of_documents_is_read_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "5A.txt").write_text("Rates without a head\n", encoding="utf-8")
    (tmp_path / "6.docx").write_bytes(word(paragraph("Original Sheet No. 6") + paragraph("From Word")))
    (tmp_path / "~$6.docx").write_bytes(b"a lock of Word")
    (tmp_path / "notes.xls").write_bytes(b"x")
    assert sheets_of(tmp_path) == ["5A: Rates without a head", "6: From Word"]


def test_a_sheet_is_shown_as_it_would_be_entered() -> None:
    tariff_book = new_tariff_book()
    schedule(tariff_book, "sewer")
    printer = PACKETS.printer(tariff_book, "sewer-1")
    said = words(printer.typed(SplitSheet("5A", 2, "# Rates\n", DAY, DAY, Issuer("Bo Other"), "Old Oaks")).pages)
    for part in (
        "2nd Revised Sheet No. 5A",
        "1st Revised Sheet No. 5A",
        "Old Oaks",
        "Bo Other",
        "Rates",
        "May 1, 2015",
    ):
        assert part in said
    assert not words(printer.typed(SplitSheet("5A", 0, "", scan=b"1 1 gray\nx")).pages)


def test_scanned_pages_of_a_folder_are_sheets_by_the_names_of_their_files(tmp_path: Path) -> None:
    for name in ("Sheet 10.pdf", "2nd Revised Sheet No. 9.tif", "title page.png"):
        (tmp_path / name).write_bytes(b"x")
    reports: list[tuple[int, int]] = []
    found = PACKETS.whole_tariff(tmp_path, report=lambda done, of: reports.append((done, of)))
    named = [(sheet.number, sheet.revision, sheet.text) for sheet in found]
    assert named == [("title page", 0, ""), ("9", 2, ""), ("10", 0, "")], "in the order of the book"
    assert reports == [(0, 3), (1, 3), (2, 3)]
    assert {row[5] for row in preview_rows(found)} == {"(image of its page)"}
    assert [sheet.doubt for sheet in found] == ["it names no day of effect"] * 3
    tariff_book = new_tariff_book()
    schedule(tariff_book, "sewer")
    enter_whole_tariff(tariff_book, "sewer-1", with_defaults(found, TariffDefaults(DAY)))
    kept = tariff_book.chain("sewer-1", "9").versions[0].scan
    assert tariff_book.file.workspace.document(kept) == found[1].scan
    several = StandInReader(ForeignDocument(((2, 2), (2, 2)), ()), drawn=gray_pages)
    packets = replace(PACKETS, tools=replace(TOOLS, reader=several))
    assert "its file has 2 pages" in packets.whole_tariff(tmp_path)[0].doubt


def test_what_holds_no_sheet_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(NoSheetsFound, match=r"letter\.txt has no line like"):
        PACKETS.whole_tariff(tmp_path / "letter.txt")
    with pytest.raises(EnvironmentProblem, match="cannot be read"):
        PACKETS.whole_tariff(tmp_path / "gone.txt")
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoSheetsFound, match="no Word documents"):
        PACKETS.whole_tariff(tmp_path / "empty")
    monkeypatch.setattr(whole_tariff, "MOST_BYTES", 3)
    with pytest.raises(NoSheetsFound, match="is larger than"):
        PACKETS.whole_tariff(tmp_path / "letter.txt")
