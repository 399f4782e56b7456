"""The documents attached to a filing: taking them in, seeing their pages as they will be filed, sealing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.attachments import Attachment, RedactionBox
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.gui.attachments.page_canvas import PageCanvas, canvas_image
from desktop_app.gui.attachments.tariff_sheets_dialog import TariffSheetsDialog
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.tasks.runner import ProgressReport, RunningTask
from desktop_app.gui.theme.style import TypeScale, letters_wide, spacing, text
from desktop_app.gui.widgets.beside import SideBySide
from desktop_app.gui.widgets.page import button_row
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.gui.widgets.word_list import WordList
from desktop_app.gui.widgets.wrapped_items import wrap_items
from desktop_app.gui.widgets.wrapping_row import narrow_choice
from desktop_app.services.cases.exemplar_sheets import attach_exemplar, exemplar_sources, prepare_exemplar
from desktop_app.services.cases.items import DocumentChoice, describe_document, document_choices
from desktop_app.services.data_entry import attachments
from desktop_app.services.data_entry.attachments import NewDocument
from desktop_app.services.paper.report_pages import ReportPages
from desktop_app.services.ports import AttachmentReader, ForeignDocument, PageArea

KINDS = "Documents (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"
WIDE, TALL = 150, 42
NOTHING = "Nothing is attached yet. Attach maps, agreements, resolutions, samples of bills or an auditor's report."

PAGES_LEAST = 280  # eighths of the letters' height from which the list has room beside the page


class AttachmentsDialog(QDialog):
    """The list at the left, the page in the middle, what is sealed of it at the right."""

    def __init__(self, reader: AttachmentReader, report_pages: Callable[[], ReportPages], around: Surroundings) -> None:
        super().__init__(around.parent)
        self._reader, self._report_pages, self._around = reader, report_pages, around
        self._sources = exemplar_sources(around.file, around.filing)
        self._choices = document_choices(around.file, around.filing)
        self._runner = TaskRunner(self)
        self._task: RunningTask | None = None
        self._images: dict[tuple[str, int, str], QImage] = {}
        self.setWindowTitle("Attachments")
        self.message = text("", parent=self)
        self.list = WordList(self)
        wrap_items(self.list)
        self.list.setAccessibleName("Attachments of this filing")
        self.add = QPushButton("&Attach a document...", self)
        self.sheets = QPushButton("Attach tar&iff sheets...", self)
        self.sheets.setVisible(bool(self._sources))
        self.take_out = QPushButton("Remo&ve", self)
        self.canvas = PageCanvas(self)
        self.page = QSpinBox(self)
        self.page.setAccessibleName("Page")
        self.page.setPrefix("Page ")
        self.public = QCheckBox("As the &public sees it", self)
        self.title, self.item, self.shows = QLineEdit(self), self._answered(), QLineEdit(self)
        self.type, self.reason = QLineEdit(self), QLineEdit(self)
        self.whole = QCheckBox("Seal &all of it", self)
        self.new_box = QPushButton("&New box", self)
        self.remove_box = QPushButton("&Remove box", self)
        self.repeat = QPushButton("Repeat on the &following pages", self)
        self.confirm = QPushButton("&Confirm the boxes", self)
        self.warnings = text("", TypeScale.SMALL, muted=True, parent=self)
        self._lay_out()
        self._connect()
        self._fill()

    def done(self, result: int) -> None:
        """Closes at once; what still runs beside it is called off."""
        self._runner.close()
        super().done(result)

    # Laid out

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[spacing(self, 8)] * 4)
        whole.setSpacing(spacing(self, 5))
        whole.addWidget(self.message)
        middle = QVBoxLayout()
        middle.addWidget(self.canvas, 1)
        middle.addLayout(button_row(self.page, self.public))
        listed = _pane(self, _column(self.list, self.add, self.sheets, self.take_out))
        pages = SideBySide(listed, _pane(self, middle), (2, 5), self, least=PAGES_LEAST)
        whole.addWidget(SideBySide(pages, _pane(self, self._side()), (7, 3), self), 1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        whole.addWidget(close)
        self.resize(letters_wide(self, WIDE), self.fontMetrics().height() * TALL)

    def _answered(self) -> QComboBox:
        """What a document answers: one of the items where the form has items, else the rule as it is typed."""
        choice = QComboBox(self)
        narrow_choice(choice)
        choice.setEditable(not self._choices)
        for one in (DocumentChoice("", ""), *self._choices):
            choice.addItem(one.label, one.name)
        return choice

    @property
    def _answers(self) -> str:
        """What is chosen or typed there."""
        return str(self.item.currentData() or "") if self._choices else self.item.currentText()

    def _show_answered(self, item: str) -> None:
        row = self.item.findData(item)
        if self._choices and row < 0:
            self.item.addItem(item, item)
            row = self.item.count() - 1
        self.item.setCurrentIndex(row)
        if not self._choices:
            self.item.setEditText(item)

    def _side(self) -> QVBoxLayout:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for label, field in (
            ("&Title (public)", self.title),
            ("What it ans&wers (rule)", self.item),
            ("What it shows, rea&d aloud (public)", self.shows),
            ("Type of &information (public)", self.type),
            ("R&eason for the seal (public)", self.reason),
        ):
            field.setAccessibleName(label.replace("&", ""))
            form.addRow(label, field)
        column = QVBoxLayout()
        column.setSpacing(spacing(self, 4))
        column.addLayout(form)
        public = (
            "Title, rule, type and reason are printed in both versions, also for a sealed document; the name of the "
            "file is not. A screen reader says what a page shows. Do not mention a sealed customer, price or amount "
            "there."
        )
        hint = (
            "Draw a box on the page, or press Insert there. Arrows move it, with Shift they size it; Delete removes it."
        )
        for widget in (
            text(public, TypeScale.SMALL, muted=True, parent=self),
            text(hint, TypeScale.SMALL, muted=True, parent=self),
            *(self.new_box, self.repeat, self.remove_box, self.confirm, self.whole, self.warnings),
        ):
            column.addWidget(widget)
        column.addStretch(1)
        for button in (self.add, self.sheets, self.take_out, self.new_box, self.repeat, self.remove_box, self.confirm):
            button.setAutoDefault(False)
        return column

    def _connect(self) -> None:
        self.add.clicked.connect(self._attach)
        self.sheets.clicked.connect(self._attach_sheets)
        self.take_out.clicked.connect(lambda: self._does(lambda one: self._edit(attachments.detach_document, one)))
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.page.valueChanged.connect(lambda _: self._show_page())
        self.public.toggled.connect(lambda _: self._show_page())
        self.title.editingFinished.connect(self._describe)
        self.shows.editingFinished.connect(self._describe)
        self.item.activated.connect(lambda _: self._describe())
        typed = self.item.lineEdit()
        if typed is not None:
            typed.editingFinished.connect(self._describe)
        self.canvas.drawn.connect(self._draw)
        self.canvas.moved.connect(self._move)
        self.canvas.removed.connect(self._remove)
        self.canvas.chosen.connect(self._choose)
        self.type.editingFinished.connect(self._reword)
        self.reason.editingFinished.connect(self._reword)
        self.new_box.clicked.connect(lambda: self._draw((3500, 4500, 6500, 5500)))
        self.remove_box.clicked.connect(lambda: self._remove(self.canvas.box))
        self.repeat.clicked.connect(self._repeat)
        self.confirm.clicked.connect(lambda: self._does(lambda one: self._edit(attachments.confirm_boxes, one)))
        self.whole.clicked.connect(self._seal_whole)

    # What is shown

    @property
    def _all(self) -> tuple[Attachment, ...]:
        return attachments.attachments(self._around.file, self._around.filing)

    @property
    def _one(self) -> Attachment | None:
        listed, row = self._all, self.list.currentRow()
        return listed[row] if 0 <= row < len(listed) else None

    def _fill(self, row: int | None = None) -> None:
        kept = self.list.currentRow() if row is None else row
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._all:
            state = "boxes to be confirmed" if one.stale else one.openness.value
            pages = "1 page" if len(one.pages) == 1 else f"{len(one.pages)} pages"
            self.list.addItem(f"{one.label}: {one.title}\n{pages}, {state}")
        self.list.setCurrentRow(min(max(kept, 0), self.list.count() - 1))
        self.list.blockSignals(False)
        self._show()

    @Slot()
    def _show(self) -> None:
        one = self._one
        self.message.setText(NOTHING if one is None else "")
        self.message.setVisible(one is None)
        self.title.setText(one.title if one else "")
        self._show_answered(one.item if one else "")
        self.shows.setText(one.shows if one else "")
        self.whole.setChecked(one is not None and one.sealed)
        if one is not None and one.sealed:
            self.type.setText(one.type)
            self.reason.setText(one.reason)
        self.warnings.setText("\n".join(one.warnings) if one else "")
        self.page.setRange(1, max(len(one.pages), 1) if one else 1)
        self.page.setSuffix(f" of {len(one.pages)}" if one else "")
        self._show_page()

    @Slot()
    def _show_page(self) -> None:
        one, page = self._one, self.page.value() - 1
        self._enable()
        if one is None:
            self.canvas.show_page(QImage(), {}, outlined=False)
            return
        boxes = {name: box.area for name, box in one.boxes.items() if box.page == page}
        public = self.public.isChecked()
        areas = [box.area for box in one.boxes_on(page)] if public else []
        key = (one.digest, page, repr(areas))
        if key in self._images:
            self.canvas.show_page(self._images[key], boxes, outlined=not public)
            return
        self.canvas.show_page(QImage(), boxes, outlined=False)
        self._paint(one, page, areas, key)

    def _paint(self, one: Attachment, page: int, areas: list[PageArea], key: tuple[str, int, str]) -> None:
        """Has the page drawn in a worker, beside the window."""
        if self._task is not None and self._task.running:
            self._task.abandon()
        content = self._around.file.workspace.document(one.digest)

        def work(report: ProgressReport) -> QImage:
            (drawn,) = self._reader.draw(one.name, content, {page: areas}, lambda: report.called_off, [page])
            return canvas_image(drawn.image)

        def done(image: QImage) -> None:
            self._images[key] = image
            self._show_page()

        self._task = self._runner.start("Drawing the page", work, done, failed=self._refuse)

    def _enable(self) -> None:
        one = self._one
        there = one is not None
        boxed = there and bool(self.canvas.box)
        for widget in (
            self.take_out,
            self.page,
            self.public,
            self.title,
            self.item,
            self.shows,
            self.type,
            self.reason,
            self.whole,
        ):
            widget.setEnabled(there)
        self.new_box.setEnabled(there and not self.whole.isChecked())
        self.remove_box.setEnabled(boxed)
        self.repeat.setEnabled(boxed and one is not None and self.page.value() < len(one.pages))
        self.confirm.setVisible(one is not None and one.stale)

    # What is done

    @Slot()
    def _attach(self) -> None:
        path = self._around.asking.existing(self, "Attach a document", KINDS)
        if path is not None:
            self._does_any(lambda: self._look_at(path))

    def _look_at(self, path: Path) -> None:
        content = attachments.read_document(path)

        def work(report: ProgressReport) -> ForeignDocument:
            return self._reader.look(path.name, content, lambda: report.called_off)

        def done(looked: ForeignDocument) -> None:
            file, filing = self._around.file, self._around.filing
            if self._does_any(
                lambda: attachments.attach_document(
                    file, filing, path.name, content, looked, title=attachments.UNTITLED
                )
            ):
                self._fill(self.list.count())
                self.title.selectAll()
                self.title.setFocus(Qt.FocusReason.OtherFocusReason)

        self._say(f"Looking at {path.name} ...")
        self._runner.start("Reading the document", work, done, failed=self._refuse)

    @Slot()
    def _attach_sheets(self) -> None:
        """Draws sheets of the tariff book beside the window and attaches them."""
        asked = TariffSheetsDialog(self._sources, self._choices, self)
        asked.carry_out(lambda: self._print_sheets(*asked.chosen))

    def _print_sheets(self, source: str, item: str) -> None:
        file, filing = self._around.file, self._around.filing
        prepared = prepare_exemplar(file, self._report_pages(), filing, source, item)

        def work(report: ProgressReport) -> tuple[NewDocument, ...]:
            return prepared.documents(self._reader, lambda: report.called_off)

        def done(documents: tuple[NewDocument, ...]) -> None:
            if self._does_any(lambda: attach_exemplar(file, filing, documents, item)):
                self._fill(self.list.count() - len(documents))

        self._say("Drawing the sheets ...")
        self._runner.start("Drawing the sheets", work, done, failed=self._refuse)

    @Slot()
    def _describe(self) -> None:
        one = self._one
        typed = self.title.text(), self._answers, self.shows.text()
        if one is not None and typed != (one.title, one.item, one.shows):
            file, filing = self._around.file, self._around.filing
            self._does(lambda one: describe_document(file, filing, one.number, *typed), typed=True)

    @Slot(str)
    def _choose(self, name: str) -> None:
        """Shows the words of a box."""
        box = None if self._one is None else self._one.boxes.get(name)
        if box is not None:
            self.type.setText(box.type)
            self.reason.setText(box.reason)
        self._enable()

    @Slot()
    def _reword(self) -> None:
        """Gives the chosen box, or what is sealed whole, the words that were typed."""
        one, type_, reason = self._one, self.type.text(), self.reason.text()
        box = None if one is None else one.boxes.get(self.canvas.box)
        if one is None or not type_.strip() or not reason.strip():
            return
        file, filing = self._around.file, self._around.filing
        if one.sealed and (type_, reason) != (one.type, one.reason):
            self._does(lambda one: attachments.seal_whole(file, filing, one.number, type_, reason), typed=True)
        elif box is not None and (type_, reason) != (box.type, box.reason):
            worded = replace(box, type=type_, reason=reason)
            key = self.canvas.box
            self._does(
                lambda one: attachments.draw_redaction_box(file, filing, one.number, worded, key=key), typed=True
            )

    @Slot(object)
    def _draw(self, area: PageArea) -> None:
        box = RedactionBox(self.page.value() - 1, *area, self.type.text(), self.reason.text())
        self._does(lambda one: attachments.draw_redaction_box(self._around.file, self._around.filing, one.number, box))
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, object)
    def _move(self, name: str, area: PageArea) -> None:
        def move(one: Attachment) -> None:
            left, top, right, bottom = area
            box = replace(one.boxes[name], left=left, top=top, right=right, bottom=bottom)
            attachments.draw_redaction_box(self._around.file, self._around.filing, one.number, box, key=name)

        self._does(move)

    @Slot(str)
    def _remove(self, name: str) -> None:
        self._does(lambda one: attachments.remove_box(self._around.file, self._around.filing, one.number, name))

    @Slot()
    def _repeat(self) -> None:
        def repeat(one: Attachment) -> None:
            name = self.canvas.box
            also = range(self.page.value(), len(one.pages))
            attachments.draw_redaction_box(
                self._around.file, self._around.filing, one.number, one.boxes[name], key=name, also=also
            )

        self._does(repeat)

    @Slot()
    def _seal_whole(self) -> None:
        file, filing = self._around.file, self._around.filing
        if self.whole.isChecked():
            words = self.type.text(), self.reason.text()
            self._does(lambda one: attachments.seal_whole(file, filing, one.number, *words))
        else:
            self._does(lambda one: attachments.open_whole(file, filing, one.number))

    def _edit(self, handler: Callable[..., None], one: Attachment) -> None:
        handler(self._around.file, self._around.filing, one.number)

    def _does(self, handler: Callable[[Attachment], object], *, typed: bool = False) -> None:
        one = self._one
        if one is not None:
            self._does_any(lambda: handler(one), typed=typed)

    def _does_any(self, handler: Callable[[], object], *, typed: bool = False) -> bool:
        """Does something and shows what came of it; a refusal is said in the dialog, and what was `typed` stays.

        Tells whether it was done.
        """
        try:
            handler()
        except (UserError, EnvironmentProblem) as refusal:
            if not typed:
                self._fill()
            self._refuse(str(refusal))
            return False
        self._fill()
        return True

    def _refuse(self, words: str) -> None:
        self._say(words)

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.show()


def _pane(parent: QWidget, column: QLayout) -> QWidget:
    pane = QWidget(parent)
    pane.setLayout(column)
    column.setContentsMargins(0, 0, 0, 0)
    return pane


def _column(*widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    for number, widget in enumerate(widgets):
        column.addWidget(widget, 1 if number == 0 else 0)
    return column
