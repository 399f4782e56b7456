"""A schedule PSC Mo. No. and the filing that carries changes of it to the commission."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.tariffs.designations import DesignationStyle


class ScheduleBinding(StrEnum):
    """Loose-leaf sheets are reprinted one by one; a bound schedule is amended by supplements."""

    LOOSE = "loose-leaf"
    BOUND = "bound"


@dataclass(frozen=True, slots=True)
class MarkMeaning:
    """A change mark and what the legend at the foot says of it."""

    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues the sheets: printed at the foot."""

    name: str = ""
    title: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class HeadCaptions:
    """How a company writes the head of its sheets where that is not the usual way; what is empty is the usual.

    `prefix` stands before the number of the schedule ("P.S.C. MO. No."), `name` under the company's name ("Name of
    Utility"), `area` under the place the sheet is for ("Service Area").
    """

    prefix: str = ""
    name: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class PrintedFrame:
    """What a sheet says around its text besides the particulars of its schedule.

    `canceled` are the PSC Mo. number and the designation that its head names (0 and "": blank), `notes` stand under the
    text, `added` at its end, `upper_left` is a legend; `also` is a second schedule to which a supplement belongs. What
    the version is called is its `name`; sheets that an earlier program filed have none.
    """

    prefix: str
    dates_words: str
    canceled: tuple[int, str] = (0, "")
    notes: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    upper_left: str = ""
    also: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class SheetDress:
    """What is printed around the text of a version, as it was when the version was filed or entered.

    An issuer without a name is one whom nobody has named: the line stays blank. `frame` is None for an entered sheet,
    and for what an earlier program filed.
    """

    company: str
    issuer: Issuer
    community: str = ""
    heading: str = ""
    label: str = ""
    marks: tuple[MarkMeaning, ...] = ()
    style: DesignationStyle = DesignationStyle.FIGURES
    doubled_l: bool = False
    frame: PrintedFrame | None = None
    captions: HeadCaptions = HeadCaptions()


@dataclass(frozen=True)
class TariffSchedule:
    """One schedule, PSC Mo. No. `number` of a utility.

    `label` is the form number printed on top ("FORM NO. 13"; empty: none), `community` the place it is for, `heading`
    the running title over the body. `replaces` is the number that it cancels (0: none). `canceled_on` is the day from
    which another schedule stands in its place. `two_sided` tells that leaves are printed on both sides (electric).
    """

    id: str
    utility: str
    number: int
    title: str
    binding: ScheduleBinding = ScheduleBinding.LOOSE
    style: DesignationStyle = DesignationStyle.FIGURES
    label: str = ""
    community: str = ""
    heading: str = ""
    issuer: Issuer = Issuer()
    marks: tuple[MarkMeaning, ...] = ()
    replaces: int = 0
    canceled_on: date | None = None
    two_sided: bool = False
    doubled_l: bool = False
    territory: str = ""
    governed_by: int = 0
    expires: date | None = None
    captions: HeadCaptions = HeadCaptions()

    def dress(self, company: str) -> SheetDress:
        """How its sheets are printed now."""
        return SheetDress(
            company,
            self.issuer,
            self.community,
            self.heading,
            self.label,
            self.marks,
            self.style,
            self.doubled_l,
            captions=self.captions,
        )

    def dressed(self, dress: SheetDress) -> TariffSchedule:
        """The schedule as it was when the dress was worn."""
        return replace(
            self,
            issuer=dress.issuer,
            community=dress.community,
            heading=dress.heading,
            label=dress.label,
            marks=dress.marks,
            style=dress.style,
            doubled_l=dress.doubled_l,
            captions=dress.captions,
        )

    @property
    def canceling(self) -> str:
        """The word before what a sheet replaces, as this book spells it."""
        return "Cancelling" if self.doubled_l else "Canceling"


class NoticeKind(StrEnum):
    """On what notice a change is filed. The days of each are rules, by utility."""

    STATUTORY = "statutory"
    PERMISSION = "permission"
    ORDER = "order"
    SMALL_AGREED = "small_agreed"
    SMALL_STAFF = "small_staff"
    INCREASE = "increase"
    DECREASE = "decrease"
    PROMOTION = "promotion"
    PROMOTION_NONCOMPETITIVE = "promotion_noncompetitive"
    CERTIFICATE = "certificate"


SHORT = frozenset({NoticeKind.PERMISSION, NoticeKind.ORDER})
SMALL_CASE = frozenset({NoticeKind.SMALL_AGREED, NoticeKind.SMALL_STAFF})
PROMOTIONS = frozenset({NoticeKind.PROMOTION, NoticeKind.PROMOTION_NONCOMPETITIVE})


class FilingStage(StrEnum):
    """How far a tariff filing has come."""

    PREPARING = "preparing"
    FILED = "filed"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class FilingOutcome(StrEnum):
    """What became of a filing."""

    APPROVED = "approved"
    SUSPENDED = "suspended"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class FiledPart:
    """A version that a filing carries: the sheet's key and the revision."""

    sheet: str
    revision: int


@dataclass(frozen=True)
class TariffFiling:
    """A change on its way: its sheets, dates, papers and what became of it.

    `received` is the day it is (planned to be) at the commission, `effective` the day proposed. `authority` is the
    number of the permission, or of the case of the order, that allows short notice, `authority_date` its day.
    `affects_rates` tells that rates, charges or rentals change, or rules that affect them. `compliance` is the case
    whose order the filing follows. `answers` hold what a utility's rule asks besides, by name.
    """

    id: str
    schedule: str
    purpose: str = ""
    stage: FilingStage = FilingStage.PREPARING
    parts: tuple[FiledPart, ...] = ()
    notice: NoticeKind = NoticeKind.STATUTORY
    issued: date | None = None
    received: date | None = None
    effective: date | None = None
    expires: date | None = None
    authority: str = ""
    authority_date: date | None = None
    affects_rates: bool = True
    summary: str = ""
    compliance: str = ""
    receipt: bool = False
    case: str = ""
    tracking: str = ""
    outcome: str = ""
    suspended_until: date | None = None
    effective_actual: date | None = None
    answers: tuple[tuple[str, str], ...] = ()

    def answer(self, name: str) -> str:
        """What was answered under the name, nothing if it was not."""
        return dict(self.answers).get(name, "")
