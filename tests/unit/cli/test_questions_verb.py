"""One question after the other in a terminal: answers are kept at once, refusals said, blanks alone asked if wished."""

import io

import pytest

from tests.support.command_line import REPORT, Answer, Counter, counter, made

__all__ = ["counter", "made"]
pytestmark = pytest.mark.slow
LABOR = f"{REPORT}/w2/salaries_employees/amount"


@pytest.fixture
def typed(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> "Typed":
    return Typed(counter, monkeypatch)


class Typed:
    """Somebody at the terminal."""

    def __init__(self, counter: Counter, patch: pytest.MonkeyPatch) -> None:
        self.counter, self._patch = counter, patch

    def answers(self, *lines: str, asked: tuple[str, ...] = ("w2",)) -> Answer:
        self._patch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return self.counter.done("questions", self.counter.file, REPORT, *asked)

    def value(self, place: str) -> str:
        return str(self.counter.done("explain", self.counter.file, place, "--json").json["value"])


def test_an_answer_is_kept_and_the_next_question_comes(typed: Typed) -> None:
    said = typed.answers("41,000", "").out
    assert "Salaries and wages" in said
    assert "Now: 39,600" in said
    assert typed.value(LABOR) == "41,000"
    assert said.count("\nPage 25 of 47") == 1


def test_a_refusal_is_said_and_the_question_comes_again(typed: Typed) -> None:
    said = typed.answers("a lot", "41,000").out
    assert "'a lot' is not a number" in said
    assert typed.value(LABOR) == "41,000"


def test_going_back_making_blank_and_stopping(typed: Typed) -> None:
    typed.answers("", ":back", ":back", ":clear", ":stop", "7")
    assert typed.value(LABOR) == ""


def test_only_what_is_blank_is_asked_and_the_end_is_told(typed: Typed) -> None:
    typed.answers(":clear")
    said = typed.answers("12", asked=("w2", "--blank")).out
    assert typed.value(LABOR) == "12"
    assert "That was the last question." in said
    assert said.count("Now:") == said.count("Now: blank")


def test_a_row_that_is_begun_is_asked_about(typed: Typed) -> None:
    typed.answers(":clear", asked=("p8_affiliates",))
    said = typed.answers("Sample Services LLC", ":stop", asked=("p8_affiliates",)).out
    assert said.count("Now:") == 2  # the table, then its first row
    assert "Dealing 1, affiliate" in said
    assert "Now: Sample Services LLC" in said


def test_a_page_that_is_not_there_is_refused(typed: Typed) -> None:
    words = typed.counter.refused("questions", typed.counter.file, REPORT, "nope")
    assert "Nothing is asked on page 'nope'" in words
