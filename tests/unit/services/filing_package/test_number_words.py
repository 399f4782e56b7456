"""Numbers as people say them, and sealed ones that are said in the open."""

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.problems import Problem, Severity
from desktop_app.services.filing_package.number_words import (
    cents_in_words,
    figure_spellings,
    number_in_words,
    number_spoken,
)
from desktop_app.services.filing_package.readiness import given_away
from desktop_app.services.filing_package.sayings import PublicSaying, SpokenFigure
from tests.support import small_filing as paperwork

SEALS = ["loans/b/owed", "loans/total/owed"]  # 15,500 and 225,500


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (19, "nineteen"),
        (40, "forty"),
        (85, "eighty-five"),
        (300, "three hundred"),
        (1234, "one thousand two hundred thirty-four"),
        (2_000_007, "two million seven"),
        (15_500, "fifteen thousand five hundred"),
    ],
)
def test_a_number_in_words(number: int, words: str) -> None:
    assert number_in_words(number) == words


def told(number: str) -> set[tuple[str, str]]:
    return {tuple(figure) for figure in figure_spellings(Decimal(number))}  # type: ignore[misc]


def test_a_number_in_thousands_millions_and_cents() -> None:
    assert {("1.2", "thousand"), ("1.23", "thousand"), ("1234.5", ""), ("1235", ""), ("1234", "")} <= told("-1234.50")
    assert ("1", "thousand") not in told("1234.50"), "further than a tenth"
    assert {("2.5", "million"), ("2500", "thousand")} <= told("2500000")
    assert {(".85", ""), ("85", "cent")} <= told("0.85")
    assert told("9" * 13) == {("9" * 13, "")}
    assert figure_spellings(Decimal("1234.5"))[SpokenFigure("1234.5")]
    assert not figure_spellings(Decimal("1234.5"))[SpokenFigure("1.2", "thousand")]
    assert figure_spellings(Decimal(1200))[SpokenFigure("1.2", "thousand")]


def test_words_alone() -> None:
    assert "one thousand two hundred and thirty four" in number_spoken(Decimal(1234))
    assert number_spoken(Decimal(99)) == ()
    assert number_spoken(Decimal(10) ** 13) == ()
    assert list(cents_in_words(Decimal("0.85"))) == ["eighty five cents"]
    assert list(cents_in_words(Decimal("0.855"))) == []


def mentioned(words: str = "", besides: tuple[PublicSaying, ...] = (), title: str = "Map") -> list[Problem]:
    values = {**paperwork.VALUES, "changes/merger/answer": words or "None."}
    source = paperwork.source(paperwork.filing(values=values, seals=SEALS))
    attached = Attachment("01", title, "", "map.pdf", "d", ((612, 792),))
    found = given_away(replace(source, attachments=(attached,)), (), besides)
    return [problem for problem in found if problem.id == "mentioned" and problem.place == SEALS[0]]


@pytest.mark.parametrize(
    "words",
    [
        "It is 15,500 dollars.",
        "It is $15.5 thousand now.",
        "About 15.5k was lent.",
        "Fifteen thousand five hundred dollars were lent.",
    ],
)
def test_a_sealed_number_is_seen_in_any_usual_spelling(words: str) -> None:
    (problem,) = mentioned(words)
    assert problem.severity is Severity.NOTE
    assert "page 3" in problem.sentence


def test_other_numbers_are_not_taken_for_it() -> None:
    assert mentioned("It is 115.5 thousand, or fifteen thousand five hundreds a day.") == []


def test_last_years_report_and_the_title_of_an_attachment_are_looked_through() -> None:
    (problem,) = mentioned(besides=(PublicSaying("15,500", "page 7, Loan 2 of 2024-annual-report", typed=False),))
    assert "2024-annual-report" in problem.sentence
    (problem,) = mentioned(title="Note over 15,500 dollars")
    assert "the title or description of Attachment 1" in problem.sentence
