"""The package of the sample water company, read as the commission's clerk reads it (section (4) of 3.640)."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop_app import bootstrap, locations
from desktop_app.documents.reader import read_pdf
from desktop_app.domain.values import Place
from desktop_app.services.company import workspace_keys as records
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import sealing
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.contents import contents
from desktop_app.services.filing_package.produce import PackageOrder
from desktop_app.services.paper.frame import LEFT, RIGHT
from tests.support.one_sample import sample_content
from tests.support.read_back import check_printed

pytestmark = pytest.mark.slow  # whole sample companies

FILING = "2025-annual-report"
PUBLIC, NONPUBLIC = "public/annual-report-2025-public.pdf", "sealed/annual-report-2025-nonpublic.pdf"
COMPANY = "Sample Creek Water Company, Incorporated"
LETTER = (612.0, 792.0)
INCH = 72.0


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample company's file; the program's own folder is elsewhere for the time of these tests."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(folder / "home"))
        (folder / "s.filingdesk").write_bytes(sample_content())
        yield folder / "s.filingdesk"


def produced(sample: Path, folder: Path, change: Callable[[CompanyFile], object], *, draft: bool = False) -> Path:
    """The package of a changed copy of the sample; every cell of its finished pages is compared with the filing."""
    program = bootstrap.program()
    path = folder / "c.filingdesk"
    shutil.copyfile(sample, path)
    file = program.companies.open(path)
    try:
        change(file)
        made = program.packages.produce(file, FILING, PackageOrder(folder / "package"), draft=draft).folder
        for pdf in made.rglob("annual-report-*.pdf"):
            check_printed(pdf, file.book(FILING).calculation, public="nonpublic" not in pdf.name)
        return made
    finally:
        file.close()


@pytest.fixture(scope="module")
def package(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return produced(sample, tmp_path_factory.mktemp("package"), lambda _: None)


def words(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_the_cover_letter_designates_the_information_and_names_whom_to_ask(package: Path) -> None:
    (letter,) = words(package / "public/cover-letter.pdf")
    assert "designates some of the information in the report as confidential information" in letter
    for particular in ("Sample Treasurer", "(573) 555-0102", "treasurer@samplecreek.example", "Secretary"):
        assert particular in letter


def test_each_cover_says_which_version_it_is_and_the_affidavit_stands_directly_behind(package: Path) -> None:
    for name, version in ((PUBLIC, "PUBLIC VERSION"), (NONPUBLIC, "NONPUBLIC VERSION, FILED UNDER SEAL")):
        cover, affidavit, *_ = words(package / name)
        assert cover.startswith(version)
        assert "submitted to the commission as nonpublic information to be kept under seal" in cover
        assert "Affidavit on information to be kept under seal" in affidavit
        assert "Customer-specific information. Reason: Names a single customer" in affidavit
        assert "page W-1, Large and special-contract customers (whole schedule)" in affidavit
        assert "None of the information to be kept under seal is available to the public in any format." in affidavit
        assert "Notary public: ____" in affidavit


def test_the_same_pages_of_both_versions_say_that_they_hold_nonpublic_information(package: Path) -> None:
    public, nonpublic = words(package / PUBLIC), words(package / NONPUBLIC)
    saying = "what is redacted was submitted as nonpublic information to be kept under seal"
    sealed = [number for number, page in enumerate(public) if "[SEALED]" in page]
    assert sealed
    assert sealed == [number for number, page in enumerate(public) if saying in page]
    assert sealed == [number for number, page in enumerate(nonpublic) if "contains nonpublic information" in page]
    assert len(public) == len(nonpublic)


def test_every_page_names_company_year_schedule_and_place(package: Path) -> None:
    for name in (PUBLIC, NONPUBLIC):
        pages = words(package / name)
        for number, page in enumerate(pages, 1):
            assert COMPANY in page
            assert "2025" in page
            assert f"Page {number} of {len(pages)}" in page
    assert any("(continued)" in page for page in words(package / PUBLIC))


def test_the_pages_are_letter_size_with_room_for_punching_and_embedded_fonts(package: Path) -> None:
    for file in contents(package):
        reader = PdfReader(file.path)
        assert reader.metadata is not None
        assert reader.metadata.title
        assert str(reader.trailer["/Root"]["/Lang"]) == "en-US"  # type: ignore[index]
        for page in reader.pages:
            assert (float(page.mediabox.width), float(page.mediabox.height)) == LETTER
            for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
                face = font.get_object()
                inner = face.get("/DescendantFonts", [face])[0].get_object()
                assert "/FontFile2" in inner["/FontDescriptor"].get_object()
    assert LEFT > 0.75 * INCH
    assert LETTER[0] - RIGHT >= 0.5 * INCH


def test_the_filing_sheet_tells_what_to_do(package: Path) -> None:
    (sheet,) = words(package / "filing-sheet.pdf")
    for told in (
        "signs the verification",
        "sign the affidavit",
        "Sign the cover letter",
        "loose-leaf",
        "attention of the secretary",
        "the rule names no number",
        "annual-report-2025-nonpublic.pdf as the nonpublic version",
        "April 15, 2026",
    ):
        assert told in sheet


def test_nothing_sealed_lies_beside_the_public_files_and_the_manifest_tells_nothing_of_it(package: Path) -> None:
    text = (package / "public/manifest.json").read_text(encoding="ascii")
    listed = {entry["name"] for entry in json.loads(text)["files"]}
    assert listed == {"annual-report-2025-public.pdf", "cover-letter.pdf"}
    assert "nonpublic" not in text
    assert {path.name for path in (package / "public").iterdir()} == listed | {"manifest.json"}


def test_without_a_seal_there_is_one_version_and_the_sheet(sample: Path, tmp_path: Path) -> None:
    def lift(file: CompanyFile) -> None:
        while seals := sealing.seal_list(file.book(FILING)):
            sealing.unseal_target(file, FILING, seals[0].seal.target)

    folder = produced(sample, tmp_path, lift)
    there = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert there == ["filing-sheet.pdf", PUBLIC, "public/manifest.json", "public/transmittal.pdf"]
    pages = words(folder / PUBLIC)
    assert not any("Affidavit" in page or "submitted as nonpublic" in page for page in pages)
    (sheet,) = words(folder / "filing-sheet.pdf")
    assert "affidavit" not in sheet
    assert "nonpublic" not in sheet
    assert "of each version" not in sheet


def answer(file: CompanyFile, filing: str, place: str, text: str) -> None:
    entering.set_answer(file, filing, Place(*place.split("/")), text)


def test_long_and_foreign_names_another_period_and_long_words_are_all_printed(sample: Path, tmp_path: Path) -> None:
    name = "Žák & Núñez Waterworks of Łódź, Saint-Éloi and the Upper Whispering Meadows Subdivisions of Example County"
    story = " ".join(f"Sentence {number} tells about the main in Mill Lane." for number in range(150))

    def change(file: CompanyFile) -> None:
        answer(file, "company", "identity/legal_name/answer", name)
        answer(file, "company", "identity/organisation/answer", "Limited liability company")
        answer(file, FILING, "cover/year_from/answer", "07/01/2024")
        answer(file, FILING, "cover/year_to/answer", "06/30/2025")
        answer(file, FILING, "cover/period/answer", "Another year: the books close on another day")
        answer(file, FILING, "cover/period_note/answer", "The books close on June 30.")
        answer(file, FILING, "p3/extensions/answer", story)
        rows = [f"r{number}" for number in range(60)]
        names = {
            records.answer_key(FILING, Place("p2_people", row, "name")): f"Dvořák Łukaszewicz {row}" for row in rows
        }
        file.edit(FILING, "Sixty officers", {records.rows_key(FILING, "p2_people"): [*rows], **names})

    made = produced(sample, tmp_path, change, draft=True) / PUBLIC
    pages = words(made)
    assert {page.watermark for page in read_pdf(made.read_bytes()).pages} == {"SAMPLE DRAFT"}
    assert not any("DRAFT" in page for page in pages)  # copied text is the page's own
    assert all(name in page for page in pages)
    assert all("July 1, 2024 to June 30, 2025" in page for page in pages)
    assert "The books close on June 30." in pages[0]
    whole = " ".join(pages)
    assert "Sentence 149 tells" in whole
    assert all(f"Dvořák Łukaszewicz r{number} " in whole for number in range(60))
    assert "Statement of proprietor's, partners' or members' capital" in whole
    assert "Statement of retained earnings" not in whole


def test_a_line_that_every_page_prints_cannot_be_sealed(sample: Path, tmp_path: Path) -> None:
    def change(file: CompanyFile) -> None:
        with pytest.raises(sealing.BadSeal, match="It is printed on the cover or at the head of every page"):
            sealing.seal_target(
                file, FILING, "cover/period_note/answer", "Customer-specific information", "It names one."
            )

    produced(sample, tmp_path, change, draft=True)
