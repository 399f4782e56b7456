"""Which sheets of the tariff book a case takes as its documents, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.services.cases.exemplar_sheets import ExemplarSource
from desktop_app.services.cases.items import DocumentChoice


class TariffSheetsDialog(FormDialog):
    """Asks for a tariff filing or a schedule, and for the item."""

    def __init__(
        self, sources: Sequence[ExemplarSource], choices: Sequence[DocumentChoice], parent: QWidget | None
    ) -> None:
        super().__init__("Attach tariff sheets", "&Attach them", parent)
        self.source = QComboBox(self)
        for source in sources:
            self.source.addItem(source.label, source.id)
        more = (
            "Proposed sheets are attached clean and as a marked copy, with the bills that the tariff filing states. "
            "Sheets in effect are attached as they are today."
        )
        self.ask("&Sheets", self.source, more)
        self.item = QComboBox(self)
        self.item.addItem("Nothing in particular", "")
        for choice in choices:
            self.item.addItem(choice.label, choice.name)
        self.ask("What they ans&wer", self.item, "The item of the rule, where it asks for such a document.")
        self.finish()

    @property
    def chosen(self) -> tuple[str, str]:
        """The id of the source and the name of the item."""
        return str(self.source.currentData()), str(self.item.currentData())
