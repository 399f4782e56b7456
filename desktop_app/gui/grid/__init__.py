"""The grid of a schedule: its model, editors, headings and the dialogs of one cell."""
