"""The verbs about attached documents: ``attach``, ``attachments``, ``detach``, ``seal-attachment`` and ``box``."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.companies import opened_company, reading, writing
from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE, input_file, say, say_aside, show
from desktop_app.domain.attachments import WHOLE, Attachment, RedactionBox
from desktop_app.domain.counting import counted
from desktop_app.domain.problems import UserError
from desktop_app.domain.values import Json
from desktop_app.services.cases.exemplar_sheets import attach_exemplar, prepare_exemplar
from desktop_app.services.cases.items import describe_document, document_item
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.data_entry import attachments
from desktop_app.services.program.program import Program

SHOWS = "what is seen on it, for those who hear the paper; public"
PER_CENT = WHOLE // 100


TOLD = ("title", "item", "shows")


class BadArea(UserError):
    """An area that is not four numbers."""


class WhichDocument(UserError):
    """Neither a document nor sheets of the tariff book were named, or both."""


def grammar(add: Adder) -> None:
    """The grammar of these verbs."""
    attaching = add_verb(
        add, "attach", "attach a PDF, an image, or sheets of the tariff book to a filing", run_attach, "file", "filing"
    )
    attaching.add_argument("document", nargs="?", default="", help="the PDF or image")
    sheets = "instead of a document: a tariff filing (clean, marked, and its bills) or a schedule as it is in effect"
    attaching.add_argument("--tariff", default="", metavar="ID", help=sheets)
    title = "what the document is; public even if it is sealed (the file name is not)"
    attaching.add_argument("--title", default="", help=title)
    attaching.add_argument("--item", default="", help="what of the rule it answers, such as 3.640(2); public")
    attaching.add_argument("--instead-of", metavar="NUMBER", help="replace the file of that attachment")
    describing = add_verb(
        add,
        "describe-attachment",
        "change what an attachment is called, answers and shows",
        writing(run_describe),
        "file",
        "filing",
        "number",
    )
    describing.add_argument("--title", help=title)
    describing.add_argument("--item", help="what of the rule it answers; public")
    describing.add_argument("--shows", help=SHOWS)
    add_verb(
        add, "attachments", "print the attachments of a filing", reading(run_attachments), "file", "filing", json=True
    )
    add_verb(add, "detach", "remove an attachment", writing(run_detach), "file", "filing", "number")
    sealing = add_verb(
        add,
        "seal-attachment",
        "seal the whole of an attachment",
        writing(run_seal_attachment),
        "file",
        "filing",
        "number",
    )
    sealing.add_argument("--open", action="store_true", help="remove that seal")
    sealing.add_argument("--type", default="", help="the type of information; public")
    sealing.add_argument("--reason", default="", help="why it is kept under seal; public: it is printed")
    box = add_verb(add, "box", "seal a part of a page by a box over it", writing(run_box), "file", "filing", "number")
    box.add_argument("--page", type=int, default=1, help="counted from 1")
    box.add_argument("--area", metavar="L,T,R,B", help="left, top, right, bottom in percent of the page as displayed")
    box.add_argument("--repeat", type=int, default=0, metavar="N", help="on the N following pages too")
    box.add_argument("--type", default="", help="the type of information; public")
    box.add_argument("--reason", default="", help="why it is kept under seal; public: it is printed")
    box.add_argument("--move", metavar="BOX", help="move that box here")
    box.add_argument("--remove", metavar="BOX", help="remove that box")
    box.add_argument("--confirm", action="store_true", help="confirm that the boxes are right on the file attached now")


def run_attach(program: Program, given: Namespace) -> int:
    """``attach FILE FILING (DOCUMENT [--title T] [--instead-of N] | --tariff ID) [--item I]``."""
    if bool(given.document) == bool(given.tariff) or (given.tariff and (given.title or given.instead_of)):
        raise WhichDocument("Name a document to attach, or sheets with --tariff ID; those bring their own titles.")
    if given.tariff:
        return _attach_sheets(program, given)
    path = input_file(given.document)
    content = attachments.read_document(path)
    looked = program.packages.tools.reader.look(path.name, content, lambda: False)
    with opened_company(program.companies, given.file) as file:
        if given.instead_of:
            made = attachments.change_file(file, given.filing, given.instead_of, path.name, content, looked)
            said = given.title or made.title, given.item or made.item, made.shows
            describe_document(file, given.filing, made.number, *said)
        else:
            item, also = document_item(file, given.filing, given.item)
            title = given.title or attachments.UNTITLED
            made = attachments.attach_document(
                file, given.filing, path.name, content, looked, title=title, item=item, also=also
            )
    say(given, f"{made.label}: {made.title}, {counted(len(made.pages), 'page')}.")
    for warning in made.warnings:
        say_aside(warning)
    return DONE


def _attach_sheets(program: Program, given: Namespace) -> int:
    with opened_company(program.companies, given.file) as file:
        prepared = prepare_exemplar(file, program.report_pages, given.filing, given.tariff, given.item)
        documents = prepared.documents(program.packages.tools.reader, lambda: False)
        for made in attach_exemplar(file, given.filing, documents, given.item):
            say(given, f"{made.label}: {made.title}, {counted(len(made.pages), 'page')}.")
    return DONE


def run_attachments(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``attachments FILE FILING [--json]``."""
    found = attachments.attachments(file, given.filing)
    if given.json:
        show([_listed(one) for one in found])
        return DONE
    for one in found:
        state = f"{one.openness.value}{', boxes to be confirmed' if one.stale else ''}"
        print(f"{int(one.number)}  {one.title} ({one.name}, {counted(len(one.pages), 'page')}, {state})")
        for key, box in one.boxes.items():
            area = ", ".join(f"{side / PER_CENT:g}" for side in box.area)
            print(f"     box {key} on page {box.page + 1} at {area} percent: {box.type} ({box.reason})")
        for warning in one.warnings:
            print(f"     {warning}")
    return DONE


