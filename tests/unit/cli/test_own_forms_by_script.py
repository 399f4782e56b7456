"""A form of the user's own by script: marked on every paper, and its answers outlive the form."""

from pathlib import Path

import pytest

from desktop_app import bootstrap, locations
from desktop_app.services.cases.beginning import CannotBeginCase, CaseOrder, begin_case
from tests.support.answered_cases import answer_all, case_maker
from tests.support.command_line import Counter
from tests.support.own_forms import HEAD, write_own
from tests.support.scripted_company import produced

pytestmark = pytest.mark.slow  # whole packages
FILING = "2026-own-well-log"
MARK = "of a form of the company's own, not part of Filing Desk"


def test_an_own_form_goes_from_start_to_paper_and_its_answers_outlive_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv(locations.HOME_VARIABLE, str(home))
    write_own(home / "forms")
    write_own(home / "forms", "own_broken", HEAD)
    program = bootstrap.program()
    counter = Counter(program, tmp_path, capsys)
    file = case_maker(program, tmp_path, "water")
    begin_case(file, CaseOrder("own_well_log"))
    with pytest.raises(CannotBeginCase, match=r"own_broken/r1/form.toml, id"):
        begin_case(file, CaseOrder("own_broken"))
    answer_all(program, file, FILING, {"log/#/feet": "640"})
    path = str(file.path)
    file.close()
    told = counter.done("kinds", path).out
    assert "own_well_log: Log of the wells [own form], can be prepared. A form of the company's own" in told
    assert "own_broken" in told
    papers = produced(counter, path, FILING)
    assert all(MARK in text for text in papers.values()), papers
    assert "has wells of 640 feet in all" in papers["public/well-log.pdf"]
    assert "nobody compared what it asks" in papers["filing-sheet.pdf"]
    # On a computer without the form everything else goes on, and nothing of the filing is lost.
    (home / "forms" / "own_well_log").rename(home / "own_away")
    without = Counter(bootstrap.program(), tmp_path, capsys)
    for verb in (("list", path), ("calendar", path, "--from", "2026-01-01", "--to", "2026-02-01"), ("kinds", path)):
        without.done(*verb)
    assert "there is no form.toml" in without.run("check", path, "--filing", FILING).out
    out = str(tmp_path / "none")
    assert "there is no form.toml" in without.refused("produce", path, "--filing", FILING, "--out", out, "--quiet")
    without.done("set", path, "company/office/street/answer", "2 Sample Street")
    without.done("export", path, str(tmp_path / "all.json"), "--quiet")
    again = str(tmp_path / "again.filingdesk")
    without.done("import", again, str(tmp_path / "all.json"), "--quiet")
    (home / "own_away").rename(home / "forms" / "own_well_log")
    listed = Counter(bootstrap.program(), tmp_path, capsys).done("list", again).out
    assert f"{FILING}/log/total/feet\t640\t" in listed
