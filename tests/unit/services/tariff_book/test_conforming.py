"""What the company says of a tariff: whether a sheet conforms, and the amounts of a deposit."""

import pytest

from desktop_app.services.tariff_book.contents import (
    BadContentAnswer,
    BadDeposit,
    deposit_lines,
    name_sheet,
    read_conforms,
)
from tests.support.tariff_company import TODAY
from tests.unit.services.tariff_book.test_contents import PACKETS, sewer
from tests.unit.services.tariff_book.test_deposits import SEWER


def test_whether_a_sheet_conforms_is_said_by_the_company_alone() -> None:
    """Words that were found leave a note until somebody says that the sheet conforms; other answers are refused."""
    tariff_book = sewer()

    def notes() -> list[str]:
        found = PACKETS.content_problems(tariff_book, "sewer-1", TODAY)
        return [problem.place for problem in found if problem.id == "T30" and "access" in problem.sentence]

    (place,) = notes()
    sheet = place.rpartition("/")[2]
    name_sheet(tariff_book, "sewer-1", "access", sheet, conforms=True)
    assert notes() == []
    name_sheet(tariff_book, "sewer-1", "access", sheet)
    assert notes() == [place]
    with pytest.raises(BadContentAnswer, match=r"^Choose the sheet that conforms to the rule\.$"):
        name_sheet(tariff_book, "sewer-1", "access", "", conforms=True)


def test_an_answer_on_conforming_is_one_word() -> None:
    assert read_conforms(" Conforms ")
    assert not read_conforms("  ")
    for words_ in ("no", "x" * 500):
        with pytest.raises(BadContentAnswer, match=r"is not an answer here\. Choose 'conforms'") as said:
            read_conforms(words_)
        assert len(str(said.value)) < 200


def test_amounts_of_a_deposit_that_are_none_are_refused() -> None:
    with pytest.raises(BadDeposit, match=r"Write an amount in dollars\."):
        deposit_lines(SEWER, "some", 1, "", (None, None))
    told = deposit_lines(SEWER, "30", 1, "", (None, None))
    assert not any("interest" in line for line in told)
