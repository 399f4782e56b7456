"""What the main paper of a case says: paragraphs, the index of its items, exhibits; from public values alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.citations import CHAPTER
from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.values import Place
from desktop_app.formspec.case_traits import AnswerWay
from desktop_app.formspec.checklist import AskedItem, ItemState, asked_items, exhibit_letter, exhibit_letters
from desktop_app.formspec.definition import ITEM_CERTIFIED_ON, ITEM_CERTIFIER
from desktop_app.formspec.evaluation import FilingValues
from desktop_app.formspec.pleading import EXHIBIT, PaperFacts, PleadingWriter, WrittenParagraph
from desktop_app.services.filing_package.request import PaperExhibit

FOLLOWS = "Follows"
ADDRESSEES = ("secretary", "public_counsel", "staff_counsel", "energy_department", "customer_services")
SERVICE_WORDS = {
    "water": "water",
    "sewer": "sewer",
    "heating": "steam heating",
    "electric": "electric",
    "gas": "gas",
    "telecom": "telecommunications",
}


@dataclass(frozen=True)
class CaseParticulars:
    """What the paper says that is no answer: the case number, and of a supplement which items it furnishes.

    `filed_on` is the day of the filing that is supplemented, `lists` what letters repeat.
    """

    docket: str = ""
    applicant: str = ""
    filed_on: str = ""
    furnished: tuple[str, ...] | None = None
    lists: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class CasePaper:
    """The paper: its paragraphs, its index, and the attachments in the order in which they are exhibits."""

    paragraphs: tuple[WrittenParagraph, ...]
    exhibits: tuple[PaperExhibit, ...]
    attachments: tuple[tuple[str, Attachment], ...]


def joined_words(words: Sequence[str]) -> str:
    """Words as a sentence lists them: "water, sewer and gas"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def bound_documents(attachments: Sequence[Attachment]) -> dict[str, tuple[str, ...]]:
    """The attachments of each item, by their numbers."""
    found: dict[str, list[str]] = {}
    for one in attachments:
        found.setdefault(one.item, []).append(one.number)
    return {item: tuple(numbers) for item, numbers in found.items()}


def case_paper(
    calculation: FilingValues,
    sealed: frozenset[Place],
    attachments: Sequence[Attachment],
    said: CaseParticulars,
    fields: Mapping[str, str],
) -> CasePaper:
    """The paper of a case. What is sealed is taken out before anything is written; `fields` are those of letters."""
    shown = {place: value for place, value in calculation.values.items() if place not in sealed}
    values = replace(calculation, values=shown)
    items = asked_items(values, bound_documents(attachments), sealed)
    letters = exhibit_letters(items)
    if said.furnished is not None:
        items = tuple(item for item in items if item.name in said.furnished)
    facts = PaperFacts({**_special(values, said), **_addressed(fields)}, letters, supplement=said.furnished is not None)
    paragraphs = PleadingWriter(values, sealed, items, facts).paragraphs()
    numbers = _numbers(paragraphs)
    exhibits = tuple(
        replace(_exhibit(item, letters, attachments, _certificate(values, item)), paragraph=numbers.get(item.name, 0))
        for item in items
    )
    return CasePaper(paragraphs, exhibits, tuple(_ordered(attachments, items, letters)))


def _special(values: FilingValues, said: CaseParticulars) -> dict[str, str]:
    sheet = values.model.sheet
    rules = sorted({rule for utility, rule in sheet.form.rules.items() if utility in sheet.utilities})
    return {
        "services": joined_words([SERVICE_WORDS[utility] for utility in sheet.utilities]),
        "statute": joined_words(
            sorted({named for utility, named in sheet.form.statutes.items() if utility in sheet.utilities})
        ),
        "rule": joined_words([f"{CHAPTER}{rule}" for rule in rules]),
        "applicant": said.applicant,
        "docket": said.docket,
        "filed_on": said.filed_on,
    }


def _addressed(fields: Mapping[str, str]) -> dict[str, str]:
    """From whom and to whom letters go, in the words of the papers."""
    contact = (fields.get("contact_name", ""), fields.get("contact_phone", ""))
    signer = (fields.get("signer_name", ""), fields.get("signer_title", ""))
    return {
        "address": fields.get("office_address", ""),
        "contact": ", telephone ".join(filter(None, contact)),
        "signer": ", ".join(filter(None, signer)),
        **{name: fields.get(f"{name}_address", "") for name in ADDRESSEES},
    }


def _numbers(paragraphs: Sequence[WrittenParagraph]) -> dict[str, int]:
    """The number of the paragraph that speaks of each item; of a promised one that of the list in which it stands."""
    found, last = {}, 0
    for one in paragraphs:
        last = one.number or last
        if one.item:
            found[one.item] = last
    return found


def _exhibit(
    item: AskedItem,
    letters: Mapping[str, str],
    attachments: Sequence[Attachment],
    certified: str,
) -> PaperExhibit:
    titles = tuple(one.title for one in attachments if one.item == item.name)
    tables = item.traits.tables if item.way is AnswerWay.TABLE else ()
    return PaperExhibit(
        item.name, letters.get(item.name, ""), item.lead, item.cites, _how(item), certified, titles, tables
    )


def _how(item: AskedItem) -> str:
    """How an item is answered, in words."""
    if item.state is ItemState.PROMISED:
        return (
            f"{FOLLOWS} by {long_date(item.by)}"
            if item.by is not None
            else f"{FOLLOWS} before the authority is granted"
        )
    if item.state is ItemState.OPEN:
        return "Not answered yet"
    if item.way is AnswerWay.NOT_APPLICABLE:
        return "Does not apply"
    words = {AnswerWay.DOCUMENT: "Document", AnswerWay.TABLE: "Table"}
    return words.get(item.way or AnswerWay.WORDS, "In words")


def _certificate(values: FilingValues, item: AskedItem) -> str:
    """By whom and when a copy was certified, as the user says; nothing where no certified copy is asked."""
    schedule, _, line = item.name.partition("/")
    who = values.look("", Place(schedule, line, ITEM_CERTIFIER))
    when = values.look("", Place(schedule, line, ITEM_CERTIFIED_ON))
    if item.way is not AnswerWay.DOCUMENT or not isinstance(who, str) or not isinstance(when, date):
        return ""
    return f"Certified copy: {who}, {long_date(when)}"


def _ordered(
    attachments: Sequence[Attachment], items: Sequence[AskedItem], letters: Mapping[str, str]
) -> Iterator[tuple[str, Attachment]]:
    """Every attachment with the name of its exhibit, in the order of the exhibits; those of no item come last."""
    placed = {item.name: letters[item.name] for item in items if item.way is AnswerWay.DOCUMENT}
    for name, letter in placed.items():
        yield from ((exhibit_name(letter), one) for one in attachments if one.item == name)
    others = [one for one in attachments if one.item not in placed]
    for number, one in enumerate(others, len(letters)):
        yield exhibit_name(exhibit_letter(number)), one


def exhibit_name(letter: str) -> str:
    """What the pages of an exhibit are called."""
    return f"{EXHIBIT.rstrip(':').title()} {letter}"
