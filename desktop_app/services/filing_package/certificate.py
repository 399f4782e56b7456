"""The redaction certificate: one page for the company's own file, which says what was sealed and how that was proved.

It names places, never values. It is in the sealed folder, because a digest of the sealed version lets anybody test
guesses of what it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.pagespec.flow import ParagraphStyle, flowed, paragraph
from desktop_app.pagespec.pages import FontFace, ItemRole, PageDocument
from desktop_app.pagespec.paragraphs import Measure
from desktop_app.services.filing_package.gates import PaperGate
from desktop_app.services.paper.frame import BOTTOM, LEFT, TOP, WIDTH, PageBody, PageFrame, framed_pages

NAME = "redaction-certificate.pdf"
LABEL, TITLE = "Certificate", "Redaction certificate"
VERSION = "FOR THE COMPANY'S OWN FILE"
LONGEST, MOST = 260, 9
NOTHING_FOUND = (
    "The figures of this report and of the company's other filed reports were searched for a way to work out a sealed "
    "value that counts, or to place it nearly. None was found."
)
_HEAD = ParagraphStyle(9.0, FontFace.BOLD, 11.5, 9.0, keep=True, role=ItemRole.HEADING)
_BODY = ParagraphStyle(8.0, FontFace.REGULAR, 10.0, 1.5)


@dataclass(frozen=True, slots=True)
class ProvenSteps:
    """What was done before the package was written, each of it passed: otherwise there were no package.

    `needles` counts the sealed values looked for, `canaries` the trials with other ink beneath boxes, `pages` those
    that both versions have, `annex` those of the sealed version alone.
    """

    trials: tuple[str, ...]
    rendered: tuple[str, ...]
    needles: int
    images: int
    canaries: int
    pages: int
    marked: int
    annex: int


@dataclass(frozen=True)
class CertificateFacts:
    """Everything the certificate says.

    `kept` are the reasons why values that can be worked out stay, by place; `told` are sentences on what public papers
    tell besides.
    """

    program: str
    designations: tuple[Mapping[str, str], ...]
    gates: tuple[PaperGate, ...]
    proven: ProvenSteps
    kept: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    digests: tuple[tuple[str, str], ...]


def certificate(certified: CertificateFacts, frame: PageFrame, measure: Measure) -> PageDocument:
    """The certificate as a document, on as many pages as it needs."""
    pieces = [piece for style, text in _paragraphs(certified) for piece in paragraph(text, measure, LEFT, WIDTH, style)]
    flow = flowed(pieces, TOP - 14, TOP, BOTTOM).pages
    own = replace(frame, version=VERSION, footer="", legend="")
    leaves = [PageBody(LABEL, TITLE, items, continued=number > 0) for number, items in enumerate(flow)]
    pages = framed_pages(leaves, own, measure)
    return PageDocument(NAME, f"{frame.company}: {TITLE}", pages)


def _paragraphs(certified: CertificateFacts) -> Iterator[tuple[ParagraphStyle, str]]:
    proven = certified.proven
    yield (
        _BODY,
        (
            f"Made by Filing Desk {certified.program} together with the package. It names places, not values, and "
            "belongs to the company's own file. It is not filed."
        ),
    )
    yield _HEAD, "What is kept under seal"
    for entry in certified.designations[:MOST]:
        yield _BODY, _short(f"{entry['type']} ({entry['reason'].rstrip('.')}): {entry['places']}")
    yield from _more(len(certified.designations) - MOST)
    times = counted(len(proven.trials), "time")
    yield _HEAD, "How it was proved that the public version does not depend on it"
    yield (
        _BODY,
        (
            f"Self-test: the sealed values were exchanged {times} ({', '.join(proven.trials)}). "
            f"{len(proven.trials)} of {times} the public version was made of the same data, and "
            f"composed again it was identical, item by item ({counted(len(proven.rendered), 'file')})."
        ),
    )
    yield (
        _BODY,
        (
            f"Inspection of every public file: nothing but what this program writes; canonical form; {proven.needles} "
            "sealed values and explanations looked for in every spelling and every stream, none found."
        ),
    )
    yield (
        _BODY,
        (
            f"Pages: {proven.pages} in both versions, of which the same {proven.marked} say that they hold nonpublic "
            f"information; {proven.annex} more in the annex of the sealed version."
        ),
    )
    if proven.images:
        yield (
            _BODY,
            (
                f"Attachments: {proven.images} pages are in the public version as the pixels that were "
                f"drawn. Canaries: other ink was put beneath the boxes {proven.canaries} times and never showed."
            ),
        )
    yield _HEAD, "What the public figures reveal"
    yield from _given_away(certified)
    yield _HEAD, "The rule's requirements, checked on the finished pages"
    for gate in certified.gates:
        yield _BODY, f"{gate.id}  {'passed' if gate.passed else gate.trouble}  {gate.asks} [{gate.citation}]"
    yield _HEAD, "Digests (SHA-256); those of sealed files are listed here and in no public file"
    for name, digest in certified.digests:
        yield _BODY, f"{digest}  {name}"


def _given_away(certified: CertificateFacts) -> Iterator[tuple[ParagraphStyle, str]]:
    """What the audit found, and nothing more than it looked for."""
    if not certified.kept:
        yield _BODY, NOTHING_FOUND
    else:
        yield _BODY, "Sealed values that a reader can work out, or place nearly, were kept so for these reasons:"
    for place, reason in certified.kept[:MOST]:
        yield _BODY, _short(f"{place}: {reason}")
    yield from _more(len(certified.kept) - MOST)
    if certified.told:
        yield _BODY, "The company was told of this, and decided:"
    for sentence in certified.told[:MOST]:
        yield _BODY, _short(sentence)
    yield from _more(len(certified.told) - MOST)


def _more(count: int) -> Iterator[tuple[ParagraphStyle, str]]:
    if count > 0:
        yield _BODY, f"... and {count} more, which the affidavit and the sealed log list."


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 4]} ..."
