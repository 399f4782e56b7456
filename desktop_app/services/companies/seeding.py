"""Filling a new workspace from a plain table: a company profile, or a whole sample company.

The table has ``company`` (schedule, line: answer; rows as lists), and may have ``settings``, ``accounts`` (SERVICE/ID:
number and title of the company's own) and ``filings``: each with its ``year``, its ``form`` unless that is the usual
annual report, answers, overrides, explanations and seals, in the order of the years; ``fill_none`` names the schedules
whose blanks are answered "None", ``*`` all of them. Everything goes through the same entry as typing.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place
from desktop_app.formspec.definition import ANSWER, ScheduleKind
from desktop_app.services.accounts import chart_of_accounts
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.workspace_keys import COMMON
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filings import annual_report

ALL = "*"
_TOP = {"company", "settings", "accounts", "filings"}
_FILING = {"year", "form", "overrides", "schedules", "explanations", "seals", "fill_none", "filed_on", "filed_how"}


class BadSeed(UserError):
    """The table cannot be read into a workspace; the sentence names the key."""


def seed(file: CompanyFile, data: Json) -> None:
    """Fills a new workspace. Raises BadSeed, or the refusal of the answer that does not fit its cell."""
    table = _table(data, "the file")
    _known(table, _TOP, "the file")
    for name, value in _table(table.get("settings", {}), "settings").items():
        entering.change_setting(file, name, value)
    _schedules(file, COMPANY, _table(table.get("company", {}), "company"))
    for account, given in _table(table.get("accounts", {}), "accounts").items():
        words = _table(given, f"accounts.{account}")
        utility, _, name = account.partition("/")
        number, title = str(words.get("number", "")), str(words.get("title", ""))
        chart_of_accounts.change_account(file, utility if utility != COMMON else "", name, number=number, title=title)
    filings = table.get("filings", [])
    for item in filings if isinstance(filings, list) else []:
        _filing(file, _table(item, "filings"))


def _filing(file: CompanyFile, table: Mapping[str, Json]) -> None:
    _known(table, _FILING, "filings")
    year = table.get("year")
    if not isinstance(year, int):
        raise BadSeed("Each of 'filings' needs its 'year', a whole number.")
    filing = annual_report.begin_report(file, year, form=str(table.get("form", annual_report.FORM)))
    _schedules(file, filing.id, _table(table.get("schedules", {}), "schedules"))
    for path, text in _table(table.get("explanations", {}), "explanations").items():
        entering.explain_place(file, filing.id, _cell(file, filing.id, path), str(text))
    for path, given in _table(table.get("overrides", {}), "overrides").items():
        words = _table(given, f"overrides.{path}")
        value, reason = str(words.get("value", "")), str(words.get("reason", ""))
        entering.override(file, filing.id, _cell(file, filing.id, path), value, reason)
    for target, given in _table(table.get("seals", {}), "seals").items():
        words = _table(given, f"seals.{target}")
        sealing.seal_target(file, filing.id, target, str(words.get("type", "")), str(words.get("reason", "")))
    for name in _list(table.get("fill_none", []), "fill_none"):
        for schedule in file.book(filing.id).sheet.schedules if name == ALL else [str(name)]:
            entering.answer_blanks(file, filing.id, schedule)
    if "filed_on" in table:
        annual_report.mark_filed(file, filing.id, str(table["filed_on"]), str(table.get("filed_how", "")))


def _schedules(file: CompanyFile, filing: str, tables: Mapping[str, Json]) -> None:
    cells: list[tuple[Place, str]] = []
    rows = _rows(file, filing, tables)
    for schedule, content in tables.items():
        if schedule in rows and isinstance(content, list):
            for row_id, row in zip(rows[schedule], content, strict=False):
                cells += _line(schedule, row_id, row)
        elif isinstance(content, str):
            cells.append((Place(schedule, "rows", ANSWER), content))
        else:
            for line, given in _table(content, schedule).items():
                cells += _line(schedule, line, given)
    block = entering.set_block(file, filing, cells, "Company created" if filing == COMPANY else "")
    unknown = [str(place) for place, _ in cells if place not in file.book(filing).sheet.cells]
    if unknown or block.refused:
        raise BadSeed((*block.refused, f"{filing} has no cell {', '.join(unknown[:3])}.")[0])


def _rows(file: CompanyFile, filing: str, tables: Mapping[str, Json]) -> Mapping[str, tuple[str, ...]]:
    """The rows of each growing schedule that the tables fill, as many as they need at least."""
    schedules = file.book(filing).sheet.schedules
    missing: dict[str, int] = {}
    for schedule, content in tables.items():
        if schedule not in schedules:
            raise BadSeed(f"There is no schedule '{schedule}' in {filing}. Schedules: {', '.join(schedules)}.")
        found = schedules[schedule]
        if found.definition.kind is ScheduleKind.ROWS and isinstance(content, list):
            missing[schedule] = max(0, len(content) - len(found.rows))
    return entering.add_rows(file, filing, missing)


def _line(schedule: str, line: str, given: Json) -> list[tuple[Place, str]]:
    if isinstance(given, dict):
        return [(Place(schedule, line, column), str(value)) for column, value in given.items()]
    return [(Place(schedule, line, ANSWER), str(given))]


def _cell(file: CompanyFile, filing: str, path: str) -> Place:
    """The place written as schedule/line/column; a row of a growing schedule is written by its number."""
    parts = path.split("/")
    if len(parts) != len(Place._fields):
        raise BadSeed(f"'{path}' is not a place; write schedule/line/column.")
    rows = file.book(filing).answers.rows.get(parts[0], ())
    if parts[1].isdecimal() and 1 <= int(parts[1]) <= len(rows):
        parts[1] = rows[int(parts[1]) - 1]
    return Place(*parts)


def _table(data: Json, where: str) -> Mapping[str, Json]:
    if not isinstance(data, dict):
        raise BadSeed(f"'{where}' must be a table; it reads {data!r}.")
    return data


def _list(data: Json, where: str) -> list[Json]:
    if not isinstance(data, list):
        raise BadSeed(f"'{where}' must be a list; it reads {data!r}.")
    return data


def _known(table: Mapping[str, Json], keys: set[str], where: str) -> None:
    extra = sorted(set(table) - keys)
    if extra:
        raise BadSeed(f"'{extra[0]}' is not known in {where}. Known: {', '.join(sorted(keys))}.")
