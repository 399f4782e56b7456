"""The verbs are loaded by family: only that of the verb which is given."""

import argparse
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module

import pytest

from desktop_app.cli import main
from desktop_app.cli.families import FAMILIES
from desktop_app.cli.main import parser
from tests.architecture.source import ROOT

# What `--version` and `--help` can do without, each of which would double their time.
SPARED = {"dataclasses", "decimal", "json", "sqlite3", "tomllib", "desktop_app.bootstrap", "desktop_app.cli.grammar"}


class NotedVerbs:
    """Stands for argparse where a family adds its verbs, and notes them."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def __call__(self, name: str, *, help: str, description: str) -> argparse.ArgumentParser:  # noqa: A002 - argparse's own name
        assert description == help
        self.words[name] = help
        return argparse.ArgumentParser()


@pytest.mark.parametrize("family", FAMILIES)
def test_the_table_names_the_verbs_that_each_family_adds(family: str) -> None:
    noted = NotedVerbs()
    import_module(f"desktop_app.cli.{family}").grammar(noted)
    assert noted.words == FAMILIES[family]


def test_a_verb_that_the_table_lacks_works_nevertheless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "FAMILIES", {**FAMILIES, "entry_verbs": {}})
    assert main.parser(["undo", "FILE"]).parse_args(["undo", "FILE"]).file == "FILE"


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_load_nothing_of_the_program(option: str) -> None:
    probe = f"import sys; sys.argv = ['x', '{option}']\nfrom desktop_app.__main__ import main\n"
    probe += "try:\n    main()\nexcept SystemExit:\n    print('LOADED', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert not SPARED & set(done.stdout.rpartition("LOADED")[2].split())


def test_the_verbs_of_every_day_load_no_paper_and_no_tariff_book() -> None:
    probe = "import sys; from desktop_app import bootstrap; bootstrap.program()\n"
    probe += "from desktop_app.cli.main import parser; parser(['list', 'x']); parser(['set', 'x']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert {"desktop_app.cli.company_verbs", "desktop_app.cli.entry_verbs"} <= {*done.stdout.split()}
    unused = (
        "dataclasses",
        "inspect",
        "desktop_app.pagespec",
        "desktop_app.services.paper.report_pages",
        "desktop_app.domain.tariffs",
    )
    assert [name for name in done.stdout.split() if name.startswith(unused)] == []


@pytest.mark.parametrize("arguments", [["--help"], ["--read-only"], ["no-such-verb"]])
def test_help_says_the_same_whatever_is_loaded(arguments: list[str]) -> None:
    assert parser(arguments).format_help() == parser().format_help()


@pytest.fixture(scope="module")
def every_verb() -> Mapping[str, argparse.ArgumentParser]:
    return verbs_of(parser())


def verbs_of(made: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    (adding,) = (action for action in made._actions if isinstance(action, argparse._SubParsersAction))
    return adding.choices


@pytest.mark.parametrize("verb", [verb for verbs in FAMILIES.values() for verb in verbs])
def test_of_the_family_of_a_verb_that_is_given_no_other_is_made(
    verb: str, every_verb: Mapping[str, argparse.ArgumentParser]
) -> None:
    alone = verbs_of(parser([verb]))
    assert list(alone) == [verb]
    assert alone[verb].format_help() == every_verb[verb].format_help()
