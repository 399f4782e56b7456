"""The catalogue of checks by command line: ``checks``."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE, FOUND, say, show
from desktop_app.domain.values import Json
from desktop_app.services.program.program import Program
from desktop_app.services.progress.catalogue import catalogue_of, checked_forms, read_examples, search_catalogue


def grammar(add: Adder) -> None:
    """The grammar of ``checks``."""
    words = "the catalogue of checks: what each looks at, why, its rule, and an example that fails and one that passes"
    made = add_verb(add, "checks", words, print_catalogue, json=True)
    made.add_argument("words", nargs="*", metavar="WORD", help="only checks with all these words, numbers or citations")
    made.add_argument("--form", default="", help="only those of this form, such as annual_report")


def print_catalogue(program: Program, given: Namespace) -> int:
    """``checks [WORD ...] [--form F] [--json]``: exit code 3 if nothing was found."""
    library = program.companies.library
    forms = (given.form,) if given.form else checked_forms(program.registry)
    entries = catalogue_of(library, forms, read_examples(program.resources))
    found = search_catalogue(entries, " ".join(given.words))
    if given.json:
        listed: list[Json] = [
            {
                "number": entry.number,
                "id": entry.id,
                "form": entry.form,
                "level": entry.level,
                "looks_at": list(entry.looks_at),
                "says": entry.says,
                "why": entry.why,
                "source": entry.source,
                "fails": entry.fails,
                "passes": entry.passes,
            }
            for entry in found
        ]
        show({"checks": listed})
    else:
        for entry in found:
            print(entry.heading)
            for name, words in entry.lines:
                print(f"    {name + ':':16}{words}")
    if not found:
        say(given, "No check contains all these words. Try fewer.")
    return DONE if found else FOUND
