"""Nothing on paper is concluded for the company: each sentence that might be is listed with what it rests on."""

import inspect
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from desktop_app.domain.filings import Filing
from desktop_app.domain.tariffs.schedules import TariffFiling, TariffSchedule
from desktop_app.formspec.definition import ScheduleLine
from desktop_app.services.report_letters.drafts import KINDS, LetterDraft
from desktop_app.services.tariff_book import changes
from desktop_app.services.tariff_book.filing_answers import AFFIRMED, CUSTOMER_NOTICE, QUESTIONS
from desktop_app.services.tariff_book.support import SupportingPaper
from tests.architecture.sentences import ROOT, SERVICES, beside, draws, of_code, of_forms, of_letters, of_rules
from tests.support.forms_library import forms_library

KEPT_HOME = {
    "case_sheet",
    "companion_sheet",
    "small_case_sheet",
    "case_letter_sheet",
    "own_sheet",
    "customer_information_sheet",
    "filing_sheet",
    "telecom_records_sheet",
    "promotional_sheet",
    "gas_seller_sheet",
    "electric_monthly_sheet",
    "decommissioning_sheet",
    "cogeneration_sheet",
    "isrs_sheet",
    "depreciation_sheet",
    "rate_case_sheet",
    "customer_rights_sheet",
    "gas_transmittal_sheet",
    "incident_sheet",
    "cold_weather_sheet",
    "tariff_filing_sheet",
    "tariff_packet/papers.py",
}
ADVICE = "Name in tests/cases/sentences.toml what it rests on; if that is no answer, rule or comparison, ask the user."


@cache
def listed() -> Mapping[str, Sequence[str]]:
    table = tomllib.loads((ROOT / "tests" / "cases" / "sentences.toml").read_text(encoding="utf-8"))
    return {**table.pop("answers"), **table}


def found() -> Iterator[str]:
    for source in (of_letters(), of_rules(), of_forms(), of_code(listed()["papers"])):
        yield from (f"{name}: {text}" for name, text in source)


def sentences() -> Mapping[str, str]:
    """What each listed sentence rests on."""
    return {one: basis for basis, names in listed().items() if basis not in {"papers", "beside"} for one in names}


def test_every_sentence_that_may_be_concluded_is_listed_with_what_it_rests_on() -> None:
    known = set(sentences())
    assert [one for one in found() if one not in known] == [], ADVICE


def test_no_listed_sentence_is_gone_or_listed_twice() -> None:
    there = set(found())
    assert [one for one in sentences() if one not in there] == []
    assert len(sentences()) == sum(len(names) for basis, names in listed().items() if basis not in {"papers", "beside"})


def test_every_module_that_draws_or_gives_words_to_paper_is_looked_at_or_named() -> None:
    papers, known = listed()["papers"], {*listed()["papers"], *listed()["beside"]}
    drawing = {path.relative_to(SERVICES).as_posix() for path in SERVICES.rglob("*.py")}
    drawing = {name for name in drawing if draws(name)} | {near for name in papers for near in beside(name)}
    assert sorted(drawing - known) == []
    assert [name for name in known if not (SERVICES / name).is_file()] == []


def test_what_is_advice_is_never_filed() -> None:
    assert {one.partition(":")[0] for one in listed()["advice"]} == KEPT_HOME


def _place(form: str) -> Callable[[str], bool]:
    schedules = {
        schedule.id: {line.id for line in schedule.body if isinstance(line, ScheduleLine)}
        for schedule in forms_library().form(form).schedules
    }
    return lambda name: name.partition("/")[2] in schedules.get(name.partition("/")[0], ())


def _change(name: str) -> bool:
    function, _, word = name.partition("/")
    return word in inspect.signature(getattr(changes, function)).parameters


def _names(kept: type, *more: str) -> Callable[[str], bool]:
    known = {item.name for item in fields(kept)} | set(more)
    return known.__contains__


@cache
def asked() -> Mapping[str, Callable[[str], bool]]:
    """How each kind of answer is found."""
    questions = (AFFIRMED, CUSTOMER_NOTICE, *(item.name for item in QUESTIONS))
    of_templates = (name for kind in KINDS for name in forms_library().letter(kind).fields)
    return {
        **{path.name: _place(path.name) for path in (ROOT / "forms" / "filings").iterdir()},
        "filing": _names(TariffFiling, *questions),
        "case": _names(Filing),
        "letter": _names(LetterDraft, *of_templates),
        "schedule": _names(TariffSchedule),
        "paper": _names(SupportingPaper),
        "changes": _change,
    }


def test_what_a_sentence_is_said_to_rest_on_is_asked() -> None:
    table = tomllib.loads((ROOT / "tests" / "cases" / "sentences.toml").read_text(encoding="utf-8"))
    split = [(answer, *answer.partition("/")[::2]) for answer in table["answers"]]
    assert [answer for answer, who, name in split if not asked()[who](name)] == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ('style = "body"\ntext = "No report was late."', True),
        ('style = "body"\ntext = "The report is late."\nwhen = "late"', True),
        ('style = "body"\ntext = "PSC Mo. No. 1 is enclosed."', False),
    ],
)
def test_a_new_paragraph_is_seen(tmp_path: Path, text: str, *, seen: bool) -> None:
    (tmp_path / "letter.toml").write_text(f"[[paragraph]]\n{text}\n", encoding="utf-8")
    assert bool([*of_letters(tmp_path)]) is seen


def test_a_new_sentence_of_the_code_is_seen(tmp_path: Path) -> None:
    code = (
        '"""What it is for."""\n\ndef words(late: bool, n: int) -> str:\n    """More of it here."""\n    if n < 0:\n'
        '        raise ValueError("this is a refusal")\n'
        "    return f\"It has {n} pages{' and it came too late' if late else ''}.\"\n"
    )
    (tmp_path / "paper.py").write_text(code, encoding="utf-8")
    assert [text for _, text in of_code(["paper.py"], tmp_path)] == ["It has {} pages{}.", "and it came too late"]
