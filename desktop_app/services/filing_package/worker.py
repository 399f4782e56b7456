"""What a renderer's own process does: one request in, finished files out.

The process that renders the public version is given only the public request. It answers with the length of a header
(8 bytes), the header as JSON, and then the files one after the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.pagespec.pages import PageDocument
from desktop_app.services.filing_package.compose import ComposedDocument, composed
from desktop_app.services.filing_package.request import BadRequest, read_request
from desktop_app.services.ports import FormLibrary, PdfPainter, RenderedFile, TextMeasure

LENGTH = 8


class BadWorkerReply(RuntimeError):
    """What a worker wrote is not an answer of this program."""


@dataclass(frozen=True)
class WorkerTools:
    """What a worker works with.

    `public` are the public documents of the last request with their files: the self-test asks for the same pages again,
    and pages that come out the same, item by item, are not painted twice.
    """

    library: FormLibrary
    measure: TextMeasure
    painter: PdfPainter
    public: dict[str, tuple[PageDocument, bytes]] = field(default_factory=dict)

    def job(self, request: bytes) -> Iterator[bytes]:
        """The answer of the worker, see `workers.Job`. Raises BadRequest."""
        yield answer_bytes(self.render(request))

    def public_job(self, request: bytes) -> Iterator[bytes]:
        """The same for a worker that must never hold anything sealed. Raises BadRequest for any other request."""
        if not read_request(request).view.public:
            raise BadRequest("A nonpublic request reached the renderer of the public version.")
        yield from self.job(request)

    def render(self, request: bytes) -> tuple[RenderedFile, ...]:
        """The files that the request asks for. Raises BadRequest."""
        asked = read_request(request)
        if asked.own_form:
            self.library.hold(asked.own_form)
        files, kept = [], {}
        for item in composed(asked, self.library, self.measure):
            content = self._content(item.document)
            kept[item.document.name] = (item.document, content)
            files.append(file_of(item, content))
        self.public.clear()
        self.public.update(kept if asked.view.public else {})
        return tuple(files)

    def _content(self, document: PageDocument) -> bytes:
        before, content = self.public.get(document.name, (None, b""))
        return content if before == document else self.painter.paint(document)


def file_of(item: ComposedDocument, content: bytes) -> RenderedFile:
    """A composed document painted to this content."""
    return RenderedFile(item.document.name, content, item.labels, item.sealed, item.common, item.signed)


def answer_bytes(rendered: tuple[RenderedFile, ...]) -> bytes:
    """The files as a worker sends them; `read_answer` is the inverse."""
    header = json.dumps(
        [
            {
                "name": item.name,
                "size": len(item.content),
                "labels": list(item.labels),
                "sealed": list(item.sealed),
                "common": item.common,
                "signed": list(item.signed),
            }
            for item in rendered
        ],
        separators=(",", ":"),
    ).encode("ascii")
    return b"".join([len(header).to_bytes(LENGTH, "big"), header, *(item.content for item in rendered)])


def read_worker_reply(answer: bytes) -> tuple[RenderedFile, ...]:
    """The files that `answer_bytes` packed. Raises BadWorkerReply for anything else."""
    start = LENGTH + int.from_bytes(answer[:LENGTH], "big")
    try:
        entries = json.loads(answer[LENGTH:start])
        found = []
        for entry in entries:
            content = answer[start : start + entry["size"]]
            if len(content) != entry["size"]:
                raise BadWorkerReply("A worker's answer ends too early.")
            start += entry["size"]
            labels, sealed, signed = (tuple(entry[key]) for key in ("labels", "sealed", "signed"))
            found.append(RenderedFile(entry["name"], content, labels, sealed, entry["common"], signed))
    except (ValueError, KeyError, TypeError) as error:
        raise BadWorkerReply(f"A worker's answer cannot be read: {error}") from None
    if start != len(answer):
        raise BadWorkerReply("A worker's answer goes on after its end.")
    return tuple(found)
