"""The verbs of the chart of accounts: ``accounts list``, ``change``, ``add``, ``retire`` and their like.

ACCOUNT is written SERVICE/ID (``water/mains``, ``common/cash``); ``accounts list`` prints all.
"""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.companies import reading, writing
from desktop_app.cli.grammar import Adder, VerbGroup, add_verb
from desktop_app.cli.output import DONE, say, show
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.accounts import chart_of_accounts, following_profile
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.workspace_keys import COMMON
from desktop_app.services.program.program import Program

ACCOUNTS = VerbGroup("accounts", "the company's chart of accounts: numbers, names, own and retired accounts")
ACCOUNT = ("file", "account")


class NotAnAccount(UserError):
    """The account is not written SERVICE/ID."""


def grammar(add: Adder) -> None:
    """The grammar of ``accounts``."""
    under = ACCOUNTS.under(add)
    add_verb(under, "list", "print all accounts", reading(accounts_list), "file", json=True)
    changed = add_verb(under, "change", "change the number or title of an account", writing(accounts_change), *ACCOUNT)
    added = add_verb(under, "add", "add an account of the company's own", writing(accounts_add), "file")
    added.add_argument("--service", required=True, help="water, sewer, heating, shared or common")
    added.add_argument("--section", required=True, help="the section, as accounts list prints it")
    added.add_argument("--like", default="", metavar="ID", help="the account that it counts like in totals and checks")
    for one in (changed, added):
        one.add_argument("--number", default="")
        one.add_argument("--title", default="", required=one is added)
    words = "end an account and carry its balance to another"
    retired = add_verb(under, "retire", words, writing(accounts_retire), *ACCOUNT)
    retired.add_argument("--from", dest="year", type=int, metavar="YEAR", help="the first year without it")
    retired.add_argument("--into", default="", metavar="ID", help="the account to which its balance is carried")
    add_verb(under, "restore", "restore an account as listed", writing(accounts_restore), *ACCOUNT)
    add_verb(under, "preset", "apply a preset of accounts", writing(accounts_preset), "file", "name")
    words = "update an open report with the services and system of the Company page"
    add_verb(under, "follow", words, writing(accounts_follow), "file", "filing")


def accounts_list(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``accounts list FILE [--json]``."""
    lines = chart_of_accounts.concerned_lines(file)
    presets = [f"{preset.id}: {preset.title}" for preset in file.library.presets()]
    if given.json:
        listed: list[Json] = [
            {
                "account": f"{line.utility or COMMON}/{line.account.id}",
                "number": line.account.number,
                "title": line.account.title,
                "section": line.account.section,
                "roles": list[Json](sorted(line.account.roles)),
                "confidence": line.account.confidence,
                "state": line.state,
            }
            for line in lines
        ]
        show({"accounts": listed, "presets": list[Json](presets)})
        return DONE
    for line in lines:
        name = f"{line.utility or COMMON}/{line.account.id}"
        print(f"{line.account.number:>8}  {line.account.title}\t{line.account.section}\t{name}\t{line.state}")
    print(
        f"Sets of accounts: {'; '.join(presets)}" if chart_of_accounts.has_chart(file) else chart_of_accounts.NO_CHART
    )
    return DONE


def accounts_change(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``accounts change FILE ACCOUNT [--number N] [--title T]``."""
    utility, account = _split(given.account)
    chart_of_accounts.change_account(file, utility, account, number=given.number, title=given.title)
    say(given, chart_of_accounts.account_words(chart_of_accounts.find_account(file, utility, account).account))
    return DONE


def accounts_add(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``accounts add FILE --service S --section S --title T [--number N] [--like ID]``."""
    utility = "" if given.service == COMMON else given.service
    new = chart_of_accounts.add(file, utility, given.section, number=given.number, title=given.title, like=given.like)
    say(given, f"{given.service}/{new.id}: {new.number} {new.title}".rstrip())
    return DONE


def accounts_retire(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``accounts retire FILE ACCOUNT [--from YEAR] [--into ID]``."""
    utility, account = _split(given.account)
    year = given.year or chart_of_accounts.first_open_year(file)
    edited = chart_of_accounts.retire(file, utility, account, year, given.into)
    say(given, f"{edited.label}." if edited else "Nothing changed.")
    return DONE


def accounts_restore(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``accounts restore FILE ACCOUNT``."""
    utility, account = _split(given.account)
    edited = chart_of_accounts.restore(file, utility, account)
    say(given, f"{edited.label}." if edited else "Nothing changed.")
    return DONE


def accounts_preset(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``accounts preset FILE NAME``."""
    edited = chart_of_accounts.take_preset(file, given.name)
    say(given, f"{edited.label}." if edited else "Nothing changed.")
    return DONE


def accounts_follow(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``accounts follow FILE FILING``."""
    edited = following_profile.follow_profile(file, given.filing)
    say(given, f"{given.filing}: services and accounts updated." if edited else "Nothing changed.")
    return DONE


def _split(text: str) -> tuple[str, str]:
    utility, _, account = text.partition("/")
    if not account:
        raise NotAnAccount(f"An account is written SERVICE/ID, for example water/mains; this reads '{text}'.")
    return "" if utility == COMMON else utility, account
