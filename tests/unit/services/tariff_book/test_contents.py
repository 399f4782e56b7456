"""What tariffs must state, deposits of sewer customers, and what only electric or telecommunications schedules know."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.schedules import (
    FilingOutcome,
    NoticeKind,
    ScheduleBinding,
    TariffFiling,
    TariffSchedule,
)
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.as_of import book_on
from desktop_app.services.tariff_book.contents import (
    BadDeposit,
    deposit_interest,
    deposit_limit,
    deposit_lines,
    name_sheet,
)
from desktop_app.services.tariff_book.filing_checks import filing_problems
from desktop_app.services.tariff_book.outlines import outline_named, start_from
from desktop_app.services.tariff_book.skipped import skipped_numbers
from desktop_app.services.tariff_book.stated_bills import confirm_bills
from desktop_app.services.tariff_book.supplement_checks import extent_of
from desktop_app.services.tariff_book.supplements import supplement
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.packets import TariffPackets
from desktop_app.services.tariff_packet.papers import PaperComposer
from tests.support.tariff_company import (
    LIBRARY,
    RATES,
    STATIONERY,
    TODAY,
    TOOLS,
    entered,
    new_shelf,
    schedule,
)
from tests.unit.services.tariff_book.test_story import words

PACKETS = TariffPackets(LIBRARY, STATIONERY, TOOLS)
SEWER = TariffRules(LIBRARY.rules(), "sewer", TODAY)
ELECTRIC = TariffRules(LIBRARY.rules(), "electric", TODAY)


def sewer() -> TariffBook:
    shelf = new_shelf()
    schedule(shelf, "sewer")
    start_from(shelf, "sewer-1", outline_named(LIBRARY.outlines(), "sewer_small"))
    return shelf


def content_ids(shelf: TariffBook, schedule_id: str) -> list[str]:
    """What is left out, beside what is not answered yet and words that were only found."""
    found = [problem.id for problem in PACKETS.content_problems(shelf, schedule_id, TODAY)]
    return [name for name in found if name not in {"T26", "T30"}]


@pytest.mark.parametrize("outline", LIBRARY.outlines(), ids=lambda outline: outline.id)
def test_every_outline_fits_its_pages_and_states_what_its_rule_wants(outline: object) -> None:
    made = outline_named(LIBRARY.outlines(), str(getattr(outline, "id", "")))
    shelf = new_shelf()
    schedule(shelf, made.utility)
    start_from(shelf, f"{made.utility}-1", made)
    filing = filings.begin_tariff_filing(shelf, f"{made.utility}-1")
    assert "F22" not in [problem.id for problem in PACKETS.problems(shelf, filing)]
    assert content_ids(shelf, f"{made.utility}-1") == []
    with pytest.raises(UserError, match="has sheets already"):
        start_from(shelf, f"{made.utility}-1", made)


def test_what_a_sewer_tariff_leaves_out_is_found_and_cited() -> None:
    shelf = sewer()
    deposits = next(chain for chain in shelf.chains("sewer-1") if "Deposits" in chain.title)
    text = shelf.text("sewer-1", deposits, deposits.draft)
    changes.write_draft(shelf, "sewer-1", deposits.number.key, text.replace("six percent (6%)", "four percent (4%)"))
    everything = PACKETS.content_problems(shelf, "sewer-1", TODAY)
    found = [problem for problem in everything if problem.id not in {"T26", "T30"}]
    assert [(problem.id, problem.citation) for problem in found] == [("T21", "3.340(6)(B), 3.340(6)(D)")]
    changes.drop_draft(shelf, "sewer-1", deposits.number.key)
    assert "T20" in content_ids(shelf, "sewer-1")


def test_the_user_says_which_sheet_states_a_rule() -> None:
    shelf = sewer()
    name_sheet(shelf, "sewer-1", "access", "1")
    assert content_ids(shelf, "sewer-1") == ["T21"]
    name_sheet(shelf, "sewer-1", "access", "")
    assert content_ids(shelf, "sewer-1") == []


@pytest.mark.parametrize(("months", "due", "most"), [(1, "32", "64.00"), (3, "96", "128.00"), (6, "192", "224.00")])
def test_a_deposit_is_at_most_a_billing_period_and_thirty_days(months: int, due: str, most: str) -> None:
    assert str(deposit_limit(SEWER, Decimal(due), months)) == most


def test_interest_is_due_only_after_twelve_months() -> None:
    received = date(2025, 3, 1)
    assert deposit_interest(SEWER, Decimal(100), received, date(2026, 2, 28)) == 0
    assert str(deposit_interest(SEWER, Decimal(100), received, date(2026, 3, 1))) == "6.00"


@pytest.mark.parametrize(
    ("received", "returned", "interest"),
    [
        ("2023-07-01", "2024-07-01", "5.40"),  # a year is a year, over a leap day as well
        ("2024-02-29", "2025-02-27", "0"),
        ("2024-02-29", "2025-02-28", "5.40"),  # twelve months end on February 28
        ("2024-02-28", "2025-02-28", "5.40"),
        ("2024-01-15", "2026-01-15", "10.80"),
        ("2024-01-15", "2026-01-16", "10.81"),  # and one day: 10.80 + 5.40 / 365
        ("2023-03-01", "2024-02-29", "0"),
        ("2025-03-01", "2024-03-01", "0"),
    ],
)
def test_interest_is_reckoned_over_whole_years_and_then_days(received: str, returned: str, interest: str) -> None:
    found = deposit_interest(SEWER, Decimal(90), date.fromisoformat(received), date.fromisoformat(returned))
    assert str(found) == interest


def test_a_deposit_is_told_in_sentences_with_their_rules() -> None:
    lines = deposit_lines(SEWER, "32", 1, "70", (date(2024, 3, 1), TODAY))
    assert lines[0] == "A deposit may be at most $64.00 [3.340(6)(A)]."
    assert lines[1] == "The deposit of $70.00 is $6.00 too much."
    assert lines[2] == (
        "Interest when it is returned: $8.41, calculated over whole years, then over "
        "the days left at a 365th of a year "
        "each [3.340(6)(B)]."
    )
    assert "after the expiration of 30 days, from April 2, 2026 on" in lines[3]
    with pytest.raises(UserError, match="1 to 6 months"):
        deposit_lines(SEWER, "32", 7, "", (None, None))
    with pytest.raises(UserError, match="not a number"):
        deposit_lines(SEWER, "much", 1, "", (None, None))


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ((date(2024, 2, 29), date(2025, 2, 28)), "Interest when it is returned: $5.40"),
        ((date(2024, 2, 29), date(2025, 2, 27)), "No interest is due: it stayed less than 12 months"),
        ((date(2023, 7, 1), date(2024, 7, 1)), "Interest when it is returned: $5.40"),
        ((date(2023, 1, 31), date(2024, 1, 30)), "No interest is due"),
        ((date(2023, 1, 31), None), "For its interest enter both days"),
    ],
)
def test_interest_is_said_or_why_there_is_none(held: tuple[date, date | None], words: str) -> None:
    assert any(line.startswith(words) for line in deposit_lines(SEWER, "90", 1, "90", held))


@pytest.mark.parametrize(
    ("due", "months", "deposit", "held", "words"),
    [
        ("90", 1, "90", (date(2025, 1, 1), date(2024, 1, 1)), "before it was received on January 1, 2025"),
        ("90", 0, "90", (None, None), "has 1 to 6 months"),
        ("-90", 1, "", (None, None), "never below zero"),
        ("90", 1, "(5)", (None, None), "never below zero"),
    ],
)
def test_a_deposit_that_cannot_be_is_refused(
    due: str, months: int, deposit: str, held: tuple[date | None, date | None], words: str
) -> None:
    with pytest.raises(BadDeposit, match=words):
        deposit_lines(SEWER, due, months, deposit, held)


# Electric


def electric(pages: int, binding: ScheduleBinding = ScheduleBinding.BOUND) -> TariffBook:
    shelf = new_shelf()
    changes.new_schedule(shelf, changes.NewSchedule("electric", "Rates", 0, binding))
    for number in range(1, pages + 1):
        entered(shelf, str(number), text=f"# Page {number}\n\nCommercial lighting\n", utility="electric")
    return shelf


@pytest.mark.parametrize(("sheets", "most"), [(4, 2), (9, 2), (10, 2), (14, 2), (15, 3), (100, 20)])
def test_the_size_of_a_supplement_in_sheets(sheets: int, most: int) -> None:
    """Printed on one side each page is a sheet: two of them, or a fifth of ten and more."""
    extent = extent_of(electric(sheets), schedule_of(sheets), ELECTRIC, 1)
    assert (extent.most, extent.of, extent.unit) == (most, sheets, "sheet")


@pytest.mark.parametrize(("pages", "most"), [(4, 4), (19, 4), (20, 4), (24, 4), (25, 5), (100, 20)])
def test_the_size_of_a_supplement_in_pages(pages: int, most: int) -> None:
    extent = extent_of(electric(pages), schedule_of(pages, two_sided=True), ELECTRIC, 1)
    assert (extent.most, extent.of, extent.unit) == (most, pages, "page")


def schedule_of(pages: int, *, two_sided: bool = False) -> TariffSchedule:
    return replace(electric(pages).schedule("electric-1"), two_sided=two_sided)


def test_one_supplement_is_in_effect_and_cancels_the_one_before() -> None:
    shelf = electric(4)
    for number, text in ((1, RATES), (2, f"Reissue; effective April 1, 2026 in supplement No. 1\n\n{RATES}")):
        chain = supplement(shelf, "electric-1", text)
        filing = filings.begin_tariff_filing(shelf, "electric-1", ["Supplement"])
        filing = replace(filing, summary="Rates change.", effective=TODAY + timedelta(days=30 * number))
        filings.change_tariff_filing(shelf, filing)
        confirm_bills(shelf, filing.id)
        filing = shelf.filing(filing.id)
        assert [p.id for p in PACKETS.problems(shelf, filing) if p.severity.value == "stop"] == []
        filings.file_it(shelf, filing.id)
        filings.record_outcome(shelf, filing.id, filings.CommissionDecision(FilingOutcome.APPROVED, filing.effective))
    chain = shelf.chain("electric-1", "Supplement")
    assert [(version.revision, version.cancels) for version in chain.versions] == [(0, None), (1, 0)]
    assert "Supplement No. 2" in words(PACKETS.printer(shelf, "electric-1").sheet(chain, chain.versions[1]).pages)


def stops(shelf: TariffBook, filing: TariffFiling) -> list[str]:
    return [problem.id for problem in PACKETS.problems(shelf, filing) if problem.severity.value == "stop"]


def with_answer(filing: TariffFiling, **answers: str) -> TariffFiling:
    return replace(filing, answers=tuple({**dict(filing.answers), **answers}.items()))


def test_three_sheets_are_too_many_where_three_pages_are_not() -> None:
    shelf = electric(4)
    supplement(shelf, "electric-1", "===\n".join(f"# Part {number}\n" for number in range(3)))
    filing = replace(filings.begin_tariff_filing(shelf, "electric-1", ["Supplement"]), summary="x")
    assert "F23" in stops(shelf, filing)
    changes.change_schedule(shelf, replace(shelf.schedule("electric-1"), two_sided=True))
    assert "F23" not in stops(shelf, filing)


@pytest.mark.parametrize(
    ("section", "text", "lifted"),
    [
        ("15", "# Part\n\nReissue; effective March 1, 2026 in supplement No. 1\n", True),
        ("15", "# Part\n\nRates\n", False),
        ("17", "# Part\n\nNo change in this page.\n", True),
        ("17", "# Part\n\nRates\n", False),
        ("18", "# Part\n\nRates; expires May 1, 2026\n", False),  # no schedule that will cancel this one is filed
        ("19", "# Part\n\nReissue; effective March 1, 2026 in supplement No. 1\n", True),
        ("19", "# Part\n\nRates\n", False),
        ("16", "# Part\n", False),
        ("cancellation", "# Part\n", False),
    ],
)
def test_the_limits_are_lifted_by_a_section_with_its_wording(section: str, text: str, lifted: bool) -> None:
    shelf = electric(4)
    supplement(shelf, "electric-1", "===\n".join([text] * 6))
    filing = replace(filings.begin_tariff_filing(shelf, "electric-1", ["Supplement"]), summary="x")
    found = stops(shelf, with_answer(filing, exempt=section))
    assert ("F23" in found or "F39" in found) is not lifted


def test_a_supplement_contains_every_amendment_in_force_or_says_which_are_not() -> None:
    shelf = electric(4)
    supplement(shelf, "electric-1", "# Lighting\n\nTen cents a unit.\n\n# Power\n\nFive cents a unit.\n")
    filing = replace(filings.begin_tariff_filing(shelf, "electric-1", ["Supplement"]), summary="x")
    filings.change_tariff_filing(shelf, filing)
    filings.file_it(shelf, filing.id)
    filings.record_outcome(shelf, filing.id, filings.CommissionDecision(FilingOutcome.APPROVED, filing.effective))
    chain = supplement(shelf, "electric-1", "")
    assert "Power" in shelf.text("electric-1", chain, chain.draft)  # begins with what is in force
    later = replace(filings.begin_tariff_filing(shelf, "electric-1", ["Supplement"]), summary="x")
    assert "F38" not in stops(shelf, later)
    changes.write_draft(shelf, "electric-1", "Supplement", "# Lighting\n\nTwelve cents a unit.\n")
    assert "F38" in stops(shelf, later)
    said = with_answer(later, amendments_ended="The power rate ended on March 1, 2026.")
    assert "F38" not in stops(shelf, said)


@pytest.mark.parametrize(
    ("mark", "stopped"),
    [
        ("", True),
        ("Reissue; effective April 1, 2026 in supplement No. 1", False),
        ("Reissue; effective April 1, 2026 in supplement No. 1 to PSC Mo. No. 1", False),
        ("Reissue; effective April 1, 2026 in PSC Mo. No. 1", False),
        ("Reissue; effective April 1, 2026", True),
        ("Reissue; in supplement No. 1", True),
        ("Reissue; effective April 1, 2026 in supplement No.", True),
    ],
)
def test_what_a_supplement_brings_forward_without_change_is_marked_as_reissued(mark: str, stopped: bool) -> None:
    """3.145(15): the word, the day on which it became effective, and the supplement or schedule it comes from."""
    shelf = electric(4)
    supplement(shelf, "electric-1", RATES)
    filing = replace(filings.begin_tariff_filing(shelf, "electric-1", ["Supplement"]), summary="x")
    filings.change_tariff_filing(shelf, filing)
    filings.file_it(shelf, filing.id)
    filings.record_outcome(shelf, filing.id, filings.CommissionDecision(FilingOutcome.APPROVED, filing.effective))
    supplement(shelf, "electric-1", f"{mark}\n\n{RATES}# More\n\nTen cents a unit.\n")
    later = replace(filings.begin_tariff_filing(shelf, "electric-1", ["Supplement"]), summary="x")
    assert ("F45" in stops(shelf, later)) is stopped


@pytest.mark.parametrize(
    ("days", "text", "stopped"),
    [
        (29, RATES, True),
        (30, RATES, False),
        (29, f"Reissue; effective March 3, 2026 in PSC Mo. No. 1\n\n{RATES}", False),
        (29, "# Other\n\nTen cents a unit.\n", False),
    ],
)
def test_what_a_new_schedule_brings_forward_from_a_young_one_is_marked(days: int, text: str, *, stopped: bool) -> None:
    """3.145(15): a previous issue which has not been in effect thirty days."""
    shelf = new_shelf()
    changes.new_schedule(shelf, changes.NewSchedule("electric", "Rates", 0, ScheduleBinding.BOUND))
    effective = TODAY + timedelta(days=60)
    began = effective - timedelta(days=days)
    changes.enter(shelf, "electric-1", changes.EnteredSheet("1", 0, began, text=RATES))
    new = changes.replace_schedule(shelf, "electric-1")
    changes.write_draft(shelf, new.id, "1", text)
    filing = replace(filings.begin_tariff_filing(shelf, new.id), summary="x", effective=effective)
    assert ("F50" in stops(shelf, filing)) is stopped


def test_a_supplement_to_a_young_schedule_needs_permission() -> None:
    shelf = new_shelf()
    changes.new_schedule(shelf, changes.NewSchedule("electric", "Rates", 0, ScheduleBinding.BOUND))
    changes.enter(shelf, "electric-1", changes.EnteredSheet("1", 0, TODAY + timedelta(days=20), text=RATES))
    supplement(shelf, "electric-1", RATES)
    filing = replace(filings.begin_tariff_filing(shelf, "electric-1", ["Supplement"]), summary="x")
    assert "F25" in [problem.id for problem in PACKETS.problems(shelf, filing)]
    allowed = replace(filing, notice=NoticeKind.PERMISSION, authority="12", authority_date=TODAY)
    assert "F25" not in [problem.id for problem in PACKETS.problems(shelf, allowed)]


@pytest.mark.parametrize(("began", "stopped"), [(0, True), (1, False), (-1, True)])
def test_within_thirty_days_forbids_the_thirtieth_too(began: int, stopped: bool) -> None:
    """A supplement takes effect thirty days from today; the schedule took effect today, or a day earlier or later."""
    shelf = new_shelf()
    changes.new_schedule(shelf, changes.NewSchedule("electric", "Rates", 0, ScheduleBinding.BOUND))
    changes.enter(shelf, "electric-1", changes.EnteredSheet("1", 0, TODAY - timedelta(days=began), text=RATES))
    supplement(shelf, "electric-1", RATES)
    filing = filings.begin_tariff_filing(shelf, "electric-1", ["Supplement"])
    filing = replace(filing, summary="x", effective=TODAY + timedelta(days=30))
    assert ("F25" in [problem.id for problem in PACKETS.problems(shelf, filing)]) is stopped


@pytest.mark.parametrize(
    ("utility", "days", "early"), [("electric", 0, False), ("telecom", 0, True), ("telecom", 30, False)]
)
def test_an_electric_adoption_notice_may_be_effective_as_of_its_filing(utility: str, days: int, early: bool) -> None:
    shelf = new_shelf()
    made = changes.new_schedule(shelf, changes.NewSchedule(utility, "Adoption notice"))
    changes.adopt(shelf, made.id, "Old Oaks Company", TODAY)
    filing = replace(filings.begin_tariff_filing(shelf, made.id), effective=TODAY + timedelta(days=days))
    assert ("F07" in [problem.id for problem in PACKETS.problems(shelf, filing)]) is early


def test_what_cancels_part_of_another_schedule_goes_with_its_amendment_of_the_same_day() -> None:
    shelf = electric(2, ScheduleBinding.LOOSE)
    other = changes.new_schedule(shelf, changes.NewSchedule("electric", "Street lighting"))
    changes.add_sheet(shelf, other.id, "5", text="# Lamps\n")
    amended = filings.begin_tariff_filing(shelf, other.id)
    changes.revise_sheets(shelf, "electric-1", ["1"])
    alone = replace(filings.begin_tariff_filing(shelf, "electric-1"), answers=(("conflict", "PSC Mo. No. 2, sheet 5"),))
    together = replace(alone, answers=(*alone.answers, ("related", amended.id)))
    later = replace(together, effective=TODAY + timedelta(days=31))
    found = {
        name: [p.id for p in filing_problems(shelf, f)] for name, f in (("a", alone), ("b", together), ("c", later))
    }
    assert ["F41" in ids for ids in found.values()] == [True, False, True]


def test_a_canceling_supplement_ends_the_schedule() -> None:
    shelf = electric(2, ScheduleBinding.LOOSE)
    supplement(shelf, "electric-1", "", canceling=True)
    nothing_said = filings.begin_tariff_filing(shelf, "electric-1", ["Supplement"])
    assert "F37" in stops(shelf, replace(nothing_said, summary="x"))
    filings.drop(shelf, nothing_said.id)
    changes.drop_draft(shelf, "electric-1", "Supplement")
    supplement(shelf, "electric-1", "", canceling=True, found=7)
    chain = shelf.chain("electric-1", "Supplement")
    assert "PSC Mo. No. 7" in shelf.text("electric-1", chain, chain.draft)
    filing = filings.begin_tariff_filing(shelf, "electric-1", ["Supplement"])
    filings.change_tariff_filing(shelf, replace(filing, summary="The schedule ends."))
    filings.file_it(shelf, filing.id)
    day = TODAY + timedelta(days=30)
    filings.record_outcome(shelf, filing.id, filings.CommissionDecision(FilingOutcome.APPROVED, day))
    assert book_on(shelf, "electric-1", day).in_force == ()
    assert len(book_on(shelf, "electric-1", day - timedelta(days=1)).in_force) == 2


def test_a_supplement_before_a_pending_successor_bears_both_numbers() -> None:
    shelf = electric(2)
    new = changes.replace_schedule(shelf, "electric-1")
    filing = filings.begin_tariff_filing(shelf, new.id)
    filings.change_tariff_filing(shelf, replace(filing, summary="x"))
    filings.file_it(shelf, filing.id)
    chain = supplement(shelf, "electric-1", RATES)
    assert chain.draft is not None
    assert "PSC Mo. No. 1 and PSC Mo. No. 2" in words(
        PACKETS.printer(shelf, "electric-1").sheet(chain, chain.draft).pages
    )


def test_reissued_items_bring_their_notation() -> None:
    shelf = electric(2)
    text = "Reissue; effective March 1, 2026 in supplement No. 1\n\n# Rates\n"
    chain = supplement(shelf, "electric-1", text)
    assert chain.draft is not None
    assert "except as noted in individual items." in words(
        PACKETS.printer(shelf, "electric-1").sheet(chain, chain.draft).pages
    )


def test_a_rejected_electric_sheet_is_replaced_in_lieu_of_it() -> None:
    shelf = electric(2, ScheduleBinding.LOOSE)
    changes.revise_sheets(shelf, "electric-1", ["1"])
    changes.write_draft(shelf, "electric-1", "1", "{*} # Rules\n\n{*} 1. Another rule.\n")
    filing = filings.begin_tariff_filing(shelf, "electric-1")
    filings.change_tariff_filing(shelf, replace(filing, summary="x"))
    filings.file_it(shelf, filing.id)
    filings.record_outcome(shelf, filing.id, filings.CommissionDecision(FilingOutcome.REJECTED))
    (chain,) = changes.revise_sheets(shelf, "electric-1", ["1"])
    assert chain.draft is not None
    said = words(PACKETS.printer(shelf, "electric-1").sheet(chain, chain.draft).pages)
    assert "In lieu of First Revised Sheet No. 1, rejected by the commission;" in said
    assert "Second Revised Sheet No. 1" in said


def test_the_title_page_of_an_electric_schedule_has_its_legend_and_needs_its_territory() -> None:
    shelf = electric(4)
    entered(shelf, "Title Page", text="# Rates\n", utility="electric")
    assert "T23" in content_ids(shelf, "electric-1")
    known = replace(shelf.schedule("electric-1"), territory="Sample County", governed_by=3)
    changes.change_schedule(shelf, known)
    assert "T23" not in content_ids(shelf, "electric-1")
    title = shelf.chain("electric-1", "title page")
    said = words(PACKETS.printer(shelf, "electric-1").sheet(title, title.versions[0]).pages)
    assert "Only one supplement to this schedule will be in effect at any one time" in " ".join(said.split())
    assert "Sample County" in said
    assert "Governed except as otherwise provided herein by schedule PSC Mo. No. 3" in said


def test_skipped_numbers_need_a_memorandum_of_electric_companies_alone() -> None:
    shelf = new_shelf()
    for utility in ("electric", "water"):
        changes.new_schedule(shelf, changes.NewSchedule(utility, "Rates", 3))
    electric_3, water_3 = shelf.schedule("electric-3"), shelf.schedule("water-3")
    assert skipped_numbers(shelf, electric_3, shelf.rules(electric_3)) == "PSC Mo. No. 1, PSC Mo. No. 2"
    assert skipped_numbers(shelf, water_3, shelf.rules(water_3)) == ""


def test_why_numbers_were_skipped_is_asked_and_never_concluded() -> None:
    shelf = new_shelf()
    changes.new_schedule(shelf, changes.NewSchedule("electric", "Rates", 3))
    changes.add_sheet(shelf, "electric-3", "1", text=RATES)
    filing = replace(filings.begin_tariff_filing(shelf, "electric-3"), summary="x")
    assert "F34" in stops(shelf, filing)
    told = with_answer(filing, memorandum="Nos. 1 and 2 were issued before 1990 and canceled.")
    assert "F34" not in stops(shelf, told)
    said = letter_of(shelf, told)
    assert "omission of PSC Mo. No. 1, PSC Mo. No. 2: Nos. 1 and 2 were issued before 1990 and canceled." in said
    assert "were not filed" not in said


def letter_of(shelf: TariffBook, filing: TariffFiling) -> str:
    paper = next(iter(PaperComposer(shelf, filing, STATIONERY).papers()))
    return " ".join(words(paper.pages).split())


# Telecommunications


def test_a_new_name_needs_the_notice_to_customers() -> None:
    shelf = new_shelf()
    schedule(shelf, "telecom")
    changes.adopt(shelf, "telecom-1", "Old Oaks Telephone Company", TODAY)
    filing = replace(filings.begin_tariff_filing(shelf, "telecom-1"), summary="Our name changed.")
    assert "F24" in [problem.id for problem in filing_problems(shelf, filing)]
    told = replace(filing, answers=(("customer_notice", "We have a new name."),))
    assert "F24" not in [problem.id for problem in filing_problems(shelf, told)]


def test_sections_run_from_1_and_exchanges_by_the_alphabet() -> None:
    shelf = new_shelf()
    schedule(shelf, "telecom")
    entered(shelf, "Section 1 Sheet 2", text="# Exchanges\n\n| Exchange |\n| Salem |\n| Ava |\n", utility="telecom")
    assert {"T24", "T25"} <= set(content_ids(shelf, "telecom-1"))


def test_telephone_sheets_without_sections_run_from_1_as_well() -> None:
    """3.545(6): sequential number format; a sheet put between two others keeps its point."""
    shelf = new_shelf()
    schedule(shelf, "telecom")
    for sheet in ("1", "1.1", "2"):
        entered(shelf, sheet, utility="telecom")
    assert "T24" not in content_ids(shelf, "telecom-1")
    entered(shelf, "4", utility="telecom")
    assert "T24" in content_ids(shelf, "telecom-1")
