"""A company sees the accounts of its own services; one that reports on the commission's own form is told so."""

from pathlib import Path

import pytest

from desktop_app.services.accounts.chart_of_accounts import concerned_lines, has_chart, lines
from tests.support.case_companies import NONE, case_company


@pytest.mark.parametrize("services", [("water",), ("sewer", "gas"), ("telecom",), (NONE,)])
def test_accounts_of_the_own_services_are_listed(tmp_path: Path, services: tuple[str, ...]) -> None:
    file = case_company(tmp_path, *services)
    assert has_chart(file)
    assert concerned_lines(file) == lines(file) != ()


def test_a_company_whose_form_lists_its_accounts_has_none_here(tmp_path: Path) -> None:
    file = case_company(tmp_path, "electric")
    assert not has_chart(file)
    assert concerned_lines(file) == ()
