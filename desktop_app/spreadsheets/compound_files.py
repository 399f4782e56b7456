"""Reads a stream of an OLE compound file, in which old Excel files lie. Raises ValueError for a damaged one."""

from __future__ import annotations

import struct
from itertools import islice

_HEAD, _ENTRY = 512, 128
_LAST = 0xFFFFFFFA
_DIFAT_IN_HEAD = 109
MOST_SECTORS = 200_000


class CompoundFile:
    """The sectors of a compound file."""

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEAD:
            raise ValueError("too short")
        self._content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if not 7 <= shift <= 16 or not 4 <= small_shift <= shift:  # noqa: PLR2004 - what the format allows
            raise ValueError("sector size")
        self._size, self._small = 1 << shift, 1 << small_shift
        tables, directory, _, self._limit, small_table, _, difat, _ = struct.unpack_from("<IIIIIIII", content, 44)
        self._table = self._allocation(tables, difat)
        self._entries = self._chain(directory)
        self._small_table = _numbers(self._chain(small_table)) if small_table < _LAST else []
        root = self._entries[:_ENTRY]
        (first,) = struct.unpack_from("<I", root, 116)
        self._small_stream = self._chain(first) if first < _LAST else b""

    def stream(self, names: tuple[str, ...]) -> tuple[bytes, str]:
        """The first stream of one of these names, and its name. Raises ValueError if there is none."""
        for start in range(0, len(self._entries) - _ENTRY + 1, _ENTRY):
            entry = self._entries[start : start + _ENTRY]
            (letters,) = struct.unpack_from("<H", entry, 64)
            name = entry[: max(0, letters - 2)].decode("utf-16-le", "replace")
            if name in names:
                first, size = struct.unpack_from("<II", entry, 116)
                chain = self._small_chain(first) if size < self._limit else self._chain(first)
                return chain[:size], name
        raise ValueError("no such stream")

    def _allocation(self, tables: int, difat: int) -> list[int]:
        sectors = list(struct.unpack_from(f"<{_DIFAT_IN_HEAD}I", self._content, 76))
        seen = 0
        while difat < _LAST and seen < MOST_SECTORS:
            part = _numbers(self._sector(difat))
            sectors += part[:-1]
            difat, seen = part[-1], seen + 1
        found: list[int] = []
        for sector in islice((number for number in sectors if number < _LAST), tables):
            found += _numbers(self._sector(sector))
        return found

    def _sector(self, number: int) -> bytes:
        start = _HEAD + number * self._size if self._size <= _HEAD else (number + 1) * self._size
        return self._content[start : start + self._size].ljust(self._size, b"\0")

    def _chain(self, first: int) -> bytes:
        found: list[bytes] = []
        while first < _LAST:
            if first >= len(self._table) or len(found) > MOST_SECTORS:
                raise ValueError("chain of sectors")
            found.append(self._sector(first))
            first = self._table[first]
        return b"".join(found)

    def _small_chain(self, first: int) -> bytes:
        found: list[bytes] = []
        while first < _LAST:
            if first >= len(self._small_table) or len(found) > MOST_SECTORS:
                raise ValueError("chain of small sectors")
            found.append(self._small_stream[first * self._small : (first + 1) * self._small])
            first = self._small_table[first]
        return b"".join(found)


def _numbers(sector: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4]))
