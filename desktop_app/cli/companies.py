"""Opening companies for a verb: to write, or only to look while another program may have the file open."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.cli.grammar import Verb
from desktop_app.cli.output import say_aside
from desktop_app.domain.file_names import COMPANY_SUFFIX
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Place
from desktop_app.services.companies.companies import Companies
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.program.program import Program

Step = Callable[[Program, CompanyFile, Namespace], int]


class NotACompany(UserError):
    """What was given is no name of a company's file."""


class BadPlace(UserError):
    """A place that is not written as filing/schedule/line/column."""


@contextmanager
def opened_company(companies: Companies, path: str) -> Iterator[CompanyFile]:
    """The company's file, to write, closed afterwards. Raises NotACompany, and as `Companies.open`."""
    with _closing(companies.open(company_path(path))) as file:
        yield file


@contextmanager
def looked_at(companies: Companies, path: str) -> Iterator[CompanyFile]:
    """The file, only to read: also while the window has it open. Raises NotACompany, and as `Companies.peek`."""
    file = companies.open(company_path(path)) if companies.only_to_read else companies.peek(company_path(path))
    with _closing(file):
        yield file


@contextmanager
def _closing(file: CompanyFile) -> Iterator[CompanyFile]:
    told = file.workspace.notice
    if told:
        say_aside(told)
    try:
        yield file
    finally:
        file.close()
        if file.workspace.notice not in ("", told):
            say_aside(file.workspace.notice)


def company_path(text: str) -> Path:
    """The path of a company's file. Raises NotACompany where another thing was given in its place."""
    if not text.strip():
        raise NotACompany(f"The name of the company's file is empty. Write it, like company{COMPANY_SUFFIX}.")
    path = Path(text)
    if path.is_dir():
        inside = sorted(item.name for item in path.glob(f"*{COMPANY_SUFFIX}"))
        one = f" It contains {', '.join(inside[:3])}." if inside else ""
        raise NotACompany(f"{text} is a folder, it is not a Filing Desk company file.{one} Name the file itself.")
    return path


def writing(step: Step) -> Verb:
    """A verb that opens the company to write."""

    def verb(program: Program, given: Namespace) -> int:
        with opened_company(program.companies, given.file) as file:
            return step(program, file, given)

    return verb


def reading(step: Step) -> Verb:
    """A verb that only looks into the company."""

    def verb(program: Program, given: Namespace) -> int:
        with looked_at(program.companies, given.file) as file:
            return step(program, file, given)

    return verb


def split_place(text: str) -> tuple[str, Place]:
    """The filing and the place inside it. Raises BadPlace."""
    filing, _, rest = text.partition("/")
    parts = rest.split("/")
    if len(parts) != len(Place._fields) or not all((filing, *parts)):
        seen = f"this reads '{text}'" if text.strip() else "this one is empty"
        raise BadPlace(f"A place is written filing/schedule/line/column; {seen}. 'list' prints all places.")
    return filing, Place(*parts)
