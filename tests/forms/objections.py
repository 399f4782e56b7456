"""What the program objects to: each case makes it say so, with the provision on whose authority."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from desktop_app.domain.problems import Problem
from desktop_app.domain.tariffs.schedules import FilingOutcome, NoticeKind, ScheduleBinding, TariffFiling
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.supplements import supplement
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.forms.tariff_stories import HIGHER, MONTH, PACKETS, a_schedule, number_three, raised
from tests.support.tariff_company import LIBRARY, RATES, TODAY, new_shelf, schedule

Objection = tuple[str, str]
UTILITIES = ("electric", "gas", "heating", "sewer", "telecom", "water")


def _said(problems: Iterable[Problem]) -> tuple[Objection, ...]:
    return tuple((problem.sentence, problem.citation) for problem in problems)


def _increase(utility: str, change: Callable[[TariffFiling], TariffFiling]) -> tuple[Objection, ...]:
    """A filing that raises a rate, with something wrong in it."""
    shelf, made = a_schedule(utility)
    filing = change(raised(shelf, made))
    filings.change_tariff_filing(shelf, filing)
    return _said(PACKETS.problems(shelf, filing))


def _too_early(filing: TariffFiling) -> TariffFiling:
    return replace(filing, effective=TODAY + timedelta(days=6))


def _without_summary(filing: TariffFiling) -> TariffFiling:
    return replace(filing, summary="")


def _nothing_stated(utility: str) -> tuple[Objection, ...]:
    shelf = new_shelf()
    made = schedule(shelf, utility)
    return _said(PACKETS.content_problems(shelf, made.id, TODAY))


def _disorder(utility: str, *pages: str) -> tuple[Objection, ...]:
    """What must be stated, in another order than the rule names."""
    shelf, made = a_schedule(utility)
    for number, text in enumerate(pages, 10):
        day = TODAY - MONTH
        changes.enter(shelf, made.id, changes.EnteredSheet(str(number), 0, day, day, text=text))
    return _said(PACKETS.content_problems(shelf, made.id, TODAY))


def _title_page() -> tuple[Objection, ...]:
    shelf = new_shelf()
    changes.new_schedule(shelf, changes.NewSchedule("electric", "Rates"))
    return _said(PACKETS.content_problems(shelf, "electric-1", TODAY))


def _supplement(text: str, began: timedelta) -> tuple[Objection, ...]:
    """A supplement to a schedule of one page that began so long ago."""
    shelf = new_shelf()
    changes.new_schedule(shelf, changes.NewSchedule("electric", "Rates", 0, ScheduleBinding.BOUND))
    day = TODAY - began
    changes.enter(shelf, "electric-1", changes.EnteredSheet("1", 0, day, day, text=RATES))
    supplement(shelf, "electric-1", text)
    filing = replace(filings.begin_tariff_filing(shelf, "electric-1", ["Supplement"]), summary="Rates change.")
    return _said(PACKETS.problems(shelf, filing))


def _reissued() -> tuple[Objection, ...]:
    """A supplement to two schedules whose reissued item has no end."""
    shelf, made = a_schedule("electric", ScheduleBinding.BOUND)
    new = changes.replace_schedule(shelf, made.id)
    filing = filings.begin_tariff_filing(shelf, new.id)
    filings.change_tariff_filing(shelf, replace(filing, summary="All rates stay.", effective=TODAY + 2 * MONTH))
    filings.file_it(shelf, filing.id)
    supplement(shelf, made.id, f"Reissue; effective March 1, 2025 in supplement No. 1\n\n{RATES}")
    return _said(PACKETS.problems(shelf, filings.begin_tariff_filing(shelf, made.id, ["Supplement"])))


def _left_out() -> tuple[Objection, ...]:
    """The next supplement leaves out an amendment in force."""
    shelf, made = a_schedule("electric", ScheduleBinding.BOUND)
    supplement(shelf, made.id, RATES)
    first = replace(filings.begin_tariff_filing(shelf, made.id, ["Supplement"]), summary="A rate rises.")
    filings.change_tariff_filing(shelf, first)
    filings.file_it(shelf, first.id)
    filings.record_outcome(shelf, first.id, filings.CommissionDecision(FilingOutcome.APPROVED, TODAY + MONTH))
    supplement(shelf, made.id, "# Another amendment\n\n1. A rule.\n")
    return _said(PACKETS.problems(shelf, filings.begin_tariff_filing(shelf, made.id, ["Supplement"])))


def _unmarked_reissue() -> tuple[Objection, ...]:
    """The next supplement brings an item forward without a word of it."""
    shelf, made = a_schedule("electric", ScheduleBinding.BOUND)
    supplement(shelf, made.id, RATES)
    first = replace(filings.begin_tariff_filing(shelf, made.id, ["Supplement"]), summary="A rate rises.")
    filings.change_tariff_filing(shelf, first)
    filings.file_it(shelf, first.id)
    filings.record_outcome(shelf, first.id, filings.CommissionDecision(FilingOutcome.APPROVED, TODAY + MONTH))
    supplement(shelf, made.id, f"{RATES}# Another amendment\n\n1. A rule.\n")
    return _said(PACKETS.problems(shelf, filings.begin_tariff_filing(shelf, made.id, ["Supplement"])))


def _answered(utility: str, *answers: tuple[str, str]) -> tuple[Objection, ...]:
    shelf, made = a_schedule(utility)
    filing = replace(raised(shelf, made), answers=answers)
    filings.change_tariff_filing(shelf, filing)
    return _said(PACKETS.problems(shelf, filing))


def _skipped() -> tuple[Objection, ...]:
    shelf, filing = number_three()
    return _said(PACKETS.problems(shelf, filing))


def _lifted() -> tuple[Objection, ...]:
    """A long supplement under a section that it does not follow."""
    shelf, made = a_schedule("electric", ScheduleBinding.BOUND)
    supplement(shelf, made.id, RATES)
    filing = filings.begin_tariff_filing(shelf, made.id, ["Supplement"])
    return _said(PACKETS.problems(shelf, replace(filing, summary="x", answers=(("exempt", "19"),))))


def _unmarked() -> tuple[Objection, ...]:
    shelf, made = a_schedule("telecom")
    changes.revise_sheets(shelf, made.id, ["1"])
    changes.write_draft(shelf, made.id, "1", HIGHER)
    return _said(PACKETS.problems(shelf, replace(filings.begin_tariff_filing(shelf, made.id), summary="A rate rises.")))


def _new_name() -> tuple[Objection, ...]:
    shelf, made = a_schedule("telecom")
    changes.adopt(shelf, made.id, "Old Oaks Telephone Company", TODAY)
    return _said(
        PACKETS.problems(shelf, replace(filings.begin_tariff_filing(shelf, made.id), summary="Our name changed."))
    )


def _with_sheets(utility: str, *sheets: tuple[str, str]) -> TariffBook:
    shelf, made = a_schedule(utility)
    for number, text in sheets:
        day = TODAY - MONTH
        changes.enter(shelf, made.id, changes.EnteredSheet(number, 0, day, day, text=text))
    return shelf


def _sections() -> tuple[Objection, ...]:
    shelf = _with_sheets("telecom", ("Section 1 Sheet 2", "# Exchanges\n\n| Exchange |\n| Salem |\n| Ava |\n"))
    return _said(PACKETS.content_problems(shelf, "telecom-1", TODAY))


CASES: Mapping[str, Callable[[], tuple[Objection, ...]]] = {
    **{f"{utility}: too early": partial(_increase, utility, _too_early) for utility in UTILITIES},
    **{f"{utility}: no summary": partial(_increase, utility, _without_summary) for utility in UTILITIES},
    **{f"{u}: nothing stated": partial(_nothing_stated, u) for u in UTILITIES if LIBRARY.contents(u) is not None},
    "electric: out of order": partial(_disorder, "electric", "Rules", "Description of territory"),
    "telecom: out of order": partial(
        _disorder, "telecom", "Table of contents", "The name as registered and certificated"
    ),
    "electric: title page": _title_page,
    "electric: supplement too long": partial(
        _supplement, "===\n".join(f"# Part {number}\n" for number in range(6)), timedelta(days=900)
    ),
    "electric: supplement too soon": partial(_supplement, RATES, timedelta(days=-20)),
    "electric: reissue without an end": _reissued,
    "electric: amendment left out": _left_out,
    "electric: reissue unmarked": _unmarked_reissue,
    "electric: limits lifted by nothing": _lifted,
    "electric: number skipped": _skipped,
    "electric: conflict without an amendment": partial(_answered, "electric", ("conflict", "PSC Mo. No. 2, sheet 5")),
    "telecom: change without a mark": _unmarked,
    "telecom: other changes on ten days": partial(
        _increase, "telecom", lambda filing: replace(filing, notice=NoticeKind.DECREASE)
    ),
    "telecom: promotion without an end": partial(
        _increase, "telecom", lambda filing: replace(filing, notice=NoticeKind.PROMOTION)
    ),
    "telecom: no affirmation": partial(_increase, "telecom", lambda filing: filing),
    "telecom: new name untold": _new_name,
    "telecom: sections": _sections,
}
