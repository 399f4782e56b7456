"""Makes a package of every filing in a case, for every utility and variant: .venv/bin/python packaging/every_filing.py.

Each is answered with the examples of its helps, produced and verified; with a folder as argument the packages stay
there to be read. It names those that fail (exit 1).
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop_app import bootstrap, locations  # noqa: E402
from desktop_app.domain.problems import UserError  # noqa: E402
from desktop_app.services.cases.beginning import CaseOrder, variants_for  # noqa: E402
from desktop_app.services.filing_package.produce import PackageOrder  # noqa: E402
from desktop_app.services.program.program import Program  # noqa: E402
from desktop_app.services.program.verifying import verify_package  # noqa: E402
from tests.support.answered_cases import begin_answered, case_maker  # noqa: E402

# What a form's checks ask for besides: answers that agree with each other.
GIVEN: Mapping[str, Mapping[str, str]] = {
    "isrs": {
        "start/base/answer": "50000000",
        "start/decided/answer": "03/03/2024",
        "start/effective/answer": "03/03/2025",
        "start/customers/answer": "12000",
        "start/changes/answer": "1",
        "capital/debt/share": "50",
        "capital/preferred/share": "2",
        "capital/equity/share": "48",
        "projects/#/cost": "30000000",
        "revenue/tracked/answer": "0",
        "determinants/#/part": "1803625",
    },
    "telecom_certificate": {"start/issued/answer": "03/02/2026", "start/effective/answer": "04/16/2026"},
    "decommissioning_report": {"start/ends/answer": "03/31/2026", "portfolio/#/percent": "100"},
    "electric_monthly_report": {
        "start/told/answer": "02/02/2026",
        "start/begins/answer": "03/02/2026",
        "start/month/answer": "01/31/2026",
    },
    "telecom_records_reports": {"start/ends/answer": "03/31/2026"},
    "cogeneration_tariff": {"system/peak/answer": "640", "system/block/answer": "64"},
    "certificate_ccn": {"items/study/way": "table", "sources/#/amount": "3600"},
    "financing": {"items/statements/way": "document"},
    "merger": {"items/statements/way": "document"},
    "depreciation_study": {"request/due/answer": "07/01/2026"},
    # The books of both sides: every account that is not named here gets the same amount.
    "transfer_of_assets": {"pro_liabilities/common_stock/book": "3600"},
    "territorial_agreement": {"fees_water/filing/answer": "500", "fees_electric/filing/answer": "500"},
}
LARGE = frozenset({"general_rate_increase", "isrs"})  # filed by companies above a size


def orders(program: Program) -> Iterator[CaseOrder]:
    """Every filing in a case, for each utility and variant."""
    for path in sorted((ROOT / "forms" / "filings").iterdir()):
        form = program.companies.library.form(path.name)
        for utility in form.utilities if form.case is not None else ():
            variants = variants_for(form.case, (utility,)) if form.case is not None else ()
            yield from (CaseOrder(form.id, services=(utility,), variant=one.id) for one in variants)
            if not variants:
                yield CaseOrder(form.id, services=(utility,))


def failing(program: Program, order: CaseOrder, folder: Path) -> str:
    """Why the package of this filing cannot be made or verified; nothing if it can."""
    folder.mkdir(parents=True)
    file = case_maker(program, folder, order.services[0], customers="60000" if order.form in LARGE else "")
    try:
        filing, _ = begin_answered(program, file, order, GIVEN.get(order.form, {}), examples=True)
        program.packages.produce(file, filing, PackageOrder(folder / "package"))
    except UserError as error:
        return str(error)
    finally:
        file.close()
    found = verify_package(program, folder / "package", "")
    return "; ".join(one.sentence for one in found if not one.remark)


def main() -> int:
    """Tells each that fails, and how many there are."""
    failed = 0
    with tempfile.TemporaryDirectory() as home:
        os.environ[locations.HOME_VARIABLE] = home
        program = bootstrap.program()
        kept = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(home) / "packages"
        for order in orders(program):
            name = "-".join(filter(None, (order.form, order.services[0], order.variant)))
            why = failing(program, order, kept / name)
            failed += bool(why)
            print(f"{name}: {why or 'made and verified'}", flush=True)
    return min(failed, 1)


if __name__ == "__main__":
    raise SystemExit(main())
