"""Hears one message: what answers a question by its words or by its intent is noted."""

from dataclasses import replace

from actions.dialogue.answering import (
    GOAL,
    WORDS_OF_A_NAME,
    WORRY,
    answer_in_words,
    changed_in_words,
    named_in_passing,
    option_inside,
    option_left,
    option_of_another,
    own_words,
    tells_of_health,
    tells_the_open_question,
    worry_named,
)
from actions.dialogue.desires import (
    WISHING,
    is_denied,
    wishes,
)
from actions.dialogue.facts import (
    WISH_ENTITIES,
    Fact,
    facts_said,
)
from actions.dialogue.listener import Listener
from actions.dialogue.notebook import HINDRANCES
from actions.dialogue.telling import number_told, said_after_but, telling_part
from actions.dialogue.turn import Turn
from actions.intake.model import Question
from nlu.asking import (
    ASKING,
    NO_QUESTIONS,
    QUESTION_WORDS,
    asks_of_need,
    asks_somewhere,
    asks_what_it_is,
    is_question,
)

# Not meant as what it looks like where it answers the open question in a few words.
MISTAKEN = frozenset({"give_feedback", "out_of_scope"})
WORDS_BESIDE_FACTS = 2  # fewer say no more than the facts
YES_OR_NO = frozenset({"affirm", "deny"})
# What an answer to a closed question may look like: a wish for a course, a story; a short one a question.
LIKE_AN_ANSWER = ("find_course", "describe_")
LIKE_A_SHORT_ONE = ("ask_", "give_feedback")
WORDS_OF_A_STATEMENT = 8  # of one that asks nothing and names an answer to a closed question
# Moves in the conversation, and what goes before all questions: no answers, whatever words are beside them.
NO_ANSWERS = frozenset(
    {"crisis", "insult", "request_human", "stop", "goodbye", "restart", "skip", "dont_know", "go_back"}
    | {"repeat", "clarify", "why_asked", "help", "delete_data", "export_data", "change_language"}
)
DENY = "deny"


