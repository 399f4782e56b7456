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


def test_what_is_to_know_of_the_way_is_that_of_the_form() -> None:
    several = {"small": "For small ones.", "large": "For all."}
    rows = (
        UtilityCoverage(Utility.WATER, ("3.640",), CoverageStatus.WORKING, how="Like this."),
        UtilityCoverage(Utility.GAS, ("3.245",), CoverageStatus.WORKING, ("small", "large"), hows=several),
    )
    kind = FilingKind("annual_report", "Annual report", rows)
    assert (kind.how("water"), kind.how("water", "annual_report")) == ("Like this.", "Like this.")
    assert (kind.how("gas", "small"), kind.how("gas", "large")) == ("For small ones.", "For all.")
    assert (kind.how("gas"), kind.how("sewer")) == ("For small ones. For all.", "")


def test_what_everybody_files_has_one_status() -> None:
    kind = FilingKind(
        "name_change", "Change of name", (UtilityCoverage(Utility.ALL, ("3.020",), CoverageStatus.PLANNED),)
    )
    assert kind.status("water") is CoverageStatus.PLANNED
