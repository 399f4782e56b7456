"""A small run of `packaging/hostile_input.py`: no crash, nothing changed in silence, no words of a programmer."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app import bootstrap, locations

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "packaging"))
        folder = tmp_path_factory.mktemp("hostile")
        patch.setenv(locations.HOME_VARIABLE, str(folder / "home"))
        patch.chdir(folder)
        from hostile_input import Workplace

        made = Workplace(folder, bootstrap.program())
        made.prepare()
        yield made
        sys.modules.pop("hostile_input")


@pytest.mark.slow
@pytest.mark.parametrize(("part", "count"), [("bits", 10), ("imports", 3), ("options", 4)])
def test_nothing_hostile_does_harm(workplace: object, part: str, count: int) -> None:
    from hostile_input import Workplace, tried

    assert isinstance(workplace, Workplace)
    ends, bad = tried(workplace, part, count, 7)
    assert sum(ends.values()) >= count
    assert dict(bad) == {}
