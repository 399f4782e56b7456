"""What the reader of clocks and penalties refuses, with file, key and advice."""

from pathlib import Path

import pytest

from desktop_app.catalog.clocks import read_clocks, read_penalties
from desktop_app.catalog.trouble import CatalogError

EVENTS = '[[event]]\nid = "notice"\nwords = "the notice"\n'
CLOCK = """
filing = "report"
from = 2004-04-30
[[clock]]
id = "answer"
label = "Answer"
event = "notice"
count = "20 days"
bound = "by"
sentence = "By {date}."
for = [{ utility = "water", cites = ["3.640(3)"] }]
"""


def written(folder: Path, clock: str, events: str = EVENTS) -> Path:
    place = folder / "rules" / "clocks"
    place.mkdir(parents=True)
    (place / "events.toml").write_text(events, encoding="utf-8")
    (place / "report.toml").write_text(clock, encoding="utf-8")
    return folder


def test_a_clock_is_read_with_its_count_as_a_legal_value(tmp_path: Path) -> None:
    changed = CLOCK + 'changes = [{ from = 2030-01-01, is = "30 days", cites = ["3.640(3)"] }]\n'
    read = read_clocks(written(tmp_path, changed))
    assert [clock.name for clock in read.clocks] == ["report/answer"]
    assert [value.value for value in read.counts[0].values] == ["20 days", "30 days"]
    assert read.counts[0].values[0].cites == ("3.640(3)",)


def test_forms_without_clocks_have_none(tmp_path: Path) -> None:
    assert read_clocks(tmp_path).clocks == ()
    assert read_penalties(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "trouble"),
    [
        ('event = "notice"', 'event = "notise"', "Did you mean 'notice'"),
        ('count = "20 days"', 'count = "20 dais"', "Write '20 days'"),
        ('count = "20 days"', "", "belongs to every clock"),
        ('bound = "by"\nsentence = "By {date}."', 'nature = "no date"\nsentence = "Soon."', "belongs to every clock"),
        (
            'count = "20 days"',
            'nature = "no date"\nroutine = false\ncount = "20 days"',
            "a bracket that is not {start}",
        ),
        (
            'count = "20 days"\nbound = "by"\nsentence = "By {date}."',
            'nature = "no date"\nsentence = "{start}"',
            "none",
        ),
        ('bound = "by"', "", "is missing"),
        ('bound = "by"', 'bound = "behind"', "not known"),
        ('"20 days"\nbound = "by"', '"every 2 years from 2005-01-15"\nbound = "after"', "must be 'by'"),
        ("{date}", "{day}", "a bracket that is not"),
        ('"water"', '"watr"', "Did you mean 'water'"),
        ('["3.640(3)"]', "[]", "Cite the provision"),
        ('[{ utility = "water", cites = ["3.640(3)"] }]', "[]", "is empty"),
        ('label = "Answer"', 'label = "Answer"\nlable = "x"', "not known here"),
        ("[[clock]]", '[[clock]]\nid = "answer"\n[[clock]]', "given already"),
    ],
)
def test_a_clock_that_cannot_be_is_refused(tmp_path: Path, old: str, new: str, trouble: str) -> None:
    with pytest.raises(CatalogError, match=trouble):
        read_clocks(written(tmp_path, CLOCK.replace(old, new)))


def test_an_event_is_named_once(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="given already"):
        read_clocks(written(tmp_path, CLOCK, EVENTS * 2))


def test_a_penalty_needs_its_provision(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "penalties"
    folder.mkdir(parents=True)
    text = '[[penalty]]\nid = "late"\nlabel = "Late"\nper_day = "a/b"\nfor = [{ utility = "water", cites = [] }]\n'
    (folder / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match="Cite the provision"):
        read_penalties(tmp_path)
