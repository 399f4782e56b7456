"""What a user asks for is written by one function: whole or not at all, and never over a company file."""

import ast

import pytest

from tests.architecture.source import Source, program

WRITERS = {
    "desktop_app/services/delivery/output_folder.py",  # the one writer, and the folder of a package
    "desktop_app/services/companies/passwords.py",  # a recovery sheet stays beside the earlier one until it is needed
    "desktop_app/services/workers/scratch.py",  # tries whether a folder takes a file
    "desktop_app/gui/window/crash.py",  # the note of a crash, in the program's own folder
}
MODES = {"w", "wb", "x", "xb", "a", "ab"}


def writes(source: Source) -> list[str]:
    return [
        f"{source.place}:{node.lineno}"
        for node in source.nodes()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name) and _writes(node)
    ]


def _writes(call: ast.Call) -> bool:
    name = ast.unparse(call.func).rpartition(".")[2]
    modes = {argument.value for argument in call.args if isinstance(argument, ast.Constant)}
    return name in {"write_bytes", "write_text"} or (name == "open" and bool(modes & MODES))


def test_verbs_pages_and_services_write_no_file_themselves() -> None:
    asked = [one for one in program() if one.layer in {"gui", "cli", "services"} and one.place not in WRITERS]
    assert [found for source in asked for found in writes(source)] == []


@pytest.mark.parametrize(
    "text", ["path.write_bytes(b'')", "Path(name).write_text(words)", "path.open('wb')", "open(a, 'x')"]
)
def test_a_planted_writer_is_seen(text: str) -> None:
    assert writes(Source("planted.py", text)) == ["planted.py:1"]


def test_reading_is_no_writing() -> None:
    assert writes(Source("planted.py", "path.read_bytes(); path.open('rb'); open(a)")) == []
