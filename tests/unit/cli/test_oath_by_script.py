"""The oath page of a package by command: its code on paper, and what a later edit does to it."""

import pytest

from tests.forms.finished import read
from tests.support.command_line import REPORT, Counter, counter, made

pytestmark = pytest.mark.slow  # a whole package

__all__ = ["counter", "made"]


def test_an_edit_after_the_package_voids_the_oath_page(counter: Counter) -> None:
    counter.done("produce", counter.file, "--filing", REPORT, "--out", str(counter.folder / "sent"), "--quiet")
    problems = counter.run("check", counter.file, "--filing", REPORT, "--json").json
    assert [item for item in problems if "is void" in item["sentence"]] == []
    counter.done("set", counter.file, f"{REPORT}/p4/cash/end", "5,533")
    problems = counter.run("check", counter.file, "--filing", REPORT, "--json").json
    (void,) = [item for item in problems if "is void" in item["sentence"]]
    assert void["level"] == "note"
    assert "131 Cash, end of year" in void["sentence"]
    paper = read(next((counter.folder / "sent" / "public").glob("*-public.pdf")).read_bytes())
    code = paper.partition("Code of the contents of this version: ")[2].partition(".")[0]
    assert code in void["sentence"]
    sent = ("filed", counter.file, REPORT, "--on", "4/2/2026")
    assert "add --oath-void-known" in counter.refused(*sent)
    counter.done(*sent, "--oath-void-known")


def test_undo_takes_no_printed_oath_page_back(counter: Counter) -> None:
    counter.done("produce", counter.file, "--filing", REPORT, "--out", str(counter.folder / "sent"), "--quiet")
    counter.done("undo", counter.file)
    counter.done("set", counter.file, f"{REPORT}/p4/cash/end", "5,533")
    problems = counter.run("check", counter.file, "--filing", REPORT, "--json").json
    assert len([item for item in problems if "is void" in item["sentence"]]) == 1
