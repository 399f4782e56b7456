"""What a form asks, as values: schedules, columns, lines, checks. Read from TOML by the catalog, never written in code.

A schedule is a grid. Its cells are named by `Place` (schedule, line, column) whatever its kind:

* *fields*: each line is one field with the single column ``answer``;
* *lines*: fixed lines, typed by hand or expanded from the chart of accounts;
* *rows*: growing rows; the line of a row is its row id, then come the fixed lines (totals);
* *months*: twelve lines ``m01`` to ``m12``, then the fixed lines;
* *inquiries*: numbered questions with the single column ``answer``, answered in words or "None";
* *items*: what a rule asks of an application, each answered in one of the ways it allows (`case_filings`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from desktop_app.domain.late_dataclasses import dataclass, field
from desktop_app.domain.late_patterns import late_pattern
from desktop_app.domain.problems import Severity
from desktop_app.domain.values import AnswerWord, Place
from desktop_app.formspec.case_traits import CaseTraits, ItemTraits, PleadingParagraph, SizeLimit
from desktop_app.formspec.compared_figures import FigureLimit, ServiceSize, SoldFigures
from desktop_app.formspec.ledger import FormLedger
from desktop_app.formspec.monthly_use import MonthlyUse


class ScheduleKind(StrEnum):
    """The six shapes of a schedule."""

    FIELDS = "fields"
    LINES = "lines"
    ROWS = "rows"
    MONTHS = "months"
    INQUIRIES = "inquiries"
    ITEMS = "items"


class CellType(StrEnum):
    """What a cell holds."""

    MONEY = "money"
    COUNT = "count"
    QUANTITY = "quantity"
    PERCENT = "percent"
    DATE = "date"
    TEXT = "text"
    CHOICE = "choice"
    MONTH_DAY = "month_day"
    ZIP = "zip"
    STATE = "state"
    TELEPHONE = "telephone"
    EMAIL = "email"

    @property
    def numeric(self) -> bool:
        """Whether the cell holds a number."""
        return self in _NUMERIC

    @property
    def worded(self) -> bool:
        """Whether the cell holds words: any, or those of one kind of detail."""
        return not self.numeric and self not in (CellType.DATE, CellType.CHOICE)


class FormulaCrossing(StrEnum):
    """Whose formula computes a cell where a line with a formula meets a column with one."""

    LINE = "line"
    COLUMN = "column"


_NUMERIC = frozenset({CellType.MONEY, CellType.COUNT, CellType.QUANTITY, CellType.PERCENT})
# What everybody has, so that "None" is an answer only where the form says so, and what has no other kind of answer.
_WORDLESS = frozenset({CellType.DATE, CellType.CHOICE, CellType.MONTH_DAY, CellType.ZIP, CellType.STATE})
NEVER_WORDS = _WORDLESS - {CellType.DATE, CellType.CHOICE}
OWN = "own_"  # how the names of forms begin that are the user's own
PREVIOUS = "last year's"
_SECTION = late_pattern(r"\{(\([^{}]*)\}")
ANSWER = "answer"
ITEM_WAY, ITEM_REASON, ITEM_BY, ITEM_CERTIFIER, ITEM_CERTIFIED_ON = "way", "reason", "by", "certifier", "certified_on"
SEALING, OATH = "sealing", "oath"
# What a company that provides several services has besides them: plant and costs used by more than one.
SHARED = "shared"
MONTHS = tuple(f"m{month:02d}" for month in range(1, 13))


@dataclass(frozen=True, slots=True)
class HelpText:
    """What a line or column asks, where the answer is found, an example. Any part may be empty."""

    what: str = ""
    where: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    """One choice: what is stored and what is shown. One of an item may cite another provision than the item."""

    id: str
    label: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DefaultSeal:
    """The type and reason that a field holding customer-specific information is sealed with by default."""

    type: str
    reason: str


@dataclass(frozen=True, slots=True)
class CellSpec:
    """How one cell is asked: its type and everything that governs it.

    `decimals` are the digits kept after the point (money: 0 for whole dollars, 2 for cents). `carried` is the
    expression whose value opens the cell from last year's filing, `formula` the expression that computes it.
    `override` allows a typed value over the formula. A cell is required unless `optional`; with `required_when`
    only if that expression holds. `low` and `high` bound a number. `lines` is the height of a text cell in printed
    lines. `suggest` is the expression whose value is offered for the blank cell; while `none_when` holds, None is.
    Neither is an answer until the user takes it. `no_seal` says why the cell cannot be sealed, where that is so.
    `words` are the answer words that the cell takes; None leaves it to the type: a date, a choice, a text asked for
    because of another answer, a number that must be more than nothing takes neither, any other text or number both.
    `months` says what twelve monthly figures make of it, for a number that can be entered by the month.
    """

    type: CellType = CellType.TEXT
    decimals: int = 0
    unit: str = ""
    options: tuple[ChoiceOption, ...] = ()
    carried: str = ""
    formula: str = ""
    override: bool = False
    optional: bool = False
    required_when: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    lines: int = 1
    seal: DefaultSeal | None = None
    suggest: str = ""
    none_when: str = ""
    no_seal: str = ""
    words: tuple[AnswerWord, ...] | None = None
    months: MonthlyUse | None = None

    @property
    def answer_words(self) -> tuple[AnswerWord, ...]:
        """The answer words that the cell takes, in their order. A choice labeled so takes its word as that choice."""
        wordless = self.type in _WORDLESS or (self.type.worded and bool(self.required_when)) or (self.low or 0) > 0
        usual = () if wordless else tuple(AnswerWord)
        taken = usual if self.words is None else self.words
        labels = {option.label.casefold() for option in self.options}
        return tuple(word for word in AnswerWord if word in taken or word.value.casefold() in labels)


@dataclass(frozen=True, slots=True)
class ScheduleColumn:
    """A column: its heading, how its cells are asked and how wide it prints (`width`, a share of the table).

    A `screen_only` column stands beside the entry and is not printed.
    With `beside`, it is not printed while no cell of the column so named is answered by typing or from last year: a
    first report has no last year to compare with. A column with `utilities` is there only for a company that provides
    one of them. `crossing` says whose formula computes the cell on a line with a formula; it is given exactly where
    both have one.
    """

    id: str
    label: str
    spec: CellSpec
    width: int = 10
    total: bool = False
    screen_only: bool = False
    beside: str = ""
    utilities: tuple[str, ...] = ()
    crossing: FormulaCrossing | None = None
    help: HelpText = HelpText()
    cites: tuple[str, ...] = ()

    @property
    def unit_beside(self) -> str:
        """The unit to say beside the label; nothing where the label says it: no "Feet at end (feet)"."""
        return "" if self.spec.unit.casefold() in self.label.casefold() else self.spec.unit


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A line of a schedule. `number` is the printed line or account number.

    `spec` replaces the column's spec in *fields* and *inquiries* (column ``answer``). `formula` computes every numeric
    cell of the line; where the column has a formula too, its `crossing` decides. `formulas` are per column and win over
    both, as `suggests` over the column's suggestion. `override` allows a typed value over what the line computes.
    `skip` names columns that do not apply to the line (`only` names those that do). A `heading` line has no cells. A
    `contra` line is typed as a positive amount and subtracted wherever a section or a whole schedule is summed. A line
    with `utilities` is there only for a company that provides one of them. The cells of an *item* are asked as `specs`
    say, by column; a column that they do not name has no cell there.
    """

    id: str
    label: str
    number: str = ""
    spec: CellSpec | None = None
    specs: Mapping[str, CellSpec] = field(default_factory=dict)
    item: ItemTraits | None = None
    formula: str = ""
    formulas: Mapping[str, str] = field(default_factory=dict)
    suggests: Mapping[str, str] = field(default_factory=dict)
    override: bool = False
    skip: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    heading: bool = False
    section: str = ""
    roles: frozenset[str] = frozenset()
    optional: bool = False
    required_when: str = ""
    contra: bool = False
    strong: bool = False
    utilities: tuple[str, ...] = ()
    help: HelpText = HelpText()
    cites: tuple[str, ...] = ()

    def computing(self, column: ScheduleColumn) -> str:
        """The formula that the line gives the column's cell, or nothing: then the column's own computes it, if any."""
        if column.id in self.formulas:
            return self.formulas[column.id]
        meets = not column.spec.formula or column.crossing is FormulaCrossing.LINE
        return self.formula if column.spec.type.numeric and meets else ""


