"""The workspace file: one SQLite file per company."""
