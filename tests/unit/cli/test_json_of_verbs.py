"""The JSON of each verb is what ``desktop_app/cli/JSON.md`` says: each command there is run, its answer compared."""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from desktop_app.cli.main import parser
from tests.support.command_line import REPORT, Counter, counter, made
from tests.support.told_json import TOLD, empty_lists, fits_the_example

pytestmark = pytest.mark.slow  # whole sample companies

__all__ = ["counter", "made"]

# The lists that this verb reads are made in its own tests, which compare its JSON with the same example.
ELSEWHERE = {"cold-weather import", "cold-weather months"}
BOOKS = """Account,Debit,Credit
Assets,,
131 Cash,5,
101 Utility plant in service,10,
201 Common stock,,10
9999 Suspense,,5
"""
MAP = '"131" = "p4/cash/end"\n"101" = "p4/plant_in_service/end"\n"9999" = "ignore"\n'
COMMENT = ["review", "comment", "REVIEW", "--on", "FILING/w2/chemicals/amount", "--by", "Ann", "--propose", "4,712"]
BEFORE: dict[str, Sequence[Sequence[str]]] = {
    "note": [["note", "FILE", "FILING/p4/cash/end", "--text", "Ask", "--mark", "to confirm"]],
    "notes": [["note", "FILE", "FILING/p4/cash/end", "--text", "Ask"]],
    "work-paper": [["work-paper", "FILE", "FILING/w1/residential_sales/average", "--part", "380=January"]],
    "backups": [["backup", "FILE"]],
    "pack show": [["pack", "export", "FILE", "PACK"]],
    "attachments": [["attach", "FILE", "FILING", "PAGE", "--title", "A plan"]],
    "protect": [["seal", "FILE", "FILING/w2/chemicals/amount", "--type", "Price", "--reason", "Names the price."]],
    "letter list": [
        ["case", "FILE", "keep", "WR-2026-0001", "--about", "Rates", "--parties", "Public counsel"],
        ["event", "add", "FILE", "deficiency_notice", "--on", "5/1/2026"],
        ["letter", "FILE", "new", "--kind", "deficiency_answer", "--year", "2025"],
        ["letter", "FILE", "deficiency", "LETTER", "--asked", "Page 4", "--supplied", "A new page 4"],
        ["letter", "FILE", "new", "--kind", "extension_pleading", "--year", "2025"],
        ["letter", "FILE", "serve", "PLEADING", "--on", "11/28/2026"],
    ],
    "event list": [["event", "add", "FILE", "deficiency_notice", "--on", "5/1/2026", "--note", "WR-2026-0001"]],
    "tariff check": [
        ["tariff", "FILE", "schedule", "--utility", "water", "--title", "R", "--outline", "water_small"],
        ["tariff", "FILE", "file", "--schedule", "water-1", "--prepare"],
    ],
    "case list": [["case", "FILE", "keep", "WR-2026-0001", "--about", "Rates", "--parties", "Public counsel"]],
    "tariff pictures": [["tariff", "FILE", "picture", "PAGE", "--shows", "A map"]],
    "tariff terms": [["tariff", "FILE", "schedule", "--utility", "sewer", "--title", "R"]],
    "tariff bills": [
        ["tariff", "FILE", "schedule", "--utility", "water", "--title", "R", "--outline", "water_small"],
        ["tariff", "FILE", "file", "--schedule", "water-1", "--prepare"],
    ],
    "tariff list": [
        ["tariff", "FILE", "schedule", "--utility", "water", "--title", "R", "--outline", "water_small"],
        ["tariff", "FILE", "file", "--schedule", "water-1", "--prepare"],
    ],
    "tariff filing": [
        ["tariff", "FILE", "schedule", "--utility", "water", "--title", "R", "--outline", "water_small"],
        ["tariff", "FILE", "file", "--schedule", "water-1", "--prepare"],
    ],
    "excel import": [
        ["excel", "FILE", "export", "COPY.xlsx", "--filing", "FILING", "--schedule", "p4"],
        ["set", "FILE", "FILING/p4/cash/end", "5"],
    ],
    "items": [
        ["start", "FILE", "--form", "waiver"],
        ["promise", "FILE", "2026-waiver", "standing", "--reason", "It is on its way.", "--by", "12/31/2026"],
        ["attach", "FILE", "2026-waiver", "PAGE", "--title", "A page", "--item", "standing"],
    ],
    "parties": [
        ["parties", "FILE", "add", "--case", "WA-2026-0123", "--name", "Sample District", "--email", "a@b.example"]
    ],
    "customer-information list": [["customer-information", "FILE", "decide", "--kind", "specific", "--kinds", "names"]],
    "roles": [["roles", "FILE", "FILING", "--prepared", "Ann", "--on", "2/3/2026"]],
    "review show": [["review", "make", "FILE", "REVIEW", "--filing", "FILING"], COMMENT],
    "review comments": [
        ["review", "make", "FILE", "REVIEW", "--filing", "FILING"],
        COMMENT,
        ["review", "take", "FILE", "REVIEW"],
        ["review", "answer", "FILE", "COMMENT", "--by", "Bob", "--text", "It is right."],
    ],
    "letter show": [["letter", "FILE", "new", "--kind", "deficiency_answer", "--year", "2025"]],
    "verify": [["produce", "FILE", "--filing", "FILING", "--out", "PACKAGE", "--draft", "--quiet"]],
}
# A copy with a cell that was changed on both sides is not imported without a word, and says so.
# Whose the books are is asked; a company without a report of the year has no package.
CODES = {"excel import": (1,), **dict.fromkeys(("batch import", "batch produce", "batch signature-pages"), (1,))}


