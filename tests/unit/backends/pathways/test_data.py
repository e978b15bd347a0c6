"""The committed outcomes and requirements fit the catalogue and the core."""

from __future__ import annotations

from backends.courses.catalogue import load_catalogue
from backends.occupations.library import Binding, load_library
from backends.paths import DATA
from backends.pathways.domain import COURSE, REQUIREMENT
from backends.pathways.outcomes import course_of, load_outcomes
from backends.pathways.settings import PATHWAYS
from backends.skills.core import load_core
from backends.skills.matching.words import SKILLS_DATA

OUTCOMES = load_outcomes(PATHWAYS / "outcomes")
LIBRARY = load_library()
COURSES = {course_of(offer.id) for offer in load_catalogue(DATA / "catalogue")}
CORE = load_core(SKILLS_DATA)
LABELS = {one.uri: one.label for one in CORE.taxonomy.occupations} | {
    one.uri: one.label for one in CORE.taxonomy.skills
}


def test_every_outcome_belongs_to_a_course_of_the_catalogue() -> None:
    assert OUTCOMES.keys() <= COURSES
    needed = {need.removeprefix(COURSE) for row in OUTCOMES.values() for need in row.needs}
    assert {need for need in needed if ":" not in need} <= COURSES


def test_labels_are_those_of_the_core() -> None:
    named = {one.uri: one.label for row in OUTCOMES.values() for one in row.occupations}
    named |= {one.uri: one.label for row in OUTCOMES.values() for one in row.skills}
    assert {uri: LABELS.get(uri) for uri in named} == named


def test_requirements_and_what_gives_them_name_each_other() -> None:
    given = {
        (token.removeprefix(REQUIREMENT), row.course)
        for row in OUTCOMES.values()
        for token in row.gives
        if token.startswith(REQUIREMENT)
    }
    asked = {(one.id, course) for one in LIBRARY.requirements.values() for course in one.courses}
    assert asked <= given
    assert {name for name, _ in given} <= LIBRARY.requirements.keys() | {"tulityo-katto"}


def test_tasks_are_of_the_core_and_in_short_sentences() -> None:
    assert LIBRARY.tasks.keys() <= LABELS.keys()
    sentences = [one for text in LIBRARY.tasks.values() for one in text.split(".") if one.strip()]
    assert max(len(one.split()) for one in sentences) <= 18


def test_what_the_law_asks_names_its_source() -> None:
    law = [one for one in LIBRARY.requirements.values() if one.binding is Binding.LAW]
    assert len(law) >= 15
    assert all("(" in one.source.name for one in law)


def test_what_one_does_is_told_of_every_occupation_of_the_core_in_short_sentences() -> None:
    assert {one.uri for one in CORE.taxonomy.occupations} <= LIBRARY.tasks.keys()
    sentences = [sentence for text in LIBRARY.tasks.values() for sentence in text.split(". ")]
    assert max(len(sentence.split()) for sentence in sentences) <= 12
