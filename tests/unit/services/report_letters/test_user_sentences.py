"""What the user writes ends a sentence of a letter with a period, until the letter went out."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop_app.services.filing_package.correspondence import BLANK
from desktop_app.services.report_letters import drafts
from tests.unit.services.report_letters.test_letters import reasoned, text, water

SENT = drafts.SentLetter(date(2026, 4, 14), "By mail", "", "0")


def test_the_words_of_the_user_end_with_a_period_until_the_letter_went_out(tmp_path: Path) -> None:
    file = water(tmp_path)
    draft = reasoned(file)
    assert ".." not in text(file, draft)
    bare = replace(draft, values={**draft.values, "reason": "the bookkeeper was ill"})
    assert "this: the bookkeeper was ill.\n" in text(file, bare)
    assert "this: the bookkeeper was ill\n" in text(file, replace(bare, sent=SENT))
    empty = replace(draft, values={**draft.values, "reason": ""})
    assert f"this: {BLANK}\n" in text(file, empty)
    answer = replace(drafts.begin_letter(file, "deficiency_answer", 2025), rows=(("Page W-3, line 12", "$1,234"),))
    assert "The notice says: Page W-3, line 12. The company supplies: $1,234.\n" in text(file, answer)
