"""A letter written out: what the profile, the rules and the company's cases say, and what the user typed or changed.

Sealed values never stand in a letter, nor whether one changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from desktop_app.domain.citations import CHAPTER
from desktop_app.domain.dates import NotADate, long_date, parse_date
from desktop_app.domain.filings import FilingState
from desktop_app.domain.late_dataclasses import replace
from desktop_app.rulebook.clock import NoSuchClock
from desktop_app.rulebook.letter import FilledParagraph, LetterStyle, LetterTemplate
from desktop_app.rulebook.rulebook import NoRuleYet, NoSuchRule
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.report_forms import ANNUAL_REPORT, offered_forms
from desktop_app.services.confidentiality.target_names import target_words
from desktop_app.services.filing_calendar.due import REPORT_DUE
from desktop_app.services.filing_package.correspondence import BLANK, address, ended_words
from desktop_app.services.filings.revisions import printed_of, public_changes
from desktop_app.services.report_letters.certificate_of_service import case_lists, certificate_fields
from desktop_app.services.report_letters.drafts import (
    ANSWER,
    CERTIFIED,
    LETTER,
    PLEADING,
    RESPONSE,
    LetterDraft,
)
from desktop_app.services.report_letters.report_day import report_day

SECRETARY = "addressees/secretary"
SECTIONS: Mapping[str, str] = {LETTER: "ask_by_letter", PLEADING: "ask_by_pleading", ANSWER: "deficiency_answer"}
GAP = "\n\n"
SAYS = "says_"  # begins the name of a field that is answered yes or no
ENCLOSED = "says_enclosed"
STATED = "sealed_items"
DAYS = ("until", "notice_date", "pleading_date")  # fields that hold a day
CERTIFICATE = frozenset({"some_cases", "no_cases"})
_KNOWN = frozenset(
    {
        "company",
        "office_address",
        "reports",
        "heading",
        "are",
        "were",
        "them",
        "day",
        "year",
        "rule",
        "secretary_address",
        "due_date",
        "still_due",
        "was_due",
        "no_cases",
        "no_case_on",
        "some_cases",
        "served_on",
        "blank_certificate",
        "some_changes",
        "signer_name",
        "signer_title",
    }
)


SENTENCES = ("reason", "argument")  # what the user writes that ends a sentence of the letter


def asked_fields(template: LetterTemplate) -> Mapping[str, str]:
    """The fields that the user fills in, with the words that ask for each. Those that begin with SAYS are yes or no."""
    return {name: words for name, words in template.fields.items() if name not in _KNOWN}


def compose_letter(file: CompanyFile, draft: LetterDraft) -> tuple[FilledParagraph, ...]:
    """The letter written out; what is still missing is a blank line. A changed wording stands as it was changed."""
    template = file.library.letter(draft.kind)
    values = {
        name: draft.values.get(name, "").strip() or ("" if name.startswith(SAYS) else BLANK)
        for name in asked_fields(template)
    }
    values.update({name: _in_words(values[name]) for name in DAYS if name in values})
    if "notice_number" in values:
        number = draft.values.get("notice_number", "").strip()
        values["notice_number"] = f", {'No. ' if number[:1].isdigit() else ''}{number}" if number else ""
    values.update({name: _ended(draft, values[name]) for name in SENTENCES if name in values})
    if STATED in values:
        values[STATED] = "\n".join(stated_items(draft))
    if draft.sent is not None and not draft.values.get("addressee", "").strip():
        values["addressee"] = _secretary(file)  # an answer that went out before the office was asked went there
    lists = _lists(file, draft)
    values.update(_known(file, draft, lists))
    written = template.write({name: values[name] for name in template.fields}, lists)
    return changed(written, draft.text) if draft.text else written


def as_text(written: Sequence[FilledParagraph]) -> str:
    """The letter as plain text, its paragraphs divided by empty lines."""
    return GAP.join(paragraph.text.strip() for paragraph in written)


def changed(written: Sequence[FilledParagraph], text: str) -> tuple[FilledParagraph, ...]:
    """The letter in the user's wording: what is like a paragraph of the template keeps its style, the rest is body."""
    mine = [part.strip() for part in text.replace("\r", "").split(GAP) if part.strip()]
    theirs = [paragraph.text.strip() for paragraph in written]
    found: list[FilledParagraph] = []
    for tag, first, last, begins, ends in SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes():
        for number, part in enumerate(mine[begins:ends]):
            same = tag in ("equal", "replace") and first + number < last
            found.append(FilledParagraph(written[first + number].style if same else LetterStyle.BODY, part))
    return tuple(found)


def changes(file: CompanyFile, filing_id: str) -> tuple[Mapping[str, str], ...]:
    """What a revision changes in public against the version filed: where, before and after."""
    revises = file.filing(filing_id).revises if filing_id else ""
    if not revises:
        return ()
    found = public_changes(file.shown(filing_id), file.shown(revises), printed_of(file, filing_id, revises))
    return tuple({"where": item.where, "before": item.before, "after": item.after} for item in found)


