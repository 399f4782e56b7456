"""The list of the chapter's filings."""

from desktop_app.rulebook.registry import Coverage, FilingKind, Status, Utility


def test_the_status_is_that_of_the_utility() -> None:
    kind = FilingKind(
        "annual_report",
        "Annual report",
        (
            Coverage(Utility.WATER, ("3.640",), Status.WORKING),
            Coverage(Utility.SEWER, ("3.335",), Status.PLANNED),
        ),
    )
    assert kind.status("water") is Status.WORKING
    assert kind.status("sewer") is Status.PLANNED
    assert kind.status("gas") is None


def test_what_everybody_files_has_one_status() -> None:
    kind = FilingKind("name_change", "Change of name", (Coverage(Utility.ALL, ("3.020",), Status.PLANNED),))
    assert kind.status("water") is Status.PLANNED
