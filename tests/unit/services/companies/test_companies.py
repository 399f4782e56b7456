"""Whole companies made, opened, remembered, carried in and out; what fails leaves no half of a file."""

import json
from pathlib import Path

import pytest

from desktop_app.domain.problems import UserError
from desktop_app.domain.values import AnswerWord, Json, Place
from desktop_app.services.companies.companies import MOST_RECENT, NoSuchBackup
from desktop_app.services.companies.import_check import BadImport
from desktop_app.services.companies.seeding import BadSeed
from tests.support.memory_companies import company, make_companies

NAME = Place("identity", "legal_name", "answer")


def seeded(folder: Path, table: Json) -> Path:
    path = folder / "seeded.filingdesk"
    make_companies().create(path, table).close()
    return path


def report(**parts: Json) -> Json:
    filing: Json = {"year": 2025, **parts}
    return {"company": {"identity": {"legal_name": "Oaks", "water": "yes"}}, "filings": [filing]}


@pytest.mark.parametrize(
    ("table", "refusal", "words"),
    [
        ([], BadSeed, "'the file' must be a table; it reads []"),
        ({"copmany": {}}, BadSeed, "'copmany' is not known in the file. Known: accounts, company, filings, settings."),
        ({"company": {"identtiy": {}}}, BadSeed, "There is no schedule 'identtiy' in company. Schedules: identity,"),
        ({"company": {"identity": {"colour": "x"}}}, BadSeed, "company has no cell identity/colour/answer"),
        ({"company": {"identity": "x"}}, BadSeed, "company has no cell identity/rows/answer"),
        ({"company": {"identity": {"water": "perhaps"}}}, BadSeed, "must be one of: Yes, No. It now reads 'perhaps'"),
        ({"company": "x"}, BadSeed, "'company' must be a table"),
        ({"filings": [{"year": "x"}]}, BadSeed, "needs its 'year', a whole number"),
        ({"filings": [5]}, BadSeed, "'filings' must be a table"),
        (report(when=1), BadSeed, "'when' is not known in filings"),
        (report(schedules={"w2": {"power": {"amount": "1,2O4"}}}), BadSeed, "'1,2O4' is not a number"),
        (report(schedules={"w2": {"power": {"colour": "5"}}}), BadSeed, "has no cell w2/power/colour"),
        (report(explanations={"w2/power": "x"}), BadSeed, "'w2/power' is not a place; write schedule/line/column"),
        (report(explanations={"w2/x/y": "x"}), UserError, "There is no cell w2/x/y"),
        (report(seals={"w2": {}}), UserError, "A seal needs the type"),
        (report(seals={"w2": 5}), BadSeed, "'seals.w2' must be a table"),
        (report(fill_none="p3"), BadSeed, "'fill_none' must be a list"),
    ],
)
def test_a_table_that_cannot_be_taken_is_refused_and_leaves_no_file(
    tmp_path: Path, table: Json, refusal: type[UserError], words: str
) -> None:
    with pytest.raises(refusal) as caught:
        seeded(tmp_path, table)
    assert words in str(caught.value)
    assert not (tmp_path / "seeded.filingdesk").exists()


def test_a_table_fills_answers_rows_words_seals_and_explanations(tmp_path: Path) -> None:
    table = report(
        schedules={"w2": {"power": {"amount": "7"}}, "loans": [{"lender": "A", "balance": "1"}, {"lender": "B"}]},
        explanations={"w2/power/amount": "So."},
        seals={"w2/power": {"type": "x", "reason": "y"}},
        fill_none=["p3"],
    )
    companies = make_companies()
    file = companies.create(tmp_path / "a.filingdesk", table)
    book = file.book("2025-annual-report")
    assert len(book.sheet.schedules["loans"].rows) == 2
    assert book.calculation.values[Place("loans", "total", "balance")] == 1
    assert book.calculation.values[Place("p3", "merger", "answer")] is AnswerWord.NONE
    assert book.answers.explanations[Place("w2", "power", "amount")] == "So."
    assert list(book.answers.seals) == ["w2/power"]


