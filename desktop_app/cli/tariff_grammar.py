"""The grammar of the tariff book's verbs: ``tariff FILE VERB ...``."""

from __future__ import annotations

from argparse import ArgumentParser

from desktop_app.cli import (
    tariff_bill_verbs,
    tariff_correction_verbs,
    tariff_draft_verbs,
    tariff_picture_verbs,
    tariff_term_verbs,
    tariff_verbs,
)
from desktop_app.cli.grammar import Adder, VerbGroup, add_verb
from desktop_app.cli.tariff_draft_verbs import add_draft_choices, add_number_choice
from desktop_app.cli.tariff_verbs import looking, on_book
from desktop_app.domain.tariffs.designations import DesignationStyle
from desktop_app.domain.tariffs.schedules import NoticeKind
from desktop_app.services.tariff_book.filing_answers import QUESTIONS
from desktop_app.services.tariff_book.front import FRONT_KINDS

CAPTIONS = {
    "prefix": "what precedes the PSC Mo. number, as the company writes it: 'P.S.C. MO. No.'; '-' as the rule does",
    "name-caption": "the words below the company's name, like 'Name of Utility'; '-' for the usual ones",
    "area-caption": "the words below the community, like 'Service Area'; '-' for the usual ones",
}
TARIFF = VerbGroup("tariff", "the tariff book: sheets with PSC Mo. numbers, and their filings", file_first=True)


def grammar(add: Adder) -> None:
    """The grammar of ``tariff``."""
    verbs = TARIFF.under(add)
    _looking(verbs)
    _writing(verbs)
    _importing(verbs)
    tariff_picture_verbs.add_picture_verbs(verbs)
    _drafting(verbs)
    _special(verbs)
    _filing(verbs)


def _looking(add: Adder) -> None:
    add_verb(
        add,
        "list",
        "print schedules, sheets with their versions, and filings",
        looking(tariff_verbs.run_tariff_list),
        json=True,
    )
    on = add_verb(
        add, "as-of", "print the book as it is in force on a day", looking(tariff_verbs.as_of), "date", json=True
    )
    on.add_argument("--schedule", metavar="ID")
    book = add_verb(
        add, "book", "write the book in force on a day as PDF", looking(tariff_verbs.book_), replace="an earlier file"
    )
    book.add_argument("--as-of", required=True, metavar="DATE")
    book.add_argument("--out", required=True, metavar="PDF")
    book.add_argument("--schedule", metavar="ID", help="needed if there are several")
    add_verb(add, "check", "print what is wrong with the book and its filings", looking(tariff_verbs.check_), json=True)


def _writing(add: Adder) -> None:
    schedule = add_verb(
        add, "schedule", "make a schedule PSC Mo. No., or change its particulars", on_book(tariff_verbs.schedule_)
    )
    schedule.add_argument("--utility", metavar="U", help="water, sewer, heating, gas, electric or telecom")
    schedule.add_argument("--id", metavar="ID", help="change this one instead of making one")
    schedule.add_argument("--title", metavar="T")
    schedule.add_argument("--number", type=int, default=0, help="the PSC Mo. number (next of the series if left out)")
    schedule.add_argument("--bound", action="store_true", help="not loose-leaf")
    schedule.add_argument("--style", choices=[style.value for style in DesignationStyle])
    schedule.add_argument("--community", metavar="C")
    schedule.add_argument("--heading", metavar="H", help="the running title over the body of each sheet")
    schedule.add_argument("--label", metavar="L", help="the form number printed on top; '-' for none")
    schedule.add_argument(
        "--issuer", default="", metavar="NAME;TITLE;ADDRESS", help="the officer who issues its sheets"
    )
    schedule.add_argument("--two-sided", choices=("yes", "no"), help="whether leaves are printed on both sides")
    for name, words in CAPTIONS.items():
        schedule.add_argument(f"--{name}", metavar="W", help=words)
    schedule.add_argument("--outline", metavar="NAME", help="start with water_small, sewer_small or steam_small")
    schedule.add_argument("--replacing", metavar="ID", help="copy that schedule into the next number, which cancels it")
    added = add_verb(add, "add", "add a sheet as a draft", on_book(tariff_draft_verbs.run_add_sheet))
    add_number_choice(_sheet(added, title=True)).add_argument(
        "--after", metavar="SHEET", default="", help="use the next free number after this sheet"
    )
    enter = _sheet(
        add_verb(add, "enter", "enter a sheet of the existing paper tariff as printed", on_book(tariff_verbs.enter_)),
        title=True,
    )
    enter.add_argument("--designation", metavar="D", default="Original")
    enter.add_argument("--issued", metavar="DATE")
    words = "who issued it, as printed at its foot; its finding remains until somebody says so"
    enter.add_argument("--issuer", default="", metavar="NAME;TITLE;ADDRESS", help=words)
    enter.add_argument("--company", default="", metavar="NAME", help="the company's name then, if it was another")
    enter.add_argument("--scan", metavar="FILE", help="PDF or picture whose page is the sheet's face")
    enter.add_argument("--page", type=int, default=1, metavar="P", help="which page of it")
    enter.add_argument("--effective", metavar="DATE", required=True)
    words = "correct what was entered of the paper tariff, until a filing cites it; only what is given changes"
    correct = _sheet(add_verb(add, "correct", words, on_book(tariff_correction_verbs.run_correct)), title=True)
    correct.add_argument("--designation", metavar="D", help="which version (the newest that was entered if left out)")
    correct.add_argument("--becomes", metavar="D", help="its designation, if that was wrong")
    for name in ("issued", "effective"):
        correct.add_argument(f"--{name}", metavar="DATE")
    correct.add_argument("--scan", metavar="FILE")
    correct.add_argument("--page", type=int, default=1, metavar="P")
    correct.add_argument("--issuer", default="", metavar="NAME;TITLE;ADDRESS")
    correct.add_argument("--company", default="", metavar="NAME")
    words = "remove a schedule of which nothing was filed or entered, also a replacement that is abandoned"
    remove = add_verb(add, "remove-schedule", words, on_book(tariff_correction_verbs.run_remove_schedule))
    remove.add_argument("--schedule", required=True, metavar="ID")


