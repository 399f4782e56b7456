"""Three tariffs in the structure of real ones: their books on six days, their bills by hand, what each filing said."""

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.tariffs.schedules import HeadCaptions
from desktop_app.domain.tariffs.versions import VersionState
from desktop_app.pagespec.pages import PictureItem
from desktop_app.services.tariff_book.as_of import book_on
from tests.support.lived_tariffs import LIVES, PACKETS, LivedTariff
from tests.support.tariff_packets import words

BEFORE, ENTERED, PROPOSED = date(2015, 4, 30), date(2026, 3, 2), date(2026, 4, 3)
LATER, BETWEEN, LAST = date(2026, 5, 15), date(2026, 7, 1), date(2026, 8, 3)

# The words of one sheet that tell its rates, and what they are in the book of each day: nothing, as entered, as entered
# on the day that was proposed, changed from the day of the commission on, and so on.
BOOKS = {
    "water": (
        ("2", {"$10.00": (ENTERED, PROPOSED), "$11.00": (LATER, BETWEEN, LAST), "$3.30": (LATER, BETWEEN, LAST)}),
        ("3", {"$4.00": (ENTERED, PROPOSED, LATER, BETWEEN), "$4.10": (LAST,), "$4.20": ()}),
        ("4", {"$30.00": (ENTERED, PROPOSED, LATER, BETWEEN, LAST), "$40.00": ()}),
    ),
    "sewer": (
        ("2", {"The map is attached.": (ENTERED, PROPOSED), "1 inch = 1,220 feet": (LATER, BETWEEN, LAST)}),
        ("4", {"$28.50": (ENTERED, PROPOSED, LATER, BETWEEN), "$30.00": (LAST,), "$31.00": (), "$33.00": ()}),
        ("5", {"6 percent is": (ENTERED, PROPOSED, LATER, BETWEEN, LAST), "a year": ()}),
        ("1", {"1st Revised": (LATER, BETWEEN, LAST), "Legal description of the area served": (LATER, BETWEEN, LAST)}),
    ),
    "steam": (
        (
            "1",
            {
                "$20.00": (ENTERED, PROPOSED),
                "$21.00": (LATER, BETWEEN, LAST),
                "$15.50": (LAST,),
                "$16.00": (),
                "$17.00": (),
            },
        ),
        ("2", {"fourteen days": (ENTERED, PROPOSED, LATER, BETWEEN, LAST), "ten days": ()}),
    ),
}

# (filing, bill, now, proposed), reckoned by hand.
BILLS = {
    "water": (
        ("north", "North, 5/8 inch, 2,000 gallons", "16.00", "17.60"),  # 10 + 2x3.00; 11 + 2x3.30
        ("north", "North, 5/8 inch, 5,000 gallons", "23.50", "25.10"),  # 10 + 6 + 3x2.50; 11 + 6.60 + 7.50
        ("north", "North, 5/8 inch, 10,000 gallons", "33.50", "35.10"),  # 23.50 + 5x2; 25.10 + 10
        ("north", "North, 1 inch, 5,000 gallons", "31.50", "32.10"),  # 18 + 13.50; 18 + 14.10
        ("south again", "South, 5/8 inch, 10,000 gallons", "52.00", "53.00"),  # 12 + 10x4.00; 12 + 10x4.10
    ),
    "sewer": (("substitute", "Sewer service, Each residence", "28.50", "30.00"),),
    "steam": (
        ("winter", "Winter, 100 Mlb of steam", "2000.00", "2050.00"),  # 100 + 50x20 + 50x18; 100 + 50x21 + 50x18
        ("summer again", "Summer, 50 Mlb of steam", "850.00", "900.00"),  # 100 + 50x15; 100 + 50x16
        ("substitute", "Summer, 50 Mlb of steam", "850.00", "875.00"),  # 100 + 50x15; 100 + 50x15.50
    ),
}


@pytest.fixture(scope="module", params=[*LIVES])
def lived(request: pytest.FixtureRequest) -> tuple[str, LivedTariff]:
    return request.param, LIVES[request.param]()


