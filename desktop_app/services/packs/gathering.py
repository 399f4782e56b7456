"""What a company has to share: taken from what anybody may see of it, never from answers of its filings."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from desktop_app.domain.problems import UserError
from desktop_app.services.cases.parties import case_parties
from desktop_app.services.company import amendments
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.packs.pack_file import PackItem, PackKind, SharedPack

FROM_PACK = " [from "  # what follows it in the note of a rule value says from which pack it is


class NothingToShare(UserError):
    """The company has nothing of what is to be shared."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing to share: no people, parties of cases, own rule values or own accounts of the kinds that "
            "were chosen."
        )


def gather_pack(
    file: CompanyFile, title: str, source: str, kinds: Collection[PackKind] = tuple(PackKind)
) -> SharedPack:
    """The pack of a company, made today. Raises NothingToShare.

    Nothing in the profile is sealed; a person without a name is left out.
    """
    readers = {
        PackKind.PEOPLE: _people,
        PackKind.ADDRESSEES: _addressees,
        PackKind.RULES: _rules,
        PackKind.ACCOUNTS: _accounts,
    }
    items = tuple(item for kind in PackKind if kind in kinds for item in readers[kind](file))
    if not items:
        raise NothingToShare
    return SharedPack(title.strip(), file.clock.today().isoformat(), source.strip(), items)


def kept_items(file: CompanyFile) -> dict[PackKind, tuple[PackItem, ...]]:
    """What the company has of each kind."""
    return {
        PackKind.PEOPLE: tuple(_people(file)),
        PackKind.ADDRESSEES: tuple(_addressees(file)),
        PackKind.RULES: tuple(_rules(file)),
        PackKind.ACCOUNTS: tuple(_accounts(file)),
    }


def _people(file: CompanyFile) -> Iterator[PackItem]:
    seen = set()
    for person in file.profile().people:
        texts = {name: getattr(person, name) for name in ("name", "role", "title", "phone", "email")}
        item = _item(PackKind.PEOPLE, texts)
        if person.name and item.key not in seen:
            seen.add(item.key)
            yield item


def _addressees(file: CompanyFile) -> Iterator[PackItem]:
    seen = set()
    for party in case_parties(file):
        item = _item(
            PackKind.ADDRESSEES,
            {name: getattr(party, name) for name in ("docket", "name", "counsel", "address", "email")},
        )
        if item.key not in seen:
            seen.add(item.key)
            yield item


def _rules(file: CompanyFile) -> Iterator[PackItem]:
    for one in amendments.read_amendments(file.workspace):
        texts = {
            "name": one.name,
            "from": one.since.isoformat(),
            "is": str(one.value),
            "source": one.source,
            "note": one.note.partition(FROM_PACK)[0],
        }
        yield _item(PackKind.RULES, texts)


def _accounts(file: CompanyFile) -> Iterator[PackItem]:
    """The company's numbers, names and own accounts. What was retired is not shared: its balance must go somewhere."""
    system = file.profile().system
    for edit in file.account_edits():
        if not edit.retired:
            yield _item(
                PackKind.ACCOUNTS,
                {
                    "system": system,
                    "utility": edit.utility,
                    "id": edit.id,
                    "number": edit.number,
                    "title": edit.title,
                    "section": edit.section,
                    "roles": " ".join(sorted(edit.roles)),
                    "contra": "yes" if edit.contra else "",
                },
            )


def _item(kind: PackKind, texts: dict[str, str]) -> PackItem:
    return PackItem(kind, {name: text for name, text in texts.items() if text})
