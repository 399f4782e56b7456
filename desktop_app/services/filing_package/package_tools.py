"""What a package is made with, and how far the making has come."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import UserError
from desktop_app.services.ports import (
    AttachmentReader,
    FormLibrary,
    PdfInspector,
    PdfPainter,
    RequestRenderer,
    TextMeasure,
)
from desktop_app.services.workers.workers import WorkCancelled

Progress = Callable[[int, int, str], None]


class NotReady(UserError):
    """Something still stands between the filing and its package."""

    def __init__(self, count: int, first: str) -> None:
        more = f" ({count - 1} more on the list.)" if count > 1 else ""
        super().__init__(f"Not produced, because something is still open: {first}{more}")


class SealedLeak(UserError):
    """A gate or the self-test found that the public version depends on, or shows, something sealed."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Nothing was produced: {what} Do not file this report manually either; report this error.")


def never_cancelled() -> bool:
    """Not cancelled."""
    return False


def silent(done: int, of: int, what: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class PackageTools:
    """The library, the measure, the renderers, the inspector, the reader of attachments and the painter.

    `program` is the version that is noted.
    """

    library: FormLibrary
    measure: TextMeasure
    renderer: RequestRenderer
    inspector: PdfInspector
    reader: AttachmentReader
    painter: PdfPainter
    program: str


@dataclass
class PackageProgress:
    """One making of a package: tells its progress and stops where the user asks for it."""

    progress: Progress = silent
    cancelled: Callable[[], bool] = never_cancelled
    steps: int = 5
    done: int = 0

    def step(self, what: str) -> None:
        """The next step begins. Raises WorkCancelled if the user stopped the work."""
        if self.cancelled():
            raise WorkCancelled
        self.say(what)
        self.done += 1

    def say(self, what: str) -> None:
        """Tells how far the present step is."""
        self.progress(self.done, self.steps, what)
