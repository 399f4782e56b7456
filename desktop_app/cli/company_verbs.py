"""The verbs of whole companies: ``sample``, ``new``, ``list``, ``export``, ``import``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.companies import company_path, looked_at, reading
from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import (
    DONE,
    STREAM,
    input_file,
    refuse_existing,
    say,
    say_aside,
    show,
    write_output,
)
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.values import Json
from desktop_app.formspec.definition import ScheduleKind
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.program.program import Program


def grammar(add: Adder) -> None:
    """The grammar of these verbs."""
    add_verb(add, "sample", "create an invented company, marked SAMPLE", sample, "kind", "file")
    made = add_verb(add, "new", "create a new company's file", new, "file")
    made.add_argument("--company", metavar="TOML", help="the company profile")
    add_verb(add, "list", "list filings and cells", reading(list_), "file", json=True)
    add_verb(add, "export", "write the whole file as JSON", export, "file", "target", replace="an earlier export")
    add_verb(add, "import", "create a company file from such JSON", import_, "file", "source")


def sample(program: Program, given: Namespace) -> int:
    """``sample KIND FILE``."""
    program.companies.make_sample(given.kind, company_path(given.file)).close()
    say(given, f"Sample company written to {given.file}. It is invented, and every page it prints says SAMPLE.")
    return DONE


def new(program: Program, given: Namespace) -> int:
    """``new FILE --company company.toml``."""
    table = program.companies.samples.table(input_file(given.company)) if given.company else None
    program.companies.create(company_path(given.file), table).close()
    say(given, f"New company written to {given.file}.")
    return DONE


def list_(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``list FILE [--json]``."""
    ids = [COMPANY, *(filing.id for filing in file.filings())]
    books = [file.book(filing) for filing in ids]
    if given.json:
        show({"file": given.file, "filings": [_listing(book) for book in books]})
        return DONE
    for book in books:
        filing, sheet, values = book.filing.id, book.sheet, book.calculation.values
        lines = (
            f"  {filing}/{place}\t{value_text(values.get(place), spec)}\t{location(sheet, place)}"
            for place, spec in sheet.cells.items()
        )
        print("\n".join((f"{filing} ({book.filing.state.value})", *lines)))
    return DONE


def _listing(book: EvaluatedFiling) -> Json:
    from desktop_app.services.confidentiality import sealing  # a list in words tells nothing of seals

    sealed = sealing.sealed_now(book)
    filing = book.filing
    places: list[Json] = [
        {
            "place": f"{filing.id}/{place}",
            "label": location(book.sheet, place),
            "type": spec.type.value,
            "value": value_text(book.calculation.values.get(place), spec),
            "origin": book.calculation.origin(place).value,
            "sealed": place in sealed,
            "required": book.calculation.required(place),
        }
        for place, spec in book.sheet.cells.items()
    ]
    rows: list[Json] = [
        item.definition.id for item in book.sheet.schedules.values() if item.definition.kind is ScheduleKind.ROWS
    ]
    return {
        "id": filing.id,
        "form": filing.form,
        "revision": filing.revision,
        "year": filing.year,
        "month": filing.month,
        "state": filing.state.value,
        "previous": filing.previous,
        "growing": rows,
        "places": places,
    }


def export(program: Program, given: Namespace) -> int:
    """``export FILE out.json``."""
    if given.target == STREAM:
        with looked_at(program.companies, given.file) as file:
            write_output(given, given.target, program.companies.exported(file))
        return DONE
    refuse_existing(Path(given.target), replace=given.replace)
    from desktop_app.services.companies.passwords import clear_words

    with looked_at(program.companies, given.file) as file:
        program.companies.export_json(file, Path(given.target))
        aside = clear_words(file)
    words = f"Everything in {given.file} was written to {given.target}. It contains nonpublic values too: keep it safe."
    say(given, f"{words} {aside}".rstrip())
    return DONE


def import_(program: Program, given: Namespace) -> int:
    """``import FILE in.json``."""
    from desktop_app.services.confidentiality import sealing

    file = program.companies.import_json(input_file(given.source), company_path(given.file))
    say(given, f"{given.file} was made from {given.source}.")
    for problem in sealing.all_refused(file):
        say_aside(problem.sentence)
    file.close()
    return DONE
