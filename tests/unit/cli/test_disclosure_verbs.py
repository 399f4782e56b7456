"""``protect`` and ``keep``, and what ``check`` says of sealed values that are given away."""

import json
from pathlib import Path

import pytest

from desktop_app import bootstrap
from desktop_app.cli.main import run_command_line
from desktop_app.cli.output import DONE, FOUND, REFUSED
from tests.support.one_sample import sample_content
from tests.support.told_json import fits_the_example

pytestmark = pytest.mark.slow  # whole sample companies

PLACE = "2025-annual-report/w2/chemicals/amount"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("FILING_DESK_HOME", str(tmp_path / "home"))
    path = str(tmp_path / "sample.filingdesk")
    Path(path).write_bytes(sample_content())
    assert said("seal", path, PLACE, "--type", "Contract price", "--reason", "Names the price.") == DONE
    return path


def said(*arguments: str) -> int:
    return run_command_line(bootstrap.program, arguments, bootstrap.crash_report)


def problems(file: str, capsys: pytest.CaptureFixture[str]) -> dict[str, bool]:
    capsys.readouterr()
    said("check", file, "--filing", "2025-annual-report", "--json")
    return {entry["id"]: entry["explained"] for entry in json.loads(capsys.readouterr().out)}


def test_check_names_what_can_be_worked_out(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert problems(file, capsys)["derivable"] is False
    assert said("keep", file, PLACE, "The supplier agreed.") == DONE
    assert problems(file, capsys)["derivable"] is True


def test_protect_says_how_proposes_and_seals(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert said("protect", file, PLACE, "--json") == FOUND
    told = json.loads(capsys.readouterr().out)
    assert told["how"].endswith("gives this amount.")
    assert len(told["further"]) == 5
    assert said("protect", file, PLACE) == FOUND
    assert "seal too: page W-2" in capsys.readouterr().out
    assert said("protect", file, PLACE, "--accept") == DONE
    assert "could be worked out" in capsys.readouterr().out
    assert "derivable" not in problems(file, capsys)
    assert said("protect", file, PLACE) == DONE
    assert "no way was found to work it out" in capsys.readouterr().out


def test_what_nothing_protects_is_said(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    prior = PLACE.replace("amount", "prior")
    said("seal", file, prior, "--type", "t", "--reason", "r")
    assert said("protect", file, prior) == FOUND
    out = capsys.readouterr().out
    assert "No small set of further cells" in out
    assert "Sealing the whole schedule W-2, " in out
    assert "would not protect it by itself." in out
    assert "seal with: 2025-annual-report/w2" in out
    assert said("protect", file, prior, "--json") == FOUND
    printed = capsys.readouterr().out
    assert json.loads(printed)["remaining"]
    fits_the_example("protect", printed)


def test_keeping_what_is_not_sealed_is_refused(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said("keep", file, PLACE.replace("chemicals", "benefits"), "x") == REFUSED
    assert "is not sealed" in capsys.readouterr().err


def test_a_reason_for_a_derivation_does_not_settle_words_that_come_later(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def at_place() -> dict[str, bool]:
        capsys.readouterr()
        said("check", file, "--filing", "2025-annual-report", "--json")
        listed = json.loads(capsys.readouterr().out)
        return {one["id"]: one["explained"] for one in listed if one["place"] == PLACE}

    assert said("set", file, PLACE, "8317") == DONE
    assert said("keep", file, PLACE, "The supplier agreed.") == DONE
    assert at_place().get("mentioned") is None
    assert said("set", file, "2025-annual-report/w2/bad_debt/amount", "We paid 8,317 for it.", "--explain") == DONE
    assert (at_place()["derivable"], at_place()["mentioned"]) == (True, False)
    assert said("keep", file, PLACE, "The supplier agreed to both.") == DONE
    assert (at_place()["derivable"], at_place()["mentioned"]) == (True, True)
    assert said("set", file, "2025-annual-report/w2/total/amount", "Not 8,317 at all.", "--explain") == DONE
    assert at_place()["mentioned"] is False


def test_a_cell_that_there_is_not_is_refused(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said("protect", file, "2025-annual-report/w2/nowhere/amount") == REFUSED
    assert "There is no cell w2/nowhere/amount in this filing." in capsys.readouterr().err
    assert said("protect", file, "2025-annual-report/nowhere/chemicals/amount") == REFUSED
    assert "There is no cell nowhere/chemicals/amount in this filing." in capsys.readouterr().err