def _importing(add: Adder) -> None:
    words = "enter the sheets of a paper tariff from a Word document, a text, or a folder of them"
    whole = add_verb(add, "import", words, on_book(tariff_correction_verbs.run_import_tariff), "document")
    whole.add_argument("--schedule", required=True, metavar="ID")
    whole.add_argument("--preview", action="store_true", help="print what was found and enter nothing")
    whole.add_argument("--effective", metavar="DATE", help="for sheets that do not say their own")
    whole.add_argument("--issued", metavar="DATE", help="for sheets that do not say their own")
    whole.add_argument(
        "--issuer", default="", metavar="NAME;TITLE;ADDRESS", help="for sheets that do not say their own"
    )
    whole.add_argument("--company", default="", metavar="NAME", help="the company's name then, if it was another")


def _drafting(add: Adder) -> None:
    write = _sheet(add_verb(add, "write", "enter the text of a draft", on_book(tariff_verbs.write_)))
    write.add_argument("--mark", action="store_true", help="propose the change marks of what differs")
    revise = add_verb(add, "revise", "start a revision of sheets", on_book(tariff_draft_verbs.run_revise))
    revise.add_argument("--schedule", required=True, metavar="ID")
    revise.add_argument("--sheet", required=True, action="append", metavar="N")
    revise.add_argument("--text", metavar="FILE", help="the new text, if it is one sheet")
    add_draft_choices(revise)
    words = "choose what the marked copy of a draft is compared with (what it cancels if nothing is named)"
    compare = add_verb(add, "compare", words, on_book(tariff_draft_verbs.run_compare))
    compare.add_argument("--schedule", required=True, metavar="ID")
    compare.add_argument("--sheet", required=True, metavar="N")
    compare.add_argument("--with-sheet", default="", metavar="N", help="another sheet")
    compare.add_argument("--with-schedule", default="", metavar="ID", help="a sheet of another schedule")
    compare.add_argument("--designation", metavar="D", help="which version of it (the last that took effect)")
    compare.add_argument("--nothing", action="store_true", help="with nothing: all of the sheet is new")


