"""What a renderer answers, and that it does so in a process of its own."""

import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import pytest

from desktop_app import bootstrap
from desktop_app.pagespec.pages import PageDocument
from desktop_app.services.filing_package.request import BadRequest, request_bytes
from desktop_app.services.filing_package.worker import BadWorkerReply, answer_bytes, read_worker_reply
from desktop_app.services.filing_package.worker_process import REHEARSAL, WorkerRenderer
from desktop_app.services.ports import RenderedFile
from desktop_app.services.workers.job_names import RENDER, RENDER_PUBLIC
from desktop_app.services.workers.workers import (
    RunningWorker,
    WorkCancelled,
    WorkerFailed,
    WorkerLimits,
    WorkerRefused,
    WorkerStarter,
)
from tests.architecture.source import ROOT
from tests.support import paper_tools as workbench
from tests.support import small_filing as paperwork


class CountingPainter(workbench.JsonPainter):
    """A painter that remembers what it painted."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def paint(self, document: PageDocument) -> bytes:
        self.names.append(document.name)
        return super().paint(document)


def test_what_is_composed_the_same_again_is_not_painted_twice_unless_it_is_nonpublic() -> None:
    painter, source = CountingPainter(), paperwork.source()
    tools = replace(workbench.workshop(), painter=painter)
    public, full = request_bytes(source.public_request()), request_bytes(source.full_request())
    letters = {**paperwork.FIELDS, "contact_name": "Somebody else"}
    other = request_bytes(replace(source, fields=letters).public_request())
    first = tools.render(public)
    assert tools.render(public) == first
    assert painter.names == [item.name for item in first]
    changed = tools.render(other)
    assert painter.names[len(first) :] == [
        item.name for item, before in zip(changed, first, strict=True) if item != before
    ]
    assert changed == workbench.workshop().render(other)
    painter.names.clear()
    assert tools.render(full) == tools.render(full)
    assert len(painter.names) == 2


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
        started().render(b'{"secret": "573-555-0142"}', lambda: False, public=True)
    assert "573" not in str(caught.value)


def started() -> WorkerRenderer:
    return WorkerRenderer(WorkerStarter(bootstrap.worker_command()))


@pytest.mark.parametrize("public", [True, False])
def test_the_public_renderer_takes_public_requests_alone(public: bool) -> None:
    source = paperwork.source()
    request = request_bytes(source.public_request() if public else source.full_request())
    if public:
        assert list(workbench.workshop().public_job(request)) == list(workbench.workshop().job(request))
    else:
        with pytest.raises(BadRequest, match="nonpublic"):
            list(workbench.workshop().public_job(request))


ECHO: str = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from desktop_app.domain.problems import UserError
from desktop_app.services.filing_package.worker import answer_bytes
from desktop_app.services.ports import RenderedFile
from desktop_app.services.workers.messages import serve
def job(request):
    if request == b"fail":
        raise ValueError
    if request == b"refuse":
        raise UserError("No.")
    if request == b"slow":
        import time; time.sleep(60)
    yield answer_bytes((RenderedFile(request.decode(), sys.argv[1].encode(), (), (), 0, ()),))
serve(job, sys.stdin.buffer, sys.stdout.buffer)
"""


@dataclass(frozen=True)
class CountedStarter(WorkerStarter):
    """Starts echoes and counts them: the jobs by name."""

    command: Sequence[str] = field(default_factory=lambda: [sys.executable, "-c", ECHO])
    jobs: list[str] = field(default_factory=list)

    def started(self, job: str, limits: WorkerLimits) -> RunningWorker:
        self.jobs.append(job)
        return super().started(job, limits)


def test_renderers_that_are_held_serve_again_and_each_its_own_kind() -> None:
    starter = CountedStarter()
    renderer = WorkerRenderer(starter)
    renderer.hold(nonpublic=False)
    assert starter.jobs == [RENDER_PUBLIC]
    for name, public in (("a", True), ("b", False), ("c", True)):
        (made,) = renderer.render(name.encode(), lambda: False, public=public)
        assert (made.name, made.content.decode()) == (name, RENDER_PUBLIC if public else RENDER)
    assert starter.jobs == [RENDER_PUBLIC, RENDER]
    renderer.release()
    renderer.render(b"d", lambda: False, public=True)
    assert starter.jobs == [RENDER_PUBLIC, RENDER, RENDER_PUBLIC]


