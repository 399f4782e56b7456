"""What still stands between a tariff filing and the commission, by the utility's own rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import Problem, Severity
from desktop_app.domain.tariffs.comparison import compare_texts, unmarked
from desktop_app.domain.tariffs.designations import DesignationStyle
from desktop_app.domain.tariffs.naming import SUPPLEMENT
from desktop_app.domain.tariffs.schedules import PROMOTIONS, SHORT, NoticeKind, TariffFiling, TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_text import LineKind, NotSheetText, SheetLine
from desktop_app.domain.tariffs.versions import SheetVersion
from desktop_app.rulebook.holidays import closing, next_business_day
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.tariff_book.filing_answers import (
    AFFIRMED,
    COMPLIED_IN,
    CONFLICT,
    CUSTOMER_NOTICE,
    GRANTED_DAY,
    MEMORANDUM,
    answers_asked_for,
    related_ids,
)
from desktop_app.services.tariff_book.front import front_kind
from desktop_app.services.tariff_book.front_checks import fronts_left_behind
from desktop_app.services.tariff_book.general_increase import general_increase
from desktop_app.services.tariff_book.issuing_officer import officer_trouble
from desktop_app.services.tariff_book.rate_changes import RateChange, amounts_rise, table_changes
from desktop_app.services.tariff_book.rate_tables import read_rate_tables
from desktop_app.services.tariff_book.short_notice import derived_days, notice_period, short_notice_problems
from desktop_app.services.tariff_book.skipped import skipped_numbers, unknown_numbers
from desktop_app.services.tariff_book.small_case import late_reply_words, small_case_problems
from desktop_app.services.tariff_book.superseding import lines_in_book, redline_basis, superseded
from desktop_app.services.tariff_book.tariff_book import TariffBook

ADOPTION = "adoption notice"
LEGEND = "the legend of the schedule"
HOLIDAYS = "RSMo 9.010"
OTHER_AUTHORITIES = frozenset({LEGEND, HOLIDAYS})  # besides the values of the utility's own rule, which are named


@dataclass(frozen=True)
class CarriedSheet:
    """A sheet that a filing carries: the new version with its text, and what it replaces with its text.

    `before` is the text that it takes the place of, also that of the schedule that this one replaces; `basis` the text
    with which its marked copy is compared.
    """

    chain: SheetHistory
    version: SheetVersion
    text: tuple[SheetLine, ...]
    replaced: SheetVersion | None
    old_text: tuple[SheetLine, ...]
    before: tuple[SheetLine, ...]
    basis: tuple[SheetLine, ...]


def carried(tariff_book: TariffBook, filing: TariffFiling) -> tuple[CarriedSheet, ...]:
    """The sheets of a filing, in the order of the book."""
    found = []
    for part in filing.parts:
        chain = tariff_book.chain(filing.schedule, part.sheet)
        version = chain.version(part.revision)
        replaced = tariff_book.replaced(chain, version)
        text, old = (tariff_book.lines(filing.schedule, chain, item) for item in (version, replaced))
        of_sheet = filing.schedule, chain, version
        before, basis = superseded(tariff_book, *of_sheet), redline_basis(tariff_book, *of_sheet)
        others = (lines_in_book(tariff_book, one) for one in (before, basis))
        found.append(CarriedSheet(chain, version, text, replaced, old, *others))
    return tuple(sorted(found, key=lambda item: item.chain.number.order))


def changed_rates(sheets: Sequence[CarriedSheet]) -> tuple[RateChange, ...]:
    """The rates that a filing changes. A table that goes from one of its sheets to another has not changed."""
    old = [table for item in sheets for table in read_rate_tables(item.before)]
    return table_changes(old, [table for item in sheets for table in read_rate_tables(item.text)])


def _rates_rise(sheets: Sequence[CarriedSheet]) -> bool:
    """Whether a rate rises, or an amount in a line outside the rate tables."""
    tables = any(change.rises for change in changed_rates(sheets))
    return tables or any(amounts_rise(item.before, item.text) for item in sheets)


def increase_words(tariff_book: TariffBook, filing: TariffFiling) -> str:
    """What a company is told at the start of a filing that raises rates, with its provisions; nothing for another."""
    rules = tariff_book.rules(tariff_book.schedule(filing.schedule), filing.issued)
    try:
        told = general_increase(filing, rules, rises=_rates_rise(carried(tariff_book, filing)))
    except NotSheetText:  # a text that is still being typed
        return ""
    return "" if told is None else f"{told[0]} [{told[1]}]"


def filing_problems(tariff_book: TariffBook, filing: TariffFiling) -> tuple[Problem, ...]:
    """Everything that is wrong or missing with a filing that is being prepared."""
    schedule = tariff_book.schedule(filing.schedule)
    rules = tariff_book.rules(schedule, filing.issued)
    return tuple(_Checks(tariff_book, filing, schedule, rules).problems())


class _Checks:
    def __init__(
        self, tariff_book: TariffBook, filing: TariffFiling, schedule: TariffSchedule, rules: TariffRules
    ) -> None:
        self.filing = answers_asked_for(filing, rules)
        self.schedule = schedule
        self.rules = rules
        self.sheets = carried(tariff_book, filing)
        profile = tariff_book.file.profile()
        self.company, self.people = profile.legal_name, profile.people
        self.missing = skipped_numbers(tariff_book, schedule, rules)
        self.unknown = unknown_numbers(tariff_book, schedule, rules)
        self.late_replies = late_reply_words(filing, tariff_book.file.law(), schedule.utility)
        self.left_behind = tuple(fronts_left_behind(tariff_book, filing))
        self.filings = tariff_book.filings()
        self.known = {known.id for known in self.filings}

    def problems(self) -> Iterator[Problem]:
        yield from self._sheets()
        yield from self._dates()
        yield from self._notice()
        yield from self._papers()
        yield from self._statements()
        yield from self._conflict()
        yield from self._schedule()

    def _found(self, name: str, severity: Severity, sentence: str, rule: str) -> Problem:
        citation = rule if rule in OTHER_AUTHORITIES else self.rules.authority(rule)
        return Problem(name, severity, f"tariff/{self.schedule.id}/{self.filing.id}", sentence, citation)

    def _sheets(self) -> Iterator[Problem]:
        if not self.sheets:
            yield self._found(
                "F01", Severity.STOP, "The filing contains no sheet. Choose the drafts it is for.", "transmittal"
            )
        required = self.rules.asks("marks_required")
        legend = {item.mark for item in self.schedule.marks}
        for item in self.sheets:
            name = f"Sheet {item.chain.number}, {item.version.name(self.schedule.style)}"
            if not item.text and not item.version.scan:
                yield self._found("F02", Severity.STOP, f"{name}, is empty. Write its text.", "on_file")
            speaks = any(line.kind not in {LineKind.HEADING, LineKind.SUBHEADING, LineKind.BREAK} for line in item.text)
            if item.version.canceling and self.rules.asks("canceled_none") and not speaks:
                sentence = (
                    f"{name}, cancels without saying where the rates are found: name the PSC Mo. number, or write that "
                    "no rates, rentals or charges are in effect."
                )
                yield self._found("F37", Severity.STOP, sentence, "canceled_none")
            yield from self._works(item, name)
            compared = item.replaced is not None or (item.basis and not front_kind(item.chain))
            bare = unmarked(item.old_text if front_kind(item.chain) else item.basis, item.text) if compared else ()
            if bare:
                shown = bare[0].words[:60]
                marks = required or (legend and item.chain.number.key != SUPPLEMENT.key)
                severity = Severity.STOP if marks else Severity.NOTE
                sentence = (
                    f"{name}: {_counted_lines(len(bare))} no mark, the first is '{shown}'. Propose the marks again."
                )
                yield self._found("F03", severity, sentence, "marks_required" if required else LEGEND)
            strange = sorted({mark for line in item.text for mark in line.marks} - legend)
            if strange:
                sentence = f"{name} uses the mark '{strange[0]}', which the legend of the schedule does not explain."
                yield self._found("F04", Severity.STOP, sentence, "marks_required" if required else LEGEND)

    def _works(self, item: CarriedSheet, name: str) -> Iterator[Problem]:
        """What cannot take effect as it is: before the version that it cancels, or the same words once more."""
        yield from self._stands_alone(item, name)
        if item.replaced is None or item.chain.number.key == SUPPLEMENT.key:
            return
        old, day = item.replaced.effective or item.replaced.proposed, self.filing.effective
        if old is not None and day is not None and day <= old:
            sentence = (
                f"{name}, would take effect on {long_date(day)}, but what it cancels takes effect only on "
                f"{long_date(old)}. Propose a later day."
            )
            yield self._found("F47", Severity.STOP, sentence, "margins")
        leaf = self.schedule.two_sided and self.rules.asks("no_change")
        same = [line.plain for line in item.text] == [line.plain for line in item.old_text]
        pages = item.version.scan or item.replaced.scan or item.version.canceling
        if same and item.text and not leaf and not pages:
            sentence = f"{name}, says the same as what it cancels. Change its text, or delete the draft."
            yield self._found("F48", Severity.STOP, sentence, "on_file")

    def _stands_alone(self, item: CarriedSheet, name: str) -> Iterator[Problem]:
        """What has lost the version that it is a substitute for, or that it would cancel."""
        version, pending = item.version, {known.revision for known in item.chain.pending}
        if version.substitutes >= 0 and version.substitutes not in pending:
            old = item.chain.version(version.substitutes)
            sentence = (
                f"{name}, is a substitute for {old.name(self.schedule.style)}, which is no longer before the "
                f"commission ({old.state.value}). Delete the draft and revise the sheet."
            )
            yield self._found("F54", Severity.STOP, sentence, "on_file")
        elif version.canceling and version.cancels is None and item.chain.number.key != SUPPLEMENT.key:
            sentence = f"{name}, would cancel a version that never took effect. Delete the draft."
            yield self._found("F54", Severity.STOP, sentence, "on_file")

    def _dates(self) -> Iterator[Problem]:
        filing = self.filing
        if filing.issued is None or filing.received is None or filing.effective is None:
            yield self._found(
                "F05",
                Severity.STOP,
                "Fill in the date of issue, the day at the commission and the effective date.",
                "margins",
            )
            return
        if filing.received < filing.issued:
            there, issued = long_date(filing.received), long_date(filing.issued)
            sentence = f"It would be at the commission on {there}, before its issue on {issued}."
            yield self._found("F06", Severity.STOP, sentence, "notice_counted")
        period = notice_period(self.rules, filing, filing.issued, filing.received)
        if filing.effective < filing.received:
            there, day = long_date(filing.received), long_date(filing.effective)
            sentence = f"It would take effect on {day}, before the commission receives it on {there}."
            yield self._found("F29", Severity.STOP, sentence, "notice_counted")
        elif self._counts_days() and filing.effective < period.earliest:
            sentence = (
                f"{period.counted}; {long_date(filing.effective)} is too early. "
                f"The earliest effective date is {long_date(period.earliest)}."
            )
            place = f"tariff/{self.schedule.id}/{filing.id}"
            yield Problem("F07", Severity.STOP, place, sentence, ", ".join(period.cites))
        reason = closing(self.rules.rules, filing.effective)
        if reason:
            after = next_business_day(self.rules.rules, filing.effective)
            later = f" The next business day is {long_date(after)}; later is allowed."
            fixed = filing.notice in SHORT and filing.answer(GRANTED_DAY)
            named = " The permission or order names it, so it stays." if fixed else later
            sentence = f"The effective date, {long_date(filing.effective)}, is {reason}.{named}"
            yield self._found("F08", Severity.NOTE, sentence, HOLIDAYS)
        shut = closing(self.rules.rules, filing.received)
        if shut:
            day = long_date(filing.received)
            sentence = f"The commission is likely closed on {day} ({shut}); a paper filing would arrive later."
            yield self._found("F09", Severity.NOTE, sentence, HOLIDAYS)

    def _counts_days(self) -> bool:
        return self.filing.notice not in SHORT and not only_adopts(self.sheets, self.rules)

    def _notice(self) -> Iterator[Problem]:
        filing, changes = self.filing, changed_rates(self.sheets)
        if filing.notice not in self.rules.notices:
            kind = filing.notice.value.replace("_", " ")
            sentence = f"The rule for {self.schedule.utility} does not provide for filing on {kind} notice."
            yield self._found("F10", Severity.STOP, sentence, "notice_days")
        for name, sentence in short_notice_problems(filing):
            yield self._found(name, Severity.STOP, sentence, "short_notice")
        if derived := derived_days(filing, self.rules):
            yield self._found("F51", Severity.NOTE, derived, "short_by_order")
        for name, sentence, rule in small_case_problems(filing, self.rules):
            yield self._found(name, Severity.STOP, sentence, rule)
        if self.late_replies:
            yield self._found("F53", Severity.NOTE, self.late_replies, "staff_days")
        general = general_increase(filing, self.rules, rises=_rates_rise(self.sheets))
        if general is not None:
            yield Problem("F44", Severity.NOTE, f"tariff/{self.schedule.id}/{filing.id}", *general)
        if filing.notice in {NoticeKind.INCREASE, NoticeKind.DECREASE}:
            yield from self._price(changes)
        if filing.notice in PROMOTIONS and (
            filing.expires is None or (filing.effective and filing.expires < filing.effective)
        ):
            sentence = "A promotion needs its last day, not before its first, which is the effective date."
            yield self._found("F13", Severity.STOP, sentence, "promotion")

    def _price(self, changes: Sequence[RateChange]) -> Iterator[Problem]:
        """Seven and ten days are for existing prices only: all up, or all down, and nothing else changed."""
        up = self.filing.notice is NoticeKind.INCREASE
        rule = "increase_days" if up else "decrease_days"
        others = [
            item for item in self.sheets if item.replaced is None or item.version.canceling or _more_than_rates(item)
        ]
        wrong = [change for change in changes if change.old is None or change.new is None or (change.rises != up)]
        if others or wrong or not changes:
            word = "higher" if up else "lower"
            days = self.rules.number(rule)
            sentence = (
                f"{days} days are for {word} rates of existing services alone; this filing has something else, which "
                f"takes {self.rules.number('notice_days')} days. Divide it, or file all of it on the longer notice."
            )
            yield self._found("F12", Severity.STOP, sentence, rule)

    def _papers(self) -> Iterator[Problem]:
        filing = self.filing
        letter = self.rules.asks("cover_letter_words")
        limit = self.rules.number("cover_letter_words" if letter else "summary_words")
        rule = "cover_letter_words" if letter else "summary_words"
        name = "cover letter" if letter else "summary"
        words = len(filing.summary.split())
        if limit and (filing.affects_rates or letter) and not words:
            what = "the text of its cover letter" if letter else "a summary of its effect on the customers"
            yield self._found("F15", Severity.STOP, f"The filing needs {what}, about {limit} words.", rule)
        elif limit and words > limit:
            sentence = f"The {name} has {words} words; the rule speaks of about {limit}. Shorten it if you can."
            yield self._found("F16", Severity.NOTE, sentence, rule)
        if self.rules.asks("affirmation_days") and any(change.rises for change in changed_rates(self.sheets)):
            days = self.rules.number("affirmation_days")
            if not filing.answer(CUSTOMER_NOTICE):
                yield self._found(
                    "F17",
                    Severity.STOP,
                    "Rates rise: the text of the notice to the customers goes with the filing.",
                    "affirmation_days",
                )
            if filing.answer(AFFIRMED) != "yes":
                sentence = (
                    f"Rates rise: affirm that the customers are told at least {days} days before the effective date."
                )
                yield self._found("F18", Severity.STOP, sentence, "affirmation_days")
        if not self.company:
            yield self._found(
                "F19",
                Severity.STOP,
                ("The company profile has no certificated name; it is printed on every sheet."),
                "margins",
            )
        if not self.schedule.issuer.name:
            yield self._found("F20", Severity.STOP, "The schedule names no officer who issues its sheets.", "margins")
            return
        # a telecommunications company may name a representative, who need not be one of its people
        severity = Severity.NOTE if self.rules.asks("cover_letter_words") else Severity.STOP
        for sentence in officer_trouble(self.schedule.issuer, self.people, self.rules.on):
            yield self._found("F43", severity, sentence, "margins")

    def _statements(self) -> Iterator[Problem]:
        """What the papers would say and only the company can say."""
        filing = self.filing
        if not filing.affects_rates and changed_rates(self.sheets):
            first = changed_rates(self.sheets)[0]
            sentence = (
                f"The filing is said not to change rates, yet {first.table}, {first.label} changes. Say that rates "
                "change, and write what the rule wants with them."
            )
            yield self._found("F33", Severity.STOP, sentence, "notice_days")
        if self.missing and not filing.answer(MEMORANDUM):
            sentence = (
                f"{self.missing} {'is' if ',' not in self.missing else 'are'} not in this file. Schedules are filed in "
                "the order of their numbers, or with a memorandum that explains the omission: write why, or enter the "
                "missing schedules."
            )
            yield self._found("F34", Severity.STOP, sentence, "missing_numbers")
        if filing.compliance and not filing.answer(COMPLIED_IN):
            sentence = f"Say where the order in Case No. {filing.compliance} is complied with: item and page, or sheet."
            yield self._found("F35", Severity.STOP, sentence, "compliance")
        strange = [name for name in related_ids(self.filing) if name not in self.known or name == self.filing.id]
        if strange:
            others = ", ".join(sorted(self.known - {self.filing.id})) or "none"
            sentence = f"There is no other tariff filing '{strange[0]}' to name as related. There is: {others}."
            yield self._found(
                "F36", Severity.STOP, sentence, "one_filing" if self.rules.asks("one_filing") else "transmittal"
            )

    def _conflict(self) -> Iterator[Problem]:
        """What another schedule loses is amended there, effective on the same date and filed together."""
        if not self.filing.answer(CONFLICT):
            return
        others = [other for other in self.filings if other.id in related_ids(self.filing)]
        together = [
            other
            for other in others
            if other.schedule != self.filing.schedule
            and (other.issued, other.effective) == (self.filing.issued, self.filing.effective)
        ]
        if not together:
            sentence = (
                "The filing cancels part of another schedule. That schedule is amended at the same time, effective on "
                "the same date: prepare its filing with the same dates, and name it among the related filings."
            )
            yield self._found("F41", Severity.STOP, sentence, "conflict")

    def _schedule(self) -> Iterator[Problem]:
        adopts = any(item.chain.number.key == ADOPTION for item in self.sheets)
        if adopts and self.rules.asks("name_notice") and not self.filing.answer(CUSTOMER_NOTICE):
            sentence = "After a change of name a copy of the notice to the customers goes with the adoption notice."
            yield self._found("F24", Severity.STOP, sentence, "name_notice")
        if self.unknown:
            sentence = (
                f"This file does not have {self.unknown}. Schedules are numbered from 1, one after the other: make "
                f"sure that PSC Mo. No. {self.schedule.number} is the next number."
            )
            yield self._found("F52", Severity.NOTE, sentence, "series")
        if self.schedule.style is DesignationStyle.FIGURES and self.rules.asks("revised_leaf"):
            sentence = (
                "The rule writes designations in words ('First revised sheet'); this schedule has figures. Change it "
                "in the details of the schedule if you can."
            )
            yield self._found("F40", Severity.NOTE, sentence, "revised_leaf")
        for sentence in self.left_behind:
            yield self._found("F56", Severity.NOTE, sentence, "on_file")
        for item in self.sheets:
            yield from self._number_of_refused(item)

    def _number_of_refused(self, item: CarriedSheet) -> Iterator[Problem]:
        """After a rejection: whether the number came back is the company's choice where the rule is silent."""
        if item.version.lieu < 0 or self.rules.asks("in_lieu"):
            return
        old, new = item.chain.version(item.version.lieu), item.version
        name = old.name(self.schedule.style)
        used = "is used again, as you chose" if new.number == old.number else "is not used again"
        sentence = (
            f"Sheet {item.chain.number}: {name} was rejected. Its number {used}. The rule for this utility says "
            "nothing about it."
        )
        yield self._found("F21", Severity.NOTE, sentence, "rejected")


def _counted_lines(count: int) -> str:
    return "1 changed line bears" if count == 1 else f"{count} changed lines bear"


def _more_than_rates(item: CarriedSheet) -> bool:
    """Whether anything but amounts of rates differs."""
    return any(
        line.changed and line.shown.kind is not LineKind.RATE for line in compare_texts(item.old_text, item.text)
    )


def only_adopts(sheets: Sequence[CarriedSheet], rules: TariffRules) -> bool:
    """Whether a filing is an electric adoption notice alone, which may be effective as of the day it is filed."""
    adopted = rules.asks("adoption_exceptions") and bool(sheets)
    return adopted and all(item.chain.number.key == ADOPTION for item in sheets)
