"""The verbs that produce and check packages."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.verbs import DONE, FOUND, opened_company
from desktop_app.domain.problems import UserError
from desktop_app.services.filing_package.package_tools import PackageProgress
from desktop_app.services.filing_package.produce import PackageOrder
from desktop_app.services.filing_package.verify import intact
from desktop_app.services.program.program import Program


class NoPassword(UserError):
    """The file that should hold the password cannot be read or is empty."""


def run_produce(program: Program, given: Namespace) -> int:
    """``produce FILE --filing ID --out DIR [--draft]``."""
    order = PackageOrder(Path(given.out), replace=given.replace, password=_password(given.password_file))
    run = PackageProgress(progress=lambda done, of, what: print(f"[{done + 1}/{of}] {what}", flush=True))
    with opened_company(program.desk, given.file) as file:
        package = program.packages.produce(file, given.filing, order, draft=given.draft, run=run)
    print(f"The package is in {package.folder}:")
    for name in package.files:
        print(f"  {name}")
    if package.earlier is not None:
        print(f"The earlier package was moved to {package.earlier}.")
    return DONE


def run_verify(program: Program, given: Namespace) -> int:
    """``verify DIR``."""
    findings = program.packages.verify(Path(given.folder), _password(given.password_file))
    for finding in findings:
        named = finding.file in finding.sentence
        print(finding.sentence if named else f"{finding.file}: {finding.sentence}")
    print("Intact: " + (", ".join(intact(Path(given.folder), findings)) or "nothing that could be checked") + ".")
    differences = [finding for finding in findings if not finding.remark]
    if not differences:
        print("The package is as it was produced.")
    return FOUND if differences else DONE


def _password(path: str | None) -> str:
    if path is None:
        return ""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise NoPassword(f"The password file {path} cannot be read.") from None
    if not lines or not lines[0]:
        raise NoPassword(f"The first line of {path} is empty; it should be the password.")
    return lines[0]
