"""What the company may file, what it may not and why: said before an hour is invested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.filings import COMPANY, FilingState
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.money import shown
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Place
from desktop_app.formspec.case_traits import CaseSigner, SizeLimit
from desktop_app.formspec.definition import FormDefinition
from desktop_app.rulebook.registry import CoverageStatus, FilingKind
from desktop_app.services.analysis.size_of_company import customers_of
from desktop_app.services.company.company_file import CompanyFile

PROPRIETOR = "proprietor"
MORE_THAN_ONE = 2
COUNSEL_SIGNS = (
    "An attorney licensed in Missouri signs it for a corporation, partnership or limited liability company. The "
    "program prepares it; take it to one. (Chapter 2, which is not built in; not verified.)"
)
OWNER_SIGNS = "A sole proprietor may sign it alone. (Chapter 2, which is not built in; not verified.)"
OFFICER_SIGNS = "An officer of the company signs it; no attorney is needed."


class FilingOffer(StrEnum):
    """Whether the company may file a kind: yes, no, or the user has to judge."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class OfferedKind:
    """A kind of filing of the chapter, as it stands for this company.

    `working` tells that the program prepares it for all of the company's services that it concerns, `case` that it is
    begun as a case. `sentence` says why it may be filed or not, `citation` by which provision, `signing` who signs,
    and `note` what is good to know before it is started.
    """

    id: str
    title: str
    utilities: tuple[str, ...]
    rules: tuple[str, ...]
    working: bool
    case: bool
    group: str
    eligible: FilingOffer
    sentence: str
    citation: str = ""
    signing: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CaseOffer:
    """Whether a form may be filed for some services, and why."""

    eligible: FilingOffer
    sentence: str = ""
    citation: str = ""


def offered_kinds(file: CompanyFile, registry: Sequence[FilingKind]) -> tuple[OfferedKind, ...]:
    """Every kind of filing that concerns the company's services, in the order of the chapter."""
    provided = file.profile().utilities
    return tuple(_offered(file, kind, provided) for kind in registry if any(kind.status(one) for one in provided))


def _offered(file: CompanyFile, kind: FilingKind, provided: Sequence[str]) -> OfferedKind:
    concerned = tuple(one for one in provided if kind.status(one) is not None)
    rules = dict.fromkeys(rule for one in concerned for rule in _rules(kind, one))
    working = any(kind.status(one) is CoverageStatus.WORKING for one in concerned)
    form = _form(file, kind.id) if working else None
    case = form is not None and form.case is not None
    served = tuple(one for one in concerned if kind.status(one) is CoverageStatus.WORKING)
    offer = CaseOffer(FilingOffer.ASK, "It is not built in yet: the program only knows its rules and its deadlines.")
    if working:
        offer = CaseOffer(FilingOffer.YES, " ".join(dict.fromkeys(filter(None, map(kind.how, served)))))
    if form is not None and form.case is not None:
        offer = offer_of(file, form, served)
        offer = replace(offer, sentence=" ".join(filter(None, (offer.sentence, apart_words(form, served)))))
    return OfferedKind(
        id=kind.id,
        title=kind.title,
        utilities=served or concerned,
        rules=tuple(rules),
        working=working,
        case=case,
        group="" if form is None or form.case is None else form.case.group,
        eligible=offer.eligible,
        sentence=offer.sentence,
        citation=offer.citation,
        signing="" if form is None else signing_words(file, form),
        note="" if form is None else form.note,
    )


def apart_words(form: FormDefinition, services: Sequence[str]) -> str:
    """That each service is applied for by itself, where the chapter has a rule for each: by which rule."""
    rules = {service: form.rules[service] for service in services if service in form.rules}
    if form.case is None or not form.case.each_service or len(rules) < MORE_THAN_ONE:
        return ""
    named = ", ".join(f"{service} under {rule}" for service, rule in rules.items())
    return f"Each service has a rule of its own, so each gets a filing of its own: {named}."


def _form(file: CompanyFile, kind: str) -> FormDefinition | None:
    """The form of a kind; the tariff book is none."""
    try:
        return file.library.form(kind)
    except UserError:
        return None


def _rules(kind: FilingKind, utility: str) -> Iterator[str]:
    for item in kind.coverage:
        if item.utility in (utility, "all"):
            yield from item.rules


def signing_words(file: CompanyFile, form: FormDefinition) -> str:
    """Who signs the main paper of a case; nothing for a report."""
    if form.case is None:
        return ""
    if form.case.signer is CaseSigner.OFFICER:
        return OFFICER_SIGNS
    return OWNER_SIGNS if file.profile().organisation == PROPRIETOR else COUNSEL_SIGNS


def offer_of(file: CompanyFile, form: FormDefinition, services: Sequence[str]) -> CaseOffer:
    """Whether the company may file this for the services: by the number of their customers, where the rule asks it."""
    facts = file.profile().facts
    for excuse in () if form.case is None else form.case.unless:
        if excuse.fact in facts:
            cited = ", ".join(excuse.cites)
            return CaseOffer(FilingOffer.NO, f"{excuse.sentence} ({cited})", cited)
    limits = () if form.case is None else form.case.limits
    outcomes = [_within(file, limit) for limit in limits if limit.utility in services]
    refused = [one for one in outcomes if one.eligible is FilingOffer.NO]
    if refused and len(refused) == len(services):
        return refused[0]
    unknown = [one for one in outcomes if one.eligible is FilingOffer.ASK]
    return next(iter((*unknown, *refused, *outcomes)), CaseOffer(FilingOffer.YES))


def _within(file: CompanyFile, limit: SizeLimit) -> CaseOffer:
    size = file.law().rules.value(limit.size, file.clock.today())
    cited = ", ".join(limit.cites)
    sentence = limit.sentence.format(size=shown(size.number, 0))
    own = customers_now(file, limit.utility)
    if own is None:
        words = f"{sentence[:1].upper()}{sentence[1:]} The program does not know how many there are: count them."
        return CaseOffer(FilingOffer.ASK, f"{words} ({cited})", cited)
    today = _profile_number(file, Place("customers", limit.utility, "count"))
    if today is not None and (today > size.number) != (own > size.number):
        words = (
            f"{shown(own, 0)} {limit.utility} {size.unit}, but {shown(today, 0)} in Customers by service on the "
            f"Company page: {sentence} Correct the number that is out of date. ({cited})"
        )
        return CaseOffer(FilingOffer.ASK, words, cited)
    words = f"{shown(own, 0)} {limit.utility} {size.unit}: {sentence} ({cited})"
    return CaseOffer(FilingOffer.YES if (own > size.number) == limit.above else FilingOffer.NO, words, cited)


def customers_now(file: CompanyFile, utility: str) -> Decimal | None:
    """The customers of a service by the newest report that counts them."""
    for filing in sorted(file.filings(), key=lambda one: (-one.year, one.state is FilingState.OPEN)):
        found = (
            customers_of(file.book(filing.id), utility) if filing.utilities and utility in filing.utilities else None
        )
        if found is not None:
            return found
    typed = _profile_number(file, Place("size", utility, "answer"))
    return _profile_number(file, Place("customers", utility, "count")) if typed is None else typed


def _profile_number(file: CompanyFile, place: Place) -> Decimal | None:
    found = file.book(COMPANY).calculation.values.get(place)
    return found if isinstance(found, Decimal) else None
