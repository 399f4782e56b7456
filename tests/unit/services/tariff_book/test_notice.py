"""Short notice and small company cases: what is granted is asked, printed and followed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.tariffs.schedules import Issuer, NoticeKind, TariffFiling
from desktop_app.rulebook.rulebook import RuleAmendment
from desktop_app.services.company import amendments
from desktop_app.services.company.profile import CompanyPerson
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.filing_answers import BadFilingAnswer, read_filing_answer, refuse_unasked
from desktop_app.services.tariff_book.filing_checks import filing_problems, increase_words
from desktop_app.services.tariff_book.issuing_officer import officer_trouble
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.papers import PaperComposer
from tests.forms.finished import read
from tests.forms.tariff_stories import STORIES
from tests.support.tariff_company import RATES, REPORT_PAGES, TODAY, entered, new_tariff_book, schedule
from tests.support.tariff_packets import words

UTILITIES = ("electric", "gas", "sewer", "heating", "water", "telecom")
SMALL = ("gas", "sewer", "heating", "water")


def filing_of(utility: str, notice: NoticeKind, **answers: str) -> tuple[TariffBook, TariffFiling]:
    """A filing of one changed rate, issued and received on March 2, 2026."""
    tariff_book = new_tariff_book()
    schedule(tariff_book, utility)
    entered(tariff_book, "5", utility=utility)
    changes.revise_sheets(tariff_book, f"{utility}-1", ["5"])
    changes.write_draft(tariff_book, f"{utility}-1", "5", RATES.replace("5/8 inch = 12.50", "{*} 5/8 inch = 14.00"))
    filing = replace(
        filings.begin_tariff_filing(tariff_book, f"{utility}-1"),
        summary="" if utility == "heating" else "A rate rises.",
        notice=notice,
        authority="1234",
        authority_date=TODAY,
        answers=tuple({"customer_notice": "Rates rise.", "affirmed": "yes", **answers}.items()),
    )
    return tariff_book, filing


def found(tariff_book: TariffBook, filing: TariffFiling) -> dict[str, str]:
    problems = filing_problems(tariff_book, filing)
    return {problem.id: problem.sentence for problem in problems if problem.severity.value == "stop"}


def paper(tariff_book: TariffBook, filing: TariffFiling, name: str) -> str:
    papers = {paper.name: paper for paper in PaperComposer(tariff_book, filing, REPORT_PAGES).papers()}
    return " ".join(words(papers[name].pages).split()) if name in papers else ""


@pytest.mark.parametrize("utility", UTILITIES)
def test_what_a_permission_grants_is_asked_and_never_reckoned_from_the_dates(utility: str) -> None:
    tariff_book, filing = filing_of(utility, NoticeKind.PERMISSION)
    assert "F27" in found(tariff_book, replace(filing, effective=TODAY + timedelta(days=10)))
    bare = replace(filing, authority="", authority_date=None)
    assert {"F11", "F26"} <= found(tariff_book, bare).keys()


@pytest.mark.parametrize("utility", UTILITIES)
def test_fewer_days_than_granted_are_stopped(utility: str) -> None:
    tariff_book, filing = filing_of(utility, NoticeKind.PERMISSION, granted_days="10")
    assert found(tariff_book, replace(filing, effective=TODAY + timedelta(days=10))) == {}
    early = found(tariff_book, replace(filing, effective=TODAY + timedelta(days=9)))
    assert "grants 10 days' notice to the public and the commission, which leads to March 12, 2026" in early["F28"]
    late = replace(filing, effective=TODAY + timedelta(days=10), received=TODAY + timedelta(days=1))
    assert "F28" in found(tariff_book, late)  # counted from receipt as well


@pytest.mark.parametrize("utility", ["gas", "sewer", "heating", "water", "telecom"])
def test_a_day_that_an_order_names_is_that_day(utility: str) -> None:
    tariff_book, filing = filing_of(utility, NoticeKind.ORDER, granted_day="2026-03-14")
    named = replace(filing, effective=date(2026, 3, 14))
    assert found(tariff_book, named) == {}
    for other in (date(2026, 3, 13), date(2026, 3, 16)):
        assert (
            "names March 14, 2026 as the effective day" in found(tariff_book, replace(filing, effective=other))["F28"]
        )
    sheet = paper(tariff_book, named, "filing-sheet")
    assert "no earlier and no later day" in sheet
    assert "later one is allowed" not in sheet
    notes = " ".join(problem.sentence for problem in filing_problems(tariff_book, named))
    assert "later is allowed" not in notes  # March 14, 2026 is a Saturday
    letter = paper(tariff_book, named, "cover-letter" if utility == "telecom" else "letter-of-transmittal")
    assert "order in Case No. 1234 of March 2, 2026, which names March 14, 2026 as the effective date." in letter


def test_an_order_that_grants_days_names_no_day_so_a_weekend_is_told() -> None:
    tariff_book, filing = filing_of("water", NoticeKind.ORDER, granted_days="10")
    saturday = replace(filing, effective=date(2026, 3, 14))
    told = {problem.id: problem.sentence for problem in filing_problems(tariff_book, saturday)}
    assert "later is allowed" in told["F08"]


@pytest.mark.parametrize("notice", [NoticeKind.STATUTORY, NoticeKind.PERMISSION, NoticeKind.ORDER])
@pytest.mark.parametrize("utility", UTILITIES)
def test_effective_before_received_is_refused(utility: str, notice: NoticeKind) -> None:
    tariff_book, filing = filing_of(utility, notice, granted_days="1")
    assert "F29" in found(tariff_book, replace(filing, received=date(2026, 5, 1), effective=date(2026, 4, 30)))


def test_a_permission_later_than_the_issue_is_stopped() -> None:
    tariff_book, filing = filing_of("water", NoticeKind.PERMISSION, granted_days="10")
    later = replace(filing, authority_date=TODAY + timedelta(days=1), effective=TODAY + timedelta(days=10))
    assert "after the date of issue" in found(tariff_book, later)["F26"]


def test_an_electric_order_that_names_only_a_day_is_enough() -> None:
    """3.145(9)(F) has the days on the sheet: those from delivery to the day, which the user is told."""
    tariff_book, filing = filing_of("electric", NoticeKind.ORDER, granted_day="2026-03-20")
    named = replace(filing, received=date(2026, 3, 4), effective=date(2026, 3, 20))
    filings.change_tariff_filing(tariff_book, named)
    assert found(tariff_book, named) == {}
    assert "Issued on 16 days' notice to the public and the commission under order" in paper(
        tariff_book, named, "sheets"
    )
    told = {problem.id: problem.sentence for problem in filing_problems(tariff_book, named)}
    assert "every sheet prints 16 days' notice: from the delivery of the filing to March 20, 2026" in told["F51"]
    assert "at the commission on or before March 4, 2026" in paper(tariff_book, named, "filing-sheet")
    neither = replace(named, answers=(("affirmed", "yes"),))
    assert "or the effective day that it names" in found(tariff_book, neither)["F27"]
    both = replace(named, answers=(*named.answers, ("granted_days", "10")))
    assert "F51" not in {problem.id for problem in filing_problems(tariff_book, both)}
    filings.change_tariff_filing(tariff_book, both)
    assert "Issued on 10 days' notice" in paper(tariff_book, both, "sheets")


def test_an_electric_sheet_prints_the_days_granted() -> None:
    tariff_book, filing = filing_of("electric", NoticeKind.PERMISSION, granted_days="7")
    later = replace(filing, effective=TODAY + timedelta(days=20))
    filings.change_tariff_filing(tariff_book, later)
    assert "Issued on 7 days' notice to the public and the commission" in paper(tariff_book, later, "sheets")
    assert "It is filed on 7 days' notice under the commission's special permission No. 1234" in paper(
        tariff_book, later, "letter-of-transmittal"
    )


@pytest.mark.parametrize(("days", "how"), [("7", "7 days, until"), ("1", "1 day, until"), ("", "from the filing on")])
def test_a_sewer_change_is_displayed_for_the_period_prescribed(days: str, how: str) -> None:
    answers = {"granted_days": days} if days else {"granted_day": "2026-03-20"}
    tariff_book, filing = filing_of("sewer", NoticeKind.PERMISSION, **answers)
    sheet = paper(tariff_book, replace(filing, effective=date(2026, 3, 20)), "filing-sheet")
    display = "Display the change at the office for the period that the commission prescribed before its effective date"
    assert f"{display}: {how}" in sheet
    assert "for 30 days before the effective date" not in sheet


def test_any_change_of_a_sewer_tariff_is_open_for_thirty_days_not_of_rates_alone() -> None:
    tariff_book, filing = filing_of("sewer", NoticeKind.STATUTORY)
    changes.write_draft(tariff_book, "sewer-1", "5", RATES + "\n{+} 1. Hours of the office change.\n")
    unaffected = replace(filing, affects_rates=False, summary="")
    notice = paper(tariff_book, unaffected, "public-notice")
    assert "On demand in the offices of the company for 30 days before the effective date" in notice
    assert "general business office" not in notice  # that is for changes of rates: 3.340(14)
    tariff_book, filing = filing_of("water", NoticeKind.STATUTORY)
    changes.write_draft(tariff_book, "water-1", "5", RATES + "\n{+} 1. Hours of the office change.\n")
    assert paper(tariff_book, replace(filing, affects_rates=False, summary=""), "public-notice") == ""


def test_rates_that_change_are_not_said_not_to_change() -> None:
    tariff_book, filing = filing_of("water", NoticeKind.STATUTORY)
    assert "F33" in found(tariff_book, replace(filing, affects_rates=False, summary=""))


# Small company cases


@pytest.mark.slow
@pytest.mark.parametrize("utility", SMALL)
def test_agreed_with_staff_only_the_customers_get_a_second_notice(utility: str) -> None:
    day = TODAY + timedelta(days=45)
    tariff_book, filing = filing_of(utility, NoticeKind.SMALL_STAFF)
    filing = replace(filing, effective=day)
    problems = found(tariff_book, filing)
    assert {"F30", "F32"} <= problems.keys()
    assert "F14" not in problems  # (C) does not apply: no agreement is filed
    answers = {
        "case_letter": "2026-01-02",
        "second_notice": "Your bill rises by $1.50.",
        "second_notice_on": "2026-03-03",
    }
    if utility != "heating":
        answers["department"] = "the Water and Sewer Department of the commission"
    tariff_book, filing = filing_of(utility, NoticeKind.SMALL_STAFF, **answers)
    filing = replace(filing, effective=day)
    assert found(tariff_book, filing) == {}
    notice = paper(tariff_book, filing, "second-notice")
    assert "$1.50. Proposed rates that differ from those in force: – Customer charge, 5/8 inch: from $12.50" in notice
    assert "within 20 days of the date of this notice, until March 23, 2026" in notice
    who = "the Energy Department manager" if utility == "heating" else "the Water and Sewer Department"
    assert who in notice
    copies = paper(tariff_book, filing, "second-notice-copies")
    assert "Missouri 65000 March 3, 2026" in copies  # not before the notice that it encloses
    assert "Secretary of the Commission" in copies
    assert "Office of the Public Counsel" in copies
    sheet = paper(tariff_book, filing, "filing-sheet")
    assert (
        "Send a copy of that notice, with its note, to the secretary of the commission and to the public counsel."
        in sheet
    )
    assert "until March 23, 2026" in sheet
    assert "agreement with the commission staff and the public counsel" not in paper(
        tariff_book, filing, "letter-of-transmittal"
    )


@pytest.mark.parametrize("utility", SMALL)
def test_agreed_by_all_three_the_agreement_goes_with_the_sheets(utility: str) -> None:
    tariff_book, filing = filing_of(utility, NoticeKind.SMALL_AGREED, case_letter="2026-01-02")
    assert found(tariff_book, filing).keys() == {"F14"}
    tariff_book, filing = filing_of(
        utility, NoticeKind.SMALL_AGREED, case_letter="2026-01-02", agreement="February 20, 2026"
    )
    assert found(tariff_book, filing) == {}
    assert "Copy of the agreement (February 20, 2026)" in paper(tariff_book, filing, "letter-of-transmittal")
    assert paper(tariff_book, filing, "second-notice") == ""


@pytest.mark.parametrize(("began", "late"), [("2025-10-03", False), ("2025-10-02", True)])
def test_after_150_days_a_written_consent_goes_with_the_sheets(began: str, late: bool) -> None:
    tariff_book, filing = filing_of("water", NoticeKind.SMALL_AGREED, case_letter=began, agreement="February 20, 2026")
    assert ("F31" in found(tariff_book, filing)) is late
    tariff_book, filing = filing_of(
        "water", NoticeKind.SMALL_AGREED, case_letter=began, agreement="February 20, 2026", consent="March 1, 2026"
    )
    assert found(tariff_book, filing) == {}
    assert "Written consent to extend the time (March 1, 2026)" in paper(tariff_book, filing, "letter-of-transmittal")


# What the letters say besides


def test_one_sheet_is_one_sheet_and_a_receipt_is_asked_for_by_the_user() -> None:
    tariff_book, filing = filing_of("water", NoticeKind.STATUTORY)
    letter = paper(tariff_book, filing, "letter-of-transmittal")
    assert "1 sheet " in letter
    assert "1 sheets" not in letter
    assert "second copy of this letter" not in letter
    assert "second copy of this letter" in paper(tariff_book, replace(filing, receipt=True), "letter-of-transmittal")


def test_an_order_is_complied_with_where_the_company_says() -> None:
    tariff_book, filing = filing_of("electric", NoticeKind.STATUTORY)
    follows = replace(filing, compliance="ER-2026-0001")
    assert "F35" in found(tariff_book, follows)
    tariff_book, filing = filing_of("electric", NoticeKind.STATUTORY, complied_in="item 4, page 7,")
    follows = replace(filing, compliance="ER-2026-0001")
    assert found(tariff_book, follows) == {}
    assert "has been complied with in item 4, page 7, of schedule PSC Mo. No. 1." in paper(
        tariff_book, follows, "order-notice"
    )


def test_filings_are_related_if_the_company_says_so_not_because_they_share_a_day() -> None:
    tariff_book, filing = filing_of("telecom", NoticeKind.STATUTORY)
    schedule(tariff_book, "telecom")
    changes.add_sheet(tariff_book, "telecom-2", "1", text=RATES)
    other = filings.begin_tariff_filing(tariff_book, "telecom-2")
    assert other.issued == filing.issued
    assert "Related filing" not in paper(tariff_book, filing, "cover-letter")
    named = replace(filing, answers=(*filing.answers, ("related", other.id)))
    assert "Related filing: PSC Mo. No. 2, issued March 2, 2026" in paper(tariff_book, named, "cover-letter")
    filings.change_tariff_filing(tariff_book, replace(other, tracking="JL-2026-0001"))
    assert "Related filing: PSC Mo. No. 2, tracking number JL-2026-0001" in paper(tariff_book, named, "cover-letter")
    strange = replace(filing, answers=(*filing.answers, ("related", "telecom-9-2026-1")))
    assert "F36" in found(tariff_book, strange)


@pytest.mark.parametrize("utility", ["electric", "gas", "sewer", "heating", "water"])
def test_a_sentence_of_another_rule_is_in_no_letter(utility: str) -> None:
    """What was answered for another notice or by another rule stays in the file and off the paper."""
    other = (("related", "x"), ("amendments_ended", "Item 4"), ("granted_days", "10"), ("consent", "of May 1, 2026"))
    tariff_book, filing = filing_of(utility, NoticeKind.STATUTORY)
    plain = paper(tariff_book, filing, "letter-of-transmittal")
    strange = replace(filing, answers=(*filing.answers, *other))
    assert paper(tariff_book, strange, "letter-of-transmittal") == plain
    assert found(tariff_book, strange).keys() == found(tariff_book, filing).keys()
    rules = tariff_book.rules(tariff_book.schedule(f"{utility}-1"))
    refuse_unasked(filing, rules, ["typical_use"])
    with pytest.raises(BadFilingAnswer, match="does not ask this filing for 'related'"):
        refuse_unasked(filing, rules, ["related"])


def test_a_rate_on_one_of_two_sheets_is_not_said_to_be_new_or_ended() -> None:
    tariff_book, filing = filing_of("telecom", NoticeKind.STATUTORY)
    changes.write_draft(tariff_book, "telecom-1", "5", RATES.replace("5/8 inch", "{*} Five-eighths inch"))
    letter = paper(tariff_book, filing, "cover-letter")
    assert "Five-eighths inch: $12.50 per month (not on a sheet that is canceled)" in letter
    assert "5/8 inch: $12.50 per month on the canceled sheet is not on the new one" in letter
    assert "discontinued" not in letter
    assert "It is filed on 30 days' notice." in letter


def test_a_sheet_without_marks_bears_no_legend_and_designations_are_in_words() -> None:
    tariff_book, filing = filing_of("telecom", NoticeKind.STATUTORY)
    assert "First Revised Sheet No. 5" in paper(tariff_book, filing, "sheets")
    assert "* Indicates new rate or text" in paper(tariff_book, filing, "sheets")
    assert "+ Indicates change" not in paper(tariff_book, filing, "sheets")
    changes.write_draft(tariff_book, "telecom-1", "5", RATES)
    assert "Indicates" not in paper(tariff_book, filing, "sheets")


@pytest.mark.parametrize(
    ("notice", "cites"),
    [
        (NoticeKind.INCREASE, "3.545(16)"),
        (NoticeKind.DECREASE, "3.545(16)"),
        (NoticeKind.PROMOTION, "3.545(19)"),
        (NoticeKind.PROMOTION_NONCOMPETITIVE, "3.545(19)"),
        (NoticeKind.STATUTORY, "3.545(16), 3.545(18)"),
    ],
)
def test_too_early_is_cited_by_the_section_that_gives_the_days(notice: NoticeKind, cites: str) -> None:
    tariff_book, filing = filing_of("telecom", notice)
    early = [
        problem for problem in filing_problems(tariff_book, replace(filing, effective=TODAY)) if problem.id == "F07"
    ]
    assert [problem.citation for problem in early] == [cites]


def test_the_telephone_filing_sheet_knows_no_summary_and_gives_the_day_for_the_customers() -> None:
    tariff_book, filing = filing_of("telecom", NoticeKind.STATUTORY)
    sheet = paper(tariff_book, replace(filing, effective=date(2026, 4, 10)), "filing-sheet")
    assert "summary" not in sheet
    assert "at least 10 days before the effective date, on March 31, 2026 at the latest" in sheet


@pytest.mark.slow
def test_a_notice_for_the_public_instructs_nobody() -> None:
    for utility in ("water", "sewer", "gas", "electric", "telecom"):
        tariff_book, filing = filing_of(utility, NoticeKind.STATUTORY)
        notice = paper(tariff_book, filing, "public-notice")
        assert "The change is open to the public. For inspection and copying" in notice
        assert "Keep" not in notice


def test_a_draft_that_goes_or_gets_another_number_does_so_in_its_filing() -> None:
    tariff_book = new_tariff_book()
    schedule(tariff_book)
    for number in ("1", "2"):
        changes.add_sheet(tariff_book, "water-1", number, text=RATES)
    filing = filings.begin_tariff_filing(tariff_book, "water-1")
    changes.renumber(tariff_book, "water-1", "2", "7")
    assert [part.sheet for part in tariff_book.filing(filing.id).parts] == ["1", "7"]
    changes.drop_draft(tariff_book, "water-1", "1")
    assert [part.sheet for part in tariff_book.filing(filing.id).parts] == ["7"]


@pytest.mark.parametrize(
    ("name", "value", "words_"),
    [
        ("granted_days", "ten", "whole number of days"),
        ("granted_days", "0", "whole number of days"),
        ("granted_day", "soon", "is not a date"),
        ("weather", "fine", "is not asked for 'weather'"),
    ],
)
def test_an_answer_that_cannot_be_read_is_refused(name: str, value: str, words_: str) -> None:
    with pytest.raises(BadFilingAnswer, match=words_):
        read_filing_answer(name, value)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("utility", "limit"), [("gas", "3,000"), ("sewer", "8,000"), ("heating", "100"), ("water", "8,000")]
)
def test_the_filing_sheet_says_to_whom_the_small_company_procedure_is_open(utility: str, limit: str) -> None:
    said = read(STORIES[f"small company case, {utility}"]()["filing-sheet.pdf"])
    assert f"is open to companies with {limit} customers or fewer of this service." in said


@pytest.mark.parametrize(
    ("shown", "words"),
    [("2026-03-03", ""), ("2026-01-01", "that began the case"), ("2026-04-16", "date it before that day")],
)
def test_the_second_notice_comes_after_the_letter_and_before_the_rates(shown: str, words: str) -> None:
    answers = {"case_letter": "2026-01-02", "second_notice": "Rates.", "second_notice_on": shown, "department": "D"}
    tariff_book, filing = filing_of("water", NoticeKind.SMALL_STAFF, **answers)
    problems = found(tariff_book, replace(filing, effective=TODAY + timedelta(days=45)))
    assert words in problems.get("F32", "")
    assert ("F32" in problems) is bool(words)


def test_the_time_of_the_second_notice_is_that_of_the_calendar() -> None:
    """A company's own value of the clock reaches the notice: there is one source for both."""
    answers = {"case_letter": "2026-01-02", "second_notice": "Rates.", "second_notice_on": "2026-03-03"}
    tariff_book, filing = filing_of("water", NoticeKind.SMALL_STAFF, department="the department", **answers)
    longer = RuleAmendment("small_company/customers_reply_again", date(2026, 1, 1), "25 days", "An order")
    tariff_book.file.edit("company", "Amended", {amendments.key(longer.name): [amendments.amendment_json(longer)]})
    notice = paper(tariff_book, filing, "second-notice")
    assert "within 25 days of the date of this notice, until March 28, 2026" in notice


