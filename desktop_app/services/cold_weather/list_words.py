"""What the columns and the events of a list are called, in the window and by command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.services.cold_weather.lists import IGNORE

MEANINGS: Mapping[str, str] = {
    "customer": "Customer's number (used for counting only, never kept)",
    "date": "Date",
    "event": "What happened",
    "district": "District",
    "amount": "Dollars",
    "source": "Who helped",
    "agreement": "Payment agreement",
    "connected": "Has service?",
    "owed": "Dollars owed",
    "registered": "Registered under 13.055(1)(D)?",
    "aid": "Assistance known?",
}
SAID: Mapping[str, str] = {
    "cut": "Cut off for non-payment",
    "restored": "Service restored",
    "aid": "Assistance paid or pledged",
    "aid_liheap": "LIHEAP paid or pledged",
    "aid_ecip": "ECIP paid or pledged",
    "aid_other": "Assistance from another source",
    "agreement": "Payment agreement made",
    "agreement_cold": "Cold-weather agreement made",
    "agreement_other": "Another agreement made",
    "paid": "Customer paid",
    "registered": "Registered under 13.055(1)(D)",
    "refused": "Reconnection refused",
    "too_small": "Assistance was too small",
    "liheap": "LIHEAP",
    "ecip": "ECIP",
    "cold": "Cold-weather agreement",
    "other": "Another",
    "none": "None",
    "yes": "Yes",
    "no": "No",
    "unknown": "Not known",
    IGNORE: "Leave out",
}


def lacking_words(lacks: Sequence[str]) -> str:
    """The events and columns that lists do not show, as the choices call them."""
    return " and ".join(f"'{SAID.get(lack) or MEANINGS.get(lack, lack)}'" for lack in lacks)
