"""Who writes for another is told once how to answer, and only that it is so is remembered."""

from actions.dialogue.on_behalf_data import on_behalf_words
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity
from tests.support.dialogue import Dialogue, asked

NOTE = on_behalf_words().note
OPENING = "Olen ohjaaja ja kirjoitan asiakkaan puolesta. Hän on 44, asuu Porissa ja haluaisi kokiksi"


async def test_what_is_told_is_of_the_other_and_the_writers_work_is_not_kept() -> None:
    dialogue = Dialogue()
    heard = await dialogue.say("find_course", OPENING, (Entity("occupation", "ohjaaja", "ohjaaja"),))
    assert heard.texts[0] == NOTE
    assert {name: fact["value"] for name, fact in dialogue.known.items() if name != "goal"} == {
        "age": "44",
        "place": "Pori",
        "field": "kokki",
    }
    assert dialogue.state.for_another


async def test_it_is_said_once_and_answers_are_heard_on() -> None:
    dialogue = Dialogue()
    await dialogue.say("find_course", OPENING)
    heard = await dialogue.say("inform", "hän on 45")
    assert NOTE not in heard.texts
    assert dialogue.known["age"]["value"] == "45"


async def test_where_nothing_else_is_said_the_first_question_follows() -> None:
    dialogue = Dialogue()
    heard = await dialogue.say("nlu_fallback", "Hei, kirjoitan asiakkaan puolesta")
    assert heard.texts[0] == NOTE
    assert heard.asking == ["goal"]


async def test_what_one_is_to_the_other_answers_no_question() -> None:
    dialogue = asked("barriers")
    dialogue.profile["dialogue"]["for_another"] = True
    heard = await dialogue.say("worry_family", "olen hänen äitinsä")
    assert heard.asking == ["barriers"]
    assert "barriers" not in dialogue.known


async def test_a_crisis_is_heard_as_it_is() -> None:
    dialogue = Dialogue()
    heard = await dialogue.say("crisis", "kirjoitan asiakkaan puolesta, hän haluaa kuolla")
    assert NOTE not in heard.texts
    assert not dialogue.state.for_another


async def test_in_a_talk_of_work_it_is_work() -> None:
    talk = {"stage": "telling", "name": "skills"}
    dialogue = Dialogue({"dialogue": DialogueState().to_json(), "talk": talk})
    await dialogue.say("inform", "kirjoitan asiakkaan puolesta kirjeitä, hän on iäkäs")
    assert not dialogue.state.for_another
