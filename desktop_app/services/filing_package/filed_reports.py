"""What reports that were filed show, kept inside the company's file: every later report is compared with all of them.

It holds as long as nothing changes from which it follows: the forms and the program, the entries of the report and of
the filings whose figures it takes, and what the company changed in the law and in its charts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from desktop_app.domain.filings import COMPANY, FilingState
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.money import rounded
from desktop_app.domain.values import Json, Place, Value, place_of
from desktop_app.formspec.public_view import full_view, sealed_places
from desktop_app.formspec.wording import location, value_text
from desktop_app.services.company import amendments
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.filing_inputs import FilingInputs
from desktop_app.services.filing_package.sayings import PublicSaying

FORMAT = "1"  # of what is kept: what was kept in another one is worked out again
MADE = "filed report"
THOUSANDTHS = 3  # decimals after which the point may be read as a separator


class ShownCell(NamedTuple):
    """A public cell that is not blank: where it comes in the report, its place, what it holds."""

    number: int
    place: Place
    value: Value


@dataclass(frozen=True)
class FiledReport:
    """A report that was filed; `kept` is its `index` if that was made before."""

    found: FilingInputs
    kept: str = ""

    def sayings(self, numbers: Collection[Decimal] | None) -> Iterator[PublicSaying]:
        """What it says, in its order; with `numbers` only its words, and those of its numbers that may tell one."""
        sheet = self.found.sheet
        for cell in _public_cells(self.found) if numbers is None else self._telling(numbers):
            where = f"{location(sheet, cell.place)} of {self.found.filing.id}"
            text = value_text(cell.value, sheet.cells[cell.place])
            yield PublicSaying(text, where, typed=isinstance(cell.value, str))

    @cached_property
    def index(self) -> str:
        """Its words, and its numbers by the sizes as which they may be read, the point as a separator included."""
        words: list[tuple[int, str, str]] = []
        sizes: dict[str, str] = {}
        for number, place, value in _public_cells(self.found):
            if isinstance(value, str):
                words.append((number, str(place), value))
            elif isinstance(value, Decimal):
                decimals = self.found.sheet.cells[place].decimals
                size = abs(rounded(value, decimals))
                for one in (size, size.scaleb(THOUSANDTHS)) if decimals == THOUSANDTHS else (size,):
                    written = _written(one)
                    sizes[written] = f"{sizes.get(written, '')}{number} {'/'.join(place)} {value}\n"
        return json.dumps([words, sizes], ensure_ascii=False, separators=(",", ":"))

    def _telling(self, numbers: Collection[Decimal]) -> Sequence[ShownCell]:
        words, sizes = self._read
        sought = sizes.keys() & {_written(abs(number)) for number in numbers}
        told = {line.split(" ")[0]: line.split(" ") for size in sought for line in sizes[size].splitlines()}
        found = [ShownCell(int(number), place_of(place), Decimal(value)) for number, place, value in told.values()]
        return sorted((*words, *found), key=itemgetter(0))

    @cached_property
    def _read(self) -> tuple[list[ShownCell], dict[str, str]]:
        words, sizes = json.loads(self.kept or self.index)
        return [ShownCell(number, place_of(place), value) for number, place, value in words], sizes


def filed_reports(file: CompanyFile, but: str) -> tuple[FiledReport, ...]:
    """The filed reports besides one filing, the newest first. Raises UnknownEntry."""
    for _ in _made_ready(file, but):
        pass
    return tuple(file.inputs(one).remembered[MADE] for one in _filed(file) if one != but)


def read_one_more(file: CompanyFile, filing_id: str) -> bool:
    """Evaluates one report that `filed_reports` asks for, for whoever must not wait for all; false if none is left.

    Raises NoSuchFiling, UnknownEntry.
    """
    if not full_view(file.book(filing_id).calculation).sealed:
        return False
    return next(_made_ready(file, filing_id), False)


def _filed(file: CompanyFile) -> list[str]:
    return [one.id for one in file.filings() if one.state is FilingState.FILED]


def _made_ready(file: CompanyFile, but: str) -> Iterator[bool]:
    """Makes the reports ready, the oldest first; stops after each that had to be evaluated."""
    depends: dict[str, str] = {}
    for name in reversed(_filed(file)):
        found = file.inputs(name)
        if name == but or MADE in found.remembered:
            continue
        depends = depends or _dependences(file)
        kept = file.workspace.kept_result(f"{MADE} {name}", depends[name])
        report = found.remembered[MADE] = FiledReport(found, kept or "")
        if kept is None:
            file.book(name)  # a later one takes values from it
            file.workspace.keep_result(f"{MADE} {name}", depends[name], report.index)
            yield True


def _dependences(file: CompanyFile) -> dict[str, str]:
    """For each filed report, and each filing that it reads, the digest of all that its figures follow from.

    Raises UnknownEntry where filings take values from each other.
    """
    for name in _filed(file):
        file.inputs(name)  # which finds that out
    common: list[Json] = [FORMAT, file.library.digest, dict(file.workspace.under(amendments.PREFIX))]
    found: dict[str, str] = {}
    waiting = _filed(file)
    while waiting:
        sources = file.sources(file.filing(waiting[-1]))
        missing = [source for source in sources.values() if source not in found]
        if missing:
            waiting += missing
            continue
        name = waiting.pop()
        taken: Json = [[scope, found[source]] for scope, source in sources.items()]
        whole = json.dumps([*common, *_own(file, name), taken], sort_keys=True)
        found[name] = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    return found


def _own(file: CompanyFile, name: str) -> Iterator[Json]:
    """What the figures of a filing follow from, that of other filings left out."""
    filing, workspace = file.filing(name), file.workspace
    yield [workspace.get(key(name)) for key in (records.filing_key, records.frozen_key, records.chart_key)]
    yield [workspace.digest_under(f"{kind.name}/{name}/") for kind in records.KINDS if kind.read is not None]
    yield workspace.digest_under(f"{records.ACCOUNT}/{COMPANY}/")
    yield file.library.own_text(filing.form, filing.revision)


def _public_cells(found: FilingInputs) -> Iterator[ShownCell]:
    """What the report showed when it was filed."""
    sheet, values = found.sheet, found.carried
    sealed = sealed_places(sheet, found.seals_as_filed)
    for number, place in enumerate(values):
        if place not in sealed and not sheet.schedules[place.schedule].definition.work:
            yield ShownCell(number, place, values[place])


def _written(size: Decimal) -> str:
    """A size, the same for numbers that are equal."""
    return f"{size.normalize():f}"
