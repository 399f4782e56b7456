"""The command line takes and gives spreadsheets; whatever is wrong with one is one sentence, and nothing is changed."""

import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop_app import bootstrap, locations
from desktop_app.cli.main import run_command_line
from tests.support.one_sample import sample_content

pytestmark = pytest.mark.slow  # whole sample companies

FILING = "2025-annual-report"
BOOKS = "Account;Soll Debit;Haben Credit\n131 Cash;9.000,49;\n231 Accounts payable;;3.000,00\n9999 Suspense;;6.000,49\n"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.filingdesk"
    path.write_bytes(sample_content())
    return path


class Shell:
    def __init__(self, folder: Path, captured: pytest.CaptureFixture[str]) -> None:
        self.program = bootstrap.program()
        self.file = str(folder / "company.filingdesk")
        self.folder = folder
        self._captured = captured

    def __call__(self, *words: object) -> tuple[int, str, str]:
        code = run_command_line(
            lambda: self.program, [str(word) for word in words], lambda _: self.folder / "crash.txt"
        )
        said = self._captured.readouterr()
        return code, said.out, said.err

    def value(self, place: str) -> str:
        listed = json.loads(self("list", self.file, "--json")[1])
        places = [cell for filing in listed["filings"] for cell in filing["places"]]
        return next(str(cell["value"]) for cell in places if cell["place"] == f"{FILING}/{place}")


@pytest.fixture
def shell(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "home"))
    shutil.copyfile(sample, tmp_path / "company.filingdesk")
    return Shell(tmp_path, capsys)


def test_a_trial_balance_is_shown_taken_and_taken_back(shell: Shell) -> None:
    table, mapping = shell.folder / "tb.csv", shell.folder / "map.toml"
    table.write_text(BOOKS, encoding="cp1252")
    mapping.write_text('"9999" = "ignore"\n"131" = "p4/cash"\n', encoding="utf-8")
    given = (
        "trial-balance",
        shell.file,
        "import",
        table,
        "--filing",
        FILING,
        "--map",
        mapping,
        "--suggested",
        "--json",
    )
    code, out, _ = shell(*given, "--dry-run")
    shown = json.loads(out)
    assert code == 0
    assert (shown["accounts"], shown["taken"], shown["unmapped"], shown["rounding"]) == (3, False, [], "-0.49")
    assert {change["place"] for change in shown["changes"]} == {
        f"{FILING}/p4/cash/end",
        f"{FILING}/p5/accounts_payable/end",
    }
    before = shell.value("p4/cash/end")
    assert json.loads(shell(*given)[1])["taken"] is True
    assert shell.value("p4/cash/end") == "9,000"
    assert json.loads(shell(*given)[1])["changes"] == []
    assert shell("undo", shell.file)[1] == "Undone: Trial balance imported\n"
    assert shell.value("p4/cash/end") == before


def test_columns_and_words(shell: Shell) -> None:
    table = shell.folder / "tb.csv"
    table.write_text("nothing\n131 Cash,x,5\n9999 Suspense,x,-5\n", encoding="utf-8")
    given = ("trial-balance", shell.file, "import", table, "--filing", FILING)
    code, out, _ = shell(*given, "--columns", "accounts=A,balance=C,first=2", "--suggested", "--dry-run")
    assert code == 0
    assert "131 Cash, end of year: 8,539 -> 5" in out
    assert "not matched: 9999 Suspense (5.00) (row 3)" in out
    assert "Nothing was changed." in out
    code, _, err = shell(*given, "--columns", "accounts:A")
    assert (code, "names no columns" in err) == (1, True)


def test_a_table_that_can_be_read_in_two_ways_is_refused_with_the_columns_of_each(shell: Shell) -> None:
    table = shell.folder / "tb.csv"
    table.write_text(",Water,,Sewer,\n,Debit,Credit,Debit,Credit\n131 Cash,5,,6,\n201 Stock,,5,,6\n", encoding="utf-8")
    given = ("trial-balance", shell.file, "import", table, "--filing", FILING, "--suggested")
    code, out, err = shell(*given)
    assert (code, out) == (1, "")
    assert "--columns accounts=A,debit=B,credit=C,first=3" in err
    code, out, _ = shell(*given, "--columns", "accounts=A,debit=D,credit=E,first=3", "--dry-run")
    assert code == 0
    assert "131 Cash, end of year: 8,539 -> 6" in out
    code, _, err = shell(*given, "--columns", "accounts=A,balance=C", "--sheet", "Nowhere")
    assert (code, "There is no sheet 'Nowhere'" in err) == (1, True)


def test_books_out_of_balance_need_a_reason(shell: Shell) -> None:
    table = shell.folder / "tb.csv"
    table.write_text("Account,Debit,Credit\n131 Cash,9000,\n231 Accounts payable,,3000\n", encoding="utf-8")
    given = ("trial-balance", shell.file, "import", table, "--filing", FILING, "--suggested")
    code, _, err = shell(*given)
    assert code == 1
    assert "debits are 9,000.00, credits 3,000.00. Debits are 6,000.00 more." in err
    assert shell.value("p4/cash/end") == "8,539"
    assert shell(*given, "--dry-run")[0] == 0
    code, out, _ = shell(*given, "--out-of-balance", "Suspense is being cleared")
    assert (code, "Imported as one step" in out) == (0, True)
    assert "Suspense is being cleared" in shell("check", shell.file, "--filing", FILING)[1]


