"""The small language of formulas and checks: text in, a tree out. See ``forms/README.md`` for its grammar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern

# What an expression can look at besides its own filing: the filing it was opened from, the one of the same month a year
# ago, the company profile, and the report that was chosen as its base.
BOOKED = "books"  # what the imported books say of a cell: for suggestions alone
SCOPES = ("prior", "year_ago", "company", "base", BOOKED)
FUNCTIONS = frozenset(
    {
        *("sum", "ratio", "abs", "min", "max", "count", "value", "answered", "blank", "round", "personal", "pick"),
        *("days", "years", "ends_period", "alike"),
    }
)
_ARITY = {
    "ratio": 2,
    "abs": 1,
    "count": 1,
    "value": 1,
    "answered": 1,
    "blank": 1,
    "round": 1,
    "personal": 1,
    "pick": 3,
    "days": 2,
    "years": 2,
    "ends_period": 2,
    "alike": 2,
}
_PART = r"(?:\.|\*|(?:section:|role:)?[A-Za-z0-9_]+)"
_TOKEN = late_pattern(
    rf"\s*(?:(?P<rule>rule:[a-z0-9_]+/[a-z0-9_]+)|(?P<ref>(?:(?:{'|'.join(SCOPES)}):)?{_PART}/{_PART}/{_PART})"
    r"|(?P<number>\d+(?:\.\d+)?)|'(?P<text>[^']*)'|(?P<word>[a-z_]+)|(?P<sign><=|>=|!=|[-+*=<>(),]))"
)


class ExpressionError(ValueError):
    """An expression that cannot be read. The message says what, where and what to write."""


@dataclass(frozen=True, slots=True)
class CellReference:
    """A cell or a set of cells. `scope` is "" (this filing) or one of `SCOPES`; "." parts mean "the same"."""

    scope: str
    schedule: str
    line: str
    column: str

    @property
    def many(self) -> bool:
        """Whether the line part names a set of lines."""
        return self.line == "*" or ":" in self.line


@dataclass(frozen=True, slots=True)
class RuleRef:
    """A legal value, named ``topic/name``."""

    name: str


@dataclass(frozen=True, slots=True)
class LiteralValue:
    """A number or a text."""

    value: Decimal | str


@dataclass(frozen=True, slots=True)
class ExpressionOperation:
    """An operator (``+ - * = != < <= > >= and or not neg``) or a function, with its operands."""

    name: str
    operands: tuple[Node, ...]


Node = CellReference | RuleRef | LiteralValue | ExpressionOperation

_BINDING = (("or",), ("and",), ("=", "!=", "<", "<=", ">", ">="), ("+", "-"), ("*",))
_LEVELS = {name: level for level, names in enumerate(_BINDING) for name in names}
_LOOSEST, _NOT = 0, 2  # an expression takes all operators; what is denied ends before "and" and "or"


def parse(text: str) -> Node:
    """The tree of an expression.

    Raises ExpressionError, naming the position and the rest of the text that could not be read.
    """
    return _Parser(text).whole()


def references(node: Node) -> Iterator[CellReference]:
    """Every reference in the tree, in reading order."""
    if isinstance(node, CellReference):
        yield node
    elif isinstance(node, ExpressionOperation):
        for operand in node.operands:
            yield from references(operand)


def rule_names(node: Node) -> Iterator[str]:
    """The name of every legal value in the tree."""
    if isinstance(node, RuleRef):
        yield node.name
    elif isinstance(node, ExpressionOperation):
        for operand in node.operands:
            yield from rule_names(operand)


_KINDS: Mapping[str, tuple[type, ...]] = {
    "pick": (CellReference, CellReference, LiteralValue),
    "days": (CellReference, CellReference),
    "years": (CellReference, CellReference),
    "ends_period": (CellReference, LiteralValue),
    "alike": (CellReference, CellReference),
}
_TAKES = {
    "pick": "two sets of cells and a text",
    "days": "two places",
    "years": "two places",
    "ends_period": "a place and a number of months",
    "alike": "a place and a set of cells",
}


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(self._scan())
        self._at = 0

    def _scan(self) -> Iterator[tuple[str, str, int]]:
        position = 0
        end = len(self._text.rstrip())
        while position < end:
            match = _TOKEN.match(self._text, position)
            if match is None or match.lastgroup is None:
                raise ExpressionError(f"'{self._text}': cannot read from '{self._text[position:].strip()}' on.")
            yield match.lastgroup, match[match.lastgroup], position
            position = match.end()

    def whole(self) -> Node:
        if not self._tokens:
            raise ExpressionError("An expression is empty; write a formula or leave the key out.")
        node = self._level(_LOOSEST)
        if self._at < len(self._tokens):
            raise self._trouble("an operator was expected")
        return node

    def _peek(self) -> tuple[str, str]:
        if self._at < len(self._tokens):
            kind, text, _ = self._tokens[self._at]
            return kind, text
        return "end", ""

    def _take(self) -> tuple[str, str]:
        token = self._peek()
        self._at += 1
        return token

    def _trouble(self, what: str) -> ExpressionError:
        rest = self._text[self._tokens[self._at][2] :].strip() if self._at < len(self._tokens) else "the end"
        return ExpressionError(f"'{self._text}': {what} at '{rest}'.")

    def _level(self, loosest: int) -> Node:
        """What stands here, with all operators behind it that bind at least so tightly."""
        node = self._prefix()
        while (level := self._operator()) >= loosest:
            _, name = self._take()
            node = ExpressionOperation(name, (node, self._level(level + 1)))
        return node

    def _operator(self) -> int:
        """How tightly the operator binds that comes next; less than any where none does."""
        kind, text = self._peek()
        return _LEVELS.get(text, -1) if kind in {"sign", "word"} else -1

    def _prefix(self) -> Node:
        kind, text = self._peek()
        if (kind, text) == ("sign", "-"):
            self._take()
            return ExpressionOperation("neg", (self._prefix(),))
        if (kind, text) == ("word", "not"):
            self._take()
            return ExpressionOperation("not", (self._level(_NOT),))
        return self._atom()

    def _atom(self) -> Node:
        kind, text = self._peek()
        if kind == "ref":
            self._take()
            scope, _, path = text.partition(":") if text.split(":")[0] in SCOPES else ("", "", text)
            schedule, line, column = path.split("/")
            return CellReference(scope, schedule, line, column)
        if kind == "rule":
            self._take()
            return RuleRef(text.removeprefix("rule:"))
        if kind == "number":
            self._take()
            return LiteralValue(Decimal(text))
        if kind == "text":
            self._take()
            return LiteralValue(text)
        if (kind, text) == ("sign", "("):
            self._take()
            node = self._level(_LOOSEST)
            self._close()
            return node
        if kind == "word" and text in FUNCTIONS:
            return self._call()
        raise self._trouble("a number, a place, a text or a function was expected")

    def _call(self) -> Node:
        _, name = self._take()
        if self._take() != ("sign", "("):
            self._at -= 1
            raise self._trouble(f"an opening bracket was expected after {name}")
        operands = [self._level(_LOOSEST)]
        while self._peek() == ("sign", ","):
            self._take()
            operands.append(self._level(_LOOSEST))
        self._close()
        if name in _ARITY and len(operands) != _ARITY[name]:
            raise ExpressionError(f"'{self._text}': {name} takes {_ARITY[name]} operand(s), {len(operands)} given.")
        kinds = _KINDS.get(name, ())
        if not all(isinstance(operand, kind) for operand, kind in zip(operands, kinds, strict=False)):
            raise ExpressionError(f"'{self._text}': {name} takes {_TAKES[name]}.")
        return ExpressionOperation(name, tuple(operands))

    def _close(self) -> None:
        if self._peek() != ("sign", ")"):
            raise self._trouble("a closing bracket was expected")
        self._take()
