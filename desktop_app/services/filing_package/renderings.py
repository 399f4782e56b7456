"""The versions of a filing on their way: rendered in processes of their own while the paper is looked at here.

The nonpublic version needs no process of its own, as this one holds what is sealed anyway; it is rendered in one only
where that is there already, or where attached pages make it heavy.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self, TypeVar

from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.request import request_bytes
from desktop_app.services.ports import RenderedFile, RequestRenderer

Found = TypeVar("Found")

MOST_RENDERED = 3


class VersionRenderings:
    """The renderings of one package. What is still on its way when the package is given up is stopped."""

    def __init__(self, renderer: RequestRenderer, cancelled: Callable[[], bool]) -> None:
        self._renderer = renderer
        self._cancelled = cancelled
        self._given_up = threading.Event()
        self._pool = ThreadPoolExecutor(MOST_RENDERED)
        self._public: Future[tuple[RenderedFile, ...]] | None = None
        self._nonpublic: Future[tuple[RenderedFile, ...]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._given_up.set()
        self._pool.shutdown()

    def start(self, source: FilingSource) -> None:
        """Sends off the public version, and the nonpublic one if its process is there; once for a package."""
        if self._public is None:
            self._public = self._sent(source.public_bytes, public=True)
            if source.confidential and self._renderer.has_nonpublic:
                self._nonpublic = self._sent(request_bytes(source.full_request()), public=False)

    @property
    def sent_nonpublic(self) -> bool:
        """Whether the nonpublic version was sent off."""
        return self._nonpublic is not None

    def start_again(self, request: bytes) -> Future[tuple[RenderedFile, ...]]:
        """Sends off a public request once more, to the process that has rendered the public version."""
        return self._sent(request, public=True)

    def beside(self, work: Callable[[Callable[[], bool]], Found]) -> Future[Found]:
        """Does other work meanwhile, which is told by what it can ask whether it is to stop."""
        return self._pool.submit(work, self._stopped)

    def public(self) -> tuple[RenderedFile, ...]:
        """The public files, when they are there. Raises what the renderer raises."""
        return () if self._public is None else self._public.result()

    def nonpublic(self) -> RenderedFile | None:
        """The nonpublic version, if it was sent off. Raises what the renderer raises."""
        return None if self._nonpublic is None else self._nonpublic.result()[0]

    def _sent(self, request: bytes, *, public: bool) -> Future[tuple[RenderedFile, ...]]:
        return self._pool.submit(self._renderer.render, request, self._stopped, public=public)

    def _stopped(self) -> bool:
        return self._given_up.is_set() or self._cancelled()
