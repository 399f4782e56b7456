"""Forms of the user's own: beside those of the program, never in their place, and a broken one stops nothing."""

from pathlib import Path

import pytest

from desktop_app.catalog.kept_values import NotKept, text_to_keep
from desktop_app.catalog.library import FormFiles
from tests.support.own_forms import HEAD, LOG, write_own

FORMS = Path(__file__).resolve().parents[3] / "forms"
KIND = "own_well_log"
GROUP = 'group = "Wells"'
LIMIT = 'limits = [{ utility = "water", most = "no/size", sentence = "So many: {size}.", cites = ["3.635(1)"] }]'


def library(folder: Path) -> FormFiles:
    return FormFiles(FORMS, own=folder)


@pytest.mark.slow
def test_an_own_form_is_read_in_the_same_language_and_marked(tmp_path: Path) -> None:
    write_own(tmp_path)
    (tmp_path / "notes.txt").write_text("no form", encoding="utf-8")
    (form,) = library(tmp_path).own_forms()
    assert (form.id, form.own, form.trouble, form.title) == (KIND, True, "", "Log of the wells")
    assert form.case is not None
    assert form.case.group == "Your own forms"
    again = library(tmp_path)
    assert again.form(KIND, 1) is again.form(KIND, 1)
    assert not again.form("waiver").own


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "log", "told"),
    [
        (HEAD.replace("revision = 1", "revision = 2"), LOG, "own_well_log/r1/form.toml, id: and 'revision' say"),
        (HEAD, LOG.replace('kind = "rows"', 'kind = "rosw"'), "own_well_log/r1/log.toml, schedule.log.kind"),
        (HEAD.replace('["water"]', '["steam"]'), LOG, "there is no utility 'steam'"),
        (HEAD.replace("own_sheet", "filing_sheet"), LOG, 'must say sheet = "own_sheet"'),
        (HEAD.replace('["case_designation"]', '["cover_letter"]'), LOG, "name its own with_seal"),
        (HEAD.replace('["case_designation"]', '["no_letter"]'), LOG, "there is no letter 'no_letter'"),
        (
            HEAD,
            LOG.replace("sum(./*/.)", "log/total/feet + 1"),
            "log/total/feet -> log/total/feet",
        ),
        (HEAD, LOG.replace("log/total/feet} feet", "log/total/foot} feet"), "log/total/foot"),
        (HEAD, "x = " + "[" * 20_000, "cannot be read"),
        ("\x00", LOG, "is not well-formed TOML"),
        (HEAD.replace(GROUP, f'{GROUP}\nstarts = {{ filed = "no_event" }}'), LOG, "there is no event 'no_event'"),
        (HEAD.replace(GROUP, f'{GROUP}\nstarts_on = {{ x = "log/total/feet" }}'), LOG, "there is no event 'x'"),
        (f'{HEAD}\n[clocks]\ndue_date = "no/clock"\n', LOG, "there is no deadline 'no/clock'"),
        (HEAD.replace(GROUP, f"{GROUP}\n{LIMIT}"), LOG, "there is no legal value 'no/size'"),
        (HEAD.replace("well-log", "../well-log"), LOG, "'../well-log' is not a file name"),
        (HEAD.replace("Log of the wells", "L" * 101), LOG, "has 101 characters"),
    ],
)
def test_a_broken_one_says_why_and_stops_nothing(tmp_path: Path, head: str, log: str, told: str) -> None:
    write_own(tmp_path, head=head, log=log)
    (form,) = library(tmp_path).own_forms()
    assert told in form.trouble
    assert form.trouble.startswith("Own form own_well_log")
    assert "\n" not in form.trouble.strip()
    assert (form.id, form.own, form.note) == (KIND, True, form.trouble)
    assert [check.sentence for check in form.checks] == [form.trouble]


@pytest.mark.slow
def test_the_name_of_a_form_of_the_program_is_never_taken(tmp_path: Path) -> None:
    write_own(tmp_path, "waiver", HEAD.replace(KIND, "waiver"))
    own = library(tmp_path)
    (form,) = own.own_forms()
    assert "Rename the folder to 'own_waiver'" in form.trouble
    assert not own.form("waiver").own


@pytest.mark.slow
def test_a_report_or_what_is_not_there_is_no_own_form(tmp_path: Path) -> None:
    lines = HEAD.splitlines()
    report = "\n".join(line for line in lines if line not in ("[case]", 'signer = "officer"', 'group = "Wells"'))
    write_own(tmp_path, head=report.replace('main = "letter"\nname = "well-log"\n', ""), log=LOG.partition("[[para")[0])
    assert "case: is missing" in library(tmp_path).form(KIND).trouble
    assert "there is no form.toml in own_other/r1" in library(tmp_path).form("own_other").trouble
    assert "there is no revision 3" in library(write_own(tmp_path).parents[1]).form(KIND, 3).trouble
    assert library(tmp_path / "nowhere").own_forms() == ()
    assert "there is no form.toml" in FormFiles(FORMS).form(KIND).trouble


@pytest.mark.slow
def test_another_process_is_handed_the_form_itself(tmp_path: Path) -> None:
    write_own(tmp_path)
    text = library(tmp_path).own_text(KIND, 1)
    assert library(tmp_path).own_text("waiver", 1) == ""
    worker = FormFiles(FORMS)
    worker.hold(text)
    assert worker.form(KIND, 1) == library(tmp_path).form(KIND, 1)
    for other in (text_to_keep(worker.form("waiver")), text_to_keep(("own",)), "[]"):
        with pytest.raises(NotKept):
            worker.hold(other)


@pytest.mark.slow
def test_a_circle_in_a_form_is_refused_with_its_file(tmp_path: Path) -> None:
    circle = LOG.replace('formula = "sum(./*/.)"', 'formulas = { feet = "log/more/feet" }').replace(
        '[[paragraph]]\nkind = "body"',
        '[[schedule.line]]\nid = "more"\nlabel = "More"\nformula = "log/total/feet * 2"\nonly = ["feet"]\n\n'
        '[[paragraph]]\nkind = "body"',
    )
    write_own(tmp_path, log=circle)
    trouble = library(tmp_path).form(KIND).trouble
    assert "own_well_log/r1/log.toml: formulas wait for each other: log/" in trouble
    assert trouble.endswith("Take one of them out.")
