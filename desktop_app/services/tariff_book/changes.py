"""Changes of the tariff book: schedules, sheets and drafts. Each is one durable step; a refusal changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from desktop_app.domain.counting import counted
from desktop_app.domain.dates import long_date
from desktop_app.domain.filings import COMPANY
from desktop_app.domain.late_dataclasses import dataclass, replace
from desktop_app.domain.problems import UserError
from desktop_app.domain.tariffs.comparison import marked
from desktop_app.domain.tariffs.designations import DesignationStyle
from desktop_app.domain.tariffs.schedules import Issuer, MarkMeaning, ScheduleBinding, TariffSchedule
from desktop_app.domain.tariffs.sheet_history import SheetHistory
from desktop_app.domain.tariffs.sheet_numbers import SheetNumber, between, next_in_series, sheet_number
from desktop_app.domain.tariffs.sheet_text import read_text, sheet_lines_text
from desktop_app.domain.tariffs.versions import USUAL, DraftWanted, NotPossible, VersionState
from desktop_app.domain.typed_text import plain_signs
from desktop_app.domain.values import Json
from desktop_app.rulebook.registry import Utility
from desktop_app.services.company.company_file import EditOutcome
from desktop_app.services.tariff_book import entries
from desktop_app.services.tariff_book.drafting import decided, draft_manner, text_to_start_from
from desktop_app.services.tariff_book.front import FRONT_KINDS, REVISIONS, front_kind
from desktop_app.services.tariff_book.superseding import lines_in_book, redline_basis
from desktop_app.services.tariff_book.tariff_book import NoSuchSheet, TariffBook

TITLE_PAGE, ADOPTION_NOTICE, INDEX = "Title Page", "Adoption Notice", "Index"
NEW, CHANGED = "*", "+"
MARKS = (MarkMeaning(NEW, "Indicates new rate or text"), MarkMeaning(CHANGED, "Indicates change"))
LONGEST_TITLE = 200
LONGEST_SHEET = 50_000  # letters: some ten pages


class BadSchedule(UserError):
    """The schedule cannot be made or changed like this; the sentence says why."""


@dataclass(frozen=True, slots=True)
class NewSchedule:
    """What a new schedule is made from. Number 0 takes the next of the series.

    Without a `style`, designations are in words where the utility's rule writes them so, else in figures.
    """

    utility: str
    title: str
    number: int = 0
    binding: ScheduleBinding = ScheduleBinding.LOOSE
    style: DesignationStyle | None = None
    community: str = ""
    heading: str = ""
    replaces: int = 0


def new_schedule(tariff_book: TariffBook, wanted: NewSchedule) -> TariffSchedule:
    """Makes a schedule PSC Mo. No. of the utility's own series. Raises BadSchedule."""
    if wanted.utility not in [*Utility] or wanted.utility == Utility.ALL:
        known = ", ".join(utility.value for utility in Utility if utility is not Utility.ALL)
        raise BadSchedule(f"There is no utility '{wanted.utility}'. Choose one of: {known}.")
    series = {schedule.number for schedule in tariff_book.schedules() if schedule.utility == wanted.utility}
    number = wanted.number or next_in_series(series)
    if number in series or number < 1:
        free = next_in_series(series)
        raise BadSchedule(f"PSC Mo. No. {number} of the {wanted.utility} series is taken. The next is No. {free}.")
    bare = TariffSchedule(
        free_id(tariff_book, wanted.utility, number), wanted.utility, number, sheet_title(wanted.title)
    )
    rules = tariff_book.rules(bare)
    profile = tariff_book.file.profile()
    signer = next((person for person in profile.people if person.signs), None)
    office = profile.office
    address = ", ".join(office[part] for part in ("street", "city", "state") if office.get(part))
    schedule = replace(
        bare,
        binding=wanted.binding,
        style=wanted.style or (DesignationStyle.WORDS if rules.asks("revised_leaf") else DesignationStyle.FIGURES),
        label=rules.text("form_label"),
        community=wanted.community,
        heading=wanted.heading,
        issuer=Issuer(signer.name if signer else "", signer.title if signer else "", address),
        marks=MARKS,
        replaces=wanted.replaces,
    )
    _commit(
        tariff_book,
        f"New schedule PSC Mo. No. {number}",
        {entries.schedule_key(schedule.id): entries.schedule_to_json(schedule)},
    )
    return schedule


