"""Each verb does its job; what scripts read stays (keys may be added, never taken away)."""

import json
from pathlib import Path

import pytest

from tests.support.command_line import FILED, REPORT, Counter, counter, made

pytestmark = pytest.mark.slow  # whole sample companies

__all__ = ["counter", "made"]

CASH, TOTAL = f"{REPORT}/p4/cash/end", f"{REPORT}/w2/total/amount"
PLACE_KEYS = {"place", "label", "type", "value", "origin", "sealed", "required"}
FILING_KEYS = {"id", "form", "revision", "year", "state", "previous", "growing", "places"}
PROBLEM_KEYS = {"id", "level", "place", "sentence", "citation", "explained"}
EXPLANATION_KEYS = {"place", "where", "value", "origin", "formula", "inputs", "last_year", "cites", "reason"}


def value(counter: Counter, place: str) -> str:
    listed = counter.done("list", counter.file, "--json").json
    found = [item for filing in listed["filings"] for item in filing["places"] if item["place"] == place]
    return str(found[0]["value"])


def test_sample_makes_an_invented_company(counter: Counter) -> None:
    answer = counter.done("sample", "water", str(counter.folder / "new.filingdesk"))
    assert "every page it prints says SAMPLE" in answer.out
    assert (counter.folder / "new.filingdesk").is_file()


def test_new_makes_a_company_from_its_profile(counter: Counter) -> None:
    profile = counter.folder / "company.toml"
    profile.write_text('[company.identity]\nlegal_name = "Łódź Creek"\nwater = "yes"\n', encoding="utf-8")
    file = str(counter.folder / "new.filingdesk")
    counter.done("new", file, "--company", str(profile))
    assert "company/identity/legal_name/answer\tŁódź Creek\t" in counter.done("list", file).out
    assert "2027-annual-report started." in counter.done("start", file, "--year", "2027").out


def test_new_without_a_profile_makes_an_empty_company(counter: Counter) -> None:
    file = str(counter.folder / "new.filingdesk")
    counter.done("new", file)
    assert [filing["id"] for filing in counter.done("list", file, "--json").json["filings"]] == ["company"]


def test_list_tells_filings_and_places(counter: Counter) -> None:
    listed = counter.done("list", counter.file, "--json").json
    assert set(listed) >= {"file", "filings"}
    assert [filing["id"] for filing in listed["filings"]] == ["company", REPORT, FILED]
    for filing in listed["filings"]:
        assert set(filing) >= FILING_KEYS
        assert all(set(item) >= PLACE_KEYS for item in filing["places"])
    report = listed["filings"][1]
    assert (report["form"], report["year"], report["state"], report["previous"]) == (
        "annual_report",
        2025,
        "open",
        FILED,
    )
    assert listed["filings"][2]["state"] == "filed"
    assert "p2_people" in report["growing"]
    assert any(item["sealed"] for item in report["places"])
    assert {"typed", "carried", "computed", "blank"} <= {item["origin"] for item in report["places"]}


def test_every_place_that_list_prints_is_understood_by_explain(counter: Counter) -> None:
    listed = counter.done("list", counter.file, "--json").json
    places = [item["place"] for filing in listed["filings"] for item in filing["places"]]
    for place in places[::173]:
        assert counter.done("explain", counter.file, place, "--json").json["place"] == place


def test_export_and_import_lose_nothing(counter: Counter) -> None:
    first, second = (str(counter.folder / name) for name in ("out.json", "again.json"))
    again = str(counter.folder / "again.filingdesk")
    assert "It contains nonpublic values too" in counter.done("export", counter.file, first).out
    counter.done("import", again, first)
    counter.done("export", again, second)
    assert Path(first).read_bytes() == Path(second).read_bytes()
    assert "Undone" in counter.done("undo", again).out


def test_set_types_a_value_and_undo_takes_it_back(counter: Counter) -> None:
    before = value(counter, CASH)
    assert counter.done("set", counter.file, CASH, "$1,234").out == f"{CASH}: 1,234\n"
    assert value(counter, CASH) == "1,234"
    assert counter.done("undo", counter.file).out == "Undone: Entry on page 4, 131 Cash, end of year\n"
    assert value(counter, CASH) == before


def test_set_with_a_reason_goes_over_a_computed_value(counter: Counter) -> None:
    place = f"{REPORT}/p4/plant_in_service/end"
    counter.done("set", counter.file, place, "5", "--reason", "As agreed with staff")
    found = counter.done("explain", counter.file, place, "--json").json
    assert (found["value"], found["origin"], found["reason"]) == ("5", "overridden", "As agreed with staff")
    assert "Overridden because: As agreed with staff" in counter.done("explain", counter.file, place).out


def test_set_on_a_new_row_and_an_explanation(counter: Counter) -> None:
    made = counter.done("set", counter.file, f"{REPORT}/p2_people/+/name", "Sample Director").out
    assert made.endswith(": Sample Director\n")
    counter.done("set", counter.file, CASH, "Paid for the well.", "--explain")
    assert f"Explain {CASH} (explained)\n" in counter.run("check", counter.file, "--filing", REPORT).out


def test_one_explanation_serves_several_places_of_one_filing(counter: Counter) -> None:
    other = f"{REPORT}/w2/chemicals/amount"
    counter.done("set", counter.file, CASH, "Both follow from the new well.", "--explain", "--also", other)
    assert "and 1 more" in counter.done("history", counter.file, "--last", "1").out
    kept = counter.folder / "explained.json"
    counter.done("export", counter.file, str(kept))
    assert kept.read_text(encoding="utf-8").count("Both follow from the new well.") >= 2
    refused = counter.run("set", counter.file, CASH, "x", "--explain", "--also", "company/office/city/answer")
    assert "One explanation serves places of one filing" in refused.err


