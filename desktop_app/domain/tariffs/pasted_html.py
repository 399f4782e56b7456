"""What Word, Excel or a browser puts on the clipboard, as the lines of a sheet: headings, rules, bullets, tables."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.tariffs.inline_signs import without_signs
from desktop_app.domain.tariffs.pasted_lists import item_label, list_kind, small_count
from desktop_app.domain.tariffs.pasted_text import led_line
from desktop_app.domain.tariffs.sheet_text import DEEPEST, MERGED

_PAGE_PARTS = frozenset({"section", "article", "header", "footer", "blockquote", "pre", "center"})
_BLOCKS = _PAGE_PARTS | {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "table",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
}
_SILENT = frozenset({"style", "script", "head", "title", "del"})
_HIDDEN = late_pattern(r"display:\s*none|mso-hide:\s*all")
_DOTTED_TAB = late_pattern(r"mso-tab-count:[^;]*\bdotted")
_CELLS = frozenset({"td", "th"})
_LEVEL = late_pattern(r"mso-list:[^;]*\blevel(\d)")
_STRUCTURE = late_pattern(
    r"<(?:table|h[1-6]|[ou]l|li|t[dr]|b|i|em|strong)\b|font-(?:weight|style)|mso-list|MsoTitle", re.IGNORECASE
)
_SIGNS = {"b": "b", "strong": "b", "i": "i", "em": "i"}
_STYLED = (("b", late_pattern(r"font-weight:\s*(?:bold|[6-9]00)")), ("i", late_pattern(r"font-style:\s*italic")))
_UNSTYLED = late_pattern(r"font-(?:weight|style):\s*(?:normal|400)")
_PAIRED = late_pattern(r"\[(b|i)\](\s*)\[/\1\]|\[/(b|i)\](\s*)\[\3\]")
_SPACED = ((late_pattern(r"(\[[bi]\])(\s+)"), r"\2\1"), (late_pattern(r"(\s+)(\[/[bi]\])"), r"\2\1"))
_HEADING = late_pattern(r"h([1-6])")
_BULLETS = "\N{MIDDLE DOT}\N{BULLET}\N{BLACK SMALL SQUARE}\N{WHITE BULLET}\N{SECTION SIGN}"
_BULLET = late_pattern(rf"(?:[{_BULLETS}]|o(?=\s{{2}}))\s+")


def html_lines(html: str) -> str:
    """The text of a piece of HTML as the lines of a sheet; nothing where it has no headings, lists or tables."""
    if _STRUCTURE.search(html) is None:
        return ""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for open_tag in ("td", "tr"):
        reader.handle_endtag(open_tag)
    reader.end_line()
    return "\n".join(reader.lines) + ("\n" if reader.lines else "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._said: list[str] = []
        self._sign = ""
        self._silent = 0
        self._lists: list[int] = []  # the count of each numbered list, -1 for one of bullets
        self._kinds: list[str] = []  # how each list counts, nothing where it does not say
        self._down: list[int] = []  # over how many further rows each column is filled from above
        self._rows = 1  # over how many rows the cell stretches
        self._unseen = 0  # within how many spans that are not shown
        self._raised = self._hidden = False
        self._cells: list[str] | None = None
        self._listed = 0
        self._open: list[tuple[str, str]] = []  # the elements that make words bold or italic, with the signs of each
        self._reach = 1  # over how many columns the cell stretches

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a block, a row or a cell."""
        given = {name: value or "" for name, value in attrs}
        self._silent += tag in _SILENT
        if tag in _SIGNS or tag == "span":
            self._sign_on(tag, given.get("style", ""))
            return
        self._raised = tag == "sup"
        if self._cells is not None and tag not in {"tr", "table"} | _CELLS:
            self._said.append(" " if tag in _BLOCKS or tag == "br" else "")
            return
        if tag in _BLOCKS or tag == "br":
            self.end_line()
        self._begin(tag, given)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        """Begins a list, an item, a row, a cell, a table or a paragraph."""
        if tag in {"ul", "ol"}:
            self._begin_list(tag, given)
        elif tag == "li" and self._lists:
            self._sign = self._label(given)
        elif tag == "tr":
            self._cells = []
        elif tag in _CELLS:
            self._said = []
            self._reach, self._rows = (small_count(given.get(name, "1")) for name in ("colspan", "rowspan"))
        elif tag == "table":
            self._down = []
        elif found := _HEADING.fullmatch(tag):
            self._sign = "# " if found[1] == "1" else "## "
        elif tag == "p":
            self._of_word(given)

    def handle_endtag(self, tag: str) -> None:
        """Ends a block, a row or a cell."""
        self._silent -= tag in _SILENT and self._silent > 0
        self._raised = False
        if tag in _SIGNS or tag == "span":
            self._sign_off(tag)
            self._unseen -= tag == "span" and self._unseen > 0
        if tag in _CELLS and self._cells is not None:
            self._end_cell(self._cells)
        elif tag == "tr" and self._cells is not None:
            self._fill(self._cells)
            if any(self._cells):
                self.lines.append(f"| {' | '.join(self._cells)} |")
            self._cells, self._said = None, []
        elif tag in _BLOCKS and self._cells is None:
            self.end_line()
        if tag in {"ul", "ol", "li"}:
            self._sign = ""
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
            self._kinds.pop()

    def _end_cell(self, cells: list[str]) -> None:
        """Puts the cell below the one above it, behind those that reach down into its row."""
        self._fill(cells)
        first = len(cells)
        cells.append(" ".join(self._words().replace("|", "/").split()))
        cells += [MERGED] * (self._reach - 1)
        self._down += [0] * (len(cells) - len(self._down))
        self._down[first : len(cells)] = [self._rows - 1] * self._reach
        self._said, self._reach, self._rows = [], 1, 1

    def _fill(self, cells: list[str]) -> None:
        """Leaves the places blank that a cell of a row above reaches down to."""
        while len(cells) < len(self._down) and self._down[len(cells)]:
            self._down[len(cells)] -= 1
            cells.append("")

    def _begin_list(self, tag: str, given: dict[str, str]) -> None:
        start = given.get("start", "1")
        self._lists.append(-1 if tag == "ul" else small_count(start) - 1)
        self._kinds.append(list_kind(given))

    def _sign_on(self, tag: str, style: str) -> None:
        """Begins what is bold, italic, not shown, or the dots of a tab."""
        dotted = _DOTTED_TAB.search(style)
        if tag == "span" and (self._unseen or dotted or _HIDDEN.search(style)):
            self._said.append(" [dots] " if dotted and not self._unseen else "")
            self._unseen += 1
        normal = _UNSTYLED.search(style) is not None
        signs = dict.fromkeys(sign for sign, look in _STYLED if look.search(style))
        if tag in _SIGNS and not normal:
            signs[_SIGNS[tag]] = None
        self._open.append((tag, "".join(sign for sign in signs if sign not in self._signs)))

    def _sign_off(self, tag: str) -> None:
        """Ends the newest element of that tag, and what was begun within it."""
        tags = [one for one, _ in self._open]
        if tag in tags:
            del self._open[len(tags) - 1 - tags[::-1].index(tag) :]

    @property
    def _signs(self) -> str:
        return "".join(signs for _, signs in self._open)

    def _words(self) -> str:
        """What was said since the last line, each bold and italic piece between its signs."""
        said = "".join(self._said)
        before = ""
        while said != before:
            before = said
            said = _PAIRED.sub(lambda found: found[2] or found[4] or "", said)
            for pattern, to in _SPACED:
                said = pattern.sub(to, said)
        return said

    def handle_data(self, data: str) -> None:
        """Takes up text; what only lays out is left."""
        if self._raised and data[:1].isdigit() and without_signs("".join(self._said))[-1:].isdigit():
            self._said.append(" ")  # 5 and a raised 5 of 5/8 are not 55
        if not (self._silent or self._unseen or self._hidden):
            signs = self._signs if data.strip() else ""
            self._said += [*(f"[{sign}]" for sign in signs), data, *(f"[/{sign}]" for sign in reversed(signs))]

    def end_line(self) -> None:
        """Ends the line that is being read."""
        said = self._words().replace("\N{NO-BREAK SPACE}", " ")
        if self._sign.startswith("#"):
            said = without_signs(said)  # all of a heading is bold
        bullet = _BULLET.match(said.lstrip()) if self._listed else None
        if bullet is not None:
            said = f"\N{BULLET} {said.lstrip()[bullet.end() :]}"
        plain = " ".join(said.split())
        if plain:
            depth = 0 if bullet is not None else max(self._listed - 1, 0)
            self.lines.append(led_line(f"{self._sign or '  ' * min(depth, DEEPEST - 1)}{plain}"))
        if plain or self._sign.startswith("#"):  # the number of an item waits for the paragraph in it
            self._sign = ""
        self._said, self._listed, self._hidden = [], 0, False

    def _of_word(self, given: dict[str, str]) -> None:
        """A paragraph of Word: the level of its list, or that it is a title."""
        style = given.get("style", "")
        self._hidden = _HIDDEN.search(style) is not None
        found = _LEVEL.search(style)
        self._listed = int(found[1]) if found else 0
        if given.get("class", "") == "MsoTitle":
            self._sign = "# "

    def _label(self, given: dict[str, str]) -> str:
        """The number of an item as its list counts, else 1., (a) or (1) by its depth; a bullet in a list of those."""
        if self._lists[-1] < 0:
            return "\N{BULLET} "
        self._lists[-1] = small_count(given["value"]) if "value" in given else self._lists[-1] + 1
        number, depth = self._lists[-1], sum(count >= 0 for count in self._lists) - 1
        kind = list_kind(given) or self._kinds[-1]
        return f"{'  ' * min(depth, DEEPEST - 1)}{item_label(number, kind, min(depth, DEEPEST - 1))} "
