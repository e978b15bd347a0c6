"""Hears one message: what it tells is noted as facts, answers and wishes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.dialogue.answering import (
    WORDS_OF_A_NAME,
    WORDS_OF_ANOTHER,
    WORRY,
    answer_in_words,
    changed_in_words,
    named_in_passing,
    option_inside,
    option_named,
    option_of_another,
    own_words,
    tells_the_open_question,
)
from actions.dialogue.careers import without_career_lengths
from actions.dialogue.desires import WISHING, is_denied, is_wished
from actions.dialogue.facts import (
    WISH_ENTITIES,
    Fact,
    facts_of,
    facts_said,
    implied_by,
    of_the_open_question,
    telling_more,
    without_what_is_known,
    work_told,
)
from actions.dialogue.moves import FALLBACK
from actions.dialogue.reply import Reply
from actions.dialogue.state import DialogueState
from actions.dialogue.turn import Entity, Turn
from actions.dialogue.wishes import wishes_of
from actions.intake.model import Intake, Question
from actions.intake.wishes import Wish
from nlu.asking import asks_of_need, asks_what_it_is, is_question
from nlu.expectation import LONGEST_ANSWER

# Beginnings of the intents that ask or worry about studying, whatever the subject is.
BESIDE = (WORRY, "ask_cost", "ask_financing", "ask_study", "ask_privacy", "ask_flexible", "ask_prior")
UNFINISHED = "unfinished"
HINDRANCES = "barriers"
# Not meant as what it looks like where it answers the open question in a few words.
MISTAKEN = frozenset({"give_feedback", "out_of_scope"})
OF_SUPPORT = frozenset({"ask_financing", "ask_study_on_benefit", "worry_money", "worry_family"})
# What an answer to a closed question may look like: a wish for a course, a story; a short one a question.
LIKE_AN_ANSWER = ("find_course", "describe_")
LIKE_A_SHORT_ONE = ("ask_", "give_feedback")


class Listener:
    """One turn: what was said, what is known, and the reply that is being made."""

    def __init__(self, turn: Turn, intake: Intake) -> None:
        self.turn = turn
        self.intake = intake
        self.facts = facts_of(turn.profile)
        self.wishes = wishes_of(turn.profile, intake)
        self.reply = Reply(DialogueState.from_profile(turn.profile))
        self.confirming = self.state.confirming
        self.state = replace(self.state, confirming=None)
        self.was_open = self.state.open  # the question that waited for this message
        self.news: dict[str, Fact] = {}
        self.understood = True
        self.asked_back = False  # whether the reply asks what was meant
        self.is_answer = False  # whether the message's intent answered the question that was open
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

    def recall(self, key: str) -> Any:
        """A value of a skill's own in the profile, as this turn leaves it; None where there is none."""
        earlier = None if self.reply.cleared else self.turn.profile.get(key)
        return self.reply.kept.get(key, earlier)

    @property
    def values(self) -> dict[str, str]:
        """What is known, as plain values by question id."""
        return {name: fact.value for name, fact in self.facts.items()}

    def note_facts(self, *, wish: bool = False) -> bool:
        """Store what the message states about the learner. Returns whether it stated anything."""
        entities, text = self.turn.entities, self.turn.text
        if not self.turn.is_button:
            if asks_what_it_is(text):
                return False
            kept = [one for one in entities if not is_denied(one, text)]
            kept = of_the_open_question(kept, self.intake, self.state.open)
            kept = without_what_is_known(kept, self.values, self.intake)
            entities = without_career_lengths(kept, text)
        said = facts_said(entities, self.intake, wish=wish, open_question=self.state.open, text=text)
        said = telling_more(said, self.facts, self.intake)
        if self._asks_beside(entities) and self._is_beside_a_question(said.get("field")):
            said.pop("field", None)  # nor "kieli pelottaa" nor "saako kotihoidon tukea" is a wish
        for fact in said.values():
            self.note(fact)
        self._note_school_to_finish(said)
        if "background" not in self.facts and not self.turn.is_button:
            self._note_if(work_told(entities, text))
        return bool(said)

    def _note_school_to_finish(self, said: Mapping[str, Fact]) -> None:
        """Who tells of basic school that was left, and wishes for nothing else, may want to finish it."""
        left = said.get("education_level")
        if left and left.value == UNFINISHED and not {"goal", "field"} & self.facts.keys():
            self.note_named("goal")

    def _is_beside_a_question(self, fact: Fact | None) -> bool:
        """Whether a field is only what a question is about: another wish, or what support is asked for."""
        asks_for_support = self.turn.intent in OF_SUPPORT and is_question(self.turn.text)
        return fact is not None and ("field" in self.facts or (asks_for_support and fact.entity == "field"))

    def _asks_beside(self, entities: Sequence[Entity]) -> bool:
        """Whether a message worries or asks, and wishes for nothing: what it names is not looked for."""
        unclear = self.turn.intent == FALLBACK and not self.state.searched and is_question(self.turn.text)
        asks = unclear or self.turn.intent.startswith(BESIDE) or asks_of_need(self.turn.text)
        return asks and not any(is_wished(one, self.turn.text) for one in entities)

    def note_named(self, name: str) -> bool:
        """Store the quick answer to a question that a base form of the message names, if one does."""
        fact = option_named(self.turn.text, self.intake.question(name))
        for implied in implied_by(fact, self.intake) if fact else ():
            if implied.question in self.news:
                self.note(implied)
        return self._note_if(fact)

    def names_only_a_wish(self) -> bool:
        """Whether the message is hardly more than the name of an occupation, a field or a qualification.

        While another question is open, such a name answers that one. The question of the goal takes it too.
        """
        if self.state.open not in (None, "field", "goal"):
            return False
        named = any(entity.name in WISH_ENTITIES for entity in self.turn.entities)
        return named and len(self.turn.text.split()) <= WORDS_OF_A_NAME

    def names_another_wish(self) -> bool:
        """Whether a few words after courses name something else to study: "sama mutta kondiittorina"."""
        if self.open_question is not None or not self.state.searched or is_question(self.turn.text):
            return False
        names = [one for one in self.turn.entities if one.name in WISH_ENTITIES]
        new = any(one.value != self.values.get("field") for one in names)
        return new and len(self.turn.text.split()) <= WORDS_OF_ANOTHER

    def note_answer(self) -> bool:
        """Take the message as the answer to the open question, by its words or by intent."""
        if self._note_words_before_intent() or self.note_answer_by_intent():
            return True
        return self._note_if(answer_in_words(self.turn, self.open_question, self.facts, self.intake))

    def note_option(self) -> bool:
        """Take the quick answer to the open question that the message gives in its own words."""
        return not self.turn.is_button and self._note_if(option_inside(self.turn, self.open_question))

    def note_option_of_another(self) -> bool:
        """Take a message that says a quick answer to another question, and not a word more."""
        fact = option_of_another(self.turn, self.open_question, self.facts, self.intake)
        return not self.turn.is_button and self._note_if(fact)

    def note_hindrance(self) -> bool:
        """Take what a message that tells nothing else names of one's life: "mulla on kolme lasta"."""
        waits = self.open_question is not None and HINDRANCES not in self.facts
        if not (waits and self.intake.has(HINDRANCES)):
            return False
        return self._note_if(named_in_passing(self.turn, self.intake.question(HINDRANCES)))

    def note_change(self) -> bool:
        """Take another quick answer to what is known, where no question waited for an answer."""
        if self.open_question is not None or self.was_open is not None:
            return False
        return self._note_if(changed_in_words(self.turn, self.facts, self.intake))

    def note_answer_by_intent(self) -> bool:
        """Take the message's intent as an answer, where a question says what it means.

        Some intents tell a goal at any time; what is known already stays as it is.
        """
        noted = False
        for question in self.intake.questions:
            is_open = question.id == self.state.open
            value = question.answers.of_intent(self.turn.intent, is_open=is_open)
            if is_open and (self._asks_of_a_worry() or asks_what_it_is(self.turn.text)):
                continue
            if is_open and self._asks_something():
                continue
            if value is not None and (is_open or question.id not in self.facts):
                self.note(Fact(question.id, value, "" if self.turn.is_button else self.turn.text))
                self.is_answer = self.is_answer or is_open
                noted = True
        return noted

    def _note_words_before_intent(self) -> bool:
        """Take the quick answer that the words name, where the intent would give the question another one."""
        question = self.open_question
        by_intent = question and question.answers.of_intent(self.turn.intent, is_open=True)
        fact = self._option_in_words() if by_intent else None
        if fact is None or fact.value == by_intent:
            return False
        self.is_answer = self.says_all = True
        return self._note_if(fact)

    def hear_answer(self) -> None:
        """Let a message that means something of its own answer the open question too."""
        question = self.open_question
        if self._note_words_before_intent() or self.note_answer_by_intent() or question is None:
            return
        if self._note_closed_answer(question):
            return
        if self.turn.intent.startswith(WORRY) and self._note_if(option_inside(self.turn, question)):
            return
        if tells_the_open_question(self.turn, question) and self._note_if(own_words(self.turn, question)):
            self.says_all = self.turn.intent in MISTAKEN

    def _note_closed_answer(self, question: Question) -> bool:
        """Take the quick answer to a closed question that a few words name, whatever else they look like.

        "kuljetusalan perustutkinto" to the school that one went to is no wish, "koulussa päivällä" to how one
        would like to study asks nothing. What is wished for, asked or worried about is heard by its intent.
        """
        words, intent = self.turn.text.split(), self.turn.intent
        closed = question.options and question.answers.free_text is None
        longest = LONGEST_ANSWER if intent.startswith(LIKE_AN_ANSWER) else WORDS_OF_A_NAME
        if not closed or len(words) > longest or not intent.startswith((*LIKE_AN_ANSWER, *LIKE_A_SHORT_ONE)):
            return False
        if WISHING.search(self.turn.text.lower()) or not self._note_if(self._option_in_words()):
            return False
        self.is_answer = self.says_all = True
        return True

    def _option_in_words(self) -> Fact | None:
        return None if self.turn.is_button else option_inside(self.turn, self.open_question, in_any_form=True)

    def _asks_something(self) -> bool:
        """Whether a question is asked by its words too: "kuka maksaa palkan" does not choose a workplace."""
        return self.turn.intent.startswith("ask_") and not self.turn.is_button and is_question(self.turn.text)

    def _asks_of_a_worry(self) -> bool:
        """Whether a worry is put as a question: "olenko liian vanha" is met, and the question stays open."""
        worries = self.turn.intent.startswith(WORRY) and not self.turn.is_button
        return worries and is_question(self.turn.text)

    def _note_if(self, fact: Fact | None) -> bool:
        if fact is not None:
            self.note(fact)
        return fact is not None

    def note(self, fact: Fact) -> None:
        """Store a fact, and what it implies of questions that have no answer yet."""
        question = self.intake.question(fact.question)
        self.news[fact.question] = fact
        self._store(fact)
        for implied in implied_by(fact, self.intake):
            if implied.question not in self.facts:
                self._store(implied)
        if (option := question.option(fact.value)) and option.plain:
            self.state = replace(self.state, plain=True)

    def _store(self, fact: Fact) -> None:
        question = self.intake.question(fact.question)
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

    def drop_wish(self, name: str) -> bool:
        """Forget a wish. Returns whether there was one."""
        if self.wishes.pop(name, None) is None:
            return False
        self.reply.drop_wish(name)
        self.state = self.state.searching_anew()
        return True
