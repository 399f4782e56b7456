"""Tries what nobody means to do: flipped bits in files, mutated imports, odd values in every option and every field.

``.venv/bin/python packaging/hostile_input.py [bits|imports|options|window] [COUNT] [SEED]`` prints how the tries ended
and, for what must not be (a crash, an entry changed in silence, words of a programmer), which it was; then it ends with
1. Without a name all are tried; of the window, COUNT odd words in each field. The sample company is made in a folder of
its own.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app import bootstrap, locations
from desktop_app.cli.main import parser, run_command_line
from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.program.program import Program

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded
COUNT = 400
TRIES_OF_A_VERB = 20
SHOWN = 12
REPORT = "2025-annual-report"
CELL = f"{REPORT}/w2/chemicals/amount"
CRASH, SILENT, STRANGE = "CRASH", "CHANGED IN SILENCE", "WORDS OF A PROGRAMMER"
PROGRAMMER = ("Error(", "Error:", "Traceback", "object has no", "NoneType", "Errno", "isoformat")
ODD = (
    *("", " ", "0", "-1", "+", "-0.0", "1e400", "NaN", "Infinity", "9" * 15, "9" * 16, "9" * 400, "1/0"),
    *("\u0661\u0662", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "02/29/2025", "1/1/1", "31.12.2025"),
    *("2199-12-31", "1800-01-01", "2026-13", "0000-00", "x" * 5000, "\u0000", "\ud800", "a/b/c", "../../etc", "CON"),
    *("\u202eabc", "line\nline", "{}", "[]", "'", "%s", "\U0001f4a7", "company", REPORT, "2024-annual-report"),
    *("nothing", CELL, "w2/chemicals/amount", "water-1"),
)
# What an argument reads when it is not the one that is tried; names in capitals are files (`ANewTry.names`).
USUAL = {
    **dict.fromkeys(("source",), "JSON"),
    **dict.fromkeys(("tb", "events", "company", "map", "text", "summary"), "TABLE"),
    **dict.fromkeys(("target", "out", "ics", "pdf", "report"), "OUT"),
    **dict.fromkeys(("since", "until", "on", "start", "as_of", "day"), "2026-01-05"),
    "file": "FILE",
    "folder": "FOLDER",
    "document": "PAPER",
    "place": CELL,
    "value": "5",
    "filing": REPORT,
    "kind": "water",
    "name": "report/limit",
    "year": "2027",
    "month": "2026-01",
    "area": "1,1,2,2",
    "schedule": "water-1",
    "utility": "water",
    "id": "water-1",
}
SLOW = frozenset({"self-test", "produce", "sample"})
VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**30, "", "x", "None", [], {}, [[]], ["a/b"], ["a", "a"], "\u0000", "x" * 30_000),
    *({"number": "1"}, {"number": "9" * 40}, {"number": "NaN"}, {"number": ""}, {"word": "x"}),
    *({"date": "2026-02-30"}, {"date": "0001-01-01"}),
)
Outcome = tuple[str, str]
Chance = random.Random


@dataclass
class Workplace:
    """A folder with a sample company, its export, and files of other kinds."""

    folder: Path
    program: Program
    entries: str = ""

    @property
    def sample(self) -> Path:
        """The company that is copied for each try."""
        return self.folder / "sample.filingdesk"

    def prepare(self) -> None:
        """Makes everything."""
        file = self.program.companies.make_sample("water", self.sample)
        self.program.companies.export_json(file, self.folder / "export.json")
        file.close()
        self.entries = self.entries_of(self.sample)
        (self.folder / "table.csv").write_text("Account,Debit,Credit\n131,5,\n231,,5\n", encoding="utf-8")
        (self.folder / "paper.pdf").write_bytes(b"%PDF-1.4 no paper")
        (self.folder / "folder").mkdir()

    def entries_of(self, path: Path) -> str:
        """All entries of a file, as one text."""
        file = self.program.companies.open(path)
        try:
            return json.dumps(file.workspace.under(""), sort_keys=True)
        finally:
            file.close()

    def names(self) -> dict[str, str]:
        """The files that arguments may name, the company's anew."""
        shutil.copyfile(self.sample, self.folder / "try.filingdesk")
        out = self.folder / "out"
        if out.is_dir():
            shutil.rmtree(out)
        out.unlink(missing_ok=True)
        names = {"FILE": "try.filingdesk", "OUT": "out", "JSON": "export.json", "FOLDER": "folder"}
        names |= {"PAPER": "paper.pdf", "TABLE": "table.csv"}
        return {name: str(self.folder / item) for name, item in names.items()}

    def command(self, arguments: Sequence[str]) -> Outcome:
        """How a verb ended."""
        bugs: list[BaseException] = []

        def report(bug: BaseException) -> Path:
            bugs.append(bug)
            return self.folder / "report"

        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = run_command_line(lambda: self.program, arguments, report)
            except SystemExit as usage:
                return f"wrong usage, {usage.code}", ""
        if bugs:
            return CRASH, f"{' '.join(arguments)[:200]!r}: {where(bugs[0])}"
        if any(words in err.getvalue() for words in PROGRAMMER):
            return STRANGE, f"{' '.join(arguments)[:200]!r}: {err.getvalue()[:200]}"
        return f"ended with {code}", ""


