"""Files that leave the house encrypted: what opens them, and what is said where that fails."""

import json

import pytest

from desktop_app.services.ports import NotThePassword
from desktop_app.storage.encryption import KeyCost
from desktop_app.storage.passwords import KnownPasswords
from desktop_app.storage.refusals import MadeLater

PASSWORDS = KnownPasswords(KeyCost(2))  # tries cost nothing


def test_a_file_is_opened_by_its_password_alone() -> None:
    locked = PASSWORDS.encrypted_file(b"for Ann", "seven wet herons")
    assert PASSWORDS.is_encrypted_file(locked)
    assert b"Ann" not in locked
    assert PASSWORDS.decrypted_file(locked, "seven wet herons", "a.filingreview") == b"for Ann"
    with pytest.raises(NotThePassword, match=r"not the password of a\.filingreview, or the file was altered"):
        PASSWORDS.decrypted_file(locked, "seven dry herons", "a.filingreview")


@pytest.mark.parametrize(
    ("version", "refusal"), [(2, MadeLater), (0, NotThePassword), ("2", NotThePassword), (None, NotThePassword)]
)
def test_a_file_of_a_later_version_is_not_blamed_on_the_password(version: object, refusal: type[Exception]) -> None:
    data = json.loads(PASSWORDS.encrypted_file(b"for Ann", "seven wet herons"))
    later = json.dumps({**data, "version": version}).encode()
    with pytest.raises(refusal) as told:
        PASSWORDS.decrypted_file(later, "seven wet herons", "a.filingreview")
    assert ("later version of Filing Desk" in str(told.value)) is (refusal is MadeLater)
