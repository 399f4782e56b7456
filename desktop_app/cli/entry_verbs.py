"""The verbs of single answers: ``set``, ``seal``, ``undo``, ``check``, ``explain``, ``note``, ``find`` and more."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from desktop_app.cli.companies import BadPlace, looked_at, reading, split_place, writing
from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE, FOUND, STREAM, problem_json, read_text_input, say, show
from desktop_app.domain.counting import counted
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.domain.values import AnswerWord, Json, Place
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.confidentiality.target_names import target_words
from desktop_app.services.data_entry import entering
from desktop_app.services.ports import JournalEntry
from desktop_app.services.program.program import Program

if TYPE_CHECKING:
    from desktop_app.services.progress.explaining import ExplainedInput

NEW_ROW = "+"
STEPS_SHOWN = 20


class NoSearchWords(UserError):
    """There is nothing to search for."""


def grammar(add: Adder) -> None:
    """The grammar of these verbs."""
    _setting(add)
    _filling(add)
    sealed = add_verb(add, "seal", "seal a cell, row, column or schedule", writing(seal), "file", "place")
    sealed.add_argument("--type", required=True, help="the type of information; public")
    sealed.add_argument("--reason", required=True, help="why it is kept under seal; public: it is printed")
    sealed.add_argument("--with-totals", action="store_true", help="seal the computed cells that depend on it too")
    words = "confirm a seal suggested by the form or carried from an earlier report"
    confirming = add_verb(add, "confirm-seal", words, writing(confirm_seal), "file", "place")
    confirming.add_argument("--type", default="", help="another type of information; public")
    confirming.add_argument("--reason", default="", help="another reason; public: it is printed")
    unsealing = add_verb(add, "unseal", "remove a seal", writing(unseal), "file", "place")
    unsealing.add_argument("--type", help=argparse.SUPPRESS)
    unsealing.add_argument("--reason", help=argparse.SUPPRESS)
    words = "also a step that says that a tariff filing was filed, or its outcome"
    add_verb(add, "undo", "undo the last step", writing(undo), "file").add_argument(
        "--filing-too", action="store_true", help=words
    )
    add_verb(add, "redo", "repeat the step that was undone last", writing(redo), "file")
    history = add_verb(add, "history", "print what was done, newest first", reading(history_), "file", json=True)
    history.add_argument("--last", type=int, default=STEPS_SHOWN, metavar="N", help="number of steps; 0 for all")
    checking = add_verb(add, "check", "list problems", check, "file", json=True)
    checking.add_argument("--filing", metavar="ID")
    add_verb(add, "explain", "explain where a value comes from", reading(explain), "file", "place", json=True)
    found = add_verb(add, "find", "find pages, lines, accounts, notes and rules by words", find, "file", json=True)
    found.add_argument("words", nargs="+", metavar="WORD")
    found.add_argument("--filing", default="", metavar="ID", help="the newest one if left out")


def _setting(add: Adder) -> None:
    words = "enter a value in a cell (empty to clear, - from standard input; + as the line adds a row)"
    setting = add_verb(add, "set", words, writing(set_), "file", "place")
    given = setting.add_mutually_exclusive_group(required=True)
    given.add_argument("value", nargs="?", metavar="VALUE")
    given.add_argument("--from-file", default="", metavar="TEXT", help="a file that holds the value: long words")
    setting.add_argument("--reason", help="override a computed value, for this reason")
    setting.add_argument("--explain", action="store_true", help="the value is the explanation printed at the place")
    words = "with --explain, another place of the filing with the same explanation; repeatable"
    setting.add_argument("--also", action="append", default=[], metavar="PLACE", help=words)


def _filling(add: Adder) -> None:
    """The verbs that answer many blanks at once."""
    words = "answer the blanks of a schedule with None, where that is possible"
    blanks = add_verb(add, "answer-blanks", words, writing(fill_blanks), "file", "filing", "schedule")
    blanks.add_argument("--not-applicable", action="store_true", help="answer Not applicable instead")
    words = "answer the blanks of a schedule, or of all pages, with what is suggested"
    using = add_verb(add, "use-suggestions", words, writing(fill_suggestions), "file", "filing")
    using.add_argument("schedule", nargs="?", default="", metavar="SCHEDULE", help="all pages if left out")
    using.add_argument("--dry-run", action="store_true", help="only list what would be entered")


def set_(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``set FILE PLACE VALUE``; the line ``+`` adds a row to a growing schedule."""
    filing, place = split_place(given.place)
    value = _value_given(given)
    if place.line == NEW_ROW:
        place = entering.new_row(file, filing, place.schedule, place.column, value)
    elif given.reason:
        entering.override(file, filing, place, value, given.reason)
    elif given.explain:
        entering.explain_places(file, filing, (place, *_further_places(filing, given.also)), value)
    else:
        entering.set_answer(file, filing, place, value)
    sheet = file.layout(filing)
    spec = sheet.asked_at(place)
    if spec is None:
        say(given, f"Row 1 of {sheet.schedules[place.schedule].definition.title} begins with: {value}")
        return DONE
    say(given, f"{filing}/{place}: {value_text(file.value_at(filing, place), spec)}")
    return DONE