def where(bug: BaseException) -> str:
    frame = traceback.extract_tb(bug.__traceback__)[-1]
    return f"{type(bug).__name__} at {Path(frame.filename).name}:{frame.lineno} {frame.name}: {str(bug)[:100]}"


def flipped_bits(at: Workplace, count: int, chance: Chance) -> Iterator[Outcome]:
    """One to eight bits of a company file."""
    content = at.sample.read_bytes()
    path = at.folder / "flipped.filingdesk"
    for _ in range(count):
        flipped = bytearray(content)
        for _ in range(chance.choice((1, 1, 1, 2, 8))):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        yield _opened(at, path)


def _opened(at: Workplace, path: Path) -> Outcome:
    try:
        file = at.program.companies.open(path)
    except (UserError, EnvironmentProblem):
        return "refused in a sentence", ""
    except Exception as bug:  # noqa: BLE001 - what is looked for
        return CRASH, where(bug)
    try:
        same = json.dumps(file.workspace.under(""), sort_keys=True) == at.entries
        file.workspace.journal()
        notice = file.workspace.notice
    except Exception as bug:  # noqa: BLE001 - what is looked for
        return CRASH, where(bug)
    finally:
        file.close()
    if not same:
        return ("changed, and told", "") if notice else (SILENT, "")
    return f"opened whole, {'and told' if notice else 'nothing that is used was touched'}", ""


def mutated_imports(at: Workplace, count: int, chance: Chance) -> Iterator[Outcome]:
    """An export with something in it exchanged: its text, a key, a value. What is taken is then read by three verbs."""
    text = (at.folder / "export.json").read_text(encoding="utf-8")
    source, path = at.folder / "mutated.json", at.folder / "imported.filingdesk"
    readers = (["list", str(path)], ["check", str(path)])
    calendar = ["calendar", str(path), "--from", "2026-01-01", "--to", "2026-12-31"]
    for _ in range(count):
        path.unlink(missing_ok=True)
        source.write_text(_mutated(text, chance), encoding="utf-8", errors="surrogatepass")
        end, detail = at.command(["import", str(path), str(source)])
        if end != "ended with 0":
            yield ("refused in a sentence", "") if end == "ended with 1" and not path.exists() else (end, detail)
            continue
        ends = [at.command(reader) for reader in (*readers, calendar)]
        yield next((bad for bad in ends if bad[0].isupper()), ("imported and read", ""))


def _mutated(text: str, chance: Chance) -> str:
    if chance.randrange(5) == 0:
        at = chance.randrange(len(text))
        sign = chance.choice("{}[],\"'\\x\u0000")
        return chance.choice((text[:at], f"{text[:at]}{sign}{text[at + 1 :]}", text[:at] + text[at:] * 2))
    data = json.loads(text)
    entries: dict[str, Any] = data["entries"]
    for _ in range(chance.choice((1, 1, 2, 5))):
        chance.choice(CHANGES)(entries, chance.choice(list(entries)), chance)
    if chance.randrange(10):  # a history that leads to what is there, as somebody who writes such a file would make it
        entries = {key: value for key, value in entries.items() if value is not None}
        changes = [[key, None, value] for key, value in entries.items()]
        step = {"number": 1, "at": "2026-01-01T00:00:00", "label": "x", "kind": "edit", "target": None}
        data |= {"entries": entries, "journal": [{**step, "changes": changes}]}
    return json.dumps(data, ensure_ascii=False)


def _exchange_value(entries: dict[str, Any], key: str, chance: Chance) -> None:
    entries[key] = chance.choice(VALUES)


def _exchange_inner(entries: dict[str, Any], key: str, chance: Chance) -> None:
    if isinstance(entries[key], dict) and entries[key]:
        entries[key] = {**entries[key], chance.choice(list(entries[key])): chance.choice(VALUES)}
    else:
        entries[key] = [entries[key], chance.choice(VALUES)]


def _exchange_key(entries: dict[str, Any], key: str, chance: Chance) -> None:
    other = (f"{key}/x", key.replace("/", "//", 1), key.upper(), "x", "", "tariff/sheet/x", f"rows/{REPORT}/x")
    entries[chance.choice(other)] = entries.pop(key)


def _lose(entries: dict[str, Any], key: str, _chance: Chance) -> None:
    entries.pop(key)


CHANGES = (_exchange_value, _exchange_inner, _exchange_inner, _exchange_key, _lose)


