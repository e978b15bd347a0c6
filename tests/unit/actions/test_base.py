"""Delivery: the last message of a turn, and no other, carries effects and the closing mark."""

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import SuuntaAction, deliver
from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button, Reply
from actions.dialogue.state import DialogueState
from actions.services import Services


def test_the_last_message_closes_the_turn() -> None:
    reply = Reply(DialogueState())
    reply.remember(Fact("place", "Oulu", "Oulussa"))
    reply.say("utter_thank")
    reply.say_text("Missä?", [Button("Ohita", "/skip")], {"asking": "place"})
    reply.state = reply.state.asking("place")
    dispatcher = CollectingDispatcher()
    deliver(reply, dispatcher)
    first, last = dispatcher.messages
    assert "turn" not in first["custom"]
    assert last["custom"]["turn"] == "done"
    assert last["custom"]["asking"] == "place"
    assert [effect["key"] for effect in last["custom"]["effects"]] == ["fact.place", "dialogue"]
    assert last["buttons"] == [{"title": "Ohita", "payload": "/skip"}]


def test_a_turn_without_messages_still_closes() -> None:
    dispatcher = CollectingDispatcher()
    deliver(Reply(DialogueState()), dispatcher)
    assert dispatcher.messages[0]["custom"] == {"turn": "done", "effects": []}


def test_forgetting_clears_the_profile_and_the_state() -> None:
    reply = Reply(DialogueState(flow="find_course", open="place"))
    reply.forget_everything()
    assert reply.effects() == [{"type": "profile.clear"}]
    assert reply.state == DialogueState()


class Mute(SuuntaAction):
    """Says nothing, which no skill may."""

    action_name = "action_mute"

    async def respond(self, guide: Guide, services: Services) -> None:
        """Stay silent."""


async def test_no_learner_is_left_without_an_answer() -> None:
    dispatcher = CollectingDispatcher()
    tracker = Tracker(
        "a", {}, {"text": "hei", "intent": {"name": "inform"}}, [], False, None, {}, "action_listen"
    )
    await Mute().run(dispatcher, tracker, {})
    assert dispatcher.messages[0]["response"] == "utter_heard_what_next"
    assert dispatcher.messages[0]["custom"]["turn"] == "done"


async def test_after_a_crisis_other_skills_keep_the_help_in_sight() -> None:
    halted = DialogueState().halt().to_json()
    message = {"text": "joo", "intent": {"name": "x"}, "metadata": {"profile": {"dialogue": halted}}}
    dispatcher = CollectingDispatcher()
    tracker = Tracker("a", {}, message, [], False, None, {}, "action_listen")
    await Mute().run(dispatcher, tracker, {})
    assert [said["response"] for said in dispatcher.messages] == ["utter_after_crisis"]


async def test_one_who_returns_is_told_what_is_remembered() -> None:
    profile = {"fact.place": {"value": "Oulu", "said": "Oulussa"}}
    for hours, expected in ((0.1, ["utter_heard_what_next"]), (30.0, ["utter_welcome_back"])):
        message = {
            "text": "moi",
            "intent": {"name": "greet"},
            "metadata": {"profile": profile, "silent_hours": hours},
        }
        dispatcher = CollectingDispatcher()
        tracker = Tracker("a", {}, message, [], False, None, {}, "action_listen")
        await Mute().run(dispatcher, tracker, {})
        assert [said["response"] for said in dispatcher.messages] == expected
