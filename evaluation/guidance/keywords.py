"""The baseline of the openings: the same word lists, each word found as it is written, without any grammar.

What the keyword filter of a form would do: names of municipalities, fields, occupations, qualifications, the
quick answers of the intake, and the first number from 14 to 80 as the age. No inflection, no spelling, no
roles, no denial.
"""

import csv
import re
from functools import cache
from pathlib import Path

from actions.dialogue.facts import Fact
from actions.intake.model import load_intake
from datafiles import read_yaml

DATA = Path(__file__).parents[2] / "data"
LOOKUPS = DATA / "lookups"
WISHES = "qualifications", "occupations", "fields"
AGE = re.compile(r"\b(1[4-9]|[2-7]\d|80)\b")
FEWEST_LETTERS = 4


@cache
def _places() -> dict[str, str]:
    with (LOOKUPS / "places" / "municipalities.csv").open(encoding="utf-8") as rows:
        return {row["name"].lower(): row["name"] for row in csv.DictReader(rows)}


@cache
def _wishes() -> dict[str, str]:
    names: dict[str, str] = {}
    for kind in WISHES:
        for section in read_yaml(LOOKUPS / f"{kind}.yml").values():
            if not isinstance(section, dict):
                continue
            for name, entry in section.items():
                said = entry if isinstance(entry, list) else []
                names |= {str(form).lower(): str(name) for form in (name, *said)}
    return {form: name for form, name in names.items() if len(form) >= FEWEST_LETTERS}


@cache
def _answers() -> dict[str, dict[str, str]]:
    return {
        question.id: {
            phrase.lower(): option.value
            for option in question.options
            for phrase in (option.title, *option.words)
        }
        for question in load_intake(DATA / "intake" / "adult.yml").questions
    }


def facts(text: str) -> dict[str, Fact]:
    """What the words of a text name as they are written."""
    said = f" {' '.join(re.findall(r'[\w-]+', text.lower()))} "
    found = {name: _first(said, phrases) for name, phrases in _answers().items()}
    found |= {"place": _first(said, _places()), "field": _first(said, _wishes())}
    age = AGE.search(text)
    found["age"] = age.group() if age else None
    return {name: Fact(name, value, text) for name, value in found.items() if value is not None}


def _first(said: str, phrases: dict[str, str]) -> str | None:
    places = [(said.find(f" {phrase} "), value) for phrase, value in phrases.items()]
    return min(((at, value) for at, value in places if at >= 0), default=(0, None))[1]
