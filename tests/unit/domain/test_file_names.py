"""A title becomes the name of one folder, on every system."""

import pytest

from desktop_app.domain.file_names import fit_for_files


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Certificate: Cedar Bluff", "Certificate Cedar Bluff"),
        ("Waiver: A/B \\ C?", "Waiver A B C"),
        ("../..", ""),
        ("Rates 2026", "Rates 2026"),
    ],
)
def test_what_a_system_forbids_is_left_out(title: str, name: str) -> None:
    assert fit_for_files(title) == name
