"""Producing: what comes out with and without a seal, what is refused, and what the self-test and gates catch."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import count
from pathlib import Path
from time import sleep

import pytest

from desktop_app.domain.values import Place
from desktop_app.formspec.public_view import FilingView, HiddenValue, PublicView
from desktop_app.services.filing_package import filing_source as source_module
from desktop_app.services.filing_package.filing_source import FilingSource
from desktop_app.services.filing_package.gates import ComposedPackage
from desktop_app.services.filing_package.package_tools import NotReady, PackageProgress, PackageTools, SealedLeak
from desktop_app.services.filing_package.produce import PackageOrder, ProducedPackage, produce_package
from desktop_app.services.filing_package.readiness import PackageReadiness
from desktop_app.services.filing_package.renderings import VersionRenderings
from desktop_app.services.filing_package.request import read_request
from desktop_app.services.paper.printable import LettersMissing
from desktop_app.services.ports import RenderedFile
from desktop_app.services.program.verifying import verify_folder
from desktop_app.services.workers.workers import WorkCancelled
from tests.support import paper_tools as workbench
from tests.support import small_filing as paperwork
from tests.unit.services.delivery.test_output_folder import tree

SEALS = ("loans/b", "p1/phone/answer")
PUBLIC = {"public/annual-report-2025-public.pdf", "public/manifest.json", "filing-sheet.pdf"}
OPEN = PUBLIC | {"public/transmittal.pdf"}
PROOF = {"sealed/self-test.txt", "sealed/redaction-certificate.pdf", "sealed/manifest.json"}
BOTH = PUBLIC | {"public/cover-letter.pdf", "sealed/annual-report-2025-nonpublic.pdf"} | PROOF
NOTES = {"loans/b/owed": "It may be disclosed.", "loans/b/name": "Known."}


def made(
    source: FilingSource, folder: Path, *, renderer: workbench.HereRenderer | None = None, **order: object
) -> ProducedPackage:
    tools = workbench.package_tools(renderer)
    ready = replace(workbench.ready(source), problems=())
    return produced(workbench.proof(source), ready, tools, PackageOrder(folder, **order))  # type: ignore[arg-type]


def produced(
    proof: ComposedPackage,
    ready: PackageReadiness,
    tools: PackageTools,
    order: PackageOrder,
    run: PackageProgress | None = None,
) -> ProducedPackage:
    asked = run or PackageProgress()
    with VersionRenderings(tools.renderer, asked.cancelled) as renderings:
        return produce_package(proof, ready, tools, order, asked, renderings)


def sealed_source(*, draft: bool = False) -> FilingSource:
    return paperwork.source(paperwork.filing(seals=SEALS), draft=draft)


def open_source() -> FilingSource:
    return paperwork.source(paperwork.filing(seals=()))


def test_without_a_seal_there_is_one_public_version(tmp_path: Path) -> None:
    package = made(open_source(), tmp_path / "p")
    assert set(package.files) == OPEN
    assert set(tree(tmp_path / "p")) == OPEN
    assert package.trials == ()


def test_a_report_that_has_no_other_version_names_none_and_goes_with_its_letter(tmp_path: Path) -> None:
    made(open_source(), tmp_path / "p")
    files = tree(tmp_path / "p")
    report = files["public/annual-report-2025-public.pdf"].decode().casefold()
    assert "public version" not in report
    assert "check one" not in report


@pytest.mark.slow
def test_with_a_seal_there_are_both_versions(tmp_path: Path) -> None:
    package = made(sealed_source(), tmp_path / "p")
    assert set(package.files) == BOTH
    assert len(package.trials) == 8
    log = (tmp_path / "p" / "sealed" / "self-test.txt").read_text(encoding="utf-8")
    assert "8 of 8 alterations identical" in log


def test_a_certificate_that_cannot_show_a_letter_stops_the_package(tmp_path: Path) -> None:
    source = sealed_source()
    tools = replace(workbench.package_tools(), measure=paperwork.MeasuredLetters("k"))
    ready = replace(workbench.ready(source), problems=())
    with pytest.raises(LettersMissing, match=r"cannot show k \(U\+006B\)"):
        produced(workbench.proof(source), ready, tools, PackageOrder(tmp_path / "p"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_renderer_of_the_public_version_never_gets_a_sealed_value(tmp_path: Path) -> None:
    renderer = workbench.HereRenderer(workbench.workshop())
    made(sealed_source(), tmp_path / "p", renderer=renderer)
    public = [request for request in renderer.requests if read_request(request).view.public]
    assert len(renderer.requests) == 3
    assert len(public) == 2
    assert public[0] == public[1]
    for request in public:
        assert "Przyby" not in request.decode()
        assert "573-555-0142" not in request.decode()


@pytest.mark.slow
def test_without_its_process_the_nonpublic_version_is_painted_here_and_the_package_is_the_same(tmp_path: Path) -> None:
    renderer = workbench.HereRenderer(workbench.workshop(), has_nonpublic=False)
    package = made(sealed_source(), tmp_path / "here", renderer=renderer)
    assert [read_request(request).view.public for request in renderer.requests] == [True, True]
    made(sealed_source(), tmp_path / "apart")
    for name in package.files:
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "apart" / name).read_bytes()


def test_the_manifest_tells_nothing_of_sealed_files(tmp_path: Path) -> None:
    made(sealed_source(), tmp_path / "p")
    manifest = json.loads((tmp_path / "p" / "public" / "manifest.json").read_text())
    assert [entry["name"] for entry in manifest["files"]] == ["annual-report-2025-public.pdf", "cover-letter.pdf"]
    assert "nonpublic" not in json.dumps(manifest)


@pytest.mark.slow
def test_two_filings_that_differ_in_sealed_values_give_the_same_public_package(tmp_path: Path) -> None:
    one, other = sealed_source(), sealed_source()
    view = other.view
    values = {place: "Other" if place in view.sealed else value for place, value in view.values.items()}
    other.__dict__["view"] = replace(view, values=values)
    made(one, tmp_path / "one")
    made(other, tmp_path / "other")
    first, second = tree(tmp_path / "one"), tree(tmp_path / "other")
    assert set(first) == set(second)
    differing = {name for name in first if first[name] != second[name]}
    # The certificate and the list beside it hold the digest of the nonpublic version; both lie in the sealed folder.
    proof = {"sealed/redaction-certificate.pdf", "sealed/manifest.json"}
    assert differing == {"sealed/annual-report-2025-nonpublic.pdf"} | proof


@pytest.mark.slow
def test_the_certificate_names_places_gates_and_digests_and_no_value(tmp_path: Path) -> None:
    source = sealed_source()
    made(source, tmp_path / "p")
    files = tree(tmp_path / "p")
    pages = json.loads(files["sealed/redaction-certificate.pdf"])["pages"]
    assert len(pages) == 1
    words = " ".join(text for _, _, text in pages[0])
    assert "page 7, Loan 2 (whole line)" in words
    assert "8 of 8 times" in words
    assert "C06  passed" in words
    for name in ("public/annual-report-2025-public.pdf", "sealed/annual-report-2025-nonpublic.pdf"):
        assert hashlib.sha256(files[name]).hexdigest() in words
    for place in source.view.sealed:
        value = source.view.values.get(place)
        assert value is None or str(value) not in words


def test_nothing_public_tells_of_the_sealed_folder(tmp_path: Path) -> None:
    made(sealed_source(), tmp_path / "p")
    files = tree(tmp_path / "p")
    public = b"".join(content for name, content in files.items() if not name.startswith("sealed/"))
    for name, content in files.items():
        if name.startswith("sealed/"):
            assert hashlib.sha256(content).hexdigest().encode() not in public


@pytest.mark.slow
def test_the_reason_for_keeping_what_can_be_worked_out_stands_in_the_sealed_log_alone(tmp_path: Path) -> None:
    tools = workbench.package_tools()
    source = sealed_source()
    proof = workbench.proof(source)
    ready = replace(workbench.ready(source), kept=(("page W-2, Chemicals", "The supplier agreed."),))
    produced(proof, ready, tools, PackageOrder(tmp_path / "p"))
    telling = {name for name, content in tree(tmp_path / "p").items() if b"The supplier agreed." in content}
    assert telling == {"sealed/self-test.txt", "sealed/redaction-certificate.pdf"}


def test_an_open_item_is_refused_with_its_sentence(tmp_path: Path) -> None:
    source = paperwork.source(paperwork.filing({"p1/wells/answer": Decimal(3)}, seals=()))
    ready = workbench.ready(source)
    with pytest.raises(NotReady, match=r"is blank.*more on the list"):
        produced(
            workbench.proof(source), ready, workbench.package_tools(), PackageOrder(tmp_path / "p"), PackageProgress()
        )
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_produced_whatever_is_open(tmp_path: Path) -> None:
    calculation = paperwork.filing({}, seals=SEALS)
    source = paperwork.source(calculation, draft=True)
    package = produced(
        workbench.proof(source),
        workbench.ready(source),
        workbench.package_tools(),
        PackageOrder(tmp_path / "p"),
    )
    assert set(package.files) == BOTH - PROOF | {"sealed/manifest.json"}


def test_progress_is_told_and_cancelling_leaves_nothing(tmp_path: Path) -> None:
    told: list[str] = []
    source = sealed_source()
    ready = replace(workbench.ready(source), problems=())

    def progress(done: int, of: int, what: str) -> None:
        told.append(what)

    run = PackageProgress(progress, lambda: len(told) >= 3)
    with pytest.raises(WorkCancelled):
        produced(workbench.proof(source), ready, workbench.package_tools(), PackageOrder(tmp_path / "p"), run)
    assert len(told) == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_nonpublic_file_can_have_a_password(tmp_path: Path) -> None:
    made(sealed_source(), tmp_path / "p", password="open")
    content = (tmp_path / "p" / "sealed" / "annual-report-2025-nonpublic.pdf").read_bytes()
    assert content.startswith(b"locked:open:")
    assert not (tmp_path / "p" / "public" / "annual-report-2025-public.pdf").read_bytes().startswith(b"locked")
    inspector = workbench.JsonInspector()
    assert verify_folder(tmp_path / "p", paperwork.Library(), inspector, "open") == ()
    (remark,) = verify_folder(tmp_path / "p", paperwork.Library(), inspector)
    assert remark.remark


# Faults planted in the program: each must be caught before anything is written.


def leaky_view(view: FilingView, places: object) -> FilingView:
    """A public view that lets through one sealed cell."""
    values = {place: HiddenValue.SEALED if place in view.sealed else value for place, value in view.values.items()}
    values[Place("loans", "b", "owed")] = view.values.get(Place("loans", "b", "owed"), HiddenValue.SEALED)
    return PublicView(values, view.notes, view.rows, view.sealed, view.seals)


def test_the_self_test_catches_a_leak_in_the_view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = sealed_source()
    monkeypatch.setattr(source_module, "public_view", leaky_view)
    with pytest.raises(SealedLeak, match="made of other data"):
        made(source, tmp_path / "p")
    assert list(tmp_path.iterdir()) == []


class ForgetfulRenderer(workbench.HereRenderer):
    """A renderer whose answers depend on what it was asked before: no two are the same, however they overlap."""

    def __init__(self) -> None:
        super().__init__(workbench.workshop())
        self.times = count(1)

    def render(self, request: bytes, cancelled: Callable[[], bool], *, public: bool) -> tuple[RenderedFile, ...]:
        first, *others = super().render(request, cancelled, public=public)
        return (replace(first, content=first.content + b" " * next(self.times)), *others)


class ChattyRenderer(workbench.HereRenderer):
    """A renderer that adds words to every public file."""

    def __init__(self, words: str) -> None:
        super().__init__(workbench.workshop())
        self.words = words

    def render(self, request: bytes, cancelled: Callable[[], bool], *, public: bool) -> tuple[RenderedFile, ...]:
        return tuple(
            replace(item, content=item.content.replace(b"Public version", self.words.encode()))
            for item in super().render(request, cancelled, public=public)
        )


@pytest.mark.slow
def test_a_second_rendering_that_differs_is_caught(tmp_path: Path) -> None:
    with pytest.raises(SealedLeak, match="come out differently"):
        made(sealed_source(), tmp_path / "p", renderer=ForgetfulRenderer())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "trouble"), [("573-555-0142", "shows a value"), ("JavaScript", "holds what it must not: it has a script")]
)
def test_what_a_public_file_must_not_hold_is_caught(tmp_path: Path, words: str, trouble: str) -> None:
    with pytest.raises(SealedLeak, match=trouble):
        made(sealed_source(), tmp_path / "p", renderer=ChattyRenderer(words))
    assert list(tmp_path.iterdir()) == []


class ShortRenderer(workbench.HereRenderer):
    """A renderer that forgets the last page of the nonpublic version."""

    def render(self, request: bytes, cancelled: Callable[[], bool], *, public: bool) -> tuple[RenderedFile, ...]:
        files = super().render(request, cancelled, public=public)
        if read_request(request).view.public:
            return files
        return (replace(files[0], labels=files[0].labels[:-1], common=files[0].common - 1),)


@pytest.mark.slow
def test_versions_with_other_pages_are_caught(tmp_path: Path) -> None:
    with pytest.raises(SealedLeak, match="same pages"):
        made(sealed_source(), tmp_path / "p", renderer=ShortRenderer(workbench.workshop()))


class SlowRenderer(workbench.HereRenderer):
    """A renderer that would never come to an end by itself."""

    def render(self, request: bytes, cancelled: Callable[[], bool], *, public: bool) -> tuple[RenderedFile, ...]:
        self.requests.append(request)
        while not cancelled():
            sleep(0.001)
        raise WorkCancelled


def test_what_is_on_its_way_is_stopped_when_the_package_is_given_up() -> None:
    renderer = SlowRenderer(workbench.workshop())
    with VersionRenderings(renderer, lambda: False) as renderings:
        renderings.start(sealed_source())
        renderings.start(sealed_source())
    assert len(renderer.requests) == 2  # one of each version, each once
    with pytest.raises(WorkCancelled):
        renderings.public()
