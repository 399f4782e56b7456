"""No citation is printed that does not exist, and no kind of filing has its name in the program's code."""

import ast
import re
import tomllib
from functools import cache

import pytest

from desktop_app.formspec.definition import FormDefinition
from desktop_app.formspec.pleading import HOLE
from tests.forms import carriers

REGISTER = carriers.ROOT / "tests" / "cases" / "all_provisions.txt"
DRAFT = REGISTER.with_name("customer_information.toml")
PRINTED = re.compile(r"4 CSR 240-((?:3\.\d{3}|10\.XXX)(?:\([0-9A-Z]{1,3}\)|\d{1,2}\.|[A-Z]\.)*)")
STEPS = ("", "(A)", "(B)", "(C)", "(D)")
# A field of letters of tariffs, a topic of the rules and the fees of a command that are called like a kind.
FIELDS = {"papers.py: name_change", "rules_list.py: isrs", "rules_verbs.py: financing"}


@cache
def provisions() -> frozenset[str]:
    """Every provision of the chapter that has a number, and the rules themselves."""
    numbered = frozenset(REGISTER.read_text(encoding="utf-8").split()) | draft()
    return numbered | {cite.partition("(")[0] for cite in numbered}


def draft() -> frozenset[str]:
    """The provisions of the draft rule on customer information, by the numbers that can be read in it."""
    return frozenset(tomllib.loads(DRAFT.read_text(encoding="utf-8"))["provisions"])


def forms() -> list[FormDefinition]:
    return [carriers.library().form(path.name) for path in sorted((carriers.FORMS / "filings").iterdir())]


def test_every_figure_of_another_form_that_a_limit_names_exists() -> None:
    named = [(form.id, other, place) for form in forms() for limit in form.limits for other, place in limit.where]
    assert named
    lost = [one for one in named if not any(one[2] in sheet.cells for sheet in carriers.sheets(one[1]))]
    assert lost == []


def test_the_register_is_whole() -> None:
    assert len(REGISTER.read_text(encoding="utf-8").split()) == 1218


def test_every_provision_of_the_draft_is_carried() -> None:
    """Its headings apart, which ask nothing."""
    cited = {cite for carrier in carriers.carriers() for cite in carrier.cites}
    headings = tomllib.loads(DRAFT.read_text(encoding="utf-8"))["headings"]
    assert sorted(draft() - cited - {*headings}) == []


def test_every_citation_exists() -> None:
    cited = {cite for carrier in carriers.carriers() for cite in carrier.cites}
    assert sorted(cited - provisions()) == []


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.id)
def test_every_section_that_a_paper_can_name_exists_for_every_utility(form: FormDefinition) -> None:
    for utility in form.utilities if form.rules else ():
        named = [form.sealing_cited(step, (utility,)) for step in STEPS]
        named += [form.cited(form.sections[name], (utility,)) for name in form.sections]
        texts = [form.footer, *(paragraph.text.replace("{rule}", "4 CSR 240-{()}") for paragraph in form.paragraphs)]
        for text in texts:
            plain = HOLE.sub(lambda match: match[0] if match[1].startswith("(") else "", text)
            named += PRINTED.findall(form.citing(plain.replace("{()}", form.rules.get(utility, "")), (utility,)))
        assert [cite for cite in named if cite and cite not in provisions()] == []


@pytest.mark.parametrize("path", sorted((carriers.FORMS / "letters").glob("*.toml")), ids=lambda path: path.stem)
def test_every_provision_that_a_letter_names_exists(path: object) -> None:
    texts = [str(item["text"]) for item in tomllib.loads(path.read_text(encoding="utf-8"))["paragraph"]]  # type: ignore[attr-defined]
    assert [cite for text in texts for cite in PRINTED.findall(text) if cite not in provisions()] == []


@pytest.mark.slow
def test_no_kind_of_filing_is_named_in_the_code() -> None:
    kinds = {form.id for form in forms() if form.case is not None}
    found = [
        f"{path.name}: {node.value}"
        for path in sorted((carriers.ROOT / "desktop_app").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in kinds
    ]
    assert sorted({*found} - FIELDS) == []
