"""Reads what makes a form one of a case: its traits, and the paragraphs of its paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.catalog.table import TomlTable
from desktop_app.domain.counting import counted
from desktop_app.domain.values import Place, place_of
from desktop_app.formspec.case_traits import (
    CaseExcuse,
    CaseSigner,
    CaseTraits,
    CaseVariant,
    PaperOccasion,
    ParagraphKind,
    PleadingParagraph,
    SizeLimit,
)
from desktop_app.formspec.definition import FormDefinition, MainPaper, ScheduleKind, ScheduleLine
from desktop_app.formspec.pleading import EXHIBIT, HOLE, SPECIAL

LONGEST_SHORT = 32
STARTS = frozenset({"filed", "late", "dated", "discovered"})


def read_case(table: TomlTable | None) -> CaseTraits | None:
    """The traits in ``[case]``; None where the form has none. Raises CatalogError."""
    if table is None:
        return None
    variants = tuple(
        CaseVariant(item.ident("id"), item.text("label"), item.texts("utilities"))
        for item in _closed(table, "variants")
    )
    limits = tuple(read_limit(item) for item in _closed(table, "limits"))
    traits = CaseTraits(
        signer=table.one_of("signer", CaseSigner, CaseSigner.COUNSEL),
        each_service=table.flag("each_service"),
        variants=variants,
        starts=table.named_texts("starts"),
        starts_on={
            event: _place(table, f"starts_on.{event}", text) for event, text in table.named_texts("starts_on").items()
        },
        limits=limits,
        group=table.text("group"),
        series=table.flag("series"),
        unless=tuple(
            CaseExcuse(item.ident("fact"), item.text("sentence"), item.cites()) for item in _closed(table, "unless")
        ),
        reads=table.texts("reads"),
        applicant=_place(table, "applicant", table.text("applicant")) if table.has("applicant") else None,
    )
    for name in traits.starts:
        if name not in STARTS:
            raise table.unknown("starts", name, "occasion", STARTS)
    table.close()
    return traits


def _place(table: TomlTable, key: str, text: str) -> Place:
    try:
        return place_of(text)
    except ValueError:
        raise table.trouble(key, f"reads '{text}'; write schedule/line/column.") from None


def read_limit(item: TomlTable) -> SizeLimit:
    """For companies of which size a form is. Raises CatalogError."""
    above = item.has("above")
    if above and item.has("most"):
        raise item.trouble("above", "and 'most' are the two sides of a size. Write one of them.")
    size = item.text("above" if above else "most")
    beyond = item.text("beyond", "")
    return SizeLimit(
        item.ident("utility"),
        size,
        item.text("sentence"),
        item.cites(),
        above=above,
        near=item.text("near", ""),
        beyond=beyond,
        also=item.text("also") if beyond else "",
    )


def _closed(table: TomlTable, key: str) -> Iterator[TomlTable]:
    for item in table.tables(key):
        yield item
        item.close()


def read_paragraph(table: TomlTable) -> PleadingParagraph:
    """One ``[[paragraph]]``. Raises CatalogError."""
    paragraph = PleadingParagraph(
        kind=table.one_of("kind", ParagraphKind),
        text=table.text("text"),
        paper=table.text("paper", ""),
        when=table.text("when", ""),
        occasion=table.one_of("occasion", PaperOccasion, PaperOccasion.BOTH),
        utilities=table.texts("utilities"),
        cites=table.cites(),
    )
    if {"{", "}"} & set(HOLE.sub("", paragraph.text)):
        raise table.trouble("text", "has a bracket without its other half. Write {expression}.")
    table.close()
    return paragraph


def expressions_in(text: str) -> tuple[str, ...]:
    """The expressions in the holes of a text, without the words that stand for what the filing is."""
    return tuple(hole for hole in HOLE.findall(text) if hole not in SPECIAL and not hole.startswith(EXHIBIT))


def refuse_odd_papers(form: FormDefinition, head: TomlTable, paragraphs: Sequence[TomlTable]) -> None:
    """Checks that the paper of a case can be made. Raises CatalogError."""
    items = {
        f"{schedule.id}/{line.id}": line
        for schedule in form.schedules
        for line in schedule.body
        if isinstance(line, ScheduleLine) and line.item is not None
    }
    if len(form.short) > LONGEST_SHORT:
        raise head.trouble("short", f"has {counted(len(form.short), 'letter')}; a list has room for {LONGEST_SHORT}.")
    _refuse_half_a_case(form, head)
    if form.case is None:
        return
    for schedule in (schedule.id for schedule in form.schedules if schedule.kind is ScheduleKind.ITEMS):
        if not any(one.kind is ParagraphKind.ITEMS and one.text == schedule for one in form.paragraphs):
            raise head.trouble("parts", f"hold the items '{schedule}', which no paragraph of kind 'items' prints.")
    for one, table in zip(form.paragraphs, paragraphs, strict=True):
        _refuse_lost_names(one, table, form, items)


def _refuse_half_a_case(form: FormDefinition, head: TomlTable) -> None:
    paper = form.papers.main is not MainPaper.REPORT
    if (form.case is not None) != paper or (form.case is not None) != bool(form.paragraphs):
        raise head.trouble(
            "case", "goes with a main paper that is not a report, and with its [[paragraph]]s. Write all."
        )
    if paper and not form.papers.name:
        raise head.trouble("papers.name", "is missing: what is the file of the main paper called? Write a name.")
    for utility in () if form.case is None else (limit.utility for limit in form.case.limits):
        if utility not in form.utilities:
            raise head.unknown("case.limits", utility, "utility of this form", form.utilities)


def _refuse_lost_names(
    one: PleadingParagraph, table: TomlTable, form: FormDefinition, items: Mapping[str, ScheduleLine]
) -> None:
    """What a paragraph names besides cells: exhibits of items, schedules of items, utilities of the form."""
    for hole in HOLE.findall(one.text):
        place = hole.removeprefix(EXHIBIT)
        if hole.startswith(EXHIBIT) and (place not in items or not _exhibited(items[place])):
            raise table.unknown("text", place, "item with an exhibit", items)
    schedules = [schedule.id for schedule in form.schedules if schedule.kind is ScheduleKind.ITEMS]
    if one.kind is ParagraphKind.ITEMS and one.text not in schedules:
        raise table.unknown("text", one.text, "schedule of items", schedules)
    for utility in one.utilities:
        if utility not in form.utilities:
            raise table.unknown("utilities", utility, "utility of this form", form.utilities)


def _exhibited(line: ScheduleLine) -> bool:
    return line.item is not None and line.item.exhibited
