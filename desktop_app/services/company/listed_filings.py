"""The filings of a company, and which hand their seals on to which: found again only where their entries changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop_app.domain.filings import Filing, filing_from_json
from desktop_app.domain.values import Json
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.earlier_seals import earlier_filings
from desktop_app.services.ports import EntrySource


class ListedFilings:
    """Those of one company. An entry that is none of a filing is raised as `refused` makes it."""

    def __init__(self, entries: EntrySource, refused: Callable[[ValueError], Exception]) -> None:
        self._entries, self._refused = entries, refused
        self._read: dict[str, tuple[Json, Filing]] = {}
        self._seen: Mapping[str, Json] = {}
        self._listed: tuple[Filing, ...] = ()
        self._handing_on: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def every(self) -> tuple[Filing, ...]:
        """All of them, the newest period first."""
        entries = self._entries.under(f"{records.FILING}/")
        if entries == self._seen:
            return self._listed
        found = [self.read(key.removeprefix(f"{records.FILING}/"), data) for key, data in entries.items()]
        ordered = tuple(sorted(found, key=lambda filing: (-filing.year, -filing.month, filing.id)))
        self._seen, self._listed = dict(entries), ordered
        self._handing_on.clear()
        return ordered

    def read(self, filing_id: str, data: Json) -> Filing:
        """The particulars that its entry holds."""
        known = self._read.get(filing_id)
        if known is None or known[0] != data:
            try:
                known = self._read[filing_id] = data, filing_from_json(filing_id, data)
            except ValueError as error:
                raise self._refused(error) from None
        return known[1]

    def handing_on_to(self, filing: Filing) -> Mapping[str, tuple[str, ...]]:
        """The filings whose figures this one repeats, by scope."""
        listed = self.every()
        if filing.id not in self._handing_on:
            self._handing_on[filing.id] = earlier_filings(filing, listed)
        return self._handing_on[filing.id]
