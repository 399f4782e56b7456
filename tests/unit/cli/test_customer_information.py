"""The draft rule on customer information by command: every answer says that it is a draft."""

import pytest

from desktop_app.cli.customer_information_verbs import DRAFT
from tests.support.command_line import Counter, counter, made

pytestmark = pytest.mark.slow  # a whole sample company

__all__ = ["counter", "made"]

SIGNED = ("--recipient", "Sample Billing", "--affiliate", "outside", "--service", "Bills", "--kinds", "name, address")
AGREED = ("--ending", "return", "--attestation", "The attached form")


def test_releases_contracts_returns_and_incidents(counter: Counter) -> None:
    def does(verb: str, *more: str) -> tuple[int, str]:
        answer = counter.run("customer-information", counter.file, verb, *more)
        return answer.code, answer.out + answer.err

    refused = does("decide", "--kind", "specific", "--service-kind", "nonutility")
    assert refused[0] == 3
    assert "not allowed" in refused[1]
    assert "10.XXX(3)(A)" in refused[1]
    assert DRAFT in refused[1]
    code, told = does("decide", "--kind", "aggregate", "--single", "no")
    assert (code, "allowed" in told, "10.XXX(2)" in told) == (0, True, True)
    assert "open" in does("decide", "--kind", "specific", "--service-kind", "utility")[1]
    consented = ("--consent", "Sample Customer; written; 2026-02-10; form 14; Pat Sample", "--contract", "yes")
    code, told = does("decide", "--kind", "specific", "--service-kind", "nonutility", "--needed", "yes", *consented)
    assert (code, "register of consents" in told) == (0, True)
    assert "Write five parts" in does("decide", "--kind", "specific", "--consent", "Sample Customer")[1]

    assert "2026-03-15" in does("return", "--asked", "2026-03-02", "--received", "2026-03-05")[1]
    assert "March 15, 2026" in counter.done("calendar", counter.file, "--from", "2026-03-06", "--to", "2026-03-31").out
    assert "before it was asked" in does("return", "--asked", "2026-03-02", "--received", "2026-03-01")[1]
    assert does("return", "--ending", "access")[0] == 0

    annex = counter.folder / "annex.pdf"
    code, told = does("contract", *SIGNED, *AGREED, "--annex", str(annex))
    assert (code, "unauthorized use is blank" in told, annex.exists()) == (1, True, False)
    code, _ = does(
        "contract", *SIGNED, *AGREED, "--misuse", "It ends.", "--disclosure", "It pays.", "--annex", str(annex)
    )
    assert (code, annex.read_bytes()[:5]) == (0, b"%PDF-")

    told = does("incident", "--aware", "2026-03-01", "--verified", "2026-03-02", "--kinds", "names of 140")[1]
    assert "Staff Counsel's Office" in told
    assert "Office of the Public Counsel" in told
    listed = does("list")[1]
    assert "Sample Customer" not in listed
    assert "names of 140" in listed


def test_long_words_come_from_a_file(counter: Counter) -> None:
    counter.done("start", counter.file, "--form", "waiver")
    words = counter.folder / "why.txt"
    words.write_text("The first.\n\nThe second.\n", encoding="utf-8")
    place = "2026-waiver/items/reasons/answer"
    counter.done("set", counter.file, place, "--from-file", str(words))
    assert "The second." in counter.done("explain", counter.file, place).out
    both = counter.run("set", counter.file, place, "x", "--from-file", str(words))
    assert (both.code, "not allowed with argument VALUE" in both.err) == (2, True)
