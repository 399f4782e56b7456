"""From one company to another by a pack: what is new, changed, the same or cannot be used, and where it came from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json, Place
from desktop_app.rulebook.rulebook import RuleAmendment
from desktop_app.services.accounts import chart_of_accounts
from desktop_app.services.cases.parties import CaseParty, case_parties, keep_party
from desktop_app.services.company import amendments
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import entering
from desktop_app.services.packs.gathering import NothingToShare, gather_pack
from desktop_app.services.packs.pack_file import PackItem, PackKind, SharedPack, pack_bytes, read_pack
from desktop_app.services.packs.taking_over import (
    NothingAccepted,
    PackState,
    accept_lines,
    chosen_lines,
    preview_pack,
)
from desktop_app.services.program.program import Program

RULE = "annual_report/small_limit"
pytestmark = pytest.mark.slow  # whole sample companies


@pytest.fixture
def other(real_program: Program, tmp_path: Path) -> Iterator[CompanyFile]:
    bare: Json = {
        "company": {"identity": {"legal_name": "Elm Water", "water": "yes", "accounting_system": "naruc1996"}}
    }
    opened = real_program.companies.create(tmp_path / "other.filingdesk", bare)
    yield opened
    opened.close()


def furnish(file: CompanyFile) -> SharedPack:
    """Gives the sample something of every kind, and makes its pack."""
    law = file.law()
    value = amendments.content_of(law, RULE, "9,000")
    new = RuleAmendment(RULE, file.clock.today(), value, "Order of 2026", "Read twice")
    file.edit(COMPANY, "Own value", amendments.with_one(law, (), new))
    keep_party(file, CaseParty("", "WA-2026-0001", "Sample Counsel", "", "1 Main Street", "c@sample.example"))
    chart_of_accounts.change_account(file, "", "cash", number="1000", title="Checking")
    section = next(line.account.section for line in chart_of_accounts.lines(file) if line.account.id == "cash")
    chart_of_accounts.add(file, "", section, number="1099", title="Petty cash")
    return gather_pack(file, "Firm", "Sample Firm")


def test_a_pack_goes_from_one_company_to_another_line_by_line(file: CompanyFile, other: CompanyFile) -> None:
    pack = read_pack(pack_bytes(furnish(file)), "firm.json")
    assert {item.kind for item in pack.items} == set(PackKind)
    lines = preview_pack(other, pack)
    assert {line.state for line in lines} == {PackState.NEW}, [line for line in lines if line.state != "new"]
    steps = len(other.workspace.journal())
    accept_lines(other, pack, lines)
    assert len(other.workspace.journal()) == steps + 1
    assert {line.state for line in preview_pack(other, pack)} == {PackState.SAME}
    with pytest.raises(NothingAccepted):
        accept_lines(other, pack, preview_pack(other, pack))
    assert [person.name for person in other.profile().people] == [person.name for person in file.profile().people]
    assert not any(person.signs for person in other.profile().people), "who signs is said in each company"
    assert other.law().rules.value(RULE, other.clock.today()).number == 9000
    assert pack.words in amendments.read_amendments(other.workspace)[0].note
    assert case_parties(other)[0].source == pack.words
    cash = chart_of_accounts.find_account(other, "", "cash")
    assert (cash.account.number, cash.state) == ("1000", f"Changed by the company. {pack.words}")
    row = other.book(COMPANY).answers.rows["people"][0]
    assert other.book(COMPANY).answers.sources[Place("people", row, "name")].words == pack.words
    other.undo()
    assert other.profile().people == ()
    accept_lines(other, pack, chosen_lines(preview_pack(other, pack), [1]))
    assert len(other.profile().people) == 1
    with pytest.raises(UserError, match="There is no line 99"):
        chosen_lines(lines, [99])


def test_what_differs_is_named_and_taken_over_in_its_place(file: CompanyFile, other: CompanyFile) -> None:
    pack = furnish(file)
    accept_lines(other, pack, preview_pack(other, pack))
    row = other.book(COMPANY).answers.rows["people"][0]
    entering.set_answer(other, COMPANY, Place("people", row, "phone"), "(573) 555-9999")
    chart_of_accounts.change_account(other, "", "cash", title="Bank")
    assert chart_of_accounts.find_account(other, "", "cash").state == "Changed by the company"
    differing = [line for line in preview_pack(other, pack) if line.state is PackState.CHANGED]
    assert [line.words for line in differing] == [
        "phone: (573) 555-9999 becomes (573) 555-0100",
        "title: Bank becomes Checking",
    ]
    accept_lines(other, pack, differing)
    assert len(other.profile().people) == len(file.profile().people)
    assert other.profile().people[0].phone == "(573) 555-0100"


def test_a_company_without_anything_to_share_says_so(other: CompanyFile) -> None:
    with pytest.raises(NothingToShare, match="There is nothing to share"):
        gather_pack(other, "Firm", "Sample Firm")


ACCOUNT = {"system": "naruc1996", "id": "own_x", "title": "X", "section": "assets"}


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        (PackKind.PEOPLE, {"name": "A", "role": "wizard"}, "A, role must be one of"),
        (PackKind.ADDRESSEES, {"name": "A", "docket": "WA-1"}, "nowhere to send copies"),
        (PackKind.RULES, {"name": "legends/x", "from": "2026-01-01", "is": "x"}, "is not a value of the rules"),
        (PackKind.RULES, {"name": "nothing/here", "from": "2026-01-01", "is": "x"}, "is not a value of the rules"),
        (PackKind.RULES, {"name": RULE, "from": "2026-01-01", "is": "many", "source": "s"}, "is not a number"),
        (PackKind.RULES, {"name": RULE, "from": "2026-01-01", "is": "5"}, "Name the source"),
        (PackKind.RULES, {"name": RULE, "from": "soon", "is": "5", "source": "s"}, "is not a date"),
        (PackKind.ACCOUNTS, {**ACCOUNT, "system": "other"}, "belongs to the system of accounts other"),
        (PackKind.ACCOUNTS, {**ACCOUNT, "section": "nowhere"}, "needs a title and the section 'nowhere'"),
        (PackKind.ACCOUNTS, {**ACCOUNT, "utility": "gas"}, "needs a title and the section"),
        (PackKind.ACCOUNTS, {"system": "naruc1996", "id": "cash", "roles": "cash"}, "change more of a listed account"),
        (PackKind.ACCOUNTS, {"system": "naruc1996", "id": "cash", "number": "no number!"}, "An account number has"),
    ],
)
def test_what_does_not_fit_the_company_cannot_be_used(
    other: CompanyFile, kind: PackKind, fields: dict[str, str], words: str
) -> None:
    pack = SharedPack("Firm", "2026-02-03", "Sample Firm", (PackItem(kind, fields),))
    (line,) = preview_pack(other, pack)
    assert line.state is PackState.REFUSED
    assert words in line.words
    with pytest.raises(NothingAccepted):
        accept_lines(other, pack, [line])


def test_an_account_with_a_part_of_the_form_or_retired_here_cannot_be_used(
    file: CompanyFile, other: CompanyFile
) -> None:
    section = next(line.account.section for line in chart_of_accounts.lines(other) if line.account.id == "cash")
    own = {**ACCOUNT, "section": section, "roles": "no_such_role"}
    pack = SharedPack("Firm", "2026-02-03", "x", (PackItem(PackKind.ACCOUNTS, own),))
    assert "take the part of an account" in preview_pack(other, pack)[0].words
    for name in ("own_a/b", "own_../x", "own_", f"own_{'x' * 61}"):  # a part of places and formulas
        fields = {**ACCOUNT, "section": section, "id": name}
        assert preview_pack(other, SharedPack("Firm", "2026-02-03", "x", (PackItem(PackKind.ACCOUNTS, fields),)))[
            0
        ].words.startswith("It would take the part of an account")
    listed = [line for line in chart_of_accounts.lines(other) if line.account.section == section]
    gone = next(line for line in listed if line.account.id != "cash" and not line.account.roles)
    chart_of_accounts.retire(other, gone.utility, gone.account.id, 2026)
    fields = {"system": "naruc1996", "utility": gone.utility, "id": gone.account.id, "title": "Again"}
    pack = SharedPack("Firm", "2026-02-03", "x", (PackItem(PackKind.ACCOUNTS, fields),))
    assert preview_pack(other, pack)[0].words == "This company has retired the account."
    assert PackKind.ACCOUNTS not in {item.kind for item in gather_pack(file, "Firm", "x").items}
