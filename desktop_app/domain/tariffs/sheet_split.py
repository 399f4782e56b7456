"""The text of a whole tariff, split at the heads of its sheets; head and foot of each are read and taken off.

A head names a designation and a sheet or page on a line of its own, with or without the schedule before it:
``P.S.C. MO. No. 2   1st Revised Sheet No. 5``. What a foot says is read where its words are the usual ones: date of
issue, date effective, issued by. Whatever is not understood stays in the text of the sheet, where it is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from desktop_app.domain.dates import NotADate, parse_date
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.tariffs.designations import NotADesignation, read_designation
from desktop_app.domain.tariffs.inline_signs import without_signs
from desktop_app.domain.tariffs.schedules import Issuer
from desktop_app.domain.tariffs.sheet_heads import PaperHead, read_head, schedule_number
from desktop_app.domain.tariffs.sheet_text import CENTERED, MERGED

_PSC = r"(?:form\s+no\.?\s*\d+\s*)?(?:p\.?\s?s\.?\s?c\.?\s*mo\.?,?\s*[-,.]*\s*(?:no\.?)?\s*(?P<psc>\d+)?\s*,?\s*)?"
_SECTION = r"(?:(?P<section>sec(?:tion|\.)?\s+\w+)\s*,?\s*)?"
_NAMED = r"(?P<name>original|(?:[\w-]+\s+){0,4}revised|\d{1,3}(?:st|nd|rd|th)\s+rev\.?)"
_HEAD = late_pattern(
    rf"{_PSC}{_SECTION}{_NAMED}\s+(?:(?:sheet|page)\s*(?:no\.?|number)?\s*"
    r"(?P<number>[\w.&'()-]+(?: [\w.&'()-]+){0,3})"
    r"|(?P<special>title page|adoption notice|index|table of contents|check sheet|revision log|map))",
    re.IGNORECASE,
)
_ONLY_PSC = late_pattern(r"(?:form\s+no\.?\s*\d+\s*)?p\.?\s?s\.?\s?c\.?\s*mo\.?[\s,.-]*(?:no\.?)?\s*\d+", re.IGNORECASE)
_ONLY_SECTION = late_pattern(r"sec(?:tion|\.)?\s+\w+", re.IGNORECASE)
_FOR = late_pattern(r"\s+(?:for\s*:.*|for\b(?!.*\bfor\s*:).*|community, town or city)$", re.IGNORECASE)
_ISSUING = late_pattern(r"name of issuing (?:corporation|company).*", re.IGNORECASE)
_FORM = late_pattern(r"form\s+no\.?\s*\d+", re.IGNORECASE)
_CANCELS = late_pattern(r"cancell?(?:ing|s)\b.*", re.IGNORECASE)
_UTILITY = late_pattern(r"name of (?:utility|company|issuing (?:corporation|company))\s*:?\s*(.*)", re.IGNORECASE)
_CAPTION = late_pattern(
    r"(?:name of issuing (?:corporation|company)|community,? town,? or city|service area\s*:?.*|for\s*:?\s+.{1,60})"
    r"(?:\s{2,}.*)?",
    re.IGNORECASE,
)
_DATE = r"([A-Za-z]{3,9}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2})"
_ISSUED = late_pattern(rf"\b(?:date of issue|issue date|date issued|issued)\s*[:;,]?\s*{_DATE}", re.IGNORECASE)
_EFFECTIVE = late_pattern(
    rf"\b(?:date effective|effective date|date of effect|effective)\s*[:;,]?\s*{_DATE}", re.IGNORECASE
)
_BY = late_pattern(r"\bissued by\s*[:;]?\s*(?!date\b)(\S.*)", re.IGNORECASE)
_FOOT_CAPTION = late_pattern(
    r"(?:month\s+day\s+year\s*)+|name(?: of officer)?,?\s+title,?\s+address|[*+]\s*indicates .*"
    r"|filed|missouri public service commission|-{3,}|_{3,}",
    re.IGNORECASE,
)
STRUCK = "[struck: "  # before words that a document shows struck out: whether they still hold is not known
_TITLE_PARTS = 3
_HEAD_LINES = 6


@dataclass(frozen=True, slots=True)
class SplitSheet:
    """A sheet found in the text of a tariff: what its head and foot say, and its text, or the image of its page.

    `remark` is what else is unclear about it, `psc` the PSC Mo. number in its head, 0 if there is none.
    """

    number: str
    revision: int
    text: str
    issued: date | None = None
    effective: date | None = None
    issuer: Issuer = Issuer()
    company: str = ""
    scan: bytes = b""
    remark: str = ""
    head: PaperHead = PaperHead()
    psc: int = 0

    @property
    def doubt(self) -> str:
        """What is unclear about it; nothing if nothing is."""
        day = "" if self.effective else "it names no day of effect"
        late = self.issued and self.effective and self.issued > self.effective
        order = "its date of issue is after its date of effect" if late else ""
        empty = "" if self.text.strip() or self.scan else "it has no text"
        struck = "some of its words are struck out: take them out, or their sign" if STRUCK in self.text else ""
        return " and ".join(filter(None, (day, order, empty, struck, self.remark)))


def split_tariff(text: str) -> tuple[SplitSheet, ...]:
    """The sheets of a text, in its order; none where no line is the head of a sheet."""
    raw = text.splitlines()
    lines = [_plain(line) for line in raw]
    heads = [(at, found) for at, line in enumerate(lines) if (found := _head(line)) is not None]
    starts = [_first_line(lines, at) for at, _ in heads]
    ends = [*starts, len(raw)][1:]
    sections = [
        next(filter(_ONLY_SECTION.fullmatch, lines[first:at]), "") for first, (at, _) in zip(starts, heads, strict=True)
    ]
    parts = zip(heads, starts, ends, sections, strict=True)
    return tuple(
        _headed(_sheet(found, raw[at + 1 : end], section), lines[start:end], at - start)
        for (at, found), start, end, section in parts
    )


def _headed(sheet: SplitSheet, lines: Sequence[str], at: int) -> SplitSheet:
    """The sheet with how its head is written, whose line `at` names it and which goes on behind that."""
    company, body = _without_head(lines[at + 1 :])
    behind = len(lines) - at - 1 - len(body)
    head = [line.removeprefix(company) if company else line for line in lines[: at + 1 + behind]]
    return replace(sheet, head=read_head(head), psc=schedule_number(head))


def _plain(line: str) -> str:
    return " ".join(without_signs(line.removeprefix(CENTERED)).replace("|", " ").replace(MERGED, " ").split())


def _head(line: str) -> re.Match[str] | None:
    plain = line.rstrip(".")
    found = None if _CANCELS.match(plain) else _HEAD.fullmatch(plain)
    if found is None:
        return None
    try:
        read_designation(_designation(found))
    except NotADesignation:
        return None
    return found


def _designation(found: re.Match[str]) -> str:
    return re.sub(r"\brev\.?$", "Revised", found["name"], flags=re.IGNORECASE)


def _first_line(lines: Sequence[str], at: int) -> int:
    """The line with which a head begins: the form or the number of the schedule may have lines of their own."""
    alone = (_ONLY_PSC, _ONLY_SECTION, _FORM)
    while at and (not lines[at - 1] or any(pattern.fullmatch(lines[at - 1]) for pattern in alone)):
        at -= 1
    return at


def _sheet(found: re.Match[str], raw: Sequence[str], section: str) -> SplitSheet:
    company, body = _without_head(raw)
    foot, body = _without_foot(body)
    issued, effective = (_day(pattern, foot) for pattern in (_ISSUED, _EFFECTIVE))
    number = " ".join((found["number"] or found["special"]).split())
    if section := found["section"] or section:
        number = f"{' '.join(section.split())} Sheet {number}"
    return SplitSheet(
        number=number,
        revision=read_designation(_designation(found)),
        text="\n".join(body).strip("\n"),
        issued=issued,
        effective=effective,
        issuer=_issuer(foot),
        company=company,
    )


def _without_head(raw: Sequence[str]) -> tuple[str, list[str]]:
    """The company that a head names, and what follows the head."""
    company, at = "", 0
    plain = [_plain(line) for line in raw[: _HEAD_LINES + 1]]
    for number, line in enumerate(plain[:_HEAD_LINES]):
        utility = _UTILITY.fullmatch(line)
        captioned = any(_ISSUING.fullmatch(below) for below in plain[number + 1 : number + 2])
        if captioned and line:
            company = _FOR.sub("", line)
        elif utility is not None and utility[1] and "community" not in utility[1].casefold():
            company = utility[1]
        elif utility is None and line and not any(one.fullmatch(line) for one in (_CANCELS, _CAPTION, _ONLY_PSC)):
            break
        at = number + 1
    return company, list(raw[at:])


def _without_foot(raw: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of the foot, and what stands above them."""
    plain = [_plain(line) for line in raw]
    signs = [at for at, line in enumerate(plain) if _ISSUED.match(line) or _EFFECTIVE.match(line) or _BY.match(line)]
    if not signs:
        return [], list(raw)
    start = signs[0]
    while start and (not plain[start - 1] or _FOOT_CAPTION.fullmatch(plain[start - 1])):
        start -= 1
    last = signs[-1]
    after = [raw[at] for at in range(last + 1, len(raw)) if not _FOOT_CAPTION.fullmatch(plain[at]) and plain[at]]
    kept = [raw[at] for at in range(start, last) if not _of_foot(plain[at])]
    return plain[start : last + 1], [*raw[:start], *kept, *after]


