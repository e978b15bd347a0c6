"""Delivery: the last message of a turn, and no other, carries effects and the closing mark."""

from rasa_sdk.executor import CollectingDispatcher

from actions.base import deliver
from actions.dialogue.facts import Fact
from actions.dialogue.reply import Button, Reply
from actions.dialogue.state import DialogueState


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
