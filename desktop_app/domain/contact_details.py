"""ZIP codes, states, telephone numbers and e-mail addresses: each put into one form, or refused with a sentence."""

from __future__ import annotations

import re

from desktop_app.domain.late_patterns import late_pattern

_ZIP = late_pattern(r"(\d{5})(?:[-\s]?(\d{4}))?")
_PHONE = late_pattern(
    r"(?:\+?1[\s.-]*)?\(?([2-9]\d{2})\)?[\s./-]*([2-9]\d{2})[\s.-]*(\d{4})"
    r"(?:[\s,;]*(?:ext\.?|extension|x)\s*\.?(\d{1,6}))?",
    re.IGNORECASE,
)
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = late_pattern(rf"({_LOCAL}(?:\.{_LOCAL})*)@((?:{_LABEL}\.)+[A-Za-z]{{2,63}})")
_NAMED = late_pattern(r"[^<>@]*<([^<>]*)>")  # Sample Person <office@example.com>, as mail programs copy it
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))  # as word processors write them
LONGEST_EMAIL = 254
STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "AS": "American Samoa", "GU": "Guam", "MP": "Northern Mariana Islands", "PR": "Puerto Rico",
    "VI": "Virgin Islands",
}  # fmt: skip


class NotAContact(ValueError):
    """The text is no such detail; the message says what was read and how it is written."""


def parse_zip(text: str) -> str:
    """The ZIP code as ``65101`` or ``65101-1234``. Raises NotAContact."""
    plain = text.strip().translate(_DASHES)
    found = _ZIP.fullmatch(plain)
    if found is None or not plain.isascii() or not int(found[1]):
        raise NotAContact(f"'{text}' is not a ZIP code. Write five digits, like 65101, or nine, like 65101-1234.")
    return f"{found[1]}-{found[2]}" if found[2] else found[1]


def parse_state(text: str) -> str:
    """The state by its name or its two letters, as its name. Raises NotAContact."""
    plain = " ".join(text.replace(".", "").split()).casefold()
    for short, name in STATES.items():
        if plain in (short.casefold(), name.casefold()):
            return name
    raise NotAContact(f"'{text}' is not a state. Write its name or its two letters, like Missouri or MO.")


def parse_telephone(text: str) -> str:
    """The telephone number as ``(573) 555-0123``, with its extension. Raises NotAContact."""
    plain = text.strip().translate(_DASHES)
    found = _PHONE.fullmatch(plain)
    if found is None or not plain.isascii():
        raise NotAContact(
            f"'{text}' is not a telephone number. Write ten digits with the area code, like 573-555-0123."
        )
    extension = f" ext. {found[4]}" if found[4] else ""
    return f"({found[1]}) {found[2]}-{found[3]}{extension}"


def parse_email(text: str) -> str:
    """The e-mail address; the part behind @ in small letters. Raises NotAContact."""
    plain = text.strip()
    named = _NAMED.fullmatch(plain)
    found = _EMAIL.fullmatch((plain if named is None else named[1]).removeprefix("mailto:"))
    if found is None or len(found[0]) > LONGEST_EMAIL:
        raise NotAContact(f"'{text}' is not an e-mail address. Write one address, like office@example.com.")
    return f"{found[1]}@{found[2].lower()}"
