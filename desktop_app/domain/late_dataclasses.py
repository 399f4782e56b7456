"""Classes of values as `dataclasses` makes them, written when the first value is made: a start uses a part of them.

What is used here behaves as in the standard library, whose `fields`, `replace` and `asdict` know these classes too;
`tests/unit/domain/test_late_dataclasses.py` compares the two. The type checker sees the standard library itself.
"""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable, Iterable, Mapping
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, NamedTuple

__all__ = ["FIELDS", "dataclass", "field", "field_names", "field_values", "replace"]

FIELDS = "__late_fields__"
STANDARD = ("__dataclass_fields__", "__dataclass_params__")
COMPARISONS = {"__lt__": operator.lt, "__le__": operator.le, "__gt__": operator.gt, "__ge__": operator.ge}


class _Missing:
    """Stands for a default that there is none of."""

    def __repr__(self) -> str:
        return "<none>"


MISSING = _Missing()


class LateField(NamedTuple):
    """What is known of one field."""

    default: object = MISSING
    default_factory: Callable[[], object] | _Missing = MISSING
    init: bool = True
    repr: bool = True
    compare: bool = True


class _LateInit:
    """Stands where `__init__` belongs, until it is asked for: then all methods are written."""

    def __init__(self, kind: type, options: Mapping[str, bool]) -> None:
        self._kind, self._options = kind, options

    def __get__(self, instance: object, owner: type | None = None) -> object:
        for kind in reversed(self._kind.__mro__):  # what it extends may be compared by methods of its own
            late = vars(kind)["__init__"] if FIELDS in vars(kind) else None
            if isinstance(late, _LateInit):
                late.write()
        return vars(self._kind)["__init__"].__get__(instance, owner)

    def write(self) -> None:
        """Puts the methods where they belong."""
        for name, method in _written(self._kind, **self._options).items():
            setattr(self._kind, name, method)


class _Standard:
    """What the standard library looks for in a dataclass, taken from one that it makes itself when it asks."""

    def __init__(self, name: str, *, frozen: bool) -> None:
        self._name, self._frozen = name, frozen

    def __get__(self, instance: object, owner: type) -> object:
        import dataclasses

        fields = []
        for name, known in getattr(owner, FIELDS).items():
            said = {key: value for key, value in known._asdict().items() if value is not MISSING}
            fields.append((name, Any, dataclasses.field(**said)))
        twin = dataclasses.make_dataclass(owner.__name__, fields, frozen=self._frozen, kw_only=True)
        for name in STANDARD:  # whoever asks once, asks for each value of a list
            setattr(owner, name, getattr(twin, name))
        return getattr(twin, self._name)


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:

    def dataclass(
        kind: type | None = None, /, *, frozen: bool = False, slots: bool = False, order: bool = False
    ) -> object:
        """A class of values, as `dataclasses.dataclass` makes it."""

        def made(kind: type) -> type:
            return _prepared(kind, frozen=frozen, slots=slots, order=order)

        return made if kind is None else made(kind)

    field = LateField

    def replace(value: object, /, **changes: object) -> object:
        """The value with some of its fields changed."""
        known = getattr(value, FIELDS, None)
        if known is None:
            import dataclasses

            return dataclasses.replace(value, **changes)
        for name, one in known.items():
            if one.init and name not in changes:
                changes[name] = getattr(value, name)
        return type(value)(**changes)


def field_names(kind: object) -> tuple[str, ...]:
    """The names of the fields of a class of values, or of a value."""
    known: Mapping[str, LateField] = getattr(kind, FIELDS)
    return tuple(known)


def field_values(value: object) -> tuple[Any, ...]:
    """The values of the fields of a value, in their order."""
    return tuple(getattr(value, name) for name in field_names(value))


def _prepared(kind: type, *, frozen: bool, slots: bool, order: bool) -> type:
    """The class with its fields found out; with slots it has to be made again."""
    fields: dict[str, LateField] = {}
    for base in reversed(kind.__mro__[1:]):
        fields |= vars(base).get(FIELDS, {})
    known = vars(kind)
    own = [name for name, type_ in known.get("__annotations__", {}).items() if not str(type_).startswith("ClassVar")]
    for name in own:
        default = known.get(name, MISSING)
        fields[name] = default if isinstance(default, LateField) else LateField(default)
        if isinstance(default, LateField) and not slots:
            _set_or_drop(kind, name, default.default)
    if slots:
        kind = _slotted(kind, own)
    type.__setattr__(kind, FIELDS, fields)
    type.__setattr__(kind, "__match_args__", tuple(name for name, one in fields.items() if one.init))
    for name in STANDARD:
        type.__setattr__(kind, name, _Standard(name, frozen=frozen))
    type.__setattr__(kind, "__init__", _LateInit(kind, {"frozen": frozen, "order": order}))
    return kind


