"""Review by a second person on the command line: ``review make``, ``show``, ``comment``, ``take``, ``comments`` ..."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.companies import reading, writing
from desktop_app.cli.filing_verbs import sender_of
from desktop_app.cli.grammar import Adder, VerbGroup, add_verb
from desktop_app.cli.output import DONE, read_input, say, show, write_output, write_own_paper
from desktop_app.cli.passwords import PasswordMissing, password_in
from desktop_app.domain.dates import long_date
from desktop_app.domain.json_fields import as_day
from desktop_app.domain.values import Json
from desktop_app.services.companies.passwords import refuse_unfit
from desktop_app.services.company.company_file import CompanyFile
from desktop_app.services.program.program import Program
from desktop_app.services.review import returning
from desktop_app.services.review.review_file import (
    ReviewComment,
    ReviewFile,
    add_comment,
    make_review,
    read_review,
    review_bytes,
)

WORDS = "review by a second person: a file to send, comments that come back"


def grammar(add: Adder) -> None:
    """The grammar of these verbs."""
    under = VerbGroup("review", WORDS).under(add)
    made = add_verb(
        under,
        "make",
        "write a review file to send",
        reading(write_review),
        "file",
        "target",
        replace="an earlier review file",
    )
    made.add_argument("--filing", action="append", default=[], help="a filing; all and the profile if none is given")
    made.add_argument("--public", action="store_true", help="only what anybody may see: sealed values left out")
    made.add_argument("--encrypt-with", metavar="FILE", default="", help="a file whose first line is a password for it")
    add_verb(under, "show", "print a review file and its comments", print_review, "review", json=True)
    saying = add_verb(under, "comment", "add a comment to a review file", comment, "review")
    saying.add_argument("--on", required=True, metavar="FILING[/SCHEDULE[/LINE/COLUMN]]", help="what it is about")
    saying.add_argument("--by", required=True, metavar="NAME", help="who says it")
    saying.add_argument("--text", default="", help="the comment")
    saying.add_argument("--propose", default="", metavar="VALUE", help="a value for the cell")
    add_verb(under, "take", "bring the comments of a review file into the company", writing(take), "file", "review")
    listed = add_verb(under, "comments", "list them", reading(print_comments), "file", json=True)
    listed.add_argument("--open", action="store_true", help="only those that are open")
    add_verb(under, "accept", "type a proposed value into its cell", writing(accept_value), "file", "comment")
    answered = add_verb(under, "answer", "answer a comment", writing(answer), "file", "comment")
    answered.add_argument("--by", required=True, metavar="NAME", help="who answers")
    answered.add_argument("--text", required=True, help="the answer")
    done = add_verb(under, "resolve", "mark a comment as done", writing(resolve), "file", "comment")
    done.add_argument("--again", action="store_true", help="open it again instead")
    words = "write all comments as PDF, for the company's own files"
    add_verb(under, "print", words, reading(print_list), "file", "target", replace="an earlier list")


def write_review(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``review make FILE TARGET [--filing F] [--public] [--encrypt-with FILE]``."""
    review = make_review(file, given.filing, public=given.public)
    content = review_bytes(review)
    if given.encrypt_with:
        password = password_in(given.encrypt_with)
        refuse_unfit(password, Path(given.target))
        content = program.companies.files.passwords.encrypted_file(content, password)
    write_output(given, given.target, content, "The review file was written")
    if review.nonpublic and not given.encrypt_with:
        say(
            given,
            "It contains sealed values and is not encrypted: --encrypt-with protects it, --public leaves them out.",
        )
    return DONE


def print_review(program: Program, given: Namespace) -> int:
    """``review show REVIEW [--json]``."""
    review = _read(program, given.review)
    if given.json:
        pages: list[Json] = [
            {
                "filing": page.filing,
                "schedule": page.schedule,
                "page": page.page,
                "title": page.title,
                "cells": [
                    {"place": cell.place, "label": cell.label, "value": cell.value, "note": cell.note}
                    for cell in page.cells
                ],
            }
            for page in review.pages
        ]
        comments: list[Json] = [_comment_json(item) for item in review.comments]
        show(
            {
                "company": review.company,
                "made": review.made,
                "public": review.public,
                "pages": pages,
                "comments": comments,
            }
        )
        return DONE
    kind = "public version" if review.public else "everything"
    print(f"{review.company}, {long_date(as_day(review.made))}, {kind}")
    for page in review.pages:
        print(f"{page.filing}/{page.schedule}\tpage {page.page}, {page.title}")
        for cell in page.cells:
            print(f"  {page.filing}/{cell.place}\t{cell.value}\t{cell.label}")
    for item in review.comments:
        print(f"{item.id}  {item.by}, {review.name(item.filing, item.on)}: {_said(item.text, item.proposed)}")
    return DONE


