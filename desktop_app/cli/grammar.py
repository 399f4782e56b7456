"""The one way in which verbs are added to the command line, alone or in groups."""

from __future__ import annotations

import argparse
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol, TypeAlias

from desktop_app.domain.dates import NotADate, parse_date
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.money import NotANumber, parse_number
from desktop_app.domain.problems import UserError

if TYPE_CHECKING:
    from desktop_app.services.program.program import Program

Verb: TypeAlias = "Callable[[Program, Namespace], int]"


class OddArgument(UserError):
    """An argument that can be neither a name nor a text."""


class Adder(Protocol):
    """Adds a parser for one name: what argparse's subparsers do."""

    def __call__(self, name: str, *, help: str, description: str) -> ArgumentParser:  # noqa: A002 - argparse's own name
        """The parser of the verb."""


@dataclass(frozen=True)
class VerbGroup:
    """Verbs under one word. With `file_first`, the company's file stands before the verb, else behind it."""

    name: str
    words: str
    file_first: bool = False

    def under(self, add: Adder) -> Adder:
        """Adds the word, and gives the adder of its verbs."""
        made = add(self.name, help=self.words, description=self.words)
        if self.file_first:
            made.add_argument("file", metavar="FILE", help=FILE_WORDS)
        return made.add_subparsers(title="verbs", required=True, metavar="VERB").add_parser


FILE_WORDS = "the company's file"
POSITIONAL = {"file": FILE_WORDS, "place": "FILING/SCHEDULE/LINE/COLUMN, as 'list' prints it", "filing": "its id"}


def add_verb(
    add: Adder, name: str, words: str, verb: Verb, *positional: str, json: bool = False, replace: str = ""
) -> ArgumentParser:
    """A verb with its positional arguments, in order; `words` tell what it does.

    With `json` it can print JSON; with `replace` it may write over what that names.
    """
    made = add(name, help=words, description=words)
    for item in positional:
        made.add_argument(item, metavar=item.upper(), help=POSITIONAL.get(item))
    made.add_argument("--quiet", action="store_true", help="print results and refusals only")
    if json:
        made.add_argument("--json", action="store_true", help="print JSON, as cli/JSON.md describes it")
    if replace:
        made.add_argument("--replace", action="store_true", help=f"{replace} is replaced")
    made.set_defaults(verb=verb)
    return made


def date_given(text: str) -> object:
    """A date of the command line."""
    try:
        return parse_date(text)
    except NotADate as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def number_given(text: str) -> Decimal:
    """A number of the command line."""
    try:
        return parse_number(text)
    except NotANumber as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def must_be_passable(arguments: Sequence[str]) -> None:
    """Refuses what no file can be named by and no text can hold."""
    for argument in arguments:
        try:
            passable = b"\0" not in os.fsencode(argument)
        except UnicodeEncodeError:
            passable = False
        if not passable:
            raise OddArgument(
                f"{argument!a} contains characters that cannot be used in a file name or text. Type it again."
            )
