"""The words printed on the pages of the two versions: dated data of the rules, looked up by name."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.late_dataclasses import dataclass
from desktop_app.rulebook.rulebook import Rulebook

TOPIC = "legends"


@dataclass(frozen=True, slots=True)
class VersionLegends:
    """What each version is called, what its pages with nonpublic information say, and what the mark means.

    (4 CSR 240-3.640(4), (4)(B) and (4)(D).)
    """

    public_version: str
    nonpublic_version: str
    public_page: str
    nonpublic_page: str
    mark: str

    def version(self, *, public: bool) -> str:
        """The version's name."""
        return self.public_version if public else self.nonpublic_version

    def page(self, *, public: bool) -> str:
        """What a page that holds, or held, nonpublic information says."""
        return self.public_page if public else self.nonpublic_page


def legends(rules: Rulebook, on: date) -> VersionLegends:
    """The legends that hold on the day."""

    def words(name: str) -> str:
        return rules.value(f"{TOPIC}/{name}", on).text

    return VersionLegends(
        public_version=words("public_version"),
        nonpublic_version=words("nonpublic_version"),
        public_page=words("public_page"),
        nonpublic_page=words("nonpublic_page"),
        mark=words("mark"),
    )