def _known(file: CompanyFile, draft: LetterDraft, lists: Mapping[str, Sequence[Mapping[str, str]]]) -> dict[str, str]:
    profile = file.profile()
    signer = next((person for person in profile.people if person.name == draft.signer), None)
    return {
        "company": profile.full_name,
        "office_address": address(profile.office),
        "day": long_date(draft.day),
        "year": str(draft.year),
        **_reports(file, draft),
        "rule": rule_of(file, draft),
        "secretary_address": _secretary(file),
        **_due_fields(file, draft),
        **certificate_fields(file, draft),
        "some_changes": "yes" if lists.get("changes") else "",
        "signer_name": draft.signer or BLANK,
        "signer_title": (signer.title if signer is not None else "") or BLANK,
    }


def rule_of(file: CompanyFile, draft: LetterDraft) -> str:
    """The rules of the company's own services under which a letter is written: ``4 CSR 240-3.640(6)``.

    More time is asked for under the rules of the services alone whose own reports are not filed.
    """
    name = SECTIONS.get(draft.kind, "disclosure_response")
    try:
        clocks = file.law().clocks.find(f"annual_report/{name}")
    except NoSuchClock:
        return BLANK
    own = [clock for clock in clocks if clock.utility.value in file.profile().utilities]
    filed = _filed_services(file, draft.year) if draft.kind in CERTIFIED else frozenset()
    asked = [clock for clock in own if clock.utility.value not in filed] or own
    cites = [clock.cites[0].removesuffix("(A)") for clock in asked]
    return f"{CHAPTER}{', '.join(cites)}" if cites else BLANK


def _reports(file: CompanyFile, draft: LetterDraft) -> dict[str, str]:
    """The words for one report, or for several that are not filed: each form, and each service with one of its own."""
    filed = _filed_services(file, draft.year)
    asked = {one.utilities for one in offered_forms(file, ANNUAL_REPORT) if not filed.issuperset(one.utilities)}
    several = len(asked) > 1
    reports = "annual reports" if several else "annual report"
    verbs = ("are", "were", "them") if several else ("is", "was", "it")
    return {
        "reports": reports,
        "heading": reports.capitalize(),
        **dict(zip(("are", "were", "them"), verbs, strict=True)),
    }


def _filed_services(file: CompanyFile, year: int) -> frozenset[str]:
    """The services whose annual report of the year is filed."""
    filed = (one for one in file.filings() if one.year == year and one.state is FilingState.FILED)
    reports = (one for one in filed if REPORT_DUE in file.library.form(one.form, one.revision).clocks.values())
    return frozenset(service for one in reports for service in one.utilities)


def _lists(file: CompanyFile, draft: LetterDraft) -> dict[str, list[Mapping[str, str]]]:
    return {
        "cases": list(case_lists(file, draft)),
        "deficiencies": [
            {"asked": _ended(draft, asked), "supplied": _ended(draft, given)} for asked, given in draft.rows
        ],
        "changes": list(changes(file, draft.filing)) if draft.values.get(ENCLOSED) else [],
        "seals": list(seals_of(file, draft)),
    }


def _ended(draft: LetterDraft, words: str) -> str:
    """The user's words as the end of a sentence; a letter that went out stays as it went."""
    return words if draft.sent is not None else ended_words(words)


def _in_words(day: str) -> str:
    """A day as a letter writes it; what is no day stays as it was typed."""
    try:
        return long_date(parse_date(day))
    except NotADate:
        return day


def stated_items(draft: LetterDraft) -> tuple[str, ...]:
    """What was submitted under seal as the user states it, a line each; the report in the file is then not asked."""
    return tuple(line.strip() for line in draft.values.get(STATED, "").splitlines() if line.strip())


def seals_of(file: CompanyFile, draft: LetterDraft) -> tuple[Mapping[str, str], ...]:
    """What the report that a response is about has under seal."""
    if draft.kind != RESPONSE or not draft.filing or stated_items(draft):
        return ()
    shown = file.shown(draft.filing)
    return tuple(
        {"what": target_words(shown.sheet, seal.target), "type": seal.type, "reason": _ended(draft, seal.reason)}
        for seal in shown.view.seals
    )


def certificate_words(file: CompanyFile, draft: LetterDraft) -> tuple[str, ...]:
    """The sentences of the certificate of service, as the answers make them."""
    template = file.library.letter(draft.kind)
    certifying = [part for part in template.paragraphs if part.when in CERTIFICATE or part.each == "cases"]
    lists = _lists(file, draft)
    known = {**dict.fromkeys(template.fields, ""), **_known(file, draft, lists)}
    written = replace(template, paragraphs=tuple(certifying)).write(known, lists)
    return tuple(paragraph.text.strip() for paragraph in written)


def _secretary(file: CompanyFile) -> str:
    try:
        return file.law().rules.value(SECRETARY, file.clock.today()).text.strip()
    except (NoSuchRule, NoRuleYet):
        return BLANK


def _due_fields(file: CompanyFile, draft: LetterDraft) -> dict[str, str]:
    """The day of the report, and whether it is still to come: a letter never says that a past day "is due"."""
    due = report_day(file, draft)
    past = due is not None and draft.day > due.counts
    words = BLANK if due is None else due.words
    return {"due_date": words, "still_due": "" if past else "yes", "was_due": "yes" if past else ""}
