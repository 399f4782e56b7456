"""The time reported on and the company's names, as the cover and the heads of pages say them."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.pagespec.pages import TextItem
from desktop_app.services.filing_package.compose import full_name, period_label
from desktop_app.services.filing_package.cover import cover, period_words
from desktop_app.services.filing_package.paper import VersionPages
from desktop_app.services.filing_package.request import RequestSubject
from tests.support import paper_tools as workbench
from tests.support import small_filing as paperwork
from tests.support.small_filing import SUBJECT, measured

FISCAL = replace(SUBJECT, begins=date(2024, 7, 1), ends=date(2025, 6, 30))
MONTH = replace(SUBJECT, begins=date(2025, 3, 1), ends=date(2025, 3, 31))


@pytest.mark.parametrize(
    ("subject", "head", "words"),
    [
        (SUBJECT, "Year 2025", "For the calendar year of January 1 to December 31, 2025"),
        (FISCAL, "July 1, 2024 to June 30, 2025", "For the period of July 1, 2024 to June 30, 2025"),
        (MONTH, "March 2025", "For the period of March 1, 2025 to March 31, 2025"),
    ],
)
def test_the_period_is_said_as_it_is(subject: RequestSubject, head: str, words: str) -> None:
    assert period_label(subject) == head
    assert period_words(subject) == words


def test_both_names_of_a_company_are_said() -> None:
    assert full_name(SUBJECT) == f"{SUBJECT.company}, d/b/a Clear Creek Water"
    assert full_name(replace(SUBJECT, also_known_as="")) == SUBJECT.company


def cover_words(subject: RequestSubject, **fields: str) -> str:
    calculation = paperwork.filing(seals=())
    request = replace(paperwork.request(calculation, public=True), subject=subject, fields=fields)
    pages = VersionPages(request, calculation.model.sheet, measured)
    body = cover(pages, "Annual report", workbench.proof(paperwork.source()).legends)
    return " ".join(item.content for item in body.items if isinstance(item, TextItem))


def test_why_the_period_is_another_one_and_what_is_revised_stands_on_the_cover() -> None:
    noted = cover_words(replace(FISCAL, note="The books close in June."), revises="May 1, 2025")
    assert "The books close in June." in noted
    assert "Revision of the report submitted on May 1, 2025" in noted
    assert "For the period of July 1, 2024 to June 30, 2025" in noted
    plain = cover_words(SUBJECT)
    assert "Revision" not in plain
    assert "books close" not in plain