def _special(add: Adder) -> None:
    cancel = add_verb(add, "cancel", "start the cancellation of sheets", on_book(tariff_draft_verbs.run_cancel))
    cancel.add_argument("--schedule", required=True, metavar="ID")
    cancel.add_argument("--sheet", required=True, action="append", metavar="N")
    where = cancel.add_mutually_exclusive_group()
    where.add_argument("--found", default="", metavar="WHERE", help="where the content is now")
    where.add_argument("--none", action="store_true", help="no rates, rentals or charges remain under the sheet")
    add_draft_choices(cancel)
    adopt = add_verb(add, "adopt", "add an adoption notice", on_book(tariff_verbs.adopt_))
    adopt.add_argument("--schedule", required=True, metavar="ID")
    adopt.add_argument("--from", dest="old", required=True, metavar="NAME", help="the company whose tariff is adopted")
    adopt.add_argument("--on", required=True, metavar="DATE")
    adopt.add_argument("--except", dest="exceptions", default="", metavar="WHAT")
    _contents(add)
    extra = add_verb(
        add, "supplement", "start a supplement of a bound schedule, or cancel one", on_book(tariff_verbs.supplement_)
    )
    extra.add_argument("--schedule", required=True, metavar="ID")
    extra.add_argument("--text", metavar="FILE")
    extra.add_argument("--cancel", action="store_true", help="it cancels the schedule")
    rates = extra.add_mutually_exclusive_group()
    rates.add_argument("--found", type=int, default=0, metavar="NO", help="PSC Mo. number where the rates are found")
    rates.add_argument("--none", action="store_true", help="no rates, rentals or charges are in effect any longer")
    deposit = add_verb(
        add, "deposit", "sewer: the most a deposit may be, its interest, the notice", looking(tariff_verbs.deposit_)
    )
    deposit.add_argument("--due", required=True, metavar="DOLLARS", help="what is due for a billing period")
    deposit.add_argument("--months", type=int, default=1, metavar="M", help="months in a billing period")
    deposit.add_argument("--deposit", metavar="DOLLARS")
    deposit.add_argument("--received", metavar="DATE")
    deposit.add_argument("--returned", metavar="DATE")
    drop = add_verb(add, "drop", "delete a sheet's draft", on_book(tariff_verbs.drop_))
    drop.add_argument("--schedule", required=True, metavar="ID")
    drop.add_argument("--sheet", required=True, metavar="N")
    front = add_verb(add, "front", "have the program write a sheet from the book", on_book(tariff_verbs.front_))
    front.add_argument("--schedule", required=True, metavar="ID")
    front.add_argument("--sheet", required=True, metavar="N", help="its number or name")
    front.add_argument("--kind", required=True, choices=FRONT_KINDS)
    subject = add_verb(
        add, "subject", "change the subject of a sheet, as the index lists it", on_book(tariff_verbs.rename)
    )
    subject.add_argument("--schedule", required=True, metavar="ID")
    subject.add_argument("--sheet", required=True, metavar="N")
    subject.add_argument("--title", required=True, metavar="T")


def _contents(add: Adder) -> None:
    states = add_verb(add, "states", "name the sheet that covers a required item", on_book(tariff_verbs.states_))
    states.add_argument("--schedule", required=True, metavar="ID")
    states.add_argument("--item", required=True, metavar="ITEM", help="as named in forms/contents")
    states.add_argument("--sheet", default="", metavar="N", help="omit to search by wording")
    states.add_argument("--conforms", action="store_true", help="you have read it, and it conforms to the rule")
    words = "answer what the tariff says on a point of its rule"
    term = add_verb(add, "term", words, on_book(tariff_term_verbs.run_term))
    term.add_argument("--schedule", required=True, metavar="ID")
    term.add_argument("--term", required=True, metavar="TERM", help="as 'terms' lists them")
    term.add_argument("--answer", required=True, metavar="A", help="a number, the words of the sheet, yes or no")
    term.add_argument("--sheet", default="", metavar="N", help="the sheet that says it")
    words = "list the points of the rule with what was answered"
    terms = add_verb(add, "terms", words, looking(tariff_term_verbs.run_terms), json=True)
    terms.add_argument("--schedule", required=True, metavar="ID")


def _sheet(parser: ArgumentParser, *, title: bool = False) -> ArgumentParser:
    parser.add_argument("--schedule", required=True, metavar="ID")
    parser.add_argument("--sheet", default="", metavar="N")
    parser.add_argument("--text", metavar="FILE", help="the text of the sheet")
    if title:
        parser.add_argument("--title", default="", metavar="T", help="what the index calls the sheet")
    return parser


