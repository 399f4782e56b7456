"""Who issues the sheets is one of the company's people, under the title that the Company page gives.

The margins bear name and title of the officer: 3.145(8), 3.260(3), 3.340(3), 3.425(3), 3.645(3). A telecommunications
company may have a representative issue them instead: 3.545(7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop_app.domain.dates import long_date
from desktop_app.domain.tariffs.schedules import Issuer
from desktop_app.services.company.profile import CompanyPerson, holds_title, squeezed_name

WHERE = "Company page, People"


def officer_trouble(issuer: Issuer, people: Sequence[CompanyPerson], signed: date) -> Iterator[str]:
    """What contradicts the people of the company. `signed` is the day on which the officer signs."""
    same = [person for person in people if squeezed_name(person.name) == squeezed_name(issuer.name)]
    if not same:
        known = ", ".join(person.name for person in people if person.name) or "nobody yet"
        yield (
            f"The sheets are issued by {issuer.name}, who is not on the {WHERE}: {known}. Add the person there, or "
            "change the officer in the details of the schedule."
        )
        return
    titles = [person.title or person.role.replace("_", " ") for person in same]
    if issuer.title and not holds_title(issuer.title, titles):
        held = " and ".join(dict.fromkeys(titles))
        yield (
            f"The sheets name {issuer.name} as {issuer.title}; the {WHERE}, gives {held}. Use one title for the person."
        )
    ends = [person.until for person in same]
    last = max((day for day in ends if day is not None), default=None)
    if None not in ends and last is not None and last < signed:
        yield (
            f"{issuer.name} left office on {long_date(last)} ({WHERE}), before the sheets are issued on "
            f"{long_date(signed)}. Choose the successor in the details of the schedule."
        )
