"""The mapping over a small core: ranking, evidence, confidence, questions, yes and no."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from backends.skills.embedded import Skills
from backends.skills.matching.mapper import MapRequest
from backends.skills.matching.result import Confidence
from tests.support.esco import OCC, SKILL
from tests.support.timing import fastest


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("paistoin pihvejä suurkeittiössä", "kokki"),
        ("oon hitsannu telakalla putkia", "hitsaaja"),
        ("vanhainkodissa pesin asukkaita ja jaoin lääkkeitä", "lähihoitaja"),
        ("hoidin omaa äitiä kotona monta vuotta", "lähihoitaja"),
        ("en osaa hitsata, keitin ruokaa porukalle", "kokki"),
    ],
)
def test_the_best_occupation_comes_first(skills: Skills, text: str, label: str) -> None:
    found = skills.mapper.map(MapRequest(text))
    assert found.occupations[0].label == label
    scores = [one.score for one in found.occupations]
    assert scores == sorted(scores, reverse=True)


def test_an_occupation_that_is_named_comes_before_one_that_is_told_of(skills: Skills) -> None:
    told = "puikkohitsausta, vedin saumoja, hitsasin putkia telakalla"
    assert skills.mapper.map(MapRequest(told)).occupations[0].label == "hitsaaja"
    found = skills.mapper.map(MapRequest(f"olen ammatiltani kokki, {told}"))
    assert [one.label for one in found.occupations[:2]] == ["kokki", "hitsaaja"]
    scores = [one.score for one in found.occupations]
    assert scores == sorted(scores, reverse=True)


def test_a_denied_name_is_no_name(skills: Skills) -> None:
    found = skills.mapper.map(MapRequest("en ole kokki, vedin saumoja telakalla"))
    assert found.occupations[0].label == "hitsaaja"


def test_evidence_is_the_person_s_own_words(skills: Skills) -> None:
    text = "Kesällä paistoin pihvejä grillin takana."
    best = skills.mapper.map(MapRequest(text)).occupations[0]
    assert best.evidence
    assert all(word in text for phrase in best.evidence for word in phrase.split())
    assert best.confidence is not Confidence.LOW


def test_skills_come_through_occupations(skills: Skills) -> None:
    found = skills.mapper.map(MapRequest("paistoin pihvejä, suurkeittiön padat"))
    dishes = next(one for one in found.skills if one.uri == SKILL + "ruoka")
    assert dishes.through[0] == "kokki"


def test_unpaid_experience_leads_to_skills(skills: Skills) -> None:
    found = skills.mapper.map(MapRequest("tein pitopöytiä sukulaisten häihin"))
    assert found.skills[0].uri == SKILL + "ruoka"


@pytest.mark.parametrize(
    ("text", "question"),
    [("", "example"), ("hitsata en osaa", "example"), ("kaikenlaista pientä puuhaa", "ordinary_day")],
)
def test_vague_texts_get_a_question_and_few_guesses(skills: Skills, text: str, question: str) -> None:
    found = skills.mapper.map(MapRequest(text))
    assert found.followup is not None
    assert found.followup.id == question
    assert found.confidence is Confidence.LOW
    assert len(found.occupations) <= 3
    assert all(one.confidence is Confidence.LOW for one in (*found.occupations, *found.skills))


def test_what_was_denied_is_not_claimed(skills: Skills) -> None:
    found = skills.mapper.map(MapRequest("paistoin pihvejä, hitsausta en osaa"))
    assert found.denied == ("hitsausta",)
    assert all("hitsausta" not in one.evidence for one in found.occupations)


def test_rejected_ones_do_not_come_back(skills: Skills) -> None:
    wanted = MapRequest("paistoin pihvejä", rejected=(OCC + "kokki", SKILL + "ruoka", "unknown"))
    found = skills.mapper.map(wanted)
    assert not {OCC + "kokki", SKILL + "ruoka"} & {one.uri for one in (*found.occupations, *found.skills)}


def test_confirmed_occupations_are_certain(skills: Skills) -> None:
    found = skills.mapper.map(MapRequest("jotain ihan muuta", confirmed=(OCC + "hitsaaja",)))
    assert [one.label for one in found.occupations] == ["hitsaaja"]
    assert found.skills[0].label == "hitsata metallia"
    assert found.skills[0].confidence is Confidence.HIGH


@pytest.mark.parametrize("text", ["I worked as a nurse", "haista paska", "y" * 20_000, "1 2 3", "\x00\ud7ff"])
def test_odd_texts_are_answered(skills: Skills, text: str) -> None:
    found = skills.mapper.map(MapRequest(text))
    assert found.confidence is not Confidence.HIGH


@pytest.mark.parametrize("text", ["oot ihan idiootti", "vittu sä oot tyhmä", "oot ihan vammanen"])
def test_abuse_is_no_evidence(skills: Skills, text: str) -> None:
    found = skills.mapper.map(MapRequest(text))
    assert (found.occupations, found.skills) == ((), ())
    assert found.followup is not None


@pytest.mark.parametrize("text", ["Я работал водителем", "أنا عملت في مطعم", "zxqw vbnm"])
def test_nothing_is_guessed_that_rests_on_no_word(skills: Skills, text: str) -> None:
    found = skills.mapper.map(MapRequest(text))
    assert all(one.evidence for one in (*found.occupations, *found.skills))
    assert found.followup is not None


def test_limits_hold_and_answers_are_the_same_in_threads(skills: Skills) -> None:
    request = MapRequest("paistoin pihvejä ja hitsasin putkia", occupations=1, skills=2)
    first = skills.mapper.map(request)
    assert (len(first.occupations), len(first.skills)) == (1, 2)
    with ThreadPoolExecutor(4) as pool:
        assert all(found == first for found in pool.map(skills.mapper.map, [request] * 20))


def test_a_long_text_takes_no_long_time(skills: Skills) -> None:
    request = MapRequest("paistoin pihvejä, hitsasin putkia, hoidin vanhuksia. " * 380)
    assert fastest(lambda: skills.mapper.map(request), runs=2) < 2
