"""The ledger of a form: read, and refused by file and key where it leads nowhere."""

from pathlib import Path

import pytest

from desktop_app.catalog.forms import read_form
from desktop_app.catalog.trouble import CatalogError
from desktop_app.formspec.ledger import LedgerLines, LedgerSide
from tests.support.planted_forms import plant

PART = "filings/report/r1/first.toml"
LEDGER = """
[[ledger]]
at = "p4/section:assets/end"
side = "debit"
[[ledger]]
at = "w1/*/twice"
side = "credit"
rises = "depth"
called = "Depth of"
words = ["deep well"]
[ledger_words]
plant_role = ["plant"]
reserve = ["set apart"]
[ledger_utilities]
sewer = ["sewer"]
"""


def write(folder: Path, old: str = "", new: str = "") -> Path:
    plant(folder)
    path = folder / PART
    assert old in LEDGER
    path.write_text(path.read_text(encoding="utf-8") + LEDGER.replace(old, new, 1), encoding="utf-8")
    return folder


def test_a_ledger_is_read(tmp_path: Path) -> None:
    ledger = read_form(write(tmp_path), "report", 1).ledger
    assert ledger.lines == (
        LedgerLines("p4/section:assets/end", LedgerSide.DEBIT),
        LedgerLines("w1/*/twice", LedgerSide.CREDIT, rises="depth", called="Depth of", words=("deep well",)),
    )
    assert ledger.words == {"plant_role": ("plant",), "reserve": ("set apart",)}
    assert ledger.utilities == {"sewer": ("sewer",)}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"p4/section:assets/end"', '"p4/section:assets/"', "ledger"),
        ('"p4/section:assets/end"', '"p4/./end"', "write schedule/lines/column"),
        ('"p4/section:assets/end"', '"prior:p4/*/end"', "write schedule/lines/column"),
        ('"p4/section:assets/end"', '"1"', "write schedule/lines/column"),
        ('"p4/section:assets/end"', '"p9/*/end"', "no schedule 'p9'"),
        ('"p4/section:assets/end"', '"p4/*/ending"', "no column 'ending'"),
        ('"p4/section:assets/end"', '"p4/section:om/end"', "no section 'om'"),
        ('"p4/section:assets/end"', '"p4/role:om/end"', "no role 'om'"),
        ('"p4/section:assets/end"', '"p4/nobody/end"', "no line 'nobody'"),
        ('"debit"', '"left"', "'left' is not known"),
        ('"depth"', '"width"', "no column 'width'"),
        ("reserve =", "nobody =", "no role or account 'nobody'"),
        ("called =", "named =", "this key is not known here"),
    ],
)
def test_what_leads_nowhere_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(CatalogError, match=words) as caught:
        read_form(write(tmp_path, old, new), "report", 1)
    assert "first.toml" in str(caught.value)
