from __future__ import annotations

from collections import Counter
from dataclasses import replace

from backends.courses.catalogue import load_catalogue
from backends.courses.detail_models import CourseDetails
from backends.courses.domain import Kind
from backends.courses.skill_links import CATALOGUE, SkillLinks, skill_links
from backends.pathways.outcomes import NamedOccupation, NamedSkill, OutcomeRow, OutcomeTable, course_of
from backends.skills.core import load_core
from backends.skills.core.files import read_table
from backends.skills.matching.words import SKILLS_DATA
from tests.support.offers import offer

CORE = load_core(SKILLS_DATA)
OCCUPATION = CORE.taxonomy.occupations[0]
SKILL = NamedSkill(uri="http://data.europa.eu/esco/skill/own", label="oma taito")
LINKS = SkillLinks(
    {
        "osa-900001": OutcomeRow(
            course="osa-900001",
            skills=(SKILL,),
            occupations=(NamedOccupation(uri=OCCUPATION.uri, label=OCCUPATION.label),),
        )
    },
    CORE,
)


def test_an_offer_has_the_skills_of_its_row_its_own_first() -> None:
    found = LINKS.of(offer("osa-900001--opisto", "Osa", Kind.DEGREE_PART))
    assert (found[0].uri, found[0].label) == (SKILL.uri, SKILL.label)
    assert [one.uri for one in found[1:]] == list(CORE.chosen[OCCUPATION.uri])


def test_an_imported_offer_belongs_to_the_row_of_its_code() -> None:
    imported = replace(
        offer("opintopolku-1", "Osa", Kind.DEGREE_PART), koodisto_codes=("tutkinnonosat_900001",)
    )
    assert LINKS.of(imported) == LINKS.of(offer("osa-900001", "Osa"))


def test_skills_that_an_offer_names_itself_are_its_own() -> None:
    assert [one.uri for one in LINKS.of(replace(offer("osa-900001", "Osa"), esco_skills=("urn:x",)))] == [
        "urn:x"
    ]
    assert LINKS.of(offer("muu", "Muu")) == ()


def test_most_offers_of_the_catalogue_are_linked() -> None:
    linked, whole = Counter[Kind](), Counter[Kind]()
    for one in load_catalogue():
        whole[one.kind] += 1
        linked[one.kind] += bool(skill_links().of(one))
    assert linked.total() / whole.total() > 0.65
    assert linked[Kind.DEGREE] / whole[Kind.DEGREE] > 0.8


def test_links_are_of_rows_that_there_are() -> None:
    rows = {course_of(one.id) for one in load_catalogue()}
    linked = {row.course for row in read_table(CATALOGUE / "skills.yml", CATALOGUE, OutcomeTable).items}
    assert linked <= rows


def test_details_tell_uri_and_label() -> None:
    [one] = [each for each in load_catalogue() if each.id == "sote-pt--oppisopimus"]
    skills = CourseDetails.of(one).skills
    assert skills
    assert all(skill.uri.startswith("http://data.europa.eu/esco/skill/") and skill.label for skill in skills)
