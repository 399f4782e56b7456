"""Whether a letter is in time, and what stops it before it prints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktop_app.domain.dates import NotADate, long_date, parse_date
from desktop_app.domain.empty_texts import says_nothing
from desktop_app.domain.filings import FilingState
from desktop_app.domain.problems import UserError
from desktop_app.domain.sentences import sentence_start
from desktop_app.rulebook.holidays import closing
from desktop_app.rulebook.letter import FilledParagraph
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.letter_lines import SIGNER, blank_lines
from desktop_app.services.filing_calendar.due import REPORT_DUE, calendar_input, entry_from
from desktop_app.services.filing_calendar.keeping import settings
from desktop_app.services.filing_calendar.receipt import RECEIPT_COUNTS
from desktop_app.services.filing_calendar.reminders import cost_so_far
from desktop_app.services.filing_package.sayings import PublicSaying
from desktop_app.services.filing_package.sealed_words import sealed_words
from desktop_app.services.report_letters.certificate_of_service import certificate_troubles
from desktop_app.services.report_letters.composing import (
    DAYS,
    SECTIONS,
    STATED,
    as_text,
    certificate_words,
    compose_letter,
    seals_of,
    stated_items,
)
from desktop_app.services.report_letters.drafts import (
    ANSWER,
    CERTIFIED,
    LETTER,
    PLEADING,
    RESPONSE,
    STARTS,
    LetterDraft,
)
from desktop_app.services.report_letters.extension_length import end_of_length
from desktop_app.services.report_letters.report_day import report_day

# What the rule itself wants said: sections (6)(A) and (7)(A).
WANTED = {
    LETTER: (("reason", "Write the reason for the extension"),),
    PLEADING: (
        ("reason", "Write the reason for the extension"),
        ("length", "Write the length of the extension in words, such as sixty days"),
    ),
}
# Without these the letter would reach nobody, or say nothing.
NEEDED = {
    ANSWER: (
        ("addressee", "Enter the office that sent the notice, with its address: the answer goes to it."),
        ("notice_date", "Enter the date of the notice that the letter answers."),
    ),
    RESPONSE: (
        ("docket", "Enter the case number of the pleading."),
        ("pleader", "Enter who asks for disclosure."),
        ("pleading_date", "Enter the day on which the pleading was filed."),
        ("argument", "Write what the company says to the arguments of the pleading."),
    ),
}


class LetterNotReady(UserError):
    """Something has to be answered before the letter can be printed; the sentence says what."""


def finished_letter(file: CompanyFile, draft: LetterDraft) -> tuple[FilledParagraph, ...]:
    """The letter written out, to be printed. Raises LetterNotReady; a letter that was sent is past that."""
    first = next(letter_troubles(file, draft), None) if draft.sent is None else None
    if first is not None:
        raise LetterNotReady(first)
    return compose_letter(file, draft)


def letter_troubles(file: CompanyFile, draft: LetterDraft) -> Iterator[str]:
    """What stops the letter, a sentence each."""
    yield from certificate_troubles(file, draft)
    if draft.kind in CERTIFIED:
        yield from _changed_certificate(file, draft)
        if draft.text and (said := _past_words(file, draft)):
            yield (
                f"Your wording says '{said}', but the letter is dated {long_date(draft.day)}, after that day. Change "
                "the wording, or choose 'Reset to the generated text'."
            )
    if draft.kind == LETTER:
        yield from _extension(file, draft)
    if draft.kind == ANSWER and not draft.rows:
        yield "List what the notice asks for and what is supplied, one deficiency at a time."
    if draft.kind == RESPONSE:
        yield from _submitted(file, draft)
    if draft.kind == PLEADING:
        yield from _length(file, draft)
    yield from _unanswered(draft)
    yield from _company_lines(file, draft)


def sealed_in_letter(file: CompanyFile, draft: LetterDraft) -> tuple[str, ...]:
    """What is sealed in a filing and would be public by this letter, a sentence each."""
    said = PublicSaying(as_text(compose_letter(file, draft)), "this letter")
    return tuple(sealed_words(file, (said,))) if draft.sent is None else ()


def _unanswered(draft: LetterDraft) -> Iterator[str]:
    """What the rule wants in the letter and nobody wrote yet; a wording changed by hand says it itself."""
    for name, words in () if draft.text else WANTED.get(draft.kind, ()):
        if says_nothing(draft.values.get(name, "")):
            yield f"{words}. The rule wants it in the letter."
    for name, sentence in () if draft.text else NEEDED.get(draft.kind, ()):
        words = draft.values.get(name, "").strip()
        if says_nothing(words):
            yield sentence
        elif name in DAYS:
            yield from _unread(words, sentence) or _out_of_order(draft, parse_date(words))


def _company_lines(file: CompanyFile, draft: LetterDraft) -> Iterator[str]:
    """Who signs, with a title, and the company's address: a letter with blank lines in their place does not go out."""
    if draft.text:
        return
    profile = file.profile()
    signer = next((person for person in profile.people if person.name and person.name == draft.signer), None)
    if signer is None:
        yield "Choose who signs this letter. The Company page, People, lists who can."
    elif not signer.title:
        yield f"Company page, People: the title of {signer.name} is blank. The letter prints it; fill it in there."
    fields = frozenset(file.library.letter(draft.kind).fields) - {SIGNER}
    yield from (
        f"{line.words} is blank. The letter prints it; fill it in there." for line in blank_lines(profile, fields)
    )


