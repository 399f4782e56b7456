"""What is printed for the public is made of what `public_view` returns: its type is made in one place only, and what
composes letters, lists and covers knows no other."""

import ast

import pytest

from tests.architecture.source import Source, program

VIEWS = {"FullView", "PublicView"}
# Where views are made: of a filing, and of the bytes that a renderer is sent.
MAKERS = {"desktop_app/formspec/public_view.py", "desktop_app/services/filing_package/request.py"}
# What composes words for the public.
COMPOSERS = tuple(
    f"desktop_app/services/{place}"
    for place in (
        *(f"filing_package/{name}.py" for name in ("annex", "attached", "compose", "correspondence", "cover")),
        *(f"filing_package/{name}.py" for name in ("designation", "grid", "legends", "notes", "paper", "request")),
        "filing_package/schedule_pages.py",
        "filing_calendar/",
        "paper/",
        "report_letters/",
        "tariff_book/",
        "tariff_packet/",
    )
)
# The evaluated filing, and what leads to it past the public view.
RAW = {
    "EvaluatedFiling",
    "FilingValues",
    "values_with",
    "FullView",
    "calculation",
    "carried_from",
    "full_view",
    "public_view",
}


def made(source: Source) -> list[str]:
    """Calls that make a view elsewhere, by whatever name it goes there."""
    if source.place in MAKERS:
        return []
    found = []
    for node in source.nodes():
        if isinstance(node, ast.Call) and _name(node.func) in VIEWS:
            found.append(f"{source.place}:{node.lineno} {_name(node.func)}")
        if isinstance(node, ast.Assign) and _name(node.value) in VIEWS:
            found.append(f"{source.place}:{node.lineno} {_name(node.value)}")
        if isinstance(node, ast.ImportFrom):
            renamed = [alias for alias in node.names if alias.name in VIEWS and alias.asname]
            found += [f"{source.place}:{node.lineno} {alias.name}" for alias in renamed]
    return found


def raw(source: Source) -> list[str]:
    """What a composer knows besides public views."""
    if not source.place.startswith(COMPOSERS):
        return []
    made_here = VIEWS if source.place in MAKERS else set()
    return [
        f"{source.place}:{node.lineno} {_name(node)}"
        for node in source.nodes()
        if isinstance(node, ast.Name | ast.Attribute) and (_name(node) in RAW - made_here or _opens_book(node))
    ]


def _opens_book(node: ast.Name | ast.Attribute) -> bool:
    """Whether it is `file.book`: the filing with everything it holds."""
    return isinstance(node, ast.Attribute) and node.attr == "book" and _name(node.value) in {"file", "_file"}


def _name(node: ast.AST | None) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


@pytest.mark.slow
def test_a_view_is_made_in_one_place() -> None:
    assert [line for source in program() for line in made(source)] == []


def test_what_composes_for_the_public_knows_public_views_alone() -> None:
    assert [line for source in program() for line in raw(source)] == []


@pytest.mark.parametrize("place", COMPOSERS)
def test_what_is_looked_at_is_there(place: str) -> None:
    assert any(source.place.startswith(place) for source in program())


@pytest.mark.slow
def test_what_is_forbidden_bears_these_names() -> None:
    """Otherwise a new name would slip through."""
    nodes = [node for source in program() for node in source.nodes()]
    defined = {node.name for node in nodes if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    defined |= {_name(node.target) for node in nodes if isinstance(node, ast.AnnAssign)}
    assert defined >= {*RAW, *VIEWS, "book", "shown"}


def test_mistakes_are_seen() -> None:
    elsewhere = "desktop_app/services/filing_package/packages.py"
    assert made(Source(elsewhere, "x = PublicView({}, {}, {}, frozenset(), ())"))
    assert made(Source(elsewhere, "x = public_view.PublicView({})"))
    assert made(Source(elsewhere, "Mine = PublicView"))
    assert made(Source(elsewhere, "from a import PublicView as Mine"))
    assert not made(Source(elsewhere, "def f(view: PublicView) -> None: ..."))
    composer = "desktop_app/services/filing_package/cover.py"
    assert raw(Source(composer, "def f(b: EvaluatedFiling) -> str:\n    return ''"))
    assert raw(Source(composer, "x = file.book('a').calculation.values"))
    assert not raw(Source(composer, "x = file.shown('a').view"))
    assert not raw(Source(elsewhere, "x = file.book('a')"))
