"""The verb about the draft rule on customer information: ``customer-information``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping

from desktop_app.cli.companies import reading, writing
from desktop_app.cli.grammar import Adder, VerbGroup, add_verb, date_given
from desktop_app.cli.output import DONE, FOUND, problem_json, say, show, write_own_paper
from desktop_app.domain.citations import DRAFT_RULE
from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import Filing
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.domain.values import Json, place_of
from desktop_app.formspec.checks import BLANK
from desktop_app.services.cases.answered import RegisterEntry, begin_answered, kind_by_rule, register_of
from desktop_app.services.cases.beginning import CaseOrder
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.program.program import Program

DRAFT = "Draft rule 4 CSR 240-10.XXX, not in force."
RECEIVED, CLOCK = "customer_information_request_received", "customer_information/return_of_information"
INFORMATION = VerbGroup(
    "customer-information", "papers and registers of the draft rule on customer information", file_first=True
)
COMMON = {
    "recipient": ("start/recipient", "who gets the information"),
    "affiliate": ("start/affiliate", "affiliate or outside"),
}
DECIDED = COMMON | {
    "kind": ("release/information", "aggregate or specific"),
    "single": ("release/single", "of aggregate information: could a single customer be told from it, yes or no"),
    "kinds": ("release/kinds", "the kinds of information, never the information"),
    "public": ("release/public", "the public source from which all of it can be had"),
    "legal-ground": ("release/ground_named", "the law, subpoena, regulation, ordinance or order that asks for it"),
    "service-kind": ("release/service", "utility or nonutility"),
    "service": ("release/service_named", "the service in a few words"),
    "needed": ("release/needed", "whether the service needs the information, yes or no"),
    "contract": ("release/contract", "whether there is a written contract with the five terms, yes or no"),
    "signed": ("release/signed", "the day on which it was signed"),
    "decision": ("release/decision", "release or refuse"),
    "on": ("release/day", "the day of the release"),
    "reason": ("release/reason", "why"),
    "by": ("release/decided_by", "who decides"),
}
CONTRACTED = COMMON | {
    "service": ("contract/service", "what the recipient performs"),
    "kinds": ("contract/kinds", "the kinds of information that it requires"),
    "misuse": ("contract/misuse", "what follows from any unauthorized use"),
    "disclosure": ("contract/disclosure", "what follows from not keeping it confidential"),
    "ending": ("contract/ending", "how access ends: access or return"),
    "attestation": ("contract/attestation", "the form of attestation on which both agree"),
}
RETURNED = COMMON | {
    "ending": ("return/ending", "access (a notice that it ended) or return (a written request)"),
    "kinds": ("return/kinds", "the kinds of information that the recipient got"),
    "asked": ("return/asked", "the day of the notice or written request"),
    "received": ("return/received", "the day on which the recipient received it"),
    "returned": ("return/returned", "the day on which everything was returned"),
    "attested": ("return/attested", "owed, returned or destroyed"),
    "attested-on": ("return/attested_on", "the day of the attestation"),
}
EXPOSED = {
    "aware": ("incident/aware", "the day on which the company became aware"),
    "verified": ("incident/verified", "the day on which it was verified"),
    "immaterial": ("incident/immaterial", "whether it is more than an immaterial amount, yes or no"),
    "why": ("incident/why", "why it is, or is not"),
    "kinds": ("incident/kinds", "the kinds of information, and how many customers are concerned"),
    "occurred": ("incident/occurred", "what occurred"),
    "measures": ("incident/measures", "what was done about it"),
}
CONSENT = ("customer", "medium", "day", "evidence", "taken_by")
DATES = frozenset({"on", "signed", "asked", "received", "returned", "attested-on", "aware", "verified"})
Options = Mapping[str, tuple[str, str]]


class BadRecord(UserError):
    """A return that was received before it was asked, or a consent that cannot be read."""


def grammar(add: Adder) -> None:
    """The grammar of ``customer-information``."""
    under = INFORMATION.under(add)
    words = "decide whether information may be released, and keep the record"
    deciding = _with(add_verb(under, "decide", words, writing(decide), json=True), DECIDED)
    words = "a customer's consent: customer; written or recorded; day; where kept; who took it"
    deciding.add_argument("--consent", action="append", default=[], metavar="C;M;DAY;E;WHO", help=words)
    words = "prepare the annex to a contract, with the five terms"
    made = _with(add_verb(under, "contract", words, writing(contract), replace="an earlier annex"), CONTRACTED)
    made.add_argument("--annex", default="", metavar="OUT", help="write the annex as PDF")
    words = "end a recipient's access, and count the days for the return"
    _with(add_verb(under, "return", words, writing(return_)), RETURNED)
    words = "prepare the notice of information that became public or went astray"
    _with(add_verb(under, "incident", words, writing(incident)), EXPOSED)
    words = "the register: releases, contracts, returns and incidents"
    add_verb(under, "list", words, reading(print_register), json=True)


def _with(made: ArgumentParser, options: Options) -> ArgumentParser:
    made.add_argument("--title", default="", help="for your own list; it is not printed")
    for name, (_, words) in options.items():
        if name in DATES:
            made.add_argument(f"--{name}", type=date_given, metavar="DATE", help=words)
        else:
            made.add_argument(f"--{name}", default="", help=words)
    return made


def decide(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``customer-information FILE decide --kind specific --service-kind nonutility ...``."""
    rows = {"consents": [_consent(text) for text in given.consent]}
    extra = {} if not given.kind else {"release/ground": "yes" if given.legal_ground else "no"}
    filing = _begun(program, file, given, "release", DECIDED, rows, extra if given.kind == "specific" else {})
    found = [one for one in file.book(filing.id).checks.problems if one.place.startswith(("release/", "consents/"))]
    refused = [one for one in found if one.severity is Severity.STOP and one.id != BLANK]
    return _decided(given, filing, refused, found)


