"""A reader of attached papers that opens no file: each test says what it finds, and it keeps what it was asked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.services.ports import DrawnPage, ForeignDocument, PageArea, PageText

Boxes = Mapping[int, Sequence[PageArea]]
ReadWords = Callable[[str, bytes], tuple[PageText, ...]]
DrawPages = Callable[[bytes, Boxes, Sequence[int]], Iterable[DrawnPage]]


def no_words(_name: str, _content: bytes) -> tuple[PageText, ...]:
    return ()


@dataclass
class StandInReader:
    """Without `found` or `drawn` it must not be asked to look or to draw."""

    found: ForeignDocument | None = None
    words: ReadWords = no_words
    drawn: DrawPages | None = None
    asked: list[tuple[str, Boxes]] = field(default_factory=list)

    def look(self, name: str, content: bytes, cancelled: Callable[[], bool]) -> ForeignDocument:
        assert self.found is not None, name
        return self.found

    def read(self, name: str, content: bytes, boxes: Boxes, cancelled: Callable[[], bool]) -> tuple[PageText, ...]:
        self.asked.append((name, {page: list(areas) for page, areas in boxes.items()}))
        return self.words(name, content)

    def draw(
        self, name: str, content: bytes, boxes: Boxes, cancelled: Callable[[], bool], pages: Sequence[int] = ()
    ) -> Iterator[DrawnPage]:
        self.asked.append((name, boxes))
        assert self.drawn is not None, name
        yield from self.drawn(content, boxes, pages)
