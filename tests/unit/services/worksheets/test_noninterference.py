"""Whatever stands in sealed cells, the public copy is the same, byte for byte."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.values import AnswerWord, Place, Value
from desktop_app.formspec.evaluation import calculate
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.ports import FormLibrary
from desktop_app.services.program.program import Program
from desktop_app.services.worksheets.copies import (
    WorkbookKind,
    WorkbookPart,
    parts_bytes,
    read_workbook_parts,
    workbook,
)
from desktop_app.spreadsheets.writing import workbook_bytes

FILING = "2025-annual-report"
SEALED = (
    Place("p3", "mergers", "answer"),
    Place("p4", "cash", "end"),
    Place("w1_memo", "minimum_bill", "answer"),
)
VALUES = st.one_of(
    st.none(),
    st.sampled_from(
        [AnswerWord.NONE, AnswerWord.NOT_APPLICABLE, Decimal(0), Decimal(-1), "", "W" * 400, "=1+1", "Łódź"]
    ),
    st.decimals(-(10**14), 10**14, places=2),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200),
)


class Bench:
    """The filing with its seals, and the forms; said in one word where an example is printed."""

    def __init__(self, source: FilingSource, library: FormLibrary) -> None:
        self.source = source
        self.library = library

    def __repr__(self) -> str:
        return "bench"


@pytest.fixture
def bench(real_program: Program, file: CompanyFile) -> Bench:
    found = real_program.packages.source(file, file.book(FILING))
    answers = found.calculation.answers
    seals = dict(answers.seals) | {str(place): Seal(str(place), "Secret", "Because") for place in SEALED}
    sealed = replace(answers, seals=seals)
    model = file.book(FILING).calculation.model
    assert set(SEALED) <= model.sheet.cells.keys()
    return Bench(replace(found, calculation=calculate(model, sealed)), real_program.packages.tools.library)


@pytest.mark.slow
@settings(max_examples=20)
@given(values=st.lists(VALUES, min_size=3, max_size=3), note=st.text(max_size=30))
@pytest.mark.untraced
def test_noninterference(bench: Bench, values: list[Value | None], note: str) -> None:
    assert _public(bench, [None, None, None], "") == _public(bench, values, note)


def _public(bench: Bench, values: list[Value | None], note: str) -> bytes:
    source = bench.source
    answers = source.calculation.answers
    merged = {place: value for place, value in answers.values.items() if place not in SEALED}
    merged |= {place: value for place, value in zip(SEALED, values, strict=True) if value is not None}
    notes = {**answers.explanations, SEALED[0]: note} if note else dict(answers.explanations)
    changed = replace(answers, values=merged, explanations=notes)
    calculation = replace(source.calculation, answers=changed, values=merged)
    request = replace(source, calculation=calculation).public_request()
    shown = tuple(key for key in request.schedules if key in {place.schedule for place in SEALED})
    parts = (WorkbookPart(FILING, replace(request, schedules=shown, fields={})),)
    assert read_workbook_parts(parts_bytes(parts)) == parts
    return workbook_bytes(workbook(parts, bench.library, WorkbookKind.PUBLIC))