def test_a_growing_schedule_without_rows_is_answered_by_a_word(tmp_path: Path) -> None:
    file = make_companies().create(tmp_path / "a.filingdesk", report(schedules={"loans": "None"}))
    assert file.book("2025-annual-report").calculation.values[Place("loans", "rows", "answer")] is AnswerWord.NONE


def test_a_new_file_never_replaces_another(tmp_path: Path) -> None:
    companies = make_companies()
    company(companies, tmp_path)
    with pytest.raises(UserError, match="exists already"):
        company(companies, tmp_path)
    assert (tmp_path / "company.filingdesk").exists()


@pytest.mark.untraced
@pytest.mark.slow
def test_recent_files_are_listed_newest_first_while_they_exist(tmp_path: Path) -> None:
    companies = make_companies()
    paths = [tmp_path / f"{number}.filingdesk" for number in range(MOST_RECENT + 3)]
    for path in paths:
        path.touch()
        companies.remember(path)
    companies.remember(paths[5])
    paths[-1].unlink()
    recent = companies.recent()
    assert recent[0] == paths[5]
    assert recent[1] == paths[-2]
    assert len(recent) == MOST_RECENT - 1


def test_what_was_opened_last_is_not_written_down_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    companies, written = make_companies(), list[str]()
    for name in ("one", "two"):
        (tmp_path / name).touch()
        companies.remember(tmp_path / name)
    monkeypatch.setattr(companies.preferences, "set", lambda name, _: written.append(name))
    companies.remember(tmp_path / "two")
    assert written == []
    companies.remember(tmp_path / "one")
    assert written == ["recent"]


@pytest.mark.parametrize("kept", [None, 5, [5, None, "nowhere"]])
def test_a_spoiled_list_of_recent_files_counts_as_none(tmp_path: Path, kept: Json) -> None:
    companies = make_companies()
    companies.preferences.set("recent", kept)
    assert companies.recent() == ()


def test_the_folder_of_copies_is_remembered_and_can_be_given_back(tmp_path: Path) -> None:
    companies = make_companies()
    companies.choose_backup_folder(tmp_path)
    assert (companies.files.backup_folder, companies.preferences.get("backup_folder")) == (tmp_path, str(tmp_path))
    companies.choose_backup_folder(None)
    assert (companies.files.backup_folder, companies.preferences.get("backup_folder")) == (None, None)


def test_a_company_is_carried_out_and_in(tmp_path: Path) -> None:
    companies = make_companies()
    file = company(companies, tmp_path, "Oaks")
    companies.export_json(file, tmp_path / "out.json")
    again = companies.import_json(tmp_path / "out.json", tmp_path / "again.filingdesk")
    assert again.book("company").calculation.values[NAME] == "Oaks"
    assert companies.recent()[0] == tmp_path / "again.filingdesk"


def test_an_import_that_cannot_be_read_leaves_no_file(tmp_path: Path) -> None:
    source = tmp_path / "out.json"
    source.write_text(json.dumps({"answer/company/identity/legal_name/answer": 5}), encoding="utf-8")
    with pytest.raises(BadImport, match=r"out\.json: the entry .* reads 5"):
        make_companies().import_json(source, tmp_path / "again.filingdesk")
    assert not (tmp_path / "again.filingdesk").exists()


def test_a_backup_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    companies = make_companies()
    file = company(companies, tmp_path, "Oaks")
    with pytest.raises(NoSuchBackup, match=r"^There is no backup of company\.filingdesk\. Backups: none\.$"):
        companies.restore(file.path)
    kept = companies.files.back_up(file.workspace, "before a change")
    with pytest.raises(NoSuchBackup, match=rf"^There is no backup x\.filingdesk of .*Backups: {kept.path.name}\.$"):
        companies.restore(file.path, "x.filingdesk")


def test_a_table_may_bring_settings(tmp_path: Path) -> None:
    path = tmp_path / "seeded.filingdesk"
    table: Json = {"company": {"identity": {"legal_name": "Oaks", "water": "yes"}}, "settings": {"voice": "plain"}}
    assert make_companies().create(path, table).setting("voice") == "plain"
