"""What is asked before a schedule, a sheet, a cancellation or an adoption notice is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from desktop_app.domain.dates import NotADate, parse_date, short_date
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.designations import DesignationStyle
from desktop_app.domain.tariffs.schedules import HeadCaptions, Issuer, MarkMeaning, ScheduleBinding, TariffSchedule
from desktop_app.domain.tariffs.versions import USUAL, DraftWanted
from desktop_app.gui.theme.style import room_on_screen, text
from desktop_app.gui.widgets.asked import FormDialog
from desktop_app.gui.widgets.wrapped_choices import WrappedCheckBox
from desktop_app.rulebook.outline import TariffOutline
from desktop_app.rulebook.tariff_rules import TariffRules
from desktop_app.services.tariff_book import changes
from desktop_app.services.tariff_book.contents import deposit_lines
from desktop_app.services.tariff_book.front import FRONT_KINDS, REVISIONS
from desktop_app.services.tariff_book.outlines import outline_named, start_from
from desktop_app.services.tariff_book.tariff_book import TariffBook

UTILITIES = (
    ("water", "Water"),
    ("sewer", "Sewer"),
    ("heating", "Steam heating"),
    ("gas", "Gas"),
    ("electric", "Electric"),
    ("telecom", "Telecommunications"),
)


WIDE_WITH_PAGE, HIGH = 100, 22  # letters and lines


class TariffForm(FormDialog):
    """Many fields: label and field on one line, what there is to know in the tip; `beside` them there is room."""

    def __init__(self, title: str, handler: str, parent: QWidget | None) -> None:
        super().__init__(title, handler, parent)
        self.form = QFormLayout()
        self.beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.beside.addLayout(self.form, 1)
        self.column.addLayout(self.beside, 1)

    def put_beside(self, page: QWidget) -> None:
        """Puts a page beside the fields, which keep their room; below them where the screen has none."""
        self.beside.addWidget(page, 1)
        page.setMinimumHeight(self.fontMetrics().lineSpacing() * HIGH)
        wide = self.fontMetrics().averageCharWidth() * WIDE_WITH_PAGE
        if wide <= room_on_screen(self).width():
            page.setMinimumWidth(wide * 2 // 5)
            self.setMinimumWidth(wide)
        else:
            self.beside.setDirection(QBoxLayout.Direction.TopToBottom)

    def ask(self, words: str, field: QWidget, more: str) -> QLabel:
        """Adds a field with its label."""
        field.setAccessibleName(words.replace("&", ""))
        field.setAccessibleDescription(more)
        field.setToolTip(more)
        label = text(words, parent=self)
        label.setBuddy(field)
        self.form.addRow(label, field)
        return label


class OneLineDialog(FormDialog):
    """Asks for one line."""

    def __init__(self, title: str, words: str, more: str, handler: str, parent: QWidget | None) -> None:
        super().__init__(title, handler, parent)
        self.field = QLineEdit(self)
        self.ask(words, self.field, more)
        self.finish()

    @property
    def words(self) -> str:
        """What was typed."""
        return self.field.text().strip()


class NewScheduleDialog(FormDialog):
    """Utility, title and binding of a new schedule, and the outline it starts from."""

    def __init__(self, tariff_book: TariffBook, outlines: Sequence[TariffOutline], parent: QWidget | None) -> None:
        super().__init__("New schedule", "&Create", parent)
        self._tariff_book, self._outlines = tariff_book, outlines
        self.utility = QComboBox(self)
        for name, words in UTILITIES:
            self.utility.addItem(words, name)
        mine = [name for name, _ in UTILITIES if name in tariff_book.file.profile().utilities]
        if mine:
            self.utility.setCurrentIndex(self.utility.findData(mine[0]))
        self.ask("&Utility", self.utility, "Each has a series of PSC Mo. numbers of its own; the next one is used.")
        self.title_field = QLineEdit("Schedule of rates, rules and regulations", self)
        self.ask("&Title", self.title_field, "What the schedule is called in letters.")
        self.community = QLineEdit(self)
        self.ask("&Community or area", self.community, "Printed at the head of every sheet, after 'For'.")
        self.binding = QComboBox(self)
        for binding in ScheduleBinding:
            self.binding.addItem(binding.value.capitalize(), binding.value)
        self.ask("&Binding", self.binding, "Loose-leaf sheets are revised one by one; a bound schedule by supplements.")
        self.outline = QComboBox(self)
        self.ask("Start &from", self.outline, "An outline has every sheet by title, to be filled with your own terms.")
        self.utility.currentIndexChanged.connect(self._offer)
        self._offer()
        self.finish()

    def make(self) -> str:
        """Makes it and gives its id."""
        wanted = changes.NewSchedule(
            str(self.utility.currentData()),
            self.title_field.text(),
            0,
            ScheduleBinding(str(self.binding.currentData())),
            community=self.community.text().strip(),
        )
        made = changes.new_schedule(self._tariff_book, wanted)
        name = str(self.outline.currentData() or "")
        if name:
            start_from(self._tariff_book, made.id, outline_named(self._outlines, name))
        return made.id

    def _offer(self) -> None:
        self.outline.clear()
        self.outline.addItem("Nothing: the sheets of our paper tariff are entered", "")
        for outline in self._outlines:
            if outline.utility == self.utility.currentData():
                self.outline.addItem(outline.title, outline.id)


class AddSheetDialog(FormDialog):
    """Number and subject of a new sheet."""

    def __init__(self, tariff_book: TariffBook, schedule: str, after: str, parent: QWidget | None) -> None:
        super().__init__("Add a sheet", "&Add", parent)
        self._tariff_book, self._schedule = tariff_book, schedule
        self.number = QLineEdit(self)
        try:
            self.number.setText(str(changes.free_number(tariff_book, schedule, after)))
        except UserError:
            self.number.clear()
        behind = f" It follows sheet {after}." if after else ""
        self.ask("&Number of the sheet", self.number, f"The next free one, in the style of your book.{behind}")
        self.subject = QLineEdit(self)
        self.ask("&Subject", self.subject, "What the index calls it.")
        self.finish()

    def make(self, wanted: DraftWanted = USUAL) -> None:
        """Adds it."""
        number, title = self.number.text(), self.subject.text()
        changes.add_sheet(self._tariff_book, self._schedule, number, title=title, wanted=wanted)


class CancelDialog(FormDialog):
    """Where the matter of canceled sheets is found."""

    def __init__(self, sheets: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(f"Cancel sheet {', '.join(sheets)}", "&Start the cancellation", parent)
        self.field = QLineEdit(self)
        more = "For example: Sheet No. 7."
        self.ask("&Where its content is now", self.field, more)
        self.none = WrappedCheckBox("&No rates, rentals or charges remain in effect under it", self)
        self.column.addWidget(self.none)
        self.finish()

    @property
    def nothing_left(self) -> bool:
        """Whether the user said that none remain."""
        return self.none.isChecked()

    @property
    def where(self) -> str:
        """Where."""
        return self.field.text().strip()


class FrontDialog(FormDialog):
    """Which generated sheet to add."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("Add a generated sheet", "&Add", parent)
        self.kind = QComboBox(self)
        for kind in FRONT_KINDS:
            self.kind.addItem(kind.capitalize(), kind)
        self.ask("&Written by the program", self.kind, "From the book on the sheet's own effective date; never typed.")
        self.number = QLineEdit(self)
        more = "Like 2, or that of a sheet which was typed so far; blank: the sheet bears its name."
        self.ask("&Number of the sheet", self.number, more)
        self.finish()

    @property
    def front(self) -> str:
        """What the program writes."""
        return str(self.kind.currentData())

    @property
    def sheet(self) -> str:
        """Its number; without one its name."""
        return self.number.text().strip() or self.kind.currentText().removesuffix(REVISIONS)


