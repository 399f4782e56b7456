"""Makes the packet of a tariff filing beside the window: progress, a stop, and a question before one is replaced."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.tasks import ProgressBar, ProgressReport, TaskRunner
from desktop_app.gui.widgets.asking import UserPrompts
from desktop_app.services.delivery.output_folder import PackageExists
from desktop_app.services.filing_package.package_tools import PackageProgress
from desktop_app.services.tariff_packet.packet_production import STEPS, PreparedPacket, WrittenPacket

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

    def make(self, prepared: PreparedPacket, folder: Path, *, replace: bool = False) -> None:
        """Makes the packet, and asks first where an earlier one is in the folder."""

        def work(report: ProgressReport) -> WrittenPacket | None:
            run = PackageProgress(report, lambda: report.called_off, steps=STEPS)
            try:
                return prepared.produce(folder, replace=replace, run=run)
            except PackageExists:
                return None

        def show(packet: WrittenPacket | None) -> None:
            if packet is None:
                self._offer_to_replace(prepared, folder)
                return
            moved = "" if packet.earlier is None else f" The earlier packet was moved to {packet.earlier}."
            self.told.emit(f"The packet is in {packet.folder}: {len(packet.files)} files.{moved}", True)

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

    def _offer_to_replace(self, prepared: PreparedPacket, folder: Path) -> None:
        words = f"{folder} contains an earlier packet. It will be renamed; nothing in it is lost."
        if self._asking.sure(self, "Replace the earlier packet", words, "Replace it"):
            self.make(prepared, folder, replace=True)
