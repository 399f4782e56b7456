"""The verb that looks at every company of a folder."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE, REFUSED, say, say_aside, show
from desktop_app.domain.file_names import COMPANY_SUFFIX
from desktop_app.domain.problems import Severity
from desktop_app.domain.values import Json
from desktop_app.services.companies.all_companies import (
    CompanyLine,
    LineOrder,
    LinesShown,
    company_files,
    look_at,
    shown_lines,
    sorted_lines,
)
from desktop_app.services.program.program import Program


def grammar(add: Adder) -> None:
    """Adds the verb to the command line."""
    words = "every company of a folder: what is due, how far it is, what is wrong, the last backup"
    verb = add_verb(add, "companies", words, companies, "folder", json=True)
    which, orders = ([item.value for item in kind] for kind in (LinesShown, LineOrder))
    verb.add_argument("--show", choices=which, default="all", metavar="WHICH", help=", ".join(which))
    verb.add_argument("--sort", choices=orders, default="name", metavar="ORDER", help=", ".join(orders))
    verb.add_argument("--named", default="", metavar="WORDS", help="only those with these words in their name")


def companies(program: Program, given: Namespace) -> int:
    """``companies FOLDER [--show W] [--sort O] [--json]``: exit code 1 if one of the files could not be read."""
    paths = company_files(Path(given.folder) if given.folder else Path("The name of the folder"))
    lines = [look_at(program.companies, path) for path in paths]
    today = program.companies.clock.today()
    chosen = sorted_lines(shown_lines(lines, today, LinesShown(given.show), given.named), LineOrder(given.sort))
    if given.json:
        show({"folder": given.folder, "companies": [_line_json(line) for line in chosen]})
    else:
        for line in chosen:
            print(f"{line.name}\t{line.path.name}\t{_line_words(line)}")
        if not lines:
            say(given, f"There is no company in {given.folder}: no file there ends in {COMPANY_SUFFIX}.")
    for line in chosen:
        if line.refusal and not line.locked:
            say_aside(line.refusal)
        elif line.in_use and not given.json:
            say_aside(f"{line.path.name}: {line.in_use}")
    return REFUSED if any(line.refusal and not line.locked for line in chosen) else DONE


def _line_words(line: CompanyLine) -> str:
    if line.refusal:
        return line.refusal if line.locked else "cannot be read"
    due = f"{line.due.title}, {line.due.shown.isoformat()}" if line.due is not None else "nothing is due"
    late = f", {line.late} days late" if line.late else ""
    backup = f"backup {line.backup[:10]}" if line.backup else "no backup"
    found = line.standing
    if found is None:
        return f"{due}{late}\tno filing is open\t{backup}"
    weights = (Severity.STOP, Severity.EXPLAIN)
    counts = ", ".join(severity.counted(count) for severity, count in zip(weights, line.wrong, strict=True))
    return f"{due}{late}\t{found.filing.id}: {found.pages}, {found.percent} percent answered, {counts}\t{backup}"


def _line_json(line: CompanyLine) -> Json:
    found = line.standing
    due: Json = None
    if line.due is not None:
        due = {"title": line.due.title, "date": line.due.shown.isoformat(), "days_late": line.late}
    progress: Json = None
    if found is not None:
        progress = {
            "filing": found.filing.id,
            "answered": found.answered,
            "required": found.required,
            "percent": found.percent,
            "blank": len(found.blanks),
            "errors": found.counts[Severity.STOP],
            "to_explain": found.counts[Severity.EXPLAIN],
            "notes": found.counts[Severity.NOTE],
        }
    return {
        "file": str(line.path),
        "name": line.name,
        "due": due,
        "waiting": line.waiting,
        "progress": progress,
        "wrong": {"errors": line.wrong[0], "to_explain": line.wrong[1]},
        "backup": line.backup or None,
        "in_use": line.in_use,
        "refusal": line.refusal,
    }
