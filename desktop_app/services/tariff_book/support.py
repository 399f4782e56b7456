"""Supporting papers of a tariff filing: foreign documents that go with it, open or under seal.

A sealed paper goes into the sealed folder of the packet alone; the public papers name its title and that it is under
seal. Every paper is drawn anew, so that nothing but what is seen on its pages leaves the company's file.
"""

from __future__ import annotations

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.json_fields import as_table
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.schedules import FilingStage
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import EditOutcome
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.tariff_book import TariffBook

MOST = 99


class BadSupport(UserError):
    """The paper lacks its title, or its seal lacks a type or reason."""


@dataclass(frozen=True, slots=True)
class SupportingPaper:
    """A supporting paper. `type` and `reason` tell what is sealed in it and why; empty for a public one."""

    number: str
    title: str
    name: str
    digest: str
    type: str = ""
    reason: str = ""

    @property
    def sealed(self) -> bool:
        """Whether it goes under seal."""
        return bool(self.type)


def supports(tariff_book: TariffBook, filing_id: str) -> tuple[SupportingPaper, ...]:
    """The papers of a filing, in order."""
    prefix = entries.support_key(filing_id, "")
    found = []
    for key, data in tariff_book.file.workspace.under(prefix).items():
        table = as_table(data)
        words = {name: str(table.get(name, "")) for name in ("title", "name", "digest", "type", "reason")}
        found.append(SupportingPaper(key.removeprefix(prefix), **words))
    return tuple(found)


def _still_prepared(tariff_book: TariffBook, filing_id: str) -> None:
    if tariff_book.filing(filing_id).stage is not FilingStage.PREPARING:
        raise BadSupport(f"Tariff filing {filing_id} is filed; its papers stay as they were.")


def add_support(
    tariff_book: TariffBook, filing_id: str, name: str, content: bytes, title: str, *, seal: tuple[str, str] = ("", "")
) -> SupportingPaper:
    """Adds a paper, under seal with a type and a reason. Raises BadSupport."""
    _still_prepared(tariff_book, filing_id)
    type_, reason = (words.strip() for words in seal)
    known = supports(tariff_book, filing_id)
    if not title.strip():
        raise BadSupport("A supporting paper needs a title: what it is. The title is public.")
    if bool(type_) != bool(reason):
        raise BadSupport("A seal needs both: the type of information, and the reason why it is kept under seal.")
    number = max((int(paper.number) for paper in known), default=0) + 1
    if number > MOST:
        raise BadSupport(f"A filing takes at most {MOST} supporting papers.")
    digest = tariff_book.file.workspace.keep_document(content)
    made = SupportingPaper(f"{number:02}", title.strip(), name, digest, type_, reason)
    data: Json = {"title": made.title, "name": name, "digest": digest, "type": type_, "reason": reason}
    tariff_book.file.edit(
        COMPANY, f"Supporting paper: {made.title}", {entries.support_key(filing_id, made.number): data}
    )
    return made


def drop_support(tariff_book: TariffBook, filing_id: str, number: str) -> EditOutcome | None:
    """Takes a paper out; undoing brings it back. Raises BadSupport once the filing is filed."""
    _still_prepared(tariff_book, filing_id)
    gone: dict[str, Json] = {entries.support_key(filing_id, number): None, entries.packet_key(filing_id): None}
    return tariff_book.file.edit(COMPANY, "Supporting paper removed", gone)
