"""What the letters say besides the filing's own particulars: the person to ask, the signer, addressees and dates."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.filings import Filing
from desktop_app.domain.values import Place, Value
from desktop_app.rulebook.rulebook import Rulebook
from desktop_app.services.profile import Profile


def letter_fields(profile: Profile, company: Mapping[Place, Value], filing: Filing, rules: Rulebook) -> dict[str, str]:
    """The fields by name, all of them public."""
    contact = {f"contact_{name}": value for name, value in profile.contact.items()}
    return contact