@dataclass(frozen=True, slots=True)
class AccountLines:
    """A stretch of lines that comes from the company's chart of accounts: every account of the named `sections`.

    A name that ends in ``*`` stands for all sections which begin so, in the order of the charts.
    `heading` prints each section's name above its accounts; `subtotal` adds a line ``total_SECTION`` after each.
    `computed` gives formulas to the accounts of a role: role to column to expression; such cells may be overridden.
    `omit` leaves out the accounts of these roles.
    """

    sections: tuple[str, ...]
    heading: bool = True
    subtotal: bool = False
    computed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    omit: frozenset[str] = frozenset()
    skip: frozenset[str] = frozenset()

    def named(self, charts: Iterable[ChartOfAccounts]) -> tuple[str, ...]:
        """The sections of the charts that the stretch names."""
        known = tuple(dict.fromkeys(section for chart in charts for section in chart.sections))
        return tuple(
            section
            for name in self.sections
            for section in (known if name.endswith("*") else (name,))
            if section.startswith(name.rstrip("*"))
        )

    def total_of(self, section: str, title: str) -> ScheduleLine:
        """The line under a section's accounts, where there is a `subtotal`."""
        return ScheduleLine(
            id=f"total_{section}",
            label=f"Total {title[0].lower()}{title[1:]}",
            formula=f"sum(./section:{section}/.)",
            strong=True,
        )