def _unread(words: str, sentence: str) -> tuple[str, ...]:
    try:
        parse_date(words)
    except NotADate as refusal:
        return (f"{sentence} {refusal}",)
    return ()


def _out_of_order(draft: LetterDraft, day: date) -> tuple[str, ...]:
    """That what is answered comes after the letter, or before the year of its report was over."""
    what = "notice" if draft.kind == ANSWER else "pleading"
    if day > draft.day:
        words = f"The letter is dated {long_date(draft.day)}, before the {what} of {long_date(day)} that it answers."
        return (f"{words} Correct one of the two.",)
    if day.year <= draft.year:
        words = f"The {what} is dated {long_date(day)}, before the year {draft.year} of the report was over."
        return (f"{words} Check the day, or start the letter for another report year.",)
    return ()


def _submitted(file: CompanyFile, draft: LetterDraft) -> Iterator[str]:
    """What was submitted under seal is stated by the user, or it is that of a report that was filed."""
    if draft.text or stated_items(draft):
        return
    if not seals_of(file, draft):
        yield (
            "This file holds no report of the year with anything under seal. Write what was submitted under seal in "
            f"the letter's own field ('{STATED}'), an item with its reason on each line."
        )
    elif file.filing(draft.filing).state is not FilingState.FILED:
        yield (
            f"The report for {draft.year} is not marked as filed, so its seals are not yet what was submitted. Mark it "
            f"as filed, or write what was submitted under seal in the letter's own field ('{STATED}')."
        )


def _changed_certificate(file: CompanyFile, draft: LetterDraft) -> Iterator[str]:
    """A wording changed by hand must still hold the certificate as it was answered."""
    if not draft.text or any(certificate_troubles(file, draft)):
        return
    mine = " ".join(draft.text.split())
    if any(" ".join(words.split()) not in mine for words in certificate_words(file, draft)):
        yield (
            "The certificate of service in your wording differs from what was answered about pending cases. Choose "
            "'Reset to the generated text', or restore the sentence."
        )


def _past_words(file: CompanyFile, draft: LetterDraft) -> str:
    """How a wording changed by hand still calls the day of the report to come though it is past; empty if it is not."""
    due = report_day(file, draft)
    if due is None or draft.day <= due.counts:
        return ""
    text = " ".join(draft.text.split())
    days = [f"is due on {long_date(day)}" for day in (due.counts, due.by_rule)]
    said = (*days, f"has to submit its annual report for {draft.year}")
    return next((words for words in said if words in text), "")


def _extension(file: CompanyFile, draft: LetterDraft) -> Iterator[str]:
    """A letter asks for thirty days at most; more needs a pleading: section (6) and (7) of each rule."""
    longest = file.law().ends("annual_report/longest_by_letter", date(draft.year, 12, 31))
    until = _asked_for(draft)
    if isinstance(until, date) and longest is not None and until > longest:
        yield (
            f"A letter can ask for {long_date(longest)} at the latest, not for {long_date(until)}: that is more than "
            "thirty days. Start a pleading for more than thirty days instead, or ask for less."
        )
    yield from _no_extension(file, draft, until)


