"""The forms as the packaged program keeps them: read once, when it is built."""

from pathlib import Path

from desktop_app.catalog.chart_choice import ANY
from desktop_app.catalog.charts import all_charts
from desktop_app.catalog.library import FormFiles
from desktop_app.catalog.parsed_files import ParsedFiles


def keep_forms(forms: Path, folder: Path) -> None:
    """Reads every file under `forms` and keeps what was read in `folder`."""
    library = FormFiles(forms, ParsedFiles(forms, folder, writable=True))
    for head in sorted((forms / "filings").glob("*/r*/form.toml")):
        kind, revision = head.parent.parent.name, head.parent.name.removeprefix("r")
        library.form(kind)
        library.form(kind, int(revision))
    for letter in sorted((forms / "letters").glob("*.toml")):
        library.letter(letter.stem)
    charts = all_charts(forms)
    for system in sorted({chart.system for chart in charts} - {ANY}):
        library.charts(system, sorted({chart.utility for chart in charts}))
    library.law()
    library.presets()
    library.outlines()
    library.contents("water")
    library.registry()
