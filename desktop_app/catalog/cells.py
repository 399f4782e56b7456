"""Reads how a cell is asked, and the help beside it."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.catalog.table import TomlTable
from desktop_app.domain.values import AnswerWord
from desktop_app.formspec.definition import (
    NEVER_WORDS,
    CellSpec,
    CellType,
    ChoiceOption,
    DefaultSeal,
    HelpText,
)
from desktop_app.formspec.monthly_use import MonthlyUse

SharedHelp = Mapping[str, HelpText]
_MOST_DECIMALS = 6


def read_cell(table: TomlTable, kind: CellType | None) -> CellSpec:
    """The cell keys of a column or of a line of *fields*. Without `kind`, the type must be written.

    Raises CatalogError.
    """
    spec = CellSpec(
        type=table.one_of("type", CellType, kind),
        decimals=table.whole("decimals", 0),
        unit=table.text("unit", ""),
        options=_options(table),
        carried=table.text("carried", ""),
        formula=table.text("formula", ""),
        override=table.flag("override"),
        optional=table.flag("optional"),
        required_when=table.text("required_when", ""),
        low=table.number("low"),
        high=table.number("high"),
        lines=table.whole("lines", 1),
        seal=_seal(table),
        suggest=table.text("suggest", ""),
        none_when=table.text("none_when", ""),
        no_seal=table.text("no_seal", ""),
        words=_words(table),
        months=table.one_of("months", MonthlyUse) if table.has("months") else None,
    )
    _refuse_contradictions(spec, table)
    _refuse_nonsense(spec, table)
    return spec


def read_help(table: TomlTable, shared: SharedHelp) -> HelpText:
    """The help of a schedule, column or line: its own, or a shared one by name.

    Raises CatalogError.
    """
    if not table.has("help"):
        return HelpText()
    if not table.is_text("help"):
        own = table.table("help")
        return read_help_table(own) if own is not None else HelpText()
    name = table.text("help")
    if name not in shared:
        raise table.unknown("help", name, "shared help", shared)
    return shared[name]


def read_help_table(table: TomlTable) -> HelpText:
    """A help written out: what, where to find it, an example."""
    words = HelpText(table.text("what", ""), table.text("where", ""), table.text("example", ""))
    table.close()
    return words


def _options(table: TomlTable) -> tuple[ChoiceOption, ...]:
    options: dict[str, ChoiceOption] = {}
    for item in table.tables("options"):
        option = ChoiceOption(item.ident("id"), item.text("label"), item.cites())
        item.close()
        if option.id in options:
            raise item.trouble("id", f"'{option.id}' is there twice. Choose another name.")
        options[option.id] = option
    return tuple(options.values())


def _words(table: TomlTable) -> tuple[AnswerWord, ...] | None:
    if not table.has("words"):
        return None
    known = {word.value: word for word in AnswerWord}
    written = table.texts("words")
    for text in written:
        if text not in known:
            raise table.unknown("words", text, "answer word", known)
    return tuple(known[text] for text in written)


def _seal(table: TomlTable) -> DefaultSeal | None:
    seal = table.table("seal")
    if seal is None:
        return None
    default = DefaultSeal(seal.text("type"), seal.text("reason"))
    seal.close()
    return default


def _refuse_contradictions(spec: CellSpec, table: TomlTable) -> None:
    """Keys that are fine alone but not together."""
    if (spec.type is CellType.CHOICE) != bool(spec.options):
        raise table.trouble("options", "belong to type 'choice', and a choice needs them. Write both or neither.")
    if not 0 <= spec.decimals <= _MOST_DECIMALS:
        raise table.trouble("decimals", f"reads {spec.decimals}; write 0 to {_MOST_DECIMALS}.")
    if spec.decimals and (not spec.type.numeric or spec.type is CellType.COUNT):
        raise table.trouble("decimals", f"do not go with type '{spec.type.value}'. Leave the key out.")
    if (spec.low is not None or spec.high is not None) and not spec.type.numeric:
        raise table.trouble("low", f"and 'high' bound numbers; the type is '{spec.type.value}'. Leave them out.")
    if spec.low is not None and spec.high is not None and spec.low > spec.high:
        raise table.trouble("low", f"({spec.low}) is above 'high' ({spec.high}). Exchange them.")
    if spec.lines < 1:
        raise table.trouble("lines", f"reads {spec.lines}; write 1 or more.")
    if spec.seal is not None and spec.no_seal:
        raise table.trouble("no_seal", "says why the cell cannot be sealed, so 'seal' cannot seal it. Keep one.")
    if spec.formula and (spec.carried or spec.suggest):
        raise table.trouble("formula", "computes the cell, so 'carried' and 'suggest' cannot open it. Keep one.")


def _refuse_nonsense(spec: CellSpec, table: TomlTable) -> None:
    """Answer words where they cannot be an answer."""
    if spec.words and spec.formula:
        raise table.trouble("words", "are answers that are typed, and the cell is computed. Leave them out.")
    if spec.none_when and (spec.formula or AnswerWord.NONE not in spec.answer_words):
        raise table.trouble("none_when", "offers None, which is not an answer to the cell. Leave it out.")
    if spec.months and (spec.formula or spec.type not in (CellType.COUNT, CellType.QUANTITY)):
        raise table.trouble("months", "make a count or a quantity that is typed. Leave the key out.")
    if spec.words and spec.type in NEVER_WORDS:
        raise table.trouble("words", f"do not go with type '{spec.type.value}': everybody has one. Leave them out.")
