"""How the tariff book stands in the workspace. None of it belongs to a form's filing.

=================================  ====================================================================
``tariff/schedule/ID``             the particulars of a schedule (`TariffSchedule`)
``tariff/sheet/ID/KEY``            a sheet: its number and all its versions (`SheetHistory`)
``tariff/text/ID/KEY``             the text of the sheet's draft, as typed
``tariff/filing/ID``               a tariff filing (`TariffFiling`)
``tariff/support/FILING/NUMBER``   a supporting paper of a filing (`SupportingPaper`)
``tariff/picture/NAME``            a picture that sheets print (`KeptPicture`); its name never gets another picture
``tariff/packet/FILING``           the packet of a filing as it was produced or filed (`KeptPacket`)
``tariff/contents/ID``             which sheet states what the rule wants stated, where the user named it
``tariff/terms/ID``                what the tariff says on the points that its rule fixes, each with its sheet
=================================  ====================================================================

The text of a version that was filed is a document of the workspace, named by its digest: it can never change, and a
book of ten thousand versions opens as fast as one of ten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desktop_app.domain.json_fields import JsonTable, as_table, as_whole, iso_day, optional_day
from desktop_app.domain.late_dataclasses import field_values
from desktop_app.domain.tariffs.designations import DesignationStyle
from desktop_app.domain.tariffs.schedules import (
    FiledPart,
    FilingStage,
    HeadCaptions,
    Issuer,
    MarkMeaning,
    NoticeKind,
    PrintedFrame,
    ScheduleBinding,
    SheetDress,
    TariffFiling,
    TariffSchedule,
)
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber
from desktop_app.domain.tariffs.sheet_text import DEEPEST_BEFORE
from desktop_app.domain.tariffs.versions import RedlineBasis, SheetVersion, VersionState
from desktop_app.domain.values import Json
from desktop_app.services.company.workspace_keys import TARIFF, TARIFF_FILINGS

SCHEDULES, SHEETS, TEXTS = (f"{TARIFF}/{kind}/" for kind in ("schedule", "sheet", "text"))
FILINGS = TARIFF_FILINGS
PICTURES = f"{TARIFF}/picture/"


def schedule_key(schedule: str) -> str:
    """Where the particulars of a schedule stand."""
    return f"{SCHEDULES}{schedule}"


def tariff_sheet_key(schedule: str, sheet: str) -> str:
    """Where a sheet stands."""
    return f"{SHEETS}{schedule}/{sheet}"


def text_key(schedule: str, sheet: str) -> str:
    """Where the text of a sheet's draft stands."""
    return f"{TEXTS}{schedule}/{sheet}"


def contents_key(schedule: str) -> str:
    """Where the sheets stand that state what the rule wants."""
    return f"{TARIFF}/contents/{schedule}"


def terms_key(schedule: str) -> str:
    """Where the answers stand about what the tariff says."""
    return f"{TARIFF}/terms/{schedule}"


def support_key(filing: str, number: str) -> str:
    """Where a supporting paper of a filing stands."""
    return f"{TARIFF}/support/{filing}/{number}"


def picture_key(name: str) -> str:
    """Where a picture is kept."""
    return f"{PICTURES}{name}"


def packet_key(filing: str) -> str:
    """Where the packet of a filing is kept."""
    return f"{TARIFF}/packet/{filing}"


def tariff_filing_key(filing: str) -> str:
    """Where a tariff filing stands."""
    return f"{FILINGS}{filing}"


def chain_to_json(chain: SheetHistory) -> Json:
    """A sheet as the workspace keeps it; what is empty is left out."""
    versions: list[Json] = [_version_to_json(version) for version in chain.versions]
    front: dict[str, Json] = {"front": chain.front} if chain.front else {}
    return {"number": chain.number.text, "title": chain.title, "versions": versions, **front}


def _version_to_json(version: SheetVersion) -> Json:
    data: dict[str, Json] = {
        "revision": version.revision,
        "state": version.state.value,
        "cancels": version.cancels,
        "issued": iso_day(version.issued),
        "proposed": iso_day(version.proposed),
        "effective": iso_day(version.effective),
        "expires": iso_day(version.expires),
        "canceling": version.canceling or None,
        "filing": version.filing or None,
        "text": version.text or None,
        "lieu": version.lieu if version.lieu >= 0 else None,
        "scan": version.scan or None,
        "entered": version.entered or None,
        "dress": None if version.dress is None else _dress_to_json(version.dress),
        "designated": version.designated if version.designated >= 0 else None,
        "substitutes": version.substitutes if version.substitutes >= 0 else None,
        "substitute": version.substitute or None,
        "basis": None if version.basis is None else [*field_values(version.basis)],
        "levels": version.levels if version.levels != DEEPEST_BEFORE else None,
    }
    return {name: value for name, value in data.items() if value is not None}


