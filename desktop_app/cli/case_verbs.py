"""The verbs about cases: ``kinds``, ``items``, ``promise``, ``furnish``, ``base``, ``docket`` and ``parties``."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.companies import looked_at, reading, writing
from desktop_app.cli.grammar import Adder, add_verb, date_given
from desktop_app.cli.output import DONE, say, show
from desktop_app.domain.dates import long_date
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.formspec.checklist import AskedItem
from desktop_app.services.analysis.size_limits import FilingOffer
from desktop_app.services.cases.base_figures import base_problems, read_base
from desktop_app.services.cases.following import furnish_items, set_docket
from desktop_app.services.cases.items import items_of, promise_item
from desktop_app.services.cases.kinds import OfferedKind, offered_kinds
from desktop_app.services.cases.parties import CaseParty, case_parties, drop_party, keep_party
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.program.program import Program

ADD, LIST, DROP = "add", "list", "drop"


class WhichParty(UserError):
    """No party was named to take away."""


def grammar(add: Adder) -> None:
    """The grammar of these verbs."""
    add_verb(add, "kinds", "what the company may file, what it may not and why", kinds, "file", json=True)
    words = "the items that a filing must answer, each with its provision and how far it is"
    add_verb(add, "items", words, reading(items), "file", "filing", json=True)
    promising = add_verb(add, "promise", "say that an item follows later", writing(promise), "file", "filing", "item")
    promising.add_argument("--reason", default="", help="why it is not available; needed where the rule asks it")
    promising.add_argument("--by", type=date_given, metavar="DAY", help="the day by which it comes")
    words = "start the supplement that furnishes promised items; without items, all of them"
    furnishing = add_verb(add, "furnish", words, writing(furnish), "file", "filing")
    furnishing.add_argument("item", nargs="*", metavar="ITEM")
    furnishing.add_argument("--title", default="", help="for your own list; it is not printed")
    words = "the report whose figures a filing reads: what differs, and reading it again"
    based = add_verb(add, "base", words, writing(base), "file", "filing")
    based.add_argument("report", nargs="?", default="", metavar="REPORT", help="another report; the same if left out")
    based.add_argument("--read", action="store_true", help="read its figures into the filing")
    based.add_argument("--none", action="store_true", help="no report from now on; the figures stay")
    numbered = add_verb(add, "docket", "enter the case number of a filing", writing(docket), "file", "filing")
    numbered.add_argument("--case", required=True, metavar="NUMBER", help="as the commission gave it: WA-2026-0123")
    numbered.add_argument("--tracking", default="", metavar="NUMBER", help="of the carrier or of EFIS")
    party = add_verb(add, "parties", "the parties of cases, who get copies", parties, "file", json=True)
    party.add_argument("what", choices=(ADD, LIST, DROP), help="add one, list them, or drop one")
    party.add_argument("which", nargs="?", default="", metavar="PARTY", help="the id or name of the one to drop")
    for name, words in (
        ("case", "the number of the case"),
        ("name", "who it is"),
        ("counsel", "its attorney"),
        ("address", "where copies go"),
        ("email", "where copies go by e-mail"),
    ):
        party.add_argument(f"--{name}", default="", help=words)


def kinds(program: Program, given: Namespace) -> int:
    """``kinds FILE [--json]``."""
    with looked_at(program.companies, given.file) as file:
        found = offered_kinds(file, program.registry)
    if given.json:
        show([_kind(one) for one in found])
        return DONE
    for one in found:
        closed = one.eligible is FilingOffer.NO
        status = ("cannot be filed by this company" if closed else "can be prepared") if one.working else "planned"
        sentence = f" {one.sentence}" if one.sentence else ""
        rules = ", ".join(one.rules) or ("own form" if one.own else "")
        print(f"{one.id}: {one.title} [{rules}], {status}.{sentence}")
    return DONE


def _kind(one: OfferedKind) -> Json:
    return {
        "id": one.id,
        "title": one.title,
        "services": [*one.utilities],
        "rules": [*one.rules],
        "own": one.own,
        "status": "working" if one.working else "planned",
        "how": one.signing,
        "start": f"start FILE --form {one.id}" if one.working and one.case else "",
        "eligible": one.eligible.value,
        "sentence": one.sentence,
        "citation": one.citation,
    }


def items(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``items FILE FILING [--json]``."""
    found = items_of(file, given.filing)
    if given.json:
        show([_item(given.filing, item) for item in found])
        return DONE
    if not found:
        print(f"{given.filing} has no items: its form asks for none.")
    for item in found:
        cites = ", ".join(item.cites) or "chapter 2, unverified"
        way = f", {item.way.value.replace('_', ' ')}" if item.way is not None else ""
        print(f"{item.name}: {item.line.label} [{cites}]: {item.state}{way}")
    return DONE


