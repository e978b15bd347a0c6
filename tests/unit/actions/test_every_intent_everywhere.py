"""Each intent is answered in every state of the conversation where it can come, with one question at most.

The states are the open questions of the intake, the talks, what was shown, a confirmation, and a crisis. A
new intent or question is tried without a change here.
"""

import asyncio
from collections.abc import Callable

import pytest

from actions.dialogue.state import DialogueState
from actions.guidance.mapping_state import MappingState
from tests.support.dialogue import Dialogue, Heard, domain
from tests.support.services import INTAKE

INTENTS = [name for name in domain()["intents"] if name != "nlu_fallback"]
TEXTS = {"nlu_fallback": "öö brr"}
SILENT_AFTER_RESPONSE = {"goodbye", "stop"}
NO_WAY_ON_NEEDED = {"goodbye", "stop", "crisis"}  # the word is left to the learner, and nothing else is said
HELP = ("112", "mieli.fi", "Kriisipuhelin")
OFFERED = {"uri": "http://x/occ/1", "label": "kokki"}

States = dict[str, Callable[[], Dialogue]]


def with_state(state: DialogueState, **profile: object) -> Callable[[], Dialogue]:
    return lambda: Dialogue({"dialogue": state.to_json(), **profile})


def states() -> States:
    """A conversation in each state, by a name for it."""
    found: States = {"fresh": with_state(DialogueState())}
    for question in INTAKE.questions:
        found[f"asked {question.id}"] = with_state(
            DialogueState(flow="profile", open=question.id, asked=(question.id,))
        )
    for stage in ("telling", "confirming", "picking", "naming", "skills"):
        offered = (OFFERED,) if stage in {"confirming", "picking", "skills"} else ()
        told = MappingState(stage=stage, offered=offered, story=("olin kokkina",))
        found[f"skills, {stage}"] = with_state(DialogueState(), talk={**told.to_json(), "name": "skills"})
    found["interests"] = with_state(
        DialogueState(), talk={"answers": [], "skipped": [], "shown": [], "name": "interests"}
    )
    found["occupation"] = with_state(DialogueState(), talk={"subject": "about", "name": "occupation"})
    found["after a search"] = with_state(
        DialogueState(flow="find_course", searched=True, seen=3, skipped=INTAKE.flows["find_course"])
    )
    found["before a restart"] = with_state(DialogueState(confirming="restart"))
    found["before sharing"] = with_state(DialogueState(confirming="share"))
    return found


STATES = states()


def answer(name: str, intent: str) -> tuple[Heard, Dialogue]:
    dialogue = STATES[name]()
    return asyncio.run(dialogue.say(intent, TEXTS.get(intent, ""))), dialogue


@pytest.mark.parametrize("name", STATES)
def test_every_intent_is_answered_with_a_way_on_and_one_question_at_most(name: str) -> None:
    for intent in INTENTS:
        heard, dialogue = answer(name, intent)
        where = f"{intent} in '{name}': {heard}"
        assert any(heard.texts), f"no answer to {where}"
        assert len(heard.asking) <= 1, f"two questions after {where}"
        assert heard.payloads or intent in NO_WAY_ON_NEEDED, f"no way on after {where}"
        if heard.asking:
            assert {"/skip", "/dont_know", "/request_human"} <= set(heard.payloads), where
            assert dialogue.state.open == heard.asking[0], where


@pytest.mark.parametrize("name", STATES)
def test_a_crisis_is_answered_with_help_alone_in_every_state(name: str) -> None:
    heard, dialogue = answer(name, "crisis")
    assert any(word in text for word in HELP for text in heard.texts)
    assert heard.asking == []
    assert heard.payloads == []
    assert dialogue.state.halted


def test_after_a_crisis_only_the_learners_own_wish_goes_on() -> None:
    for intent in INTENTS:
        dialogue = Dialogue({"dialogue": DialogueState(halted=True).to_json()})
        heard = asyncio.run(dialogue.say(intent, TEXTS.get(intent, "")))
        if dialogue.state.halted:
            assert heard.asking == [], intent
        else:
            assert intent in WISHES, intent


WISHES = {
    "find_course",
    "find_short_course",
    "ask_degree_parts",
    "ask_finnish_language",
    "unsure_direction",
    "career_change",
    "map_skills",
    "refine_search",
    "choose",
    "tell_more",
}


@pytest.mark.parametrize("name", STATES)
def test_what_is_not_understood_is_said_so_with_a_way_on(name: str) -> None:
    heard, _ = answer(name, "nlu_fallback")
    assert any(heard.texts)
    assert heard.payloads
    assert len(heard.asking) <= 1
