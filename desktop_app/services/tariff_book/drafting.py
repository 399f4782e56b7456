"""What a new draft is to be: of which version it takes the place, and whether a refused number is used again."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.tariffs.designations import DesignationStyle, designation
from desktop_app.domain.tariffs.schedules import TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.versions import DraftPlace, DraftWanted, NotPossible, SheetVersion, VersionState
from desktop_app.services.tariff_book.tariff_book import TariffBook


class NumberUndecided(NotPossible):
    """The rule does not say whether the number of a refused version is used again; the user does."""

    def __init__(self, chain: SheetHistory, refused: SheetVersion, style: DesignationStyle) -> None:
        super().__init__(
            f"Sheet {chain.number}: {refused.name(style)} was {refused.state.value}. The rule does not say whether its "
            f"number is used again. Say which: {designation(refused.number, style)} again, or the next number."
        )


@dataclass(frozen=True)
class DraftQuestions:
    """What must be asked before drafts of some sheets are started, each by the first sheet that it concerns."""

    pending: tuple[SheetHistory, SheetVersion] | None = None
    refused: tuple[SheetHistory, SheetVersion] | None = None


def draft_questions(tariff_book: TariffBook, schedule_id: str, sheets: Sequence[str]) -> DraftQuestions:
    """Which questions the sheets raise: one waits at the commission, or the number of one was refused.

    Raises NoSuchSheet.
    """
    schedule = tariff_book.schedule(schedule_id)
    chains = [tariff_book.chain(schedule_id, name) for name in sheets]
    waits = ((chain, chain.pending[-1]) for chain in chains if chain.pending)
    fell = ((chain, last) for chain in chains if (last := _undecided(tariff_book, schedule, chain)) is not None)
    return DraftQuestions(next(waits, None), next(fell, None))


def _undecided(tariff_book: TariffBook, schedule: TariffSchedule, chain: SheetHistory) -> SheetVersion | None:
    """The refused version whose number may be used again; None also where the rule forbids it."""
    last = chain.refused_last
    forbidden = tariff_book.rules(schedule).asks("in_lieu")
    return None if last is None or (last.state is VersionState.REJECTED and forbidden) else last


def decided(tariff_book: TariffBook, schedule: TariffSchedule, chain: SheetHistory, wanted: DraftWanted) -> DraftWanted:
    """What is wanted of a draft, once it is clear whether the number of a refused version is used again.

    The rule decides where it speaks; else the user. Raises NotPossible, NumberUndecided.
    """
    refused = chain.refused_last
    if refused is None or wanted.place is DraftPlace.SUBSTITUTE:
        return wanted
    name, silent = refused.name(schedule.style), _undecided(tariff_book, schedule, chain) is not None
    if wanted.again and not silent:
        cites = tariff_book.rules(schedule).authority("rejected")
        raise NotPossible(f"Sheet {chain.number}: {name} was rejected; its number is not used again ({cites}).")
    if wanted.again is None and silent:
        raise NumberUndecided(chain, refused, schedule.style)
    return wanted


def text_to_start_from(tariff_book: TariffBook, schedule_id: str, chain: SheetHistory) -> str:
    """The text of the version that the draft stands for, or that it replaces."""
    draft = chain.versions[-1]
    known = draft.cancels if draft.substitutes < 0 else draft.substitutes
    return "" if known is None else tariff_book.text(schedule_id, chain, chain.version(known))


def draft_manner(draft: SheetVersion) -> str:
    """What was chosen for a draft, as the history names it."""
    if draft.substitutes >= 0:
        return ": a substitute for the pending one"
    return ": the number of the rejected one again" if 0 <= draft.designated < draft.revision else ""
