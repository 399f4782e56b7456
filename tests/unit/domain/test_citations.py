"""Citations of the chapter."""

import pytest

from desktop_app.domain.citations import Citation, NotACitation, is_citation, parse_citation, stands_in


@pytest.mark.parametrize(
    ("text", "rule", "steps"),
    [
        ("3.640", "3.640", ()),
        ("3.640(4)(A)", "3.640", ("(4)", "(A)")),
        ("3.265(20)(K)3.", "3.265", ("(20)", "(K)", "3.")),
        ("3.145(26)(AA)", "3.145", ("(26)", "(AA)")),
        ("3.175(1)(B)1.A.(VI)", "3.175", ("(1)", "(B)", "1.", "A.", "(VI)")),
        ("4 CSR 240-3.640(1)", "3.640", ("(1)",)),
        ("10.XXX(2)(A)5.", "10.XXX", ("(2)", "(A)", "5.")),
        ("  3.640(1) ", "3.640", ("(1)",)),
    ],
)
def test_a_citation_is_rule_and_steps(text: str, rule: str, steps: tuple[str, ...]) -> None:
    assert parse_citation(text) == Citation(rule, steps)


@pytest.mark.parametrize(
    "text",
    [
        *("", "3.64", "3.6400", "4.640(1)", "3.640(4", "3.640 (4)", "3.640(A)", "3.640(4)A", "3.640(4)(a)"),
        *("3.640(4)(A).", "section 3.640(4)", "3.640(4) and (5)", "393.140(6)", "20 CSR 4240-3.640", "3.640()"),
    ],
)
def test_anything_else_is_refused_with_what_was_read(text: str) -> None:
    with pytest.raises(NotACitation) as caught:
        parse_citation(text)
    assert f"'{text}'" in str(caught.value)
    assert "3.640(4)(A)" in str(caught.value)


def test_a_citation_is_written_short_and_formal() -> None:
    citation = parse_citation("4 CSR 240-3.265(20)(K)3.")
    assert str(citation) == "3.265(20)(K)3."


def test_a_part_lies_within_its_section_and_not_the_other_way_round() -> None:
    whole, section, part = (parse_citation(text) for text in ("3.640", "3.640(4)", "3.640(4)(A)"))
    assert part.within(section)
    assert section.within(section)
    assert section.within(whole)
    assert not section.within(part)
    assert not part.within(parse_citation("3.640(5)"))
    assert not part.within(parse_citation("3.335(4)"))


def test_a_provision_stands_in_itself_and_in_what_holds_it() -> None:
    assert stands_in(["3.640(6)(A)"], "3.640(6)")
    assert stands_in(["3.640(1)", "3.640(6)"], "3.640(6)")
    assert not stands_in(["3.640(6)"], "3.640(6)(A)")
    assert not stands_in([], "3.640")


def test_a_citation_is_told_from_a_name() -> None:
    assert is_citation("3.640(6)(A)")
    assert not is_citation("annual_report/due")
