"""What a real filing gives away, said in words: the sample company with some of its figures sealed."""

from contextlib import closing
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.values import Place, place_of
from desktop_app.formspec.bounds import ranges
from desktop_app.formspec.disclosure import audit as audit_of
from desktop_app.formspec.knowledge import gathered
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.workspace_keys import KeptReason
from desktop_app.services.confidentiality import disclosure, sealing
from desktop_app.services.confidentiality.disclosure import (
    DERIVABLE,
    NARROW,
    SUM,
    UNBALANCED,
    AuditOutcome,
    NoReasonToKeep,
)
from desktop_app.services.confidentiality.evidence import evidence
from desktop_app.services.data_entry import entering
from desktop_app.services.filings.annual_report import begin_revision, mark_filed
from desktop_app.services.program.program import Program
from tests.support.one_sample import sample_file

pytestmark = pytest.mark.slow  # whole sample companies

REPORT = "2025-annual-report"
CHEMICALS = Place("w2", "chemicals", "amount")


def sealed(file: CompanyFile, *targets: str) -> AuditOutcome:
    for target in targets:
        sealing.seal_target(file, REPORT, target, "Contract price", "Names the price of one supplier.")
    return audit(file)


def audit(file: CompanyFile) -> AuditOutcome:
    return disclosure.audited(evidence(file, REPORT))


def named(found: AuditOutcome, id_: str) -> list[Problem]:
    return [problem for problem in found.problems if problem.id == id_]


@pytest.mark.untraced
def test_the_sample_gives_nothing_away(file: CompanyFile) -> None:
    found = audit(file)
    assert found.evidence.sealed
    assert found.problems == ()


def test_a_sealed_expense_is_flagged_and_the_proposal_protects_it(file: CompanyFile) -> None:
    found = sealed(file, "w2/chemicals/amount")
    (problem,) = named(found, DERIVABLE)
    assert (problem.place, problem.severity, problem.open) == (str(CHEMICALS), Severity.EXPLAIN, True)
    assert "Total operating expenses (to page 6), this year 107,603 less the lines shown publicly" in problem.sentence
    further = found.proposal(CHEMICALS)
    assert {one.place.line for one in further} > {"chemicals"}
    assert all(one.where.startswith("page W-2") and one.cost.startswith("the reader loses") for one in further)
    edited = disclosure.accept(file, REPORT, CHEMICALS, further)
    assert edited is not None
    after = audit(file)
    assert named(after, DERIVABLE) == []
    assert CHEMICALS not in after.exposed
    assert {seal.type for seal in file.book(REPORT).answers.seals.values()} >= {"Contract price"}
    file.undo()
    assert named(audit(file), DERIVABLE)


def test_a_cell_is_kept_for_a_reason_that_is_nowhere_public(file: CompanyFile) -> None:
    sealed(file, "w2/chemicals/amount")
    disclosure.keep_exposed(file, REPORT, CHEMICALS, " The supplier agreed. ")
    found = audit(file)
    assert found.evidence.kept == {CHEMICALS: KeptReason("The supplier agreed.", (), (DERIVABLE, NARROW))}
    assert not named(found, DERIVABLE)[0].open
    assert file.book(REPORT).answers.explanations.get(CHEMICALS) is None


@pytest.mark.untraced
def test_the_explanation_of_a_change_is_no_reason_to_disclose(file: CompanyFile) -> None:
    entering.set_answer(file, REPORT, CHEMICALS, "8317")
    assert str(CHEMICALS) in file.book(REPORT).checks.asked
    entering.explain_place(file, REPORT, CHEMICALS, "A new feed pump.")
    (flagged,) = named(sealed(file, str(CHEMICALS)), "derivable")
    assert (flagged.place, flagged.open) == (str(CHEMICALS), True)
    disclosure.keep_exposed(file, REPORT, CHEMICALS, "The supplier agreed.")
    (kept,) = named(audit(file), "derivable")
    assert not kept.open


