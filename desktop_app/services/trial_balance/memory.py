"""Which line each account went to last time, remembered in the company's file by the account's number and name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.trial_balance.books import BookLine

ACCOUNT = "setting/account/"


@dataclass(frozen=True)
class RecalledLines:
    """What was remembered of these accounts: `lines` by their key, and where number or name `changed` since, why."""

    lines: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _KeptMatch:
    target: str
    number: str = ""
    name: str = ""
    named: bool = False


class AccountMemory:
    """Every account that was matched once, by its key."""

    def __init__(self, entries: Mapping[str, Json]) -> None:
        self._kept = {key.removeprefix(ACCOUNT): _read(data) for key, data in entries.items()}
        self._by_name = {item.name.casefold(): item for item in self._kept.values() if item.name}

    @property
    def targets(self) -> dict[str, str]:
        """The line of each account, as text."""
        return {key: item.target for key, item in self._kept.items()}

    def recall(self, lines: Iterable[BookLine]) -> RecalledLines:
        """What these accounts were matched to last time. One with another number or name is asked about again."""
        found: dict[str, str] = {}
        changed: dict[str, tuple[str, str]] = {}
        for line in lines:
            item = self._kept.get(line.key) or (self._kept.get(line.number) if line.number else None)
            if item is not None and (not item.named or _same(item.name, line.name)):
                found[line.key] = item.target
            elif item is not None:
                changed[line.key] = (item.target, f"last time {line.number or line.key} was named '{item.name}'")
            elif (other := self._by_name.get(line.name.casefold())) is not None and line.name:
                changed[line.key] = (
                    other.target,
                    f"last time its number was {other.number}" if other.number else "last time it had no number",
                )
        return RecalledLines(found, changed)


def read_memory(file: CompanyFile) -> AccountMemory:
    """What the company's file remembers of accounts."""
    return AccountMemory(file.workspace.under(ACCOUNT))


def memory_entries(mapping: Mapping[str, str], lines: Iterable[BookLine]) -> dict[str, Json]:
    """The entries of the workspace that remember the mapping of these accounts."""
    return {
        f"{ACCOUNT}{line.key}": {"line": mapping[line.key], "number": line.number, "name": line.name}
        for line in lines
        if mapping.get(line.key)
    }


def _same(kept: str, now: str) -> bool:
    return " ".join(kept.casefold().split()) == " ".join(now.casefold().split())


def _read(data: Json) -> _KeptMatch:
    """An entry: a table, or the line alone as earlier versions wrote it."""
    if isinstance(data, dict):
        return _KeptMatch(str(data.get("line", "")), str(data.get("number", "")), str(data.get("name", "")), named=True)
    return _KeptMatch(str(data))
