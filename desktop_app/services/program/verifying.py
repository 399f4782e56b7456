"""Checks a package or packet of any kind again, from its files alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.services.delivery.manifest import BadManifest, PackageManifest, read_manifest
from desktop_app.services.delivery.output_folder import PUBLIC, SEALED, SHEET
from desktop_app.services.delivery.package_check import (
    LISTED,
    PackageCheck,
    PackageDifference,
    PackageKind,
    PackageReader,
)
from desktop_app.services.delivery.package_files import ItemKind, NoPackage, PackageFiles
from desktop_app.services.filing_package.verify import ReportPackage
from desktop_app.services.ports import FormLibrary, PdfInspector
from desktop_app.services.tariff_packet.packet_check import TARIFF_FORM, TariffPacketPackage

if TYPE_CHECKING:
    from desktop_app.services.program.program import Program


def verify_package(program: Program, folder: Path, password: str = "") -> tuple[PackageDifference, ...]:
    """Everything that is wrong with the package; nothing if it is as it was produced.

    Raises NoPackage or PackageUnreadable.
    """
    tools = program.packages.tools
    return verify_folder(folder, tools.library, tools.inspector, password)


def verify_folder(
    folder: Path, library: FormLibrary, inspector: PdfInspector, password: str = ""
) -> tuple[PackageDifference, ...]:
    """The same with what is needed handed in. Raises NoPackage or PackageUnreadable."""
    if not folder.is_dir():
        raise NoPackage(folder)
    reader = PackageReader(PackageFiles(folder), inspector, password)
    content = reader.files.content(LISTED)
    if content is None:
        return tuple(_without_manifest(reader.files))
    try:
        manifest = read_manifest(content)
        kind = _kind(reader, manifest, library)
    except BadManifest as error:
        return (PackageDifference(LISTED, f"The manifest is not valid: {error}."),)
    return tuple(dict.fromkeys(PackageCheck(reader, manifest, kind).findings()))


def _kind(reader: PackageReader, manifest: PackageManifest, library: FormLibrary) -> PackageKind:
    if manifest.form == TARIFF_FORM:
        return TariffPacketPackage(reader, manifest)
    return ReportPackage(reader, manifest, library)


def _without_manifest(files: PackageFiles) -> list[PackageDifference]:
    """What is said of a folder whose manifest is gone or is no file. Raises NoPackage if it never was a package."""
    kind = files.kind(LISTED)
    if kind is None and not any(name in files.items for name in (PUBLIC, SEALED, SHEET)):
        raise NoPackage(files.folder)
    public = files.kind(PUBLIC)
    if public not in (None, ItemKind.FOLDER):
        return [PackageDifference(LISTED, f"{PUBLIC} is {public} where a folder should be. It was not followed.")]
    if kind is None:
        return [PackageDifference(LISTED, f"{LISTED} is missing, so the rest cannot be compared with anything.")]
    odd = "a file that cannot be opened" if kind is ItemKind.FILE else kind.value
    return [
        PackageDifference(
            LISTED, f"{LISTED} is {odd}. It was not followed, so the rest cannot be compared with anything."
        )
    ]
