"""Particulars of schedules and filings."""

from dataclasses import replace

from desktop_app.domain.tariffs.designations import DesignationStyle
from desktop_app.domain.tariffs.schedules import Issuer, MarkMeaning, SheetDress, TariffFiling, TariffSchedule


def test_the_word_before_a_canceled_sheet_is_spelled_as_the_book_spells_it() -> None:
    assert TariffSchedule("w", "water", 1, "Rates").canceling == "Canceling"
    assert TariffSchedule("w", "water", 1, "Rates", doubled_l=True).canceling == "Cancelling"


def test_what_was_not_answered_is_empty() -> None:
    filing = TariffFiling("f", "w", answers=(("agreement", "WR-1"),))
    assert filing.answer("agreement") == "WR-1"
    assert filing.answer("other") == ""


def test_a_schedule_is_printed_again_as_it_was_when_its_sheet_was_filed() -> None:
    """Whatever of it is printed around the text may be another by now; its number and title are not part of that."""
    then = TariffSchedule(
        "w",
        "water",
        1,
        "Rates",
        issuer=Issuer("A. Sample", "Owner"),
        community="Sampletown",
        heading="Rules",
        label="FORM NO. 13",
        marks=(MarkMeaning("+", "Rise"),),
        style=DesignationStyle.WORDS,
        doubled_l=True,
    )
    worn = then.dress("Sample Water Company")
    assert worn == SheetDress(
        "Sample Water Company",
        Issuer("A. Sample", "Owner"),
        "Sampletown",
        "Rules",
        "FORM NO. 13",
        (MarkMeaning("+", "Rise"),),
        DesignationStyle.WORDS,
        doubled_l=True,
    )
    now = TariffSchedule("w", "water", 2, "Rates of today")
    assert now.dressed(worn) == replace(then, number=2, title="Rates of today")
