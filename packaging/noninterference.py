"""Makes pairs of filings that differ only in what is sealed, and compares everything public of them byte by byte.

``.venv/bin/python packaging/noninterference.py [COUNT] [SEED]`` makes 10,000 pairs unless told otherwise, prints how
far it is and how many pairs gave other bytes: none may. The filings are those of all sample companies: first years,
second years, revisions, the cold-weather report, and a complete case of every kind, service and variant. Seals lie on
cells, lines, columns and schedules of the filing itself, of last year's and of the version that is corrected. Letters,
lists of changes, names and covers are made anew for both filings of a pair. Compared are, for every pair, the bytes of
which the public files are made, and for every tenth, at random, the files themselves with the pages on which sealed
cells stand. One pair of two hundred is a pair of whole companies (`whole_companies`): their requests, letters, public
Excel copies and tariff packets.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from zlib import crc32

from complete_cases import case_kinds, complete_cases
from desktop_app import bootstrap, locations
from desktop_app.documents.measure import FontMeasure
from desktop_app.documents.painter import ReportlabPainter
from desktop_app.domain.attachments import Attachment, RedactionBox
from desktop_app.domain.confidentiality import ANY, Seal
from desktop_app.domain.values import Place, Value
from desktop_app.formspec.evaluation import FilingValues
from desktop_app.formspec.public_view import effective_seals, sealed_places
from desktop_app.formspec.repeated_seals import REVISED, OtherSeals, repeated_seals
from desktop_app.pagespec.pages import PageImage
from desktop_app.services.filing_package.attached import DrawnPages
from desktop_app.services.filing_package.compose import composed
from desktop_app.services.filing_package.material import FilingMaterial
from desktop_app.services.filing_package.packages import material_of
from desktop_app.services.filing_package.request import read_request, request_bytes
from desktop_app.services.program.program import Program
from whole_companies import WholeCompanies, make_companies

COUNT = 10_000
PAINTED, WHOLE = 0.1, 0.005  # of the pairs
SAID_EVERY = 500
MOST_SEALED = 6
PRIOR = "prior"
GRAY = 0x80
HOSTILE: tuple[Value | None, ...] = (
    None,
    Decimal(0),
    Decimal(1),
    Decimal("-0.01"),
    Decimal(10) ** 15,
    Decimal(-(10**15) + 1),
    "W" * 400,
    "\n" * 20,
    "\u0141\u00f3d\u017a \u6c34 \U0001f4a7 \u202e\u0000\ufeff",
    "<b>&amp;</para><img src='file:///etc/passwd'/>",
    "%%EOF endstream endobj (\\) >> 1 0 obj << /JS (x) >>",
    '{"sealed":true}',
    "[SEALED]",
    "0.00",
    "None",
    "a\u0301e\u0308",
)
ATTACHED = (
    Attachment(
        "01", "A map", "(2)", "a.pdf", "x", ((2, 2),), boxes={"1": RedactionBox(0, 0, 0, 9, 9, "T", "R")}, boxed="x"
    ),
    Attachment("02", "A contract", "", "b.pdf", "y", ((2, 2),), sealed=True, type="T", reason="R"),
)


@dataclass(frozen=True)
class Pair:
    """Whether any public byte differs, and how much was compared."""

    differs: bool
    painted: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Origin:
    """What the filings of pairs are made from: a filing, and last year's if there is one."""

    material: FilingMaterial
    prior: FilingValues | None


