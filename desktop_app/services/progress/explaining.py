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
from desktop_app.formspec.public_view import effective_seals, sealed_places
from desktop_app.formspec.suggestions import suggested_value
from desktop_app.formspec.wording import formula_words, location, profile_words, value_text
from desktop_app.services.company.company_file import EvaluatedFiling
from desktop_app.services.data_entry.entering import spec_of

PRIOR, BASE = "prior", "base"


@dataclass(frozen=True)
class ExplainedInput:
    """A cell that a computed value was made from, or that uses a value; `sealed` where the public does not see it."""

    place: str
    where: str
    value: str
    sealed: bool = False

    @property
    def words(self) -> str:
        """Where it stands, and that the public does not see it."""
        return f"{self.where} (nonpublic)" if self.sealed else self.where


@dataclass(frozen=True)
class ValueExplanation:
    """Everything that can be said about a value.

    `uses` are the cells whose formula reads it; `path` what is computed from these, from one total to the next.
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
    path: tuple[ExplainedInput, ...] = ()


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
    sealed = sealed_places(sheet, effective_seals(sheet, book.answers))
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
        uses=tuple(_told(book, user, sealed) for user in uses),
        path=tuple(_told(book, total, sealed) for total in _path(book, place) if total not in uses),
    )


def suggestion(book: EvaluatedFiling, place: Place) -> str:
    """What the form suggests for a cell that is still blank, as it would be typed; empty if nothing."""
    calculation, spec = book.calculation, spec_of(book.sheet, place)
    return value_text(suggested_value(calculation, place), spec)


def _told(book: EvaluatedFiling, place: Place, sealed: frozenset[Place]) -> ExplainedInput:
    spec = book.sheet.cells[place]
    shown = value_text(book.calculation.values.get(place), spec)
    return ExplainedInput(f"{book.filing.id}/{place}", location(book.sheet, place), shown, place in sealed)


def _path(book: EvaluatedFiling, place: Place) -> list[Place]:
    """All that is computed from a cell, the nearest first, without what only compares it with last year."""
    dependents = book.calculation.model.dependents
    found = list(dict.fromkeys(dependents.get(place, ())))
    for user in found:  # grows as it is read
        found += [further for further in dependents.get(user, ()) if further not in found]
    while ends := [
        end
        for end in found
        if _compares(book, end) and not any(further in found for further in dependents.get(end, ()))
    ]:
        found = [user for user in found if user not in ends]
    return found


def _compares(book: EvaluatedFiling, place: Place) -> bool:
    """Whether a cell reads what comes from last year's report, itself or in a column beside it."""
    formulas, sheet = book.calculation.model.formulas, book.sheet
    beside = [one for one in inputs(formulas[place], "") if (one.schedule, one.line) == (place.schedule, place.line)]
    return any(
        sheet.column(one).spec.carried or (one in formulas and any(inputs(formulas[one], PRIOR)))
        for one in (place, *beside)
    )


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
