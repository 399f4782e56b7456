"""Makes a complete filing of every kind of case, for each service and variant, of an invented company marked SAMPLE.

``.venv/bin/python packaging/complete_cases.py FOLDER [KIND ...]`` makes their packages, verifies each, and prints
what could not be made. Answers are the examples of the forms' own help where they fit, else something of the
cell's type.
`complete_cases` is used by `noninterference.py` too.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase

from PIL import Image

from desktop_app import bootstrap, locations
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.json_fields import as_table
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place
from desktop_app.formspec.answers import ROWS_LINE
from desktop_app.formspec.case_traits import AnswerWay
from desktop_app.formspec.checks import BLANK
from desktop_app.formspec.definition import ITEM_WAY, CellSpec, CellType, FormDefinition
from desktop_app.services.analysis.size_limits import FilingOffer
from desktop_app.services.cases.beginning import CaseOrder, begin_case, variants_for
from desktop_app.services.cases.items import item_cell, items_of
from desktop_app.services.cases.kinds import offer_of
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import attachments, entering
from desktop_app.services.filing_package.produce import PackageOrder
from desktop_app.services.ports import ForeignDocument
from desktop_app.services.program.program import Program
from desktop_app.services.program.verifying import verify_package

SIGNER = "Sample President"
LETTER, SHEET, POINTS = (612, 792), (1728, 2592), 72  # a plat is 24 x 36 inches
DRAWINGS = ("/plat", "/map")
ROUNDS, DAY = 12, "2026-03-02"
MANY_CUSTOMERS = "20,000"
TYPED = {CellType.DATE: DAY, CellType.ZIP: "65000", CellType.STATE: "MO", CellType.TELEPHONE: "573-555-0142"}
TYPED |= {
    CellType.EMAIL: "office@sample.example",
    CellType.MONTH_DAY: "12-31",
    CellType.TEXT: "SAMPLE words of an answer",
}


def profile(program: Program, service: str) -> Json:
    """The sample water company, providing another service."""
    company = as_table(as_table(program.companies.samples.sample("water"))["company"])
    identity = {key: text for key, text in as_table(company["identity"]).items() if key != "water"}
    return {"company": {**company, "identity": {**identity, service: "yes"}}, "settings": {"sample": True}}


def complete_cases(program: Program, folder: Path, kinds: tuple[str, ...], seed: int = 1) -> Iterator[tuple[Path, str]]:
    """The file of each company, and the filing in it, completed as far as answers can be made up."""
    chance = random.Random(seed)  # noqa: S311 - repeatable filings, no secret
    for kind in kinds:
        form = program.companies.library.form(kind)
        if form.case is None:
            continue
        for service in form.utilities:
            for variant in [one.id for one in variants_for(form.case, (service,))] or [""]:
                path = folder / f"{kind}-{service}-{variant or 'one'}.filingdesk"
                file = program.companies.create(path, profile(program, service))
                if offer_of(file, form, (service,)).eligible is FilingOffer.NO:  # it is for larger companies
                    entering.set_answer(file, COMPANY, Place("customers", service, "count"), MANY_CUSTOMERS)
                _fill(file, COMPANY, chance)
                order = CaseOrder(kind, services=(service,), variant=variant)
                filing = begin_case(file, order).id
                _complete(file, filing, chance)
                file.close()
                yield path, filing


def case_kinds(program: Program) -> tuple[str, ...]:
    """Every kind that is filed in a case."""
    found = sorted({name for kind in program.registry for row in kind.coverage for name in (row.forms or (kind.id,))})
    return tuple(name for name in found if _is_case(program, name))


def _is_case(program: Program, name: str) -> bool:
    form: FormDefinition | None = None
    with suppress(UserError):
        form = program.companies.library.form(name)
    return form is not None and form.case is not None


def _complete(file: CompanyFile, filing: str, chance: random.Random) -> None:
    for _ in range(ROUNDS):
        before = len(_open(file, filing))
        _fill(file, filing, chance)
        _choose_ways(file, filing, chance)
        if before == len(_open(file, filing)):
            break
    for one in sealing.seal_list(file.book(filing)):
        with suppress(UserError):
            sealing.confirm(file, filing, one.seal.target)


def _open(file: CompanyFile, filing: str) -> list[str]:
    return [one.place for one in file.book(filing).checks.problems if one.id == BLANK]


def _choose_ways(file: CompanyFile, filing: str, chance: random.Random) -> None:
    """Each item that is open gets one of its ways; documents are attached."""
    for item in items_of(file, filing):
        ways = [way for way in item.traits.ways if way is not AnswerWay.NOT_APPLICABLE]
        if ways == [AnswerWay.DOCUMENT] and not item.documents:
            _attach(file, filing, item.name, item.lead)
        if item.way is None and ITEM_WAY in item.line.specs and ways:
            way = AnswerWay.DOCUMENT if item.name.endswith(DRAWINGS) else chance.choice(ways)
            entering.set_answer(file, filing, item_cell(item, ITEM_WAY), way.value)
            for _ in range(item.traits.least if way is AnswerWay.DOCUMENT else 0):
                _attach(file, filing, item.name, item.lead)


def _attach(file: CompanyFile, filing: str, item: str, title: str) -> None:
    page = BytesIO()
    size = SHEET if item.endswith(DRAWINGS) else LETTER
    Image.new("L", size, 255).save(page, "PNG", dpi=(POINTS, POINTS))
    looked = ForeignDocument((size,), ())
    attachments.attach_document(file, filing, "page.png", page.getvalue(), looked, title=title, item=item)


def _fill(file: CompanyFile, filing: str, chance: random.Random) -> None:
    """Answers what is blank."""
    for text in _open(file, filing):
        path = text.split("/")
        if len(path) != len(Place._fields) or path[-1] == ITEM_WAY:
            continue
        place, book = Place(*path), file.book(filing)
        if place.line == ROWS_LINE:
            entering.add_row(file, filing, place.schedule)
        elif place in book.sheet.cells:
            own = SIGNER if (place.schedule, place.line) == ("oath", "signer") else ""
            for words in (
                [own] if own else _offers(book.sheet.line(place).help.example, book.sheet.cells[place], chance)
            ):
                with suppress(UserError):
                    entering.set_answer(file, filing, place, words)
                    break


def _offers(example: str, spec: CellSpec, chance: random.Random) -> Iterator[str]:
    if spec.options:
        ids = [one.id for one in spec.options]
        yield from ["yes"] if "yes" in ids else chance.sample(ids, len(ids))
        return
    if example:
        yield example
    if spec.type is CellType.TEXT:
        yield f"SAMPLE {''.join(chance.choices(ascii_lowercase, k=9))}"
    yield TYPED.get(spec.type, str(spec.low or 0) if spec.type is CellType.MONEY else str(max(spec.low or 1, 1)))


def main(arguments: list[str]) -> int:
    """Gives exit code 1 if a package could not be made or verified."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[locations.HOME_VARIABLE] = str(folder / "home")
    program, bad = bootstrap.program(), 0
    for path, filing in complete_cases(program, folder, tuple(arguments[1:]) or case_kinds(program)):
        with suppress(Exception):
            path.with_suffix("").mkdir()
        file = program.companies.open(path)
        try:
            program.packages.produce(file, filing, PackageOrder(path.with_suffix("") / "package"), draft=False)
            wrong = [
                one.sentence for one in verify_package(program, path.with_suffix("") / "package", "") if not one.remark
            ]
        except UserError as refusal:
            wrong = [str(refusal)]
        finally:
            file.close()
        bad += bool(wrong)
        print(f"{path.stem}: {wrong[0] if wrong else 'made and verified'}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
