"""What stops a tariff filing, found check by check: each fires on its own fault and on no other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.tariffs.designations import DesignationStyle
from desktop_app.domain.tariffs.schedules import Issuer, NoticeKind, TariffFiling
from desktop_app.domain.values import place_of
from desktop_app.services.data_entry import entering
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.filing_checks import LEGEND, filing_problems
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.tariff_company import RATES, TODAY, entered, new_tariff_book, schedule

HIGHER = RATES.replace("5/8 inch = 12.50", "{*} 5/8 inch = 14.00")
THIRTY = TODAY + timedelta(days=30)
Spoil = Callable[[TariffBook, TariffFiling], TariffFiling]


@pytest.fixture
def tariff_book() -> TariffBook:
    """A water company whose filing raises one rate on thirty days' notice, with nothing wrong."""
    made = new_tariff_book()
    schedule(made)
    entered(made, "5")
    changes.revise_sheets(made, "water-1", ["5"])
    changes.write_draft(made, "water-1", "5", HIGHER)
    filing = filings.begin_tariff_filing(made, "water-1")
    filings.change_tariff_filing(made, replace(filing, summary="The charge of the smallest meter rises."))
    return made


def found(tariff_book: TariffBook, filing: TariffFiling) -> dict[str, Problem]:
    return {problem.id: problem for problem in filing_problems(tariff_book, filing)}


def text(words: str) -> Spoil:
    def write(tariff_book: TariffBook, filing: TariffFiling) -> TariffFiling:
        changes.write_draft(tariff_book, "water-1", "5", words)
        return filing

    return write


def given(**particulars: object) -> Spoil:
    return lambda _, filing: replace(filing, **particulars)  # type: ignore[arg-type]


def of_the_schedule(**particulars: object) -> Spoil:
    def change(tariff_book: TariffBook, filing: TariffFiling) -> TariffFiling:
        made = replace(tariff_book.schedule("water-1"), **particulars)  # type: ignore[arg-type]
        changes.change_schedule(tariff_book, made)
        return filing

    return change


def nameless(tariff_book: TariffBook, filing: TariffFiling) -> TariffFiling:
    entering.set_answer(tariff_book.file, "company", place_of("identity/legal_name/answer"), "")
    return filing


STOPS: dict[str, tuple[str, Spoil, str]] = {
    "no sheet": ("F01", given(parts=()), "The filing contains no sheet. Choose the drafts it is for."),
    "an empty sheet": ("F02", text(""), "Sheet 5, 1st Revised, is empty. Write its text."),
    "a strange mark": (
        "F04",
        text(HIGHER.replace("{*}", "{?}")),
        "Sheet 5, 1st Revised uses the mark '?', which the legend of the schedule does not explain.",
    ),
    "no day": (
        "F05",
        given(received=None),
        "Fill in the date of issue, the day at the commission and the effective date.",
    ),
    "received before its issue": (
        "F06",
        given(received=TODAY - timedelta(days=1)),
        "It would be at the commission on March 1, 2026, before its issue on March 2, 2026.",
    ),
    "a notice that the rule does not know": (
        "F10",
        given(notice=NoticeKind.INCREASE),
        "The rule for water does not provide for filing on increase notice.",
    ),
    "a company without a name": (
        "F19",
        nameless,
        "The company profile has no certificated name; it is printed on every sheet.",
    ),
    "nobody who issues": (
        "F20",
        of_the_schedule(issuer=Issuer()),
        "The schedule names no officer who issues its sheets.",
    ),
    "an order without its place": (
        "F35",
        given(compliance="WR-2025-0001"),
        "Say where the order in Case No. WR-2025-0001 is complied with: item and page, or sheet.",
    ),
}


CITED = {  # the rule for water asks for no marks, and says nothing of compliance
    "F01": "3.645(4)",
    "F02": "3.645(1)",
    "F04": LEGEND,
    "F05": "3.645(3)",
    "F06": "3.645(7)",
    "F10": "3.645(6)",
    "F19": "3.645(3)",
    "F20": "3.645(3)",
    "F35": "",
}


def test_a_filing_with_nothing_wrong_has_no_stop(tariff_book: TariffBook) -> None:
    assert found(tariff_book, tariff_book.filings()[0]).keys() == {"F44"}, "the note on what an overall increase takes"


@pytest.mark.parametrize("kind", STOPS)
def test_each_stop_fires_on_its_own_fault(tariff_book: TariffBook, kind: str) -> None:
    name, spoil, sentence = STOPS[kind]
    problem = found(tariff_book, spoil(tariff_book, tariff_book.filings()[0]))[name]
    assert (problem.sentence, problem.severity) == (sentence, Severity.STOP)
    assert problem.citation == CITED[name]
    assert problem.place == f"tariff/water-1/{tariff_book.filings()[0].id}"


