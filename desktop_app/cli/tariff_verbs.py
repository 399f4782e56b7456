"""The verbs of the tariff book: ``tariff FILE VERB ...``. Sheet text is read from a file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.cli.companies import reading, writing
from desktop_app.cli.grammar import Verb
from desktop_app.cli.output import DONE, FOUND, input_file, problem_json, say, show, write_output
from desktop_app.cli.tariff_arguments import BadArgument, day_given, issuer_given, text_given
from desktop_app.cli.tariff_draft_verbs import say_drafted
from desktop_app.domain.counting import counted
from desktop_app.domain.dates import long_date
from desktop_app.domain.late_dataclasses import replace
from desktop_app.domain.problems import Problem, Severity, UserError
from desktop_app.domain.tariffs.designations import DesignationStyle, read_designation
from desktop_app.domain.tariffs.pasted_text import pasted_lines
from desktop_app.domain.tariffs.schedules import (
    FilingOutcome,
    FilingStage,
    HeadCaptions,
    NoticeKind,
    ScheduleBinding,
    TariffFiling,
    TariffSchedule,
)
from desktop_app.domain.values import Json
from desktop_app.services.data_entry.attachments import read_document
from desktop_app.services.filing_package.package_tools import PackageProgress
from desktop_app.services.program.program import Program
from desktop_app.services.tariff_book import changes, filings
from desktop_app.services.tariff_book.as_of import BookOn, book_on, late_issue_words, state_words
from desktop_app.services.tariff_book.contents import deposit_lines, deposit_rules, name_sheet
from desktop_app.services.tariff_book.corrections import choose_number
from desktop_app.services.tariff_book.filing_answers import (
    AFFIRMED,
    AGREEMENT,
    CUSTOMER_NOTICE,
    EXEMPT,
    read_filing_answer,
    refuse_unasked,
)
from desktop_app.services.tariff_book.filing_checks import increase_words
from desktop_app.services.tariff_book.filing_dates import days_words, effect_words, usual_days
from desktop_app.services.tariff_book.outcome_correction import correct_outcome
from desktop_app.services.tariff_book.outlines import outline_named, start_from
from desktop_app.services.tariff_book.paper_sheets import EnteredSheet, enter_sheet
from desktop_app.services.tariff_book.stated_bills import confirm_bills, stated_bills
from desktop_app.services.tariff_book.supplements import supplement
from desktop_app.services.tariff_book.support import add_support
from desktop_app.services.tariff_book.tariff_book import TariffBook
from desktop_app.services.tariff_book.words import counted_sheets
from desktop_app.services.tariff_packet.filed_filing import filing_record
from desktop_app.services.tariff_packet.kept_packets import kept_packet
from desktop_app.services.tariff_packet.packet_production import STEPS

BookStep = Callable[[Program, TariffBook, Namespace], int]


def on_book(step: BookStep) -> Verb:
    """A verb that opens the company's tariff book to write."""
    return writing(lambda program, file, given: step(program, TariffBook(file), given))


def looking(step: BookStep) -> Verb:
    """A verb that only looks into the tariff book."""
    return reading(lambda program, file, given: step(program, TariffBook(file), given))


# Looking


