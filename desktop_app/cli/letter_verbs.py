"""The verbs of the letters that go with a report, ``letter FILE ...``, and of the cases before the commission."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.verbs import DONE, opened_company, show
from desktop_app.domain.dates import NotADate, long_date, parse_date
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.program.program import Program
from desktop_app.services.report_letters import cases, drafts
from desktop_app.services.report_letters.composing import SAYS, as_text, asked_fields, compose_letter
from desktop_app.services.report_letters.drafts import CERTIFIED, KINDS, LetterDraft
from desktop_app.services.report_letters.letter_checks import letter_troubles, timeliness
from desktop_app.services.report_letters.printing_letters import letter_pdf
from desktop_app.services.report_letters.sending import LetterSending, record_receipt, send

OfLetter = Callable[[Program, CompanyFile, Namespace], int]
OWN = ("signer", "day")


class BadLetterArgument(UserError):
    """A day, field or case on the command line that the letter does not have."""


def grammar(add: Adder) -> None:
    """The grammar of these verbs."""
    letters = add_verb(add, "letter", "letters that go with a report", _dispatch, "file")
    of_letter = letters.add_subparsers(title="verbs", required=True, metavar="VERB").add_parser
    listed = _under(of_letter, "list", "list the letters", list_letters)
    listed.add_argument("--json", action="store_true")
    new = _under(of_letter, "new", "start a letter", new_letter)
    new.add_argument("--kind", choices=tuple(KINDS), required=True)
    new.add_argument("--year", type=int, required=True, help="report year")
    _under(of_letter, "show", "print the wording and what still stops it", run_show_letter, "letter")
    _under(of_letter, "set", "answer a field: signer, day, reason, until ...", set_field, "letter", "field", "value")
    row = _under(of_letter, "deficiency", "add what a notice asks for and what is supplied", add_deficiency, "letter")
    row.add_argument("--asked", required=True)
    row.add_argument("--supplied", required=True)
    served = _under(of_letter, "serve", "certify that copies go to the parties of record", run_serve, "letter")
    served.add_argument("--on", required=True, metavar="DATE", help="the day on which the copies go out")
    served.add_argument("--case", action="append", metavar="NUMBER", help="only these cases; omit for all pending")
    none = _under(of_letter, "no-case", "certify that no such case is pending", say_no_case, "letter")
    none.add_argument("--as-of", required=True, metavar="DATE")
    printed = _under(of_letter, "print", "write the letter as PDF", print_letter, "letter")
    printed.add_argument("--out", required=True, metavar="PDF")
    sent = _under(of_letter, "sent", "mark the letter as sent; it becomes read-only", mark_sent, "letter")
    sent.add_argument("--on", required=True, metavar="DATE")
    sent.add_argument("--how", default=drafts.MAIL, help=f"{', '.join(drafts.WAYS)}, or your own words")
    sent.add_argument("--tracking", default="")
    sent.add_argument("--received", metavar="DATE", help="the day on which the commission received it, once known")
    got = _under(of_letter, "received", "record the day of receipt of a letter that was sent", mark_received, "letter")
    got.add_argument("--on", required=True, metavar="DATE")
    _under(of_letter, "delete", "delete a letter that was not sent", delete_letter, "letter")

    known = add_verb(add, "case", "cases before the commission, for certificates of service", _dispatch, "file")
    of_case = known.add_subparsers(title="verbs", required=True, metavar="VERB").add_parser
    cases_listed = _under(of_case, "list", "list the cases", list_cases)
    cases_listed.add_argument("--json", action="store_true")
    kept = _under(of_case, "keep", "add a case, or change the one of that number", run_keep_case, "number")
    kept.add_argument("--about")
    kept.add_argument("--parties", help="names and addresses, as the service list gives them")
    kept.add_argument("--closed", choices=("yes", "no"))
    kept.add_argument("--primary", choices=("yes", "no"), help="whether the company's own activities are its focus")
    _under(of_case, "delete", "delete a case", delete_case, "number")


def _under(add: Adder, name: str, words: str, step: OfLetter, *positional: str) -> ArgumentParser:
    made = add(name, help=words, description=words)
    for item in positional:
        made.add_argument(item, metavar=item.upper())
    made.set_defaults(step=step)
    return made


def _dispatch(program: Program, given: Namespace) -> int:
    step: OfLetter = given.step
    with opened_company(program.desk, given.file) as file:
        return step(program, file, given)


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
    """``letter FILE show LETTER``."""
    draft = drafts.letter(file, given.letter)
    print(as_text(compose_letter(file, draft)))
    return _say_open(file, draft)


def _say_open(file: CompanyFile, draft: LetterDraft) -> int:
    in_time = timeliness(file, draft)
    for words in (*((in_time,) if in_time else ()), *letter_troubles(file, draft)):
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
    return _keep(file, drafts.with_its_event(file, draft))


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
    return _keep(file, replace(draft, rows=(*draft.rows, (given.asked.strip(), given.supplied.strip()))))


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
    return _keep(file, replace(draft, served=served, served_on=_day_given(given.on), no_case_on=None))


def say_no_case(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE no-case LETTER --as-of DATE``."""
    draft = _certifying(file, given.letter)
    first = next(iter(cases.pending(file)), None)
    if first is not None:
        raise BadLetterArgument(
            f"Case {first.docket} is on the company's list as pending. Serve its parties, or close it: 'case FILE keep "
            f"{first.docket} --closed yes'."
        )
    return _keep(file, replace(draft, no_case_on=_day_given(given.as_of), served=(), served_on=None))


def _certifying(file: CompanyFile, letter_id: str) -> LetterDraft:
    draft = drafts.letter(file, letter_id)
    if draft.kind not in CERTIFIED:
        raise BadLetterArgument(f"{draft.title}: this letter has no certificate of service.")
    return draft


def print_letter(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE print LETTER --out PDF``."""
    content = letter_pdf(program.stationery, file, drafts.letter(file, given.letter))
    try:
        Path(given.out).write_bytes(content)
    except OSError as error:
        raise BadLetterArgument(f"{given.out} cannot be written: {error.strerror}.") from None
    print(f"Saved in {given.out}.")
    return DONE


def mark_sent(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE sent LETTER --on DATE``."""
    draft = drafts.letter(file, given.letter)
    received = _day_given(given.received) if given.received else None
    how = LetterSending(_day_given(given.on), given.how, given.tracking, received)
    print(send(file, draft, how, letter_pdf(program.stationery, file, draft)) or "Marked as sent.")
    return DONE


def mark_received(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE received LETTER --on DATE``."""
    said = record_receipt(file, drafts.letter(file, given.letter), _day_given(given.on))
    print(said or "The day of receipt is recorded.")
    return DONE


def delete_letter(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``letter FILE delete LETTER``."""
    draft = drafts.letter(file, given.letter)
    drafts.delete_draft(file, draft)
    print(f"Deleted: {draft.title}.")
    return DONE


def _keep(file: CompanyFile, draft: LetterDraft) -> int:
    drafts.keep_letter(file, draft)
    print(f"Saved: {draft.title}.")
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
    print(f"Saved: case {kept.docket}.")
    return DONE


def delete_case(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``case FILE delete NUMBER``."""
    known = next((case for case in cases.cases(file) if case.docket == given.number), None)
    if known is None:
        raise BadLetterArgument(f"There is no case '{given.number}' on the company's list.")
    cases.forget_case(file, known)
    print(f"Deleted: case {known.docket}.")
    return DONE
