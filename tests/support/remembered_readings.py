"""An inspector that reads the same bytes once: tests that verify one package many times read each of its files once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.documents.inspector import PdfFileInspector
from desktop_app.domain.problems import UserError
from desktop_app.services.ports import ReadPage


@dataclass
class RememberingInspector(PdfFileInspector):
    """The inspector of real PDF files, with what it said of each; also that it could not read one."""

    read: dict[tuple[bytes, str], Sequence[ReadPage] | UserError] = field(default_factory=dict)
    looked_through: dict[bytes, Sequence[str]] = field(default_factory=dict)

    def strange(self, pdf: bytes) -> Sequence[str]:
        if pdf not in self.looked_through:
            self.looked_through[pdf] = super().strange(pdf)
        return self.looked_through[pdf]

    def pages(self, pdf: bytes, password: str = "") -> Sequence[ReadPage]:
        if (pdf, password) not in self.read:
            try:
                self.read[pdf, password] = super().pages(pdf, password)
            except UserError as error:
                self.read[pdf, password] = error
        found = self.read[pdf, password]
        if isinstance(found, UserError):
            raise found
        return found
