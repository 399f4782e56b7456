"""What the packet of a tariff filing must hold: it follows from its letter, which names what is enclosed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.pagespec.paragraphs import printable
from desktop_app.services.delivery.manifest import PackageManifest
from desktop_app.services.delivery.output_folder import PUBLIC, SEALED, SHEET
from desktop_app.services.delivery.package_check import (
    LISTED,
    SEALED_LIST,
    ExpectedFiles,
    PackageDifference,
    PackageReader,
    page_says,
    unspaced,
)
from desktop_app.services.tariff_packet.packet_names import (
    AFFIDAVIT,
    COUNSEL,
    COUNSEL_WORDS,
    COVER,
    CUSTOMER_WORDS,
    CUSTOMERS,
    ENCLOSED,
    MARKED,
    NONPUBLIC,
    ORDER,
    POSTED,
    SECOND,
    SECOND_COPIES,
    SECOND_WORDS,
    SHEETS,
    SUMMARY,
    SUMMARY_WORDS,
    SUPPORT,
    TRANSMITTAL,
    UNDER_SEAL,
    support_name,
)

TARIFF_FORM = "tariff"
FIRST_LETTERS = 40
_SUPPORT = late_pattern(rf"{SUPPORT}-(\d\d)\.pdf")


@dataclass
class TariffPacketPackage:
    """The packet of a tariff filing."""

    reader: PackageReader
    manifest: PackageManifest

    @cached_property
    def letter(self) -> str:
        """The letter on top: of transmittal, or the cover letter of a telecommunications company."""
        names = {entry.name for entry in self.manifest.files}
        return f"{PUBLIC}/{COVER if f'{COVER}.pdf' in names else TRANSMITTAL}.pdf"

    @cached_property
    def enclosed(self) -> tuple[str, ...]:
        """What the letter, and the affidavit on papers under seal, name as enclosed, in one spelling."""
        named = (self.letter, f"{PUBLIC}/{AFFIDAVIT}.pdf")
        text = " ".join(page.text for name in named for page in self.reader.pages(name))
        return tuple(unspaced(item) for item in re.split(r"[\N{EN DASH}\N{BULLET}] ", text))

    @cached_property
    def papers(self) -> Mapping[str, bool]:
        """The numbers of the supporting papers, and whether each is under seal, as the letter says."""
        found: dict[str, bool] = {}
        for item in self.enclosed:
            said = re.match(unspaced(ENCLOSED) + r"(\d\d?):", item)
            if said is not None:
                found[f"{int(said[1]):02}"] = unspaced(UNDER_SEAL) in item or found.get(f"{int(said[1]):02}", False)
        return found

    def expected(self) -> ExpectedFiles:
        """The files of the packet."""
        wanted = {SUMMARY: SUMMARY_WORDS, CUSTOMERS: CUSTOMER_WORDS, COUNSEL: COUNSEL_WORDS}
        wanted |= dict.fromkeys((SECOND, SECOND_COPIES), SECOND_WORDS)
        names = {SHEETS, MARKED}
        names |= {
            name for name, words in wanted.items() if any(item.startswith(unspaced(words)) for item in self.enclosed)
        }
        names |= {support_name(number) for number, sealed in self.papers.items() if not sealed}
        sealed = {f"{support_name(number)}.pdf" for number, sealed in self.papers.items() if sealed}
        if sealed:
            names.add(AFFIDAVIT)
        required = {LISTED, SHEET, self.letter, *(f"{PUBLIC}/{name}.pdf" for name in names)}
        allowed = {f"{PUBLIC}/{name}.pdf" for name in (POSTED, ORDER, *wanted)} - required
        listed: frozenset[str] | None = None
        if self.letter == f"{PUBLIC}/{COVER}.pdf":  # a letter of few words, which names no papers
            allowed |= {f"{PUBLIC}/{entry.name}" for entry in self.manifest.files if _SUPPORT.fullmatch(entry.name)}
        if not self.manifest.checked:
            allowed |= self._of_before()
        elif sealed:
            required |= {SEALED_LIST, *(f"{SEALED}/{name}" for name in sealed)}
            listed = frozenset({*sealed, SHEET, LISTED})
        by_hand = {self.letter, *(f"{PUBLIC}/{name}.pdf" for name in (AFFIDAVIT, COUNSEL, ORDER, SECOND_COPIES))}
        papers = (f"{PUBLIC}/{entry.name}" for entry in self.manifest.files)
        signed = {name: (len(self.reader.pages(name)),) if name in by_hand else () for name in papers}
        return ExpectedFiles(frozenset(required), frozenset(allowed), signed, listed)

    def _of_before(self) -> set[str]:
        """Supporting papers of a packet of the first release, whose letter does not number them."""
        items = self.reader.files.items
        return {name for name in items if _SUPPORT.fullmatch(name.rpartition("/")[2]) and name.count("/") == 1} | {
            name for name in items if name == SEALED
        }

    def is_nonpublic(self, name: str) -> bool:
        """Whether a file is a paper under seal: its first page says so."""
        return any(NONPUBLIC in " ".join(page.text.split()) for page in self.reader.pages(name)[:1])

    def findings(self) -> Iterator[PackageDifference]:
        """What the letter and the papers under seal say."""
        pages = self.reader.pages(self.letter)
        text = unspaced(" ".join(page.text for page in pages))
        if pages and unspaced(printable(self.manifest.company))[:FIRST_LETTERS] not in text:
            yield PackageDifference(LISTED, f"{LISTED} names another company than {self.letter}.")
        if pages and str(self.manifest.year) not in text:
            yield PackageDifference(LISTED, f"{LISTED} says {self.manifest.year}; {self.letter} does not.")
        for number, sealed in self.papers.items() if self.manifest.checked else ():
            name = f"{SEALED if sealed else PUBLIC}/{support_name(number)}.pdf"
            there = self.reader.pages(name)
            if sealed and there and not page_says(there[0], NONPUBLIC):
                yield PackageDifference(name, f"{name}: its cover does not say that it is under seal.")
