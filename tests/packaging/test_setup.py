"""The set-up script: which Pythons it refuses, what it says when refused, and that a second run does nothing."""

import ast
import errno
import io
import json
import os
import runpy
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import environment
import system_libraries
import trouble
import verbs
from environment import Environment, why_no_environment, why_no_install
from tests.architecture.source import ROOT
from trouble import Trouble

SETUP = ROOT / "packaging" / "setup.py"


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 8, 1), (3, 10, 13), (3, 15, 0), (4, 0, 0)])
def test_other_pythons_are_refused_with_one_sentence(version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit) as refused:
        runpy.run_path(str(SETUP), run_name="__main__")
    assert refused.value.code == (
        f"Filing Desk needs Python 3.11, 3.12, 3.13 or 3.14; this is Python {version[0]}.{version[1]}."
    )


def test_the_script_parses_on_the_pythons_it_refuses() -> None:
    tree = ast.parse(SETUP.read_text(encoding="utf-8"), feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.FunctionDef, ast.AsyncFunctionDef, ast.Match)
    assert [node for node in ast.walk(tree) if isinstance(node, newer)] == []


def test_32_bits_are_refused_with_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "maxsize", 2**31 - 1)
    with pytest.raises(SystemExit, match="needs a 64-bit Python; this one has 32 bits"):
        runpy.run_path(str(SETUP), run_name="__main__")


@pytest.mark.parametrize("arguments", [[], ["sing"], ["lint", "tests"], ["types", "x"], ["--help"]], ids=" ".join)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert verbs.main(arguments) == verbs.WRONG_USAGE
    assert capsys.readouterr().err.startswith("usage: ")


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "space"),
        ("OSError: [Errno 13] Permission denied: '/x'", "may not write"),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "no network"),
        ("ERROR: No matching distribution found for pypdf==7.1.1", "pypdf==7.1.1 is not made for this computer"),
        (
            (
                "WARNING: Retrying after connection broken by 'NewConnectionError': getaddrinfo failed\n"
                "ERROR: No matching distribution found for pypdf==7.1.1"
            ),
            "no network",
        ),
        (
            (
                "ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy Authentication "
                "Required'))"
            ),
            "proxy of this network refused",
        ),
        ("ProxyError('Tunnel connection failed: 403 Forbidden')", "proxy of this network refused"),
        ("ProxyError('Cannot connect to proxy.', NewConnectionError('Connection refused'))", "does not answer"),
        (
            (
                "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: "
                "self-signed certificate in certificate chain'))"
            ),
            "PIP_CERT",
        ),
        (
            (
                "OSError: [WinError 32] The process cannot access the file because it is being used by another process"
                ": 'C:\\\\x\\\\Qt6Core.dll'\nCheck the permissions."
            ),
            "Another program has a file",
        ),
        ("[WinError 225] Operation did not complete because the file contains a virus", "a virus scanner stopped it"),
        ("OSError: [WinError 5] Access is denied: 'C:\\\\x'", "may not write"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "not the one that the lock names",
        ),
        ("something new\nand its last line\n\n", "and its last line"),
        ("", "(nothing)"),
    ],
)
def test_what_pip_says_becomes_one_sentence(said: str, word: str) -> None:
    sentence = str(why_no_install(said, Path("there")))
    assert word in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("Error: [Errno 30] Read-only file system: '/x/.venv'", "may not write"),
        ("OSError: [Errno 28] No space left on device", "space"),
        ("The virtual environment was not created successfully because ensurepip is not available.", "ensurepip"),
        ("odd", "odd"),
    ],
)
def test_what_venv_says_becomes_one_sentence(said: str, word: str) -> None:
    assert word in str(why_no_environment(said, Path("there")))


@pytest.mark.parametrize(
    ("number", "word"), [(errno.ENOSPC, "space"), (errno.EROFS, "may not write"), (errno.EIO, "refused to work on")]
)
def test_what_the_system_says_becomes_one_sentence(number: int, word: str) -> None:
    assert word in str(trouble.from_os_error(OSError(number, os.strerror(number), "x"), "y"))


@pytest.mark.parametrize("number", [32, 33, 225])
def test_a_file_that_another_program_holds_is_told_as_that(number: int) -> None:
    error = PermissionError(errno.EACCES, "Access is denied", "Qt6Core.dll")
    error.winerror = number  # type: ignore[attr-defined, unused-ignore]  # what Windows adds
    assert "Another program has a file in Qt6Core.dll open" in str(trouble.from_os_error(error, "y"))


@pytest.mark.parametrize("name", ["plain", "Łódź Žák 水道", "with blank"])
def test_the_source_is_on_the_path_wherever_the_folder_lies(name: str, tmp_path: Path) -> None:
    place = Environment(tmp_path / name, tmp_path / "lock")
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(place.folder), "platbase": str(place.folder)}))
    packages.mkdir(parents=True)
    place.write_path_file()
    (written,) = packages.iterdir()
    assert written.read_bytes().isascii()
    code = f"import site, sys; site.addsitedir({str(packages)!r}); print(ascii(sys.path[-1]))"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ascii(str(tmp_path / name))


class Rehearsal(Environment):
    """Everything but the installing."""

    def __init__(self, root: Path, lock: Path) -> None:
        super().__init__(root, lock)
        self.done: list[str] = []

    def create(self) -> None:
        self.done.append("create")
        self.python.parent.mkdir(parents=True, exist_ok=True)
        self.python.touch()

    def install(self) -> None:
        self.done.append("install")

    def write_path_file(self) -> None:
        pass


