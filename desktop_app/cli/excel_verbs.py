"""The verb that writes copies in Excel and takes back what was changed in them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection
from pathlib import Path

from desktop_app.cli.companies import looked_at, opened_company
from desktop_app.cli.grammar import Adder, VerbGroup, add_verb
from desktop_app.cli.output import DONE, REFUSED, STREAM, input_file, refuse_folder, say, say_aside, show, write_output
from desktop_app.domain.counting import agreeing, counted
from desktop_app.domain.money import shown
from desktop_app.domain.values import Json
from desktop_app.services.program.program import Program
from desktop_app.services.worksheets.copies import NONPUBLIC
from desktop_app.services.worksheets.returning import ReturnedCopy, take_copy

CENTS = 2
EXCEL = VerbGroup("excel", "export to Excel and import changes", file_first=True)


def grammar(add: Adder) -> None:
    """Adds the verbs to the command line."""
    under = EXCEL.under(add)
    out = add_verb(under, "export", "export to Excel", export_copy, "target", json=True, replace="an earlier copy")
    out.add_argument("--filing", default="", metavar="ID", help="one filing (or company); without it, everything")
    out.add_argument("--schedule", default="", metavar="ID", help="one schedule of the filing")
    out.add_argument("--public", action="store_true", help="the copy for the public, made without any sealed value")
    back = add_verb(under, "import", "import what was changed in a copy", import_copy, "source", json=True)
    sides = back.add_mutually_exclusive_group()
    words = "where a cell was changed both here and in the copy, use the copy's"
    sides.add_argument("--theirs", action="store_true", help=words)
    words = "where a cell was changed both here and in the copy, use the company file's"
    sides.add_argument("--mine", action="store_true", help=words)
    back.add_argument("--dry-run", action="store_true", help="show what would change and import nothing")
    words = "write a blank worksheet to print (.pdf) or fill in (.xlsx), or one for last year's figures"
    blank = add_verb(add, "worksheet", words, worksheet, "file", "target", replace="an earlier file")
    blank.add_argument("--filing", required=True, metavar="ID")
    blank.add_argument("--schedule", default="", metavar="ID", help="one schedule; without it, all that are asked")
    blank.add_argument("--last-year", action="store_true", help="for the closing figures of a report made elsewhere")


def worksheet(program: Program, given: Namespace) -> int:
    """``worksheet FILE OUT.pdf|OUT.xlsx --filing ID [--schedule S] [--last-year]``."""
    with looked_at(program.companies, given.file) as file:
        if given.target == STREAM:
            sheets = {"filing": given.filing, "schedule": given.schedule}
            content = program.excel.blank_sheets(file, **sheets, last_year=given.last_year)
            write_output(given, STREAM, content)
            return DONE
        refuse_folder(Path(given.target))
        path = program.excel.worksheet(
            file,
            Path(given.target),
            filing=given.filing,
            schedule=given.schedule,
            last_year=given.last_year,
            replacing=given.replace,
        )
    say(given, f"Written to {path}.")
    return DONE


def export_copy(program: Program, given: Namespace) -> int:
    """``excel FILE export OUT.xlsx [--filing ID] [--schedule S] [--public]``."""
    with looked_at(program.companies, given.file) as file:
        if given.target == STREAM:
            content = program.excel.copied(file, filing=given.filing, schedule=given.schedule, public=given.public)
            write_output(given, STREAM, content)
            return DONE
        refuse_folder(Path(given.target))
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
        say(given, f"Written to {path}.")
        if path.name != Path(given.target).name and NONPUBLIC.lower() not in Path(given.target).name.lower():
            say_aside(f"'{NONPUBLIC.lower()}' was added to the name, because the copy holds what is kept under seal.")
    return DONE


def import_copy(program: Program, given: Namespace) -> int:
    """``excel FILE import IN.xlsx [--theirs|--mine] [--dry-run]``: exit code 1 if a sheet or cell was not imported."""
    with opened_company(program.companies, given.file) as file:
        found = program.excel.returned(file, input_file(given.source))
        theirs = range(len(found.conflicts)) if given.theirs else () if given.mine or not found.conflicts else None
        stuck = bool(found.refused) or theirs is None
        taken = not given.dry_run and not stuck and take_copy(file, found, theirs) is not None
    if given.json:
        show(_report(found, taken=taken))
    else:
        _tell(found, theirs or (), taken=taken)
    _tell_trouble(found, undecided=theirs is None)
    return REFUSED if stuck else DONE


def _tell(found: ReturnedCopy, theirs: Collection[int], *, taken: bool) -> None:
    changes = [(change.filing, change.where, change.before, change.after) for change in found.changes]
    changes += [(item.filing, item.where, item.mine, item.theirs) for item in map(found.conflicts.__getitem__, theirs)]
    for filing, where, before, after in changes:
        print(f"  {filing}, {where}: {before or 'blank'} -> {after or 'blank'}")
    count = counted(len(changes), "change")
    for sentence in found.remarks:
        print(f"  {sentence}")
    if found.rounding:
        print(f"  Rounded line by line to whole dollars: together {shown(found.rounding, CENTS)}.")
    if taken:
        print(f"{count}. Imported as one step; 'undo' reverses it.")
    elif not found.refused:
        others = len(found.passed_over)
        were = f"{counted(others, 'other')} {agreeing(others, 'was', 'were')} not"
        where = f" in the sheets that were read; {were}" if others else ""
        print(f"{count}{where}. Nothing was changed.")


def _tell_trouble(found: ReturnedCopy, *, undecided: bool) -> None:
    for sentence in found.refused:
        say_aside(sentence)
    if found.refused:
        count = len(found.refused)
        fit = agreeing(count, "cell or sheet does", "cells or sheets do")
        say_aside(f"Nothing was imported: {count:,} {fit} not fit.")
    elif undecided:
        for item in found.conflicts:
            held, mine, theirs = (text or "blank" for text in (item.held, item.mine, item.theirs))
            say_aside(f"{item.filing}, {item.where}: when copied {held}, here {mine}, in the copy {theirs}.")
        count = len(found.conflicts)
        say_aside(
            f"Nothing was imported: {counted(count, 'cell')} {agreeing(count, 'was', 'were')} changed both here and in "
            "the copy. "
            "Use --theirs for the copy's, or --mine for those in the company file."
        )


def _report(found: ReturnedCopy, *, taken: bool) -> dict[str, Json]:
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
        "conflicts": [
            {
                "place": f"{item.filing}/{item.place}",
                "where": item.where,
                "held": item.held,
                "mine": item.mine,
                "theirs": item.theirs,
            }
            for item in found.conflicts
        ],
        "refused": list(found.refused),
        "passed_over": list(found.passed_over),
        "remarks": list(found.remarks),
        "rounding": f"{found.rounding:f}",
        "taken": taken,
    }
