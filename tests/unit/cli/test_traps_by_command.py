"""The seventeen traps of the tariff rules, each by command, as `tests/cases/tariffs/traps_by_command.toml` tells."""

import shlex
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop_app.bootstrap import program
from desktop_app.cli.main import run_command_line
from tests.forms.finished import read

pytestmark = pytest.mark.slow  # whole companies, and packets on paper

TABLE = Path(__file__).parents[2] / "cases" / "tariffs" / "traps_by_command.toml"
TRAPS = tomllib.loads(TABLE.read_text(encoding="utf-8"))["trap"]
OLD = "# Rates\n\n[rates: per month, by meter size] Customer charge\n5/8 inch = 12.50\n[end]\n"
COMPANY = """[company.identity]
legal_name = "Sample Utility Company"
{services}
[company.office]
street = "1 Sample Street"
city = "Sample City"
state = "MO"
zip = "65000"
[[company.people]]
name = "Ada Sample"
role = "president"
title = "President"
signs = "yes"
"""
SERVICES = ("water", "sewer", "heating", "gas", "electric", "telecom")
Typed = Callable[[str], str]


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Types a command and reads all that it prints."""
    monkeypatch.setenv("FILING_DESK_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    services = "\n".join(f'{name} = "yes"' for name in SERVICES)
    Path("company.toml").write_text(COMPANY.format(services=services), encoding="utf-8")
    Path("old.txt").write_text(OLD, encoding="utf-8")
    Path("new.txt").write_text(OLD.replace("5/8 inch = 12.50", "{*} 5/8 inch = 14.00"), encoding="utf-8")
    Path("long.txt").write_text("word " * 139 + "end.", encoding="utf-8")

    def run(command: str) -> str:
        run_command_line(program, shlex.split(command), lambda _: Path())
        return "".join(capsys.readouterr())

    run("new book.filingdesk --company company.toml")
    return run


def test_the_table_names_every_trap() -> None:
    assert [trap["number"] for trap in TRAPS] == [*range(1, 18)]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: f"trap {trap['number']}")
def test_a_trap_is_reached_by_command(trap: Mapping[str, Any], typed: Typed, tmp_path: Path) -> None:
    year = str(date.today().year)  # noqa: DTZ011 - the program names a filing by the year of the computer's clock
    for name in ("sheet", "other"):
        Path(f"{name}.txt").write_text(trap.get(name, ""), encoding="utf-8")
    entered = "--effective 5/1/2015 --issued 4/1/2015 --text old.txt"
    commands = (words.replace("OLD", entered).replace("YEAR", year) for words in trap["words"])
    said = "\n".join(typed(f"tariff book.filingdesk {words}") for words in commands)
    papers = {path.name: read(path.read_bytes()) for path in tmp_path.rglob("*.pdf")}
    named = [path for path in tmp_path.rglob("*.pdf") if path.stem in trap.get("papers", ()) or path.name == "book.pdf"]
    written = "\n".join(read(path.read_bytes()) for path in named)
    everything = " ".join(f"{said}\n{written}".split())
    wanted = (words.replace("YEAR", year) for words in trap["said"])
    assert [words for words in wanted if words not in everything] == [], everything
    assert [words for words in trap.get("not_said", ()) if words in everything] == [], everything
    assert [words for words in trap.get("papers_not_say", ()) if words in written] == []
    assert sorted(papers) == trap.get("files", sorted(papers))
