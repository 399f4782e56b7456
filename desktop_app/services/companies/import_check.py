"""An imported file read whole before it becomes a company: every entry by its kind, every document that is named.

What is wrong is wrong with the file that was imported. No company file is damaged by it, and none is left behind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from desktop_app.domain.attachments import attachment_from_json
from desktop_app.domain.filings import COMPANY, filing_from_json
from desktop_app.domain.json_fields import as_table, optional_day
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, place_of, value_from_json
from desktop_app.formspec.company_chart import edit_from_json
from desktop_app.services.company import amendments, roles
from desktop_app.services.company import workspace_keys as keys
from desktop_app.services.company.company_file import CompanyFile, UnknownEntry
from desktop_app.services.company.text_sizes import TextTooLong, must_fit_import
from desktop_app.services.data_entry.work_papers import parts_from_json
from desktop_app.services.filing_calendar import extensions, keeping
from desktop_app.services.filings import filed_copies, oath_pages
from desktop_app.services.report_letters import drafts
from desktop_app.services.review import returning
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.pictures import picture_from_json
from desktop_app.services.tariff_packet.kept_packets import packet_from_json

LONGEST_EXCERPT = 80
WRONG = (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError)
Reader = Callable[[str, Json], object]


class BadImport(UserError):
    """An imported file holds something that no company can be made of; the sentence names it."""


def check_import(file: CompanyFile, source: str) -> None:
    """Reads everything that was imported. Raises BadImport, which calls the imported file by its name `source`."""
    everything = file.workspace.under("")
    for key, data in everything.items():
        try:
            must_fit_import(f"{source}: the entry '{key}' cannot be used", data)
        except TextTooLong as refusal:
            raise BadImport(str(refusal)) from None
        try:
            _read_entry(key, data)
        except WRONG as error:
            raise BadImport(
                f"{source}: the entry '{key}' cannot be used. {_reason(error)}It reads {_excerpt(data)}. Export the "
                "company again where it came from."
            ) from None
    for key, digest in _documents(everything):
        try:
            file.workspace.document(digest)
        except UserError:
            raise BadImport(
                f"{source}: the entry '{key}' names a document that is not in the file ({digest[:12]}). Export the "
                "company again where it came from."
            ) from None
    try:
        for filing in (COMPANY, *(filing.id for filing in file.filings())):
            file.book(filing)
    except UnknownEntry as error:
        raise BadImport(f"{source} cannot be imported: {error.why}") from None


def _read_entry(key: str, data: Json) -> None:
    for prefix, read in READERS:
        if key.startswith(prefix):
            read(key.removeprefix(prefix), data)
            return


def _of_a_cell(read: Callable[[Json], object]) -> Reader:
    def reader(path: str, data: Json) -> None:
        place_of(path.partition("/")[2])
        read(data)

    return reader


def _words(data: Json) -> None:
    if not isinstance(data, str):
        raise TypeError("It must be a text.")


def _rows(path: str, data: Json) -> None:
    if path.count("/") != 1 or not isinstance(data, list):
        raise ValueError("It must be a list of rows.")
    for row in data:
        if not isinstance(row, str) or not row or "/" in row:
            raise ValueError(f"'{row}' cannot be the name of a row.")
    if len({*map(str, data)}) != len(data):
        raise ValueError("A row is in it twice.")


def _account(path: str, data: Json) -> None:
    _, utility, account = path.split("/")
    edit_from_json(utility, account, data)


def _chart(_: str, data: Json) -> None:
    for path, edit in as_table(data).items():
        utility, _, account = path.partition("/")
        edit_from_json(utility, account, edit)


def _amendments(name: str, data: Json) -> None:
    for item in data if isinstance(data, list) else ():
        amendments.amendment_from_json(name, item)


def _table_of_a_setting(read: Callable[[str, dict[str, Json]], object]) -> Reader:
    """A setting that is no table counts as none."""
    return lambda path, data: read(path, data) if isinstance(data, dict) else None


def _nothing(_: str, __: Json) -> None:
    """Any text, number or table."""


# The first that fits reads the entry: the rest of its key, and its value.
READERS: tuple[tuple[str, Reader], ...] = (
    (f"{keys.FILING}/", filing_from_json),
    (f"{keys.ANSWER}/", _of_a_cell(value_from_json)),
    (f"{keys.ROWS}/", _rows),
    (f"{keys.OVERRIDE}/", _of_a_cell(keys.override_from_json)),
    (f"{keys.EXPLAIN}/", _of_a_cell(_words)),
    (f"{keys.KEPT}/", _of_a_cell(keys.kept_from_json)),
    (f"{keys.SOURCE}/", _of_a_cell(keys.source_from_json)),
    (f"{keys.NOTE}/", _of_a_cell(keys.note_from_json)),
    (f"{keys.DOUBT}/", _of_a_cell(_words)),
    (f"{keys.BOOKS}/", _of_a_cell(keys.source_from_json)),
    (f"{keys.WORK_PAPER}/", _of_a_cell(parts_from_json)),
    (f"{keys.SEAL}/", keys.seal_from_json),
    (f"{keys.ATTACHMENT}/", lambda path, data: attachment_from_json(path.rpartition("/")[2], data)),
    (f"{keys.FROZEN}/", lambda _, data: keys.frozen_from_json(data)),
    (f"{keys.ACCOUNT}/", _account),
    (f"{keys.CHART}/", _chart),
    (entries.SCHEDULES, entries.schedule_from_json),
    (entries.SHEETS, lambda _, data: entries.chain_from_json(data)),
    (entries.TEXTS, lambda _, data: _words(data)),
    (entries.FILINGS, entries.tariff_filing_from_json),
    (entries.PICTURES, picture_from_json),
    (entries.packet_key(""), lambda _, data: packet_from_json(data)),
    (entries.support_key("", "").rstrip("/") + "/", lambda _, data: as_table(data)),
    (amendments.PREFIX, _amendments),
    (keeping.EVENT, keeping.recorded_event_from_json),
    (keeping.DONE, lambda _, data: optional_day(data)),
    (extensions.PREFIX, _table_of_a_setting(extensions.extension_from_json)),
    (oath_pages.PREFIX, _table_of_a_setting(oath_pages.oath_from_json)),
    (roles.PREFIX, roles.roles_from_json),
    (returning.PREFIX, lambda _, data: returning.comment_from_json(data)),
    (drafts.PREFIX, _table_of_a_setting(drafts.letter_from_json)),
    ("", _nothing),
)


def _documents(everything: Mapping[str, Json]) -> Iterable[tuple[str, str]]:
    """The digest of every document that an entry names, with the entry's key."""
    for key, data in everything.items():
        if key.startswith(f"{keys.ATTACHMENT}/"):
            yield key, attachment_from_json("", data).digest
        elif key.startswith(entries.SHEETS):
            for version in entries.chain_from_json(data).versions:
                yield from ((key, digest) for digest in (version.text, version.scan) if digest)
        elif key.startswith((f"{keys.TARIFF}/support/", entries.PICTURES, entries.packet_key(""), filed_copies.PREFIX)):
            yield from ((key, digest) for digest in _digests(data) if digest)


def _digests(data: Json) -> Iterable[str]:
    """What is called a digest in a table and in the tables within it."""
    if isinstance(data, list):
        for item in data:
            yield from _digests(item)
    elif isinstance(data, dict):
        yield str(data.get("digest", ""))
        yield from _digests(data.get("files"))


def _reason(error: Exception) -> str:
    """Our own sentence, where one was given; the words of a library say nothing to a reader."""
    words = str(error.args[0]) if error.args else ""
    return f"{words} " if words.endswith(".") else ""


def _excerpt(data: Json) -> str:
    words = json.dumps(data, ensure_ascii=False)
    return words if len(words) <= LONGEST_EXCERPT else f"{words[:LONGEST_EXCERPT]}..."