def _filing(add: Adder) -> None:
    file = add_verb(
        add, "file", "gather drafts into a filing, and mark it as filed unless --prepare", on_book(tariff_verbs.file_)
    )
    file.add_argument("--schedule", metavar="ID")
    file.add_argument("--filing", metavar="ID", help="one that is being prepared")
    file.add_argument("--sheet", action="append", default=[], metavar="N", help="all drafts if left out")
    file.add_argument("--purpose", metavar="P")
    file.add_argument("--notice", choices=[notice.value for notice in NoticeKind])
    for name, words in (
        ("issued", "date of issue"),
        ("received", "day at the commission"),
        ("effective", "proposed effective date"),
        ("expires", "last day of a promotion"),
        ("authority-date", "date of the permission or order"),
    ):
        file.add_argument(f"--{name}", metavar="DATE", help=words)
    file.add_argument("--authority", metavar="NUMBER", help="permission, or case of the order, for short notice")
    file.add_argument("--summary", metavar="FILE", help="the summary of about 100 words, or the cover letter's text")
    file.add_argument("--customer-notice", metavar="FILE")
    file.add_argument("--affirm", action="store_true", help="customers are told in time")
    file.add_argument("--agreement", metavar="WORDS", help="the agreement of a small company case")
    file.add_argument("--compliance", metavar="CASE", help="the case whose order the filing follows")
    file.add_argument("--no-rate-effect", action="store_true", help="neither rates nor rules that affect them change")
    file.add_argument("--exempt", metavar="SECTION", help="supplement beyond the limits of 3.145(16): 15, 17, 18 or 19")
    file.add_argument("--receipt", choices=("yes", "no"), help="a second copy of the letter asks for a receipt")
    names = ", ".join(question.name for question in QUESTIONS)
    file.add_argument("--answer", action="append", default=[], metavar="NAME=VALUE", help=f"also: {names}")
    file.add_argument("--rate-effect", action="store_true", help="rates change, or rules that affect them")
    words = "the papers state the bills, which are printed; 'bills' shows them before"
    file.add_argument("--confirm-bills", action="store_true", help=words)
    file.add_argument("--prepare", action="store_true", help="do not mark it as filed yet")
    _packet(add)


def _packet(add: Adder) -> None:
    words = "print the dates, numbers, sheets and kept papers of a filing"
    known = add_verb(add, "filing", words, looking(tariff_verbs.run_show_filing), json=True)
    known.add_argument("--filing", required=True, metavar="ID")
    words = "print what a filing does to typical bills"
    bills = add_verb(add, "bills", words, looking(tariff_bill_verbs.run_bills), json=True)
    bills.add_argument("--filing", required=True, metavar="ID")
    words = "confirm the bills that 'bills' prints, so that the papers state them"
    confirm = add_verb(add, "confirm-bills", words, on_book(tariff_bill_verbs.run_confirm_bills))
    confirm.add_argument("--filing", required=True, metavar="ID")
    confirm.add_argument("--none", action="store_true", help="the papers state no bills")
    support = add_verb(add, "support", "add a supporting paper to a filing", on_book(tariff_verbs.support_), "document")
    support.add_argument("--filing", required=True, metavar="ID")
    support.add_argument("--title", required=True, metavar="T", help="what it is; public")
    support.add_argument("--seal", default="", metavar="TYPE", help="keep it under seal: the type of information")
    support.add_argument("--reason", default="", metavar="R", help="why it is kept under seal; public")
    produce = add_verb(add, "produce", "write the packet of a filing", on_book(tariff_verbs.produce_))
    produce.add_argument("--filing", required=True, metavar="ID")
    produce.add_argument("--out", required=True, metavar="DIR")
    produce.add_argument("--draft", action="store_true", help="watermarked draft, even if incomplete")
    produce.add_argument("--replace", action="store_true", help="an earlier packet there is moved aside")
    outcome = add_verb(add, "outcome", "record what the commission did", on_book(tariff_verbs.outcome_))
    outcome.add_argument("--filing", required=True, metavar="ID")
    outcome.add_argument("--sheet", action="append", default=[], metavar="N", help="only these sheets of it")
    what = outcome.add_mutually_exclusive_group(required=True)
    what.add_argument("--approved", metavar="DATE", help="approved, in effect from this day")
    what.add_argument("--suspended", metavar="DATE", help="suspended until this day")
    what.add_argument("--rejected", action="store_true")
    what.add_argument("--withdrawn", action="store_true")
    words = "put right the day, or the numbers, that were recorded; what the commission did stays"
    outcome.add_argument("--correct", action="store_true", help=words)
    outcome.add_argument("--case", default="", metavar="NUMBER")
    outcome.add_argument("--tracking", default="", metavar="NUMBER")
