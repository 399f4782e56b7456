"""The verbs of the chart of accounts: ``accounts list``, ``change``, ``add``, ``retire`` and their like.

ACCOUNT is written SERVICE/ID (``water/mains``, ``common/cash``); ``accounts list`` prints all.
"""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable

from desktop_app.cli.verbs import DONE, opened_company, show
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.accounts import chart_of_accounts, following_profile
from desktop_app.services.company.workspace_keys import COMMON
from desktop_app.services.program.program import Program

Adder = Callable[..., argparse.ArgumentParser]
Deed = Callable[[Program, Namespace], int]


class NotAnAccount(UserError):
    """The account is not written SERVICE/ID."""


def grammar(add: Adder) -> None:
    """The grammar of ``accounts``."""
    words = "the company's chart of accounts: numbers, names, own and retired accounts"
    top = add("accounts", help=words, description=words).add_subparsers(title="deeds", required=True, metavar="WHAT")

    def deed(name: str, said: str, verb: Deed, *positional: str) -> argparse.ArgumentParser:
        made = top.add_parser(name, help=said, description=said)
        for item in ("file", *positional):
            made.add_argument(item, metavar=item.upper())
        made.set_defaults(verb=verb)
        return made

    listed = deed("list", "print all accounts", accounts_list)
    listed.add_argument("--json", action="store_true")
    changed = deed("change", "give an account another number or title", accounts_change, "account")
    added = deed("add", "add an account of the company's own", accounts_add)
    added.add_argument("--service", required=True, help="water, sewer, heating, shared or common")
    added.add_argument("--section", required=True, help="the section, as accounts list prints it")
    added.add_argument("--like", default="", metavar="ID", help="the account whose part in sums and checks it takes")
    for one in (changed, added):
        one.add_argument("--number", default="")
        one.add_argument("--title", default="", required=one is added)
    retired = deed("retire", "end an account and carry its balance to another", accounts_retire, "account")
    retired.add_argument("--from", dest="year", type=int, metavar="YEAR", help="the first year without it")
    retired.add_argument("--into", default="", metavar="ID", help="the account that takes its balance over")
    deed("restore", "put an account back as listed", accounts_restore, "account")
    deed("preset", "apply a preset of accounts", accounts_preset, "name")
    deed("follow", "give an open report the services and system of the Company page", accounts_follow, "filing")


def accounts_list(program: Program, given: Namespace) -> int:
    """``accounts list FILE [--json]``."""
    with opened_company(program.desk, given.file) as file:
        lines = chart_of_accounts.lines(file)
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
    print(f"Sets of accounts: {'; '.join(presets)}")
    return DONE


def accounts_change(program: Program, given: Namespace) -> int:
    """``accounts change FILE ACCOUNT [--number N] [--title T]``."""
    utility, account = _split(given.account)
    with opened_company(program.desk, given.file) as file:
        chart_of_accounts.change_account(file, utility, account, number=given.number, title=given.title)
        print(chart_of_accounts.account_words(chart_of_accounts.find_account(file, utility, account).account))
    return DONE


def accounts_add(program: Program, given: Namespace) -> int:
    """``accounts add FILE --service S --section S --title T [--number N] [--like ID]``."""
    utility = "" if given.service == COMMON else given.service
    with opened_company(program.desk, given.file) as file:
        new = chart_of_accounts.add(
            file, utility, given.section, number=given.number, title=given.title, like=given.like
        )
    print(f"{given.service}/{new.id}: {new.number} {new.title}".rstrip())
    return DONE


def accounts_retire(program: Program, given: Namespace) -> int:
    """``accounts retire FILE ACCOUNT [--from YEAR] [--into ID]``."""
    utility, account = _split(given.account)
    with opened_company(program.desk, given.file) as file:
        year = given.year or chart_of_accounts.first_open_year(file)
        edited = chart_of_accounts.retire(file, utility, account, year, given.into)
    print(f"{edited.label}." if edited else "Nothing changed.")
    return DONE


def accounts_restore(program: Program, given: Namespace) -> int:
    """``accounts restore FILE ACCOUNT``."""
    utility, account = _split(given.account)
    with opened_company(program.desk, given.file) as file:
        edited = chart_of_accounts.restore(file, utility, account)
    print(f"{edited.label}." if edited else "Nothing changed.")
    return DONE


def accounts_preset(program: Program, given: Namespace) -> int:
    """``accounts preset FILE NAME``."""
    with opened_company(program.desk, given.file) as file:
        edited = chart_of_accounts.take_preset(file, given.name)
    print(f"{edited.label}." if edited else "Nothing changed.")
    return DONE


def accounts_follow(program: Program, given: Namespace) -> int:
    """``accounts follow FILE FILING``."""
    with opened_company(program.desk, given.file) as file:
        edited = following_profile.follow_profile(file, given.filing)
    print(f"{given.filing}: services and accounts updated." if edited else "Nothing changed.")
    return DONE


def _split(text: str) -> tuple[str, str]:
    utility, _, account = text.partition("/")
    if not account:
        raise NotAnAccount(f"An account is written SERVICE/ID, for example water/mains; this reads '{text}'.")
    return "" if utility == COMMON else utility, account
