"""Who signs, what only the company can say, and that `check` names whatever `produce` refuses."""

from pathlib import Path

import pytest

from tests.support.command_line import REPORT, Counter, counter, made

pytestmark = pytest.mark.slow  # whole sample companies

__all__ = ["counter", "made"]
OATH = f"{REPORT}/p9_oath"
PEOPLE = "company/people"


def row_of(counter: Counter, name: str) -> str:
    listed = counter.done("list", counter.file, "--json").json["filings"][0]["places"]
    return next(str(item["place"]).split("/")[2] for item in listed if item["value"] == name)


def stops(counter: Counter) -> list[str]:
    found = counter.run("check", counter.file, "--filing", REPORT, "--json").json
    return [problem["sentence"] for problem in found if problem["level"] == "stop"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"signer": "Sample Stranger"}, "sworn by Sample Stranger, who is not on the Company page, People"),
        (
            {"capacity": "treasurer"},
            "by Sample President as Treasurer; the Company page, People, gives President",
        ),
        ({"title": "Chief Executive Officer"}, "The title under the verification reads 'Chief Executive Officer'"),
        ({"in_office": "no"}, "will not hold the office on the day of signing, but the verification says so"),
        ({"not_public": ""}, "The paper 'Affidavit on information to be kept under seal' says so"),
        ({"not_public": "no"}, "The paper 'Affidavit on information to be kept under seal' says so"),
    ],
)
def test_an_oath_that_nobody_can_swear_stops_the_package(counter: Counter, changes: dict[str, str], words: str) -> None:
    for line, value in changes.items():
        counter.done("set", counter.file, f"{OATH}/{line}/answer", value)
    assert any(words in sentence for sentence in stops(counter))


def test_two_oaths_that_name_different_persons_as_president_stop_the_package(counter: Counter) -> None:
    president, manager = row_of(counter, "Sample President"), row_of(counter, "Sample Manager")
    counter.done("set", counter.file, f"{PEOPLE}/{president}/signs", "no")
    for column, value in (("signs", "yes"), ("role", "president"), ("title", "President")):
        counter.done("set", counter.file, f"{PEOPLE}/{manager}/{column}", value)
    (words,) = [sentence for sentence in stops(counter) if "Two oaths" in sentence]
    assert "as President: the verification Sample President, the affidavit Sample Manager" in words


def test_whoever_left_office_or_is_not_the_only_one_marked_does_not_sign(counter: Counter) -> None:
    president, manager = row_of(counter, "Sample President"), row_of(counter, "Sample Manager")
    counter.done("set", counter.file, f"{PEOPLE}/{president}/until", "01/31/2020")
    counter.done("set", counter.file, f"{PEOPLE}/{manager}/signs", "yes")
    found = stops(counter)
    assert any("Sample President left office on January 31, 2020" in sentence for sentence in found)
    assert any("Sample President and Sample Manager are both marked as signing" in sentence for sentence in found)


@pytest.mark.parametrize(
    "place",
    [f"{REPORT}/p9_oath/signer/answer", "company/contact/phone/answer", f"{REPORT}/p9_oath/not_public/answer"],
)
def test_check_names_what_produce_refuses(counter: Counter, place: str) -> None:
    counter.done("set", counter.file, place, "")
    refused = counter.run("produce", counter.file, "--filing", REPORT, "--out", str(counter.folder / "out"))
    assert refused.code == 1
    assert any(sentence in refused.err for sentence in stops(counter))


def test_a_seal_that_comes_with_a_field_is_confirmed_and_lifted_by_command(counter: Counter) -> None:
    counter.done("unseal", counter.file, f"{REPORT}/w1_large")  # what is left are the seals of its fields
    waiting = [problem["place"] for problem in problems(counter) if problem["id"] == "seal-unconfirmed"]
    assert len(waiting) > 1
    counter.done("unseal", counter.file, f"{REPORT}/w5_sources/*/location")
    told = " ".join(stops(counter))
    assert "location is sealed by default (Security of facilities" in told  # its own type, not the customers'
    waiting = [problem["place"] for problem in problems(counter) if problem["id"] == "seal-unconfirmed"]
    assert "Confirmed: " in counter.done("confirm-seal", counter.file, waiting[0]).out
    counter.done("unseal", counter.file, waiting[1])
    left = [problem["place"] for problem in problems(counter) if problem["id"] == "seal-unconfirmed"]
    assert left == waiting[2:]
    assert "There is no seal on p1." in counter.refused("confirm-seal", counter.file, f"{REPORT}/p1")


def problems(counter: Counter) -> list[dict[str, str]]:
    return list(counter.run("check", counter.file, "--filing", REPORT, "--json").json)


def test_a_placeholder_on_the_company_page_stops_the_package(counter: Counter) -> None:
    """From a file of an earlier version, or of another program: it would be printed on every cover."""
    file = counter.program.companies.open(Path(counter.file))
    file.edit("company", "Imported", {"answer/company/identity/legal_name/answer": "TBD"})
    file.close()
    assert any("Legal name (as on your certificate): 'TBD' says nothing" in sentence for sentence in stops(counter))
    told = counter.run("check", counter.file, "--filing", REPORT, "--json").json
    assert "company/identity/legal_name/answer" in [problem["place"] for problem in told]
