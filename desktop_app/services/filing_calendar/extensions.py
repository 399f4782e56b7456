"""Annual reports that were put off: ``setting/extension/YEAR`` tells how, when that was asked or ordered, to when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop_app.domain.json_fields import as_day
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile

PREFIX = "setting/extension/"
LETTER, ORDER = "letter", "order"


@dataclass(frozen=True, slots=True)
class ReportExtension:
    """An annual report extended to `until`, by a letter that was received on `asked` or by an order of that day."""

    year: int
    kind: str
    asked: date
    until: date


def extension_key(year: int) -> str:
    """Where the extension of a report year stands."""
    return f"{PREFIX}{year}"


def extension_json(extension: ReportExtension) -> Json:
    """An extension as the workspace keeps it, without its year, which is its key."""
    return {
        "kind": extension.kind,
        "asked": extension.asked.isoformat(),
        "until": extension.until.isoformat(),
    }


def extensions(file: CompanyFile) -> Mapping[int, ReportExtension]:
    """The annual reports that were put off, by report year."""
    found = {}
    for key, data in file.workspace.under(PREFIX).items():
        if isinstance(data, dict):
            extension = extension_from_json(key.removeprefix(PREFIX), data)
            found[extension.year] = extension
    return found


def extension_from_json(year: str, data: Mapping[str, Json]) -> ReportExtension:
    """The extension that `to_json` wrote. Raises ValueError for anything else."""
    asked, until = (as_day(data.get(name)) for name in ("asked", "until"))
    return ReportExtension(int(year), str(data.get("kind")), asked, until)
