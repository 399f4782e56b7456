"""The password of a company file by command line: ``password set``, ``password remove``, ``password state``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.companies import company_path, writing
from desktop_app.cli.grammar import Adder, VerbGroup, add_verb
from desktop_app.cli.output import DONE, refuse_existing, say, say_aside, show
from desktop_app.cli.passwords import new_password
from desktop_app.services.companies.passwords import (
    NOT_PROTECTED,
    PROTECTED,
    PasswordOutcome,
    refuse_unfit,
    remove_password,
    set_password,
)
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.paper.recovery_sheet import FORGOTTEN
from desktop_app.services.program.program import Program

WORDS = "the password of a company file: set, change or remove it"


def grammar(add: Adder) -> None:
    """The grammar of these verbs."""
    under = VerbGroup("password", WORDS).under(add)
    words = "encrypt the file with a password, or change it, and write the recovery sheet to print"
    setting = add_verb(under, "set", words, writing(set_and_print), "file", replace="an earlier sheet")
    setting.add_argument("--sheet", metavar="PDF", required=True, help="where to write the recovery sheet")
    more = "a file whose first line is the new password (- for standard input); asked for if not given"
    setting.add_argument("--new-password-file", metavar="FILE", default="", help=more)
    add_verb(under, "remove", "write the file in clear again", writing(remove), "file")
    add_verb(under, "state", "say whether the file has one, and what it protects", print_state, "file", json=True)


def set_and_print(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``password set FILE --sheet SHEET.pdf [--new-password-file FILE]``."""
    sheet = Path(given.sheet)
    refuse_existing(sheet, replace=given.replace)
    password = new_password(given.new_password_file)
    refuse_unfit(password, file.path)
    for sentence in (*NOT_PROTECTED, FORGOTTEN):
        say(given, sentence)
    return _told(set_password(program.companies, program.report_pages, file, password, sheet), given)


def remove(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``password remove FILE``."""
    if not file.workspace.has_password:
        say(given, f"{file.path.name} has no password.")
        return DONE
    return _told(remove_password(program.companies, file), given)


def print_state(program: Program, given: Namespace) -> int:
    """``password state FILE [--json]``: needs no password."""
    path = company_path(given.file)
    locked = program.companies.files.passwords.has_password(path)
    if given.json:
        show({"file": str(path), "password": locked})
        return DONE
    print(f"{path.name} has {'a' if locked else 'no'} password.")
    if locked:
        for sentence in (PROTECTED, *NOT_PROTECTED, FORGOTTEN):
            say(given, sentence)
    return DONE


def _told(outcome: PasswordOutcome, given: Namespace) -> int:
    say_aside(outcome.sentence) if outcome.left else say(given, outcome.sentence)
    return DONE
