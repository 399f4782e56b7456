"""The verb that writes copies in Excel and takes back what was changed in them."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from desktop_app.cli.verbs import DONE, REFUSED, opened, show
from desktop_app.domain.money import shown
from desktop_app.domain.values import Json
from desktop_app.services.program.program import Program
from desktop_app.services.worksheets.returning import Returned, take

CENTS = 2


def grammar(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Adds the verb to the command line."""
    words = "write a copy in Excel, or take back what was changed in one"
    verb = add("excel", help=words, description=words)
    verb.set_defaults(verb=excel)
    verb.add_argument("file", metavar="FILE")
    verb.add_argument("action", choices=["export", "import"])
    verb.add_argument("target", metavar="XLSX")
    verb.add_argument("--filing", default="", metavar="ID", help="one filing (or company); without it, everything")
    verb.add_argument("--schedule", default="", metavar="ID", help="one schedule of the filing")
    verb.add_argument("--public", action="store_true", help="the copy for the public: no sealed value was ever near it")
    verb.add_argument("--replace", action="store_true", help="an earlier copy of that name is replaced")
    verb.add_argument("--dry-run", action="store_true", help="show what would change and take nothing")
    verb.add_argument("--json", action="store_true")
    words = "write a blank worksheet to print (.pdf) or fill in (.xlsx), or one for last year's figures"
    blank = add("worksheet", help=words, description=words)
    blank.set_defaults(verb=worksheet)
    blank.add_argument("file", metavar="FILE")
    blank.add_argument("target", metavar="OUT")
    blank.add_argument("--filing", required=True, metavar="ID")
    blank.add_argument("--schedule", default="", metavar="ID", help="one schedule; without it, all that are asked")
    blank.add_argument("--last-year", action="store_true", help="for the closing figures of a report made elsewhere")
    blank.add_argument("--replace", action="store_true", help="an earlier file of that name is replaced")


def worksheet(program: Program, given: Namespace) -> int:
    """``worksheet FILE OUT.pdf|OUT.xlsx --filing ID [--schedule S] [--last-year]``."""
    with opened(program.desk, given.file) as file:
        path = program.excel.worksheet(
            file,
            Path(given.target),
            filing=given.filing,
            schedule=given.schedule,
            last_year=given.last_year,
            replacing=given.replace,
        )
    print(f"Written to {path}.")
    return DONE


def excel(program: Program, given: Namespace) -> int:
    """``excel FILE export OUT.xlsx [--filing ID] [--schedule S] [--public]`` or ``excel FILE import IN.xlsx``."""
    return _export(program, given) if given.action == "export" else _import(program, given)


def _export(program: Program, given: Namespace) -> int:
    with opened(program.desk, given.file) as file:
        path = program.excel.export(
            file,
            Path(given.target),
            filing=given.filing,
            schedule=given.schedule,
            public=given.public,
            replacing=given.replace,
        )
    if given.json:
        show({"file": str(path), "public": given.public})
    else:
        print(f"Written to {path}.")
    return DONE


def _import(program: Program, given: Namespace) -> int:
    with opened(program.desk, given.file) as file:
        found = program.excel.returned(file, Path(given.target))
        taken = not given.dry_run and not found.refused and take(file, found) is not None
    if given.json:
        show(_report(found, taken=taken))
    else:
        _tell(found, taken=taken)
    return REFUSED if found.refused else DONE


def _tell(found: Returned, *, taken: bool) -> None:
    for change in found.changes:
        print(f"  {change.filing}, {change.where}: {change.before or 'blank'} -> {change.after or 'blank'}")
    for sentence in (*found.remarks, *found.refused):
        print(f"  {sentence}")
    if found.rounding:
        print(f"  Rounded line by line to whole dollars: together {shown(found.rounding, CENTS)}.")
    if found.refused:
        print(f"Nothing was taken: {len(found.refused)} cells do not fit.")
    else:
        words = "Taken as one step; 'undo' takes it back." if taken else "Nothing was changed."
        print(f"{len(found.changes)} changes. {words}")


def _report(found: Returned, *, taken: bool) -> Json:
    changes: list[Json] = [
        {
            "place": f"{change.filing}/{change.place}",
            "where": change.where,
            "before": change.before,
            "after": change.after,
        }
        for change in found.changes
    ]
    return {
        "file": found.name,
        "changes": changes,
        "refused": list(found.refused),
        "remarks": list(found.remarks),
        "rounding": f"{found.rounding:f}",
        "taken": taken,
    }
