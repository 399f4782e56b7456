"""What goes on in a sample company besides its reports: tariff, cases, events, letters, documents, months.

Each is made by the service that makes it for a user, so that a sample is always what the program makes today. Days are
written like 2026-01-31, or ``today-30`` and ``today+60``: what is pending stays pending whenever a sample is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from desktop_app.domain.attachments import RedactionBox
from desktop_app.domain.dates import parse_date
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.tariffs.schedules import Issuer
from desktop_app.domain.values import Json, place_of
from desktop_app.services.cases.beginning import CaseOrder, begin_case
from desktop_app.services.cases.following import set_docket
from desktop_app.services.cases.items import document_item, promise_item
from desktop_app.services.cases.parties import CaseParty, keep_party
from desktop_app.services.cold_weather.beginning import begin_month
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.data_entry.attachments import attach_document, draw_redaction_box
from desktop_app.services.filing_calendar import keeping
from desktop_app.services.filings.annual_report import mark_filed
from desktop_app.services.ports import ForeignDocument
from desktop_app.services.report_letters.drafts import begin_letter, keep_letter
from desktop_app.services.tariff_book import changes
from desktop_app.services.tariff_book.filings import begin_tariff_filing, change_tariff_filing, file_it
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.tariff_book import TariffBook

LETTER_PAGE = (612, 792)
Table = Mapping[str, Json]


def make_matters(file: CompanyFile, data: Json, document: Callable[[str], bytes]) -> None:
    """Makes them, in the order of the table. `document` gives a file that ships with the samples, by its name."""
    if not isinstance(data, dict):
        return
    makers: Mapping[str, Callable[[Table], None]] = {
        "tariffs": lambda table: _tariff(file, table),
        "cases": lambda table: _case(file, table, document),
        "parties": lambda table: _party(file, table),
        "events": lambda table: _event(file, table),
        "letters": lambda table: _letter(file, table),
        "attachments": lambda table: _attachment(file, str(table["filing"]), table, document),
        "months": lambda table: _month(file, table),
    }
    for name, listed in data.items():
        for item in listed if isinstance(listed, list) else []:
            if isinstance(item, dict):
                makers[name](item)


def sample_day(file: CompanyFile, words: str) -> date:
    """The day that is meant: an ISO day, or so many days before or after today."""
    if words.startswith("today"):
        return file.clock.today() + timedelta(days=int(words.removeprefix("today") or 0))
    return parse_date(words)


def _tariff(file: CompanyFile, table: Table) -> None:
    """A schedule whose sheets are in force, and one that is revised and before the commission."""
    book = TariffBook(file)
    wanted = changes.NewSchedule(str(table["utility"]), str(table["title"]))
    schedule = changes.new_schedule(book, wanted)
    issuer = Issuer(str(table["issuer"]), str(table["issuer_title"]), str(table.get("address", "")))
    changes.change_schedule(book, replace(schedule, issuer=issuer))
    since = sample_day(file, str(table["since"]))
    sheets = table["sheets"] if isinstance(table["sheets"], list) else []
    for sheet in [one for one in sheets if isinstance(one, dict)]:
        entered = EnteredSheet(
            str(sheet["number"]),
            0,
            since,
            issued=since - timedelta(days=40),
            title=str(sheet["title"]),
            text=str(sheet["text"]),
            issuer=issuer,
        )
        enter_sheet(book, schedule.id, entered)
    revised = str(table.get("revised", ""))
    if revised:
        changes.revise_sheets(book, schedule.id, [revised])
        changes.write_draft(book, schedule.id, revised, str(table["revised_text"]))
        marked = changes.with_marks(book, schedule.id, revised, str(table["revised_text"]))
        changes.write_draft(book, schedule.id, revised, marked)
        filing = begin_tariff_filing(book, schedule.id, purpose=str(table["purpose"]), mailed=True)
        change_tariff_filing(book, replace(filing, summary=str(table.get("summary", ""))))
        if table.get("filed"):
            file_it(book, filing.id)


def _case(file: CompanyFile, table: Table, document: Callable[[str], bytes]) -> None:
    filing = begin_case(file, CaseOrder(str(table["form"]), str(table.get("title", "")), (), "", ""))
    answers = table.get("answers", {})
    for path, value in answers.items() if isinstance(answers, dict) else ():
        text = str(value)
        if text.startswith("today"):
            text = sample_day(file, text).isoformat()
        entering.set_answer(file, filing.id, place_of(path), text)
    for item in _tables(table, "documents"):
        _attachment(file, filing.id, item, document)
    for item in _tables(table, "promises"):
        day = sample_day(file, str(item["by"])) if item.get("by") else None
        promise_item(file, filing.id, str(item["item"]), str(item.get("reason", "")), day)
    if table.get("filed"):
        day = sample_day(file, str(table["filed"]))
        mark_filed(file, filing.id, day.isoformat(), str(table.get("how", "EFIS")))
    if table.get("docket"):
        set_docket(file, filing.id, str(table["docket"]))


def _party(file: CompanyFile, table: Table) -> None:
    fields = {name: str(table.get(name, "")) for name in ("docket", "name", "counsel", "address", "email")}
    keep_party(file, CaseParty(id="", **fields))


def _event(file: CompanyFile, table: Table) -> None:
    day = sample_day(file, str(table["day"]))
    keeping.record_event(file, str(table["event"]), day, note=str(table.get("note", "")))


def _letter(file: CompanyFile, table: Table) -> None:
    draft = begin_letter(file, str(table["kind"]), int(str(table["year"])))
    values = {name: str(value) for name, value in _pairs(table, "values").items()}
    keep_letter(file, replace(draft, values={**draft.values, **values}))


def _attachment(file: CompanyFile, filing: str, table: Table, document: Callable[[str], bytes]) -> None:
    name = str(table["document"])
    item, also = document_item(file, filing, str(table["item"])) if table.get("item") else ("", {})
    looked = ForeignDocument((LETTER_PAGE,), ())
    title = str(table["title"])
    made = attach_document(file, filing, name, document(name), looked, title=title, item=item, also=also)
    for box in _tables(table, "boxes"):
        left, top, right, bottom = (int(str(box[side])) for side in ("left", "top", "right", "bottom"))
        drawn = RedactionBox(0, left, top, right, bottom, str(box["type"]), str(box["reason"]))
        draw_redaction_box(file, filing, made.number, drawn)


def _month(file: CompanyFile, table: Table) -> None:
    """A cold-weather report of a month before this one, with its figures district by district."""
    today = file.clock.today()
    period = FilingPeriod(today.year, today.month)
    for _ in range(int(str(table["before"]))):
        period = period.before
    filing = begin_month(file, period)
    book = file.book(filing.id)
    rows = book.answers.rows.get("districts", ())
    figures = table.get("figures", [])
    for row, lines in zip(rows, figures if isinstance(figures, list) else [], strict=False):
        for line, columns in lines.items() if isinstance(lines, dict) else ():
            for column, value in columns.items() if isinstance(columns, dict) else ():
                schedule = f"{table['schedule']}_{row}"
                entering.set_answer(file, filing.id, place_of(f"{schedule}/{line}/{column}"), str(value))
    for path, value in _pairs(table, "answers").items():
        for place in [path.replace("@", row) for row in rows] if "@" in path else [path]:
            entering.set_answer(file, filing.id, place_of(place), str(value))
    if table.get("filed"):
        mark_filed(file, filing.id, today.isoformat(), str(table["filed"]))


def _tables(table: Table, name: str) -> list[Table]:
    listed = table.get(name, [])
    return [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []


def _pairs(table: Table, name: str) -> Table:
    found = table.get(name, {})
    return found if isinstance(found, dict) else {}
