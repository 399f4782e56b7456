"""What goes between the program and its workers: frames of one byte that says what they are, eight of length, contents.

A worker is asked one request after the other until its input ends; each gets the frames of its answer and an end, or a
refusal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO

from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json

DONE = 0
LENGTH = 8
REQUEST, ANSWER, REFUSAL, END = b"Q", b"A", b"R", b"E"
SEAM = b"\n"  # between the data of a parcel, which is one line, and its file

Job = Callable[[bytes], Iterator[bytes]]


def serve(job: Job, stdin: BinaryIO, stdout: BinaryIO) -> int:
    """Inside the worker: answers requests until there is none, and gives the exit code."""
    while (asked := read_frame(stdin)) is not None:
        try:
            for content in job(asked[1]):
                stdout.write(message_frame(ANSWER, content))
                stdout.flush()
            stdout.write(message_frame(END))
        except UserError as refusal:
            stdout.write(message_frame(REFUSAL, str(refusal).encode()))
        stdout.flush()
    return DONE


def message_frame(kind: bytes, content: bytes = b"") -> bytes:
    """One frame as it travels."""
    return kind + len(content).to_bytes(LENGTH, "big") + content


def read_frame(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """The next whole frame, None at the end; a frame cut off is none, as whoever wrote it has ended badly."""
    head = stream.read(1 + LENGTH)
    size = int.from_bytes(head[1:], "big")
    content = stream.read(size) if len(head) > LENGTH else b""
    return (head[:1], content) if len(head) > LENGTH and len(content) == size else None


def parcel(header: Json, content: bytes = b"") -> bytes:
    """A few words of data and a file, as one; `unpacked` is the inverse."""
    return json.dumps(header, separators=(",", ":")).encode("ascii") + SEAM + content


def unpacked(packed: bytes) -> tuple[Json, bytes]:
    """The data and the file of a parcel."""
    header, _, content = packed.partition(SEAM)
    return json.loads(header), content
