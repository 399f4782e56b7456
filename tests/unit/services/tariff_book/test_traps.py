"""The seventeen traps of the tariff rules, as cases in data."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.problems import Severity, UserError
from desktop_app.domain.tariffs.designations import DesignationStyle
from desktop_app.domain.tariffs.schedules import NoticeKind, ScheduleBinding, TariffFiling, TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.pagespec.pages import PaperPage, TextItem
from desktop_app.rulebook.registry import Utility
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.contents import deposit_lines
from desktop_app.services.tariff_book.filing_checks import filing_problems
from desktop_app.services.tariff_book.printing import SheetPrinter
from desktop_app.services.tariff_book.supplements import supplement
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.papers import PaperComposer
from tests.support.tariff_company import LIBRARY, MEASURE, RATES, REPORT_PAGES, TODAY, entered, new_tariff_book
from tests.support.tariff_packets import PACKETS

CASES = tomllib.loads((Path(__file__).parents[3] / "cases" / "tariffs" / "traps.toml").read_text(encoding="utf-8"))[
    "case"
]
Case = dict[str, Any]


def of_kind(*kinds: str) -> pytest.MarkDecorator:
    chosen = [case for case in CASES if case["kind"] in kinds]
    return pytest.mark.parametrize("case", chosen, ids=lambda case: f"trap {case['trap']} {case.get('utility', '')}")


def rules(utility: str) -> TariffRules:
    return TariffRules(LIBRARY.rules(), utility, TODAY)


def book(case: Case) -> tuple[TariffBook, TariffSchedule]:
    tariff_book = new_tariff_book()
    binding = ScheduleBinding.BOUND if case.get("bound") else ScheduleBinding.LOOSE
    made = changes.new_schedule(tariff_book, changes.NewSchedule(case["utility"], "Rates", 0, binding))
    changed = replace(made, two_sided=case.get("two_sided", False), label=case.get("label", made.label))
    changes.change_schedule(tariff_book, replace(changed, style=DesignationStyle.WORDS))
    return tariff_book, tariff_book.schedule(made.id)


def filing_for(case: Case) -> tuple[TariffBook, TariffFiling]:
    tariff_book, made = book(case)
    if pages := case.get("supplement"):
        entered(tariff_book, "1", 0, RATES, case["utility"])
        supplement(tariff_book, made.id, "# Rates as amended\n" + "===\nOne more page.\n" * pages)
        return tariff_book, filings.begin_tariff_filing(tariff_book, made.id)
    sheet = case.get("sheet", "5")
    old = case.get("old", RATES)
    new = case.get(
        "text", RATES if case.get("untouched") else RATES.replace("5/8 inch = 12.50", "{*} 5/8 inch = 14.00")
    )
    entered(tariff_book, sheet, 0, old, case["utility"])
    changes.revise_sheets(tariff_book, f"{case['utility']}-1", [sheet])
    changes.write_draft(tariff_book, f"{case['utility']}-1", sheet, new)
    filing = filings.begin_tariff_filing(tariff_book, f"{case['utility']}-1")
    summary = " ".join(["word"] * case.get("words", 20))
    steam = case["utility"] == "heating"
    filing = replace(
        filing,
        summary="" if steam else summary,
        notice=NoticeKind(case.get("notice", "statutory")),
        authority=case.get("authority", ""),
        authority_date=TODAY,
        answers=(
            *((("customer_notice", "Rates rise."), ("affirmed", "yes")) if case["utility"] == "telecom" else ()),
            *case.get("answers", {}).items(),
        ),
    )
    filings.change_tariff_filing(tariff_book, filing)
    return tariff_book, filing


def words(pages: tuple[PaperPage, ...]) -> str:
    return " ".join(item.content for page in pages for item in page.items if isinstance(item, TextItem))


NOT_REACHED = {"rule", "asked_only_of", "period"}  # what the rule holds, beside what somebody is told


def test_every_trap_has_a_case_that_a_user_reaches() -> None:
    assert {case["trap"] for case in CASES if case["kind"] not in NOT_REACHED} == set(range(1, 18))


@of_kind("said")
def test_what_the_company_is_told(case: Case) -> None:
    tariff_book, filing = filing_for(case)
    if days := case.get("days"):
        issued, received, effective = days
        filing = replace(filing, issued=issued, received=received, effective=effective)
        filings.change_tariff_filing(tariff_book, filing)
    find = PACKETS.problems if "supplement" in case else filing_problems
    said = [f"{one.id}: {one.sentence} [{one.citation}]" for one in find(tariff_book, filing)]
    assert [text for text in case.get("present", []) if text not in " ".join(said)] == [], said
    assert [text for text in case.get("absent", []) if text in " ".join(said)] == [], said


@of_kind("deposit")
def test_what_is_said_of_deposits_and_discontinuance(case: Case) -> None:
    said = " ".join(deposit_lines(rules(case["utility"]), "30", 1, "", (None, None)))
    assert [text for text in case["present"] if text not in said] == []


@of_kind("papers_say")
def test_what_the_papers_say(case: Case) -> None:
    tariff_book, filing = filing_for(case)
    said = " ".join(words(paper.pages) for paper in PaperComposer(tariff_book, filing, REPORT_PAGES).papers())
    assert [text for text in case.get("present", []) if text not in said] == []
    assert [text for text in case.get("absent", []) if text in said] == []


@of_kind("rule")
def test_what_the_rule_asks(case: Case) -> None:
    asked = rules(case["utility"])
    assert asked.number(case["name"]) == case["number"]
    assert asked.cites(case["name"]) == tuple(case.get("cites", asked.cites(case["name"])))


@of_kind("asked_only_of")
def test_what_is_asked_of_one_utility_alone(case: Case) -> None:
    for name in case["names"]:
        asking = [utility for utility in Utility if utility is not Utility.ALL and rules(utility).asks(name)]
        assert asking == case["utilities"], name


@of_kind("series")
def test_each_utility_has_its_own_series(case: Case) -> None:
    tariff_book = new_tariff_book()
    made = [changes.new_schedule(tariff_book, changes.NewSchedule(utility, "Rates")) for utility in case["utilities"]]
    assert [schedule.number for schedule in made] == case["numbers"]


@of_kind("period")
def test_where_the_notice_counts_from(case: Case) -> None:
    period = rules(case["utility"]).period(NoticeKind(case["notice"]), case["issued"], case["received"])
    assert period.earliest == case["earliest"]


@of_kind("print")
def test_what_the_sheet_says(case: Case) -> None:
    tariff_book, filing = filing_for(case)
    schedule = tariff_book.schedule(filing.schedule)
    chain: SheetHistory = tariff_book.chain(schedule.id, filing.parts[0].sheet)
    assert chain.draft is not None
    said = words(SheetPrinter(tariff_book, schedule, MEASURE).sheet(chain, chain.draft).pages)
    assert [text for text in case.get("present", []) if text not in said] == []
    assert [text for text in case.get("absent", []) if text in said] == []


@of_kind("papers")
def test_what_the_packet_holds(case: Case) -> None:
    tariff_book, filing = filing_for(case)
    names = [paper.name for paper in PaperComposer(tariff_book, filing, REPORT_PAGES).papers()]
    assert [name for name in case["present"] if name not in names] == []
    assert [name for name in case["absent"] if name in names] == []


@of_kind("problem")
def test_what_is_found(case: Case) -> None:
    tariff_book, filing = filing_for(case)
    found = filing_problems(tariff_book, filing)
    ids = [problem.id for problem in found]
    assert [name for name in case.get("present", []) if name not in ids] == []
    assert [name for name in case.get("absent", []) if name in ids] == []
    if "stops" in case:
        assert [problem.sentence for problem in found if problem.severity is Severity.STOP] == []


@of_kind("supplement")
def test_who_may_issue_supplements(case: Case) -> None:
    tariff_book, schedule = book(case)
    if "refused" in case:
        with pytest.raises(UserError, match=case["refused"]):
            supplement(tariff_book, schedule.id, RATES)
    else:
        chain = supplement(tariff_book, schedule.id, "", canceling=case.get("canceling", False))
        assert chain.draft is not None
        assert chain.draft.canceling


@of_kind("adoption")
def test_the_words_of_an_adoption_notice(case: Case) -> None:
    tariff_book, schedule = book(case)
    chain = changes.adopt(tariff_book, schedule.id, "Old Oaks Company", TODAY)
    text = tariff_book.text(schedule.id, chain, chain.draft)
    assert [words for words in ("Old Oaks Company", *case["present"]) if words not in text] == []
    assert [words for words in case.get("absent", []) if words in text] == []