@pytest.fixture
def rehearsal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rehearsal:
    monkeypatch.setattr(system_libraries, "provide", lambda: None)
    lock = tmp_path / "requirements.lock"
    lock.write_text("one", encoding="utf-8")
    return Rehearsal(tmp_path, lock)


@pytest.mark.parametrize("page", ["cp1252", "ascii", "cp437"])
def test_what_is_printed_stops_nothing_on_a_pipes_code_page(
    page: str, rehearsal: Rehearsal, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehearsal.folder = rehearsal.root / "水道 Łódź"
    pipe = io.TextIOWrapper(io.BytesIO(), encoding=page)
    monkeypatch.setattr(sys, "stdout", pipe)
    monkeypatch.setattr(verbs, "Environment", lambda: rehearsal)
    monkeypatch.setattr(verbs, "types", lambda *_: 0)
    assert verbs.main(["types"]) == 0
    assert b"Making the environment" in pipe.buffer.getvalue()


def test_a_second_run_does_nothing(rehearsal: Rehearsal) -> None:
    rehearsal.make_ready()
    rehearsal.make_ready()
    assert rehearsal.done == ["create", "install"]


def test_a_new_lock_is_installed_into_the_same_environment(rehearsal: Rehearsal) -> None:
    rehearsal.make_ready()
    rehearsal.lock.write_text("two", encoding="utf-8")
    rehearsal.make_ready()
    assert rehearsal.done == ["create", "install", "install"]


def test_another_python_or_folder_gets_a_new_environment(rehearsal: Rehearsal) -> None:
    rehearsal.make_ready()
    _, *rest = rehearsal.stamp.read_text(encoding="utf-8").splitlines()
    rehearsal.stamp.write_text("\n".join(["Python 3.99", *rest]), encoding="utf-8")
    rehearsal.make_ready()
    assert rehearsal.done == ["create", "install"] * 2


def test_an_interrupted_installation_starts_afresh(rehearsal: Rehearsal, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    rehearsal.make_ready()
    rehearsal.lock.write_text("two", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(rehearsal, "install", stop)
        with pytest.raises(KeyboardInterrupt):
            rehearsal.make_ready()
    rehearsal.make_ready()
    assert rehearsal.done == ["create", "install"] * 2


@pytest.mark.skipif(environment.WINDOWS, reason="the launcher for Windows is a command file")
def test_the_launcher_hands_its_arguments_on(tmp_path: Path) -> None:
    place = Environment(tmp_path / "it's here", tmp_path / "lock")
    place.scripts.mkdir(parents=True)
    place.python.write_text('#!/bin/sh\nprintf "%s|" "$@"\n', encoding="utf-8")
    place.python.chmod(0o755)
    place.write_launcher()
    done = subprocess.run([str(place.launcher), "list", "a b", "$x"], capture_output=True, text=True, check=True)
    assert done.stdout == "-P|-m|desktop_app|list|a b|$x|"


def test_a_missing_library_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    assert system_libraries.missing({"libno-such-thing.so.9": "libno-such-thing9"}) != {}
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/apt-get")
    sentence = system_libraries.advice({"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"})
    assert "libEGL.so.1, libGL.so.1" in sentence
    assert sentence.endswith("sudo apt-get install --no-install-recommends libegl1 libgl1")
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert "package manager" in system_libraries.advice({"libGL.so.1": "libgl1"})


def test_a_folder_of_ones_own_is_found(tmp_path: Path) -> None:
    assert verbs.new_folder("out", [tmp_path / "gone" / "away", tmp_path]) == tmp_path / "out"
    assert verbs.new_folder("out", [tmp_path]) == tmp_path / "out-2"
    assert verbs.new_folder("out", [tmp_path]) == tmp_path / "out-3"
    with pytest.raises(Trouble):
        verbs.new_folder("out", [tmp_path / "gone" / "away"])


def test_the_latest_filing_is_prepared() -> None:
    kinds = [("c", "company", 2025), ("b", "annual_report", 2023), ("a", "annual_report", 2024)]
    listing = {"filings": [{"id": name, "form": form, "year": year} for name, form, year in kinds]}
    assert verbs.latest_filing(json.dumps(listing)) == "a"
    with pytest.raises(Trouble):
        verbs.latest_filing('{"filings": []}')


def test_arguments_are_handed_to_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, ...]] = []

    def program(_: Environment, *arguments: str) -> int:
        started.append(arguments)
        return 3

    monkeypatch.setattr(verbs, "program", program)
    monkeypatch.setattr(verbs, "has_display", lambda: True)
    place = Environment(tmp_path, tmp_path / "lock")
    assert verbs.run(place, ["check", "x.filingdesk", "--json"]) == verbs.run(place, []) == 3
    assert started == [("check", "x.filingdesk", "--json"), ("--sample",)]


def test_without_a_display_the_annual_report_is_prepared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, ...]] = []

    def said(_: Environment, *arguments: str) -> str:
        asked.append(arguments)
        return '{"filings": [{"id": "ar-2024", "form": "annual_report", "year": 2024}]}'

    monkeypatch.setattr(verbs, "said", said)
    monkeypatch.setattr(verbs, "has_display", lambda: False)
    monkeypatch.setattr(verbs, "ROOT", tmp_path / "checkout")
    assert verbs.run(Environment(tmp_path, tmp_path / "lock"), []) == 0
    folder = tmp_path / "sample-output"
    workspace, package = str(folder / "Sample Water Company.filingdesk"), str(folder / "annual report")
    assert asked == [
        ("sample", "water", workspace),
        ("list", workspace, "--json"),
        ("produce", workspace, "--filing", "ar-2024", "--out", package),
    ]
    assert package in capsys.readouterr().out
