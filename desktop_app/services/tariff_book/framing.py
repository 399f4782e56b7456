"""What a sheet says around its text besides the particulars of its schedule: kept with each version that is filed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.tariffs.naming import called
from desktop_app.domain.tariffs.schedules import PrintedFrame, ScheduleBinding, TariffFiling, TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_text import SheetLine
from desktop_app.domain.tariffs.versions import SheetVersion, VersionState
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.tariff_book.body import REISSUE
from desktop_app.services.tariff_book.short_notice import notation
from desktop_app.services.tariff_book.successors import successor_of, supplements_both
from desktop_app.services.tariff_book.superseding import canceled_on_paper
from desktop_app.services.tariff_book.tariff_book import TariffBook

TITLE = "title page"


def printed_frame(
    tariff_book: TariffBook,
    schedule: TariffSchedule,
    chain: SheetHistory,
    version: SheetVersion,
    lines: Sequence[SheetLine],
) -> PrintedFrame:
    """What is printed around the text of a version, by its utility's rule of its day of issue."""
    known = {filing.id: filing for filing in tariff_book.filings(schedule.id)} if version.filing else {}
    filing = known.get(version.filing)
    rules = tariff_book.rules(schedule, filing.issued if filing else version.issued)
    if version.state is VersionState.DRAFT and filing is not None:
        version = replace(version, issued=filing.issued, proposed=filing.effective)
    worn = schedule if version.dress is None else schedule.dressed(version.dress)
    successor = successor_of(tariff_book, schedule)
    title = chain.number.key == TITLE
    replaced = tariff_book.replaced(chain, version)
    old = tariff_book.lines(schedule.id, chain, replaced)
    return PrintedFrame(
        prefix=worn.captions.prefix or rules.text("prefix") or "PSC Mo. No.",
        dates_words=rules.text("issued_words"),
        canceled=canceled_on_paper(tariff_book, worn, chain, version),
        notes=tuple(_notes(worn, chain, version, (old, lines), filing, rules)),
        added=tuple(_added(schedule, rules)) if title else (),
        upper_left=_upper_left(schedule, rules, len(tariff_book.chains(schedule.id))) if title else "",
        also=successor.number if supplements_both(chain, successor) and successor is not None else 0,
        name=called(worn, chain, version.revision),
    )


def _notes(
    schedule: TariffSchedule,
    chain: SheetHistory,
    version: SheetVersion,
    texts: tuple[Sequence[SheetLine], Sequence[SheetLine]],
    filing: TariffFiling | None,
    rules: TariffRules,
) -> Iterator[str]:
    old, lines = texts
    if version.lieu >= 0 and rules.asks("in_lieu"):
        name = called(schedule, chain, version.lieu)
        yield rules.text("in_lieu").replace("{name}", name)
    if filing is not None and (words := notation(filing, rules)):
        yield words
    expires = (
        version.expires
        or (filing.expires if filing else None)
        or (schedule.expires if chain.number.key == TITLE else None)
    )
    if expires is not None:
        words = rules.text("expires") or "Expires {date}"
        yield words.replace("{date}", long_date(expires))
    if rules.asks("reissue_schedule") and any(line.words.startswith(REISSUE) for line in lines):
        day = version.proposed or version.effective
        yield rules.text("reissue_schedule").replace("{date}", long_date(day) if day else "________")
    reprinted = schedule.two_sided and version.revision > 0 and not version.canceling
    if reprinted and rules.asks("no_change") and list(lines) == list(old):
        yield rules.text("no_change")


def _added(schedule: TariffSchedule, rules: TariffRules) -> Iterator[str]:
    """What an electric title page says besides: its territory, and the publication that governs it."""
    if not rules.asks("title_page_items"):
        return
    if schedule.territory:
        yield f"Territory: {schedule.territory}"
    if schedule.governed_by:
        yield rules.text("governed").replace("{number}", str(schedule.governed_by))


def _upper_left(schedule: TariffSchedule, rules: TariffRules, pages: int) -> str:
    few = pages < rules.number("legend_pages")
    bound = schedule.binding is ScheduleBinding.BOUND and not few
    return rules.text("legend_one_supplement" if bound else "legend_no_supplement")