def comment(program: Program, given: Namespace) -> int:
    """``review comment REVIEW --on PLACE --by NAME [--text T] [--propose V]``."""
    companies = program.companies
    content = read_input(given.review)
    review = _read(program, given.review)
    filing, _, on = given.on.partition("/")
    day = companies.clock.today().isoformat()
    said = ReviewComment(companies.ids(), filing, on, given.by, day, given.text, given.propose)
    changed = review_bytes(add_comment(review, said))
    passwords = companies.files.passwords
    if passwords.is_encrypted_file(content):
        changed = passwords.encrypted_file(changed, companies.ask_password(Path(given.review)) or "")
    given.replace = True
    write_output(given, given.review, changed, f"Comment {said.id} was written")
    return DONE


def take(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``review take FILE REVIEW``."""
    new, known = returning.take_back(file, _read(program, given.review))
    say(given, f"New comments: {new}. Already there: {known}.")
    return DONE


def print_comments(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``review comments FILE [--open] [--json]``."""
    items = returning.returned(file, only_open=given.open)
    if given.json:
        listed: list[Json] = [
            {
                **_comment_json(item.comment),
                "state": item.state,
                "now": item.now,
                "conflict": item.conflict,
                "answers": [{"by": one.by, "day": one.day, "text": one.text} for one in item.answers],
            }
            for item in items
        ]
        show({"comments": listed})
        return DONE
    for item in items:
        print(f"{item.comment.id}  {item.state:8}  {item.place}  {item.where}  {item.comment.by}")
        print("    " + "\n".join(filter(None, (item.words, item.conflict))).replace("\n", "\n    "))
    if not items:
        say(given, "There is no comment.")
    return DONE


def accept_value(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``review accept FILE COMMENT``."""
    item = returning.find_returned(file, given.comment)
    returning.accept_proposed(file, given.comment)
    say(given, f"{item.where} is {item.comment.proposed} now. {item.conflict}".rstrip())
    return DONE


def answer(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``review answer FILE COMMENT --by NAME --text T``."""
    returning.answer_comment(file, given.comment, given.by, given.text)
    return DONE


def resolve(_program: Program, file: CompanyFile, given: Namespace) -> int:
    """``review resolve FILE COMMENT [--again]``."""
    returning.resolve_comment(file, given.comment, resolved=not given.again)
    return DONE


def print_list(program: Program, file: CompanyFile, given: Namespace) -> int:
    """``review print FILE TARGET``."""
    listing, sender = returning.review_list(file), sender_of(file)
    pages = program.report_pages.listing(sender, listing)
    content = program.report_pages.paint(Path(given.target).name, listing.title, pages)
    write_own_paper(given, given.target, content, nonpublic=sender.nonpublic)
    return DONE


def _read(program: Program, source: str) -> ReviewFile:
    """A review file, decrypted if need be. Raises NotAReview, NotThePassword, NoInput."""
    content, path = read_input(source), Path(source)
    passwords = program.companies.files.passwords
    if passwords.is_encrypted_file(content):
        password = program.companies.ask_password(path)
        if password is None:
            raise PasswordMissing(
                f"{path.name} is encrypted. Name a file that contains its password with --password-file."
            )
        content = passwords.decrypted_file(content, password, path.name)
    return read_review(content, path.name)


def _comment_json(item: ReviewComment) -> dict[str, Json]:
    return {
        "id": item.id,
        "place": "/".join(part for part in (item.filing, item.on) if part),
        "by": item.by,
        "day": item.day,
        "text": item.text,
        "proposed": item.proposed,
        "seen": item.seen,
    }


def _said(text: str, proposed: str) -> str:
    return " ".join(filter(None, (text, f"Proposed: {proposed}" if proposed else "")))