def _item(filing: str, item: AskedItem) -> Json:
    return {
        "place": f"{filing}/{item.name}",
        "label": item.line.label,
        "citation": ", ".join(item.cites),
        "unverified": item.traits.unverified,
        "ways": [way.value for way in item.traits.ways],
        "way": None if item.way is None else item.way.value,
        "required": True,
        "late": item.traits.late.value,
        "documents": [int(number) for number in item.documents],
        "state": item.state.value,
        "reason": item.reason,
        "by": None if item.by is None else item.by.isoformat(),
    }


def promise(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``promise FILE FILING ITEM [--reason R] [--by DAY]``."""
    item = promise_item(file, given.filing, given.item, given.reason, given.by)
    say(given, f"{item.lead}: follows {f'by {long_date(item.by)}' if item.by else 'before the authority is granted'}.")
    return DONE


def furnish(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``furnish FILE FILING ITEM... [--title T]``."""
    made = furnish_items(file, given.filing, given.item, given.title)
    say(given, f"{made.id} started, with {', '.join(made.furnished)} to be answered.")
    return DONE


def base(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``base FILE FILING [REPORT] [--read | --none]``."""
    filing = file.filing(given.filing)
    named = "" if given.none else given.report or filing.base
    if given.read or given.none or given.report:
        changed = read_base(file, given.filing, named)
        say(given, f"{given.filing} reads {named or 'no report'} now.")
        for one in changed:
            say(given, f"  {one.where}: {one.now} before, {one.filed} now")
        return DONE
    print(f"{given.filing} reads {filing.base or 'no report'}.")
    for problem in base_problems(file, file.book(given.filing)):
        print(f"  {problem.sentence}")
    return DONE


def docket(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``docket FILE FILING --case NUMBER [--tracking N]``."""
    made = set_docket(file, given.filing, given.case, given.tracking)
    say(given, f"{made.id} is case {made.docket}.")
    return DONE


def parties(program: Program, given: Namespace) -> int:
    """``parties FILE add --case N --name P [--counsel C --address A --email E] | list [--case N] | drop PARTY``."""
    if given.what != LIST:
        return writing(_change_parties)(program, given)
    with looked_at(program.companies, given.file) as file:
        found = case_parties(file, given.case)
    if given.json:
        show([_party(one) for one in found])
        return DONE
    for one in found:
        source = f"  {one.source}" if one.source else ""
        print(f"{one.id}  {one.docket}  {', '.join(one.block.splitlines())}{source}")
    return DONE


def _change_parties(_program: Program, file: CompanyFile, given: Namespace) -> int:
    if given.what == DROP:
        if not given.which:
            raise WhichParty("Say which party to drop, by its id or name. 'parties FILE list' prints them.")
        gone = drop_party(file, given.which, given.case)
        say(given, f"{gone.name} is no longer kept as a party of {gone.docket}.")
        return DONE
    kept = keep_party(file, CaseParty("", given.case, given.name, given.counsel, given.address, given.email))
    say(given, f"{kept.id}: {kept.name} is a party of {kept.docket}.")
    return DONE


def _party(one: CaseParty) -> Json:
    return {
        "id": one.id,
        "case": one.docket,
        "name": one.name,
        "counsel": one.counsel,
        "address": one.address,
        "email": one.email,
    }
