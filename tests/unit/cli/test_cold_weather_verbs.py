"""A gas company with two districts has its month counted by command."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from desktop_app.bootstrap import program
from desktop_app.cli.main import run_command_line
from tests.support.told_json import fits_the_example

pytestmark = pytest.mark.slow  # whole sample companies

COMPANY = """
[company]
districts = [
    { name = "Sample North", counties = "Sample County", customers = "900" },
    { name = "Sample South", counties = "Example County", customers = "400" },
]
[company.identity]
legal_name = "Sample Valley Gas Company"
gas = "yes"
"""
MAP = """
[events]
customer = "Acct"
date = "Date"
event = "Type"
district = "Area"
amount = "Amount"
[events.words.event]
cut = ["NP DISC"]
restored = ["RECON"]
[status]
customer = "Acct"
district = "Area"
connected = "On"
[status.words.connected]
yes = ["Y"]
no = ["N"]
"""
EVENTS = """Acct,Name,Date,Type,Area,Amount
KEY-83641,Person Hidden,01/03/2026,NP DISC,Sample North,310.20
KEY-83641,Person Hidden,01/10/2026,RECON,Sample North,310.20
KEY-55102,Person Unseen,01/05/2026,NP DISC,Sample North,95
KEY-99417,Person Unknown,12/30/2025,NP DISC,Sample South,55
"""
STATUS = """Acct,Area,On
KEY-83641,Sample North,Y
KEY-55102,Sample North,N
KEY-99417,Sample South,N
"""
REPORT = "2026-01-cold-weather-report"
Do = Callable[..., tuple[int, str, str]]


@pytest.fixture
def do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Do:
    monkeypatch.chdir(tmp_path)
    for name, text in (("company.toml", COMPANY), ("map.toml", MAP), ("events.csv", EVENTS), ("status.csv", STATUS)):
        Path(name).write_text(text, encoding="utf-8")

    def done(*arguments: str) -> tuple[int, str, str]:
        code = run_command_line(program, arguments, lambda _: Path("crash"))
        said = capsys.readouterr()
        return code, said.out, said.err

    assert done("new", "gas.filingdesk", "--company", "company.toml")[0] == 0
    return done


def fill(do: Do, month: str = "2026-01", *more: str) -> Any:
    arguments = ("cold-weather", "gas.filingdesk", "import", "events.csv", "--status", "status.csv", "--month", month)
    code, out, err = do(*arguments, "--json", *more)
    assert code == 0, err
    return json.loads(out)


def places(do: Do, filing: str = REPORT) -> dict[str, str]:
    """Every value of the report, under a name without the district's row."""
    (listed,) = [
        item for item in json.loads(do("list", "gas.filingdesk", "--json")[1])["filings"] if item["id"] == filing
    ]
    rows = [place["place"].split("/")[2] for place in listed["places"] if "/districts/" in place["place"]]
    names = {row: f"{number}" for number, row in enumerate(dict.fromkeys(rows), 1)}
    found = {}
    for place in listed["places"]:
        _, schedule, line, column = place["place"].split("/")
        base, _, row = schedule.rpartition("_")
        found[f"{base}{names[row]}/{line}/{column}" if row in names else f"{schedule}/{line}/{column}"] = place["value"]
    return found


def test_the_lists_fill_each_district_and_say_how(do: Do) -> None:
    found = fill(do, "2026-01", "--map", "map.toml")
    assert found["filing"] == REPORT
    fits_the_example("cold-weather import", json.dumps(found))
    values = places(do)
    assert (values["figures_gas1/a1/other"], values["figures_gas1/a2/other"], values["figures_gas1/a3/other"]) == (
        "1",
        "1",
        "1",
    )
    assert values["figures_gas2/a1/other"] == "1"
    assert values["figures_gas2/a2/other"] == "0"
    assert values["all_gas/a1/other"] == "2"
    assert values["all_gas/e1/total"] == "405"
    how = {item["where"]: item["how"] for item in found["figures"]}
    assert "Counted from the status list: service is off." in how.values()
    place = next(item["place"] for item in found["figures"] if item["place"].endswith("/a1/other"))
    assert json.loads(do("explain", "gas.filingdesk", place, "--json")[1])["source"].startswith("Counted from")
    assert found["lacking"]["(K)"] == ["agreement"]
    assert "1 row outside the month." in found["remarks"][-1]


