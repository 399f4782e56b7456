"""Names of files and folders that every system allows."""

from __future__ import annotations

from desktop_app.domain.late_patterns import late_pattern

COMPANY_SUFFIX = ".filingdesk"
_UNFIT = late_pattern(r'[<>:"/\\|?*\x00-\x1f]+')


def fit_for_files(name: str) -> str:
    """The name without what some system forbids in the name of a file; it may be empty then."""
    return " ".join(_UNFIT.sub(" ", name).strip(" .").split())
