"""The verbs of a filing's life, from ``start`` to ``filed`` and ``revise``, and of the papers beside it."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from desktop_app.cli.companies import looked_at, opened_company, writing
from desktop_app.cli.grammar import Adder, add_verb, date_given, number_given
from desktop_app.cli.output import DONE, FOUND, ProgressLines, read_text_input, say, show, write_own_paper
from desktop_app.domain.filings import COMPANY, Filing, FilingState
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.analysis.comparison import YearlyChange, comparison, comparison_list
from desktop_app.services.analysis.hand_over import hand_over
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.cases.open_errors import open_errors
from desktop_app.services.cold_weather import beginning as cold_weather
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.delivery.package_check import intact
from desktop_app.services.filing_package.package_tools import PackageProgress
from desktop_app.services.filing_package.produce import PackageOrder
from desktop_app.services.filings import annual_report, filed_copies
from desktop_app.services.paper.report_pages import PaperSender, SectionList
from desktop_app.services.program.program import Program
from desktop_app.services.program.verifying import verify_package
from desktop_app.services.progress.overview import name_of

BY_MAIL = "By mail"
PDF_FILE = "pdf_password_file"  # the company file has its own, named before the verb


MONTHS_OF_A_QUARTER = 3


class NoPassword(UserError):
    """The file that should hold the password cannot be read or is empty."""


class NoYear(UserError):
    """A report was to be started without its year."""

    def __init__(self) -> None:
        super().__init__("Say for which year: --year 2025.")


class OneService(UserError):
    """Several services were named for one report."""

    def __init__(self) -> None:
        super().__init__("A report of one service takes one --service. Start a report for each.")


class NeverFiled(UserError):
    """The company profile was named where a filing is asked for."""

    def __init__(self) -> None:
        super().__init__("'company' is the company profile, which is never filed. Name a filing; 'list' prints them.")


def grammar(add: Adder) -> None:
    """The grammar of these verbs."""
    starting = add_verb(add, "start", "start a filing", writing(start), "file")
    starting.add_argument("--form", default="annual_report", metavar="KIND")
    starting.add_argument("--year", type=int, help="of a report; a filing in a case needs none")
    starting.add_argument("--month", type=int, default=0, metavar="M", help="1 to 12, for a monthly report")
    starting.add_argument("--quarter", type=int, default=0, metavar="Q", help="1 to 4, for a report of a quarter")
    starting.add_argument("--discovered", metavar="DATE", type=date_given, help="of a report of an event")
    starting.add_argument("--issued", metavar="DATE", type=date_given, help="of the tariff that goes with it")
    starting.add_argument("--from", dest="source", metavar="FILING", help="whose closing figures open this one")
    starting.add_argument("--title", default="", help="of a filing in a case, for your own list; it is not printed")
    starting.add_argument("--service", action="append", default=[], metavar="S", help="for which service; repeatable")
    starting.add_argument("--variant", default="", metavar="V", help="what is asked for, where a form has several")
    starting.add_argument("--base", default="", metavar="FILING", help="whose figures it may read")
    words = "how many the company has, where only a company of some size files the report and nothing tells its size"
    starting.add_argument("--customers", type=number_given, metavar="N", help=words)
    marked = add_verb(
        add, "filed", "mark a filing as filed; it is read-only from then on", writing(mark_as_filed), "file", "filing"
    )
    marked.add_argument("--on", required=True, metavar="DATE", type=date_given, help="the day it was sent")
    marked.add_argument("--how", default=BY_MAIL, help="by mail, by hand, EFIS, or your own words")
    marked.add_argument("--tracking", default="", metavar="NUMBER", help="of the carrier or of EFIS")
    words = "although the filing was changed after its oath page was printed"
    marked.add_argument("--oath-void-known", action="store_true", help=words)
    words = "although the month or year of the report is not over on that day"
    marked.add_argument("--period-not-over", action="store_true", help=words)
    marked.add_argument("--package", metavar="DIR", help="the folder that was sent; an exact copy of its files is kept")
    add_verb(add, "revise", "start a revision of a filing that was filed", writing(revise), "file", "filing")
    words = "this year beside last year, the largest changes first"
    compared = add_verb(add, "compare", words, compare, "file", "filing", json=True, replace="an earlier file")
    compared.add_argument("--pdf", metavar="OUT", help="write the list to print")
    words = "write the handover binder for the next bookkeeper as PDF"
    book = add_verb(add, "handover", words, hand_over_, "file", "filing", "out", replace="an earlier binder")
    book.add_argument("--notes", action="store_true", help="with the notes at cells")
    _package(add)


def _package(add: Adder) -> None:
    made = add_verb(add, "produce", "produce the filing package", produce, "file")
    made.add_argument("--filing", required=True, metavar="ID")
    made.add_argument("--out", required=True, metavar="DIR")
    made.add_argument("--draft", action="store_true", help="watermarked draft, even if incomplete")
    made.add_argument("--replace", action="store_true", help="an earlier package there is moved aside")
    made.add_argument(
        "--password-file", dest=PDF_FILE, metavar="FILE", help="the first line is the nonpublic PDF's password"
    )
    checked = add_verb(add, "verify", "verify a package", verify, "folder", json=True)
    checked.add_argument(
        "--password-file", dest=PDF_FILE, metavar="FILE", help="the first line opens the nonpublic PDF"
    )


def start(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``start FILE --form KIND --year Y [--month M] [--from FILING]``, or with what a case is begun with."""
    of_a_case = bool(given.title or given.variant or given.base)
    if file.library.form(given.form).case is not None:
        if given.source or given.customers is not None:
            raise UserError("A filing in a case is started today, as the company is: leave out --from and --customers.")
        days = _days_given(given)
        order = CaseOrder(given.form, given.title, tuple(given.service), given.variant, given.base, days)
        filing = begin_case(file, order)
    elif of_a_case:
        raise UserError("--title, --variant and --base belong to filings in a case; this is a report.")
    elif given.year is None:
        raise NoYear
    elif given.form == cold_weather.FORM:
        if given.service:
            raise UserError("A cold-weather report is for all services of the company together: leave out --service.")
        filing = cold_weather.begin_month(file, FilingPeriod(given.year, given.month))
    else:
        if len(given.service) > 1:
            raise OneService
        service = given.service[0] if given.service else ""
        source = given.source or ""
        filing = _begin_report(file, given, source, service)
    opened_from = f", opened from {filing.previous}" if filing.previous else ""
    say(given, f"{filing.id} started{opened_from}.")
    near = annual_report.report_size(file, filing.form).near
    if near:
        say(given, near)
    return DONE


