"""Entering, importing, producing and verifying open no socket, here or in the workers."""

import shutil
import socket
import subprocess
import sys

import pytest

from desktop_app import bootstrap, locations
from desktop_app.services.workers.job_names import WORK
from tests.support.command_line import REPORT, Counter, counter, made

pytestmark = pytest.mark.slow  # whole sample companies

__all__ = ["counter", "made"]

REFUSE = """
import socket
class Refused:
    def __init__(self, *arguments, **named):
        raise SystemExit("a socket was asked for")
socket.socket = socket.create_connection = socket.getaddrinfo = Refused
"""
WORKER = f"{REFUSE}import sys\nfrom desktop_app.__main__ import main\nsys.exit(main())"


class Refused:
    def __init__(self, *arguments: object, **named: object) -> None:
        raise AssertionError("a socket was asked for")


@pytest.fixture
def cut_off(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Counter:
    """The command line, and its workers, with every way to the network refused."""
    monkeypatch.setenv(locations.HOME_VARIABLE, str(counter.folder / "home"))
    monkeypatch.setattr(bootstrap, "worker_command", lambda: [sys.executable, "-s", "-c", WORKER, WORK])
    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, Refused)
    return Counter(bootstrap.program(), counter.folder, counter.capture)


def test_a_whole_year_of_work_opens_no_socket(cut_off: Counter) -> None:
    export, again = (str(cut_off.folder / name) for name in ("out.json", "again.filingdesk"))
    package = str(cut_off.folder / "package")
    cut_off.done("set", cut_off.file, f"{REPORT}/p4/cash/end", "1,234")
    cut_off.done("seal", cut_off.file, f"{REPORT}/w2/chemicals/amount", "--type", "x", "--reason", "y")
    cut_off.done("undo", cut_off.file)
    cut_off.done("export", cut_off.file, export)
    cut_off.done("import", again, export)
    cut_off.done("produce", again, "--filing", REPORT, "--out", package, "--draft")
    cut_off.done("verify", package)
    shutil.rmtree(package)


def test_the_refusal_would_be_seen() -> None:
    probe = f"{REFUSE}socket.socket()"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, encoding="utf-8", check=False)
    assert "a socket was asked for" in done.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", Refused)
        with pytest.raises(AssertionError):
            socket.socket()
