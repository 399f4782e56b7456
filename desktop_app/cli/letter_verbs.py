"""The verbs of the letters that go with a report, ``letter FILE ...``, and of the cases before the commission."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from desktop_app.cli.companies import reading, writing
from desktop_app.cli.grammar import Adder, VerbGroup, add_verb
from desktop_app.cli.output import DONE, say, show, write_output
from desktop_app.domain.dates import NotADate, long_date, parse_date
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.program.program import Program
from desktop_app.services.report_letters import cases, drafts
from desktop_app.services.report_letters.composing import SAYS, as_text, asked_fields, compose_letter
from desktop_app.services.report_letters.drafts import CERTIFIED, KINDS, LetterDraft
from desktop_app.services.report_letters.letter_checks import letter_troubles, sealed_in_letter, timeliness
from desktop_app.services.report_letters.printing_letters import letter_pdf
from desktop_app.services.report_letters.sending import LetterSending, record_receipt, send

LETTERS = VerbGroup("letter", "letters that go with a report", file_first=True)
CASES = VerbGroup("case", "cases before the commission, for certificates of service", file_first=True)
OWN = ("signer", "day")


class BadLetterArgument(UserError):
    """A day, field or case on the command line that the letter does not have."""


def grammar(add: Adder) -> None:
    """The grammar of these verbs."""
    of_letter = LETTERS.under(add)
    add_verb(of_letter, "list", "list the letters", reading(list_letters), json=True)
    new = add_verb(of_letter, "new", "start a letter", writing(new_letter))
    new.add_argument("--kind", choices=tuple(KINDS), required=True)
    new.add_argument("--year", type=int, required=True, help="report year")
    shown = "print the wording and what is still missing"
    add_verb(of_letter, "show", shown, reading(run_show_letter), "letter", json=True)
    add_verb(
        of_letter,
        "set",
        "answer a field: signer, day, reason, until ...",
        writing(set_field),
        "letter",
        "field",
        "value",
    )
    row = add_verb(
        of_letter, "deficiency", "add what a notice asks for and what is supplied", writing(add_deficiency), "letter"
    )
    row.add_argument("--asked", required=True)
    row.add_argument("--supplied", required=True)
    served = add_verb(
        of_letter, "serve", "certify that copies go to the parties of record", writing(run_serve), "letter"
    )
    served.add_argument("--on", required=True, metavar="DATE", help="the day on which the copies go out")
    served.add_argument("--case", action="append", metavar="NUMBER", help="only these cases; omit for all pending")
    none = add_verb(of_letter, "no-case", "certify that no such case is pending", writing(say_no_case), "letter")
    none.add_argument("--as-of", required=True, metavar="DATE")
    printed = add_verb(
        of_letter, "print", "write the letter as PDF", reading(print_letter), "letter", replace="an earlier file"
    )
    printed.add_argument("--out", required=True, metavar="PDF")
    sent = add_verb(of_letter, "sent", "mark the letter as sent; it becomes read-only", writing(mark_sent), "letter")
    sent.add_argument("--on", required=True, metavar="DATE")
    sent.add_argument("--how", default=drafts.MAIL, help=f"{', '.join(drafts.WAYS)}, or your own words")
    sent.add_argument("--tracking", default="")
    sent.add_argument("--received", metavar="DATE", help="the day on which the commission received it, once known")
    got = add_verb(
        of_letter, "received", "record the day of receipt of a letter that was sent", writing(mark_received), "letter"
    )
    got.add_argument("--on", required=True, metavar="DATE")
    add_verb(of_letter, "delete", "delete a letter that was not sent", writing(delete_letter), "letter")

    of_case = CASES.under(add)
    add_verb(of_case, "list", "list the cases", reading(list_cases), json=True)
    kept = add_verb(of_case, "keep", "add a case, or change the one of that number", writing(run_keep_case), "number")
    kept.add_argument("--about")
    kept.add_argument("--parties", help="names and addresses, as the service list gives them")
    kept.add_argument("--closed", choices=("yes", "no"))
    kept.add_argument("--primary", choices=("yes", "no"), help="whether the company's own activities are its focus")
    add_verb(of_case, "delete", "delete a case", writing(delete_case), "number")


# Letters


def list_letters(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE list``."""
    found = drafts.letters(file)
    if given.json:
        show([{"id": draft.id, "title": draft.title, **_letter_json(draft)} for draft in found])
        return DONE
    for draft in found:
        state = "not sent" if draft.sent is None else f"sent {long_date(draft.sent.on)}, {draft.sent.how}"
        print(f"{draft.id}\t{draft.title}\t{state}")
    return DONE


