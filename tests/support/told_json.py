"""The JSON of the verbs as ``desktop_app/cli/JSON.md`` shows it: its commands, its examples, and what fits them."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path

from desktop_app.cli import output

WORDS = (Path(output.__file__).parent / "JSON.md").read_text(encoding="utf-8")
TOLD = {
    name: (command.split()[1:], json.loads(example))
    for name, command, example in re.findall(
        r"^## ([\w -]+)\n.*?```sh\n(.*?)\n```\n\n```json\n(.*?)\n```", WORDS, re.DOTALL | re.MULTILINE
    )
}
# Their keys are names or years, not words of the format.
OPEN = {"years", "possible", "lacking", "values"}


def fits_the_example(name: str, printed: str) -> None:
    """Asserts that what a verb printed has the version, the keys and the kinds of its example."""
    data, (_, example) = json.loads(printed), TOLD[name]
    assert _fits(_shape(data), _shape(example)), (_shape(data), _shape(example))
    assert all(item["version"] == output.JSON_VERSION for item in (data if isinstance(data, list) else [data]))


def empty_lists(name: str) -> set[str]:
    """The keys of the example under which no list has an item."""
    return set(_empty(_shape(TOLD[name][1]), name))


def _empty(shape: object, key: str) -> Iterator[str]:
    if isinstance(shape, dict):
        for name, inner in shape.items():
            yield from _empty(inner, name)
    elif isinstance(shape, list):
        if not shape:
            yield key
        for item in shape:
            yield from _empty(item, key)


def _shape(value: object, key: str = "") -> object:
    """Keys and kinds of a JSON value; of a list what its items show together, of names only that they are there."""
    if isinstance(value, dict):
        inner = {name: _shape(item, name) for name, item in value.items()}
        return dict.fromkeys([""], next(iter(inner.values()), "NoneType")) if key in OPEN else inner
    if isinstance(value, list):
        return [functools.reduce(_together, map(_shape, value))] if value else []
    return type(value).__name__


def _together(one: object, other: object) -> object:
    """The shape of two items: what one leaves empty or null is that of the other."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return {key: _together(one[key], other[key]) for key in one}
    if isinstance(one, list) and isinstance(other, list) and one and other:
        return [_together(one[0], other[0])]
    return other if one in ([], "NoneType") else one


def _fits(answer: object, example: object) -> bool:
    """Whether both have the same shape; what one leaves empty or null says nothing."""
    if isinstance(answer, dict) and isinstance(example, dict):
        return answer.keys() == example.keys() and all(_fits(answer[key], example[key]) for key in answer)
    if isinstance(answer, list) and isinstance(example, list):
        return not answer or not example or _fits(answer[0], example[0])
    return "NoneType" in (answer, example) or answer == example
