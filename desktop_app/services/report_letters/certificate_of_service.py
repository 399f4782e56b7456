"""The certificate of service of a request for more time: what it says, and what has to be answered before.

It rests on answers alone: each pending case is checked and the day of the copies is given, or the user said on this
letter that none is pending, as of a day. Anything else leaves it blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.domain.dates import long_date
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.report_letters.cases import DocketCase, pending
from desktop_app.services.report_letters.drafts import CERTIFIED, LetterDraft

UNANSWERED = "Until then the certificate stays blank and the letter cannot be printed."


def certificate_fields(file: CompanyFile, draft: LetterDraft) -> dict[str, str]:
    """Which of its three states the certificate is in: cases served, none pending, or blank; with the days."""
    answered = draft.kind in CERTIFIED and not any(certificate_troubles(file, draft))
    served, none = answered and bool(pending(file)), answered and not pending(file)
    return {
        "some_cases": "yes" if served else "",
        "no_cases": "yes" if none else "",
        "blank_certificate": "" if answered else "yes",
        "served_on": long_date(draft.served_on) if served and draft.served_on else "",
        "no_case_on": long_date(draft.no_case_on) if none and draft.no_case_on else "",
    }


def case_lists(file: CompanyFile, draft: LetterDraft) -> Sequence[Mapping[str, str]]:
    """The cases that the certificate lists; none while it is blank."""
    if not certificate_fields(file, draft)["some_cases"]:
        return ()
    served = (case for case in pending(file) if case.id in draft.served)
    return [{"docket": case.docket, "about": _about(case), "parties": case.parties} for case in served]


def _about(case: DocketCase) -> str:
    return f", {case.about}" if case.about else ""


def certificate_troubles(file: CompanyFile, draft: LetterDraft) -> Iterator[str]:
    """What has to be answered before the certificate says anything."""
    if draft.kind not in CERTIFIED:
        return
    open_cases = pending(file)
    for case in open_cases:
        if case.id not in draft.served:
            yield (
                f"Case {case.docket} is on the company's list as pending, but its parties of record are not to get a "
                f"copy. Check it, or record in the case that it is closed or not mainly about the company. {UNANSWERED}"
            )
    if open_cases and draft.served_on is None:
        yield f"Enter the day on which copies of this letter go to the parties of record. {UNANSWERED}"
    said = draft.served_on if open_cases else draft.no_case_on
    if said is not None and said > draft.day:
        yield (
            f"The letter is dated {long_date(draft.day)}; its certificate cannot speak of {long_date(said)}, which is "
            f"later. Correct one of the two days. {UNANSWERED}"
        )
    if open_cases and said is not None and said < draft.day:
        yield (
            f"The letter is dated {long_date(draft.day)}; a copy of it cannot have been sent on {long_date(said)}. "
            f"Correct one of the two days. {UNANSWERED}"
        )
    if not open_cases and draft.no_case_on is None:
        yield (
            "Say on this letter, with the day, that no case mainly about the company is pending before the commission, "
            f"or add the case. {UNANSWERED}"
        )