def _letter_json(draft: LetterDraft) -> dict[str, Json]:
    data = drafts.letter_json(draft)
    return data if isinstance(data, dict) else {}


def new_letter(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE new --kind K --year Y``."""
    draft = drafts.begin_letter(file, given.kind, given.year)
    drafts.keep_letter(file, draft)
    print(f"{draft.id}\t{draft.title}")
    return _say_open(file, draft)


def run_show_letter(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE show LETTER [--json]``."""
    draft = drafts.letter(file, given.letter)
    if given.json:
        text, troubles = as_text(compose_letter(file, draft)), letter_troubles(file, draft)
        show(
            {
                "id": draft.id,
                "title": draft.title,
                "text": text,
                "in_time": timeliness(file, draft),
                "open": [*troubles],
                "sealed": [*sealed_in_letter(file, draft)],
            }
        )
        return DONE
    print(as_text(compose_letter(file, draft)))
    return _say_open(file, draft)


def _say_open(file: CompanyFile, draft: LetterDraft) -> int:
    in_time = timeliness(file, draft)
    for words in (*((in_time,) if in_time else ()), *letter_troubles(file, draft), *sealed_in_letter(file, draft)):
        print(f"  {words}")
    return DONE


def set_field(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE set LETTER FIELD VALUE``."""
    draft = drafts.letter(file, given.letter)
    fields = asked_fields(file.library.letter(draft.kind))
    if given.field not in (*fields, *OWN):
        raise BadLetterArgument(
            f"This letter has no field '{given.field}'. It has: {', '.join((*OWN, *fields))}. Answer one of these."
        )
    if given.field == "signer":
        draft = replace(draft, signer=_signer(file, given.value))
    elif given.field == "day":
        draft = replace(draft, day=_day_given(given.value))
    else:
        value = given.value.strip()
        if given.field.startswith(SAYS):
            value = _yes(value)
        draft = replace(draft, values={**draft.values, given.field: value})
    return _keep(given, file, drafts.with_its_event(file, draft))


def _signer(file: CompanyFile, name: str) -> str:
    names = [person.name for person in file.profile().people if person.name]
    if name not in names:
        known = ", ".join(names) or "nobody yet"
        raise BadLetterArgument(f"'{name}' is not among the people of the company: {known}. Add the person first.")
    return name


def _yes(value: str) -> str:
    if value.casefold() not in {"yes", "no"}:
        raise BadLetterArgument(f"Answer yes or no; this reads '{value}'.")
    return "yes" if value.casefold() == "yes" else ""


def add_deficiency(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE deficiency LETTER --asked A --supplied S``."""
    draft = drafts.letter(file, given.letter)
    return _keep(given, file, replace(draft, rows=(*draft.rows, (given.asked.strip(), given.supplied.strip()))))


def run_serve(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE serve LETTER --on DATE [--case NUMBER ...]``."""
    draft = _certifying(file, given.letter)
    pending = cases.pending(file)
    wanted = given.case or [case.docket for case in pending]
    strange = sorted(set(wanted) - {case.docket for case in pending})
    if strange or not pending:
        raise BadLetterArgument(
            f"No pending case {strange[0] if strange else ''} is on the company's list. 'case FILE list' shows it."
        )
    served = tuple(case.id for case in pending if case.docket in wanted)
    return _keep(given, file, replace(draft, served=served, served_on=_day_given(given.on), no_case_on=None))


def say_no_case(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE no-case LETTER --as-of DATE``."""
    draft = _certifying(file, given.letter)
    first = next(iter(cases.pending(file)), None)
    if first is not None:
        raise BadLetterArgument(
            f"Case {first.docket} is on the company's list as pending. Serve its parties, or close it: 'case FILE keep "
            f"{first.docket} --closed yes'."
        )
    return _keep(given, file, replace(draft, no_case_on=_day_given(given.as_of), served=(), served_on=None))


def _certifying(file: CompanyFile, letter_id: str) -> LetterDraft:
    draft = drafts.letter(file, letter_id)
    if draft.kind not in CERTIFIED:
        raise BadLetterArgument(f"{draft.title}: this letter has no certificate of service.")
    return draft


def print_letter(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE print LETTER --out PDF``."""
    draft = drafts.letter(file, given.letter)
    content = letter_pdf(program.report_pages, file, draft)
    write_output(given, given.out, content)
    for words in sealed_in_letter(file, draft):
        say(given, words)
    return DONE


def mark_sent(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE sent LETTER --on DATE``."""
    draft = drafts.letter(file, given.letter)
    received = _day_given(given.received) if given.received else None
    how = LetterSending(_day_given(given.on), given.how, given.tracking, received)
    say(given, send(file, draft, how, letter_pdf(program.report_pages, file, draft)) or "Marked as sent.")
    return DONE


def mark_received(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE received LETTER --on DATE``."""
    said = record_receipt(file, drafts.letter(file, given.letter), _day_given(given.on))
    say(given, said or "The day of receipt is recorded.")
    return DONE


def delete_letter(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE delete LETTER``."""
    draft = drafts.letter(file, given.letter)
    drafts.delete_draft(file, draft)
    say(given, f"Deleted: {draft.title}.")
    return DONE


def _keep(given: Namespace, file: CompanyFile, draft: LetterDraft) -> int:
    drafts.keep_letter(file, draft)
    say(given, f"Saved: {draft.title}.")
    return _say_open(file, draft)


def _day_given(words: str) -> date:
    try:
        return parse_date(words)
    except NotADate as refusal:
        raise BadLetterArgument(str(refusal)) from None


# Cases


def list_cases(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``case FILE list``."""
    found = cases.cases(file)
    if given.json:
        show(
            [
                {
                    "number": case.docket,
                    "about": case.about,
                    "parties": case.parties,
                    "closed": case.closed,
                    "primary": case.primary,
                }
                for case in found
            ]
        )
        return DONE
    for case in found:
        state = "closed" if case.closed else "pending" if case.primary else "pending, not mainly about the company"
        print(f"{case.docket}\t{state}\t{case.about}\t{case.parties}")
    return DONE


def run_keep_case(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``case FILE keep NUMBER [--about A] [--parties P] [--closed yes|no] [--primary yes|no]``."""
    known = next((case for case in cases.cases(file) if case.docket == given.number), None)
    case = known or cases.DocketCase("", given.number, "", "")
    kept = cases.keep_case(
        file,
        replace(
            case,
            about=case.about if given.about is None else given.about,
            parties=case.parties if given.parties is None else given.parties,
            closed=case.closed if given.closed is None else given.closed == "yes",
            primary=case.primary if given.primary is None else given.primary == "yes",
        ),
    )
    say(given, f"Saved: case {kept.docket}.")
    return DONE


def delete_case(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``case FILE delete NUMBER``."""
    known = next((case for case in cases.cases(file) if case.docket == given.number), None)
    if known is None:
        raise BadLetterArgument(f"There is no case '{given.number}' on the company's list.")
    cases.forget_case(file, known)
    say(given, f"Deleted: case {known.docket}.")
    return DONE
