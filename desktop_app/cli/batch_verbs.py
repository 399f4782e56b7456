"""The verbs that do the same work in every company of a folder: ``batch begin``, ``check``, ``import`` and more."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli.grammar import Adder, VerbGroup, add_verb
from desktop_app.cli.output import DONE, FOUND, REFUSED, ProgressLines, say, say_aside, show
from desktop_app.domain.file_names import COMPANY_SUFFIX
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.batches.books import import_books
from desktop_app.services.batches.errands import begin_next, check_reports, produce_packages
from desktop_app.services.batches.known import known_companies
from desktop_app.services.batches.matching import KnownCompany, MatchedBooks, chosen_company, match_books, table_files
from desktop_app.services.batches.running import (
    BatchLine,
    BatchWatch,
    CompanyErrand,
    folder_names,
    outcome_words,
    refused_lines,
    run_batch,
)
from desktop_app.services.batches.signature_pages import save_signature_pages
from desktop_app.services.companies.all_companies import company_files
from desktop_app.services.program.program import Program

GROUP = VerbGroup("batch", "the same work in every company of a folder, with one list of what was refused")
OF = "MATCH"


class NoCompanies(UserError):
    """There is no company to work in."""


def grammar(add: Adder) -> None:
    """Adds the verbs to the command line."""
    under = GROUP.under(add)
    _folder(add_verb(under, "begin", "begin next year's report in each", begin, "folder", json=True), year=True)
    _folder(
        add_verb(under, "check", "say what is still open in each", check_companies, "folder", json=True), year=False
    )
    words = "import a folder of trial balances by the lines remembered from last time"
    books = add_verb(under, "import", words, import_folder, "folder", "tables", json=True)
    _folder(books, year=True)
    words = "whose a trial balance is, where its name does not say: FILE=COMPANY, both by their file names; repeatable"
    books.add_argument("--match", action="append", default=[], metavar=OF, help=words)
    books.add_argument("--dry-run", action="store_true", help="list which trial balance is whose; import nothing")
    made = add_verb(
        under, "produce", "produce the package of each report that is ready", produce_each, "folder", json=True
    )
    _folder(made, year=True)
    made.add_argument("--out", required=True, metavar="DIR", help="each package goes into a folder of its own in it")
    words = "save the pages to be signed of each package, a file for each"
    pages = add_verb(under, "signature-pages", words, signature_pages, "folder", json=True)
    _folder(pages, year=True)
    pages.add_argument("--out", required=True, metavar="DIR", help="the folder of the packages")


def _folder(verb: ArgumentParser, *, year: bool) -> None:
    verb.add_argument("--year", type=int, required=year, default=0, metavar="Y", help="the year of the report")
    words = "only this company, by the name of its file; repeatable"
    verb.add_argument("--only", action="append", default=[], metavar="NAME", help=words)


def begin(program: Program, given: Namespace) -> int:
    """``batch begin FOLDER --year Y``."""
    return _done(program, given, _paths(given), begin_next(given.year))


def check_companies(program: Program, given: Namespace) -> int:
    """``batch check FOLDER [--year Y]``: exit code 3 where something is open."""
    code = _done(program, given, _paths(given), check_reports(program.packages, given.year), writing=False)
    return FOUND if code == REFUSED else code


def import_folder(program: Program, given: Namespace) -> int:
    """``batch import FOLDER TABLES --year Y [--match FILE=COMPANY] [--dry-run]``."""
    paths = _paths(given)
    known = known_companies(program.companies, paths)
    chosen = dict(_chosen(text, Path(given.tables), known) for text in given.match)
    matched = tuple(chosen_company(item, chosen) for item in match_books(table_files(Path(given.tables)), known))
    if given.dry_run:
        return _tell_matches(given, matched)
    for item in matched:
        if item.question:
            say_aside(item.question.replace("Choose the company.", f"Write --match '{item.source.name}=COMPANY'."))
    errand = import_books(program.tables, matched, known, given.year, lambda: False)
    code = _done(program, given, paths, errand)
    return REFUSED if any(item.question for item in matched) else code


def produce_each(program: Program, given: Namespace) -> int:
    """``batch produce FOLDER --year Y --out DIR``."""
    paths, out = _paths(given), _out(given)
    errand = produce_packages(program.packages, out, folder_names(paths), given.year, lambda: False)
    program.packages.tools.renderer.hold(nonpublic=False)
    try:
        return _done(program, given, paths, errand)
    finally:
        program.packages.tools.renderer.release()


def signature_pages(program: Program, given: Namespace) -> int:
    """``batch signature-pages FOLDER --year Y --out DIR``."""
    paths = _paths(given)
    errand = save_signature_pages(program.pictures, _out(given), folder_names(paths), given.year, [])
    return _done(program, given, paths, errand, writing=False)


def _paths(given: Namespace) -> Sequence[Path]:
    every = company_files(Path(given.folder) if given.folder else Path("The name of the folder"))
    if not every:
        raise NoCompanies(f"There is no company in {given.folder}: no file there ends in {COMPANY_SUFFIX}.")
    named = {name.removesuffix(COMPANY_SUFFIX).casefold(): name.removesuffix(COMPANY_SUFFIX) for name in given.only}
    wanted = set(named)
    gone = sorted(wanted - {path.stem.casefold() for path in every})
    if gone:
        raise NoCompanies(f"There is no company file '{named[gone[0]]}{COMPANY_SUFFIX}' in {given.folder}.")
    return [path for path in every if not wanted or path.stem.casefold() in wanted]


def _out(given: Namespace) -> Path:
    out = Path(given.out)
    if out.is_file():
        raise UserError(f"{out} is a file. Name a folder for the packages.")
    out.mkdir(parents=True, exist_ok=True)
    return out


def _chosen(text: str, folder: Path, known: Sequence[KnownCompany]) -> tuple[Path, KnownCompany]:
    source, _, name = text.rpartition("=")
    company = [one for one in known if one.path.stem.casefold() == name.removesuffix(COMPANY_SUFFIX).casefold()]
    if not source or len(company) != 1 or folder / source not in table_files(folder):
        raise UserError(f"'{text}' names no trial balance and company. Write FILE=COMPANY, both by their file names.")
    return folder / source, company[0]


def _tell_matches(given: Namespace, matched: Sequence[MatchedBooks]) -> int:
    if given.json:
        listed: list[Json] = [
            {
                "file": item.source.name,
                "company": None if item.company is None else str(item.company.path),
                "question": item.question,
            }
            for item in matched
        ]
        show({"folder": given.folder, "matches": listed})
    else:
        for item in matched:
            print(item.question or f"{item.source.name}\t{item.company.name if item.company else ''}")
    return REFUSED if any(item.question for item in matched) else DONE


def _done(
    program: Program, given: Namespace, paths: Sequence[Path], errand: CompanyErrand, *, writing: bool = True
) -> int:
    progress = ProgressLines(given.quiet)
    watch = BatchWatch(lambda at, of, words: progress.step(at, of, words) if at < of else None, lambda: False)
    lines = run_batch(program.companies, paths, errand, watch, writing=writing)
    if getattr(given, "json", False):
        show({"folder": given.folder, "companies": [_line(line) for line in lines]})
    else:
        for line in lines:
            if line.done:
                print(f"{line.name}\t{line.done}")
        say(given, outcome_words(lines))
    for line in refused_lines(lines):
        say_aside(f"{line.name}: {line.refused}")
    return REFUSED if refused_lines(lines) else DONE


def _line(line: BatchLine) -> Json:
    return {"file": str(line.path), "name": line.name, "done": line.done, "refusal": line.refused}