def test_what_is_suggested_on_all_pages_is_listed_and_entered(counter: Counter) -> None:
    listed = counter.done("use-suggestions", counter.file, REPORT, "--dry-run").out
    done = counter.done("use-suggestions", counter.file, REPORT).out
    assert listed.splitlines()[1:] == done.splitlines()[1:]
    again = counter.done("use-suggestions", counter.file, REPORT).out
    assert "Nothing is suggested for the blanks of this filing." in again


def test_seal_tells_what_depends_on_it_and_unseal_lifts_it(counter: Counter) -> None:
    target = f"{REPORT}/w2/chemicals/amount"
    out = counter.done("seal", counter.file, target, "--type", "Contract", "--reason", "Names the supplier").out
    assert "Sealed: page W-2, 618 Chemicals" in out
    assert "depends on it, stays public: page W-2, Total" in out
    assert counter.done("unseal", counter.file, target).out.startswith("Unsealed: page W-2, 618 Chemicals")
    out = counter.done("seal", counter.file, target, "--type", "x", "--reason", "y", "--with-totals").out
    assert "sealed too: page W-2, Total" in out
    sealed = counter.done("list", counter.file, "--json").json["filings"][1]["places"]
    assert {item["place"] for item in sealed if item["sealed"]} >= {target, TOTAL}


def test_check_finds_a_stop_and_says_so_by_its_code(counter: Counter) -> None:
    answer = counter.run("check", counter.file, "--json")
    assert answer.code == 0
    assert all(set(problem) >= PROBLEM_KEYS for problem in answer.json)
    counter.done("set", counter.file, CASH, "")
    broken = counter.run("check", counter.file, "--filing", REPORT, "--json")
    assert broken.code == 3
    stop = next(problem for problem in broken.json if problem["level"] == "stop" and problem["place"] == CASH)
    assert (stop["id"], stop["citation"], stop["explained"]) == ("C07", "3.640(2)", False)
    assert counter.run("check", counter.file).code == 3


def test_explain_tells_formula_inputs_and_rule(counter: Counter) -> None:
    found = counter.done("explain", counter.file, TOTAL, "--json").json
    assert set(found) >= EXPLANATION_KEYS
    assert found["origin"] == "computed"
    assert all(set(item) == {"place", "where", "value"} for item in found["inputs"])
    words = counter.done("explain", counter.file, TOTAL).out
    assert "It is the sum of this year of" in words
    assert "Asked by: 3.640(2)" in words


def test_start_opens_the_next_year_from_the_last(counter: Counter) -> None:
    assert (
        counter.done("start", counter.file, "--year", "2026").out
        == f"2026-annual-report started, opened from {REPORT}.\n"
    )
    assert value(counter, "2026-annual-report/p4/cash/begin") == value(counter, CASH)
    counter.done("undo", counter.file)
    named = counter.done("start", counter.file, "--form", "annual_report", "--year", "2026", "--from", FILED)
    assert f"opened from {FILED}" in named.out


def test_produce_and_verify(counter: Counter) -> None:
    out = counter.folder / "package"
    made = counter.done("produce", counter.file, "--filing", REPORT, "--out", str(out), "--draft")
    assert f"The package is in {out}:" in made.out
    assert "public/annual-report-2025-public.pdf" in made.out
    verified = counter.done("verify", str(out)).out
    assert verified.startswith("Intact: filing-sheet.pdf, public/annual-report-2025-public.pdf, ")
    assert verified.endswith("\nThe package is as it was produced.\n")
    manifest = json.loads((out / "public" / "manifest.json").read_text(encoding="utf-8"))
    assert "nonpublic" not in json.dumps(manifest["files"])
    report = out / "public" / "annual-report-2025-public.pdf"
    report.write_bytes(report.read_bytes() + b"%")
    changed = counter.run("verify", str(out))
    assert changed.code == 3
    assert "public/annual-report-2025-public.pdf: " in changed.out
    assert counter.refused("produce", counter.file, "--filing", REPORT, "--out", str(out), "--draft").endswith(".")
    again = counter.done("produce", counter.file, "--filing", REPORT, "--out", str(out), "--draft", "--replace")
    assert "The earlier package was moved to" in again.out


def test_a_real_package_with_a_password(counter: Counter) -> None:
    word = counter.folder / "password.txt"
    word.write_text("correct horse\n", encoding="utf-8")
    out = str(counter.folder / "package")
    counter.done("produce", counter.file, "--filing", REPORT, "--out", out, "--password-file", str(word))
    assert "it was not compared. If it has a password, give it." in counter.done("verify", out).out
    verified = counter.done("verify", out, "--password-file", str(word)).out
    assert verified.endswith("The package is as it was produced.\n")


def test_self_test_tries_everything(counter: Counter) -> None:
    out = counter.done("self-test").out
    tried = {line.split(":")[0].split()[-1] for line in out.splitlines() if line.startswith("  ok")}
    assert tried >= {"fonts", "forms", "database", "page", "workers", "printers", "space", "folders"}
    assert out.endswith("Everything works.\n")


@pytest.mark.parametrize("verb", ["list", "check", "explain", "produce", "verify", "sample", "start", "seal", "set"])
def test_each_verb_has_its_help(counter: Counter, verb: str) -> None:
    answer = counter.run(verb, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"usage: filing-desk {verb}")
