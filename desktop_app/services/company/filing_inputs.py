"""A filing read and laid out, with nothing computed: what others that take values from it need of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.filings import Filing
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.carried_values import CarriedValues
from desktop_app.formspec.checks import CheckBook
from desktop_app.formspec.public_view import effective_seals
from desktop_app.formspec.sheet import FormLayout


@dataclass(frozen=True)
class FilingInputs:
    """One filing with all that its values depend on: what it asks, what was answered, and the filings that it reads."""

    filing: Filing
    check_book: CheckBook
    answers: Answers
    sources: frozenset[str] = frozenset()

    @property
    def sheet(self) -> FormLayout:
        """The filing laid out."""
        return self.check_book.model.sheet

    @cached_property
    def remembered(self) -> dict[str, Any]:
        """What others made of it, each under a name of its own: it goes when this goes."""
        return {}

    @cached_property
    def seals(self) -> tuple[Seal, ...]:
        """The seals in force, which filings that repeat this one take over."""
        return effective_seals(self.sheet, self.answers)

    @cached_property
    def seals_as_filed(self) -> tuple[Seal, ...]:
        """Its own seals alone: what others sealed since was public in it when it was filed."""
        return effective_seals(self.sheet, replace(self.answers, repeated={}))

    @cached_property
    def carried(self) -> CarriedValues:
        """Its values, for a filing that takes some of them."""
        return CarriedValues(self.check_book.model, self.answers)
