"""The names by which the program is started as a worker. What each job does is put together in `jobs`."""

from __future__ import annotations

WORK = "--work"
RENDER, READ_TABLES, TABULATE, READ_ATTACHMENT = "render", "read-tables", "tabulate", "read-attachment"
PAINT = "paint"