@pytest.mark.untraced
def test_the_book_of_each_day_says_what_was_in_force_then(lived: tuple[str, LivedTariff]) -> None:
    name, tariff = lived
    printer = PACKETS.printer(tariff.tariff_book, tariff.schedule)
    for day in (BEFORE, ENTERED, PROPOSED, LATER, BETWEEN, LAST):
        book = book_on(tariff.tariff_book, tariff.schedule, day)
        shown = {
            one.chain.number.key: words(printer.sheet(one.chain, one.in_force).pages)
            for one in book.in_force
            if one.in_force is not None
        }
        for sheet, texts in BOOKS[name]:
            for text, days in texts.items():
                assert (text in shown.get(sheet, "")) is (day in days), f"{name} sheet {sheet}: {text} on {day}"


def test_the_bills_are_those_of_hand_reckoning(lived: tuple[str, LivedTariff]) -> None:
    name, tariff = lived
    for filing, label, old, new in BILLS[name]:
        bills = {bill.label: (bill.old, bill.new) for bill in tariff.effects[filing].effect.bills}
        assert bills[label] == (Decimal(old), Decimal(new)), f"{name}: {filing}"


@pytest.mark.slow
def test_each_version_has_the_state_that_the_commission_gave_it(lived: tuple[str, LivedTariff]) -> None:
    name, tariff = lived
    sheets = {"water": ("2", "3", "4"), "sewer": ("2", "4", "5"), "steam": ("1", "1", "2")}[name]
    states = [[version.state for version in tariff.tariff_book.chain(tariff.schedule, one).versions] for one in sheets]
    assert states[0][1] is VersionState.APPROVED
    assert VersionState.REJECTED in states[1]
    assert states[1][-1] is VersionState.APPROVED
    assert states[2][1] is VersionState.SUSPENDED
    refused = next(
        v for v in tariff.tariff_book.chain(tariff.schedule, sheets[1]).versions if v.state is VersionState.REJECTED
    )
    last = tariff.tariff_book.chain(tariff.schedule, sheets[1]).versions[-1]
    assert last.number == refused.number, "its number was used again"
    if name in ("sewer", "steam"):
        assert VersionState.REPLACED in states[1]
        assert last.name().startswith(f"Substitute {'First' if name == 'sewer' else 'Second'} Revised")


@pytest.mark.slow
def test_the_map_of_the_sewer_company_is_printed_in_both_copies(lived: tuple[str, LivedTariff]) -> None:
    name, tariff = lived
    chain = tariff.tariff_book.chain(tariff.schedule, "2")
    printer = PACKETS.printer(tariff.tariff_book, tariff.schedule)
    copies = [printer.sheet(chain, chain.versions[-1]), printer.marked(chain, chain.versions[-1])]
    found = [
        [item.said for page in copy.pages for item in page.items if isinstance(item, PictureItem)] for copy in copies
    ]
    assert found == ([["Map of the service area"]] * 2 if name == "sewer" else [[], []])


@pytest.mark.slow
def test_a_letter_says_what_a_substitute_is_for(lived: tuple[str, LivedTariff]) -> None:
    name, tariff = lived
    letters = [
        words(next(paper.pages for paper in PACKETS.papers(tariff.tariff_book, one.id) if paper.signed))
        for one in tariff.tariff_book.filings()
    ]
    said = [letter for letter in letters if "as a substitute for" in letter]
    expected = {
        "water": [],
        "sewer": ["canceling Original Sheet No. 4, as a substitute for 1st Revised Sheet No. 4, issued July 1, 2026"],
        "steam": [
            "canceling 1st Revised Sheet No. 1, as a substitute for 2nd Revised Sheet No. 1, issued July 1, 2026"
        ],
    }[name]
    assert len(said) == len(expected)
    assert all(words in letter for letter, words in zip(said, expected, strict=True))


def test_the_schedule_is_headed_as_its_paper_tariff_was(lived: tuple[str, LivedTariff]) -> None:
    name, tariff = lived
    area, form = {
        "water": ("North and South Service Areas", "FORM NO. 13"),
        "sewer": ("Clear Fork Addition", "FORM NO. 13"),
        "steam": ("Sample City, central district", "FORM NO. 16"),
    }[name]
    schedule = tariff.tariff_book.schedule(tariff.schedule)
    captions = HeadCaptions("P.S.C. MO. No.", "Name of Issuing Corporation", "Community, Town or City")
    assert (schedule.captions, schedule.community, schedule.label) == (captions, area, form)
