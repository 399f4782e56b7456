"""Whether a filing is for a company of its size: by the number of customers, where the rule or the form ends at one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.filings import COMPANY, FilingState
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.money import shown
from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import Place
from desktop_app.formspec.case_traits import SizeLimit
from desktop_app.services.analysis.size_of_company import CUSTOMERS, customers_of
from desktop_app.services.company.company_file import CompanyFile

MARGIN = "annual_report/size_margin"  # how near to a limit is called near, in percent of it
_HUNDRED = Decimal(100)


class FilingOffer(StrEnum):
    """Whether the company may file a kind: yes, no, or the user has to judge."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class SizeOffer:
    """Whether a form may be filed for some services, and why; `near` is said at about the size of its limit."""

    eligible: FilingOffer
    sentence: str = ""
    citation: str = ""
    near: str = ""


def offer_by_size(
    file: CompanyFile, limits: Sequence[SizeLimit], services: Sequence[str], customers: Decimal | None = None
) -> SizeOffer:
    """Whether the company may file for the services, by what `limits` say; `customers` is a number just counted."""
    outcomes = [_within(file, limit, customers) for limit in limits if limit.utility in services]
    refused = [one for one in outcomes if one.eligible is FilingOffer.NO]
    if refused and len(refused) == len(services):
        return refused[0]
    unknown = [one for one in outcomes if one.eligible is FilingOffer.ASK]
    return next(iter((*unknown, *refused, *outcomes)), SizeOffer(FilingOffer.YES))


def _within(file: CompanyFile, limit: SizeLimit, customers: Decimal | None) -> SizeOffer:
    size = file.law().rules.value(limit.size, file.clock.today())
    cited = ", ".join(limit.cites)
    unit = f"{limit.utility} {size.unit}" if size.unit == CUSTOMERS else size.unit
    sentence = limit.sentence.format(size=shown(size.number, 0))
    own = customers_now(file, limit.utility) if customers is None else customers
    if own is None:
        words = f"{sentence_start(sentence)} The program does not know how many {unit} there are: count them."
        return SizeOffer(FilingOffer.ASK, f"{words} ({cited})", cited)
    today = _profile_number(file, Place("customers", limit.utility, "count")) if customers is None else None
    if today is not None and (today > size.number) != (own > size.number):
        words = (
            f"{shown(own, 0)} {unit}, but {shown(today, 0)} in Customers by service on the "
            f"Company page: {sentence} Correct the number that is out of date. ({cited})"
        )
        return SizeOffer(FilingOffer.ASK, words, cited)
    words = f"{shown(own, 0)} {unit}: {sentence} ({cited})"
    if (own > size.number) != limit.above:
        return SizeOffer(FilingOffer.NO, words, cited)
    margin = file.law().rules.value(MARGIN, file.clock.today()).number
    about = bool(limit.near) and abs(own - size.number) * _HUNDRED <= margin * size.number
    near = f"{shown(own, 0)} {unit}: {limit.near.format(size=shown(size.number, 0))}"
    return SizeOffer(FilingOffer.YES, f"{words}{_also(file, limit, own)}", cited, near if about else "")


def _also(file: CompanyFile, limit: SizeLimit, own: Decimal) -> str:
    """What else is open to a company with so many customers, where two procedures overlap."""
    if not limit.beyond:
        return ""
    other = file.law().rules.value(limit.beyond, file.clock.today()).number
    return f" {limit.also.format(size=shown(other, 0))}" if own > other else ""


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
