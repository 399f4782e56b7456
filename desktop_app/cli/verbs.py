"""What each verb of the command line does. Every function takes the parsed arguments and gives the exit code."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.domain.values import Json, Place
from desktop_app.formspec.definition import ScheduleKind
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.cold_weather import beginning as cold_weather
from desktop_app.services.companies.desk import Companies
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.program.program import Program
from desktop_app.services.progress import explaining

DONE, REFUSED, USAGE, FOUND = 0, 1, 2, 3
NEW_ROW = "+"


class BadPlace(UserError):
    """A place that is not written as filing/schedule/line/column."""


@contextmanager
def opened_company(desk: Companies, path: str) -> Iterator[CompanyFile]:
    """The company's file, closed afterwards."""
    file = desk.open(Path(path))
    told = file.workspace.notice
    if told:
        print(f"filing-desk: {told}", file=sys.stderr)
    try:
        yield file
    finally:
        file.close()
        if file.workspace.notice not in ("", told):
            print(f"filing-desk: {file.workspace.notice}", file=sys.stderr)


def split_place(text: str) -> tuple[str, Place]:
    """The filing and the place inside it. Raises BadPlace."""
    filing, _, rest = text.partition("/")
    parts = rest.split("/")
    if len(parts) != len(Place._fields) or not all((filing, *parts)):
        raise BadPlace(
            f"A place is written filing/schedule/line/column; this reads '{text}'. 'list' prints all places."
        )
    return filing, Place(*parts)


def show(data: Json) -> None:
    """Prints data as JSON."""
    json.dump(data, sys.stdout, indent=1, ensure_ascii=False)
    print()


def say_aside(sentence: str) -> None:
    """A sentence on standard error, where refusals and remarks belong."""
    print(f"filing-desk: {sentence}", file=sys.stderr)


def sample(program: Program, given: Namespace) -> int:
    """``sample KIND FILE``."""
    program.desk.make_sample(given.kind, Path(given.file)).close()
    print(f"Sample company written to {given.file}. It is invented, and every page it prints says SAMPLE.")
    return DONE


def new(program: Program, given: Namespace) -> int:
    """``new FILE --company company.toml``."""
    table = program.desk.samples.table(Path(given.company)) if given.company else None
    program.desk.create(Path(given.file), table).close()
    print(f"New company written to {given.file}.")
    return DONE


def run_list(program: Program, given: Namespace) -> int:
    """``list FILE [--json]``."""
    with opened_company(program.desk, given.file) as file:
        ids = [COMPANY, *(filing.id for filing in file.filings())]
        listed: list[Json] = [_listing(file.book(filing)) for filing in ids]
    if given.json:
        show({"file": given.file, "filings": listed})
        return DONE
    for filing in listed:
        if isinstance(filing, dict) and isinstance(filing["places"], list):
            print(f"{filing['id']} ({filing['state']})")
            for place in filing["places"]:
                if isinstance(place, dict):
                    print(f"  {place['place']}\t{place['value']}\t{place['label']}")
    return DONE


def _listing(book: EvaluatedFiling) -> Json:
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
    with opened_company(program.desk, given.file) as file:
        program.desk.export_json(file, Path(given.target))
    print(f"Everything in {given.file} was written to {given.target}. It holds nonpublic values too: keep it safe.")
    return DONE


def run_import(program: Program, given: Namespace) -> int:
    """``import FILE in.json``."""
    file = program.desk.import_json(Path(given.source), Path(given.file))
    print(f"{given.file} was made from {given.source}.")
    for problem in sealing.all_refused(file):
        print(f"filing-desk: {problem.sentence}", file=sys.stderr)
    file.close()
    return DONE


def run_start(program: Program, given: Namespace) -> int:
    """``start FILE --form KIND --year Y [--month M] [--from FILING]``."""
    with opened_company(program.desk, given.file) as file:
        if given.form == cold_weather.FORM:
            filing = cold_weather.begin_month(file, FilingPeriod(given.year, given.month))
        else:
            filing = annual_report.begin_report(file, given.year, form=given.form, previous=given.source or "")
    opened_from = f", opened from {filing.previous}" if filing.previous else ""
    print(f"{filing.id} begun{opened_from}.")
    return DONE


