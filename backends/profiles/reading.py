"""Finds skills, occupations and told work in a profile that another service gave the person, as JSON.

The exports' member names change often, so that nothing is read by its place: URIs of ESCO are taken wherever
they stand, and texts only under names that say they are about work or skills. Names, addresses and all else
are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from backends.skills.domain import ESCO

MOST_TEXTS = 60
LONGEST_TOLD = 1_000
_SKILL, _OCCUPATION = ESCO + "skill/", ESCO + "occupation/"
_LONGEST_URI = 200
_MOST_VALUES = 50_000
_ABOUT_WORK = frozenset(
    {
        *("workexperience", "workexperiences", "position", "activities", "achievement", "achievements"),
        *("jobrelated", "organisational", "communication", "computer", "responsibilities", "occupation"),
        *(
            "volunteering",
            "hobbies",
            "tyopaikat",
            "toimenkuvat",
            "toimenkuva",
            "tehtavat",
            "vapaa-ajan-teemat",
        ),
        *("vapaaajanteemat", "vapaaajantoiminnot", "toiminnot", "patevyydet", "osaamiset", "muuosaaminen"),
        *("vapaateksti", "kuvaus"),
    }
)
_TEXTS = frozenset(
    {
        *("label", "description", "activities", "title", "text"),
        *("nimi", "kuvaus", "vapaateksti", "otsikko", "fi"),
    }
)


class Format(StrEnum):
    """Whose profile it looks like."""

    EUROPASS = "europass"
    OSAAMISPOLKU = "osaamispolku"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Profile:
    """URIs of skills and occupations in their order, and what is told of work and skills in words."""

    format: Format
    skills: tuple[str, ...]
    occupations: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    about_work: bool


def read_profile(content: Any) -> Profile:
    """The profile in parsed JSON; empty for one that holds nothing of the sort."""
    skills: dict[str, None] = {}
    occupations: dict[str, None] = {}
    texts: dict[str, None] = {}
    for value in _values(content):
        if value.text.startswith(_SKILL) and len(value.text) <= _LONGEST_URI:
            skills[value.text] = None
        elif value.text.startswith(_OCCUPATION) and len(value.text) <= _LONGEST_URI:
            occupations[value.text] = None
        elif value.about_work and "://" not in value.text and len(texts) < MOST_TEXTS:
            told = " ".join(value.text[:LONGEST_TOLD].split())
            if any(letter.isalpha() for letter in told):
                texts[told] = None
    return Profile(_format(content), tuple(skills), tuple(occupations), tuple(texts))


def _format(content: Any) -> Format:
    names = {str(name).lower() for name in content} if isinstance(content, dict) else set()
    if names & {"skillspassport", "learnerinfo", "europass"}:
        return Format.EUROPASS
    if names & {"osaamiset", "tyopaikat", "muuosaaminen", "koulutuskokonaisuudet", "yksilo"}:
        return Format.OSAAMISPOLKU
    return Format.OTHER


def _values(content: Any) -> Iterator[_Value]:
    """All texts in the order of the document, with whether they tell of work; without recursion."""
    waiting: list[tuple[Any, bool, bool]] = [(content, False, False)]
    seen = 0
    while waiting and seen < _MOST_VALUES:
        value, work, told = waiting.pop()
        seen += 1
        if isinstance(value, dict):
            for name, inner in reversed(value.items()):
                key = str(name).lower()
                waiting.append((inner, work or key in _ABOUT_WORK, key in _TEXTS))
        elif isinstance(value, list):
            waiting.extend((inner, work, told) for inner in reversed(value))
        elif isinstance(value, str):
            yield _Value(value.strip(), work and told)
