from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop_app.domain.values import AnswerWord, Place, Value, place_of
from desktop_app.formspec.case_traits import AnswerWay, ParagraphKind
from desktop_app.formspec.checklist import asked_items, exhibit_letters
from desktop_app.formspec.pleading import SEALED, PaperFacts, PleadingWriter, WrittenParagraph
from tests.support.case_form import TEXT, case_form, case_values

BOUND = {"items/plat": ("01",), "items/consent": ("02",)}
LATER = AnswerWay.LATER.value
SPECIAL = {"applicant": "Sample Water Company", "services": "water"}


def writer(
    changes: dict[str, Value | None] | None = None, *sealed: str, supplement: bool = False, named: str = ""
) -> PleadingWriter:
    hidden = frozenset(map(place_of, sealed))
    calculation = case_values(changes)
    shown = {place: value for place, value in calculation.values.items() if place not in hidden}
    values = replace(calculation, values=shown)
    items = asked_items(values, BOUND, hidden)
    letters = exhibit_letters(items)
    chosen = tuple(item for item in items if not named or item.name == named)
    special = {**SPECIAL, "filed_on": "April 1, 2026"} if supplement else SPECIAL
    return PleadingWriter(values, hidden, chosen, PaperFacts(special, letters, supplement))


def paper(
    changes: dict[str, Value | None] | None = None, *sealed: str, supplement: bool = False, named: str = ""
) -> tuple[WrittenParagraph, ...]:
    return writer(changes, *sealed, supplement=supplement, named=named).paragraphs()


def texts(written: tuple[WrittenParagraph, ...]) -> list[str]:
    return [f"{one.number} {one.text}" if one.number else ("- " if one.listed else "") + one.text for one in written]


def test_the_paper_is_written_out() -> None:
    assert texts(paper()) == [
        "In the matter of Sample Water Company and water service",
        "In Cedar Bluff from May 1, 2026 on for 1,200: 2,400 people.",
        "1 The area is in Cedar Bluff: yes.",
        "2 Need. Wells run dry.",
        "The causes:",
        "- drought;",
        "- more homes.",
        "So it is. (4 CSR 240-3.600(1)(D))",
        "3 A plat at 2,000 feet to the inch is Exhibit A. (4 CSR 240-3.600(1)(A)4.)",
        "4 Persons: Exhibit B. (4 CSR 240-3.600(1)(A)2.)",
        "5 Consent: Exhibit C.",
        "6 No approval is needed. (4 CSR 240-3.600(1)(B))",
        "Therefore it is asked. See Exhibit ____________________.",
    ]


def test_provisions_are_listed_in_words() -> None:
    plat = next(one for one in asked_items(case_values(None), BOUND, frozenset()) if one.name == "items/plat")
    three = replace(plat, cites=("3.600(1)", "3.600(2)", "3.600(3)"))
    written = PleadingWriter(case_values(None), frozenset(), (three,), PaperFacts(SPECIAL, {}, supplement=False))
    assert any(
        "(4 CSR 240-3.600(1), 4 CSR 240-3.600(2) and 4 CSR 240-3.600(3))" in one for one in texts(written.paragraphs())
    )


def test_what_follows_later_is_listed_and_keeps_its_exhibit() -> None:
    plat: dict[str, Value | None] = {"items/plat/way": LATER, "items/need/way": LATER}
    written = texts(paper(plat))
    assert written[-4:] == [
        "5 These follow:",
        "- Need (4 CSR 240-3.600(1)(D)).",
        "- Plat, Exhibit A (4 CSR 240-3.600(1)(A)4.).",
        "Therefore it is asked. See Exhibit ____________________.",
    ]
    line: dict[str, Value | None] = {
        "start/variant/answer": "line",
        "items/plans/way": LATER,
        "items/plans/reason": "The engineer is ill.",
        "items/plans/by": date(2026, 9, 1),
    }
    entry = "- Plans, Exhibit B, by September 1, 2026: The engineer is ill (4 CSR 240-3.400(1)(B)2.)."
    assert entry in texts(paper(line))


def test_what_does_not_apply_says_why() -> None:
    said: dict[str, Value | None] = {"items/need/way": "not_applicable", "items/need/reason": "It was shown before."}
    assert "2 Need: does not apply. It was shown before. (4 CSR 240-3.600(1)(D))" in texts(paper(said))
    assert any("does not apply. ____" in text for text in texts(paper({"items/need/way": "not_applicable"})))


def test_a_blank_is_a_line_to_fill_in_and_a_word_is_said() -> None:
    written = texts(paper({"start/place/answer": None, "start/homes/answer": AnswerWord.NONE}))
    assert written[1].startswith("In ____________________ from May 1, 2026 on for None: 0 people.")
    assert "The area is in ____________________: no." in written[2]


def test_a_sealed_answer_is_a_mark_and_nothing_tells_what_it_was() -> None:
    sealed = ("items/need/answer", "start/place/answer", "items/approval/answer")
    one = paper(None, *sealed)
    other = paper({"items/need/answer": "Else", "start/place/answer": None, "items/approval/answer": "yes"}, *sealed)
    assert one == other
    assert [paragraph.text for paragraph in one if paragraph.marked] == [
        f"In {SEALED} from May 1, 2026 on for 1,200: 2,400 people.",
        f"The area is in {SEALED}: {SEALED}.",
        f"Need. {SEALED} (4 CSR 240-3.600(1)(D))",
        f"{SEALED}. (4 CSR 240-3.600(1)(B))",
    ]


