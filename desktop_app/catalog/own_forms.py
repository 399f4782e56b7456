"""Forms of the user's own: definitions beside those of the program, in the same language and with the same refusals.

Their names begin with ``own_``, so that none ever stands for a form of the program, also not for one that a later
version brings. One that cannot be read stops nothing: in its place stands a form that says why.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.catalog.forms import HEAD
from desktop_app.catalog.trouble import CatalogError, nearest
from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import Severity
from desktop_app.formspec.case_traits import CaseSigner, CaseTraits
from desktop_app.formspec.definition import (
    ANSWER,
    OWN,
    CellSpec,
    FilingPapers,
    FormCheck,
    FormDefinition,
    FormSchedule,
    ScheduleColumn,
    ScheduleKind,
    ScheduleLine,
)
from desktop_app.rulebook.registry import Utility

if TYPE_CHECKING:
    from desktop_app.catalog.form_reader import FormReader

_PAPER = late_pattern(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_TITLE = 100
GROUP, SHEET = "Your own forms", "own_sheet"


def read_own(reader: FormReader, folder: Path | None, kind: str, revision: int | None) -> FormDefinition:
    """A form of the user's own, in its newest revision if none is named; one that says why it cannot be read."""
    try:
        return _read(reader, folder, kind, revision)
    except CatalogError as refusal:
        return _unreadable(kind, revision or 1, f"Own form {refusal}")
    except (OSError, RecursionError) as error:
        return _unreadable(kind, revision or 1, f"Own form {kind}: it cannot be read ({type(error).__name__}).")


def _read(reader: FormReader, folder: Path | None, kind: str, revision: int | None) -> FormDefinition:
    if not kind.startswith(OWN):
        advice = f"Rename the folder to '{OWN}{kind}'."
        raise CatalogError(kind, "", f"the name of an own form begins with '{OWN}'. {advice}")
    there = [] if folder is None else [path.parent.name for path in (folder / kind).glob(f"r*/{HEAD}")]
    known = sorted(int(name[1:]) for name in there if name[1:].isdecimal())
    if folder is None or not known:
        raise CatalogError(kind, "", f"there is no {HEAD} in {kind}/r1 of the folder of own forms on this computer.")
    number = known[-1] if revision is None else revision
    if number not in known:
        listed = ", ".join(map(str, known))
        raise CatalogError(kind, "", f"there is no revision {number} of this form on this computer. Known: {listed}.")
    form = reader.own_form(folder, kind, number)
    if form.case is None:
        raise CatalogError(
            f"{kind}/r{number}/{HEAD}", "case", "is missing. An own form is started like an application: add [case]."
        )
    if form.papers.sheet != SHEET or form.papers.with_seal == FilingPapers().with_seal:
        raise CatalogError(
            f"{kind}/r{number}/{HEAD}",
            "papers",
            f'must say sheet = "{SHEET}" and name its own with_seal, like ["case_designation"]: the papers of a report '
            "cite the rule of that report.",
        )
    _refuse_unknown(form, reader, f"{kind}/r{number}/{HEAD}")
    return replace(form, own=True, case=replace(form.case, group=GROUP))


def _refuse_unknown(form: FormDefinition, reader: FormReader, file: str) -> None:
    """What a form of the program is tested for: names of events, deadlines and values, of papers, and its title."""
    traits = form.case or CaseTraits()
    events = {event.id for event in reader.clocks.events}
    deadlines = {clock.name for clock in reader.clocks.clocks}
    values = {value.name for value in reader.legal_values}
    named = (
        *(("case.starts", "event", name, events) for name in (*traits.starts.values(), *traits.starts_on)),
        *(("clocks", "deadline", name, deadlines) for name in form.clocks.values()),
        *(("case.limits", "legal value", limit.size, values) for limit in traits.limits),
    )
    for key, what, name, known in named:
        if name not in known:
            raise CatalogError(file, key, f"there is no {what} '{name}'. {nearest(name, known)}")
    for paper in (form.papers.name, *(one.paper for one in form.paragraphs)):
        if paper and not _PAPER.fullmatch(paper):
            raise CatalogError(
                file, "papers", f"'{paper}' is not a file name. Write small letters, digits and hyphens."
            )
    if len(form.title) > LONGEST_TITLE:
        raise CatalogError(
            file, "title", f"has {counted(len(form.title), 'character')}; at most {LONGEST_TITLE} fit on a page."
        )


def _unreadable(kind: str, revision: int, trouble: str) -> FormDefinition:
    """The form that stands for one that cannot be read: answers are kept, nothing can be produced."""
    sentence = trouble.replace("{", "(").replace("}", ")")
    why = ScheduleLine("why", "Why", spec=CellSpec(formula="'The form cannot be read.'"))
    return FormDefinition(
        id=kind,
        revision=revision,
        title=f"Own form '{kind}', which cannot be read",
        utilities=tuple(one.value for one in Utility if one is not Utility.ALL),
        schedules=(
            FormSchedule(
                id="trouble",
                page="Form",
                title="The form cannot be read",
                kind=ScheduleKind.FIELDS,
                columns=(ScheduleColumn(ANSWER, "Answer", CellSpec()),),
                body=(why,),
                note=sentence,
                step="The form",
            ),
        ),
        checks=(
            FormCheck(
                "unreadable",
                "",
                Severity.STOP,
                f"trouble/why/{ANSWER}",
                "1 = 2",
                sentence,
                "Nobody knows what it asks.",
            ),
        ),
        papers=FilingPapers(cover=False, sworn=False, with_seal=("case_designation",), without_seal=(), sheet=SHEET),
        case=CaseTraits(signer=CaseSigner.OFFICER, group=GROUP),
        note=sentence,
        own=True,
        trouble=sentence,
    )
