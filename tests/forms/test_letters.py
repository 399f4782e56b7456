"""Every letter of a filing in a case reads as one: it greets whom it is addressed to, and closes before who signs."""

import pytest

from desktop_app.formspec.case_traits import ParagraphKind, PleadingParagraph
from desktop_app.formspec.definition import FormDefinition, MainPaper
from desktop_app.formspec.pleading import HOLE
from desktop_app.services.filing_package.case_source import ADDRESSEES
from tests.forms import carriers

LIBRARY = carriers.library()
FORMS = [LIBRARY.form(path.name) for path in sorted((carriers.FORMS / "filings").iterdir())]
LETTERS = [form for form in FORMS if form.case is not None and form.papers.main is MainPaper.LETTER]


def papers(form: FormDefinition) -> dict[str, list[PleadingParagraph]]:
    """The paragraphs of each paper by its name, without those of the company's own address."""
    found: dict[str, list[PleadingParagraph]] = {}
    for one in form.paragraphs:
        found.setdefault(one.paper, []).append(one)
    return found


def addressed(written: list[PleadingParagraph]) -> list[PleadingParagraph]:
    """The blocks that are nothing but an address of an office, before anything is said."""
    return [
        one
        for one in written
        if one.kind is ParagraphKind.BLOCK and set(HOLE.findall(one.text)) & set(ADDRESSEES) and "\n" not in one.text
    ]


@pytest.mark.parametrize("form", LETTERS, ids=lambda form: form.id)
def test_a_letter_greets_and_closes(form: FormDefinition) -> None:
    for name, written in papers(form).items():
        if not addressed(written) or not any(one.kind is ParagraphKind.SIGNATURE for one in written):
            continue  # a record, a notice to customers, a contract
        greetings = [one for one in written if one.text.startswith("Dear ") and one.text.endswith(":")]
        closings = [one for one in written if one.kind is ParagraphKind.CLOSING]
        assert greetings, name
        assert [one.text for one in closings] == ["Sincerely,"] * len(closings) != [], name
        for one in addressed(written):
            assert any(said.when in ("", one.when) for said in greetings if written.index(said) > written.index(one))
            assert any(said.when in ("", one.when) for said in closings)


def test_some_letters_were_looked_at() -> None:
    assert sum(bool(addressed(written)) for form in LETTERS for written in papers(form).values()) >= 15