def test_nothing_of_a_customer_is_kept_anywhere(do: Do, tmp_path: Path) -> None:
    fill(do, "2026-01", "--map", "map.toml")
    do("export", "gas.filingdesk", "whole.json")
    lists = {"events.csv", "status.csv"}
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.name not in lists)
    assert b"Sample North" in kept
    for secret in (b"KEY-", b"83641", b"Hidden", b"Unseen"):
        assert secret not in kept


def test_one_undo_takes_the_figures_back_and_a_typed_value_is_no_longer_counted(do: Do) -> None:
    found = fill(do, "2026-01", "--map", "map.toml")
    place = next(item["place"] for item in found["figures"] if item["place"].endswith("/a1/other"))
    do("set", "gas.filingdesk", place, "7")
    assert json.loads(do("explain", "gas.filingdesk", place, "--json")[1])["source"] == ""
    do("undo", "gas.filingdesk")
    do("undo", "gas.filingdesk")
    assert places(do)["figures_gas1/a1/other"] == ""


def test_a_trial_run_changes_no_figure(do: Do) -> None:
    fill(do, "2026-01", "--map", "map.toml", "--dry-run")
    assert places(do)["figures_gas1/a1/other"] == ""


def test_the_map_is_remembered_and_the_months_stand_beside_each_other(do: Do) -> None:
    fill(do, "2026-01", "--map", "map.toml")
    fill(do, "2026-02")
    values = places(do, "2026-02-cold-weather-report")
    assert values["districts/" + next(key for key in values if key.startswith("districts/")).split("/")[1] + "/name"]
    assert (values["figures_gas1/a1/other"], values["figures_gas1/a1/before"]) == ("1", "1")
    fill(do, "2027-01")
    assert places(do, "2027-01-cold-weather-report")["figures_gas1/a1/then"] == "1"
    listed = json.loads(do("cold-weather", "gas.filingdesk", "months", "--json")[1])
    known = {item["month"]: item["filing"] for item in listed}
    fits_the_example("cold-weather months", json.dumps(listed))
    assert known["2026-02"] == "2026-02-cold-weather-report"
    assert known["2026-03"] is None


def test_the_checks_are_those_that_the_rule_supports(do: Do) -> None:
    fill(do, "2026-01", "--map", "map.toml")
    place = next(key for key in json.loads(do("list", "gas.filingdesk", "--json")[1])["filings"][1]["places"])["place"]
    assert place.startswith(REPORT)
    row = next(
        item["place"].split("/")[2]
        for item in json.loads(do("list", "gas.filingdesk", "--json")[1])["filings"][1]["places"]
        if "/districts/" in item["place"]
    )
    figures = f"{REPORT}/figures_gas_{row}"
    do("set", "gas.filingdesk", f"{figures}/a2/other", "5")
    do("set", "gas.filingdesk", f"{figures}/a3/other", "9")
    for cell, figure in (("h1/aided", "300"), ("h1/other", "0"), ("g1/aided", "0"), ("g1/other", "0")):
        do("set", "gas.filingdesk", f"{figures}/{cell}", figure)
    do("set", "gas.filingdesk", f"{REPORT}/report/note/answer", "Mrs. Sample called from 573-555-0142.")
    problems = json.loads(do("check", "gas.filingdesk", "--filing", REPORT, "--json")[1])
    found = {(item["id"], item["level"]) for item in problems if item["id"].startswith("CW")}
    assert found == {
        ("CWG_part_other", "stop"),
        ("CWG_g1_h1", "explain"),
        ("CW_note", "stop"),
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("import", "events.csv", "--month", "January"),
            "'January' is not a month. Write it like January 2026",
        ),
        (("import", "events.csv", "--month", "2026-01"), "No map of columns is remembered"),
        (("import", "nowhere.csv", "--month", "2026-01", "--map", "map.toml"), "nowhere.csv"),
        (("import", "status.csv", "--month", "2026-01", "--map", "map.toml"), "no column 'Date'"),
    ],
)
def test_what_does_not_fit_gets_one_sentence_and_changes_nothing(
    do: Do, arguments: tuple[str, ...], words: str
) -> None:
    before = Path("gas.filingdesk").read_bytes()
    code, _, err = do("cold-weather", "gas.filingdesk", *arguments)
    assert code == 1
    assert words in err
    assert err.count("\n") == 1
    assert Path("gas.filingdesk").read_bytes() == before


