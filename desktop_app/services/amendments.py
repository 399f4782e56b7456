"""What a company enters over the legal values built in: kept in its file as ``setting/law/NAME``, one entry a value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop_app.domain.values import Json, value_from_json, value_to_json
from desktop_app.rulebook.parameter import Content
from desktop_app.rulebook.rulebook import Amendment
from desktop_app.services.ports import Workspace

PREFIX = "setting/law/"


def key(name: str) -> str:
    """Where the amendments of a value stand."""
    return f"{PREFIX}{name}"


def read(workspace: Workspace) -> tuple[Amendment, ...]:
    """All amendments of the company.

    Raises ValueError when an entry is not what it should be.
    """
    return tuple(
        _from_json(place.removeprefix(PREFIX), item)
        for place, listed in workspace.under(PREFIX).items()
        for item in (listed if isinstance(listed, list) else ())
    )


def to_json(amendment: Amendment) -> Json:
    """An amendment as the workspace keeps it, without its name, which is its key."""
    return {
        "from": amendment.since.isoformat(),
        "is": value_to_json(amendment.value),
        "source": amendment.source,
        "note": amendment.note,
    }


def _from_json(name: str, data: Json) -> Amendment:
    if not isinstance(data, dict):
        raise ValueError(f"The amendment of {name} is not a table.")
    return Amendment(
        name=name,
        since=date.fromisoformat(str(data.get("from"))),
        value=_content(data.get("is")),
        source=str(data.get("source", "")),
        note=str(data.get("note", "")),
    )


def _content(data: Json) -> Content:
    value = value_from_json(data)
    if not isinstance(value, Decimal | str):
        raise ValueError(f"Not a legal value: {data!r}")
    return value
