"""Names and numbers in public words: found however they are written, and not mistaken for others."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.company_chart import AccountEdit
from desktop_app.services.company.workspace_keys import KeptReason
from desktop_app.services.filing_package.case_source import CaseParticulars
from desktop_app.services.filing_package.mentions import name_parts, name_spellings
from desktop_app.services.filing_package.readiness import given_away
from desktop_app.services.filing_package.sayings import PublicSaying, SpokenFigure, page_saying, plain_words
from tests.support import small_filing as paperwork

NAME = "loans/b/name"
OWED = ["loans/b/owed", "loans/total/owed"]


def told(
    words: str, value: Value, *, typed: bool = True, kept: Mapping[Place, KeptReason] | None = None
) -> Severity | None:
    """How strongly the words tell a sealed value: a text as a lender's name, a number as what is owed."""
    text = isinstance(value, str)
    place = NAME if text else OWED[0]
    values: dict[str, Value] = {**paperwork.VALUES, place: value}
    source = paperwork.source(paperwork.filing(values=values, seals=[NAME] if text else OWED))
    besides = (PublicSaying(words, "Attachment 1, page 1", typed=typed),)
    found = given_away(source, (), besides, kept or {})
    return next((problem.severity for problem in found if problem.place == place), None)


@pytest.mark.parametrize(
    "words",
    [
        "Acme Dairy, Inc.",
        "ACME DAIRY INC",
        "with Acme  Dairy LLC of Sedalia",
        "Acme-Dairy",
        "ac\u006de dairy company",
        "\uff21cme Dairy",
        "Dairy, Acme",
        "Acme Dai-\nry",
        "the Acme\nDairy",
        "(acme dairy)",
    ],
)
def test_a_name_is_found_however_it_is_written(words: str) -> None:
    assert told(words, "Acme Dairy, Inc.") is Severity.EXPLAIN


@pytest.mark.parametrize("words", ["Acme Dairyman", "Acmed Airy", "Acme", "Dairy Inc.", "Acme and Dairy"])
def test_another_name_is_not_taken_for_it(words: str) -> None:
    assert told(words, "Acme Dairy, Inc.") is None


@pytest.mark.parametrize(
    "words",
    [
        "Waits for the 83,417 of the contract",
        "It pays $83417",
        "83.4 thousand",
        "about 83 417 a year",
    ],
)
def test_an_amount_in_a_sealed_text_is_pointed_out_elsewhere(words: str) -> None:
    for value in ("The contract pays 83,417 a year.", "It pays $83,417.", "It pays 83417 dollars."):
        assert told(words, value) is Severity.NOTE


@pytest.mark.parametrize("words", ["4 CSR 240-3.640", "83,418", "in 2025", "the year 1,000"])
def test_another_number_is_not_taken_for_an_amount_of_a_text(words: str) -> None:
    assert told(words, "By 4 CSR 240-3.640 it pays $83,417 in 2025, or about 1,000 dollars.") is None


def test_the_figures_of_public_cells_are_not_taken_for_amounts_of_a_sealed_text() -> None:
    assert told("83,417", "The contract pays 83,417 a year.", typed=False) is None


def test_a_sealed_explanation_that_is_said_elsewhere_is_pointed_out() -> None:
    sealed = {OWED[0]: "The contract now pays 83,417 a year."}
    source = paperwork.source(paperwork.filing(seals=OWED, notes=sealed))
    for words in ("As before, the contract now pays 83,417 a year", "83,417 dollars were paid"):
        found = list(given_away(source, (), (PublicSaying(words, "a letter"),)))
        assert [(one.severity, one.place) for one in found] == [(Severity.NOTE, OWED[0])]
        assert "The explanation at" in found[0].sentence
        assert "public text: a letter." in found[0].sentence
    assert list(given_away(source, (), (PublicSaying("The contract pays 83,418.", "a letter"),))) == []


