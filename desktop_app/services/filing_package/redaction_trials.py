"""The self-test before a real package: the public version of the filing with other sealed values is the same bytes."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.counting import counted
from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.services.delivery.manifest import file_digest
from desktop_app.services.filing_package.alterations import RENDERED_AGAIN
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.package_tools import SealedLeak
from desktop_app.services.ports import RenderedFile


@dataclass(frozen=True, slots=True)
class RedactionTrial:
    """One alteration whose public request was equal to the real one.

    `request` is kept of the one that is rendered a second time.
    """

    name: str
    request: bytes = field(default=b"", repr=False)


def try_requests(source: FilingSource) -> tuple[RedactionTrial, ...]:
    """Compares the public request of every alteration with the real one.

    Raises SealedLeak on any difference.
    """
    trials = []
    for name, request in source.altered():
        if request != source.public_bytes:
            raise SealedLeak(f"with other sealed values ({name}) the public version would be made of other data.")
        trials.append(RedactionTrial(name, request if name == RENDERED_AGAIN else b""))
    return tuple(trials)


def altered_request(trials: Sequence[RedactionTrial]) -> bytes:
    """The public request of the alteration that is rendered a second time."""
    return next(trial.request for trial in trials if trial.name == RENDERED_AGAIN)


def compare_renderings(real: Sequence[RenderedFile], again: Sequence[RenderedFile]) -> None:
    """Raises SealedLeak unless both renderings give the same files: names, order and every byte."""
    if [item.name for item in real] != [item.name for item in again]:
        raise SealedLeak("with other sealed values the public files would have other names.")
    for one, other in zip(real, again, strict=True):
        if one != other:
            raise SealedLeak(f"with other sealed values the file {one.name} would come out differently.")


def log_text(
    trials: Sequence[RedactionTrial], rendered: Sequence[RenderedFile], kept: Sequence[str], program: str
) -> str:
    """What the sealed folder keeps of the self-test. It names alterations and public digests, never a value.

    `kept` are the reasons why sealed values that can be worked out stay as they are.
    """
    lines = [
        f"Self-test of this package by Filing Desk {program}",
        "",
        "The sealed cells of this filing were exchanged for other values, published totals staying as they are.",
        "The data from which the public version is made must be the same every time:",
        *(f"  same   {trial.name}" for trial in trials),
        "",
        f"The public files were then composed again from the filing altered by '{RENDERED_AGAIN}',",
        "by the renderer that is given public data only, and painted again where an item of a page differed:",
        *(f"  same   {item.name}   sha256 {file_digest(item.content)}" for item in rendered),
        "",
        f"{len(trials)} of {counted(len(trials), 'alteration')} identical.",
        "",
        "Sealed values that can be worked out from public ones and were kept so, with the reason:",
        *(kept or ["  none"]),
        "",
    ]
    return "\n".join(lines)