@dataclass(frozen=True, slots=True)
class FormSchedule:
    """One schedule of a form. `page` is its printed id ("W-2"), `arrangement` tells whose layout it follows.

    With `per`, the id of a schedule of growing rows, it is asked once for each of those rows. `numbered` heads the
    numbers that its lines have of their own, in place of account and line numbers. A `work` schedule is a paper for the
    company's own use: no version of the filing shows it. What a schedule asks with `in_paragraphs` stands in the
    paragraphs and letters of the filing, not on a page of its own. What `follows` is answered also when the filing was
    filed. A first filing opens with a row for each of the
    company profile's `rows_from` of which `rows_when` holds.
    """

    id: str
    page: str
    title: str
    kind: ScheduleKind
    columns: tuple[ScheduleColumn, ...]
    body: tuple[ScheduleLine | AccountLines, ...]
    arrangement: str = "ours"
    utility: str = ""
    part: str = ""
    landscape: bool = False
    note: str = ""
    step: str = ""
    row_label: str = ""
    row_carried: bool = False
    rows_from: str = ""
    rows_when: str = ""
    per: str = ""
    numbered: str = ""
    work: bool = False
    in_paragraphs: bool = False
    follows: bool = False
    when: str = ""
    help: HelpText = HelpText()
    cites: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """How a sentence calls the page: "page W-2"; a page that has no number, as in the profile, by its title."""
        return self.title if self.page == self.title else f"page {self.page}"

    @property
    def heading(self) -> str:
        """The same with the title: "Page W-2: Operating expenses"."""
        return self.title if self.page == self.title else f"Page {self.page}: {self.title}"

    @property
    def listed(self) -> str:
        """How a list shows it: the page, then the title."""
        return self.title if self.page == self.title else f"{self.page}  {self.title}"

    @property
    def printed(self) -> tuple[ScheduleColumn, ...]:
        """The columns that go on paper."""
        return tuple(column for column in self.columns if not column.screen_only)


@dataclass(frozen=True, slots=True)
class FormCheck:
    """A rule that the answers keep.

    `require` must hold wherever `when` holds; with `each` once for every line of that selector, whose line is written
    ``.`` in the expressions. `at` is the place where the trouble shows, `source` its name in the list of consistency
    checks, `basis` why it exists.
    """

    id: str
    source: str
    level: Severity
    at: str
    require: str
    sentence: str
    basis: str
    each: str = ""
    when: str = ""
    utility: str = ""
    cites: tuple[str, ...] = ()


