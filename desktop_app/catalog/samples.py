"""Tables that fill a new workspace: the invented companies that ship with the program, and a company of the user's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.ports import InputFile, NamedContent

LIKE = "like"  # the sample over which another is laid


class NoSuchSample(UserError):
    """No invented company of that kind ships with the program."""


class BadTable(UserError):
    """A TOML file of the user's cannot be read."""


@dataclass(frozen=True)
class SampleCompanies:
    """The sample companies under `folder`, one TOML file each; one may be `like` another, and say only what differs."""

    folder: Path

    def sample(self, kind: str) -> Json:
        """The table of an invented company. Raises NoSuchSample."""
        path = self.folder / f"{kind}.toml"
        if not kind.replace("-", "").isalnum() or not path.is_file():
            kinds = ", ".join(sorted(item.stem for item in self.folder.glob("*.toml")))
            raise NoSuchSample(f"There is no sample company '{kind}'. Ask for one of: {kinds}.")
        table = self.table(path)
        if not isinstance(table, dict) or LIKE not in table:
            return table
        return _laid_over(self.sample(str(table.pop(LIKE))), table)

    def document(self, name: str) -> bytes:
        """A document that ships with the samples."""
        return (self.folder / name).read_bytes()

    def table(self, path: InputFile) -> Json:
        """The table in a TOML file, numbers and dates as texts. Raises BadTable with the line where reading failed."""
        import tomllib  # most runs read none

        try:
            content = path.content if isinstance(path, NamedContent) else path.read_bytes()
            text = content.decode("utf-8-sig").replace("\r\n", "\n")
            return _plain(tomllib.loads(text, parse_float=Decimal))
        except FileNotFoundError:
            raise BadTable(f"There is no file {path}.") from None
        except OSError as error:
            raise BadTable(f"{path.name} cannot be read: {error.strerror or error}.") from None
        except (UnicodeDecodeError, RecursionError):
            raise BadTable(f"{path.name} is not a text file in UTF-8. Save it as one.") from None
        except tomllib.TOMLDecodeError as error:
            raise BadTable(f"{path.name} is not a well-formed TOML file: {error}.") from None


def _laid_over(base: Json, table: Json) -> Json:
    """The base with what the table says instead, table by table."""
    if not isinstance(base, dict) or not isinstance(table, dict):
        return table
    return {
        name: _laid_over(base[name], table[name]) if name in base and name in table else (base | table)[name]
        for name in base | table
    }


def _plain(data: Any) -> Json:
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    if isinstance(data, bool | int | str):
        return data
    if isinstance(data, date):
        return data.isoformat()
    return str(data)