def test_a_footnote_is_no_reason_to_disclose(file: CompanyFile) -> None:
    """Where the form asks nothing, what is written under the cell says something of the figure, not of the seal."""
    sealed(file, str(CHEMICALS))
    entering.explain_place(file, REPORT, CHEMICALS, "The new well needs more chlorine.")
    assert str(CHEMICALS) not in file.book(REPORT).checks.asked
    (flagged,) = named(audit(file), DERIVABLE)
    assert flagged.open


@pytest.mark.untraced
def test_a_reason_given_before_the_figures_told_the_value_does_not_settle_that(file: CompanyFile) -> None:
    file.edit(
        REPORT,
        "As kept while only public words said it",
        {f"kept/{REPORT}/{CHEMICALS}": {"reason": "They know.", "mentions": ["x"], "exposures": []}},
    )
    assert named(sealed(file, str(CHEMICALS)), DERIVABLE)[0].open
    disclosure.keep_exposed(file, REPORT, CHEMICALS, "The supplier agreed.")
    assert not named(audit(file), DERIVABLE)[0].open


def test_a_reason_for_a_range_does_not_settle_the_exact_value() -> None:
    nearly = KeptReason("They know.", (), (NARROW,))
    assert (nearly.settles_exposure(NARROW), nearly.settles_exposure(DERIVABLE)) == (True, False)
    assert KeptReason("As an earlier version kept it").settles_exposure(DERIVABLE)


def test_keeping_needs_a_reason_and_a_seal(file: CompanyFile) -> None:
    with pytest.raises(NoReasonToKeep, match="not sealed"):
        disclosure.keep_exposed(file, REPORT, CHEMICALS, "x")
    with pytest.raises(NoReasonToKeep, match="in a sentence"):
        disclosure.keep_exposed(file, REPORT, CHEMICALS, " ")


@pytest.mark.untraced
@pytest.mark.parametrize(
    ("targets", "place", "words"),
    [
        (["w2/total/amount"], "w2/total/amount", "must equal it."),
        (
            ["w2/chemicals/prior"],
            "w2/chemicals/prior",
            "of the report 2024-annual-report 2,140, which is public, reveals it.",
        ),
        (["w2/chemicals/change"], "w2/chemicals/change", "give this amount."),
        (
            ["w2/chemicals/amount", "w2/chemicals/change", "w2/bad_debt"],
            "w2/chemicals/change",
            "between 124 and 125.",
        ),
        (["w6_mains/total/end"], "w6_mains/total/end", "Everything that it is computed from is public."),
        (["w3/mains/end"], "w3/mains/end", "less the lines shown publicly gives this amount."),
        (["w2/chemicals/percent"], "w2/chemicals/percent", "give this amount."),
    ],
)
def test_how_it_can_be_worked_out_is_one_sentence(
    file: CompanyFile, targets: list[str], place: str, words: str
) -> None:
    how = sealed(file, *targets).exposed[place_of(place)]
    assert words in how
    assert how.endswith(".")
    assert "\n" not in how


@pytest.mark.untraced
def test_a_sealed_number_is_not_repeated_in_the_sentence_of_another(file: CompanyFile) -> None:
    found = sealed(file, "w2/chemicals/amount", "w2/chemicals/change")
    assert "2,265" not in " ".join(found.exposed.values())


def test_known_sums_and_narrow_ranges_are_noted(file: CompanyFile) -> None:
    found = sealed(file, "w2/chemicals", "w2/bad_debt")
    (known, *_) = named(found, SUM)
    assert known.severity is Severity.NOTE
    assert "together is public" in known.sentence
    narrow = sealed(file, "w2/salaries_employees")
    assert [problem.place for problem in named(narrow, NARROW)] == ["w2/salaries_employees/amount"]


@pytest.mark.untraced
def test_a_tie_that_does_not_hold_is_told_where_something_sealed_hangs_on_it(file: CompanyFile) -> None:
    sealed(file, "p4/plant_in_service/end")
    entering.set_answer(file, REPORT, Place("w3", "mains", "additions"), "12345")
    checks = {problem.place for problem in file.book(REPORT).checks.problems if problem.severity is Severity.STOP}
    told = {problem.place for problem in named(audit(file), UNBALANCED)}
    assert told <= checks


