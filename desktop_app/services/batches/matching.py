"""Which trial balance of a folder is whose: by the words of its name, and asked wherever two fit.

Books in the wrong company would be a false report, so only what fits one company alone is sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import UserError

TABLES = (".csv", ".xlsx", ".xlsm", ".xls", ".ods", ".tsv", ".txt")
# What names of trial balances say besides the company.
_COMMON_WORDS = """
trial balance tb balances books ledger gl year end closing final adjusted adj audited unaudited export report copy
company co inc incorporated llc corp corporation utility utilities the and of quickbooks
"""
COMMON = frozenset(_COMMON_WORDS.split())
_WORD = late_pattern(r"[a-z0-9]+")


class NoBooksFolder(UserError):
    """What was named is no folder of trial balances."""


@dataclass(frozen=True, slots=True)
class KnownCompany:
    """A company of the batch: its file, and its certificated name."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class MatchedBooks:
    """A trial balance, the companies that it may be of, and the one that it is of, where that is sure."""

    source: Path
    fitting: tuple[KnownCompany, ...] = ()
    company: KnownCompany | None = None

    @property
    def question(self) -> str:
        """What must be asked or said about it; nothing where it is sure."""
        if self.company is not None:
            return ""
        if not self.fitting:
            return f"{self.source.name}: its name fits no company. Choose the company."
        names = " and ".join(f"{one.name} ({one.path.name})" for one in self.fitting)
        return f"{self.source.name} may be of {names}. Choose the company."


def table_files(folder: Path) -> tuple[Path, ...]:
    """The spreadsheets and lists of a folder. Raises NoBooksFolder."""
    try:
        return tuple(
            sorted(
                path
                for path in folder.iterdir()
                if path.is_file() and path.suffix.lower() in TABLES and not path.name.startswith(("~$", "."))
            )
        )
    except OSError as error:
        raise NoBooksFolder(f"{folder} cannot be read: {error.strerror or error}. Name a folder.") from None


def match_books(sources: Iterable[Path], companies: Sequence[KnownCompany]) -> tuple[MatchedBooks, ...]:
    """Each trial balance with the companies that its name fits; two for one company are both asked about."""
    found = [_matched(source, companies) for source in sources]
    chosen = [item.company for item in found]
    return tuple(
        MatchedBooks(item.source, item.fitting) if item.company and chosen.count(item.company) > 1 else item
        for item in found
    )


def chosen_company(item: MatchedBooks, chosen: Mapping[Path, KnownCompany]) -> MatchedBooks:
    """The books with the company that a person chose for them."""
    company = chosen.get(item.source)
    return item if company is None else MatchedBooks(item.source, item.fitting, company)


def _matched(source: Path, companies: Sequence[KnownCompany]) -> MatchedBooks:
    words = _telling(source.stem)
    names = {company: (_telling(company.path.stem), _telling(company.name)) for company in companies}
    exact = [company for company, known in names.items() if words in known and words]
    fitting = [company for company, known in names.items() if any(_fits(words, one) for one in known)]
    telling = [company for company in fitting if any(_tells(words, one) for one in names[company])]
    sure = exact if len(exact) == 1 else telling if len(fitting) == 1 else []
    return MatchedBooks(source, tuple(fitting), sure[0] if sure else None)


def _telling(name: str) -> frozenset[str]:
    """The words of a name that tell one company from another: no common words, no years."""
    return frozenset(word for word in _WORD.findall(name.casefold()) if word not in COMMON and not word.isdigit())


def _fits(words: frozenset[str], known: frozenset[str]) -> bool:
    return bool(known) and bool(words) and (known <= words or words <= known)


def _tells(words: frozenset[str], known: frozenset[str]) -> bool:
    """Whether a name that fits says enough to be sure: all that tells the company, or more than one word of it."""
    return _fits(words, known) and (known <= words or len(words) > 1)


def heading_names(texts: Iterable[str], own: KnownCompany, others: Sequence[KnownCompany]) -> KnownCompany | None:
    """The other company that the heading of a table names, None where it names none or this one."""
    lines = [frozenset(_WORD.findall(text.casefold())) for text in texts]
    if any(_named(own, line) for line in lines):
        return None
    return next((one for one in others if one != own and any(_named(one, line) for line in lines)), None)


def _named(company: KnownCompany, line: frozenset[str]) -> bool:
    telling = _telling(company.name)
    return bool(telling) and telling <= line
