"""What a worker takes from itself: as far as the system offers it, and never more than it was told."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has jobs", allow_module_level=True)

import resource

from desktop_app.services.workers.confinement import LONGEST, confine


@pytest.mark.parametrize("memory", [0, 1 << 31])
def test_files_dumps_time_and_memory_are_bounded(monkeypatch: pytest.MonkeyPatch, memory: int) -> None:
    bounds: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", bounds.__setitem__)
    confine(memory)
    assert bounds == {
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CPU: (LONGEST, LONGEST),
    } | ({resource.RLIMIT_AS: (memory, memory)} if memory else {})


def test_what_a_system_refuses_keeps_no_other_limit_from_holding(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds: dict[int, tuple[int, int]] = {}

    def refuse(kind: int, bound: tuple[int, int]) -> None:
        if kind == resource.RLIMIT_FSIZE:
            raise ValueError(kind)
        bounds[kind] = bound

    monkeypatch.setattr(resource, "setrlimit", refuse)
    confine(1 << 31)
    assert set(bounds) == {resource.RLIMIT_CORE, resource.RLIMIT_CPU, resource.RLIMIT_AS}
