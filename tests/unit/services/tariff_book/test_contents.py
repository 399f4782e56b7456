"""What tariffs must state, and what only electric or telecommunications schedules know."""

from dataclasses import replace
from datetime import timedelta

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
    name_sheet,
    stated,
)
from desktop_app.services.tariff_book.filing_checks import filing_problems
from desktop_app.services.tariff_book.outlines import outline_named, start_from
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
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
    REPORT_PAGES,
    TODAY,
    TOOLS,
    WORD,
    entered,
    new_tariff_book,
    schedule,
)
from tests.support.tariff_packets import words

PACKETS = TariffPackets(LIBRARY, REPORT_PAGES, TOOLS, WORD)
ELECTRIC = TariffRules(LIBRARY.rules(), "electric", TODAY)


def sewer() -> TariffBook:
    tariff_book = new_tariff_book()
    schedule(tariff_book, "sewer")
    start_from(tariff_book, "sewer-1", outline_named(LIBRARY.outlines(), "sewer_small"))
    return tariff_book


def content_ids(tariff_book: TariffBook, schedule_id: str) -> list[str]:
    """What is left out, beside what is not answered yet and words that were only found."""
    found = [problem.id for problem in PACKETS.content_problems(tariff_book, schedule_id, TODAY)]
    return [name for name in found if name not in {"T26", "T30"}]


@pytest.mark.parametrize("outline", LIBRARY.outlines(), ids=lambda outline: outline.id)
def test_every_outline_fits_its_pages_and_states_what_its_rule_wants(outline: object) -> None:
    made = outline_named(LIBRARY.outlines(), str(getattr(outline, "id", "")))
    tariff_book = new_tariff_book()
    schedule(tariff_book, made.utility)
    start_from(tariff_book, f"{made.utility}-1", made)
    filing = filings.begin_tariff_filing(tariff_book, f"{made.utility}-1")
    assert "F22" not in [problem.id for problem in PACKETS.problems(tariff_book, filing)]
    assert content_ids(tariff_book, f"{made.utility}-1") == []
    with pytest.raises(UserError, match="has sheets already"):
        start_from(tariff_book, f"{made.utility}-1", made)


def test_what_a_sewer_tariff_leaves_out_is_found_and_cited() -> None:
    tariff_book = sewer()
    deposits = next(chain for chain in tariff_book.chains("sewer-1") if "Deposits" in chain.title)
    text = tariff_book.text("sewer-1", deposits, deposits.draft)
    changes.write_draft(
        tariff_book, "sewer-1", deposits.number.key, text.replace("six percent (6%)", "four percent (4%)")
    )
    everything = PACKETS.content_problems(tariff_book, "sewer-1", TODAY)
    found = [problem for problem in everything if problem.id not in {"T26", "T30"}]
    assert [(problem.id, problem.citation) for problem in found] == [("T21", "3.340(6)(B), 3.340(6)(D)")]
    changes.drop_draft(tariff_book, "sewer-1", deposits.number.key)
    assert "T20" in content_ids(tariff_book, "sewer-1")


def test_the_user_says_which_sheet_states_a_rule() -> None:
    tariff_book = sewer()
    name_sheet(tariff_book, "sewer-1", "access", "1")
    assert content_ids(tariff_book, "sewer-1") == ["T21"]
    name_sheet(tariff_book, "sewer-1", "access", "")
    assert content_ids(tariff_book, "sewer-1") == []


def test_a_sheet_titled_so_comes_before_one_that_mentions_it_and_an_index_is_none() -> None:
    tariff_book = new_tariff_book()
    made = schedule(tariff_book, "sewer")
    changes.add_sheet(tariff_book, made.id, "1", title="Index", text="Map of the area, sample bill, billing period\n")
    changes.add_sheet(tariff_book, made.id, "2", title="Rules", text="See the map of the area for the legal section.\n")
    changes.add_sheet(tariff_book, made.id, "3", title="Service map", text="Drawn on the next page.\n")
    changes.add_sheet(
        tariff_book, made.id, "4", title="Forms", text="A [b]sample[/b] for each billing [i]period[/i].\n"
    )
    contents = PACKETS.contents_of(tariff_book, made.id)
    assert contents is not None
    found = {item.content.id: item.sheet for item in stated(tariff_book, made, contents, TODAY)}
    assert found["map"] == "3"
    assert found["bills"] == "4", "bold letters do not hide a word"


# Electric


def electric(pages: int, binding: ScheduleBinding = ScheduleBinding.BOUND) -> TariffBook:
    tariff_book = new_tariff_book()
    changes.new_schedule(tariff_book, changes.NewSchedule("electric", "Rates", 0, binding))
    for number in range(1, pages + 1):
        entered(tariff_book, str(number), text=f"# Page {number}\n\nCommercial lighting\n", utility="electric")
    return tariff_book