def _decided(given: Namespace, filing: Filing, refused: list[Problem], found: list[Problem]) -> int:
    allowed = [one for one in found if one.severity is Severity.NOTE]
    outcome = "not allowed" if refused else "allowed" if allowed else "open"
    if given.json:
        reasons: list[Json] = [problem_json(one, filing.id) for one in (refused or allowed)]
        show({"filing": filing.id, "outcome": outcome, "draft": DRAFT, "reasons": reasons})
        return FOUND if refused else DONE
    print(f"{filing.id}: {outcome}. {DRAFT}")
    for one in refused or allowed:
        print(f"  {one.sentence} ({one.citation})")
    if outcome == "open":
        print("  Answer the other questions of page Release; 'check' names them.")
    return FOUND if refused else DONE


def contract(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``customer-information FILE contract ... [--annex OUT]``."""
    filing = _begun(program, file, given, "contract", CONTRACTED)
    say(given, f"{filing.id} started. {DRAFT}")
    if given.annex:
        write_own_paper(given, given.annex, program.packages.main_paper(file, filing.id), nonpublic=False)
    return DONE


def return_(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``customer-information FILE return --asked DATE [--received DATE]``."""
    if given.asked and given.received and given.received < given.asked:
        raise BadRecord(
            f"It was received on {long_date(given.received)}, before it was asked on {long_date(given.asked)}. "
            "Correct the days."
        )
    filing = _begun(program, file, given, "return", RETURNED)
    say(given, f"{filing.id} started. {DRAFT}")
    if given.received:
        keeping.record_event(file, RECEIVED, given.received, note=filing.id)
        last = file.law().ends(CLOCK, given.received)
        day = "" if last is None else f"{long_date(last)} ({last})"
        print(f"The information is returned by {day}: the days run from the receipt.")
    say(given, "An attestation is owed in either case; the draft names no day for it.")
    return DONE


def incident(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``customer-information FILE incident --verified DATE ...``."""
    filing = _begun(program, file, given, "incident", EXPOSED)
    say(given, f"{filing.id} started. {DRAFT}")
    rules, today = file.law().rules, file.clock.today()
    for office in ("staff_counsel", "public_counsel"):
        block = rules.value(f"addressees/{office}", today).text
        print(f"To {', '.join(block.splitlines())}")
    if given.verified:
        days = (today - given.verified).days
        print(f"Verified {days} days ago: the notice must be sent as soon as it is verified.")
    return DONE


def print_register(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``customer-information FILE list [--json]``."""
    found = list(register_of(file, kind_by_rule(program.registry, DRAFT_RULE)))
    if given.json:
        show([_entry(one) for one in found])
        return DONE
    print(DRAFT)
    for one in found:
        print(f"{one.filing.id} {one.filing.title}: {one.variant}")
        for label, words in one.answers.items():
            print(f"  {label}: {words}")
    return DONE


def _entry(one: RegisterEntry) -> Json:
    return {
        "filing": one.filing.id,
        "title": one.filing.title,
        "kind": one.filing.variant,
        "state": one.filing.state.value,
        "answers": [{"label": label, "value": words} for label, words in one.answers.items()],
    }


def _begun(
    program: Program,
    file: CompanyFile,
    given: Namespace,
    variant: str,
    options: Options,
    rows: Mapping[str, list[dict[str, str]]] | None = None,
    extra: Mapping[str, str] | None = None,
) -> Filing:
    """The record begun with what was given."""
    texts = {line: getattr(given, name.replace("-", "_")) for name, (line, _) in options.items()}
    answers = {place_of(f"{line}/answer"): str(text) for line, text in (texts | dict(extra or {})).items() if text}
    order = CaseOrder(kind_by_rule(program.registry, DRAFT_RULE), given.title, variant=variant)
    return begin_answered(file, order, answers, rows or {})


def _consent(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split(";")]
    if len(parts) != len(CONSENT):
        raise BadRecord(
            f"'{text}' is not a consent. Write five parts with semicolons: customer; written or recorded; day; where "
            "the evidence is kept; who took it."
        )
    return dict(zip(CONSENT, parts, strict=True))