def chain_from_json(data: Json) -> SheetHistory:
    """The sheet that `chain_to_json` wrote. Raises ValueError or KeyError for anything else."""
    table = as_table(data)
    versions = table["versions"]
    if not isinstance(versions, list):
        raise ValueError("A sheet's versions must be a list.")
    return SheetHistory(
        SheetNumber(str(table["number"])),
        tuple(_version_from_json(as_table(item)) for item in versions),
        str(table.get("title", "")),
        str(table.get("front", "")),
    )


def _version_from_json(table: JsonTable) -> SheetVersion:
    kept = {name: VERSION_FIELDS[name](value) for name, value in table.items() if name in VERSION_FIELDS}
    return SheetVersion(as_whole(table["revision"]), VersionState(str(table["state"])), **kept)


def _basis_from_json(data: Json) -> RedlineBasis | None:
    if data is None:
        return None
    if not isinstance(data, list):
        raise ValueError("What a marked copy is compared with is damaged.")
    schedule, sheet, revision = data
    return RedlineBasis(str(schedule), str(sheet), as_whole(revision))


def _dress_to_json(dress: SheetDress) -> Json:
    marks: list[Json] = [[item.mark, item.words] for item in dress.marks]
    return {
        "company": dress.company,
        "issuer": [dress.issuer.name, dress.issuer.title, dress.issuer.address],
        "community": dress.community,
        "heading": dress.heading,
        "label": dress.label,
        "marks": marks,
        "style": dress.style.value,
        "doubled_l": dress.doubled_l,
        **({} if dress.frame is None else {"frame": _frame_to_json(dress.frame)}),
        **_captions_to_json(dress.captions),
    }


def _frame_to_json(frame: PrintedFrame) -> Json:
    return {
        "prefix": frame.prefix,
        "dates_words": frame.dates_words,
        "canceled": [*frame.canceled],
        "notes": [*frame.notes],
        "added": [*frame.added],
        "upper_left": frame.upper_left,
        "also": frame.also,
        "name": frame.name,
    }


def _frame_from_json(data: Json) -> PrintedFrame | None:
    if data is None:
        return None
    table = as_table(data)
    canceled, notes, added = (table.get(name) for name in ("canceled", "notes", "added"))
    if not (isinstance(canceled, list) and isinstance(notes, list) and isinstance(added, list)):
        raise ValueError("What is printed around a sheet is damaged.")
    number, name = canceled
    return PrintedFrame(
        prefix=str(table.get("prefix", "")),
        dates_words=str(table.get("dates_words", "")),
        canceled=(as_whole(number), str(name)),
        notes=tuple(map(str, notes)),
        added=tuple(map(str, added)),
        upper_left=str(table.get("upper_left", "")),
        also=as_whole(table.get("also", 0)),
        name=str(table.get("name", "")),
    )


def _dress_from_json(data: Json) -> SheetDress | None:
    if data is None:
        return None
    table = as_table(data)
    issuer, marks = table.get("issuer", []), table.get("marks", [])
    if not isinstance(issuer, list) or not isinstance(marks, list):
        raise ValueError("What is printed around a sheet is damaged.")
    return SheetDress(
        company=str(table.get("company", "")),
        issuer=Issuer(*(str(part) for part in issuer)),
        community=str(table.get("community", "")),
        heading=str(table.get("heading", "")),
        label=str(table.get("label", "")),
        marks=tuple(MarkMeaning(str(item[0]), str(item[1])) for item in marks if isinstance(item, list)),
        style=DesignationStyle(str(table.get("style", DesignationStyle.FIGURES.value))),
        doubled_l=bool(table.get("doubled_l")),
        frame=_frame_from_json(table.get("frame")),
        captions=_captions_from_json(table),
    )


VERSION_FIELDS: Mapping[str, Callable[[Json], Any]] = {
    "cancels": lambda data: None if data is None else as_whole(data),
    "issued": optional_day,
    "proposed": optional_day,
    "effective": optional_day,
    "expires": optional_day,
    "canceling": bool,
    "filing": str,
    "text": str,
    "lieu": as_whole,
    "scan": str,
    "entered": bool,
    "dress": _dress_from_json,
    "designated": as_whole,
    "substitutes": as_whole,
    "substitute": as_whole,
    "basis": _basis_from_json,
    "levels": as_whole,
}


def schedule_to_json(schedule: TariffSchedule) -> Json:
    """A schedule as the workspace keeps it."""
    marks: list[Json] = [[item.mark, item.words] for item in schedule.marks]
    return {
        "utility": schedule.utility,
        "number": schedule.number,
        "title": schedule.title,
        "binding": schedule.binding.value,
        "style": schedule.style.value,
        "label": schedule.label,
        "community": schedule.community,
        "heading": schedule.heading,
        "issuer": [schedule.issuer.name, schedule.issuer.title, schedule.issuer.address],
        "marks": marks,
        "replaces": schedule.replaces,
        "canceled_on": iso_day(schedule.canceled_on),
        "two_sided": schedule.two_sided,
        "doubled_l": schedule.doubled_l,
        "territory": schedule.territory,
        "governed_by": schedule.governed_by,
        "expires": iso_day(schedule.expires),
        **_captions_to_json(schedule.captions),
    }


