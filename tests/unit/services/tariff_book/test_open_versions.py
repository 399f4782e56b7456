"""Several open versions of a sheet, told as a company lives them, and what the marked copy is compared with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop_app.domain.tariffs.comparison import compare_texts
from desktop_app.domain.tariffs.schedules import FilingOutcome, FilingStage, TariffFiling
from desktop_app.domain.tariffs.versions import USUAL, DraftPlace, DraftWanted, NotPossible, RedlineBasis, VersionState
from desktop_app.domain.values import Json
from desktop_app.services.tariff_book import changes, entries, filings
from desktop_app.services.tariff_book.as_of import book_on
from desktop_app.services.tariff_book.drafting import NumberUndecided, draft_questions
from desktop_app.services.tariff_book.filing_checks import carried, changed_rates, filing_problems
from desktop_app.services.tariff_book.superseding import NO_BASIS, choose_basis, possible_bases, redline_basis
from desktop_app.services.tariff_book.tariff_book import TariffBook
from tests.support.tariff_company import RATES, TODAY, entered, new_tariff_book, schedule
from tests.support.tariff_packets import PACKETS, words

MONTH = timedelta(days=30)
HIGHER, HIGHEST = (RATES.replace("5/8 inch = 12.50", f"{{*}} 5/8 inch = {amount}") for amount in ("14.00", "15.00"))
FOLLOWS, STANDS = DraftWanted(DraftPlace.PENDING), DraftWanted(DraftPlace.SUBSTITUTE)
DECIDED = filings.CommissionDecision


def company(utility: str = "water") -> TariffBook:
    tariff_book = new_tariff_book()
    schedule(tariff_book, utility)
    entered(tariff_book, "5", utility=utility)
    return tariff_book


def prepared(
    tariff_book: TariffBook, text: str, days: int, wanted: DraftWanted = USUAL, schedule_id: str = "water-1"
) -> TariffFiling:
    changes.revise_sheets(tariff_book, schedule_id, ["5"], wanted=wanted)
    changes.write_draft(tariff_book, schedule_id, "5", text)
    begun = filings.begin_tariff_filing(tariff_book, schedule_id, ["5"])
    begun = replace(begun, effective=TODAY + timedelta(days=days), summary="One charge rises.")
    filings.change_tariff_filing(tariff_book, begun)
    return tariff_book.filing(begun.id)


def filed(tariff_book: TariffBook, text: str, days: int, wanted: DraftWanted = USUAL) -> TariffFiling:
    return filings.file_it(tariff_book, prepared(tariff_book, text, days, wanted).id)


def found(tariff_book: TariffBook, filing: TariffFiling) -> list[str]:
    return [problem.id for problem in filing_problems(tariff_book, filing)]


def transmittal(tariff_book: TariffBook, filing: TariffFiling) -> str:
    return words(next(paper.pages for paper in PACKETS.papers(tariff_book, filing.id) if "transmittal" in paper.name))


def struck_and_added(sheet: str, tariff_book: TariffBook, schedule_id: str) -> Sequence[str]:
    """The lines of the marked copy of a draft that differ from its basis."""
    chain = tariff_book.chain(schedule_id, sheet)
    assert chain.draft is not None
    basis = redline_basis(tariff_book, schedule_id, chain, chain.draft)
    old = () if basis is None else tariff_book.lines(basis.schedule.id, basis.chain, basis.version)
    new = tariff_book.lines(schedule_id, chain, chain.draft)
    return [" ".join(line.shown.cells) for line in compare_texts(old, new) if line.changed]


def test_a_substitute_is_filed_and_takes_the_place_of_the_pending_sheet() -> None:
    tariff_book = company()
    first = filed(tariff_book, HIGHER, 40)
    with pytest.raises(NotPossible, match="Say what the new one is"):
        changes.revise_sheets(tariff_book, "water-1", ["5"])
    second = prepared(tariff_book, HIGHEST, 40, STANDS)
    assert "PSC Mo. No. 1, Substitute 1st Revised Sheet No. 5, canceling Original Sheet No. 5" in transmittal(
        tariff_book, second
    ).replace("  ", " ")
    (rise,) = changed_rates(carried(tariff_book, second))
    assert (str(rise.old), str(rise.new)) == ("12.50", "15.00")  # what is in force, not what was proposed before
    filings.file_it(tariff_book, second.id)
    gone = tariff_book.filing(first.id)
    assert (gone.stage, gone.outcome) == (FilingStage.CLOSED, f"replaced by {second.id}")
    filings.record_outcome(tariff_book, second.id, DECIDED(FilingOutcome.APPROVED, TODAY + timedelta(days=40)))
    book = book_on(tariff_book, "water-1", TODAY + timedelta(days=40))
    assert book.in_force[0].in_force is not None
    assert book.in_force[0].in_force.name() == "Substitute First Revised"
    assert [problem.id for problem in book.findings if problem.id in {"T03", "T04", "T11"}] == []


def test_a_filing_of_two_sheets_waits_on_while_one_of_them_has_a_substitute() -> None:
    tariff_book = company()
    entered(tariff_book, "6", text="# Rules\n\n1. A rule.\n")
    changes.revise_sheets(tariff_book, "water-1", ["6"])
    changes.write_draft(tariff_book, "water-1", "6", "# Rules\n\n{+} 1. Another rule.\n")
    first = prepared(tariff_book, HIGHER, 40)
    filings.gather(tariff_book, first.id, ["5", "6"])
    filings.file_it(tariff_book, first.id)
    second = filed(tariff_book, HIGHEST, 40, STANDS)
    assert tariff_book.filing(first.id).stage is FilingStage.FILED
    filings.record_outcome(tariff_book, first.id, DECIDED(FilingOutcome.APPROVED, TODAY + MONTH))
    assert tariff_book.chain("water-1", "5").version(1).state is VersionState.REPLACED
    assert tariff_book.filing(second.id).stage is FilingStage.FILED


def test_the_next_revision_follows_the_pending_one_and_is_told_when_that_is_refused() -> None:
    tariff_book = company()
    first = filed(tariff_book, HIGHER, 40)
    second = prepared(tariff_book, HIGHER, 35, FOLLOWS)
    assert {"F47", "F48"} <= set(found(tariff_book, second))  # before the pending one, with its words
    changes.write_draft(tariff_book, "water-1", "5", HIGHEST)
    filings.change_tariff_filing(tariff_book, replace(second, effective=TODAY + 2 * MONTH))
    assert not {"F47", "F48"} & set(found(tariff_book, tariff_book.filing(second.id)))
    filings.file_it(tariff_book, second.id)
    assert tariff_book.chain("water-1", "5").versions[-1].name() == "Second Revised"
    filings.record_outcome(tariff_book, first.id, DECIDED(FilingOutcome.REJECTED))
    findings = book_on(tariff_book, "water-1", TODAY).findings
    assert any(
        problem.id == "T11" and "2nd Revised says that it cancels 1st Revised" in problem.sentence
        for problem in findings
    )
    other = company()
    changes.add_sheet(other, "water-1", "7", text="# New\n\n1. A rule.\n")
    begun = filings.begin_tariff_filing(other, "water-1", ["7"])
    filings.change_tariff_filing(other, replace(begun, affects_rates=False))
    filings.file_it(other, begun.id)
    (chain,) = changes.revise_sheets(other, "water-1", ["7"], wanted=FOLLOWS)
    changes.write_draft(other, "water-1", "7", "# New\n\n{+} 1. Another rule.\n")
    after = filings.begin_tariff_filing(other, "water-1", ["7"])
    filings.change_tariff_filing(
        other, replace(after, affects_rates=False, effective=TODAY + 2 * MONTH, received=TODAY)
    )
    filings.file_it(other, after.id)
    filings.record_outcome(other, begun.id, DECIDED(FilingOutcome.WITHDRAWN))
    assert "it would replace now is nothing" in " ".join(
        problem.sentence for problem in book_on(other, "water-1", TODAY).findings
    )
    assert chain.versions[-1].name() == "First Revised"


def test_a_substitute_or_cancellation_that_lost_its_version_is_not_filed() -> None:
    tariff_book = company()
    first = filed(tariff_book, HIGHER, 40)
    second = prepared(tariff_book, HIGHEST, 50, STANDS)
    filings.record_outcome(tariff_book, first.id, DECIDED(FilingOutcome.APPROVED, TODAY + timedelta(days=40)))
    assert "F54" in found(tariff_book, second)
    changes.add_sheet(tariff_book, "water-1", "6", text="# New\n\n1. A rule.\n")
    new = filings.begin_tariff_filing(tariff_book, "water-1", ["6"])
    filings.change_tariff_filing(tariff_book, replace(new, affects_rates=False))
    filings.file_it(tariff_book, new.id)
    changes.cancel(tariff_book, "water-1", ["6"], "sheet 5", wanted=FOLLOWS)
    cancellation = filings.begin_tariff_filing(tariff_book, "water-1", ["6"])
    assert "F54" not in found(tariff_book, cancellation)
    filings.record_outcome(tariff_book, new.id, DECIDED(FilingOutcome.REJECTED))
    assert "F54" in found(tariff_book, tariff_book.filing(cancellation.id))


def test_the_user_decides_on_the_number_where_the_rule_is_silent_and_the_history_says_so() -> None:
    tariff_book = company()
    filings.record_outcome(tariff_book, filed(tariff_book, HIGHER, 40).id, DECIDED(FilingOutcome.REJECTED))
    with pytest.raises(NumberUndecided, match="1st Revised was rejected"):
        changes.revise_sheets(tariff_book, "water-1", ["5"])
    asked = draft_questions(tariff_book, "water-1", ["5"])
    assert asked.refused is not None
    assert asked.pending is None
    filed(tariff_book, HIGHER, 40, DraftWanted(again=True))
    step = tariff_book.file.workspace.next_undo()
    names = [version.name() for version in tariff_book.chain("water-1", "5").versions]
    assert names == ["Original", "First Revised", "First Revised"]
    labels = []
    while step is not None:
        labels.append(step.label)
        tariff_book.file.undo()
        step = tariff_book.file.workspace.next_undo()
    assert "Revision of sheet 5: the number of the rejected one again" in labels


def test_the_rule_decides_for_an_electric_sheet() -> None:
    tariff_book = company("electric")
    first = prepared(tariff_book, HIGHER, 40, schedule_id="electric-1")
    filings.file_it(tariff_book, first.id)
    filings.record_outcome(tariff_book, first.id, DECIDED(FilingOutcome.REJECTED))
    assert draft_questions(tariff_book, "electric-1", ["5"]).refused is None
    with pytest.raises(NotPossible, match=r"is not used again \(3\.145\(26\)\)"):
        changes.revise_sheets(tariff_book, "electric-1", ["5"], wanted=DraftWanted(again=True))
    (chain,) = changes.revise_sheets(tariff_book, "electric-1", ["5"])
    assert chain.versions[-1].name() == "Second Revised"


def test_a_rejected_original_comes_back_under_its_name_or_the_next() -> None:
    for again, name in ((True, "Original"), (False, "First Revised")):
        tariff_book = company()
        changes.add_sheet(tariff_book, "water-1", "6", text="# New\n\n1. A rule.\n")
        begun = filings.begin_tariff_filing(tariff_book, "water-1", ["6"])
        filings.change_tariff_filing(tariff_book, replace(begun, affects_rates=False))
        filings.file_it(tariff_book, begun.id)
        with pytest.raises(NotPossible, match="exists already"):
            changes.add_sheet(tariff_book, "water-1", "6")
        filings.record_outcome(tariff_book, begun.id, DECIDED(FilingOutcome.REJECTED))
        chain = changes.add_sheet(tariff_book, "water-1", "6", wanted=DraftWanted(again=again))
        assert chain.versions[-1].name() == name


def replacement() -> tuple[TariffBook, str]:
    tariff_book = company()
    entered(tariff_book, "6", revision=2, text="# Rules\n\n1. A rule.\n")
    changes.add_front(tariff_book, "water-1", "6", "index")
    return tariff_book, changes.replace_schedule(tariff_book, "water-1").id


def test_a_replacement_names_the_old_designation_and_marks_only_what_changed() -> None:
    tariff_book, new = replacement()
    assert tariff_book.chain(new, "6").front == "index"
    changes.write_front(tariff_book, new, "6", "")
    assert struck_and_added("5", tariff_book, new) == []
    changes.write_draft(tariff_book, new, "5", RATES.replace("12.50", "14.00"))
    assert len(struck_and_added("5", tariff_book, new)) == 1
    begun = filings.begin_tariff_filing(tariff_book, new)
    assert "F03" in found(tariff_book, begun)
    marked = changes.with_marks(tariff_book, new, "5", RATES.replace("12.50", "14.00"))
    assert marked == HIGHER
    changes.write_draft(tariff_book, new, "5", marked)
    assert "F03" not in found(tariff_book, begun)
    chain = tariff_book.chain(new, "6")
    assert chain.draft is not None
    printed = words(PACKETS.printer(tariff_book, new).sheet(chain, chain.draft).pages)
    assert "Canceling PSC Mo. No. 1 2nd Revised Sheet No. 6" in printed
    said = transmittal(tariff_book, begun)
    assert "Original Sheet No. 6, canceling PSC Mo. No. 1, 2nd Revised Sheet No. 6" in said


def test_a_sheet_that_comes_after_the_replacement_cancels_nothing_of_the_old_schedule() -> None:
    tariff_book, new = replacement()
    changes.write_front(tariff_book, new, "6", "")
    changes.add_sheet(tariff_book, new, "7", text="# More\n\n1. A rule.\n")
    begun = filings.begin_tariff_filing(tariff_book, new)
    chain = tariff_book.chain(new, "7")
    assert chain.draft is not None
    head = words(PACKETS.printer(tariff_book, new).sheet(chain, chain.draft).pages)
    assert "Canceling PSC Mo. No. 1 ________ Sheet No. ____" in head
    filings.change_tariff_filing(tariff_book, replace(begun, summary="Nothing changes.", affects_rates=False))
    filings.file_it(tariff_book, begun.id)
    filings.record_outcome(tariff_book, begun.id, DECIDED(FilingOutcome.APPROVED, TODAY + MONTH))
    later = changes.add_sheet(tariff_book, new, "8", text="# Later\n\n1. A rule.\n")
    after = filings.begin_tariff_filing(tariff_book, new, ["8"])
    filings.change_tariff_filing(tariff_book, replace(after, effective=TODAY + 3 * MONTH))
    later = tariff_book.chain(new, "8")
    assert later.draft is not None
    head = words(PACKETS.printer(tariff_book, new).sheet(later, later.draft).pages)
    assert "Canceling PSC Mo. No. ____ ________ Sheet No. ____" in head
    assert ", canceling" not in transmittal(tariff_book, tariff_book.filing(after.id))


def test_the_marked_copy_is_compared_with_what_was_chosen_and_the_cancel_line_stays() -> None:
    tariff_book = company()
    entered(tariff_book, "6", text=HIGHER.replace("{*} ", ""))
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    changes.write_draft(tariff_book, "water-1", "5", HIGHER)
    assert len(struck_and_added("5", tariff_book, "water-1")) == 1
    others = [known.words for known in possible_bases(tariff_book, "water-1", "5")]
    assert others == ["PSC Mo. No. 1, Original Sheet No. 5", "PSC Mo. No. 1, Original Sheet No. 6"]
    choose_basis(tariff_book, "water-1", "5", RedlineBasis("water-1", "6", 0))
    assert struck_and_added("5", tariff_book, "water-1") == []
    chain = tariff_book.chain("water-1", "5")
    assert chain.draft is not None
    printer = PACKETS.printer(tariff_book, "water-1")
    assert "Original Sheet No. 5" in words(printer.sheet(chain, chain.draft).pages)
    choose_basis(tariff_book, "water-1", "5", NO_BASIS)
    assert len(struck_and_added("5", tariff_book, "water-1")) > 1
    choose_basis(tariff_book, "water-1", "5", None)
    assert len(struck_and_added("5", tariff_book, "water-1")) == 1
    for wrong in (("x", "6", 0), ("water-1", "9", 0), ("water-1", "6", 4)):
        with pytest.raises(NotPossible, match="does not contain the version"):
            choose_basis(tariff_book, "water-1", "5", RedlineBasis(*wrong))
    with pytest.raises(NotPossible, match="no draft"):
        choose_basis(tariff_book, "water-1", "6", None)


def test_a_filed_sheet_keeps_its_basis_and_a_replacement_offers_the_old_schedule_first() -> None:
    tariff_book, new = replacement()
    names = [known.words for known in possible_bases(tariff_book, new, "5")]
    assert names == ["PSC Mo. No. 1, Original Sheet No. 5", "PSC Mo. No. 1, 2nd Revised Sheet No. 6"]
    changes.write_front(tariff_book, new, "6", "")
    begun = filings.begin_tariff_filing(tariff_book, new)
    filings.change_tariff_filing(tariff_book, replace(begun, summary="Nothing changes.", affects_rates=False))
    filings.file_it(tariff_book, begun.id)
    assert tariff_book.chain(new, "5").version(0).basis == RedlineBasis("water-1", "5", 0)


def test_a_sheet_of_an_earlier_program_reads_as_it_was_and_a_damaged_basis_is_refused() -> None:
    old: Json = {"number": "5", "versions": [{"revision": 1, "state": "rejected", "cancels": 0}]}
    version = entries.chain_from_json(old).version(1)
    assert (version.number, version.substitutes, version.substitute, version.basis) == (1, -1, 0, None)
    with pytest.raises(ValueError, match="compared with is damaged"):
        entries.chain_from_json({"number": "5", "versions": [{"revision": 1, "state": "draft", "basis": "x"}]})


def test_several_sheets_are_revised_together_though_one_of_them_waits() -> None:
    tariff_book = company()
    entered(tariff_book, "6", text="# Rules\n\n1. A rule.\n")
    filed(tariff_book, HIGHER, 40)
    made = changes.revise_sheets(tariff_book, "water-1", ["5", "6"], wanted=STANDS)
    assert [chain.versions[-1].name() for chain in made] == ["Substitute First Revised", "First Revised"]
