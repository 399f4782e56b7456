"""Dated backups by command line: which there are, one made now, and putting one in the place of the file."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.companies import company_path, writing
from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE, say, show
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.program.program import Program


def grammar(add: Adder) -> None:
    """``backups``, ``backup`` and ``restore``."""
    words = "list the backups of a file, newest first"
    add_verb(add, "backups", words, print_backups, "file", json=True)
    add_verb(add, "backup", "make a backup now", writing(make_backup), "file")
    putting = add_verb(add, "restore", "restore a backup in place of the file", restore_backup, "file")
    putting.add_argument("--backup", metavar="NAME", default="", help="one of 'backups'; the newest if not given")


def print_backups(program: Program, given: Namespace) -> int:
    """``backups FILE [--json]``."""
    copies = program.companies.backups(company_path(given.file))
    if given.json:
        listed: list[Json] = [
            {"name": copy.path.name, "path": str(copy.path), "at": copy.at, "reason": copy.reason, "bytes": copy.size}
            for copy in copies
        ]
        show(listed)
        return DONE
    for copy in copies:
        print(f"{copy.at}  {copy.reason:9}  {copy.size:>11,} bytes  {copy.path.name}")
    if not copies:
        say(given, f"There is no backup of {given.file}.")
    return DONE


def make_backup(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``backup FILE``."""
    made = program.companies.files.back_up(file.workspace, "asked")
    say(given, f"Backup {made.path.name} was written to {made.path.parent}.")
    return DONE


def restore_backup(program: Program, given: Namespace) -> int:
    """``restore FILE [--backup NAME]``."""
    chosen = program.companies.restore(company_path(given.file), given.backup)
    say(given, f"{chosen.path.name} is in the place of {given.file} now. The earlier state was saved as a backup.")
    return DONE
