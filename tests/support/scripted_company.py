"""A company of one service by script: made, filled, its values and papers read."""

from pathlib import Path

from tests.forms.finished import read
from tests.support.answered_cases import answer_all, case_maker
from tests.support.command_line import Counter


def company(counter: Counter, service: str, customers: str = "", duties: str = "") -> str:
    """Its file."""
    path = counter.folder / "company.filingdesk"
    path.unlink(missing_ok=True)
    case_maker(counter.program, counter.folder, service, customers).close()
    if duties:
        counter.done("set", str(path), f"company/duties/{duties}/answer", "yes")
    return str(path)


def fill(counter: Counter, file: str, filing: str, given: dict[str, str]) -> None:
    """Answers what is given and all that is open."""
    opened = counter.program.companies.open(Path(file))
    answer_all(counter.program, opened, filing, given)
    opened.close()


def value(counter: Counter, file: str, place: str) -> str:
    """A value as `list` prints it."""
    rows = counter.done("list", file).out.splitlines()
    return next(row.split("\t")[1] for row in rows if row.strip().startswith(f"{place}\t"))


def produced(counter: Counter, file: str, filing: str, *more: str) -> dict[str, str]:
    """The words of the papers of a package that is verified, by their names."""
    out = counter.folder / f"package of {filing}"
    counter.done("produce", file, "--filing", filing, "--out", str(out), "--quiet", *more)
    counter.done("verify", str(out))
    return {path.relative_to(out).as_posix(): " ".join(read(path.read_bytes()).split()) for path in out.rglob("*.pdf")}
