"""The list of many companies: which files are in a folder, what each line says, what is shown in which order."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.filings import FilingState
from desktop_app.domain.values import Json
from desktop_app.services.companies.all_companies import (
    BACKUPS,
    CompanyLine,
    LineOrder,
    LinesShown,
    NoCompanyFolder,
    company_files,
    count_words,
    line_words,
    look_at,
    shown_lines,
    sorted_lines,
)
from desktop_app.services.companies.companies import Companies
from tests.support.memory_companies import TODAY, make_companies


def made(companies: Companies, folder: Path, name: str, *years: int) -> Path:
    path = folder / f"{name}.filingdesk"
    filings: list[Json] = [{"year": year} for year in years]
    table: Json = {"company": {"identity": {"legal_name": f"{name} Water", "water": "yes"}}, "filings": filings}
    companies.create(path, table).close()
    return path


def test_a_folder_has_the_companies_in_it_and_in_the_folders_of_its_clients(tmp_path: Path) -> None:
    for name in ("b.filingdesk", "A.FilingDesk", "client/c.filingdesk", "client/2025/d.filingdesk", "notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    for name in (f"{BACKUPS}/b 2026-01-01 090000 opened.filingdesk", ".hidden/e.filingdesk", "1/2/3/f.filingdesk"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "again").symlink_to(tmp_path)
    found = [path.name for path in company_files(tmp_path)]
    assert found == ["A.FilingDesk", "b.filingdesk", "c.filingdesk", "d.filingdesk"]


def test_a_folder_that_cannot_be_read_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoCompanyFolder, match="is not a folder"):
        company_files(tmp_path / "gone")
    (tmp_path / "private").mkdir()
    (tmp_path / "a.filingdesk").touch()
    import os

    whole = os.scandir

    def closed(path: Path) -> object:
        if path.name in shut:
            raise PermissionError(13, "Permission denied")
        return whole(path)

    shut = {"private"}
    monkeypatch.setattr("desktop_app.services.companies.all_companies.os.scandir", closed)
    assert [path.name for path in company_files(tmp_path)] == ["a.filingdesk"]
    shut.add(tmp_path.name)
    with pytest.raises(NoCompanyFolder, match=r"cannot be read: Permission denied\.$"):
        company_files(tmp_path)


def test_a_line_says_what_is_due_how_far_it_is_and_the_last_backup(tmp_path: Path) -> None:
    companies = make_companies()
    path = made(companies, tmp_path, "Elm", 2025)
    remembered = companies.recent()
    with_none = look_at(companies, path)
    file = companies.peek(path)
    companies.files.back_up(file.workspace, "asked")
    line = look_at(companies, path)
    assert (line.path, line.name, line.refusal) == (path, "Elm Water", "")
    assert line.standing is not None
    assert line.standing.filing.state is FilingState.OPEN
    assert (with_none.backup, line.backup[:10]) == ("", "2026-02-01")
    assert companies.recent() == remembered, "looking is no opening"


def test_a_file_that_cannot_be_read_is_a_line_with_its_sentence(tmp_path: Path) -> None:
    companies = make_companies()
    line = look_at(companies, tmp_path / "broken.filingdesk")
    assert (line.name, line_words(line)) == ("broken", "broken.filingdesk is not a Filing Desk file.")


def lines(tmp_path: Path) -> tuple[CompanyLine, ...]:
    companies = make_companies()
    open_one = look_at(companies, made(companies, tmp_path, "Elm", 2025))
    idle = look_at(companies, made(companies, tmp_path, "Oak"))
    broken = CompanyLine(tmp_path / "Ash.filingdesk", "Ash", refusal="It is damaged.")
    late = CompanyLine(
        tmp_path / "Yew.filingdesk",
        "Yew",
        due=open_one.due,
        late=3,
        standing=open_one.standing,
        wrong=(7, 1),
        backup="2026-01-01T09:00:00",
    )
    return (open_one, idle, broken, late)


@pytest.mark.parametrize(
    ("which", "words", "names"),
    [
        (LinesShown.ALL, "", ["Elm Water", "Oak Water", "Ash", "Yew"]),
        (LinesShown.ALL, "elm WATER", ["Elm Water"]),
        (LinesShown.ALL, "nothing", []),
        (LinesShown.LATE, "", ["Yew"]),
        (LinesShown.ERRORS, "", ["Yew"]),
        (LinesShown.IDLE, "", ["Oak Water"]),
        (LinesShown.UNREAD, "", ["Ash"]),
    ],
)
def test_a_filter_shows_what_it_says(tmp_path: Path, which: LinesShown, words: str, names: list[str]) -> None:
    assert [line.name for line in shown_lines(lines(tmp_path), TODAY, which, words)] == names


def test_soon_is_what_is_due_within_thirty_days(tmp_path: Path) -> None:
    late = lines(tmp_path)[3]
    assert late.due is not None
    day = late.due.shown
    assert shown_lines([late], day, LinesShown.SOON) == (late,)
    assert shown_lines([late], date(day.year - 1, day.month, day.day), LinesShown.SOON) == ()


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (LineOrder.NAME, "Elm Water"),
        (LineOrder.ERRORS, "Yew"),
        (LineOrder.ANSWERED, "Oak Water"),
        (LineOrder.BACKUP, "Elm Water"),
        (LineOrder.DUE, "Elm Water"),
    ],
)
def test_files_that_cannot_be_read_come_last_in_every_order(tmp_path: Path, order: LineOrder, first: str) -> None:
    found = [line.name for line in sorted_lines(lines(tmp_path), order)]
    assert (found[0], found[-1]) == (first, "Ash")


def test_the_count_names_late_and_unread(tmp_path: Path) -> None:
    every = lines(tmp_path)
    assert count_words(every) == "4 companies, 1 late, 1 cannot be read."
    assert count_words(every[:1]) == "One company, none late."
    assert count_words([]) == "No company."
