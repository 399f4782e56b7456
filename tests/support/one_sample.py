"""The sample water company, made once: a fixture that modules import is another fixture in each of them."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from desktop_app import bootstrap, locations


@cache
def sample_content() -> bytes:
    """The file of the sample, made with settings of its own."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv(locations.HOME_VARIABLE, str(Path(folder) / "home"))
        path = Path(folder) / "sample.filingdesk"
        bootstrap.program().companies.make_sample("water", path).close()
        return path.read_bytes()
