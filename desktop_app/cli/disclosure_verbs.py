"""The verbs about what public figures give away: how a sealed value could be worked out, and what to do about it."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.verbs import DONE, FOUND, opened, show, split_place
from desktop_app.domain.values import Json
from desktop_app.formspec.wording import location
from desktop_app.services.confidentiality import disclosure
from desktop_app.services.program.program import Program


def grammar(add: Adder) -> None:
    """``protect`` and ``keep``."""
    protecting = add_verb(add, "protect", "say how a sealed value could be worked out", protect, "file", "place")
    protecting.add_argument("--accept", action="store_true", help="seal the further cells that are proposed")
    protecting.add_argument("--json", action="store_true")
    add_verb(add, "keep", "leave it as it is, for a reason told in the sealed log", keep, "file", "place", "reason")


def protect(program: Program, given: Namespace) -> int:
    """``protect FILE PLACE [--accept] [--json]``: exit code 3 if it can be worked out and was left so."""
    filing, place = split_place(given.place)
    with opened(program.desk, given.file) as file:
        audit = disclosure.audited(disclosure.evidence(file, filing))
        where = location(audit.evidence.book.sheet, place)
        how = audit.exposed.get(place, "")
        further = audit.proposal(place) if how else ()
        if given.accept and further:
            disclosure.accept(file, filing, place, further)
    if given.json:
        listed: list[Json] = [
            {"place": f"{filing}/{one.place}", "where": one.where, "cost": one.cost} for one in further
        ]
        show({"place": given.place, "how": how, "range": audit.range_of(place), "further": listed})
    elif not how:
        between = audit.range_of(place)
        rough = f"; a reader can place it {between}" if between else ""
        print(f"{where} cannot be worked out from what is public{rough}.")
    else:
        print(f"{where} {'could' if given.accept else 'can'} be worked out: {how}")
        for one in further:
            print(f"  {'sealed too' if given.accept else 'seal too'}: {one.where} ({one.cost})")
        if not further:
            print("  No further cells within reach would protect it. Keep it with a reason, or lift the seal.")
    return FOUND if how and not (given.accept and further) else DONE


def keep(program: Program, given: Namespace) -> int:
    """``keep FILE PLACE REASON``."""
    filing, place = split_place(given.place)
    with opened(program.desk, given.file) as file:
        disclosure.keep(file, filing, place, given.reason)
    print("Kept. The reason goes into the sealed log, not into anything public.")
    return DONE
