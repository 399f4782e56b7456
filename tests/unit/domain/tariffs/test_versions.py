"""The life of a sheet: drafts, filing, what the commission does, and what is in force on a day."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.tariffs.schedules import Issuer, SheetDress
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber
from desktop_app.domain.tariffs.versions import DraftWanted, NotPossible, SheetVersion, VersionStanding, VersionState

CANCELING = DraftWanted(canceling=True)
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
NEW = SheetHistory(SheetNumber("5"))


def in_force_since(day: date, chain: SheetHistory = NEW) -> SheetHistory:
    drafted = chain.drafted()
    return drafted.filed(day, day, "t").came_into_force(drafted.versions[-1].revision, day)


def test_a_new_sheet_is_original_and_cancels_nothing() -> None:
    assert NEW.drafted().draft == SheetVersion(0)
    assert NEW.in_force(MAY) is None


def test_each_revision_names_what_it_replaces() -> None:
    chain = in_force_since(JUNE, in_force_since(MAY))
    assert [(version.revision, version.cancels) for version in chain.versions] == [(0, None), (1, 0)]
    first, second = chain.versions
    assert chain.in_force(MAY) is first
    assert chain.in_force(JUNE) is second
    assert chain.in_force(date(2026, 4, 30)) is None
    assert chain.standing(first, JUNE) is VersionStanding.SUPERSEDED
    assert chain.standing(second, MAY) is VersionStanding.COMING
    assert chain.standing(second, JUNE) is VersionStanding.EFFECTIVE


def test_coming_is_what_is_filed_or_approved_for_later() -> None:
    chain = in_force_since(JUNE, in_force_since(MAY))
    first, second = chain.versions
    assert chain.coming(date(2026, 4, 30)) == (first, second)
    assert chain.coming(MAY) == (second,)
    assert chain.coming(JUNE) == ()
    filed = chain.drafted().filed(JULY, JULY, "t")
    assert filed.coming(JULY) == (filed.version(2),)
    assert chain.drafted().coming(JULY) == ()
    assert NEW.drafted().dropped().coming(JULY) == ()


def test_an_open_version_is_finished_first() -> None:
    with pytest.raises(NotPossible, match="Finish or delete"):
        NEW.drafted().drafted()
    with pytest.raises(NotPossible, match="record its outcome first"):
        NEW.drafted().filed(MAY, JUNE, "t").drafted()


def test_a_suspended_version_does_not_hold_up_others_but_must_be_filed_anew_then() -> None:
    suspended = in_force_since(MAY).drafted().filed(MAY, JUNE, "t").held(1)
    other = in_force_since(JUNE, suspended)
    assert other.in_force(JULY) == other.version(2)
    with pytest.raises(NotPossible, match="cancels Original"):
        other.came_into_force(1, JULY)
    assert other.taken_back(1).standing(other.taken_back(1).version(1), JULY) is VersionStanding.WITHDRAWN


def test_a_suspended_original_cannot_come_beside_another() -> None:
    suspended = NEW.drafted().filed(MAY, JUNE, "t").held(0)
    with pytest.raises(NotPossible, match="cancels nothing"):
        in_force_since(JUNE, suspended).came_into_force(0, JULY)
    lone = replace(suspended.version(0), cancels=7)
    with pytest.raises(NotPossible, match="is nothing"):
        suspended.changed(lone).came_into_force(0, JULY)


def test_a_rejected_number_is_not_used_again() -> None:
    chain = in_force_since(MAY).drafted().filed(MAY, JUNE, "t").refused(1).drafted()
    assert chain.draft is not None
    assert (chain.draft.revision, chain.draft.cancels, chain.draft.lieu) == (2, 0, 1)


def test_a_version_takes_effect_after_the_one_it_replaces() -> None:
    chain = in_force_since(JUNE).drafted().filed(MAY, MAY, "t")
    with pytest.raises(NotPossible, match="only follow later"):
        chain.came_into_force(1, JUNE)
    assert chain.came_into_force(1, JULY).in_force(JULY) is not None


def test_a_canceled_sheet_is_out_of_the_book_and_can_come_back() -> None:
    canceled = in_force_since(MAY).drafted(CANCELING).filed(MAY, JUNE, "t").came_into_force(1, JUNE)
    assert canceled.in_force(JUNE) is None
    assert canceled.standing(canceled.version(1), JUNE) is VersionStanding.CANCELED
    with pytest.raises(NotPossible, match="nothing in force"):
        canceled.drafted(CANCELING)
    with pytest.raises(NotPossible, match="nothing in force"):
        NEW.drafted(CANCELING)
    assert in_force_since(JULY, canceled).in_force(JULY) is not None


def test_a_version_made_for_a_time_ends() -> None:
    chain = in_force_since(MAY)
    chain = chain.changed(replace(chain.version(0), expires=JUNE))
    assert chain.in_force(JUNE) is not None
    assert chain.in_force(JULY) is None
    assert chain.standing(chain.version(0), JULY) is VersionStanding.EXPIRED
    assert chain.standing(chain.version(0), JUNE) is VersionStanding.EFFECTIVE


def test_only_what_is_before_the_commission_can_be_decided() -> None:
    chain = in_force_since(MAY)
    for handler in (chain.held, chain.refused, chain.taken_back):
        with pytest.raises(NotPossible, match="not before the commission"):
            handler(0)
    with pytest.raises(NotPossible, match="has no First"):
        chain.refused(1)


def test_dropping_and_filing_need_a_draft() -> None:
    assert NEW.drafted().dropped() == NEW
    for handler in (NEW.dropped, lambda: NEW.filed(MAY, JUNE, "t")):
        with pytest.raises(NotPossible, match="no draft"):
            handler()


def paper(revision: int, day: date | None) -> SheetVersion:
    return SheetVersion(
        revision, VersionState.APPROVED, revision - 1 if revision else None, effective=day, entered=True
    )


def test_paper_sheets_are_entered_in_any_order_but_once() -> None:
    chain = NEW.entered(paper(3, JUNE)).entered(paper(2, MAY))
    assert [version.revision for version in chain.versions] == [2, 3]
    with pytest.raises(NotPossible, match="already"):
        chain.entered(paper(3, JUNE))


@pytest.mark.parametrize(("revision", "day"), [(4, JUNE), (4, MAY), (1, JULY), (1, JUNE)])
def test_the_days_of_paper_sheets_follow_their_numbers(revision: int, day: date) -> None:
    with pytest.raises(NotPossible, match="do not follow"):
        NEW.entered(paper(3, JUNE)).entered(paper(revision, day))


def test_a_paper_sheet_does_not_come_between_what_was_made_here() -> None:
    made = in_force_since(JUNE, NEW.entered(paper(2, MAY)))
    assert made.entered(paper(1, date(2026, 4, 1))).in_force(date(2026, 4, 2)) is not None
    with pytest.raises(NotPossible, match="Revise the sheet"):
        made.entered(paper(4, JULY))
    with pytest.raises(NotPossible, match="between"):
        SheetHistory(NEW.number, (SheetVersion(2),)).entered(paper(1, MAY))


def test_a_version_without_a_day_is_not_in_force() -> None:
    chain = NEW.entered(paper(0, None))
    assert chain.in_force(JULY) is None
    assert chain.standing(chain.version(0), JULY) is VersionStanding.COMING
    assert chain.drafted().filed(MAY, JUNE, "").came_into_force(1, JUNE).in_force(JUNE) is not None


def test_what_a_version_was_printed_with_stays_with_it() -> None:
    """A draft is printed as the book is today; a version past it keeps the first dress that it was given."""
    old, new = SheetDress("Old Name Company", Issuer()), SheetDress("New Name Company", Issuer())
    chain = in_force_since(MAY).with_dress(old)
    drafted = chain.drafted()
    assert [version.dress for version in drafted.with_dress(new).versions] == [old, None]
    filed = drafted.filed(MAY, JUNE, "t")
    assert [version.dress for version in filed.with_dress(new).versions] == [old, new]
