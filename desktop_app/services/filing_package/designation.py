"""What the affidavit lists: types of information, the reason for each, and the places concerned (3.640(4)(C))."""

from __future__ import annotations

from desktop_app.formspec.public_view import sealed_places
from desktop_app.services.confidentiality.target_names import target_words
from desktop_app.services.filing_package.case_source import exhibit_name
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
            entries.setdefault((seal.type, seal.reason), []).append((first, _words(paper, seal.target)))
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


def _words(paper: VersionPages, target: str) -> str:
    """Where a seal lies, as the paper is read: that of a case has no pages of the form."""
    words = target_words(paper.sheet, target)
    schedule, _, line = target.partition("/")
    at = printed_at(paper, schedule, line.partition("/")[0])
    rest = words.removeprefix(paper.sheet.schedules[schedule].definition.where).removeprefix(", ")
    return f"{at}, {rest}" if at else words


def printed_at(paper: VersionPages, schedule: str, line: str) -> str:
    """Where the paper of a case says what a line of a schedule asks; nothing for a report, printed as the form."""
    if not paper.request.subject.case:
        return ""
    repeats = paper.sheet.repeats
    for one in paper.request.exhibits:
        if one.item == f"{schedule}/{line}" and one.paragraph:
            return f"paragraph {one.paragraph}"
        if one.letter and any(schedule in repeats.get(table, (table,)) for table in one.tables):
            return exhibit_name(one.letter)
    return "the text"
