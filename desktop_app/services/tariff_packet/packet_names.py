"""What the files of a tariff packet are called, and how its letter names what is enclosed."""

from __future__ import annotations

SHEETS, MARKED, TRANSMITTAL, COVER = "sheets", "marked-copy", "letter-of-transmittal", "cover-letter"
SUMMARY, COUNSEL, POSTED, CUSTOMERS, ORDER = (
    "summary",
    "public-counsel",
    "public-notice",
    "customer-notice",
    "order-notice",
)
# How the letter names what is enclosed: by these words a packet is known again.
SUMMARY_WORDS = "Summary of the effect on the customers"
CUSTOMER_WORDS = "Notice to customers"
SECOND_WORDS = "Second notice to customers"
COUNSEL_WORDS = "Copy of the letter that serves the public counsel"
SECOND, SECOND_COPIES = "second-notice", "second-notice-copies"
AFFIDAVIT = "affidavit"
SUPPORT = "supporting-paper"
ENCLOSED = "Supporting paper "
UNDER_SEAL = ", filed under seal"
NONPUBLIC = "NONPUBLIC, FILED UNDER SEAL"


def support_name(number: str) -> str:
    """The file of a supporting paper, without ending."""
    return f"{SUPPORT}-{number}"
