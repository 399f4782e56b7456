"""How a verb is added to the grammar of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from desktop_app.services.program.program import Program

Verb = Callable[[Program, argparse.Namespace], int]
Adder = Callable[..., argparse.ArgumentParser]


def add_verb(add: Adder, name: str, words: str, verb: Verb, *positional: str) -> argparse.ArgumentParser:
    """A verb with its positional arguments, in order; `words` tell what it does."""
    made = add(name, help=words, description=words)
    for item in positional:
        made.add_argument(item, metavar=item.upper())
    made.set_defaults(verb=verb)
    return made
