"""Hears one message: what answers a question by its intent is noted, unless its words say something else."""

from actions.dialogue.answering import answer_in_words
from actions.dialogue.facts import WISH_ENTITIES, Fact
from actions.dialogue.ids import WORRY
from actions.dialogue.notebook import HINDRANCES
from actions.dialogue.telling import said_after_but
from actions.dialogue.word_listener import WordListener
from actions.intake.model import Question
from nlu.asking import QUESTION_WORDS, asks_of_need, asks_somewhere, asks_what_it_is, is_question

YES_OR_NO = frozenset({"affirm", "deny"})
DENY = "deny"


class IntentListener(WordListener):
    """One turn, with what the intent of its message answers taken as well."""

    def note_answer(self) -> bool:
        """Take the message as the answer to the open question, by its words or by intent."""
        if self.note_words_before_intent() or self.note_answer_by_intent():
            return True
        return self.note_if(answer_in_words(self.turn, self.open_question, self.facts, self.intake))

    def note_answer_by_intent(self) -> bool:
        """Take the message's intent as an answer, where a question says what it means.

        Some intents tell a goal at any time; what is known already stays as it is.
        """
        noted = False
        for question in self.intake.questions:
            is_open = question.id == self.state.open
            value = question.answers.of_intent(self.turn.intent, is_open=is_open)
            if is_open and (self._asks_of_a_worry(question) or asks_what_it_is(self.turn.text)):
                continue
            if is_open and (self._asks_something() or self._says_more_than_no()):
                continue
            if is_open and self._names_only_other_facts(question):
                continue
            if value is not None and (is_open or question.id not in self.facts):
                self.note(Fact(question.id, value, "" if self.turn.is_button else self.turn.text))
                self.is_answer = self.is_answer or is_open
                self.by_intent.add(question.id)
                noted = True
        return noted

    def note_words_before_intent(self) -> bool:
        """Take the quick answer that the words name, where the intent would give the question another one."""
        question = self.open_question
        by_intent = question and question.answers.of_intent(self.turn.intent, is_open=True)
        fact = self.option_in_words() if by_intent else None
        if fact is None or fact.value == by_intent:
            return False
        self.is_answer = self.says_all = True
        return self.note_if(fact)

    def _names_only_other_facts(self, question: Question) -> bool:
        """Whether the message is facts of other questions and not a word more: "pori" is no goal."""
        wanted = {*question.answers.entities, *WISH_ENTITIES}
        entities = [one for one in self.turn.entities if one.name not in wanted]
        named = {word for one in entities for word in one.text.split()}
        return not self.turn.is_button and bool(named) and set(self.turn.text.split()) <= named

    def _says_more_than_no(self) -> bool:
        """Whether a no is followed by a but: "ei muuta mut selkä"."""
        return self.turn.intent == DENY and not self.turn.is_button and said_after_but(self.turn.text)

    def _asks_something(self) -> bool:
        """Whether a question is asked by its words too: "kuka maksaa palkan" does not choose a workplace.

        In a yes or a no a word that asks is enough: "joo mut kauan se kestää".
        """
        if self.turn.is_button:
            return False
        if self.turn.intent in YES_OR_NO:
            return bool(QUESTION_WORDS.intersection(self.turn.text.lower().replace(",", " ").split()))
        needs = self.turn.intent.startswith("find_") and asks_of_need(self.turn.text)
        return needs or (self.turn.intent.startswith("ask_") and is_question(self.turn.text))

    def _asks_of_a_worry(self, question: Question) -> bool:
        """Whether a worry is put as a question: "olenko liian vanha" is met, and the question stays open.

        Where it is asked what makes studying hard, a statement tells it, whatever is asked behind it.
        """
        if self.turn.is_button or not self.turn.intent.startswith(WORRY):
            return False
        asks = is_question if question.id == HINDRANCES else asks_somewhere
        return asks(self.turn.text)
