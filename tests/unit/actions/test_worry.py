"""A worry becomes a wish that is shown, followed and removable."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from actions.base import SuuntaAction
from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.intake.model import load_intake
from actions.skills.worry import MeetWorry, RemoveWish, TellMore
from backends.client.courses import CoursesClient, CoursesFound, RelaxedWish
from tests.support.dialogue import Dialogue, asked
from tests.support.services import services_with
from tests.unit.actions.test_skills import ALL_KNOWN, COURSE

CARER = Entity("occupation", "lastenhoitaja", "lastenhoitajaksi")
INTAKE = load_intake(Path("data/intake/adult.yml"))
SHOWN = DialogueState(flow="find_course", searched=True, seen=3)
KNOWN = {key: value for key, value in ALL_KNOWN.items() if key != "fact.study_mode"}
SKIPPED_MODE = DialogueState(flow="find_course", searched=True, seen=3, skipped=("study_mode",))


class OnlyEvenings(CoursesClient):
    """Has no online courses; remembers the ways of study that it was asked for."""

    def __init__(self) -> None:
        self.modes: list[list[str]] = []

    async def search(self, text: str = "", **wishes: object) -> CoursesFound:
        modes = list(wishes["modes"])  # type: ignore[call-overload]
        self.modes.append(modes)
        relaxed = (RelaxedWish("mode", "Verkossa ei ole."),) if modes == ["online"] else ()
        return CoursesFound((COURSE,), relaxed, 1, True)


async def reply_of(
    skill: SuuntaAction, turn: Turn, state: DialogueState, profile: Mapping[str, object]
) -> tuple[Guide, OnlyEvenings]:
    told = {"dialogue": state.to_json(), **profile}
    guide = Guide(Turn(turn.text, turn.intent, turn.entities, told), INTAKE)
    courses = OnlyEvenings()
    await skill.reply_to(guide, services_with(courses=courses))
    return guide, courses


async def test_after_the_suggestions_a_worry_searches_again_with_its_wish() -> None:
    turn = Turn("lapset on pieniä", "worry_family")
    guide, courses = await reply_of(MeetWorry(), turn, SKIPPED_MODE, dict(KNOWN))
    assert courses.modes == [["online"], ["evening"]]
    shown = [message for message in guide.reply.messages if "cards" in message.custom]
    assert [message.response for message in shown] == ["utter_courses_found"]
    assert any("verkossa tai iltaisin" in (message.text or "") for message in guide.reply.messages)
    assert '/remove_wish{"answer": "family"}' in [button.payload for button in shown[0].buttons]


async def test_a_worry_in_the_middle_leads_back_to_the_open_question() -> None:
    state = DialogueState(flow="find_course", open="place", skipped=("goal", "field"))
    guide, courses = await reply_of(MeetWorry(), Turn("oon liian vanha", "worry_age"), state, {})
    assert [message.response for message in guide.reply.messages[:1]] == ["utter_worry_age"]
    assert guide.reply.messages[-1].custom["asking"] == "place"
    assert {"type": "profile.set", "key": "wish.all_ages", "value": "aikuisia opiskelijoita"} in (
        guide.reply.effects()
    )
    assert courses.modes == []


async def test_a_worry_answers_the_question_of_what_is_hard() -> None:
    state = DialogueState(flow="find_course", open="barriers")
    known = {key: value for key, value in KNOWN.items() if key != "fact.barriers"}
    guide, _ = await reply_of(MeetWorry(), Turn("rahat ei riitä", "worry_money"), state, known)
    assert guide.facts["barriers"].value == "free"
    assert guide.state.open != "barriers"


async def test_a_worry_before_any_goal_only_keeps_the_wish() -> None:
    guide, _ = await reply_of(MeetWorry(), Turn("kone on vaikee", "worry_digital"), DialogueState(), {})
    assert [message.response for message in guide.reply.messages] == ["utter_worry_digital"]
    assert "contact" in guide.wishes


async def test_a_removed_wish_is_no_longer_followed() -> None:
    press = Turn("/remove_wish", "remove_wish", (Entity("answer", "family", "family"),))
    profile = {**KNOWN, "wish.family": "verkossa tai iltaisin"}
    guide, courses = await reply_of(RemoveWish(), press, SKIPPED_MODE, profile)
    assert courses.modes == [[]]
    assert {"type": "profile.delete", "key": "wish.family"} in guide.reply.effects()


async def test_an_old_button_of_a_wish_that_is_gone_breaks_nothing() -> None:
    press = Turn("/remove_wish", "remove_wish", (Entity("answer", "family", "family"),))
    guide, _ = await reply_of(RemoveWish(), press, SHOWN, dict(ALL_KNOWN))
    assert [message.response for message in guide.reply.messages] == ["utter_heard_what_next"]


async def test_who_wants_to_tell_more_is_asked_the_rest_in_order() -> None:
    guide, _ = await reply_of(TellMore(), Turn("/tell_more", "tell_more"), SHOWN, dict(ALL_KNOWN))
    assert guide.state.flow == "profile"
    assert guide.state.open == "motivation"


async def test_a_worry_that_names_a_wish_begins_the_search() -> None:
    turn = Turn("lapset on pieniä, lastenhoitajaksi mietin", "worry_family", (CARER,))
    guide, _ = await reply_of(MeetWorry(), turn, DialogueState(), {})
    assert guide.state.flow == "find_course"
    assert guide.state.open is not None


async def test_facts_beside_a_worry_are_said_back_and_the_intake_goes_on() -> None:
    turn = Turn("selkä kipeä, kouvolasta oon", "worry_health", (Entity("place", "Kouvola", "kouvolasta"),))
    guide, _ = await reply_of(MeetWorry(), turn, DialogueState(), {})
    assert guide.state.open == "goal"
    assert "Kouvola" in (guide.reply.messages[-1].text or "")


async def test_who_tells_of_several_worries_is_offered_a_human_with_a_look_at_what_is_told() -> None:
    turn = Turn("rahatkin on tiukilla", "worry_money")
    one = {**KNOWN, "wish.family": "verkossa tai iltaisin"}
    guide, _ = await reply_of(RemoveWish(), Turn("/remove_wish", "remove_wish"), SKIPPED_MODE, one)
    assert INTAKE.phrases.support not in texts(guide)
    guide, _ = await reply_of(MeetWorry(), turn, SKIPPED_MODE, one)
    assert INTAKE.phrases.support in texts(guide)
    payloads = [button.payload for message in guide.reply.messages for button in message.buttons]
    assert '/request_human{"answer": "human:summary"}' in payloads
    assert not [effect for effect in guide.reply.effects() if effect["type"] == "consent.record"]


def texts(guide: Guide) -> str:
    return " ".join(message.text or "" for message in guide.reply.messages)


@pytest.mark.parametrize(
    "text", ["äiti on jo 81 ja asuu naapurissa", "anoppi täyttää 79", "mun mies on 67 ja sairas"]
)
async def test_the_age_of_ones_kin_is_no_worry_about_ones_own(text: str) -> None:
    dialogue = asked("barriers")
    heard = await dialogue.say("worry_age", text)
    assert not any("liian vanha" in one for one in heard.texts)
    assert dialogue.known["barriers"]["value"] == "family"


@pytest.mark.parametrize("text", ["oon jo 61, onko myöhäistä", "mieheni sanoo että oon vanha, 58"])
async def test_ones_own_age_is_met(text: str) -> None:
    dialogue = Dialogue({})
    heard = await dialogue.say("worry_age", text)
    assert any("liian vanha" in one for one in heard.texts)