@pytest.mark.parametrize(("sheets", "most"), [(4, 2), (9, 2), (10, 2), (14, 2), (15, 3), (100, 20)])
def test_the_size_of_a_supplement_in_sheets(sheets: int, most: int) -> None:
    """Printed on one side each page is a sheet: two of them, or a fifth of ten and more."""
    extent = extent_of(electric(sheets), schedule_of(sheets), ELECTRIC, 1)
    assert (extent.most, extent.of, extent.unit) == (most, sheets, "sheet")


@pytest.mark.untraced
@pytest.mark.parametrize(("pages", "most"), [(4, 4), (19, 4), (20, 4), (24, 4), (25, 5), (100, 20)])
def test_the_size_of_a_supplement_in_pages(pages: int, most: int) -> None:
    extent = extent_of(electric(pages), schedule_of(pages, two_sided=True), ELECTRIC, 1)
    assert (extent.most, extent.of, extent.unit) == (most, pages, "page")


def schedule_of(pages: int, *, two_sided: bool = False) -> TariffSchedule:
    return replace(electric(pages).schedule("electric-1"), two_sided=two_sided)


def test_one_supplement_is_in_effect_and_cancels_the_one_before() -> None:
    tariff_book = electric(4)
    for number, text in ((1, RATES), (2, f"Reissue; effective April 1, 2026 in supplement No. 1\n\n{RATES}")):
        chain = supplement(tariff_book, "electric-1", text)
        filing = filings.begin_tariff_filing(tariff_book, "electric-1", ["Supplement"])
        filing = replace(filing, summary="Rates change.", effective=TODAY + timedelta(days=30 * number))
        filings.change_tariff_filing(tariff_book, filing)
        confirm_bills(tariff_book, filing.id)
        filing = tariff_book.filing(filing.id)
        assert [p.id for p in PACKETS.problems(tariff_book, filing) if p.severity.value == "stop"] == []
        filings.file_it(tariff_book, filing.id)
        filings.record_outcome(
            tariff_book, filing.id, filings.CommissionDecision(FilingOutcome.APPROVED, filing.effective)
        )
    chain = tariff_book.chain("electric-1", "Supplement")
    assert [(version.revision, version.cancels) for version in chain.versions] == [(0, None), (1, 0)]
    assert "Supplement No. 2" in words(PACKETS.printer(tariff_book, "electric-1").sheet(chain, chain.versions[1]).pages)


def stops(tariff_book: TariffBook, filing: TariffFiling) -> list[str]:
    return [problem.id for problem in PACKETS.problems(tariff_book, filing) if problem.severity.value == "stop"]


def with_answer(filing: TariffFiling, **answers: str) -> TariffFiling:
    return replace(filing, answers=tuple({**dict(filing.answers), **answers}.items()))


def test_three_sheets_are_too_many_where_three_pages_are_not() -> None:
    tariff_book = electric(4)
    supplement(tariff_book, "electric-1", "===\n".join(f"# Part {number}\n" for number in range(3)))
    filing = replace(filings.begin_tariff_filing(tariff_book, "electric-1", ["Supplement"]), summary="x")
    assert "F23" in stops(tariff_book, filing)
    changes.change_schedule(tariff_book, replace(tariff_book.schedule("electric-1"), two_sided=True))
    assert "F23" not in stops(tariff_book, filing)


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
    tariff_book = electric(4)
    supplement(tariff_book, "electric-1", "===\n".join([text] * 6))
    filing = replace(filings.begin_tariff_filing(tariff_book, "electric-1", ["Supplement"]), summary="x")
    found = stops(tariff_book, with_answer(filing, exempt=section))
    assert ("F23" in found or "F39" in found) is not lifted


