from collections.abc import Callable

import pytest

from desktop_app.domain.contact_details import (
    STATES,
    NotAContact,
    parse_email,
    parse_state,
    parse_telephone,
    parse_zip,
)


@pytest.mark.parametrize(
    ("read", "text", "form"),
    [
        (parse_zip, "65101", "65101"),
        (parse_zip, " 65101-1234 ", "65101-1234"),
        (parse_zip, "651011234", "65101-1234"),
        (parse_zip, "02134", "02134"),
        (parse_zip, "65101\u20131234", "65101-1234"),
        (parse_state, "mo", "Missouri"),
        (parse_state, "MISSOURI", "Missouri"),
        (parse_state, "D.C.", "District of Columbia"),
        (parse_state, " new  mexico", "New Mexico"),
        (parse_telephone, "5735550123", "(573) 555-0123"),
        (parse_telephone, "573-555-0123", "(573) 555-0123"),
        (parse_telephone, "(573)555.0123", "(573) 555-0123"),
        (parse_telephone, "+1 573 555 0123", "(573) 555-0123"),
        (parse_telephone, "1-573-555-0123 x12", "(573) 555-0123 ext. 12"),
        (parse_telephone, "(573) 555-0123, Ext. 7", "(573) 555-0123 ext. 7"),
        (parse_email, "Office@Example.COM", "Office@example.com"),
        (parse_telephone, "573\u2011555\u20130123", "(573) 555-0123"),
        (parse_email, "Sample Person <office@example.com>", "office@example.com"),
        (parse_email, "<office@example.com>", "office@example.com"),
        (parse_email, "mailto:a.b+c@sub.example.co", "a.b+c@sub.example.co"),
    ],
)
def test_a_detail_has_one_form_and_that_form_stays(read: Callable[[str], str], text: str, form: str) -> None:
    assert read(text) == form
    assert read(form) == form


@pytest.mark.parametrize(
    ("read", "text"),
    [
        *((parse_zip, text) for text in ("", "6510", "651010", "ABCDE", "65101-12", "00000", "\u0666\u0665101")),
        *((parse_state, text) for text in ("", "ZZ", "Missour", "Ontario", "M", "MO 65101")),
        *((parse_telephone, t) for t in ("", "555-0123", "123-456-7890", "573-055-0123", "573-555-01234", "call me")),
        *(
            (parse_email, text)
            for text in ("", "office", "a@b", "a@@example.com", "a b@example.com", "a..b@example.com")
        ),
        *(
            (parse_email, text)
            for text in (
                "a..b@example.com",
                ".a@example.com",
                "a.@example.com",
                "a@-x.com",
                "a@x.com, b@x.com",
                "Sample <office>",
                "<a@x.com>, <b@x.com>",
            )
        ),
        (parse_email, f"{'a' * 250}@example.com"),
    ],
)
def test_nonsense_is_refused_with_what_was_read_and_an_example(read: Callable[[str], str], text: str) -> None:
    with pytest.raises(NotAContact) as caught:
        read(text)
    assert f"'{text}' is not a" in str(caught.value)
    assert "like" in str(caught.value)


def test_every_state_is_known_by_both_names() -> None:
    assert len(STATES) == 56
    for short, name in STATES.items():
        assert parse_state(short) == parse_state(name) == name
