"""Works out the formulas of a workbook as Excel does, as far as copies of a report use them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
from openpyxl.utils import range_boundaries

Content = Decimal | str | date | None
_CELL = r"\$?[A-Z]+\$?\d+"
_TOKEN = re.compile(rf"(?:'(?:[^']|'')+'!)?{_CELL}(?::{_CELL})?|[A-Z]+(?=\()|[\d.]+|\"[^\"]*\"|[-+*/(),]")


class ExcelError(ArithmeticError):
    """What Excel shows as #DIV/0! or #VALUE!."""


@dataclass
class WorkedWorkbook:
    """A workbook whose cells are worked out from their formulas when they are asked for."""

    path: Path
    sheets: dict[str, dict[tuple[int, int], object]] = field(default_factory=dict)
    known: dict[tuple[str, int, int], Content] = field(default_factory=dict)

    def __post_init__(self) -> None:
        book = openpyxl.load_workbook(self.path)
        self.sheets = {
            sheet.title: {
                (down, across): cell
                for down, row in enumerate(sheet.iter_rows(values_only=True), 1)
                for across, cell in enumerate(row, 1)
            }
            for sheet in book.worksheets
        }

    def rows(self, sheet: str) -> list[list[Content]]:
        """The sheet, every formula worked out."""
        cells = self.sheets[sheet]
        height, width = max(row for row, _ in cells), max(column for _, column in cells)
        return [[self.cell(sheet, row, column) for column in range(1, width + 1)] for row in range(1, height + 1)]

    def cell(self, sheet: str, row: int, column: int) -> Content:
        """What the cell shows."""
        key = (sheet, row, column)
        if key not in self.known:
            written = self.sheets[sheet].get((row, column))
            if isinstance(written, str) and written.startswith("="):
                tokens = _TOKEN.findall(written[1:])
                assert "".join(tokens) == written[1:], f"not read whole: {written}"
                self.known[key] = _Formula(self, sheet, tokens).result()
            elif isinstance(written, int | float):
                self.known[key] = Decimal(str(written))
            else:
                self.known[key] = written if isinstance(written, str | date) else None
        return self.known[key]


@dataclass
class _Formula:
    book: WorkedWorkbook
    sheet: str
    tokens: list[str]

    def result(self) -> Content:
        value = self._sum()
        assert not self.tokens, f"the formula goes on with {self.tokens}"
        return value

    def _take(self, token: str) -> bool:
        if self.tokens and self.tokens[0] == token:
            self.tokens.pop(0)
            return True
        return False

    def _sum(self) -> Content:
        value = self._product()
        while self.tokens and self.tokens[0] in "+-":
            sign = -1 if self.tokens.pop(0) == "-" else 1
            value = _number(value) + sign * _number(self._product())
        return value

    def _product(self) -> Content:
        value = self._one()
        while self.tokens and self.tokens[0] in "*/":
            divided = self.tokens.pop(0) == "/"
            other = _number(self._one())
            if divided and not other:
                raise ExcelError("#DIV/0!")
            value = _number(value) / other if divided else _number(value) * other
        return value

    def _one(self) -> Content:
        token = self.tokens.pop(0)
        if token == "-":
            return -_number(self._one())
        if token == "(":
            value = self._sum()
            assert self._take(")")
            return value
        if token.startswith('"'):
            return token.strip('"') or None
        if token[0].isdigit():
            return Decimal(token)
        if self._take("("):
            return self._function(token)
        return next(self._referred(token))

    def _function(self, name: str) -> Content:
        if name == "IFERROR":
            return self._if_error()
        given: list[Content] = []
        while not self._take(")"):
            given += self._referred(self.tokens.pop(0)) if ":" in self.tokens[0] else [self._sum()]
            self._take(",")
        return _FUNCTIONS[name](given)

    def _if_error(self) -> Content:
        depth, end = 0, 0
        for end, token in enumerate(self.tokens):  # noqa: B007 - where the first part ends
            depth += {"(": 1, ")": -1}.get(token, 0)
            if token == "," and not depth:
                break
        first, self.tokens = self.tokens[:end], self.tokens[end + 1 :]
        other = self._sum()
        assert self._take(")")
        try:
            return _Formula(self.book, self.sheet, first).result()
        except ExcelError:
            return other

    def _referred(self, token: str) -> Iterator[Content]:
        sheet, _, cells = token.rpartition("!")
        name = sheet.strip("'").replace("''", "'") or self.sheet
        left, top, right, bottom = range_boundaries(cells)
        for row in range(int(top or 0), int(bottom or 0) + 1):
            for column in range(int(left or 0), int(right or 0) + 1):
                yield self.book.cell(name, row, column)


def _number(value: Content) -> Decimal:
    if value is None:
        return Decimal(0)
    if not isinstance(value, Decimal):
        raise ExcelError("#VALUE!")
    return value


def _added(given: list[Content]) -> Decimal:
    return sum((value for value in given if isinstance(value, Decimal)), Decimal(0))


def _rounded(given: list[Content]) -> Decimal:
    return _number(given[0]).quantize(Decimal(1).scaleb(-int(_number(given[1]))), rounding=ROUND_HALF_UP)


_FUNCTIONS: dict[str, Callable[[list[Content]], Content]] = {
    "SUM": _added,
    "N": lambda given: given[0] if isinstance(given[0], Decimal) else Decimal(0),
    "ROUND": _rounded,
    "ABS": lambda given: abs(_number(given[0])),
    "MAX": lambda given: max((value for value in given if isinstance(value, Decimal)), default=Decimal(0)),
    "MIN": lambda given: min((value for value in given if isinstance(value, Decimal)), default=Decimal(0)),
}
