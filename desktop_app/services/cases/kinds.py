"""What the company may file, what it may not and why: said before an hour is invested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import UserError
from desktop_app.formspec.case_traits import CaseSigner
from desktop_app.formspec.definition import FormDefinition
from desktop_app.rulebook.registry import CoverageStatus, FilingKind
from desktop_app.services.analysis.size_limits import FilingOffer, SizeOffer, offer_by_size
from desktop_app.services.company.company_file import CompanyFile

PROPRIETOR = "proprietor"
MORE_THAN_ONE = 2
COUNSEL_SIGNS = (
    "An attorney licensed in Missouri signs it for a corporation, partnership or limited liability company. The "
    "program prepares it; take it to one. (Chapter 2, which is not built in; not verified.)"
)
OWNER_SIGNS = "A sole proprietor may sign it alone. (Chapter 2, which is not built in; not verified.)"
OWN_FORM = "A form of the company's own, not part of Filing Desk: nobody compared it with the rules."
OFFICER_SIGNS = "An officer of the company signs it; no attorney is needed."


@dataclass(frozen=True, slots=True)
class OfferedKind:
    """A kind of filing of the chapter, as it stands for this company.

    `working` tells that the program prepares it for all of the company's services that it concerns, `case` that it is
    begun as a case. `sentence` says why it may be filed or not, `citation` by which provision, `signing` who signs,
    and `note` what is good to know before it is started. An `own` one is of a form of the user's, not of the chapter.
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
    own: bool = False


def offered_kinds(file: CompanyFile, registry: Sequence[FilingKind]) -> tuple[OfferedKind, ...]:
    """Every kind of filing that concerns the company's services, in the order of the chapter."""
    provided = file.profile().utilities
    known = (_offered(file, kind, provided) for kind in registry if any(kind.status(one) for one in provided))
    return (*known, *(_own(file, form, provided) for form in file.library.own_forms()))


def _own(file: CompanyFile, form: FormDefinition, provided: Sequence[str]) -> OfferedKind:
    """A form of the user's own, and why it cannot be used where that is so."""
    served = tuple(one for one in provided if one in form.utilities)
    offer = SizeOffer(FilingOffer.NO, form.trouble) if form.trouble else offer_of(file, form, served)
    if not served and not form.trouble:
        offer = SizeOffer(FilingOffer.NO, f"It is for {' or '.join(form.utilities)} service.")
    return OfferedKind(
        id=form.id,
        title=form.title,
        utilities=served,
        rules=tuple(dict.fromkeys(form.rules.values())),
        working=True,
        case=not form.trouble,
        group="" if form.case is None else form.case.group,
        eligible=offer.eligible,
        sentence=form.trouble or " ".join(filter(None, (OWN_FORM, offer.sentence))),
        citation=offer.citation,
        signing=signing_words(file, form),
        note=form.note,
        own=True,
    )


def _offered(file: CompanyFile, kind: FilingKind, provided: Sequence[str]) -> OfferedKind:
    concerned = tuple(one for one in provided if kind.status(one) is not None)
    rules = dict.fromkeys(rule for one in concerned for rule in _rules(kind, one))
    working = any(kind.status(one) is CoverageStatus.WORKING for one in concerned)
    form = _form(file, kind.id) if working else None
    case = form is not None and form.case is not None
    served = tuple(one for one in concerned if kind.status(one) is CoverageStatus.WORKING)
    offer = SizeOffer(FilingOffer.ASK, "It is not built in yet: the program only knows its rules and its deadlines.")
    if working:
        offer = SizeOffer(FilingOffer.YES, " ".join(dict.fromkeys(filter(None, map(kind.how, served)))))
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


def offer_of(file: CompanyFile, form: FormDefinition, services: Sequence[str]) -> SizeOffer:
    """Whether the company may file this for the services: by the number of their customers, where the rule asks it."""
    facts = file.profile().facts
    for excuse in () if form.case is None else form.case.unless:
        if excuse.fact in facts:
            cited = ", ".join(excuse.cites)
            return SizeOffer(FilingOffer.NO, f"{excuse.sentence} ({cited})", cited)
    return offer_by_size(file, form.size_limits, services)
