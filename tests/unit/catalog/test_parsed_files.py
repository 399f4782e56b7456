"""What is kept of the forms never changes a result: it is as good as the forms, or it is not used."""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.catalog import parsed_files
from desktop_app.catalog.kept_values import NotKept, kept_value, text_to_keep
from desktop_app.catalog.library import FormFiles
from desktop_app.catalog.parsed_files import ParsedFiles
from desktop_app.domain.problems import Severity
from desktop_app.domain.values import AnswerWord, Place
from desktop_app.formspec.definition import CellSpec, HelpText
from tests.architecture.source import ROOT
from windows.parsed import keep_forms

FORMS = ROOT / "forms"
ASKED: dict[str, Callable[[FormFiles], object]] = {
    "company": lambda library: library.form("company"),
    "annual report": lambda library: library.form("annual_report"),
    "cold weather": lambda library: library.form("cold_weather_report"),
    "charts": lambda library: library.charts("naruc1996", ["water", "sewer"]),
    "other charts": lambda library: library.charts("naruc1973", ["gas", "heating", "telecom"]),
    "rules": lambda library: library.rules().numbers(date(2025, 1, 1)).keys(),
    "values": lambda library: [library.rules().parameter(name) for name in sorted(library.rules().names)],
    "clocks": lambda library: (library.law().clocks.all, library.law().clocks.events),
    "penalties": lambda library: library.law().penalties,
    "presets": FormFiles.presets,
    "letter": lambda library: library.letter("affidavit"),
    "outlines": FormFiles.outlines,
    "contents": lambda library: library.contents("water"),
    "registry": FormFiles.registry,
}


def everything(parsed: ParsedFiles | None) -> dict[str, object]:
    library = FormFiles(FORMS, parsed)
    return {name: ask(library) for name, ask in ASKED.items()}


@pytest.fixture(scope="module")
def read() -> dict[str, object]:
    return everything(None)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    everything(ParsedFiles(FORMS, folder, writable=True))
    return folder


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no form can be read."""

    def refuse(_self: FormFiles) -> None:
        raise AssertionError("a form was read")

    monkeypatch.setattr(FormFiles, "_reader", property(refuse))


@pytest.mark.slow
def test_what_is_kept_is_what_was_read(read: dict[str, object], kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unread(monkeypatch)
    assert everything(ParsedFiles(FORMS, kept)) == read


@pytest.mark.slow
def test_a_packaged_program_brings_all_that_its_forms_hold(
    read: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_forms(FORMS, tmp_path)
    unread(monkeypatch)
    assert everything(ParsedFiles(FORMS, tmp_path)) == read


def delete(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def no_text(path: Path) -> None:
    path.write_bytes(b"\xff\xfe" * 200)


def poison(path: Path) -> None:
    """Other values, under the digests of the true ones."""
    path.write_bytes(path.read_bytes().replace(b"water", b"sewer").replace(b'"', b"'", 1))


def exchange(path: Path) -> None:
    """The values of another program: whole in themselves, made from other forms."""
    text = path.read_bytes().partition(b"\n")[2].replace(b"a", b"e")
    path.write_bytes(f"{'0' * 64} {'0' * 64} {hashlib.sha256(text).hexdigest()}\n".encode() + text)


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [delete, cut, empty, no_text, poison, exchange])
def test_a_spoiled_file_is_read_anew_and_mended(
    spoil: Callable[[Path], None], read: dict[str, object], kept: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(kept, tmp_path / "kept")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        spoil(path)
    assert everything(ParsedFiles(FORMS, folder, writable=True)) == read
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.slow
def test_a_changed_form_is_seen_at_once(tmp_path: Path) -> None:
    forms = shutil.copytree(FORMS, tmp_path / "forms")
    kept = tmp_path / "kept"
    FormFiles(forms, ParsedFiles(forms, kept, writable=True)).registry()
    (forms / "registry.toml").write_text(
        (forms / "registry.toml").read_text("utf-8").replace('title = "', 'title = "Changed ', 1), "utf-8"
    )
    assert FormFiles(forms, ParsedFiles(forms, kept)).registry() == FormFiles(forms).registry()
    assert any(kind.title.startswith("Changed ") for kind in FormFiles(forms, ParsedFiles(forms, kept)).registry())


class Asked:
    """A program with one file of code, that counts how often what it keeps had to be read again."""

    def __init__(self, folder: Path) -> None:
        self.kept, self.code, self.times = folder / "kept", folder / "code", 0
        for name in ("catalog", "domain", "formspec", "rulebook"):
            (self.code / name).mkdir(parents=True)
        self.reader = self.code / "catalog" / "reader.py"
        self.reader.write_text("one = 1", "utf-8")

    def read(self) -> tuple[str, ...]:
        self.times += 1
        return ("value",)

    def ask(self, *, writable: bool = True) -> int:
        """How often it has been read after it was asked for once more."""
        assert ParsedFiles(FORMS, self.kept, self.code, writable=writable).value("x", self.read) == ("value",)
        return self.times


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    return Asked(tmp_path)


def test_a_changed_reader_reads_again(asked: Asked) -> None:
    assert (asked.ask(), asked.ask()) == (1, 1)
    asked.reader.write_text("one = 22", "utf-8")
    assert (asked.ask(), asked.ask()) == (2, 2)


def test_another_version_of_the_program_reads_again(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """A packaged program has no code beside it: its version stands for that."""
    asked.ask()
    monkeypatch.setattr(parsed_files, "__version__", "another")
    assert asked.ask() == 2


def test_a_change_that_leaves_the_size_is_seen_by_its_time(asked: Asked) -> None:
    asked.ask()
    before = asked.reader.stat()
    asked.reader.write_text("one = 2", "utf-8")
    os.utime(asked.reader, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000_000))
    assert asked.ask() == 2


def test_files_with_other_times_and_the_same_content_are_not_read_again(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A branch was changed to and back, or the program was unpacked: the new times are kept, where that can be done."""
    asked.ask()
    before = asked.reader.stat()
    os.utime(asked.reader, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000_000))
    first = (asked.kept / "x.json").read_bytes()
    assert asked.ask(writable=False) == 1
    assert (asked.kept / "x.json").read_bytes() == first
    assert asked.ask() == 1
    assert (asked.kept / "x.json").read_bytes() != first
    monkeypatch.setattr(ParsedFiles, "sources", property(lambda _: pytest.fail("all files were read")))
    assert asked.ask() == 1


