"""A company with a password by command line: set, opened, refused, changed, restored and removed; nothing in clear."""

import io
from pathlib import Path

import pypdf
import pytest

from desktop_app.services.program.program import Program
from desktop_app.storage.encryption import KeyCost
from desktop_app.storage.passwords import KnownPasswords
from tests.support.command_line import REPORT, Counter, counter, made
from tests.support.locked_company import PLANTED, in_clear

pytestmark = pytest.mark.slow  # whole sample companies

__all__ = ["counter", "made"]
PLACE = f"{REPORT}/w2/chemicals/amount"


def with_password(counter: Counter) -> tuple[str, str]:
    """The file of the counter with a password; the arguments that name it, and the text of its sheet."""
    counter.program.companies.files.passwords = KnownPasswords(KeyCost(2))  # type: ignore[misc]  # tries cost nothing
    source = counter.folder / "password.txt"
    source.write_text("seven wet herons\n", encoding="utf-8")
    sheet = counter.folder / "sheet.pdf"
    counter.done("password", "set", counter.file, "--sheet", str(sheet), "--new-password-file", str(source))
    return f"--password-file={source}", pypdf.PdfReader(io.BytesIO(sheet.read_bytes())).pages[0].extract_text()


def test_a_company_with_a_password(
    counter: Counter,
    made: tuple[Program, Path],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home, temporary = made[1].parent / "home", tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    known, sheet = with_password(counter)
    files = counter.program.companies.files
    files.passwords.forget()
    assert b"Sample Creek" not in Path(counter.file).read_bytes()
    assert counter.done("password", "state", counter.file, "--json").json["password"] is True
    assert "has a password" in counter.refused("list", counter.file)
    assert "Has a password" in counter.done("companies", str(counter.folder)).out
    wrong = counter.folder / "wrong.txt"
    wrong.write_text("seven wet heron\n", encoding="utf-8")
    assert "not the password" in counter.refused("--password-file", str(wrong), "list", counter.file)
    assert "cannot be read" in counter.refused("--password-file", "missing.txt", "list", counter.file)
    (counter.folder / "empty.txt").write_text("", encoding="utf-8")
    assert "is empty" in counter.refused("--password-file", str(counter.folder / "empty.txt"), "list", counter.file)
    for content, words in ((b"x" * 5000, "longer than"), ("seven wet".encode("utf-16-le"), "not a text file in UTF-8")):
        wrong.write_bytes(content)
        assert words in counter.refused("--password-file", str(wrong), "list", counter.file)
    assert "which nothing replaces" in counter.refused("export", counter.file, counter.file, "--replace")
    wrong.write_bytes(b"\xef\xbb\xbfseven wet herons\r\nmore")  # as Windows programs write it
    assert PLACE in counter.done("--password-file", str(wrong), "list", counter.file).out
    files.passwords.forget()
    assert PLACE in counter.done(known, "list", counter.file).out
    files.passwords.forget()
    counter.done(known, "set", counter.file, PLACE, "4711")
    files.passwords.forget()
    key = next(line for line in sheet.splitlines() if line.count("-") == 5 and len(line) == 35)
    wrong.write_text(key, encoding="utf-8")
    assert PLACE in counter.done("--password-file", str(wrong), "list", counter.file).out
    counter.done(known, "note", counter.file, PLACE, "--text", PLANTED[0])
    counter.done(known, "backup", counter.file)
    for folder in (
        counter.folder,
        home,
        temporary,
    ):  # company, backups; preferences, recent list, logs; temporary files
        assert in_clear(folder) == []
    files.passwords.forget()
    assert "has a password" in counter.refused("restore", counter.file)
    counter.done(known, "restore", counter.file)
    assert "Not encrypted" in counter.done(known, "export", counter.file, str(counter.folder / "out.json")).out
    assert ("out.json", PLANTED[0]) in in_clear(counter.folder), "the search sees what is in clear"
    assert "was removed" in counter.done(known, "password", "remove", counter.file).out
    assert "has no password" in counter.done("password", "remove", counter.file).out
    assert "has no password" in counter.done("password", "state", counter.file).out
    assert PLACE in counter.done("list", counter.file).out


def test_a_new_password_is_never_an_argument_and_refused_when_it_is_weak(counter: Counter) -> None:
    sheet = counter.folder / "sheet.pdf"
    assert "--new-password-file" in counter.refused("password", "set", counter.file, "--sheet", str(sheet))
    weak = counter.folder / "weak.txt"
    weak.write_text("short", encoding="utf-8")
    refused = counter.refused("password", "set", counter.file, "--sheet", str(sheet), "--new-password-file", str(weak))
    assert "at least 8" in refused
    assert not sheet.exists()