@pytest.mark.slow
@pytest.mark.parametrize("story", ["two schedules, electric", "skipped, electric"])
def test_a_bill_without_a_rate_before_says_where_none_was_found(story: str) -> None:
    """The whole schedule in force was looked through: the letter says that, and nothing of other schedules."""
    text = read(STORIES[story]()["letter-of-transmittal.pdf"])
    assert ("none on the sheets in force, $12.50 proposed" in text) == story.startswith("skipped")
    assert "no rates" not in text


# Who issues the sheets


@pytest.mark.parametrize(
    ("issuer", "words"),
    [
        (Issuer("Ada Sample", "President", "1 Oak Street"), ""),
        (Issuer("Ben Sample", "President", "1 Oak Street"), "who is not on the Company page, People: Ada Sample"),
        (Issuer("Ada Sample", "Treasurer", "1 Oak Street"), "the Company page, People, gives President"),
    ],
)
@pytest.mark.parametrize("utility", UTILITIES)
def test_the_officer_of_the_sheets_is_one_of_the_companys_people(utility: str, issuer: Issuer, words: str) -> None:
    tariff_book, filing = filing_of(utility, NoticeKind.STATUTORY)
    changes.change_schedule(tariff_book, replace(tariff_book.schedule(f"{utility}-1"), issuer=issuer))
    problems = {problem.id: problem for problem in filing_problems(tariff_book, filing)}
    assert ("F43" in problems) is bool(words)
    if words:
        assert words in problems["F43"].sentence
        # a telecommunications company may let a representative issue them: 3.545(7)
        assert problems["F43"].severity.value == ("note" if utility == "telecom" else "stop")


