"""The list at *Prepare filing*: everything that still stands between the user and the package, and the gates.

A package is refused while anything on the list is open; a draft is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from desktop_app.domain.empty_texts import says_nothing
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Place
from desktop_app.formspec.checks import CheckList
from desktop_app.formspec.definition import OATH
from desktop_app.formspec.public_view import effective_seals, sealed_places
from desktop_app.formspec.wording import location
from desktop_app.services.company.workspace_keys import KeptReason
from desktop_app.services.confidentiality.disclosure import EXPOSED
from desktop_app.services.confidentiality.target_names import target_words
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.gates import PaperGate
from desktop_app.services.filing_package.mentions import MENTIONED, SealedMentions
from desktop_app.services.filing_package.sayings import PublicSaying
from desktop_app.services.progress.overridden import override_notes

STALE, LACKING = "attachment-changed", "attachment-missing"
UNCONFIRMED, CARRIED, WORDLESS = "seal-unconfirmed", "seal-carried", "seal-wordless"
SWORN_STEP = "(C)"


@dataclass(frozen=True)
class PackageReadiness:
    """What is open before a package: the problems of the filing and of its seals, and the gates of the paper.

    `kept` are sealed values that can be worked out and stay so: where, and why. `told` are the sentences on those that
    public papers may tell besides: figures that only protect others, and what also stands in the open.
    """

    problems: tuple[Problem, ...]
    gates: tuple[PaperGate, ...]
    kept: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[str, ...]:
        """One sentence for each thing that holds up the package."""
        blocking = [problem.sentence for problem in self.problems if problem.open]
        return (*blocking, *(gate.trouble for gate in self.gates if gate.trouble))

    @property
    def ready(self) -> bool:
        """Whether a package may be produced."""
        return not self.open


def readiness(
    source: FilingSource,
    checks: CheckList,
    gates: tuple[PaperGate, ...],
    worked_out: Sequence[Problem] = (),
    kept: Mapping[Place, KeptReason] = MappingProxyType({}),
    besides: Sequence[PublicSaying] = (),
    refused: Sequence[Problem] = (),
    attached: Sequence[Problem] = (),
) -> PackageReadiness:
    """Everything to be settled, the most pressing first: stops, then what wants a sentence, then notes on seals.

    `worked_out` is what the disclosure audit found, `besides` what other public papers say, `attached` what is to be
    known of attached pages; `refused` are seals that cannot be kept, and statements and signers to be settled.
    """
    rank = {Severity.STOP: 0, Severity.EXPLAIN: 1, Severity.NOTE: 2}
    sheet = source.calculation.model.sheet
    away = given_away(source, worked_out, besides, kept)
    found = [
        *refused,
        *(problem for problem in checks.problems if problem.open),
        *seal_problems(source),
        *_lacking(source),
        *attachment_problems(source),
        *away,
        *attached,
        *override_notes(source.calculation),
    ]
    named = {problem.place for problem in worked_out if problem.id in EXPOSED and problem.severity is Severity.EXPLAIN}
    told = tuple((location(sheet, place), one.words) for place, one in kept.items() if str(place) in named)
    open_besides = tuple(
        problem.sentence
        for problem in (*away, *attached)
        if problem.id == MENTIONED or (problem.id in EXPOSED and problem.severity is Severity.NOTE)
    )
    return PackageReadiness(tuple(sorted(found, key=lambda problem: rank[problem.severity])), gates, told, open_besides)


def given_away(
    source: FilingSource,
    worked_out: Sequence[Problem],
    besides: Sequence[PublicSaying] = (),
    kept: Mapping[Place, KeptReason] = MappingProxyType({}),
) -> tuple[Problem, ...]:
    """The sealed values that public figures or public words give away.

    Words that only may tell a cell are left out where it can be worked out anyway. `besides` is what other public
    papers and attached pages say, `kept` are reasons why places may be disclosed.
    """
    named = {problem.place for problem in worked_out if problem.id in EXPOSED}
    mentions = SealedMentions(
        source.calculation.model.sheet, source.full_request(), source.public_request(), besides, kept
    )
    told = (found for found in mentions.problems() if found.severity is Severity.EXPLAIN or found.place not in named)
    return (*worked_out, *told)


def mentions_of(problems: Iterable[Problem], place: str) -> Iterator[str]:
    """The sentences on public words that say what the place holds."""
    return (one.sentence for one in problems if one.id == MENTIONED and one.place == place)


def attachment_problems(source: FilingSource) -> Iterator[Problem]:
    """Boxes that were drawn on another file than the one attached now."""
    for one in source.attachments:
        if one.stale:
            words = f"{one.label}, {one.title}: the file was changed since its boxes were drawn. Confirm them."
            citation = source.calculation.model.sheet.sealing_cited()
            yield Problem(STALE, Severity.STOP, f"attachment/{one.number}/boxes", words, citation)


def _lacking(source: FilingSource) -> Iterator[Problem]:
    """The document without which there is no filing, while nothing is attached."""
    sheet = source.calculation.model.sheet
    if sheet.form.papers.attached and not source.attachments:
        words = f"{sheet.form.papers.attached} is not attached. Attach it as a PDF; its pages are the report."
        yield Problem(LACKING, Severity.STOP, "", words, sheet.cited(sheet.form.sections.get(OATH, "")))


def seal_problems(source: FilingSource) -> Iterator[Problem]:
    """Seals that the user has yet to look at: those that came with a field or from last year, or lack their words."""
    sheet, answers = source.calculation.model.sheet, source.calculation.answers
    for seal in effective_seals(sheet, answers):
        if not sealed_places(sheet, [seal]):
            continue
        where = target_words(sheet, seal.target)
        start = sentence_start(where)
        if says_nothing(seal.type) or says_nothing(seal.reason):
            words = f"{start}: the seal lacks its type of information or its reason. The affidavit needs both."
            yield Problem(WORDLESS, Severity.STOP, seal.target, words, sheet.sealing_cited(SWORN_STEP))
        elif seal.carried:
            words = f"{start} was sealed in an earlier report. Is the seal still needed? Confirm it or remove it."
            yield Problem(CARRIED, Severity.STOP, seal.target, words, sheet.sealing_cited(SWORN_STEP))
        elif not seal.confirmed:
            why = f"{seal.type}: {seal.reason.rstrip('.')}"
            words = f"{start} is sealed by default ({why}). Confirm type and reason, or remove the seal."
            yield Problem(UNCONFIRMED, Severity.STOP, seal.target, words, sheet.sealing_cited(SWORN_STEP))
