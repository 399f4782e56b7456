"""The evaluated filing as the package is made from it, and the two requests that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from desktop_app.domain.attachments import Attachment, AttachmentOpenness
from desktop_app.domain.late_dataclasses import dataclass, field, replace
from desktop_app.domain.values import Place
from desktop_app.formspec.company_chart import AccountEdit
from desktop_app.formspec.evaluation import FilingValues
from desktop_app.formspec.public_view import FilingView, filed_view, full_view, public_view
from desktop_app.pagespec.pages import PageImage
from desktop_app.services.filing_package.alterations import RENDERED_AGAIN, Substitute, altered, substitutions
from desktop_app.services.filing_package.attached import DrawnPages, attached
from desktop_app.services.filing_package.case_source import CasePaper, CaseParticulars, case_paper
from desktop_app.services.filing_package.request import (
    SUPPLEMENT,
    RenderRequest,
    RequestSubject,
    request_bytes,
    surely_same,
)
from desktop_app.services.filings.printed_schedules import printed_schedules

Reasons = Mapping[Place, str]


@dataclass(frozen=True)
class FilingSource:
    """One filing, evaluated once, with everything else that is printed.

    `fields` are what the letters say besides; all of them are public. Attachments are `drawn` only when a package is
    made, by their numbers. `again` makes the whole anew from the same material with other sealed values; without it
    only the filing itself is altered. `case` says of a paper in a case what is no answer.
    """

    calculation: FilingValues
    subject: RequestSubject
    fields: Mapping[str, str] = field(default_factory=dict)
    draft: bool = False
    sample: bool = False
    accounts: tuple[AccountEdit, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    drawn: Mapping[str, DrawnPages] = field(default_factory=dict)
    again: Callable[[Substitute], FilingSource] | None = None
    case: CaseParticulars = field(default_factory=CaseParticulars)
    own_form: str = ""

    @cached_property
    def view(self) -> FilingView:
        """Everything that is filed, sealed values included."""
        return filed_view(self.calculation)

    @property
    def confidential(self) -> bool:
        """Whether anything is kept under seal."""
        return bool(self.view.sealed) or any(one.openness is not AttachmentOpenness.PUBLIC for one in self.attachments)

    @property
    def public_images(self) -> tuple[PageImage, ...]:
        """The pictures that the public version shows, in order."""
        pages = [page for one in self.public_request().attachments for page in one.pages]
        return tuple(page.image for page in pages if page.image is not None)

    @cached_property
    def reasons(self) -> Reasons:
        """Why values that are filed were typed over computed ones."""
        laid = self.calculation.model.sheet.schedules
        return {
            place: override.reason
            for place, override in self.calculation.answers.overrides.items()
            if place.schedule in laid and not laid[place.schedule].definition.work
        }

    @cached_property
    def paper(self) -> CasePaper:
        """The paper of a case; of a report nothing but its attachments."""
        if self.calculation.model.sheet.form.case is None:
            return CasePaper((), (), tuple(("", one) for one in self.attachments))
        sealed = full_view(self.calculation).sealed  # also of work papers, which no words of the paper may repeat
        return case_paper(self.calculation, sealed, self.attachments, self.case, self.fields)

    def full_request(self) -> RenderRequest:
        """What the sealed version is rendered from."""
        return self._full

    def public_request(self) -> RenderRequest:
        """What the public version is rendered from: nothing but what `public_view` returns."""
        return self._open

    @cached_property
    def public_bytes(self) -> bytes:
        """The public request as it is sent."""
        return request_bytes(self._open)

    @cached_property
    def _full(self) -> RenderRequest:
        return self._request(self.view, self.reasons)

    @cached_property
    def _open(self) -> RenderRequest:
        return self._public(self.view, self.reasons)

    def altered(self) -> Iterator[tuple[str, bytes]]:
        """The public request as it would be with other sealed values; each must equal the real one.

        It is written out only where it is not surely the same, and where it will be rendered.
        """
        for name, substitute in substitutions(self.public_bytes):
            other = self.with_others(substitute)
            same = name != RENDERED_AGAIN and surely_same(other.public_request(), self.public_request())
            yield name, self.public_bytes if same else other.public_bytes

    def with_others(self, substitute: Substitute) -> FilingSource:
        """The source as it would be with other sealed values, everything that is printed made anew."""
        if self.again is None:
            return replace(self, calculation=altered(self.calculation, substitute))
        return replace(self.again(substitute), drawn=self.drawn)

    def _public(self, view: FilingView, reasons: Reasons) -> RenderRequest:
        cells = self.calculation.model.sheet.cells
        # The reasons of overrides pass through the same function as the explanations: there is only one way out.
        beside = public_view(replace(view, notes=reasons), cells)
        return self._request(public_view(view, cells), beside.notes)

    def _request(self, view: FilingView, reasons: Reasons) -> RenderRequest:
        return RenderRequest(
            subject=self.subject,
            view=view,
            overrides=reasons,
            schedules=printed_schedules(self.calculation, view),
            fields=self.fields if self.case.furnished is None else {**self.fields, SUPPLEMENT: "yes"},
            accounts=self.accounts,
            draft=self.draft,
            sample=self.sample,
            attachments=tuple(
                attached(one, self.drawn.get(one.number, DrawnPages()), public=view.public, label=label)
                for label, one in self.paper.attachments
            ),
            paragraphs=self.paper.paragraphs,
            exhibits=self.paper.exhibits,
            lists=self.case.lists,
            own_form=self.own_form,
        )