def test_lists_that_letters_repeat_are_looked_through() -> None:
    source = paperwork.source(paperwork.filing(values={**paperwork.VALUES, NAME: "Acme Dairy"}, seals=[NAME]))
    lists = {"parties": ({"party": "Acme Dairy\n1 Sample Street"},)}
    (found,) = given_away(replace(source, case=CaseParticulars(lists=lists)), (), (), {})
    assert "public text: the list of parties." in found.sentence


def test_short_names_and_the_endings_of_companies_are_not_looked_for() -> None:
    assert name_spellings("Co. Inc.") == ()
    assert name_spellings("Ada") == ()
    assert name_spellings("A & B, LLC") == ()
    assert name_spellings("The Long Creek Trust Company") == ("the long creek trust",)


def test_a_line_of_an_address_is_a_part_that_is_pointed_out() -> None:
    assert name_parts("Acme Dairy\n12 Main Street; Anytown") == ("acme dairy", "12 main street")
    assert name_parts("12 Main Street") == ()
    assert told("Deliveries to 12 Main Street.", "Acme Dairy\n12 Main Street, Anytown") is Severity.NOTE


@pytest.mark.parametrize(
    ("words", "value", "severity"),
    [
        ("It costs 1,234,567 dollars", 1234567, Severity.EXPLAIN),
        ("It costs $1234567.00", 1234567, Severity.EXPLAIN),
        ("(1,234,567)", 1234567, Severity.EXPLAIN),
        ("1 234 567", 1234567, Severity.EXPLAIN),
        ("1.234.567,00", 1234567, Severity.EXPLAIN),
        ("1'234'567", 1234567, Severity.EXPLAIN),
        ("1\u202f234\u202f567", 1234567, Severity.EXPLAIN),
        ("\uff11\uff12\uff13\uff14\uff15\uff16\uff17", 1234567, Severity.EXPLAIN),
        ("$1.23 million", 1234567, Severity.NOTE),
        ("1.2m", 1234567, Severity.NOTE),
        ("1,235 thousand", 1234567, Severity.NOTE),
        ("1235K", 1234567, Severity.NOTE),
        ("(in thousands)\nLoan 1,235", 1234567, Severity.NOTE),
        ("Loan ($000)\n1,235", 1234567, Severity.NOTE),
        ("one million two hundred thirty-four thousand five hundred sixty-seven", 1234567, Severity.NOTE),
        ("One hundred and twenty dollars", 120, Severity.NOTE),
        ("$120.50", Decimal("120.50"), Severity.EXPLAIN),
        ("$12.50", Decimal("12.50"), Severity.NOTE),
        ("85 cents per 1000 gallons", Decimal("0.85"), Severity.NOTE),
        ("$0.85", Decimal("0.85"), Severity.NOTE),
        ("$.85 a thousand", Decimal("0.85"), Severity.NOTE),
        ("85\u00a2", Decimal("0.85"), Severity.NOTE),
        ("eighty-five cents", Decimal("0.85"), Severity.NOTE),
        ("1,234", Decimal("1234.56"), Severity.NOTE),
        ("1,235", Decimal("1234.56"), Severity.NOTE),
        ("2.025", 2025, Severity.EXPLAIN),
        ("2,025 dollars", 2025, Severity.EXPLAIN),
    ],
)
def test_a_number_is_found_however_it_is_written(words: str, value: Decimal | int, severity: Severity) -> None:
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    assert told(words, number) is severity


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("in 2025", 2025),
        ("since 1998", 1998),
        ("It costs 11,234,567", 1234567),
        ("1,234,568", 1234567),
        ("1.2 million", 1350000),
        ("2 million", 1500000),
        ("Rule 12", 12),
        ("3 wells", 3),
        ("5 cents", Decimal("0.05")),
        ("120 customers", 120),
        ("seventeen", 17),
        ("page 1 of 234", 1234),
    ],
)
def test_another_number_or_one_that_may_be_chance_is_not_taken_for_it(words: str, value: object) -> None:
    assert told(words, Decimal(str(value))) is None


def test_in_a_column_of_figures_only_the_very_number_counts() -> None:
    assert told("1,234,567", Decimal(1234567), typed=False) is Severity.NOTE
    assert told("1,235", Decimal("1234.56"), typed=False) is None
    assert told("123", Decimal(123), typed=False) is None


