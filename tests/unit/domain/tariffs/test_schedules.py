"""Particulars of schedules and filings."""

from desktop_app.domain.tariffs.schedules import TariffFiling, TariffSchedule


def test_the_word_before_a_canceled_sheet_is_spelled_as_the_book_spells_it() -> None:
    assert TariffSchedule("w", "water", 1, "Rates").canceling == "Canceling"
    assert TariffSchedule("w", "water", 1, "Rates", doubled_l=True).canceling == "Cancelling"


def test_what_was_not_answered_is_empty() -> None:
    filing = TariffFiling("f", "w", answers=(("agreement", "WR-1"),))
    assert filing.answer("agreement") == "WR-1"
    assert filing.answer("other") == ""
