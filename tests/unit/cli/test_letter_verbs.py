"""The letters that go with a report, by command: certified by answers alone, printed, sent, received."""

import json
from pathlib import Path

import pytest

from desktop_app.bootstrap import program
from desktop_app.cli.main import run_command_line

pytestmark = pytest.mark.slow  # whole sample companies

PROFILE = """
[company.identity]
legal_name = "Sample Water"
water = "yes"
[[company.people]]
name = "Sample President"
role = "president"
title = "President"
signs = "yes"
[company.office]
street = "1 Sample Street"
city = "Sample City"
state = "MO"
zip = "65000"
"""


class Office:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.file = str(folder / "water.filingdesk")
        profile = folder / "company.toml"
        profile.write_text(PROFILE, encoding="utf-8")
        assert run_command_line(program, ["new", self.file, "--company", str(profile)], lambda _: Path()) == 0
        self.said()

    def said(self) -> str:
        return self._capsys.readouterr().out

    def does(self, verb: str, *arguments: str) -> str:
        assert run_command_line(program, [verb, self.file, *arguments], lambda _: Path()) == 0
        return self.said()

    def refuses(self, verb: str, *arguments: str) -> str:
        assert run_command_line(program, [verb, self.file, *arguments], lambda _: Path()) == 1
        return self._capsys.readouterr().err

    def letter(self, kind: str = "extension_letter") -> str:
        return self.does("letter", "new", "--kind", kind, "--year", "2040").partition("\t")[0]


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)


def test_a_letter_is_stopped_until_its_certificate_is_answered(office: Office) -> None:
    letter, out = office.letter(), str(office.folder / "letter.pdf")
    office.does("letter", "set", letter, "reason", "Fire.")
    assert "Say on this letter, with the day" in office.refuses("letter", "print", letter, "--out", out)
    assert not Path(out).exists()
    assert "Fire." in office.does("letter", "show", letter)
    office.does("letter", "set", letter, "day", "04/01/2041")
    office.does("letter", "no-case", letter, "--as-of", "04/01/2041")
    office.does("letter", "print", letter, "--out", out)
    assert Path(out).read_bytes().startswith(b"%PDF")
    assert "certifies that on April 1, 2041 no case was pending" in office.does("letter", "show", letter)


def test_a_case_of_the_list_is_served_or_stops_the_letter(office: Office) -> None:
    office.does("case", "keep", "WR-2041-0001", "--about", "rates", "--parties", "Public counsel")
    letter = office.letter("extension_pleading")
    office.does("letter", "set", letter, "day", "04/01/2041")
    assert "is on the company's list as pending" in office.refuses("letter", "no-case", letter, "--as-of", "04/01/2041")
    assert "No pending case WR-1" in office.refuses("letter", "serve", letter, "--on", "04/01/2041", "--case", "WR-1")
    office.does("letter", "serve", letter, "--on", "04/01/2041")
    assert "Case No. WR-2041-0001, rates: Public counsel" in office.does("letter", "show", letter)
    office.does("case", "keep", "WR-2041-0001", "--closed", "yes")
    assert json.loads(office.does("case", "list", "--json"))[0]["closed"] is True
    assert "closed" in office.does("case", "list")
    assert "certifies" not in office.does("letter", "show", letter)
    office.does("case", "delete", "WR-2041-0001")
    assert "There is no case" in office.refuses("case", "delete", "WR-2041-0001")


def test_what_was_mailed_counts_from_its_receipt(office: Office) -> None:
    letter = office.letter()
    office.does("letter", "set", letter, "day", "04/08/2041")
    office.does("letter", "no-case", letter, "--as-of", "04/08/2041")
    assert "Write the reason for the extension." in office.refuses("letter", "sent", letter, "--on", "04/10/2041")
    office.does("letter", "set", letter, "reason", "Fire.")
    assert "until you record the day of receipt" in office.does("letter", "sent", letter, "--on", "04/10/2041")
    assert "sent April 10, 2041, By mail" in office.does("letter", "list")
    said = office.does("letter", "received", letter, "--on", "04/14/2041")
    assert said == "The calendar shows the extended due date, May 15, 2041.\n"
    assert json.loads(office.does("letter", "list", "--json"))[0]["sent"]["received"] == "2041-04-14"
    assert "can no longer be changed" in office.refuses("letter", "set", letter, "reason", "x")


def test_a_letter_for_more_than_thirty_days_offers_the_pleading(office: Office) -> None:
    letter = office.letter()
    office.does("letter", "set", letter, "day", "04/08/2041")
    office.does("letter", "no-case", letter, "--as-of", "04/08/2041")
    office.does("letter", "set", letter, "until", "05/16/2041")
    refused = office.refuses("letter", "print", letter, "--out", str(office.folder / "x.pdf"))
    assert "Start a pleading for more than thirty days" in refused


def test_an_answer_lists_deficiencies_and_encloses_by_word(office: Office) -> None:
    letter = office.letter("deficiency_answer")
    office.does("letter", "deficiency", letter, "--asked", "No oath.", "--supplied", "The oath.")
    assert "Answer yes or no" in office.refuses("letter", "set", letter, "says_enclosed", "perhaps")
    office.does("letter", "set", letter, "says_enclosed", "yes")
    said = office.does("letter", "show", letter)
    assert "The notice says: No oath. The company supplies: The oath." in said
    assert "A corrected report is enclosed." in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("set", "LETTER", "weather", "fine"), "This letter has no field 'weather'"),
        (("set", "LETTER", "signer", "Nobody"), "is not among the people of the company: Sample President"),
        (("set", "LETTER", "day", "soon"), "is not a date"),
        (("print", "LETTER", "--out", "/nowhere/x.pdf"), "cannot be written"),
        (("no-case", "OTHER", "--as-of", "04/01/2041"), "has no certificate of service"),
        (("show", "none"), "There is no letter 'none'"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(office: Office, arguments: tuple[str, ...], words: str) -> None:
    letter, other = office.letter(), office.letter("deficiency_answer")
    office.does("letter", "set", letter, "signer", "Sample President")
    office.does("letter", "set", letter, "day", "04/08/2041")
    office.does("letter", "no-case", letter, "--as-of", "04/08/2041")
    office.does("letter", "set", letter, "reason", "Fire.")
    given = [{"LETTER": letter, "OTHER": other}.get(word, word) for word in arguments]
    assert words in office.refuses("letter", *given)
    office.does("letter", "delete", other)
