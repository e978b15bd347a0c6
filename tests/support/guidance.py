"""Fixtures: guidance over the small core, a few courses and one requirement."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from backends.courses.domain import CostClass, Extent, ExtentUnit, Kind, Mode, Offer
from backends.courses.search.places import Gazetteer
from backends.facts.domain import Source, Status
from backends.labour.store import ImportedOutlooks
from backends.occupations.finder import OccupationFinder
from backends.occupations.library import Binding, OccupationLibrary, Requirement
from backends.pathways.embedded import Guidance, essential_skills
from backends.pathways.outcomes import NamedOccupation, NamedSkill, OutcomeRow, linked_courses
from backends.pathways.planner import CourseIndex, PathPlanner
from backends.pathways.service import PathService
from backends.pathways.settings import planner_settings
from backends.skills.embedded import Skills
from nlu.analysis import shared_analyzer
from nlu.places import shared_places
from tests.support.esco import OCC, SKILL

DAY = date(2026, 11, 26)
COOK, FOOD, HYGIENE = OCC + "kokki", SKILL + "ruoka", SKILL + "hygienia"
CARD = Requirement(
    id="passi",
    name="hygieniapassi",
    text="Hygieniapassi tarvitaan keittiössä.",
    binding=Binding.LAW,
    occupations=(NamedOccupation(uri=COOK, label="kokki"),),
    courses=("passi",),
    source=Source(name="Elintarvikelaki (297/2021)"),
    checked_on=DAY,
    status=Status.VERIFIED,
)
OUTCOMES = {
    "kokki-pt": OutcomeRow(
        course="kokki-pt",
        occupations=(NamedOccupation(uri=COOK, label="kokki"),),
    ),
    "keittio": OutcomeRow(course="keittio", skills=(NamedSkill(uri=FOOD, label="valmistaa ruokia"),)),
    "passi": OutcomeRow(course="passi", gives=("requirement:passi",)),
}


def offer(id_: str, kind: Kind, town: str | None, extent: Extent | None, cost: CostClass | None) -> Offer:
    """An offer of the small catalogue."""
    return Offer(
        id=id_,
        name=id_.partition("--")[0].capitalize(),
        kind=kind,
        description="Kurssi.",
        source="embedded",
        checked_on=DAY,
        sample=True,
        municipalities=(town,) if town else (),
        modes=(Mode.CONTACT,),
        extent=extent,
        cost_class=cost,
        languages=("fi",),
    )


OFFERS = (
    offer("kokki-pt--oulu", Kind.DEGREE, "Oulu", Extent(180, ExtentUnit.OSP), CostClass.FREE),
    offer("kokki-pt--helsinki", Kind.DEGREE, "Helsinki", Extent(180, ExtentUnit.OSP), CostClass.FREE),
    offer("keittio--helsinki", Kind.SHORT, "Helsinki", Extent(60, ExtentUnit.HOURS), CostClass.PAID),
    offer("passi", Kind.SHORT, None, None, None),
    offer("muu", Kind.SHORT, "Oulu", None, None),
)


def make_guidance(skills: Skills, var: Path) -> Guidance:
    """Guidance over the small catalogue; what is imported on the labour market lies in `var`."""
    library = OccupationLibrary({COOK: "Teet ruokaa."}, {CARD.id: CARD})
    settings = planner_settings()
    courses = linked_courses(OFFERS, OUTCOMES, essential_skills(skills.guide), settings)
    place = Gazetteer(shared_analyzer(), shared_places()).by_name
    everyday = {COOK: ("kokkari",)}
    return Guidance(
        library,
        OccupationFinder(skills.taxonomy, everyday, shared_analyzer()),
        ImportedOutlooks(var / "labour.sqlite"),
        PathService(skills.guide, library, PathPlanner(CourseIndex(courses), place, settings)),
        place,
    )


@pytest.fixture
def guidance(skills: Skills, tmp_path: Path) -> Guidance:
    return make_guidance(skills, tmp_path)