def _length(file: CompanyFile, draft: LetterDraft) -> Iterator[str]:
    """The length and the new due date of a pleading agree, counted from the due date or from the extended one."""
    until, due = _asked_for(draft), report_day(file, draft)
    troubles = [*_no_extension(file, draft, until)]
    yield from troubles
    if troubles or due is None or not isinstance(until, date):
        return
    words = draft.values.get("length", "").strip()
    leads = [end for end in (end_of_length(words, day) for day in (due.counts, due.by_rule)) if end is not None]
    if leads and until not in leads:
        yield (
            f"{sentence_start(words)} lead from {long_date(due.counts)} to {long_date(leads[0])}; the requested "
            f"new due date is {long_date(until)}. Correct one of the two."
        )


def _asked_for(draft: LetterDraft) -> date | NotADate:
    """The new due date that is asked for, or why what was typed is none."""
    try:
        return parse_date(draft.values.get("until", ""))
    except NotADate as refusal:
        return refusal


def _no_extension(file: CompanyFile, draft: LetterDraft, until: date | NotADate) -> Iterator[str]:
    """What stops a new due date: it is no day, it is not later than the due date, or the letter is dated after it."""
    due = report_day(file, draft)
    if not isinstance(until, date):
        yield f"Requested new due date: {until}"
    elif due is not None and (anyway := due.anyway(until, file.clock.today())):
        yield anyway
    elif until < draft.day:
        yield (
            f"The letter is dated {long_date(draft.day)}; the new due date that it asks for, {long_date(until)}, is "
            "already past. Correct one of the two."
        )


def latest_receipt_day(file: CompanyFile, draft: LetterDraft) -> date | None:
    """The last day on which the commission must have the letter; none where no day applies or it is not known."""
    law = file.law()
    if draft.kind in STARTS:
        try:
            start = parse_date(draft.values.get(STARTS[draft.kind], ""))
        except NotADate:
            return None
        return law.ends(f"annual_report/{draft.kind}", start)
    name = SECTIONS.get(draft.kind)
    return None if name is None else law.ends(f"annual_report/{name}", date(draft.year, 12, 31))


def timeliness(file: CompanyFile, draft: LetterDraft) -> str:
    """Whether the letter is still in time, by receipt, why, and what lateness costs; nothing where no day applies."""
    today, last = file.clock.today(), latest_receipt_day(file, draft)
    if last is None:
        return ""
    filed = entry_from(calendar_input(file), REPORT_DUE, date(draft.year, 12, 31)) if draft.kind in CERTIFIED else None
    if filed is not None and filed.done is not None:
        return f"The report for {draft.year} is recorded as filed on {long_date(filed.done)}: it needs no more time."
    if today <= last:
        return _still(file, today, last)
    if draft.kind == RESPONSE:
        return (
            f"A response could be filed until {long_date(last)}; that day has passed. It can still be printed and "
            "sent; the commission decides whether it helps."
        )
    costs = _costs(file, draft)
    if draft.kind == ANSWER:
        return f"The notice had to be answered by {long_date(last)}; that day has passed.{costs} Send it all the same."
    return (
        f"The last day to ask was {long_date(last)}, because the request must be received before the report is due. "
        f"That day has passed, so the rule no longer allows an extension by right.{costs} The letter can still be "
        "printed and sent; the commission decides whether it helps."
    )


def _costs(file: CompanyFile, draft: LetterDraft) -> str:
    """What lateness has cost or would cost, reckoned from the same entry of the calendar as on Home."""
    clock, start = REPORT_DUE, date(draft.year, 12, 31)
    if draft.kind == ANSWER:
        clock, start = f"annual_report/{ANSWER}", parse_date(draft.values[STARTS[ANSWER]])
    due = entry_from(calendar_input(file), clock, start)
    words = "" if due is None else cost_so_far(file.law(), due, file.clock.today())
    return f" {words}" if words else ""


def _still(file: CompanyFile, today: date, last: date) -> str:
    law = file.law()
    mail_by = law.calendar.last_business_day(last - timedelta(days=settings(file).margin))
    shut = closing(law.rules, last)
    there = (
        f"That day is {shut}, and the chapter does not move it: make sure the commission has it earlier. "
        if shut
        else ""
    )
    by_mail = (
        f"If you mail it, mail it by {long_date(mail_by)}."
        if today <= mail_by
        else "A letter mailed today may arrive too late: deliver it by hand or through EFIS."
    )
    return f"It is in time if the commission receives it by {long_date(last)}. {there}{RECEIPT_COUNTS} {by_mail}"
