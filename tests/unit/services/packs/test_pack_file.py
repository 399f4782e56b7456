"""The file of a pack: written and read back the same; bad, foreign, cut off and poisoned files are one sentence."""

import json

import pytest

from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.packs.pack_file import (
    LARGEST,
    MOST_ITEMS,
    NotAPack,
    PackItem,
    PackKind,
    SharedPack,
    TaxNumber,
    pack_bytes,
    read_pack,
)
from desktop_app.services.packs.pack_worker import pack_job

PERSON = PackItem(PackKind.PEOPLE, {"name": "Sample Person", "role": "president", "phone": "(573) 555-0100"})
RULE = PackItem(PackKind.RULES, {"name": "a/b", "from": "2026-01-01", "is": "7", "source": "Order", "note": "é\nü"})
PACK = SharedPack("Firm", "2026-02-03", "Sample Firm", (PERSON, RULE))


def changed(**parts: Json) -> bytes:
    return json.dumps(json.loads(pack_bytes(PACK)) | parts).encode()


def person(**fields: Json) -> Json:
    return [{"name": "Sample Person", **fields}]


def test_a_pack_is_read_back_as_it_was_written() -> None:
    assert read_pack(pack_bytes(PACK), "p.json") == PACK
    (answer,) = pack_job(json.dumps("p.json").encode() + b"\n" + b"\xef\xbb\xbf" + pack_bytes(PACK))
    assert answer == pack_bytes(PACK)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "or a part of it is missing"),
        (pack_bytes(PACK)[:-40], "or a part of it is missing"),
        (b"\xff\xfe\x00", "or a part of it is missing"),
        (b"[" * 100_000, "or a part of it is missing"),
        (b'{"filing_desk_pack": 1, "filing_desk_pack": 1}', "or a part of it is missing"),
        (b'{"filing_desk_pack": NaN}', "or a part of it is missing"),
        (b"[]", "is not a pack of Filing Desk"),
        (b"{}", "is not a pack of Filing Desk"),
        (b'{"filing_desk_pack": true}', "is not a pack of Filing Desk"),
        (changed(filing_desk_pack=2), "was made by a newer Filing Desk"),
        (changed(answers={}), "has 'answers', which no pack has"),
        (changed(title=5), "its title must be a text"),
        (changed(title=" "), "has no title"),
        (changed(source=""), "has no source"),
        (changed(made="soon"), "its day reads 'soon'"),
        (changed(people={}), "'people' must be a list"),
        (changed(people=[5]), "line 1 of 'people' is not a table"),
        (changed(people=person(tax_id="x")), "line 1 of 'people' has 'tax_id', which no pack has"),
        (changed(people=person(phone=5)), "line 1 of 'people', phone must be a text"),
        (changed(people=[{"name": "X"}]), "line 1 of 'people' has no role"),
        (changed(people=[{"name": "  ", "role": "other"}]), "line 1 of 'people' has no name"),
        (changed(rules=[{"from": "2026-01-01", "is": "1"}]), "line 1 of 'rules' has no name"),
        (
            changed(people=[{"name": "D\u00fcp", "role": "other"}, {"name": "Du\u0308p", "role": "other"}]),
            "is in 'people' twice",
        ),
        (changed(people=person(role="other", title="x" * 3000)), "is longer than 2,000 letters"),
        (changed(people=person(role="other", title="a\u202eb")), "contains a character that cannot be printed"),
        (changed(people=[{"name": "A", "role": "other"}, {"name": "A", "role": "other"}]), "is in 'people' twice"),
        (
            changed(people=[{"name": f"P {n}", "role": "other"} for n in range(MOST_ITEMS + 1)]),
            "a pack has at most 2,000",
        ),
        (b" " * (LARGEST + 1), "is larger than a pack can be"),
    ],
)
def test_what_is_no_pack_is_refused_in_one_sentence(content: bytes, words: str) -> None:
    with pytest.raises(NotAPack) as refusal:
        read_pack(content, "p.json")
    assert words in str(refusal.value)
    assert str(refusal.value).startswith("p.json")
    assert str(refusal.value).endswith(".")


def test_a_field_of_one_line_has_one_line() -> None:
    (read,) = read_pack(changed(people=person(role="other", title="One\n two"), rules=[]), "p.json").items
    assert read.fields["title"] == "One two"


@pytest.mark.parametrize("number", ["123-45-6789", "12-3456789", "EIN 12-3456789."])
def test_tax_numbers_are_neither_written_nor_read(number: str) -> None:
    with pytest.raises(TaxNumber, match="never carries"):
        read_pack(changed(people=person(role="other", title=number)), "p.json")
    with pytest.raises(UserError):
        pack_bytes(SharedPack(f"Firm {number}", "2026-02-03", "x", (PERSON,)))


@pytest.mark.parametrize("number", ["(573) 555-0100", "573-555-0100", "65102-0360", "WA-2026-0123", "2026-01-31"])
def test_telephones_zip_codes_and_days_are_no_tax_numbers(number: str) -> None:
    assert read_pack(changed(people=person(role="other", title=number)), "p.json").items
