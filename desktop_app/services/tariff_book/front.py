"""The front of a book that is generated and never typed: index, revision log and check sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop_app.domain.dates import short_date
from desktop_app.domain.tariffs.designations import designation
from desktop_app.domain.tariffs.schedules import Schedule
from desktop_app.domain.tariffs.sheet_text import Kind, Line, written
from desktop_app.domain.tariffs.versions import Chain, State, Version

INDEX, LOG, CHECK_SHEET = "index", "revision log", "check sheet"
CONTENTS = "table of contents"
GENERATED = frozenset({INDEX, LOG, CHECK_SHEET, CONTENTS})


def generated(key: str, schedule: Schedule, chains: Sequence[Chain], on: date) -> str:
    """The text of such a sheet as of a day. What is being drafted or waits counts as if it were in force already."""
    lines = {
        INDEX: _index,
        CONTENTS: _contents,
        LOG: _log,
        CHECK_SHEET: _check_sheet,
    }[key](schedule, chains, on)
    return written(lines)


def _current(chain: Chain, on: date) -> Version | None:
    coming = [version for version in chain.versions if version.state in {State.DRAFT, State.FILED}]
    version = coming[-1] if coming else chain.in_force(on)
    return None if version is None or version.canceling else version


def _present(chains: Sequence[Chain], on: date) -> list[tuple[Chain, Version]]:
    return [(chain, version) for chain in chains if (version := _current(chain, on)) is not None]


def _index(_schedule: Schedule, chains: Sequence[Chain], on: date) -> Iterator[Line]:
    yield Line(Kind.HEADING, ("Index",))
    yield Line(Kind.ROW, ("Subject", "Sheet No."))
    for chain, _ in _present(chains, on):
        if chain.number.key not in {INDEX, CONTENTS, "title page"}:
            yield Line(Kind.ROW, (chain.title or f"Sheet {chain.number}", str(chain.number)))


def _contents(_schedule: Schedule, chains: Sequence[Chain], on: date) -> Iterator[Line]:
    """In alphabetical order, as 3.145(10)(A) asks."""
    yield Line(Kind.HEADING, ("Table of contents",))
    yield Line(Kind.ROW, ("Subject", "Sheet No."))
    rows = [(chain.title or f"Sheet {chain.number}", str(chain.number)) for chain, _ in _present(chains, on)]
    for row in sorted(rows, key=lambda row: row[0].casefold()):
        yield Line(Kind.ROW, row)


def _log(schedule: Schedule, chains: Sequence[Chain], on: date) -> Iterator[Line]:
    yield Line(Kind.HEADING, ("Revision log",))
    yield Line(Kind.ROW, ("Effective", "Sheet No.", "Designation", "Cancels"))
    taken = [(version.effective, chain, version) for chain in chains for version in chain.approved if version.effective]
    for effective, chain, version in sorted(taken, key=lambda item: (item[0], item[1].number.order, item[2].revision)):
        if effective <= on:
            old = "–" if version.cancels is None else designation(version.cancels, schedule.style)
            name = designation(version.revision, schedule.style)
            yield Line(Kind.ROW, (short_date(effective), str(chain.number), name, old))


def _check_sheet(schedule: Schedule, chains: Sequence[Chain], on: date) -> Iterator[Line]:
    yield Line(Kind.HEADING, ("Check sheet",))
    yield Line(Kind.PARAGRAPH, ("The sheets of this schedule in force on the effective date of this sheet.",))
    yield Line(Kind.ROW, ("Sheet No.", "Designation"))
    for chain, version in _present(chains, on):
        yield Line(Kind.ROW, (str(chain.number), designation(version.revision, schedule.style)))
