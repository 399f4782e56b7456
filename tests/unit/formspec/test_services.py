"""What a form is for a company that provides one service, or several."""

from decimal import Decimal

from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.values import place_of
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.binding import bind
from desktop_app.formspec.checks import CheckBook
from desktop_app.formspec.definition import (
    Account,
    AccountLines,
    CellSpec,
    CellType,
    ChartOfAccounts,
    FormDefinition,
    FormSchedule,
    ScheduleColumn,
    ScheduleKind,
    ScheduleLine,
)
from desktop_app.formspec.evaluation import FormulaModel, calculate
from desktop_app.formspec.public_view import full_view
from desktop_app.formspec.relations import relations
from desktop_app.formspec.sheet import FormLayout, lay_out
from desktop_app.formspec.wording import formula_words
from tests.support.small_form import FORM, MONEY

ALL = ("3.335(2)", "3.435(2)", "3.640(2)")
CHART = ChartOfAccounts(
    "naruc1996",
    "",
    "Chart",
    (Account("a", "1", "A", "plant_first"), Account("b", "2", "B", "plant_second"), Account("c", "3", "C", "om")),
    {"plant_first": "First", "plant_second": "Second", "om": "Expenses"},
)


def schedule(name: str, utility: str = "") -> FormSchedule:
    return FormSchedule(
        name,
        name.upper(),
        name,
        ScheduleKind.LINES,
        (ScheduleColumn("end", "End", MONEY, cites=ALL), ScheduleColumn("sewer", "Sewer", MONEY, utilities=("sewer",))),
        (
            ScheduleLine("own", "Own", cites=ALL),
            ScheduleLine("share", "Share", utilities=("shared",)),
            AccountLines(("plant_*",), heading=False),
        ),
        utility=utility,
        cites=ALL,
    )


BOTH = FormSchedule(
    "p4",
    "4",
    "Balance",
    ScheduleKind.LINES,
    (ScheduleColumn("end", "End", MONEY),),
    (ScheduleLine("plant", "Plant", formulas={"end": "sum(w3/own/end, value(s3/own/end))"}),),
)
SERVICES = FormDefinition(
    "report",
    1,
    "Report",
    ("water", "sewer", "heating"),
    (BOTH, schedule("w3", "water"), schedule("s3", "sewer"), schedule("c3", "shared")),
    (replace(FORM.checks[0], cites=ALL),),
    cites=ALL,
    rules={"water": "3.640", "sewer": "3.335", "heating": "3.435"},
)


def laid_out(*utilities: str) -> FormLayout:
    return lay_out(SERVICES, utilities, (CHART,), {})


def test_pages_follow_the_services_and_shared_ones_need_two() -> None:
    assert list(laid_out("water").schedules) == ["p4", "w3"]
    assert list(laid_out("sewer", "water").schedules) == ["p4", "w3", "s3", "c3"]


def test_lines_and_columns_of_other_services_are_not_there() -> None:
    water, both = laid_out("water").schedules["w3"], laid_out("water", "sewer").schedules["w3"]
    assert [line.id for line in water.lines] == ["own", "a", "b"]
    assert [line.id for line in both.lines] == ["own", "share", "a", "b"]
    assert ([*water.columns], [*both.columns]) == (["end"], ["end", "sewer"])


def test_a_service_cites_its_own_rule_and_a_common_page_those_of_all_services() -> None:
    sheet = laid_out("water", "sewer")
    assert sheet.schedules["s3"].definition.cites == ("3.335(2)",)
    assert sheet.schedules["s3"].by_id["own"].cites == ("3.335(2)",)
    assert sheet.schedules["s3"].definition.columns[0].cites == ("3.335(2)",)
    assert sheet.schedules["c3"].definition.cites == ("3.335(2)", "3.640(2)")
    assert (sheet.form.cites, sheet.form.checks[0].cites) == (("3.335(2)", "3.640(2)"),) * 2
    assert sheet.cited("(4)(A)") == "3.335(4)(A), 3.640(4)(A)"
    assert laid_out("heating").cited("(1)") == "3.435(1)"


def test_the_profile_of_a_company_without_services_yet_cites_all_rules() -> None:
    assert laid_out().form.cites == ALL
    assert FORM.cites_for(ALL, ("water",)) == ALL


def test_a_rule_that_speaks_to_several_services_is_kept_for_each_and_named_once() -> None:
    one = replace(FORM, rules=dict.fromkeys(("water", "sewer"), "3.015"))
    assert one.cites_for(("3.015(1)", "3.640(2)"), ("water",)) == ("3.015(1)", "3.640(2)")
    assert one.cited("(1)", ("water", "sewer")) == "3.015(1)"


def test_words_may_name_a_section_of_the_rules() -> None:
    words = SERVICES.citing("Replica under 4 CSR 240-{(2)}; {name} stays.", ("water",))
    assert words == "Replica under 4 CSR 240-3.640(2); {name} stays."


def test_cells_of_a_service_that_the_company_lacks_are_blank_and_unsaid() -> None:
    sheet = laid_out("water")
    place = place_of("p4/plant/end")
    model = FormulaModel(sheet, {}, {})
    found = calculate(model, Answers({place_of("w3/own/end"): Decimal(7)}))
    assert found.values[place] == Decimal(7)
    assert model.reads(place) == {place_of("w3/own/end")}
    words = formula_words(bind("sum(w3/own/end, value(s3/own/end))", sheet, place, {}), sheet, place)
    assert words == "the sum of page W3, Own, end"
    nothing = formula_words(bind("sum(s3/own/end, s3/a/end)", sheet, place, {}), sheet, place)
    assert nothing == "the sum of lines that this filing does not have"


def test_a_stretch_names_sections_that_begin_alike() -> None:
    assert AccountLines(("plant_*", "om")).named([CHART]) == ("plant_first", "plant_second", "om")
    assert AccountLines(("water_*",)).named([CHART]) == ()


def test_a_field_keeps_its_own_spec_beside_the_citations() -> None:
    line = ScheduleLine("x", "X", spec=CellSpec(CellType.TEXT), cites=ALL)
    fields = FormSchedule(
        "f", "F", "F", ScheduleKind.FIELDS, (ScheduleColumn("answer", "Answer", CellSpec()),), (line,)
    )
    kept = lay_out(replace(SERVICES, schedules=(fields,)), ("water",), (), {}).schedules["f"].by_id["x"]
    assert (kept.spec, kept.cites) == (line.spec, ("3.640(2)",))


def test_a_work_paper_computes_and_no_version_shows_it() -> None:
    paper = replace(
        BOTH, id="r1", work=True, body=(ScheduleLine("twice", "Twice", formulas={"end": "w3/own/end * 2"}),)
    )
    sheet = lay_out(replace(SERVICES, schedules=(*SERVICES.schedules, paper)), ("water",), (CHART,), {})
    place = place_of("r1/twice/end")
    answers = Answers({place_of("w3/own/end"): Decimal(7)}, explanations={place: "Because."})
    model = FormulaModel(sheet, {}, {})
    found = calculate(model, answers)
    assert found.values[place] == Decimal(14)
    view = full_view(found)
    assert place not in view.values
    assert place not in view.notes
    assert [relation.at for relation in relations(CheckBook(model))] == [place_of("p4/plant/end")]
