"""Why a spreadsheet cannot be read or written: one class, one sentence each."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.disk_trouble import FULL, plain_reason
from desktop_app.domain.problems import EnvironmentProblem, UserError


class MissingTable(UserError):
    """There is no such file."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no file {name}. Choose the spreadsheet or CSV file again.")


class OpenElsewhere(UserError):
    """Another program has the file open, so what is on disk may not be what its user sees."""

    def __init__(self, name: str, sign: str) -> None:
        super().__init__(
            f"{name} is open in another program, as the file {sign} beside it tells. Save and close it there, then "
            f"choose it again; if it is open nowhere, delete {sign} first."
        )


class SpreadsheetUnreadable(EnvironmentProblem):
    """The system does not hand the file out."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} cannot be read just now. If it is open in Excel, close it there; otherwise copy it to a folder of "
            "your own. Then choose it again."
        )


class CannotSave(EnvironmentProblem):
    """The file cannot be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        full = error.errno in FULL
        advice = "Free some space, or choose another folder" if full else "If it is open in Excel, close it there"
        other = "" if full else ", or choose another name"
        super().__init__(f"{path.name} could not be written: {plain_reason(error, path)}. {advice}{other}.")


class TooBig(UserError):
    """The file is larger than any table of accounts."""

    def __init__(self, name: str, size: int, most: int, *, unpacked: bool = False) -> None:
        how = "unpacks to" if unpacked else "has"
        super().__init__(
            f"{name} {how} {size / 1_000_000:,.0f} MB; at most {most / 1_000_000:,.0f} MB are read. Copy the table "
            "alone into a new file and choose that."
        )


class PasswordAsked(UserError):
    """The file asks for a password."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is protected by a password. Open it in Excel, save a copy without the password and choose that."
        )


class OtherKind(UserError):
    """The file is no spreadsheet."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(
            f"{name} is {kind}, not a spreadsheet. Open it in Excel, save it as .xlsx or .csv and choose that file."
        )


class OpenQuote(UserError):
    """A quotation mark is opened and not closed, so that rows after it cannot be told apart."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(
            f"Line {line:,} of {name} opens a quotation mark that is not closed, so the rows after it run together. "
            "Remove the quotation mark in that line (or close it), save the file and choose it again."
        )


class DamagedSpreadsheet(UserError):
    """The file is damaged, or far too large once it is unpacked."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} cannot be read: it is damaged, or far too large once it is unpacked. Open it in Excel, save it "
            "again as .xlsx or .csv and choose that file."
        )


class EmptyFile(UserError):
    """Nothing stands in the file."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} contains no values. Check that it is the right file and that it was saved.")
