"""What a tariff says is answered by the company and compared with the law; words that were found prove nothing."""

from pathlib import Path

import pytest

from desktop_app.services.tariff_book.contents import name_sheet
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.tariff_book import NoSuchSheet, TariffBook
from desktop_app.services.tariff_book.tariff_terms import BadTerm, answer_term, term_answers
from desktop_app.services.tariff_packet.packets import TariffPackets
from tests.support.tariff_company import LIBRARY, REPORT_PAGES, TODAY, TOOLS, WORD, entered, new_tariff_book, schedule

PACKETS = TariffPackets(LIBRARY, REPORT_PAGES, TOOLS, WORD)
# As a sewer tariff of the rule would say it; every answer is shown by its sheet.
LAWFUL = """# Rules

1. No advance payment is required. A deposit is at most the amount due for one billing period plus thirty (30) days.

2. Interest is six percent (6%) a year on deposits held twelve (12) months. The billing period is one (1) month.

3. Thirty (30) days' written notice by certified mail is given before service is discontinued.
"""
RIGHT = {
    "advance_payment": "no",
    "deposit": "yes",
    "deposit_extra_days": "30",
    "interest_percent": "6",
    "interest_months": "12",
    "interest_paid": "yes",
    "return_effort": "yes",
    "deposit_receipt": "yes",
    "deposit_ledger": "yes",
    "billing_months": "1",
    "bill_samples": "yes",
    "bill_amounts": "yes",
    "disconnect_days": "30",
    "certified_mail": "yes",
    "notice_copy": "yes",
    "notice_violation": "yes",
    "notice_expiration": "yes",
    "refusal_writing": "yes",
    "refusal_appeal": "yes",
    "inspection": "yes",
    "inspection_notice": "yes",
    "extension_deposits_apart": "yes",
    "discontinuance_conditions": "yes",
    "notice_waived": "yes",
    "harmful_discharge": "yes",
    "extension_policy": "yes",
    "refusal_conditions": "yes",
}


def tariff(utility: str, text: str = LAWFUL) -> TariffBook:
    tariff_book = new_tariff_book()
    schedule(tariff_book, utility)
    entered(tariff_book, "1", text=text, utility=utility)
    return tariff_book


def answer(tariff_book: TariffBook, utility: str, name: str, words: str, sheet: str = "1") -> None:
    answer_term(tariff_book, LIBRARY.contents(utility), f"{utility}-1", name, words, sheet)


def found(tariff_book: TariffBook, utility: str) -> dict[str, list[str]]:
    problems = PACKETS.content_problems(tariff_book, f"{utility}-1", TODAY)
    ids = sorted({problem.id for problem in problems})
    return {name: [problem.sentence for problem in problems if problem.id == name] for name in ids}


def test_a_lawful_sewer_tariff_has_nothing_unanswered_and_nothing_wrong() -> None:
    tariff_book = tariff("sewer")
    assert "T26" in found(tariff_book, "sewer")
    for name, words in RIGHT.items():
        answer(tariff_book, "sewer", name, words)
    assert not {"T26", "T27", "T28", "T29"} & found(tariff_book, "sewer").keys()


