"""A question in plain words is answered by them, and what answers a question in a word is heard as that."""

import pytest

from actions.dialogue.turn import Clause, Entity
from tests.support.dialogue import Dialogue, asked


@pytest.mark.parametrize(
    ("intent", "text", "word"),
    [
        ("refine_search", "onkohan siellä muita miehiä", "Miehiä"),
        ("ask_labour_market", "kannattaako enää tämän ikäisenä?", "liian vanha"),
        ("give_feedback", "mitä hyötyä tästä on?", "Kysyn"),
        ("dont_know", "en ees tiiä pystynkö mä siihen", "aikuinen"),
    ],
)
async def test_the_words_go_before_the_intent(intent: str, text: str, word: str) -> None:
    heard = await asked("study_mode").say(intent, text)
    assert any(word in one for one in heard.texts)
    assert heard.asking == ["study_mode"]


async def test_a_word_that_is_no_subject_of_ours_is_taken_for_an_answer_that_was_not_understood() -> None:
    heard = await asked("study_mode").say("out_of_scope", "hälläväliä")
    assert heard.asking == ["study_mode"]
    assert not any("en osaa auttaa" in text for text in heard.texts)


async def test_a_word_to_a_question_that_takes_own_words_is_the_answer() -> None:
    dialogue = asked("goal")
    await dialogue.say("out_of_scope", "joku kevyempi työ")
    assert dialogue.known["goal"]["value"] == "joku kevyempi työ"


async def test_words_that_tell_nothing_are_no_answer() -> None:
    dialogue = asked("barriers")
    await dialogue.say("inform", "no niinku")
    assert "barriers" not in dialogue.known


async def test_a_sentence_that_looks_like_a_goodbye_is_the_answer() -> None:
    dialogue = asked("barriers")
    await dialogue.say("goodbye", "mulla menee illat ja aamut ihan miten sattuu")
    assert dialogue.known["barriers"]["value"] == "other"
    assert any("hyvää" in text for text in (await asked("barriers").say("goodbye", "moikka")).texts)


async def test_no_to_one_way_leaves_the_other() -> None:
    dialogue = asked("study_mode")
    await dialogue.say("inform", "en mitään nettijuttuja ala tekemään")
    assert dialogue.known["study_mode"]["value"] == "contact"


async def test_a_name_of_work_answers_the_question_of_the_field_though_it_could_be_asked_of() -> None:
    dialogue = asked("field")
    await dialogue.say("ask_occupation", "metsurin hommat")
    assert dialogue.known["field"]["value"] == "metsuri"
    dialogue = asked("field")
    await dialogue.say("ask_occupation", "millaista metsurin työ on")
    assert "field" not in dialogue.known


async def test_something_short_to_how_one_would_study_goes_on() -> None:
    heard = await asked("study_mode", field="hitsaus", goal="job", place="Oulu").say(
        "refine_search", "jotain lyhyttä vain"
    )
    assert heard.asking == ["barriers"]


async def test_the_same_statement_twice_leaves_the_question() -> None:
    dialogue = asked("study_mode", field="hitsaus", goal="job", place="Oulu")
    first = await dialogue.say("worry_confidence", "emmä kai sit oikein")
    again = await dialogue.say("worry_confidence", "emmä kai sit oikein")
    assert [first.asking, again.asking] == [["study_mode"], ["employment_status"]]


async def test_what_is_said_beside_a_fact_answers_the_open_question_too() -> None:
    dialogue = asked("employment_status")
    lukio = Entity("education_level", "upper_secondary_general", "lukion")
    await dialogue.say("inform", "lukion jälkeen vuosi taukoa", [lukio])
    assert dialogue.known["employment_status"]["value"] == "other"
    assert dialogue.known["education_level"]["value"] == "upper_secondary_general"


async def test_the_same_question_twice_leaves_the_open_one() -> None:
    dialogue = asked("barriers", field="parturi", goal="job", place="Oulu", study_mode="contact")
    first = await dialogue.say("ask_cost", "mitä se maksaa?")
    again = await dialogue.say("ask_cost", "mitä se maksaa?")
    assert [first.asking, again.asking] == [["barriers"], ["employment_status"]]