def test_a_supplement_contains_every_amendment_in_force_or_says_which_are_not() -> None:
    tariff_book = electric(4)
    supplement(tariff_book, "electric-1", "# Lighting\n\nTen cents a unit.\n\n# Power\n\nFive cents a unit.\n")
    filing = replace(filings.begin_tariff_filing(tariff_book, "electric-1", ["Supplement"]), summary="x")
    filings.change_tariff_filing(tariff_book, filing)
    filings.file_it(tariff_book, filing.id)
    filings.record_outcome(tariff_book, filing.id, filings.CommissionDecision(FilingOutcome.APPROVED, filing.effective))
    chain = supplement(tariff_book, "electric-1", "")
    assert "Power" in tariff_book.text("electric-1", chain, chain.draft)  # begins with what is in force
    later = replace(filings.begin_tariff_filing(tariff_book, "electric-1", ["Supplement"]), summary="x")
    assert "F38" not in stops(tariff_book, later)
    changes.write_draft(tariff_book, "electric-1", "Supplement", "# Lighting\n\nTwelve cents a unit.\n")
    assert "F38" in stops(tariff_book, later)
    said = with_answer(later, amendments_ended="The power rate ended on March 1, 2026.")
    assert "F38" not in stops(tariff_book, said)


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
    tariff_book = electric(4)
    supplement(tariff_book, "electric-1", RATES)
    filing = replace(filings.begin_tariff_filing(tariff_book, "electric-1", ["Supplement"]), summary="x")
    filings.change_tariff_filing(tariff_book, filing)
    filings.file_it(tariff_book, filing.id)
    filings.record_outcome(tariff_book, filing.id, filings.CommissionDecision(FilingOutcome.APPROVED, filing.effective))
    supplement(tariff_book, "electric-1", f"{mark}\n\n{RATES}# More\n\nTen cents a unit.\n")
    later = replace(filings.begin_tariff_filing(tariff_book, "electric-1", ["Supplement"]), summary="x")
    assert ("F45" in stops(tariff_book, later)) is stopped


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
    tariff_book = new_tariff_book()
    changes.new_schedule(tariff_book, changes.NewSchedule("electric", "Rates", 0, ScheduleBinding.BOUND))
    effective = TODAY + timedelta(days=60)
    began = effective - timedelta(days=days)
    enter_sheet(tariff_book, "electric-1", EnteredSheet("1", 0, began, text=RATES))
    new = changes.replace_schedule(tariff_book, "electric-1")
    changes.write_draft(tariff_book, new.id, "1", text)
    filing = replace(filings.begin_tariff_filing(tariff_book, new.id), summary="x", effective=effective)
    assert ("F50" in stops(tariff_book, filing)) is stopped


def test_a_supplement_to_a_young_schedule_needs_permission() -> None:
    tariff_book = new_tariff_book()
    changes.new_schedule(tariff_book, changes.NewSchedule("electric", "Rates", 0, ScheduleBinding.BOUND))
    enter_sheet(tariff_book, "electric-1", EnteredSheet("1", 0, TODAY + timedelta(days=20), text=RATES))
    supplement(tariff_book, "electric-1", RATES)
    filing = replace(filings.begin_tariff_filing(tariff_book, "electric-1", ["Supplement"]), summary="x")
    assert "F25" in [problem.id for problem in PACKETS.problems(tariff_book, filing)]
    allowed = replace(filing, notice=NoticeKind.PERMISSION, authority="12", authority_date=TODAY)
    assert "F25" not in [problem.id for problem in PACKETS.problems(tariff_book, allowed)]


@pytest.mark.parametrize(("began", "stopped"), [(0, True), (1, False), (-1, True)])
def test_within_thirty_days_forbids_the_thirtieth_too(began: int, stopped: bool) -> None:
    """A supplement takes effect thirty days from today; the schedule took effect today, or a day earlier or later."""
    tariff_book = new_tariff_book()
    changes.new_schedule(tariff_book, changes.NewSchedule("electric", "Rates", 0, ScheduleBinding.BOUND))
    enter_sheet(tariff_book, "electric-1", EnteredSheet("1", 0, TODAY - timedelta(days=began), text=RATES))
    supplement(tariff_book, "electric-1", RATES)
    filing = filings.begin_tariff_filing(tariff_book, "electric-1", ["Supplement"])
    filing = replace(filing, summary="x", effective=TODAY + timedelta(days=30))
    assert ("F25" in [problem.id for problem in PACKETS.problems(tariff_book, filing)]) is stopped


@pytest.mark.parametrize(
    ("utility", "days", "early"), [("electric", 0, False), ("telecom", 0, True), ("telecom", 30, False)]
)
def test_an_electric_adoption_notice_may_be_effective_as_of_its_filing(utility: str, days: int, early: bool) -> None:
    tariff_book = new_tariff_book()
    made = changes.new_schedule(tariff_book, changes.NewSchedule(utility, "Adoption notice"))
    changes.adopt(tariff_book, made.id, "Old Oaks Company", TODAY)
    filing = replace(filings.begin_tariff_filing(tariff_book, made.id), effective=TODAY + timedelta(days=days))
    assert ("F07" in [problem.id for problem in PACKETS.problems(tariff_book, filing)]) is early


