"""The canonical form of a file, and who may work while it is written."""

import io
import random
import sys
import threading
import time
from collections.abc import Iterator

import pikepdf
import pytest

from desktop_app.documents.canonical import canonical_pdf

PAGES, SIZE = 20, 40_000
TURNS = 5  # without a word in between there is one, before the writing begins


@pytest.fixture
def changing_quickly() -> Iterator[None]:
    kept = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(kept)


def pictures() -> pikepdf.Pdf:
    """A document with pages full of noise."""
    pdf, noise = pikepdf.new(), random.Random(7)
    for _ in range(PAGES):
        pdf.add_blank_page()
        pdf.pages[-1].Contents = pdf.make_stream(b"% " + noise.randbytes(SIZE).hex().encode("ascii"))
    return pdf


@pytest.mark.slow
def test_other_threads_get_their_turn_while_a_large_file_is_written(changing_quickly: None) -> None:
    turns, begun, done = [0], threading.Event(), threading.Event()

    def work() -> None:
        while not done.is_set():
            turns[0] += 1
            begun.set()
            time.sleep(0)  # another turn for each count

    pdf, other = pictures(), threading.Thread(target=work)
    other.start()
    begun.wait()
    before = turns[0]
    try:
        canonical_pdf(pdf)
        after = turns[0]
    finally:
        done.set()
        other.join()
    assert after - before > TURNS


@pytest.mark.slow
def test_the_canonical_form_of_a_canonical_file_is_itself() -> None:
    once = canonical_pdf(pictures())
    with pikepdf.open(io.BytesIO(once)) as read:
        assert canonical_pdf(read) == once
