"""What the affidavit lists: types of information, the reason for each, and the places concerned (3.640(4)(C))."""

from __future__ import annotations

from desktop_app.formspec.public_view import sealed_places
from desktop_app.services.confidentiality.sealing import target_words
from desktop_app.services.filing_package.correspondence import ended_words
from desktop_app.services.filing_package.paper import VersionPages


def designations(paper: VersionPages) -> tuple[dict[str, str], ...]:
    """One entry for each type of information and reason, with all its places in the form's order.

    A seal that covers no cell of this filing (its row was removed) is left out. Everything here is public.
    """
    order = {str(place): number for number, place in enumerate(paper.sheet.cells)}
    entries: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for seal in paper.view.seals:
        covered = sealed_places(paper.sheet, [seal])
        if covered:
            first = min(order[str(place)] for place in covered)
            entries.setdefault((seal.type, seal.reason), []).append((first, target_words(paper.sheet, seal.target)))
    behind = len(order)
    for attached in paper.request.attachments:
        for type_, reason, words in attached.designations:
            entries.setdefault((type_, reason), []).append((behind, words))
            behind += 1
    grouped = sorted(entries.items(), key=lambda entry: (min(entry[1]), entry[0]))
    return tuple(
        {"type": type_, "reason": ended_words(reason), "places": "; ".join(words for _, words in sorted(places))}
        for (type_, reason), places in grouped
    )
