"""The verbs of the set-up script: `run` opens the program, `test` proves it, `lint` and `types` are parts of that."""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from environment import ROOT, Environment
from system_libraries import has_display
from trouble import Trouble, from_os_error

USAGE = """usage: setup.py run [ARGUMENTS ...]   set up, then open the program (without arguments: on a sample company)
       setup.py test                  set up, then run every check and test, as the build does
       setup.py test --fast           the checks, and the tests but the slow ones
       setup.py test PATH ...         only these tests: files, folders, or what pytest takes
       setup.py lint                  style, formatting, walls between the layers, code that nothing reaches
       setup.py types                 the types"""
WRONG_USAGE = 2
STOPPED = 130


def main(arguments: Sequence[str]) -> int:
    verbs: dict[str, Callable[[Environment, Sequence[str]], int]] = {
        "run": run,
        "test": test,
        "lint": lint,
        "types": types,
    }
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb not in verbs or (verb in {"lint", "types"} and rest):
        print(USAGE, file=sys.stderr)
        return WRONG_USAGE
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a folder's name may hold letters that a pipe cannot carry
    environment = Environment()
    try:
        environment.make_ready()
        return verbs[verb](environment, rest)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return STOPPED


# ----------------------------------------------------------------------------------------------------------------- run
def run(environment: Environment, arguments: Sequence[str]) -> int:
    if arguments:
        return program(environment, *arguments)
    if has_display():
        return program(environment, "--sample")
    return prepare_sample(environment)


def program(environment: Environment, *arguments: str) -> int:
    return subprocess.run([str(environment.python), "-P", "-m", "desktop_app", *arguments], check=False).returncode


def prepare_sample(environment: Environment) -> int:
    """Without a display: the sample company's annual report, on paper."""
    folder = new_folder("sample-output", [ROOT.parent, Path.home(), Path(tempfile.gettempdir())])
    workspace = folder / "Sample Water Company.filingdesk"
    package = folder / "annual report"
    said(environment, "sample", "water", str(workspace))
    filing = latest_filing(said(environment, "list", str(workspace), "--json"))
    said(environment, "produce", str(workspace), "--filing", filing, "--out", str(package))
    print(f"There is no display, so the sample company's annual report was prepared instead: {package}")
    print(f"The sample company itself: {workspace}")
    return 0


def new_folder(name: str, places: Sequence[Path]) -> Path:
    """Make the first of name, name-2, name-3 ... that is free, in the first place that can be written to."""
    trouble = Trouble("There is no place to write to.")
    for place in places:
        taken = {path.name for path in place.iterdir()} if os.access(place, os.R_OK) else set()
        free = next(n for n in (name, *(f"{name}-{i}" for i in range(2, len(taken) + 3))) if n not in taken)
        try:
            (place / free).mkdir()
        except OSError as error:
            trouble = from_os_error(error, place)
        else:
            return place / free
    raise trouble


def said(environment: Environment, *arguments: str) -> str:
    """What the program answers; when it refuses, its own sentence is the user's."""
    command = [str(environment.python), "-P", "-m", "desktop_app", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise Trouble(done.stderr.strip() or f"'filing-desk {' '.join(arguments)}' ended with {done.returncode}.")
    return done.stdout


def latest_filing(listing: str) -> str:
    """The id of the annual report for the latest year."""
    filings = [filing for filing in json.loads(listing)["filings"] if filing["form"] == "annual_report"]
    if not filings:
        raise Trouble("The sample company holds no annual report.")
    return str(max(filings, key=lambda filing: filing["year"])["id"])


# ---------------------------------------------------------------------------------------------------------------- test
@dataclass(frozen=True)
class Check:
    name: str
    arguments: tuple[str, ...]
    shown: bool = False  # whether its output is shown even when it passes


PURE_LAYERS = ("domain", "formspec", "rulebook", "pagespec")
SERVICES_COVERED = 95  # percent of the branches of services
TYPES = Check("mypy", ("-m", "mypy"))
LINT = (
    Check("ruff check", ("-m", "ruff", "check", ".")),
    Check("ruff format", ("-m", "ruff", "format", "--check", ".")),
    Check("import contracts", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
    Check("unreached code", ("-m", "vulture")),
)
# A worker for each core; a worker that has nothing left takes from the others.
ALL_CORES = ("-n", "auto", "--dist", "worksteal")
PYTEST = ("-m", "pytest", *ALL_CORES)
COVERED = (*PYTEST, "--cov", "--cov-branch", "--cov-report=")


GATES = (
    Check("pure layers", ("packaging/coverage_gate.py", "100", *PURE_LAYERS)),
    Check("services", ("packaging/coverage_gate.py", str(SERVICES_COVERED), "services")),
)


PICTURES = Check("pictures", ("packaging/picture.py", "--check"))


def lint(environment: Environment, _: Sequence[str]) -> int:
    return outcome(environment, LINT)


def types(environment: Environment, _: Sequence[str]) -> int:
    return outcome(environment, (TYPES,))


def test(environment: Environment, arguments: Sequence[str]) -> int:
    if list(arguments) == ["--fast"]:
        return outcome(environment, (*LINT, TYPES), (Check("tests, fast", (*PYTEST, "-m", "not slow"), shown=True),))
    if arguments:
        return outcome(environment, (Check("tests", ("-m", "pytest", *arguments), shown=True),))
    return outcome(environment, (*LINT, TYPES, PICTURES), (Check("tests", COVERED, shown=True),), GATES)


def outcome(environment: Environment, *stages: Sequence[Check]) -> int:
    """Run the checks, two of a stage at a time; say of each whether it passed and how long it took."""
    rows: list[tuple[str, bool, float]] = []
    for checks in stages:
        with ThreadPoolExecutor(2) as pool:
            results = pool.map(partial(timed, environment), checks)
            rows += [(check.name, *result) for check, result in zip(checks, results, strict=True)]
    print("\ncheck             result   seconds")
    for name, passed, seconds in rows:
        print(f"{name:<17} {'passed' if passed else 'FAILED':<8} {seconds:7.1f}")
    return 0 if all(passed for _, passed, _ in rows) else 1


def timed(environment: Environment, check: Check) -> tuple[bool, float]:
    print(f"-- {check.name}", flush=True)
    start = time.monotonic()
    passed = passes(environment, check)
    return passed, time.monotonic() - start


def passes(environment: Environment, check: Check) -> bool:
    command = [str(environment.python), *check.arguments]
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of processes would each compile the program again
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=variables,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=None if check.shown else subprocess.PIPE,
        stderr=None if check.shown else subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode and done.stdout:
        print(done.stdout, flush=True)
    return done.returncode == 0
