"""Pairs of whole companies that differ in sealed entries alone, and everything that they give to the public.

For each pair some entries of each report are sealed, with whatever is computed from them and whatever later reports
repeat of them; then both companies get other values there. Their requests for packages, their letters, their public
copies in Excel and the public folders of their tariff packets must be the same, byte for byte.
"""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from PIL import Image

from desktop_app.cli.main import run_command_line
from desktop_app.domain.confidentiality import Seal
from desktop_app.domain.filings import Filing, FilingState
from desktop_app.domain.periods import FilingPeriod
from desktop_app.domain.values import Json, Place, Value, value_to_json
from desktop_app.formspec.binding import inputs
from desktop_app.formspec.definition import CellSpec, CellType
from desktop_app.formspec.repeated_seals import REVISED, OtherSeals, repeated_seals
from desktop_app.services.cold_weather import beginning as cold_weather
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.delivery.output_folder import SEALED
from desktop_app.services.filing_package.request import request_bytes
from desktop_app.services.filings import annual_report
from desktop_app.services.ports import EntryChange
from desktop_app.services.program.program import Program
from desktop_app.services.report_letters import drafts
from desktop_app.services.report_letters.composing import as_text, compose_letter
from desktop_app.services.tariff_book.tariff_book import TariffBook

KINDS = ("water", "water-sewer", "steam")
SMALL = {"gas": "annual_report_gas", "telephone": "annual_report_telecom"}  # samples with a report of their own
YEAR, FORM = 2025, "annual_report"
MOST_CHOSEN = 4
GAS: Json = {"company": {"identity": {"legal_name": "SAMPLE Gas Company", "gas": "yes"}}}
RATES = "# Rates\n\n[rates: per month, by meter size] Customer charge\n5/8 inch = {price}\n[end]\n"
Cells = frozenset[Place]
Entries = dict[str, Json]


@dataclass(frozen=True)
class WholeCompanies:
    """The companies' files, and where pairs of them are made. `tariffs` are the tariff filings by file."""

    program: Program
    folder: Path
    paths: tuple[Path, ...]
    tariffs: Mapping[Path, str]

    def differ(self, chance: random.Random) -> bool:
        """Whether two companies that differ in sealed entries alone give the public anything else."""
        path = chance.choice([*self.tariffs])
        file = self.program.companies.peek(path)
        plan = _plan(file, chance)
        file.close()
        one, other = (self._given(path, plan, chance) for _ in range(2))
        return one != other

    def _given(self, path: Path, plan: Sequence[_Sealed], chance: random.Random) -> dict[str, bytes]:
        """What the public gets of a copy of the company with some values in its sealed entries."""
        folder = self.folder / "copy"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        copy = folder / "company.filingdesk"
        shutil.copyfile(path, copy)
        file = self.program.companies.open(copy)
        entries = {key: data for part in plan for key, data in part.entries(chance).items()}
        file.workspace.commit(
            "Other values", [EntryChange(key, file.workspace.get(key), entries[key]) for key in entries]
        )
        file.close()
        self._support(copy, self.tariffs[path], chance)
        file = self.program.companies.open(copy)
        found = dict(self._public(file, folder))
        file.close()
        packet = folder / "packet"
        _tariff(self.program, copy, "produce", "--filing", self.tariffs[path], "--out", str(packet), "--draft")
        public = [one for one in packet.rglob("*") if one.is_file() and SEALED not in one.relative_to(packet).parts]
        return found | {one.relative_to(packet).as_posix(): one.read_bytes() for one in public}

    def _public(self, file: CompanyFile, folder: Path) -> Iterator[tuple[str, bytes]]:
        for filing in file.filings():
            source = self.program.packages.source(file, file.book(filing.id))
            yield filing.id, request_bytes(source.public_request())
        for kind in (drafts.ANSWER, drafts.RESPONSE):
            yield kind, as_text(compose_letter(file, drafts.begin_letter(file, kind, YEAR))).encode()
        made = self.program.excel.export(file, folder / "public.xlsx", public=True)
        yield made.name, made.read_bytes()

    def _support(self, copy: Path, filing: str, chance: random.Random) -> None:
        """A supporting paper under seal, with other ink each time."""
        picture = copy.with_name("paper.png")
        Image.new("L", (60, 80), chance.randrange(256)).save(picture)
        words = ("support", str(picture), "--filing", filing, "--title", "A contract")
        _tariff(self.program, copy, *words, "--seal", "Contract", "--reason", "A price")


@dataclass(frozen=True)
class _Sealed:
    """The sealed cells of a filing, and how those are asked that are typed."""

    filing: str
    cells: Cells
    typed: Mapping[Place, CellSpec]

    def entries(self, chance: random.Random) -> Entries:
        """The seals, always the same, and some value in each typed cell."""
        found: Entries = {
            records.seal_key(self.filing, str(place)): records.seal_to_json(Seal(str(place), "Type", "Reason."))
            for place in self.cells
        }
        for place in sorted(self.typed):
            found[records.answer_key(self.filing, place)] = value_to_json(_value(self.typed[place], chance))
            found[records.explain_key(self.filing, place)] = f"Explained {chance.random()}"
        return found


