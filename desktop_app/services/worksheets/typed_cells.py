"""A cell of a spreadsheet as somebody would type it, and what the form reads of that."""

from datetime import date
from decimal import Context, Decimal

from desktop_app.domain.values import Value
from desktop_app.formspec.definition import CellSpec, CellType
from desktop_app.services.data_entry.parsing import BadAnswer, parse_answer
from desktop_app.services.ports import TableCell

_FIFTEEN = Context(prec=15)


def typed_text(cell: TableCell, spec: CellSpec) -> str:
    """The cell as somebody would type it."""
    if isinstance(cell, Decimal):
        # What is behind the fifteenth digit is dirt of the floating point.
        return f"{_FIFTEEN.plus(cell):f}"
    if isinstance(cell, date):
        # Excel makes a date of this year of "12-31".
        return f"{cell:%m-%d}" if spec.type is CellType.MONTH_DAY else cell.isoformat()
    if isinstance(cell, bool):
        return ("Yes" if cell else "No") if spec.type is CellType.CHOICE else str(cell)
    return cell or ""


def typed_value(cell: TableCell, spec: CellSpec, address: str) -> Value | None:
    """What the form reads of the cell; nothing where it can read none."""
    try:
        if isinstance(cell, Decimal):
            cell = cell.quantize(Decimal(1).scaleb(-spec.decimals))
        return parse_answer(typed_text(cell, spec), spec, address)
    except (BadAnswer, ArithmeticError):
        return None
