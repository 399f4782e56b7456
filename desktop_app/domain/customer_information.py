"""Text that looks as if it told who a customer is. It guesses: what it misses must be seen by the reader."""

from __future__ import annotations

import re

from desktop_app.domain.late_patterns import late_pattern

_SIGNS = (
    late_pattern(r"[\w.+-]+@[\w-]+\.[\w.]+"),  # an e-mail address
    late_pattern(r"(?:\(\d{3}\)\s*|\b\d{3}[-. ])\d{3}[-. ]\d{4}\b"),  # a telephone number
    late_pattern(r"\b(?:acct|account|meter|customer)\b\.?\s*(?:no\.?|number|#)?\s*:?\s*#?[A-Z]*\d{3,}", re.IGNORECASE),
    # Seven figures or more on end: an account, a meter, a social security number.
    late_pattern(r"\b\d(?:[ -]?\d){6,}\b"),
    late_pattern(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\b\.?\s+[A-Z]\w+"),
    late_pattern(r"\b[Cc]ustomer\s+[A-Z][a-z]+\s+[A-Z][a-z]+"),
    late_pattern(
        r"\b\d{1,6}\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w.]*\s+){1,3}"
        r"(?:St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Ln|Lane|Ct|Court|Blvd|Boulevard|Way|Hwy|Highway|Pl|Place|Cir|Circle|Ter)\b"
    ),
    late_pattern(r"\bP\.?\s?O\.?\s+Box\s+\d", re.IGNORECASE),
)


def tells_a_customer(text: str) -> bool:
    """Whether the text seems to hold a name after Mr. or Mrs., an account, an address, a telephone or an e-mail."""
    return any(sign.search(text) for sign in _SIGNS)
