"""What was filed, kept to the byte: the files of a package in the company's file, with their digests.

``setting/filed/FILING`` holds when, how, the tracking number, and for each file its name, folder, size and digest. The
bytes lie among the documents of the workspace. What comes from the sealed folder is listed, and handed out, apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.domain.dates import NotADate, long_date, parse_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.delivery.output_folder import FileNotWritten, put_file

PREFIX = "setting/filed/"
PUBLIC, SEALED = "public", "sealed"
MOST_BYTES = 256 * 1024 * 1024


class NoFilesToKeep(UserError):
    """The folder holds no file, or too much to be a package."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file as it went out. `folder` is where it lay in the package: public, sealed, or nothing."""

    name: str
    folder: str
    size: int
    digest: str

    @property
    def sealed(self) -> bool:
        """Whether it may hold what is under seal."""
        return self.folder.split("/")[0] == SEALED


@dataclass(frozen=True, slots=True)
class FiledPackage:
    """How a filing went out: the day and the way stand in the filing itself."""

    filing: str
    tracking: str
    files: tuple[KeptFile, ...]

    @property
    def public(self) -> tuple[KeptFile, ...]:
        """What may be seen by anybody."""
        return tuple(item for item in self.files if not item.sealed)

    @property
    def sealed(self) -> tuple[KeptFile, ...]:
        """What is kept apart."""
        return tuple(item for item in self.files if item.sealed)


def keep_filed_copy(file: CompanyFile, filing_id: str, tracking: str, folder: Path | None = None) -> FiledPackage:
    """Keeps the tracking number of a filing and, if a folder is given, the files in it.

    Without a folder, what was kept before stays. Raises NoFilesToKeep, EnvironmentProblem, NoSuchFiling.
    """
    filing = file.filing(filing_id)
    before = filed(file, filing_id)
    files = tuple(_kept(file, folder)) if folder is not None else before.files if before is not None else ()
    kept = FiledPackage(filing.id, tracking.strip(), files)
    listed: list[Json] = [
        {"name": item.name, "folder": item.folder, "size": item.size, "digest": item.digest} for item in files
    ]
    entry: Json = {"tracking": kept.tracking, "files": listed}
    file.edit(COMPANY, f"{filing.id}: filed copies", {f"{PREFIX}{filing.id}": entry})
    return kept


def filed(file: CompanyFile, filing_id: str) -> FiledPackage | None:
    """What is kept of a filing, None if nothing is."""
    data = file.workspace.get(f"{PREFIX}{filing_id}")
    if not isinstance(data, dict):
        return None
    listed = data.get("files")
    files = [_file(item) for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    return FiledPackage(filing_id, str(data.get("tracking", "")), tuple(files))


def is_the_one(file: CompanyFile, path: Path) -> str:
    """Whether a file is one that was filed, to the byte, in a sentence. Raises EnvironmentProblem."""
    digest = hashlib.sha256(_read(path)).hexdigest()
    same_name = ""
    for filing in file.filings():
        kept = filed(file, filing.id)
        for item in kept.files if kept is not None else ():
            if item.digest == digest:
                return f"{path.name} is identical to {item.name} of {filing.id}, filed on {_when(filing.filed_on)}."
            if item.name == path.name:
                same_name = same_name or filing.id
    if same_name:
        return f"{path.name} has the same name as a file of {same_name}, but it is not the same: something was changed."
    return f"{path.name} is not one of the filed copies."


def hand_out(file: CompanyFile, files: Sequence[KeptFile], folder: Path) -> tuple[Path, ...]:
    """Writes kept files into a folder: sealed ones into a folder of their own below it. None is overwritten.

    Raises EnvironmentProblem.
    """
    written = []
    for item in files:
        version = folder / (SEALED if item.sealed else PUBLIC)
        try:
            version.mkdir(exist_ok=True)
        except OSError as error:
            raise FileNotWritten(version, error) from None
        target = _free(version / item.name)
        put_file(target, file.workspace.document(item.digest))
        written.append(target)
    return tuple(written)


def _kept(file: CompanyFile, folder: Path) -> Iterator[KeptFile]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    if not paths:
        raise NoFilesToKeep(f"There is no file in {folder}.")
    total = sum(path.stat().st_size for path in paths)
    if total > MOST_BYTES:
        raise NoFilesToKeep(
            f"{folder} holds {total // 1024**2} MiB; a package has at most {MOST_BYTES // 1024**2}. "
            "Choose the folder of the package itself."
        )
    for path in paths:
        content = _read(path)
        version = path.relative_to(folder).parent.as_posix()
        yield KeptFile(
            path.name, "" if version == "." else version, len(content), file.workspace.keep_document(content)
        )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be read: {error.strerror or error}.") from None


def _file(data: dict[str, Json]) -> KeptFile:
    size = data.get("size")
    return KeptFile(
        name=str(data.get("name", "")),
        folder=str(data.get("folder", "")),
        size=size if isinstance(size, int) else 0,
        digest=str(data.get("digest", "")),
    )


def _free(path: Path) -> Path:
    number = 2
    target = path
    while target.exists():
        target = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return target


def _when(day: str) -> str:
    try:
        return long_date(parse_date(day))
    except NotADate:
        return day or "a day that was not kept"
