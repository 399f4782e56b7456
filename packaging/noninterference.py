"""Makes pairs of filings that differ only in what is sealed, and compares their public files byte by byte.

``.venv/bin/python packaging/noninterference.py [COUNT] [SEED]`` makes 10,000 pairs unless told otherwise, prints how
far it is and how many pairs gave other bytes: none may. Each pair seals other cells of the sample company's report and
gives them two sets of hostile values. Compared are, for every pair, the bytes of which the public files are made, and
for every tenth, at random, the files themselves with the pages on which the sealed cells stand.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from desktop_app import bootstrap, locations
from desktop_app.documents.measure import FontMeasure
from desktop_app.documents.painter import ReportlabPainter
from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.values import Place, Value
from desktop_app.services.filing_package.compose import composed
from desktop_app.services.filing_package.filing_source import Source
from desktop_app.services.filing_package.request import read_request, request_bytes
from desktop_app.services.program.program import Program

FILING = "2025-annual-report"
COUNT = 10_000
PAINTED = 0.1  # of the pairs
SAID_EVERY = 500
MOST_SEALED = 6
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


class Pairs:
    """Makes pairs from the sample report."""

    def __init__(self, program: Program, file: Path, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - repeatable pairs, no secret
        opened = program.desk.open(file)
        self._source = program.packages.source(opened, opened.book(FILING))
        opened.close()
        places = locations.find()
        self._library = program.packages.press.library
        self._measure = FontMeasure(places.fonts)
        self._painter = ReportlabPainter(places.fonts)
        self._cells = sorted(self._source.calculation.model.sheet.cells)

    def differing(self, count: int, painted: float = PAINTED) -> Iterator[tuple[bool, bool]]:
        """For each of so many pairs, whether any public byte differs, and whether its files were painted."""
        for _ in range(count):
            sealed = self._chance.sample(self._cells, self._chance.randint(1, MOST_SEALED))
            one, other = (self._request(sealed) for _ in range(2))
            paint = self._chance.random() < painted
            yield one != other or (paint and self._files(one) != self._files(other)), paint

    def _request(self, sealed: list[Place]) -> bytes:
        """What the renderer of the public version is given, with other values in the sealed cells."""
        view = self._source.view
        values = {place: value for place, value in view.values.items() if place not in sealed}
        values.update((place, value) for place in sealed if (value := self._chance.choice(HOSTILE)) is not None)
        seals = tuple(Seal(str(place), "Type", "Reason.") for place in sorted(sealed))
        source = Source(self._source.calculation, self._source.subject, self._source.fields)
        source.__dict__["view"] = replace(view, values=values, seals=seals, sealed=frozenset(sealed), notes={})
        request = source.public_request()
        shown = tuple(dict.fromkeys(place.schedule for place in sorted(sealed)))
        return request_bytes(replace(request, schedules=shown))

    def _files(self, request: bytes) -> list[tuple[str, bytes]]:
        """The public files, by name."""
        made = composed(read_request(request), self._library, self._measure)
        return [(item.document.name, self._painter.paint(item.document)) for item in made]


def made_in(folder: Path, seed: int) -> Pairs:
    """Pairs from a sample company that is made in the folder."""
    os.environ[locations.HOME_VARIABLE] = str(folder / "home")
    program = bootstrap.program()
    file = folder / "sample.filingdesk"
    program.desk.make_sample("water", file).close()
    return Pairs(program, file, seed)


def main(arguments: list[str]) -> int:
    """Gives exit code 1 if any pair differs."""
    count, seed = (int(given) for given in (*arguments, *[str(COUNT), "1"][len(arguments) :]))
    begun, bad, files = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for number, (differs, paint) in enumerate(made_in(Path(folder), seed).differing(count), 1):
            bad += differs
            files += paint
            if number % SAID_EVERY == 0 or number == count:
                seconds = time.monotonic() - begun
                words = f"{number:,} pairs ({files:,} of them painted), {bad} with other public bytes"
                print(f"{words}, {seconds:.0f} seconds", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
