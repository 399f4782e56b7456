"""What encrypts a company file: one random data key, kept twice, under the password and under the recovery key.

AES-256-GCM with a new random nonce each time; what is encrypted is bound to its place by a label. The password's key
is made by scrypt. The recovery key is random itself: 125 bits, written in six groups of five letters and digits, of
which the last is a check on the others.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from typing import NamedTuple

from desktop_app.domain.late_dataclasses import dataclass

NONCE, KEY, SALT = 12, 32, 16
COST, BLOCK, LANES = 2**17, 8, 1  # of scrypt: 128 MB and about half a second for each try
MOST_COST, MOST_BLOCK, MOST_LANES = 2**20, 16, 4  # a file that asks for more is not one of ours
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ0"  # no 1, I, L or O to be mistaken; 0 is read from O as well
GROUPS, GROUP = 6, 5
BITS = 5
LOCKED_FORMAT = "filing-desk-encrypted"
LOCKED_VERSION = 1


class NotOpened(Exception):
    """What was encrypted cannot be decrypted: another key, or altered."""


class LockedLater(Exception):
    """A later program encrypted it, in a way that this one does not know."""


class KeyCost(NamedTuple):
    """What making a key from a password costs: the numbers of scrypt."""

    rounds: int = COST
    block: int = BLOCK
    lanes: int = LANES

    @property
    def bearable(self) -> bool:
        """Whether these are numbers that the program would have chosen."""
        in_range = 1 < self.rounds <= MOST_COST and 0 < self.block <= MOST_BLOCK and 0 < self.lanes <= MOST_LANES
        return in_range and not self.rounds & (self.rounds - 1)


@dataclass(frozen=True)
class DataKey:
    """The key of a file's content, and the name by which the file says which key it needs."""

    id: str
    secret: bytes

    def __repr__(self) -> str:
        return f"DataKey({self.id!r})"

    def sealed(self, label: str, content: bytes) -> bytes:
        """The content encrypted, bound to the label."""
        return encrypted(self.secret, f"{self.id}/{label}", content)

    def opened(self, label: str, sealed: bytes) -> bytes:
        """The content again. Raises NotOpened."""
        return decrypted(self.secret, f"{self.id}/{label}", sealed)


def new_data_key() -> DataKey:
    """A key that nobody ever had."""
    return DataKey(os.urandom(SALT).hex(), os.urandom(KEY))


def encrypted(key: bytes, label: str, content: bytes) -> bytes:
    """Nonce and encrypted content."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # most companies have no password

    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, label.encode())


def decrypted(key: bytes, label: str, sealed: bytes) -> bytes:
    """What was encrypted under that label. Raises NotOpened."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], label.encode())
    except (InvalidTag, ValueError):
        raise NotOpened from None


def password_key(password: str, salt: bytes, cost: KeyCost) -> bytes:
    """The key that a password makes; letters that look the same are the same."""
    import unicodedata

    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    made = Scrypt(salt=salt, length=KEY, n=cost.rounds, r=cost.block, p=cost.lanes)
    return made.derive(unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass"))


def recovery_secret(recovery: str, salt: bytes) -> bytes:
    """The key that a recovery key makes. It is random, so that guessing it is hopeless without any cost."""
    import hmac

    return hmac.new(salt, f"recovery/{normal_recovery_key(recovery)}".encode(), hashlib.sha256).digest()


def new_recovery_key() -> str:
    """Six groups of letters and digits to be printed."""
    number = int.from_bytes(os.urandom(16)) >> 3
    letters = "".join(LETTERS[number >> BITS * index & (len(LETTERS) - 1)] for index in range((GROUPS - 1) * GROUP))
    return _grouped(letters + _check(letters))


def normal_recovery_key(text: str) -> str:
    """The recovery key as it is printed, from how it was typed; empty if the text is none, or one with a slip."""
    letters = "".join(sign for sign in text.upper().replace("O", "0") if sign.isalnum())
    front, check = letters[: (GROUPS - 1) * GROUP], letters[(GROUPS - 1) * GROUP :]
    return _grouped(letters) if len(letters) == GROUPS * GROUP and _check(front) == check else ""


def looks_like_recovery_key(text: str) -> bool:
    """Whether somebody meant to type a recovery key."""
    parts = text.strip().replace(" ", "-").split("-")
    return len(parts) == GROUPS and all(len(part) == GROUP for part in parts)


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def _check(letters: str) -> str:
    digest = int.from_bytes(hashlib.sha256(letters.encode()).digest())
    return "".join(LETTERS[digest >> BITS * index & (len(LETTERS) - 1)] for index in range(GROUP))


def locked_content(content: bytes, password: str, cost: KeyCost) -> bytes:
    """A whole file under a password, as JSON that says so.

    ::

        {"format": "filing-desk-encrypted", "version": 1, "rounds", "block", "lanes", "salt": base64,
         "content": base64}
    """
    salt = os.urandom(SALT)
    sealed = encrypted(password_key(password, salt, cost), LOCKED_FORMAT, content)
    head = {"format": LOCKED_FORMAT, "version": LOCKED_VERSION, **cost._asdict()}
    words = {"salt": base64.b64encode(salt).decode("ascii"), "content": base64.b64encode(sealed).decode("ascii")}
    return json.dumps({**head, **words}).encode()


def is_locked_content(content: bytes) -> bool:
    """Whether a file is one of `locked_content`."""
    return LOCKED_FORMAT.encode() in content[: len(LOCKED_FORMAT) * 4]


def unlocked_content(content: bytes, password: str) -> bytes:
    """What was locked. Raises NotOpened for another password and for what was altered, LockedLater."""
    try:
        data = json.loads(content)
        if isinstance(data["version"], int) and data["version"] > LOCKED_VERSION:
            raise LockedLater
        cost = KeyCost(int(data["rounds"]), int(data["block"]), int(data["lanes"]))
        if data["version"] != LOCKED_VERSION or not cost.bearable:
            raise NotOpened
        salt, sealed = (base64.b64decode(data[part], validate=True) for part in ("salt", "content"))
    except (ValueError, KeyError, TypeError):
        raise NotOpened from None
    return decrypted(password_key(password, salt, cost), LOCKED_FORMAT, sealed)
