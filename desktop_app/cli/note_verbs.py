"""Verbs on what is kept behind cells: notes, work papers and monthly figures."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from desktop_app.cli.companies import reading, split_place, writing
from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE, input_file, say, show
from desktop_app.domain.money import shown
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place
from desktop_app.formspec.answers import AnswerMark
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.data_entry import entering, monthly_figures, notes, work_papers
from desktop_app.services.program.program import Program

MARKS = {mark.value: mark for mark in AnswerMark}


class BadWorkPaper(UserError):
    """A part of a work paper that is not an amount and words."""


def grammar(add: Adder) -> None:
    """Adds the verbs of this family."""
    noting = add_verb(add, "note", "print the note at a place, or write one", note, "file", "place", json=True)
    noting.add_argument("--text", help="the note; an empty one without a mark removes it")
    noting.add_argument("--mark", choices=(*MARKS, "none"), help="whether the answer is final")
    add_verb(add, "notes", "print all notes and marks of a filing", reading(notes_), "file", "filing", json=True)
    words = "print the work paper behind an amount, or write one"
    paper = add_verb(add, "work-paper", words, print_or_write_paper, "file", "place", json=True)
    paper.add_argument(
        "--part",
        action="append",
        metavar="AMOUNT=WORDS",
        help="one amount and what it is, or the figure of one month (=MONTH takes it out); repeatable",
    )
    words = "a list of months and their figures (CSV, Excel or OpenDocument), for a figure that is made of months"
    paper.add_argument("--months", metavar="LIST", help=words)
    paper.add_argument("--column", default="", metavar="HEADING", help="the column of LIST that has the figures")
    paper.add_argument("--clear", action="store_true", help="remove the work paper; the answer stays")


def note(program: Program, given: Namespace) -> int:
    """``note FILE PLACE [--text T] [--mark M] [--json]``."""
    asked = given.text is None and given.mark is None
    step = reading(_show_note) if asked else writing(_write_note)
    return step(program, given)


def _show_note(_program: Program, file: CompanyFile, given: Namespace) -> int:
    filing, place = split_place(given.place)
    book = file.book(filing)
    entering.spec_of(book.sheet, place)
    found = notes.note_at(book, place)
    mark = found.mark.value if found.mark is not None else ""
    if given.json:
        show({"place": given.place, "where": location(book.sheet, place), "text": found.text, "mark": mark})
    else:
        print(f"{found.text}{f' ({mark})' if mark else ''}".strip() or "There is no note.")
    return DONE


def _write_note(_program: Program, file: CompanyFile, given: Namespace) -> int:
    filing, place = split_place(given.place)
    before = notes.note_at(file.book(filing), place)
    text = before.text if given.text is None else given.text
    mark = before.mark if given.mark is None else MARKS.get(given.mark)
    changed = notes.write_note(file, filing, place, text, mark)
    say(given, f"{changed.label}." if changed else "Nothing changed.")
    return DONE


def notes_(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``notes FILE FILING [--json]``."""
    book = file.book(given.filing)
    known = [(place, found) for place, found in book.answers.notes.items() if place in book.sheet.cells]
    listed: list[Json] = [
        {
            "place": f"{given.filing}/{place}",
            "where": location(book.sheet, place),
            "text": found.text,
            "mark": found.mark.value if found.mark is not None else "",
        }
        for place, found in known
    ]
    if given.json:
        show({"filing": given.filing, "notes": listed})
        return DONE
    for place, found in known:
        mark = f" ({found.mark.value})" if found.mark is not None else ""
        print(f"{given.filing}/{place}\t{location(book.sheet, place)}\t{found.text}{mark}")
    return DONE


def print_or_write_paper(program: Program, given: Namespace) -> int:
    """``work-paper FILE PLACE [--part AMOUNT=WORDS ...] [--months LIST [--column H]] [--clear] [--json]``."""
    step = writing(_write_paper) if given.part or given.months or given.clear else reading(_show_paper)
    return step(program, given)


def _show_paper(_program: Program, file: CompanyFile, given: Namespace) -> int:
    filing, place = split_place(given.place)
    book = file.book(filing)
    entering.spec_of(book.sheet, place)
    parts = work_papers.work_paper(file, filing, place)
    if parts and not given.json and monthly_figures.monthly_use(book, place) is not None:
        figures = monthly_figures.read_months(book, place, work_papers.typed_months(parts))
        for figure in figures:
            print(f"{figure.number:>18,f}  {figure.month.words}")
        print(monthly_figures.year_words(book, place, figures))
        return DONE
    _print_paper(given, book, place, parts)
    return DONE


def _write_paper(program: Program, file: CompanyFile, given: Namespace) -> int:
    filing, place = split_place(given.place)
    rows = []
    for part in given.part or ():
        amount, sign, words = part.partition("=")
        if not sign:
            raise BadWorkPaper(f"A part is written AMOUNT=WORDS, like 1200.50=Pump repair; this reads '{part}'.")
        rows.append((amount, words))
    book = file.book(filing)
    entering.spec_of(book.sheet, place)
    by_month = monthly_figures.monthly_use(book, place) is not None
    if given.months:
        if not by_month:
            raise BadWorkPaper("This cell is not made of monthly figures. Leave out --months.")
        if rows:
            raise BadWorkPaper("The months are in the list already. Leave out --part or --months.")
        (table,) = program.tables.read(input_file(given.months), lambda: False).tables[:1]
        rows = [row for row in monthly_figures.months_of_table(table, given.column) if row[0].strip()]
    kept = () if given.clear else work_papers.typed_months(work_papers.work_paper(file, filing, place))
    figures = monthly_figures.merged_months(book, place, kept, rows) if by_month else ()
    parts = work_papers.month_parts(figures) if by_month else work_papers.read_work_paper(rows)
    work_papers.keep_work_paper(file, filing, place, parts)
    if figures and not given.json:
        say(given, monthly_figures.year_words(book, place, figures))
    book = file.book(filing)
    if given.json:
        _print_paper(given, book, place, parts)
    else:
        say(given, f"{filing}/{place}: {value_text(book.calculation.values.get(place), book.sheet.cells[place])}")
    return DONE


def _print_paper(
    given: Namespace, book: EvaluatedFiling, place: Place, parts: Sequence[work_papers.WorkPaperPart]
) -> None:
    added = work_papers.total(parts)
    if given.json:
        use = monthly_figures.monthly_use(book, place)
        made = work_papers.made_of(book, place, parts) if parts else None
        figures = () if use is None else monthly_figures.read_months(book, place, work_papers.typed_months(parts))
        missing = () if use is None else monthly_figures.missing_months(book, figures)
        show(
            {
                "place": given.place,
                "where": location(book.sheet, place),
                "parts": [{"amount": f"{part.amount:f}", "words": part.words} for part in parts],
                "total": f"{added:f}",
                "use": "amounts" if use is None else use.value,
                "figure": None if made is None else f"{made:f}",
                "missing": [month.code for month in missing],
            }
        )
        return
    for part in parts:
        print(f"{shown(part.amount, work_papers.CENTS):>18}  {part.words}")
    print(f"{shown(added, work_papers.CENTS):>18}  in all" if parts else "There is no work paper.")
