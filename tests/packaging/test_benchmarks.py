"""The benchmarks still fit the program: each probe answers, and the table is made. Nothing is timed here."""

from pathlib import Path

import pytest

from benchmarks.rows import Row, percentile, probe, sample, table


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample(tmp_path_factory.mktemp("benchmark"), "water")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "more", "keys"),
    [
        ("bare_window", [], {"painted", "answered", "peak"}),
        ("program_window", [], {"painted", "answered", "peak at home", "peak with page"}),
        ("edits", ["2"], {"ours", "theirs", "kept", "size"}),
        ("package", ["bare"], {"twice"}),
    ],
)
def test_a_probe_answers(company: Path, tmp_path: Path, name: str, more: list[str], keys: set[str]) -> None:
    assert keys <= set(probe(name, str(company), *more, home=tmp_path))


def test_the_table_tells_ratio_and_verdict() -> None:
    rows = [Row("good", 3, 2, aim=2), Row("fair", 5, 2, aim=2, most=3), Row("poor", 9, 2, most=4), Row("bare", 1)]
    lines = table([("Section", rows)]).splitlines()
    assert lines[2] == "Section"
    assert [line.split()[-1] for line in lines[3:]] == ["at", "within", "SHORT", "s"]
    assert "4.50" in lines[5]


def test_the_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([float(number) for number in range(100)], 99) == 99
    assert percentile([5.0], 99) == 5
