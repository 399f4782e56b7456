"""The fixed top level, its READMEs, and what must not be written anywhere in the tree."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import ROOT

FOLDERS = {"desktop_app", "forms", "resources", "tests", "packaging"}
FILES = {"pyproject.toml", "README.md"}
MADE = {"build", "dist", "htmlcov", "sample-output"}  # git-ignored
DOT_FILES = (".ci", ".gitignore")
LOCK = ROOT / "packaging" / "requirements.lock"
ONE_SCREEN = 60
# Hosts of package registries, written so that this file does not name them.
REGISTRIES = (
    "py" + "pi.org",
    "python" + "hosted",
    "npm" + "js.org",
    "deb.deb" + "ian",
    "conda" + ".org",
    "crates" + ".io",
)
ADDRESS = re.compile(
    r"https?:|file:|://|(?<!\S)(/|[A-Za-z]:[\\/]|\.\.?/|-e\b|-i\b|--index|--extra-index|--find-links)| @ "
)
REQUIREMENT = re.compile(
    r"^[A-Za-z0-9_.-]+(\[[a-z,]+\])?==[^ ]+( ; .+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+", re.MULTILINE
)


def texts() -> Iterator[tuple[str, str]]:
    for top in sorted(FOLDERS | FILES | set(DOT_FILES)):
        start = ROOT / top
        files = [start] if start.is_file() else sorted(start.rglob("*")) if start.exists() else []
        for path in files:
            if path.is_file() and path.suffix not in {".pyc", ".ttf", ".png", ".ico", ".pdf"}:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace")


def registries_named(text: str) -> list[str]:
    return [host for host in REGISTRIES if host in text.lower()]


def addresses(lock: str) -> list[str]:
    return [line for line in lock.splitlines() if not line.lstrip().startswith("#") and ADDRESS.search(line)]


def test_the_top_level_is_the_plan() -> None:
    here = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert here - FOLDERS - FILES - MADE == set()


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_each_top_folder_has_a_readme_of_one_screen(folder: str) -> None:
    readme = ROOT / folder / "README.md"
    assert readme.is_file()
    assert len(readme.read_text(encoding="utf-8").splitlines()) <= ONE_SCREEN


def test_no_registry_is_named() -> None:
    assert [(place, named) for place, text in texts() if (named := registries_named(text))] == []


def test_the_lock_is_complete_and_without_addresses() -> None:
    lock = LOCK.read_text(encoding="utf-8")
    comments_and_pins = re.sub(r"^ *#.*\n", "", REQUIREMENT.sub("", lock), flags=re.MULTILINE)
    assert comments_and_pins.strip() == ""
    assert addresses(lock) == []
    assert "://" not in lock
    pinned = dict(re.findall(r"^([a-z0-9-]+)==([0-9.]+)", lock, re.MULTILINE))
    assert [int(part) for part in pinned["pyside6-essentials"].split(".")[:2]] < [6, 12]


@pytest.mark.parametrize(
    "line",
    [
        "x @ https://a/b.whl",
        "--index-url https://a",
        "-e .",
        "/home/x/y.whl",
        "file:///x",
        "C:\\wheels\\x.whl",
        "./x.whl",
    ],
)
def test_planted_addresses_are_seen(line: str) -> None:
    assert addresses(line)


def test_other_plants_are_seen() -> None:
    assert registries_named("see https://" + REGISTRIES[0])
    assert not REQUIREMENT.match("pypdf==7.1.1\n")
    assert not REQUIREMENT.match("pypdf>=7.1.1 \\\n    --hash=sha256:" + "0" * 64 + "\n")


def test_continuous_integration_calls_only_the_test_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "python3" in line] == ["exec python3 packaging/setup.py test"]
