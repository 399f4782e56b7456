"""Settings of this user on this machine, and the little that is set for the company."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.theme.style import SCALES, ColorTheme, TypeScale, WindowStyle, letters_wide, spacing, text
from desktop_app.gui.widgets.asking import KEEP_BACKUPS, UserPrompts
from desktop_app.services.companies.companies import Companies

WIDE = 64
THEMES = {
    ColorTheme.SYSTEM: "System default",
    ColorTheme.LIGHT: "Light",
    ColorTheme.DARK: "Dark",
    ColorTheme.CONTRAST: "High contrast",
}


class SettingsDialog(QDialog):
    """Each choice takes effect at once, so there is nothing to confirm."""

    def __init__(
        self, companies: Companies, style: WindowStyle, asking: UserPrompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._companies = companies
        self._style = style
        self._asking = asking
        self.setWindowTitle("Settings")
        self.theme = QComboBox(self)
        self.scale = QComboBox(self)
        self.folder = text("", parent=self)
        self.choose = QPushButton("&Choose...", self)
        self.beside = QPushButton("&Next to each file", self)
        self._fill()
        self._lay_out()
        self._show_folder()
        self.theme.currentIndexChanged.connect(self._set_theme)
        self.scale.currentIndexChanged.connect(self._set_scale)
        self.choose.clicked.connect(self._choose)
        self.beside.clicked.connect(self._keep_beside)

    def _fill(self) -> None:
        for theme, words in THEMES.items():
            self.theme.addItem(words, theme)
        self.theme.setCurrentIndex(list(THEMES).index(self._style.theme))
        for percent in SCALES:
            self.scale.addItem(f"{percent}%", percent)
        self.scale.setCurrentIndex(SCALES.index(self._style.scale))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing(self, 10)] * 4)
        column.setSpacing(spacing(self, 4))
        for words, field in (("&Theme", self.theme), ("Text si&ze", self.scale)):
            label = QLabel(words, self)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            column.addWidget(label)
            column.addWidget(field)
            column.addSpacing(spacing(self, 3))
        column.addWidget(QLabel("Backups", self))
        self.folder.setAccessibleName("Where backups are kept")
        column.addWidget(self.folder)
        line = QHBoxLayout()
        line.setSpacing(spacing(self, 4))
        for button in (self.choose, self.beside):
            button.setAutoDefault(False)
            line.addWidget(button)
        self.choose.setAccessibleName("Choose the backup folder")
        line.addStretch(1)
        column.addLayout(line)
        words = (
            "A backup on another disk helps when this one fails. Backups contain everything, including sealed values."
        )
        column.addWidget(text(words, TypeScale.SMALL, muted=True, parent=self))
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setMinimumWidth(letters_wide(self, WIDE))

    @Slot()
    def _set_theme(self) -> None:
        self._style.set_theme(ColorTheme(self.theme.currentData()))

    @Slot()
    def _set_scale(self) -> None:
        self._style.set_scale(int(self.scale.currentData()))
        self.adjustSize()

    def _show_folder(self) -> None:
        folder = self._companies.files.backup_folder
        self.folder.setText("In a folder next to each company's file" if folder is None else str(folder))
        self.beside.setEnabled(folder is not None)

    @Slot()
    def _choose(self) -> None:
        folder = self._asking.folder(self, KEEP_BACKUPS)
        if folder is not None:
            self._companies.choose_backup_folder(folder)
            self._show_folder()

    @Slot()
    def _keep_beside(self) -> None:
        self._companies.choose_backup_folder(None)
        self._show_folder()
