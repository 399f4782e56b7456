"""A text longer than any that is kept is refused in a sentence, whatever it is for; nothing is changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.values import Place
from desktop_app.services.company import workspace_keys as keys
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.text_sizes import LONGEST_KEPT, TextTooLong, must_fit
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering, notes
from desktop_app.services.filings import annual_report
from tests.support.memory_companies import company, make_companies

REPORT = "2025-annual-report"
POWER = Place("w2", "power", "amount")
LONG = "word " * 800_000

WAYS: dict[str, Callable[[CompanyFile], object]] = {
    "note": lambda file: notes.write_note(file, REPORT, POWER, LONG),
    "reason of a seal": lambda file: sealing.seal_target(file, REPORT, "w2/power/amount", "customer", LONG),
    "type of a seal": lambda file: sealing.seal_target(file, REPORT, "w2/power/amount", LONG, "Its use is secret."),
    "a list in a table": lambda file: file.edit(REPORT, "Entry", {"setting/x": {"rows": ["a", {"b": LONG}]}}),
}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_a_text_of_four_million_letters_is_refused(tmp_path: Path, way: Callable[[CompanyFile], object]) -> None:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2025)
    entering.set_answer(file, REPORT, POWER, "5")
    before = dict(file.workspace.under(""))
    with pytest.raises(TextTooLong, match=r"characters, and at most 60,000 are kept\. Shorten it"):
        way(file)
    assert dict(file.workspace.under("")) == before


def test_the_longest_text_is_kept_and_an_older_longer_one_may_stay(tmp_path: Path) -> None:
    file = company(make_companies(), tmp_path)
    annual_report.begin_report(file, 2025)
    notes.write_note(file, REPORT, POWER, "x" * LONGEST_KEPT)
    assert file.workspace.get(keys.note_key(REPORT, POWER))
    longer = "x" * (LONGEST_KEPT + 1)
    must_fit("Note", [{"text": longer}], [{"text": longer, "mark": "unsure"}])
    with pytest.raises(TextTooLong):
        must_fit("Note", [{"text": longer}], [{"text": f"{longer}y"}])