def _set_or_drop(kind: type, name: str, default: object) -> None:
    if default is MISSING:
        delattr(kind, name)
    else:
        setattr(kind, name, default)


def _slotted(kind: type, own: Iterable[str]) -> type:
    """The same class with a slot for each field of its own."""
    left_out = {*own, "__dict__", "__weakref__"}
    taken = {slot for base in kind.__mro__[1:-1] for slot in vars(base).get("__slots__", ())}
    members = {name: value for name, value in vars(kind).items() if name not in left_out}
    members["__slots__"] = tuple(name for name in own if name not in taken)
    return type(kind)(kind.__name__, kind.__bases__, members)


def _written(kind: type, *, frozen: bool, order: bool) -> dict[str, object]:
    """The methods of the class that it does not have itself. `__init__` is the last: with it there are values.

    Only `__init__` is written as text: what is made of text has to be compiled, and most of a start would be that.
    """
    fields: Mapping[str, LateField] = getattr(kind, FIELDS)
    values = _values_of([name for name, one in fields.items() if one.compare])
    shown = [name for name, one in fields.items() if one.repr]

    def shown_fields(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def hashed(self: object) -> int:
        return hash(values(self))

    signs = {"__eq__": operator.eq, **(COMPARISONS if order else {})}
    made: dict[str, object] = {
        "__repr__": shown_fields,
        **{name: _comparing(values, sign) for name, sign in signs.items()},
    }
    made["__hash__"] = hashed if frozen else None
    if frozen:
        made |= {"__setattr__": _refuse_setting, "__delattr__": _refuse_deleting}
    own = vars(kind)
    wanted = {name: method for name, method in made.items() if own.get(name) is None}
    return {**wanted, "__init__": _made_of_text(kind, fields, _init_text(kind, fields, frozen=frozen))}


def _values_of(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    """What gives the values of the fields as a tuple, as fast as it can be done."""
    if len(names) > 1:
        return operator.attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _comparing(values: Callable[[object], object], compare: Callable[[Any, Any], Any]) -> object:
    def compared(self: object, other: object) -> object:
        return compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented

    return compared


def _init_text(kind: type, fields: Mapping[str, LateField], *, frozen: bool) -> str:
    parameters, lines = [], []
    for name, one in fields.items():
        made = one.default_factory is not MISSING
        optional = one.default is not MISSING
        if one.init:
            parameters.append(f"{name}=_missing" if made else f"{name}=_default_{name}" if optional else name)
        elif not made:
            continue
        value = name if one.init else "_missing"
        value = f"(_make_{name}() if {value} is _missing else {value})" if made else name
        slot = f"_put_{name}(self, {value})" if _slot(kind, name) else f"_set(self, '{name}', {value})"
        lines.append(slot if frozen else f"self.{name} = {value}")
    if hasattr(kind, "__post_init__"):
        lines.append("self.__post_init__()")
    return "\n  ".join([f"def __init__(self, {', '.join(parameters)}):", *lines, "return"])


def _made_of_text(kind: type, fields: Mapping[str, LateField], text: str) -> object:
    """`__init__` made of its text, with the defaults of the fields."""
    given = {f"_default_{name}": one.default for name, one in fields.items()}
    given |= {f"_make_{name}": one.default_factory for name, one in fields.items()}
    given |= {f"_put_{name}": _slot(kind, name) for name in fields}
    given |= {"_missing": MISSING, "_set": object.__setattr__}
    whole = f"def written({', '.join(given)}):\n {text.replace(chr(10), chr(10) + ' ')}\n return __init__"
    found: dict[str, Any] = {}
    exec(compile(whole, f"<{kind.__qualname__}>", "exec"), vars(sys.modules[kind.__module__]), found)  # noqa: S102 - names of fields alone, as `dataclasses` does it
    return found["written"](**given)


def _slot(kind: type, name: str) -> Callable[[object, object], None] | None:
    """What fills the field's slot: three times as fast as by the name, in a class that refuses both."""
    member = next((vars(base)[name] for base in kind.__mro__ if name in vars(base)), None)
    return member.__set__ if isinstance(member, MemberDescriptorType) else None


def _refuse_setting(value: object, name: str, _: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r} of {type(value).__name__}")


def _refuse_deleting(value: object, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r} of {type(value).__name__}")