def odd_options(at: Workplace, count: int, chance: Chance) -> Iterator[Outcome]:
    """Every verb, with one argument at a time exchanged for something odd."""
    for words, leaf in _leaves(parser(), ()):
        if words[0] not in SLOW:
            actions = [item for item in leaf._actions if not isinstance(item, argparse._HelpAction)]  # noqa: SLF001
            times, part = divmod(count, TRIES_OF_A_VERB)
            for _ in range(times + (chance.randrange(TRIES_OF_A_VERB) < part)):
                names = at.names()
                arguments = [*(names.get(word, word) for word in words), *_call(actions, chance, names)]
                yield at.command(arguments)


def _leaves(
    top: argparse.ArgumentParser, words: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    groups = [item for item in top._actions if isinstance(item, argparse._SubParsersAction)]  # noqa: SLF001
    if not groups:
        yield words, top
    for group in groups:
        before = [USUAL.get(item.dest, "1") for item in top._get_positional_actions() if item is not group]  # noqa: SLF001
        for name, inner in group.choices.items():
            yield from _leaves(inner, (*words, *before, name))


def _call(actions: Sequence[argparse.Action], chance: Chance, names: dict[str, str]) -> Iterator[str]:
    tried = chance.choice(actions) if actions else None
    for action in actions:
        if action.option_strings and not action.required and action is not tried and chance.randrange(5) < 3:  # noqa: PLR2004
            continue
        if action.option_strings:
            yield action.option_strings[-1]
        if action.nargs != 0:
            usual = next(iter(action.choices)) if action.choices else USUAL.get(action.dest, "1")
            value = chance.choice(ODD) if action is tried else str(usual)
            yield names.get(value, value)


def odd_typing(at: Workplace, count: int, chance: Chance) -> Iterator[Outcome]:
    """Every field of every page and dialog of the window, with odd words in it."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from desktop_app.gui.app import build, window_application
    from desktop_app.gui.tasks import GarbageCollector
    from tests.support.entry_fields import WAYS
    from tests.support.odd_typing import ODD as WORDS
    from tests.support.odd_typing import OddTyping
    from tests.support.window_shell import Answers

    application = window_application()
    collector = GarbageCollector(application)
    typing = OddTyping(build(at.program, application, Answers(at.folder)), at.sample, at.folder / "typing.filingdesk")
    typing.window.show()
    typing.renew()
    with typing.listening():
        for name, way in WAYS.items():
            for number in range(len(typing.fields(name, way))):
                for words in chance.sample(WORDS, min(count, len(WORDS))):
                    made = typing.attempt(name, way, {number: words}.get)
                    yield _typed(made.bad, made.said, f"{name}, {made.fields}, {words[:40]!r}")
        for cell in typing.cells():
            for words in chance.sample(WORDS, min(count, len(WORDS))):
                made = typing.type_in_cell(cell, words)
                yield _typed(made.bad, made.said, f"{cell}, {words[:40]!r}")
    typing.window.close()
    collector.end()


def _typed(bad: str, said: str, where: str) -> Outcome:
    if bad:
        return CRASH if bad.startswith("crash") else SILENT, f"{where}: {bad}"
    if any(words in said for words in PROGRAMMER):
        return STRANGE, f"{where}: {said[:200]}"
    return ("told in a sentence" if said else "taken"), ""


PARTS: dict[str, Callable[[Workplace, int, Chance], Iterator[Outcome]]] = {
    "bits": flipped_bits,
    "imports": mutated_imports,
    "options": odd_options,
    "window": odd_typing,
}


def tried(at: Workplace, part: str, count: int, seed: int) -> tuple[Counter[str], Counter[str]]:
    """How the tries of a part ended, and which must not have ended so."""
    ends: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    for end, detail in PARTS[part](at, count, random.Random(seed)):  # noqa: S311 - the same tries again for a seed
        ends[end] += 1
        if end.isupper():
            bad[f"{end}: {detail}"] += 1
    return ends, bad


def main(arguments: Sequence[str]) -> int:
    chosen = [word for word in arguments if word in PARTS] or list(PARTS)
    numbers = [int(word) for word in arguments if word not in PARTS]
    count, seed = (*numbers, *(COUNT, 1)[len(numbers) :])
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ[locations.HOME_VARIABLE] = str(Path(folder) / "home")
        at = Workplace(Path(folder), bootstrap.program())
        at.prepare()
        os.chdir(folder)  # a name without a folder makes a file there
        for part in chosen:
            ends, bad = tried(at, part, count, seed)
            print(f"{part}: {sum(ends.values())} tries")
            for end, times in ends.most_common():
                print(f"  {times:6} {end}")
            for detail, times in bad.most_common(SHOWN):
                print(f"    {times} times {detail}")
            failed += sum(bad.values())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
