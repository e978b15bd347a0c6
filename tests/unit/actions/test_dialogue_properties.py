"""Properties of whole conversations: nothing that was told is asked, and there is always a way out."""

import asyncio

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from actions.dialogue.turn import Entity
from tests.support.dialogue import Dialogue, Heard, domain
from tests.support.services import INTAKE

GO_BACK = {"go_back", "refine_search"}  # these may open a question again on purpose
SEARCHES = {
    "find_course",
    "find_short_course",
    "ask_degree_parts",
}  # so do these after a search: another field
NEVER_DRAWN = {"nlu_fallback", "crisis", "choose", "edit_plan", "remove_wish"}
INTENTS = sorted(set(domain()["intents"]) - NEVER_DRAWN)
VALUES = {
    "place": "Oulu",
    "age": "45",
    "employment_status": "unemployed",
    "education_level": "basic",
    "field": "hoitoala",
    "study_mode": "online",
    "duration": "6",
}
FACTS = st.lists(st.sampled_from(sorted(VALUES)), unique=True, max_size=3)
CLOSE_AFTER = 30  # skips that must lead out of any conversation


class Conversation(RuleBasedStateMachine):
    """A learner who says anything at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.dialogue = Dialogue()
        self.heard = Heard(["hei"], ["/find_course"], [])
        self.known: set[str] = set()
        self.skipped: set[str] = set()
        self.reopens = False
        self.was_open: str | None = None

    def take(self, intent: str, text: str = "", *entities: Entity) -> None:
        self.was_open = self.dialogue.state.open
        self.known, self.skipped = set(self.dialogue.known), set(self.dialogue.state.skipped)
        self.reopens = intent in GO_BACK or (self.dialogue.state.searched and intent in SEARCHES)
        self.heard = asyncio.run(self.dialogue.say(intent, text, entities))

    @rule(intent=st.sampled_from(INTENTS))
    def presses_or_says(self, intent: str) -> None:
        self.take(intent, "jotain muuta")

    @rule(names=FACTS, intent=st.sampled_from(["inform", "find_course", "find_short_course", "nlu_fallback"]))
    def tells(self, names: list[str], intent: str) -> None:
        entities = (Entity(name, VALUES[name], VALUES[name]) for name in names)
        self.take(intent, " ".join(VALUES[name] for name in names) or "öö", *entities)

    @precondition(lambda self: self.dialogue.state.open is not None)
    @rule(data=st.data())
    def answers_by_button(self, data: st.DataObject) -> None:
        question = INTAKE.question(str(self.dialogue.state.open))
        options = [option for option in question.options if option.intent is None]
        if options:
            option = data.draw(st.sampled_from(options))
            name = next(iter(question.answers.entities), None)
            value = option.value if name else f"{question.id}:{option.value}"
            self.take("inform", "/inform", Entity(name or "answer", value, value))

    @rule()
    def says_a_crisis(self) -> None:
        self.take("crisis", "en jaksa enää elää")
        assert self.heard.asking == []
        assert self.dialogue.state.halted
        self.take("find_course", "etsin koulutusta")

    @invariant()
    def nothing_that_was_told_or_skipped_is_asked(self) -> None:
        if not self.reopens and self.heard.asking != [self.was_open]:
            assert not set(self.heard.asking) & (self.known | self.skipped)

    @invariant()
    def there_is_one_question_at_most_and_skip_and_a_human_beside_it(self) -> None:
        assert len(self.heard.asking) <= 1
        if self.heard.asking:
            assert {"/skip", "/dont_know", "/request_human"} <= set(self.heard.payloads)

    @invariant()
    def the_answer_says_something(self) -> None:
        assert any(self.heard.texts)

    def teardown(self) -> None:
        """Skipping leads out of anything: to courses, or to where the word is the learner's."""
        for _ in range(CLOSE_AFTER):
            heard = asyncio.run(self.dialogue.say("skip"))
            if not (heard.asking or "talk" in self.dialogue.profile):
                return
        pytest.fail(f"skipping leads nowhere: {self.dialogue.profile}")


TestConversation = Conversation.TestCase
TestConversation.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)
