from pathlib import Path

import pytest

import licences
from licences import Library, refusal


def test_nothing_installed_is_under_agpl_or_gpl_only() -> None:
    assert [sentence for library in licences.libraries() if (sentence := refusal(library))] == []


def test_the_table_of_notices_is_up_to_date() -> None:
    assert licences.TABLE.read_text(encoding="utf-8") == licences.table()


@pytest.mark.parametrize(
    "licence",
    [
        *("GNU AFFERO GPL 3.0", "Dual Licensed - GNU AFFERO GPL 3.0 or Artifex Commercial License", "AGPL-3.0-only"),
        *("GPL-3.0-only", "GPL-2.0-only OR GPL-3.0-only", "GNU General Public License v3 (GPLv3)", ""),
    ],
)
def test_these_are_refused(licence: str) -> None:
    assert refusal(Library("x", "1", licence))


@pytest.mark.parametrize(
    "licence",
    [
        *("MIT", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "MPL-2.0", "Apache-2.0 OR BSD-3-Clause"),
        *("GNU Lesser General Public License v3 (LGPLv3)", "BSD license (see license.txt for details)"),
    ],
)
def test_these_pass(licence: str) -> None:
    assert not refusal(Library("x", "1", licence))


def test_the_lock_tells_what_is_shipped() -> None:
    chosen = licences.shipped(licences.LOCK.read_text(encoding="utf-8"))
    assert {"pyside6-essentials", "shiboken6", "pillow", "lxml", "cffi"} <= chosen
    assert not {"pytest", "ruff", "hypothesis", "pluggy"} & chosen


@pytest.mark.slow
def test_texts_are_collected_for_each_shipped_library(tmp_path: Path) -> None:
    assert licences.copy_texts(tmp_path) > 0
    beside = {"pyside6-essentials", "shiboken6"}  # their texts stand in notices/
    chosen = licences.shipped(licences.LOCK.read_text(encoding="utf-8")) & {one.name for one in licences.libraries()}
    assert chosen - beside - {path.name for path in tmp_path.iterdir()} == set()
    assert all((licences.TABLE.parent / name).is_file() for name in ("LGPL-3.0.txt", "GPL-3.0.txt"))