def test_what_was_read_while_a_file_was_changed_is_not_kept(asked: Asked) -> None:
    """The forms were brought up to date while the program was reading them."""

    def read() -> tuple[str, ...]:
        found = (asked.reader.read_text("utf-8"),)
        asked.reader.write_text("one = 22", "utf-8")
        return found

    def now(*, writable: bool = True) -> tuple[str, ...]:
        parsed = ParsedFiles(FORMS, asked.kept, asked.code, writable=writable)
        return parsed.value("x", lambda: (asked.reader.read_text("utf-8"),))

    assert ParsedFiles(FORMS, asked.kept, asked.code, writable=True).value("x", read) == ("one = 1",)
    assert (now(writable=False), now(), now()) == (("one = 22",),) * 3


def test_without_leave_to_write_nothing_is_written(tmp_path: Path) -> None:
    ParsedFiles(FORMS, tmp_path / "kept").value("x", lambda: ("value",))
    (tmp_path / "file").write_bytes(b"")
    blocked = ParsedFiles(FORMS, tmp_path / "file" / "kept", writable=True)
    assert blocked.value("x", lambda: ("value",)) == ("value",)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


VALUES: tuple[object, ...] = (
    (1, True, "1", Decimal(1), Decimal("1.00"), None, 0, False),
    ((1,), (True,), ("1",), (Decimal(1),)),
    (date(2004, 4, 30), Severity.STOP, AnswerWord.NONE, Place("a", "b", "c"), frozenset({"x", "y"}), {"k": ("v",)}),
    CellSpec(decimals=2, low=Decimal(-1), options=()),
    HelpText("Łódź", 'a "quoted" text\n'),
)


@pytest.mark.parametrize("value", VALUES)
def test_values_come_back_with_their_types(value: object) -> None:
    assert repr(kept_value(text_to_keep(value))) == repr(value)


@dataclass(frozen=True)
class Stranger:
    name: str = "x"


@pytest.mark.parametrize("value", ["text", None, (Stranger(),), (1.5,), ([1],)])
def test_other_values_are_not_kept(value: object) -> None:
    with pytest.raises(NotKept):
        text_to_keep(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "7",
        '[["os.system","echo"]]',
        '[["definition.re"]]',
        '[["definition.Mapping"]]',
        '[["definition.NoSuchThing"]]',
        '[["tuple",0]]',
        '[["number","x"]]',
        '[["table","x"]]',
        '[["definition.CellSpec",1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]]',
    ],
)
def test_no_other_text_makes_anything(text: str) -> None:
    with pytest.raises(NotKept):
        kept_value(text)


def test_the_digest_of_the_forms_is_that_of_the_files_whether_a_kept_value_knows_it_or_not(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = FormFiles(FORMS, ParsedFiles(FORMS, kept)).digest
    library = FormFiles(FORMS, ParsedFiles(FORMS, kept))
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: pytest.fail("read") if FORMS in path.parents else content(path)
    )
    library.form("company")
    assert library.digest == read


def content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read()
