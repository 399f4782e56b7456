"""A whole tariff is split at the heads of its sheets, as real companies write them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.tariffs.schedules import HeadCaptions, Issuer
from desktop_app.domain.tariffs.sheet_heads import PaperHead
from desktop_app.domain.tariffs.sheet_split import SplitSheet, doubtful, split_tariff

TARIFF = (Path(__file__).parents[3] / "cases" / "tariffs" / "whole_tariff.txt").read_text(encoding="utf-8")


def test_heads_and_feet_of_six_companies_are_read_and_taken_off() -> None:
    ada = Issuer("Ada Sample", "President", "500 Oak Drive, Suite 500, Sample City, MO")
    rules = "Rules Governing Rendering of Sewer Service\n\nElm Grove Schedule of Rates, Rules and Regulations"
    elm, first, second = "Elm Grove Utility Company, Inc.", date(2017, 10, 6), date(2017, 11, 5)
    rates = "Schedule of rates\nCustomer charge\t$12.50\nEach 1,000 gallons\t$3.00"
    mention = "RULES\nSee Original Sheet No. 1 for definitions. The rates of 1st Revised Sheet No. 2 apply."
    third, fourth = date(2018, 3, 20), date(2018, 4, 19)
    assert tuple(replace(sheet, head=PaperHead(), psc=0) for sheet in split_tariff(TARIFF)) == (
        SplitSheet("Title Page", 1, rules, first, second, ada, elm),
        SplitSheet("1", 0, rates, first, second, Issuer("Ada Sample"), elm),
        SplitSheet("Sec. 5 Sheet A", 6, mention),
        SplitSheet("17a", 2, "1. A rule.\n   (a) a part", third, fourth, Issuer("Bo Other", "VP", "Regulatory")),
        SplitSheet("Section 1 Sheet 1", 0, "Text of telephone"),
        SplitSheet("R-33.3", 21, "last"),
    )


@pytest.mark.parametrize(
    ("head", "prefix", "psc", "captions", "place", "label"),
    [
        (
            "FORM NO. 13 P.S.C. MO. No. 2 Original Sheet No. 1\nName of Utility: Oaks, Inc.\nService Area: Part of it",
            "P.S.C. MO. No.",
            2,
            ("Name of Utility", "Service Area"),
            "Part of it",
            "FORM NO. 13",
        ),
        (
            (
                "Form No. 13\nPSC Mo. 1\nOriginal Sheet No. 1\nWater For All, Inc.  For: Sample City\n"
                "Name of Issuing Company  Community, Town or City"
            ),
            "PSC Mo.",
            1,
            ("Name of Issuing Company", "Community, Town or City"),
            "Sample City",
            "Form No. 13",
        ),
        (
            "P.S.C. Mo. No. 5 Sec. 5 6th Revised Sheet No. A\nFor ALL TERRITORY",
            "P.S.C. Mo. No.",
            5,
            ("", ""),
            "ALL TERRITORY",
            "",
        ),
        ("Original Sheet No. 4\nCanceling P.S.C. Mo. No. 3", "", 0, ("", ""), "", ""),
        (
            (
                "P.S.C. MO. No. 1 Original Sheet No. 4\nTwo Rivers  For: North and South Service Areas\n"
                "Name of Issuing Corporation  Community, Town or City"
            ),
            "P.S.C. MO. No.",
            1,
            ("Name of Issuing Corporation", "Community, Town or City"),
            "North and South Service Areas",
            "",
        ),
    ],
)
def test_how_a_head_is_written_is_kept(
    head: str, prefix: str, psc: int, captions: tuple[str, str], place: str, label: str
) -> None:
    (sheet,) = split_tariff(f"{head}\nText for a sheet\n")
    assert sheet.head == PaperHead(HeadCaptions(prefix, *captions), place, label)
    assert (sheet.psc, sheet.text) == (psc, "Text for a sheet")


@pytest.mark.parametrize(
    ("head", "number", "revision"),
    [
        ("| P.S.C. MO. No. 1 | 3rd Revised Sheet No. 5A |", "5A", 3),
        ("PSC MO NO 4, Original Sheet 12", "12", 0),
        ("P.S.C. MO.-NO. 35 First Revised Page 7.1", "7.1", 1),
        ("1st Revised Adoption Notice", "Adoption Notice", 1),
        ("P.S.C. MO. No. 1 Original Map", "Map", 0),
        ("FORM NO. 13 P.S.C. MO. No. 2 ORIGINAL SHEET No. Index", "Index", 0),
        ("2nd Rev. Sheet No. 3", "3", 2),
        ("One Hundred Eleventh Revised Sheet No. 6", "6", 111),
    ],
)
def test_a_head_is_known_in_many_spellings(head: str, number: str, revision: int) -> None:
    (sheet,) = split_tariff(f"{head}\n\nText\n")
    assert (sheet.number, sheet.revision, sheet.text) == (number, revision, "Text")


@pytest.mark.parametrize(
    "line",
    [
        "Canceling Original Sheet No. 5",
        "See Original Sheet No. 5 for the rates.",
        "Purple Revised Sheet No. 5",
        "The original sheet is kept at the office.",
        "",
    ],
)
def test_what_only_mentions_a_sheet_is_no_head(line: str) -> None:
    assert split_tariff(line) == ()


def test_what_a_foot_does_not_say_is_named_and_nothing_of_the_text_is_lost() -> None:
    foot = "Issued: 13/45/2020\nmiddle\nIssued by Ada Sample\nFILED\nlast\n\n"
    one, two = split_tariff(f"Original Sheet No. 1\nFirst\n{foot}Original Sheet No. 2\n")
    assert (one.text, one.issued, one.issuer) == ("First\nmiddle\nlast", None, Issuer("Ada Sample"))
    assert (one.doubt, two.doubt) == ("it names no day of effect", "it names no day of effect and it has no text")
    assert [*doubtful([one, one, two])][1] == "Sheet 1 comes twice under the same designation."
    dated = SplitSheet("3", 0, "text", effective=date(2015, 5, 1))
    assert [*doubtful([dated])] == []
    struck = replace(dated, text="The charge is [struck: $5.00] $6.00.")
    assert [*doubtful([struck])] == ["Sheet 3: some of its words are struck out: take them out, or their sign."]
    first, second = date(2015, 5, 1), date(2015, 5, 2)
    assert SplitSheet("3", 0, "text", second, first).doubt == "its date of issue is after its date of effect"
    assert not SplitSheet("3", 0, "text", first, first).doubt


def test_a_foot_under_the_text_ends_it() -> None:
    (sheet,) = split_tariff(
        "Original Sheet No. 1\nName of Utility:\nText\n\n* Indicates change\nIssued by Ada Sample\n"
    )
    assert sheet.text == "Text"
    (bare,) = split_tariff("Original Sheet No. 1\nIssued by Ada Sample\n")
    assert (bare.text, bare.issuer.name) == ("", "Ada Sample")
