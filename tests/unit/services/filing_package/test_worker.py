"""The worker: what it answers, how it refuses, and the process that carries it."""

import io
import sys
import time
from pathlib import Path

import pytest

from desktop_app.services.filing_package.placing import Cancelled
from desktop_app.services.filing_package.request import BadRequest, read_request, request_bytes
from desktop_app.services.filing_package.worker import (
    DONE,
    REFUSED,
    BadAnswer,
    answer_bytes,
    read_answer,
    serve,
)
from desktop_app.services.filing_package.worker_process import RenderFailed, SubprocessRenderer
from desktop_app.services.ports import Rendered
from tests.unit.services.filing_package import paperwork, workbench

FILES = (Rendered("a.pdf", b"\x00abc", ("Cover", "1"), (1,), 2), Rendered("b.pdf", b"", (), (), 0))
ECHO = """
import sys
request = sys.stdin.buffer.read()
sys.path.insert(0, sys.argv[1])
from desktop_app.services.filing_package.worker import answer_bytes
from desktop_app.services.ports import Rendered
sys.stdout.buffer.write(answer_bytes((Rendered("echo", request, ("x",), (), 1),)))
"""
ROOT = Path(__file__).resolve().parents[4]


def test_an_answer_survives_its_journey() -> None:
    assert read_answer(answer_bytes(FILES)) == FILES


@pytest.mark.parametrize("answer", [b"", b"x", b"\x00" * 8, answer_bytes(FILES)[:-1], answer_bytes(FILES) + b"x"])
def test_a_damaged_answer_is_refused(answer: bytes) -> None:
    with pytest.raises(BadAnswer):
        read_answer(answer)


def test_a_request_is_served() -> None:
    out = io.BytesIO()
    request = request_bytes(paperwork.source().public_request())
    assert serve(io.BytesIO(request), out, workbench.workshop()) == DONE
    names = [item.name for item in read_answer(out.getvalue())]
    assert names == ["annual-report-2025-public.pdf", "cover-letter.pdf", "filing-sheet.pdf"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"format":99}', b"\xff", b'{"format":1,"subject":[]}'])
def test_nonsense_is_refused(content: bytes) -> None:
    out = io.BytesIO()
    assert serve(io.BytesIO(content), out, workbench.workshop()) == REFUSED
    assert out.getvalue() == b""
    with pytest.raises(BadRequest):
        read_request(content)


def renderer(script: str, longest: float = 30.0) -> SubprocessRenderer:
    return SubprocessRenderer([sys.executable, "-I", "-c", script, str(ROOT)], longest)


def test_a_process_gets_the_request_and_answers() -> None:
    (file,) = renderer(ECHO).render(b"x" * 300_000, lambda: False)
    assert file.content == b"x" * 300_000


def test_a_process_that_fails_is_told_without_what_it_said() -> None:
    with pytest.raises(RenderFailed, match=r"code 1 \(ValueError\)") as caught:
        renderer("raise ValueError('573-555-0142')").render(b"", lambda: False)
    assert "573" not in str(caught.value)


def test_a_process_is_killed_on_cancel() -> None:
    start = time.monotonic()
    with pytest.raises(Cancelled):
        renderer("import time; time.sleep(60)").render(b"", lambda: time.monotonic() > start + 0.2)
    assert time.monotonic() < start + 10


def test_a_process_that_takes_too_long_is_killed() -> None:
    with pytest.raises(RenderFailed, match="longer than"):
        renderer("import time; time.sleep(60)", longest=0.2).render(b"", lambda: False)


def test_a_process_inherits_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILING_DESK_HOME", "secret")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    script = ECHO.replace("sys.stdin.buffer.read()", "repr(sorted(__import__('os').environ)).encode()")
    (file,) = renderer(script).render(b"", lambda: False)
    assert b"FILING_DESK_HOME" not in file.content
    assert b"SOURCE_DATE_EPOCH" not in file.content
