"""What was filed is kept to the byte, asked for before it is marked as filed, and written again as it was."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.domain.tariffs.schedules import FilingOutcome, FilingStage, Issuer, TariffFiling
from desktop_app.services.companies.import_check import READERS
from desktop_app.services.tariff_book import changes, corrections, entries, filings
from desktop_app.services.tariff_book.filings import CannotFileTariff
from desktop_app.services.tariff_book.support import add_support, supports
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.filed_filing import filing_record
from desktop_app.services.tariff_packet.kept_packets import kept_packet, packet_from_json
from tests.support.foreign_papers import pdf
from tests.support.tariff_company import RATES, TODAY, entered, new_tariff_book, schedule
from tests.support.tariff_packets import PACKETS


@pytest.fixture
def begun() -> tuple[TariffBook, TariffFiling]:
    tariff_book = new_tariff_book()
    schedule(tariff_book)
    entered(tariff_book, "5", text="# Rules\n\n1. A rule.\n")
    changes.revise_sheets(tariff_book, "water-1", ["5"])
    changes.write_draft(tariff_book, "water-1", "5", "# Rules\n\n{+} 1. Another rule.\n")
    filing = filings.begin_tariff_filing(tariff_book, "water-1", ["5"])
    filings.change_tariff_filing(tariff_book, replace(filing, affects_rates=False))
    return tariff_book, tariff_book.filing(filing.id)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_filed_packet_is_written_again_as_it_was(begun: tuple[TariffBook, TariffFiling], tmp_path: Path) -> None:
    tariff_book, filing = begun
    assert not PACKETS.is_produced(tariff_book, filing.id)
    PACKETS.produce(tariff_book, filing.id, tmp_path / "draft", draft=True)
    assert kept_packet(tariff_book, filing.id) is None
    PACKETS.produce(tariff_book, filing.id, tmp_path / "sent")
    assert PACKETS.is_produced(tariff_book, filing.id)
    PACKETS.file_packet(tariff_book, filing.id)
    other = replace(tariff_book.schedule("water-1"), issuer=Issuer("Bo Other", "Manager", "x"), heading="OTHER")
    changes.change_schedule(tariff_book, other)
    filings.record_outcome(
        tariff_book, filing.id, filings.CommissionDecision(FilingOutcome.APPROVED, TODAY + timedelta(days=45))
    )
    PACKETS.produce(tariff_book, filing.id, tmp_path / "again")
    assert files(tmp_path / "again") == files(tmp_path / "sent")
    assert len(filing_record(tariff_book, filing.id).papers) == len(files(tmp_path / "sent"))


@pytest.mark.slow
def test_what_was_changed_after_it_was_produced_is_made_anew(
    begun: tuple[TariffBook, TariffFiling], tmp_path: Path
) -> None:
    tariff_book, filing = begun
    PACKETS.produce(tariff_book, filing.id, tmp_path / "first")
    for change in (_purpose, _paper):
        change(tariff_book, filing)
        assert not PACKETS.is_produced(tariff_book, filing.id)
        PACKETS.produce(tariff_book, filing.id, tmp_path / "first", replace=True)
        assert PACKETS.is_produced(tariff_book, filing.id)
    _purpose(tariff_book, replace(filing, receipt=True))
    PACKETS.file_packet(tariff_book, filing.id)
    PACKETS.produce(tariff_book, filing.id, tmp_path / "filed")
    assert files(tmp_path / "filed") != files(tmp_path / "first")


def _purpose(tariff_book: TariffBook, filing: TariffFiling) -> None:
    filings.change_tariff_filing(tariff_book, replace(filing, purpose="It clears up a rule."))


def _paper(tariff_book: TariffBook, filing: TariffFiling) -> None:
    add_support(tariff_book, filing.id, "map.pdf", pdf("a map"), "Map")


def test_whoever_files_meets_every_stop_that_the_window_shows(begun: tuple[TariffBook, TariffFiling]) -> None:
    tariff_book, filing = begun
    changes.write_draft(tariff_book, "water-1", "5", "# Rules\n\n{+} 1. A rule \U0001f600 of it.\n")
    with pytest.raises(CannotFileTariff):
        PACKETS.file_packet(tariff_book, filing.id)
    changes.write_draft(tariff_book, "water-1", "5", RATES.replace("Schedule", "{*} Schedule"))
    with pytest.raises(CannotFileTariff, match=r"more to resolve"):
        PACKETS.file_packet(tariff_book, filing.id)
    assert tariff_book.filing(filing.id).stage is FilingStage.PREPARING


@pytest.mark.slow
def test_a_filing_that_is_deleted_leaves_nothing_for_the_next_of_its_name(
    begun: tuple[TariffBook, TariffFiling], tmp_path: Path
) -> None:
    tariff_book, filing = begun
    _paper(tariff_book, filing)
    PACKETS.produce(tariff_book, filing.id, tmp_path / "packet")
    filings.drop(tariff_book, filing.id)
    again = filings.begin_tariff_filing(tariff_book, "water-1", ["5"])
    assert again.id == filing.id
    assert kept_packet(tariff_book, again.id) is None
    assert supports(tariff_book, again.id) == ()
    new = changes.replace_schedule(tariff_book, "water-1")
    other = filings.begin_tariff_filing(tariff_book, new.id)
    corrections.remove_schedule(tariff_book, new.id)
    assert tariff_book.file.workspace.get(entries.packet_key(other.id)) is None


def test_the_record_of_a_filing_names_its_days_and_numbers(begun: tuple[TariffBook, TariffFiling]) -> None:
    tariff_book, filing = begun
    assert dict(filing_record(tariff_book, filing.id).facts)["State"] == "preparing"
    filings.file_it(tariff_book, filing.id)
    on = TODAY + timedelta(days=45)
    filings.record_outcome(
        tariff_book,
        filing.id,
        filings.CommissionDecision(FilingOutcome.APPROVED, on, case="WR-2026-0001", tracking="YW-2026-0001"),
    )
    record = filing_record(tariff_book, filing.id)
    facts = dict(record.facts)
    assert (facts["In force from"], facts["Effective date proposed"]) == ("April 16, 2026", "April 1, 2026")
    assert (facts["Case number"], facts["Tracking number"]) == ("WR-2026-0001", "YW-2026-0001")
    assert record.sheets == (("1st Revised Sheet No. 5", "approved for April 16, 2026"),)
    assert record.papers == ()
    later = new_tariff_book(on)
    later.file.edit("company", "x", tariff_book.file.workspace.under("tariff/"))
    assert dict(filing_record(later, filing.id).facts)["In force since"] == "April 16, 2026"


@pytest.mark.slow
def test_a_damaged_list_of_papers_is_refused(begun: tuple[TariffBook, TariffFiling], tmp_path: Path) -> None:
    tariff_book, filing = begun
    PACKETS.produce(tariff_book, filing.id, tmp_path / "packet")
    data = tariff_book.file.workspace.get(entries.packet_key(filing.id))
    reader = next(reader for prefix, reader in READERS if entries.packet_key(filing.id).startswith(prefix))
    reader(filing.id, data)
    with pytest.raises(ValueError, match="damaged"):
        packet_from_json({"papers": "x", "files": "y"})
