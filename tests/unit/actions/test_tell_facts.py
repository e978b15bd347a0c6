"""Facts under an answer: the fitting ones, uncertain ones named as such, none when the backend is down."""

from datetime import date
from pathlib import Path

from actions.dialogue.guide import Guide
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Turn
from actions.intake.model import load_intake
from actions.skills.tell_facts import TellFacts, fact_card
from backends.client.facts import FactsClient, FactsFound, StatedFact
from backends.client.transport import BackendUnavailable, Failure
from tests.support.services import services_with

INTAKE = load_intake(Path("data/intake/adult.yml"))


def fact(name: str, *, certain: bool) -> StatedFact:
    return StatedFact(
        name, f"{name} lyhyesti", f"{name} kokonaan", f"{name}?", certain, "Kela", None, date(2026, 11, 3)
    )


class FakeFacts(FactsClient):
    """Answers with the same facts whatever the topic, and remembers what was asked."""

    def __init__(self, answer: FactsFound | BackendUnavailable) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str]] = []

    async def about(self, topic: str, question: str = "") -> FactsFound | BackendUnavailable:
        self.asked.append((topic, question))
        return self.answer


async def reply(
    answer: FactsFound | BackendUnavailable, state: DialogueState, text: str = "mistä rahat"
) -> tuple[Guide, FakeFacts]:
    facts = FakeFacts(answer)
    turn = Turn(text, "ask_financing", profile={"dialogue": state.to_json()})
    guide = Guide(turn, INTAKE)
    await TellFacts().respond(guide, services_with(facts=facts))
    return guide, facts


async def test_the_first_facts_are_shown_and_the_question_comes_back() -> None:
    found = FactsFound(tuple(fact(name, certain=name != "a") for name in "abcd"))
    guide, facts = await reply(found, DialogueState(flow="find_course", open="place", skipped=("field",)))
    answer, shown, question = guide.reply.messages
    assert answer.response == "utter_ask_financing"
    assert facts.asked == [("ask_financing", "mistä rahat")]
    assert [card["why"][0] for card in shown.custom["cards"]] == ["b", "c"]
    assert question.custom["asking"] == "place"
    guide, _ = await reply(found, DialogueState())
    assert [card["why"][0] for card in guide.reply.messages[-1].custom["cards"]] == ["a", "b", "c"]


async def test_what_is_not_confirmed_can_be_kept_as_a_question_from_the_last_message() -> None:
    found = FactsFound((fact("a", certain=True), fact("b", certain=False)))
    guide, _ = await reply(found, DialogueState(flow="find_course", open="place", skipped=("field",)))
    assert guide.reply.messages[-1].buttons[-1].payload == '/edit_plan{"answer": "question:b"}'
    guide, _ = await reply(FactsFound((fact("a", certain=True),)), DialogueState())
    assert guide.reply.messages[-1].buttons == []


async def test_facts_of_which_none_is_confirmed_are_not_said_to_be_known() -> None:
    guide, _ = await reply(FactsFound((fact("a", certain=False),)), DialogueState())
    assert guide.reply.messages[1].response == "utter_facts_unsure"
    guide, _ = await reply(FactsFound((fact("a", certain=False), fact("b", certain=True))), DialogueState())
    assert guide.reply.messages[1].response == "utter_facts"


async def test_a_button_asks_for_the_topic_without_words() -> None:
    _, facts = await reply(FactsFound(), DialogueState(), "/ask_financing")
    assert facts.asked == [("ask_financing", "")]


async def test_without_facts_or_without_the_backend_the_answer_stands_alone() -> None:
    for answer in (FactsFound(), BackendUnavailable(Failure.TIMEOUT)):
        guide, _ = await reply(answer, DialogueState())
        assert [message.response for message in guide.reply.messages] == ["utter_ask_financing"]


def test_a_card_names_the_source_or_whom_to_ask() -> None:
    assert fact_card(fact("a", certain=True))["subtitle"] == "Lähde: Kela. Tarkistettu 3.11.2026."
    assert fact_card(fact("a", certain=False))["subtitle"] == "Kysy tästä: Kela."


async def test_which_topics_were_asked_for_and_not_known_is_kept() -> None:
    for facts, how in (
        ((fact("a", certain=True), fact("b", certain=False)), "told"),
        ((fact("a", certain=False),), "unsure"),
        ((), "unknown"),
    ):
        guide, _ = await reply(FactsFound(facts), DialogueState())
        assert guide.reply.kept["facts_asked"] == {"ask_financing": how}
    guide, _ = await reply(BackendUnavailable(Failure.TIMEOUT), DialogueState())
    assert "facts_asked" not in guide.reply.kept
