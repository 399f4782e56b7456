"""Letters print answers of the filing where the form says so: the oath names who swears."""

from dataclasses import replace

import pytest

from desktop_app.domain.values import place_of
from desktop_app.formspec.definition import FormDefinition
from desktop_app.pagespec.pages import TextItem
from desktop_app.rulebook.letter import LetterParagraph, LetterStyle, LetterTemplate
from tests.support import small_filing as paperwork
from tests.support.paper_tools import compose_version

OATH = (
    LetterParagraph(LetterStyle.BODY, "Sworn by {oath_name}."),
    LetterParagraph(LetterStyle.BODY, "The rest is known from: {oath_sources}", when="oath_sources"),
)
FORM = replace(
    paperwork.FORM,
    letter_fields={"oath_name": place_of("p1/name/answer"), "oath_sources": place_of("p1/story/answer")},
)


class Library(paperwork.Library):
    def letter(self, kind: str) -> LetterTemplate:
        fields = {"oath_name": "", "oath_sources": ""}
        return replace(super().letter(kind), fields=fields, paragraphs=OATH)


def words(seals: tuple[str, ...] = (), form: FormDefinition = FORM, *, public: bool = True, **answers: str) -> str:
    values = {**paperwork.VALUES, **{f"p1/{line}/answer": text for line, text in answers.items()}}
    values = {place: value for place, value in values.items() if value}
    calculation = paperwork.filing(values, seals, form=form)
    report = compose_version(paperwork.request(calculation, public=public), Library(form), paperwork.measured)[0]
    return " ".join(item.content for page in report.pages for item in page.items if isinstance(item, TextItem))


def test_the_oath_names_who_is_answered_to_swear() -> None:
    assert "Sworn by Sample President." in words(name="Sample President")
    assert "The rest is known from: the ledger" in words(story="the ledger")


def test_a_missing_name_is_a_line_to_fill_in_and_an_empty_part_is_left_out() -> None:
    printed = words(name="", story="")
    assert "Sworn by ______________________________." in printed
    assert "The rest is known from" not in printed


@pytest.mark.parametrize("public", [True, False])
def test_a_sealed_answer_is_filled_in_by_hand_in_both_versions(public: bool) -> None:
    printed = words(("p1/name/answer", "p1/story/answer"), public=public)
    assert "Sworn by ______________________________." in printed
    assert "The rest is known from: ______________________________" in printed
