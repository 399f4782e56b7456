"""The list at *Prepare filing*: seals to confirm, values given away, and the gates of the paper."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.problems import Problem, Severity
from desktop_app.formspec.evaluation import FilingValues
from desktop_app.pagespec.pages import PageDocument, PaperPage, TextItem
from desktop_app.services.filing_package.gates import ComposedPackage, judged
from desktop_app.services.filing_package.readiness import seal_problems
from desktop_app.services.paper.printable import LettersMissing, must_print
from tests.support import paper_tools as workbench
from tests.support import small_filing as paperwork


def places(problems: Sequence[Problem]) -> list[str]:
    return [problem.place for problem in problems]


def with_seal(calculation: FilingValues, seal: Seal) -> FilingValues:
    answers = replace(calculation.answers, seals={seal.target: seal})
    return replace(calculation, answers=answers)


@pytest.mark.parametrize(
    ("seal", "sentence"),
    [
        (Seal("p1/phone/answer", "Phone", "Private", default=True, confirmed=False), "Confirm type and reason"),
        (Seal("p1/phone/answer", "Phone", "Private", carried=True), "still needed"),
        (Seal("p1/phone/answer", "Phone", " "), "lacks its type"),
    ],
)
def test_seals_wait_for_the_user(seal: Seal, sentence: str) -> None:
    source = paperwork.source(with_seal(paperwork.filing(), seal))
    (problem,) = seal_problems(source)
    assert sentence in problem.sentence
    assert problem.open


def test_a_settled_seal_and_one_that_covers_nothing_ask_nothing() -> None:
    assert list(seal_problems(paperwork.source(with_seal(paperwork.filing(), Seal("w2", "Costs", "Contract"))))) == []
    gone = Seal("loans/gone", "Loan", "Private", carried=True)
    assert list(seal_problems(paperwork.source(with_seal(paperwork.filing(), gone)))) == []


def mentioned(**changes: object) -> list[Problem]:
    ready = workbench.ready(paperwork.source(paperwork.filing(**changes)))  # type: ignore[arg-type]
    return [problem for problem in ready.problems if problem.id == "mentioned"]


def test_a_sealed_text_that_stands_in_the_open_asks_for_a_reason() -> None:
    values = {**paperwork.VALUES, "changes/merger/answer": "A loan came from WILHELMINA  Przybyłowska."}
    (problem,) = mentioned(values=values, seals=["loans/b/name"])
    assert (problem.place, problem.severity) == ("loans/b/name", Severity.EXPLAIN)
    assert "page 3" in problem.sentence
    notes = {"loans/b/name": "She agreed."}
    assert mentioned(values=values, seals=["loans/b/name"], notes=notes)[0].open, "a footnote speaks of the figure"


@pytest.mark.parametrize("words", ["It is 15,500 dollars.", "It is $15500.00."])
def test_a_sealed_number_that_stands_in_the_open_is_noted(words: str) -> None:
    values = {**paperwork.VALUES, "changes/merger/answer": words}
    seals = ["loans/b/owed", "loans/total/owed"]
    (problem,) = mentioned(values=values, seals=seals)
    assert problem.severity is Severity.NOTE


def test_short_values_are_not_told_from_chance() -> None:
    assert mentioned(seals=["p1/wells/answer"]) == []


def test_an_explanation_and_a_letter_are_looked_through() -> None:
    notes = {"p1/wells/answer": "Ask 573-555-0142."}
    assert mentioned(seals=["p1/phone/answer"], notes=notes)
    values = {**paperwork.VALUES, "p1/phone/answer": "573-555-0100"}
    (problem,) = mentioned(values=values, seals=["p1/phone/answer"])
    assert "contact phone" in problem.sentence


def gates(proof: ComposedPackage) -> list[str]:
    return [gate.id for gate in judged(proof) if not gate.passed]


def test_the_paper_passes_its_gates() -> None:
    for calculation in (paperwork.filing(), paperwork.filing(seals=())):
        proof = workbench.proof(paperwork.source(calculation))
        assert gates(proof) == []
        assert [gate.id for gate in judged(proof)] == [
            "C02",
            "C03",
            "C04",
            "C05",
            "C06",
            "C08",
            "C43",
            "C44",
            "letters",
        ]


def test_letters_that_cannot_be_printed_stop_the_package_and_are_named() -> None:
    proof = workbench.proof(paperwork.source())
    page = next(page for page in proof.public.document.pages if "Clear Creek" in str(page.items))
    missing = replace(proof, measure=paperwork.MeasuredLetters("k"))
    (gate,) = [gate for gate in judged(missing) if not gate.passed]
    assert gate.id == "letters"
    assert "cannot show k (U+006B), in '" in gate.trouble
    assert gate.trouble.endswith("Write it with other letters.")
    with pytest.raises(LettersMissing, match="cannot show"):
        must_print([page], missing.measure)
    must_print([page], paperwork.measured)


def without(document: PageDocument, words: str, only: int | None = None) -> PageDocument:
    def kept(page: PaperPage) -> PaperPage:
        return replace(
            page, items=tuple(item for item in page.items if not (isinstance(item, TextItem) and words in item.content))
        )

    pages = [kept(page) if only in {None, number} else page for number, page in enumerate(document.pages)]
    return replace(document, pages=tuple(pages))


def spoiled(proof: ComposedPackage, words: str, only: int | None = None) -> ComposedPackage:
    first, *others = proof.documents
    return replace(proof, documents=(replace(first, document=without(first.document, words, only)), *others))


@pytest.mark.parametrize(
    ("words", "only", "gate"),
    [
        ("PUBLIC VERSION", 0, "C04"),
        (paperwork.LEGENDS["public_page"], None, "C06"),
        ("Clear Creek", 3, "C08"),
        ("Year 2025", 4, "C08"),
    ],
)
def test_a_spoiled_page_is_seen(words: str, only: int | None, gate: str) -> None:
    assert gates(spoiled(workbench.proof(paperwork.source()), words, only)) == [gate]


def test_a_missing_version_contact_affidavit_and_name_are_seen() -> None:
    source = paperwork.source()
    proof = workbench.proof(source)
    assert "C02" in gates(replace(proof, nonpublic=None))
    assert gates(replace(proof, source=replace(source, fields={"contact_name": "Ada"}))) == ["C03"]
    first, *others = proof.documents
    labels = ("Cover", "1", *first.labels[2:])
    assert gates(replace(proof, documents=(replace(first, labels=labels), *others))) == ["C05"]
    nameless = replace(source, subject=replace(source.subject, company=" ", also_known_as=""))
    assert "C08" in gates(workbench.proof(nameless))


def test_a_page_that_forgets_to_say_that_it_continues_is_seen() -> None:
    long = {**paperwork.VALUES, "changes/merger/answer": "Line by line.\n" * 120}
    proof = workbench.proof(paperwork.source(paperwork.filing(long)))
    assert gates(proof) == []
    assert gates(spoiled(proof, "(continued)")) == ["C44"]


def test_versions_that_differ_in_pages_are_seen() -> None:
    proof = workbench.proof(paperwork.source())
    assert proof.nonpublic is not None
    fewer = replace(proof.nonpublic, common=proof.nonpublic.common - 1)
    assert "C02" in gates(replace(proof, nonpublic=fewer))


def test_what_is_open_is_said_in_sentences() -> None:
    ready = workbench.ready(paperwork.source(paperwork.filing({}, seals=())))
    assert not ready.ready
    assert all(sentence.endswith(".") for sentence in ready.open)
    assert ready.problems[0].severity is Severity.STOP


def test_a_missing_cover_and_marks_of_other_pages_are_seen() -> None:
    proof = workbench.proof(paperwork.source())
    first, *others = proof.documents
    coverless = replace(first, labels=("1", *first.labels[1:]))
    assert "C04" in gates(replace(proof, documents=(coverless, *others)))
    assert proof.nonpublic is not None
    fewer = replace(proof.nonpublic, sealed=proof.nonpublic.sealed[1:])
    assert "C06" in gates(replace(proof, nonpublic=fewer))
    unsealed = workbench.proof(paperwork.source(paperwork.filing(seals=())))
    (report, *letters) = unsealed.documents
    cover, *pages = report.document.pages
    said = replace(cover, items=(*proof.public.document.pages[0].items, *cover.items))
    told = replace(report, document=replace(report.document, pages=(said, *pages)))
    (gate,) = [gate for gate in judged(replace(unsealed, documents=(told, *letters))) if gate.id == "C04"]
    assert gate.trouble == "The cover says without need 'Public version'."
