"""Excel and CSV in the window: a trial balance taken, copies sent out and taken back, worksheets."""
