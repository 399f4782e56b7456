"""The sentences on paper that the program may have concluded.

Those are the conditional or negative ones of letters, forms and printed rules, and all that the code of papers says.

`tests/cases/sentences.toml` names for each what it rests on; `test_sentences.py` finds one that is not listed.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ROOT / "desktop_app" / "services"
LETTERS, RULES = ROOT / "forms" / "letters", ROOT / "forms" / "rules"
DRAWN = ("desktop_app.pagespec", "desktop_app.rulebook.letter")
NEGATIVE = re.compile(r"\b(?:no|not|none|nothing|never|nobody|without|neither|nor|cannot|unable)\b", re.IGNORECASE)
NUMBERED = re.compile(r"\b(?:No\.|Case No\.|NO\.)")
WORDS = 3


def concluded(text: str) -> bool:
    """Whether a text says that something is not. "No." before a number is no negative."""
    return NEGATIVE.search(NUMBERED.sub("", text)) is not None


def of_letters(folder: Path = LETTERS) -> Iterator[tuple[str, str]]:
    """Each conditional or negative paragraph: the letter's kind and the text."""
    for path in sorted(folder.glob("*.toml")):
        for paragraph in tomllib.loads(path.read_text(encoding="utf-8"))["paragraph"]:
            if paragraph.get("when") or concluded(paragraph["text"]):
                yield path.stem, " ".join(paragraph["text"].split())


def of_rules(folder: Path = RULES) -> Iterator[tuple[str, str]]:
    """Each negative text among the words that sheets and covers print."""
    for path in (*sorted(folder.glob("tariff_*.toml")), folder / "legends.toml"):
        for value in tomllib.loads(path.read_text(encoding="utf-8")).values():
            for dated in value["values"] if value["unit"] == "words" else ():
                if isinstance(dated["is"], str) and concluded(dated["is"]):
                    yield "rules", " ".join(dated["is"].split())


def of_code(modules: Iterable[str], root: Path = SERVICES) -> Iterator[tuple[str, str]]:
    """Every text of three words or more in a module that makes papers; what is raised reaches no paper."""
    for name in modules:
        tree = ast.parse((root / name).read_text(encoding="utf-8"))
        aside = set(_aside(tree))
        for node in ast.walk(tree):
            if id(node) not in aside and (text := _text(node)) and len(text.replace("{}", " ").split()) >= WORDS:
                yield name, " ".join(text.split())


def _aside(tree: ast.Module) -> Iterator[int]:
    """The nodes that are no texts of their own: documentation, refusals, parts of a longer text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise):
            yield from (id(inner) for inner in ast.walk(node))
        elif isinstance(node, ast.JoinedStr):
            yield from (id(part) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield from (id(part.value) for part in node.body if isinstance(part, ast.Expr))


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)  # type: ignore[misc]
    return ""


def imported(name: str, root: Path = SERVICES) -> Iterator[str]:
    """The modules that a module imports, by their whole names."""
    for node in ast.walk(ast.parse((root / name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def draws(name: str, root: Path = SERVICES) -> bool:
    """Whether a module sets pages or letters."""
    return any(module.startswith(DRAWN) for module in imported(name, root))


def beside(name: str, root: Path = SERVICES) -> Iterator[str]:
    """The modules of the services that a module takes words from."""
    for module in imported(name, root):
        path = module.removeprefix("desktop_app.services.").replace(".", "/") + ".py"
        if module.startswith("desktop_app.services.") and (root / path).is_file():
            yield path


def of_forms(folder: Path = ROOT / "forms" / "filings") -> Iterator[tuple[str, str]]:
    """Each negative note and foot that the pages of a form print, and each conditional or negative paragraph."""
    shared = folder.parent / "parts"
    for path in sorted((*folder.rglob("*.toml"), *shared.rglob("*.toml"))):
        kind = path.parent.name if path.parent.parent == shared else path.parent.parent.name
        kind = path.stem if path.parent == shared else kind
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for part in (table, *table.get("schedule", ())):
            texts = (part.get(name, "") for name in ("note", "footer"))
            yield from ((kind, " ".join(text.split())) for text in texts if concluded(text))
        for paragraph in table.get("paragraph", ()):
            if paragraph.get("when") or concluded(paragraph["text"]):
                yield kind, " ".join(paragraph["text"].split())