def free_id(tariff_book: TariffBook, utility: str, number: int) -> str:
    """The id of a new schedule: utility and number, which a schedule whose number was changed may have already."""
    known, name = {schedule.id for schedule in tariff_book.schedules()}, f"{utility}-{number}"
    while name in known:
        name += "b"
    return name


def change_schedule(tariff_book: TariffBook, schedule: TariffSchedule) -> EditOutcome | None:
    """Keeps a schedule's changed particulars: heading, community, label, issuer, legend, binding, style."""
    marks = [item.mark for item in schedule.marks]
    if len(set(marks)) < len(marks) or not all(mark.strip() and len(mark) <= 4 for mark in marks):  # noqa: PLR2004
        raise BadSchedule("Each change mark needs a sign of one to four characters of its own.")
    prefix = schedule.captions.prefix
    letters = "".join(letter for letter in prefix.casefold() if letter.isalpha())
    if prefix and not ("psc" in letters and "mo" in letters):
        raise BadSchedule(f"'{prefix}' does not name the PSC and Mo.; write it like P.S.C. MO. No.")
    label = f"Details of PSC Mo. No. {schedule.number}"
    before = tariff_book.schedule(schedule.id).dress(tariff_book.file.profile().full_name)
    changes: dict[str, Json] = {entries.schedule_key(schedule.id): entries.schedule_to_json(schedule)}
    for chain in tariff_book.chains(schedule.id):  # what an earlier program filed keeps what was printed on it
        kept = chain.with_dress(before)
        if kept != chain:
            changes[entries.tariff_sheet_key(schedule.id, chain.number.key)] = entries.chain_to_json(kept)
    return _commit(tariff_book, label, changes)


# Sheets


def add_sheet(
    tariff_book: TariffBook,
    schedule_id: str,
    number: str = "",
    *,
    after: str = "",
    title: str = "",
    text: str = "",
    filing: str = "",
    wanted: DraftWanted = USUAL,
) -> SheetHistory:
    """Adds a sheet as a draft, Original. Without a number it takes the next free one behind the sheet `after`.

    A sheet that was canceled or refused comes back, as a further revision or as `wanted` says.

    Raises NotASheetNumber, NotPossible, NumberUndecided, NoSuchSheet.
    """
    schedule = tariff_book.schedule(schedule_id)
    chosen = sheet_number(number) if number else free_number(tariff_book, schedule_id, after)
    try:
        known = tariff_book.chain(schedule_id, chosen.key)
    except NoSuchSheet:
        known = SheetHistory(chosen, (), sheet_title(title))
    if known.draft is not None or known.pending or (known.approved and not known.approved[-1].canceling):
        raise NotPossible(f"Sheet {chosen} exists already. Revise it, or choose another number.")
    other = _covering(tariff_book, schedule_id, chosen)
    if other is not None:
        raise NotPossible(f"Sheet {other} has the number {chosen} too. Choose another number, or cancel it first.")
    chain = known.drafted(decided(tariff_book, schedule, known, wanted), filing=filing)
    read_text(text)
    put_draft(tariff_book, schedule, chain, text, f"Sheet {chain.number} added")
    return chain


def _covering(tariff_book: TariffBook, schedule_id: str, number: SheetNumber) -> SheetNumber | None:
    """Another sheet that is not canceled and shares a number with this one: 6B-D has 6C."""
    for chain in tariff_book.chains(schedule_id):
        over = chain.draft is None and not chain.pending and (not chain.approved or chain.approved[-1].canceling)
        if not over and chain.number.key != number.key and {*chain.number.covered} & {*number.covered}:
            return chain.number
    return None


def free_number(tariff_book: TariffBook, schedule_id: str, after: str = "") -> SheetNumber:
    """The next free number behind a sheet, or behind the last one. Raises NotASheetNumber, NoSuchSheet."""
    chains = tariff_book.chains(schedule_id)
    if not chains:
        return SheetNumber(TITLE_PAGE)
    before = tariff_book.chain(schedule_id, after) if after else chains[-1]
    numbers = [chain.number for chain in chains]
    at = numbers.index(before.number) + 1
    return between(before.number, numbers[at] if at < len(numbers) else None, numbers)


