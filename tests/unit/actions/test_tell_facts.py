"""Facts under an answer: certain ones first, uncertain ones named as such, none when the backend is down."""

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
    return StatedFact(name, f"{name} lyhyesti", f"{name} kokonaan", certain, "Kela", None, date(2026, 11, 3))


class FakeFacts(FactsClient):
    """Answers with the same facts whatever the topic, and remembers the topics."""

    def __init__(self, answer: FactsFound | BackendUnavailable) -> None:
        self.answer = answer
        self.topics: list[str] = []

    async def about(self, topic: str) -> FactsFound | BackendUnavailable:
        self.topics.append(topic)
        return self.answer


async def reply(answer: FactsFound | BackendUnavailable, state: DialogueState) -> tuple[Guide, FakeFacts]:
    facts = FakeFacts(answer)
    turn = Turn("mistä rahat", "ask_financing", profile={"dialogue": state.to_json()})
    guide = Guide(turn, INTAKE)
    await TellFacts().respond(guide, services_with(facts=facts))
    return guide, facts


async def test_three_facts_are_shown_certain_ones_first_and_the_question_comes_back() -> None:
    found = FactsFound(tuple(fact(name, certain=name != "a") for name in "abcd"))
    guide, facts = await reply(found, DialogueState(flow="find_course", open="place", skipped=("field",)))
    shown, question = guide.reply.messages
    assert facts.topics == ["ask_financing"]
    assert [card["why"][0] for card in shown.custom["cards"]] == ["b", "c", "d"]
    assert question.custom["asking"] == "place"


async def test_without_facts_or_without_the_backend_the_answer_stands_alone() -> None:
    for answer in (FactsFound(), BackendUnavailable(Failure.TIMEOUT)):
        guide, _ = await reply(answer, DialogueState())
        assert guide.reply.messages == []


def test_an_uncertain_fact_says_so_and_names_who_can_confirm() -> None:
    assert fact_card(fact("a", certain=True))["subtitle"] == "Lähde: Kela. Tarkistettu 3.11.2026."
    assert fact_card(fact("a", certain=False))["subtitle"] == "En voi vahvistaa tätä. Tarkista: Kela."
