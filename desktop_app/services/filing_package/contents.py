"""What is in a package, in the order in which it is signed, copied and mailed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.formspec.definition import FormDefinition
from desktop_app.services.delivery.manifest import BadManifest, ManifestEntry, PackageManifest, read_manifest
from desktop_app.services.delivery.output_folder import MANIFEST, PUBLIC, SEALED, SHEET
from desktop_app.services.delivery.package_files import NoPackage, PackageUnreadable
from desktop_app.services.filing_package.certificate import NAME as CERTIFICATE
from desktop_app.services.filing_package.compose import PAPER, REPORT, TWIN, letter_name
from desktop_app.services.ports import FormLibrary


@dataclass(frozen=True, slots=True)
class PackageDocument:
    """A PDF file of a package: what it is, and the numbers (from 0) of the pages that somebody signs."""

    path: Path
    what: str
    signed: tuple[int, ...]


def is_package(folder: Path) -> bool:
    """Whether a package seems to lie there."""
    try:
        return (folder / PUBLIC / MANIFEST).is_file()
    except OSError:
        return False


def letter_titles(form: FormDefinition, library: FormLibrary) -> Mapping[str, str]:
    """What the letters of a form are called, by the names of their files."""
    papers = form.papers
    kinds = (*papers.with_seal, *papers.without_seal, *papers.always)
    return {letter_name(kind): library.letter(kind).title for kind in kinds}


def contents(folder: Path, called: Mapping[str, str] = MappingProxyType({})) -> tuple[PackageDocument, ...]:
    """The PDF files of the package; `called` says what letters are. Raises NoPackage or PackageUnreadable."""
    try:
        manifest = read_manifest((folder / PUBLIC / MANIFEST).read_bytes())
    except (FileNotFoundError, NotADirectoryError, BadManifest):
        raise NoPackage(folder) from None
    except OSError as error:
        raise PackageUnreadable(folder, error) from None
    report = [entry for entry in manifest.files if entry.name.endswith(REPORT)] or _twinned(folder, manifest)
    letters = [entry for entry in manifest.files if entry not in report]
    signed = _signed(report[0]) if report else ()
    sealed = tuple(_sealed(path, signed) for path in sorted((folder / SEALED).glob("*.pdf")))
    return (
        PackageDocument(folder / SHEET, "Filing sheet: what to sign, copy and mail; read it first", ()),
        *(
            PackageDocument(folder / PUBLIC / entry.name, called.get(entry.name) or _called(entry), _signed(entry))
            for entry in letters
        ),
        *(PackageDocument(folder / PUBLIC / entry.name, "Public version", signed) for entry in report),
        *sorted(sealed, key=lambda file: file.path.name == CERTIFICATE),
    )


def _twinned(folder: Path, manifest: PackageManifest) -> list[ManifestEntry]:
    """The paper of a case that has a nonpublic twin; where nothing is sealed, every paper has but its own name."""
    twins = {path.name.removesuffix(TWIN) + PAPER for path in (folder / SEALED).glob(f"*{TWIN}")}
    return [entry for entry in manifest.files if entry.name in twins]


def _called(entry: ManifestEntry) -> str:
    """What a letter is, from the name of its file: "Cover letter"."""
    return entry.name.removesuffix(".pdf").replace("-", " ").capitalize()


def _sealed(path: Path, signed: tuple[int, ...]) -> PackageDocument:
    if path.name == CERTIFICATE:
        return PackageDocument(path, "Certificate of the redaction, for your own files", ())
    return PackageDocument(path, "Nonpublic version, to be kept under seal", signed)


def _signed(entry: ManifestEntry) -> tuple[int, ...]:
    return tuple(number - 1 for number in entry.signed)