def revise_sheets(
    tariff_book: TariffBook, schedule_id: str, sheets: Sequence[str], filing: str = "", wanted: DraftWanted = USUAL
) -> tuple[SheetHistory, ...]:
    """Begins a revision of each sheet, with the text of what it replaces to start from.

    `wanted` holds for those of several sheets that it can mean. Raises NoSuchSheet, NotPossible, NumberUndecided.
    """
    schedule = tariff_book.schedule(schedule_id)
    made, changes = [], dict[str, Json]()
    names = _with_other_sides(tariff_book, schedule, sheets)
    chains = [tariff_book.chain(schedule_id, name) for name in names]
    waits, fell = any(chain.pending for chain in chains), any(chain.refused_last for chain in chains)
    for chain in chains:
        if not (chain.approved or chain.pending):
            raise NotPossible(f"Sheet {chain.number} has never been in force. Change its draft, or add it again.")
        place = wanted.place if chain.pending or not waits else None
        again = wanted.again if chain.refused_last or not fell else None
        fitting = decided(tariff_book, schedule, chain, replace(wanted, place=place, again=again))
        drafted = chain.drafted(fitting, filing=filing)
        made.append(drafted)
        changes |= draft_entries(schedule, drafted, text_to_start_from(tariff_book, schedule_id, drafted))
    _commit(tariff_book, f"Revision of {_sheets(made)}{draft_manner(made[0].versions[-1])}", changes)
    return tuple(made)


def _with_other_sides(tariff_book: TariffBook, schedule: TariffSchedule, sheets: Sequence[str]) -> Sequence[str]:
    """The sheets, and in a book of two-sided leaves the other side of each leaf, which is reprinted with it."""
    wanted = dict.fromkeys(" ".join(name.casefold().split()) for name in sheets)
    if schedule.two_sided:
        known = {chain.number.key: chain for chain in tariff_book.chains(schedule.id)}
        for name in [name for name in wanted if name.isdecimal()]:
            other = known.get(str(int(name) + 1 if int(name) % 2 else int(name) - 1))
            if other is not None and other.approved and other.draft is None:
                wanted[other.number.key] = None
    return tuple(wanted)


def cancel(
    tariff_book: TariffBook,
    schedule_id: str,
    sheets: Sequence[str],
    where: str = "",
    *,
    nothing_left: bool = False,
    filing: str = "",
    wanted: DraftWanted = USUAL,
) -> tuple[SheetHistory, ...]:
    """Begins the cancellation of each sheet: a canceling page that says where the content is now.

    That nothing is left it says only if the user said so (`nothing_left`); without either it says no more than that the
    sheet is canceled.
    """
    schedule = tariff_book.schedule(schedule_id)
    made, changes = [], dict[str, Json]()
    for name in dict.fromkeys(sheets):
        known = tariff_book.chain(schedule_id, name)
        fitting = decided(tariff_book, schedule, known, replace(wanted, canceling=True))
        chain = known.drafted(fitting, filing=filing)
        made.append(chain)
        words = (
            f"What was on this sheet is now on {where}."
            if where
            else "No rates, rentals or charges remain in effect under this sheet."
            if nothing_left
            else ""
        )
        changes |= draft_entries(schedule, chain, f"# This sheet is canceled\n\n{words}".rstrip() + "\n")
    _commit(tariff_book, f"Cancellation of {_sheets(made)}", changes)
    return tuple(made)


def adopt(tariff_book: TariffBook, schedule_id: str, old: str, on: date, exceptions: str = "") -> SheetHistory:
    """Adds the adoption notice in the words of the utility's rule (or of practice where it has none)."""
    schedule = tariff_book.schedule(schedule_id)
    if tariff_book.rules(schedule).asks("adoption_exceptions") and tariff_book.chains(schedule_id):
        raise NotPossible("An electric adoption notice has a PSC number of its own (3.145(20)). Make a new schedule.")
    new, old = tariff_book.file.profile().legal_name, " ".join(old.split())
    if not old or old.casefold() == new.casefold():
        raise NotPossible("Name the company whose tariff is adopted: the one that served before, and not this one.")
    words = tariff_book.rules(schedule).text("adoption")
    text = words.replace("{new}", new).replace("{old}", old).replace("{date}", long_date(on))
    more = f"\n\nNot adopted, and canceled or withdrawn by separate notice: {exceptions}" if exceptions else ""
    return add_sheet(
        tariff_book, schedule_id, ADOPTION_NOTICE, title="Adoption notice", text=f"# Adoption notice\n\n{text}{more}\n"
    )


