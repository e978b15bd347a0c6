"""After courses were shown another wish is heard, whatever else its words look like."""

import pytest

from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity
from tests.support.dialogue import Dialogue
from tests.support.services import INTAKE

SHOWN = DialogueState(flow="find_course", searched=True, seen=3, skipped=INTAKE.flows["find_course"])
BAKER = Entity("occupation", "leipuri", "leipuri")
EVENING = Entity("study_mode", "evening", "illoin")
COOK = Entity("occupation", "kokki", "kokilla", role="background")


def after_courses(**facts: str) -> Dialogue:
    known = {f"fact.{name}": {"value": value, "said": ""} for name, value in facts.items()}
    return Dialogue({"dialogue": SHOWN.to_json(), **known})


@pytest.mark.parametrize(
    ("intent", "text", "entity", "field"),
    [
        ("ask_labour_market", "no mennään sillä kokilla kuitenkin", COOK, "kokki"),
        ("insult", "ei hitsausta vaan leipuri", BAKER, "leipuri"),
        ("describe_background", "jos sittenkin leipuri niin pääsis tutun luo töihin", BAKER, "leipuri"),
    ],
)
async def test_another_wish_is_searched_for(intent: str, text: str, entity: Entity, field: str) -> None:
    dialogue = after_courses(field="hitsaus")
    await dialogue.say(intent, text, [entity])
    assert dialogue.known["field"]["value"] == field
    assert dialogue.state.searched


async def test_a_question_after_courses_changes_nothing() -> None:
    dialogue = after_courses(field="hitsaus")
    await dialogue.say("ask_labour_market", "onko leipureille kuitenkin töitä?", [BAKER])
    assert dialogue.known["field"]["value"] == "hitsaus"


async def test_a_denied_wish_is_not_searched_for() -> None:
    dialogue = after_courses(field="hitsaus")
    await dialogue.say("inform", "ei mitään leipuri", [BAKER])
    assert dialogue.known["field"]["value"] == "hitsaus"


async def test_a_way_to_study_that_was_not_told_before_is_heard_after_courses() -> None:
    dialogue = after_courses(field="hitsaus")
    await dialogue.say("complain", "ei koneella onnistu, paikan päällä sitten")
    assert dialogue.known["study_mode"]["value"] == "contact"


async def test_shorter_is_heard_in_words_that_mean_nothing_surer() -> None:
    dialogue = after_courses(field="hitsaus")
    heard = await dialogue.say("inform", "alottaisin kyllä jollain lyhyellä")
    assert "utter_heard_what_next" not in heard.texts
    assert not any("Mitä haluaisit tehdä seuraavaksi" in text for text in heard.texts)


@pytest.mark.parametrize("text", ["aamulla, leipomo on vasta illalla", "onko leipuri iltatyötä?"])
async def test_what_stands_beside_an_answer_is_no_new_wish(text: str) -> None:
    state = DialogueState(flow="find_course", open="study_mode")
    dialogue = Dialogue(
        {"dialogue": state.to_json(), "fact.field": {"value": "hitsaus", "said": ""}},
    )
    await dialogue.say("inform", text, [BAKER])
    assert dialogue.known["field"]["value"] == "hitsaus"


async def test_an_answer_and_another_wish_in_one_message_are_both_heard() -> None:
    state = DialogueState(flow="find_course", open="study_mode")
    dialogue = Dialogue(
        {"dialogue": state.to_json(), "fact.field": {"value": "kokki", "said": ""}},
    )
    entities = [Entity("occupation", "kokki", "kokki"), BAKER]
    await dialogue.say("inform", "päivällä. hei ei kokki vaan leipuri", entities)
    assert dialogue.known["field"]["value"] == "leipuri"
    assert dialogue.known["study_mode"]["value"] == "contact"


async def test_a_question_that_proposes_something_else_is_a_wish() -> None:
    dialogue = after_courses(field="hitsaus")
    await dialogue.say("ask_labour_market", "pitäiskö kuitenkin leipuri", [BAKER])
    assert dialogue.known["field"]["value"] == "leipuri"


async def test_finnish_in_place_of_what_was_shown_is_searched_for() -> None:
    dialogue = after_courses(field="hitsaus", goal="job")
    await dialogue.say("ask_finnish_language", "ensin suomen kurssi")
    assert dialogue.known["goal"]["value"] == "language"
    assert dialogue.known["field"]["value"] == "suomen kieli"


@pytest.mark.parametrize("intent", ["stop", "worry_health"])
async def test_another_way_that_sounds_like_an_end_is_searched_for(intent: str) -> None:
    dialogue = after_courses(field="hitsaus", study_mode="online")
    class_teaching = Entity("study_mode", "contact", "lähiopetusta")
    await dialogue.say(intent, "sittenkin lähiopetusta, ruudun tuijottaminen riitti", [class_teaching])
    assert dialogue.known["study_mode"]["value"] == "contact"
    assert dialogue.known["field"]["value"] == "hitsaus"
    assert dialogue.state.searched


async def test_a_reason_is_no_other_subject() -> None:
    dialogue = after_courses(field="hitsaus", study_mode="contact")
    await dialogue.say("inform", "sittenkin illoin, kun päivät menee ajossa", [EVENING])
    assert dialogue.known["field"]["value"] == "hitsaus"
    assert dialogue.known["study_mode"]["value"] == "evening"


async def test_a_way_to_study_is_no_subject() -> None:
    dialogue = after_courses(field="hitsaus")
    await dialogue.say("inform", "sittenkin ryhmässä")
    assert dialogue.known["field"]["value"] == "hitsaus"


async def test_another_answer_after_courses_is_searched_for_and_not_asked_about() -> None:
    dialogue = after_courses(field="hitsaus", study_mode="contact")
    await dialogue.say("refine_search", "näytä muita")
    heard = await dialogue.say("nlu_fallback", "joo tai sit illoin koska teen päivävuoroa", [EVENING])
    assert dialogue.known["study_mode"]["value"] == "evening"
    assert dialogue.state.searched
    assert not any("tietää myös tästä" in text for text in heard.texts)


async def test_shorter_is_heard_in_what_it_must_not_take() -> None:
    dialogue = after_courses(field="hitsaus", goal="occupation")
    await dialogue.say("worry_health", "saisko jotai mikä ei kestä montaa vuotta")
    assert dialogue.profile["courses"]["limits"]["shorter"]
    assert "own_pace" not in {key.removeprefix("wish.") for key in dialogue.profile}


async def test_a_card_that_one_has_is_no_other_wish() -> None:
    dialogue = after_courses(field="hitsaus", goal="occupation")
    card = Entity("qualification", "trukkikortti", "trukkikortti")
    await dialogue.say("nlu_fallback", "ai niin mulla on myös trukkikortti", [card])
    assert dialogue.known["field"]["value"] == "hitsaus"
