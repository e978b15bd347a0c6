"""The ESCO skills that an offer's learning outcomes are about: its own, else those of its catalogue row.

Rows are linked in data/pathways/outcomes: to skills, and to occupations whose chosen skills of the core
they give; the others in data/catalogue/skills.yml. An offer that was imported belongs to the row of the same
part of a qualification, by its code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from backends.courses.domain import Offer
from backends.paths import DATA
from backends.pathways.outcomes import OutcomeRow, OutcomeTable, course_of, load_outcomes
from backends.pathways.settings import PATHWAYS
from backends.skills.core import load_core
from backends.skills.core.files import read_table
from backends.skills.core.load import Core
from backends.skills.matching.words import SKILLS_DATA

CATALOGUE = DATA / "catalogue"
_PART = "tutkinnonosat_"


@dataclass(frozen=True, slots=True)
class LinkedSkill:
    """A skill with its URI and its official Finnish label; the label is the URI where none is known."""

    uri: str
    label: str


class SkillLinks:
    """Skills by row of the catalogue. Made once; safe to share between threads."""

    def __init__(self, outcomes: Mapping[str, OutcomeRow], core: Core) -> None:
        self._labels = {skill.uri: skill.label for skill in core.taxonomy.skills}
        self._labels |= {skill.uri: skill.label for row in outcomes.values() for skill in row.skills}
        self._by_row = {course: _uris(row, core) for course, row in outcomes.items()}

    def of(self, offer: Offer) -> tuple[LinkedSkill, ...]:
        """The offer's skills, those that its row names itself first."""
        uris = offer.esco_skills or self._by_row.get(course_of(offer.id), ()) or self._by_code(offer)
        return tuple(LinkedSkill(uri, self._labels.get(uri, uri)) for uri in uris)

    def _by_code(self, offer: Offer) -> tuple[str, ...]:
        rows = (f"osa-{code.removeprefix(_PART)}" for code in offer.koodisto_codes if code.startswith(_PART))
        return next((self._by_row[row] for row in rows if row in self._by_row), ())


@lru_cache(maxsize=1)
def skill_links() -> SkillLinks:
    """The links of the repository's own data.

    Raises:
        SkillsDataError: for a mistake in the data.
    """
    own = read_table(CATALOGUE / "skills.yml", CATALOGUE, OutcomeTable).items
    rows = {row.course: row for row in own} | load_outcomes(PATHWAYS / "outcomes")
    return SkillLinks(rows, load_core(SKILLS_DATA))


def _uris(row: OutcomeRow, core: Core) -> tuple[str, ...]:
    chosen = (uri for occupation in row.occupations for uri in core.chosen.get(occupation.uri, ()))
    return tuple(dict.fromkeys((*(skill.uri for skill in row.skills), *chosen)))