def replace_schedule(tariff_book: TariffBook, schedule_id: str) -> TariffSchedule:
    """Makes the next PSC Mo. No. of the series to stand in the place of a schedule: every sheet anew as Original.

    The old number is canceled on the title page of the new one, on the day on which that takes effect.
    """
    old = tariff_book.schedule(schedule_id)
    if old.canceled_on is not None:
        raise BadSchedule(f"PSC Mo. No. {old.number} is canceled already.")
    if any(known.replaces == old.number and known.utility == old.utility for known in tariff_book.schedules()):
        raise BadSchedule(f"Another schedule is to replace PSC Mo. No. {old.number} already.")
    number = next_in_series(known.number for known in tariff_book.schedules() if known.utility == old.utility)
    new = replace(old, id=free_id(tariff_book, old.utility, number), number=number, replaces=old.number)
    changes: dict[str, Json] = {entries.schedule_key(new.id): entries.schedule_to_json(new)}
    for chain in tariff_book.chains(schedule_id):
        current = chain.approved[-1] if chain.approved else None
        if current is not None and not current.canceling and chain.number.text != ADOPTION_NOTICE:
            fresh = SheetHistory(chain.number, (), chain.title, chain.front).drafted()
            changes |= draft_entries(new, fresh, tariff_book.text(schedule_id, chain, current))
    _commit(tariff_book, f"PSC Mo. No. {number} to replace No. {old.number}", changes)
    return new


def write_draft(
    tariff_book: TariffBook, schedule_id: str, sheet: str, text: str, *, strict: bool = True
) -> EditOutcome | None:
    """Keeps the text of a sheet's draft, as typed; not `strict`, also one that cannot be read as a sheet yet.

    Raises NoSuchSheet, NotPossible (no draft), NotSheetText.
    """
    chain = must_be_draft(tariff_book, schedule_id, sheet)
    text = plain_signs(text)
    if len(text) > LONGEST_SHEET:
        most = f"a sheet takes at most {LONGEST_SHEET:,}"
        raise NotPossible(
            f"The text of sheet {chain.number} has {counted(len(text), 'letter')}; {most}. Use more sheets."
        )
    if strict:
        read_text(text)
    return _commit(
        tariff_book, f"Text of sheet {chain.number}", {entries.text_key(schedule_id, chain.number.key): text or None}
    )


def must_be_draft(tariff_book: TariffBook, schedule_id: str, sheet: str) -> SheetHistory:
    """A sheet with a draft that is typed. Raises NoSuchSheet, NotPossible."""
    chain = tariff_book.chain(schedule_id, sheet)
    if chain.draft is None:
        raise NotPossible(f"Sheet {chain.number} has no draft. Start a revision of it first.")
    if front_kind(chain) and not chain.draft.canceling:
        raise NotPossible(f"Sheet {chain.number} is generated from the book and cannot be typed.")
    return chain


def with_marks(tariff_book: TariffBook, schedule_id: str, sheet: str, text: str) -> str:
    """The text of a draft with change marks proposed, by the first and the last sign of the legend of the schedule.

    Raises NoSuchSheet, NotPossible (no draft), NotSheetText.
    """
    chain = tariff_book.chain(schedule_id, sheet)
    if chain.draft is None:
        raise NotPossible(f"Sheet {chain.number} has no draft. Start a revision of it first.")
    signs = [item.mark for item in tariff_book.schedule(schedule_id).marks] or [NEW, CHANGED]
    old = lines_in_book(tariff_book, redline_basis(tariff_book, schedule_id, chain, chain.draft))
    return sheet_lines_text(marked(old, read_text(text), signs[0], signs[-1]))


def write_front(tariff_book: TariffBook, schedule_id: str, sheet: str, kind: str) -> EditOutcome | None:
    """Chooses what the program writes on a sheet from its next draft on: an index, a check sheet; nothing for typed.

    Raises NoSuchSheet, BadSchedule.
    """
    plain = " ".join(kind.casefold().split())
    if plain and plain not in FRONT_KINDS:
        raise BadSchedule(f"The program writes no '{kind}'. It writes: {', '.join(FRONT_KINDS)}.")
    chain = replace(tariff_book.chain(schedule_id, sheet), front=plain)
    key = entries.tariff_sheet_key(schedule_id, chain.number.key)
    label = f"Sheet {chain.number}: {plain or 'typed'}"
    return _commit(tariff_book, label, {key: entries.chain_to_json(chain)})


def add_front(tariff_book: TariffBook, schedule_id: str, sheet: str, kind: str) -> None:
    """Has the program write a sheet from its next draft on; a sheet that the book lacks is added."""
    number = sheet_number(sheet)
    if all(chain.number.key != number.key for chain in tariff_book.chains(schedule_id)):
        add_sheet(tariff_book, schedule_id, sheet, title=kind.removesuffix(REVISIONS).capitalize())
    write_front(tariff_book, schedule_id, sheet, kind)


