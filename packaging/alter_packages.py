"""Alters real packages of every kind at random and says each change that `verify` does not tell.

    .venv/bin/python packaging/alter_packages.py --changes 400

Kinds: reports with and without sealed parts, drafts, a revision, tariff packets with and without papers under seal. The
packages of the first release under tests/fixtures are only copied: none may alarm. Some minutes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
YEAR = "2025-annual-report"


def packages(room: Path) -> Iterator[tuple[str, Path]]:
    """A package of each kind, with its name."""
    from desktop_app import bootstrap, locations
    from desktop_app.services.confidentiality import sealing
    from desktop_app.services.filing_package.produce import PackageOrder
    from desktop_app.services.filings import annual_report
    from desktop_app.services.tariff_book.support import add_support
    from tests.support.tariff_packets import PACKETS, changed

    os.environ[locations.HOME_VARIABLE] = str(room / "home")
    program = bootstrap.program()
    file = program.companies.make_sample("water", room / "water.filingdesk")
    for kind, draft in (("report with sealed parts", False), ("draft", True)):
        yield kind, program.packages.produce(file, YEAR, PackageOrder(room / kind), draft=draft).folder
    earlier = file.filings()[-1].id
    revision = annual_report.begin_revision(file, earlier).id
    yield (
        "draft of a revision",
        program.packages.produce(file, revision, PackageOrder(room / "revision"), draft=True).folder,
    )
    while seals := sealing.seal_list(file.book(YEAR)):
        sealing.unseal_target(file, YEAR, seals[0].seal.target)
    yield "draft without seals", program.packages.produce(file, YEAR, PackageOrder(room / "open"), draft=True).folder
    file.close()
    for kind in ("open packet", "packet with papers under seal"):
        tariff_book, filing = changed()
        add_support(tariff_book, filing.id, "map.png", b"map", "Map of the area")
        if "seal" in kind:
            add_support(
                tariff_book, filing.id, "cost.png", b"cost", "Cost study", seal=("Contract price", "Names a price")
            )
        yield kind, PACKETS.produce(tariff_book, filing.id, room / kind).folder


def main() -> int:
    """Alters each package, prints a line for each kind, and returns 1 if anything was missed or alarmed in vain."""
    sys.path.insert(0, str(ROOT))
    from desktop_app.catalog.library import FormFiles
    from desktop_app.documents.inspector import PdfFileInspector
    from desktop_app.services.program.verifying import verify_folder
    from tests.support.altered_packages import alarmed, missed

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--changes", type=int, default=400, help="changes for each kind (default: 400)")
    parser.add_argument("--seed", default="1", help="other changes with another word")
    chosen = parser.parse_args()
    verifier = partial(verify_folder, library=FormFiles(ROOT / "forms"), inspector=PdfFileInspector())
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        for kind, package in packages(room):
            trial = room / f"{kind} trial"
            trial.mkdir()
            tried, unseen = missed(package, trial, verifier, chosen.changes, chosen.seed)
            loud = [f.sentence for f in verifier(package) if not f.remark] + alarmed(package, trial, verifier)
            sys.stdout.write(f"{kind}: {tried} changes, {len(unseen)} not told; whole copies: {len(loud)} alarms\n")
            sys.stdout.writelines(f"  {words}\n" for words in (*unseen, *loud))
            sys.stdout.flush()
            bad += len(unseen) + len(loud)
        for number, package in enumerate(sorted((ROOT / "tests" / "fixtures").glob("release-*/pack*"))):
            trial = room / f"release {number}"
            trial.mkdir()
            loud = [finding.sentence for finding in verifier(package)] + alarmed(package, trial, verifier)
            sys.stdout.write(f"{package.parent.name}, {package.name}: {len(loud)} alarms\n")
            sys.stdout.writelines(f"  {words}\n" for words in loud)
            bad += len(loud)
    return int(bad > 0)


if __name__ == "__main__":
    raise SystemExit(main())
