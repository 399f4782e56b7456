"""Two revisions of a form side by side: what is new, gone and moved, and where last year's answers belong now."""

from decimal import Decimal

from desktop_app.domain.values import Place, Value, place_of
from desktop_app.formspec.form_difference import FormDifference, FormPart, form_difference, moved_values
from tests.support.case_form import TEXT, case_form

HOMES = 'id = "homes"'
LINE = '    { id = "homes", label = "Homes", type = "count" },\n'
MORE = """
[[schedule]]
id = "more"
page = "2"
title = "More"
kind = "fields"
[[schedule.line]]
id = "homes"
label = "Homes"
type = "count"
"""


def names(parts: tuple[FormPart, ...]) -> list[str]:
    return [f"{part.schedule}/{part.line}/{part.column}" for part in parts]


def difference(*changes: tuple[str, str]) -> FormDifference:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return form_difference(case_form(), case_form(text))


def test_the_same_form_differs_in_nothing() -> None:
    assert difference() == FormDifference((), (), (), ())


def test_a_line_that_has_another_name_is_gone_and_a_new_one_is_there() -> None:
    found = difference((HOMES, 'id = "houses"'))
    assert (names(found.new), names(found.gone), found.moved) == (["start/houses/"], ["start/homes/"], ())


def test_a_line_on_another_page_moved() -> None:
    elsewhere = MORE.replace("[[schedule.line]]", 'help = { what = "More." }\n[[schedule.line]]')
    found = form_difference(case_form(), case_form(TEXT.replace(LINE, "", 1) + elsewhere))
    ((old, new),) = found.moved
    assert (old.schedule, new.schedule, old.name) == ("start", "more", ("homes", ""))
    assert names(found.gone) == []
    assert names(found.new) == ["more/*/answer"]


def test_a_column_is_a_part_too() -> None:
    found = difference(('{ id = "age", label = "Age"', '{ id = "years", label = "Age"'))
    assert (names(found.new), names(found.gone)) == (["persons/*/years"], ["persons/*/age"])
    assert found.new[0].where == "Page P, Age"


def test_a_page_and_words_that_changed_are_told_apart() -> None:
    found = difference(('title = "Persons"', 'title = "People"'), ('label = "Age"', 'label = "Years"'))
    assert [(old.label, new.label) for old, new in found.reworded] == [("Age", "Years")]
    assert (found.new, found.gone, found.moved) == ((), (), ())


def test_a_line_that_moved_takes_last_years_answer_along() -> None:
    part = FormPart("start", "homes", "", "1", "Homes")
    moved = FormDifference((), (), ((part, FormPart("items", "homes", "", "2", "Homes")),), ())
    values: dict[Place, Value] = {
        place_of("start/homes/answer"): Decimal(3),
        place_of("start/place/answer"): "Cedar Bluff",
    }
    assert moved_values(values, moved) == {
        place_of("items/homes/answer"): Decimal(3),
        place_of("start/place/answer"): "Cedar Bluff",
    }


def test_all_of_it_is_told_in_one_list() -> None:
    found = difference(
        ('{ id = "age", label = "Age"', '{ id = "years", label = "Age"'), ('title = "Persons"', 'title = "People"')
    )
    assert [(one.what, one.before is None, one.now is None) for one in found.rows] == [
        ("New", True, False),
        ("Gone", False, True),
    ]
    moved = FormDifference((), (), ((found.new[0], found.gone[0]),), ((found.gone[0], found.new[0]),))
    assert [one.what for one in moved.rows] == ["Moved", "Words changed"]
