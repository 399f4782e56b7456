#!/usr/bin/env python3
"""The licences of everything installed.

`check` refuses AGPL and GPL-only, `write` renews notices/THIRD-PARTY.md, `texts FOLDER` copies the licence texts of
what is shipped, for an installer. Run it with the environment's Python: .venv/bin/python packaging/licences.py check
"""

import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements.lock"
TABLE = HERE / "notices" / "THIRD-PARTY.md"
LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
AFFERO = re.compile(r"AGPL|Affero", re.IGNORECASE)
GPL = re.compile(r"(?<![LA])GPL|(?<!Lesser )(?<!Library )(?<!Affero )General Public License", re.IGNORECASE)
HEAD = """# What Filing Desk is shipped with

Made by `packaging/licences.py write`; a test compares it with what is installed. The texts of these licences lie
inside each library's own folder and are copied into an installer by `packaging/licences.py texts FOLDER`; those of Qt
and PySide6 stand beside this file (`LGPL-3.0.txt`, `GPL-3.0.txt`). Qt is used under the LGPL: its libraries are
separate files that a user may replace by their own build. The fonts and their licence are in `resources/fonts`.

| library | version | licence |
|---|---|---|
"""


@dataclass(frozen=True)
class Library:
    name: str
    version: str
    licence: str


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def installed() -> dict[str, Distribution]:
    return {normal(one.metadata["Name"]): one for one in distributions()}


def licence_of(distribution: Distribution) -> str:
    """The licence in its own words: the expression, else the field's first line, else the classifiers."""
    metadata = distribution.metadata
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    field = metadata["License"].strip().splitlines() if "License" in metadata else []
    if field and field[0] not in {"UNKNOWN", ""}:
        return field[0].split(", Copyright")[0]
    classifiers = metadata.get_all("Classifier") or []
    return ", ".join(one.split(" :: ")[-1] for one in classifiers if one.startswith("License ::"))


def libraries() -> list[Library]:
    found = installed().items()
    return [Library(name, one.version, licence_of(one)) for name, one in sorted(found) if name != "filing-desk"]


def shipped(lock: str) -> set[str]:
    """What the program needs at work: the lock says of each library through which others it came."""
    came_through = {
        match[1]: set(re.findall(r"^ +#(?: +via)? +(\S.*)$", match[2], re.MULTILINE))
        for match in re.finditer(r"^([a-z0-9-]+)==(.*?)(?=^[a-z]|\Z)", lock, re.MULTILINE | re.DOTALL)
    }
    chosen = {name for name, parents in came_through.items() if "filing-desk (pyproject.toml)" in parents}
    while more := {name for name, parents in came_through.items() if parents & chosen} - chosen:
        chosen |= more
    return chosen


def refusal(library: Library) -> str:
    """Why this licence cannot be used, or nothing."""
    if not library.licence:
        return f"{library.name} {library.version} names no licence"
    if AFFERO.search(library.licence):
        return f"{library.name} {library.version} is under the AGPL: {library.licence}"
    if all(GPL.search(choice) for choice in re.split(r"\bOR\b", library.licence)):
        return f"{library.name} {library.version} is under the GPL only: {library.licence}"
    return ""


def table() -> str:
    wanted = shipped(LOCK.read_text(encoding="utf-8"))
    rows = [f"| {one.name} | {one.version} | {one.licence} |\n" for one in libraries() if one.name in wanted]
    return HEAD + "".join(rows)


def copy_texts(folder: Path) -> int:
    """One folder for each shipped library; how many texts were copied."""
    count = 0
    wanted = shipped(LOCK.read_text(encoding="utf-8"))
    for name, distribution in installed().items():
        files = (distribution.files or []) if name in wanted else []
        for file in files:
            if ".dist-info" in file.parts[0] and LICENCE_FILE.search("/".join(file.parts[1:])):
                target = folder / name / "-".join(file.parts[1:])
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(distribution.locate_file(file)), target)
                count += 1
    return count


def main(arguments: Sequence[str]) -> int:
    match list(arguments):
        case ["check"]:
            refused = [sentence for library in libraries() if (sentence := refusal(library))]
            print("\n".join(refused) or "No licence stands in the way.")
            return 1 if refused else 0
        case ["write"]:
            TABLE.write_text(table(), encoding="utf-8")
            return 0
        case ["texts", folder]:
            print(f"{copy_texts(Path(folder))} texts")
            return 0
    print("usage: licences.py check | write | texts FOLDER", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