class AdoptDialog(FormDialog):
    """Whose tariff is adopted, from when, and what is not."""

    def __init__(self, today: date, parent: QWidget | None) -> None:
        super().__init__("Adoption notice", "&Make the sheet", parent)
        self.old_field = QLineEdit(self)
        self.ask("&Company whose tariff is adopted", self.old_field, "Its full name, or your own former name.")
        self.day_field = QLineEdit(short_date(today), self)
        self.ask("&Day", self.day_field, "Date of takeover, or the day of the new name.")
        self.except_field = QLineEdit(self)
        self.ask("Not &adopted", self.except_field, "Schedules or rules that are not adopted; empty if there are none.")
        self.finish()

    @property
    def old(self) -> str:
        """The company."""
        return self.old_field.text().strip()

    @property
    def day(self) -> date:
        """The day. Raises NotADate."""
        return parse_date(self.day_field.text())

    @property
    def exceptions(self) -> str:
        """What is not adopted."""
        return self.except_field.text().strip()

    def accept(self) -> None:
        """Goes on only with a name and a day."""
        try:
            parse_date(self.day_field.text())
        except NotADate as refusal:
            self.refuse(str(refusal), self.day_field)
            return
        if not self.old:
            self.refuse("Name the company whose tariff is adopted.", self.old_field)
            return
        super().accept()


class DepositDialog(TariffForm):
    """Reckons what a sewer company may ask as a deposit, and its interest."""

    def __init__(self, rules: TariffRules, parent: QWidget | None) -> None:
        super().__init__("Deposits of sewer customers", "&Calculate", parent)
        self._rules = rules
        self.due = QLineEdit(self)
        self.ask("&Due for a billing period", self.due, "In dollars.")
        self.months = QSpinBox(self)
        self.months.setRange(1, 12)
        self.ask("&Months in a billing period", self.months, "At most six.")
        self.deposit = QLineEdit(self)
        self.ask("D&eposit", self.deposit, "What was asked for or is held, in dollars; may be blank.")
        self.received, self.returned = QLineEdit(self), QLineEdit(self)
        self.ask("&Held since", self.received, "Like 03/01/2025; may be empty.")
        self.ask("Re&turned on", self.returned, "Like 03/01/2026; may be empty.")
        self.answer = text("", parent=self)
        self.answer.setWordWrap(True)
        self.column.addWidget(self.answer)
        self.finish()

    def accept(self) -> None:
        """Reckons and stays."""
        self.trouble.hide()
        try:
            held = tuple(parse_date(field.text()) if field.text().strip() else None for field in self.held)
            lines = deposit_lines(
                self._rules, self.due.text(), self.months.value(), self.deposit.text().strip(), (held[0], held[1])
            )
        except (UserError, NotADate) as refusal:
            self.refuse(str(refusal), self.due)
            return
        self.answer.setText("\n".join(lines))

    @property
    def held(self) -> tuple[QLineEdit, QLineEdit]:
        """The fields of the days."""
        return self.received, self.returned


