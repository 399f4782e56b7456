"""A scan of many pages drawn in a worker: how long it takes, and the most memory that the worker held."""

import json
import resource
import sys
import time
from pathlib import Path

from desktop_app import bootstrap
from desktop_app.documents.attachment_worker import AttachmentWorker
from desktop_app.services.filing_package.attached import ROOM
from desktop_app.services.workers.workers import WorkerStarter

content = Path(sys.argv[2]).read_bytes()
reader = AttachmentWorker(WorkerStarter(bootstrap.worker_command()), ROOM)
start = time.perf_counter()
pages = sum(1 for _ in reader.draw("scan.pdf", content, {0: [(2000, 2000, 6000, 3000)]}, lambda: False))
seconds = time.perf_counter() - start
# This process has no other child, so the largest child is the worker.
memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
print(json.dumps({"pages": pages, "seconds": seconds, "memory": memory}))
