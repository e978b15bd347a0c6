"""Shows the dated facts of a question under its answer, each with its source, and leads back to the point."""

from typing import Any

from actions.base import SuuntaAction
from actions.courses.buttons import payload
from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.plan.data import load_plan_texts
from actions.services import Services
from actions.skills.aside import answer_aside
from actions.skills.cost import tell_cost
from actions.skills.leading_back import lead_back
from actions.texts import read_texts
from backends.client.facts import FactsFound, StatedFact

MOST_FACTS = 3
MOST_BESIDE = 2  # while a question waits: what fits best, so that one finds back to it
OF_COST = "ask_cost"
OF_MONEY = frozenset({OF_COST, "ask_financing", "worry_money"})  # what the words ask may be more than that
TOPICS_KEY = "facts_asked"  # of the profile: topic to told, unsure (not confirmed) or unknown


class TellFacts(SuuntaAction):
    """The rule of the questions that facts answer: the response, and the facts; the topic is the intent."""

    action_name = "action_tell_facts"
    may_be_silent = True

    async def respond(self, guide: Guide, services: Services) -> None:
        """Show the facts that fit the question best. Without the backend the response stands alone.

        What the words ask more plainly is answered in its place: "kuka maksaa palkan" asks for no price.
        """
        if guide.turn.intent == OF_COST and tell_cost(guide):
            return
        if guide.turn.intent in OF_MONEY and await answer_aside(guide, services, unless=guide.turn.intent):
            return
        guide.reply.say(f"utter_{guide.turn.intent}")
        question = "" if guide.turn.is_button else guide.turn.text
        found = await services.facts.about(guide.turn.intent, question)
        facts = found.items[:MOST_FACTS] if isinstance(found, FactsFound) else ()
        if shown := _shown(guide, facts):
            certain = any(fact.certain for fact in shown)
            guide.reply.say("utter_facts" if certain else "utter_facts_unsure")
            guide.reply.show_cards([fact_card(fact) for fact in shown])
        if isinstance(found, FactsFound):
            _note_topic(guide, facts)
        guide.add_wish_of(guide.turn.intent)
        await lead_back(guide, services)
        if facts:
            guide.reply.messages[-1].buttons += _question_buttons(facts)


def _shown(guide: Guide, facts: tuple[StatedFact, ...]) -> tuple[StatedFact, ...]:
    """The facts to show; while a question waits the certain ones, or else the one that fits best."""
    if guide.open_question is None:
        return facts
    return tuple(fact for fact in facts if fact.certain)[:MOST_BESIDE] or facts[:1]


def _note_topic(guide: Guide, facts: tuple[StatedFact, ...]) -> None:
    """Keep which topics were asked for and whether we knew, for those who keep the facts."""
    how = "told" if any(fact.certain for fact in facts) else "unsure" if facts else "unknown"
    held = guide.recall(TOPICS_KEY)
    topics = dict(held) if isinstance(held, dict) else {}
    guide.reply.store(TOPICS_KEY, {**topics, guide.turn.intent: how})


def _question_buttons(facts: tuple[StatedFact, ...]) -> list[Button]:
    """What could not be confirmed can be taken to a counsellor as a question."""
    open_facts = [fact for fact in facts if not fact.certain]
    title = load_plan_texts().buttons.keep_question
    return [Button(title, payload("edit_plan", f"question:{fact.id}")) for fact in open_facts[:1]]


def fact_card(fact: StatedFact) -> dict[str, Any]:
    """Make the card of a fact; the one of an uncertain fact asks, and says who can answer."""
    form = read_texts("fact_card")["certain" if fact.certain else "uncertain"]
    day = f"{fact.checked_on.day}.{fact.checked_on.month}.{fact.checked_on.year}"
    return {
        "kind": "fact",
        "title": fact.short,
        "subtitle": form.format(source=fact.source, day=day),
        "why": fact.text,
        "url": fact.url,
        "sample": False,
        "details": {},
    }
