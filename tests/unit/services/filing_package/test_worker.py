"""What a renderer answers, and that it does so in a process of its own."""

import pytest

from desktop_app import bootstrap
from desktop_app.services.filing_package.request import BadRequest, request_bytes
from desktop_app.services.filing_package.worker import BadWorkerReply, answer_bytes, read_worker_reply
from desktop_app.services.filing_package.worker_process import WorkerRenderer
from desktop_app.services.ports import RenderedFile
from desktop_app.services.workers.workers import WorkerFailed, WorkerStarter
from tests.support import paper_tools as workbench
from tests.support import small_filing as paperwork

FILES = (RenderedFile("a.pdf", b"\x00abc", ("Cover", "1"), (1,), 2), RenderedFile("b.pdf", b"", (), (), 0))


def test_an_answer_survives_its_journey() -> None:
    assert read_worker_reply(answer_bytes(FILES)) == FILES


@pytest.mark.parametrize("answer", [b"", b"x", b"\x00" * 8, answer_bytes(FILES)[:-1], answer_bytes(FILES) + b"x"])
def test_a_damaged_answer_is_refused(answer: bytes) -> None:
    with pytest.raises(BadWorkerReply):
        read_worker_reply(answer)


def test_a_request_is_answered() -> None:
    request = request_bytes(paperwork.source().public_request())
    names = [item.name for item in read_worker_reply(b"".join(workbench.workshop().job(request)))]
    assert names == ["annual-report-2025-public.pdf", "cover-letter.pdf", "filing-sheet.pdf"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"format":99}', b"\xff", b'{"format":1,"subject":[]}'])
def test_nonsense_is_refused(content: bytes) -> None:
    with pytest.raises(BadRequest):
        list(workbench.workshop().job(content))


def test_the_program_started_as_a_renderer_fails_in_words_that_repeat_nothing() -> None:
    with pytest.raises(WorkerFailed, match=r"code 1 \(desktop_app.*BadRequest\)") as caught:
        WorkerRenderer(WorkerStarter(bootstrap.worker_command())).render(b'{"secret": "573-555-0142"}', lambda: False)
    assert "573" not in str(caught.value)
