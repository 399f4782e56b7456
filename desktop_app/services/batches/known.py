"""The companies of a batch by their certificated names, as far as their files can be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.domain.problems import EnvironmentProblem, UserError
from desktop_app.services.batches.matching import KnownCompany
from desktop_app.services.companies.companies import Companies
from desktop_app.services.progress.overview import name_of


def known_companies(companies: Companies, paths: Sequence[Path]) -> tuple[KnownCompany, ...]:
    """The name of each; a file that cannot be read is known by its own name, and refused when it is opened."""
    return tuple(KnownCompany(path, _name(companies, path)) for path in paths)


def _name(companies: Companies, path: Path) -> str:
    try:
        file = companies.peek(path)
    except (UserError, EnvironmentProblem):
        return path.stem
    try:
        return name_of(file)
    finally:
        file.close()