class SupplementDialog(FormDialog):
    """Whether a supplement amends or cancels."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("Supplement", "&Start it", parent)
        self.cancels = WrappedCheckBox("It cancels the schedule", self)
        self.ask("&Kind", self.cancels, "A loose-leaf electric schedule may have this kind only.")
        self.number = QSpinBox(self)
        self.number.setRange(0, 999)
        self.number.setSpecialValueText("not answered")
        self.ask("&Rates are found in PSC Mo. No.", self.number, "Only for a cancellation.")
        self.none = WrappedCheckBox("&No rates, rentals or charges are in effect any longer", self)
        self.column.addWidget(self.none)
        self.finish()

    @property
    def nothing_left(self) -> bool:
        """Whether the user said that none are in effect."""
        return self.none.isChecked()

    @property
    def canceling(self) -> bool:
        """Whether it cancels."""
        return self.cancels.isChecked()

    @property
    def found(self) -> int:
        """The schedule in which the rates are found, 0 for none."""
        return self.number.value()


class ParticularsDialog(TariffForm):
    """What is printed on every sheet."""

    def __init__(self, schedule: TariffSchedule, parent: QWidget | None) -> None:
        super().__init__(f"Details of PSC Mo. No. {schedule.number}", "&Save", parent)
        self._schedule = schedule
        self.fields: dict[str, QLineEdit] = {}
        for name, words, value, more in (
            ("title", "&Title", schedule.title, "What the schedule is called in letters."),
            ("community", "&Community or area", schedule.community, "At the head of every sheet, after 'For'."),
            ("heading", "&Running title", schedule.heading, "Over the body of every sheet; empty for none."),
            ("label", "&Form number", schedule.label, "In the upper left corner; empty for none."),
            ("name", "&Officer", schedule.issuer.name, "Who issues the sheets."),
            ("office", "Office &held", schedule.issuer.title, "The officer's title."),
            ("address", "&Address", schedule.issuer.address, "The officer's address, on one line."),
            ("marks", "Change &marks", _marks(schedule), "Sign = meaning, divided by ;"),
            (
                "prefix",
                "&PSC Mo. as you write it",
                schedule.captions.prefix,
                "Like P.S.C. MO. No.; empty: as the rule does.",
            ),
            (
                "name_caption",
                "Words &under the company's name",
                schedule.captions.name,
                "Like Name of Utility; empty: the usual ones.",
            ),
            (
                "area_caption",
                "Words under the &community",
                schedule.captions.area,
                "Like Service Area; empty: the usual ones, after 'For'.",
            ),
            ("territory", "Terr&itory", schedule.territory, "Electric: a short description for the title page."),
        ):
            self.fields[name] = QLineEdit(value, self)
            self.ask(words, self.fields[name], more)
        self.style_field = QComboBox(self)
        for style, words in ((DesignationStyle.FIGURES, "1st Revised"), (DesignationStyle.WORDS, "First Revised")):
            self.style_field.addItem(words, style.value)
        self.style_field.setCurrentIndex(self.style_field.findData(schedule.style.value))
        self.ask("&Designations", self.style_field, "In figures or in words.")
        self.two_sided = WrappedCheckBox("Leaves are printed on both sides", self)
        self.two_sided.setChecked(schedule.two_sided)
        self.form.addRow("", self.two_sided)
        self.finish()

    def changed(self) -> TariffSchedule:
        """The schedule with what was changed."""
        said = {name: field.text().strip() for name, field in self.fields.items()}
        marks = [part.partition("=") for part in said["marks"].split(";") if part.strip()]
        return replace(
            self._schedule,
            title=said["title"],
            community=said["community"],
            heading=said["heading"],
            label=said["label"],
            issuer=Issuer(said["name"], said["office"], said["address"]),
            marks=tuple(MarkMeaning(sign.strip(), words.strip()) for sign, _, words in marks),
            style=DesignationStyle(str(self.style_field.currentData())),
            two_sided=self.two_sided.isChecked(),
            territory=said["territory"],
            captions=HeadCaptions(said["prefix"], said["name_caption"], said["area_caption"]),
        )


def _marks(schedule: TariffSchedule) -> str:
    return "; ".join(f"{item.mark} = {item.words}" for item in schedule.marks)
