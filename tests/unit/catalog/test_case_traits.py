"""What a form says of a filing in a case: the sizes on either side of which it is filed, and whether it is a series."""

import tomllib

import pytest

from desktop_app.catalog.case_parts import read_case
from desktop_app.catalog.table import TomlTable
from desktop_app.catalog.trouble import CatalogError
from desktop_app.formspec.case_traits import CaseTraits

LIMIT = '{{ utility = "gas", {side}, sentence = "more than {{size}}.", cites = ["3.030(1)"] }}'


def traits(side: str, more: str = "") -> CaseTraits:
    text = f'group = "Rates"\n{more}\nlimits = [{LIMIT.format(side=side)}]'
    read = read_case(TomlTable("form.toml", "case", tomllib.loads(text)))
    assert read is not None
    return read


def test_a_filing_is_for_companies_up_to_a_size_or_above_one() -> None:
    (most,), (above,) = traits('most = "a/b"').limits, traits('above = "a/b"').limits
    assert (most.size, most.above, above.size, above.above) == ("a/b", False, "a/b", True)


def test_a_size_has_one_side() -> None:
    with pytest.raises(CatalogError, match="the two sides of a size"):
        traits('most = "a/b", above = "a/b"')


def test_a_series_says_so() -> None:
    assert traits('most = "a/b"', "series = true").series
    assert not traits('most = "a/b"').series
