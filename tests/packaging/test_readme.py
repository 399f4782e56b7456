"""What the READMEs say is there, is there."""

import argparse
import re
from pathlib import Path

import pytest

from desktop_app.cli.main import parser

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
READMES = [ROOT / "README.md", *(ROOT / top / "README.md" for top in ("desktop_app", "forms", "packaging", "tests"))]


def verbs() -> set[str]:
    """The verbs that the command line knows."""
    (choices,) = (action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return set(choices)


def told() -> set[str]:
    """The first words of the commands in the table of verbs."""
    rows = [row.split("|")[1] for row in README.replace("\\|", "/").splitlines() if row.startswith("| `")]
    first = {command.split()[0].strip("`") for row in rows for command in re.findall(r"`[^`]+`", row)}
    return {word for word in first if re.fullmatch(r"[a-z][a-z-]+", word)}


@pytest.mark.slow
def test_every_verb_is_told() -> None:
    assert verbs() - told() == set()


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.parent.name)
def test_every_picture_and_link_leads_somewhere(readme: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", readme.read_text(encoding="utf-8"))
    assert [link for link in links if not (readme.parent / link).exists()] == []


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.parent.name)
def test_every_file_that_is_named_exists(readme: Path) -> None:
    """Names between backquotes that look like a path or a file of ours."""
    names = re.findall(r"`([a-z_]+(?:/[\w.-]+)*(?:\.(?:py|toml|md)|/))`", readme.read_text(encoding="utf-8"))
    there = [f"/{path.relative_to(ROOT).as_posix()}" for path in files()]
    missing = [name for name in names if not any(path.endswith(f"/{name.rstrip('/')}") for path in there)]
    assert [name for name in missing if name != "company.toml"] == []


def files() -> list[Path]:
    """Everything in the tree of the project and nothing that is made."""
    tops = [ROOT / top for top in ("desktop_app", "forms", "packaging", "resources", "tests")]
    return [
        ROOT / "README.md",
        ROOT / "pyproject.toml",
        *tops,
        *(path for top in tops for path in top.rglob("*") if "__pycache__" not in path.parts),
    ]


def test_the_two_commands_are_those_of_the_script() -> None:
    assert re.findall(r"^python3 packaging/setup.py (\w+)", README, re.MULTILINE) == ["run", "test"]


def test_every_verb_exists() -> None:
    assert told() - verbs() == set()