def test_an_officer_of_two_offices_may_be_named_by_either_and_not_after_leaving() -> None:
    both = CompanyPerson("Ada Sample", "president", "President and Treasurer", "", "", signs=True)
    assert [*officer_trouble(Issuer("Ada  SAMPLE", "President and Treasurer"), [both], TODAY)] == []
    two = [replace(both, title="President"), replace(both, role="treasurer", title="Treasurer")]
    assert [*officer_trouble(Issuer("Ada Sample", "Treasurer and President"), two, TODAY)] == []
    left = [replace(person, until=TODAY - timedelta(days=1)) for person in two]
    assert "left office on March 1, 2026" in next(officer_trouble(Issuer("Ada Sample", "Treasurer"), left, TODAY))
    assert [*officer_trouble(Issuer("Ada Sample", "Treasurer"), [left[0], two[1]], TODAY)] == []


# The papers of a general rate increase


@pytest.mark.parametrize(
    ("utility", "words"),
    [
        ("gas", "a company with more than 1,500 gas customers"),
        ("telecom", "a company with more than 5,000 access lines"),
        ("water", "a company with more than 5,000 water customers"),
        ("sewer", "a company with more than 5,000 sewer customers"),
        ("electric", "an electric company of any size"),
        ("heating", "a steam heating company of any size"),
    ],
)
def test_where_rates_rise_the_papers_of_a_general_increase_are_named(utility: str, words: str) -> None:
    tariff_book, filing = filing_of(utility, NoticeKind.STATUTORY)
    problem = next(problem for problem in filing_problems(tariff_book, filing) if problem.id == "F44")
    assert words in problem.sentence
    assert "3.030(1)" in problem.citation
    assert ("3.030(2)(A)" in problem.citation) is (utility == "telecom")
    told = increase_words(tariff_book, filing)
    assert words in told
    assert "[3.025(1), 3.030(1)" in told
    small = replace(filing, notice=NoticeKind.SMALL_AGREED)
    assert increase_words(tariff_book, small) == ""
    assert "F44" not in {problem.id for problem in filing_problems(tariff_book, small)}
    changes.write_draft(tariff_book, f"{utility}-1", "5", RATES.replace("5/8 inch = 12.50", "{*} 5/8 inch = 11.00"))
    assert "F44" not in {problem.id for problem in filing_problems(tariff_book, filing)}
    changes.write_draft(tariff_book, f"{utility}-1", "5", "[rates: per month", strict=False)
    assert increase_words(tariff_book, filing) == ""


