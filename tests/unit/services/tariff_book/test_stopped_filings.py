"""Filings that cannot work are stopped before they are made, and what went out is not taken back in passing."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.tariffs.schedules import FilingOutcome, MarkMeaning, TariffFiling
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.filing_checks import filing_problems
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.undone_filing import undone_filing
from tests.support.tariff_company import TODAY, entered, new_tariff_book, schedule
from tests.support.tariff_packets import PACKETS

RULES = "# Rules\n\n1. A rule.\n"
MARKED = "# Rules\n\n{+} 1. Another rule.\n"


def revised(text: str, utility: str = "water") -> tuple[TariffBook, TariffFiling]:
    tariff_book = new_tariff_book()
    schedule(tariff_book, utility)
    entered(tariff_book, "5", text=RULES, utility=utility)
    changes.revise_sheets(tariff_book, f"{utility}-1", ["5"])
    changes.write_draft(tariff_book, f"{utility}-1", "5", text)
    filing = replace(filings.begin_tariff_filing(tariff_book, f"{utility}-1"), affects_rates=False)
    filings.change_tariff_filing(tariff_book, filing)
    return tariff_book, filing


def stops(tariff_book: TariffBook, filing: TariffFiling) -> list[str]:
    found = filing_problems(tariff_book, tariff_book.filing(filing.id))
    return [problem.id for problem in found if problem.severity.value == "stop"]


def test_a_revision_that_changes_nothing_is_stopped() -> None:
    assert stops(*revised(RULES)) == ["F48"]
    assert stops(*revised(MARKED)) == []


def test_changed_lines_without_marks_stop_where_the_sheets_print_the_legend() -> None:
    tariff_book, filing = revised(MARKED.replace("{+} ", ""))
    assert stops(tariff_book, filing) == ["F03"]
    changes.change_schedule(tariff_book, replace(tariff_book.schedule("water-1"), marks=()))
    assert stops(tariff_book, filing) == []


def test_a_sheet_takes_effect_after_what_it_cancels() -> None:
    tariff_book, filing = revised(MARKED)
    filings.file_it(tariff_book, filing.id)
    later = TODAY + timedelta(days=200)
    filings.record_outcome(tariff_book, filing.id, filings.CommissionDecision(FilingOutcome.APPROVED, later))
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    changes.write_draft(tariff_book, "water-1", "5", MARKED.replace("Another", "A third"))
    second = replace(filings.begin_tariff_filing(tariff_book, "water-1"), affects_rates=False)
    filings.change_tariff_filing(tariff_book, second)
    assert stops(tariff_book, second) == ["F47"]
    filings.change_tariff_filing(tariff_book, replace(second, effective=later))
    assert stops(tariff_book, second) == ["F47"]
    filings.change_tariff_filing(tariff_book, replace(second, effective=later + timedelta(days=1)))
    assert stops(tariff_book, second) == []


def test_an_issue_after_the_effective_day_is_stopped() -> None:
    tariff_book, filing = revised(MARKED)
    day = date(2026, 6, 1)
    filings.change_tariff_filing(
        tariff_book, replace(filing, issued=day, received=day, effective=day - timedelta(days=1))
    )
    assert "F29" in stops(tariff_book, filing)


def test_letters_that_no_font_of_the_program_has_stop_a_filing_before_it_is_filed() -> None:
    tariff_book, filing = revised("# Rules\n\n{+} 1. Another rule \U0001f6b0.\n")
    found = {problem.id: problem for problem in PACKETS.problems(tariff_book, filing)}
    assert "U+1F6B0" in found["F59"].sentence
    assert found["F59"].severity.value == "stop"


def test_undoing_what_went_out_is_told_and_nothing_else_is() -> None:
    tariff_book, filing = revised(MARKED)
    workspace = tariff_book.file.workspace
    assert undone_filing(workspace.next_undo()) == ""
    filings.file_it(tariff_book, filing.id)
    assert "went to the commission" in undone_filing(workspace.next_undo())
    filings.record_outcome(tariff_book, filing.id, filings.CommissionDecision(FilingOutcome.APPROVED, filing.effective))
    assert "records the outcome of tariff filing water-1-2026-1" in undone_filing(workspace.next_undo())
    assert undone_filing(None) == ""


def test_a_table_that_is_wider_than_the_page_stops_the_filing() -> None:
    """On the draft its words are broken; what is filed has columns that can be read."""
    wide = " | ".join(f"Customerclassification{n}" for n in range(12))
    tariff_book = new_tariff_book()
    schedule(tariff_book)
    changes.add_sheet(tariff_book, "water-1", "1", title="Table", text=f"# Table\n\n| {wide} |\n| {wide} |\n")
    filing = filings.begin_tariff_filing(tariff_book, "water-1")
    (found,) = [problem for problem in PACKETS.problems(tariff_book, filing) if problem.id == "F57"]
    assert "is wider than the page. Use fewer columns or shorter words." in found.sentence


@pytest.mark.parametrize("marks", [(), changes.MARKS])
def test_a_generated_sheet_marks_its_own_changes_and_can_be_filed(marks: tuple[MarkMeaning, ...]) -> None:
    tariff_book = new_tariff_book()
    made = schedule(tariff_book)
    changes.change_schedule(tariff_book, replace(made, marks=marks))
    entered(tariff_book, "5", text=RULES)
    entered(tariff_book, "Index", text="# Index\n\n| Subject | Sheet No. |\n")
    changes.add_sheet(tariff_book, "water-1", "6", text=RULES)
    changes.revise_sheets(tariff_book, "water-1", ["Index"])
    filing = filings.begin_tariff_filing(tariff_book, "water-1")
    filings.change_tariff_filing(tariff_book, replace(filing, affects_rates=False))
    chain = tariff_book.chain("water-1", "Index")
    assert ("{*} | " in tariff_book.text("water-1", chain, chain.draft)) is bool(marks)
    filings.file_it(tariff_book, filing.id)


def test_a_finding_of_a_filing_has_a_name_of_its_own() -> None:
    """Who reads the list by a script, or explains a finding, knows it by its name."""
    rooms = Path(__file__).parents[4] / "desktop_app" / "services"
    named: dict[str, set[str]] = {}
    for path in (*rooms.glob("tariff_book/*.py"), *rooms.glob("tariff_packet/*.py")):
        for name in re.findall(r'"(F\d\d)"', path.read_text(encoding="utf-8")):
            named.setdefault(name, set()).add(path.name)
    assert {name: sorted(found) for name, found in named.items() if len(found) > 1} == {}