def _begin_report(file: CompanyFile, given: Namespace, source: str, service: str) -> Filing:
    try:
        return annual_report.begin_report(
            file, given.year, form=given.form, previous=source, service=service, customers=given.customers
        )
    except annual_report.HowManyCustomers as asked:
        raise UserError(f"{asked} Add their number with --customers.") from None


def _days_given(given: Namespace) -> dict[str, date]:
    """The days from which a filing counts: the end of a month or quarter, a discovery, an issue date."""
    found: dict[str, date] = {
        name: getattr(given, name) for name in ("discovered", "issued") if getattr(given, name) is not None
    }
    month = given.month or given.quarter * MONTHS_OF_A_QUARTER
    if (given.month or given.quarter) and (given.year is None or not 1 <= month <= MONTHS_OF_A_QUARTER * 4):
        raise UserError("Write a year with a month from 1 to 12 or a quarter from 1 to 4: --year 2026 --month 10.")
    if given.year is not None and not month:
        raise UserError("A filing in a case is started today: leave out --year, or add --month or --quarter.")
    if month:
        found["month" if given.month else "quarter"] = FilingPeriod(given.year, month).ends
    return found


def mark_as_filed(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``filed FILE FILING --on DATE [--how H] [--tracking N] [--package DIR]``."""
    must_be_filed(given.filing)
    folder = Path(given.package) if given.package else None
    if folder is not None and not folder.is_dir():
        raise UserError(f"{given.package} is not a folder. Name the folder of the package that was sent.")
    errors = "" if file.filing(given.filing).state is FilingState.FILED else open_errors(file, given.filing)
    try:
        annual_report.mark_filed(
            file,
            given.filing,
            given.on.isoformat(),
            given.how,
            void_oath_known=given.oath_void_known,
            unfinished_known=given.period_not_over,
        )
    except annual_report.VoidOathAsked as void:
        raise UserError(f"{void} If it was signed all the same, add --oath-void-known.") from None
    except annual_report.UnfinishedPeriodAsked as unfinished:
        raise UserError(f"{unfinished} If it was filed all the same, add --period-not-over.") from None
    if folder is not None or given.tracking:
        filed_copies.keep_filed_copy(file, given.filing, given.tracking, folder)
    say(given, f"{given.filing} is marked as filed and read-only now.")
    if errors:
        say(given, f"It was marked so with what is open in it. {errors}")
    return DONE


def revise(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``revise FILE FILING``."""
    must_be_filed(given.filing)
    revision = annual_report.begin_revision(file, given.filing)
    say(given, f"{revision.id} started, with all answers of {given.filing}.")
    return DONE


def must_be_filed(filing: str) -> None:
    """Raises NeverFiled for the company profile."""
    if filing == COMPANY:
        raise NeverFiled


# Papers beside it


def compare(program: Program, given: Namespace) -> int:
    """``compare FILE FILING [--pdf OUT] [--json]``."""
    must_be_filed(given.filing)
    with looked_at(program.companies, given.file) as file:
        book = file.book(given.filing)
        found, sender = comparison(book), sender_of(file)
    if given.pdf:
        _print(program, given, given.pdf, sender, comparison_list(book, found))
    elif given.json:
        show({"filing": given.filing, "changes": [_change(given.filing, change) for change in found]})
    else:
        for change in found:
            amount, percent = change.in_words
            print(f"{change.where}: {change.before} -> {change.now} ({amount}{f', {percent}' if percent else ''})")
    return DONE


def _change(filing: str, change: YearlyChange) -> Json:
    return {
        "place": f"{filing}/{change.place}",
        "where": change.where,
        "money": change.money,
        "before": change.before,
        "now": change.now,
        "change": f"{change.change:f}",
        "percent": None if change.percent is None else f"{change.percent:f}",
        "explanation": change.note,
    }


def hand_over_(program: Program, given: Namespace) -> int:
    """``handover FILE FILING OUT.pdf [--notes]``."""
    must_be_filed(given.filing)
    with looked_at(program.companies, given.file) as file:
        listing, sender = hand_over(file, given.filing, notes=given.notes), sender_of(file)
    _print(program, given, given.out, sender, listing)
    return DONE


def sender_of(file: CompanyFile) -> PaperSender:
    """Who the papers of a company are from; those that may tell what is sealed say so on every page."""
    return PaperSender(name_of(file), file.setting("sample") is True, nonpublic=file.holds_sealed)


def _print(program: Program, given: Namespace, target: str, sender: PaperSender, listing: SectionList) -> None:
    pages = program.report_pages.listing(sender, listing)
    content = program.report_pages.paint(Path(target).name, f"{sender.company}: {listing.title}", pages)
    write_own_paper(given, target, content, nonpublic=sender.nonpublic)


# The package


def produce(program: Program, given: Namespace) -> int:
    """``produce FILE --filing ID --out DIR [--draft]``."""
    must_be_filed(given.filing)
    order = PackageOrder(Path(given.out), replace=given.replace, password=_password(given.pdf_password_file))
    run = PackageProgress(progress=ProgressLines(given.quiet).step)
    with opened_company(program.companies, given.file) as file:
        package = program.packages.produce(file, given.filing, order, draft=given.draft, run=run)
    say(given, f"The package is in {package.folder}:")
    for name in package.files:
        say(given, f"  {name}")
    if package.earlier is not None:
        say(given, f"The earlier package was moved to {package.earlier}.")
    return DONE


def verify(program: Program, given: Namespace) -> int:
    """``verify DIR [--json]``."""
    findings = verify_package(program, Path(given.folder), _password(given.pdf_password_file))
    differences = [finding for finding in findings if not finding.remark]
    if given.json:
        listed: list[Json] = [
            {"file": finding.file, "sentence": finding.sentence, "remark": finding.remark} for finding in findings
        ]
        found = list(intact(Path(given.folder), findings))
        show({"folder": given.folder, "findings": listed, "intact": [*found], "as_produced": not differences})
        return FOUND if differences else DONE
    for finding in findings:
        named = finding.file in finding.sentence
        print(finding.sentence if named else f"{finding.file}: {finding.sentence}")
    print("Intact: " + (", ".join(intact(Path(given.folder), findings)) or "nothing that could be checked") + ".")
    if not differences:
        print("The package is as it was produced.")
    return FOUND if differences else DONE


def _password(path: str | None) -> str:
    if path is None:
        return ""
    lines = read_text_input(path).splitlines()
    if not lines or not lines[0]:
        raise NoPassword(f"The first line of {path} is empty; it should be the password.")
    return lines[0]
