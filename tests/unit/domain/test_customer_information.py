import pytest

from desktop_app.domain.customer_information import tells_a_customer


@pytest.mark.parametrize(
    "text",
    [
        "Write to pat.sample@example.com about it.",
        "She can be reached at (573) 555-0142.",
        "573-555-0142",
        "Account 40312 was wrong.",
        "acct. no. A-4 and account #00123",
        "The number 4471 220 951 was read twice.",
        "Mrs. Sample was cut off by mistake.",
        "Restored customer Sample Person after a complaint.",
        "The house at 1200 W. Sample Creek Road was off.",
        "Mail came back from P.O. Box 12.",
    ],
)
def test_what_tells_who_a_customer_is_is_seen(text: str) -> None:
    assert tells_a_customer(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "District 2 was without gas for three days after the January storm.",
        "Figures corrected under 4 CSR 240-13.055(9); 1,204 customers, 12,880 dollars.",
        "LIHEAP paid late: 14 pledges of December came in on 01/15/2026.",
        "The road crew broke the main on January 3, 2026.",
    ],
)
def test_what_speaks_of_groups_passes(text: str) -> None:
    assert not tells_a_customer(text)
