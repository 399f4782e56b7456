"""An imported file is read whole: what no company can be made of is named, as a fault of that file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.filings import Filing
from desktop_app.domain.values import Json, Place
from desktop_app.services.companies.import_check import READERS, BadImport, check_import
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.text_sizes import LONGEST_IMPORTED, LONGEST_KEPT
from desktop_app.services.company.workspace_keys import KIND_OF
from desktop_app.services.confidentiality.evidence import kept_reasons
from desktop_app.services.filings import annual_report
from desktop_app.services.ports import EntryChange
from tests.support.memory_companies import company, make_companies

REPORT = "2025-annual-report"
LOST = "0" * 64
NUMBER: Json = {"number": "1"}
ATTACHMENT: dict[str, Json] = {
    "title": "x",
    "item": "",
    "name": "x.pdf",
    "digest": LOST,
    "pages": [[612, 792]],
    "warnings": [],
    "sealed": False,
    "type": "",
    "reason": "",
    "boxes": {},
    "boxed": "",
}
SHEET: dict[str, Json] = {"number": "1", "title": "", "versions": [{"revision": 0, "state": "approved", "text": LOST}]}


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2024)
    annual_report.begin_report(file, 2025)
    return file


def filing(file: CompanyFile, **changed: Json) -> Json:
    data = Filing.to_json(file.filing(REPORT))
    assert isinstance(data, dict)
    return {**data, **changed}


def refused(file: CompanyFile, key: str, data: Json) -> str:
    file.workspace.commit("from elsewhere", [EntryChange(key, file.workspace.get(key), data)])
    fresh = CompanyFile(file.workspace, file.library, file.clock, file.new_id)
    with pytest.raises(BadImport) as refusal:
        check_import(fresh, "in.json")
    assert "amage" not in str(refusal.value)
    assert not any(word in str(refusal.value) for word in ("Error", "isoformat", "None", "dict", "NoneType"))
    return str(refusal.value)


def test_every_kind_of_entry_has_a_reader() -> None:
    assert {prefix.partition("/")[0] for prefix, _ in READERS if prefix} == set(KIND_OF)


@pytest.mark.parametrize(
    ("key", "data", "words"),
    [
        ("answer/2025-annual-report/w2/power/amount", {"number": "9" * 40}, "at most 18 digits"),
        ("answer/2025-annual-report/w2/power/amount", {"number": "1e9"}, "digits alone"),
        ("answer/2025-annual-report/w2/power/amount", {"number": "NaN"}, "digits alone"),
        ("answer/2025-annual-report/w2/power/amount", {"date": "10000-01-01"}, "reads"),
        ("answer/2025-annual-report/w2/power/amount", {"word": "Perhaps"}, "reads"),
        ("answer/2025-annual-report/w2/power/amount", 5, "reads 5"),
        ("answer/2025-annual-report/w2/power/amount", {"number": "1", "word": "x"}, "reads"),
        ("answer/2025-annual-report/w2/power", NUMBER, "schedule/line/column"),
        ("answer/2025-annual-report/w2/po/wer/amount", NUMBER, "schedule/line/column"),
        ("rows/2025-annual-report/loans", ["a/b"], "'a/b' cannot be the name of a row"),
        ("rows/2025-annual-report/loans", ["a", "a"], "is in it twice"),
        ("rows/2025-annual-report/loans", ["a", 7], "'7' cannot be"),
        ("rows/2025-annual-report/loans", "a", "list of rows"),
        ("override/2025-annual-report/w2/total/amount", {"value": 3, "reason": "x"}, "reads"),
        ("explain/2025-annual-report/w2/total/amount", ["x"], "must be a text"),
        ("doubt/2025-annual-report/w2/power/amount", ["x"], "must be a text"),
        ("doubt/2025-annual-report/w2/power", "x", "schedule/line/column"),
        ("books/2025-annual-report/w2/total/amount", ["x"], "must be a table"),
        ("seal/2025-annual-report/w2/total/amount", "sealed", "not a table"),
        ("note/2025-annual-report/w2/total/amount", {"text": "x", "mark": "red"}, "reads"),
        ("source/2025-annual-report/w2/total/amount", [], "reads []"),
        ("work_paper/2025-annual-report/w2/power/amount", [{"amount": "x"}], "reads"),
        ("work_paper/2025-annual-report/w2/power/amount", [{"words": "x"}], "reads"),
        ("attachment/2025-annual-report/01", {**ATTACHMENT, "pages": "x"}, "Attachment 01 is not what it should be"),
        ("attachment/2025-annual-report/01", ATTACHMENT, "names a document that is not in the file (000000000000)"),
        ("frozen/2024-annual-report", ["x"], "must be a table"),
        ("account/company/water/601", "x", "reads"),
        ("account/company/601", {}, "reads"),
        ("chart/2024-annual-report", 3, "must be a table"),
        ("filing/2025-annual-report", "x", "not a table"),
        ("tariff/schedule/water-1", {"utility": "water"}, "reads"),
        ("tariff/sheet/water-1/1", {"number": "1"}, "reads"),
        ("tariff/sheet/water-1/1", SHEET, "names a document"),
        ("tariff/text/water-1/1", {"x": "y"}, "must be a text"),
        ("tariff/filing/f1", {"stage": "none"}, "reads"),
        ("tariff/support/f1/1", {"digest": LOST}, "names a document"),
        ("setting/filed/2024-annual-report", {"files": [{"digest": LOST}]}, "names a document"),
        ("setting/law/report/limit", [{"from": "2004-13-01", "is": "x"}], "reads"),
        ("setting/event/e1", {"event": "x", "day": "tomorrow"}, "reads"),
        ("setting/done/x", "02/03/2026", "reads"),
        ("setting/extension/MMXX", {"asked": "2026-01-01", "until": "2026-01-01"}, "reads"),
        ("setting/letter/l1", {"day": "2026-01-01"}, "lacks its fields"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named_with_what_it_reads(
    file: CompanyFile, key: str, data: Json, words: str
) -> None:
    said = refused(file, key, data)
    assert said.startswith(f"in.json: the entry '{key}' ")
    assert words in said
    assert said.endswith("Export the company again where it came from.")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"year": 1_000_000_000}, "must be from 1800 to 2199; it reads 1000000000"),
        ({"year": -1}, "must be from 1800 to 2199"),
        ({"year": "2025"}, "lacks its utilities, year or revision"),
        ({"month": 13}, "from 1 to 12"),
        ({"rules_on": "2026-02-30"}, "It reads {"),
        ({"state": "half"}, "It reads {"),
        ({"utilities": "water"}, "lacks its utilities"),
    ],
)
def test_particulars_of_a_filing_that_cannot_be_are_told(
    file: CompanyFile, changed: dict[str, Json], words: str
) -> None:
    assert words in refused(file, f"filing/{REPORT}", filing(file, **changed))


@pytest.mark.parametrize("previous", [REPORT, "2024-annual-report"])
def test_filings_that_open_from_each_other_are_told(file: CompanyFile, previous: str) -> None:
    other = file.workspace.get("filing/2024-annual-report")
    assert isinstance(other, dict)
    file.workspace.commit("x", [EntryChange("filing/2024-annual-report", other, {**other, "previous": REPORT})])
    said = refused(file, f"filing/{REPORT}", filing(file, previous=previous))
    assert said.startswith("in.json cannot be imported: Filings take their opening figures from each other: ")
    assert REPORT in said


@pytest.mark.untraced
@pytest.mark.slow
def test_a_row_of_hundreds_of_filings_is_no_circle(file: CompanyFile) -> None:
    first = file.workspace.get("filing/2024-annual-report")
    assert isinstance(first, dict)
    years = range(1810, 2024)
    changes = [
        EntryChange(
            f"filing/{year}-annual-report",
            None,
            {**first, "year": year, "previous": f"{year - 1}-annual-report" if year > 1810 else ""},
        )
        for year in years
    ]
    file.workspace.commit("Two centuries", changes)
    changed: Json = {**first, "previous": "2023-annual-report"}
    file.workspace.commit("The last", [EntryChange("filing/2024-annual-report", first, changed)])
    fresh = CompanyFile(file.workspace, file.library, file.clock, file.new_id)
    assert REPORT in fresh.book(REPORT).filing.id
    assert len(fresh._inputs) == len(years) + 3
    assert set(fresh._books) == {REPORT, "company"}, "of the others only what is carried is computed"


def test_a_company_with_entries_of_every_kind_is_imported(file: CompanyFile) -> None:
    """What a company may hold is not refused: every kind once, lists, and fields that name no document."""
    cell = f"{REPORT}/w2/power/amount"
    digest = file.workspace.keep_document(b"words")
    whole: dict[str, Json] = {
        f"answer/{cell}": NUMBER,
        f"rows/{REPORT}/loans": ["a", "b"],
        f"override/{REPORT}/w2/gallons/amount": {"value": NUMBER, "reason": "Read late"},
        f"explain/{cell}": "A new pump.",
        f"attachment/{REPORT}/01": {**ATTACHMENT, "digest": digest},
        "tariff/sheet/water-1/1": {
            **SHEET,
            "versions": [{"revision": 0, "state": "approved", "text": digest}, {"revision": 1, "state": "draft"}],
        },
        "tariff/text/water-1/1": "Words of a draft",
        "tariff/support/f1/1": {"digest": digest, "files": [{"digest": ""}]},
        "setting/filed/2024-annual-report": {"files": [{"digest": digest}, "x"], "digest": digest},
        "setting/law/report/limit": [],
        "setting/law/report/percent": "no list",
        "setting/extension/2024": "no table",
        "setting/anything": 3,
    }
    file.workspace.commit("from elsewhere", [EntryChange(key, None, data) for key, data in whole.items()])
    fresh = CompanyFile(file.workspace, file.library, file.clock, file.new_id)
    check_import(fresh, "in.json")
    assert fresh.book(REPORT).calculation.values[Place("w2", "power", "amount")] == 1


@pytest.mark.parametrize(
    ("key", "wrap"),
    [
        ("explain/2025-annual-report/w2/power/amount", lambda text: text),
        ("note/2025-annual-report/w2/power/amount", lambda text: {"text": text}),
        ("setting/anything", lambda text: {"rows": ["a", {"b": text}]}),
        ("answer/2025-annual-report/p3/mergers/answer", lambda text: text),
    ],
)
def test_a_text_longer_than_any_version_wrote_is_refused(
    file: CompanyFile, key: str, wrap: Callable[[str], Json]
) -> None:
    sentence = refused(file, key, wrap("x" * (LONGEST_IMPORTED + 1)))
    assert sentence.startswith(f"in.json: the entry '{key}' cannot be used")
    assert sentence.endswith(
        "the text has 1,000,001 characters, and at most 1,000,000 are kept. Shorten it, or attach a document."
    )


def test_a_longer_text_of_an_earlier_version_is_imported_and_stays_where_it_is_opened(file: CompanyFile) -> None:
    key = "explain/2025-annual-report/w2/power/amount"
    file.workspace.commit("from elsewhere", [EntryChange(key, None, "x" * LONGEST_KEPT)])
    longer = "x" * (LONGEST_KEPT + 1)
    file.workspace.commit("an earlier version", [EntryChange(key, "x" * LONGEST_KEPT, longer)])
    check_import(CompanyFile(file.workspace, file.library, file.clock, file.new_id), "in.json")
    opened = CompanyFile(file.workspace, file.library, file.clock, file.new_id)
    assert opened.book(REPORT).answers.explanations[Place("w2", "power", "amount")] == longer


@pytest.mark.parametrize("data", ["A reason.", {"reason": "A reason.", "mentions": ["Page 5 says it."]}])
def test_a_reason_to_disclose_is_imported_as_this_and_earlier_versions_write_it(file: CompanyFile, data: Json) -> None:
    key = "kept/2025-annual-report/w2/power/amount"
    file.workspace.commit("from elsewhere", [EntryChange(key, None, data)])
    fresh = CompanyFile(file.workspace, file.library, file.clock, file.new_id)
    check_import(fresh, "in.json")
    (kept,) = kept_reasons(fresh, REPORT).values()
    assert (kept.words, kept.settles("Page 6 says it.")) == ("A reason.", isinstance(data, str))
    assert kept.settles("Page 5 says it.")


@pytest.mark.parametrize("data", [5, {}, {"reason": "x"}, {"reason": 5, "mentions": []}])
def test_a_reason_to_disclose_that_is_none_is_refused(file: CompanyFile, data: Json) -> None:
    assert "cannot be used" in refused(file, "kept/2025-annual-report/w2/power/amount", data)
