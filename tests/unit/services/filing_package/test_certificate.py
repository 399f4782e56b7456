"""The certificate of a redaction: everything that was found and proved is on it, on as many pages as that takes."""

from dataclasses import replace

from desktop_app.pagespec.pages import TextItem
from desktop_app.services.filing_package.certificate import (
    LONGEST,
    MOST,
    NOTHING_FOUND,
    CertificateFacts,
    ProvenSteps,
    certificate,
)
from desktop_app.services.paper.frame import PageFrame
from tests.support.small_filing import measured

FRAME = PageFrame("Sample Water Company", "Year 2025", "", "", "", "Made with Filing Desk", "SAMPLE")
PLAIN = CertificateFacts(
    "1.0",
    ({"type": "Contract", "reason": "It names a price.", "places": "page W-2, line 3"},),
    (),
    ProvenSteps(("zero", "ones"), ("public.pdf",), 12, 0, 0, 30, 2, 1),
    (),
    (),
    (("public.pdf", "0" * 64),),
)


def words(certified: CertificateFacts) -> str:
    pages = certificate(certified, FRAME, measured).pages
    items = (item for page in pages for item in page.items if isinstance(item, TextItem))
    return " ".join(" ".join(item.content for item in items).split())


def test_what_was_sealed_proved_and_found_is_on_it() -> None:
    text = words(PLAIN)
    assert "Contract (It names a price): page W-2, line 3" in text
    assert "exchanged 2 times (zero, ones)" in text
    assert NOTHING_FOUND[:60] in text
    assert "Attachments:" not in text
    assert f"{'0' * 64} public.pdf" in text


def test_attachments_and_what_the_company_decided_are_said() -> None:
    told = replace(
        PLAIN,
        proven=replace(PLAIN.proven, images=4, canaries=3),
        kept=(("w2/power/amount", "It is public at the county."),),
        told=("The tariff names the customer.",),
    )
    text = words(told)
    assert "4 pages are in the public version as the pixels that were drawn" in text
    assert "w2/power/amount: It is public at the county." in text
    assert "The company was told of this, and decided: The tariff names the customer." in text
    assert NOTHING_FOUND[:60] not in text


def test_long_lists_are_shortened_with_their_number_and_every_digest_is_there() -> None:
    many = MOST + 4
    full = replace(
        PLAIN,
        kept=tuple((f"w2/line{n}/amount", f"{n} " + "because " * LONGEST) for n in range(many)),
        told=tuple(f"{n} told " + "words " * LONGEST for n in range(many)),
        digests=tuple((f"file-{n}.pdf", f"{n:064x}") for n in range(40)),
    )
    text = words(full)
    assert text.count("... and 4 more, which the affidavit and the sealed log list.") == 2
    assert f"w2/line{MOST - 1}/amount" in text
    assert f"w2/line{MOST}/amount" not in text
    assert [n for n in range(40) if f"{n:064x} file-{n}.pdf" not in text] == []