def _value_given(given: Namespace) -> str:
    """The value: as it is written, from standard input or from a file."""
    source = STREAM if given.value == STREAM else given.from_file
    return read_text_input(source).rstrip("\r\n") if source else str(given.value)


def _further_places(filing: str, written: Sequence[str]) -> Iterator[Place]:
    for text in written:
        other, place = split_place(text)
        if other != filing:
            raise BadPlace(f"One explanation serves places of one filing: '{text}' is not of {filing}.")
        yield place


def fill_blanks(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``answer-blanks FILE FILING SCHEDULE [--not-applicable]``."""
    word = AnswerWord.NOT_APPLICABLE if given.not_applicable else AnswerWord.NONE
    done = entering.answer_blanks(file, given.filing, given.schedule, word)
    say(given, done.sentence)
    for place in done.left:
        say(given, f"  {given.filing}/{place}")
    return DONE


def fill_suggestions(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``use-suggestions FILE FILING [SCHEDULE] [--dry-run]``."""
    from desktop_app.services.data_entry import suggesting

    if given.dry_run:
        found = suggesting.suggestions(file.book(given.filing), given.schedule)
        say(given, f"Suggested for {counted(len(found), 'blank')}:")
    else:
        found = suggesting.use_suggestions(file, given.filing, given.schedule)
        say(given, suggesting.used_words(found, "this page" if given.schedule else "this filing"))
    sheet = file.book(given.filing).sheet
    for place, value in found.items():
        say(given, f"  {given.filing}/{place}: {value_text(value, sheet.cells[place])}")
    return DONE


def seal(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``seal FILE PLACE --type T --reason R``."""
    filing, _, target = given.place.partition("/")
    dependents = sealing.computed_dependents(file.book(filing), target)
    also = dependents if given.with_totals else ()
    sealing.seal_target(file, filing, target, given.type, given.reason, also=also)
    sheet = file.book(filing).sheet
    say(given, f"Sealed: {target_words(sheet, target)}.")
    for place in dependents:
        fate = "sealed too" if given.with_totals else "stays public"
        say(given, f"  depends on it, {fate}: {location(sheet, place)}")
    return DONE


def confirm_seal(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``confirm-seal FILE PLACE [--type T] [--reason R]``."""
    filing, _, target = given.place.partition("/")
    sealing.confirm(file, filing, target, given.type, given.reason)
    say(given, f"Confirmed: {target_words(file.book(filing).sheet, target)}.")
    return DONE


def unseal(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``unseal FILE PLACE``."""
    filing, _, target = given.place.partition("/")
    sealing.unseal_target(file, filing, target)
    say(given, f"Unsealed: {target_words(file.book(filing).sheet, target)}.")
    return DONE


# Steps


class TakesFilingBack(UserError):
    """Undoing the step would deny what happened outside; it must be said."""


def undo(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``undo FILE [--filing-too]``."""
    from desktop_app.services.tariff_book.undone_filing import (
        undone_filing,  # the tariff book is no part of other verbs
    )

    words = undone_filing(file.workspace.next_undo())
    if words and not given.filing_too:
        raise TakesFilingBack(f"{words} If it did not happen, write --filing-too.")
    say(given, file.undo().label)
    return DONE


def redo(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``redo FILE``."""
    say(given, file.redo().label)
    return DONE


def history_(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``history FILE [--last N] [--json]``."""
    steps = file.workspace.journal(given.last or None)
    if given.json:
        show({"file": given.file, "steps": [_step(step) for step in steps]})
        return DONE
    for step in steps:
        print(f"{step.number:>6}  {step.at}  {step.kind.value:5} {step.label}")
    return DONE


def _step(step: JournalEntry) -> Json:
    return {
        "number": step.number,
        "at": step.at,
        "kind": step.kind.value,
        "label": step.label,
        "target": step.target,
        "entries": [change.key for change in step.changes],
    }


# Problems and reasons


def check(program: Program, given: Namespace) -> int:
    """``check FILE [--filing ID] [--json]``."""
    with looked_at(program.companies, given.file) as file:
        ids = [given.filing] if given.filing else [COMPANY, *(filing.id for filing in file.filings())]
        found = [(filing, problem) for filing in ids for problem in _problems(program, file, filing)]
    if given.json:
        show([problem_json(problem, filing) for filing, problem in found])
    else:
        for filing, problem in found:
            told = " (explained)" if problem.explained else ""
            print(f"{problem.severity.label:8}{problem.filing or filing}/{problem.place}{told}")
            print(f"        {problem.sentence}{f' [{problem.citation}]' if problem.citation else ''}")
        say(given, f"{counted(len(found), 'problem')}." if found else "No problems found.")
    return FOUND if any(problem.severity is Severity.STOP for _, problem in found) else DONE


def _problems(program: Program, file: CompanyFile, filing: str) -> tuple[Problem, ...]:
    """Everything that `produce` refuses, and what is only worth knowing. The company profile is never filed."""
    if filing == COMPANY:
        from desktop_app.services.progress.overridden import override_notes

        book = file.book(filing)
        return (*sealing.refused_seals(book), *book.checks.problems, *override_notes(book.calculation))
    return program.packages.manuscript(file, filing).problems()


def explain(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``explain FILE PLACE [--json]``."""
    from desktop_app.services.progress import explaining
    from desktop_app.services.progress.earlier_years import earlier_values

    filing, place = split_place(given.place)
    found = explaining.explain_value(file.book(filing), place)
    earlier = earlier_values(file, filing, place)
    if given.json:
        show(
            {
                "place": found.place,
                "where": found.where,
                "value": found.value,
                "origin": found.origin.value,
                "formula": found.formula,
                "inputs": _explained(found.inputs),
                "uses": _reached(found.uses),
                "path": _reached(found.path),
                "last_year": found.last_year,
                "cites": list(found.cites),
                "reason": found.reason,
                "source": found.source,
                "earlier": [{"filing": one.filing, "year": one.year, "value": one.value} for one in earlier],
            }
        )
        return DONE
    print(f"{found.where}: {found.value or 'blank'} ({found.origin.value})")
    if found.formula:
        print(f"  It is {found.formula}.")
    for item in found.inputs:
        print(f"  {item.value or 'blank':>18}  {item.where}  [{item.place}]")
    for heading, items in (("Used by", found.uses), ("And so in", found.path)):
        for item in items:
            print(f"  {heading}: {item.words}, {item.value or 'blank'}  [{item.place}]")
    for words in (
        f"  {found.source}" if found.source else "",
        f"  Overridden because: {found.reason}" if found.reason else "",
        f"  Last year: {found.last_year}" if found.last_year else "",
        f"  Asked by: {', '.join(found.cites)}" if found.cites else "",
    ):
        if words:
            print(words)
    for one in earlier:
        print(f"  {one.words}")
    return DONE


def _explained(items: Sequence[ExplainedInput]) -> list[Json]:
    return [{"place": item.place, "where": item.where, "value": item.value} for item in items]


def _reached(items: Sequence[ExplainedInput]) -> list[Json]:
    return [{"place": item.place, "where": item.where, "value": item.value, "nonpublic": item.sealed} for item in items]


# Finding


def find(program: Program, given: Namespace) -> int:
    """``find FILE WORD ... [--filing ID] [--json]``: exit code 3 if nothing was found."""
    from desktop_app.services.program.rule_texts import found_texts  # with the handbook
    from desktop_app.services.progress import finding

    if not any(sign.isalnum() for word in given.words for sign in word):
        raise NoSearchWords("There is nothing to search for. Write a word, a number or a part of one.")
    with looked_at(program.companies, given.file) as file:
        newest = next((filing.id for filing in file.filings()), "")
        filing = given.filing or newest
        found = finding.search_company(
            " ".join(given.words), (*finding.everything(file, filing), *found_texts(program.resources))
        )
    if given.json:
        show(
            {
                "words": list[Json](given.words),
                "found": [
                    {
                        "what": item.what.value,
                        "words": item.words,
                        "where": item.where,
                        "number": item.number,
                        "place": _place_of(item.filing, item.path),
                        "rule": item.key,
                    }
                    for item in found
                ],
            }
        )
    else:
        for item in found:
            print(f"{item.what.value:8}{item.words}\t{item.where}\t{_place_of(item.filing, item.path) or item.key}")
    return DONE if found else FOUND


def _place_of(filing: str, path: str) -> str:
    return f"{filing}/{path}" if filing else path
