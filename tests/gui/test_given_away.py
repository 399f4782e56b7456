"""What the public figures reveal, off the page: marked, explained, and protected or kept for a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.values import Place
from desktop_app.gui.filing.given_away import GivenAway
from desktop_app.gui.tasks import TaskRunner
from desktop_app.services.confidentiality import sealing
from desktop_app.services.confidentiality.disclosure import DERIVABLE, RemainingSeal
from desktop_app.services.confidentiality.evidence import kept_reasons
from desktop_app.services.data_entry import attachments, entering
from desktop_app.services.filing_package.attached_words import AttachedPageReader
from desktop_app.services.filing_package.mentions import MENTIONED
from desktop_app.services.filing_package.packages import FilingPackages
from desktop_app.services.ports import ForeignDocument, PageText
from tests.support.attachment_readers import StandInReader
from tests.support.filing_window import REPORT, Bench, standing_bench
from tests.support.paper_tools import package_tools

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has no window manager
LABOR = Place("w2", "labor", "amount")


def what_labor_cost(_name: str, _content: bytes) -> tuple[PageText, ...]:
    """Every document is a page that says what labor cost."""
    return (PageText((("Wages of 512,345 dollars", 40),)),)


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with standing_bench(qtbot, tmp_path) as standing:
        for line, amount in (("labor", "500"), ("power", "300")):
            entering.set_answer(standing.file, REPORT, Place("w2", line, "amount"), amount)
        runner = TaskRunner(standing.shell.window)
        packages = FilingPackages(package_tools(), AttachedPageReader(StandInReader(words=what_labor_cost)))
        GivenAway(standing.page, standing.file, REPORT, runner, packages)
        yield standing
        runner.close()


def exposed(bench: Bench) -> list[str]:
    checks = bench.page.panel.checks
    problems = [checks._at(row) for row in range(checks.list.count())]
    return [problem.place for problem in problems if problem is not None and problem.id == DERIVABLE and problem.open]


def seal_labor(bench: Bench, qtbot: QtBot) -> None:
    sealing.seal_target(bench.file, REPORT, str(LABOR), "Wages", "Names one person's pay.")
    qtbot.waitUntil(lambda: exposed(bench) == [str(LABOR)], timeout=20_000)


def choose(bench: Bench) -> None:
    checks = bench.page.panel.checks
    bench.page.panel.setCurrentWidget(checks)
    for row in range(checks.list.count()):
        problem = checks._at(row)
        if problem is not None and problem.id == DERIVABLE:
            checks.list.setCurrentRow(row)


@pytest.mark.slow
def test_a_sealed_cell_that_can_be_worked_out_is_marked(bench: Bench, qtbot: QtBot) -> None:
    assert exposed(bench) == []
    seal_labor(bench, qtbot)
    assert bench.page.model.looks.look(LABOR).severity is not None
    assert "can be worked out" in bench.page.model.looks.tip(LABOR)
    sealing.unseal_target(bench.file, REPORT, str(LABOR))
    qtbot.waitUntil(lambda: exposed(bench) == [], timeout=20_000)
    assert bench.page.model.looks.look(LABOR).severity is None


@pytest.mark.slow
def test_the_proposal_is_accepted_with_one_key(bench: Bench, qtbot: QtBot) -> None:
    seal_labor(bench, qtbot)
    choose(bench)
    pane = bench.page.panel.checks.protection
    qtbot.waitUntil(lambda: not pane.seal.isHidden(), timeout=20_000)
    assert "Purchased power" in pane.words.text()
    pane.seal.setFocus()
    QTest.keyClick(pane.seal, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: exposed(bench) == [], timeout=20_000)
    assert len(sealing.seal_list(bench.file.book(REPORT))) > 1


@pytest.mark.slow
def test_it_is_kept_for_a_reason_that_is_told_in_the_sealed_log_only(bench: Bench, qtbot: QtBot) -> None:
    seal_labor(bench, qtbot)
    choose(bench)
    pane = bench.page.panel.checks.protection
    assert not pane.keep.isEnabled()
    pane.reason.setText("She agreed.")
    QTest.keyClick(pane.reason, Qt.Key.Key_Return)
    assert {place: kept.words for place, kept in kept_reasons(bench.file, REPORT).items()} == {LABOR: "She agreed."}
    qtbot.waitUntil(lambda: exposed(bench) == [], timeout=20_000)


@pytest.mark.slow
def test_a_reason_for_public_words_goes_into_the_sealed_log_and_is_not_printed(bench: Bench, qtbot: QtBot) -> None:
    power = Place("w2", "power", "amount")
    seal_labor(bench, qtbot)
    entering.set_answer(bench.file, REPORT, LABOR, "512345")
    entering.explain_place(bench.file, REPORT, power, "It follows the wages of 512,345 dollars.")
    checks = bench.page.panel.checks

    def mentioned() -> list[int]:
        problems = [checks._at(row) for row in range(checks.list.count())]
        return [at for at, one in enumerate(problems) if one is not None and one.id == MENTIONED and one.open]

    qtbot.waitUntil(lambda: len(mentioned()) == 1, timeout=20_000)
    checks.list.setCurrentRow(mentioned()[0])
    checks.explanation.setPlainText("She agreed.")
    checks.keep.click()
    assert kept_reasons(bench.file, REPORT)[LABOR].words == "She agreed."
    assert LABOR not in bench.file.book(REPORT).answers.explanations
    qtbot.waitUntil(lambda: mentioned() == [], timeout=20_000)


@pytest.mark.slow
def test_a_place_that_nothing_protects_says_so(bench: Bench) -> None:
    pane = bench.page.panel.checks.protection
    pane.propose(())
    assert "No small set of further cells" in pane.words.text()
    assert pane.seal.isHidden()


@pytest.mark.slow
def test_where_no_proposal_is_in_reach_the_rest_is_offered_by_buttons(bench: Bench, qtbot: QtBot) -> None:
    seal_labor(bench, qtbot)
    choose(bench)
    pane = bench.page.panel.checks.protection
    rest = (
        RemainingSeal("the total of page W-2", ("w2/total_om/amount",), protects=False),
        RemainingSeal("the whole schedule W-2", ("w2",), protects=True),
    )
    pane.propose((), rest)
    assert "Sealing the total of page W-2 would not protect it by itself." in pane.words.text()
    assert "Sealing the whole schedule W-2 would protect it." in pane.words.text()
    assert [button.text() for button in pane.rest] == ["Seal the total", "Seal the whole schedule"]
    assert not any(button.isHidden() for button in pane.rest)
    pane.rest[1].setFocus()
    QTest.keyClick(pane.rest[1], Qt.Key.Key_Space)
    assert bench.file.book(REPORT).answers.seals["w2"].covers_for == str(LABOR)
    pane.look()
    assert all(button.isHidden() for button in pane.rest)


def listed(bench: Bench) -> str:
    checks = bench.page.panel.checks
    problems = [checks._at(row) for row in range(checks.list.count())]
    return "\n".join(problem.sentence for problem in problems if problem is not None)


@pytest.mark.slow
def test_what_public_words_and_attached_pages_tell_is_listed_while_one_types(bench: Bench, qtbot: QtBot) -> None:
    seal_labor(bench, qtbot)
    entering.set_answer(bench.file, REPORT, LABOR, "512,345")
    looked = ForeignDocument(((612, 792),), ())
    attachments.attach_document(bench.file, REPORT, "a.pdf", b"PDF", looked, title="Payroll")
    qtbot.waitUntil(lambda: "Attachment 1, page 1, 40 percent from the top" in listed(bench), timeout=20_000)
    attachments.seal_whole(bench.file, REPORT, "01", "Payroll 512,345", "Names one person's pay.")
    qtbot.waitUntil(lambda: "names a number of what is sealed in it" in listed(bench), timeout=20_000)
