"""Where balances stand in a form: the cells that ledger lines name, and those that open with last year's."""

from dataclasses import replace

from desktop_app.domain.values import Place
from desktop_app.formspec.ledger import FormLedger, LedgerLines, LedgerSide
from desktop_app.formspec.ledger_cells import NEW_ROW, LedgerCell, credited, ledger_cells, opening_cells
from desktop_app.formspec.sheet import FormLayout
from tests.support import small_form as small


def sheet(*lines: LedgerLines) -> FormLayout:
    laid = small.laid_out(("r1",))
    return replace(laid, form=replace(laid.form, ledger=FormLedger(lines)))


def test_accounts_stand_on_their_side_and_less_turns_it() -> None:
    found = {
        cell.place: cell.sign for cell in ledger_cells(sheet(LedgerLines("w2/section:om/amount", LedgerSide.DEBIT)))
    }
    assert found == {
        Place("w2", "labor", "amount"): 1,
        Place("w2", "power", "amount"): 1,
        Place("w2", "credit", "amount"): -1,
    }
    (power,) = ledger_cells(sheet(LedgerLines("w2/role:power/amount", LedgerSide.CREDIT, words=("electric",))))
    assert (power.sign, power.words) == (-1, ("electric",))


def test_the_first_line_that_names_a_cell_decides_and_what_has_no_cell_is_left_out() -> None:
    first, second = LedgerLines("w2/power/amount", LedgerSide.CREDIT), LedgerLines("w2/power/amount", LedgerSide.DEBIT)
    assert [cell.sign for cell in ledger_cells(sheet(first, second))] == [-1]
    assert ledger_cells(sheet(LedgerLines("w2/nobody/amount", LedgerSide.DEBIT))) == ()
    assert ledger_cells(sheet(LedgerLines("gone/*/amount", LedgerSide.DEBIT))) == ()
    assert ledger_cells(sheet(LedgerLines("1", LedgerSide.DEBIT))) == ()


def test_a_computed_balance_is_reached_through_cells_that_can_be_typed() -> None:
    (cell,) = ledger_cells(sheet(LedgerLines("w2/power/change", LedgerSide.DEBIT, rises="amount", falls="percent")))
    assert (cell.rises, cell.falls) == (Place("w2", "power", "amount"), None)


def test_growing_rows_take_a_new_one() -> None:
    cells = ledger_cells(
        sheet(
            LedgerLines("loans/*/balance", LedgerSide.CREDIT, rises="balance"),
        )
    )
    new = Place("loans", NEW_ROW, "balance")
    assert cells[-1] == LedgerCell(new, -1, new)
    plain = ledger_cells(sheet(LedgerLines("loans/*/balance", LedgerSide.DEBIT)))
    assert plain[-1] == LedgerCell(new, 1, new)


def test_a_closing_cell_is_known_by_the_cell_it_opens() -> None:
    found = opening_cells(small.laid_out(("r1",)))
    assert found[Place("w2", "power", "amount")] == Place("w2", "power", "prior")
    assert Place("w2", "total", "amount") not in found


def test_a_cell_knows_on_which_side_it_shows_a_balance() -> None:
    laid = sheet(LedgerLines("w2/*/amount", LedgerSide.DEBIT), LedgerLines("loans/*/balance", LedgerSide.CREDIT))
    assert credited(laid, Place("w2", "power", "amount")) is False
    assert credited(laid, Place("w2", "power", "prior")) is False
    assert credited(laid, Place("w2", "credit", "amount")) is True
    assert credited(laid, Place("loans", "r1", "balance")) is True
    assert credited(laid, Place("loans", "a new one", "balance")) is True
    assert credited(laid, Place("p4", "cash", "end")) is None
