"""The annual report around the commission's own form, from an empty company to paper, as a script does it."""

import io

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from tests.support.command_line import Counter, counter, made
from tests.support.scripted_company import company, fill, produced

pytestmark = pytest.mark.slow  # a whole package

__all__ = ["counter", "made"]
REPORT = "2025-annual-report-companion-telecom"
PAGES, BOXED = 12, (3, 7)
FORM = "annual_report_companion"


def own_form(counter: Counter) -> str:
    made_here = io.BytesIO()
    canvas = Canvas(made_here, pagesize=(612, 792))
    for number in range(1, PAGES + 1):
        canvas.drawString(72, 700, f"Form page {number}")
        canvas.drawString(72, 400, f"Customer {number}")
        canvas.showPage()
    canvas.save()
    path = counter.folder / "own form.pdf"
    path.write_bytes(made_here.getvalue())
    return str(path)


def test_a_telephone_company_goes_around_the_commissions_form(counter: Counter) -> None:
    file = company(counter, "telecom")
    counter.done("start", file, "--form", FORM, "--year", "2025", "--service", "telecom")
    counter.done("set", file, f"{REPORT}/tenant_service/provided/answer", "yes")
    told = counter.run("check", file, "--filing", REPORT).out
    assert all(f"{REPORT}/{table}/rows" in told for table in ("premises", "complaints", "formal"))
    fill(counter, file, REPORT, {"own_form_read/whole/answer": "yes", "oath/not_public/answer": "yes"})
    without = ("produce", file, "--filing", REPORT, "--out", str(counter.folder / "without"), "--quiet")
    assert "The commission's own form, filled in, is not attached" in counter.refused(*without)
    counter.done("attach", file, REPORT, own_form(counter), "--title", "The form")
    for page in BOXED:
        area = ("--page", str(page), "--area", "8,46,60,52", "--type", "Customer-specific information")
        counter.done("box", file, REPORT, "1", *area, "--reason", "It names a customer.")
    papers = produced(counter, file, REPORT)
    public = papers[f"public/{FORM.replace('_', '-')}-2025-telecom-public.pdf"]
    assert "It is made under 4 CSR 240-3.540(4)(C)." in public
    assert "under 4 CSR 240-3.540(4), and this letter under 4 CSR 240-3.540(4)(A)." in papers["public/cover-letter.pdf"]
    assert "can cost $100 for each day" in papers["filing-sheet.pdf"]
    assert "and $100 more" not in papers["filing-sheet.pdf"]
    for kind in ("public", "sealed"):
        found = PdfReader(next((counter.folder / f"package of {REPORT}" / kind).glob("*public.pdf")))
        texts = [page.extract_text() for page in found.pages]
        sheets = {n: text for text in texts for n in range(1, PAGES + 1) if f"Sheet {n} of {PAGES}," in text}
        assert sorted(sheets) == list(range(1, PAGES + 1)), "page for page"
        marked = [n for n, text in sheets.items() if "NONPUBLIC" in text.upper().replace("NONPUBLIC VERSION", "")]
        assert marked == [*BOXED]


@pytest.mark.parametrize(("service", "customers"), [("electric", ""), ("gas", "3001"), ("telecom", "5001")])
def test_a_company_of_any_size_goes_around_it(counter: Counter, service: str, customers: str) -> None:
    file = company(counter, service, customers)
    counter.done("start", file, "--form", FORM, "--year", "2025", "--service", service)


def test_pay_telephones_alone_file_none_and_two_services_file_two(counter: Counter) -> None:
    file = company(counter, "telecom", duties="pay_phones_only")
    refused = counter.run("start", file, "--form", FORM, "--year", "2025", "--service", "telecom")
    assert (refused.code, "3.540(1)" in refused.err) == (1, True)
    file = company(counter, "gas")
    counter.done("set", file, "company/identity/electric/answer", "yes")
    assert "electric or gas" in counter.run("start", file, "--form", FORM, "--year", "2025").err
    for service in ("electric", "gas"):
        counter.done("start", file, "--form", FORM, "--year", "2025", "--service", service)
