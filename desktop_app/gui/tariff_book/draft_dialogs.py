"""What is asked before a draft is started while another version is open, and what its marked copy is compared with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.domain.tariffs.designations import designation
from desktop_app.domain.tariffs.versions import DraftPlace, DraftWanted, RedlineBasis
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.services.tariff_book.drafting import DraftQuestions, draft_questions
from desktop_app.services.tariff_book.superseding import NO_BASIS, possible_bases, superseded
from desktop_app.services.tariff_book.tariff_book import TariffBook


class DraftDialog(FormDialog):
    """What a new draft takes the place of, and whether the number of a refused version is used again."""

    def __init__(
        self, tariff_book: TariffBook, schedule: str, questions: DraftQuestions, parent: QWidget | None
    ) -> None:
        super().__init__("Start a draft", "&Start it", parent)
        style = tariff_book.schedule(schedule).style
        self.place, self.number = QComboBox(self), QComboBox(self)
        self._asks_place, self._asks_number = questions.pending is not None, questions.refused is not None
        for field in (self.place, self.number):
            field.addItem("Choose", None)
            field.currentIndexChanged.connect(self._chosen)
        if questions.pending is not None:
            chain, version = questions.pending
            name = version.name(style)
            self.place.addItem(f"The next revision after {name}", DraftWanted(DraftPlace.PENDING))
            self.place.addItem(f"A substitute for {name}, called so", DraftWanted(DraftPlace.SUBSTITUTE))
            plain = DraftWanted(DraftPlace.SUBSTITUTE, worded=False)
            self.place.addItem(f"A substitute for {name}, under the same designation", plain)
            if chain.approved:
                self.place.addItem("A revision of what is in force", DraftWanted(DraftPlace.IN_FORCE))
            more = f"{name} of sheet {chain.number} is before the commission ({version.state.value})."
            self.ask("&What the draft is", self.place, more)
        if questions.refused is not None:
            chain, version = questions.refused
            name = version.name(style)
            self.number.addItem(f"{designation(version.number, style)} again", True)
            self.number.addItem("The next number", False)
            more = f"{name} of sheet {chain.number} was {version.state.value}. The rule does not decide this; you do."
            self.ask("&Number of the draft", self.number, more)
        self.place.setVisible(self._asks_place)
        self.number.setVisible(self._asks_number)
        self.finish()
        self._chosen()

    @property
    def wanted(self) -> DraftWanted:
        """What was chosen."""
        place = self.place.currentData() or DraftWanted()
        return DraftWanted(place.place, worded=place.worded, again=self.number.currentData())

    @Slot()
    def _chosen(self) -> None:
        """Goes on only when everything that is asked was answered."""
        substitute = isinstance(place := self.place.currentData(), DraftWanted) and place.place is DraftPlace.SUBSTITUTE
        placed = not self._asks_place or self.place.currentData() is not None
        numbered = not self._asks_number or substitute or self.number.currentData() is not None
        self.agree.setEnabled(placed and numbered)


class BasisDialog(FormDialog):
    """With which version the marked copy of a draft is compared."""

    def __init__(self, tariff_book: TariffBook, schedule: str, sheet: str, parent: QWidget | None) -> None:
        super().__init__(f"Marked copy of sheet {sheet}", "&Compare with it", parent)
        chain = tariff_book.chain(schedule, sheet)
        usual = None if chain.draft is None else superseded(tariff_book, schedule, chain, chain.draft)
        what = "nothing: the sheet is new" if usual is None else usual.words
        self.version = QComboBox(self)
        self._bases: list[RedlineBasis | None] = [None, NO_BASIS]
        self.version.addItem(f"What it takes the place of ({what})")
        self.version.addItem("Nothing: all of the sheet is new")
        for known in possible_bases(tariff_book, schedule, sheet):
            self._bases.append(known.basis)
            self.version.addItem(f"{known.words} ({known.version.state.value})")
        chosen = None if chain.draft is None else chain.draft.basis
        self.version.setCurrentIndex(self._bases.index(chosen) if chosen in self._bases else 0)
        self.ask("&Compare it with", self.version, "What the sheet cancels stays as it is; only the marks change.")
        self.finish()

    @property
    def basis(self) -> RedlineBasis | None:
        """What was chosen; None for what the sheet takes the place of."""
        return self._bases[self.version.currentIndex()]


def ask_for_draft(
    tariff_book: TariffBook, schedule: str, sheets: Sequence[str], parent: QWidget | None
) -> DraftDialog | None:
    """The dialog where something must be asked before drafts of these sheets are started; None where nothing is."""
    questions = draft_questions(tariff_book, schedule, sheets)
    asks = questions.pending is not None or questions.refused is not None
    return DraftDialog(tariff_book, schedule, questions, parent) if asks else None
