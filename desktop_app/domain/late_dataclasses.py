"""Classes of values as `dataclasses` makes them, written when values are made: a start uses a part of them.

The first few values are filled field by field; a class of which there are more gets an `__init__` made of text, which
is twelve times as fast and has to be compiled.

What is used here behaves as in the standard library, whose `fields`, `replace` and `asdict` know these classes too;
`tests/unit/domain/test_late_dataclasses.py` compares the two. The type checker sees the standard library itself.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from types import FunctionType, MemberDescriptorType
from typing import TYPE_CHECKING, Any

__all__ = ["FIELDS", "dataclass", "field", "field_names", "field_values", "replace"]

FIELDS = "__late_fields__"
STANDARD = ("__dataclass_fields__", "__dataclass_params__")
FEW = 10  # values of a class that are filled without compiling anything
COMPARISONS = {"__lt__": operator.lt, "__le__": operator.le, "__gt__": operator.gt, "__ge__": operator.ge}


class _Missing:
    """Stands for a default that there is none of."""

    def __repr__(self) -> str:
        return "<none>"


MISSING = _Missing()


class LateField:
    """What is known of one field."""

    __slots__ = ("compare", "default", "default_factory", "init", "repr")

    def __init__(
        self,
        default: object = MISSING,
        default_factory: Callable[[], object] | _Missing = MISSING,
        *,
        init: bool = True,
        repr: bool = True,  # noqa: A002 - the standard library's own name
        compare: bool = True,
    ) -> None:
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.compare = init, repr, compare

    @property
    def made(self) -> bool:
        """Whether each value gets a default of its own."""
        return self.default_factory is not MISSING

    def standard(self) -> Any:  # noqa: ANN401 - a `dataclasses.Field`, of which there are several kinds
        """The same as a field of the standard library."""
        import dataclasses

        said = {name: getattr(self, name) for name in self.__slots__}
        return dataclasses.field(**{name: value for name, value in said.items() if value is not MISSING})


class _LateInit:
    """Stands where `__init__` belongs. With the first value the other methods are written, after a few it is."""

    def __init__(self, kind: type, options: Mapping[str, bool]) -> None:
        self._kind, self._options = kind, options
        self._left = FEW
        self._written = False

    def __get__(self, instance: object, owner: type | None = None) -> object:
        for kind in reversed(self._kind.__mro__):  # what it extends may be compared by methods of its own
            late = vars(kind)["__init__"] if FIELDS in vars(kind) else None
            if isinstance(late, _LateInit):
                late.write()
        self._left -= 1
        if instance is None or self._left < 0:
            return self._compiled().__get__(instance, owner)

        def fill(*values: object, **named: object) -> None:
            if not _filled(self._kind, instance, values, named):
                self._compiled()(instance, *values, **named)  # says what is wrong with what was given

        return fill

    def write(self) -> None:
        """Puts all other methods where they belong."""
        if not self._written:
            self._written = True
            for name, method in _written(self._kind, **self._options).items():
                setattr(self._kind, name, method)

    def _compiled(self) -> Any:  # noqa: ANN401 - a function whose arguments are those of the class
        made = _made_of_text(self._kind, frozen=self._options["frozen"])
        type.__setattr__(self._kind, "__init__", made)
        return made


class _Standard:
    """What the standard library looks for in a dataclass, taken from one that it makes itself when it asks."""

    def __init__(self, name: str, *, frozen: bool) -> None:
        self._name, self._frozen = name, frozen

    def __get__(self, instance: object, owner: type) -> object:
        import dataclasses

        fields = []
        for name, known in getattr(owner, FIELDS).items():
            fields.append((name, Any, known.standard()))
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


def _filled(kind: type, value: object, given: tuple[object, ...], named: Mapping[str, object]) -> bool:
    """Fills the fields of a new value; False where what was given does not fit them."""
    fields: Mapping[str, LateField] = getattr(kind, FIELDS)
    known = dict(zip((name for name, one in fields.items() if one.init), given, strict=False), **named)
    fits = len(known) == len(given) + len(named)
    for name, one in fields.items():
        if one.init and name in known:
            content = known.pop(name)
        elif one.made:
            content = one.default_factory()  # type: ignore[operator] # it is there
        elif not one.init:
            continue
        elif one.default is MISSING:
            return False
        else:
            content = one.default
        object.__setattr__(value, name, content)
    if known or not fits:
        return False
    if hasattr(kind, "__post_init__"):
        value.__post_init__()  # type: ignore[attr-defined] # it is there
    return True


def _written(kind: type, *, frozen: bool, order: bool) -> dict[str, object]:
    """The methods of the class that it does not have itself, but for `__init__`.

    None is written as text: what is made of text has to be compiled, and most of a start would be that.
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
    return {name: method for name, method in made.items() if own.get(name) is None}


def _values_of(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    """What gives the values of the fields as a tuple, as fast as it can be done."""
    if len(names) > 1:
        return operator.attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _comparing(values: Callable[[object], object], compare: Callable[[Any, Any], Any]) -> object:
    def compared(self: object, other: object) -> object:
        return compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented

    return compared


def _made_of_text(kind: type, *, frozen: bool) -> Any:  # noqa: ANN401 - a function whose arguments are those of the class
    """`__init__`: as short a text as does it, with defaults and all that it needs given to it by name."""
    fields: Mapping[str, LateField] = getattr(kind, FIELDS)
    given: dict[str, Any] = {"_missing": MISSING}
    lines, kept = [], []
    for name, one in fields.items():
        if not one.init and not one.made:
            continue
        value = name if one.init else "_missing"
        if one.made:
            given[f"_make_{name}"] = one.default_factory
            value = f"_make_{name}() if {value} is _missing else {value}"
        put = _slot(kind, name) if frozen else None
        if put is not None:
            given[f"_put_{name}"] = put
            lines.append(f"_put_{name}(self, {value})")
        elif frozen:
            kept.append(f"{name}={value}")
        else:
            lines.append(f"self.{name} = {value}")
    if kept:  # five times as fast as setting each past the class that refuses it
        lines.append(f"self.__dict__.update({', '.join(kept)})")
    if hasattr(kind, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = [name for name, one in fields.items() if one.init]
    text = "\n  ".join([f"def __init__(self, {', '.join(parameters)}):", *lines, "return"])
    exec(compile(text, f"<{kind.__qualname__}>", "exec"), given)  # noqa: S102 - names of fields alone, as `dataclasses` does it
    optional = [one for one in fields.values() if one.init and (one.made or one.default is not MISSING)]
    made = FunctionType(given["__init__"].__code__, given, "__init__", tuple(one.default for one in optional))
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


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
