"""Leads one turn of the conversation: notes what was said, asks what is missing, comes back to the point."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from actions.dialogue.answer_listener import AnswerListener
from actions.dialogue.expected import PROFILE_KEY as EXPECTS_KEY
from actions.dialogue.expected import expected_by
from actions.dialogue.facts import Fact, facts_of
from actions.dialogue.ids import WORRY
from actions.dialogue.reply import Button
from actions.dialogue.said_back import said_back
from actions.dialogue.steps import Ask, Step, next_step, progress
from actions.dialogue.wishes import wishes_of
from actions.dialogue.wording import question_buttons, question_text
from actions.intake.model import Question
from actions.intake.wishes import Hint
from nlu.asking import is_question

MOST_RETURNS = 3  # to a question that gets no answer; then it is left
MOST_IDLE = 1  # of them after words that ask nothing and tell nothing new: who is asked so is not heard

# Beginnings of the intents that tell, react or worry, and ask for nothing.
TELLING = (
    WORRY, "inform", "describe_", "nlu_", "out_of", "complain", "insult", "greet", "thank", "affirm", "deny",
    "give_", "goodbye",
)  # fmt: skip

Lead = Literal["noted", "thanked", "resumed", "skipped", "again", "back", "unclear"]


class Guide(AnswerListener):
    """The conversation at one turn, with the questions that it asks."""

    def next_hint(self) -> Hint | None:
        """The next hint that fits and was not said yet; it counts as said from now on."""
        values = self.values
        for hint in self.intake.hints:
            if hint.id not in self.state.hinted and hint.fits(values):
                self.state = replace(self.state, hinted=(*self.state.hinted, hint.id))
                return hint
        return None

    def next_step(self) -> Step:
        """What is due after this turn's facts."""
        return next_step(self.state, self.values, self.intake)

    def ask_if_due(self, lead: Lead | None = None) -> bool:
        """Ask the next question, if one is due. Returns whether it was asked."""
        step = self.next_step()
        is_open = isinstance(step, Ask) and step.question == self.state.open
        if is_open and not self._asks_or_tells_news():
            self.state = replace(self.state, idle=self.state.idle + 1)
        if is_open and self._is_asked_enough():
            self.state, lead = self.state.skipping(), None if self.news else "skipped"
            step = self.next_step()
        while isinstance(step, Ask) and self._came_anew_already(step.question):
            self.state = self.state.skipping(step.question)
            step = self.next_step()
        if not isinstance(step, Ask):
            return False
        self.ask(step.question, lead)
        return True

    def _came_anew_already(self, name: str) -> bool:
        """Whether a question that is closed has come anew once: who goes round by it is led on without it."""
        return name != self.state.open and name in self.state.anew

    def _is_asked_enough(self) -> bool:
        """Whether the open question is left: it came back too often, or the same words came as the answer."""
        idle = self.state.idle > MOST_IDLE
        return idle or self.state.returns >= MOST_RETURNS or (self.says_again and self.state.returns > 0)

    def _asks_or_tells_news(self) -> bool:
        """Whether the message is a button, asks for something, or tells what was not known."""
        asks = is_question(self.turn.text) or not self.turn.intent.startswith(TELLING)
        if (
            self.turn.is_button
            or asks
            or self.wishes.keys() - wishes_of(self.turn.profile, self.intake).keys()
        ):
            return True
        stored = facts_of(self.turn.profile)
        return any(name not in stored or stored[name].value != fact.value for name, fact in self.news.items())

    def ask_anew(self, name: str) -> None:
        """Ask a question again whose answer was wrong or was taken away."""
        self.state = self.state.reopening(name)
        self.ask(name)

    def ask(self, name: str, lead: Lead | None = None) -> None:
        """Ask a question, with a short lead that says what was heard or why it comes again."""
        question = self._open(name)
        if lead == "resumed" and question.besides and self.turn.intent.startswith(WORRY):
            self._say_with_answers(question.besides, question)
            return
        text = self._led(question_text(question, self.intake.phrases, plain=self.state.plain), lead)
        self._say_with_answers(text, question)

    def _open(self, name: str) -> Question:
        question = self.intake.question(name)
        self.state = self.state.asking(name)
        self.reply.store(EXPECTS_KEY, expected_by(question))
        return question

    def explain(self, text: str) -> None:
        """Say something about the open question, with its quick answers still in reach."""
        question = self.open_question
        if question is None:
            raise ValueError("there is no open question to explain")
        self._say_with_answers(text, question)

    def _say_with_answers(self, text: str, question: Question) -> None:
        buttons = question_buttons(question, self.intake.phrases)
        self.reply.say_text(text, buttons, self._question_marks(question))

    def _led(self, text: str, lead: Lead | None) -> str:
        if self.news and lead is None:
            lead = "noted" if self.news_said_back() else "thanked"
        if lead is None:
            return text
        variants: Sequence[str] = getattr(self.intake.phrases, lead)
        phrase = variants[(len(self.state.asked) + self.state.returns) % len(variants)]
        return f"{phrase.format(facts=self.news_said_back())} {text}"

    def news_said_back(self) -> str:
        """What was understood from this message, as clauses: "olet työtön ja paikka on Oulu"."""
        telling = [fact for fact in self.news.values() if not self._is_something_else(fact)]
        return said_back(telling, self.intake, self.taken)

    def _is_something_else(self, fact: Fact) -> bool:
        """Whether an answer is kept as something general in place of its words: it is thanked for."""
        free_text = self.intake.question(fact.question).answers.free_text
        return free_text is not None and fact.value == free_text.kept_as

    def noted_lead(self) -> str:
        """What was understood, as the first sentence of what is said next; empty where nothing was."""
        facts = self.news_said_back()
        return f"{self.intake.phrases.noted[0].format(facts=facts)} " if facts else ""

    def known_said_back(self) -> str:
        """What is remembered from earlier, in the same form."""
        return said_back(self.facts.values(), self.intake)

    def mark_open(self) -> None:
        """Put the open question on the last message, which asks something on the way: it still waits."""
        if (question := self.open_question) is not None:
            self.reply.messages[-1].custom.update(self._question_marks(question))

    def open_buttons(self) -> list[Button]:
        """The quick answers of the open question and the ways past it; none where no question is open."""
        question = self.open_question
        return question_buttons(question, self.intake.phrases) if question is not None else []

    def mark_progress(self) -> None:
        """Put the progress of the goal on the last message, as when its questions are done."""
        self.reply.messages[-1].custom.update(self._progress())

    def _question_marks(self, question: Question) -> dict[str, object]:
        return {"asking": question.id, **self._progress()}

    def _progress(self) -> dict[str, object]:
        counted = progress(self.state, self.values, self.intake)
        return {"progress": {"done": counted[0], "of": counted[1]}} if counted else {}
