"""What a cell of a copy held when it was written, read as the answer that it was."""

from __future__ import annotations

from desktop_app.domain.values import Value
from desktop_app.formspec.definition import CellSpec
from desktop_app.formspec.wording import value_text
from desktop_app.services.data_entry.parsing import BadAnswer, parse_answer


def held_words(held: str, spec: CellSpec) -> str:
    """What a cell held when it was copied, as it was shown."""
    try:
        return value_text(parse_answer(held, spec, ""), spec) if held else ""
    except BadAnswer:
        return held


def same_answer(value: Value | None, held: str, spec: CellSpec) -> bool:
    """Whether a cell that was written otherwise still says what it held."""
    try:
        return value == parse_answer(held, spec, "")
    except BadAnswer:
        return False