def run_tariff_list(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE list``."""
    today = tariff_book.file.clock.today()
    books = [book_on(tariff_book, schedule.id, today) for schedule in tariff_book.schedules()]
    if given.json:
        listed: list[Json] = [_book_json(book) for book in books]
        carried: list[Json] = [{**_filing_json(filing)} for filing in tariff_book.filings()]
        show({"schedules": listed, "filings": carried})
        return DONE
    for book in books:
        schedule = book.schedule
        print(f"{schedule.id}\tPSC Mo. No. {schedule.number}\t{schedule.title}")
        for sheet in book.sheets:
            print(f"  {sheet.chain.number}\t{sheet.chain.title}")
            for version in sheet.chain.versions:
                name = version.name(schedule.style)
                print(f"    {name}\t{state_words(sheet.chain, version, today, schedule)}")
    for filing in tariff_book.filings():
        sheets = ", ".join(part.sheet for part in filing.parts)
        print("\t".join((filing.id, filing.outcome or filing.stage.value, sheets, effect_words(filing))).rstrip())
    return DONE


def as_of(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE as-of DATE``."""
    day = day_given(given.date)
    ids = [given.schedule] if given.schedule else [schedule.id for schedule in tariff_book.schedules()]
    books = [book_on(tariff_book, schedule, day) for schedule in ids]
    if given.json:
        listed: list[Json] = [_book_json(book) for book in books]
        show({"day": day.isoformat(), "schedules": listed})
        return DONE
    for book in books:
        print(f"PSC Mo. No. {book.schedule.number}, {book.schedule.title}, as of {long_date(day)}")
        for sheet in book.sheets:
            words = "–" if sheet.in_force is None else sheet.in_force.name(book.schedule.style)
            coming = "".join(
                f"; {version.name(book.schedule.style)} {state_words(sheet.chain, version, day, book.schedule)}"
                for version in sheet.coming
            )
            print(f"  Sheet {sheet.chain.number}\t{words}{coming}\t{sheet.chain.title}")
        for finding in book.findings:
            print(f"  {finding.severity.label:8}{finding.sentence}")
    return DONE


def check_(program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE check``."""
    today = tariff_book.file.clock.today()
    found: list[Problem] = []
    for schedule in tariff_book.schedules():
        found += book_on(tariff_book, schedule.id, today).findings
        if schedule.canceled_on is None:
            found += program.tariffs.content_problems(tariff_book, schedule.id, today)
    for filing in tariff_book.filings():
        if filing.stage is FilingStage.PREPARING:
            found += program.tariffs.problems(tariff_book, filing)
    if given.json:
        show([problem_json(problem) for problem in found])
    else:
        for problem in found:
            print(f"{problem.severity.label:8}{problem.place}\n        {problem.sentence} [{problem.citation}]")
        print(f"{counted(len(found), 'finding')}." if found else "No problems found.")
    return FOUND if any(problem.severity is Severity.STOP for problem in found) else DONE


def book_(program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE book --as-of DATE --out book.pdf``."""
    ids = [schedule.id for schedule in tariff_book.schedules()]
    if given.schedule is None and len(ids) != 1:
        raise BadArgument(f"Name the schedule with --schedule: {', '.join(ids) or 'there is none yet'}.")
    content = program.tariffs.book(tariff_book, given.schedule or ids[0], day_given(given.as_of))
    write_output(given, given.out, content, f"The book as of {long_date(day_given(given.as_of))} was written")
    return DONE


# Writing


def schedule_(program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE schedule --utility U --title T`` and its changes."""
    if given.replacing:
        made = changes.replace_schedule(tariff_book, given.replacing)
    elif given.id:
        made = _particulars(tariff_book.schedule(given.id), given)
        changes.change_schedule(tariff_book, made)
        if given.number:
            choose_number(tariff_book, given.id, given.number)
            made = tariff_book.schedule(given.id)
    else:
        wanted = changes.NewSchedule(
            given.utility or "",
            given.title or "",
            given.number,
            ScheduleBinding.BOUND if given.bound else ScheduleBinding.LOOSE,
        )
        made = changes.new_schedule(tariff_book, wanted)
        changes.change_schedule(tariff_book, _particulars(made, given))
        if given.outline:
            start_from(tariff_book, made.id, outline_named(program.tariffs.outlines(), given.outline))
    say(given, f"{made.id}: PSC Mo. No. {made.number}.")
    return DONE


def _particulars(schedule: TariffSchedule, given: Namespace) -> TariffSchedule:
    """The schedule with what was given; a dash empties."""
    words = {name: getattr(given, name) for name in ("title", "community", "heading", "label")}
    said = {name: "" if value == "-" else str(value) for name, value in words.items() if value is not None}
    return replace(
        schedule,
        title=said.get("title", schedule.title),
        community=said.get("community", schedule.community),
        heading=said.get("heading", schedule.heading),
        label=said.get("label", schedule.label),
        style=DesignationStyle(given.style) if given.style else schedule.style,
        issuer=issuer_given(given.issuer) or schedule.issuer,
        two_sided=given.two_sided == "yes" if given.two_sided else schedule.two_sided,
        captions=_captions(schedule.captions, given),
    )


def _captions(captions: HeadCaptions, given: Namespace) -> HeadCaptions:
    """The captions with what was given; a dash gives back the usual one."""
    words = {"prefix": given.prefix, "name": given.name_caption, "area": given.area_caption}
    return replace(captions, **{name: "" if said == "-" else said for name, said in words.items() if said is not None})


def enter_(program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE enter --schedule ID --sheet N --designation D --effective DATE``."""
    entered = EnteredSheet(
        given.sheet,
        read_designation(given.designation),
        day_given(given.effective),
        day_given(given.issued) if given.issued else None,
        given.title,
        text_given(given.text),
        program.tariffs.scan(input_file(given.scan), given.page) if given.scan else b"",
        issuer=issuer_given(given.issuer),
        company=given.company,
    )
    chain = enter_sheet(tariff_book, given.schedule, entered)
    say(given, f"Sheet {chain.number} entered.")
    if asked := late_issue_words(tariff_book.schedule(given.schedule), chain.version(entered.revision)):
        say(given, asked)
    return DONE


def write_(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE write --schedule ID --sheet N --text FILE``."""
    text = pasted_lines(text_given(given.text))
    text = changes.with_marks(tariff_book, given.schedule, given.sheet, text) if given.mark else text
    changes.write_draft(tariff_book, given.schedule, given.sheet, text)
    say(given, f"Draft text of sheet {given.sheet} saved.")
    return DONE


def adopt_(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE adopt --schedule ID --from NAME --on DATE``."""
    return say_drafted(
        given,
        tariff_book,
        given.schedule,
        changes.adopt(tariff_book, given.schedule, given.old, day_given(given.on), given.exceptions),
    )


def states_(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE states --schedule ID --item ITEM [--sheet N] [--conforms]``."""
    name_sheet(tariff_book, given.schedule, given.item, given.sheet, conforms=given.conforms)
    say(given, f"{given.item}: {given.sheet or 'found by wording again'}.")
    return DONE


def supplement_(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE supplement --schedule ID [--text FILE | --cancel]``."""
    text = pasted_lines(text_given(given.text))
    chain = supplement(
        tariff_book, given.schedule, text, canceling=given.cancel, found=given.found, nothing_left=given.none
    )
    return say_drafted(given, tariff_book, given.schedule, chain)


def deposit_(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE deposit --due DOLLARS --months M``."""
    rules = deposit_rules(tariff_book)
    received, returned = (day_given(day) if day else None for day in (given.received, given.returned))
    for line in deposit_lines(rules, given.due, given.months, given.deposit or "", (received, returned)):
        print(line)
    return DONE


def drop_(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE drop --schedule ID --sheet N``."""
    changes.drop_draft(tariff_book, given.schedule, given.sheet)
    say(given, f"Draft of sheet {given.sheet} deleted.")
    return DONE


def front_(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE front --schedule ID --sheet N --kind K``."""
    changes.add_front(tariff_book, given.schedule, given.sheet, given.kind)
    say(given, f"Sheet {given.sheet}: {given.kind}, written by the program.")
    return DONE


def rename(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE subject --schedule ID --sheet N --title T``."""
    changes.rename_sheet(tariff_book, given.schedule, given.sheet, given.title)
    say(given, f"Sheet {given.sheet}: {given.title}.")
    return DONE


# Filing


def file_(program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE file --schedule ID ...``."""
    with _whole(tariff_book, given) as filing:
        changed = _filled(tariff_book, filing, given)
        filings.change_tariff_filing(tariff_book, changed)
        say(given, days_words(tariff_book, changed))
        if told := increase_words(tariff_book, changed):
            say(given, told)
        if given.prepare:
            say(given, f"{filing.id} is prepared.")
            return DONE
        if given.confirm_bills:
            confirm_bills(tariff_book, filing.id)
            for line in stated_bills(tariff_book, tariff_book.filing(filing.id)):
                say(given, line)
        before = kept_packet(tariff_book, filing.id)
        done = program.tariffs.file_packet(tariff_book, filing.id)
    say(given, f"{done.id} is filed: {counted_sheets(len(done.parts))}.")
    kept = kept_packet(tariff_book, done.id)
    if kept is not None and (before is None or before.papers != kept.papers):
        state = "was not produced" if before is None else "was changed after it was produced"
        say(given, f"Its packet {state}. It is kept as of now; 'produce' writes it. Send exactly that.")
    return DONE


def run_show_filing(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE filing --filing ID``: dates, numbers, sheets, and the papers as they were filed."""
    record = filing_record(tariff_book, given.filing)
    if given.json:
        papers: list[Json] = [{"file": one.path, "size": one.size, "digest": one.digest} for one in record.papers]
        sheets: list[Json] = [{"sheet": name, "state": state} for name, state in record.sheets]
        filing = tariff_book.filing(given.filing)
        issued, received = (day.isoformat() if day else None for day in (filing.issued, filing.received))
        more: dict[str, Json] = {"issued": issued, "received": received, "outcome": filing.outcome}
        show({**_filing_json(filing), **more, "sheets": sheets, "papers": papers})
        return DONE
    for name, words in (*record.facts, *record.sheets):
        print(f"{name}\t{words}")
    for paper in record.papers:
        print(f"{paper.path}\t{paper.size:,}\t{paper.digest}")
    return DONE


def support_(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE support DOCUMENT --filing ID --title T [--seal TYPE --reason R]``."""
    path = input_file(given.document)
    seal = (given.seal, given.reason)
    made = add_support(tariff_book, given.filing, path.name, read_document(path), given.title, seal=seal)
    say(given, f"Supporting paper {made.number}: {made.title}{', under seal' if made.sealed else ''}.")
    return DONE


def produce_(program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE produce --filing ID --out DIR``."""
    run = PackageProgress(lambda done, of, what: print(f"[{min(done + 1, of)}/{of}] {what}", flush=True), steps=STEPS)
    out, draft, replacing = Path(given.out), given.draft, given.replace
    packet = program.tariffs.produce(tariff_book, given.filing, out, draft=draft, replace=replacing, run=run)
    say(given, f"The packet is in {packet.folder}:")
    for name in packet.files:
        say(given, f"  {name}")
    if packet.earlier is not None:
        say(given, f"The earlier packet was moved to {packet.earlier}.")
    return DONE


@contextmanager
def _whole(tariff_book: TariffBook, given: Namespace) -> Iterator[TariffFiling]:
    """The filing that is prepared; one that was begun just now goes again if it cannot be filed."""
    if given.filing:
        yield tariff_book.filing(given.filing)
        return
    filing = filings.begin_tariff_filing(tariff_book, given.schedule or "", given.sheet, mailed=not given.effective)
    try:
        yield filing
    except UserError:
        filings.drop(tariff_book, filing.id)
        raise


def _filled(tariff_book: TariffBook, filing: TariffFiling, given: Namespace) -> TariffFiling:
    issued = day_given(given.issued) if given.issued else filing.issued
    notice = NoticeKind(given.notice) if given.notice else filing.notice
    arrived = day_given(given.received) if given.received else None
    received, effective = arrived or filing.received, filing.effective
    if given.issued and issued is not None and given.effective:
        received = arrived or issued
    elif issued is not None and not given.effective and (given.issued or (arrived and not given.filing)):
        rules = tariff_book.rules(tariff_book.schedule(filing.schedule), issued)
        received, effective = usual_days(rules, issued, notice, arrived)
    filing = replace(
        filing,
        issued=issued,
        received=received,
        effective=day_given(given.effective) if given.effective else effective,
        expires=day_given(given.expires) if given.expires else filing.expires,
        authority_date=day_given(given.authority_date) if given.authority_date else filing.authority_date,
    )
    for name in ("purpose", "authority", "compliance"):
        value = getattr(given, name)
        if value is not None:
            filing = replace(filing, **{name: value})
    answers = dict(filing.answers)
    if given.customer_notice:
        answers[CUSTOMER_NOTICE] = text_given(given.customer_notice)
    if given.affirm:
        answers[AFFIRMED] = "yes"
    if given.exempt:
        answers[EXEMPT] = given.exempt.strip("()")
    if given.agreement:
        answers[AGREEMENT] = given.agreement
    for pair in given.answer:
        name, _, value = pair.partition("=")
        answers[name] = read_filing_answer(name, value)
    done = replace(
        filing,
        receipt=filing.receipt if given.receipt is None else given.receipt == "yes",
        notice=NoticeKind(given.notice) if given.notice else filing.notice,
        summary=text_given(given.summary).strip() if given.summary else filing.summary,
        affects_rates=given.rate_effect or (filing.affects_rates and not given.no_rate_effect),
        answers=tuple((name, value) for name, value in answers.items() if value),
    )
    rules = tariff_book.rules(tariff_book.schedule(done.schedule), done.issued)
    refuse_unasked(done, rules, (pair.partition("=")[0] for pair in given.answer))
    return done


def outcome_(_program: Program, tariff_book: TariffBook, given: Namespace) -> int:
    """``tariff FILE outcome --filing ID --approved DATE``."""
    if given.approved or given.suspended:
        outcome = FilingOutcome.APPROVED if given.approved else FilingOutcome.SUSPENDED
        day = day_given(given.approved or given.suspended)
    else:
        outcome, day = FilingOutcome.REJECTED if given.rejected else FilingOutcome.WITHDRAWN, None
    decision = filings.CommissionDecision(outcome, day, tuple(given.sheet), given.case, given.tracking)
    record = correct_outcome if given.correct else filings.record_outcome
    done = record(tariff_book, given.filing, decision)
    say(given, f"{done.id}: {outcome.value}; the filing is {done.stage.value}.")
    return DONE


def _book_json(book: BookOn) -> Json:
    schedule = book.schedule
    sheets: list[Json] = []
    for sheet in book.sheets:
        versions: list[Json] = [
            {
                "designation": version.name(schedule.style),
                "standing": sheet.chain.standing(version, book.day).value,
                "cancels": None if version.cancels is None else sheet.chain.designated(version.cancels, schedule.style),
                "issued": version.issued.isoformat() if version.issued else None,
                "proposed": version.proposed.isoformat() if version.proposed else None,
                "effective": version.effective.isoformat() if version.effective else None,
                "filing": version.filing,
            }
            for version in sheet.chain.versions
        ]
        current = None if sheet.in_force is None else sheet.in_force.name(schedule.style)
        sheets.append(
            {"sheet": str(sheet.chain.number), "title": sheet.chain.title, "in_force": current, "versions": versions}
        )
    return {
        "id": schedule.id,
        "utility": schedule.utility,
        "number": schedule.number,
        "title": schedule.title,
        "canceled_on": schedule.canceled_on.isoformat() if schedule.canceled_on else None,
        "sheets": sheets,
        "findings": [problem_json(finding) for finding in book.findings],
    }


def _filing_json(filing: TariffFiling) -> dict[str, Json]:
    return {
        "id": filing.id,
        "schedule": filing.schedule,
        "stage": filing.stage.value,
        "notice": filing.notice.value,
        "sheets": [part.sheet for part in filing.parts],
        "effective": filing.effective.isoformat() if filing.effective else None,
        "in_force": filing.effective_actual.isoformat() if filing.effective_actual else None,
        "suspended_until": filing.suspended_until.isoformat() if filing.suspended_until else None,
        "case": filing.case,
        "tracking": filing.tracking,
    }
