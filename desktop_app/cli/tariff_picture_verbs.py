"""The verbs of pictures and maps on sheets: ``tariff FILE picture``, ``tariff FILE pictures``."""

from __future__ import annotations

from argparse import Namespace

from desktop_app.cli.grammar import Adder, add_verb
from desktop_app.cli.output import DONE, input_file, say, show
from desktop_app.cli.tariff_arguments import BadArgument
from desktop_app.cli.tariff_verbs import looking, on_book
from desktop_app.domain.values import Json
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book.changes import must_be_draft, write_draft
from desktop_app.services.tariff_book.picture_turning import QuarterTurn, turn_picture
from desktop_app.services.tariff_book.pictures import PictureWish, insert_picture, kept_pictures
from desktop_app.services.tariff_book.tariff_book import TariffBook


def add_picture_verbs(add: Adder) -> None:
    """The grammar of both."""
    words = "keep a page of a PDF, or a picture, to be printed on sheets; print the line that prints it"
    picture = add_verb(add, "picture", words, on_book(run_keep_picture), "document")
    picture.add_argument("--page", type=int, default=1, metavar="P", help="which page of the file")
    picture.add_argument("--name", default="", metavar="N", help="its name in the line (that of the file)")
    picture.add_argument("--shows", required=True, metavar="WORDS", help="what it shows, printed below it")
    picture.add_argument("--percent", type=int, default=0, metavar="N", help="its size in percent of the original")
    picture.add_argument("--turn", choices=["left", "right"], default="none", help="turn it by a quarter")
    picture.add_argument("--scale", default="", metavar="S", help="the scale of a map, like '1 inch = 500 feet'")
    picture.add_argument("--schedule", metavar="ID")
    picture.add_argument("--sheet", metavar="N", help="also put the line at the end of this sheet's draft")
    add_verb(add, "pictures", "list the pictures that sheets may print", looking(run_list_pictures), json=True)


def run_keep_picture(program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE picture DOCUMENT --shows WORDS [--page P] [--percent N] [--turn left|right] [--scale S] ...``."""
    if bool(given.sheet) != bool(given.schedule):
        raise BadArgument("Name both --schedule and --sheet, or neither.")
    if given.sheet:
        must_be_draft(tariff_book, given.schedule, given.sheet)
    wish = PictureWish(given.shows, given.percent, given.scale, given.name)
    drawn = program.tariffs.picture(input_file(given.document), given.page)
    drawn = turn_picture(drawn, QuarterTurn(given.turn))
    line, words = insert_picture(tariff_book, drawn, wish)
    if given.sheet:
        chain = tariff_book.chain(given.schedule, given.sheet)
        text = tariff_book.text(given.schedule, chain, chain.draft)
        before = f"{text.rstrip()}\n\n" if text.strip() else ""
        write_draft(tariff_book, given.schedule, given.sheet, before + line)
    print(line.rstrip())
    if words:
        say(given, words)
    return DONE


def run_list_pictures(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE pictures``."""
    found = kept_pictures(tariff_book)
    if given.json:
        rows: list[Json] = [
            {"name": one.name, "file": one.file, "page": one.page, "width": one.width, "height": one.height}
            for one in found
        ]
        show(rows)
        return DONE
    for one in found:
        print(f"{one.name}\t{one.file}, page {one.page}\t{one.width / 72:.2f} by {one.height / 72:.2f} in")
    return DONE
