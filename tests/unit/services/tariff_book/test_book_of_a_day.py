"""What is wrong with a book, what its sheets are on a day, and the front that is generated from it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.tariffs.schedules import FilingOutcome
from desktop_app.domain.tariffs.versions import SheetHistory, SheetVersion, VersionState
from desktop_app.domain.values import Json
from desktop_app.services.tariff_book import changes, entries, filings
from desktop_app.services.tariff_book.as_of import book_on, state_words
from desktop_app.services.tariff_book.front import CHECK_SHEET, CONTENTS, LOG, FrontView, generated
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.tariff_company import OFFICER, RATES, TODAY, entered, new_shelf, schedule

SHEETS = (("Title Page", "# Rolling Oaks\n"), ("5", RATES), ("6", "# Leaks\n\n1. Who pays.\n"))


@pytest.fixture
def shelf() -> TariffBook:
    """A title page and the sheets 5 and 6, in effect since May 1, 2015."""
    made = new_shelf()
    schedule(made)
    for number, text in SHEETS:
        entered(made, number, text=text)
    return made


def revised(shelf: TariffBook) -> None:
    """The first revision of sheet 5, in effect since January 1, 2020."""
    changes.enter(shelf, "water-1", changes.EnteredSheet("5", 1, date(2020, 1, 1), text=RATES, issuer=OFFICER))


def findings(shelf: TariffBook, day: date = TODAY) -> dict[str, Problem]:
    return {finding.id: finding for finding in book_on(shelf, "water-1", day).findings}


def keep(shelf: TariffBook, chain: SheetHistory) -> None:
    """Puts a chain into the file as another program may have left it."""
    key = entries.tariff_sheet_key("water-1", chain.number.key)
    found: dict[str, Json] = {key: entries.chain_to_json(chain)}
    shelf.file.edit("company", "Kept", found)


def changed(shelf: TariffBook, sheet: str, revision: int, version: SheetVersion) -> None:
    """Puts another version in the place of one."""
    chain = shelf.chain("water-1", sheet)
    kept = tuple(version if known.revision == revision else known for known in chain.versions)
    keep(shelf, replace(chain, versions=kept))


def test_a_whole_book_has_no_findings(shelf: TariffBook) -> None:
    assert findings(shelf) == {}


def test_two_versions_of_one_day_are_a_stop(shelf: TariffBook) -> None:
    revised(shelf)
    first = shelf.chain("water-1", "5").version(0)
    changed(shelf, "5", 1, replace(shelf.chain("water-1", "5").version(1), effective=first.effective))
    found = findings(shelf)["T01"]
    assert found.severity is Severity.STOP
    assert found.sentence == "Sheet 5: Original and 1st Revised both take effect on May 1, 2015."


def test_a_version_that_ran_out_is_told_from_the_day_after(shelf: TariffBook) -> None:
    changed(shelf, "5", 0, replace(shelf.chain("water-1", "5").version(0), expires=TODAY))
    assert "T05" not in findings(shelf)
    found = findings(shelf, TODAY + timedelta(days=1))["T05"]
    assert found.sentence == "Sheet 5: It expired on March 2, 2026; nothing follows it."


def test_a_version_without_text_or_scan_is_told(shelf: TariffBook) -> None:
    changed(shelf, "5", 0, replace(shelf.chain("water-1", "5").version(0), text=""))
    assert findings(shelf)["T07"].sentence == "Sheet 5: Original has neither a text nor a scanned page."


@pytest.mark.parametrize(("number", "between"), [("8", "7"), ("9", "7 to 8")])
def test_missing_numbers_are_told(shelf: TariffBook, number: str, between: str) -> None:
    entered(shelf, number, text="# Late\n")
    assert findings(shelf)["T08"].sentence == f"Sheet {between} is missing between sheets 6 and {number}."


def test_a_filing_whose_day_has_come_asks_what_became_of_it(shelf: TariffBook) -> None:
    changes.revise_sheets(shelf, "water-1", ["6"])
    changes.write_draft(shelf, "water-1", "6", "# Leaks\n\n{*} 1. Who pays what.\n")
    filing = filings.begin_tariff_filing(shelf, "water-1")
    filing = replace(filing, affects_rates=False)
    filings.change_tariff_filing(shelf, filing)
    filings.file_it(shelf, filing.id)
    assert filing.effective is not None
    assert "T09" not in findings(shelf, filing.effective - timedelta(days=1))
    assert "it was to take effect on April 1, 2026" in findings(shelf, filing.effective)["T09"].sentence
    until = date(2026, 7, 1)
    filings.record_outcome(shelf, filing.id, filings.CommissionDecision(FilingOutcome.SUSPENDED, until))
    assert "T09" not in findings(shelf, until - timedelta(days=1))
    assert "its suspension ran to July 1, 2026" in findings(shelf, until)["T09"].sentence
    chain, made = shelf.chain("water-1", "6"), shelf.schedule("water-1")
    assert state_words(chain, chain.version(1), TODAY, made) == "suspended, proposed for April 1, 2026"


def test_what_a_version_is_on_a_day_is_said_with_its_day(shelf: TariffBook) -> None:
    made = shelf.schedule("water-1")
    chain = shelf.chain("water-1", "5")
    version = chain.version(0)
    assert state_words(chain, version, TODAY, made) == "effective since May 1, 2015"
    assert state_words(chain, version, date(2015, 4, 30), made) == "approved for May 1, 2015"
    over = replace(made, canceled_on=TODAY)
    assert state_words(chain, version, TODAY, over) == "canceled with the schedule on March 2, 2026"
    assert state_words(chain, version, TODAY - timedelta(days=1), over) == "effective since May 1, 2015"


# The front


def front(shelf: TariffBook, key: str, day: date = TODAY) -> str:
    return generated(key, FrontView(shelf.schedule("water-1"), shelf.chains("water-1"), day))


def test_the_contents_are_in_alphabetical_order(shelf: TariffBook) -> None:
    assert front(shelf, CONTENTS).splitlines()[2:] == [
        "| Subject | Sheet No. |",
        "| Leaks | 6 |",
        "| Rolling Oaks | Title Page |",
        "| Schedule of rates | 5 |",
    ]


def test_the_log_lists_what_took_effect_until_the_day(shelf: TariffBook) -> None:
    revised(shelf)
    rows = front(shelf, LOG).splitlines()[3:]
    assert len(rows) == 4
    assert rows[-1].endswith("| 5 | 1st Revised | Original |")
    assert front(shelf, LOG, date(2019, 12, 31)).splitlines()[3:] == rows[:3]
    assert all(row.endswith("| Original | – |") for row in rows[:3])


def test_the_check_sheet_names_the_version_of_each_sheet_and_leaves_out_what_is_canceled(shelf: TariffBook) -> None:
    changes.revise_sheets(shelf, "water-1", ["5"])
    changes.cancel(shelf, "water-1", ["6"], nothing_left=True)
    assert front(shelf, CHECK_SHEET).splitlines()[4:] == [
        "| Sheet No. | Designation |",
        "| Title Page | Original |",
        "| 5 | 1st Revised |",
    ]
    assert shelf.chain("water-1", "6").versions[-1].state is VersionState.DRAFT