def _listed(one: Attachment) -> Json:
    data = one.to_json()
    return {"number": int(one.number), "openness": one.openness.value, "stale": one.stale, "attachment": data}


def run_describe(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``describe-attachment FILE FILING NUMBER [--title T] [--item I] [--shows WORDS]``; what is left out stays."""
    known = attachments.attachment(file, given.filing, given.number)
    said = (getattr(known, name) if getattr(given, name) is None else getattr(given, name) for name in TOLD)
    describe_document(file, given.filing, known.number, *said)
    say(given, f"The description of {known.label} is changed.")
    return DONE


def run_detach(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``detach FILE FILING NUMBER``."""
    attachments.detach_document(file, given.filing, given.number)
    say(given, "Removed. 'undo' restores it.")
    return DONE


def run_seal_attachment(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``seal-attachment FILE FILING NUMBER --type T --reason R | --open``."""
    if given.open:
        attachments.open_whole(file, given.filing, given.number)
    else:
        attachments.seal_whole(file, given.filing, given.number, given.type, given.reason)
    found = attachments.attachment(file, given.filing, given.number)
    say(given, f"{found.label} is {found.openness.value}.")
    return DONE


def run_box(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``box FILE FILING NUMBER --area L,T,R,B --type T --reason R [--page P] [--repeat N] | --remove BOX``."""
    if given.remove:
        attachments.remove_box(file, given.filing, given.number, given.remove)
        say(given, "Box removed.")
    elif given.confirm:
        attachments.confirm_boxes(file, given.filing, given.number)
        say(given, "Boxes confirmed.")
    else:
        page = given.page - 1
        box = RedactionBox(page, *_area(given.area), given.type, given.reason)
        also = range(page + 1, page + 1 + given.repeat)
        key = attachments.draw_redaction_box(file, given.filing, given.number, box, key=given.move or "", also=also)
        say(given, f"Box {key} on page {given.page}{f' and the {given.repeat} after it' if given.repeat else ''}.")
    return DONE


def _area(text: str | None) -> tuple[int, int, int, int]:
    try:
        left, top, right, bottom = (round(float(part) * PER_CENT) for part in (text or "").split(","))
    except (ValueError, OverflowError):
        raise BadArea(
            f"An area is written as four numbers in percent of the page, left,top,right,bottom; this reads '{text}'."
        ) from None
    return left, top, right, bottom
