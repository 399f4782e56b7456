"""What the window and the command line ask for: copies in Excel, blank worksheets, and what comes back from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import UserError
from desktop_app.formspec.evaluation import FilingValues
from desktop_app.formspec.public_view import FilingView, effective_seals, public_filing, sealed_places
from desktop_app.formspec.sheet import FormLayout
from desktop_app.services.company.company_file import CompanyFile, EvaluatedFiling
from desktop_app.services.company.profile import profile_of
from desktop_app.services.confidentiality.sealing import BadSeal, refused_seals
from desktop_app.services.filing_package.alterations import altered
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.package_tools import SealedLeak
from desktop_app.services.filing_package.packages import SAMPLE, FilingPackages
from desktop_app.services.filing_package.request import RequestSubject, request_bytes
from desktop_app.services.paper.printable import must_print
from desktop_app.services.paper.version_names import name_for_version
from desktop_app.services.ports import InputFile, PdfPainter, TableFile, TableReader, WorkbookFiles
from desktop_app.services.worksheets.blank_pages import blank_document, blank_request
from desktop_app.services.worksheets.copies import (
    CopyOrigin,
    WorkbookKind,
    WorkbookPart,
    copy_holds_sealed,
    parts_bytes,
    workbook,
)
from desktop_app.services.worksheets.copy_record import RecordedSheet, recorded
from desktop_app.services.worksheets.returning import CopyReturn, ReturnedCopy

SUFFIX, PAPER = ".xlsx", ".pdf"


class NoSuchSchedule(UserError):
    """The filing has no schedule of that id."""


_OTHER_KINDS = frozenset(
    {".doc", ".docx", ".csv", ".htm", ".html", ".ods", ".odt", ".pdf", ".rtf", ".txt", ".xls", ".xlsb", ".xlsm"}
)


class OtherKindOfFile(UserError):
    """The name asks for a kind of file that is not written here."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} ends in {path.suffix}, but this writes an Excel file. Choose a name that ends in {SUFFIX}."
        )


