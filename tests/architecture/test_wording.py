"""What a user reads is plain American office English: words that office workers stumbled over stay out of every text.

Read are the texts of the program (not its docstrings and comments) and all texts of the data under `forms`.
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, Source, program

LAYERS = ("gui", "cli", "services", "storage", "documents", "spreadsheets", "catalog", "rulebook", "formspec", "domain")
# The word, and what to write instead.
BANNED = {
    r"per cent\b": "percent",
    r"\b(?:un)?labelled\b": "labeled",
    r"\blicences?\b": "license",
    r"\b(?:un)?recognis": "recogniz...",
    r"\borganis(?!ation/)": "organiz...",
    r"\bsynchronis": "synchroniz...",
    r"\bcentred\b": "centered",
    r"\bcolour": "color",
    r"\bcancell(?:ed|ing)\b": "canceled, canceling",
    r"\bdated (?:cop(?:y|ies)|backups?)\b": "backup",
    r"\btick(?:s|ed)?\b": "check, checked",
    r"\bbegun\b": "started",
    r"\bbegin (?:an?|another|it|one)\b": "start",
    r"\bto read only\b": "read-only",
    r"\blift (?:an?|the|that|this) (?:seal|value)\b": "remove, unseal",
    r"\bknows? no\b": "has no, does not provide for",
    r"\breckon": "calculate",
    r"\bto the byte\b": "an exact copy; identical to",
    r"\bwhat became of\b": "the outcome",
    r"\bput (?:over|back)\b": "override; restore",
    r"\bfinancial year\b": "fiscal year",
    r"\bgot a copy\b": "were sent a copy",
    r"\b(?:no|the) clocks?\b": "deadline",
    r"\bper-cent": "percent",
    r"\bany more\b": "any longer, no longer",
    r"\bputs? (?:[\w{}]+ ){0,3}off\b": "extended; an extension",
    r"\bwent out\b": "was sent",
    r"\btak(?:e|es|en) back\b": "undo; import changes",
    r"\btak(?:e|es|en) over\b": "copy, apply, update",
    r"\btak(?:e|es|en) away\b": "delete, clear",
    r"\bwrit(?:e|ten) down\b": "record",
    r"\bstands? in the way\b": "must be resolved",
    r"\blook whether\b": "check that",
    r"\bby now\b": "now",
    r"\banew\b": "again",
    r"\bhand-over\b": "handover",
    r"\btext of 2004\b": "2004 text",
    r"\bgeneral knowledge\b": "not verified against an official source",
    r"\b(?:is a setting|are settings)\b": "you can change it on the Rules page",
    r"\bin(?:to)? hand\b": "current, selected",
    r"\blies (?:in|at|beside|beneath|there|between|outside)\b": "is in, is at, is between",
    r"\b(?:stands?|stood)\b(?! (?:for|out|on legs)\b)": "is, is printed, is set by",
    r"(?<!there )\b(?:is|are) no (?!longer\b|more\b|doubt\b)": "is not a",
    r"\btak(?:e|es|en|ing) (?:[\w{}]+ ){1,3}(?:away|back)\b": "remove, delete; undo",
    r"\blook \w+ whether\b": "check whether",
    r"\bgone out\b": "been sent",
}
SPELLINGS = dict(list(BANNED.items())[:9])  # the first ones are the same word, spelled as elsewhere
CODE = re.compile(r"`[^`]*`|\]\([^)]*\)")  # of a text in Markdown
# Texts that a rule or another program wants just so.
KEPT = ("6 per cent", "six per cent", "Cancelling")  # spellings that tariffs use
NAME = re.compile(r"[a-z0-9_./:{}*-]*")  # a key, an id or a path: no words that anybody reads


def texts_of(source: Source) -> Iterator[tuple[str, str]]:
    """Every text of a module but its docstrings, with where it stands."""
    docs = {
        id(docstring(node)) for node in source.nodes() if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    for node in source.nodes():
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docs
            and not NAME.fullmatch(node.value)
        ):
            yield f"{source.place}:{node.lineno}", node.value
        elif isinstance(node, ast.JoinedStr):  # its pieces as one text, so that words around a value are seen together
            pieces = (piece.value if isinstance(piece, ast.Constant) else "{}" for piece in node.values)
            yield f"{source.place}:{node.lineno}", "".join(map(str, pieces))


def docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> ast.expr | None:
    first = node.body[0] if node.body else None
    return first.value if isinstance(first, ast.Expr) else None


def texts_in(data: object, where: str) -> Iterator[tuple[str, str]]:
    """Every text of a table of data."""
    if isinstance(data, str) and not NAME.fullmatch(data):
        yield where, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts_in(value, f"{where} {key}")
    elif isinstance(data, list):
        for value in data:
            yield from texts_in(value, where)


def program_texts() -> Iterator[tuple[str, str]]:
    for source in program():
        if source.layer in LAYERS:
            yield from texts_of(source)


def data_texts() -> Iterator[tuple[str, str]]:
    for path in sorted((*(ROOT / "forms").rglob("*.toml"), *(ROOT / "resources").rglob("*.toml"))):
        yield from texts_in(tomllib.loads(path.read_text(encoding="utf-8")), path.relative_to(ROOT).as_posix())


def lines_of(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        yield f"{path.relative_to(ROOT).as_posix()}:{number}", line


CHECKS = ROOT / "resources" / "handbook" / "20-checks.md"  # made from the data, whose words are looked at there


def stumbling(texts: Iterator[tuple[str, str]], banned: Mapping[str, str] = BANNED) -> list[str]:
    return [
        f"{where}: '{word.group()}' -> {better}: {text[:90]!r}"
        for where, text in texts
        if text not in KEPT
        for pattern, better in banned.items()
        for word in re.finditer(pattern, text.replace("&", ""), re.IGNORECASE)
    ]


@pytest.mark.slow
def test_the_program_speaks_plainly() -> None:
    assert stumbling(program_texts()) == []


def test_the_data_speak_plainly() -> None:
    assert stumbling(data_texts()) == []


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "packaging/CHANGELOG.md",
        "packaging/CONTRIBUTING.md",
        "packaging/RELEASE.md",
        "packaging/windows/INSTALLING.txt",
        "packaging/windows/installer.nsi",
        "desktop_app/cli/JSON.md",
        *(
            path.relative_to(ROOT).as_posix()
            for path in sorted((ROOT / "resources" / "handbook").glob("*.md"))
            if path != CHECKS
        ),
    ],
)
def test_what_is_read_before_the_program_speaks_plainly(name: str) -> None:
    assert stumbling(lines_of(ROOT / name)) == []


def test_the_version_that_windows_shows_speaks_plainly() -> None:
    path = "packaging/windows/version_resource.py"
    source = Source(path, (ROOT / path).read_text(encoding="utf-8"))
    assert list(texts_of(source))
    assert stumbling(texts_of(source)) == []


def test_what_developers_read_is_spelled_as_in_the_united_states() -> None:
    """They speak of clocks and of what lies where; what is quoted as code is named as it is."""
    papers = [
        path
        for room in ("desktop_app", "forms", "packaging", "resources", "tests")
        for path in (ROOT / room).rglob("*.md")
        if not {"fixtures", "notices"} & set(path.parts)
    ]
    assert len(papers) > 20
    lines = ((where, CODE.sub("", line)) for path in papers for where, line in lines_of(path))
    assert stumbling(lines, SPELLINGS) == []


def test_a_banned_word_is_seen_and_a_docstring_is_not() -> None:
    planted = Source("desktop_app/gui/x.py", '"""Put off any more."""\nsay("12 per cent of it")\nKEY = "put_off"\n')
    assert [line.partition("'")[2][:8] for line in stumbling(texts_of(planted))] == ["per cent"]
    assert len(stumbling(texts_in({"a": [{"text": "It went out by now."}]}, "x"))) == 2


def test_a_single_word_and_a_word_around_a_value_are_seen() -> None:
    planted = Source("desktop_app/gui/x.py", 'label("Licence")\nsay(f"This puts {day} off.")\nname("begun")\n')
    assert [line.partition("'")[2].partition("'")[0] for line in stumbling(texts_of(planted))] == [
        "Licence",
        "puts {} off",
    ]
