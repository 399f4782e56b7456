"""What a paper may cite of its own rules: a section that they do not have is never named."""

from dataclasses import replace

from desktop_app.formspec.sheet import BY_CHAPTER_TWO, lay_out
from tests.support.case_form import case_form
from tests.support.small_filing import FORM


def test_a_report_cites_the_sections_that_its_form_names() -> None:
    sheet = lay_out(FORM, ("water",), (), {})
    assert sheet.sealing_cited() == "3.640(4)"
    assert sheet.sealing_cited("(C)") == "3.640(4)(C)"
    assert sheet.oath_cited == "3.640(2)"


def test_a_form_without_such_sections_cites_none() -> None:
    sheet = lay_out(case_form(), ("water",), (), {})
    assert sheet.sealing_cited("(C)") == BY_CHAPTER_TWO
    assert sheet.oath_cited == BY_CHAPTER_TWO
    assert sheet.form.sealing_cited("(C)", ("water",)) == ""


def test_a_form_is_called_by_its_short_name_where_it_has_one() -> None:
    assert case_form().called == "Certificate"
    assert replace(case_form(), short="").called == "Application for a certificate"


def test_how_a_cell_is_asked_is_told_without_the_other_schedules() -> None:
    sheet = lay_out(FORM, ("water",), (), {})
    place, spec = next(iter(lay_out(FORM, ("water",), (), {}).cells.items()))
    assert sheet.asked_at(place) == spec
    assert "cells" not in vars(sheet)
    assert sheet.asked_at(place._replace(line="none")) is None
    assert sheet.asked_at(place._replace(schedule="none")) is None
