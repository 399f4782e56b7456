import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.text_decoding import DecodedText, NotText, decode_text

LETTERS = st.text(st.characters(codec="ascii", exclude_characters="\0"), min_size=4)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@given(text=LETTERS)
def test_a_text_is_read_back_whatever_wrote_it(encoding: str, text: str) -> None:
    assert decode_text(text.encode(encoding)) == DecodedText(text)


def test_letters_of_windows_are_read_with_the_line_where_they_begin() -> None:
    assert decode_text("a\nCaf\u00e9 \u2013 5\u20ac".encode("cp1252")) == DecodedText("a\nCaf\u00e9 \u2013 5\u20ac", 2)
    assert decode_text(b"\x81") == DecodedText("\ufffd", 1)


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"ab\0cdef", "a program's own file"), (b"\xff\xfea\0b", "damaged text"), (b"\xef\xbb\xbf\xff", "damaged text")],
)
def test_what_is_no_text_is_named(content: bytes, what: str) -> None:
    with pytest.raises(NotText, match=what):
        decode_text(content)
