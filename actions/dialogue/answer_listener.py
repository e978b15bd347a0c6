"""Hears one message that means something of its own: what answers the open question besides is noted."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from actions.dialogue.denying import is_denied
from actions.dialogue.desires import WISHING
from actions.dialogue.facts import Fact, facts_said
from actions.dialogue.ids import FIELD, WORRY
from actions.dialogue.intent_listener import IntentListener
from actions.dialogue.lengths import WORDS_OF_A_NAME, WORDS_OF_A_STATEMENT
from actions.dialogue.named_options import option_inside, worry_named
from actions.dialogue.own_words import (
    MAY_NAME_A_FIELD,
    own_words,
    tells_a_purpose,
    tells_of_health,
    tells_the_open_question,
)
from actions.dialogue.telling import number_told, says_something, telling_part
from actions.dialogue.turn import Turn
from actions.dialogue.until import DURATION, time_until
from actions.intake.model import Question
from nlu.asking import ASKING, NO_QUESTIONS, QUESTION_WORDS, asks_somewhere, is_question

HELSINKI = ZoneInfo("Europe/Helsinki")
# Not meant as what it looks like where it answers the open question in a few words.
MISTAKEN = frozenset({"give_feedback", "out_of_scope"})
# What an answer to a closed question may look like: a wish for a course, a story; a short one a question.
LIKE_AN_ANSWER = ("find_course", "describe_")
LIKE_A_SHORT_ONE = ("ask_", "give_feedback")
LIKE_A_WISH = ("worry_digital", "worry_confidence", "worry_health", "worry_age", "worry_time_distance")
# What makes a worry of a statement; "en koneen kanssa" to how one would like to study is a wish.
TROUBLE = re.compile(
    r"\b(?:osa[ant]\w*|os[ae]\b|pelk\w+|pelot\w+|jännit\w+|hallit\w*|vaike\w+|vaikia\w*|huono\w*|kömpelö\w*"
    r"|onnistu\w*|takku\w*|hankal\w+|surkea\w*|heikko\w*|ymmärr\w*|ymmärrä|tajuu\w*|pysty\w*|pärjä\w*|aikaa|ehdi|ehi"
    r"|matk\w*|kauka\w*|kilomet\w*|bussi\w*|autoa|kiire\w*|väsy\w*|uupu\w*|jaks\w*)"
)
# Moves in the conversation, and what goes before all questions: no answers, whatever words are beside them.
NO_ANSWERS = frozenset(
    {"crisis", "insult", "request_human", "stop", "goodbye", "restart", "skip", "dont_know", "go_back"}
    | {"repeat", "clarify", "why_asked", "help", "delete_data", "export_data", "change_language"}
)


class AnswerListener(IntentListener):
    """One turn, with the answer to the open question taken beside what its message means."""

    def hear_answer(self) -> None:
        """Let a message that means something of its own answer the open question too."""
        question = self.open_question
        if question is not None and self._wishes_as_a_worry(question):
            return
        if self.note_words_before_intent() or self.note_answer_by_intent() or question is None:
            return
        if self.turn.is_button or self.turn.intent in NO_ANSWERS:
            return
        if self._note_number(question) or self._note_beside_a_question(question):
            return
        if self._note_closed_answer(question) or self._note_stated(question):
            return
        closed = question.answers.free_text is None
        named = self.option_in_words() if closed else option_inside(self.turn, question)
        asks = any(_may_ask(word.lower()) for word in self.turn.text.split())
        if self.turn.intent.startswith(WORRY) and not asks and self.note_if(named):
            return
        if self._asks_of_a_worry(question) or not tells_the_open_question(self.turn, question):
            return
        if self._note_own_words_of(self.turn, question):
            names_a_field = question.id == FIELD and self.turn.intent in MAY_NAME_A_FIELD
            meant = self.turn.intent in MISTAKEN or tells_a_purpose(self.turn, question)
            self.says_all = names_a_field or meant
        elif tells_of_health(self.turn) and not is_question(self.turn.text):
            self.state = self.state.skipping()  # answered, in words that are not stored

    def _wishes_as_a_worry(self, question: Question) -> bool:
        """Take how one would like to study, told by what one would rather not: "lähi, ruudulta ei opi"."""
        if not (question.any_words and self.turn.intent in LIKE_A_WISH):
            return False
        if any(_may_ask(word.lower()) for word in self.turn.text.split()) or is_question(self.turn.text):
            return False
        if TROUBLE.search(self.turn.text.lower()) or not self.note_if(self.option_in_words()):
            return False
        self.is_answer = self.says_all = True
        return True

    def _note_number(self, question: Question) -> bool:
        """Take the number that the open question asks for: "55, olenko liian vanha?"."""
        if any(one.name in question.answers.entities for one in self.turn.entities):
            return False
        if question.id == DURATION and not is_question(self.turn.text):
            today = (self.turn.at or datetime.now(HELSINKI)).astimezone(HELSINKI).date()
            if self.note_if(time_until(self.turn.text, today)):
                return True
        return self.note_if(number_told(telling_part(self.turn.text), question))

    def _note_beside_a_question(self, question: Question) -> bool:
        """Take what stands beside a question as the answer; the question itself is the skill's to answer."""
        told = telling_part(self.turn.text)
        if told in ("", self.turn.text):
            return False
        beside = replace(self.turn, text=told)
        wanted = question.answers.entities
        named = [e for e in self.turn.entities if e.name in wanted and not is_denied(e, self.turn.text)]
        if named:
            inside = [one for one in named if one.text in told]
            facts = facts_said(inside, self.intake, wish=False, open_question=question.id, text=told)
            return self.note_if(facts.get(question.id))
        by_option = self.note_if(option_inside(beside, question, in_any_form=True))
        tells_of_it = not self._asks_of_a_worry(question) and self._says_more_than_facts(told)
        return by_option or (tells_of_it and self._note_own_words_of(beside, question))

    def _says_more_than_facts(self, told: str) -> bool:
        """Whether words tell more than facts of other questions: "oon 45" beside a question is an age."""
        for one in self.turn.entities:
            told = told.replace(one.text, " ")
        return says_something(told)

    def _note_own_words_of(self, turn: Turn, question: Question) -> bool:
        """Take own words; what is kept as something general is better kept as the worry that they name."""
        fact = own_words(turn, question)
        free_text = question.answers.free_text
        worry = worry_named(turn.text, question) if fact and free_text and free_text.kept_as else None
        if worry is None:
            return self.note_if(fact)
        if worry.intent:
            self.add_wish_of(worry.intent)
        return self.note_if(Fact(question.id, worry.value, turn.text))

    def _note_closed_answer(self, question: Question) -> bool:
        """Take the quick answer to a closed question that a few words name, whatever else they look like.

        "kuljetusalan perustutkinto" to the school that one went to is no wish, "koulussa päivällä" to how one
        would like to study asks nothing. What is wished for, asked or worried about is heard by its intent.
        """
        words, intent = self.turn.text.split(), self.turn.intent
        closed = question.options and question.answers.free_text is None
        asks = is_question(self.turn.text) or any(_may_ask(word.lower()) for word in words)
        states = intent.startswith(LIKE_AN_ANSWER) or not asks
        longest = WORDS_OF_A_STATEMENT if states else WORDS_OF_A_NAME
        if not closed or len(words) > longest or not intent.startswith((*LIKE_AN_ANSWER, *LIKE_A_SHORT_ONE)):
            return False
        if WISHING.search(self.turn.text.lower()) or not self.note_if(self.option_in_words()):
            return False
        self.is_answer = self.says_all = True
        return True

    def _note_stated(self, question: Question) -> bool:
        """Take what a statement names that the open question asks for, though it sounds like a question.

        "työtön, päiväraha loppui" to how life is now tells that; it asks nothing of benefits.
        """
        free_text, text = question.answers.free_text, self.turn.text
        no_words = free_text is None or free_text.kept_as is not None
        if not no_words or not self.turn.intent.startswith("ask_") or asks_somewhere(text):
            return False
        named = [one for one in self.turn.entities if not is_denied(one, text)]
        facts = facts_said(named, self.intake, wish=False, open_question=question.id, text=text)
        if question.id not in facts or len(text.split()) > WORDS_OF_A_STATEMENT:
            return False
        self.is_answer = self.says_all = True
        return self.note_if(facts[question.id])


def _may_ask(word: str) -> bool:
    """Whether a word asks, or may: "asun Oulussa ja paljonko se maksaa" is more than an answer."""
    return word in QUESTION_WORDS or (word.endswith(ASKING) and word not in NO_QUESTIONS)
