"""How a sealed number can be worked out, in one sentence that a bookkeeper can follow with a pencil."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.sentences import sentence_start
from desktop_app.formspec.disclosure import Deduction
from desktop_app.formspec.elimination import Exact
from desktop_app.formspec.knowledge import KnownCell, Limits, LinearEquation
from desktop_app.formspec.relations import LinearRelation, ProductRelation, RelationBasis
from desktop_app.formspec.sheet import FormLayout
from desktop_app.formspec.wording import location, value_text

FEW = 3
LONGEST_LIST = 3


@dataclass(frozen=True)
class CellWording:
    """Speaks of the cells of several filings; `own` is the one that the user works at."""

    own: str
    sheets: Mapping[str, FormLayout]
    values: Mapping[KnownCell, Exact]
    sealed: frozenset[KnownCell]

    def how(self, made: Deduction) -> str:
        """How the reader gets the number."""
        first = made.equations[0]
        words = self._several(made) if len(made.equations) > 1 else self._single(made, first)
        if made.after and len(made.equations) == 1:
            words = f"{words}, once {self.where(made.after[0])} has been worked out"
        if not made.exact:
            words = f"{words}, to {self.between(made.cell, made.low, made.high)}"
        return f"{sentence_start(words)}."

    def narrow(self, cell: KnownCell, limits: Limits) -> str:
        """Within which limits the reader can place the number that nothing gives exactly."""
        low, high = limits
        if low is not None and high is not None and low == high:
            return f"It can only be {self.amount(cell, low)}."
        if low is None or high is None:
            return f"A reader knows that it is {self.within(cell, limits)}, which is nearly what it is."
        return f"A reader knows that it is {self.within(cell, limits)}, and one of the two is nearly what it is."

    def within(self, cell: KnownCell, limits: Limits) -> str:
        """Limits in words; nothing for none."""
        low, high = limits
        if low is not None and high is not None:
            return self.between(cell, low, high)
        if low is not None:
            return f"at least {self.amount(cell, low)}"
        return "" if high is None else f"at most {self.amount(cell, high)}"

    def where(self, cell: KnownCell) -> str:
        """Where the cell stands, and in which report if that is not this one."""
        sheet = self.sheets[cell.filing]
        words = location(sheet, cell.place)
        return words if cell.filing == self.own else f"{words} of the report {cell.filing}"

    def amount(self, cell: KnownCell, number: Exact) -> str:
        """A number as the cell would show it."""
        spec = self.sheets[cell.filing].cells[cell.place]
        return value_text(Decimal(number.numerator) / Decimal(number.denominator), spec)

    def between(self, cell: KnownCell, low: Exact, high: Exact) -> str:
        """A range in words."""
        return f"between {self.amount(cell, low)} and {self.amount(cell, high)}"

    def _shown(self, cell: KnownCell) -> str:
        """The cell with its value, which is left out where it is itself sealed."""
        value = "" if cell in self.sealed else f" {self.amount(cell, self.values[cell])}"
        return f"{self.where(cell)}{value}"

    def _single(self, made: Deduction, equation: LinearEquation) -> str:
        relation = equation.relation
        if isinstance(relation, ProductRelation):
            cells = [cell for cell in _concerned(equation, relation) if cell != made.cell]
            return f"{listed(self._shown(cell) for cell in cells)} give this amount"
        return self._linear(made.cell, equation, relation)

    def _linear(self, cell: KnownCell, equation: LinearEquation, relation: LinearRelation) -> str:
        others = [other for other in equation.terms if other != cell]
        if any(other.filing != cell.filing for other in others):
            earlier = next(other for other in others if other.filing != cell.filing)
            return f"{self._shown(earlier)}, which is public, reveals it"
        if not others:
            return "the form itself says what it must be"
        if len(others) == 1:
            verb = "must equal it" if relation.basis is RelationBasis.TIE else "is the same amount"
            return f"{self._shown(others[0])}, which is public, {verb}"
        if equation.computes == cell and len(others) > FEW:
            return "everything that it is computed from is public"
        if len(others) <= FEW:
            return f"{listed(self._shown(other) for other in others)} give this amount"
        total = equation.computes if equation.computes in others else others[-1]
        return f"{self._shown(total)} less the lines shown publicly gives this amount"

    def _several(self, made: Deduction) -> str:
        totals = [cell for equation in made.equations if (cell := equation.computes) is not None and cell != made.cell]
        named = list(dict.fromkeys(self._shown(cell) for cell in totals if cell not in self.sealed))
        if not named:
            return (
                f"{counted(len(made.equations), 'relation')} between public figures, taken together, give this amount"
            )
        more = f" and {len(named) - LONGEST_LIST} more" if len(named) > LONGEST_LIST else ""
        return f"taken together, {listed(named[:LONGEST_LIST])}{more} give this amount"


def _concerned(equation: LinearEquation, relation: ProductRelation) -> list[KnownCell]:
    """The cells of a product, each once."""
    forms = (relation.result, relation.left, relation.right, relation.divisor)
    return list(dict.fromkeys(KnownCell(equation.filing, place) for terms, _ in forms for _, place in terms))


def listed(words: Iterable[str]) -> str:
    """The words in a row, with "and" before the last."""
    parts = list(words)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
