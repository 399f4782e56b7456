"""The list of the chapter's filings."""

from desktop_app.rulebook.registry import CoverageStatus, FilingKind, Utility, UtilityCoverage


def test_the_status_is_that_of_the_utility() -> None:
    kind = FilingKind(
        "annual_report",
        "Annual report",
        (
            UtilityCoverage(Utility.WATER, ("3.640",), CoverageStatus.WORKING),
            UtilityCoverage(Utility.SEWER, ("3.335",), CoverageStatus.PLANNED),
        ),
    )
    assert kind.status("water") is CoverageStatus.WORKING
    assert kind.status("sewer") is CoverageStatus.PLANNED
    assert kind.status("gas") is None


def test_what_everybody_files_has_one_status() -> None:
    kind = FilingKind(
        "name_change", "Change of name", (UtilityCoverage(Utility.ALL, ("3.020",), CoverageStatus.PLANNED),)
    )
    assert kind.status("water") is CoverageStatus.PLANNED
