"""The JSON of each verb is what ``desktop_app/cli/JSON.md`` says: each command there is run, its answer compared."""

import argparse
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.cli import output
from desktop_app.cli.main import parser
from tests.support.command_line import REPORT, Counter, counter, made

__all__ = ["counter", "made"]

WORDS = (Path(output.__file__).parent / "JSON.md").read_text(encoding="utf-8")
TOLD = {
    name: (command.split()[1:], json.loads(example))
    for name, command, example in re.findall(
        r"^## ([\w -]+)\n.*?```sh\n(.*?)\n```\n\n```json\n(.*?)\n```", WORDS, re.DOTALL | re.MULTILINE
    )
}
# Their keys are names or years, not words of the format.
OPEN = {"years", "possible", "lacking"}
# The lists that this verb reads are made in its own tests, which compare its JSON with the same example.
ELSEWHERE = {"cold-weather import", "cold-weather months"}
BEFORE: dict[str, Sequence[Sequence[str]]] = {
    "note": [["note", "FILE", "FILING/p4/cash/end", "--text", "Ask", "--mark", "to confirm"]],
    "notes": [["note", "FILE", "FILING/p4/cash/end", "--text", "Ask"]],
    "work-paper": [["work-paper", "FILE", "FILING/p4/cash/end", "--part", "8000=Bank", "--part", "539=Till"]],
    "backups": [["backup", "FILE"]],
    "attachments": [["attach", "FILE", "FILING", "PAGE", "--title", "A plan"]],
    "letter list": [["letter", "FILE", "new", "--kind", "extension_letter", "--year", "2025"]],
    "case list": [["case", "FILE", "keep", "WR-2026-0001", "--about", "Rates", "--parties", "Public counsel"]],
    "tariff terms": [["tariff", "FILE", "schedule", "--utility", "sewer", "--title", "R"]],
    "tariff bills": [
        ["tariff", "FILE", "schedule", "--utility", "water", "--title", "R", "--outline", "water_small"],
        ["tariff", "FILE", "file", "--schedule", "water-1", "--prepare"],
    ],
    "tariff list": [["tariff", "FILE", "schedule", "--utility", "water", "--title", "R", "--outline", "water_small"]],
    "excel import": [["excel", "FILE", "export", "COPY.xlsx", "--filing", "FILING", "--schedule", "p4"]],
}


def shape(value: object, key: str = "") -> object:
    """The keys and kinds of a JSON value; of a list its first item, of names and years only that they are there."""
    if isinstance(value, dict):
        inner = {name: shape(item, name) for name, item in value.items()}
        return dict.fromkeys([""], next(iter(inner.values()), None)) if key in OPEN else inner
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def fits(answer: object, example: object) -> bool:
    """Whether both have the same shape; what one leaves empty or null says nothing."""
    if isinstance(answer, dict) and isinstance(example, dict):
        return answer.keys() == example.keys() and all(fits(answer[key], example[key]) for key in answer)
    if isinstance(answer, list) and isinstance(example, list):
        return not answer or not example or fits(answer[0], example[0])
    return "NoneType" in (answer, example) or answer == example


@pytest.fixture
def places(counter: Counter) -> Callable[[str], str]:
    folder = counter.folder
    Image.new("RGB", (40, 40), "white").save(folder / "page.png")
    (folder / "books.csv").write_text("Account,Debit,Credit\n131 Cash,5,\n9999 Suspense,,5\n", encoding="utf-8")
    known = {
        "FILING": REPORT,
        "FOLDER": str(folder),
        "FILE": counter.file,
        "PAGE": str(folder / "page.png"),
        "BOOKS.csv": str(folder / "books.csv"),
        "COPY.xlsx": str(folder / "copy.xlsx"),
        "OUT.xlsx": str(folder / "out.xlsx"),
    }

    def put(word: str) -> str:
        head, slash, rest = word.partition("/")
        return f"{known.get(head, head)}{slash}{rest}"

    return put


@pytest.mark.parametrize("name", sorted(TOLD.keys() - ELSEWHERE))
def test_a_verb_prints_what_is_told(counter: Counter, places: Callable[[str], str], name: str) -> None:
    for command in BEFORE.get(name, ()):
        counter.done(*map(places, command))
    command, example = TOLD[name]
    answer = counter.run(*map(places, command))
    assert answer.code in (0, 3), answer.err
    data = json.loads(answer.out)
    assert fits(shape(data), shape(example)), (shape(data), shape(example))
    assert all(item["version"] == output.JSON_VERSION for item in (data if isinstance(data, list) else [data]))


def test_every_verb_with_json_is_told() -> None:
    assert set(_with_json(parser())) == TOLD.keys()


def _with_json(made: argparse.ArgumentParser, *before: str) -> Iterator[str]:
    for action in made._actions:
        if "--json" in action.option_strings:
            yield " ".join(before)
        if isinstance(action, argparse._SubParsersAction):
            for name, under in action.choices.items():
                yield from _with_json(under, *before, name)
