"""The verbs that tell what the law says."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop_app.bootstrap import program
from desktop_app.cli.main import run_command_line

Ask = Callable[..., Any]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(*arguments: str) -> Any:
        assert run_command_line(program, ["rules", *arguments, "--json"], lambda _: Path()) == 0
        return json.loads(capsys.readouterr().out)

    return asked


def test_a_clock_is_found_by_its_citation(ask: Ask) -> None:
    (found,) = ask("clock", "3.640(3)", "--start", "2026-05-01")
    assert (found["name"], found["date"], found["citation"]) == (
        "annual_report/deficiency_answer",
        "2026-05-21",
        "3.640(3)",
    )
    assert found["event"] == "the date of the deficiency notice"
    assert "May 21, 2026" in found["sentence"]


def test_a_citation_answers_with_every_clock_it_holds(ask: Ask) -> None:
    dates = {item["name"]: item["date"] for item in ask("clock", "3.640(5)", "--start", "2026-01-30")}
    assert dates == {"annual_report/disclosure_response": "2026-02-14", "annual_report/recommendation": "2026-02-23"}


def test_where_the_rule_names_no_date_none_is_invented(ask: Ask) -> None:
    (found,) = ask("clock", "3.185(1)", "--start", "2026-01-31")
    assert found["date"] is None
    assert "no date in the rule" in found["sentence"]


@pytest.mark.slow
def test_a_value_is_told_with_unit_and_citation(ask: Ask) -> None:
    found = ask("value", "annual_report/penalty_base", "--on", "2026-01-01")
    assert (found["value"], found["unit"]) == (100, "dollars")
    assert "3.640(9)" in found["citation"]
    assert ask("value", "3.640(3)", "--on", "2026-01-01")["value"] == 20
    assert ask("value", "territorial_fees/transcript_page", "--on", "2026-01-01")["value"] == "3.50"
    assert ask("value", "annual_report/due", "--on", "2026-01-01")["value"] == "April 15 after"
    assert {item["name"] for item in ask("value", "3.640(9)", "--on", "2026-01-01")} >= {"annual_report/penalty_base"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("isrs/first_notice", "One-time notice to customers: that same day [3.265(8)(A), 3.650(8)(A)]"),
        ("annual_report/due", "Annual report: by April 15 ["),
        ("depreciation/repeat", "Depreciation study: before 5 years have passed ["),
        ("depreciation/postponement_notice", "before that day ["),
        ("tariffs/on_view", "at least 30 days before [3.340(5)]"),
        ("3.340(9)", "after the expiration of 30 days [3.340(9)]"),
        ("3.265(19)", "no date in the rule [3.265(19), 3.650(18)]"),
        ("isrs/base_rates", "no date in the rule ["),
        ("tariff_sewer/interest_percent", "Interest on a deposit: 6 percent a year [3.340(6)(B)]"),
        ("addressees/secretary", "200 Madison Street, P.O. Box 360, Jefferson City, Missouri 65102-0360 ["),
    ],
)
def test_a_value_is_said_in_words(capsys: pytest.CaptureFixture[str], name: str, words: str) -> None:
    assert run_command_line(program, ["rules", "value", name, "--on", "2026-01-01"], lambda _: Path()) == 0
    assert words in capsys.readouterr().out


def test_no_value_is_said_as_no_days_or_less(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(program, ["rules", "list"], lambda _: Path()) == 0
    out = capsys.readouterr().out
    wrong = r"(?<!\d)-\d+ (?:day|month|year)|(?<![\d,])0 (?:day|month|year)|(?:after|day|month|year) time$"
    assert re.search(wrong, out, re.MULTILINE) is None


def test_a_penalty_is_told_in_a_sentence(ask: Ask) -> None:
    assert ask("penalty", "3.540(9)", "--days", "10")["amount"] == 1000
    found = ask("penalty", "annual_report", "--days", "1")
    assert found["amount"] == 200
    assert "$200" in found["sentence"]
    assert "3.335(9)" in found["citation"]


def test_the_list_holds_every_value_and_clock_with_its_citation(ask: Ask) -> None:
    listed = ask("list")
    assert {item["kind"] for item in listed} == {"value", "clock", "penalty"}
    assert [item["name"] for item in listed if not item["citation"]] == []


def test_the_fees_of_a_territorial_agreement_are_told(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    found = ask("fees", "--utility", "water", "--hours", "0.5", "--pages", "10")
    assert [(fee["amount"], fee["citation"]) for fee in found] == [
        ("500.00", "3.630(1)"),
        ("685.00", "3.630(2)"),
        ("35.00", "3.630(2)"),
    ]
    assert {fee["total"] for fee in found} == {"1220.00"}
    assert run_command_line(program, ["rules", "fees", "--utility", "electric"], lambda _: Path()) == 0
    out = capsys.readouterr().out
    assert "Together $500.00." in out
    assert "as the order of the case says, on an itemized bill" in out
    assert "[3.135(3)]" in out
    assert run_command_line(program, ["rules", "fees", "--utility", "water", "--hours", "-1"], lambda _: Path()) == 1


def test_the_coverage_is_told_by_filing(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {row["filing"]: row for row in ask("coverage")}
    assert rows["cold_weather_report"]["answered"] == rows["cold_weather_report"]["asked"] == 62
    assert (rows["isrs"]["answered"], rows["isrs"]["asked"], rows["isrs"]["prepared_for"]) == (
        101,
        101,
        ["gas", "water"],
    )
    assert rows["annual_report"]["prepared_for"] == ["electric", "gas", "sewer", "heating", "telecom", "water"]
    assert "around the commission's own form" in rows["annual_report"]["how"]["gas"]
    assert "water" not in rows["annual_report"]["how"]
    assert sum(row["asked"] for row in rows.values()) == sum(row["answered"] for row in rows.values()) == 921
    assert run_command_line(program, ["rules", "coverage"], lambda _: Path()) == 0
    out = capsys.readouterr().out
    assert re.search(r"^Together +\d+ +\d+ +921$", out, re.MULTILINE)
    assert "Annual report (electric): It goes around the commission's own form" in out
    assert "Annual report (gas): For a gas company with no more than 3,000 customers" in out


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2026-11-09", " November 29, 2026 is a Sunday; the chapter does not extend the due date."),
        ("2026-12-05", " December 25, 2026 is Christmas Day; the chapter does not extend the due date."),
        ("2028-02-09", ""),
    ],
)
def test_a_last_day_on_which_the_commission_is_closed_is_told(
    start: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command_line(program, ["rules", "clock", "3.640(3)", "--start", start], lambda _: Path()) == 0
    assert capsys.readouterr().out.rpartition("[3.640(3)]")[2] == f"{said}\n"


@pytest.mark.slow
def test_the_answers_are_readable_too(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["list"],
        ["value", "3.630(1)", "--on", "1/2/2026"],
        ["clock", "3.640(3)", "--start", "2026-05-01"],
        ["penalty", "3.640(9)", "--days", "3"],
    ):
        assert run_command_line(program, ["rules", *arguments], lambda _: Path()) == 0
    out = capsys.readouterr().out
    assert "500 dollars [3.135(1)" in out
    assert "May 21, 2026: A notice dated" in out
    assert "make $400" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["value", "annual_report/du", "--on", "2026-01-01"], "Did you mean annual_report/due"),
        (["value", "3.640(12)", "--on", "2026-01-01"], "No value is defined in"),
        (["value", "annual_report/due", "--on", "1999-01-01"], "begin on April 30, 2004"),
        (["clock", "nothing", "--start", "2026-01-01"], "There is no deadline"),
        (["penalty", "nothing", "--days", "1"], "There is no penalty"),
    ],
)
def test_what_the_rules_do_not_hold_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run_command_line(program, ["rules", *arguments], lambda _: Path()) == 1
    assert words in capsys.readouterr().err


def test_a_date_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run_command_line(program, ["rules", "clock", "3.640(3)", "--start", "soon"], lambda _: Path())
    assert "is not a date" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "total"),
    [
        (["financing", "--debt", "1250000"], "1125.00"),
        (["financing", "--debt", "20000"], "25.00"),
        (["financing", "--debt", "1250000", "--refunding", "400000"], "850.00"),
        (["financing", "--stock", "900000"], "0.00"),
        (["territorial", "--utility", "water", "--hours", "2.5", "--pages", "120", "--on", "2026-03-01"], "2632.50"),
        (["--utility", "electric"], "500.00"),
    ],
)
def test_fees_of_an_agreement_and_of_an_issue(ask: Ask, given: list[str], total: str) -> None:
    assert f"{sum(Decimal(item['amount']) for item in ask('fees', *given)):.2f}" == total


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["financing"], "what is to be issued"),
        (["financing", "--debt=-5"], "cannot be less than 0"),
        (["financing", "--debt", "5", "--refunding", "6"], "cannot refund"),
        (["territorial"], "whose agreement it is"),
    ],
)
def test_fees_of_nothing_are_refused(capsys: pytest.CaptureFixture[str], given: list[str], words: str) -> None:
    assert run_command_line(program, ["rules", "fees", *given], lambda _: Path()) == 1
    assert words in capsys.readouterr().err


def test_two_revisions_of_a_form_are_compared(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = program().companies.library
    first = forms.form("waiver")
    (start, *rest) = first.schedules
    second = replace(first, revision=2, schedules=(replace(start, page="New"), *rest[:-1]))
    monkeypatch.setattr(type(forms), "form", lambda _self, _kind, revision=None: first if revision == 1 else second)
    assert run_command_line(program, ["rules", "difference", "waiver"], lambda _: Path()) == 0
    out = capsys.readouterr().out
    assert "Moved: Page" in out
    assert "Gone: Page" in out
    assert "also where a line moved" in out
    assert run_command_line(program, ["rules", "difference", "waiver", "--to", "1"], lambda _: Path()) == 1
    assert "has one revision" in capsys.readouterr().err