def set_(program: Program, given: Namespace) -> int:
    """``set FILE PLACE VALUE``; the line ``+`` adds a row to a growing schedule."""
    filing, place = split_place(given.place)
    with opened_company(program.desk, given.file) as file:
        if place.line == NEW_ROW:
            place = entering.new_row(file, filing, place.schedule, place.column, given.value)
        elif given.reason:
            entering.override(file, filing, place, given.value, given.reason)
        elif given.explain:
            entering.explain_place(file, filing, place, given.value)
        else:
            entering.set_answer(file, filing, place, given.value)
        book = file.book(filing)
        print(f"{filing}/{place}: {value_text(book.calculation.values.get(place), book.sheet.cells[place])}")
    return DONE


def run_seal(program: Program, given: Namespace) -> int:
    """``seal FILE PLACE --type T --reason R``."""
    filing, _, target = given.place.partition("/")
    with opened_company(program.desk, given.file) as file:
        dependents = sealing.computed_dependents(file.book(filing), target)
        also = dependents if given.with_totals else ()
        sealing.seal_target(file, filing, target, given.type, given.reason, also=also)
        sheet = file.book(filing).sheet
        print(f"Sealed: {sealing.target_words(sheet, target)}.")
        for place in dependents:
            fate = "sealed too" if given.with_totals else "stays public"
            print(f"  depends on it, {fate}: {location(sheet, place)}")
    return DONE


def run_unseal(program: Program, given: Namespace) -> int:
    """``unseal FILE PLACE``."""
    filing, _, target = given.place.partition("/")
    with opened_company(program.desk, given.file) as file:
        sealing.unseal_target(file, filing, target)
        print(f"Unsealed: {sealing.target_words(file.book(filing).sheet, target)}.")
    return DONE


def undo(program: Program, given: Namespace) -> int:
    """``undo FILE``."""
    with opened_company(program.desk, given.file) as file:
        print(file.undo().label)
    return DONE


def check(program: Program, given: Namespace) -> int:
    """``check FILE [--filing ID] [--json]``."""
    with opened_company(program.desk, given.file) as file:
        ids = [given.filing] if given.filing else [COMPANY, *(filing.id for filing in file.filings())]
        found = [(filing, problem) for filing in ids for problem in _problems(program, file, filing)]
    if given.json:
        show([_problem(filing, problem) for filing, problem in found])
    else:
        for filing, problem in found:
            told = " (explained)" if problem.explained else ""
            print(f"{problem.severity.value:8}{filing}/{problem.place}{told}")
            print(f"        {problem.sentence}{f' [{problem.citation}]' if problem.citation else ''}")
        print(f"{len(found)} problems." if found else "No problems found.")
    return FOUND if any(problem.severity is Severity.STOP for _, problem in found) else DONE


def _problems(program: Program, file: CompanyFile, filing: str) -> tuple[Problem, ...]:
    """Everything that `produce` refuses, and what is only worth knowing. The company profile is never filed."""
    if filing == COMPANY:
        book = file.book(filing)
        return (*sealing.refused_seals(book), *book.checks.problems)
    return program.packages.manuscript(file, filing).problems()


def _problem(filing: str, problem: Problem) -> Json:
    return {
        "id": problem.id,
        "level": problem.severity.value,
        "place": f"{filing}/{problem.place}",
        "sentence": problem.sentence,
        "citation": problem.citation,
        "explained": problem.explained,
    }


def run_explain(program: Program, given: Namespace) -> int:
    """``explain FILE PLACE [--json]``."""
    filing, place = split_place(given.place)
    with opened_company(program.desk, given.file) as file:
        found = explaining.explain_value(file.book(filing), place)
    if given.json:
        inputs: list[Json] = [{"place": item.place, "where": item.where, "value": item.value} for item in found.inputs]
        show(
            {
                "place": found.place,
                "where": found.where,
                "value": found.value,
                "origin": found.origin.value,
                "formula": found.formula,
                "inputs": inputs,
                "last_year": found.last_year,
                "cites": list(found.cites),
                "reason": found.reason,
                "source": found.source,
            }
        )
        return DONE
    print(f"{found.where}: {found.value or 'blank'} ({found.origin.value})")
    if found.formula:
        print(f"  It is {found.formula}.")
    for item in found.inputs:
        print(f"  {item.value or 'blank':>18}  {item.where}  [{item.place}]")
    for words in (
        f"  {found.source}" if found.source else "",
        f"  Overridden because: {found.reason}" if found.reason else "",
        f"  Last year: {found.last_year}" if found.last_year else "",
        f"  Asked by: {', '.join(found.cites)}" if found.cites else "",
    ):
        if words:
            print(words)
    return DONE