class Pairs:
    """Makes pairs from the sample companies' filings."""

    def __init__(self, program: Program, origins: Sequence[Origin], companies: WholeCompanies, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - repeatable pairs, no secret
        self._origins, self._companies = origins, companies
        places = locations.find_folders()
        self._library = program.packages.tools.library
        self._measure = FontMeasure(places.fonts)
        self._painter = ReportlabPainter(places.fonts)

    def differing(self, count: int, painted: float = PAINTED, whole: float = WHOLE) -> Iterator[Pair]:
        """So many pairs."""
        for _ in range(count):
            if self._chance.random() < whole:
                yield Pair(self._companies.differ(self._chance), whole=True)
                continue
            material = self._sealed(self._chance.choice(self._origins))
            one, other = (self._request(material) for _ in range(2))
            paint = self._chance.random() < painted
            yield Pair(one != other or (paint and self._files(one) != self._files(other)), painted=paint)

    def _sealed(self, origin: Origin) -> FilingMaterial:
        """The filing with other seals, those that it repeats from last year and from the version filed among them."""
        material, handed = origin.material, dict[str, Sequence[Seal]]()
        if origin.prior is not None:
            handed[PRIOR] = self._seals(origin.prior)
        revised = material.revised
        if revised is not None:
            revised = _with_seals(revised, self._seals(revised), OtherSeals({}))
            handed[REVISED] = effective_seals(revised.model.sheet, revised.answers)
        prior = sealed_places(origin.prior.model.sheet, handed[PRIOR]) if origin.prior is not None else frozenset()
        return replace(
            material,
            calculation=_with_seals(material.calculation, self._seals(material.calculation), OtherSeals(handed)),
            revised=revised,
            outside={PRIOR: prior},
            attachments=self._bound(material),
        )

    def _bound(self, material: FilingMaterial) -> tuple[Attachment, ...]:
        """The attachments; in a case they answer items."""
        items = [
            f"{schedule.definition.id}/{line.id}"
            for schedule in material.calculation.model.sheet.schedules.values()
            for line in schedule.lines
            if line.item is not None and line.item.exhibited
        ]
        return tuple(replace(one, item=self._chance.choice(items)) for one in ATTACHED) if items else ATTACHED

    def _seals(self, calculation: FilingValues) -> tuple[Seal, ...]:
        cells = sorted(calculation.model.sheet.cells)
        chosen = self._chance.sample(cells, self._chance.randint(1, min(MOST_SEALED, len(cells))))
        return tuple(Seal(self._target(place), "Type", "Reason.") for place in chosen)

    def _target(self, place: Place) -> str:
        """Mostly the cell, at times its line, its column or its schedule."""
        wider = (f"{place.schedule}/{place.line}", f"{place.schedule}/{ANY}/{place.column}", place.schedule)
        return self._chance.choice((str(place),) * 7 + wider)

    def _request(self, material: FilingMaterial) -> bytes:
        """What the renderer of the public version is given, with other values wherever something is sealed."""
        values = self._chance.choices(HOSTILE, k=97)
        source = material.with_others(lambda place, _: values[crc32(str(place).encode()) % len(values)]).source()
        source = replace(source, drawn={one.number: self._drawn() for one in ATTACHED})
        request = source.public_request()
        shown = tuple(dict.fromkeys(place.schedule for place in sorted(request.view.sealed)))
        return request_bytes(replace(request, schedules=tuple(key for key in request.schedules if key in shown)))

    def _drawn(self) -> DrawnPages:
        """A page whose ink beneath the box is another one each time, and what is left of it in public."""
        ink = bytes(self._chance.randrange(256) for _ in range(4))
        return DrawnPages((PageImage(2, 2, False, ink),), (PageImage(2, 2, False, bytes([GRAY] * 4)),))

    def _files(self, request: bytes) -> list[tuple[str, bytes]]:
        """The public files, by name."""
        made = composed(replace(read_request(request), attachments=()), self._library, self._measure)
        return [(item.document.name, self._painter.paint(item.document)) for item in made]


def _with_seals(calculation: FilingValues, seals: Sequence[Seal], other: OtherSeals) -> FilingValues:
    repeated = repeated_seals(calculation.model.sheet, other)
    stored = {seal.target: seal for seal in seals}
    return replace(calculation, answers=replace(calculation.answers, seals=stored, repeated=repeated))


def made_in(folder: Path, seed: int, kinds: Sequence[str] = ()) -> Pairs:
    """Pairs from sample companies that are made in the folder, and from a complete case of each of these kinds."""
    os.environ[locations.HOME_VARIABLE] = str(folder / "home")
    program = bootstrap.program()
    companies = make_companies(program, folder)
    origins: list[Origin] = []
    for path in companies.paths:
        file = program.companies.open(path)
        for filing in file.filings():
            earlier = file.sources(filing).get(PRIOR)
            prior = None if earlier is None else file.book(earlier).calculation
            origins.append(Origin(material_of(file, file.book(filing.id)), prior))
        file.close()
    for path, case in complete_cases(program, folder, tuple(kinds), seed):
        file = program.companies.open(path)
        origins.append(Origin(material_of(file, file.book(case)), None))
        file.close()
    return Pairs(program, origins, companies, seed)


def main(arguments: list[str]) -> int:
    """Gives exit code 1 if any pair differs."""
    count, seed = (int(given) for given in (*arguments, *[str(COUNT), "1"][len(arguments) :]))
    begun = time.monotonic()
    found: list[Pair] = []
    with tempfile.TemporaryDirectory() as folder:
        pairs = made_in(Path(folder), seed, case_kinds(bootstrap.program()))
        for number, pair in enumerate(pairs.differing(count), 1):
            found.append(pair)
            if number % SAID_EVERY == 0 or number == count:
                seconds = time.monotonic() - begun
                painted, whole = sum(one.painted for one in found), sum(one.whole for one in found)
                said = f"{number:,} pairs ({painted:,} painted, {whole:,} of whole companies)"
                bad = sum(one.differs for one in found)
                print(f"{said}, {bad} with other public bytes, {seconds:.0f} seconds", flush=True)
    return 1 if any(pair.differs for pair in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