@pytest.fixture
def places(counter: Counter) -> Callable[[str], str]:
    folder = counter.folder
    Image.new("RGB", (40, 40), "white").save(folder / "page.png")
    (folder / "books.csv").write_text(BOOKS, encoding="utf-8")
    (folder / "list.csv").write_text("Name,Note\nSample Person,x\nOther Person,y\n", encoding="utf-8")
    (folder / "map.toml").write_text(MAP, encoding="utf-8")
    known = {
        "FILING": REPORT,
        "FOLDER": str(folder),
        "FILE": counter.file,
        "PAGE": str(folder / "page.png"),
        "BOOKS.csv": str(folder / "books.csv"),
        "LIST": str(folder / "list.csv"),
        "COPY.xlsx": str(folder / "copy.xlsx"),
        "OUT.xlsx": str(folder / "out.xlsx"),
        "MAP.toml": str(folder / "map.toml"),
        "REVIEW": str(folder / "for ann.filingreview"),
        "PACKAGE": str(folder / "package"),
        "PACK": str(folder / "pack.json"),
    }

    def put(word: str) -> str:
        head, slash, rest = word.partition("/")
        return f"{known.get(head, head)}{slash}{rest}"

    return put


@pytest.mark.parametrize("name", sorted(TOLD.keys() - ELSEWHERE))
def test_a_verb_prints_what_is_told(counter: Counter, places: Callable[[str], str], name: str) -> None:
    for command in BEFORE.get(name, ()):
        counter.done(*map(places, _with_letter(counter, command)))
    if name == "excel import":
        _edit_copy(counter.folder / "copy.xlsx", {8539: 4711, 320: 321})
    if name == "verify":
        (counter.folder / "package" / "notes.txt").write_text("not of the package", encoding="utf-8")
    command = _with_letter(counter, TOLD[name][0])
    answer = counter.run(*map(places, command))
    assert answer.code in CODES.get(name, (0, 3)), answer.err
    fits_the_example(name, answer.out)


def _with_letter(counter: Counter, command: Sequence[str]) -> Sequence[str]:
    """The command with the first letter's id for LETTER, the pleading's for PLEADING."""
    if "COMMENT" in command:
        kept = counter.run("review", "comments", counter.file, "--json").json["comments"][0]["id"]
        return [kept if word == "COMMENT" else word for word in command]
    if not {"LETTER", "PLEADING"} & set(command):
        return command
    letters = counter.run("letter", counter.file, "list", "--json").json
    ids = {"LETTER": letters[0]["id"]}
    for item in letters:
        if item["kind"] == "extension_pleading":
            ids["PLEADING"] = item["id"]
    return [ids.get(word, word) for word in command]


def _edit_copy(path: Path, changed: Mapping[int, int]) -> None:
    book = openpyxl.load_workbook(path)
    for cell in (cell for row in book.worksheets[0] for cell in row):
        if isinstance(cell.value, int) and cell.value in changed:
            cell.value = changed[cell.value]
    book.save(path)


@pytest.mark.parametrize("name", sorted(TOLD))
def test_no_list_of_an_example_leaves_open_what_is_in_it(name: str) -> None:
    assert empty_lists(name) == set()


def test_every_verb_with_json_is_told() -> None:
    assert set(_with_json(parser())) == TOLD.keys()


def test_no_verb_loses_what_was_given_before_it() -> None:
    """An option of a verb that is kept under the same name would put its default over --password-file before it."""
    kept = {action.dest for action in parser()._actions if action.option_strings} - {"help"}
    assert "password_file" in kept
    assert [name for name, dest in _kept_names(parser()) if dest in kept and name] == []


def _kept_names(made: argparse.ArgumentParser, *before: str) -> Iterator[tuple[str, str]]:
    for action in made._actions:
        yield " ".join(before), action.dest
        if isinstance(action, argparse._SubParsersAction):
            for name, under in action.choices.items():
                yield from _kept_names(under, *before, name)


def _with_json(made: argparse.ArgumentParser, *before: str) -> Iterator[str]:
    for action in made._actions:
        if "--json" in action.option_strings:
            yield " ".join(before)
        if isinstance(action, argparse._SubParsersAction):
            for name, under in action.choices.items():
                yield from _with_json(under, *before, name)
