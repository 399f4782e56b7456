"""The verb that imports a trial balance into a filing."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.companies import opened_company
from desktop_app.cli.filing_verbs import must_be_filed
from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE, input_file, say, show
from desktop_app.cli.trial_balance_report import print_accounts, print_changes, print_reading, report_of
from desktop_app.domain.money import shown
from desktop_app.domain.problems import UserError
from desktop_app.services.accounts.following_profile import switch_system
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.ports import TableFile
from desktop_app.services.program.program import Program
from desktop_app.services.trial_balance import taking
from desktop_app.services.trial_balance.balancing import (
    OutOfBalance,
    books_period,
    closing_sentence,
    imbalance_sentences,
)
from desktop_app.services.trial_balance.basis import gather_basis
from desktop_app.services.trial_balance.columns import read_columns
from desktop_app.services.trial_balance.importing import AccountViews, view_accounts
from desktop_app.services.trial_balance.mapping import read_mapping
from desktop_app.services.trial_balance.opening_question import opening_question
from desktop_app.services.trial_balance.outcome import BalancePreview
from desktop_app.services.trial_balance.readings import (
    BooksPeriod,
    Reading,
    UnsureColumns,
    choose_reading,
    given_reading,
    visible_sheets,
)
from desktop_app.services.trial_balance.systems import advise_system

KEEP = "keep"


class OtherSystem(UserError):
    """The books follow another system of accounts than the report, and nobody said which to use."""

    def __init__(self, sentence: str, system: str) -> None:
        super().__init__(
            f"{sentence} Nothing was imported. Write --system {system} to switch the company and this report to it, or "
            f"--system {KEEP} to import as it is."
        )


def grammar(add: Adder) -> None:
    """Adds the verb to the command line."""
    words = "import a trial balance (CSV or Excel) into a filing"
    verb = add_verb(add, "trial-balance", words, trial_balance, "file", json=True)
    verb.add_argument("action", metavar="import", choices=["import"])
    verb.add_argument("source", metavar="TABLE", help="the .csv, .xlsx, .xls or .ods file, or - for standard input")
    verb.add_argument("--filing", required=True, metavar="ID")
    verb.add_argument("--sheet", default="", metavar="NAME", help="the sheet, if not the first that fits")
    verb.add_argument(
        "--columns", metavar="LIST", help="accounts=A+B,debit=C,credit=D,first=5 where they are not found"
    )
    verb.add_argument("--map", metavar="TOML", help='lines like "1010" = "p4/cash/end" or "9000" = "ignore"')
    verb.add_argument("--suggested", action="store_true", help="accept the proposed line of each account that is sure")
    verb.add_argument(
        "--opening", action="store_true", help="last year's closing balances, as this year's opening ones"
    )
    verb.add_argument(
        "--out-of-balance", default="", metavar="REASON", help="import although the books do not balance, and why"
    )
    verb.add_argument("--system", default="", metavar="ID", help=f"the system of accounts to switch to, or '{KEEP}'")
    verb.add_argument("--dry-run", action="store_true", help="list every account with its proposal; import nothing")


def trial_balance(program: Program, given: Namespace) -> int:
    """``trial-balance FILE import TB.csv --filing ID [--map MAP.toml] [--dry-run] [--json]``."""
    must_be_filed(given.filing)
    source = program.tables.read(input_file(given.source), lambda: False)
    with opened_company(program.companies, given.file) as file:
        period = books_period(file.book(given.filing), opening=given.opening)
        reading, beside = _chosen(source, given, period)
        advice = _settle_system(file, given, reading)
        basis = gather_basis(file, given.filing)
        views = view_accounts(basis, reading.books)
        mapping = _mapping(program, given, views)
        remarks = [*source.remarks, *reading.books.remarks, *beside, *advice]
        if not given.opening:
            before = (closing_sentence(reading.books), opening_question(file.book(given.filing)))
            remarks += [words for words in before if words]
        listing = given.dry_run or not (given.map or given.suggested or views.kept)
        if not mapping:
            _tell(given, reading, views, None, remarks, listing=True, taken=False)
            if given.dry_run:
                return DONE
            raise taking.NothingMapped
        found = taking.preview_balances(
            basis,
            reading.books,
            mapping,
            name=source.name,
            opening=given.opening,
            reason=given.out_of_balance,
        )
        problems = _imbalance(reading, found)
        if problems and not given.out_of_balance and not given.dry_run:
            raise OutOfBalance(problems)
        remarks += [*found.remarks, *problems]
        taken = not given.dry_run and taking.take_balances(file, found) is not None
    _tell(given, reading, views, found, remarks, listing=listing, taken=taken)
    return DONE


def _chosen(source: TableFile, given: Namespace, period: BooksPeriod) -> tuple[Reading, tuple[str, ...]]:
    """The reading that was asked for, or the one that is sure. Raises UnsureColumns."""
    if given.columns:
        return given_reading(visible_sheets(source, given.sheet)[0], read_columns(given.columns), period), ()
    found = choose_reading(source, period, given.sheet)
    if found.chosen is None:
        raise UnsureColumns(found)
    return found.chosen, found.remarks


def _settle_system(file: CompanyFile, given: Namespace, reading: Reading) -> list[str]:
    """Switches the system of accounts if asked to. Raises OtherSystem where that must be asked."""
    if given.system and given.system != KEEP:
        switch_system(file, given.filing, given.system)
        return []
    advice = advise_system(gather_basis(file, given.filing), reading.books.lines)
    if advice is None:
        return []
    if not given.system and not given.dry_run:
        raise OtherSystem(advice.sentence, advice.system)
    return [f"{advice.sentence} --system {advice.system} switches to it."]


def _mapping(program: Program, given: Namespace, views: AccountViews) -> dict[str, str]:
    mapping = dict(views.sure if given.suggested else views.kept)
    if given.map:
        mapping |= read_mapping(program.companies.samples.table(input_file(given.map)), views.books.lines, views.known)
    return mapping


def _imbalance(reading: Reading, found: BalancePreview) -> tuple[str, ...]:
    if found.imbalance:
        difference = shown(abs(found.imbalance), 2)
        return (f"The balances have no signs; each on the side of its line, they differ by {difference}.",)
    return imbalance_sentences(reading.books)


def _tell(
    given: Namespace,
    reading: Reading,
    views: AccountViews,
    found: BalancePreview | None,
    remarks: list[str],
    *,
    listing: bool,
    taken: bool,
) -> None:
    if given.json:
        show(report_of(reading, views, found, remarks, taken=taken))
        return
    print_reading(reading, remarks)
    if listing:
        print_accounts(views)
    if found is not None:
        print_changes(found)
    say(given, "Imported as one step; 'undo' reverses it." if taken else "Nothing was changed.")
