"""The names by which the program is started as a worker. What each job does is put together in `jobs`."""

from __future__ import annotations

WORK = "--work"
RENDER, RENDER_PUBLIC, PAINT = "render", "render-public", "paint"
READ_TABLES, TABULATE, READ_ATTACHMENT, READ_WORD = "read-tables", "tabulate", "read-attachment", "read-word"
READ_PACK = "read-pack"
