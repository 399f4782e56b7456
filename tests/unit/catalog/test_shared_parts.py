"""Parts that several forms share: each form cites its own rules in them, and not those of the others."""

from pathlib import Path

from desktop_app.catalog.library import FormFiles
from desktop_app.catalog.table import TomlTable
from desktop_app.formspec.definition import ScheduleLine
from tests.support.planted_forms import plant, spoil

PART = """
[[schedule]]
id = "p9"
page = "9"
title = "Shared"
kind = "inquiries"
step = "Shared"
cites = ["3.245(2)", "3.640(2)"]

[[schedule.line]]
id = "one"
label = "Who says so?"
cites = ["3.245(4)(A)", "3.640(4)(A)"]
help = { what = "Who said it." }
"""


def test_a_shared_part_cites_the_rules_of_the_form_alone(tmp_path: Path) -> None:
    folder = plant(tmp_path)
    (folder / "parts" / "report").mkdir(parents=True)
    (folder / "parts" / "report" / "nine.toml").write_text(PART, encoding="utf-8")
    head = "filings/report/r1/form.toml"
    spoil(folder, head, '"second.toml"]', '"second.toml", "parts/report/nine.toml"]\nparallel = ["3.245"]')
    schedule = FormFiles(folder).form("report").schedules[-1]
    line = schedule.body[0]
    assert isinstance(line, ScheduleLine)
    assert (schedule.id, schedule.cites, line.cites) == ("p9", ("3.640(2)",), ("3.640(4)(A)",))


def test_only_citations_are_left_out() -> None:
    data = {"cites": ["3.245(2)", "3.24"], "text": ["3.245(2)"], "deep": [{"cites": ["3.245"]}]}
    table = TomlTable("a.toml", "", data).without_citing(["3.245"])
    assert (table.texts("cites"), table.texts("text")) == (("3.24",), ("3.245(2)",))
    assert table.tables("deep")[0].texts("cites") == ()
