"""Two companies' files equal in everything unsealed give the same public folder: names, manifest and every byte."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from desktop_app import bootstrap, locations
from desktop_app.domain.values import Place
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.produce import PackageOrder
from desktop_app.services.program.program import Program
from tests.support.one_sample import sample_content

pytestmark = pytest.mark.slow  # whole sample companies

SAMPLES = {"water": "2025-annual-report", "telephone": "2025-annual-report-telecom"}
Made = tuple[Program, Path, str]  # the program, a sample company's file and its report
HOSTILE = (
    "",
    "W" * 4000,
    "Łódź 水 \U0001f4a7 \u202eabc",
    "<b>&amp;</para><img src='file:///etc/passwd'/>",
    "(1,234,567)",
    "[SEALED]",
    "%%EOF endstream endobj (\\) >> 1 0 obj << /JS (x) >>\n\n\nstartxref",
)
FEWEST = 3  # the sealed cells that each sample has at least


@pytest.fixture(scope="module", params=SAMPLES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(folder / "home"))
        program = bootstrap.program()
        (folder / "s.filingdesk").write_bytes(sample_content(request.param))
        yield program, folder / "s.filingdesk", SAMPLES[request.param]


def sealed_inputs(file: CompanyFile, filing: str) -> list[Place]:
    """The sealed cells that are typed and on which no published cell depends."""
    book = file.book(filing)
    sealed = sealing.sealed_now(book)
    return [
        place
        for place in sorted(sealed)
        if not book.sheet.cells[place].formula and set(book.calculation.model.downstream([place])) <= sealed
    ]


def public(made: Made, folder: Path, texts: Sequence[str] = ()) -> dict[str, bytes]:
    """The public files of a copy in which sealed texts and amounts read `texts` in turn; without any, as they are."""
    program, sample, filing = made
    folder.mkdir()
    shutil.copyfile(sample, folder / "s.filingdesk")
    file = program.companies.open(folder / "s.filingdesk")
    try:
        inputs = sealed_inputs(file, filing)
        assert len(inputs) >= FEWEST
        if texts:
            before = file.book(filing).calculation.values
            others = [(place, texts[number % len(texts)]) for number, place in enumerate(inputs)]
            entering.set_block(file, filing, others)
            for place, text in others:
                entering.explain_place(file, filing, place, text)
            assert file.book(filing).calculation.values != before
        package = program.packages.produce(file, filing, PackageOrder(folder / "out"), draft=True)
    finally:
        file.close()
    names = [name for name in package.files if not name.startswith("sealed/")]
    return {name: (folder / "out" / name).read_bytes() for name in names}


@pytest.fixture(scope="module")
def real(made: Made, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The public files of the sample as it is."""
    return public(made, tmp_path_factory.mktemp("real") / "s")


def report(made: Made) -> str:
    """The file of the public report."""
    year, _, form = made[2].partition("-")
    return f"public/{form}-{year}-public.pdf"


@pytest.mark.parametrize("first", [0, FEWEST, len(HOSTILE) - FEWEST])
def test_other_sealed_values_change_no_byte_and_no_name(
    made: Made, real: dict[str, bytes], tmp_path: Path, first: int
) -> None:
    """Each of the texts stands in a sealed cell of one of the three."""
    assert public(made, tmp_path / "other", HOSTILE[first:] + HOSTILE[:first]) == real
    assert {report(made), "public/cover-letter.pdf", "public/manifest.json"} <= set(real)


def test_another_unsealed_value_does_change_the_public_part(made: Made, real: dict[str, bytes], tmp_path: Path) -> None:
    """The comparison can fail."""
    program, sample, filing = made
    shutil.copyfile(sample, tmp_path / "s.filingdesk")
    file = program.companies.open(tmp_path / "s.filingdesk")
    entering.set_answer(file, filing, Place("p4", "cash", "end"), "77,777")
    program.packages.produce(file, filing, PackageOrder(tmp_path / "out"), draft=True)
    file.close()
    assert (tmp_path / "out" / report(made)).read_bytes() != real[report(made)]
