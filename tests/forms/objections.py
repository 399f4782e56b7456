"""What the program objects to: each case makes it say so, with the provision on whose authority."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from desktop_app.domain.problems import Problem
from desktop_app.domain.tariffs.schedules import FilingOutcome, NoticeKind, ScheduleBinding, TariffFiling
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.supplements import supplement
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.forms.tariff_stories import HIGHER, MONTH, PACKETS, a_schedule, number_three, raised
from tests.support.tariff_company import LIBRARY, RATES, TODAY, new_tariff_book, schedule

Objection = tuple[str, str]
UTILITIES = ("electric", "gas", "heating", "sewer", "telecom", "water")


def _said(problems: Iterable[Problem]) -> tuple[Objection, ...]:
    return tuple((problem.sentence, problem.citation) for problem in problems)


def _increase(utility: str, change: Callable[[TariffFiling], TariffFiling]) -> tuple[Objection, ...]:
    """A filing that raises a rate, with something wrong in it."""
    tariff_book, made = a_schedule(utility)
    filing = change(raised(tariff_book, made))
    filings.change_tariff_filing(tariff_book, filing)
    return _said(PACKETS.problems(tariff_book, filing))


def _too_early(filing: TariffFiling) -> TariffFiling:
    return replace(filing, effective=TODAY + timedelta(days=6))


def _without_summary(filing: TariffFiling) -> TariffFiling:
    return replace(filing, summary="")


def _nothing_stated(utility: str) -> tuple[Objection, ...]:
    tariff_book = new_tariff_book()
    made = schedule(tariff_book, utility)
    return _said(PACKETS.content_problems(tariff_book, made.id, TODAY))


def _disorder(utility: str, *pages: str) -> tuple[Objection, ...]:
    """What must be stated, in another order than the rule names."""
    tariff_book, made = a_schedule(utility)
    for number, text in enumerate(pages, 10):
        day = TODAY - MONTH
        enter_sheet(tariff_book, made.id, EnteredSheet(str(number), 0, day, day, text=text))
    return _said(PACKETS.content_problems(tariff_book, made.id, TODAY))


def _title_page() -> tuple[Objection, ...]:
    tariff_book = new_tariff_book()
    changes.new_schedule(tariff_book, changes.NewSchedule("electric", "Rates"))
    return _said(PACKETS.content_problems(tariff_book, "electric-1", TODAY))


def _supplement(text: str, began: timedelta) -> tuple[Objection, ...]:
    """A supplement to a schedule of one page that began so long ago."""
    tariff_book = new_tariff_book()
    changes.new_schedule(tariff_book, changes.NewSchedule("electric", "Rates", 0, ScheduleBinding.BOUND))
    day = TODAY - began
    enter_sheet(tariff_book, "electric-1", EnteredSheet("1", 0, day, day, text=RATES))
    supplement(tariff_book, "electric-1", text)
    filing = replace(filings.begin_tariff_filing(tariff_book, "electric-1", ["Supplement"]), summary="Rates change.")
    return _said(PACKETS.problems(tariff_book, filing))


def _reissued() -> tuple[Objection, ...]:
    """A supplement to two schedules whose reissued item has no end."""
    tariff_book, made = a_schedule("electric", ScheduleBinding.BOUND)
    new = changes.replace_schedule(tariff_book, made.id)
    filing = filings.begin_tariff_filing(tariff_book, new.id)
    filings.change_tariff_filing(tariff_book, replace(filing, summary="All rates stay.", effective=TODAY + 2 * MONTH))
    filings.file_it(tariff_book, filing.id)
    supplement(tariff_book, made.id, f"Reissue; effective March 1, 2025 in supplement No. 1\n\n{RATES}")
    return _said(PACKETS.problems(tariff_book, filings.begin_tariff_filing(tariff_book, made.id, ["Supplement"])))


def _left_out() -> tuple[Objection, ...]:
    """The next supplement leaves out an amendment in force."""
    tariff_book, made = a_schedule("electric", ScheduleBinding.BOUND)
    supplement(tariff_book, made.id, RATES)
    first = replace(filings.begin_tariff_filing(tariff_book, made.id, ["Supplement"]), summary="A rate rises.")
    filings.change_tariff_filing(tariff_book, first)
    filings.file_it(tariff_book, first.id)
    filings.record_outcome(tariff_book, first.id, filings.CommissionDecision(FilingOutcome.APPROVED, TODAY + MONTH))
    supplement(tariff_book, made.id, "# Another amendment\n\n1. A rule.\n")
    return _said(PACKETS.problems(tariff_book, filings.begin_tariff_filing(tariff_book, made.id, ["Supplement"])))


def _unmarked_reissue() -> tuple[Objection, ...]:
    """The next supplement brings an item forward without a word of it."""
    tariff_book, made = a_schedule("electric", ScheduleBinding.BOUND)
    supplement(tariff_book, made.id, RATES)
    first = replace(filings.begin_tariff_filing(tariff_book, made.id, ["Supplement"]), summary="A rate rises.")
    filings.change_tariff_filing(tariff_book, first)
    filings.file_it(tariff_book, first.id)
    filings.record_outcome(tariff_book, first.id, filings.CommissionDecision(FilingOutcome.APPROVED, TODAY + MONTH))
    supplement(tariff_book, made.id, f"{RATES}# Another amendment\n\n1. A rule.\n")
    return _said(PACKETS.problems(tariff_book, filings.begin_tariff_filing(tariff_book, made.id, ["Supplement"])))


def _answered(utility: str, *answers: tuple[str, str]) -> tuple[Objection, ...]:
    tariff_book, made = a_schedule(utility)
    filing = replace(raised(tariff_book, made), answers=answers)
    filings.change_tariff_filing(tariff_book, filing)
    return _said(PACKETS.problems(tariff_book, filing))


def _skipped() -> tuple[Objection, ...]:
    tariff_book, filing = number_three()
    return _said(PACKETS.problems(tariff_book, filing))


def _lifted() -> tuple[Objection, ...]:
    """A long supplement under a section that it does not follow."""
    tariff_book, made = a_schedule("electric", ScheduleBinding.BOUND)
    supplement(tariff_book, made.id, RATES)
    filing = filings.begin_tariff_filing(tariff_book, made.id, ["Supplement"])
    return _said(PACKETS.problems(tariff_book, replace(filing, summary="x", answers=(("exempt", "19"),))))


def _unmarked() -> tuple[Objection, ...]:
    tariff_book, made = a_schedule("telecom")
    changes.revise_sheets(tariff_book, made.id, ["1"])
    changes.write_draft(tariff_book, made.id, "1", HIGHER)
    return _said(
        PACKETS.problems(
            tariff_book, replace(filings.begin_tariff_filing(tariff_book, made.id), summary="A rate rises.")
        )
    )


def _new_name() -> tuple[Objection, ...]:
    tariff_book, made = a_schedule("telecom")
    changes.adopt(tariff_book, made.id, "Old Oaks Telephone Company", TODAY)
    return _said(
        PACKETS.problems(
            tariff_book, replace(filings.begin_tariff_filing(tariff_book, made.id), summary="Our name changed.")
        )
    )


def _with_sheets(utility: str, *sheets: tuple[str, str]) -> TariffBook:
    tariff_book, made = a_schedule(utility)
    for number, text in sheets:
        day = TODAY - MONTH
        enter_sheet(tariff_book, made.id, EnteredSheet(number, 0, day, day, text=text))
    return tariff_book


def _sections() -> tuple[Objection, ...]:
    tariff_book = _with_sheets("telecom", ("Section 1 Sheet 2", "# Exchanges\n\n| Exchange |\n| Salem |\n| Ava |\n"))
    return _said(PACKETS.content_problems(tariff_book, "telecom-1", TODAY))


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
