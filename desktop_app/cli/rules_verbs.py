"""The verbs that tell what the law says: ``rules list``, ``coverage``, ``value``, ``clock`` and ``penalty``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from desktop_app.cli.grammar import Adder, VerbGroup, add_verb, date_given, number_given
from desktop_app.cli.output import DONE, show
from desktop_app.domain.citations import is_citation, stands_in
from desktop_app.domain.dates import long_date
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.formspec.form_difference import form_difference
from desktop_app.rulebook.clock import NO_DATE, DeadlineEnd, DeadlineNature, DeadlineRule, NoSuchClock
from desktop_app.rulebook.count import count_of
from desktop_app.rulebook.fees import RULES, UNPAID, FeeItem, FeeReview, ReviewedMatter, territorial_fees
from desktop_app.rulebook.financing_fees import DebtIssue, financing_fees
from desktop_app.rulebook.law import ChapterLaw
from desktop_app.rulebook.penalty import NoSuchPenalty
from desktop_app.rulebook.registry import CoverageStatus, Utility
from desktop_app.rulebook.rulebook import NoRuleYet, NoSuchRule, Rulebook, RuleValue
from desktop_app.services.program.program import Program
from desktop_app.services.program.rule_texts import chapter_text, find_provision

RULES_GROUP = VerbGroup("rules", "what the law says: values, deadlines and penalties, each with its citation")


TERRITORIAL, FINANCING = "territorial", "financing"


class NotInTheRules(UserError):
    """The rules built in have no such value, clock or penalty."""


def grammar(add: Adder) -> None:
    """The grammar of ``rules``."""
    under = RULES_GROUP.under(add)
    add_verb(under, "list", "every value and deadline with its citation", run_rules_list, json=True)
    words = "how many provisions of each filing are answered, cited and asked"
    add_verb(under, "coverage", words, rules_coverage, json=True)
    words = "the text of a rule of the chapter, or of one provision such as 3.640(4)(C)"
    add_verb(under, "text", words, rules_text, "citation")
    words = "one value on a day; NAME may be a citation such as 3.630(1)"
    value = add_verb(under, "value", words, rules_value, "name", json=True)
    value.add_argument("--on", required=True, metavar="DATE", type=date_given)
    words = "when a deadline ends; NAME may be a citation such as 3.640(3)"
    clock = add_verb(under, "clock", words, rules_clock, "name", json=True)
    clock.add_argument("--start", required=True, metavar="DATE", type=date_given, help="for a period, its last day")
    words = "what so many days late cost; NAME may be a citation such as 3.640(9)"
    penalty = add_verb(under, "penalty", words, rules_penalty, "name", json=True)
    penalty.add_argument("--days", required=True, metavar="N", type=int)
    words = "what a revision of a form has that an earlier one has not: lines that are new, gone or moved"
    other = add_verb(under, "difference", words, rules_difference, "form")
    other.add_argument("--from", dest="old", type=int, metavar="N", help="the revision before, if not named")
    other.add_argument("--to", dest="new", type=int, metavar="N", help="the newest, if not named")
    words = "what the review of a territorial agreement costs, or an issue of debt"
    fees = add_verb(under, "fees", words, rules_fees, json=True)
    fees.add_argument("what", nargs="?", choices=(TERRITORIAL, FINANCING), default=TERRITORIAL, help="of which fees")
    fees.add_argument("--on", metavar="DATE", type=date_given, help="by the values of this day, or else of today")
    fees.add_argument("--utility", choices=[utility.value for utility in RULES], help="territorial: whose agreement")
    matters = [matter.value for matter in ReviewedMatter]
    fees.add_argument("--matter", choices=matters, default=matters[0], help="what is before the commission")
    fees.add_argument("--amendment", action="store_true", help="it amends an existing agreement")
    fees.add_argument("--opposed", action="store_true", help="it is opposed (electric only)")
    fees.add_argument("--hours", type=number_given, default=Decimal(0), metavar="N", help="hours of hearing")
    fees.add_argument("--pages", type=int, default=0, metavar="N", help="pages of transcript")
    for name, words in (
        ("debt", "financing: bonds, notes and other debt to be issued"),
        ("refunding", "financing: how much of it refunds or assumes old debt"),
        ("stock", "financing: stock to be issued"),
    ):
        fees.add_argument(f"--{name}", type=number_given, default=Decimal(0), metavar="AMOUNT", help=words)


def rules_text(program: Program, given: Namespace) -> int:
    """``rules text CITATION``."""
    rule, at = find_provision(chapter_text(program.resources), given.citation)
    whole = given.citation.strip().endswith(rule.rule)
    print(f"4 CSR 240-{rule.rule} {rule.title}")
    for name, words in rule.provisions if whole else rule.provisions[at : at + 1]:
        print(f"{name}  {words}")
    return DONE


def run_rules_list(program: Program, given: Namespace) -> int:
    """``rules list [--json]``."""
    law = program.companies.library.law()
    today = program.companies.clock.today()
    values = [_value(law, name, today) for name in law.rules.names if _clock(law, name) is None]
    clocks: list[dict[str, Json]] = [
        {
            "kind": "clock",
            "name": clock.name,
            "label": clock.label,
            "utility": clock.utility.value,
            "filing": clock.filing,
            "event": clock.event.words,
            "count": law.words(clock, today),
            "bound": clock.bound.value if clock.nature is not DeadlineNature.NO_DATE else "",
            "nature": clock.nature.value,
            "who": clock.who,
            "citation": ", ".join(clock.cites),
        }
        for clock in law.clocks.all
    ]
    penalties: list[dict[str, Json]] = [
        {
            "kind": "penalty",
            "name": penalty.name,
            "label": penalty.label,
            "utility": penalty.utility.value,
            "citation": ", ".join(penalty.cites),
        }
        for penalty in law.penalties.all
    ]
    everything = [*({"kind": "value", **value} for value in values), *clocks, *penalties]
    if given.json:
        show(list(everything))
        return DONE
    for item in everything:
        said = str(item.get("count") or item.get("words") or "").replace("\n", ", ")
        print(f"{item['name']:48} {item['citation']}\n    {item['label']}{f': {said}' if said else ''}")
    return DONE


def rules_coverage(program: Program, given: Namespace) -> int:
    """``rules coverage [--json]``: the filings of the chapter, and how many of their provisions are answered."""
    kinds = program.registry
    if given.json:
        show(
            [
                {
                    "filing": kind.id,
                    "title": kind.title,
                    "answered": kind.answered,
                    "cited": kind.cited,
                    "asked": kind.asked,
                    "prepared_for": [
                        row.utility.value for row in kind.coverage if row.status is CoverageStatus.WORKING
                    ],
                    "how": {row.utility.value: kind.how(row.utility) for row in kind.coverage if kind.how(row.utility)},
                }
                for kind in kinds
            ]
        )
        return DONE
    print(f"{'Filing':<50} {'answered':>9} {'cited':>9} {'asked':>9}")
    rows = [(kind.title, (kind.answered, kind.cited, kind.asked)) for kind in kinds if kind.asked]
    totals = [sum(numbers[column] for _, numbers in rows) for column in range(3)]
    for title, numbers in (*rows, ("Together", totals)):
        print(f"{title:<50} {' '.join(f'{number:>9}' for number in numbers)}")
    print(
        "Answered: a line of a form, a check, printed words, a refusal, or a dated deadline, in a filing that the "
        "program prepares. Cited: something in the program names the provision. Asked: software must answer it."
    )
    for kind in kinds:
        for how in dict.fromkeys(filter(None, (kind.how(row.utility) for row in kind.coverage))):
            whom = ", ".join(row.utility.value for row in kind.coverage if kind.how(row.utility) == how)
            print(f"{kind.title} ({whom}): {how}")
    return DONE


def rules_value(program: Program, given: Namespace) -> int:
    """``rules value NAME --on DATE [--json]``: one value, or a list where a citation holds more than one."""
    law = program.companies.library.law()
    names, undated = [given.name], _undated(law, given.name)
    if is_citation(given.name):
        names = [name for name in law.rules.names if stands_in(_cites(law, name), given.name)]
        if not names and not undated:
            raise NotInTheRules(f"No value is defined in {given.name}. 'rules list' names them all.")
    elif undated:
        names = []
    try:
        found = [*(_value(law, name, given.on) for name in names), *undated]
    except (NoSuchRule, NoRuleYet) as error:
        raise NotInTheRules(error.args[0]) from None
    if given.json:
        show(found[0] if len(found) == 1 else list(found))
        return DONE
    for value in found:
        said = str(value["words"]).replace("\n", ", ")
        print(f"{value['label']}: {said} [{value['citation']}]")
    return DONE


def _undated(law: ChapterLaw, name: str) -> list[dict[str, Json]]:
    """The duties of that name or citation for which the rule names no day."""
    cited = is_citation(name)
    found = {
        clock.name: clock
        for clock in law.clocks.all
        if clock.nature is DeadlineNature.NO_DATE and (clock.name == name or (cited and stands_in(clock.cites, name)))
    }
    return [
        {
            "name": clock.name,
            "label": clock.label,
            "value": None,
            "unit": "",
            "words": NO_DATE,
            "citation": ", ".join(cite for item in law.clocks.find(clock.name) for cite in item.cites),
        }
        for clock in found.values()
    ]


def _closed_words(law: ChapterLaw, ending: DeadlineEnd) -> str:
    """That the commission is likely closed on the last day of a deadline; nothing of another day."""
    if ending.date is None or not ending.clock.bound.is_deadline:
        return ""
    shut = law.calendar.closing(ending.date)
    return f" {long_date(ending.date)} is {shut}; the chapter does not extend the due date." if shut else ""


def rules_clock(program: Program, given: Namespace) -> int:
    """``rules clock NAME --start DATE [--json]``."""
    law = program.companies.library.law()
    try:
        endings = [law.run(clock, given.start) for clock in law.clocks.find(given.name)]
    except NoSuchClock as error:
        raise NotInTheRules(error.args[0]) from None
    if given.json:
        show(
            [
                {
                    "name": ending.clock.name,
                    "event": ending.clock.event.words,
                    "date": ending.date.isoformat() if ending.date else None,
                    "sentence": ending.sentence,
                    "citation": ending.authority,
                    "utility": ending.clock.utility.value,
                    "count": ending.count,
                    "words": law.words(ending.clock, given.start),
                    "bound": ending.clock.bound.value if ending.date else "",
                    "nature": ending.clock.nature.value,
                    "who": ending.clock.who,
                    "closed": law.calendar.closing(ending.date) if ending.date else "",
                }
                for ending in endings
            ]
        )
        return DONE
    for ending in endings:
        said = f"{long_date(ending.date) if ending.date else NO_DATE}: {ending.sentence} [{ending.authority}]"
        print(f"{said}{_closed_words(law, ending)}")
    return DONE


def rules_penalty(program: Program, given: Namespace) -> int:
    """``rules penalty NAME --days N [--json]``: one answer, by the rules of today."""
    law = program.companies.library.law()
    today = program.companies.clock.today()
    try:
        found = law.penalties.find(given.name)
    except NoSuchPenalty as error:
        raise NotInTheRules(error.args[0]) from None
    first = found[0]
    amount = first.amount(law.rules, given.days, today)
    sentence = first.sentence(law.rules, given.days, today)
    citation = ", ".join(cite for penalty in found for cite in penalty.cites)
    if given.json:
        show({"amount": _number(amount), "sentence": sentence, "citation": citation})
    else:
        print(f"{sentence} [{citation}]")
    return DONE


def rules_fees(program: Program, given: Namespace) -> int:
    """``rules fees [territorial] --utility U [--matter M] ...`` or ``rules fees financing --debt N ...``."""
    rules, today = program.companies.library.rules(), given.on or program.companies.clock.today()
    if given.what == FINANCING:
        return _print_financing_fees(rules, given, today)
    if given.utility is None:
        raise NotInTheRules("Say whose agreement it is: --utility electric or --utility water.")
    if given.hours < 0 or given.pages < 0:
        raise NotInTheRules("Hours and pages cannot be less than 0.")
    utility, matter = Utility(given.utility), ReviewedMatter(given.matter)
    if utility is Utility.WATER and matter is ReviewedMatter.ANNEXATION:
        raise NotInTheRules(
            "The rule for water names no annexation dispute (3.630(1)). Choose agreement or designation."
        )
    if given.amendment and matter is not ReviewedMatter.AGREEMENT:
        raise NotInTheRules("Only an agreement is amended. Leave out --amendment, or choose --matter agreement.")
    review = FeeReview(utility, given.amendment, given.opposed, given.hours, given.pages, matter)
    fees = territorial_fees(rules, review, today)
    unpaid = rules.value(UNPAID, today)
    if given.json:
        _show_fees(fees)
        return DONE
    for fee in fees:
        print(f"${fee.amount:,.2f}  {fee.sentence} [{fee.cite}]")
    print(f"Together ${sum(fee.amount for fee in fees):,.2f}. Fees of RSMo 386.300 are not in the chapter.")
    print(f"What is still unpaid: {unpaid.text.strip()} [{RULES[Utility(given.utility)]}(3)].")
    return DONE


def _print_financing_fees(rules: Rulebook, given: Namespace, on: date) -> int:
    issue = DebtIssue(given.debt, given.refunding, given.stock)
    if min(issue.debt, issue.refunding, issue.stock) < 0:
        raise NotInTheRules("Debt, refunding and stock cannot be less than 0.")
    if not issue.debt and not issue.stock:
        raise NotInTheRules("Say what is to be issued: --debt, --stock or both.")
    if issue.refunding > issue.debt:
        raise NotInTheRules(f"${issue.refunding:,} cannot refund old debt out of an issue of ${issue.debt:,}.")
    fees = financing_fees(rules, issue, on)
    if given.json:
        _show_fees(fees)
        return DONE
    for fee in fees:
        print(f"${fee.amount:,.2f}  {fee.sentence} [{fee.cite}]")
    print(f"Together ${sum(fee.amount for fee in fees):,.2f}, an estimate: the statute is not in the chapter.")
    return DONE


def _show_fees(fees: Sequence[FeeItem]) -> None:
    """Each fee, with what all of them come to."""
    total = f"{sum(fee.amount for fee in fees):.2f}"
    show(
        [
            {"amount": f"{fee.amount:.2f}", "sentence": fee.sentence, "citation": fee.cite, "total": total}
            for fee in fees
        ]
    )


def _clock(law: ChapterLaw, name: str) -> DeadlineRule | None:
    return next((clock for clock in law.clocks.all if clock.name == name), None)


def _cites(law: ChapterLaw, name: str) -> tuple[str, ...]:
    return tuple(cite for value in law.rules.parameter(name).values for cite in value.cites)


def _value(law: ChapterLaw, name: str, on: date) -> dict[str, Json]:
    """A value of the rules. How long a clock runs is told as its number and unit, if it is that simple."""
    found, clock = law.rules.value(name, on), _clock(law, name)
    value, unit = _plain(found, clock=clock is not None)
    words = law.words(clock, on) if clock is not None else _said(found)
    return {
        "name": name,
        "label": found.label,
        "value": value,
        "unit": unit,
        "words": words,
        "citation": found.authority,
        "from": found.since.isoformat(),
        "source": found.source,
        "unverified": found.unverified,
    }


def _plain(found: RuleValue, *, clock: bool) -> tuple[Json, str]:
    if isinstance(found.value, Decimal):
        return _number(found.value), found.unit
    span = count_of(found.value).span if clock else None
    return (found.value, found.unit) if span is None or span.number <= 0 else (span.number, span.unit)


def _said(found: RuleValue) -> str:
    """A value in words: a number with its unit, a text as it is."""
    return f"{_number(found.value)} {found.unit}" if isinstance(found.value, Decimal) else found.value.strip()


def _number(number: Decimal) -> Json:
    """A whole number as such, any other as a text, so that no digit is lost."""
    return int(number) if number == number.to_integral_value() else f"{number:f}"


def rules_difference(program: Program, given: Namespace) -> int:
    """``rules difference FORM [--from N] [--to N]``."""
    library = program.companies.library
    new = library.form(given.form, given.new)
    number = new.revision - 1 if given.old is None else given.old
    if not number:
        raise UserError(f"The form '{given.form}' has one revision. There is none before it to compare with.")
    found = form_difference(library.form(given.form, number), new)
    for change in found.rows:
        print(f"{change.what}: {' -> '.join(part.where for part in (change.before, change.now) if part is not None)}")
    print("Answers of an earlier report go to the lines of the same name, also where a line moved.")
    return DONE
