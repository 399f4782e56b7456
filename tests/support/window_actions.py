"""The actions of a window that is not there: they are written down."""

from dataclasses import dataclass, field


@dataclass
class RecordedActions:
    """`went` are the places gone to, `said` the sentences, `done` the other actions with what they were about."""

    went: list[tuple[str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    done: list[tuple[str, object]] = field(default_factory=list)

    def go_to(self, filing: str, place: str = "", /) -> None:
        self.went.append((filing, place))

    def show_page(self, name: str, /) -> None:
        self.done.append(("page", name))

    def show_dialog(self, name: str, filing: str = "", /) -> None:
        self.done.append((name, filing))

    def say(self, words: str, tone: str, /) -> None:
        self.said.append(words)

    def remind(self, words: str, /) -> None:
        self.said.append(words)

    def begin_report(self, year: int | None, /) -> None:
        self.done.append(("begin", year))

    def mark_filed(self, filing: str, /) -> None:
        self.done.append(("filed", filing))

    def start_revision(self, filing: str, /) -> None:
        self.done.append(("revision", filing))

    def show_filed_copies(self, filing: str, /) -> None:
        self.done.append(("copies", filing))