class AnswerListener(Listener):
    """One turn, with what its message answers taken as well."""

    def note_answer(self) -> bool:
        """Take the message as the answer to the open question, by its words or by intent."""
        if self._note_words_before_intent() or self.note_answer_by_intent():
            return True
        return self.note_if(answer_in_words(self.turn, self.open_question, self.facts, self.intake))

    def note_own_words(self) -> bool:
        """Take the message as it is, where the open question takes own words."""
        return self.note_if(own_words(self.turn, self.open_question))

    def note_words_beside_facts(self) -> bool:
        """Take what a message says beside its facts as the answer to an open question that keeps no words.

        "lukion jälkeen vuosi taukoa" tells of a school, and to how life is now of something that no list has.
        """
        question = self.open_question
        words = question.answers.free_text if question else None
        of_facts = sum(len(one.text.split()) for one in self.turn.entities)
        more = len(self.turn.text.split()) - of_facts >= WORDS_BESIDE_FACTS
        if words is None or words.kept_as is None or not (self.news and more):
            return False
        return self.note_own_words()

    def note_option(self) -> bool:
        """Take the quick answer to the open question that the message gives in its own words."""
        if self.turn.is_button:
            return False
        question = self.open_question
        return self.note_if(option_inside(self.turn, question) or option_left(self.turn, question))

    def note_wished_goal(self) -> bool:
        """Take the goal that a message wishes for, where none is known: "haluisin jonku lyhyen kurssin".

        Of "haluan opiskella" it is still asked what for.
        """
        if GOAL in self.facts or self.turn.is_button or not wishes(self.turn.text):
            return False
        question = self.intake.question(GOAL)
        fact = option_inside(self.turn, question, in_any_form=True)
        option = question.option(fact.value) if fact else None
        return option is not None and option.button and self.note_if(fact)

    def note_option_of_another(self) -> bool:
        """Take a message that says a quick answer to another question, and not a word more."""
        fact = option_of_another(self.turn, self.open_question, self.facts, self.intake)
        return not self.turn.is_button and self.note_if(fact)

    def note_hindrance(self) -> bool:
        """Take what a message that tells nothing else names of one's life: "mulla on kolme lasta"."""
        waits = self.open_question is not None and HINDRANCES not in self.facts
        if not (waits and self.intake.has(HINDRANCES)):
            return False
        return self.note_if(named_in_passing(self.turn, self.intake.question(HINDRANCES)))

    def note_change(self) -> bool:
        """Take another quick answer to what is known, where no question waited for an answer.

        After courses also one to what was not told of before: "ei koneella, paikan päällä sitten".
        """
        if self.open_question is not None or self.was_open is not None or self.turn.is_button:
            return False
        if self.note_if(changed_in_words(self.turn, self.facts, self.intake)):
            return True
        closed = [one for one in self.intake.questions if one.searches and one.answers.free_text is None]
        untold = [one for one in closed if self.state.searched and one.id not in self.facts]
        return any(self.note_if(option_inside(self.turn, one)) for one in untold)

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

    def _names_only_other_facts(self, question: Question) -> bool:
        """Whether the message is facts of other questions and not a word more: "pori" is no goal."""
        wanted = {*question.answers.entities, *WISH_ENTITIES}
        entities = [one for one in self.turn.entities if one.name not in wanted]
        named = {word for one in entities for word in one.text.split()}
        return not self.turn.is_button and bool(named) and set(self.turn.text.split()) <= named

    def _note_words_before_intent(self) -> bool:
        """Take the quick answer that the words name, where the intent would give the question another one."""
        question = self.open_question
        by_intent = question and question.answers.of_intent(self.turn.intent, is_open=True)
        fact = self._option_in_words() if by_intent else None
        if fact is None or fact.value == by_intent:
            return False
        self.is_answer = self.says_all = True
        return self.note_if(fact)

    def hear_answer(self) -> None:
        """Let a message that means something of its own answer the open question too."""
        question = self.open_question
        if self._note_words_before_intent() or self.note_answer_by_intent() or question is None:
            return
        if self.turn.is_button or self.turn.intent in NO_ANSWERS:
            return
        if self._note_number(question) or self._note_beside_a_question(question):
            return
        if self._note_closed_answer(question) or self._note_stated(question):
            return
        closed = question.answers.free_text is None
        named = self._option_in_words() if closed else option_inside(self.turn, question)
        asks = any(_may_ask(word.lower()) for word in self.turn.text.split())
        if self.turn.intent.startswith(WORRY) and not asks and self.note_if(named):
            return
        if not tells_the_open_question(self.turn, question):
            return
        if self._note_own_words_of(self.turn, question):
            self.says_all = self.turn.intent in MISTAKEN
        elif tells_of_health(self.turn) and not is_question(self.turn.text):
            self.state = self.state.skipping()  # answered, in words that are not stored

    def _note_number(self, question: Question) -> bool:
        """Take the number that the open question asks for: "55, olenko liian vanha?"."""
        if any(one.name in question.answers.entities for one in self.turn.entities):
            return False
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
        return by_option or self._note_own_words_of(beside, question)

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

    def _says_more_than_no(self) -> bool:
        """Whether a no is followed by a but: "ei muuta mut selkä"."""
        return self.turn.intent == DENY and not self.turn.is_button and said_after_but(self.turn.text)

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
        if WISHING.search(self.turn.text.lower()) or not self.note_if(self._option_in_words()):
            return False
        self.is_answer = self.says_all = True
        return True

    def _note_stated(self, question: Question) -> bool:
        """Take what a statement names that the open question asks for, though it sounds like a question.

        "työtön, päiväraha loppui" to how life is now tells that; it asks nothing of benefits.
        """
        free_text, text = question.answers.free_text, self.turn.text
        kept_general = free_text is not None and free_text.kept_as is not None
        if not kept_general or not self.turn.intent.startswith("ask_") or asks_somewhere(text):
            return False
        named = [one for one in self.turn.entities if not is_denied(one, text)]
        facts = facts_said(named, self.intake, wish=False, open_question=question.id, text=text)
        if question.id not in facts or len(text.split()) > WORDS_OF_A_STATEMENT:
            return False
        self.is_answer = self.says_all = True
        return self.note_if(facts[question.id])

    def _option_in_words(self) -> Fact | None:
        return None if self.turn.is_button else option_inside(self.turn, self.open_question, in_any_form=True)

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

    def _asks_of_a_worry(self) -> bool:
        """Whether a worry is put as a question: "olenko liian vanha" is met, and the question stays open."""
        worries = self.turn.intent.startswith(WORRY) and not self.turn.is_button
        return worries and is_question(self.turn.text)


def _may_ask(word: str) -> bool:
    """Whether a word asks, or may: "asun Oulussa ja paljonko se maksaa" is more than an answer."""
    return word in QUESTION_WORDS or (word.endswith(ASKING) and word not in NO_QUESTIONS)
