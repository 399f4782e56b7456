"""Sealing: setting, lifting and confirming seals, and what a seal leaves standing in the open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Json, Place
from desktop_app.formspec.public_view import effective_seals, sealed_places
from desktop_app.formspec.sheet import FormLayout
from desktop_app.formspec.wording import location
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EditOutcome, EvaluatedFiling
from desktop_app.services.confidentiality.target_names import target_words
from desktop_app.services.data_entry.parsing import explaining

TOPIC = "sealing/"
REFUSED = "seal-refused"


class BadSeal(UserError):
    """The seal names no cell of the filing, or lacks its type or reason."""


@dataclass(frozen=True)
class SealedItem:
    """A seal of the list: the seal, where it is in words, and how many cells it covers."""

    seal: Seal
    where: str
    cells: int


def seal_list(book: EvaluatedFiling) -> tuple[SealedItem, ...]:
    """All seals in force, in the order in which their first cells stand in the filing."""
    order = {place: number for number, place in enumerate(book.sheet.cells)}
    seals = [(seal, sealed_places(book.sheet, [seal])) for seal in effective_seals(book.sheet, book.answers)]
    seals.sort(key=lambda one: min((order[place] for place in one[1]), default=len(order)))
    return tuple(SealedItem(seal, target_words(book.sheet, seal.target), len(places)) for seal, places in seals)


def sealed_now(book: EvaluatedFiling) -> frozenset[Place]:
    """Every cell that is sealed as things stand."""
    return sealed_places(book.sheet, effective_seals(book.sheet, book.answers))


def offered(file: CompanyFile, filing: str) -> Mapping[str, str]:
    """The types of information that are offered for a seal, each with a reason to begin from.

    The filing's own come first.
    """
    book, rules = file.book(filing), file.library.rules()
    own = {seal.type: seal.reason for seal in effective_seals(book.sheet, book.answers)}
    customary = [rules.value(name, book.filing.rules_on) for name in rules.names if name.startswith(TOPIC)]
    return own | {value.label: value.text for value in customary if value.label not in own}


def computed_dependents(book: EvaluatedFiling, *targets: str) -> tuple[Place, ...]:
    """The computed cells that depend on what the targets cover and are not covered themselves.

    These need a decision: publish all the same, or seal too.
    """
    covered = sealed_places(book.sheet, [Seal(target, "", "") for target in targets])
    already = sealed_now(book)
    return tuple(
        place
        for place in book.calculation.model.downstream(covered)
        if place not in covered and place not in already and not book.sheet.schedules[place.schedule].definition.work
    )


def seal_target(
    file: CompanyFile,
    filing: str,
    target: str,
    type_: str,
    reason: str,
    *,
    also: Sequence[Place] = (),
) -> EditOutcome | None:
    """Seals a target, and `also` some computed cells that depend on it; the others are recorded as published.

    One step of the journal. Raises BadSeal.
    """
    return seal_each(file, filing, (target,), type_, reason, also=also)


def seal_each(
    file: CompanyFile,
    filing: str,
    targets: Sequence[str],
    type_: str,
    reason: str,
    *,
    also: Sequence[Place] = (),
) -> EditOutcome | None:
    """Seals several targets for the same reason, like `seal`, as one step."""
    book = file.book(filing)
    for target in targets:
        _must_exist(book.sheet, target)
        if words := refusal(book.sheet, target):
            raise BadSeal(words)
    type_, reason = explaining(type_, "The type of information"), explaining(reason, "The reason of the seal")
    if not type_ or not reason:
        raise BadSeal("A seal needs the type of information and the reason why it is kept under seal.")
    published = tuple(str(place) for place in computed_dependents(book, *targets) if place not in also)
    entries: dict[str, Json] = {
        records.seal_key(filing, target): records.seal_to_json(Seal(target, type_, reason, published=published))
        for target in targets
    }
    first = target_words(book.sheet, targets[0])
    where = first if len(targets) == 1 else f"{first} and {len(targets) - 1} more"
    for place in also:
        entries[records.seal_key(filing, str(place))] = records.seal_to_json(
            Seal(str(place), type_, f"{reason} (follows from {where})")
        )
    return file.edit(filing, f"Sealed {where}", entries)


def refusal(sheet: FormLayout, target: str) -> str:
    """Why the target cannot be sealed, with the reason; empty if it can."""
    if sheet.form.no_seal:
        return f"Nothing in the {sheet.form.title} can be sealed. {sheet.form.no_seal}"
    covered = sealed_places(sheet, [Seal(target, "", "")])
    for place, spec in sheet.cells.items():
        if place in covered and spec.no_seal:
            where = location(sheet, place)
            apart = " Seal the other lines one by one." if len(covered) > 1 else ""
            return f"{sentence_start(where)} cannot be sealed. {spec.no_seal}{apart}"
    return ""


def refused_seals(book: EvaluatedFiling) -> tuple[Problem, ...]:
    """Seals that stand in the file, from an import or an earlier version of the program, and cannot be kept.

    Each holds up what is printed until it is lifted; meanwhile it hides what it covers.
    """
    found = []
    for seal in book.answers.seals.values():
        words = "" if seal.waived else refusal(book.sheet, seal.target)
        if words:
            where = f"{book.filing.id}/{seal.target}"
            sentence = f"The seal on {where} cannot be kept. {words} Remove the seal."
            found.append(Problem(REFUSED, Severity.STOP, seal.target, sentence, book.sheet.sealing_cited()))
    return tuple(found)


def all_refused(file: CompanyFile) -> tuple[Problem, ...]:
    """Those of the company profile and of every filing."""
    ids = (COMPANY, *(filing.id for filing in file.filings()))
    return tuple(problem for filing in ids for problem in refused_seals(file.book(filing)))


def unseal_target(file: CompanyFile, filing: str, target: str) -> EditOutcome | None:
    """Lifts the seal of a target; one that comes with the field or from another filing is waived, which is recorded.

    Raises BadSeal when nothing is sealed by that target.
    """
    book = file.book(filing)
    found = next((item for item in effective_seals(book.sheet, book.answers) if item.target == target), None)
    if found is None:
        raise BadSeal(f"There is no seal on {target}. The list of seals shows what is sealed and by what.")
    key = records.seal_key(filing, target)
    handed_on = _handed_on(book, found)
    lifted = replace(found, waived=True, carried=handed_on)
    data = records.seal_to_json(lifted) if handed_on or _by_default(book.sheet, target) else None
    return file.edit(filing, f"Unsealed {target_words(book.sheet, target)}", {key: data})


def confirm(file: CompanyFile, filing: str, target: str, type_: str = "", reason: str = "") -> EditOutcome | None:
    """Confirms a seal that came with its field or from last year, with another type or reason if given.

    Raises BadSeal.
    """
    book = file.book(filing)
    found = next((item for item in effective_seals(book.sheet, book.answers) if item.target == target), None)
    if found is None:
        raise BadSeal(f"There is no seal on {target}.")
    kept = replace(
        found,
        type=explaining(type_, "The type of information") or found.type,
        reason=explaining(reason, "The reason of the seal") or found.reason,
        confirmed=True,
        carried=False,
    )
    entry = records.seal_to_json(kept)
    return file.edit(
        filing, f"Seal confirmed on {target_words(book.sheet, target)}", {records.seal_key(filing, target): entry}
    )


def _must_exist(sheet: FormLayout, target: str) -> None:
    if target.count("/") >= len(Place._fields) or not sealed_places(sheet, [Seal(target, "", "")]):
        raise BadSeal(
            f"'{target}' names no cell of this filing. Write schedule, schedule/line or schedule/line/column."
        )


def _handed_on(book: EvaluatedFiling, seal: Seal) -> bool:
    """Whether all that the seal covers repeats what another filing seals: lifting it decides that of all of it."""
    covered = sealed_places(book.sheet, [seal])
    return bool(covered) and covered <= book.answers.repeated.keys()


def _by_default(sheet: FormLayout, target: str) -> bool:
    parts = target.split("/")
    spec = sheet.cells.get(Place(*parts)) if len(parts) == len(Place._fields) else None
    return spec is not None and spec.seal is not None