def _captions_to_json(captions: HeadCaptions) -> dict[str, Json]:
    """What the company writes otherwise than usual; nothing where it writes nothing so."""
    return {"captions": [*field_values(captions)]} if captions != HeadCaptions() else {}


def _captions_from_json(table: JsonTable) -> HeadCaptions:
    data = table.get("captions", [])
    if not isinstance(data, list):
        raise ValueError("The captions of a head are damaged.")
    return HeadCaptions(*(str(part) for part in data))


def schedule_from_json(schedule_id: str, data: Json) -> TariffSchedule:
    """The schedule that `schedule_to_json` wrote. Raises ValueError or KeyError for anything else."""
    table = as_table(data)
    issuer, marks = table.get("issuer", []), table.get("marks", [])
    if not isinstance(issuer, list) or not isinstance(marks, list):
        raise ValueError(f"The schedule {schedule_id} is damaged.")
    meanings = tuple(MarkMeaning(str(item[0]), str(item[1])) for item in marks if isinstance(item, list))
    return TariffSchedule(
        id=schedule_id,
        utility=str(table["utility"]),
        number=as_whole(table["number"]),
        title=str(table.get("title", "")),
        binding=ScheduleBinding(str(table["binding"])),
        style=DesignationStyle(str(table["style"])),
        label=str(table.get("label", "")),
        community=str(table.get("community", "")),
        heading=str(table.get("heading", "")),
        issuer=Issuer(*(str(part) for part in issuer)),
        marks=meanings,
        replaces=as_whole(table.get("replaces", 0)),
        canceled_on=optional_day(table.get("canceled_on")),
        two_sided=bool(table.get("two_sided")),
        doubled_l=bool(table.get("doubled_l")),
        territory=str(table.get("territory", "")),
        governed_by=as_whole(table.get("governed_by", 0)),
        expires=optional_day(table.get("expires")),
        captions=_captions_from_json(table),
    )


def filing_to_json(filing: TariffFiling) -> Json:
    """A tariff filing as the workspace keeps it."""
    parts: list[Json] = [[part.sheet, part.revision] for part in filing.parts]
    return {
        "schedule": filing.schedule,
        "purpose": filing.purpose,
        "stage": filing.stage.value,
        "parts": parts,
        "notice": filing.notice.value,
        "issued": iso_day(filing.issued),
        "received": iso_day(filing.received),
        "effective": iso_day(filing.effective),
        "expires": iso_day(filing.expires),
        "authority": filing.authority,
        "authority_date": iso_day(filing.authority_date),
        "affects_rates": filing.affects_rates,
        "summary": filing.summary,
        "compliance": filing.compliance,
        "receipt": filing.receipt,
        "case": filing.case,
        "tracking": filing.tracking,
        "outcome": filing.outcome,
        "suspended_until": iso_day(filing.suspended_until),
        "effective_actual": iso_day(filing.effective_actual),
        "answers": dict(filing.answers),
    }


def tariff_filing_from_json(filing_id: str, data: Json) -> TariffFiling:
    """The tariff filing that `filing_to_json` wrote. Raises ValueError or KeyError for anything else."""
    table = as_table(data)
    parts = table.get("parts", [])
    if not isinstance(parts, list):
        raise ValueError(f"The tariff filing {filing_id} is damaged.")
    return TariffFiling(
        id=filing_id,
        schedule=str(table["schedule"]),
        purpose=str(table.get("purpose", "")),
        stage=FilingStage(str(table["stage"])),
        parts=tuple(FiledPart(str(item[0]), as_whole(item[1])) for item in parts if isinstance(item, list)),
        notice=NoticeKind(str(table["notice"])),
        issued=optional_day(table.get("issued")),
        received=optional_day(table.get("received")),
        effective=optional_day(table.get("effective")),
        expires=optional_day(table.get("expires")),
        authority=str(table.get("authority", "")),
        authority_date=optional_day(table.get("authority_date")),
        affects_rates=bool(table.get("affects_rates", True)),
        summary=str(table.get("summary", "")),
        compliance=str(table.get("compliance", "")),
        receipt=bool(table.get("receipt", False)),
        case=str(table.get("case", "")),
        tracking=str(table.get("tracking", "")),
        outcome=str(table.get("outcome", "")),
        suspended_until=optional_day(table.get("suspended_until")),
        effective_actual=optional_day(table.get("effective_actual")),
        answers=tuple((name, str(value)) for name, value in as_table(table.get("answers", {})).items()),
    )
