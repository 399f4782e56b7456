"""A small but complete forms folder, and ways to spoil it."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "accounts/naruc1996.toml": """
system = "naruc1996"
title = "Chart"
source = "Book"
account = [
    { id = "plant", number = "101", title = "Plant", section = "assets", roles = ["plant_role"], confidence = "high" },
    { id = "reserve", number = "108", title = "Reserve", section = "assets", contra = true, confidence = "high" },
]
[sections]
assets = "Assets"
""",
    "accounts/naruc1973.toml": """
system = "naruc1973"
title = "Chart"
source = "Book"
account = [
    { id = "plant", number = "101", title = "Plant", section = "assets", roles = ["plant_role"], confidence = "high" },
    { id = "old", number = "103", title = "Old", section = "assets", roles = ["old_role"], confidence = "high" },
]
[sections]
assets = "Assets"
""",
    "accounts/naruc1996_water.toml": """
system = "naruc1996"
utility = "water"
title = "Chart"
source = "Book"
account = [{ id = "chemicals", number = "618", title = "Chemicals", section = "om", confidence = "high" }]
[sections]
om = "Expenses"
""",
    "rules/report.toml": """
[limit]
label = "Limit"
unit = "percent"
source = "Practice"
values = [{ from = 2004-04-30, is = 15 }]

[mark]
label = "Mark"
unit = "words"
values = [
    { from = 2004-04-30, is = "Sealed", cites = ["3.640(4)"] },
    { from = 2020-01-01, is = "Kept", cites = ["3.640(4)"] },
]
""",
    "filings/company/r1/form.toml": """
id = "company"
revision = 1
title = "Company"
utilities = ["water"]
parts = ["all.toml"]
""",
    "filings/company/r1/all.toml": """
[[schedule]]
id = "identity"
page = "P"
title = "Identity"
kind = "fields"
[[schedule.line]]
id = "legal_name"
label = "Name"
""",
    "filings/report/r1/form.toml": """
id = "report"
revision = 1
title = "Report"
utilities = ["water", "sewer"]
cites = ["3.640(1)"]
footer = "Ours"
parts = ["first.toml", "second.toml"]
[help.shared]
what = "What it is"
""",
    "filings/report/r1/first.toml": """
[[schedule]]
id = "p1"
page = "1"
title = "Fields"
kind = "fields"
when = "company:identity/legal_name/answer != 'x'"
help = "shared"
[[schedule.line]]
id = "name"
label = "Name"
type = "text"
lines = 2
suggest = "company:identity/legal_name/answer"
[[schedule.line]]
id = "kind"
label = "Kind"
type = "choice"
options = [{ id = "big", label = "Big" }, { id = "small", label = "Small" }]
seal = { type = "Customer", reason = "Private" }
[[schedule.line]]
id = "ratio"
label = "Ratio"
type = "percent"
decimals = 2
low = 0
high = 100.5
required_when = "./kind/answer = 'big'"
[[schedule]]
id = "p4"
page = "4"
title = "Assets"
kind = "lines"
[[schedule.column]]
id = "begin"
label = "Begin"
type = "money"
carried = "prior:p4/./end"
[[schedule.column]]
id = "end"
label = "End"
type = "money"
help = { what = "Year end", where = "Ledger", example = "100" }
[[schedule.column]]
id = "change"
label = "Change"
type = "money"
formula = "././end - ././begin"
crossing = "column"
[[schedule.column]]
id = "remark"
label = "Remark"
type = "text"
[[schedule.line]]
accounts = ["assets"]
subtotal = true
omit = ["old_role"]
skip = ["remark"]
computed.plant_role = { end = "p4/reserve/begin" }
[[schedule.line]]
id = "total"
label = "Total"
formula = "sum(./section:assets/.)"
skip = ["remark"]
strong = true
""",
    "filings/report/r1/second.toml": """
[[schedule]]
id = "w1"
page = "W-1"
title = "Rows"
kind = "rows"
row_label = "Well"
utility = "water"
[[schedule.column]]
id = "depth"
label = "Depth"
type = "quantity"
unit = "feet"
[[schedule.column]]
id = "twice"
label = "Twice"
type = "quantity"
formula = "././depth * 2"
[[schedule.line]]
id = "total"
label = "Total"
formulas = { depth = "sum(./*/depth)" }
override = true
[[schedule]]
id = "w2"
page = "W-2"
title = "Months"
kind = "months"
utility = "water"
[[schedule.column]]
id = "gallons"
label = "Gallons"
type = "count"
[[schedule.line]]
id = "peak"
label = "Peak"
formula = "max(./m01/gallons, ./m12/gallons)"
[[schedule]]
id = "p3"
page = "3"
title = "Questions"
kind = "inquiries"
[[schedule.line]]
id = "merger"
label = "Merged?"

[[check]]
id = "C1"
level = "stop"
at = "p4/role:plant_role/end"
each = "p4/section:assets"
when = "value(././begin) > 0"
require = "././end <= ././begin * rule:report/limit"
sentence = "{label} reads {././end}, at most {rule:report/limit}."
basis = "A test"
cites = ["3.640(2)"]
[[check]]
id = "C2"
level = "note"
utility = "water"
at = "w1/rows/answer"
require = "count(w1/*/depth) > 0 or sum(w2/*/gallons) = 0"
sentence = "No well."
basis = "A test"
""",
    "letters/oath.toml": """
title = "Oath"
cites = ["3.640(2)"]
[fields]
company = "Name"
email = "E-mail"
[lists]
sealed = ["type"]
[[paragraph]]
style = "body"
text = "{company} swears."
[[paragraph]]
style = "item"
each = "sealed"
text = "{type}"
[[paragraph]]
style = "note"
when = "email"
text = "Write."
""",
    "registry.toml": """
[[filing]]
id = "annual_report"
title = "Annual report"
coverage = [{ utility = "water", rules = ["3.640"], status = "working" }]
""",
}


def plant(folder: Path) -> Path:
    """The folder written out."""
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    """Writes `new` for the first `old` in one file of the folder."""
    path = folder / name
    content = path.read_text(encoding="utf-8")
    assert old in content, f"{old!r} is not in {name}"
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