class MainPaper(StrEnum):
    """What the main paper of a filing is: its schedules, or paragraphs that are addressed to the commission."""

    REPORT = "report"
    PLEADING = "pleading"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class FilingPapers:
    """What is printed of a filing besides its schedules, each by the kind of its letter.

    What is `sworn` has the verification behind its common pages. `with_seal` are the letters of a sealed filing,
    `without_seal` those of one without seals, `always` those of any; `sheet` is for the person who mails it. `main`
    says what the main paper is, `name` its file name; `oath`, and `joint_oath` for another applicant, verify it,
    `served` is its certificate of service. There is no filing without the document `attached`; `alone` says why none.
    """

    cover: bool = True
    sworn: bool = True
    with_seal: tuple[str, ...] = ("cover_letter",)
    without_seal: tuple[str, ...] = ("transmittal",)
    always: tuple[str, ...] = ()
    sheet: str = "filing_sheet"
    main: MainPaper = MainPaper.REPORT
    name: str = ""
    oath: str = "verification"
    joint_oath: str = ""
    served: str = ""
    attached: str = ""
    alone: str = ""


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A filing's definition. Its schedules stand in the order in which they are asked and printed.

    `letter_fields` names the answers that letters print, by the letters' fields. `previous` says whose the figures of
    the filing are that this one was opened from. `ledger` says where the balances of the books stand. `rules` names for
    each utility the rule of the chapter that asks for the filing; parallel rules say the same under the same section.
    In `footer`, ``{(2)}`` stands for that section of them; `statutes` those of the law. `clocks` are the days that
    letters print, by field. `no_seal` says why nothing in the filing can be sealed, where that is so. `opens` names the
    cells that open with the days on which the filing's period "begins" and "ends". `sections` name the sections of
    those rules that say how the filing is sealed ("sealing") and sworn to ("oath"): without them no paper cites one. A
    filing that is no yearly report is a `case`; `paragraphs` make up its main paper. `short` is its name in lists. With
    `each_service` a filing is for one service of the company, which files as many as it has such services. `sold` and
    `limits` say what is compared with the tariff book and with other filings, `sizes` where the filing counts its
    customers, and `up_to` that it is only for companies with so many. `outside_names` are what the lines of the company
    profile ("company:schedule/line") and the legal values ("rule:topic/name") are called. A form of the user's `own` is
    no part of the program, and every paper says so; `trouble` says why such a form cannot be read.
    """

    id: str
    revision: int
    title: str
    utilities: tuple[str, ...]
    schedules: tuple[FormSchedule, ...]
    checks: tuple[FormCheck, ...]
    cites: tuple[str, ...] = ()
    footer: str = ""
    note: str = ""
    letter_fields: Mapping[str, Place] = field(default_factory=dict)
    previous: str = PREVIOUS
    ledger: FormLedger = field(default_factory=FormLedger)
    rules: Mapping[str, str] = field(default_factory=dict)
    statutes: Mapping[str, str] = field(default_factory=dict)
    papers: FilingPapers = field(default_factory=FilingPapers)
    clocks: Mapping[str, str] = field(default_factory=dict)
    no_seal: str = ""
    opens: Mapping[str, Place] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    case: CaseTraits | None = None
    paragraphs: tuple[PleadingParagraph, ...] = ()
    short: str = ""
    each_service: bool = False
    sold: tuple[SoldFigures, ...] = ()
    limits: tuple[FigureLimit, ...] = ()
    sizes: tuple[ServiceSize, ...] = ()
    up_to: tuple[SizeLimit, ...] = ()
    outside_names: Mapping[str, str] = field(default_factory=dict)
    own: bool = False
    trouble: str = ""

    @property
    def called(self) -> str:
        """The form's name in lists."""
        return self.short or self.title

    @property
    def size_limits(self) -> tuple[SizeLimit, ...]:
        """For companies of which size the form is."""
        return self.up_to if self.case is None else self.case.limits

    def sealing_cited(self, step: str, utilities: Sequence[str]) -> str:
        """A step of the section on sealing, as the company's rules number it; nothing where they have no section."""
        section = self.sections.get(SEALING, "")
        return self.cited(f"{section}{step}", utilities) if section else ""

    def cited(self, section: str, utilities: Sequence[str]) -> str:
        """A section of the rules that ask this of a company which provides these utilities: ``(4)(A)``."""
        return ", ".join(sorted({f"{rule}{section}" for utility, rule in self.rules.items() if utility in utilities}))

    def citing(self, text: str, utilities: Sequence[str]) -> str:
        """The text with the section of the company's own rules where ``{(2)}`` stands; of all rules if it has none."""
        return _SECTION.sub(lambda match: self.cited(match[1], utilities) or self.cited(match[1], [*self.rules]), text)

    def cites_for(self, cites: tuple[str, ...], utilities: Sequence[str]) -> tuple[str, ...]:
        """The citations without those of rules that speak to utilities which the company does not provide."""
        if not cites or not utilities:
            return cites
        foreign = {*self.rules.values()} - {self.rules.get(utility) for utility in utilities}
        return tuple(cite for cite in cites if cite.partition("(")[0] not in foreign)


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a chart. `id` is stable across systems and renumberings; ties name `roles`, never numbers."""

    id: str
    number: str
    title: str
    section: str
    roles: frozenset[str] = frozenset()
    contra: bool = False
    confidence: str = "unverified"


@dataclass(frozen=True, slots=True)
class ChartOfAccounts:
    """A chart of accounts of one system ("naruc1996") for one utility ("" for what all utilities share)."""

    system: str
    utility: str
    title: str
    accounts: tuple[Account, ...]
    sections: Mapping[str, str]
    source: str = ""