class NameTaken(UserError):
    """A file of the name that the copy must have lies there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already. Choose another name, or say that it may be replaced.")


@dataclass(frozen=True)
class ExcelCopies:
    """Copies of filings in Excel, put together once with what makes and reads them."""

    packages: FilingPackages
    files: WorkbookFiles
    tables: TableReader
    painter: PdfPainter

    def export(
        self,
        file: CompanyFile,
        target: Path,
        *,
        filing: str = "",
        schedule: str = "",
        public: bool = False,
        replacing: bool = False,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Path:
        """Writes one schedule, a whole filing, or without `filing` everything, and tells where it lies.

        A copy that holds sealed values has "nonpublic" in its name, put there if need be. The public copy is made by a
        worker that is given nothing but what the public may see. Raises NameTaken, NoSuchSchedule, NoSuchFiling,
        BadSeal, SealedLeak, WorkCancelled, EnvironmentProblem.
        """
        parts = self._parts(file, filing, schedule, public=public)
        path = fitting_name(target, nonpublic=copy_holds_sealed(parts))
        if path.exists() and not replacing:
            raise NameTaken(path)
        self.files.save(self._copied(file, parts, cancelled, public=public), path)
        return path

    def copied(self, file: CompanyFile, *, filing: str = "", schedule: str = "", public: bool = False) -> bytes:
        """The bytes of such a copy. Raises NoSuchSchedule, NoSuchFiling, BadSeal, SealedLeak."""
        parts = self._parts(file, filing, schedule, public=public)
        return self._copied(file, parts, lambda: False, public=public)

    def _copied(
        self, file: CompanyFile, parts: Sequence[WorkbookPart], cancelled: Callable[[], bool], *, public: bool
    ) -> bytes:
        if public:
            return self.files.public(parts_bytes(parts), cancelled)
        library = self.packages.tools.library
        return self.files.written(workbook(parts, library, WorkbookKind.COPY, _origin(file)))

    def worksheet(
        self,
        file: CompanyFile,
        target: Path,
        *,
        filing: str,
        schedule: str = "",
        last_year: bool = False,
        replacing: bool = False,
    ) -> Path:
        """Writes blank worksheets of one schedule or all, as PDF or Excel by the target's ending.

        With `last_year` it is the Excel sheets into which last year's report, made elsewhere, is keyed: they open this
        filing when they come back. Raises NameTaken, NoTariffSchedule, NoSuchFiling, EnvironmentProblem.
        """
        (part,) = self._parts(file, filing, schedule, public=False)
        paper = target.suffix.lower() == PAPER and not last_year
        sealed = last_year and copy_holds_sealed((part,))
        path = target if paper else fitting_name(target, nonpublic=sealed)
        if path.exists() and not replacing:
            raise NameTaken(path)
        self.files.save(self._blank(file, part, paper=paper, last_year=last_year), path)
        return path

    def blank_sheets(self, file: CompanyFile, *, filing: str, schedule: str = "", last_year: bool = False) -> bytes:
        """The bytes of such worksheets in Excel. Raises NoTariffSchedule, NoSuchFiling."""
        (part,) = self._parts(file, filing, schedule, public=False)
        return self._blank(file, part, paper=False, last_year=last_year)

    def _blank(self, file: CompanyFile, part: WorkbookPart, *, paper: bool, last_year: bool) -> bytes:
        library = self.packages.tools.library
        if paper:
            blank_paper = blank_document(part.request, library, self.packages.tools.measure)
            must_print(blank_paper.pages, self.packages.tools.measure)
            return self.painter.paint(blank_paper)
        if last_year:
            return self.files.written(workbook((part,), library, WorkbookKind.LAST_YEAR, _origin(file)))
        blank = replace(part, request=blank_request(part.request))
        return self.files.written(workbook((blank,), library, WorkbookKind.BLANK, _origin(file)))

    def sealed(self, file: CompanyFile, filing: str = "", schedule: str = "") -> bool:
        """Whether such a copy would hold sealed values, so that its name must say nonpublic."""
        return copy_holds_sealed(self._parts(file, filing, schedule, public=False))

    def returned(
        self, file: CompanyFile, source: InputFile, cancelled: Callable[[], bool] = lambda: False
    ) -> ReturnedCopy:
        """What a copy that was changed in Excel would change here.

        Raises NotOurs, OtherCompany, AlteredRecord, and what `TableReader` raises.
        """
        return self.compared(file, self.tables.read(source, cancelled))

    def compared(self, file: CompanyFile, source: TableFile) -> ReturnedCopy:
        """The same, for a file that is already read. Raises NotOurs, OtherCompany, AlteredRecord."""
        known: dict[tuple[str, bool], Mapping[str, RecordedSheet]] = {}

        def now(filing: str, schedule: str, part: bool) -> RecordedSheet | None:  # noqa: FBT001 - as `Now` asks
            if (filing, part) not in known:
                known[filing, part] = self._held_now(file, filing, part=part)
            return known[filing, part].get(schedule)

        return CopyReturn(file, source, now).read()

    def _held_now(self, file: CompanyFile, filing: str, *, part: bool) -> Mapping[str, RecordedSheet]:
        """Each sheet of a filing as a copy would show it now. One for last year's figures has other columns."""
        (found,) = self._parts(file, filing, "", public=False) or (None,)
        if found is None:
            return {}
        request = replace(found.request, schedules=tuple(file.book(filing).sheet.schedules))
        library = self.packages.tools.library
        made = workbook((replace(found, request=request),), library, WorkbookKind.COPY, _origin(file))
        sheets = [held for sheet in made.sheets if not sheet.hidden and (held := recorded(sheet)) is not None]
        return {sheet.key.schedule: replace(sheet, key=sheet.key._replace(part=part)) for sheet in sheets}

    def _parts(self, file: CompanyFile, filing: str, schedule: str, *, public: bool) -> tuple[WorkbookPart, ...]:
        ids = [filing] if filing else [COMPANY, *(item.id for item in file.filings())]
        parts = tuple(self._part(file, file.book(item), schedule, public=public) for item in ids)
        return tuple(part for part in parts if part.request.schedules)

    def _part(self, file: CompanyFile, book: EvaluatedFiling, schedule: str, *, public: bool) -> WorkbookPart:
        if schedule and schedule not in book.sheet.schedules:
            known = ", ".join(book.sheet.schedules)
            raise NoSuchSchedule(f"{book.filing.id} has no schedule '{schedule}'. Schedules: {known}.")
        source = self._source(file, book)
        request = source.public_request() if public else source.full_request()
        if public:
            for problem in (*refused_seals(file.book(COMPANY)), *refused_seals(book)):
                raise BadSeal(problem.sentence)
            _prove(source, book.filing.id)
        if public:
            return WorkbookPart(
                book.filing.id, replace(request, schedules=_some(schedule, request.schedules), fields={})
            )
        # A working copy shows the work papers too, which no version of the filing does.
        seals = effective_seals(book.sheet, book.answers)
        whole = replace(
            request.view,
            values=book.calculation.values,
            notes=dict(book.answers.explanations),
            sealed=sealed_places(book.sheet, seals),
            seals=seals,
        )
        chosen = _some(schedule, _worth_showing(book.sheet, book.calculation, whole))
        work = any(book.sheet.schedules[key].definition.work for key in chosen)
        request = replace(request, view=whole, schedules=chosen, fields={})
        return WorkbookPart(book.filing.id, request, guarded=work and bool(whole.sealed))

    def _source(self, file: CompanyFile, book: EvaluatedFiling) -> FilingSource:
        if book.filing.id != COMPANY:
            return self.packages.source(file, book)
        return _company_source(file, book.calculation)


