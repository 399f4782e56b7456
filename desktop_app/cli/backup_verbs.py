"""Dated copies by command line: which there are, and putting one in the place of the file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.verbs import DONE, show
from desktop_app.domain.values import Json
from desktop_app.services.program.program import Program


def grammar(add: Adder) -> None:
    """``backups`` and ``restore``."""
    listing = add_verb(add, "backups", "list the dated backups of a file, the newest first", print_backups, "file")
    listing.add_argument("--json", action="store_true")
    putting = add_verb(add, "restore", "put a backup in the place of the file", restore_backup, "file")
    putting.add_argument("--backup", metavar="NAME", default="", help="one of 'backups'; the newest if not given")


def print_backups(program: Program, given: Namespace) -> int:
    """``backups FILE [--json]``."""
    copies = program.desk.backups(Path(given.file))
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
        print(f"There is no backup of {given.file}.")
    return DONE


def restore_backup(program: Program, given: Namespace) -> int:
    """``restore FILE [--backup NAME]``."""
    chosen = program.desk.restore(Path(given.file), given.backup)
    print(f"{chosen.path.name} is in the place of {given.file} now. What was there is kept as a backup, too.")
    return DONE
