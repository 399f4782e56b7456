import pytest

from desktop_app.domain.confidentiality import Seal, covering
from desktop_app.domain.values import Place

CELL = Place("w2", "chemicals", "amount")


@pytest.mark.parametrize(
    ("target", "covers"),
    [
        ("w2", True),
        ("w2/chemicals", True),
        ("w2/*/amount", True),
        ("w2/chemicals/amount", True),
        ("w3", False),
        ("w2/labor", False),
        ("w2/*/prior", False),
        ("attachment/7", False),
    ],
)
def test_a_seal_covers_what_its_path_names(target: str, covers: bool) -> None:
    assert Seal(target, "type", "reason").covers(CELL) is covers


def test_a_waived_seal_covers_nothing() -> None:
    assert not Seal("w2", "type", "reason", waived=True).covers(CELL)


def test_the_first_seal_that_covers_counts() -> None:
    seals = [Seal("w3", "a", "r"), Seal("w2", "b", "r"), Seal("w2/chemicals", "c", "r")]
    assert covering(seals, CELL) is seals[1]
    assert covering([], CELL) is None