def test_what_cancels_part_of_another_schedule_goes_with_its_amendment_of_the_same_day() -> None:
    tariff_book = electric(2, ScheduleBinding.LOOSE)
    other = changes.new_schedule(tariff_book, changes.NewSchedule("electric", "Street lighting"))
    changes.add_sheet(tariff_book, other.id, "5", text="# Lamps\n")
    amended = filings.begin_tariff_filing(tariff_book, other.id)
    changes.revise_sheets(tariff_book, "electric-1", ["1"])
    alone = replace(
        filings.begin_tariff_filing(tariff_book, "electric-1"), answers=(("conflict", "PSC Mo. No. 2, sheet 5"),)
    )
    together = replace(alone, answers=(*alone.answers, ("related", amended.id)))
    later = replace(together, effective=TODAY + timedelta(days=31))
    found = {
        name: [p.id for p in filing_problems(tariff_book, f)]
        for name, f in (("a", alone), ("b", together), ("c", later))
    }
    assert ["F41" in ids for ids in found.values()] == [True, False, True]


def test_a_canceling_supplement_ends_the_schedule() -> None:
    tariff_book = electric(2, ScheduleBinding.LOOSE)
    supplement(tariff_book, "electric-1", "", canceling=True)
    nothing_said = filings.begin_tariff_filing(tariff_book, "electric-1", ["Supplement"])
    assert "F37" in stops(tariff_book, replace(nothing_said, summary="x"))
    filings.drop(tariff_book, nothing_said.id)
    changes.drop_draft(tariff_book, "electric-1", "Supplement")
    supplement(tariff_book, "electric-1", "", canceling=True, found=7)
    chain = tariff_book.chain("electric-1", "Supplement")
    assert "PSC Mo. No. 7" in tariff_book.text("electric-1", chain, chain.draft)
    filing = filings.begin_tariff_filing(tariff_book, "electric-1", ["Supplement"])
    filings.change_tariff_filing(tariff_book, replace(filing, summary="The schedule ends."))
    filings.file_it(tariff_book, filing.id)
    day = TODAY + timedelta(days=30)
    filings.record_outcome(tariff_book, filing.id, filings.CommissionDecision(FilingOutcome.APPROVED, day))
    assert book_on(tariff_book, "electric-1", day).in_force == ()
    assert len(book_on(tariff_book, "electric-1", day - timedelta(days=1)).in_force) == 2


def test_a_supplement_before_a_pending_successor_bears_both_numbers() -> None:
    tariff_book = electric(2)
    new = changes.replace_schedule(tariff_book, "electric-1")
    filing = filings.begin_tariff_filing(tariff_book, new.id)
    filings.change_tariff_filing(tariff_book, replace(filing, summary="x"))
    filings.file_it(tariff_book, filing.id)
    chain = supplement(tariff_book, "electric-1", RATES)
    assert chain.draft is not None
    assert "PSC Mo. No. 1 and PSC Mo. No. 2" in words(
        PACKETS.printer(tariff_book, "electric-1").sheet(chain, chain.draft).pages
    )


def test_reissued_items_bring_their_notation() -> None:
    tariff_book = electric(2)
    text = "Reissue; effective March 1, 2026 in supplement No. 1\n\n# Rates\n"
    chain = supplement(tariff_book, "electric-1", text)
    assert chain.draft is not None
    assert "except as noted in individual items." in words(
        PACKETS.printer(tariff_book, "electric-1").sheet(chain, chain.draft).pages
    )


def test_a_rejected_electric_sheet_is_replaced_in_lieu_of_it() -> None:
    tariff_book = electric(2, ScheduleBinding.LOOSE)
    changes.revise_sheets(tariff_book, "electric-1", ["1"])
    changes.write_draft(tariff_book, "electric-1", "1", "{*} # Rules\n\n{*} 1. Another rule.\n")
    filing = filings.begin_tariff_filing(tariff_book, "electric-1")
    filings.change_tariff_filing(tariff_book, replace(filing, summary="x"))
    filings.file_it(tariff_book, filing.id)
    filings.record_outcome(tariff_book, filing.id, filings.CommissionDecision(FilingOutcome.REJECTED))
    (chain,) = changes.revise_sheets(tariff_book, "electric-1", ["1"])
    assert chain.draft is not None
    said = words(PACKETS.printer(tariff_book, "electric-1").sheet(chain, chain.draft).pages)
    assert "In lieu of First Revised Sheet No. 1, rejected by the commission;" in said
    assert "Second Revised Sheet No. 1" in said


