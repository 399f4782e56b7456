"""Several open versions of a sheet: substitutes, revisions after a pending one, and numbers after a rejection."""

from datetime import date

import pytest

from desktop_app.domain.tariffs.designations import DesignationStyle
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber
from desktop_app.domain.tariffs.versions import DraftPlace, DraftWanted, NotPossible, VersionState

MAY, JUNE, JULY, AUGUST = (date(2026, month, 1) for month in (5, 6, 7, 8))
FOLLOWS, STANDS = DraftWanted(DraftPlace.PENDING), DraftWanted(DraftPlace.SUBSTITUTE)
PLAIN, BESIDE = DraftWanted(DraftPlace.SUBSTITUTE, worded=False), DraftWanted(DraftPlace.IN_FORCE)
IN_FORCE = SheetHistory(SheetNumber("5")).drafted().filed(MAY, MAY, "t").came_into_force(0, MAY)
PENDING = IN_FORCE.drafted().filed(MAY, JUNE, "t")
FIGURES = DesignationStyle.FIGURES


def names(chain: SheetHistory) -> list[str]:
    return [version.name(FIGURES) for version in chain.versions]


def test_a_substitute_bears_the_number_of_the_pending_version_and_cancels_what_that_one_cancels() -> None:
    chain = PENDING.drafted(STANDS)
    assert chain.draft is not None
    assert (chain.draft.name(FIGURES), chain.designated(chain.draft.cancels or 0)) == (
        "Substitute 1st Revised",
        "Original",
    )
    assert PENDING.drafted(PLAIN).versions[-1].name(FIGURES) == "1st Revised"
    filed = chain.filed(MAY, JULY, "t")
    assert [version.state for version in filed.versions[1:]] == [VersionState.REPLACED, VersionState.FILED]
    again = filed.drafted(STANDS).filed(MAY, JULY, "t")
    assert names(again) == ["Original", "1st Revised", "Substitute 1st Revised", "2nd Substitute 1st Revised"]
    assert again.versions[-1].name() == "Second Substitute First Revised"
    assert again.came_into_force(3, JULY).in_force(JULY) == again.came_into_force(3, JULY).versions[3]
    assert again.came_into_force(3, JULY).drafted().versions[-1].name(FIGURES) == "2nd Revised"


def test_the_next_revision_waits_for_the_pending_one() -> None:
    chain = PENDING.drafted(FOLLOWS).filed(MAY, AUGUST, "t")
    assert chain.versions[-1].cancels == 1
    with pytest.raises(NotPossible, match="Record the outcome of First Revised first"):
        chain.came_into_force(2, AUGUST)
    assert chain.came_into_force(1, JUNE).came_into_force(2, AUGUST).in_force(AUGUST) is not None
    with pytest.raises(NotPossible, match="Withdraw it"):
        chain.refused(1).came_into_force(2, AUGUST)


def test_the_next_revision_also_follows_a_substitute_for_the_pending_one() -> None:
    chain = PENDING.drafted(FOLLOWS).filed(MAY, AUGUST, "t").drafted(DraftWanted(DraftPlace.SUBSTITUTE, of=1))
    chain = chain.filed(MAY, JUNE, "t").came_into_force(3, JUNE).came_into_force(2, AUGUST)
    assert chain.version(2).cancels == 3
    assert chain.in_force(AUGUST) == chain.version(2)


@pytest.mark.parametrize("refused", [SheetHistory.refused, SheetHistory.taken_back])
def test_a_draft_after_a_refused_version_cancels_what_is_in_force(refused: object) -> None:
    chain = PENDING.drafted(FOLLOWS)
    gone = chain.refused(1) if refused is SheetHistory.refused else chain.taken_back(1)
    assert gone.draft is not None
    assert gone.draft.cancels == 0
    first = SheetHistory(SheetNumber("6")).drafted().filed(MAY, JUNE, "t").drafted(FOLLOWS).refused(0)
    assert first.draft is not None
    assert first.draft.cancels is None


def test_a_draft_beside_a_pending_version_cancels_it_once_it_is_approved() -> None:
    chain = PENDING.drafted(BESIDE)
    assert chain.versions[-1].cancels == 0
    assert chain.came_into_force(1, JUNE).versions[-1].cancels == 1


def test_a_substitute_is_filed_only_for_what_still_waits() -> None:
    for chain in (PENDING.drafted(STANDS).came_into_force(1, JUNE), PENDING.drafted(STANDS).refused(1)):
        with pytest.raises(NotPossible, match="not before the commission"):
            chain.filed(MAY, JULY, "t")
    with pytest.raises(NotPossible, match="no such version before"):
        IN_FORCE.drafted(STANDS)
    with pytest.raises(NotPossible, match="no such version before"):
        PENDING.drafted(DraftWanted(DraftPlace.PENDING, of=4))


def test_the_number_of_a_refused_version_comes_back_where_that_is_chosen() -> None:
    chain = PENDING.refused(1)
    assert names(chain.drafted(DraftWanted(again=True))) == ["Original", "1st Revised", "1st Revised"]
    assert names(chain.drafted()) == ["Original", "1st Revised", "2nd Revised"]
    used = chain.drafted(DraftWanted(again=True)).filed(MAY, JULY, "t").came_into_force(2, JULY)
    assert (used.version(2).cancels, used.version(2).lieu) == (0, 1)
    assert names(used.drafted())[-1] == "2nd Revised"


def test_a_number_that_is_alive_elsewhere_is_not_free_again() -> None:
    with pytest.raises(NotPossible, match="no number"):
        IN_FORCE.drafted(DraftWanted(again=True))
    later = PENDING.held(1).drafted().filed(MAY, JULY, "t")
    assert later.taken_back(1).refused_last is None
    twice = PENDING.refused(1).drafted(DraftWanted(again=True)).filed(MAY, JULY, "t").taken_back(2)
    assert twice.refused_last == twice.version(2)
    stood = PENDING.drafted(STANDS).filed(MAY, JULY, "t").refused(2)
    assert stood.refused_last == stood.version(2)
    both = PENDING.drafted(FOLLOWS).filed(MAY, AUGUST, "t").drafted(DraftWanted(DraftPlace.SUBSTITUTE, of=1))
    assert both.filed(MAY, JUNE, "t").refused(3).refused_last is None


def test_a_version_that_the_book_does_not_hold_is_called_by_its_number() -> None:
    assert IN_FORCE.designated(7, FIGURES) == "7th Revised"
