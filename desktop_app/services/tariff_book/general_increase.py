"""Where rates rise, the company is told of the papers that a general rate increase needs besides: 3.030(1) to (3).

Whether a filing is one (an overall increase in revenues through a company-wide increase in rates) is not decided here.
"""

from __future__ import annotations

from desktop_app.domain.counting import counted
from desktop_app.domain.tariffs.schedules import SMALL_CASE, TariffFiling
from desktop_app.rulebook.tariff_rules import TariffRules

CITES = "3.025(1), 3.030(1), 3.030(2), 3.030(3)"
TELEPHONE = "3.030(2)(A)"
NAMES = {"electric": "an electric company", "heating": "a steam heating company"}
BAND = (
    " Higher rates within an approved rate band of a competitive or transitionally competitive service are not such "
    "an increase."
)


def general_increase(filing: TariffFiling, rules: TariffRules, *, rises: bool) -> tuple[str, str] | None:
    """The sentence and its provisions; none where no rate rises, or the small company procedure leads to the filing."""
    if filing.notice in SMALL_CASE or not rises:
        return None
    name = f"size/{rules.utility}_rate_package"
    if rules.rules.has(name):
        size = rules.rules.value(name, rules.on)
        whom = f"a company with more than {int(size.number):,} {_counted(rules.utility, size.unit)}"
    else:
        whom = f"{NAMES[rules.utility]} of any size"
    telephone = rules.utility == "telecom"
    sentence = (
        "Rates rise. If the filing asks for an overall increase in revenues through a company-wide increase in rates, "
        f"it is a general rate increase: {whom} files with it the papers of the minimum filing requirements. "
        "These papers are a filing of their own, a general rate increase, which is started among applications and "
        "requests. See also 4 CSR 240-2.065 on tariff filings that create cases."
        f"{BAND if telephone else ''}"
    )
    if rules.asks("small_case_customers"):
        most = rules.number("small_case_customers")
        small = (
            f" A company with {counted(most, 'customer')} or fewer of this service may begin with a letter instead, "
            "which goes to the commission without tariff sheets (the small company procedure)."
        )
        return f"{sentence}{small}", f"{CITES}, {rules.authority('small_case_customers')}"
    return sentence, f"{CITES}, {TELEPHONE}" if telephone else CITES


def _counted(utility: str, unit: str) -> str:
    return unit if utility == "telecom" else f"{utility} {unit}"