def test_the_title_page_of_an_electric_schedule_has_its_legend_and_needs_its_territory() -> None:
    tariff_book = electric(4)
    entered(tariff_book, "Title Page", text="# Rates\n", utility="electric")
    assert "T23" in content_ids(tariff_book, "electric-1")
    known = replace(tariff_book.schedule("electric-1"), territory="Sample County", governed_by=3)
    changes.change_schedule(tariff_book, known)
    assert "T23" not in content_ids(tariff_book, "electric-1")
    title = tariff_book.chain("electric-1", "title page")
    said = words(PACKETS.printer(tariff_book, "electric-1").sheet(title, title.versions[0]).pages)
    assert "Only one supplement to this schedule will be in effect at any one time" in " ".join(said.split())
    assert "Sample County" in said
    assert "Governed except as otherwise provided herein by schedule PSC Mo. No. 3" in said


def test_skipped_numbers_need_a_memorandum_of_electric_companies_alone() -> None:
    tariff_book = new_tariff_book()
    for utility in ("electric", "water"):
        changes.new_schedule(tariff_book, changes.NewSchedule(utility, "Rates", 3))
    electric_3, water_3 = tariff_book.schedule("electric-3"), tariff_book.schedule("water-3")
    assert skipped_numbers(tariff_book, electric_3, tariff_book.rules(electric_3)) == "PSC Mo. No. 1, PSC Mo. No. 2"
    assert skipped_numbers(tariff_book, water_3, tariff_book.rules(water_3)) == ""


def test_why_numbers_were_skipped_is_asked_and_never_concluded() -> None:
    tariff_book = new_tariff_book()
    changes.new_schedule(tariff_book, changes.NewSchedule("electric", "Rates", 3))
    changes.add_sheet(tariff_book, "electric-3", "1", text=RATES)
    filing = replace(filings.begin_tariff_filing(tariff_book, "electric-3"), summary="x")
    assert "F34" in stops(tariff_book, filing)
    told = with_answer(filing, memorandum="Nos. 1 and 2 were issued before 1990 and canceled.")
    assert "F34" not in stops(tariff_book, told)
    said = letter_of(tariff_book, told)
    assert "omission of PSC Mo. No. 1, PSC Mo. No. 2: Nos. 1 and 2 were issued before 1990 and canceled." in said
    assert "were not filed" not in said


def letter_of(tariff_book: TariffBook, filing: TariffFiling) -> str:
    paper = next(iter(PaperComposer(tariff_book, filing, REPORT_PAGES).papers()))
    return " ".join(words(paper.pages).split())


# Telecommunications


def test_a_new_name_needs_the_notice_to_customers() -> None:
    tariff_book = new_tariff_book()
    schedule(tariff_book, "telecom")
    changes.adopt(tariff_book, "telecom-1", "Old Oaks Telephone Company", TODAY)
    filing = replace(filings.begin_tariff_filing(tariff_book, "telecom-1"), summary="Our name changed.")
    assert "F24" in [problem.id for problem in filing_problems(tariff_book, filing)]
    told = replace(filing, answers=(("customer_notice", "We have a new name."),))
    assert "F24" not in [problem.id for problem in filing_problems(tariff_book, told)]


def test_sections_run_from_1_and_exchanges_by_the_alphabet() -> None:
    tariff_book = new_tariff_book()
    schedule(tariff_book, "telecom")
    entered(
        tariff_book, "Section 1 Sheet 2", text="# Exchanges\n\n| Exchange |\n| Salem |\n| Ava |\n", utility="telecom"
    )
    assert {"T24", "T25"} <= set(content_ids(tariff_book, "telecom-1"))


def test_telephone_sheets_without_sections_run_from_1_as_well() -> None:
    """3.545(6): sequential number format; a sheet put between two others keeps its point."""
    tariff_book = new_tariff_book()
    schedule(tariff_book, "telecom")
    for sheet in ("1", "1.1", "2"):
        entered(tariff_book, sheet, utility="telecom")
    assert "T24" not in content_ids(tariff_book, "telecom-1")
    entered(tariff_book, "4", utility="telecom")
    assert "T24" in content_ids(tariff_book, "telecom-1")


@pytest.mark.parametrize(("number", "said"), [(2, "PSC Mo. No. 1 is not in this file."), (3, "No. 2 are not in this")])
def test_skipped_numbers_are_named_in_a_sentence_that_agrees(number: int, said: str) -> None:
    tariff_book = new_tariff_book()
    changes.new_schedule(tariff_book, changes.NewSchedule("electric", "Rates", number))
    changes.add_sheet(tariff_book, f"electric-{number}", "1", text=RATES)
    filing = filings.begin_tariff_filing(tariff_book, f"electric-{number}")
    (found,) = [problem for problem in PACKETS.problems(tariff_book, filing) if problem.id == "F34"]
    assert said in found.sentence
