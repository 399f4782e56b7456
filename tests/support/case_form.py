"""A small form of a case: items answered in every way, words in paragraphs, a table that is an exhibit."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from desktop_app.catalog.case_parts import read_paragraph
from desktop_app.catalog.schedules import read_schedule
from desktop_app.catalog.table import TomlTable
from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.values import Value, place_of
from desktop_app.formspec.answers import Answers
from desktop_app.formspec.case_traits import CaseTraits
from desktop_app.formspec.definition import FilingPapers, FormDefinition, MainPaper
from desktop_app.formspec.evaluation import FilingValues, FormulaModel, calculate
from desktop_app.formspec.sheet import lay_out

TEXT = """
[[schedule]]
id = "start"
page = "1"
title = "What is asked for"
kind = "fields"
in_paragraphs = true
line = [
    { id = "variant", label = "Variant", type = "choice", options = [
        { id = "area", label = "An area" },
        { id = "line", label = "A line" },
    ] },
    { id = "place", label = "Place" },
    { id = "day", label = "Day", type = "date" },
    { id = "homes", label = "Homes", type = "count" },
    { id = "share", label = "Share", type = "percent", decimals = 1, optional = true },
]

[[schedule]]
id = "items"
page = "Items"
title = "Items"
kind = "items"

[[schedule.line]]
id = "need"
label = "Need"
ways = ["words", "later", "not_applicable"]
late = "before_grant"
cites = ["3.600(1)(D)"]

[[schedule.line]]
id = "plat"
label = "Plat"
type = "choice"
options = [{ id = "half", label = "1/2 inch to the mile" }, { id = "feet", label = "2,000 feet to the inch" }]
ways = ["document", "later"]
late = "before_grant"
documents = { least = 1 }
printed = "A plat at {./plat/answer} is {exhibit:items/plat}."
asked_when = "start/variant/answer = 'area'"
cites = ["3.600(1)(A)4."]

[[schedule.line]]
id = "persons"
label = "Persons"
ways = ["table", "later"]
late = "before_grant"
tables = ["persons"]
cites = ["3.600(1)(A)2."]

[[schedule.line]]
id = "plans"
label = "Plans"
ways = ["document", "later"]
late = "dated"
documents = { least = 2 }
asked_when = "start/variant/answer = 'line'"
cites = ["3.400(1)(B)2."]

[[schedule.line]]
id = "consent"
label = "Consent"
ways = ["document"]
documents = { certified = "always" }
unverified = true

[[schedule.line]]
id = "approval"
label = "Approval"
lead = "Approval of public bodies"
type = "choice"
options = [
    { id = "no", label = "No approval is needed" },
    { id = "yes", label = "Approval is needed" },
]
cites = ["3.600(1)(B)"]

[[schedule]]
id = "persons"
page = "P"
title = "Persons"
kind = "rows"
row_label = "Person"
when = "items/persons/way = 'table'"
column = [{ id = "name", label = "Name", type = "text" }, { id = "age", label = "Age", type = "count" }]

[[paragraph]]
kind = "caption"
text = "In the matter of {applicant} and {services} service"

[[paragraph]]
kind = "body"
occasion = "first"
text = "In {start/place/answer} from {start/day/answer} on for {start/homes/answer}: {start/homes/answer * 2} people."

[[paragraph]]
kind = "body"
occasion = "supplement"
text = "Furnished, as promised on {filed_on}."

[[paragraph]]
kind = "paragraph"
when = "start/variant/answer = 'area'"
text = "The area is in {start/place/answer}: {answered(start/place/answer)}."

[[paragraph]]
kind = "paragraph"
utilities = ["sewer"]
text = "Sewer."

[[paragraph]]
kind = "items"
text = "items"

[[paragraph]]
kind = "later"
text = "These follow:"

[[paragraph]]
kind = "prayer"
text = "Therefore it is asked. See {exhibit:items/plans}."
"""


def case_form(text: str = TEXT) -> FormDefinition:
    table = TomlTable("case.toml", "", tomllib.loads(text, parse_float=Decimal))
    return FormDefinition(
        id="certificate",
        revision=1,
        title="Application for a certificate",
        utilities=("water", "sewer"),
        schedules=tuple(read_schedule(item, {}) for item in table.tables("schedule")),
        checks=(),
        paragraphs=tuple(read_paragraph(item) for item in table.tables("paragraph")),
        rules={"water": "3.600", "sewer": "3.305"},
        papers=FilingPapers(main=MainPaper.PLEADING, name="application", cover=False, sworn=False, without_seal=()),
        case=CaseTraits(group="Certificates"),
        short="Certificate",
    )


ANSWERS: Mapping[str, Value] = {
    "start/variant/answer": "area",
    "start/place/answer": "Cedar Bluff",
    "start/day/answer": date(2026, 5, 1),
    "start/homes/answer": Decimal(1200),
    "items/need/answer": "Wells run dry.\n\nThe causes:\n- drought;\n* more homes.\nSo it is.",
    "items/plat/answer": "feet",
    "items/plat/way": "document",
    "items/persons/way": "table",
    "items/consent/certifier": "Sample Clerk",
    "items/consent/certified_on": date(2026, 1, 5),
    "items/approval/answer": "no",
    "persons/a/name": "Sample Resident",
    "persons/a/age": Decimal(40),
}


def case_values(
    changes: Mapping[str, Value | None] | None = None,
    seals: Sequence[str] = (),
    notes: Mapping[str, str] | None = None,
    form: FormDefinition | None = None,
    utilities: tuple[str, ...] = ("water",),
) -> FilingValues:
    given = {**ANSWERS, **(changes or {})}
    rows = {"persons": ("a",)}
    answers = Answers(
        values={place_of(place): value for place, value in given.items() if value is not None},
        rows=rows,
        explanations={place_of(place): note for place, note in (notes or {}).items()},
        seals={target: Seal(target, "Names of persons", "They live there.") for target in seals},
    )
    sheet = lay_out(form or case_form(), utilities, (), rows)
    return calculate(FormulaModel(sheet, {}, {}), answers)
