"""What bears on the disclosure audit of a filing: everything that a reader of the public papers may have at hand.

It is taken at one moment; it needs the company's file no more and may be looked at on another thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from desktop_app.domain.filings import COMPANY, Filing, FilingState
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Place, Value, place_of
from desktop_app.formspec.elimination import Exact, quotient
from desktop_app.formspec.knowledge import CLOSE, KnownFiling, exact
from desktop_app.formspec.public_view import figures_view, full_view
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.company.filing_inputs import FilingInputs

MARGIN = "disclosure/margin"
PER_CENT = 100
CLOSE_PERCENT = Decimal(10)  # of a filing before the first day of the setting


@dataclass(frozen=True)
class AuditEvidence:
    """A filing at one moment with all that bears on it. `kept` are the reasons why cells stay as they are.

    A reader may come no nearer to a value than `margin`, as a part of it.
    """

    book: EvaluatedFiling
    parts: tuple[KnownFiling, ...]
    kept: Mapping[Place, records.KeptReason]
    margin: Exact = CLOSE

    @property
    def sealed(self) -> bool:
        """Whether anything is sealed at all: otherwise there is nothing to audit."""
        return bool(self.parts[0].view.sealed)


class FiledFigures(Mapping[Place, Value]):
    """What another filing shows in its cells, each computed when it is looked at: work papers are no part of it."""

    def __init__(self, found: FilingInputs) -> None:
        self._carried, self._laid = found.carried, found.sheet.schedules

    def __getitem__(self, place: Place) -> Value:
        if place.schedule in self._laid and self._laid[place.schedule].definition.work:
            raise KeyError(place)
        return self._carried[place]

    def __iter__(self) -> Iterator[Place]:
        return (place for place in self._carried if place in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def evidence(file: CompanyFile, filing_id: str) -> AuditEvidence:
    """The filing as it stands, with every other one of the company from which a reader can learn of it.

    Those are the filings that it reads, directly or through others, what was filed before it was revised, and every
    filed one that reads it or revises it. Raises NoSuchFiling.
    """
    parts: dict[str, KnownFiling] = {}
    book = file.book(filing_id)
    own = KnownFiling(
        filing_id, file.sources(book.filing), book.check_book, full_view(book.calculation), repeats=book.filing.revises
    )
    readers: dict[str, list[str]] = {}
    for one in file.filings() if own.view.sealed else ():
        for source in (one.revises, *file.sources(one).values()) if one.state is FilingState.FILED else ():
            readers.setdefault(source, []).append(one.id)
    waiting = [filing_id]
    while waiting:
        name = waiting.pop(0)
        if name in parts:
            continue
        part = parts[name] = own if name == filing_id else _known(file, name)
        if part is not own and not part.hides_any:
            continue  # all of it is known, so nothing beyond it tells anything
        waiting += [source for source in (*part.sources.values(), part.repeats) if source not in {COMPANY, ""}]
        waiting += readers.get(name, ())
    return AuditEvidence(book, tuple(parts.values()), kept_reasons(file, filing_id), _margin(file, book.filing))


def _known(file: CompanyFile, name: str) -> KnownFiling:
    """Another filing, with the seals that it was filed with; of its values those are computed that anybody asks for."""
    found = file.inputs(name)
    public = found.filing.state is FilingState.FILED
    seals = found.seals_as_filed if public else found.seals
    view = figures_view(found.sheet, FiledFigures(found), found.answers.rows, seals)
    return KnownFiling(name, file.sources(found.filing), found.check_book, view, public, found.filing.revises)


def _margin(file: CompanyFile, filing: Filing) -> Exact:
    """How near a reader may come, as a part of the value, by the setting that holds for the filing."""
    return quotient(exact(file.rule_values(filing).get(MARGIN, CLOSE_PERCENT)), PER_CENT)


def kept_reasons(file: CompanyFile, filing_id: str) -> dict[Place, records.KeptReason]:
    """Why sealed cells that can be worked out stay as they are, by place. This is recorded in the sealed log only."""
    prefix = f"{records.KEPT}/{filing_id}/"
    found = file.workspace.under(prefix).items()
    return {place_of(key.removeprefix(prefix)): records.kept_from_json(data) for key, data in found if data}
