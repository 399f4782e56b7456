"""The response to a pleading that asks for disclosure: what was under seal, as the user or a filed report states it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.services.confidentiality import sealing
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filings import annual_report
from desktop_app.services.report_letters import drafts
from desktop_app.services.report_letters.drafts import RESPONSE
from desktop_app.services.report_letters.letter_checks import LetterNotReady, finished_letter, timeliness
from tests.unit.services.report_letters.test_letters import text, water


@pytest.mark.untraced
@pytest.mark.slow
def test_a_response_has_the_seals_with_their_reasons_at_hand(tmp_path: Path) -> None:
    file = water(tmp_path, date(2026, 6, 5))
    filing = annual_report.begin_report(file, 2025)
    cells = file.book(filing.id).sheet.cells
    place = next(item for item, spec in cells.items() if not spec.formula and not spec.no_seal)
    sealing.seal_target(file, filing.id, str(place), "Trade secrets", "It would help a competitor.")
    keeping.record_event(file, "disclosure_pleading", date(2026, 6, 1))
    said = text(file, drafts.begin_letter(file, RESPONSE, 2025))
    assert "(Trade secrets): It would help a competitor." in said
    assert "On June 1, 2026 ____" in said


@pytest.mark.slow
def test_a_response_about_nothing_sealed_is_stopped(tmp_path: Path) -> None:
    file = water(tmp_path, date(2026, 6, 5))
    annual_report.begin_report(file, 2025)
    with pytest.raises(LetterNotReady, match="Write what was submitted under seal in the letter's own field"):
        finished_letter(file, drafts.begin_letter(file, RESPONSE, 2025))


PLEADING_ANSWERED = {
    "docket": "EC-2026-0003",
    "pleader": "Sample Newspaper",
    "pleading_date": "6/1/2026",
    "argument": "The figures tell about a single customer.",
}


@pytest.mark.parametrize("utility", ["electric", "gas", "telecom", "water"])
def test_a_response_lists_what_the_user_states(tmp_path: Path, utility: str) -> None:
    """Section (5) of each rule; the report itself may have been prepared elsewhere."""
    file = water(tmp_path, date(2026, 6, 5), utility)
    stated = "Page 12, fuel cost: a trade secret.\n\n  Page 14, contract prices: confidential by contract."
    draft = replace(drafts.begin_letter(file, RESPONSE, 2025), values={**PLEADING_ANSWERED, "sealed_items": stated})
    written = [part.text for part in finished_letter(file, draft)]
    assert "Page 12, fuel cost: a trade secret.\nPage 14, contract prices: confidential by contract." in written
    for name, words in {"docket": "case number", "pleader": "who asks", "argument": "arguments"}.items():
        with pytest.raises(LetterNotReady, match=words):
            finished_letter(file, replace(draft, values={**draft.values, name: " "}))


@pytest.mark.slow
def test_the_seals_of_a_report_that_is_not_filed_are_not_what_was_submitted(tmp_path: Path) -> None:
    file = water(tmp_path, date(2026, 6, 5))
    filing = annual_report.begin_report(file, 2025)
    cells = file.book(filing.id).sheet.cells
    place = next(item for item, spec in cells.items() if not spec.formula and not spec.no_seal)
    sealing.seal_target(file, filing.id, str(place), "Trade secrets", "It would help a competitor.")
    draft = replace(drafts.begin_letter(file, RESPONSE, 2025), values=PLEADING_ANSWERED)
    with pytest.raises(LetterNotReady, match="not marked as filed"):
        finished_letter(file, draft)
    annual_report.mark_filed(file, filing.id, "2026-04-02", "By mail")
    assert finished_letter(file, draft)


@pytest.mark.parametrize(
    ("today", "words"),
    [(16, "It is in time if the commission receives it by June 16"), (17, "until June 16, 2026; that")],
)
def test_a_response_is_counted_from_the_pleading_and_writes_its_day_in_words(
    tmp_path: Path, today: int, words: str
) -> None:
    """Fifteen days from June 1."""
    file = water(tmp_path, date(2026, 6, today))
    draft = replace(drafts.begin_letter(file, RESPONSE, 2025), values={**PLEADING_ANSWERED, "sealed_items": "Page 12."})
    assert words in timeliness(file, draft)
    assert "On June 1, 2026 Sample Newspaper filed a pleading" in text(file, draft)
    with pytest.raises(LetterNotReady, match="'soon' is not a date"):
        finished_letter(file, replace(draft, values={**draft.values, "pleading_date": "soon"}))
