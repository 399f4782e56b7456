"""What is asked before a filing in a case is begun, and what follows it: its number and what was promised."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from desktop_app.domain.counting import counted
from desktop_app.domain.filings import FilingState
from desktop_app.formspec.definition import ITEM_WAY
from desktop_app.gui.filings.filing_words import state_of, title_of
from desktop_app.gui.theme.style import letters_wide, room_on_screen, spacing, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.message_bar import MessageTone
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.word_list import WordList
from desktop_app.services.analysis.size_limits import FilingOffer
from desktop_app.services.cases.base_figures import base_problems, newest_version, read_base
from desktop_app.services.cases.beginning import CaseOrder, begin_case, readable_bases, services_for, variants_for
from desktop_app.services.cases.following import furnish_items, promised, set_docket
from desktop_app.services.cases.kinds import OfferedKind

ROWS_SHOWN, SENTENCES_SHOWN, LETTERS_WIDE = 9, 3, 84
PLANNED, CLOSED, OWN = "planned", "not open to this company", "own form"


class BeginCaseDialog(FormDialog):
    """Every kind of filing that concerns the company: what can be prepared, what not and why, and who signs it.

    It begins at the first kind of the `group` that the company may start, if one is named.
    """

    def __init__(self, kinds: Sequence[OfferedKind], around: Surroundings, group: str = "") -> None:
        super().__init__("Start an application or request", "&Start", around.parent)
        self._around = around
        self._file = around.file
        offered = [kind for kind in kinds if kind.case or kind.own or not kind.working]
        self._kinds = tuple(sorted(offered, key=lambda kind: (not _can_start(kind), not kind.case, kind.group)))
        self._handler = self._start
        self.kinds = WordList(self)
        self.kinds.addItems([_row(kind) for kind in self._kinds])
        self.kinds.setMinimumHeight(ROWS_SHOWN * spacing(self, 9))
        wanted_width = max(self.kinds.sizeHintForColumn(0) + spacing(self, 16), letters_wide(self, LETTERS_WIDE))
        self.kinds.setMinimumWidth(min(wanted_width, room_on_screen(self).width() * 3 // 4))
        more = "What can be prepared comes first. The annual report has its own command, tariff sheets the tariff book."
        self.ask("&What to file", self.kinds, more)
        self.about = text("", parent=self)
        self.column.addWidget(self.about)
        self.column.addSpacing(spacing(self, 4))
        self.service = QComboBox(self)
        self.ask("For which s&ervice", self.service, "One filing stands for one service where the rules differ.")
        self.variant = QComboBox(self)
        self.ask("What is &asked for", self.variant, "The items that must be answered depend on it.")
        self.base = QComboBox(self)
        self.ask("&Figures from", self.base, "Statements and other tables open with the figures of this report.")
        self.title_field = QLineEdit(self)
        self.ask("T&itle", self.title_field, "For your own list, such as Cedar Bluff. It is not printed.")
        self.finish()
        self.kinds.currentRowChanged.connect(self._show_kind)
        self.service.currentIndexChanged.connect(self._show_variants)
        wanted = (at for at, kind in enumerate(self._kinds) if kind.group == group and _can_start(kind))
        self.kinds.setCurrentRow(next(wanted, 0))
        self.kinds.setFocus()

    @property
    def chosen(self) -> OfferedKind:
        """The kind of the chosen row."""
        return self._kinds[max(self.kinds.currentRow(), 0)]

    def _start(self) -> None:
        services = tuple(str(self.service.currentData() or "").split())
        asked, base = str(self.variant.currentData() or ""), str(self.base.currentData() or "")
        order = CaseOrder(self.chosen.id, self.title_field.text(), services, asked, base)
        self._around.go_to(begin_case(self._file, order).id, "")

    @Slot()
    def _show_kind(self) -> None:
        kind = self.chosen
        open_ = _can_start(kind)
        self.about.setText(" ".join(filter(None, (kind.sentence, *((kind.note, kind.signing) if open_ else ())))))
        self.agree.setEnabled(open_)
        self.service.clear()
        form = self._file.library.form(kind.id) if kind.case else None
        if form is not None and form.case is not None:
            services = services_for(self._file, form)
            if len(services) > 1 and not form.case.each_service:
                self.service.addItem(" and ".join(services), " ".join(services))
            for service in services:
                self.service.addItem(service, service)
        for field in (self.service, self.variant, self.title_field):
            field.setEnabled(open_)
        self._show_variants()

    @Slot()
    def _show_variants(self) -> None:
        self.variant.clear()
        kind = self.chosen
        traits = self._file.library.form(kind.id).case if kind.case else None
        if traits is not None:
            for variant in variants_for(traits, str(self.service.currentData() or "").split()):
                self.variant.addItem(variant.label, variant.id)
        self.variant.setEnabled(self.variant.count() > 1)
        if not self.variant.count():
            self.variant.addItem("Nothing to choose", "")
        self._show_bases()

    def _show_bases(self) -> None:
        """The reports that the filing may read, the newest first; it may read none."""
        self.base.clear()
        services = str(self.service.currentData() or "").split()
        form = self._file.library.form(self.chosen.id) if self.chosen.case else None
        bases = () if form is None else readable_bases(self._file, form, services)
        for one in bases:
            state = "" if one.state is FilingState.FILED else f" ({state_of(one).lower()})"
            self.base.addItem(f"{title_of(one)}{state}", one.id)
        self.base.addItem("No report", "")
        self.base.setEnabled(bool(bases) and self.agree.isEnabled())


def _can_start(kind: OfferedKind) -> bool:
    return kind.case and kind.eligible is not FilingOffer.NO


def _row(kind: OfferedKind) -> str:
    rules = ", ".join(kind.rules) or (OWN if kind.own else "")
    sign = CLOSED if kind.eligible is FilingOffer.NO and (kind.case or kind.own) else "" if kind.case else PLANNED
    return f"{kind.title} ({rules}){f' - {sign}' if sign else ''}"


class CaseFollowDialog(FormDialog):
    """The number of the case, and the items that were promised and are still to follow."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__("Case number and what follows", "&Save", around.parent)
        self._around = around
        self._file = around.file
        self._handler = self._save
        filing = self._file.filing(around.filing)
        self.number = QLineEdit(filing.docket, self)
        self.ask("Case &number", self.number, "As the commission gave it, like WA-2026-0123.")
        self.tracking = QLineEdit(filing.tracking, self)
        self.ask("&Tracking number", self.tracking, "Of the carrier or of EFIS, if there is one.")
        self._owed = promised(self._file, around.filing) if _is_case(around) else ()
        names = "; ".join(item.lead for item in self._owed)
        words = f"Promised, and still to follow: {names}." if names else "Nothing that was promised is still to follow."
        self.column.addWidget(text(words, parent=self))
        self.furnish = QPushButton("&Furnish what was promised", self)
        self.furnish.setAutoDefault(False)
        self.furnish.setEnabled(bool(self._owed))
        self.furnish.clicked.connect(self._furnish)
        self.column.addWidget(self.furnish)
        found = [one.sentence for one in base_problems(self._file, self._file.book(around.filing))]
        self.figures = text(" ".join(found[:SENTENCES_SHOWN]), parent=self)
        self.column.addWidget(self.figures)
        self.read = QPushButton("&Read the figures again", self)
        self.read.setAutoDefault(False)
        self.read.clicked.connect(self._read)
        self._base = newest_version(filing.base, self._file.filings()) if filing.base else ""
        self.read.setEnabled(bool(found) and filing.state is FilingState.OPEN)
        for widget in (self.figures, self.read):
            self.column.addWidget(widget)
            widget.setVisible(bool(filing.base))
        self.finish()

    def _save(self) -> None:
        made = set_docket(self._file, self._around.filing, self.number.text(), self.tracking.text())
        self._around.say(f"The case number is {made.docket}.", MessageTone.GOOD)

    @Slot()
    def _read(self) -> None:
        self._handler = self._read_base
        self.accept()

    def _read_base(self) -> None:
        self._handler = self._save
        known = {one.id for one in self._file.filings()}
        changed = read_base(self._file, self._around.filing, self._base if self._base in known else "")
        self._around.say(f"{counted(len(changed), 'figure')} read again from the report.", MessageTone.GOOD)

    @Slot()
    def _furnish(self) -> None:
        self._handler = self._begin_supplement
        self.accept()

    def _begin_supplement(self) -> None:
        self._handler = self._save
        made = furnish_items(self._file, self._around.filing, [item.name for item in self._owed])
        self._around.go_to(made.id, f"{made.furnished[0]}/{ITEM_WAY}")


def _is_case(around: Surroundings) -> bool:
    filing = around.file.filing(around.filing)
    return around.file.library.form(filing.form, filing.revision).case is not None
