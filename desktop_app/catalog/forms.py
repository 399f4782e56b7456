"""Reads a form: its parts merged in their order, and every name in it followed to its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from desktop_app.catalog.case_parts import read_case, read_limit, read_paragraph, refuse_odd_papers
from desktop_app.catalog.cells import SharedHelp, read_help_table
from desktop_app.catalog.charts import all_charts
from desktop_app.catalog.checks import read_check
from desktop_app.catalog.crossings import refuse_ambiguous
from desktop_app.catalog.expressions import refuse_dangling, refuse_dangling_paragraphs
from desktop_app.catalog.ledger import LedgerParts
from desktop_app.catalog.names import KnownNames, Names, ScheduleNames, names_of
from desktop_app.catalog.rules import read_rules
from desktop_app.catalog.schedules import read_schedule
from desktop_app.catalog.table import TomlTable, only_once, read_table
from desktop_app.catalog.trouble import CatalogError, nearest
from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.values import Place, place_of
from desktop_app.formspec.case_traits import PleadingParagraph, SizeLimit
from desktop_app.formspec.compared_figures import FigureLimit, ServiceSize, SoldFigures
from desktop_app.formspec.definition import (
    ANSWER,
    OATH,
    PREVIOUS,
    SEALING,
    SHARED,
    ChartOfAccounts,
    FilingPapers,
    FormCheck,
    FormDefinition,
    FormSchedule,
    MainPaper,
    ScheduleKind,
    ScheduleLine,
)
from desktop_app.formspec.evaluation import CircularForm, FormulaModel
from desktop_app.formspec.sheet import lay_out
from desktop_app.rulebook.parameter import LegalValue
from desktop_app.rulebook.registry import Utility

FOLDER = "filings"
LETTERS = "letters"
COMPANY = "company"
HEAD = "form.toml"
SHARED_PARTS = "parts/"  # how the name of a part begins that several forms share


class FormPlace(NamedTuple):
    """Where a form lies: the folder of all forms, and the names of the folders in it."""

    root: Path
    folder: tuple[str, ...]


@dataclass
class _Merged:
    """The parts of a form as far as they are read, with the table that each schedule and check came from."""

    schedules: list[FormSchedule] = field(default_factory=list)
    checks: list[FormCheck] = field(default_factory=list)
    schedule_tables: dict[str, TomlTable] = field(default_factory=dict)
    check_tables: dict[str, TomlTable] = field(default_factory=dict)
    ledger: LedgerParts = field(default_factory=LedgerParts)
    paragraphs: list[PleadingParagraph] = field(default_factory=list)
    paragraph_tables: list[TomlTable] = field(default_factory=list)

    def add(self, part: TomlTable, shared: SharedHelp) -> None:
        """Takes in one part. Raises CatalogError."""
        for table in part.tables("schedule"):
            schedule = read_schedule(table, shared)
            only_once(self.schedule_tables, schedule.id, table)
            self.schedule_tables[schedule.id] = table
            self.schedules.append(schedule)
        for table in part.tables("check"):
            check = read_check(table)
            only_once(self.check_tables, check.id, table)
            self.check_tables[check.id] = table
            self.checks.append(check)
        for table in part.tables("paragraph"):
            self.paragraphs.append(read_paragraph(table))
            self.paragraph_tables.append(table)
        self.ledger.add(part)
        part.close()


def revisions(forms: Path, kind: str) -> tuple[int, ...]:
    """The revisions of a form, the oldest first.

    Raises CatalogError when there is no form of that kind.
    """
    folder = forms / FOLDER / kind
    numbers = [path.parent.name.removeprefix("r") for path in folder.glob(f"r*/{HEAD}")]
    found = tuple(sorted(int(number) for number in numbers if number.isdecimal()))
    if not found:
        known = [path.name for path in (forms / FOLDER).glob("*") if path.is_dir()]
        raise CatalogError(f"{FOLDER}/{kind}", "", f"there is no form '{kind}'. {nearest(kind, known)}")
    return found


def read_form(forms: Path, kind: str, revision: int) -> FormDefinition:
    """One revision of a form, read and checked against the charts, the rules and the company form.

    Raises CatalogError.
    """
    company = None
    if kind != COMPANY and (forms / FOLDER / COMPANY).is_dir():
        company = read_form(forms, COMPANY, revisions(forms, COMPANY)[-1])

    def newest(other: str) -> FormDefinition:
        return read_form(forms, other, revisions(forms, other)[-1])

    return assemble(forms, kind, revision, all_charts(forms), read_rules(forms), company, newest)


def assemble(
    forms: Path,
    kind: str,
    revision: int,
    charts: Sequence[ChartOfAccounts],
    rules: Sequence[LegalValue],
    company: FormDefinition | None,
    newest: Callable[[str], FormDefinition],
    place: FormPlace | None = None,
) -> FormDefinition:
    """The form, checked against what is handed in; `newest` gives another form. See `read_form`."""
    root, folder = place or FormPlace(forms, (FOLDER, kind, f"r{revision}"))
    head = read_table(root, *folder, HEAD)
    shared = {name: read_help_table(table) for name, table in head.named_tables("help")}
    blocks = {name: table.words() for name, table in head.named_tables("block")}
    parallel = head.texts("parallel")
    merged = _Merged()
    read: dict[str, TomlTable] = {}
    for part in _parts(head, root.joinpath(*folder)):
        file, _, block = part.partition("@")
        if block and block not in blocks:
            raise head.unknown("parts", block, "block", blocks)
        if file not in read:
            read[file] = _part(forms, (root, folder), file, parallel)
        merged.add(read[file].worded(blocks[block]) if block else read[file], shared)
    form = _form(head, merged)
    if (form.id, form.revision) != (kind, revision):
        raise head.trouble("id", f"and 'revision' say {form.id} {form.revision}; the folder says {kind} {revision}.")
    head.close()
    _refuse_strangers(form, merged.schedule_tables, merged.check_tables)
    _refuse_rowless(form, merged.schedule_tables)
    base = _base_names(form, charts, newest)
    known = KnownNames(names_of(form, charts, merged.schedule_tables), _company_names(company), rules, base)
    refuse_ambiguous(form, known.own, merged.schedule_tables)
    refuse_odd_papers(form, head, merged.paragraph_tables)
    _refuse_nobody(form, head)
    refuse_dangling(form, known, head, merged.schedule_tables, merged.check_tables)
    refuse_dangling_paragraphs(form.paragraphs, merged.paragraph_tables, known)
    _refuse_circles(form, merged.schedule_tables)
    _refuse_missing_letters(form, head, forms / LETTERS)
    return replace(form, ledger=merged.ledger.ledger(known.own), outside_names=_outside_names(company, rules))


def _outside_names(company: FormDefinition | None, rules: Sequence[LegalValue]) -> dict[str, str]:
    """What the expressions of a form may name outside of it, as users know it."""
    found = {f"rule:{value.name}": value.label for value in rules}
    for schedule in () if company is None else company.schedules:
        found[f"company:{schedule.id}"] = schedule.title
        lines = [line for line in schedule.body if isinstance(line, ScheduleLine)]
        found |= {f"company:{schedule.id}/{line.id}": line.label.removesuffix("?") for line in lines}
    return found


def _part(forms: Path, place: tuple[Path, Sequence[str]], file: str, parallel: Sequence[str]) -> TomlTable:
    """One part of a form; what several forms share cites rules besides that speak to the companies of the others."""
    if not file.startswith(SHARED_PARTS):
        return read_table(place[0], *place[1], file)
    return read_table(forms, file).without_citing(parallel)


def _parts(head: TomlTable, folder: Path) -> tuple[str, ...]:
    parts = head.texts("parts")
    if not parts:
        raise head.trouble("parts", 'is missing or empty. Name the files that hold the schedules: ["common.toml"].')
    named = {part.partition("@")[0] for part in parts}
    for stray in sorted(folder.glob("*.toml")):
        if stray.name not in (*named, HEAD):
            raise head.trouble("parts", f"does not name {stray.name}, which is next to it. Add it or delete it.")
    return parts


def _form(head: TomlTable, merged: _Merged) -> FormDefinition:
    form = FormDefinition(
        id=head.ident("id"),
        revision=head.whole("revision"),
        title=head.text("title"),
        utilities=head.texts("utilities"),
        schedules=tuple(merged.schedules),
        checks=tuple(merged.checks),
        cites=head.cites(),
        footer=head.text("footer", ""),
        previous=head.text("previous", PREVIOUS),
        note=head.text("note", ""),
        letter_fields={name: _place(head, name, text) for name, text in head.named_texts("letter_fields").items()},
        rules=head.named_texts("rules"),
        statutes=head.named_texts("statutes"),
        papers=_papers(head.table("papers")),
        clocks=head.named_texts("clocks"),
        no_seal=head.text("no_seal", ""),
        opens={name: _place(head, name, text) for name, text in head.named_texts("opens").items()},
        sections=head.named_texts("sections"),
        case=read_case(head.table("case")),
        paragraphs=tuple(merged.paragraphs),
        short=head.text("short", ""),
        each_service=head.flag("each_service"),
        sold=tuple(_sold(table) for table in head.tables("sold")),
        limits=tuple(_limit(table) for table in head.tables("limit")),
        sizes=tuple(_size(table) for table in head.tables("counted")),
        up_to=tuple(_up_to(table) for table in head.tables("up_to")),
    )
    for name in form.sections:
        if name not in (SEALING, OATH):
            raise head.unknown("sections", name, "section", (SEALING, OATH))
    for utility in form.utilities:
        if utility not in set(Utility) - {Utility.ALL}:
            raise head.unknown("utilities", utility, "utility", set(Utility) - {Utility.ALL})
    for utility in (*form.rules, *form.statutes):
        if utility not in form.utilities:
            raise head.unknown("rules", utility, "utility of this form", form.utilities)
    for key, utility in (
        *(("sold", one.utility) for one in form.sold),
        *(("limit", one.utility) for one in form.limits),
        *(("counted", one.utility) for one in form.sizes),
        *(("up_to", one.utility) for one in form.up_to),
    ):
        if utility not in form.utilities:
            raise head.unknown(f"{key}.utility", utility, "utility of this form", form.utilities)
    if not form.schedules:
        raise head.trouble("parts", "hold no schedule. Write at least one [[schedule]].")
    return form


def _sold(table: TomlTable) -> SoldFigures:
    customers, use, revenue = (_placed(table, key, table.text(key)) for key in ("customers", "use", "revenue"))
    measure = table.text("measure")
    sold = SoldFigures(table.ident("utility"), customers, use, revenue, measure, table.whole("size", 1))
    table.close()
    return sold


def _size(table: TomlTable) -> ServiceSize:
    revenue = _placed(table, "revenue", table.text("revenue")) if table.has("revenue") else None
    size = ServiceSize(table.ident("utility"), _placed(table, "customers", table.text("customers")), revenue)
    table.close()
    return size


def _up_to(table: TomlTable) -> SizeLimit:
    limit = read_limit(table)
    table.close()
    return limit


def _limit(table: TomlTable) -> FigureLimit:
    where = [text.partition("/")[::2] for text in table.texts("where")]
    limit = FigureLimit(
        table.ident("utility"),
        _placed(table, "at", table.text("at")),
        tuple((form, _placed(table, "where", place)) for form, place in where),
        table.text("sentence"),
    )
    table.close()
    return limit


def _placed(table: TomlTable, key: str, text: str) -> Place:
    try:
        return place_of(text)
    except ValueError:
        raise table.trouble(key, f"reads '{text}'; write schedule/line/column.") from None


def _papers(table: TomlTable | None) -> FilingPapers:
    if table is None:
        return FilingPapers()
    usual = FilingPapers()
    papers = FilingPapers(
        cover=table.flag("cover", default=usual.cover),
        sworn=table.flag("sworn", default=usual.sworn),
        with_seal=table.texts("with_seal") if table.has("with_seal") else usual.with_seal,
        without_seal=table.texts("without_seal") if table.has("without_seal") else usual.without_seal,
        always=table.texts("always"),
        sheet=table.text("sheet", usual.sheet),
        main=table.one_of("main", MainPaper, usual.main),
        name=table.text("name", ""),
        oath=table.text("oath", usual.oath),
        joint_oath=table.text("joint_oath", ""),
        served=table.text("served", ""),
        attached=table.text("attached", ""),
        alone=table.text("alone", ""),
    )
    table.close()
    return papers


def _place(head: TomlTable, name: str, text: str) -> Place:
    try:
        return place_of(text)
    except ValueError:
        raise head.trouble(f"letter_fields.{name}", f"reads '{text}'; write schedule/line/column.") from None


def _refuse_nobody(form: FormDefinition, head: TomlTable) -> None:
    """What an oath or a letter says cannot be "None": nobody is named None, and no county is."""
    cells = {
        Place(schedule.id, line.id, ANSWER): line.spec
        for schedule in form.schedules
        for line in schedule.body
        if isinstance(line, ScheduleLine) and line.spec is not None
    }
    for name, place in form.letter_fields.items():
        spec = cells.get(place)
        if spec is not None and spec.answer_words:
            raise head.trouble(
                f"letter_fields.{name}", f"prints {place} in a letter or an oath. Write 'words = []' for that cell."
            )


def _refuse_strangers(
    form: FormDefinition, schedules: Mapping[str, TomlTable], checks: Mapping[str, TomlTable]
) -> None:
    """A schedule or check may name only a utility of the form, and a check no other than the page where it stands."""
    asked = {schedule.id: schedule.utility for schedule in form.schedules}
    for schedule in form.schedules:
        if schedule.utility and schedule.utility not in (*form.utilities, SHARED):
            raise schedules[schedule.id].unknown("utility", schedule.utility, "utility of this form", form.utilities)
    for check in form.checks:
        if check.utility and check.utility not in (*form.utilities, SHARED):
            raise checks[check.id].unknown("utility", check.utility, "utility of this form", form.utilities)
        own = asked.get((check.each or check.at).partition("/")[0], "")
        if check.utility and (
            own not in ("", check.utility) or check.utility not in (*form.utilities, *asked.values())
        ):
            where = f"is on a page of '{own}'" if own else "is on no page of it"
            raise checks[check.id].trouble("utility", f"says '{check.utility}' and {where}: it would never run.")


def _refuse_rowless(form: FormDefinition, schedules: Mapping[str, TomlTable]) -> None:
    """A schedule can be asked only for each row of a schedule that has rows."""
    growing = [schedule.id for schedule in form.schedules if schedule.kind is ScheduleKind.ROWS]
    for schedule in form.schedules:
        if schedule.per and schedule.per not in growing:
            raise schedules[schedule.id].unknown("per", schedule.per, "schedule of kind 'rows'", growing)


def _refuse_circles(form: FormDefinition, tables: Mapping[str, TomlTable]) -> None:
    """Formulas that wait for each other have no value; for each utility, with a row in every table."""
    rows = {schedule.id: ("row",) for schedule in form.schedules if schedule.kind is ScheduleKind.ROWS}
    for utility in form.utilities:
        try:
            FormulaModel(lay_out(form, (utility,), (), rows), {}, {}).rank  # noqa: B018 - it looks for an order
        except CircularForm as circle:
            named = " -> ".join(str(place) for place in (*circle.places, circle.places[0]))
            table = tables.get(circle.places[0].schedule)
            file = f"{FOLDER}/{form.id}" if table is None else table.file
            raise CatalogError(file, "", f"formulas wait for each other: {named}. Take one of them out.") from None


def _refuse_missing_letters(form: FormDefinition, head: TomlTable, folder: Path) -> None:
    """Papers are made of letters that there are; those of a report are there always."""
    known = {"", *(path.stem for path in folder.glob("*.toml")), *_letters(FilingPapers())}
    for letter in _letters(form.papers):
        if letter not in known:
            raise head.unknown("papers", letter, "letter", known - {""})


def _letters(papers: FilingPapers) -> tuple[str, ...]:
    named = (*papers.with_seal, *papers.without_seal, *papers.always)
    return (*named, papers.sheet, papers.oath, papers.served)


def _base_names(
    form: FormDefinition, charts: Sequence[ChartOfAccounts], newest: Callable[[str], FormDefinition]
) -> Names:
    """The names of the forms whose filings this one may read, each checked when it was read itself."""
    found: dict[str, ScheduleNames] = {}
    for kind in () if form.case is None else form.case.reads:
        other = newest(kind)
        elsewhere = TomlTable(f"{FOLDER}/{kind}", "", {})
        found |= names_of(other, charts, {schedule.id: elsewhere for schedule in other.schedules})
    return found


def _company_names(company: FormDefinition | None) -> Names:
    """The names of the company form, which was checked when it was read itself."""
    if company is None:
        return {}
    elsewhere = TomlTable(f"{FOLDER}/{COMPANY}", "", {})
    return names_of(company, (), {schedule.id: elsewhere for schedule in company.schedules})