def test_received_on_the_day_of_its_issue_and_effective_on_the_day_of_receipt_are_no_contradiction(
    tariff_book: TariffBook,
) -> None:
    filing = replace(tariff_book.filings()[0], effective=TODAY)
    assert {"F06", "F29"} & found(tariff_book, filing).keys() == set()
    assert "F29" in found(tariff_book, replace(filing, effective=TODAY - timedelta(days=1)))


def test_the_earliest_day_is_allowed_and_the_day_before_is_not(tariff_book: TariffBook) -> None:
    filing = tariff_book.filings()[0]
    assert "F07" not in found(tariff_book, replace(filing, effective=THIRTY))
    early = found(tariff_book, replace(filing, effective=THIRTY - timedelta(days=1)))["F07"]
    assert "March 31, 2026 is too early. The earliest effective date is April 1, 2026." in early.sentence


def test_a_day_on_which_the_commission_is_closed_is_a_note(tariff_book: TariffBook) -> None:
    closed = replace(tariff_book.filings()[0], issued=date(2026, 2, 14), received=date(2026, 2, 16))
    note = found(tariff_book, closed)["F09"]
    assert note.severity is Severity.NOTE
    assert "likely closed on February 16, 2026" in note.sentence


def test_designations_in_figures_are_a_note_where_the_rule_writes_words() -> None:
    made = new_tariff_book()
    schedule(made, "electric")
    entered(made, "5", utility="electric")
    changes.change_schedule(made, replace(made.schedule("electric-1"), style=DesignationStyle.FIGURES))
    changes.revise_sheets(made, "electric-1", ["5"])
    changes.write_draft(made, "electric-1", "5", HIGHER)
    filing = filings.begin_tariff_filing(made, "electric-1")
    assert "F40" in {problem.id for problem in filing_problems(made, filing)}
    changes.change_schedule(made, replace(made.schedule("electric-1"), style=DesignationStyle.WORDS))
    assert "F40" not in {problem.id for problem in filing_problems(made, filing)}


@pytest.mark.parametrize(("words", "long"), [(99, False), (100, False), (101, True)])
def test_a_summary_longer_than_the_rule_speaks_of_is_a_note(tariff_book: TariffBook, words: int, *, long: bool) -> None:
    filing = replace(tariff_book.filings()[0], summary=" ".join(["word"] * words))
    assert ("F16" in found(tariff_book, filing)) is long


def test_a_filing_that_says_nothing_of_its_rates_is_stopped_only_if_they_change(tariff_book: TariffBook) -> None:
    filing = replace(tariff_book.filings()[0], affects_rates=False, summary="")
    problem = found(tariff_book, filing)["F33"]
    assert "yet Customer charge, 5/8 inch changes" in problem.sentence
    changes.write_draft(tariff_book, "water-1", "5", RATES + "\n{+} 1. Hours of the office.\n")
    assert found(tariff_book, filing) == {}
    assert "F15" in found(tariff_book, replace(filing, affects_rates=True))


def test_only_another_filing_of_this_company_can_be_related(telecom: TariffBook) -> None:
    filing = telecom.filings()[0]
    for named, others in ((filing.id, "none"), ("telecom-1-1999-1", "none")):
        related = replace(filing, answers=(("related", named),))
        assert f"no other tariff filing '{named}'" in found(telecom, related)["F36"].sentence
        assert found(telecom, related)["F36"].sentence.endswith(f"There is: {others}.")


def test_a_sheet_that_the_replaced_schedule_never_had_is_compared_with_nothing(tariff_book: TariffBook) -> None:
    changes.replace_schedule(tariff_book, "water-1")
    changes.add_sheet(tariff_book, "water-2", "6", text="# Leaks\n\n1. Who pays.\n")
    filing = replace(filings.begin_tariff_filing(tariff_book, "water-2"), affects_rates=False)
    assert {part.sheet for part in filing.parts} == {"5", "6"}
    assert "F33" not in found(tariff_book, filing)


# Telecommunications: marks are required, a letter of few words goes with the sheets, and customers are told of a rise


@pytest.fixture
def telecom() -> TariffBook:
    made = new_tariff_book()
    schedule(made, "telecom")
    entered(made, "5", utility="telecom")
    changes.revise_sheets(made, "telecom-1", ["5"])
    changes.write_draft(made, "telecom-1", "5", HIGHER)
    filing = filings.begin_tariff_filing(made, "telecom-1")
    told = (("customer_notice", "Prices rise."), ("affirmed", "yes"))
    filings.change_tariff_filing(made, replace(filing, summary="One price rises.", answers=told))
    return made


