"""Setting and removing the password of a company: what is refused, what is written, what is told."""

from pathlib import Path

import pytest

from desktop_app.domain.problems import UserError
from desktop_app.services.companies.all_companies import LOCKED, look_at
from desktop_app.services.companies.companies import Companies
from desktop_app.services.companies.passwords import (
    SheetNotWritten,
    UnfitPassword,
    clear_words,
    refuse_unfit,
    remove_password,
    set_password,
)
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.paper.report_pages import ReportPages
from desktop_app.services.ports import FileLocked, NotThePassword
from tests.support.kept_pages import KeptPages, PlainMeasure
from tests.support.memory_companies import MemoryFiles, company, make_companies

GOOD = "seven wet herons"


class Room:
    def __init__(self, folder: Path) -> None:
        self.companies = make_companies()
        assert isinstance(self.companies.files, MemoryFiles)
        self.files = self.companies.files
        self.file = company(self.companies, folder)
        self.sheet = folder / "sheet.pdf"
        self.painter = KeptPages()
        self.pages = ReportPages(self.painter, PlainMeasure())

    def set(self, password: str = GOOD) -> str:
        return set_password(self.companies, self.pages, self.file, password, self.sheet).sentence


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


@pytest.mark.parametrize("password", ["", "short", "1234567", "aaaaaaaaaaaa", "abababab"])
def test_a_password_that_protects_nothing_is_refused(room: Room, password: str) -> None:
    with pytest.raises(UnfitPassword):
        room.set(password)
    assert not room.sheet.exists()
    assert not room.files.passwords.has_password(room.file.path)


def test_the_name_of_the_file_is_no_password(tmp_path: Path) -> None:
    with pytest.raises(UnfitPassword):
        refuse_unfit("rolling oaks", tmp_path / "Rolling Oaks Water.filingdesk")


def test_the_sheet_says_key_company_and_what_to_do(room: Room) -> None:
    assert "Print the recovery sheet sheet.pdf" in room.set()
    said = room.sheet.read_text(encoding="utf-8")
    for words in (room.files.passwords.new_recovery_key(), room.file.path.name, "If the password is forgotten"):
        assert words in said
    assert GOOD not in said
    assert room.painter.pages is not None
    assert len(room.painter.pages.pages) == 1


def test_without_a_sheet_no_password_is_set(room: Room, tmp_path: Path) -> None:
    for wrong in (tmp_path / "missing" / "sheet.pdf", room.file.path, tmp_path):
        room.sheet = wrong
        with pytest.raises(SheetNotWritten, match=r"was not changed|the name of a new PDF file"):
            room.set()
        assert not room.files.passwords.has_password(room.file.path)


def test_without_a_password_no_sheet_is_left(room: Room) -> None:
    room.files.passwords.refusal = UserError("The file is too large.")
    with pytest.raises(UserError, match="too large"):
        room.set()
    assert not room.sheet.exists()


def test_the_earlier_sheet_stays_until_the_new_password_is_set(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.sheet.write_text("the present key")
    room.files.passwords.refusal = UserError("The file is too large.")
    with pytest.raises(UserError, match="too large"):
        room.set()
    assert [path.read_text() for path in room.sheet.parent.glob("sheet*")] == ["the present key"]
    room.files.passwords.refusal = None
    with monkeypatch.context() as held:  # the earlier sheet is open in a viewer
        held.setattr("os.replace", lambda *_: (_ for _ in ()).throw(PermissionError()))
        assert "Print the recovery sheet sheet (new).pdf" in room.set()
    assert room.sheet.read_text() == "the present key"
    assert "Print the recovery sheet sheet.pdf" in room.set("eight dry cranes")
    assert room.sheet.read_text() != "the present key"


def test_a_sheet_that_the_disk_does_not_take_leaves_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(SheetNotWritten, match="was not changed"):
        room.set()
    assert list(room.sheet.parent.glob("sheet*")) == []


def test_backups_that_cannot_follow_are_named(room: Room) -> None:
    first = room.files.back_up(room.file.workspace, "asked").path
    room.files.passwords.stuck.add(first)
    assert f"stay as they were: {first.name}" in room.set()
    assert "was removed" in remove_password(room.companies, room.file).sentence


def reading(companies: Companies, password: str | None) -> Companies:
    return Companies(
        companies.files,
        companies.library,
        companies.samples,
        companies.preferences,
        companies.clock,
        companies.ids,
        ask_password=lambda _: password,
    )


def test_a_file_with_a_password_is_opened_by_who_knows_it(room: Room) -> None:
    room.set()
    copy = room.files.back_up(room.file.workspace, "asked")
    room.files.passwords.locked[copy.path] = (GOOD, "")
    room.file.close()
    path = room.file.path
    room.files.passwords.forget()
    with pytest.raises(FileLocked):
        room.companies.open(path)
    with pytest.raises(FileLocked):
        reading(room.companies, "").peek(path)
    with pytest.raises(NotThePassword):
        reading(room.companies, "another one").open(path)
    assert look_at(room.companies, path).refusal == LOCKED
    assert look_at(room.companies, path).locked
    known = reading(room.companies, GOOD)
    known.restore(path, copy.path.name)
    opened = known.open(path)
    assert opened.workspace.has_password
    assert "Not encrypted" in clear_words(opened)
    assert not look_at(known, path).locked


def test_what_has_no_password_says_nothing_of_it(room: Room) -> None:
    file: CompanyFile = room.file
    assert clear_words(file) == ""