@pytest.mark.untraced
def test_the_search_for_limits_can_be_stopped(file: CompanyFile) -> None:
    sealed(file, "w2/chemicals", "w2/bad_debt")
    assert disclosure.audited(evidence(file, REPORT), lambda: True).limits == {}


@pytest.mark.untraced
def test_without_a_seal_there_is_nothing_to_audit(file: CompanyFile) -> None:
    while listed := sealing.seal_list(file.book(REPORT)):
        sealing.unseal_target(file, REPORT, listed[0].seal.target)
    assert not evidence(file, REPORT).sealed


@pytest.mark.untraced
def test_a_number_that_can_only_be_placed_is_held_up_like_one_worked_out(file: CompanyFile) -> None:
    """All of W-2 is sealed, but for what page 2 and last year say: the officers' pay is known to be at least theirs."""
    found = sealed(file, "p2_pay/officers_salaries/answer", "w2/salaries_officers/amount", "w2/bad_debt/amount")
    (problem, *_) = named(found, NARROW)
    assert (problem.severity, problem.open) == (Severity.EXPLAIN, True)
    assert "can be placed: A reader knows" in problem.sentence
    assert place_of(problem.place) in found.exposed
    assert found.proposal(place_of(problem.place)) or found.remaining(place_of(problem.place))


TIED = {
    "water": (
        "p6_retained/dividends_common/answer",
        "p7_stock/total/dividends",
        "p7_stock/total/amount",
        "p5/common_stock/end",
        "w4/mains/retirements",
        "p6/tax_property/amount",
        "w5_facts/day_capacity/answer",
    ),
    "steam": ("h5_fuel/total/cost", "h2/fuel/amount"),
    "water-sewer": ("s8_sludge/cost/answer",),
}


@pytest.mark.untraced
@pytest.mark.parametrize("kind", TIED)
def test_what_the_form_wants_explained_where_it_differs_is_known_while_it_agrees(
    real_program: Program, tmp_path: Path, kind: str
) -> None:
    with closing(sample_file(real_program.companies, kind, tmp_path / "sample.filingdesk")) as file:
        for target in TIED[kind]:
            found = sealed(file, target)
            assert [problem.place for problem in named(found, DERIVABLE)] == [target]
            file.undo()


@pytest.mark.untraced
def test_an_accepted_proposal_leaves_nothing_open(file: CompanyFile) -> None:
    """What is sealed only to protect needs no protection of its own."""
    for target in ("w2/chemicals/amount", "w4/mains/retirements", "p6/net_income/amount"):
        place = place_of(target)
        further = sealed(file, target).proposal(place)
        assert further, target
        disclosure.accept(file, REPORT, place, further)
        after = audit(file)
        assert place not in after.exposed
        assert not [problem for problem in after.problems if problem.open], target


@pytest.mark.untraced
def test_no_proposal_rests_on_an_empty_line(file: CompanyFile) -> None:
    """Extraordinary income and deductions, both empty, would leave the net income open to any amount on paper alone."""
    for target in ("p6/net_income/amount", "p6_retained/dividends_common/answer", "w2/total/amount"):
        found = sealed(file, target)
        further = found.proposal(place_of(target))
        typed = [one.place for one in further if not file.book(REPORT).sheet.cells[one.place].formula]
        values = file.book(REPORT).calculation.values
        assert typed, target
        assert all(isinstance(values.get(place), Decimal) and values[place] for place in typed), target
        file.undo()


@pytest.mark.untraced
def test_zero_and_tiny_amounts_are_untraced(file: CompanyFile) -> None:
    found = sealed(file, "w2/salaries_employees/amount", "w2/rents/amount")
    assert place_of("w2/salaries_employees/amount") in found.exposed


def test_what_a_proposal_costs_is_counted(file: CompanyFile) -> None:
    further = sealed(file, "w2/chemicals/amount").proposal(CHEMICALS)
    assert disclosure.cost_words(further) == "This costs the reader 1 line and 4 figures that follow from others."
    assert disclosure.cost_words(further[:1]) == "This costs the reader 1 line."


