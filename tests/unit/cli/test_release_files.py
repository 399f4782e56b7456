"""What earlier releases wrote opens, verifies and means the same. `tests/fixtures/README.md` tells how it was made."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.support.command_line import Counter, counter, made

pytestmark = pytest.mark.slow  # whole sample companies

__all__ = ["counter", "made"]

RELEASES = sorted(path for path in (ROOT / "tests" / "fixtures").glob("release-*") if path.is_dir())
FILES = [path for release in RELEASES for path in sorted(release.glob("*.filingdesk"))]
COPIES = [path for release in RELEASES for path in sorted(release.glob("*.xlsx"))]
PACKAGES = [path for release in RELEASES for path in sorted(release.glob("pack*-*")) if path.is_dir()]
# Ends of places whose value a later release corrected, and why.
CORRECTED: tuple[str, ...] = (
    "7_ciac/net/end",  # 0.1 printed the net contributions of the beginning of the year
    "/report/asked/answer",  # 0.1 asked every company a question that is one for steam heating companies
)


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def meant(path: Path) -> dict[str, str]:
    """Value by place, as the release that wrote the file listed them."""
    lines = path.with_suffix(".values.txt").read_text(encoding="utf-8").splitlines()
    return {place: value for place, _, value in (line.partition("\t") for line in lines)}


def listed(counter: Counter, file: Path) -> dict[str, str]:
    found = counter.done("list", str(file), "--json").json
    return {item["place"]: item["value"] for filing in found["filings"] for item in filing["places"]}


def changed(before: dict[str, str], now: dict[str, str]) -> dict[str, tuple[str, str | None]]:
    """What does not mean the same any longer; places that are new do not count."""
    differing = {place: (value, now.get(place)) for place, value in before.items() if now.get(place) != value}
    return {place: pair for place, pair in differing.items() if not place.endswith(CORRECTED)}


@pytest.fixture
def copied(counter: Counter) -> Callable[[Path], Path]:
    return lambda path: Path(shutil.copy(path, counter.folder / path.name))


def test_there_is_a_release() -> None:
    assert len(FILES) >= 5
    assert len(COPIES) >= 3
    assert len(PACKAGES) >= 5


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_company_file_opens_and_means_the_same(counter: Counter, copied: Callable[[Path], Path], path: Path) -> None:
    assert changed(meant(path), listed(counter, copied(path))) == {}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_its_json_makes_the_same_company(counter: Counter, path: Path) -> None:
    made_anew = counter.folder / "again.filingdesk"
    counter.done("import", str(made_anew), str(path.with_suffix(".json")))
    assert changed(meant(path), listed(counter, made_anew)) == {}


@pytest.mark.parametrize("path", COPIES, ids=name_of)
def test_an_untouched_excel_copy_changes_nothing(counter: Counter, copied: Callable[[Path], Path], path: Path) -> None:
    company = path.with_name(path.stem.removesuffix(" nonpublic") + ".filingdesk")
    file = copied(company)
    before = listed(counter, file)
    assert counter.run("excel", str(file), "import", str(path)).code == 0
    assert listed(counter, file) == before


@pytest.mark.parametrize("path", [path for path in PACKAGES if path.name.startswith("package")], ids=name_of)
def test_a_package_verifies(counter: Counter, path: Path) -> None:
    assert counter.run("verify", str(path)).code == 0
