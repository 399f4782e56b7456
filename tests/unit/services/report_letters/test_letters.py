"""Letters that go with a report: written out, in time or not, sent and kept."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.values import Json, Place
from desktop_app.rulebook.letter import LetterStyle
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filing_calendar.due import calendar
from desktop_app.services.filing_calendar.extensions import extensions
from desktop_app.services.filings import annual_report
from desktop_app.services.filings.revisions import changed_since
from desktop_app.services.report_letters import drafts
from desktop_app.services.report_letters.cases import BadCase, DocketCase, cases, forget_case, keep_case, pending
from desktop_app.services.report_letters.composing import as_text, asked_fields, changed, changes, compose_letter
from desktop_app.services.report_letters.drafts import (
    ANSWER,
    LETTER,
    PLEADING,
    RESPONSE,
    LetterDraft,
    LetterWentOut,
    begin_letter,
)
from desktop_app.services.report_letters.letter_checks import (
    LetterNotReady,
    finished_letter,
    letter_troubles,
    sealed_in_letter,
    timeliness,
)
from desktop_app.services.report_letters.sending import LetterSending, NotReceivedSo, record_receipt, send
from tests.support.calendar_companies import company
from tests.support.memory_companies import REAL

PEOPLE: list[Json] = [
    {"name": "Sample President", "role": "president", "title": "President", "signs": "yes"},
    {"name": "Sample Manager", "role": "general_manager", "title": "General Manager", "signs": "no"},
]


def water(folder: Path, today: date = date(2026, 4, 14), *utilities: str) -> CompanyFile:
    file = company(folder, *(utilities or ("water",)), today=today)
    for person in PEOPLE:
        assert isinstance(person, dict)
        row = entering.add_row(file, "company", "people")
        for column, value in person.items():
            entering.set_answer(file, "company", Place("people", row, column), str(value))
    return file


def text(file: CompanyFile, draft: LetterDraft) -> str:
    return as_text(compose_letter(file, draft))


def reasoned(file: CompanyFile, kind: str = LETTER) -> LetterDraft:
    draft = drafts.begin_letter(file, kind, 2025)
    return replace(draft, values={**draft.values, "reason": "The bookkeeper was ill."})


def test_a_request_says_who_asks_for_what_and_why(tmp_path: Path) -> None:
    file = water(tmp_path)
    said = text(file, reasoned(file))
    assert "under 4 CSR 240-3.640(6)" in said
    assert "is due on April 15, 2026" in said
    assert "an extension to May 15, 2026" in said
    assert "The bookkeeper was ill." in said
    assert "Secretary of the Commission" in said
    assert said.endswith("Sample President\nPresident, Sample Utility Company")
    assert "April 14, 2026" in said


def test_no_case_is_pending_only_after_the_user_said_so_on_that_letter(tmp_path: Path) -> None:
    file = water(tmp_path)
    draft = reasoned(file)
    assert "no case was pending" not in text(file, draft)
    assert "____________________________________________________________" in text(file, draft)
    with pytest.raises(LetterNotReady, match="Say on this letter, with the day"):
        finished_letter(file, draft)
    said = replace(draft, no_case_on=date(2026, 4, 13))
    assert "certifies that on April 13, 2026 no case was pending before the commission" in text(file, said)
    assert finished_letter(file, said)
    assert not drafts.begin_letter(file, LETTER, 2025).no_case_on  # the next letter asks anew


def test_a_case_that_comes_up_later_blanks_the_certificate(tmp_path: Path) -> None:
    file = water(tmp_path)
    draft = replace(reasoned(file), no_case_on=date(2026, 4, 13))
    keep_case(file, DocketCase("", "WR-2026-0001", "rate increase", "Public counsel"))
    assert "no case was pending" not in text(file, draft)
    with pytest.raises(LetterNotReady, match="Case WR-2026-0001 is on the company's list as pending"):
        finished_letter(file, draft)


def test_pending_cases_are_checked_at_the_start_and_named_once_the_day_is_given(tmp_path: Path) -> None:
    file = water(tmp_path)
    keep_case(file, DocketCase("", " WR-2026-0001 ", "rate increase", "Public counsel; Sample City"))
    other = keep_case(file, DocketCase("", "WO-2026-0002", "", "Somebody"))
    draft = reasoned(file)
    assert len(draft.served) == 2
    with pytest.raises(LetterNotReady, match="Enter the day on which copies"):
        finished_letter(file, draft)
    said = text(file, replace(draft, served_on=date(2026, 4, 14)))
    assert "certifies that on April 14, 2026 a copy of this request was sent to all parties of record" in said
    assert "Case No. WR-2026-0001, rate increase: Public counsel; Sample City" in said
    assert "Case No. WO-2026-0002: Somebody" in said
    assert "no case was pending" not in said
    with pytest.raises(LetterNotReady, match="cannot have been sent on April 13, 2026"):
        finished_letter(file, replace(draft, served_on=date(2026, 4, 13)))
    left_out = replace(draft, served=(other.id,), served_on=date(2026, 4, 14))
    assert "WO-2026-0002" not in text(file, left_out)
    with pytest.raises(LetterNotReady, match=r"Case WR-2026-0001 .* parties of record are not to get a copy"):
        finished_letter(file, left_out)


@pytest.mark.parametrize(("closed", "primary"), [(True, True), (False, False)])
def test_a_case_that_is_closed_or_about_somebody_else_needs_no_copy(
    tmp_path: Path, closed: bool, primary: bool
) -> None:
    file = water(tmp_path)
    kept = keep_case(file, DocketCase("", "WO-2026-0002", "a complaint", "Somebody"))
    keep_case(file, replace(kept, closed=closed, primary=primary))
    assert pending(file) == ()
    assert drafts.begin_letter(file, LETTER, 2025).served == ()
    forget_case(file, kept)
    assert cases(file) == ()


def test_a_certificate_does_not_speak_of_a_day_after_the_letter(tmp_path: Path) -> None:
    file = water(tmp_path)
    with pytest.raises(LetterNotReady, match="cannot speak of April 15, 2026"):
        finished_letter(file, replace(reasoned(file), no_case_on=date(2026, 4, 15)))


def test_a_wording_changed_by_hand_keeps_the_certificate_as_answered(tmp_path: Path) -> None:
    file = water(tmp_path)
    draft = replace(reasoned(file), no_case_on=date(2026, 4, 14))
    mine = replace(draft, text=text(file, draft).replace("The reason for", "Our reason for"))
    assert finished_letter(file, mine)
    with pytest.raises(LetterNotReady, match="differs from what was answered"):
        finished_letter(file, replace(draft, text="Only this."))


@pytest.mark.untraced
@pytest.mark.parametrize("utility", ["water", "sewer", "heating", "electric", "gas", "telecom"])
@pytest.mark.parametrize("kind", [LETTER, PLEADING])
def test_the_letters_of_all_six_reports_certify_nothing_unanswered(tmp_path: Path, utility: str, kind: str) -> None:
    file = water(tmp_path, date(2026, 4, 1), utility)
    said = text(file, drafts.begin_letter(file, kind, 2025))
    assert "Certificate of service" in said
    assert "certifies" not in said
    assert any(letter_troubles(file, drafts.begin_letter(file, kind, 2025)))


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (DocketCase("", " ", "x", "y"), "number of the case"),
        (DocketCase("", "WR-1", "x", " "), "parties of record of WR-1"),
    ],
)
def test_a_case_needs_number_and_parties(tmp_path: Path, case: DocketCase, words: str) -> None:
    with pytest.raises(BadCase, match=words):
        keep_case(company(tmp_path, "water"), case)


def test_a_pleading_states_length_and_reason_under_both_rules(tmp_path: Path) -> None:
    file = water(tmp_path, date(2026, 4, 1), "water", "sewer")
    draft = replace(
        reasoned(file, PLEADING), values={"reason": "Fire.", "length": "sixty days", "until": "June 14, 2026"}
    )
    said = text(file, draft)
    assert "4 CSR 240-3.335(7), 3.640(7)" in said
    assert "asks for an extension of sixty days, to June 14, 2026." in said
    assert "Before the Public Service Commission" in said


def test_what_is_missing_is_a_blank_line(tmp_path: Path) -> None:
    file = company(tmp_path, "water")
    assert "The reason for the request is this: ____" in text(file, drafts.begin_letter(file, LETTER, 2025))


def test_the_day_to_mail_a_letter_is_that_of_the_calendar_and_no_sunday(tmp_path: Path) -> None:
    file = water(tmp_path, date(2027, 4, 1))
    keeping.choose(file, keeping.CalendarSettings(margin=3))
    (asking,) = (
        due
        for due in calendar(file, date(2027, 4, 14), date(2027, 4, 14))
        if due.clock.name == "annual_report/ask_by_letter"
    )
    assert asking.send_by == date(2027, 4, 9)
    assert "mail it by April 9, 2027." in timeliness(file, drafts.begin_letter(file, LETTER, 2026))


def test_a_last_day_on_which_the_commission_is_closed_is_told(tmp_path: Path) -> None:
    file = water(tmp_path, date(2029, 4, 1))
    said = timeliness(file, drafts.begin_letter(file, LETTER, 2028))
    assert "by April 14, 2029. That day is a Saturday, and the chapter does not move it: make sure" in said


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 4, 1), "If you mail it, mail it by April 7, 2026."),
        (date(2026, 4, 12), "A letter mailed today may arrive too late: deliver it by hand"),
        (date(2026, 4, 14), "It is in time if the commission receives it by April 14, 2026. The day on which"),
        (date(2026, 4, 15), "The last day to ask was April 14, 2026, because the request must be received before"),
    ],
)
def test_asking_is_in_time_until_april_14(tmp_path: Path, today: date, words: str) -> None:
    file = water(tmp_path, today)
    said = timeliness(file, reasoned(file))
    assert words in said
    assert ("One day late costs $200, ten days $1,100 (3.640(9))." in said) is (today > date(2026, 4, 14))
    assert "May 15, 2026" in text(file, reasoned(file))  # it can be printed all the same


@pytest.mark.parametrize(
    ("today", "sum_named"),
    [
        (date(2026, 4, 16), "1 day late; the rule sets a penalty of $200 so far"),
        (date(2026, 4, 17), "2 days late; the rule sets a penalty of $300 so far"),
        (date(2026, 4, 25), "10 days late; the rule sets a penalty of $1,100 so far"),
        (date(2026, 6, 14), "60 days late; the rule sets a penalty of $6,100 so far"),
    ],
)
def test_a_late_request_names_the_penalty_of_every_day_since_the_report_was_due(
    tmp_path: Path, today: date, sum_named: str
) -> None:
    file = water(tmp_path, today)
    assert sum_named in timeliness(file, reasoned(file))


def test_an_answer_is_counted_from_the_notice(tmp_path: Path) -> None:
    file = water(tmp_path, date(2026, 6, 25))
    keeping.record_event(file, "deficiency_notice", date(2026, 6, 1))
    draft = drafts.begin_letter(file, ANSWER, 2025)
    assert draft.values["notice_date"] == "June 1, 2026"
    assert "had to be answered by June 21, 2026; that day has passed" in timeliness(file, draft)
    assert "4 days late; the rule sets a penalty of $500 so far" in timeliness(file, draft)
    assert timeliness(file, replace(draft, values={"notice_date": "soon"})) == ""
    assert timeliness(file, drafts.begin_letter(file, RESPONSE, 2025)) == ""


@pytest.mark.slow
def test_an_answer_lists_each_deficiency_and_what_the_revision_changes(tmp_path: Path) -> None:
    file = water(tmp_path, date(2026, 6, 5))
    filing = annual_report.begin_report(file, 2025)
    place, hidden = Place("cover", "company_name", "answer"), Place("p1", "name", "answer")
    cells = file.book(filing.id).sheet.cells
    texts = [item for item, spec in cells.items() if spec.type.value == "text" and not spec.formula]
    place, hidden = texts[0], texts[1]
    for item in (place, hidden):
        entering.set_answer(file, filing.id, item, "first")
    sealing.seal_target(file, filing.id, str(hidden), "A type", "A reason")
    annual_report.mark_filed(file, filing.id, "2026-04-02", "By mail")
    revision = annual_report.begin_revision(file, filing.id)
    for item in (place, hidden):
        entering.set_answer(file, revision.id, item, "second")
    draft = replace(drafts.begin_letter(file, ANSWER, 2025), rows=(("Page 1 is blank.", "Page 1, complete."),))
    assert draft.filing == revision.id
    said = text(file, draft)
    assert "The notice says: Page 1 is blank. The company supplies: Page 1, complete." in said
    assert "enclosed" not in said  # a revision that exists need not go with this letter
    said = text(file, replace(draft, values={**draft.values, "says_enclosed": "yes"}))
    assert "A corrected report is enclosed." in said
    assert "first is corrected to second" in said
    assert len(changes(file, revision.id)) == said.count(" is corrected to ") == 1
    assert [item.sealed for item in changed_since(file, revision)] == [False, True]
    assert changes(file, filing.id) == changes(file, "") == ()


def test_the_wording_can_be_changed_and_keeps_its_shape(tmp_path: Path) -> None:
    file = water(tmp_path)
    draft = reasoned(file)
    plain = text(file, draft)
    mine = plain.replace("asks for an extension", "humbly asks for an extension").replace(
        "Certificate of service", "A new paragraph.\n\nCertificate of service"
    )
    written = compose_letter(file, replace(draft, text=mine))
    assert as_text(written) == mine
    styles = {paragraph.text: paragraph.style for paragraph in written}
    assert styles["Certificate of service"] is LetterStyle.HEADING
    assert styles["A new paragraph."] is LetterStyle.BODY
    assert next(style for words, style in styles.items() if "humbly" in words) is LetterStyle.BODY
    assert written[-1].style is LetterStyle.SIGNATURE
    assert changed(written, "") == ()


def test_letters_are_kept_found_and_taken_away(tmp_path: Path) -> None:
    file = water(tmp_path)
    draft = replace(reasoned(file), rows=(("a", "b"),), served=("c",), text="x")
    drafts.keep_letter(file, draft)
    assert drafts.letters(file) == (draft,)
    assert drafts.letter(file, draft.id) == draft
    assert draft.title == "Request for up to thirty more days, report for 2025"
    drafts.delete_draft(file, draft)
    with pytest.raises(drafts.NoSuchLetter):
        drafts.letter(file, draft.id)


def certified(file: CompanyFile) -> LetterDraft:
    return replace(reasoned(file), no_case_on=file.clock.today())


def test_a_letter_mailed_on_the_last_day_is_not_received_on_it(tmp_path: Path) -> None:
    file = water(tmp_path)
    draft = certified(file)
    drafts.keep_letter(file, draft)
    said = send(file, draft, LetterSending(date(2026, 4, 14), "By mail", " 7001 "), b"%PDF letter")
    assert said.startswith("The calendar is unchanged until you record the day of receipt.")
    assert extensions(file) == {}
    gone = drafts.letter(file, draft.id)
    assert gone.sent is not None
    assert (gone.sent.tracking, gone.sent.on, gone.sent.received) == ("7001", date(2026, 4, 14), None)
    with pytest.raises(NotReceivedSo, match="cannot have been received on April 13, 2026"):
        record_receipt(file, gone, date(2026, 4, 13))
    assert "one received on April 16, 2026 extends nothing" in record_receipt(file, gone, date(2026, 4, 16))
    assert extensions(file) == {}
    for step in (drafts.keep_letter, drafts.delete_draft):
        with pytest.raises(LetterWentOut):
            step(file, gone)
    with pytest.raises(LetterWentOut):
        send(file, gone, LetterSending(date(2026, 4, 14), ""), b"")


@pytest.mark.parametrize(
    "how",
    [
        LetterSending(date(2026, 4, 14), "By hand"),
        LetterSending(date(2026, 4, 14), "Through EFIS"),
        LetterSending(date(2026, 4, 10), "By mail", "", date(2026, 4, 14)),
    ],
)
def test_a_request_that_was_received_in_time_extends_the_due_date(tmp_path: Path, how: LetterSending) -> None:
    file = water(tmp_path)
    assert send(file, certified(file), how, b"x") == "The calendar shows the extended due date, May 15, 2026."
    assert extensions(file)[2025].until == date(2026, 5, 15)


def test_a_receipt_needs_a_letter_that_was_sent(tmp_path: Path) -> None:
    file = water(tmp_path)
    with pytest.raises(NotReceivedSo, match="not sent yet"):
        record_receipt(file, certified(file), date(2026, 4, 14))


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("May 16, 2026", "A letter can ask for May 15, 2026 at the latest, not for May 16, 2026"),
        ("April 15, 2026", "is due on April 15, 2026 anyway"),
        ("soon", "Requested new due date"),
    ],
)
def test_a_letter_for_more_than_thirty_days_is_stopped_before_it_prints(tmp_path: Path, until: str, words: str) -> None:
    file = water(tmp_path)
    draft = certified(file)
    assert finished_letter(file, draft)
    with pytest.raises(LetterNotReady, match=words):
        finished_letter(file, replace(draft, values={**draft.values, "until": until}))


def test_a_pleading_extends_nothing_by_itself(tmp_path: Path) -> None:
    file = water(tmp_path, date(2026, 4, 1))
    draft = replace(reasoned(file, PLEADING), no_case_on=date(2026, 4, 1))
    draft = replace(draft, values={**draft.values, "length": "sixty days", "until": "06/14/2026"})
    assert "enter the commission's order" in send(file, draft, LetterSending(date(2026, 4, 1), "By hand"), b"x")
    assert extensions(file) == {}


def test_an_answer_that_was_received_is_done_in_the_calendar(tmp_path: Path) -> None:
    file = water(tmp_path, date(2026, 6, 5))
    keeping.record_event(file, "deficiency_notice", date(2026, 6, 1))
    draft = drafts.begin_letter(file, ANSWER, 2025)
    how = LetterSending(date(2026, 6, 10), "Through EFIS")
    with pytest.raises(LetterNotReady, match="one deficiency at a time"):
        send(file, draft, how, b"x")
    answered = replace(draft, rows=(("No oath.", "The oath."),))
    with pytest.raises(LetterNotReady, match="Enter the office that sent the notice"):
        send(file, answered, how, b"x")
    assert "Secretary of the Commission" not in text(file, answered)
    said = send(file, replace(answered, values={**draft.values, "addressee": "Sample Department"}), how, b"x")
    assert said == "The calendar shows it as done."
    (due,) = (item for item in calendar(file, date(2026, 6, 1), date(2026, 6, 30)) if item.happening)
    assert due.done == date(2026, 6, 10)


@pytest.mark.parametrize("kind", drafts.KINDS)
def test_every_field_of_a_letter_is_known_or_asked(kind: str) -> None:
    template = REAL.letter(kind)
    assert all(words[0].isupper() for words in asked_fields(template).values())
    assert {"3.640", "3.165", "3.540"} <= {cite[:5] for cite in template.cites}


def test_the_day_of_a_notice_starts_its_clock(tmp_path: Path) -> None:
    file = water(tmp_path, date(2026, 6, 5))
    draft = drafts.begin_letter(file, ANSWER, 2025)
    assert drafts.with_its_event(file, draft) == draft
    typed = replace(draft, values={"notice_date": "6/1/2026", "notice_number": "No. 7"})
    linked = drafts.with_its_event(file, typed)
    (event,) = keeping.recorded_events(file)
    assert (event.event, event.day, event.note) == ("deficiency_notice", date(2026, 6, 1), "No. 7")
    assert linked.happening == event.id
    assert drafts.with_its_event(file, linked) == linked
    later = drafts.with_its_event(file, replace(linked, values={"notice_date": "6/2/2026"}))
    assert [item.day for item in keeping.recorded_events(file)] == [date(2026, 6, 2)]
    other = drafts.with_its_event(
        file, replace(drafts.begin_letter(file, ANSWER, 2025), values={"notice_date": "6/2/2026"})
    )
    assert other.happening == later.happening


def test_an_event_that_somebody_wrote_down_stays(tmp_path: Path) -> None:
    file = water(tmp_path, date(2026, 6, 5))
    keeping.record_event(file, "deficiency_notice", date(2026, 6, 1))
    draft = drafts.begin_letter(file, ANSWER, 2025)
    drafts.with_its_event(file, replace(draft, values={"notice_date": "6/3/2026"}))
    assert [item.day.day for item in keeping.recorded_events(file)] == [1, 3]
    request = drafts.begin_letter(file, LETTER, 2025)
    assert drafts.with_its_event(file, request) == request


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        (LETTER, {}, "Write the reason for the extension."),
        (LETTER, {"reason": "  "}, "Write the reason for the extension."),
        (PLEADING, {"length": "thirty days"}, "Write the reason for the extension."),
        (PLEADING, {"reason": "Fire."}, "Write the length of the extension in words"),
    ],
)
def test_a_request_without_what_the_rule_wants_in_it_does_not_print(
    tmp_path: Path, kind: str, values: dict[str, str], words: str
) -> None:
    """Sections (6)(A) and (7)(A): it states the reason, the pleading the length too."""
    file = water(tmp_path, date(2026, 4, 1))
    draft = replace(begin_letter(file, kind, 2025), no_case_on=date(2026, 4, 1))
    draft = replace(draft, values={"until": "05/15/2026", **values})
    with pytest.raises(LetterNotReady, match=words):
        finished_letter(file, draft)


@pytest.mark.parametrize(
    ("length", "until", "stopped"),
    [
        ("sixty days", "06/14/2026", False),
        ("Sixty (60) days", "06/14/2026", False),
        ("60 days", "06/14/2026", False),
        ("two months", "06/15/2026", False),
        ("forty-five days", "05/30/2026", False),
        ("one hundred and twenty days", "08/13/2026", False),
        ("a year", "04/15/2027", False),
        ("until the books are found", "06/14/2026", False),
        ("99999 years", "06/14/2026", False),
        ("sixty days", "06/15/2026", True),
        ("ninety days", "06/14/2026", True),
        ("sixty days", "04/15/2026", True),
        ("sixty days", "soon", True),
    ],
)
def test_the_length_of_a_pleading_agrees_with_its_date(
    tmp_path: Path, length: str, until: str, *, stopped: bool
) -> None:
    """Section (7)(A) wants the length; two that contradict each other are stopped."""
    file = water(tmp_path, date(2026, 4, 1))
    draft = replace(reasoned(file, PLEADING), no_case_on=date(2026, 4, 1))
    draft = replace(draft, values={**draft.values, "length": length, "until": until})
    assert bool([*letter_troubles(file, draft)]) is stopped


@pytest.mark.slow
@pytest.mark.parametrize("words", ["It cost $48,213 last year.", "It cost $48,\u200b213.", "48213"])
def test_a_letter_that_says_what_is_sealed_tells_so_before_it_prints(tmp_path: Path, words: str) -> None:
    file = water(tmp_path)
    filing = annual_report.begin_report(file, 2025)
    draft = replace(begin_letter(file, LETTER, 2025), values={"reason": words})
    entering.set_answer(file, filing.id, Place("w2", "chemicals", "amount"), "48,213")
    assert sealed_in_letter(file, draft) == ()
    sealing.seal_target(file, filing.id, "w2/chemicals/amount", "Strategic", "A contract")
    (told,) = sealed_in_letter(file, draft)
    assert "Chemicals" in told
    assert "48" not in told
    reworded = replace(draft, values={"reason": "The books are late."})
    assert sealed_in_letter(file, reworded) == ()
    typed = replace(reworded, text=f"Dear Secretary,\n\n{words}")
    assert len(sealed_in_letter(file, typed)) == 1


@pytest.mark.parametrize(("number", "words"), [("", ""), ("7", ", No. 7"), ("No. 7", ", No. 7"), ("DN-12", ", DN-12")])
def test_the_number_of_a_notice_is_told_from_its_day(tmp_path: Path, number: str, words: str) -> None:
    file = water(tmp_path)
    draft = begin_letter(file, ANSWER, 2025)
    said = text(file, replace(draft, values={"notice_date": "3/1/2026", "notice_number": number}))
    assert f"answer to the deficiency notice of March 1, 2026{words}\n" in said
