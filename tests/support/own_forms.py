"""A small form of the user's own, as an analyst writes it."""

from pathlib import Path

HEAD = """
id = "own_well_log"
revision = 1
title = "Log of the wells"
utilities = ["water"]
parts = ["log.toml"]

[case]
signer = "officer"
group = "Wells"

[papers]
main = "letter"
name = "well-log"
cover = false
sworn = false
with_seal = ["case_designation"]
without_seal = []
sheet = "own_sheet"
"""
LOG = """
[[schedule]]
id = "log"
page = "Log"
title = "Wells"
kind = "rows"
row_label = "Well"
step = "The log"
help = { what = "Each well." }
column = [
    { id = "name", label = "Well", type = "text", width = 20 },
    { id = "feet", label = "Depth", type = "quantity", unit = "feet", width = 10 },
]

[[schedule.line]]
id = "total"
label = "All"
formula = "sum(./*/.)"
only = ["feet"]

[[paragraph]]
kind = "body"
text = "{applicant} has wells of {log/total/feet} feet in all."

[[paragraph]]
kind = "signature"
text = "{signer}"
"""


def write_own(folder: Path, name: str = "own_well_log", head: str = HEAD, log: str = LOG, revision: int = 1) -> Path:
    """Writes the form into a folder of own forms, and gives its own folder."""
    place = folder / name / f"r{revision}"
    place.mkdir(parents=True, exist_ok=True)
    (place / "form.toml").write_text(head, encoding="utf-8")
    (place / "log.toml").write_text(log, encoding="utf-8")
    return place
