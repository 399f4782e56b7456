"""The benchmarks still fit the program: each probe answers, and the table is made. Nothing is timed here."""

from pathlib import Path

import pytest

from benchmarks.compare import figures, grown, main
from benchmarks.rows import Row, kept_table, percentile, probe, sample, table


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
        ("years", ["measure"], {"open", "edit", "check", "history", "undo of six steps"}),
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


def kept(path: Path, **rows: tuple[float, float]) -> Path:
    made = [Row(name, ours, yardstick) for name, (ours, yardstick) in rows.items()]
    path.write_text(kept_table("machine", [("Section", made)]), encoding="utf-8")
    return path


def test_what_grew_by_more_than_15_percent_is_named_the_worst_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = kept(tmp_path / "old", ratio=(10, 5), figure=(100, 0), same=(1, 1), gone=(1, 1))
    new = kept(tmp_path / "new", ratio=(10, 4), figure=(116, 0), same=(114, 100), come=(9, 1))
    assert main([str(old), str(new)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Section: ratio: 2 -> 2.5 (1.25 times)",
        "Section: figure: 100 -> 116 (1.16 times)",
        "only in one table: Section: come",
        "only in one table: Section: gone",
    ]
    assert main([str(new), str(new)]) == 0
    assert main([str(tmp_path / "none"), str(new)]) == main([]) == 2
    assert grown(figures(old), figures(old)) == []
