"""What published totals give away: sealed cells that stand alone in a sum whose other members are public.

This names the plain cases, one relation at a time. What several relations together give away is another matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.confidentiality import covering
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place
from desktop_app.formspec.checks import CheckBook
from desktop_app.formspec.public_view import View
from desktop_app.formspec.relations import Basis, Linear, relations
from desktop_app.formspec.wording import location

STANDS_ALONE = "exposed-sum"
CARRIED = "exposed-last-year"
SECTION = "(4)"


def standing_alone(book: CheckBook, view: View) -> tuple[Problem, ...]:
    """Every sealed cell that anybody can work out from the public cells of one relation, each named once.

    It asks for a sentence (*explain*), unless it was decided when the seal was set that the total stays public. A cell
    that is only carried from last year's report is a *note*: that report may be public.
    """
    found: dict[Place, Problem] = {}
    for relation in relations(book):
        if not isinstance(relation, Linear):
            continue
        place = _alone(relation, view)
        if place is None:
            continue
        problem = _problem(book, view, relation, place)
        known = found.get(place)
        if known is None or (known.severity is Severity.NOTE and problem.severity is Severity.EXPLAIN):
            found[place] = problem
    return tuple(found[place] for place in book.model.sheet.cells if place in found)


def _alone(relation: Linear, view: View) -> Place | None:
    sealed = [place for scope, place in relation.terms if not scope and place in view.sealed]
    return sealed[0] if len(sealed) == 1 and len(relation.terms) > 1 else None


def _problem(book: CheckBook, view: View, relation: Linear, place: Place) -> Problem:
    sheet = book.model.sheet
    where = location(sheet, place)
    start = f"{where[0].upper()}{where[1:]} is sealed, but"
    if any(scope for scope, _ in relation.terms):
        carried = relation.basis is Basis.CARRIED
        how = "opened with last year's figure" if carried else "tied to last year's figures"
        words = f"{start} it is {how}. If last year's report is public, so is this; look whether it was sealed there."
        return Problem(CARRIED, Severity.NOTE, str(place), words, sheet.cited(SECTION))
    if relation.at == place and relation.basis is Basis.FORMULA:
        words = (
            f"{start} everything it is computed from is public. Seal one of those too, or explain why it may be known."
        )
    else:
        others = ", ".join(_others(book, relation, place))
        words = (
            f"{start} it can be worked out: {others} and all other members of the same sum are public. "
            "Seal the total or one more line too, or explain why it may be known."
        )
    seal = covering(view.seals, place)
    decided = seal is not None and any(str(other) in seal.published for _, other in relation.terms)
    explained = decided or bool(view.notes.get(place))
    return Problem(STANDS_ALONE, Severity.EXPLAIN, str(place), words, sheet.cited(SECTION), explained=explained)


def _others(book: CheckBook, relation: Linear, place: Place) -> Iterator[str]:
    """The total, or the two sides of a tie: what a reader would look at first."""
    sheet = book.model.sheet
    chosen = [relation.at] if relation.basis is Basis.FORMULA else [other for _, other in relation.terms]
    yield from (location(sheet, other) for other in chosen[:2] if other != place)
