"""What the command line reads and writes: results on standard output, everything beside them on standard error.

``-`` stands for standard input or output. Nothing is written over what is there unless ``--replace`` is given.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from desktop_app.domain.file_names import COMPANY_SUFFIX
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.problems import EnvironmentProblem, Problem, UserError
from desktop_app.domain.text_decoding import NotText, decode_text
from desktop_app.domain.values import Json
from desktop_app.services.paper.version_names import name_for_version
from desktop_app.services.ports import InputFile, NamedContent

DONE, REFUSED, USAGE, FOUND = 0, 1, 2, 3
STREAM = "-"
JSON_VERSION = 1


class OutputExists(UserError):
    """Something has the name already."""

    def __init__(self, target: str) -> None:
        super().__init__(f"{target} exists already. Choose another name, or use --replace.")


class OutputNotWritten(EnvironmentProblem):
    """The file cannot be written."""

    def __init__(self, target: str, why: str) -> None:
        super().__init__(f"{target} cannot be written: {why}.")


class NoInput(UserError):
    """The file cannot be read, or is no text."""


def show(data: Mapping[str, Json] | list[Json]) -> None:
    """Prints data as JSON; the object, or each object of a list, says of which version its keys are."""
    json.dump(_versioned(data), sys.stdout, indent=1, ensure_ascii=False)
    print()


def _versioned(data: Mapping[str, Json] | list[Json]) -> Json:
    if isinstance(data, list):
        return [{"version": JSON_VERSION, **item} if isinstance(item, dict) else item for item in data]
    return {"version": JSON_VERSION, **data}


def problem_json(problem: Problem, filing: str = "") -> dict[str, Json]:
    """A problem of a filing, or of the tariff book, as JSON."""
    filing = problem.filing or filing
    return {
        "id": problem.id,
        "level": problem.severity.value,
        "label": problem.severity.label,
        "place": f"{filing}/{problem.place}" if filing else problem.place,
        "sentence": problem.sentence,
        "citation": problem.citation,
        "explained": problem.explained,
    }


def say(given: Namespace, sentence: str) -> None:
    """What was done, in a sentence; --quiet leaves it out."""
    if not given.quiet:
        print(sentence)


def say_aside(sentence: str) -> None:
    """A refusal or a remark, on standard error."""
    print(f"filing-desk: {sentence}", file=sys.stderr)


@dataclass(frozen=True)
class ProgressLines:
    """Says on standard error how far the work is, up to its end; stopped by Ctrl+C alone."""

    quiet: bool = False

    def step(self, done: int, total: int, words: str) -> None:
        """A step begins, the one behind so many that are done; with all of them done, the end."""
        if not self.quiet:
            print(f"[{min(done + 1, total)}/{total}] {words}", file=sys.stderr, flush=True)

    def progress(self, done: int, total: int, words: str) -> None:
        """So much is done of a long step: one line, rewritten where somebody looks."""
        if not self.quiet and sys.stderr.isatty():
            of = f" {done:,} of {total:,}" if total else ""
            end = "\n" if total and done >= total else ""
            print(f"\r{words}{of}          ", end=end, file=sys.stderr, flush=True)

    def cancelled(self) -> bool:
        """Never: Ctrl+C ends the command."""
        return False


def write_own_paper(given: Namespace, target: str, content: bytes, *, nonpublic: bool) -> None:
    """Writes a paper for the company's own files; the name of one that may show sealed values says nonpublic.

    Raises what `write_output` raises.
    """
    given_as_is = target == STREAM or Path(target).is_dir()
    write_output(given, target if given_as_is else str(name_for_version(Path(target), nonpublic=nonpublic)), content)


def write_output(given: Namespace, target: str, content: bytes, what: str = "") -> None:
    """Writes a file, whole or not at all, or to standard output, and says so. Raises OutputExists, OutputNotWritten."""
    if target == STREAM:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    from desktop_app.services.delivery.output_folder import FileNotWritten, put_file  # most verbs write no file

    path = Path(target)
    refuse_existing(path, replace=given.replace)
    try:
        put_file(path, content)
    except FileNotWritten as refusal:
        raise OutputNotWritten(target, refusal.why) from None
    say(given, f"{what or 'Written'} to {target}.")


def refuse_folder(path: Path) -> None:
    """Raises OutputNotWritten for a folder, or no name at all, where a file is to be written."""
    if path.is_dir():
        raise OutputNotWritten(str(path), "it is a folder. Name a file in it")


def refuse_existing(path: Path, *, replace: bool) -> None:
    """Raises OutputExists for a name that is taken, OutputNotWritten for a folder and for a company file."""
    refuse_folder(path)
    if path.suffix.casefold() == COMPANY_SUFFIX and path.exists():
        raise OutputNotWritten(str(path), "it is a company file, which nothing replaces. Choose another name")
    if path.exists() and not replace:
        raise OutputExists(str(path))


def read_input(source: str) -> bytes:
    """The bytes of a file, or of standard input. Raises NoInput."""
    if not source:
        raise NoInput("A file to read has no name. Write its name, or - for standard input.")
    try:
        return sys.stdin.buffer.read() if source == STREAM else Path(source).read_bytes()
    except IsADirectoryError:
        raise NoInput(f"{source} is a folder. Name a file in it.") from None
    except FileNotFoundError:
        raise NoInput(f"There is no file {source}.") from None
    except OSError as error:
        raise NoInput(f"{source} cannot be read: {error.strerror or type(error).__name__}.") from None


def input_file(source: str) -> InputFile:
    """The file to read, or what standard input holds. Raises NoInput."""
    if source == STREAM:
        return NamedContent("standard input", read_input(source))
    if not source or Path(source).is_dir():
        read_input(source)
    return Path(source)


def read_text_input(source: str) -> str:
    """The text of a file, or of standard input, whatever program wrote it. Raises NoInput."""
    name = "standard input" if source == STREAM else source
    try:
        found = decode_text(read_input(source))
    except NotText as error:
        raise NoInput(f"{name} is {error}, not a text. Save it as a text file in UTF-8.") from None
    if found.guessed_line:
        say_aside(
            f"Some letters of {name} (first in line {found.guessed_line}) are not written in UTF-8 and were read as "
            "Western European; check that they are right."
        )
    return found.text
