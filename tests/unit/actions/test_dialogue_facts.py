"""Which entities of a message become facts of the profile."""

from pathlib import Path

from actions.dialogue.facts import MAX_WORDS_KEPT, Fact, facts_of, facts_said, free_text_fact, telling_more
from actions.dialogue.turn import Entity
from actions.intake.model import load_intake

INTAKE = load_intake(Path("data/intake/adult.yml"))
OULU = Entity("place", "Oulu", "Oulussa")
COOK = Entity("occupation", "kokki", "kokkina")


def test_a_place_is_a_fact_in_any_message() -> None:
    said = facts_said([OULU], INTAKE, wish=False, open_question=None)
    assert said == {"place": Fact("place", "Oulu", "Oulussa", None, "place")}


def test_an_occupation_in_a_story_is_no_wish() -> None:
    assert facts_said([COOK], INTAKE, wish=False, open_question=None) == {}


def test_an_occupation_that_one_wants_to_become_is_a_wish_in_any_message() -> None:
    for text in ("kokiksi", "kokiks"):
        become = Entity("occupation", "kokki", text)
        assert facts_said([become], INTAKE, wish=False, open_question=None)["field"].value == "kokki"


def test_an_occupation_is_what_is_looked_for_in_a_wish_or_as_an_answer() -> None:
    in_wish = facts_said([COOK], INTAKE, wish=True, open_question=None)
    as_answer = facts_said([COOK], INTAKE, wish=False, open_question="field")
    assert in_wish == as_answer
    assert in_wish["field"].value == "kokki"


def test_the_more_specific_wish_wins() -> None:
    field = Entity("field", "hoitoala", "hoitoalalta")
    nurse = Entity("occupation", "lähihoitaja", "lähihoitajaksi")
    said = facts_said([field, nurse], INTAKE, wish=True, open_question=None)
    assert said["field"].value == "lähihoitaja"


def test_a_course_among_the_schools_is_one_that_was_gone_to() -> None:
    course = [Entity("occupation", "trukkikuski", "trukkikuskin")]
    at = "education_level"
    been = facts_said(course, INTAKE, wish=True, open_question=at, text="peruskoulu, trukkikuskin kurssi")
    wished = facts_said(course, INTAKE, wish=True, open_question=at, text="haluan trukkikuskin kurssin")
    assert "field" not in been
    assert wished["field"].value == "trukkikuski"


def test_sick_leave_is_stored_as_other() -> None:
    sick = Entity("employment_status", "sick_leave", "saikulla")
    said = facts_said([sick], INTAKE, wish=False, open_question=None)
    assert said["employment_status"].value == "other"


def test_facts_survive_the_profile_and_other_keys_are_left_alone() -> None:
    fact = Fact("place", "Oulu", "Oulussa")
    assert facts_of({fact.key: fact.to_json(), "dialogue": {}, "fact.broken": "x"}) == {"place": fact}


def test_free_text_is_kept_short_and_on_one_line() -> None:
    fact = free_text_fact(INTAKE.question("field"), "jotain\n  eläinten " + "x" * 500)
    assert fact.value.startswith("jotain eläinten")
    assert len(fact.value) == MAX_WORDS_KEPT


def test_what_tells_less_does_not_take_the_place_of_what_is_known() -> None:
    known = {"employment_status": Fact("employment_status", "laid_off", "", entity="employment_status")}
    said = facts_said(
        [Entity("employment_status", "sick_leave", "sairaslomalla")], INTAKE, wish=False, open_question=None
    )
    assert telling_more(said, known, INTAKE) == known
    assert telling_more(said, {}, INTAKE)["employment_status"].value == "other"
