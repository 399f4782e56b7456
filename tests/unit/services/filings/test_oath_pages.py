"""An oath page belongs to the contents that it was printed with: an edit after it makes it void, and is named."""

from pathlib import Path

import pytest

from desktop_app.domain.json_fields import as_table
from desktop_app.domain.values import Place, place_of
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report
from desktop_app.services.filings.annual_report import VoidOathAsked
from desktop_app.services.filings.oath_pages import (
    OTHERWISE,
    OathPage,
    contents_of,
    keep_oath_page,
    last_step,
    oath_from_json,
    oath_page,
    void_oath,
)
from tests.support.memory_companies import company, make_companies

FILING = "2025-annual-report"
POWER = Place("w2", "power", "amount")


@pytest.fixture
def file(tmp_path: Path) -> CompanyFile:
    made = company(make_companies(), tmp_path)
    annual_report.begin_report(made, 2025)
    entering.set_answer(made, FILING, POWER, "250")
    return made


def printed(file: CompanyFile, contents: str = "") -> None:
    page = OathPage("2026-02-03", ("AAAA-1", "BBBB-2"), contents or contents_of(file, FILING), last_step(file))
    keep_oath_page(file, FILING, page)


def changed(file: CompanyFile) -> tuple[str, ...] | None:
    found = void_oath(file, FILING)
    return None if found is None else found.changed


def test_without_an_oath_page_and_without_an_edit_nothing_is_void(file: CompanyFile) -> None:
    assert changed(file) is None
    printed(file)
    assert changed(file) is None
    annual_report.mark_filed(file, FILING, "2026-03-01", "By mail")
    assert changed(file) is None


def test_an_edit_is_named_and_taking_it_back_makes_the_page_good_again(file: CompanyFile) -> None:
    printed(file)
    entering.set_answer(file, FILING, POWER, "260")
    (named,) = changed(file) or ()
    assert "power" in named.casefold()
    entering.set_answer(file, FILING, POWER, "250")
    assert changed(file) is None
    entering.set_answer(file, FILING, POWER, "260")
    file.undo()
    assert changed(file) is None


def test_seals_explanations_rows_and_the_company_page_count_too(file: CompanyFile) -> None:
    printed(file)
    sealing.seal_target(file, FILING, str(POWER), "Customer-specific information", "It names a customer.")
    entering.explain_place(file, FILING, POWER, "A rate change.")
    entering.new_row(file, FILING, "loans", "lender", "A bank")
    entering.set_answer(file, "company", place_of("identity/legal_name/answer"), "Another Sample Company")
    named = changed(file) or ()
    assert any(one.startswith("seal on ") for one in named)
    assert any(one.startswith("explanation on ") for one in named)
    assert any("rows of " in one for one in named)
    assert any(one.startswith("Company page, ") for one in named)


def test_a_note_for_oneself_changes_nothing_that_is_sworn_to(file: CompanyFile) -> None:
    printed(file)
    entering.change_setting(file, "copies", "two")
    assert changed(file) is None


def test_the_sentence_tells_code_day_and_what_to_do(file: CompanyFile) -> None:
    printed(file, "other contents")
    found = void_oath(file, FILING)
    assert found is not None
    assert found.sentence == (
        "The oath page printed on February 3, 2026 with the code AAAA-1 and BBBB-2 is void. Changed since: "
        f"{OTHERWISE}. Produce the package again and have the new page signed."
    )


def test_many_changes_are_counted(file: CompanyFile) -> None:
    printed(file)
    for number in range(10):
        entering.new_row(file, FILING, "loans", "lender", f"Bank {number}")
    found = void_oath(file, FILING)
    assert found is not None
    assert len(found.changed) == 11
    assert "; and 3 more." in found.sentence


def test_marking_as_filed_asks(file: CompanyFile) -> None:
    printed(file)
    entering.set_answer(file, FILING, POWER, "260")
    with pytest.raises(VoidOathAsked, match="is void"):
        annual_report.mark_filed(file, FILING, "2026-03-01", "By mail")
    annual_report.mark_filed(file, FILING, "2026-03-01", "By mail", void_oath_known=True)
    assert file.filing(FILING).filed_on == "2026-03-01"


def test_what_is_kept_is_read_back_and_the_same_page_is_kept_once(file: CompanyFile) -> None:
    printed(file)
    page = oath_page(file, FILING)
    assert page is not None
    before = last_step(file)
    keep_oath_page(file, FILING, page)
    assert last_step(file) == before
    assert oath_from_json("", as_table(page.to_json())) == page
    for broken in ({}, {**as_table(page.to_json()), "day": "no day"}, {**as_table(page.to_json()), "step": "x"}):
        with pytest.raises((ValueError, TypeError)):
            oath_from_json("", broken)
