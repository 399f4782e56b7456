"""The verbs about what public figures give away: how a sealed value could be worked out, and what to do about it."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.companies import opened_company, split_place
from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE, FOUND, say, show
from desktop_app.domain.values import Json
from desktop_app.formspec.wording import location
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.confidentiality import disclosure
from desktop_app.services.confidentiality.evidence import evidence
from desktop_app.services.data_entry import entering
from desktop_app.services.filing_package.readiness import mentions_of
from desktop_app.services.program.program import Program


def grammar(add: Adder) -> None:
    """``protect`` and ``keep``."""
    protecting = add_verb(
        add, "protect", "show how a sealed value could be worked out", run_protect, "file", "place", json=True
    )
    protecting.add_argument("--accept", action="store_true", help="seal the further cells that are proposed")
    add_verb(
        add, "keep", "leave it as it is, for a reason recorded in the sealed log", run_keep, "file", "place", "reason"
    )


def run_protect(program: Program, given: Namespace) -> int:
    """``protect FILE PLACE [--accept] [--json]``: exit code 3 if it can be worked out and was left so."""
    filing, place = split_place(given.place)
    with opened_company(program.companies, given.file) as file:
        given_away = evidence(file, filing)
        entering.spec_of(given_away.book.sheet, place)  # a cell that there is
        audit = disclosure.audited(given_away)
        where = location(given_away.book.sheet, place)
        how = audit.exposed.get(place, "")
        further = audit.proposal(place) if how else ()
        rest = audit.remaining(place) if how and not further else ()
        told = _told_elsewhere(program, file, given.place)
        if given.accept and further:
            disclosure.accept(file, filing, place, further)
    if given.json:
        listed: list[Json] = [
            {"place": f"{filing}/{one.place}", "where": one.where, "cost": one.cost} for one in further
        ]
        left: list[Json] = [
            {"targets": [f"{filing}/{target}" for target in one.targets], "words": one.words, "protects": one.protects}
            for one in rest
        ]
        between = audit.range_of(place)
        show({"place": given.place, "how": how, "range": between, "told": told, "further": listed, "remaining": left})
    elif not how:
        print(told or f"{where}: no way was found to work it out from what is public{_rough(audit.range_of(place))}.")
    else:
        known = "placed" if place in audit.narrow else "worked out"
        print(f"{where} {'could' if given.accept else 'can'} be {known}: {how}")
        for one in further:
            print(f"  {'sealed too' if given.accept else 'seal too'}: {one.where} ({one.cost})")
        print(f"  {disclosure.cost_words(further) if further else disclosure.NO_PROPOSAL}")
        for choice in rest:
            print(f"  {choice.sentence}")
            print(f"    seal with: {' '.join(f'{filing}/{target}' for target in choice.targets)}")
    return FOUND if how and not (given.accept and further) else DONE


def _rough(between: str) -> str:
    return f"; a reader knows that it is {between}" if between else ""


def _told_elsewhere(program: Program, file: CompanyFile, path: str) -> str:
    """Where public words say the same as the place, if they do."""
    filing, place = split_place(path)
    return next(mentions_of(program.packages.manuscript(file, filing).given_away(), str(place)), "")


def run_keep(program: Program, given: Namespace) -> int:
    """``keep FILE PLACE REASON``."""
    filing, place = split_place(given.place)
    with opened_company(program.companies, given.file) as file:
        told = program.packages.manuscript(file, filing).given_away()
        disclosure.keep_exposed(file, filing, place, given.reason, mentions_of(told, str(place)))
    say(given, "Kept. The reason goes into the sealed log, not into anything public.")
    return DONE