@pytest.mark.parametrize("utility", ["electric", "gas", "sewer", "heating", "water"])
def test_only_a_telephone_filing_affirms_that_customers_are_told(utility: str) -> None:
    """3.545(15) alone names days for it."""
    tariff_book, filing = filing_of(utility, NoticeKind.STATUTORY)
    assert "Tell the customers at least" not in paper(tariff_book, filing, "filing-sheet")
    tariff_book, filing = filing_of("telecom", NoticeKind.STATUTORY)
    assert "Tell the customers at least 10 days before" in paper(tariff_book, filing, "filing-sheet")


def test_an_electric_order_may_name_the_day_of_the_filing_itself() -> None:
    tariff_book, filing = filing_of("electric", NoticeKind.ORDER, granted_day="2026-03-02")
    today = replace(filing, effective=TODAY)
    filings.change_tariff_filing(tariff_book, today)
    assert found(tariff_book, today) == {}
    assert "Issued on 0 days' notice to the public and the commission under order" in paper(
        tariff_book, today, "sheets"
    )


@pytest.mark.parametrize("utility", SMALL)
@pytest.mark.parametrize(("shown", "late"), [("2026-03-26", False), ("2026-03-27", True)])
def test_customers_who_may_respond_after_the_effective_date_are_told_of(utility: str, shown: str, late: bool) -> None:
    """Twenty days from March 27 end on April 16, the proposed date."""
    answers = {"case_letter": "2026-01-10", "second_notice": "Rates rise.", "second_notice_on": shown}
    tariff_book, filing = filing_of(utility, NoticeKind.SMALL_STAFF, department="Sample Department", **answers)
    filing = replace(filing, effective=date(2026, 4, 16))
    said = [problem.sentence for problem in filing_problems(tariff_book, filing) if problem.id == "F53"]
    assert [words[:69] for words in said] == (
        ["Customers may respond to the second notice until April 16, 2026; the "] if late else []
    )
