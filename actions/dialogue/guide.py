"""Leads one turn of the conversation: notes what was said, asks what is missing, comes back to the point."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from actions.dialogue.facts import WISH_ENTITIES, Fact, facts_of, facts_said, free_text_fact
from actions.dialogue.reply import Button, Reply
from actions.dialogue.state import Ask, DialogueState, Step, next_step, progress
from actions.dialogue.turn import Turn
from actions.intake.model import Intake, Question

WORDS_OF_A_NAME = 3

Lead = Literal["noted", "resumed", "skipped", "again"]


class Guide:
    """The conversation at one turn: what was said, what is known, and the reply that is being made."""

    def __init__(self, turn: Turn, intake: Intake) -> None:
        self.turn = turn
        self.intake = intake
        self.facts = facts_of(turn.profile)
        self.reply = Reply(DialogueState.from_profile(turn.profile))
        self.confirming = self.state.confirming
        self.state = replace(self.state, confirming=None)
        self.news: dict[str, Fact] = {}

    @property
    def state(self) -> DialogueState:
        """The dialogue state as it stands now."""
        return self.reply.state

    @state.setter
    def state(self, state: DialogueState) -> None:
        self.reply.state = state

    @property
    def open_question(self) -> Question | None:
        """The question that waits for an answer; one that the intake no longer has is closed."""
        name = self.state.open
        return self.intake.question(name) if name and self.intake.has(name) else None

    def note_facts(self, *, wish: bool = False) -> bool:
        """Store what the message states about the learner. Returns whether it stated anything."""
        said = facts_said(self.turn.entities, self.intake, wish=wish, open_question=self.state.open)
        for fact in said.values():
            self._note(fact)
        return bool(said)

    def names_only_a_wish(self) -> bool:
        """Whether the message is hardly more than the name of an occupation, a field or a qualification.

        While another question is open, such a name answers that one.
        """
        if self.state.open not in (None, "field"):
            return False
        named = any(entity.name in WISH_ENTITIES for entity in self.turn.entities)
        return named and len(self.turn.text.split()) <= WORDS_OF_A_NAME

    def note_answer(self) -> bool:
        """Take the message as the answer to the open question, by intent or as free text."""
        if self.note_answer_by_intent():
            return True
        question = self.open_question
        words = question.answers.free_text if question else None
        if question is None or words is None or self.turn.is_button or not words.accepts(self.turn.text):
            return False
        self._note(free_text_fact(question, self.turn.text))
        return True

    def note_answer_by_intent(self) -> bool:
        """Take the message's intent as the answer, where the open question says what it means."""
        question = self.open_question
        value = question.answers.intents.get(self.turn.intent) if question else None
        if question is None or value is None:
            return False
        self._note(Fact(question.id, value, self.turn.text))
        return True

    def _note(self, fact: Fact) -> None:
        self.facts[fact.question] = fact
        self.news[fact.question] = fact
        self.reply.remember(fact)
        self.state = self.state.answered([fact.question])

    def next_step(self) -> Step:
        """What is due after this turn's facts."""
        return next_step(self.state, self.facts.keys(), self.intake)

    def ask_if_due(self, lead: Lead | None = None) -> bool:
        """Ask the next question, if one is due. Returns whether it was asked."""
        step = self.next_step()
        if not isinstance(step, Ask):
            return False
        self.ask(step.question, lead)
        return True

    def ask(self, name: str, lead: Lead | None = None) -> None:
        """Ask a question, with a short lead that says what was heard or why it comes again."""
        question = self.intake.question(name)
        self.state = self.state.asking(name)
        self.reply.say_text(
            self._led(question.text, lead), self._buttons(question), self._question_marks(question)
        )

    def ask_with(self, name: str, response: str) -> None:
        """Ask a question in the words of a response that fits the moment better than the question's own."""
        self.state = self.state.asking(name)
        self.reply.say(response)
        self.reply.messages[-1].custom.update(self._question_marks(self.intake.question(name)))

    def explain(self, text: str) -> None:
        """Say something about the open question, with its quick answers still in reach."""
        question = self.open_question
        if question is None:
            raise ValueError("there is no open question to explain")
        self.reply.say_text(text, self._buttons(question), self._question_marks(question))

    def _led(self, text: str, lead: Lead | None) -> str:
        if self.news and lead is None:
            lead = "noted"
        if lead is None:
            return text
        variants: Sequence[str] = getattr(self.intake.phrases, lead)
        phrase = variants[len(self.state.asked) % len(variants)]
        return f"{phrase.format(facts=self.news_said_back())} {text}"

    def news_said_back(self) -> str:
        """What was understood from this message, in the learner's language: "Oulu, työtön"."""
        return ", ".join(self.intake.question(name).label(fact.value) for name, fact in self.news.items())

    def _buttons(self, question: Question) -> list[Button]:
        phrases = self.intake.phrases
        answers = [
            Button(option.title, answer_payload(question, option.value))
            for option in question.options
            if option.button
        ]
        return [*answers, Button(phrases.unsure_button, "/dont_know"), Button(phrases.skip_button, "/skip")]

    def mark_progress(self) -> None:
        """Put the progress of the goal on the last message, as when its questions are done."""
        self.reply.messages[-1].custom.update(self._progress())

    def _question_marks(self, question: Question) -> dict[str, object]:
        return {"asking": question.id, **self._progress()}

    def _progress(self) -> dict[str, object]:
        counted = progress(self.state, self.facts.keys(), self.intake)
        return {"progress": {"done": counted[0], "of": counted[1]}} if counted else {}


def answer_payload(question: Question, value: str) -> str:
    """The payload of a quick answer, in Rasa's form: the value under the question's first entity."""
    entity = question.answers.entities[0] if question.answers.entities else "answer"
    return f'/inform{{"{entity}": "{value}"}}'