def _of_foot(line: str) -> bool:
    return (
        not line
        or any(pattern.search(line) for pattern in (_ISSUED, _EFFECTIVE, _BY))
        or bool(_FOOT_CAPTION.fullmatch(line))
    )


def _day(pattern: re.Pattern[str], foot: Sequence[str]) -> date | None:
    for line in foot:
        if found := pattern.search(line):
            try:
                return parse_date(found[1])
            except NotADate:
                continue
    return None


def _issuer(foot: Sequence[str]) -> Issuer:
    """Who issued it: name, title, and the rest as the address."""
    said = next((found[1] for line in foot if (found := _BY.search(line))), "")
    parts = [part.strip() for part in said.split(",", _TITLE_PARTS - 1)]
    return Issuer(*parts) if said else Issuer()


def doubtful(sheets: Sequence[SplitSheet]) -> Iterator[str]:
    """What is unclear about sheets that were found, a sentence each."""
    seen: set[tuple[str, int]] = set()
    for sheet in sheets:
        key = (" ".join(sheet.number.casefold().split()), sheet.revision)
        if key in seen:
            yield f"Sheet {sheet.number} comes twice under the same designation."
        seen.add(key)
        if sheet.doubt:
            yield f"Sheet {sheet.number}: {sheet.doubt}."
