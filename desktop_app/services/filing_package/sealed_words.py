"""Sealed values of the company's filings that another public paper says: a letter, a tariff, its supporting papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.domain.sentences import sentence_start
from desktop_app.domain.values import AnswerWord
from desktop_app.formspec.public_view import HiddenValue, full_view
from desktop_app.formspec.wording import location
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality.evidence import kept_reasons
from desktop_app.services.filing_package.mentions import OpenWords
from desktop_app.services.filing_package.sayings import PublicSaying


def sealed_words(file: CompanyFile, sayings: Sequence[PublicSaying]) -> Iterator[str]:
    """A sentence for each sealed value that the texts say, but for those that may be known for a reason."""
    words = OpenWords(sayings)
    told: set[object] = set()
    for filing in file.filings() if file.holds_sealed else ():
        book = file.book(filing.id)
        view, kept = full_view(book.calculation), kept_reasons(file, filing.id)
        for place, spec in book.sheet.cells.items():
            value = view.values.get(place)
            if place not in view.sealed or value is None or isinstance(value, HiddenValue | AnswerWord):
                continue
            where = [one.where for one in words.where(spec, value) if one.plain]
            if where and value not in told and place not in kept and not view.notes.get(place):
                told.add(value)
                start = location(book.sheet, place)
                yield (
                    f"{sentence_start(start)} of {filing.id} is sealed, but the same words or the same number "
                    f"also appear in {where[0]}."
                )