def test_a_reason_why_it_may_be_known_settles_it() -> None:
    values = {**paperwork.VALUES, NAME: "Acme Dairy"}
    source = paperwork.source(paperwork.filing(values=values, seals=[NAME]))
    place = next(place for place in source.calculation.model.sheet.cells if str(place) == NAME)
    saying = (PublicSaying("Acme Dairy", "x"),)
    assert [problem.open for problem in given_away(source, (), saying)] == [True]
    assert [problem.open for problem in given_away(source, (), saying, {place: KeptReason("Yes.")})] == [False]
    noted = paperwork.source(paperwork.filing(values=values, seals=[NAME], notes={NAME: "They agreed."}))
    assert [problem.open for problem in given_away(noted, (), saying)] == [True]


def everywhere(**changes: object) -> list[Problem]:
    values = {**paperwork.VALUES, NAME: "Acme Dairy"}
    source = replace(paperwork.source(paperwork.filing(values=values, seals=[NAME])), **changes)  # type: ignore[arg-type]
    return list(given_away(source, ()))


def test_titles_reasons_own_accounts_and_letters_are_looked_through() -> None:
    attachment = Attachment("01", "Contract with Acme Dairy", "", "x.pdf", "d", ((612, 792),))
    assert "the title or description of Attachment 1" in everywhere(attachments=(attachment,))[0].sentence
    item = replace(attachment, title="Contract", item="the contract of Acme Dairy")
    assert "the title or description of Attachment 1" in everywhere(attachments=(item,))[0].sentence
    sealed = replace(attachment, title="Contract", sealed=True, type="Contract", reason="Acme Dairy asked for it.")
    assert "the seal on Attachment 1" in everywhere(attachments=(sealed,))[0].sentence
    account = AccountEdit("water", "own1", "619.1", "Water sold by Acme Dairy", "operation")
    assert "the name of the account 619.1" in everywhere(accounts=(account,))[0].sentence
    assert "the letters (purpose)" in everywhere(fields={"purpose": "For Acme Dairy."})[0].sentence


def test_all_places_are_named_the_first_three_of_many() -> None:
    values = {**paperwork.VALUES, NAME: "Acme Dairy"}
    source = paperwork.source(paperwork.filing(values=values, seals=[NAME]))
    besides = tuple(PublicSaying("Acme Dairy", f"paper {number}") for number in range(5))
    (problem,) = given_away(source, (), besides)
    assert "paper 0; paper 1; paper 2, and 2 more." in problem.sentence


def test_the_place_on_a_page_is_said_in_percent() -> None:
    page = page_saying("Attachment 1, page 2", (("First line", 10), ("1,234 of Acme", 45), ("Dairy, Inc.", 48)))
    assert page.place(page.find(plain_words("Acme Dairy")) or 0) == "Attachment 1, page 2, 45 percent from the top"
    assert page.place(page.find(plain_words("first")) or 0) == "Attachment 1, page 2, 10 percent from the top"
    assert [page.place(said.at) for said in page.figures] == ["Attachment 1, page 2, 45 percent from the top"]
    assert page.find(plain_words("nowhere")) is None
    odd = page_saying("p", (("\u00bd of it, \u2460", 10), ("Acme Dairy", 20)))
    assert odd.place(odd.find("acme dairy") or 0) == "p, 20 percent from the top"


def test_readings_of_digits() -> None:
    def read(text: str) -> set[SpokenFigure]:
        return {said.figure for said in PublicSaying(text, "x").figures}

    assert read("12 345 678") == {
        SpokenFigure("12345678"),
        SpokenFigure("12"),
        SpokenFigure("345"),
        SpokenFigure("678"),
    }
    assert read("1.234,5") == {SpokenFigure("1234.5")}
    assert read("007") == {SpokenFigure("7")}
    assert read("573-555-0142") == {SpokenFigure("573"), SpokenFigure("555"), SpokenFigure("142")}
    assert read("") == set()
