"""Why a number is what it is, both ways: formula, inputs and the rule that asks; what uses it, and where that ends."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place
from desktop_app.formspec.answers import source_of
from desktop_app.formspec.binding import Tree, inputs
from desktop_app.formspec.definition import CellSpec
from desktop_app.formspec.evaluation import ValueOrigin
from desktop_app.formspec.suggestions import suggested_value
from desktop_app.formspec.wording import formula_words, location, profile_words, value_text
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.data_entry.entering import spec_of

PRIOR, BASE = "prior", "base"


@dataclass(frozen=True)
class ExplainedInput:
    """A cell that a computed value was made from, or that uses a value."""

    place: str
    where: str
    value: str


@dataclass(frozen=True)
class ValueExplanation:
    """Everything that can be said about a value.

    `uses` are the cells whose formula reads it; `ends` those in which what is computed from it comes to an end.
    """

    place: str
    where: str
    value: str
    origin: ValueOrigin
    formula: str
    inputs: tuple[ExplainedInput, ...]
    last_year: str
    cites: tuple[str, ...]
    reason: str = ""
    note: str = ""
    source: str = ""
    suggested: str = ""
    uses: tuple[ExplainedInput, ...] = ()
    ends: tuple[ExplainedInput, ...] = ()


def explain_value(book: EvaluatedFiling, place: Place) -> ValueExplanation:
    """The value of a cell explained. Raises NoSuchPlace."""
    calculation, sheet = book.calculation, book.sheet
    spec = spec_of(sheet, place)
    tree = calculation.model.formulas.get(place)
    override = calculation.answers.overrides.get(place)
    line, column = sheet.line(place), sheet.column(place)
    prior = calculation.model.outside.get("prior", {}).get(place)
    definition = sheet.schedules[place.schedule].definition
    uses = calculation.model.dependents.get(place, ())
    cites = () if definition.work else line.cites or column.cites or definition.cites or sheet.form.cites
    return ValueExplanation(
        place=f"{book.filing.id}/{place}",
        where=location(sheet, place),
        value=value_text(calculation.values.get(place), spec),
        origin=calculation.origin(place),
        formula="" if tree is None else formula_words(tree, sheet, place),
        inputs=() if tree is None else tuple(_inputs(book, tree)),
        last_year=value_text(prior, spec),
        cites=cites,
        reason="" if override is None else override.reason,
        note=calculation.answers.explanations.get(place, ""),
        source=source_of(calculation.answers, place),
        suggested=suggestion(book, place),
        uses=tuple(_told(book, user) for user in uses),
        ends=tuple(_told(book, end) for end in _ends(book, place) if end not in uses),
    )


def suggestion(book: EvaluatedFiling, place: Place) -> str:
    """What the form suggests for a cell that is still blank, as it would be typed; empty if nothing."""
    calculation, spec = book.calculation, spec_of(book.sheet, place)
    return value_text(suggested_value(calculation, place), spec)


def _told(book: EvaluatedFiling, place: Place) -> ExplainedInput:
    spec = book.sheet.cells[place]
    shown = value_text(book.calculation.values.get(place), spec)
    return ExplainedInput(f"{book.filing.id}/{place}", location(book.sheet, place), shown)


def _ends(book: EvaluatedFiling, place: Place) -> Iterator[Place]:
    """The cells at the end of all that is computed from a cell, in the order in which they are reached."""
    dependents = book.calculation.model.dependents
    waiting, seen = list(dependents.get(place, ())), {place}
    while waiting:
        user = waiting.pop(0)
        if user in seen:
            continue
        seen.add(user)
        further = dependents.get(user, ())
        if not further:
            yield user
        waiting += further


def _inputs(book: EvaluatedFiling, tree: Tree) -> Iterator[ExplainedInput]:
    """The cells that the formula reads: of this filing, of the company profile, of last year's filing."""
    sheet, calculation = book.sheet, book.calculation
    read = ((COMPANY, COMPANY), (PRIOR, book.filing.previous), (BASE, book.filing.base))
    for scope, filing in (("", book.filing.id), *read):
        for place in inputs(tree, scope):
            spec = sheet.cells.get(place, CellSpec())
            shown = value_text(calculation.look(scope, place), spec)
            if not scope and place in sheet.cells:
                yield ExplainedInput(f"{filing}/{place}", location(sheet, place), shown)
            elif scope == BASE:
                yield ExplainedInput(f"{filing}/{place}", f"{filing}, {place.line.replace('_', ' ')}", shown)
            elif scope == COMPANY:
                yield ExplainedInput(f"{filing}/{place}", f"company profile, {profile_words(sheet, place)}", shown)
            elif scope and filing and place in sheet.cells:
                yield ExplainedInput(f"{filing}/{place}", f"last year's {location(sheet, place)}", shown)
