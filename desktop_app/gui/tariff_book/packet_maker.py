"""Makes the packet of a tariff filing beside the window: progress, a stop, and a question before one is replaced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.counting import counted
from desktop_app.gui.tasks import ProgressBar, ProgressReport, TaskRunner
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.services.delivery.output_folder import PackageExists
from desktop_app.services.filing_package.package_tools import PackageProgress
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_packet.packet_production import STEPS, PreparedPacket, WrittenPacket
from desktop_app.services.tariff_packet.packets import TariffPackets

T = TypeVar("T")
FilesStep = Callable[[Mapping[str, bytes]], None]
NOT_PRODUCED = (
    "The packet was not produced, or something was changed after it was. What is marked as filed must be what was "
    "sent. If you go on, the packet is made and kept as it is now: send exactly that."
)
STOPPED = "Stopped. Nothing was written."


class PacketMaker(QWidget):
    """The bar that shows how far the packet is. `told` says what came of it, and whether it is good news."""

    told = Signal(str, bool)

    def __init__(self, asking: UserPrompts, parent: QWidget) -> None:
        super().__init__(parent)
        self._asking = asking
        self._runner = TaskRunner(self)
        self.progress = ProgressBar(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.progress)

    @property
    def busy(self) -> bool:
        """Whether a packet is being made."""
        return self._runner.busy

    def make(
        self,
        prepared: PreparedPacket,
        folder: Path,
        *,
        then: FilesStep,
        replace: bool = False,
    ) -> None:
        """Makes the packet, and asks first where an earlier one is in the folder; hands its files on."""

        def work(report: ProgressReport) -> WrittenPacket | None:
            run = PackageProgress(report, lambda: report.called_off, steps=STEPS)
            try:
                return prepared.produce(folder, replace=replace, run=run)
            except PackageExists:
                return None

        def show(packet: WrittenPacket | None) -> None:
            if packet is None:
                self._offer_to_replace(prepared, folder, then)
                return
            then(packet.contents)
            moved = "" if packet.earlier is None else f" The earlier packet was moved to {packet.earlier}."
            self.told.emit(f"The packet is in {packet.folder}: {counted(len(packet.files), 'file')}.{moved}", True)

        self._start(work, show)

    def keep_for_filing(
        self, tariffs: TariffPackets, tariff_book: TariffBook, filing_id: str, then: Callable[[], None]
    ) -> None:
        """Goes on once the packet is kept as it is now; asks where it was not produced so, and makes it then."""
        if tariffs.is_produced(tariff_book, filing_id):
            then()
            return
        if not self._asking.sure(self, "Mark as filed", NOT_PRODUCED, "&Mark it as filed"):
            return
        prepared = tariffs.prepared(tariff_book, filing_id)

        def work(report: ProgressReport) -> Mapping[str, bytes]:
            return prepared.made(PackageProgress(report, lambda: report.called_off, steps=STEPS))

        def keep(files: Mapping[str, bytes]) -> None:
            tariffs.keep(tariff_book, filing_id, prepared, files)
            then()

        self._start(work, keep)

    def _start(self, work: Callable[[ProgressReport], T], show: Callable[[T], None]) -> None:
        task = self._runner.start(
            "Producing the packet",
            work,
            show,
            failed=lambda words: self.told.emit(words, False),
            called_off=lambda: self.told.emit(STOPPED, False),
        )
        self.progress.watch(task)

    def stop(self) -> None:
        """Calls off what is still being made and waits for it."""
        self._runner.close()

    def _offer_to_replace(self, prepared: PreparedPacket, folder: Path, then: FilesStep) -> None:
        words = f"{folder} contains an earlier packet. It will be renamed; nothing in it is lost."
        if self._asking.sure(self, "Replace the earlier packet", words, "Replace it"):
            self.make(prepared, folder, then=then, replace=True)
