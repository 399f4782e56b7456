"""A review by command line: made, commented, encrypted, taken back, accepted, answered, resolved and printed."""

from pathlib import Path

import pytest

from desktop_app.storage.encryption import KeyCost
from desktop_app.storage.passwords import KnownPasswords
from tests.support.command_line import REPORT, Counter, counter, made

pytestmark = pytest.mark.slow  # whole sample companies

__all__ = ["counter", "made"]
PLACE = f"{REPORT}/w2/chemicals/amount"


def test_a_review_goes_out_and_comes_back(counter: Counter) -> None:
    review = str(counter.folder / "for ann.filingreview")
    assert "written" in counter.done("review", "make", counter.file, review, "--filing", REPORT).out
    assert PLACE in counter.done("review", "show", review).out
    counter.done("review", "comment", review, "--on", PLACE, "--by", "Ann", "--text", "Too low?", "--propose", "4,712")
    counter.done("review", "comment", review, "--on", REPORT, "--by", "Ann", "--text", "Well done.")
    assert "Proposed: 4,712" in counter.done("review", "show", review).out
    assert len(counter.done("review", "show", review, "--json").json["comments"]) == 2
    assert "is not in this review file" in counter.refused(
        "review", "comment", review, "--on", f"{REPORT}/x/y/z", "--by", "Ann", "--text", "?"
    )
    assert "New comments: 2" in counter.done("review", "take", counter.file, review).out
    assert "Already there: 2" in counter.done("review", "take", counter.file, review).out
    listed = counter.done("review", "comments", counter.file, "--json").json["comments"]
    on_cell = next(item for item in listed if item["place"] == PLACE)
    counter.done("review", "accept", counter.file, on_cell["id"])
    assert "4,712" in counter.done("explain", counter.file, PLACE).out
    other = next(item for item in listed if item["place"] == REPORT)
    counter.done("review", "answer", counter.file, other["id"], "--by", "Bob", "--text", "Thanks.")
    counter.done("review", "resolve", counter.file, other["id"])
    assert "no comment" in counter.done("review", "comments", counter.file, "--open").out
    counter.done("review", "print", counter.file, str(counter.folder / "comments.pdf"))
    assert list(counter.folder.glob("comments*.pdf"))


def test_an_encrypted_public_review(counter: Counter) -> None:
    counter.program.companies.files.passwords = KnownPasswords(KeyCost(2))  # type: ignore[misc]  # tries cost nothing
    password = counter.folder / "password.txt"
    password.write_text("seven wet herons", encoding="utf-8")
    review = counter.folder / "public.filingreview"
    counter.done("review", "make", counter.file, str(review), "--public", "--encrypt-with", str(password))
    assert b"Sample Creek" not in review.read_bytes()
    assert "is encrypted. Name a file" in counter.refused("review", "show", str(review))
    known = f"--password-file={password}"
    assert "public version" in counter.done(known, "review", "show", str(review)).out
    counter.done(known, "review", "comment", str(review), "--on", PLACE, "--by", "Ann", "--text", "?")
    assert b"Sample Creek" not in review.read_bytes()
    assert "New comments: 1" in counter.done(known, "review", "take", counter.file, str(review)).out
    assert "not a review file" in counter.refused("review", "show", str(Path(counter.file)))
