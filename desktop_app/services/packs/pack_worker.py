"""Packs of others read in a limited worker: this side gets the pack as this program writes it, or a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.services.packs.pack_file import LARGEST, NotAPack, SharedPack, pack_bytes, read_pack
from desktop_app.services.ports import InputFile, NamedContent
from desktop_app.services.workers.job_names import READ_PACK
from desktop_app.services.workers.workers import ForeignFile, WorkerFailed, WorkerLimits, WorkerStarter

LIMITS = WorkerLimits(seconds=20.0, memory=1_000_000_000)


def pack_job(request: bytes) -> Iterator[bytes]:
    """Reads a pack and gives it as this program writes it. Raises NotAPack, TaxNumber."""
    name, _, content = request.partition(b"\n")
    yield pack_bytes(read_pack(content, str(json.loads(name))))


@dataclass(frozen=True)
class PackWorker:
    """Reads packs, each in a worker."""

    workers: WorkerStarter

    def read(self, source: InputFile, cancelled: Callable[[], bool]) -> SharedPack:
        """The pack in a file. Raises UserError in one sentence, WorkCancelled."""
        content = _content(source)
        request = json.dumps(source.name).encode("ascii") + b"\n" + content
        try:
            return read_pack(self.workers.answer(READ_PACK, request, LIMITS, cancelled), source.name)
        except WorkerFailed as failed:
            raise ForeignFile(source.name, failed.failure) from None


def _content(source: InputFile) -> bytes:
    if isinstance(source, NamedContent):
        return source.content
    try:
        if source.stat().st_size > LARGEST:
            raise NotAPack(f"{source.name} is larger than a pack can be ({LARGEST:,} bytes).")
        return source.read_bytes()
    except OSError as error:
        raise PackUnreadable(f"{source} cannot be read: {error.strerror or error}.") from None


class PackUnreadable(UserError):
    """The file of a pack cannot be read."""
