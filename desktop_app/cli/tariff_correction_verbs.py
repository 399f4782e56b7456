"""The verbs that put right what was entered or begun: ``tariff FILE correct``, ``tariff FILE remove-schedule``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.output import DONE, FOUND, input_file, say
from desktop_app.cli.tariff_arguments import day_given, issuer_given, text_given
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.tariffs.designations import read_designation
from desktop_app.domain.tariffs.sheet_split import doubtful
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book.corrections import as_entered, correct_entered, last_entered, remove_schedule
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.whole_tariff import (
    TariffDefaults,
    enter_whole_tariff,
    preview_rows,
    with_defaults,
)


def run_correct(program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE correct --schedule ID --sheet N [--designation D] ...``: only what is given changes."""
    newest = last_entered(tariff_book, given.schedule, given.sheet).revision
    revision = read_designation(given.designation) if given.designation else newest
    known = as_entered(tariff_book, given.schedule, given.sheet, revision)
    right = replace(
        known,
        revision=read_designation(given.becomes) if given.becomes else known.revision,
        effective=day_given(given.effective) if given.effective else known.effective,
        issued=day_given(given.issued) if given.issued else known.issued,
        title=given.title or known.title,
        text=text_given(given.text) if given.text else known.text,
        scan=program.tariffs.scan(input_file(given.scan), given.page) if given.scan else known.scan,
        issuer=issuer_given(given.issuer) or known.issuer,
        company=given.company or known.company,
    )
    correct_entered(tariff_book, given.schedule, revision, right)
    say(given, f"Sheet {given.sheet} is corrected.")
    return DONE


def run_import_tariff(program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE import DOCUMENT --schedule ID [--preview] [--effective DATE] ...``."""
    day, issued = (day_given(text) if text else None for text in (given.effective, given.issued))
    number = tariff_book.schedule(given.schedule).number
    defaults = TariffDefaults(day, issued, issuer_given(given.issuer), given.company, number)
    sheets = with_defaults(program.tariffs.whole_tariff(Path(given.document)), defaults)
    for row in preview_rows(sheets):
        print("\t".join(row).rstrip())
    doubts = [*doubtful(sheets)]
    for doubt in doubts:
        say(given, doubt)
    if given.preview:
        return FOUND if doubts else DONE
    say(given, enter_whole_tariff(tariff_book, given.schedule, sheets))
    return DONE


def run_remove_schedule(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE remove-schedule --schedule ID``."""
    remove_schedule(tariff_book, given.schedule)
    say(given, f"{given.schedule} is removed.")
    return DONE