@pytest.mark.parametrize(
    ("name", "words", "cites"),
    [
        ("billing_months", "7", "3.340(7)"),
        ("billing_months", "12", "3.340(7)"),
        ("deposit_extra_days", "31", "3.340(6)(A)"),
        ("interest_percent", "5", "3.340(6)(B)"),
        ("interest_percent", "7", "3.340(6)(B)"),
        ("interest_months", "13", "3.340(6)(B)"),
        ("disconnect_days", "29", "3.340(9)"),
        ("advance_payment", "yes", "3.340(6)(A)"),  # beside a deposit
        ("certified_mail", "no", "3.340(9)"),
        ("notice_copy", "no", "3.340(9)"),
        ("refusal_writing", "no", "3.340(11)"),
        ("refusal_appeal", "no", "3.340(11)"),
        ("inspection", "no", "3.340(12)"),
        ("deposit_ledger", "no", "3.340(6)(F)"),
        ("deposit_receipt", "no", "3.340(6)(E)"),
        ("bill_samples", "no", "3.340(7)"),
        ("extension_deposits_apart", "no", "3.340(6)(C)"),
        ("discontinuance_conditions", "no", "3.340(8)"),
        ("harmful_discharge", "no", "3.340(9)"),
        ("extension_policy", "no", "3.340(10)"),
        ("refusal_conditions", "no", "3.340(11)"),
    ],
)
def test_what_the_rule_does_not_allow_is_stopped_with_its_citation(name: str, words: str, cites: str) -> None:
    tariff_book = tariff("sewer")
    for known, right in RIGHT.items():
        answer(tariff_book, "sewer", known, right)
    answer(tariff_book, "sewer", name, words)
    problems = PACKETS.content_problems(tariff_book, "sewer-1", TODAY)
    assert [problem.citation for problem in problems if problem.id == "T27"] == [cites]


def test_words_that_were_found_are_never_called_a_check() -> None:
    tariff_book = tariff("sewer")
    name_sheet(tariff_book, "sewer-1", "availability", "1")
    enter_sheet(
        tariff_book,
        "sewer-1",
        EnteredSheet("2", 0, TODAY, text="# Access\n\nNo access to the premises.\n"),
    )
    notes = found(tariff_book, "sewer")["T30"]
    assert any("Sheet 2: words found for 'Right of access to the premises'" in words for words in notes)
    name_sheet(tariff_book, "sewer-1", "access", "2", conforms=True)
    assert not any("Right of access" in words for words in found(tariff_book, "sewer")["T30"])


def test_a_number_is_looked_for_on_its_sheet_and_a_sheet_is_wanted() -> None:
    tariff_book = tariff("sewer")
    answer(tariff_book, "sewer", "billing_months", "3")
    assert any("does not show '3'" in words for words in found(tariff_book, "sewer")["T29"])
    answer(tariff_book, "sewer", "billing_months", "1", "")
    assert any("no sheet is named" in words for words in found(tariff_book, "sewer")["T28"])
    answer(tariff_book, "sewer", "billing_months", "", "")
    assert any("Billing period, in months" in words for words in found(tariff_book, "sewer")["T26"])


def test_what_depends_on_another_answer_is_asked_after_it() -> None:
    tariff_book = tariff("sewer")
    contents = LIBRARY.contents("sewer")
    assert contents is not None

    def asked() -> set[str]:
        answers = term_answers(tariff_book, tariff_book.schedule("sewer-1"), contents, TODAY)
        return {item.term.id for item in answers if item.asked}

    assert "interest_percent" not in asked()
    assert "pro_rata" not in asked()
    answer(tariff_book, "sewer", "deposit", "yes")
    answer(tariff_book, "sewer", "advance_payment", "no")
    assert "interest_percent" in asked()
    assert "pro_rata" not in asked()


TELEPHONE = """# Company

Rolling Oaks Telephone Company, registered and certificated. Rolling Oaks Tel Co. Case No. TA-2001-1.
"""


def test_both_names_of_a_telephone_company_are_on_its_sheet() -> None:
    tariff_book = tariff("telecom", TELEPHONE)
    answer(tariff_book, "telecom", "registered_name", "Rolling Oaks Telephone Company")
    answer(tariff_book, "telecom", "certificated_name", "Rolling Oaks Communications")
    (words,) = found(tariff_book, "telecom")["T29"]
    assert "does not show 'Rolling Oaks Communications'" in words
    answer(tariff_book, "telecom", "certificated_name", "Rolling Oaks Tel Co.")
    assert "T29" not in found(tariff_book, "telecom")


