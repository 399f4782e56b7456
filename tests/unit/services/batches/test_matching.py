"""Whose a trial balance is: sure only where one company alone fits, asked everywhere else."""

from pathlib import Path

import pytest

from desktop_app.services.batches.matching import (
    KnownCompany,
    MatchedBooks,
    NoBooksFolder,
    chosen_company,
    heading_names,
    match_books,
    table_files,
)

ELM = KnownCompany(Path("clients/elm.filingdesk"), "Elm Grove Water Company, Incorporated")
BOTH = KnownCompany(Path("clients/elm both.filingdesk"), "Elm Grove Water and Sewer Company")
OAK = KnownCompany(Path("clients/client 7.filingdesk"), "Rolling Oaks Utility Corp.")
EVERY = (ELM, BOTH, OAK)


@pytest.mark.parametrize(
    ("name", "company"),
    [
        ("Elm Grove Water TB 2025.xlsx", ELM),
        ("elm_grove_water_and_sewer-trial_balance.csv", BOTH),
        ("Rolling Oaks 2025 final.xls", OAK),
        ("Elm Grove 2025.xlsx", None),  # water alone, or water and sewer
        ("trial balance 2025.xlsx", None),  # nothing tells
        ("Maple.csv", None),
        ("Rolling.csv", None),  # one word of several is not enough
        ("elm.csv", ELM),  # as the file of the company is called
    ],
)
def test_only_what_fits_one_company_is_sure(name: str, company: KnownCompany | None) -> None:
    (found,) = match_books([Path(name)], EVERY)
    assert found.company == company
    assert bool(found.question) == (company is None)


def test_two_trial_balances_for_one_company_are_both_asked_about() -> None:
    found = match_books([Path("Rolling Oaks TB.csv"), Path("Rolling Oaks closing.csv"), Path("elm.csv")], EVERY)
    assert [item.company for item in found] == [None, None, ELM]
    assert "Rolling Oaks Utility Corp. (client 7.filingdesk)" in found[0].question


def test_the_question_names_those_that_fit_and_a_person_answers_it() -> None:
    asked, strange = match_books([Path("Elm Grove.csv"), Path("Maple.csv")], EVERY)
    assert "elm.filingdesk" in asked.question
    assert "elm both.filingdesk" in asked.question
    assert strange.question == "Maple.csv: its name fits no company. Choose the company."
    assert chosen_company(asked, {asked.source: BOTH}) == MatchedBooks(asked.source, asked.fitting, BOTH)
    assert chosen_company(asked, {}) is asked


def test_only_tables_of_a_folder_are_trial_balances(tmp_path: Path) -> None:
    for name in ("b.XLSX", "a.csv", "~$b.xlsx", ".hidden.csv", "letter.docx"):
        (tmp_path / name).touch()
    (tmp_path / "folder.csv").mkdir()
    assert [path.name for path in table_files(tmp_path)] == ["a.csv", "b.XLSX"]
    with pytest.raises(NoBooksFolder, match=r"cannot be read: .*Name a folder\.$"):
        table_files(tmp_path / "gone")


@pytest.mark.parametrize(
    ("heading", "other"),
    [
        ("ROLLING OAKS utility corp", OAK),
        ("Trial balance of Elm Grove Water Company", None),
        ("Cash at Rolling Oaks, account of Elm Grove Water Company", None),
        ("Trial balance", None),
    ],
)
def test_a_heading_that_names_another_company_is_seen(heading: str, other: KnownCompany | None) -> None:
    assert heading_names(["December 31, 2025", heading], ELM, EVERY) == other
