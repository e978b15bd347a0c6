"""The eleven mandatory elements of a small competence unit, as the European Union names them.

Source: Council Recommendation on a European approach to micro-credentials (2022/C 243/02), Annex I. The
identification of the learner and the date of issuing stand in the certificate alone, so no course tells them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from backends.courses.compare import FactWords
from backends.courses.domain import Offer
from backends.courses.search.wishes import shown_modes
from backends.paths import SEARCH_DATA
from datafiles import read_yaml


class ElementName(StrEnum):
    """The elements, in the order of the annex."""

    LEARNER = "learner"
    TITLE = "title"
    COUNTRY = "country"
    AWARDING_BODY = "awarding_body"
    ISSUED_ON = "issued_on"
    OUTCOMES = "outcomes"
    WORKLOAD = "workload"
    LEVEL = "level"
    ASSESSMENT = "assessment"
    PARTICIPATION = "participation"
    QUALITY = "quality"


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its Finnish label and value; the value is "ei tiedossa" where it is not `known`."""

    name: ElementName
    label: str
    value: str
    known: bool


def elements(offer: Offer) -> tuple[Element, ...]:
    """All eleven elements of a small competence unit; none of any other offer."""
    if not offer.small_unit:
        return ()
    texts, words = _texts(), FactWords(_names())
    said: Mapping[ElementName, Callable[[], str]] = {
        ElementName.TITLE: lambda: offer.name,
        ElementName.COUNTRY: lambda: ", ".join((str(texts["country"]), *offer.regions)),
        ElementName.AWARDING_BODY: lambda: offer.provider or "",
        ElementName.OUTCOMES: lambda: "; ".join(offer.learning_outcomes),
        ElementName.WORKLOAD: lambda: words.extent(offer.extent),
        ElementName.LEVEL: lambda: f"{texts['level']} {offer.eqf}" if offer.eqf else "",
        ElementName.ASSESSMENT: lambda: offer.assessment or "",
        ElementName.PARTICIPATION: lambda: words.names("mode", shown_modes(offer)),
        ElementName.QUALITY: lambda: offer.quality_assurance or "",
    }
    found = {name: said[name]() if name in said else "" for name in ElementName}
    labels = texts["labels"]
    return tuple(
        Element(name, str(labels[name]), value or words.unknown, bool(value)) for name, value in found.items()
    )


def heading() -> str:
    """What stands above the elements where they are shown as text."""
    return str(_texts()["heading"])


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(SEARCH_DATA / "elements.yml")
    return content


@lru_cache(maxsize=1)
def _names() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(SEARCH_DATA / "why.yml")
    names: dict[str, Any] = content["names"]
    return names
