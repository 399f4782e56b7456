"""What holds for every test: no screen, no leftover widgets, no unexpected warning of Qt or in the log."""

import gc
import importlib
import logging
import os
import pkgutil
import re
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before the first import of PySide6: without a display Qt aborts

settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("search", settings.get_profile("ci"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


TESTS_BETWEEN_FULL_COLLECTIONS = 40
MEASURED = ("domain", "formspec", "rulebook", "pagespec", "services")
OF_THE_GATES = tuple(f"tests/unit/{room}/" for room in MEASURED)
STOPPED: list[Coverage] = []  # the tracers that do not watch just now
KEPT: set[Callable[[], None]] = set()  # what empties the caches of functions in the measured modules of `domain`


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Loads what is measured while the tracer watches; nothing else that happens before the tests is watched."""
    if session.config.getoption("dist", "no") != "no":  # this process hands tests out to others
        stop_tracers()
        return (yield)
    if Coverage.current() is not None:
        for room in MEASURED:
            package = importlib.import_module(f"desktop_app.{room}")
            for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                names = vars(importlib.import_module(module.name))
                if room == "domain":
                    KEPT.update(known.cache_clear for known in names.values() if made_once(known))
    with untraced():
        return (yield)


def pytest_collection_finish() -> None:
    """What was loaded is no garbage."""
    collect_all()


def made_once(known: object) -> bool:
    """Whether it is a function that keeps all its answers. Caches of a limited size see many values in every test."""
    return hasattr(known, "cache_parameters") and known.cache_parameters()["maxsize"] is None


def collect_all() -> None:
    """A full collection. What outlasts it is looked at no more: the many forms and companies that tests share."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """The tracer more than doubles the time of a test, so it watches only those that answer for what is measured."""
    if item.get_closest_marker("untraced") is None and item.nodeid.startswith(OF_THE_GATES):
        for empty in KEPT:  # a function that ran in a test before, not traced, would not run again
            empty()
        return (yield)
    with untraced():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
    """What several tests share is made while the tracer watches, whichever of them asks for it first."""
    if fixturedef.scope == "function" or not f"{fixturedef.baseid}/".startswith(OF_THE_GATES):
        return (yield)
    unwatched = bool(STOPPED)
    start_tracers()
    try:
        return (yield)
    finally:
        if unwatched:
            stop_tracers()


@contextmanager
def untraced() -> Iterator[None]:
    stop_tracers()
    try:
        yield
    finally:
        start_tracers()


def stop_tracers() -> None:
    """Stops whatever traces. A worker of many has two tracers, of which the first goes on when the other stops."""
    while (tracer := Coverage.current()) is not None:
        tracer.stop()
        STOPPED.append(tracer)


def start_tracers() -> None:
    while STOPPED:
        STOPPED.pop().start()


class Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """What pytest-qt makes the application with."""
    from desktop_app.gui.theme.style import FUSION

    return ["filing-desk", *FUSION]


@pytest.fixture
def expected_logs() -> list[str]:
    """Patterns of the log records a test means to cause: it appends them."""
    return []


@pytest.fixture(autouse=True)
def no_unexpected_log(expected_logs: list[str]) -> Iterator[None]:
    listener = Listener()
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    unexpected = [line for line in listener.heard if not any(re.search(pattern, line) for pattern in expected_logs)]
    if unexpected:
        pytest.fail("unexpected in the log:\n" + "\n".join(unexpected))


@pytest.fixture(autouse=True)
def widgets_destroyed() -> Iterator[None]:
    """pytest-qt closes widgets and asks for their deletion; only this carries it out.

    Circles are collected here, in the widgets' own thread, as in the program (`gui.tasks.collector`): on a worker's
    thread the collector would destroy widgets where that crashes.
    """
    if "PySide6.QtWidgets" not in sys.modules:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    gc.disable()
    yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if gc.get_count()[2] > TESTS_BETWEEN_FULL_COLLECTIONS:
        collect_all()
    else:
        gc.collect(1)
