"""Forms for several services, charts that stand in for others, sets of accounts: read, or refused with file and key."""

from pathlib import Path

import pytest

from desktop_app.catalog.chart_choice import of_company
from desktop_app.catalog.charts import all_charts, read_presets
from desktop_app.catalog.forms import read_form
from desktop_app.catalog.trouble import CatalogError
from desktop_app.formspec.definition import FormDefinition
from tests.support.planted_forms import plant, spoil

FORM = "filings/report/r1/form.toml"
BLOCKS = """
parts = ["first.toml", "second.toml", "each.toml@water", "each.toml@sewer"]
[rules]
water = "3.640"
[block.water]
x = "w"
utility = "water"
note = ""
[block.sewer]
x = "s"
utility = "sewer"
note = "Only <not a word>"
"""
EACH = """
[[schedule]]
id = "<x>9"
page = "9"
title = "Of <utility>"
kind = "lines"
utility = "<utility>"
note = "<note>"
[[schedule.column]]
id = "end"
label = "End"
type = "money"
utilities = ["sewer"]
[[schedule.line]]
accounts = ["om*"]
[[schedule.line]]
id = "total"
label = "Total"
utilities = ["shared"]
formula = "sum(./*/.)"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plant(tmp_path)
    spoil(tmp_path, FORM, 'parts = ["first.toml", "second.toml"]\n', BLOCKS.lstrip())
    (tmp_path / "filings" / "report" / "r1" / "each.toml").write_text(EACH, encoding="utf-8")
    sewer = (tmp_path / "accounts" / "naruc1996_water.toml").read_text(encoding="utf-8").replace('"water"', '"sewer"')
    (tmp_path / "accounts" / "naruc1996_sewer.toml").write_text(sewer, encoding="utf-8")
    return tmp_path


def report(folder: Path) -> FormDefinition:
    return read_form(folder, "report", 1)


def test_a_part_is_read_once_for_each_block_with_its_words(folder: Path) -> None:
    found = {schedule.id: schedule for schedule in report(folder).schedules}
    assert (found["w9"].title, found["w9"].utility, found["w9"].note) == ("Of water", "water", "")
    assert (found["s9"].title, found["s9"].note) == ("Of sewer", "Only <not a word>")
    assert found["s9"].columns[0].utilities == ("sewer",)
    assert report(folder).rules == {"water": "3.640"}


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (FORM, "each.toml@sewer", "each.toml@steam", "no block 'steam'"),
        (FORM, 'x = "s"\n', "", "no word '<x>'"),
        (FORM, 'water = "3.640"', 'steam = "3.435"', "no utility of this form 'steam'"),
        ("filings/report/r1/each.toml", 'accounts = ["om*"]', 'accounts = ["water*"]', "name no section"),
    ],
)
def test_what_dangles_is_refused(folder: Path, file: str, old: str, new: str, words: str) -> None:
    spoil(folder, file, old, new)
    with pytest.raises(CatalogError, match=words):
        report(folder)


def test_a_chart_can_stand_in_for_another_one_unverified(folder: Path) -> None:
    path = folder / "accounts" / "naruc1973_water.toml"
    words = 'system = "naruc1973"\nutility = "water"\ntitle = "Carried over"\nsource = "Nobody"\n'
    path.write_text(words + 'like = "naruc1996_water"\nconfidence = "unverified"\n', encoding="utf-8")
    (chart,) = [item for item in all_charts(folder) if (item.system, item.utility) == ("naruc1973", "water")]
    assert [(account.id, account.confidence) for account in chart.accounts] == [("chemicals", "unverified")]
    assert chart.sections == {"om": "Expenses"}


def test_a_chart_of_any_system_goes_with_each_and_shared_ones_need_two_services(folder: Path) -> None:
    for utility in ("heating", "shared"):
        chart = f'system = "any"\nutility = "{utility}"\ntitle = "T"\nsource = "S"\n'
        chart += 'account = [{ id = "fuel", title = "Fuel", section = "om", confidence = "unverified" }]\n'
        (folder / "accounts" / f"any_{utility}.toml").write_text(f'{chart}[sections]\nom = "O"\n', encoding="utf-8")
    charts = all_charts(folder)
    assert [chart.utility for chart in of_company(charts, "naruc1973", ["heating"])] == ["", "heating"]
    both = of_company(charts, "naruc1996", ["water", "heating"])
    assert [chart.utility for chart in both] == ["", "water", "heating", "shared"]
    assert both[2].accounts[0].number == ""
    with pytest.raises(CatalogError, match="no chart 'naruc2050'"):
        of_company(charts, "naruc2050", ["heating"])


PRESET = """
title = "Set"
source = "Book"
utility = "water"
account = [
    { id = "salt", number = "619", title = "Salt", section = "om", roles = ["chemicals"] },
    { id = "chemicals", retired = 1, into = "salt" },
]
"""


def test_a_set_of_accounts_is_read_and_one_that_dangles_is_refused(folder: Path) -> None:
    path = folder / "accounts" / "presets" / "salt.toml"
    path.parent.mkdir()
    path.write_text(PRESET, encoding="utf-8")
    (preset,) = read_presets(folder, all_charts(folder))
    assert (preset.id, preset.title, [edit.id for edit in preset.edits]) == ("salt", "Set", ["salt", "chemicals"])
    assert (preset.edits[1].retired, preset.edits[1].into) == (1, "salt")
    for old, new, words in (
        ('"om"', '"plant"', "is in no chart"),
        ('id = "chemicals"', 'id = "wells"', "no account"),
    ):
        path.write_text(PRESET.replace(old, new), encoding="utf-8")
        with pytest.raises(CatalogError, match=words):
            read_presets(folder, all_charts(folder))
