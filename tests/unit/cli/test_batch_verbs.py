"""Work in every company of a folder, and packs, by script: outcomes, refusals and codes."""

import json
import shutil
from pathlib import Path

import pytest

from tests.support.command_line import Counter, counter, made

__all__ = ["counter", "made"]
pytestmark = pytest.mark.slow  # whole sample companies
REPORT = "2025-annual-report"


@pytest.fixture
def clients(counter: Counter) -> Path:
    folder = counter.folder / "clients"
    folder.mkdir()
    for name in ("Elm", "Oak"):
        shutil.copyfile(counter.file, folder / f"{name}.filingdesk")
    (folder / "Torn.filingdesk").write_text("no company", encoding="utf-8")
    return folder


def test_a_script_works_in_every_client_and_lists_what_was_refused(counter: Counter, clients: Path) -> None:
    answer = counter.run("batch", "begin", str(clients), "--year", "2026")
    assert answer.code == 1
    assert answer.out.count("2026-annual-report started from 2025-annual-report.") == 2
    assert answer.out.endswith("Done in 2 companies; refused in 1.\n")
    assert answer.err.startswith("filing-desk: Torn: Torn.filingdesk is not a Filing Desk company file.")
    counter.done("batch", "check", str(clients), "--year", "2025", "--only", "Oak", "--quiet")
    assert counter.run("batch", "check", str(clients), "--year", "2026", "--only", "Oak").code == 3
    assert "There is no company file 'Ash" in counter.refused("batch", "check", str(clients), "--only", "Ash")


def test_a_folder_of_trial_balances_is_matched_asked_and_imported_by_memory(counter: Counter, clients: Path) -> None:
    tables = counter.folder / "tables"
    tables.mkdir()
    (tables / "Oak 2025.csv").write_text(
        "Account,Name,Debit,Credit\n131,Cash,77,\n999,Suspense,,77\n", encoding="utf-8"
    )
    lines = counter.folder / "lines.toml"
    lines.write_text('"131" = "p4/cash/end"\n"999" = "ignore"\n', encoding="utf-8")
    oak, given = str(clients / "Oak.filingdesk"), ("--year", "2025", "--only", "Oak")
    books = str(tables / "Oak 2025.csv")
    batch = ("batch", "import", str(clients), str(tables), *given)
    assert "2 accounts had no line last time" in counter.refused(*batch, "--quiet")
    counter.done("trial-balance", oak, "import", books, "--filing", REPORT, "--map", str(lines))
    counter.done("set", oak, f"{REPORT}/p4/cash/end", "5")
    assert "Oak 2025.csv: 1 cell of 2025-annual-report changed." in counter.run(*batch, "--quiet").out
    assert json.loads(counter.run("explain", oak, f"{REPORT}/p4/cash/end", "--json").out)["value"] == "77"
    (tables / "Maple.csv").write_text("x", encoding="utf-8")
    assert counter.run(*batch, "--dry-run").out.startswith("Maple.csv: its name fits no company.")
    assert "names no trial balance and company" in counter.refused(*batch, "--match", "Maple.csv=Ash", "--dry-run")
    assert counter.run(*batch, "--match", "Maple.csv=Oak", "--dry-run").code == 0


def test_a_pack_goes_from_one_company_to_another(counter: Counter, clients: Path) -> None:
    elm, oak, pack = (str(clients / name) for name in ("Elm.filingdesk", "Oak.filingdesk", "pack.json"))
    row = json.loads(counter.run("list", elm, "--json").out)["filings"][0]["places"]
    phone = next(one["place"] for one in row if one["place"].endswith("/phone") and "/people/" in one["place"])
    counter.done("set", elm, phone, "(573) 555-7777")
    assert counter.done("pack", "export", elm, pack, "--source", "Sample Firm").out.startswith("3 lines written to")
    assert "becomes (573) 555-7777" in counter.run("pack", "show", oak, pack).out
    assert counter.done("pack", "import", oak, pack, "--line", "1").out.startswith("1 line of pack.json imported")
    assert "Nothing was imported" in counter.refused("pack", "import", oak, pack)
    party = ("--case", "WA-2026-0001", "--name", "Sample District", "--email", "a@b.example")
    counter.done("parties", elm, "add", *party)
    counter.done("pack", "export", elm, pack, "--source", "Sample Firm", "--only", "addressees", "--replace")
    counter.done("pack", "import", oak, pack)
    assert "(Sample Firm)" in counter.done("parties", oak, "list").out, "where it came from is shown where it is"
    Path(pack).write_text("{", encoding="utf-8")
    assert "or a part of it is missing" in counter.refused("pack", "import", oak, pack)