def test_a_paragraph_of_another_service_or_of_an_unanswered_condition_is_left_out() -> None:
    values = case_values(utilities=("sewer",))
    written = PleadingWriter(values, frozenset(), (), PaperFacts(SPECIAL)).paragraphs()
    assert "Sewer." in [paragraph.text for paragraph in written]
    assert "Sewer." not in [paragraph.text for paragraph in paper()]
    assert not any(text.startswith("1 The area") for text in texts(paper({"start/variant/answer": None})))


def test_a_supplement_has_its_own_words_and_only_what_it_furnishes() -> None:
    assert texts(paper(supplement=True, named="items/plat")) == [
        "In the matter of Sample Water Company and water service",
        "Furnished, as promised on April 1, 2026.",
        "1 The area is in Cedar Bluff: yes.",
        "2 A plat at 2,000 feet to the inch is Exhibit A. (4 CSR 240-3.600(1)(A)4.)",
        "Therefore it is asked. See Exhibit ____________________.",
    ]


def test_what_is_said_of_the_filing_itself_and_is_not_known_is_a_line() -> None:
    assert writer().filled("Case {docket}", Place("", "", "")) == ("Case ____________________", False)


def test_a_number_that_no_cell_holds_is_said_as_it_is() -> None:
    assert writer({"start/homes/answer": Decimal("2.5")}).filled("{2 * 3}", Place("", "", "")) == ("6", False)


def test_a_list_may_begin_a_part_and_an_empty_text_is_no_paragraph() -> None:
    listed = [one for one in paper({"items/need/answer": "First\n\n- one\n- two"}) if one.listed]
    assert [one.text for one in listed] == ["one", "two (4 CSR 240-3.600(1)(D))"]
    assert ParagraphKind.PARAGRAPH in {one.kind for one in listed}


def test_an_explanation_stands_with_its_item_unless_something_of_the_item_is_sealed() -> None:
    values = case_values(notes={"items/persons/way": "These are all who live there.", "items/need/answer": "Told so."})
    items = asked_items(values, BOUND)
    written = PleadingWriter(values, frozenset(), items, PaperFacts(SPECIAL, exhibit_letters(items)))
    said = [written.item_text(item)[0] for item in items]
    assert "Persons: Exhibit B. These are all who live there. (4 CSR 240-3.600(1)(A)2.)" in said
    hidden = PleadingWriter(values, frozenset({place_of("items/need/answer")}), items, PaperFacts(SPECIAL))
    assert hidden.item_text(items[0]) == (f"Need. {SEALED} (4 CSR 240-3.600(1)(D))", True)


def test_a_percentage_is_said_in_words_and_a_paragraph_stands_in_its_paper() -> None:
    words = writer({"start/share/answer": Decimal("12.5")}).filled("{start/share/answer}", Place("", "", ""))
    assert words == ("12.5 percent", False)
    form = case_form(TEXT.replace('text = "Sewer."', 'paper = "notice"\ntext = "Sewer."'))
    values = case_values(form=form, utilities=("sewer",))
    written = PleadingWriter(values, frozenset(), (), PaperFacts(SPECIAL)).paragraphs()
    assert [one.text for one in written if one.paper == "notice"] == ["Sewer."]


def test_each_paper_is_numbered_by_itself() -> None:
    form = case_form(f'{TEXT}\n[[paragraph]]\nkind = "paragraph"\npaper = "notice"\ntext = "One."\n')
    values = case_values(form=form)
    items = asked_items(values, BOUND)
    written = PleadingWriter(values, frozenset(), items, PaperFacts(SPECIAL)).paragraphs()
    assert [one.number for one in written if one.paper == "notice"] == [1]
    assert max(one.number for one in written if not one.paper) > 1


def test_a_sentence_that_ends_in_the_users_words_ends_with_one_period() -> None:
    form = case_form(
        TEXT.replace(
            'text = "These follow:"',
            'text = "These follow:"\n[[paragraph]]\nkind = "body"\ntext = "Why: {items/need/answer}"',
        ).replace('label = "No approval is needed"', 'label = "No approval is needed."')
    )
    for typed in ("Wells run dry", "Wells run dry."):
        values = case_values({"items/need/answer": typed}, form=form)
        said = texts(PleadingWriter(values, frozenset(), asked_items(values, BOUND), PaperFacts(SPECIAL)).paragraphs())
        assert "Why: Wells run dry." in said
        assert "6 No approval is needed. (4 CSR 240-3.600(1)(B))" in said


def test_what_is_said_of_an_item_names_it_once() -> None:
    later: dict[str, Value | None] = {"items/plat/way": LATER}
    named = [(one.item, one.number, one.listed) for one in paper(later) if one.item]
    assert named == [
        ("items/need", 2, False),
        ("items/persons", 3, False),
        ("items/consent", 4, False),
        ("items/approval", 5, False),
        ("items/plat", 0, True),
    ]


def test_a_choice_may_rest_on_another_provision_than_its_item() -> None:
    form = case_form(
        TEXT.replace(
            'label = "Approval is needed" }', 'label = "Approval is needed", cites = ["3.600(1)(C)", "3.305(1)(C)"] }'
        )
    )
    for answer, cited in (("no", "3.600(1)(B)"), ("yes", "3.600(1)(C)")):
        values = case_values({"items/approval/answer": answer}, form=form)
        written = PleadingWriter(values, frozenset(), asked_items(values, BOUND), PaperFacts(SPECIAL)).paragraphs()
        said = [one.text for one in written if one.item == "items/approval"]
        assert [text.partition(". (4 CSR 240-")[2] for text in said] == [f"{cited})"]
