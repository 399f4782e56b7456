"""The packet of a tariff filing, kept to the byte: as it was produced last, and as it went out once it is filed.

``tariff/packet/FILING`` holds the day, a digest of the papers of which it was made, and for each file its path in the
packet, size and digest. The bytes lie among the documents of the workspace.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.json_fields import as_table, as_whole, optional_day
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.values import Json
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.tariff_book import TariffBook


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """One file of a kept packet, by its path in the packet."""

    path: str
    size: int
    digest: str


@dataclass(frozen=True)
class KeptPacket:
    """A packet as it was produced: the day, the digest of its papers, and its files."""

    made: date | None
    papers: str
    files: tuple[KeptPaper, ...]


def kept_packet(tariff_book: TariffBook, filing_id: str) -> KeptPacket | None:
    """What is kept of a filing; None if its packet was never produced."""
    data = tariff_book.file.workspace.get(entries.packet_key(filing_id))
    return None if data is None else packet_from_json(data)


def packet_from_json(data: Json) -> KeptPacket:
    """The packet that `keep_packet` keeps. Raises ValueError or KeyError for anything else."""
    table = as_table(data)
    listed = table["files"]
    if not isinstance(listed, list):
        raise ValueError("The list of a packet's files is damaged.")
    files = [as_table(item) for item in listed]
    return KeptPacket(
        optional_day(table.get("made")),
        str(table["papers"]),
        tuple(KeptPaper(str(item["name"]), as_whole(item["size"]), str(item["digest"])) for item in files),
    )


def keep_packet(tariff_book: TariffBook, filing_id: str, papers: str, files: Mapping[str, bytes]) -> None:
    """Keeps the files of a packet with the digest of the papers of which it was made."""
    file = tariff_book.file
    listed: list[Json] = [
        {"name": name, "size": len(content), "digest": file.workspace.keep_document(content)}
        for name, content in sorted(files.items())
    ]
    entry: Json = {"made": file.clock.today().isoformat(), "papers": papers, "files": listed}
    file.edit(COMPANY, f"Packet of {filing_id} produced", {entries.packet_key(filing_id): entry})


def kept_contents(tariff_book: TariffBook, packet: KeptPacket) -> dict[str, bytes]:
    """The files of a kept packet, by their paths in it."""
    return {item.path: tariff_book.file.workspace.document(item.digest) for item in packet.files}
