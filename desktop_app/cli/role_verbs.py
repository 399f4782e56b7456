"""Who prepared, reviewed and signed a filing, by command line: ``roles``."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.companies import reading, writing
from desktop_app.cli.grammar import Adder, add_verb, date_given
from desktop_app.cli.output import DONE, say, show
from desktop_app.domain.values import Json
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.company.roles import FilingRole, RoleEntry, ask_for_roles, roles_asked, roles_of, set_roles
from desktop_app.services.program.program import Program


def grammar(add: Adder) -> None:
    """The grammar of ``roles``."""
    words = "who prepared, reviewed and signed a filing"
    made = add_verb(add, "roles", words, roles, "file", "filing", json=True)
    for role in FilingRole:
        made.add_argument(f"--{role.value}", metavar="NAME", help=f"who {role.value} it; an empty name removes it")
    made.add_argument("--on", metavar="DATE", type=date_given, help="on which day; today if not given")
    made.add_argument("--ask", choices=("yes", "no"), help="whether 'filed' asks for all three")


def roles(program: Program, given: Namespace) -> int:
    """``roles FILE FILING [--prepared N] [--reviewed N] [--signed N] [--on DATE] [--ask yes|no] [--json]``."""
    typed = any(getattr(given, role.value) is not None for role in FilingRole) or given.ask is not None
    return (writing(_set) if typed else reading(_show))(program, given)


def _set(_program: Program, file: CompanyFile, given: Namespace) -> int:
    day = (given.on or file.clock.today()).isoformat()
    named = {role: getattr(given, role.value) for role in FilingRole}
    entered = {role: RoleEntry(name, day) for role, name in named.items() if name is not None}
    if entered:
        set_roles(file, given.filing, entered)
    if given.ask is not None:
        ask_for_roles(file, asked=given.ask == "yes")
    return DONE


def _show(_program: Program, file: CompanyFile, given: Namespace) -> int:
    file.filing(given.filing)
    found = roles_of(file, given.filing)
    if given.json:
        listed: dict[str, Json] = {role.value: {"by": entry.by, "day": entry.day} for role, entry in found.items()}
        show({"filing": given.filing, "roles": listed, "asked": roles_asked(file)})
        return DONE
    for role, entry in found.items():
        print(f"{role.value:9}{entry.words}")
    if not found:
        say(given, f"Nobody is entered for {given.filing}.")
    return DONE
