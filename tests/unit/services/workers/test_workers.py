"""Workers: a process of its own gets one request, answers in frames, and can be killed at any moment."""

import io
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.domain.problems import UserError
from desktop_app.services.workers.messages import ANSWER, DONE, END, REFUSAL, REQUEST, message_frame, serve
from desktop_app.services.workers.workers import (
    ForeignFile,
    WorkCancelled,
    WorkerFailed,
    WorkerFailure,
    WorkerLimits,
    WorkerRefused,
    WorkerStarter,
)

ROOT = Path(__file__).resolve().parents[3]
START = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
SERVING = (
    START
    + """
from desktop_app.services.workers.confinement import confine
from desktop_app.services.workers.messages import serve
from desktop_app.domain.problems import UserError
def job(request):
{body}
confine(int(sys.argv[2]))
sys.exit(serve(job, sys.stdin.buffer, sys.stdout.buffer))
"""
)
MIB = 2**20


def never() -> bool:
    return False


def answer(
    body: str, request: bytes = b"", limits: WorkerLimits | None = None, off: Callable[[], bool] = never
) -> bytes:
    script = SERVING.replace("{body}", "\n".join(f"    {line}" for line in body.splitlines()))
    return WorkerStarter([sys.executable, "-I", "-c", script]).answer("job", request, limits or WorkerLimits(30), off)


def test_a_worker_gets_its_request_and_answers_in_frames() -> None:
    assert answer("yield request\nyield b'!'", b"x" * 300_000) == b"x" * 300_000 + b"!"


def test_frames_come_as_they_are_made() -> None:
    script = SERVING.replace("{body}", "    yield b'1'\n    import time; time.sleep(60)")
    frames = WorkerStarter([sys.executable, "-I", "-c", script]).frames("job", b"", WorkerLimits(30), never)
    start = time.monotonic()
    assert next(frames) == b"1"
    frames.close()  # whoever stops listening stops the worker
    assert time.monotonic() < start + 20


def test_a_refusal_is_the_workers_own_sentence() -> None:
    with pytest.raises(WorkerRefused, match=r"^The file is locked\.$"):
        answer("yield b''\nraise UserError('The file is locked.')")


def test_a_failure_is_told_without_what_the_worker_said() -> None:
    with pytest.raises(WorkerFailed, match=r"code 1 \(ValueError\)") as caught:
        answer("raise ValueError('573-555-0142')\nyield")
    assert "573" not in str(caught.value)
    assert caught.value.failure is WorkerFailure.BROKEN


def test_a_worker_that_dies_amid_a_frame_has_failed() -> None:
    with pytest.raises(WorkerFailed) as caught:
        answer(
            "import os\nsys.stdout.buffer.write(b'A' + bytes(7) + b'z' + b'short')\n"
            "sys.stdout.flush()\nos._exit(7)\nyield"
        )
    assert caught.value.failure is WorkerFailure.BROKEN


def test_a_request_that_nobody_reads_does_not_hang() -> None:
    with pytest.raises(WorkerFailed, match="code 3"):
        WorkerStarter([sys.executable, "-I", "-c", "import os; os._exit(3)"]).answer(
            "job", b"x" * MIB, WorkerLimits(30), never
        )


def test_a_worker_is_killed_on_cancel() -> None:
    start = time.monotonic()
    with pytest.raises(WorkCancelled):
        answer("import time; time.sleep(60)\nyield", off=lambda: time.monotonic() > start + 0.2)
    assert time.monotonic() < start + 20


def test_a_worker_that_is_silent_too_long_is_killed() -> None:
    with pytest.raises(WorkerFailed, match="longer than") as caught:
        answer("import time; time.sleep(60)\nyield", limits=WorkerLimits(0.3))
    assert caught.value.failure is WorkerFailure.SLOW


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not bound the address space of a process")
def test_memory_is_bounded() -> None:
    assert answer("yield bytes(1)", limits=WorkerLimits(30, 512 * MIB)) == b"\0"
    with pytest.raises(WorkerFailed) as caught:
        answer(f"yield bytes({600 * MIB})", limits=WorkerLimits(30, 512 * MIB))
    assert caught.value.failure is WorkerFailure.MEMORY


@pytest.mark.skipif(sys.platform == "win32", reason="a job of Windows bounds memory and processes, not files")
def test_a_worker_writes_no_file(tmp_path: Path) -> None:
    written = tmp_path / "sealed.txt"
    with pytest.raises(WorkerFailed):
        answer(f"with open({str(written)!r}, 'wb') as file: file.write(b'sealed')\nyield b''")
    assert written.read_bytes() == b""


def test_a_worker_inherits_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILING_DESK_HOME", "secret")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    names = answer("import os\nyield repr(sorted(os.environ)).encode()")
    assert b"FILING_DESK_HOME" not in names
    assert b"SOURCE_DATE_EPOCH" not in names


def test_serving_writes_what_the_job_gives_and_stops_at_a_refusal() -> None:
    def job(request: bytes) -> Iterator[bytes]:
        yield request
        raise UserError("No.")

    out = io.BytesIO()
    assert serve(job, io.BytesIO(message_frame(REQUEST, b"abc")), out) == DONE
    assert out.getvalue() == message_frame(ANSWER, b"abc") + message_frame(REFUSAL, b"No.")


def test_a_worker_answers_one_request_after_the_other() -> None:
    def job(request: bytes) -> Iterator[bytes]:
        if not request:
            raise UserError("No.")
        yield request

    asked = [message_frame(REQUEST, request) for request in (b"a", b"", b"b")]
    out = io.BytesIO()
    assert serve(job, io.BytesIO(b"".join(asked)), out) == DONE
    said = [(ANSWER, b"a"), (END, b""), (REFUSAL, b"No."), (ANSWER, b"b"), (END, b"")]
    assert out.getvalue() == b"".join(message_frame(*frame) for frame in said)


def test_a_worker_that_is_kept_may_be_asked_again_until_it_fails() -> None:
    body = "if request == b'die': import os; os._exit(5)\nyield request + b'!'"
    script = SERVING.replace("{body}", "\n".join(f"    {line}" for line in body.splitlines()))
    worker = WorkerStarter([sys.executable, "-I", "-c", script]).started("job", WorkerLimits(30))
    try:
        assert [b"".join(worker.asked(text, 30, never)) for text in (b"a", b"b")] == [b"a!", b"b!"]
        assert worker.alive
        with pytest.raises(WorkerFailed, match="code 5"):
            [*worker.asked(b"die", 30, never)]
        assert not worker.alive
    finally:
        worker.end()


@pytest.mark.parametrize("failure", list(WorkerFailure))
def test_a_foreign_file_that_fails_gets_one_sentence_with_its_name(failure: WorkerFailure) -> None:
    words = str(ForeignFile("map.pdf", failure))
    assert words.startswith(f"map.pdf was not read: the file {failure.value}")