def stops(tariff_book: TariffBook, filing: TariffFiling) -> dict[str, str]:
    return {name: item.sentence for name, item in found(tariff_book, filing).items() if item.severity is Severity.STOP}


def test_a_rise_is_told_to_the_customers_and_affirmed(telecom: TariffBook) -> None:
    filing = telecom.filings()[0]
    assert stops(telecom, filing) == {}
    silent = replace(filing, answers=(("affirmed", "yes"),))
    assert stops(telecom, silent) == {
        "F17": "Rates rise: the text of the notice to the customers goes with the filing."
    }
    unsure = replace(filing, answers=(("customer_notice", "Prices rise."), ("affirmed", "no")))
    assert "affirm that the customers are told at least 10 days before" in stops(telecom, unsure)["F18"]
    lower = RATES.replace("5/8 inch = 12.50", "{*} 5/8 inch = 11.00")
    changes.write_draft(telecom, "telecom-1", "5", lower)
    assert stops(telecom, replace(filing, answers=())) == {}


def test_the_text_of_the_letter_is_asked_for(telecom: TariffBook) -> None:
    bare = replace(telecom.filings()[0], summary="")
    assert "The filing needs the text of its cover letter, about " in stops(telecom, bare)["F15"]


def test_a_change_without_its_mark_stops_where_marks_are_required(telecom: TariffBook) -> None:
    changes.write_draft(telecom, "telecom-1", "5", HIGHER.replace("{*} ", ""))
    sentence = stops(telecom, telecom.filings()[0])["F03"]
    assert sentence.endswith(": 1 changed line bears no mark, the first is '5/8 inch 14.00'. Propose the marks again.")
    changes.write_draft(telecom, "telecom-1", "5", f"{HIGHER.replace('{*} ', '')}\nA new line of words.\n")
    assert ": 2 changed lines bear no mark, the first is " in stops(telecom, telecom.filings()[0])["F03"]


def test_the_short_notice_is_for_prices_alone(telecom: TariffBook) -> None:
    """Seven days for a rise of existing prices: with a word changed beside them it takes the longer notice."""
    filing = replace(telecom.filings()[0], notice=NoticeKind.INCREASE)
    assert "F12" not in stops(telecom, filing)
    changes.write_draft(telecom, "telecom-1", "5", f"{HIGHER}\n{{*}} A new line of words.\n")
    assert "this filing has something else" in stops(telecom, filing)["F12"]


@pytest.mark.parametrize(
    ("notice", "price", "words"),
    [(NoticeKind.INCREASE, "11.00", "for higher rates"), (NoticeKind.DECREASE, "14.00", "for lower rates")],
)
def test_the_short_notice_names_the_rates_that_it_is_for(
    telecom: TariffBook, notice: NoticeKind, price: str, words: str
) -> None:
    changes.write_draft(telecom, "telecom-1", "5", RATES.replace("5/8 inch = 12.50", f"{{*}} 5/8 inch = {price}"))
    assert words in stops(telecom, replace(telecom.filings()[0], notice=notice))["F12"]


def test_a_day_that_an_order_names_stays_although_the_commission_is_closed(tariff_book: TariffBook) -> None:
    saturday = replace(tariff_book.filings()[0], effective=date(2026, 4, 4))
    assert "The next business day is April 6, 2026; later is allowed." in found(tariff_book, saturday)["F08"].sentence
    named = replace(saturday, notice=NoticeKind.ORDER, answers=(("granted_day", "2026-04-04"),))
    assert found(tariff_book, named)["F08"].sentence.endswith("The permission or order names it, so it stays.")
    other = replace(saturday, answers=(("granted_day", "2026-04-04"),))
    assert "later is allowed" in found(tariff_book, other)["F08"].sentence


@pytest.mark.parametrize("utility", ["gas", "sewer", "heating", "water", "telecom"])
@pytest.mark.parametrize(("number", "told"), [(3, True), (1, False)])
def test_a_number_out_of_the_series_is_told(utility: str, number: int, told: bool) -> None:
    """Schedules have consecutive numbers from 1; the electric rule alone wants a memorandum."""
    tariff_book = new_tariff_book()
    made = changes.new_schedule(tariff_book, changes.NewSchedule(utility, "Rates", number))
    changes.add_sheet(tariff_book, made.id, "1")
    changes.write_draft(tariff_book, made.id, "1", RATES)
    filing = filings.begin_tariff_filing(tariff_book, made.id)
    said = [problem.sentence for problem in filing_problems(tariff_book, filing) if problem.id == "F52"]
    assert bool(said) is told
    assert not told or said[0].startswith("This file does not have PSC Mo. No. 1, PSC Mo. No. 2.")
