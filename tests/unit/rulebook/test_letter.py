"""Letters: wording with fields."""

import pytest

from desktop_app.rulebook.letter import FieldMissing, FilledParagraph, LetterParagraph, LetterStyle, LetterTemplate

LETTER = LetterTemplate(
    kind="affidavit",
    title="Affidavit",
    cites=("3.640(4)(C)",),
    fields={"company": "the name", "email": "if any"},
    paragraphs=(
        LetterParagraph(LetterStyle.BODY, "{company} swears, {company} indeed."),
        LetterParagraph(LetterStyle.ITEM, "{type}: {reason} ({company})", each="sealed"),
        LetterParagraph(LetterStyle.NOTE, "Write to {email}.", when="email"),
    ),
    lists={"sealed": ("type", "reason")},
)


def test_fields_are_filled_and_a_list_repeats_its_paragraph() -> None:
    entries = [{"type": "Prices", "reason": "rivals"}, {"type": "Names", "reason": "privacy"}]
    assert LETTER.write({"company": "Oak", "email": "a@b.example"}, {"sealed": entries}) == (
        FilledParagraph(LetterStyle.BODY, "Oak swears, Oak indeed."),
        FilledParagraph(LetterStyle.ITEM, "Prices: rivals (Oak)"),
        FilledParagraph(LetterStyle.ITEM, "Names: privacy (Oak)"),
        FilledParagraph(LetterStyle.NOTE, "Write to a@b.example."),
    )


def test_a_paragraph_whose_field_is_empty_is_left_out() -> None:
    written = LETTER.write({"company": "Oak", "email": ""}, {"sealed": []})
    assert [paragraph.style for paragraph in written] == [LetterStyle.BODY]


def test_what_is_filled_in_is_never_read_as_a_field() -> None:
    written = LETTER.write({"company": "{email} {x} \\1", "email": ""}, {"sealed": []})
    assert written[0].text == "{email} {x} \\1 swears, {email} {x} \\1 indeed."


@pytest.mark.parametrize(
    ("values", "lists", "missing"),
    [
        ({"company": "Oak"}, {"sealed": []}, "email"),
        ({"email": ""}, {"sealed": []}, "company"),
        ({"company": "Oak", "email": ""}, None, "sealed"),
        ({"company": "Oak", "email": ""}, {"sealed": [{"type": "Prices"}]}, "reason"),
    ],
)
def test_a_field_that_is_not_handed_in_is_named(
    values: dict[str, str], lists: dict[str, list[dict[str, str]]] | None, missing: str
) -> None:
    with pytest.raises(FieldMissing) as caught:
        LETTER.write(values, lists)
    assert str(caught.value) == f"The letter needs the field '{missing}'."


def test_a_paragraph_knows_its_placeholders() -> None:
    assert LETTER.paragraphs[1].placeholders == ("type", "reason", "company")
