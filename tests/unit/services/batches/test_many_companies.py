"""A year's end for two clients in one batch, and that nothing of one reaches the other's papers."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.domain.values import place_of
from desktop_app.services.analysis.comparison import comparison, comparison_list
from desktop_app.services.analysis.hand_over import hand_over
from desktop_app.services.batches.books import import_books, import_by_memory
from desktop_app.services.batches.errands import check_reports, produce_packages
from desktop_app.services.batches.matching import KnownCompany, MatchedBooks
from desktop_app.services.batches.running import BatchLine, BatchWatch, CompanyErrand, folder_names, run_batch
from desktop_app.services.batches.signature_pages import save_signature_pages
from desktop_app.services.companies.all_companies import look_at
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering, notes
from desktop_app.services.packs.gathering import gather_pack
from desktop_app.services.packs.pack_file import pack_bytes
from desktop_app.services.ports import SpreadsheetTable, TableFile
from desktop_app.services.program.program import Program
from desktop_app.services.progress.overview import name_of
from desktop_app.services.report_letters.composing import as_text, compose_letter
from desktop_app.services.report_letters.drafts import LetterDraft

pytestmark = pytest.mark.slow  # whole sample companies
REPORT = "2025-annual-report"
MARK = "Zyxwvut"
MARKED = {
    "company": {"identity/legal_name/answer": f"{MARK} Water Company", "office/street/answer": f"1 {MARK} Street"},
    REPORT: {"p3/extensions/answer": f"A main of {MARK}.", "w1_large/@/name": f"{MARK} Park"},
}


@dataclass(frozen=True)
class Clients:
    """Two companies, of which the first says a telling word wherever it can, and what was written of both."""

    program: Program
    first: Path
    second: Path
    out: Path
    temporary: Path
    lines: tuple[BatchLine, ...]


@pytest.fixture(scope="module")
def clients(real_program: Program, sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Clients:
    folder, out, temporary = (tmp_path_factory.mktemp(name) for name in ("clients", "out", "temporary"))
    first, second = folder / "first.filingdesk", folder / "second.filingdesk"
    for path in (first, second):
        shutil.copyfile(sample_path, path)
    file = real_program.companies.open_beside(first)
    for filing, answers in MARKED.items():
        for words, value in answers.items():
            row = file.book(filing).answers.rows["w1_large"][0] if "@" in words else ""
            entering.set_answer(file, filing, place_of(words.replace("@", row)), value)
    notes.write_note(file, REPORT, place_of("p4/cash/end"), f"{MARK} note")
    file.close()
    names = folder_names([first, second])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(temporary))
        patch.setattr(tempfile, "tempdir", None)
        produce = produce_packages(real_program.packages, out, names, 2025, bool)
        sign = save_signature_pages(real_program.pictures, out, names, 2025, [])
        lines = (*run(real_program, [first, second], produce), *run(real_program, [first, second], sign))
    return Clients(real_program, first, second, out, temporary, lines)


def run(program: Program, paths: Sequence[Path], errand: CompanyErrand) -> tuple[BatchLine, ...]:
    return run_batch(program.companies, paths, errand, BatchWatch(lambda *_: None, bool), writing=True)


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_both_are_produced_and_their_pages_to_be_signed_have_text(clients: Clients) -> None:
    assert [line.refused for line in clients.lines] == [""] * 4
    pages = clients.program.packages.tools.inspector.pages(
        (clients.out / f"first {REPORT} pages to sign.pdf").read_bytes()
    )
    assert len(pages) == 3
    assert all(f"{MARK} Water Company" in page.text for page in pages)


@pytest.mark.untraced
def test_the_papers_of_the_second_are_what_they_are_without_the_first(clients: Clients, tmp_path: Path) -> None:
    errand = produce_packages(clients.program.packages, tmp_path, {clients.second: "second"}, 2025, bool)
    (line,) = run(clients.program, [clients.second], errand)
    assert line.refused == ""
    assert written(clients.out / f"second {REPORT}") == written(tmp_path / f"second {REPORT}")


@pytest.mark.untraced
def test_no_word_of_the_first_is_in_anything_of_the_second(clients: Clients) -> None:
    pdfs = [path for path in clients.out.rglob("*.pdf") if path.relative_to(clients.out).parts[0].startswith("second")]
    assert len(pdfs) > 5
    for path in pdfs:
        pages = clients.program.packages.tools.inspector.pages(path.read_bytes())
        assert MARK not in " ".join(page.text for page in pages) + path.name, path.name
    others = [path for path in (*pdfs, *clients.second.parent.rglob("second*")) if path.is_file()]
    assert all(MARK.encode() not in path.read_bytes() for path in others)
    assert MARK not in str(look_at(clients.program.companies, clients.second))
    assert all(MARK not in line.done for line in clients.lines if line.path == clients.second)


def test_no_word_of_the_first_is_in_letters_lists_copies_or_packs_of_the_second(clients: Clients) -> None:
    program = clients.program
    first, second = (program.companies.peek(path) for path in (clients.first, clients.second))
    written_of = {}
    for name, file in (("first", first), ("second", second)):
        letters = [composed(file, kind) for kind in ("extension_letter", "deficiency_answer")]
        lists = (comparison_list(file.book(REPORT), comparison(file.book(REPORT))), hand_over(file, REPORT, notes=True))
        pack = pack_bytes(gather_pack(file, name_of(file), name_of(file)))
        written_of[name] = str((letters, lists, pack, program.companies.exported(file)))
        program.excel.copied(file, filing=REPORT, schedule="p3")
    first.close()
    second.close()
    assert MARK in written_of["first"], "the first says its word where it can"
    assert MARK not in written_of["second"]


def composed(file: CompanyFile, kind: str) -> str:
    draft = LetterDraft("x", kind, 2025, file.clock.today(), filing=REPORT)
    return as_text(compose_letter(file, draft))


def test_temporary_files_and_logs_are_left_without_a_word(clients: Clients) -> None:
    logs = written(clients.program.logs) if clients.program.logs.is_dir() else {}
    left = written(clients.temporary) | logs
    assert not [name for name, content in left.items() if MARK.encode() in content or MARK in name]


def test_pages_of_another_company_or_of_a_changed_package_are_refused(clients: Clients, tmp_path: Path) -> None:
    def refused(name: str) -> str:
        errand = save_signature_pages(clients.program.pictures, tmp_path, {clients.second: name}, 2025, [])
        (line,) = run(clients.program, [clients.second], errand)
        return line.refused

    shutil.copytree(clients.out / f"first {REPORT}", tmp_path / f"moved {REPORT}")
    shutil.copytree(clients.out / f"second {REPORT}", tmp_path / f"second {REPORT}")
    letter = next((tmp_path / f"second {REPORT}" / "public").glob("*letter*.pdf"))
    letter.write_bytes(letter.read_bytes() + b" ")
    assert f"is of {MARK} Water Company, not of this company" in refused("moved")
    assert "is not as it was produced. Produce the package again." in refused("second")
    assert "is not a package" in refused("none")
    shutil.copytree(clients.out / f"second {REPORT}", tmp_path / f"void {REPORT}")
    path = tmp_path / "second.filingdesk"
    shutil.copyfile(clients.second, path)
    file = clients.program.companies.open_beside(path)
    entering.set_answer(file, REPORT, place_of("p4/cash/end"), "1")
    file.close()
    (line,) = run(
        clients.program, [path], save_signature_pages(clients.program.pictures, tmp_path, {path: "void"}, 2025, [])
    )
    assert "is void. Changed since" in line.refused


def table(*rows: tuple[str, ...], name: str = "second.csv") -> TableFile:
    return TableFile(name, (SpreadsheetTable("Sheet", tuple(rows)),))


HEAD = ("Account", "Name", "Debit", "Credit")
CASH, OTHER = ("131", "Cash", "77", ""), ("999", "Suspense", "", "77")


def test_books_are_imported_by_memory_alone(clients: Clients, tmp_path: Path) -> None:
    companies, path = clients.program.companies, tmp_path / "second.filingdesk"
    shutil.copyfile(clients.second, path)
    own, other = KnownCompany(path, "Sample Creek"), KnownCompany(clients.first, f"{MARK} Water Company")

    def imported(*rows: tuple[str, ...], name: str = "second.csv") -> str:
        source = table(*rows, name=name)
        (line,) = run(clients.program, [path], lambda file, _: import_by_memory(file, source, own, (own, other), 2025))
        return line.refused or line.done

    assert "2 accounts had no line last time: 131 Cash, 999 Suspense." in imported(HEAD, CASH, OTHER)
    file = companies.open_beside(path)
    for number, name, line in (("131", "Cash", "p4/cash/end"), ("999", "Suspense", "ignore")):
        entering.change_setting(file, f"account/{number}", {"line": line, "number": number, "name": name})
    file.close()
    assert imported((f"{MARK} Water Company",), HEAD, CASH, OTHER) == (
        f"The heading of second.csv names {MARK} Water Company, not Sample Creek."
    )
    unsure = imported(("Account", "Name", "A", "B"), ("131", "Cash", "77", "8"), ("999", "Suspense", "-77", "-8"))
    assert unsure.endswith("Import these books in the company itself.")
    assert "is named for 2024, and the report is for 2025" in imported(HEAD, CASH, OTHER, name="2024.csv")
    assert "Debits are 7.00 more. Correct the books, or" in imported(HEAD, CASH, ("999", "Suspense", "", "70"))
    file = companies.open_beside(path)
    entering.set_answer(file, REPORT, place_of("p4/cash/end"), "80")
    file.close()
    grown = (("131", "Cash", "80", ""), ("999", "Suspense", "", "80"))
    assert imported(HEAD, *grown) == f"second.csv: {REPORT} agrees with these balances."
    assert imported(HEAD, CASH, OTHER).startswith("second.csv: ")
    file = companies.peek(path)
    assert str(file.book(REPORT).calculation.values[place_of("p4/cash/end")]) == "77"
    file.close()
    assert imported(HEAD, CASH, OTHER) == f"second.csv: {REPORT} has these balances already."


@pytest.mark.untraced
def test_of_twenty_one_that_is_open_and_one_that_is_broken_stop_nobody(clients: Clients, tmp_path: Path) -> None:
    paths = [tmp_path / f"Client {number:02}.filingdesk" for number in range(20)]
    for path in paths:
        shutil.copyfile(clients.second, path)
    paths[3].write_text("not a company", encoding="utf-8")
    held = clients.program.companies.open(paths[11])
    lines = run(clients.program, paths, lambda _, path: f"{path.stem} done.")
    held.close()
    refused = {line.path.stem: line.refused for line in lines if line.refused}
    assert refused.keys() == {"Client 03", "Client 11"}
    assert "is not a Filing Desk company file" in refused["Client 03"]
    assert "Close it there first" in refused["Client 11"]
    assert [line.done for line in lines if line.done] == [
        f"{path.stem} done." for path in paths if path.stem not in refused
    ]


def test_a_company_without_books_is_refused(clients: Clients, tmp_path: Path) -> None:
    errand = import_books(clients.program.tables, (MatchedBooks(tmp_path / "elm.csv"),), (), 2025, bool)
    (line,) = run(clients.program, [clients.first], errand)
    assert line.refused == "No trial balance of the folder is this company's."


def test_a_check_says_what_is_open_or_that_it_is_ready(clients: Clients, tmp_path: Path) -> None:
    path = tmp_path / "second.filingdesk"
    shutil.copyfile(clients.second, path)
    file = clients.program.companies.open_beside(path)
    entering.set_answer(file, REPORT, place_of("p4/cash/end"), "1")
    file.close()
    ready, unready = run(clients.program, [clients.second, path], check_reports(clients.program.packages))
    assert ready.done == f"{REPORT} is ready."
    assert unready.refused.startswith(f"{REPORT}: ")
    assert "still open" in unready.refused
