"""Filings in a case are begun as often as needed, answered item by item, filed, numbered and supplemented."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.filings import Filing
from desktop_app.domain.values import Place, place_of
from desktop_app.formspec.checklist import ItemState
from desktop_app.services.analysis.size_limits import FilingOffer
from desktop_app.services.cases.beginning import CannotBeginCase, CaseOrder, begin_case
from desktop_app.services.cases.following import BadCaseNumber, CannotFurnish, furnish_items, promised, set_docket
from desktop_app.services.cases.items import (
    BadItem,
    document_item,
    item_named,
    item_problems,
    items_of,
    promise_item,
    ways_to_answer,
)
from desktop_app.services.cases.kinds import offered_kinds
from desktop_app.services.cases.parties import BadParty, CaseParty, case_parties, drop_party, keep_party
from desktop_app.services.company.company_file import CompanyFile, FilingIsFiled
from desktop_app.services.data_entry import attachments, entering
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import calendar
from desktop_app.services.filings import annual_report
from desktop_app.services.ports import ForeignDocument
from tests.support.case_companies import NONE, case_company, registry_with_planned
from tests.support.memory_companies import REAL, TODAY

WAIVER = "2026-waiver"
PAGE = ForeignDocument(((612, 792),), ())


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    return case_company(tmp_path)


def attach(file: CompanyFile, text: str, filing: str = WAIVER) -> None:
    item, also = document_item(file, filing, text)
    attachments.attach_document(file, filing, "a.pdf", b"x", PAGE, title="A page", item=item, also=also)


def test_as_many_as_needed_are_begun_in_a_year(file: CompanyFile) -> None:
    names = [begin_case(file, CaseOrder("waiver", title)).id for title in ("One", "Two", "")]
    assert names == [WAIVER, "2026-waiver-2", "2026-waiver-3"]
    assert [filing.title for filing in file.filings()] == ["One", "Two", ""]
    assert file.filing(WAIVER).utilities == ("water",)


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (CaseOrder("annual_report"), "is a report of a year or month"),
        (CaseOrder("waiver", services=("gas",)), "'gas' is not a service that the company provides"),
        (CaseOrder("waiver", title="x" * 300), "The title has 300 characters"),
        (CaseOrder("waiver", title="a\x07b"), "characters that cannot be shown"),
        (CaseOrder("waiver", variant="area"), "There is no variant 'area'"),
        (CaseOrder("waiver", base="2020-annual-report"), "There is no filing '2020-annual-report'"),
    ],
)
def test_what_cannot_be_begun_is_refused_in_one_sentence(file: CompanyFile, order: CaseOrder, words: str) -> None:
    with pytest.raises(CannotBeginCase, match=words):
        begin_case(file, order)
    assert file.filings() == ()


def test_a_title_is_the_users_own_and_used_once(file: CompanyFile) -> None:
    begin_case(file, CaseOrder("waiver", "Late / report: \U0001f4a7"))
    with pytest.raises(CannotBeginCase, match="is called 'LATE / report: \U0001f4a7' already"):
        begin_case(file, CaseOrder("waiver", "LATE / report: \U0001f4a7"))


def test_a_company_without_services_is_asked_for_them(tmp_path: Path) -> None:
    file = case_company(tmp_path, NONE)
    with pytest.raises(CannotBeginCase, match="Say on the Company page what the company provides"):
        begin_case(file, CaseOrder("waiver"))


def test_no_words_are_needed_beside_a_document(file: CompanyFile) -> None:
    """The index of the paper called such an item not answered yet."""
    begin_case(file, CaseOrder("waiver"))
    attach(file, "standing")
    item = item_named(file, WAIVER, "standing")
    assert (item.state, item.documents) == (ItemState.GIVEN, ("01",))
    attachments.detach_document(file, WAIVER, "01")
    assert item_named(file, WAIVER, "standing").state is ItemState.OPEN


def test_an_item_is_named_by_its_line_or_whole(file: CompanyFile) -> None:
    begin_case(file, CaseOrder("waiver"))
    for text in ("standing", "applicant/standing", f"{WAIVER}/applicant/standing/answer"):
        assert item_named(file, WAIVER, text).name == "applicant/standing"
    with pytest.raises(BadItem, match=r"asks for no item 'standin'. Nearest: standing"):
        item_named(file, WAIVER, "standin")
    with pytest.raises(BadItem, match="asks for no item 'xyz'"):
        item_named(file, WAIVER, "xyz")
    report = annual_report.begin_report(file, 2025)
    with pytest.raises(BadItem, match="has no items"):
        item_named(file, report.id, "standing")


def test_a_promise_is_kept_where_the_item_may_follow(file: CompanyFile) -> None:
    begin_case(file, CaseOrder("waiver"))
    assert promise_item(file, WAIVER, "standing", "It is on its way.", date(2026, 12, 31)).by == date(2026, 12, 31)
    assert promise_item(file, WAIVER, "standing").by is None
    with pytest.raises(BadItem, match="this cannot follow later"):
        promise_item(file, WAIVER, "reasons")
    with pytest.raises(BadItem, match="February 2, 2026 has passed"):
        promise_item(file, WAIVER, "standing", by=date(2026, 2, 2))
    attach(file, "standing")
    with pytest.raises(BadItem, match="a document is attached for it already"):
        promise_item(file, WAIVER, "standing")


@pytest.mark.slow
def test_a_document_answers_its_item_and_no_other(file: CompanyFile) -> None:
    begin_case(file, CaseOrder("waiver"))
    assert document_item(file, WAIVER, " ") == (" ", {})
    attach(file, "standing")
    assert item_named(file, WAIVER, "standing").documents == ("01",)
    assert document_item(file, WAIVER, "standing") == ("applicant/standing", {})
    with pytest.raises(BadItem, match="no document is asked for it"):
        attach(file, "business")
    report = annual_report.begin_report(file, 2025)
    assert document_item(file, report.id, "3.640(2)") == ("3.640(2)", {})


def sentences(file: CompanyFile) -> list[str]:
    return [found.sentence for found in item_problems(file.book(WAIVER), attachments.attachments(file, WAIVER), TODAY)]


def test_documents_that_are_missing_or_answer_nothing_hold_up_the_package(file: CompanyFile) -> None:
    begin_case(file, CaseOrder("waiver"))
    way = Place("applicant", "standing", "way")
    entering.set_answer(file, WAIVER, way, "document")
    assert sentences(file) == [
        "Evidence of organization: attach a document, or say that it is answered in another way."
    ]
    attach(file, "standing")
    assert sentences(file) == []
    entering.set_answer(file, WAIVER, way, "later")
    assert sentences(file) == [
        "Evidence of organization: a document is attached for it, but the item is follows later. Make the two agree."
    ]
    entering.set_answer(file, WAIVER, way, "")
    assert "not answered yet" in sentences(file)[0]
    attachments.describe(file, WAIVER, "01", title="A page", item="elsewhere")
    assert sentences(file) == [
        (
            "Attachment 1, A page: it is attached for 'elsewhere', which this filing does not ask. Say again what "
            "it is for."
        )
    ]
    report = annual_report.begin_report(file, 2025)
    assert list(item_problems(file.book(report.id), (), TODAY)) == []


def test_what_was_promised_is_furnished_by_a_supplement(file: CompanyFile) -> None:
    begin_case(file, CaseOrder("waiver"))
    promise_item(file, WAIVER, "standing")
    with pytest.raises(CannotFurnish, match="has not been filed yet"):
        furnish_items(file, WAIVER, ())
    annual_report.mark_filed(file, WAIVER, "2026-02-03", "By mail")
    assert [item.name for item in promised(file, WAIVER)] == ["applicant/standing"]
    with pytest.raises(CannotFurnish, match="did not promise it"):
        furnish_items(file, WAIVER, ["reasons"])
    with pytest.raises(CannotFurnish, match="The title has 101 characters"):
        furnish_items(file, WAIVER, (), "x" * 101)
    made = furnish_items(file, WAIVER, ["standing"])
    assert (made.id, made.supplements, made.furnished) == (f"{WAIVER}-supplement-1", WAIVER, ("applicant/standing",))
    assert item_named(file, made.id, "standing").way is None
    assert promised(file, WAIVER) == ()
    with pytest.raises(CannotFurnish, match="promised nothing that is still to follow"):
        furnish_items(file, WAIVER, ())


def test_the_case_number_is_entered_also_when_the_filing_was_filed(file: CompanyFile) -> None:
    begin_case(file, CaseOrder("waiver"))
    annual_report.mark_filed(file, WAIVER, "2026-02-03", "EFIS")
    assert set_docket(file, WAIVER, " wa-2026-0123 ", "77").docket == "WA-2026-0123"
    assert file.filing(WAIVER).tracking == "77"
    for text in ("WA-26-1", "case 5", "WA-2026-0123 or so"):
        with pytest.raises(BadCaseNumber, match="is not a case number"):
            set_docket(file, WAIVER, text)
    report = annual_report.begin_report(file, 2025)
    for filing in (report.id, "company"):
        with pytest.raises(BadCaseNumber, match="is not a filing in a case"):
            set_docket(file, filing, "WA-2026-0123")


def test_parties_are_kept_once_for_their_case(file: CompanyFile) -> None:
    kept = keep_party(file, CaseParty("", "wa-2026-0123", " Sample District ", "Sample Attorney", "1 Court Square"))
    keep_party(file, CaseParty("", "WA-2026-0200", "Other", email="a@b.example"))
    assert case_parties(file, "WA-2026-0123") == (kept,)
    assert kept.block == "Sample District\nby Sample Attorney\n1 Court Square"
    for party, words in (
        (CaseParty("", "WA-2026-0123", " "), "Write the name of the party"),
        (CaseParty("", "", "Other"), "Write the number of the case in which Other is a party"),
        (CaseParty("", "WA-2026-0123", "Other"), "the address or the e-mail to which copies for Other go"),
    ):
        with pytest.raises(BadParty, match=words):
            keep_party(file, party)
    with pytest.raises(BadParty, match="'Nobody' is not a party on the list"):
        drop_party(file, "Nobody")
    keep_party(file, CaseParty("", "WA-2026-0200", "Sample District", email="a@b.example"))
    with pytest.raises(BadParty, match="is the name of several parties"):
        drop_party(file, "Sample District")
    assert drop_party(file, "Sample District", "WA-2026-0123") == kept
    assert len(case_parties(file)) == 2


def test_every_kind_is_offered_honestly(file: CompanyFile) -> None:
    found = {kind.id: kind for kind in offered_kinds(file, registry_with_planned("isrs"))}
    assert (found["waiver"].working, found["waiver"].case, found["waiver"].eligible) == (True, True, FilingOffer.YES)
    assert "An attorney licensed in Missouri signs it" in found["waiver"].signing
    assert (found["isrs"].working, found["isrs"].eligible) == (False, FilingOffer.ASK)
    assert "not built in yet" in found["isrs"].sentence
    assert (found["annual_report"].case, found["annual_report"].signing) == (False, "")
    assert (found["tariff"].working, found["tariff"].case) == (True, False)
    assert "depreciation_study" not in found


def test_a_surcharge_asks_for_the_number_of_customers(file: CompanyFile) -> None:
    found = {kind.id: kind for kind in offered_kinds(file, REAL.registry())}["isrs"]
    assert (found.working, found.eligible) == (True, FilingOffer.ASK)
    assert found.sentence.startswith("A surcharge is only for a water company with more than 10,000")


@pytest.mark.parametrize(
    ("form", "name", "day", "place"),
    [
        ("electric_incident_report", "discovered", date(2026, 2, 2), "event/discovered/answer"),
        ("electric_monthly_report", "month", date(2026, 1, 31), "start/month/answer"),
    ],
)
def test_a_filing_is_started_with_the_day_from_which_it_counts(
    tmp_path: Path, form: str, name: str, day: date, place: str
) -> None:
    file = case_company(tmp_path, "electric")
    filing = begin_case(file, CaseOrder(form, days={name: day}))
    assert file.book(filing.id).calculation.values[place_of(place)] == day
    assert [happening.event for happening in keeping.recorded_events(file)] == ["electric_discovery"] * (
        name == "discovered"
    )
    with pytest.raises(CannotBeginCase, match="is not started with a day 'issued'"):
        begin_case(file, CaseOrder(form, days={"issued": day}))


def test_a_month_is_reported_once_opens_from_the_month_before_and_has_begun(tmp_path: Path) -> None:
    file = case_company(tmp_path, "electric")

    def of(day: date, variant: str = "") -> Filing:
        return begin_case(file, CaseOrder("electric_monthly_report", variant=variant, days={"month": day}))

    january, november = of(date(2026, 1, 31)), of(date(2025, 11, 30))
    assert (january.previous, november.previous) == ("", ""), "a later month opens no earlier one"
    assert of(date(2025, 12, 31)).previous == november.id
    with pytest.raises(CannotBeginCase, match=f"{january.id} is for the month that ends on January 31, 2026 already"):
        of(date(2026, 1, 31))
    with pytest.raises(CannotBeginCase, match="The month that ends on October 31, 2099 has not started yet"):
        of(date(2099, 10, 31))
    assert of(date(2099, 10, 31), "changed").variant == "changed", "a change is told before it happens"
    of(date(2025, 10, 31), "changed")
    assert of(date(2025, 10, 31)).previous == "", "what was told of a change is no report of the month"
    annual_report.mark_filed(file, january.id, "2026-02-03", "by mail")
    assert of(date(2026, 1, 31)).previous == january.id, "a filed report is amended by another one"


def test_a_quarter_to_come_has_nothing_to_report(tmp_path: Path) -> None:
    file = case_company(tmp_path, "telecom")
    with pytest.raises(CannotBeginCase, match="The quarter that ends on March 31, 2099 has not started yet"):
        begin_case(file, CaseOrder("telecom_records_reports", days={"quarter": date(2099, 3, 31)}))


def test_nothing_is_discovered_on_a_day_to_come(tmp_path: Path) -> None:
    file = case_company(tmp_path, "electric")
    with pytest.raises(CannotBeginCase, match="has not come yet: nothing was discovered then"):
        begin_case(file, CaseOrder("electric_incident_report", days={"discovered": date(2099, 1, 1)}))


def test_a_sole_proprietor_may_sign_alone(tmp_path: Path) -> None:
    file = case_company(tmp_path, organisation="proprietor")
    found = {kind.id: kind for kind in offered_kinds(file, REAL.registry())}
    assert "may sign it alone" in found["waiver"].signing
    begin_case(file, CaseOrder("waiver"))
    assert items_of(file, WAIVER)[0].name == "applicant/identity"


SMALL = "2026-small-company-rate-increase"


def counted(folder: Path, customers: str, service: str = "water") -> CompanyFile:
    file = case_company(folder, service)
    entering.set_answer(file, "company", Place("size", service, "answer"), customers)
    return file


@pytest.mark.parametrize(("now", "offer"), [("8000", FilingOffer.YES), ("8001", FilingOffer.ASK)])
def test_two_numbers_of_customers_on_both_sides_of_a_limit_are_asked_about(
    tmp_path: Path, now: str, offer: FilingOffer
) -> None:
    file = counted(tmp_path, "405")
    entering.set_answer(file, "company", Place("customers", "water", "count"), now)
    found = {kind.id: kind for kind in offered_kinds(file, REAL.registry())}["small_company_rate_increase"]
    assert found.eligible is offer
    assert ("but 8,001 in Customers by service" in found.sentence) is (offer is FilingOffer.ASK)


@pytest.mark.parametrize(
    ("service", "customers", "offer"),
    [
        ("water", "8000", FilingOffer.YES),
        ("water", "8001", FilingOffer.NO),
        ("sewer", "8001", FilingOffer.NO),
        ("gas", "3000", FilingOffer.YES),
        ("gas", "3001", FilingOffer.NO),
        ("heating", "100", FilingOffer.YES),
        ("heating", "101", FilingOffer.NO),
        ("water", "", FilingOffer.ASK),
    ],
)
def test_the_small_company_procedure_ends_at_its_number_of_customers(
    tmp_path: Path, service: str, customers: str, offer: FilingOffer
) -> None:
    file = counted(tmp_path, customers, service)
    found = {kind.id: kind for kind in offered_kinds(file, REAL.registry())}["small_company_rate_increase"]
    assert found.eligible is offer
    assert "small company procedure ends at" in found.sentence
    overlaps = customers in ("8000", "3000")  # more than 5,000, or for gas 1,500: both ways are open
    assert ("a general rate increase can be asked for as well (3.030(1))" in found.sentence) is overlaps
    assert "no attorney is needed" in found.signing
    if offer is FilingOffer.NO:
        with pytest.raises(CannotBeginCase, match="customers: the small company procedure ends at"):
            begin_case(file, CaseOrder("small_company_rate_increase"))
    else:
        assert begin_case(file, CaseOrder("small_company_rate_increase")).id == SMALL


@pytest.mark.parametrize(
    ("service", "customers", "offer"),
    [
        ("gas", "1500", FilingOffer.NO),
        ("gas", "1501", FilingOffer.YES),
        ("water", "5000", FilingOffer.NO),
        ("sewer", "5001", FilingOffer.YES),
        ("telecom", "5000", FilingOffer.NO),
        ("telecom", "5001", FilingOffer.YES),
        ("telecom", "", FilingOffer.ASK),
        ("electric", "1", FilingOffer.YES),
        ("heating", "1", FilingOffer.YES),
    ],
)
def test_a_general_rate_increase_begins_above_its_number_of_customers(
    tmp_path: Path, service: str, customers: str, offer: FilingOffer
) -> None:
    """3.030(1): more than 1,500 or 5,000; every electric and steam heating company."""
    file = case_company(tmp_path, service)
    if service != "electric":
        entering.set_answer(file, "company", Place("size", service, "answer"), customers)
    found = {kind.id: kind for kind in offered_kinds(file, REAL.registry())}["general_rate_increase"]
    assert found.eligible is offer
    unit = "access lines" if service == "telecom" else f"{service} customers"
    assert (f"{unit}: this filing is asked" in found.sentence) is (found.sentence != "" and customers != "")


@pytest.mark.parametrize(
    ("service", "fact", "form", "words"),
    [
        ("electric", "cooperative", "electric_monthly_report", "A rural electric cooperative owes no monthly report"),
        ("telecom", "pay_phones_only", "telecom_records_reports", "The rule does not apply to private pay telephone"),
    ],
)
def test_a_company_that_owes_no_such_report_is_told_so(
    tmp_path: Path, service: str, fact: str, form: str, words: str
) -> None:
    file = case_company(tmp_path, service)
    before = {kind.id: kind for kind in offered_kinds(file, REAL.registry())}[form]
    assert before.eligible is FilingOffer.YES
    entering.set_answer(file, "company", Place("duties", fact, "answer"), "yes")
    after = {kind.id: kind for kind in offered_kinds(file, REAL.registry())}[form]
    assert (after.eligible, words in after.sentence) == (FilingOffer.NO, True)
    with pytest.raises(CannotBeginCase, match=words):
        begin_case(file, CaseOrder(form))


def test_a_filing_of_a_series_opens_from_the_one_before(tmp_path: Path) -> None:
    file = case_company(tmp_path, "gas")
    traits = REAL.form("depreciation_study").case
    assert traits is not None
    assert traits.series
    first, second = (begin_case(file, CaseOrder("depreciation_study", variant="set")) for _ in range(2))
    assert (first.previous, second.previous) == ("", first.id)


def test_one_filing_stands_for_one_service_where_the_rules_differ(tmp_path: Path) -> None:
    file = case_company(tmp_path, "water", "sewer")
    with pytest.raises(CannotBeginCase, match=r"water under 3.600, sewer under 3.305. Choose one: water, sewer"):
        begin_case(file, CaseOrder("certificate_ccn"))
    assert begin_case(file, CaseOrder("certificate_ccn", services=("sewer",))).variant == "area"


def test_what_is_asked_for_is_chosen_where_there_is_a_choice(tmp_path: Path) -> None:
    file = case_company(tmp_path, "heating")
    with pytest.raises(CannotBeginCase, match="Say what is asked for"):
        begin_case(file, CaseOrder("certificate_ccn"))
    made = begin_case(file, CaseOrder("certificate_ccn", variant="project"))
    assert file.book(made.id).calculation.values[Place("start", "variant", "answer")] == "project"
    with pytest.raises(BadItem, match="say why it is not available, and by which day"):
        promise_item(file, made.id, "project_plans", "The engineer is ill.")
    promise_item(file, made.id, "project_plans", "The engineer is ill.", date(2026, 9, 1))
    annual_report.mark_filed(file, made.id, "2026-02-03", "EFIS")
    assert [(one.event, one.day) for one in keeping.recorded_events(file)] == [
        ("application_certificate", date(2026, 2, 3)),
        ("plans_promised", date(2026, 9, 1)),
    ]


def test_the_letter_of_a_small_case_goes_without_documents_and_starts_its_clock(tmp_path: Path) -> None:
    file = counted(tmp_path, "300")
    begin_case(file, CaseOrder("small_company_rate_increase", "Rates 2026"))
    with pytest.raises(attachments.CannotAttach, match=r"goes without tariff sheets .* \(3.635\(1\)\)"):
        attach(file, "letter", SMALL)
    annual_report.mark_filed(file, SMALL, "2026-02-03", "By mail")
    (event,) = keeping.recorded_events(file)
    assert (event.event, event.day, event.note) == (
        "small_case_letter",
        date(2026, 2, 3),
        "Small company rate increase: Rates 2026",
    )


def test_what_follows_the_letter_is_entered_after_it_was_filed_and_nothing_else(tmp_path: Path) -> None:
    file = counted(tmp_path, "300")
    begin_case(file, CaseOrder("small_company_rate_increase"))
    annual_report.mark_filed(file, SMALL, "2026-02-03", "By mail")
    entering.set_answer(file, SMALL, Place("notice", "shown", "answer"), "3/20/2026")
    replies = [due for due in calendar(file, date(2026, 2, 3), date(2026, 12, 31)) if "first notice" in due.title]
    assert [(due.day, due.note, due.happening) for due in replies] == [
        (date(2026, 4, 19), "Small company rate increase", "")
    ]
    keeping.record_event(file, "small_case_first_notice", date(2026, 3, 20))
    again = [due for due in calendar(file, date(2026, 2, 3), date(2026, 12, 31)) if "first notice" in due.title]
    assert len(again) == 1
    file.undo()
    file.undo()
    with pytest.raises(FilingIsFiled):
        entering.set_answer(file, SMALL, Place("request", "amount", "answer"), "5")


@pytest.mark.untraced
@pytest.mark.slow
def test_a_base_filing_is_one_that_is_there(file: CompanyFile) -> None:
    report = annual_report.begin_report(file, 2025)
    assert begin_case(file, CaseOrder("financing", base=report.id)).base == report.id


def test_a_supplement_answers_only_what_it_furnishes(file: CompanyFile) -> None:
    begin_case(file, CaseOrder("waiver"))
    entering.set_answer(file, WAIVER, Place("applicant", "standing", "way"), "later")
    annual_report.mark_filed(file, WAIVER, "2026-02-03", "EFIS")
    made = furnish_items(file, WAIVER, ())
    assert [item.name for item in items_of(file, made.id)] == ["applicant/standing"]
    entering.set_answer(file, made.id, Place("applicant", "standing", "way"), "document")
    assert len(list(item_problems(file.book(made.id), (), TODAY))) == 1


def test_a_filing_in_a_case_is_filed_when_its_day_has_come_and_is_not_revised(file: CompanyFile) -> None:
    begin_case(file, CaseOrder("waiver"))
    with pytest.raises(annual_report.CannotMarkFiled, match="2026-02-04 has not come yet"):
        annual_report.mark_filed(file, WAIVER, "2026-02-04", "EFIS")
    with pytest.raises(annual_report.CannotMarkFiled, match="2016-02-03 is more than a year before 2026"):
        annual_report.mark_filed(file, WAIVER, "2016-02-03", "EFIS")
    annual_report.mark_filed(file, WAIVER, "2026-02-03", "EFIS")
    with pytest.raises(annual_report.CannotBeginReport, match="furnish what was promised by a supplement"):
        annual_report.begin_revision(file, WAIVER)


def test_the_ways_to_answer_an_item_are_told_where_there_is_a_choice(tmp_path: Path) -> None:
    file = case_company(tmp_path, "heating")
    begin_case(file, CaseOrder("certificate_ccn", variant="project"))
    book = file.book("2026-certificate-ccn")
    assert ways_to_answer(book, Place("items", "project_plans", "way")) == (
        "By an attached document. Attach it under Attachments, in the Filing menu.",
        "Follows later. Enter the reason, and the day on which it comes.",
    )
    assert ways_to_answer(book, Place("items", "persons", "way"))[0] == (
        "By a table of this filing. Residents or landowners of the area."
    )
    assert ways_to_answer(book, Place("items", "approval", "answer")) == ()
    assert ways_to_answer(book, Place("start", "place", "answer")) == ()
