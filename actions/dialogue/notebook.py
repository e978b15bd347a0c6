"""What is known in one turn, and what the turn stores of it: facts, wishes, the dialogue's state."""

from dataclasses import replace
from typing import Any
from zlib import crc32

from actions.dialogue.facts import Fact, facts_of, implied_by
from actions.dialogue.ids import WORRY
from actions.dialogue.reply import Reply
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Turn
from actions.dialogue.wishes import wishes_of
from actions.intake.model import Intake, Question
from actions.intake.wishes import Wish
from nlu.asking import is_question

MARKS = 1 << 12
HINDRANCES = "barriers"


def mark_of(turn: Turn) -> int:
    """A number by which the words of a message are known again; 0 for a button.

    So small that many texts have the same one: it keeps nothing of what was said.
    """
    return 0 if turn.is_button else crc32(" ".join(turn.text.lower().split()).encode()) % MARKS


class Notebook:
    """One turn: what was said, what is known, and the reply that is being made."""

    def __init__(self, turn: Turn, intake: Intake) -> None:
        self.turn = turn
        self.intake = intake
        self.facts = facts_of(turn.profile)
        self.values_before = {name: fact.value for name, fact in self.facts.items()}  # this message
        self.wishes = wishes_of(turn.profile, intake)
        self.reply = Reply(DialogueState.from_profile(turn.profile))
        self.confirming = self.state.confirming
        mark = mark_of(turn) if self.state.open else 0
        self.says_again = bool(mark) and mark == self.state.heard  # the same words as the last time
        self.state = replace(self.state, confirming=None, heard=mark)
        self.was_open = self.state.open  # the question that waited for this message
        self.news: dict[str, Fact] = {}
        self.outdone: dict[str, str] = {}  # by question: a value that the words of this message correct
        self.taken: list[str] = []  # questions whose facts this turn took away
        self.denials_read = False  # whether the entities that the message denies are left out already
        self.understood = True
        self.asked_back = False  # whether the reply asks what was meant
        self.refuses = False  # whether the message says what is not wanted
        self.is_answer = False  # whether the message's intent answered the question that was open
        self.by_intent: set[str] = set()  # questions that the intent answered; what is named says more
        self.says_all = False  # whether its words answered that question and mean nothing else

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

    @property
    def waits(self) -> bool:
        """Whether a question waits for an answer, or waited for this message."""
        return self.open_question is not None or self.was_open is not None

    def recall(self, key: str) -> Any:
        """A value of a skill's own in the profile, as this turn leaves it; None where there is none."""
        earlier = None if self.reply.cleared else self.turn.profile.get(key)
        return self.reply.kept.get(key, earlier)

    @property
    def values(self) -> dict[str, str]:
        """What is known, as plain values by question id."""
        return {name: fact.value for name, fact in self.facts.items()}

    def note_if(self, fact: Fact | None) -> bool:
        if fact is not None:
            self.note(fact)
        return fact is not None

    def note(self, fact: Fact) -> None:
        """Store a fact, and what it implies of questions that have no answer yet."""
        question = self.intake.question(fact.question)
        self.news[fact.question] = fact
        self._store(fact)
        for implied in implied_by(fact, self.intake):
            if implied.question not in self.facts or implied.question in self.by_intent:
                self._store(implied)
        self._close_by(fact)
        if (option := question.option(fact.value)) and option.plain:
            self.state = replace(self.state, plain=True)

    def keep(self, fact: Fact) -> None:
        """Store a fact that is not said back: what was met in words already, or is not to be dwelt on."""
        self._store(fact)

    def _close_by(self, fact: Fact) -> None:
        """Leave the open question where an answer to another one leaves nothing of it to ask."""
        question = self.open_question
        if question is not None and fact.value in question.closed_by.get(fact.question, ()):
            self.state = self.state.skipping()

    def forget(self, name: str) -> None:
        """Take a fact away; its question is not asked again by itself."""
        fact = self.facts.pop(name, None)
        if fact is None:
            return
        self.news.pop(name, None)
        self.reply.forget(fact.key)
        self.taken.append(name)
        self.state = self.state.answered([name], stale=self.intake.question(name).searches).skipping(name)

    def _store(self, fact: Fact) -> None:
        question = self.intake.question(fact.question)
        self.reply.kept.pop(fact.key, None)
        self.facts[fact.question] = fact
        self.reply.remember(fact if question.keeps_words else replace(fact, said=""))
        self.state = self.state.answered([fact.question], stale=question.searches)

    def add_wish(self, wish: Wish) -> bool:
        """Keep a wish that a worry has become. Returns whether it is new."""
        if wish.id in self.wishes:
            return False
        self.wishes[wish.id] = wish
        self.reply.keep_wish(wish)
        self.state = self.state.searching_anew()
        return True

    def add_wish_of(self, intent: str) -> None:
        """Keep the wish that a worry becomes, where the intake knows one.

        Who has told what worries them is not asked what makes studying hard: it is known.
        """
        if wish := self.intake.wish_of(intent):
            self.add_wish(wish)
        told = (
            self.intake.question(HINDRANCES).answers.intents.get(intent)
            if self._tells_a_hindrance()
            else None
        )
        if told and intent.startswith(WORRY):
            self._store(Fact(HINDRANCES, told, ""))

    def _tells_a_hindrance(self) -> bool:
        """Whether a worry in this message tells what is not known yet; one that asks does not."""
        unknown = self.intake.has(HINDRANCES) and HINDRANCES not in self.facts
        return unknown and not is_question(self.turn.text)

    def drop_wish(self, name: str) -> bool:
        """Forget a wish. Returns whether there was one."""
        if self.wishes.pop(name, None) is None:
            return False
        self.reply.drop_wish(name)
        self.state = self.state.searching_anew()
        return True
