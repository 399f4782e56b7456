"""PySide6 6.12.0 loses a reference to None with each void call on Python 3.11 and aborts after some thousands."""

import subprocess
import sys
from pathlib import Path


def test_a_hundred_thousand_calls_into_qt_leave_the_process_alive() -> None:
    probe = Path(__file__).with_name("soak_probe.py")
    done = subprocess.run([sys.executable, str(probe)], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr.strip()) == (0, "survived", "")
