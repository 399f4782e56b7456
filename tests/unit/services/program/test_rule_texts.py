"""The text of the chapter that ships: every provision is there, found by words and by citation."""

from pathlib import Path

import pytest

from desktop_app.domain.problems import EnvironmentProblem
from desktop_app.locations import find_folders
from desktop_app.services.program.rule_texts import NoSuchProvision, chapter_text, find_provision, found_texts
from desktop_app.services.progress.finding import FoundKind, search_company

RESOURCES = find_folders().resources


def test_the_whole_chapter_is_there() -> None:
    rules = chapter_text(RESOURCES)
    names = [name for rule in rules for name, _ in rule.provisions]
    assert len(names) == 1218
    assert len(set(names)) == len(names)
    assert [rule.rule for rule in rules if not rule.title] == []


@pytest.mark.parametrize(
    ("citation", "name"),
    [
        ("3.640(4)(C)", "3.640(4)(C)"),
        ("4 CSR 240-3.640(4)(c)", "3.640(4)(C)"),
        ("3.640(4)(C)9.", "3.640(4)(C)"),
        ("3.640", "3.640(1)"),
        ("see 3.640(1), above", "3.640(1)"),
        ("3.640(99)", "3.640(1)"),
    ],
)
def test_a_citation_opens_its_provision_or_the_one_around_it(citation: str, name: str) -> None:
    rule, at = find_provision(chapter_text(RESOURCES), citation)
    assert rule.provisions[at][0] == name


@pytest.mark.parametrize("citation", ["", "3.999", "386.250, RSMo", "words"])
def test_what_is_no_rule_of_the_chapter_is_refused(citation: str) -> None:
    with pytest.raises(NoSuchProvision):
        find_provision(chapter_text(RESOURCES), citation)


def test_words_of_a_rule_and_of_the_handbook_are_found() -> None:
    among = tuple(found_texts(RESOURCES))
    (first, *_) = search_company("computer-generated replica water", among)
    assert (first.what, first.key) == (FoundKind.TEXT, "3.640(2)")
    assert any(item.what is FoundKind.HELP for item in search_company("recovery sheet", among))


def test_an_installation_without_them_says_so(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="text of the rules is missing"):
        chapter_text(tmp_path)
