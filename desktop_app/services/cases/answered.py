"""A filing of a case begun with its answers, all of them or nothing; and the filings of a kind as a register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.domain.filings import Filing
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Place
from desktop_app.formspec.definition import ANSWER
from desktop_app.formspec.wording import line_name, value_text
from desktop_app.rulebook.registry import FilingKind
from desktop_app.services.cases.beginning import VARIANT, CaseOrder, begin_case
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality.sealing import sealed_now
from desktop_app.services.data_entry.entering import add_rows, set_block


class NotAnsweredSo(UserError):
    """One of the answers cannot be taken; nothing was begun."""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A filing with what is answered in it, by label; sealed answers are left out."""

    filing: Filing
    variant: str
    answers: Mapping[str, str]


def kind_by_rule(registry: Sequence[FilingKind], rule: str) -> str:
    """The kind of filing that a rule alone asks."""
    return next(kind.id for kind in registry if {rule} == {one for row in kind.coverage for one in row.rules})


def begin_answered(
    file: CompanyFile, order: CaseOrder, answers: Mapping[Place, str], rows: Mapping[str, Sequence[Mapping[str, str]]]
) -> Filing:
    """Begins a filing and answers cells and rows of it. Raises CannotBeginCase or NotAnsweredSo; then nothing is."""
    filing = begin_case(file, order)
    steps = 1
    made = add_rows(file, filing.id, {schedule: len(lines) for schedule, lines in rows.items() if lines})
    steps += bool(made)
    cells = [(place, text) for place, text in answers.items() if text]
    for schedule, names in made.items():
        for name, line in zip(names, rows[schedule], strict=True):
            cells += [(Place(schedule, name, column), text) for column, text in line.items() if text]
    done = set_block(file, filing.id, cells)
    if done.refused:
        file.undo(steps + (done.edited is not None))
        raise NotAnsweredSo(done.refused[0])
    return filing


def register_of(file: CompanyFile, form: str) -> Iterator[RegisterEntry]:
    """Every filing of a form, the oldest first."""
    for filing in file.filings():
        if filing.form == form:
            book = file.book(filing.id)
            hidden, sheet, traits = sealed_now(book), book.sheet, book.sheet.form.case
            named = {} if traits is None else {one.id: one.label for one in traits.variants}
            answers = {
                line_name(sheet, place): value_text(value, spec)
                for place, spec in sheet.cells.items()
                if (value := book.calculation.values.get(place)) is not None
                and place.column == ANSWER
                and place not in hidden
                and place != sheet.form.opens.get(VARIANT)
            }
            yield RegisterEntry(filing, named.get(filing.variant, ""), answers)
