"""Pictures that sheets print, kept in the company file: pixels only, nothing of the foreign file.

A name never gets another picture, so that a sheet that was filed prints what it printed.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath

from desktop_app.domain.filings import COMPANY
from desktop_app.domain.json_fields import as_table, as_whole
from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.sheet_text import read_text
from desktop_app.domain.values import Json
from desktop_app.services.ports import AttachmentReader
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.figures import Pictures, SheetPicture, no_pictures, placed_picture
from desktop_app.services.tariff_book.scans import drawn_page, kept_image, kept_pixels
from desktop_app.services.tariff_book.tariff_book import TariffBook

LONGEST_NAME = 30
PDF = ".pdf"
_NAME = late_pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class NoPictureName(UserError):
    """A picture cannot be called so."""


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A page of a foreign document as it was drawn: its file, page and size in points, and its pixels as kept."""

    file: str
    page: int
    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture of the tariff book: of which page of which file, its size in points, and its pixels by digest."""

    name: str
    file: str
    page: int
    width: int
    height: int
    digest: str

    @property
    def sized(self) -> bool:
        """Whether the file says how large it is: pixels of a photograph do not."""
        return _says_size(self.file)


def _says_size(file: str) -> bool:
    return PurePath(file).suffix.casefold() == PDF


def draw_picture(reader: AttachmentReader, name: str, content: bytes, page: int) -> DrawnPicture:
    """A page (counted from 1) of a foreign document. Raises NoScannedPage, or as the reader does."""
    looked, image = drawn_page(reader, name, content, page)
    return DrawnPicture(name, page, *looked.pages[page - 1], kept_pixels(image))


def keep_picture(tariff_book: TariffBook, drawn: DrawnPicture, name: str = "") -> KeptPicture:
    """Keeps a picture under a name, by default that of its file; the same picture is kept once. Raises NoPictureName.

    A name that another picture has is not free.
    """
    wanted = name.strip().casefold() or _usual_name(drawn.file)
    if not _NAME.fullmatch(wanted) or len(wanted) > LONGEST_NAME:
        raise NoPictureName(
            f"A picture cannot be called '{name}'. Use up to {LONGEST_NAME} letters, figures and hyphens, like "
            "area-map."
        )
    digest = tariff_book.file.workspace.keep_document(drawn.pixels)
    known = {picture.name: picture for picture in kept_pictures(tariff_book)}
    if name and wanted in known and known[wanted].digest != digest:
        raise NoPictureName(f"Another picture is called '{wanted}', and sheets may print it. Choose another name.")
    base, count = wanted, 2
    while wanted in known and known[wanted].digest != digest:
        wanted, count = f"{base[: LONGEST_NAME - 4]}-{count}", count + 1
    kept = KeptPicture(wanted, drawn.file, drawn.page, drawn.width, drawn.height, digest)
    if wanted not in known:
        data: Json = {name: getattr(kept, name) for name in ("file", "page", "width", "height", "digest")}
        tariff_book.file.edit(COMPANY, f"Picture {wanted} kept", {entries.picture_key(wanted): data})
    return kept


def _usual_name(file: str) -> str:
    words = re.findall(r"[a-z0-9]+", PurePath(file).stem.casefold())
    return "-".join(words)[: LONGEST_NAME - 4].strip("-") or "picture"


def kept_pictures(tariff_book: TariffBook) -> tuple[KeptPicture, ...]:
    """The pictures of the tariff book, by name."""
    under = tariff_book.file.workspace.under(entries.PICTURES)
    return tuple(picture_from_json(key.removeprefix(entries.PICTURES), data) for key, data in sorted(under.items()))


def picture_from_json(name: str, data: Json) -> KeptPicture:
    """The picture that was kept. Raises ValueError, TypeError or KeyError for anything else."""
    table = as_table(data)
    width, height = as_whole(table["width"]), as_whole(table["height"])
    if min(width, height) < 1:
        raise ValueError(f"The picture {name} has no size.")
    return KeptPicture(name, str(table["file"]), as_whole(table["page"]), width, height, str(table["digest"]))


def pictures_of(tariff_book: TariffBook) -> Pictures:
    """Finds the pictures of a tariff book by name, each read once."""

    @cache
    def find(name: str) -> SheetPicture:
        data = tariff_book.file.workspace.get(entries.picture_key(name))
        if data is None:
            return no_pictures(name)
        kept = picture_from_json(name, data)
        image = kept_image(tariff_book.file.workspace.document(kept.digest))
        return SheetPicture(image, kept.width, kept.height, sized=kept.sized)

    return find


def sheet_picture(drawn: DrawnPicture) -> SheetPicture:
    """The picture as a sheet would print it."""
    return SheetPicture(kept_image(drawn.pixels), drawn.width, drawn.height, sized=_says_size(drawn.file))


@dataclass(frozen=True, slots=True)
class PictureWish:
    """How a picture is to be printed: what it shows, its size in percent (0: as large as it fits), and its scale."""

    caption: str
    percent: int = 0
    scale: str = ""
    name: str = ""


def insert_picture(tariff_book: TariffBook, drawn: DrawnPicture, wish: PictureWish) -> tuple[str, str]:
    """Keeps a picture; the line that prints it, and what the sheet says of its scale.

    Raises NotSheetText and PictureTrouble for a wish that no sheet can fulfill, NoPictureName; then nothing is kept.
    """
    shown = sheet_picture(drawn)
    (line,) = read_text(picture_line("picture", wish))
    _, words = placed_picture(line, lambda _: shown, 0.0)
    return picture_line(keep_picture(tariff_book, drawn, wish.name).name, wish), words


def picture_line(name: str, wish: PictureWish) -> str:
    """The line that prints a picture, as it is typed."""
    scale = " ".join(wish.scale.replace(";", ",").replace("]", ")").split())
    terms = (name, f"{wish.percent}%" if wish.percent else "", f"scale {scale}" if scale else "")
    return f"[picture: {'; '.join(filter(None, terms))}] {' '.join(wish.caption.split())}\n"