def test_a_list_that_breaks_off_leaves_no_report_behind(do: Do) -> None:
    Path("events.csv").write_text(EVENTS + "KEY-1,Person,01/09/2026,WINDED,Sample North,5\n", encoding="utf-8")
    code, _, err = do(
        "cold-weather", "gas.filingdesk", "import", "events.csv", "--month", "2026-01", "--map", "map.toml"
    )
    assert code == 1
    assert "List of events, row 6, column 'Type' reads 'WINDED'" in err
    assert json.loads(do("cold-weather", "gas.filingdesk", "months", "--json")[1]) == []


def test_a_company_without_such_a_service_is_refused(do: Do) -> None:
    do("set", "gas.filingdesk", "company/identity/gas/answer", "no")
    code, _, err = do("start", "gas.filingdesk", "--form", "cold_weather_report", "--year", "2026", "--month", "1")
    assert code == 1
    assert "electric and gas utilities" in err
    code, _, err = do("start", "gas.filingdesk", "--form", "cold_weather_report", "--year", "2026")
    assert "a month from 1 to 12" in err


def test_a_steam_company_says_which_rule_it_was_asked_under(do: Do) -> None:
    do("set", "gas.filingdesk", "company/identity/gas/answer", "no")
    do("set", "gas.filingdesk", "company/identity/heating/answer", "yes")
    assert do("start", "gas.filingdesk", "--form", "cold_weather_report", "--year", "2026", "--month", "1")[0] == 0
    values = places(do)
    assert values[next(key for key in values if key.startswith("districts/") and key.endswith("/rule"))] == ""


def test_the_report_goes_to_two_addressees_with_a_note_each_and_nothing_in_it_can_be_sealed(do: Do) -> None:
    fill(do, "2026-01", "--map", "map.toml")
    code, _, err = do("produce", "gas.filingdesk", "--filing", REPORT, "--out", "paper", "--draft")
    assert code == 0, err
    assert do("verify", "paper")[0] == 0
    public = {path.name for path in Path("paper/public").iterdir()}
    assert public == {
        "cold-weather-report-2026-01-public.pdf",
        "cold-weather-staff.pdf",
        "cold-weather-counsel.pdf",
        "manifest.json",
    }
    assert not Path("paper/sealed").exists()
    words = {path.name: text_of(path) for path in Path("paper").rglob("*.pdf")}
    assert "no later than February 20, 2026" in words["filing-sheet.pdf"]
    assert "Consumer Services Department" in words["cold-weather-staff.pdf"]
    assert "Office of the Public Counsel" in words["cold-weather-counsel.pdf"]
    report = words["cold-weather-report-2026-01-public.pdf"]
    assert "Gas district 1: Sample North" in report
    assert "Not known to receive" in report
    assert "Last month" not in report
    code, _, err = do("seal", "gas.filingdesk", f"{REPORT}/report/note", "--type", "Customer", "--reason", "Private")
    assert code == 1
    assert "Nothing in the Cold Weather Report can be sealed. Everything in it is public" in err


def text_of(path: Path) -> str:
    return " ".join(" ".join((page.extract_text() or "").split()) for page in PdfReader(path).pages)


def test_a_month_that_is_not_over_is_marked_as_filed_only_when_that_is_said(do: Do) -> None:
    assert do("start", "gas.filingdesk", "--form", "cold_weather_report", "--year", "2099", "--month", "1")[0] == 0
    filed = ("filed", "gas.filingdesk", "2099-01-cold-weather-report", "--on", "01/15/2099")
    code, _, err = do(*filed)
    assert code == 1
    assert "January 2099, which is over only after January 31, 2099" in err
    assert "add --period-not-over" in err
    assert do(*filed, "--period-not-over")[0] == 0


def test_the_lines_that_lack_the_same_are_told_together(do: Do) -> None:
    arguments = ("import", "events.csv", "--status", "status.csv", "--month", "2026-01", "--map", "map.toml")
    said = do("cold-weather", "gas.filingdesk", *arguments)[1].splitlines()
    by_hand = [line for line in said if "must be entered by hand" in line]
    assert "Lines (B)1, (B)2, (B)3, (D)1, (D)2 and (K) must be entered by hand: the lists do not show" in " ".join(
        by_hand
    )
    lacks = [line.partition("the lists do not show ")[2] for line in by_hand]
    assert len(set(lacks)) == len(lacks)
