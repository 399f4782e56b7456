"""What cannot be done to a tariff book is refused in one sentence, and the book stays as it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.dates import long_date
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.schedules import FilingOutcome, FilingStage, MarkMeaning
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.outlines import NoSuchOutline, outline_named, start_from
from desktop_app.services.tariff_book.successors import successor_of
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.tariff_company import LIBRARY, TODAY, entered, new_tariff_book, schedule

RULE = "# Leaks\n\n1. Who pays.\n"
NEW_RULE = "# Leaks\n\n{*} 1. Who pays what.\n"
FILING = "water-1-2026-1"


@pytest.fixture
def tariff_book() -> TariffBook:
    """Sheets 5 and 6 with drafts, those of 5 in a filing."""
    made = new_tariff_book()
    schedule(made)
    for number in ("5", "6", "7"):
        entered(made, number, text=RULE)
    changes.revise_sheets(made, "water-1", ["5", "6"])
    for number in ("5", "6"):
        changes.write_draft(made, "water-1", number, NEW_RULE)
    filing = filings.begin_tariff_filing(made, "water-1", ["5"])
    filings.change_tariff_filing(made, replace(filing, affects_rates=False))
    return made


def decided(outcome: FilingOutcome, on: date | None = None, *sheets: str) -> Callable[[TariffBook], object]:
    return lambda tariff_book: filings.record_outcome(
        tariff_book, FILING, filings.CommissionDecision(outcome, on, sheets)
    )


def filed_then(act: Callable[[TariffBook], object]) -> Callable[[TariffBook], object]:
    def both(tariff_book: TariffBook) -> object:
        filings.file_it(tariff_book, FILING)
        return act(tariff_book)

    return both


def legend(*marks: str) -> Callable[[TariffBook], object]:
    return lambda tariff_book: changes.change_schedule(
        tariff_book,
        replace(tariff_book.schedule("water-1"), marks=tuple(MarkMeaning(mark, "Changed") for mark in marks)),
    )


def replaced_twice(tariff_book: TariffBook) -> object:
    changes.replace_schedule(tariff_book, "water-1")
    return changes.replace_schedule(tariff_book, "water-1")


REFUSED: dict[str, tuple[Callable[[TariffBook], object], str]] = {
    "nothing is left to file": (
        lambda tariff_book: (
            filings.begin_tariff_filing(tariff_book, "water-1", ["6"]),
            filings.begin_tariff_filing(tariff_book, "water-1"),
        ),
        "There is no draft to file. Revise, add or cancel a sheet first.",
    ),
    "a sheet without a draft is gathered": (
        lambda tariff_book: filings.gather(tariff_book, FILING, ["7"]),
        "Sheet 7 has no draft that this filing could carry.",
    ),
    "a draft of another filing is gathered": (
        lambda tariff_book: (
            filings.begin_tariff_filing(tariff_book, "water-1", ["6"]),
            filings.gather(tariff_book, FILING, ["5", "6"]),
        ),
        "Sheet 6 has no draft that this filing could carry.",
    ),
    "an outcome before the filing": (
        decided(FilingOutcome.APPROVED, TODAY),
        f"Tariff filing {FILING} is preparing, not before the commission.",
    ),
    "an outcome of a sheet that it does not carry": (
        filed_then(decided(FilingOutcome.APPROVED, TODAY, "6")),
        f"Tariff filing {FILING} does not carry sheet 6.",
    ),
    "an outcome years before the filing": (
        filed_then(decided(FilingOutcome.APPROVED, date(2020, 1, 1))),
        (
            f"The commission has had this filing since {long_date(TODAY)}; it decided nothing about it for "
            "January 1, 2020. Check the day and the year."
        ),
    ),
    "an adoption from nobody": (
        lambda tariff_book: changes.adopt(tariff_book, "water-1", "  ", TODAY),
        "Name the company whose tariff is adopted: the one that served before, and not this one.",
    ),
    "an adoption from the company itself": (
        lambda tariff_book: changes.adopt(tariff_book, "water-1", "rolling  oaks Water Company", TODAY),
        "Name the company whose tariff is adopted: the one that served before, and not this one.",
    ),
    "a suspension without its day": (
        filed_then(decided(FilingOutcome.SUSPENDED)),
        "Say the day: when it took effect, or to which day it is suspended.",
    ),
    "a change of a filing that was filed": (
        filed_then(lambda tariff_book: filings.gather(tariff_book, FILING, ["5"])),
        f"Tariff filing {FILING} is filed; it can no longer be changed.",
    ),
    "a number that is taken": (
        lambda tariff_book: changes.new_schedule(tariff_book, changes.NewSchedule("water", "Rates", 1)),
        "PSC Mo. No. 1 of the water series is taken. The next is No. 2.",
    ),
    "one mark twice": (legend("*", "*"), "Each change mark needs a sign of one to four characters of its own."),
    "a mark too long": (legend("*", "+++++"), "Each change mark needs a sign of one to four characters of its own."),
    "two successors": (replaced_twice, "Another schedule is to replace PSC Mo. No. 1 already."),
    "a typed index": (
        lambda tariff_book: (
            changes.add_sheet(tariff_book, "water-1", "Index"),
            changes.write_draft(tariff_book, "water-1", "Index", "# Mine\n"),
        ),
        "Sheet Index is generated from the book and cannot be typed.",
    ),
    "a number that exists": (
        lambda tariff_book: (
            changes.add_sheet(tariff_book, "water-1", "8", text=RULE),
            changes.renumber(tariff_book, "water-1", "8", "7"),
        ),
        "Sheet 7 exists already. Choose another number.",
    ),
    "an outline for a schedule with sheets": (
        lambda tariff_book: start_from(tariff_book, "water-1", LIBRARY.outlines()[0]),
        "PSC Mo. No. 1 has sheets already; an outline is for an empty schedule.",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_done_is_refused_in_one_sentence(tariff_book: TariffBook, kind: str) -> None:
    act, sentence = REFUSED[kind]
    with pytest.raises(UserError) as refused:
        act(tariff_book)
    assert str(refused.value) == sentence


def test_an_unknown_outline_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(NoSuchOutline, match=r"There is no outline 'poem'. Outlines: \w+"):
        outline_named(LIBRARY.outlines(), "poem")


def test_a_filing_carries_exactly_the_sheets_that_are_gathered(tariff_book: TariffBook) -> None:
    filings.gather(tariff_book, FILING, ["6"])
    assert [part.sheet for part in tariff_book.filing(FILING).parts] == ["6"]
    drafts = {number: tariff_book.chain("water-1", number).draft for number in ("5", "6")}
    assert {number: draft.filing for number, draft in drafts.items() if draft is not None} == {"5": "", "6": FILING}


def test_a_filing_half_of_which_is_decided_stays_before_the_commission(tariff_book: TariffBook) -> None:
    filings.gather(tariff_book, FILING, ["5", "6"])
    filings.file_it(tariff_book, FILING)
    assert decided(FilingOutcome.APPROVED, TODAY, "5")(tariff_book) == tariff_book.filing(FILING)
    assert tariff_book.filing(FILING).stage is FilingStage.FILED
    decided(FilingOutcome.REJECTED, TODAY, "6")(tariff_book)
    assert tariff_book.filing(FILING).stage is FilingStage.CLOSED
    in_force = {number: tariff_book.chain("water-1", number).in_force(TODAY) for number in ("5", "6")}
    assert {number: version.revision for number, version in in_force.items() if version} == {"5": 1, "6": 0}


def test_the_first_sheet_of_an_empty_schedule_is_its_title_page() -> None:
    tariff_book = new_tariff_book()
    schedule(tariff_book)
    assert str(changes.add_sheet(tariff_book, "water-1").number) == "Title Page"


def test_a_schedule_that_is_canceled_has_no_successor(tariff_book: TariffBook) -> None:
    assert successor_of(tariff_book, replace(tariff_book.schedule("water-1"), canceled_on=TODAY)) is None
    changes.replace_schedule(tariff_book, "water-1")
    assert successor_of(tariff_book, tariff_book.schedule("water-1")) is None, "it is not filed yet"
