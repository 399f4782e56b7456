from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.values import AnswerWord, Value, place_of
from desktop_app.formspec.binding import bind
from desktop_app.formspec.checks import result_text
from desktop_app.formspec.definition import CellSpec, CellType, ChoiceOption
from desktop_app.formspec.wording import formula_words, location, value_text
from tests.support.small_form import laid_out


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (None, CellSpec(), ""),
        (AnswerWord.NONE, CellSpec(), "None"),
        (Decimal(-1234), CellSpec(CellType.MONEY), "(1,234)"),
        (Decimal("12.34"), CellSpec(CellType.PERCENT, decimals=1), "12.3%"),
        (date(2025, 12, 31), CellSpec(CellType.DATE), "12/31/2025"),
        ("llc", CellSpec(CellType.CHOICE, options=(ChoiceOption("llc", "Limited"),)), "Limited"),
        ("old", CellSpec(CellType.CHOICE), "old"),
        ("words", CellSpec(), "words"),
    ],
)
def test_values_are_said_as_their_cell_shows_them(value: Value | None, spec: CellSpec, text: str) -> None:
    assert value_text(value, spec) == text


def test_results_inside_a_sentence() -> None:
    assert result_text(None, CellSpec()) == "blank"
    assert result_text(result=True, spec=CellSpec()) == "yes"
    assert result_text(result=False, spec=CellSpec()) == "no"
    assert result_text(Decimal("2.50"), CellSpec()) == "2.50"
    assert result_text("llc", CellSpec()) == "llc"
    assert result_text(AnswerWord.NONE, CellSpec(type=CellType.COUNT)) == "0"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("w2/labor/amount", "page W-2, 601 Salaries and wages, this year"),
        ("p1/kind/answer", "page 1, Organisation"),
        ("p1/big/answer", "page 1, 'Large?'"),
        ("p3/merger/answer", "page 3, question 2"),
        ("loans/rows/answer", "page 7, Whole schedule"),
    ],
)
def test_a_place_is_said_as_a_reader_finds_it(path: str, words: str) -> None:
    assert location(laid_out(), place_of(path)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "sum(./section:om/.)",
            "the sum of this year of 3 lines (601 Salaries and wages to 690 Less: Expenses transferred)",
        ),
        ("././amount - ././prior", "this year less last year"),
        ("ratio(././change, ././prior) * 100", "change divided by last year times 100"),
        ("w2/total/amount", "Total operating expenses"),
        ("w2/power/prior + p4/cash/end", "615 Purchased power, last year plus page 4, Cash, end"),
        ("p4/role:plant_in_service/end", "page 4, 101 Plant in service, end"),
        ("sum(./labor/prior, 1)", "the sum of last year, 1"),
        ("sum(1, 2)", "the sum of 1, 2"),
        ("sum(months/*/sold, 1)", "the sum of sold of 12 lines on page W-5 (January to December), 1"),
        ("sum(sum(1, 2) * 3, sum(4, 5))", "the sum of the sum of 1, 2 times 3, 4, 5"),
        ("abs(prior:w2/labor/amount)", "the size of last year's 601 Salaries and wages"),
        ("company:identity/name/answer", "the company profile's Legal name"),
        ("company:people/*/name", "the company profile's lines that this filing does not have"),
        ("company:people/r1/name", "the company profile's People of the company"),
        ("company:gone/old/answer", "the company profile's former line"),
        ("books:w2/power/amount", "the books' 615 Purchased power"),
        ("prior:s9/cash/x", "last year's former line"),
        ("prior:s9/*/x", "last year's lines that this filing does not have"),
        ("s9/cash/x", "lines that this filing does not have"),
        ("rule:report/limit", "the legal value 'Limit'"),
        ("rule:report/gone", "the legal value 'report/gone'"),
        ("months/*/sold", "the sum of sold of 12 lines on page W-5 (January to December)"),
        ("not blank(w2/power/amount)", "not (615 Purchased power is blank)"),
    ],
)
def test_a_formula_is_said_in_words(text: str, words: str) -> None:
    here, sheet = place_of("w2/labor/amount"), laid_out()
    names = {
        "company:identity/name": "Legal name",
        "company:people": "People of the company",
        "rule:report/limit": "Limit",
    }
    named = replace(sheet, form=replace(sheet.form, outside_names=names))
    assert formula_words(bind(text, named, here, {}), named, here) == words


def test_rows_of_another_filing_are_counted() -> None:
    outside = {"prior": {place_of("s9/a/x"): Decimal(1), place_of("s9/b/x"): Decimal(2)}}
    here = place_of("w2/labor/amount")
    assert formula_words(bind("prior:s9/*/x", laid_out(), here, outside), laid_out(), here) == "last year's 2 cells"


def test_a_page_without_a_number_is_called_by_its_title() -> None:
    sheet = laid_out()
    numbered = sheet.schedules["w2"].definition
    titled = replace(numbered, page=numbered.title)
    assert (numbered.where, titled.where) == ("page W-2", numbered.title)
    assert (numbered.heading, titled.heading) == (f"Page W-2: {numbered.title}", numbered.title)
    assert (numbered.listed, titled.listed) == (f"W-2  {numbered.title}", numbered.title)


def test_letters_that_abbreviate_stay_capitals_inside_a_sentence() -> None:
    sheet = laid_out()
    place = place_of("w2/labor/prior")
    column = replace(sheet.column(place), label="PSC finance Case")
    schedule = sheet.schedules["w2"]
    columns = tuple(column if one.id == "prior" else one for one in schedule.definition.columns)
    other = replace(schedule, definition=replace(schedule.definition, columns=columns))
    assert location(replace(sheet, schedules={**sheet.schedules, "w2": other}), place).endswith(", PSC finance case")