def test_street_lighting_is_asked_for_voltage_phase_and_frequency() -> None:
    tariff_book = tariff("electric", "# Street lighting\n\nAlternating current at 120 volts, single phase, 60 hertz.\n")
    for service in ("commercial_lighting", "commercial_power"):
        answer(tariff_book, "electric", f"{service}_offered", "no", "")
    answer(tariff_book, "electric", "street_lighting_offered", "yes")
    wanted = " ".join(found(tariff_book, "electric")["T26"])
    for words in ("Voltage of street lighting", "Phase of street lighting", "Frequency of street lighting"):
        assert words in wanted
    answer(tariff_book, "electric", "street_lighting_voltage", "120 volts")
    answer(tariff_book, "electric", "street_lighting_frequency", "50 hertz")
    assert len(found(tariff_book, "electric")["T29"]) == 1


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("billing_months", "often", "Write a number"),
        ("billing_months", "-1", "0 or more"),
        ("deposit", "perhaps", "Answer yes or no"),
        ("weather", "fine", "is not asked for 'weather'"),
        ("refusal_appeal", "x" * 301, "at most 300 characters"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused(name: str, words: str, said: str) -> None:
    with pytest.raises(BadTerm, match=said):
        answer(tariff("sewer"), "sewer", name, words)


def test_a_sheet_that_is_not_there_is_refused_and_other_utilities_are_not_asked(tmp_path: Path) -> None:
    tariff_book = tariff("sewer")
    with pytest.raises(NoSuchSheet):
        answer(tariff_book, "sewer", "billing_months", "1", "99")
    with pytest.raises(BadTerm, match="It asks for: nothing"):
        answer(tariff("water"), "water", "billing_months", "1")


CONDITIONS = {  # 3.145(10)(C) and (E): what is asked only "if" something is so, and what is then asked
    "discounts_given": "discounts",
    "guarantees": "minimum",
    "penalties_exacted": "penalties",
    "connection_charged": "connection",
    "capacity_ratings": "equivalents",
    "demand_terms": "demand_explained",
}
ALWAYS = ("metering", "lamps", "character", "territory_rates", "units_explained")


def test_a_company_without_discounts_or_penalties_need_not_say_that_it_states_them() -> None:
    tariff_book = tariff("electric", "# Rules\n\nService is metered.\n")
    for service in ("commercial_lighting", "commercial_power", "street_lighting"):
        answer(tariff_book, "electric", f"{service}_offered", "no", "")
    for name in ALWAYS:
        answer(tariff_book, "electric", name, "yes")
    for name in CONDITIONS:
        answer(tariff_book, "electric", name, "no", "")
    assert not {"T26", "T27", "T28"} & found(tariff_book, "electric").keys()


@pytest.mark.parametrize(("asks", "then"), CONDITIONS.items())
def test_what_an_electric_company_does_it_must_state(asks: str, then: str) -> None:
    tariff_book = tariff("electric", "# Rules\n\nService is metered.\n")
    before = len(found(tariff_book, "electric")["T26"])
    answer(tariff_book, "electric", asks, "yes")
    assert len(found(tariff_book, "electric")["T26"]) == before  # one is answered, one more is asked
    answer(tariff_book, "electric", then, "no")
    assert len(found(tariff_book, "electric")["T27"]) == 1


@pytest.mark.parametrize("service", ["commercial_lighting", "commercial_power", "street_lighting"])
def test_rates_stand_under_the_head_of_their_class(service: str) -> None:
    tariff_book = tariff("electric", "# Rules\n\nService is metered.\n")
    answer(tariff_book, "electric", f"{service}_offered", "yes")
    answer(tariff_book, "electric", f"{service}_head", "no")
    (sentence,) = found(tariff_book, "electric")["T27"]
    assert "under the head of" in sentence
    assert service.replace("_", " ") in sentence


def test_what_is_not_answered_is_said_in_whole_sentences() -> None:
    for sentence in found(tariff("sewer"), "sewer")["T26"]:
        assert "Answer it with the sheet that says it." in sentence
        assert sentence.split(" Answer it")[0][-1] in "?."
