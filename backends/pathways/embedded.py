"""Opens everything that guides to an occupation: information, names, labour market and paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backends.courses.domain import Offer
from backends.courses.search.places import Gazetteer
from backends.courses.search.wishes import PlaceWish
from backends.labour.domain import OutlookProvider
from backends.labour.store import DATABASE, ImportedOutlooks
from backends.occupations.finder import OccupationFinder
from backends.occupations.library import OccupationLibrary, load_library
from backends.pathways.outcomes import linked_courses, load_outcomes
from backends.pathways.planner import CourseIndex, PathPlanner
from backends.pathways.service import PathService
from backends.pathways.settings import PATHWAYS, planner_settings
from backends.skills.core import load_core
from backends.skills.embedded import Skills
from backends.skills.guide import OccupationGuide
from backends.skills.matching.words import SKILLS_DATA
from nlu.analysis import shared_analyzer
from nlu.places import shared_places


@dataclass(frozen=True, slots=True)
class Guidance:
    """What is known beside the taxonomy, over one catalogue; shared between threads."""

    library: OccupationLibrary
    finder: OccupationFinder
    outlooks: OutlookProvider
    paths: PathService
    place: Callable[[str], PlaceWish]


def open_guidance(offers: Iterable[Offer], skills: Skills, var: Path) -> Guidance:
    """Reads data/occupations and data/pathways; the imported labour market lies in `var`.

    Raises:
        SkillsDataError: for a mistake in the data.
    """
    settings = planner_settings()
    library = load_library()
    core = load_core(SKILLS_DATA)
    courses = linked_courses(
        offers, load_outcomes(PATHWAYS / "outcomes"), essential_skills(skills.guide), settings
    )
    gazetteer = Gazetteer(shared_analyzer(), shared_places())
    planner = PathPlanner(CourseIndex(courses), gazetteer.by_name, settings)
    return Guidance(
        library,
        OccupationFinder(skills.taxonomy, core.everyday, shared_analyzer()),
        ImportedOutlooks(var / DATABASE),
        PathService(skills.guide, library, planner),
        gazetteer.by_name,
    )


def essential_skills(guide: OccupationGuide) -> Callable[[str], tuple[str, ...]]:
    """The essential skills of an occupation in the taxonomy that is in use; none for an unknown one."""

    @cache
    def essential(occupation: str) -> tuple[str, ...]:
        info = guide.occupation(occupation)
        return tuple(skill.uri for skill in info.essential) if info else ()

    return essential
