"""Packs of others are read in a worker: what comes back is a pack, or one sentence."""

from pathlib import Path

import pytest

from desktop_app.domain.problems import UserError
from desktop_app.services.packs.pack_file import LARGEST, PackItem, PackKind, SharedPack, pack_bytes
from desktop_app.services.packs.pack_worker import PackUnreadable
from desktop_app.services.ports import NamedContent
from desktop_app.services.program.program import Program
from desktop_app.services.workers.workers import ForeignFile, WorkerFailed, WorkerFailure

pytestmark = pytest.mark.slow  # a worker is started
PACK = SharedPack("Firm", "2026-02-03", "Sample Firm", (PackItem(PackKind.PEOPLE, {"name": "A", "role": "other"}),))


def test_a_pack_comes_back_as_it_was_written(real_program: Program, tmp_path: Path) -> None:
    path = tmp_path / "pack.json"
    path.write_bytes(pack_bytes(PACK))
    assert real_program.packs.read(path, bool) == PACK
    assert real_program.packs.read(NamedContent("standard input", pack_bytes(PACK)), bool) == PACK


def test_what_cannot_be_read_is_one_sentence(real_program: Program, tmp_path: Path) -> None:
    with pytest.raises(PackUnreadable, match="cannot be read"):
        real_program.packs.read(tmp_path / "gone.json", bool)
    (tmp_path / "large.json").write_bytes(b" " * (LARGEST + 1))
    with pytest.raises(UserError, match="larger than a pack can be"):
        real_program.packs.read(tmp_path / "large.json", bool)
    with pytest.raises(UserError, match=r"^x.json is not a pack of Filing Desk, or a part of it is missing\.$"):
        real_program.packs.read(NamedContent("x.json", b"[" * 50_000), bool)


def test_a_worker_that_fails_is_told_as_a_foreign_file(real_program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise WorkerFailed(next(iter(WorkerFailure)), "ended")

    monkeypatch.setattr(type(real_program.packs.workers), "answer", fail)
    with pytest.raises(ForeignFile, match=r"x\.json was not read"):
        real_program.packs.read(NamedContent("x.json", b"{}"), bool)
