"""Runs a folder of foreign documents through the path of an attachment: each ends as ok or refused with a sentence.

``FILING_DESK_FOREIGN=/folder .venv/bin/python packaging/foreign_documents.py``. Every file is looked at in a worker and
its first pages are drawn there, one box on each. Prints each refusal that is new, and the counts.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path

from desktop_app import bootstrap
from desktop_app.documents.attachment_worker import AttachmentWorker
from desktop_app.domain.problems import UserError
from desktop_app.services.filing_package.attached import ROOM
from desktop_app.services.workers.workers import WorkerLimits, WorkerStarter

FOLDER = "FILING_DESK_FOREIGN"
PAGES = 3
BOX = (4000, 4000, 6000, 5000)
LIMITS = WorkerLimits(seconds=20, memory=3 * 2**30)
SUFFIXES = {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}


def tried(reader: AttachmentWorker, path: Path) -> str:
    """What became of a file: "ok", or the sentence of its refusal."""

    def never() -> bool:
        return False

    try:
        content = path.read_bytes()
        looked = reader.look(path.name, content, never)
        pages = range(min(len(looked.pages), PAGES))
        list(reader.draw(path.name, content, {page: [BOX] for page in pages}, never, list(pages)))
    except (UserError, OSError) as refusal:
        return str(refusal).removeprefix(f"{path.name}: ").replace(path.name, "The file")
    return "ok"


def main() -> int:
    """Gives exit code 1 if anything but a refusal came up."""
    folder = os.environ.get(FOLDER, "")
    if not Path(folder).is_dir():
        print(f"Set {FOLDER} to a folder of documents.", file=sys.stderr)
        return 2
    reader = AttachmentWorker(WorkerStarter(bootstrap.worker_command()), ROOM, LIMITS)
    counts: Counter[str] = Counter()
    begun, slowest = time.monotonic(), (0.0, "")
    for path in sorted(path for path in Path(folder).rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file()):
        start = time.monotonic()
        outcome = tried(reader, path)
        slowest = max(slowest, (time.monotonic() - start, path.name))
        if outcome not in counts and outcome != "ok":
            print(f"{path.name}: {outcome}", flush=True)
        counts[outcome] += 1
    longest, name = slowest
    print(f"{counts.total()} files in {time.monotonic() - begun:.0f} seconds; the slowest took {longest:.1f} ({name})")
    for outcome, count in counts.most_common():
        print(f"{count:6}  {outcome}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
