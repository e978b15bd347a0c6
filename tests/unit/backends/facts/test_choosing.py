"""Which facts answer a question: what it names, and nothing that it does not ask about."""

from __future__ import annotations

from datetime import date

import pytest

from backends.facts.choosing import about
from backends.facts.domain import load_facts
from backends.paths import DATA

FACTS = load_facts(DATA / "facts")
DAY = date(2026, 11, 26)


def chosen(topic: str, question: str, day: date = DAY) -> list[str]:
    return [fact.id for fact in about(FACTS.values(), topic, day, question)]


@pytest.mark.parametrize(
    ("topic", "question", "first"),
    [
        ("ask_cost", "tulin oleskeluluvalla EU:n ulkopuolelta, pitääkö maksaa", "fees_third_country"),
        ("ask_financing", "saako aikuiskoulutustukea vielä", "adult_education_allowance_ended"),
        ("ask_financing", "miten toimeentulotuelle käy", "social_assistance_tightened"),
        ("ask_financing", "saanko opintotukea", "student_aid"),
        ("ask_financing", "paljonko yleistuki on", "general_support"),
        ("ask_financing", "maksetaanko kulukorvausta", "labour_market_training"),
        ("ask_study_on_benefit", "saako avoimessa opiskella työttömänä", "studies_on_unemployment_benefit"),
        ("ask_employment_services", "tuleeko karenssi", "jobseeker_sanctions"),
        ("ask_employment_services", "missä työkkäri on nykyään", "employment_services"),
    ],
)
def test_the_fact_that_the_question_names_comes_first(topic: str, question: str, first: str) -> None:
    assert chosen(topic, question)[0] == first


def test_the_price_of_a_course_is_not_answered_with_the_fee_of_those_from_outside_the_eu() -> None:
    for question in ("mitä se maksaa", "onko kurssi ilmainen", "paljonko tutkinto maksaa", ""):
        assert chosen("ask_cost", question) == []


def test_a_question_that_names_a_fact_gets_no_general_ones_beside_it() -> None:
    assert "general_support" in chosen("ask_financing", "millä rahalla eletään")
    assert "general_support" not in chosen("ask_financing", "saako aikuiskoulutustukea vielä")


def test_every_answer_on_studying_with_a_benefit_says_who_decides_and_when() -> None:
    for question in ("", "lyhyt kurssi työttömänä", "avoin yliopisto ja päiväraha", "työvoimakoulutus"):
        assert "studies_on_unemployment_benefit" in chosen("ask_study_on_benefit", question)
    fact = FACTS["studies_on_unemployment_benefit"]
    for said in (fact.text, fact.unsure):
        assert "päättää" in said
        assert "ennen kuin aloitat" in said


def test_a_fact_whose_time_has_not_come_is_no_answer() -> None:
    assert "general_support" not in chosen("ask_financing", "yleistuki", date(2026, 4, 30))
    assert chosen("ask_financing", "yleistuki", date(2026, 5, 1))[0] == "general_support"


def test_without_a_topic_all_facts_are_there() -> None:
    assert {fact.id for fact in about(FACTS.values(), None, DAY)} == set(FACTS)
