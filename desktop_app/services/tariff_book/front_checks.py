"""Sheets that the program writes and a filing leaves behind: they would list what is no longer so."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.tariffs.schedules import TariffFiling
from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.services.tariff_book.front import FrontView, front_kind, generated
from desktop_app.services.tariff_book.tariff_book import TariffBook


def fronts_left_behind(tariff_book: TariffBook, filing: TariffFiling) -> Iterator[str]:
    """A sentence for each index, log or check sheet in force that reads otherwise once the filing is in effect.

    One that was entered from paper has words of its own and is not compared, nor is one that the filing carries.
    """
    if filing.effective is None:
        return
    chains, carried = tariff_book.chains(filing.schedule), {part.sheet for part in filing.parts}
    view = FrontView(tariff_book.schedule(filing.schedule), chains, filing.effective, filing.id)
    for chain in chains:
        kind, there = front_kind(chain), chain.in_force(filing.effective)
        if not kind or there is None or there.entered or there.canceling or chain.number.key in carried:
            continue
        old = [line.plain for line in tariff_book.lines(filing.schedule, chain, there)]
        if old != [line.plain for line in read_text(generated(kind, view))]:
            yield (
                f"Sheet {chain.number}, the {kind}, lists the sheets as they were before. Revise it too, and add its "
                "draft to this filing."
            )