def rename_sheet(tariff_book: TariffBook, schedule_id: str, sheet: str, title: str) -> EditOutcome | None:
    """Gives a sheet the title under which the index lists it."""
    chain = replace(tariff_book.chain(schedule_id, sheet), title=sheet_title(title))
    key = entries.tariff_sheet_key(schedule_id, chain.number.key)
    return _commit(tariff_book, f"Title of sheet {chain.number}", {key: entries.chain_to_json(chain)})


def drop_draft(tariff_book: TariffBook, schedule_id: str, sheet: str) -> EditOutcome | None:
    """Drops a sheet's draft; a sheet that never was more goes with it, and so does its part in a filing.

    Raises NoSuchSheet, NotPossible.
    """
    before = tariff_book.chain(schedule_id, sheet)
    chain = before.dropped()
    changes: dict[str, Json] = _part_in_filing(tariff_book, before, None) | {
        entries.tariff_sheet_key(schedule_id, chain.number.key): entries.chain_to_json(chain)
        if chain.versions
        else None,
        entries.text_key(schedule_id, chain.number.key): None,
    }
    return _commit(tariff_book, f"Draft of sheet {chain.number} deleted", changes)


def renumber(tariff_book: TariffBook, schedule_id: str, sheet: str, number: str) -> SheetHistory:
    """Gives a sheet that was never filed another number. Raises NotPossible, NotASheetNumber."""
    chain = tariff_book.chain(schedule_id, sheet)
    chosen = sheet_number(number)
    if any(version.state is not VersionState.DRAFT for version in chain.versions):
        raise NotPossible(f"Sheet {chain.number} was filed; its number stays. Cancel it and add the new sheet.")
    if any(known.number.key == chosen.key for known in tariff_book.chains(schedule_id)):
        raise NotPossible(f"Sheet {chosen} exists already. Choose another number.")
    text = tariff_book.text(schedule_id, chain, chain.draft)
    moved = replace(chain, number=chosen)
    changes: dict[str, Json] = _part_in_filing(tariff_book, chain, chosen.key) | {
        entries.tariff_sheet_key(schedule_id, chain.number.key): None,
        entries.text_key(schedule_id, chain.number.key): None,
    }
    schedule = tariff_book.schedule(schedule_id)
    _commit(tariff_book, f"Sheet {chain.number} becomes {chosen}", changes | draft_entries(schedule, moved, text))
    return moved


def _part_in_filing(tariff_book: TariffBook, chain: SheetHistory, sheet: str | None) -> dict[str, Json]:
    """The filing that carries a sheet's draft, with the draft under its new number, or without it."""
    if chain.draft is None or not chain.draft.filing:
        return {}
    filing = tariff_book.filing(chain.draft.filing)
    kept = (part if part.sheet != chain.number.key else sheet and replace(part, sheet=sheet) for part in filing.parts)
    parts = tuple(part for part in kept if part)
    return {entries.tariff_filing_key(filing.id): entries.filing_to_json(replace(filing, parts=parts))}


def sheet_title(text: str) -> str:
    """A title in one line. Raises BadSchedule for one that is too long."""
    plain = " ".join(text.split())
    if len(plain) > LONGEST_TITLE:
        raise BadSchedule(f"A title takes at most {LONGEST_TITLE} characters; this has {len(plain)}.")
    return plain


def put_draft(tariff_book: TariffBook, schedule: TariffSchedule, chain: SheetHistory, text: str, label: str) -> None:
    """Keeps a chain with its draft and the draft's text as one step."""
    _commit(tariff_book, label, draft_entries(schedule, chain, text))


def draft_entries(schedule: TariffSchedule, chain: SheetHistory, text: str) -> dict[str, Json]:
    """The entries of a chain with a draft, and of the draft's text."""
    return {
        entries.tariff_sheet_key(schedule.id, chain.number.key): entries.chain_to_json(chain),
        entries.text_key(schedule.id, chain.number.key): text or None,
    }


def _commit(tariff_book: TariffBook, label: str, changes: Mapping[str, Json]) -> EditOutcome | None:
    return tariff_book.file.edit(COMPANY, label, changes)


def _sheets(chains: Sequence[SheetHistory]) -> str:
    names = [str(chain.number) for chain in chains]
    return f"sheet {names[0]}" if len(names) == 1 else f"sheets {', '.join(names)}"
