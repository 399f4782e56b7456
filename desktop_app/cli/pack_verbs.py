"""The verbs of packs: ``pack export``, ``pack show``, ``pack import``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.companies import looked_at, opened_company
from desktop_app.cli.grammar import Adder, VerbGroup, add_verb
from desktop_app.cli.output import DONE, input_file, say, show, write_output
from desktop_app.domain.counting import counted
from desktop_app.domain.values import Json
from desktop_app.services.packs.gathering import gather_pack
from desktop_app.services.packs.pack_file import PackKind, SharedPack, pack_bytes
from desktop_app.services.packs.taking_over import PackLine, PackState, accept_lines, chosen_lines, preview_pack
from desktop_app.services.program.program import Program
from desktop_app.services.progress.overview import name_of

GROUP = VerbGroup("pack", "people, addressees, own rule values and accounts, shared between companies as a file")


def grammar(add: Adder) -> None:
    """Adds the verbs to the command line."""
    under = GROUP.under(add)
    words = "write what the company has to share as a file"
    made = add_verb(under, "export", words, export_pack, "file", "target", replace="an earlier pack")
    made.add_argument("--title", default="", metavar="T", help="what the pack is called; the company's name otherwise")
    made.add_argument("--source", default="", metavar="S", help="who made it, and of what")
    kinds = [kind.value for kind in PackKind]
    made.add_argument("--only", action="append", default=[], choices=kinds, help="only this kind; repeatable")
    add_verb(under, "show", "list what a pack has beside what the company has", show_pack, "file", "source", json=True)
    taken = add_verb(under, "import", "import lines of a pack, as one step", import_pack, "file", "source")
    taken.add_argument(
        "--line", action="append", type=int, default=[], metavar="N", help="only this line of 'pack show'; repeatable"
    )


def export_pack(program: Program, given: Namespace) -> int:
    """``pack export FILE out.json [--title T] [--source S] [--only KIND]``."""
    kinds = [PackKind(name) for name in given.only] or list(PackKind)
    with looked_at(program.companies, given.file) as file:
        name = name_of(file)
        pack = gather_pack(file, given.title or name, given.source or f"exported from {name}", kinds)
    write_output(given, given.target, pack_bytes(pack), f"{counted(len(pack.items), 'line')} written")
    return DONE


def show_pack(program: Program, given: Namespace) -> int:
    """``pack show FILE pack.json [--json]``."""
    pack = program.packs.read(input_file(given.source), lambda: False)
    with looked_at(program.companies, given.file) as file:
        lines = preview_pack(file, pack)
    if given.json:
        show(_pack_json(pack, lines))
        return DONE
    print(pack.words)
    for number, line in enumerate(lines, 1):
        words = f": {line.words}" if line.words else ""
        print(f"{number}\t{line.item.kind.value}\t{line.state.value}\t{line.name}{words}")
    return DONE


def import_pack(program: Program, given: Namespace) -> int:
    """``pack import FILE pack.json [--line N ...]``."""
    pack = program.packs.read(input_file(given.source), lambda: False)
    with opened_company(program.companies, given.file) as file:
        lines = preview_pack(file, pack)
        chosen = chosen_lines(lines, given.line) if given.line else lines
        accept_lines(file, pack, chosen)
    count = sum(line.usable for line in chosen)
    left = "".join(f" {line.name} was left out: {line.words}" for line in chosen if line.state is PackState.REFUSED)
    say(given, f"{counted(count, 'line')} of {Path(given.source).name} imported as one step; 'undo' reverses it.{left}")
    return DONE


def _pack_json(pack: SharedPack, lines: tuple[PackLine, ...]) -> dict[str, Json]:
    listed: list[Json] = [
        {
            "line": number,
            "kind": line.item.kind.value,
            "state": line.state.value,
            "name": line.name,
            "words": line.words,
        }
        for number, line in enumerate(lines, 1)
    ]
    return {"title": pack.title, "made": pack.made, "source": pack.source, "lines": listed}
