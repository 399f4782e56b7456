"""The papers of a tariff filing, composed by the rule of the utility: letters, sheets, marked copy, notices.

A steam company is asked for no summary and no copy to public counsel; a telecommunications company writes a cover
letter instead of a letter of transmittal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.tariffs.naming import SUPPLEMENT, called
from desktop_app.domain.tariffs.schedules import PROMOTIONS, SHORT, SMALL_CASE, NoticeKind, TariffFiling, TariffSchedule
from desktop_app.pagespec.pages import PaperPage
from desktop_app.rulebook.holidays import closing
from desktop_app.rulebook.rulebook import NoRuleYet, NoSuchRule
from desktop_app.rulebook.tariff_rules import TariffRules, days_said
from desktop_app.services.delivery.output_folder import SHEET
from desktop_app.services.filing_package.correspondence import BLANK, address
from desktop_app.services.paper.report_pages import PaperSender, ReportPages
from desktop_app.services.tariff_book.filing_answers import (
    AFFIRMED,
    AGREEMENT,
    AMENDMENTS_ENDED,
    COMPLIED_IN,
    CONFLICT,
    CONSENT,
    COURTESY,
    CUSTOMER_NOTICE,
    GRANTED_DAY,
    GRANTED_DAYS,
    MEMORANDUM,
    SECOND_NOTICE,
    SECOND_NOTICE_ON,
    answers_asked_for,
    day_answered,
    days_answered,
    related_ids,
)
from desktop_app.services.tariff_book.filing_checks import CarriedSheet, carried, changed_rates, only_adopts
from desktop_app.services.tariff_book.printing import SAMPLE, SheetPrinter
from desktop_app.services.tariff_book.rate_tables import rate_words
from desktop_app.services.tariff_book.short_notice import (
    authority_words,
    notice_period,
    printed_days,
    short_notice_words,
)
from desktop_app.services.tariff_book.skipped import skipped_numbers
from desktop_app.services.tariff_book.small_case import department, reply_time
from desktop_app.services.tariff_book.stated_bills import stated_bills
from desktop_app.services.tariff_book.successors import successor_of, supplements_both
from desktop_app.services.tariff_book.superseding import canceled_on_paper
from desktop_app.services.tariff_book.support import SupportingPaper, supports
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.words import counted_sheets
from desktop_app.services.tariff_packet.packet_names import (
    AFFIDAVIT,
    COUNSEL,
    COUNSEL_WORDS,
    COVER,
    CUSTOMER_WORDS,
    CUSTOMERS,
    ENCLOSED,
    MARKED,
    ORDER,
    POSTED,
    SECOND,
    SECOND_COPIES,
    SECOND_WORDS,
    SHEETS,
    SUMMARY,
    SUMMARY_WORDS,
    TRANSMITTAL,
    UNDER_SEAL,
)

NOTICE_OF = {
    NoticeKind.INCREASE: " of a higher rate of an existing competitive service",
    NoticeKind.DECREASE: " of a lower rate of an existing competitive service",
    NoticeKind.PROMOTION: " of a promotion of a competitive service",
    NoticeKind.PROMOTION_NONCOMPETITIVE: " of a promotion of a noncompetitive service",
    NoticeKind.CERTIFICATE: ", with an application for a certificate of service authority",
}


@dataclass(frozen=True, slots=True)
class PacketPaper:
    """One file of the packet: its name without ending, its title and pages. `signed` ones are signed by hand."""

    name: str
    title: str
    pages: tuple[PaperPage, ...]
    signed: bool = False


class PaperComposer:
    """Composes the papers of one filing."""

    def __init__(self, tariff_book: TariffBook, filing: TariffFiling, report_pages: ReportPages) -> None:
        self.tariff_book = tariff_book
        self.filing = answers_asked_for(filing, tariff_book.rules(tariff_book.schedule(filing.schedule), filing.issued))
        self.report_pages = report_pages
        self.schedule: TariffSchedule = tariff_book.schedule(filing.schedule)
        self.rules: TariffRules = tariff_book.rules(self.schedule, filing.issued)
        self.sheets = carried(tariff_book, filing)
        self.profile = tariff_book.file.profile()
        self.sender = PaperSender(self.profile.full_name, tariff_book.file.setting(SAMPLE) is True)
        self.bills = stated_bills(tariff_book, filing)

    def papers(self) -> Iterator[PacketPaper]:
        """The papers in the order in which they are read."""
        printer = SheetPrinter(self.tariff_book, self.schedule, self.report_pages.measure)
        clean = [page for item in self.sheets for page in printer.sheet(item.chain, item.version).pages]
        marked = [page for item in self.sheets for page in printer.marked(item.chain, item.version).pages]
        if self.rules.asks("cover_letter_words"):
            yield self._letter("tariff_cover_letter", COVER, signed=True)
        else:
            yield self._letter("tariff_transmittal", TRANSMITTAL, signed=True)
        yield PacketPaper(SHEETS, "Sheets", tuple(clean))
        yield PacketPaper(MARKED, "Marked copy", tuple(marked))
        if self.summary:
            yield self._letter("tariff_summary", SUMMARY)
        if self.serves_counsel:
            yield self._letter("tariff_public_counsel", COUNSEL, signed=True)
        if self._open_where():
            yield self._letter("tariff_public_notice", POSTED)
        if self.filing.answer(CUSTOMER_NOTICE):
            yield self._letter("tariff_customer_notice", CUSTOMERS)
        if self.filing.notice is NoticeKind.SMALL_STAFF:
            yield self._letter("tariff_second_notice", SECOND)
            yield self._letter("tariff_second_notice_copies", SECOND_COPIES, signed=True)
        if self.filing.compliance and self.rules.asks("in_lieu"):
            yield self._letter("tariff_order_notice", ORDER, signed=True)
        if self._under_seal():
            yield self._letter("tariff_affidavit", AFFIDAVIT, signed=True)
        yield self._letter("tariff_filing_sheet", SHEET.removesuffix(".pdf"))

    def _under_seal(self) -> list[dict[str, str]]:
        """The supporting papers under seal, as their cover and the affidavit name them."""
        return [_named_paper(paper) for paper in supports(self.tariff_book, self.filing.id) if paper.sealed]

    def sealed_cover(self, paper: SupportingPaper) -> tuple[PaperPage, ...]:
        """The page on top of a supporting paper under seal: what it is and why nobody else may see it."""
        letter = self.tariff_book.file.library.letter("tariff_sealed_cover")
        written = letter.write({**self._fields(), **_named_paper(paper)}, {})
        return self.report_pages.letter(self.sender, letter.title, written)

    @property
    def affects(self) -> bool:
        """Whether rates, charges or rentals change, or rules that affect them."""
        return self.filing.affects_rates

    def _open_where(self) -> str:
        """Where the change is open to the public: of some utilities any change, of others one that affects rates."""
        rates = self.rules.text("change_open") if self.affects else ""
        short = self.filing.notice in SHORT and self.rules.asks("short_display")
        days = str(self.rules.number("any_change_days"))
        every = self.rules.text("any_change_open").replace("{days}", days)
        displayed = "On display at the office of the company until the effective date" if short else every
        return ". ".join(words for words in (rates, displayed if every else "") if words)

    def _opened(self) -> str:
        """What lies open besides the notice: a summary or cover letter only where there is one."""
        if self.rules.asks("cover_letter_words"):
            return "the sheets and the cover letter"
        return "the sheets and the summary" if self.summary else "the sheets"

    @property
    def summary(self) -> str:
        """The summary where rates are affected; a steam company is not asked for it but may have written one."""
        letter = self.rules.asks("cover_letter_words")
        return "" if letter or not self.affects else self.filing.summary.strip()

    @property
    def serves_counsel(self) -> bool:
        """Whether the public counsel is being sent a copy, asked for or as a courtesy."""
        if self.filing.answer(COURTESY) == "yes":
            return True
        return self.rules.asks("public_counsel") and (self.affects or self.rules.asks("cover_letter_words"))

    def _letter(self, kind: str, name: str, *, signed: bool = False) -> PacketPaper:
        letter = self.tariff_book.file.library.letter(kind)
        written = letter.write(self._fields(), self._lists)
        return PacketPaper(name, letter.title, self.report_pages.letter(self.sender, letter.title, written), signed)

    @cached_property
    def _lists(self) -> Mapping[str, Sequence[Mapping[str, str]]]:
        """The lists that letters repeat lines for."""
        return {
            "sheets": [{"name": self._named(item), "cancels": self._cancels(item)} for item in self.sheets],
            "bills": [{"bill": words} for words in self.bills],
            "prices": [{"price": words} for words in self._prices()],
            "enclosures": [{"enclosure": words} for words in self._enclosures()],
            "linked": [{"filing": words} for words in self._linked()],
            "sealed": self._under_seal(),
            "duties": [{"duty": f"{duty.text.strip()} [{duty.authority}]"} for duty in self.rules.duties],
        }

    def _fields(self) -> dict[str, str]:
        filing, schedule = self.filing, self.schedule
        issuer = schedule.issuer
        return {
            "company": self.profile.full_name,
            "office_address": address(self.profile.office),
            "issued": _day(filing.issued),
            "addressee": self._addressee(),
            "schedule": f"PSC Mo. No. {schedule.number}, {schedule.title}".removesuffix(", "),
            "purpose": filing.purpose,
            "effective": _day(filing.effective),
            "notice": self._notice(),
            "compliance": self._compliance(),
            "conflict": self._conflict(),
            "memorandum": self._memorandum(),
            "amendments_ended": filing.answer(AMENDMENTS_ENDED),
            "summary": filing.summary.strip() if self.summary or self.rules.asks("cover_letter_words") else "",
            "bills_alone": "yes" if self.bills and not self.summary else "",
            "receipt": "yes" if filing.receipt and not self.rules.asks("cover_letter_words") else "",
            "signer_name": issuer.name or BLANK,
            "signer_title": issuer.title or BLANK,
            "public_counsel": self._value("addressees/public_counsel") if self.serves_counsel else "",
            "what": self._for_counsel(),
            "where": self._open_where(),
            "opened": self._opened(),
            "text": filing.answer(CUSTOMER_NOTICE),
            "second_text": filing.answer(SECOND_NOTICE) or BLANK,
            "shown_on": _day(day_answered(filing, SECOND_NOTICE_ON)),
            "department": department(filing, self.rules) or BLANK,
            "reply_time": self._replies()[0],
            "replies_until": self._replies()[1],
            "secretary": self._value("addressees/secretary"),
            "counsel_address": self._value("addressees/public_counsel"),
            "bills_stated": "yes" if self.bills else "",
            "rates_change": "yes" if changed_rates(self.sheets) else "",
            "customer_notice": "yes" if filing.answer(CUSTOMER_NOTICE) else "",
            "affirmation": self._affirmation(),
            **self._sheet_fields(),
        }

    def _sheet_fields(self) -> dict[str, str]:
        """What only the filing sheet says."""
        filing, rules = self.filing, self.rules
        fallback = filing.issued or self.tariff_book.file.clock.today()
        received = filing.received or fallback
        period = notice_period(rules, filing, fallback, received)
        named = day_answered(filing, GRANTED_DAY) if filing.notice in SHORT else None
        full = period.from_receipt - received if named is None else timedelta(printed_days(filing, rules))
        latest = None if filing.effective is None else filing.effective - full
        shut = closing(rules.rules, latest) if latest is not None else ""
        falls = closing(rules.rules, filing.effective) if filing.effective is not None else ""
        warnings = (
            f"{_day(latest)} is {shut}; make sure the commission has it earlier." if shut else "",
            f"The effective date is {falls}." if falls else "",
        )
        return {
            "counted": "" if named or (filing.notice in SHORT and not period.days) else "yes",
            "named_day": _day(named) if named else "",
            "authority": authority_words(filing) if filing.notice in SHORT else "",
            "paper": rules.text("paper"),
            "restart": "" if rules.asks("cover_letter_words") else "yes",
            "copies": self._copies(),
            "earliest": _day(period.earliest),
            "from_issue": _day(period.from_issue),
            "from_receipt": _day(period.from_receipt),
            "strict": _day(period.strict),
            "days": days_said(period.days),
            "delivered": days_said(period.delivered),
            "latest": _day(latest),
            "warning": " ".join(words for words in warnings if words),
            "separate": "yes" if rules.asks("one_filing") else "",
            "agreement": filing.answer(AGREEMENT) if filing.notice is NoticeKind.SMALL_AGREED else "",
            "small_limit": f"{rules.number('small_case_customers'):,}" if filing.notice in SMALL_CASE else "",
            "consent": filing.answer(CONSENT) if filing.notice in SMALL_CASE else "",
            "second_notice": self._replies()[1],
            "name_change": rules.text("name_notice") if self._adopts() else "",
            "customer_days": str(rules.number("affirmation_days")) if self._affirmation() else "",
            "customer_day": self._customers_told_by(),
            "short_display": self._short_display(named),
            "edition": self._value("legends/edition"),
            "sealed": "yes" if self._under_seal() else "",
        }

    def _customers_told_by(self) -> str:
        days = timedelta(days=self.rules.number("affirmation_days"))
        return "" if self.filing.effective is None else long_date(self.filing.effective - days)

    def _short_display(self, named: date | None) -> str:
        """On short notice, for the period that was granted and for no other: 3.340(5)."""
        filing = self.filing
        if filing.notice not in SHORT:
            return ""
        days = days_answered(filing, GRANTED_DAYS)
        until = f"until {_day(named or filing.effective)}"
        period = f"{days} {'day' if days == 1 else 'days'}, {until}" if days else f"from the filing on, {until}"
        return self.rules.text("short_display").replace("{period}", period)

    def _memorandum(self) -> str:
        missing = skipped_numbers(self.tariff_book, self.schedule, self.rules)
        said = self.filing.answer(MEMORANDUM)
        return f"Memorandum on the omission of {missing}: {said or BLANK}" if missing else ""

    def _replies(self) -> tuple[str, str]:
        """The customers' time to respond and its last day, where a second notice goes out."""
        if self.filing.notice is not NoticeKind.SMALL_STAFF:
            return "", ""
        time = reply_time(self.filing, self.tariff_book.file.law(), self.schedule.utility)
        return (BLANK, BLANK) if time is None else (time[0], long_date(time[1]))

    def _adopts(self) -> bool:
        return any(item.chain.number.key == "adoption notice" for item in self.sheets)

    def _addressee(self) -> str:
        return self.rules.text("address").strip() or self._value("addressees/secretary")

    def _value(self, name: str) -> str:
        try:
            return self.rules.rules.value(name, self.rules.on).text.strip()
        except (NoSuchRule, NoRuleYet):
            return BLANK

    def _named(self, item: CarriedSheet) -> str:
        canceled = "schedule" if item.chain.number.key == SUPPLEMENT.key else "sheet"
        what = f" (cancels the {canceled})" if item.version.canceling else ""
        name = called(self.schedule, item.chain, item.version.revision)
        return f"PSC Mo. No. {self.schedule.number}{self._and_second(item)}, {name}{what}"

    def _and_second(self, item: CarriedSheet) -> str:
        """The second schedule to which a supplement belongs, by its number; nothing for what belongs to one."""
        second = successor_of(self.tariff_book, self.schedule)
        return f" and PSC Mo. No. {second.number}" if second and supplements_both(item.chain, second) else ""

    def _copies(self) -> str:
        number = self.rules.number("copies")
        if not number:
            return "the rule names no number; send one and keep one"
        each = any(self._and_second(item) for item in self.sheets)
        return f"the rule asks for {number}{' for each of the two schedules' if each else ''}"

    def _cancels(self, item: CarriedSheet) -> str:
        number, name = canceled_on_paper(self.tariff_book, self.schedule, item.chain, item.version)
        other = "" if number == self.schedule.number else f"PSC Mo. No. {number}"
        canceled = f", canceling {', '.join(filter(None, (other, name)))}" if number else ""
        return f"{canceled}{self._substituted(item)}"

    def _substituted(self, item: CarriedSheet) -> str:
        """The version before the commission that a substitute takes the place of; nothing for another sheet."""
        if item.version.substitutes < 0:
            return ""
        old = item.chain.version(item.version.substitutes)
        filing = next((one for one in self.tariff_book.filings() if old.filing and one.id == old.filing), None)
        tracked = f", tracking number {filing.tracking}" if filing is not None and filing.tracking else ""
        name = called(self.schedule, item.chain, old.revision)
        return f", as a substitute for {name}, issued {_day(old.issued)}{tracked}"

    def _notice(self) -> str:
        """On which notice the filing is made."""
        filing = self.filing
        if filing.notice in SHORT:
            return short_notice_words(filing)
        if filing.notice is NoticeKind.SMALL_AGREED:
            return (
                "It follows from the small company procedure; a copy of the agreement with the commission staff and "
                f"the public counsel ({filing.answer(AGREEMENT)}) is enclosed."
            )
        if filing.notice is NoticeKind.SMALL_STAFF:
            return (
                "It follows from the small company procedure, in accordance with the agreement between the commission "
                "staff and the company. Customers are notified in writing of the proposed rates; a copy of the notice "
                "is enclosed."
            )
        if only_adopts(self.sheets, self.rules):
            return "The notice may be made effective as of the date it is filed with the commission."
        days = self.rules.period(filing.notice, self.rules.on, self.rules.on).days
        what = NOTICE_OF.get(filing.notice, "")
        words = f"It is filed on {days} days' notice{what}."
        if filing.notice in PROMOTIONS:
            return f"{words} The promotion begins on {_day(filing.effective)} and ends on {_day(filing.expires)}."
        return words

    def _conflict(self) -> str:
        part = self.filing.answer(CONFLICT)
        return self.rules.text("conflict").replace("{part}", part) if part else ""

    def _compliance(self) -> str:
        if not self.filing.compliance:
            return ""
        words = self.rules.text("compliance") or "This filing complies with the order in Case No. {case}; see {where}."
        where = self.filing.answer(COMPLIED_IN) or BLANK
        schedule = f"schedule PSC Mo. No. {self.schedule.number}"
        return words.replace("{case}", self.filing.compliance).replace("{where}", f"{where} of {schedule}")

    def _affirmation(self) -> str:
        if self.filing.answer(AFFIRMED) != "yes" or not self.rules.asks("affirmation_days"):
            return ""
        days = self.rules.number("affirmation_days")
        return (
            f"We affirm that the notice was or will be sent to the customers at least {days} days before the "
            "effective date."
        )

    def _prices(self) -> Iterator[str]:
        """Each rate that the sheets change. A rate that only one of two sheets has may be renamed: no more is said."""
        for change in changed_rates(self.sheets):
            what = f"{change.table}, {change.label}"
            old, new = (
                "" if amount is None else rate_words(amount, percent=change.share)
                for amount in (change.old, change.new)
            )
            if not old:
                yield f"{what}: {new} {change.unit} (not on a sheet that is canceled)"
            elif not new:
                yield f"{what}: {old} {change.unit} on the canceled sheet is not on the new one"
            else:
                way = "increase" if change.rises else "decrease"
                percent = f", {way} of {abs(change.percent)} percent" if change.percent is not None else ""
                yield f"{what}: from {old} to {new} {change.unit}{percent}"

    def _linked(self) -> Iterator[str]:
        """The filings that the company named as related."""
        known = {other.id: other for other in self.tariff_book.filings()}
        for name in related_ids(self.filing):
            if name in known:
                other = known[name]
                number = f"PSC Mo. No. {self.tariff_book.schedule(other.schedule).number}"
                tracked = f"tracking number {other.tracking}" if other.tracking else f"issued {_day(other.issued)}"
                yield f"{number}, {tracked}"

    def _enclosures(self) -> Iterator[str]:
        yield counted_sheets(len(self.sheets))
        yield "Marked copy that shows every change"
        if self.summary:
            yield SUMMARY_WORDS
        if self.filing.notice is NoticeKind.SMALL_AGREED and self.filing.answer(AGREEMENT):
            yield f"Copy of the agreement ({self.filing.answer(AGREEMENT)})"
        if self.filing.notice in SMALL_CASE and self.filing.answer(CONSENT):
            yield f"Written consent to extend the time ({self.filing.answer(CONSENT)})"
        if self.filing.notice is NoticeKind.SMALL_STAFF:
            yield SECOND_WORDS
        if self.filing.answer(CUSTOMER_NOTICE):
            yield CUSTOMER_WORDS
        for paper in supports(self.tariff_book, self.filing.id):
            yield f"{ENCLOSED}{int(paper.number)}: {paper.title}{UNDER_SEAL if paper.sealed else ''}"
        if self.serves_counsel:
            yield COUNSEL_WORDS

    def _for_counsel(self) -> str:
        """What the public counsel gets: a summary only where there is one."""
        if self.rules.asks("cover_letter_words"):
            return "the proposed sheets and the cover letter"
        return "the proposed sheets and the summary of their effect" if self.summary else "the proposed sheets"


def _named_paper(paper: SupportingPaper) -> dict[str, str]:
    number = str(int(paper.number))
    return {"number": number, "title": paper.title, "paper": paper.title, "type": paper.type, "reason": paper.reason}


def _day(day: date | None) -> str:
    return BLANK if day is None else long_date(day)
