"""What a filing in a case is, as values: its traits, its items and the paragraphs of its paper."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.values import Place


class AnswerWay(StrEnum):
    """How an item of an application is answered."""

    WORDS = "words"
    DOCUMENT = "document"
    TABLE = "table"
    LATER = "later"
    NOT_APPLICABLE = "not_applicable"


WAY_LABELS: Mapping[AnswerWay, str] = {
    AnswerWay.WORDS: "In words, here",
    AnswerWay.DOCUMENT: "By an attached document",
    AnswerWay.TABLE: "By a table of this filing",
    AnswerWay.LATER: "Follows later",
    AnswerWay.NOT_APPLICABLE: "Does not apply",
}


class LateRule(StrEnum):
    """Whether an item may follow: before the authority is granted, on a day named with the reason, or never."""

    BEFORE_GRANT = "before_grant"
    DATED = "dated"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ItemTraits:
    """What governs an item besides its cells.

    `asked_when` is the expression under which the rule asks it. `least` documents are needed where it is answered by
    documents; where `certified` holds ("always", or an expression) they are certified copies. `tables` are the
    schedules that answer it. `printed` is how a document or table is announced, `lead` what the paper calls the item.
    What nobody compared with an official text is `unverified`. Drawings of one `at_size` keep their size.
    """

    ways: tuple[AnswerWay, ...] = (AnswerWay.WORDS,)
    late: LateRule = LateRule.NEVER
    asked_when: str = ""
    least: int = 1
    certified: str = ""
    tables: tuple[str, ...] = ()
    printed: str = ""
    lead: str = ""
    unverified: bool = False
    at_size: bool = False

    @property
    def exhibited(self) -> bool:
        """Whether a document or table can answer it, which then is an exhibit."""
        return AnswerWay.DOCUMENT in self.ways or AnswerWay.TABLE in self.ways


class ParagraphKind(StrEnum):
    """What a paragraph of a pleading or letter is on the page."""

    CAPTION = "caption"
    TITLE = "title"
    BLOCK = "block"
    SUBJECT = "subject"
    BODY = "body"
    PARAGRAPH = "paragraph"
    ITEMS = "items"
    LATER = "later"
    PRAYER = "prayer"
    CLOSING = "closing"
    SIGNATURE = "signature"
    NOTE = "note"


class PaperOccasion(StrEnum):
    """In which paper of a case a paragraph stands: the first, a supplement with what was promised, or both."""

    FIRST = "first"
    SUPPLEMENT = "supplement"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class PleadingParagraph:
    """A paragraph with ``{expression}`` holes. One of kind *items* stands for all items of the schedule in `text`.

    It stands in the main paper, or in another `paper` that is called so.
    """

    kind: ParagraphKind
    text: str
    paper: str = ""
    when: str = ""
    occasion: PaperOccasion = PaperOccasion.BOTH
    utilities: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


class CaseSigner(StrEnum):
    """Who signs the main paper of a corporation."""

    COUNSEL = "counsel"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class CaseVariant:
    """One of the things that a form asks for: "A service area". With `utilities` only those may ask for it."""

    id: str
    label: str
    utilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SizeLimit:
    """Up to how many customers of a service a company may file this, or above how many: `size` is the legal value.

    `near` is what a company is told that has about so many, `also` what else is open to one with more than `beyond`.
    """

    utility: str
    size: str
    sentence: str
    cites: tuple[str, ...]
    above: bool = False
    near: str = ""
    beyond: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class CaseExcuse:
    """A duty of the company profile answered yes, of which a company does not file this, and why."""

    fact: str
    sentence: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseTraits:
    """A filing that is no yearly report: begun for chosen services, as often as needed, amended by supplement.

    `starts` are the events that its filing writes down in the calendar: "filed" always, "late" where items follow.
    `starts_on` are those of days that are answered, by the cell that holds the day.
    With `each_service` one filing stands for one service. A filing of a `series` opens from the newest before it.
    It may read the figures of a filing of a kind in `reads`. `applicant` is the cell that names who applies, where
    that need not be the company.
    """

    signer: CaseSigner = CaseSigner.COUNSEL
    each_service: bool = False
    variants: tuple[CaseVariant, ...] = ()
    starts: Mapping[str, str] = field(default_factory=dict)
    starts_on: Mapping[str, Place] = field(default_factory=dict)
    limits: tuple[SizeLimit, ...] = ()
    group: str = ""
    series: bool = False
    unless: tuple[CaseExcuse, ...] = ()
    reads: tuple[str, ...] = ()
    applicant: Place | None = None
