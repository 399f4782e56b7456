"""What a renderer answers, and that it does so in a process of its own."""

import pytest

from desktop_app import bootstrap
from desktop_app.services.filing_package.request import BadRequest, request_bytes
from desktop_app.services.filing_package.worker import BadAnswer, answer_bytes, read_answer
from desktop_app.services.filing_package.worker_process import WorkerRenderer
from desktop_app.services.ports import Rendered
from desktop_app.services.workers.workers import WorkerFailed, Workers
from tests.unit.services.filing_package import paperwork, workbench

FILES = (Rendered("a.pdf", b"\x00abc", ("Cover", "1"), (1,), 2), Rendered("b.pdf", b"", (), (), 0))


def test_an_answer_survives_its_journey() -> None:
    assert read_answer(answer_bytes(FILES)) == FILES


@pytest.mark.parametrize("answer", [b"", b"x", b"\x00" * 8, answer_bytes(FILES)[:-1], answer_bytes(FILES) + b"x"])
def test_a_damaged_answer_is_refused(answer: bytes) -> None:
    with pytest.raises(BadAnswer):
        read_answer(answer)


def test_a_request_is_answered() -> None:
    request = request_bytes(paperwork.source().public_request())
    names = [item.name for item in read_answer(b"".join(workbench.workshop().job(request)))]
    assert names == ["annual-report-2025-public.pdf", "cover-letter.pdf", "filing-sheet.pdf"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"format":99}', b"\xff", b'{"format":1,"subject":[]}'])
def test_nonsense_is_refused(content: bytes) -> None:
    with pytest.raises(BadRequest):
        list(workbench.workshop().job(content))


def test_the_program_started_as_a_renderer_fails_in_words_that_repeat_nothing() -> None:
    with pytest.raises(WorkerFailed, match=r"code 1 \(desktop_app.*BadRequest\)") as caught:
        WorkerRenderer(Workers(bootstrap.worker_command())).render(b'{"secret": "573-555-0142"}', lambda: False)
    assert "573" not in str(caught.value)