def _company_source(file: CompanyFile, calculation: FilingValues) -> FilingSource:
    """The company profile as a source: for its copy in Excel only, it is never filed."""
    shown, today = public_filing(calculation).view, file.clock.today()
    profile = profile_of(calculation.values, shown, ())
    subject = RequestSubject(
        company=profile.legal_name,
        also_known_as=profile.dba,
        form=COMPANY,
        revision=calculation.model.sheet.form.revision,
        utilities=(),
        system="",
        year=today.year,
        begins=today,
        ends=today,
        rules_on=today,
    )
    return FilingSource(
        calculation,
        subject,
        sample=bool(file.setting(SAMPLE)),
        again=lambda substitute: _company_source(file, altered(calculation, substitute)),
    )


def fitting_name(target: Path, *, nonpublic: bool) -> Path:
    """The path with its ending, and with the word "nonpublic" where what it holds is not for the public.

    Raises OtherKindOfFile.
    """
    if target.suffix.lower() in _OTHER_KINDS:
        raise OtherKindOfFile(target)
    path = target if target.suffix.lower() == SUFFIX else target.with_name(f"{target.name}{SUFFIX}")
    return name_for_version(path, nonpublic=nonpublic)


def _some(schedule: str, all_: tuple[str, ...]) -> tuple[str, ...]:
    return (schedule,) if schedule else all_


def _origin(file: CompanyFile) -> CopyOrigin:
    return CopyOrigin(file.workspace.id, file.profile().legal_name or file.path.name)


def _worth_showing(sheet: FormLayout, calculation: FilingValues, view: FilingView) -> tuple[str, ...]:
    """The schedules that are asked, and those that hold answers all the same: nothing that was entered is left out."""
    answered = {place.schedule for place in (*calculation.answers.values, *view.notes)}
    return tuple(key for key in sheet.schedules if calculation.asked(key) or key in answered)


def _prove(source: FilingSource, filing: str) -> None:
    """Other sealed values must give the same public request: what the worker gets does not depend on any."""
    real = request_bytes(source.public_request())
    for name, other in source.altered():
        if other != real:
            raise SealedLeak(f"the public copy of {filing} would depend on sealed values ({name}).")