def test_a_renderer_that_failed_is_started_anew_and_one_that_refused_is_kept() -> None:
    starter = CountedStarter()
    renderer = WorkerRenderer(starter)
    renderer.hold(nonpublic=False)
    with pytest.raises(WorkerRefused):
        renderer.render(b"refuse", lambda: False, public=True)
    assert len(starter.jobs) == 1
    for failure, request, cancelled in ((WorkerFailed, b"fail", False), (WorkCancelled, b"slow", True)):
        with pytest.raises(failure):
            renderer.render(request, partial(bool, cancelled), public=True)
    assert renderer.render(b"again", lambda: False, public=True)[0].name == "again"
    assert len(starter.jobs) == 3
    renderer.release()


def test_a_rehearsal_is_not_waited_for_and_ends_with_the_renderers() -> None:
    starter = CountedStarter()
    renderer = WorkerRenderer(starter)
    renderer.hold(nonpublic=False)
    renderer.rehearse(b"a")
    assert renderer.render(b"b", lambda: False, public=True)[0].name == "b"
    renderer.rehearse(b"fail")
    assert renderer.render(b"c", lambda: False, public=True)[0].name == "c"
    renderer.rehearse(b"refuse")
    assert renderer.render(b"d", lambda: False, public=True)[0].name == "d"
    assert set(starter.jobs) == {RENDER_PUBLIC}
    renderer.rehearse(b"slow")
    renderer.release()
    while any(thread.name == REHEARSAL for thread in threading.enumerate()):
        time.sleep(0.01)
    before = len(starter.jobs)
    renderer.render(b"e", lambda: False, public=True)
    assert len(starter.jobs) == before + 1  # it was ended


def rehearsed(renderer: WorkerRenderer, request: bytes) -> None:
    renderer.rehearse(request)
    while any(thread.name == REHEARSAL for thread in threading.enumerate()):
        time.sleep(0.01)


def test_who_has_rehearsed_is_asked_for_the_very_same_only() -> None:
    """A value that was public when its page was rehearsed may be sealed when the package is made."""
    starter = CountedStarter()
    renderer = WorkerRenderer(starter)
    renderer.hold(nonpublic=False)
    rehearsed(renderer, b"open")
    for _ in range(2):  # the package, and its self-test
        renderer.render(b"open", lambda: False, public=True)
    assert len(starter.jobs) == 1
    renderer.render(b"sealed", lambda: False, public=True)
    assert len(starter.jobs) == 2
    rehearsed(renderer, b"open")
    rehearsed(renderer, b"sealed")
    assert len(starter.jobs) == 3
    renderer.render(b"sealed", lambda: False, public=True)
    assert starter.jobs == [RENDER_PUBLIC] * 3
    renderer.release()


def test_a_rehearsal_for_which_no_process_can_be_started_is_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    bugs: list[object] = []
    monkeypatch.setattr(threading, "excepthook", bugs.append)
    renderer = WorkerRenderer(WorkerStarter((str(ROOT / "no-such-program"),)))
    rehearsed(renderer, b"a")
    assert bugs == []


def test_renderers_that_cannot_be_started_are_not_held() -> None:
    starter = CountedStarter()
    renderer = WorkerRenderer(starter)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CountedStarter, "started", WorkerStarter((str(ROOT / "no-such-program"),)).started)
        with pytest.raises(FileNotFoundError):
            renderer.hold(nonpublic=False)
    for name in (b"a", b"b"):  # each with a process that ends with it
        renderer.render(name, lambda: False, public=True)
    assert starter.jobs == [RENDER_PUBLIC] * 2


def test_a_rehearsal_keeps_nobody_who_gives_up_and_none_outlives_those_who_hold_the_renderers() -> None:
    renderer = WorkerRenderer(CountedStarter())
    renderer.hold(nonpublic=False)
    renderer.rehearse(b"slow")  # for a minute
    renderer.rehearse(b"another")
    begun = time.monotonic()
    with pytest.raises(WorkCancelled):
        renderer.render(b"a", lambda: True, public=True)
    renderer.release()
    while any(thread.name == REHEARSAL for thread in threading.enumerate()):
        time.sleep(0.01)
    assert time.monotonic() - begun < 30


def test_a_renderer_at_work_is_not_waited_for_by_the_other() -> None:
    renderer, stop, ended = WorkerRenderer(CountedStarter()), threading.Event(), threading.Event()

    def long() -> None:
        with pytest.raises(WorkCancelled):
            renderer.render(b"slow", stop.is_set, public=True)
        ended.set()

    renderer.hold(nonpublic=False)
    seen = [renderer.has_nonpublic]
    busy = threading.Thread(target=long)
    busy.start()
    renderer.hold(nonpublic=True)
    seen.append(renderer.has_nonpublic)
    (made,) = renderer.render(b"b", lambda: False, public=False)
    assert made.content.decode() == RENDER
    assert not ended.is_set()
    stop.set()
    busy.join()
    renderer.release()
    renderer.release()
    assert [*seen, renderer.has_nonpublic] == [False, True, False]
