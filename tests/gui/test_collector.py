"""What a worker leaves in circles is collected in the window's thread."""

import gc
import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.gui.tasks import GarbageCollector, ProgressReport, TaskRunner

CIRCLES = 3000


class Marked:
    """Tells on which thread it was destroyed."""

    def __init__(self, ended: list[threading.Thread]) -> None:
        self.circle = self
        self._ended = ended

    def __del__(self) -> None:
        self._ended.append(threading.current_thread())


@pytest.fixture
def collector() -> Iterator[GarbageCollector]:
    gc.enable()
    made = GarbageCollector()
    yield made
    made.end()
    assert gc.isenabled()


def test_garbage_of_a_worker_is_destroyed_where_the_widgets_live(qtbot: QtBot, collector: GarbageCollector) -> None:
    ended: list[threading.Thread] = []
    runner = TaskRunner()

    def work(_: ProgressReport) -> threading.Thread:
        for _number in range(CIRCLES):
            Marked(ended)
        return threading.current_thread()

    workers: list[threading.Thread] = []
    runner.start("Making garbage", work, workers.append)
    qtbot.waitUntil(lambda: bool(workers), timeout=30_000)
    collector.look()
    assert len(ended) >= CIRCLES
    assert {thread is threading.main_thread() for thread in ended} == {True}
    assert workers[0] is not threading.main_thread()
    runner.close()


def test_little_garbage_is_left_for_later(collector: GarbageCollector) -> None:
    gc.collect()
    ended: list[threading.Thread] = []
    Marked(ended)
    collector.look()
    assert not ended
    gc.collect()
    assert len(ended) == 1


def test_what_lives_on_is_gone_through_again_only_when_it_has_grown(
    collector: GarbageCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected: list[int] = []
    alive, counts = [100], [(701, 11, 11)]
    monkeypatch.setattr(gc, "get_count", lambda: counts[0])
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(sys, "getallocatedblocks", lambda: alive[0])
    monkeypatch.setattr(gc, "collect", collected.append)
    for now in (100, 124, 126, 140):
        alive[0] = now
        collector.look()
    assert collected == [2, 1, 2, 1]
    counts[0] = (701, 3, 11)
    alive[0] = 1000
    collector.look()
    counts[0] = (5, 3, 11)
    collector.look()
    assert collected == [2, 1, 2, 1, 0], "only after the middle generation was full again, and never for nothing"
    monkeypatch.undo()
