"""The dialog of each command that has to do with spreadsheets."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from desktop_app.gui.spreadsheets.copy_dialog import CopyDialog
from desktop_app.gui.spreadsheets.take_back_dialog import TakeBackDialog
from desktop_app.gui.spreadsheets.trial_balance_dialog import TrialBalanceDialog
from desktop_app.gui.widgets.surroundings import Surroundings
from desktop_app.services.program.program import Program


def spreadsheet_dialog(name: str, program: Program, around: Surroundings) -> QDialog:
    """One of trial_balance, excel_out and excel_in."""
    if name == "trial_balance":
        return TrialBalanceDialog(program.tables, around)
    if name == "excel_out":
        return CopyDialog(program.companies, program.excel, around)
    return TakeBackDialog(program.excel, around)