def _plan(file: CompanyFile, chance: random.Random) -> list[_Sealed]:
    """What is sealed in each report: some entries, what is computed from them, what later reports repeat of them."""
    plans: dict[str, _Sealed] = {}
    for filing in sorted(file.filings(), key=lambda one: (one.period, one.id)):
        if filing.form == FORM:
            plans[filing.id] = _sealed(file.book(filing.id), plans, chance)
    return [*plans.values()]


def _sealed(book: EvaluatedFiling, before: Mapping[str, _Sealed], chance: random.Random) -> _Sealed:
    model, filing = book.calculation.model, book.filing
    deciding = {place for tree in model.conditions.values() for place in inputs(tree)}
    typed = {
        place: spec
        for place, spec in book.sheet.cells.items()
        if not (spec.formula or spec.no_seal or place in deciding or place.line == "rows")
        and not book.sheet.schedules[place.schedule].definition.work
    }
    scopes = {"prior": filing.previous, REVISED: filing.revises}
    handed = {
        scope: [Seal(str(p), "T", "R") for p in before[id_].cells] for scope, id_ in scopes.items() if id_ in before
    }
    repeated = repeated_seals(book.sheet, OtherSeals(handed))
    chosen = {*chance.sample(sorted(typed), chance.randint(1, MOST_CHOSEN)), *repeated}
    cells = frozenset((*chosen, *model.downstream(chosen)))
    return _Sealed(filing.id, cells, {place: typed[place] for place in chosen if place in typed})


def _value(spec: CellSpec, chance: random.Random) -> Value:
    if spec.type.numeric:
        return Decimal(chance.randrange(10**6)).scaleb(-spec.decimals)
    if spec.type is CellType.DATE:
        return date(2000, 1, 1) + timedelta(chance.randrange(9000))
    if spec.options:
        return chance.choice(spec.options).id
    return f"Words {chance.random()} " + "W" * chance.randrange(300)


def make_companies(program: Program, folder: Path) -> WholeCompanies:
    """Each sample company with two years and a revision, those of KINDS with a tariff filing; one with cold months."""
    tariffs = {}
    for kind in KINDS:
        path = folder / f"{kind}.filingdesk"
        file = program.companies.make_sample(kind, path)
        for filing in sorted(file.filings(), key=lambda one: one.year):
            if filing.state is FilingState.OPEN:
                annual_report.mark_filed(file, filing.id, f"{filing.year + 1}-04-01", "By mail")
        _correct(file, annual_report.begin_revision(file, f"{YEAR}-annual-report"))
        utility = file.profile().utilities[0]
        file.close()
        tariffs[path] = _tariff_filing(program, path, utility)
    cold = folder / "cold.filingdesk"
    file = program.companies.create(cold, GAS)
    for month in (1, 2):
        cold_weather.begin_month(file, FilingPeriod(YEAR, month))
    file.close()
    others = {folder / f"{kind}.filingdesk": kind for kind in SMALL}
    for path, kind in others.items():
        file = program.companies.make_sample(kind, path)
        (filing,) = (one for one in file.filings() if one.form == SMALL[kind] and one.year == YEAR)
        annual_report.mark_filed(file, filing.id, f"{YEAR + 1}-04-01", "By mail")
        _correct(file, annual_report.begin_revision(file, filing.id))
        annual_report.begin_report(file, YEAR + 1, form=SMALL[kind])
        file.close()
    return WholeCompanies(program, folder, (*tariffs, cold, *others), tariffs)


def _correct(file: CompanyFile, revision: Filing) -> None:
    """Some entries that the revision corrects in public."""
    cells = file.book(revision.id).sheet.cells
    money = [place for place, spec in cells.items() if spec.type is CellType.MONEY and not spec.formula][::9]
    entries: Entries = {records.answer_key(revision.id, place): value_to_json(Decimal(77)) for place in money}
    file.edit(revision.id, "Corrected", entries)


def _tariff_filing(program: Program, path: Path, utility: str) -> str:
    for name, price in (("old", "12.50"), ("new", "14.00")):
        path.with_name(f"{name}.txt").write_text(RATES.format(price=price), encoding="utf-8")
    old, new = str(path.with_name("old.txt")), str(path.with_name("new.txt"))
    schedule = f"{utility}-1"
    _tariff(program, path, "schedule", "--utility", utility, "--title", "Rates", "--style", "words")
    entered = ("--sheet", "5", "--effective", "5/1/2015", "--text", old)
    _tariff(program, path, "enter", "--schedule", schedule, *entered)
    _tariff(program, path, "revise", "--schedule", schedule, "--sheet", "5", "--text", new)
    _tariff(program, path, "file", "--schedule", schedule, "--prepare", "--issued", "2026-12-01", "--summary", old)
    file = program.companies.peek(path)
    (filing,) = TariffBook(file).filings()
    file.close()
    return filing.id


def _tariff(program: Program, path: Path, *words: str) -> None:
    with redirect_stdout(io.StringIO()):
        code = run_command_line(lambda: program, ["tariff", str(path), *words], lambda _: Path())
    if code:
        raise RuntimeError(f"tariff {' '.join(words)} gave {code}")