def test_every_account_is_listed_with_its_proposal(shell: Shell) -> None:
    table, mapping = shell.folder / "tb.csv", shell.folder / "map.toml"
    table.write_text("Account,Debit,Credit\n131 Cash,9000,\n9999 Suspense,,9000\n", encoding="utf-8")
    given = ("trial-balance", shell.file, "import", table, "--filing", FILING)
    code, out, err = shell(*given)
    assert code == 1
    assert "? 9999 Suspense" in out
    assert "131 Cash" in out
    assert "p4/cash/end" in out
    assert "No account is" in err
    code, out, _ = shell(*given, "--dry-run", "--json")
    listed = {item["key"]: item for item in json.loads(out)["proposals"]}
    assert (code, listed["131"]["line"], listed["131"]["sure"], listed["9999"]["line"]) == (0, "p4/cash/end", True, "")
    assert listed["131"]["why"] == "number 131 and name"
    mapping.write_text('"131" = "p4/cash"\n"4711" = "ignore"\n', encoding="utf-8")
    code, _, err = shell(*given, "--map", mapping)
    assert (code, "Account '4711' of the mapping is not in the trial balance" in err) == (1, True)


def test_books_of_the_other_system_are_told_before_anything_is_imported(shell: Shell) -> None:
    table = shell.folder / "tb.csv"
    rows = ["231 Notes payable,,5000", "232 Accounts payable,,4000", "142 Customer accounts receivable,3000,"]
    rows += ["135 Working funds,1000,", "165 Prepayments,2000,", "343 Transmission and distribution mains,3000,"]
    table.write_text("\n".join(["Account,Debit,Credit", *rows]) + "\n", encoding="utf-8")
    given = ("trial-balance", shell.file, "import", table, "--filing", FILING, "--suggested")
    code, _, err = shell(*given)
    assert code == 1
    assert "These books seem to follow NARUC 1973" in err
    assert "--system naruc1973" in err
    assert shell(*given, "--system", "keep", "--dry-run")[0] == 0


BAD: dict[str, str] = {
    "dates": "Cell A2 should hold an account; it holds the date 2025-01-10",
    "text dates": "Cell A2 should hold an account; it holds the date 1/10/2025",
    "no result": "Cell B2 of sheet 'Sheet' holds a formula whose result is not in the file",
    "not a number": "Cell B2 should hold a balance; it reads '1,2O4'",
    "no columns": "has no columns headed Debit and Credit, or Balance",
    "open": "is open in another program",
    "gone": "There is no file",
}


@pytest.mark.parametrize("kind", sorted(BAD))
def test_a_bad_trial_balance_is_one_sentence_and_nothing_is_half_imported(shell: Shell, kind: str) -> None:
    table = shell.folder / "tb.xlsx"
    cells: dict[str, list[str | int | date]] = {
        "dates": [date(2025, 1, 10), 5],
        "text dates": ["1/10/2025", 5],
        "no result": ["131 Cash", "=2+3"],
        "not a number": ["131 Cash", "1,2O4"],
    }
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Account", "Balance"] if kind != "no columns" else ["Name", "Town"])
    sheet.append(cells.get(kind, ["132 Deposits", "x"] if kind == "no columns" else ["132 Deposits", 5]))
    sheet.append(["131 Cash", -5] if kind != "no columns" else ["B", "C"])
    if kind != "gone":
        book.save(table)
    if kind == "open":
        (shell.folder / "~$tb.xlsx").touch()
    before = shell("list", shell.file, "--json")
    code, out, err = shell("trial-balance", shell.file, "import", table, "--filing", FILING, "--suggested")
    assert (code, out) == (1, "")
    assert BAD[kind] in err
    assert err.count("\n") == 1
    assert shell("list", shell.file, "--json") == before


def test_copies_go_out_and_come_back(shell: Shell) -> None:
    code, out, _ = shell("excel", shell.file, "export", shell.folder / "copy.xlsx", "--filing", FILING)
    path = shell.folder / "copy nonpublic.xlsx"
    assert (code, out) == (0, f"Written to {path}.\n")
    code, out, _ = shell("excel", shell.file, "import", path, "--json")
    assert json.loads(out)["changes"] == []
    book = openpyxl.load_workbook(path)
    page = book[next(name for name in book.sheetnames if name.startswith("Page 4 "))]
    row = next(row for row in page.iter_rows() if row[0].value == "cash")
    page[row[5].coordinate] = "1,2O4"
    book.save(path)
    code, out, err = shell("excel", shell.file, "import", path)
    assert (code, out) == (1, "")
    assert "'1,2O4' is not a number" in err
    assert "Nothing was imported: 1 cell or sheet does not fit." in err
    page[row[5].coordinate] = 4711
    book.save(path)
    assert "1 change. Imported as one step" in shell("excel", shell.file, "import", path)[1]
    assert shell.value("p4/cash/end") == "4,711"
    page[row[5].coordinate] = 4712
    book.save(path)
    said = shell("excel", shell.file, "import", path, "--theirs")[1]
    assert "page 4, 131 Cash, end of year: 4,711 -> 4,712" in said, "what the copy's side decides is listed as a change"
    assert "1 change. Imported as one step" in said
    code, _, err = shell("excel", shell.file, "export", path, "--filing", FILING)
    assert (code, "exists already" in err) == (1, True)
    public = shell.folder / "public.xlsx"
    assert json.loads(shell("excel", shell.file, "export", public, "--public", "--json")[1])["file"] == str(public)
    assert "holds no sheet that Filing Desk wrote" in shell("excel", shell.file, "import", public)[2]


def test_worksheets_are_written(shell: Shell) -> None:
    for name, more in (("blank.pdf", ()), ("blank.xlsx", ("--schedule", "w3")), ("last.xlsx", ("--last-year",))):
        code, out, _ = shell("worksheet", shell.file, shell.folder / name, "--filing", FILING, *more)
        assert code == 0
        assert Path(out.removeprefix("Written to ").removesuffix(".\n")).is_file()