def test_where_nothing_small_protects_the_rest_is_offered_with_what_it_does(file: CompanyFile) -> None:
    place = place_of("w2/chemicals/prior")
    found = sealed(file, "w2/chemicals/prior")
    assert found.proposal(place) == ()
    total, schedule = found.remaining(place)
    assert (total.label, total.protects) == ("Seal the total", False)
    assert total.targets == ("w2/total/prior",)
    assert (schedule.label, schedule.targets, schedule.protects) == ("Seal the whole schedule", ("w2",), False)
    assert schedule.sentence.endswith("would not protect it by itself.")
    disclosure.seal_besides(file, REPORT, place, schedule.targets)
    seal = file.book(REPORT).answers.seals["w2"]
    assert (seal.covers_for, seal.type) == (str(place), "Contract price")
    assert audit(file).remaining(place) == ()


@pytest.mark.untraced
def test_the_total_alone_may_protect(file: CompanyFile) -> None:
    found = sealed(file, "w5_months/m01/produced")
    place = place_of("w5_months/m01/produced")
    assert place in found.exposed
    choices = {choice.label: choice.protects for choice in found.remaining(place)}
    assert set(choices) == {"Seal the total", "Seal the whole schedule"}


@pytest.mark.untraced
def test_the_margin_is_a_setting(file: CompanyFile, monkeypatch: pytest.MonkeyPatch) -> None:
    assert evidence(file, REPORT).margin == Fraction(1, 10)
    monkeypatch.setattr("desktop_app.services.confidentiality.evidence.MARGIN", "no/such")
    assert evidence(file, REPORT).margin == Fraction(1, 10)


def test_what_was_filed_before_a_revision_is_known(real_program: Program, file: CompanyFile) -> None:
    made = begin_revision(file, "2024-annual-report")
    place = Place("w2", "salaries_officers", "amount")
    sealing.seal_target(file, made.id, str(place), "Pay", "Names one person's pay.")
    found = disclosure.audited(evidence(file, made.id))
    assert "of the report 2024-annual-report 12,000, which is public, reveals it." in found.exposed[place]
    assert found.proposal(place) == ()
    entering.set_answer(file, made.id, place, "12600")
    found = disclosure.audited(evidence(file, made.id))
    assert "2024-annual-report" not in found.exposed[place]


@pytest.mark.untraced
def test_a_later_report_that_is_filed_tells_what_it_repeats(real_program: Program, file: CompanyFile) -> None:
    mark_filed(file, REPORT, "2026-04-10", "by mail")
    made = begin_revision(file, "2024-annual-report")
    parts = [part.name for part in evidence(file, made.id).parts]
    assert set(parts) == {made.id, "2024-annual-report", REPORT}


@pytest.mark.untraced
@pytest.mark.parametrize(
    "targets",
    [
        ("w2/chemicals/amount", "p4/plant_in_service/begin"),
        ("p5",),
        ("w2/*/amount", "p4/*/end"),
        ("r1", "w1/residential/revenue", "p4/plant_in_service/end"),
    ],
)
def test_only_what_hangs_on_sealed_cells_is_looked_at_and_that_changes_nothing(
    file: CompanyFile, targets: tuple[str, ...]
) -> None:
    known = {str(place) for place in file.book(REPORT).sheet.cells} | set(file.book(REPORT).sheet.schedules)
    found = sealed(file, *(target for target in targets if target in known or "*" in target))
    world = gathered(found.evidence.parts, REPORT, found.evidence.margin)
    whole = audit_of(world)
    own = [cell for cell in whole.open if cell.filing == REPORT]
    limits = dict(ranges(world, whole, disclosure.never_stopped, own)) if own else {}
    everything = AuditOutcome(found.evidence, world, whole, limits)
    assert found.problems == everything.problems
    assert found.exposed == everything.exposed
    assert len(found.world.equations) < len(world.equations) / 2
    vars(everything)["sealable"] = world
    for place in [*found.exposed][:2]:
        assert found.proposal(place) == everything.proposal(place)
        assert found.remaining(place) == everything.remaining(place)