async def test_other_questions_leave_it_open() -> None:
    dialogue = asked("barriers", field="parturi", goal="job", place="Oulu", study_mode="contact")
    for text in ("mitä se maksaa?", "onko se kallis?"):
        assert (await dialogue.say("ask_cost", text)).asking == ["barriers"]


async def test_who_does_not_care_and_names_something_is_taken_at_their_word() -> None:
    dialogue = asked("field", goal="job")
    heard = await dialogue.say("dont_know", "vaikka taksia ajamaan, sama se")
    assert "taksia" in dialogue.known["field"]["value"]
    assert heard.asking == ["place"]
    assert "field" not in (await _after_a_bare("emmä tiiä")).known


async def _after_a_bare(text: str) -> Dialogue:
    dialogue = asked("field", goal="job")
    await dialogue.say("dont_know", text)
    return dialogue


async def test_a_yes_with_a_question_in_it_chooses_nothing() -> None:
    dialogue = asked("study_mode")
    await dialogue.say("affirm", "joo mut kauan semmonen sit kestää")
    assert "study_mode" not in dialogue.known


async def test_papers_that_one_has_are_no_wish() -> None:
    dialogue = asked("education_level", field="lähihoitaja")
    papers = Entity("qualification", "merkonomi", "merkonomin", role="goal")
    await dialogue.say("inform", "merkonomin paperit", [papers])
    assert dialogue.known["field"]["value"] == "lähihoitaja"
    assert dialogue.known["education_level"]["value"] == "vocational"


async def test_an_unclear_statement_is_the_answer_where_own_words_are_taken() -> None:
    dialogue = asked("goal")
    await dialogue.say("nlu_fallback", "jotain kevyttä ja rauhallista vaan")
    assert dialogue.known["goal"]["value"].startswith("jotain kevyttä")


async def test_a_town_alone_is_no_goal_and_the_question_stays_open() -> None:
    dialogue = asked("goal")
    heard = await dialogue.say("find_course", "pori", [Entity("place", "Pori", "pori")])
    assert "goal" not in dialogue.known
    assert dialogue.known["place"]["value"] == "Pori"
    assert heard.asking == ["goal"]


async def test_another_occupation_goes_before_a_worry_that_it_looks_like() -> None:
    dialogue = asked("barriers", field="lähihoitaja")
    cook = Entity("occupation", "kokki", "kokiks")
    await dialogue.say("worry_age", "ei kun sittenkin kokiks", [cook])
    assert dialogue.known["field"]["value"] == "kokki"


async def test_what_is_paid_for_it_asks_for_the_wage() -> None:
    heard = await asked("study_mode").say("ask_cost", "paljonko siitä maksetaan")
    assert not any("maksuton" in text for text in heard.texts)


async def test_a_worry_is_met_once_however_often_it_is_heard() -> None:
    dialogue = asked("goal")
    words = "aivot on ihan puuroo, opinkohan mä enää mitään"
    clauses = (Clause("aivot on ihan puuroo", "worry_confidence"), Clause("opinkohan mä enää mitään", "help"))
    heard = await dialogue.say("describe_background", words, clauses=clauses)
    assert heard.texts.count("Moni aikuinen pelkää samaa, ja se on ihan ymmärrettävää.") <= 1
    assert len(heard.texts) == len(set(heard.texts))
    assert "goal" not in dialogue.known
    assert heard.asking == ["goal"]


async def test_a_school_in_a_worry_that_asks_is_no_way_to_study() -> None:
    dialogue = asked("study_mode")
    await dialogue.say("worry_age", "tosin mietin olenko minä jo liian vanha koulun penkille")
    assert "study_mode" not in dialogue.known


async def test_whether_people_of_that_age_are_hired_is_a_worry_about_age() -> None:
    heard = await asked("study_mode").say("ask_labour_market", "palkkaakohan kukaan enää yli viiskymppistä")
    assert any("liian vanha" in text for text in heard.texts)
