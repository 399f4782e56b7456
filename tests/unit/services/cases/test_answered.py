"""A record is begun with all its answers or not at all, and the register lists what is not sealed."""

from pathlib import Path

import pytest

from desktop_app.domain.citations import DRAFT_RULE
from desktop_app.domain.values import Place
from desktop_app.services.cases.answered import NotAnsweredSo, begin_answered, kind_by_rule, register_of
from desktop_app.services.cases.beginning import CaseOrder
from tests.support.case_companies import case_company
from tests.support.memory_companies import REAL

KIND, RELEASE = Place("release", "information", "answer"), "release"


def test_the_draft_rule_has_a_kind_of_its_own() -> None:
    assert kind_by_rule(REAL.registry(), DRAFT_RULE) == "customer_information"


def test_a_record_is_begun_with_its_answers_and_rows(tmp_path: Path) -> None:
    file = case_company(tmp_path)
    answers = {
        KIND: "specific",
        Place("release", "service", "answer"): "nonutility",
        Place("release", "reason", "answer"): "",
    }
    rows = {"consents": [{"customer": "Sample Customer", "medium": "written", "evidence": ""}]}
    made = begin_answered(file, CaseOrder("customer_information", "Shop", variant=RELEASE), answers, rows)
    (entry,) = register_of(file, "customer_information")
    assert (entry.filing.id, entry.variant) == (made.id, "A decision on a release, with its record")
    assert entry.answers == {
        "What kind of information is asked for": "Specific: it belongs to one or more particular customers",
        "What service is the information for": "not utility-related",
    }
    assert [
        str(value) for place, value in file.book(made.id).calculation.values.items() if place.column == "customer"
    ] == ["Sample Customer"]


def test_one_answer_that_cannot_be_taken_begins_nothing(tmp_path: Path) -> None:
    file = case_company(tmp_path)
    for rows in ({}, {"consents": [{"day": "February 30"}]}):
        answers = {KIND: "specific" if rows else "odd", Place("release", "kinds", "answer"): "names"}
        with pytest.raises(NotAnsweredSo, match="Page"):
            begin_answered(file, CaseOrder("customer_information", variant=RELEASE), answers, rows)
        assert file.filings() == ()
    assert list(register_of(file, "waiver")) == []
