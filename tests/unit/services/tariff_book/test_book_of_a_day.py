"""What is wrong with a book, what its sheets are on a day, and the front that is generated from it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.tariffs.schedules import FilingOutcome
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.versions import SheetVersion, VersionState
from desktop_app.domain.values import Json
from desktop_app.services.tariff_book import changes, entries, filings
from desktop_app.services.tariff_book.as_of import book_on, state_words, unchecked_book
from desktop_app.services.tariff_book.front import CHECK_SHEET, CONTENTS, LOG, FrontView, generated
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.tariff_company import OFFICER, RATES, TODAY, entered, new_tariff_book, schedule

SHEETS = (("Title Page", "# Rolling Oaks\n"), ("5", RATES), ("6", "# Leaks\n\n1. Who pays.\n"))


@pytest.fixture
def tariff_book() -> TariffBook:
    """A title page and the sheets 5 and 6, in effect since May 1, 2015."""
    made = new_tariff_book()
    schedule(made)
    for number, text in SHEETS:
        entered(made, number, text=text)
    return made


def revised(tariff_book: TariffBook) -> None:
    """The first revision of sheet 5, in effect since January 1, 2020."""
    enter_sheet(tariff_book, "water-1", EnteredSheet("5", 1, date(2020, 1, 1), text=RATES, issuer=OFFICER))


def findings(tariff_book: TariffBook, day: date = TODAY) -> dict[str, Problem]:
    return {finding.id: finding for finding in book_on(tariff_book, "water-1", day).findings}


def keep(tariff_book: TariffBook, chain: SheetHistory) -> None:
    """Puts a chain into the file as another program may have left it."""
    key = entries.tariff_sheet_key("water-1", chain.number.key)
    found: dict[str, Json] = {key: entries.chain_to_json(chain)}
    tariff_book.file.edit("company", "Kept", found)


def changed(tariff_book: TariffBook, sheet: str, revision: int, version: SheetVersion) -> None:
    """Puts another version in the place of one."""
    chain = tariff_book.chain("water-1", sheet)
    kept = tuple(version if known.revision == revision else known for known in chain.versions)
    keep(tariff_book, replace(chain, versions=kept))


def test_the_first_sheets_of_a_book_are_read_without_the_others(tariff_book: TariffBook) -> None:
    for chain in tariff_book.chains("water-1"):
        keep(tariff_book, replace(chain, title="Changed"))
    first = unchecked_book(tariff_book, "water-1", TODAY, 2)
    assert [str(sheet.chain.number) for sheet in first.sheets] == ["Title Page", "5"]
    assert (len(first.in_force), first.findings) == (2, ())
    assert [tariff_book.read_on("water-1", count) for count in (0, 5, 5)] == [1, 0, 0]
    assert unchecked_book(tariff_book, "water-1", TODAY, 9).sheets == book_on(tariff_book, "water-1", TODAY).sheets


def test_what_one_reader_of_the_book_has_read_all_know(tariff_book: TariffBook) -> None:
    other = TariffBook(tariff_book.file)
    assert other.read_on("water-1", 9) == 0
    keep(tariff_book, replace(tariff_book.chain("water-1", "5"), title="Changed"))
    assert other.read_on("water-1", 0) == 1
    assert tariff_book.chain("water-1", "5") is other.chain("water-1", "5")
    assert other.read_on("water-1", 0) == 0


def test_what_changed_since_it_was_read_is_unread(tariff_book: TariffBook) -> None:
    assert len(tariff_book.chains("water-1")) == 3
    changed(tariff_book, "5", 0, replace(tariff_book.chain("water-1", "5").version(0), expires=TODAY))
    assert tariff_book.read_on("water-1", 0) == 1
    assert tariff_book.chain("water-1", "5").version(0).expires == TODAY
    assert tariff_book.read_on("water-1", 0) == 0


def test_a_whole_book_has_no_findings(tariff_book: TariffBook) -> None:
    assert findings(tariff_book) == {}


def test_two_versions_of_one_day_are_a_stop(tariff_book: TariffBook) -> None:
    revised(tariff_book)
    first = tariff_book.chain("water-1", "5").version(0)
    changed(tariff_book, "5", 1, replace(tariff_book.chain("water-1", "5").version(1), effective=first.effective))
    found = findings(tariff_book)["T01"]
    assert found.severity is Severity.STOP
    assert found.sentence == "Sheet 5: Original and 1st Revised both take effect on May 1, 2015."


def test_a_version_that_ran_out_is_told_from_the_day_after(tariff_book: TariffBook) -> None:
    changed(tariff_book, "5", 0, replace(tariff_book.chain("water-1", "5").version(0), expires=TODAY))
    assert "T05" not in findings(tariff_book)
    found = findings(tariff_book, TODAY + timedelta(days=1))["T05"]
    assert found.sentence == "Sheet 5: It expired on March 2, 2026; nothing follows it."


@pytest.mark.parametrize(("late", "told"), [(0, False), (1, True), (365, True)])
def test_a_sheet_issued_after_it_took_effect_is_asked_about(tariff_book: TariffBook, late: int, told: bool) -> None:
    first = tariff_book.chain("water-1", "5").version(0)
    assert first.effective == date(2015, 5, 1)
    changed(tariff_book, "5", 0, replace(first, issued=first.effective + timedelta(days=late)))
    found = findings(tariff_book)
    assert ("T12" in found) is told
    if late == 1:
        said = "Sheet 5: Original was issued on May 2, 2015, after it took effect on May 1, 2015."
        assert found["T12"].sentence.startswith(said)


def test_a_version_without_text_or_scan_is_told(tariff_book: TariffBook) -> None:
    changed(tariff_book, "5", 0, replace(tariff_book.chain("water-1", "5").version(0), text=""))
    assert findings(tariff_book)["T07"].sentence == "Sheet 5: Original has neither a text nor a scanned page."


@pytest.mark.parametrize(("number", "between"), [("8", "7"), ("9", "7 to 8")])
def test_missing_numbers_are_told(tariff_book: TariffBook, number: str, between: str) -> None:
    entered(tariff_book, number, text="# Late\n")
    assert findings(tariff_book)["T08"].sentence == f"Sheet {between} is missing between sheets 6 and {number}."


def test_a_filing_whose_day_has_come_asks_what_became_of_it(tariff_book: TariffBook) -> None:
    changes.revise_sheets(tariff_book, "water-1", ["6"])
    changes.write_draft(tariff_book, "water-1", "6", "# Leaks\n\n{*} 1. Who pays what.\n")
    filing = filings.begin_tariff_filing(tariff_book, "water-1")
    filing = replace(filing, affects_rates=False)
    filings.change_tariff_filing(tariff_book, filing)
    filings.file_it(tariff_book, filing.id)
    assert filing.effective is not None
    assert "T09" not in findings(tariff_book, filing.effective - timedelta(days=1))
    assert "it was to take effect on April 1, 2026" in findings(tariff_book, filing.effective)["T09"].sentence
    until = date(2026, 7, 1)
    filings.record_outcome(tariff_book, filing.id, filings.CommissionDecision(FilingOutcome.SUSPENDED, until))
    assert "T09" not in findings(tariff_book, until - timedelta(days=1))
    assert "its suspension ran to July 1, 2026" in findings(tariff_book, until)["T09"].sentence
    chain, made = tariff_book.chain("water-1", "6"), tariff_book.schedule("water-1")
    assert state_words(chain, chain.version(1), TODAY, made) == "suspended, proposed for April 1, 2026"


def test_what_a_version_is_on_a_day_is_said_with_its_day(tariff_book: TariffBook) -> None:
    made = tariff_book.schedule("water-1")
    chain = tariff_book.chain("water-1", "5")
    version = chain.version(0)
    assert state_words(chain, version, TODAY, made) == "effective since May 1, 2015"
    assert state_words(chain, version, date(2015, 4, 30), made) == "approved for May 1, 2015"
    over = replace(made, canceled_on=TODAY)
    assert state_words(chain, version, TODAY, over) == "canceled with the schedule on March 2, 2026"
    assert state_words(chain, version, TODAY - timedelta(days=1), over) == "effective since May 1, 2015"


# The front


def front(tariff_book: TariffBook, key: str, day: date = TODAY) -> str:
    return generated(key, FrontView(tariff_book.schedule("water-1"), tariff_book.chains("water-1"), day))


def test_the_contents_are_in_alphabetical_order(tariff_book: TariffBook) -> None:
    assert front(tariff_book, CONTENTS).splitlines()[2:] == [
        "| Subject | Sheet No. |",
        "| Leaks | 6 |",
        "| Rolling Oaks | Title Page |",
        "| Schedule of rates | 5 |",
    ]


def test_the_log_lists_what_took_effect_until_the_day(tariff_book: TariffBook) -> None:
    revised(tariff_book)
    rows = front(tariff_book, LOG).splitlines()[3:]
    assert len(rows) == 4
    assert rows[-1].endswith("| 5 | 1st Revised | Original |")
    assert front(tariff_book, LOG, date(2019, 12, 31)).splitlines()[3:] == rows[:3]
    assert all(row.endswith("| Original | – |") for row in rows[:3])


def test_the_check_sheet_names_the_version_of_each_sheet_and_leaves_out_what_is_canceled(
    tariff_book: TariffBook,
) -> None:
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    changes.cancel(tariff_book, "water-1", ["6"], nothing_left=True)
    assert front(tariff_book, CHECK_SHEET).splitlines()[4:] == [
        "| Sheet No. | Designation |",
        "| Title Page | Original |",
        "| 5 | 1st Revised |",
    ]
    assert tariff_book.chain("water-1", "6").versions[-1].state is VersionState.DRAFT
