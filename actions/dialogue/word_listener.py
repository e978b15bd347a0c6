"""Hears one message: what answers a question by its words alone is noted."""

from actions.dialogue.changed_answers import changed_in_words
from actions.dialogue.clauses import NEGATION
from actions.dialogue.desires import wishes
from actions.dialogue.facts import Fact, free_text_fact
from actions.dialogue.ids import GOAL
from actions.dialogue.lengths import WORDS_OF_A_NAME
from actions.dialogue.listener import Listener
from actions.dialogue.named_options import named_in_passing, option_inside, option_left, option_of_another
from actions.dialogue.notebook import HINDRANCES
from actions.dialogue.own_words import own_words, tells_of_health
from actions.dialogue.telling import telling_part
from nlu.asking import is_question
from nlu.expectation import base_forms

WORDS_BESIDE_FACTS = 2  # fewer say no more than the facts


class WordListener(Listener):
    """One turn, with what its message answers by its words taken as well."""

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
        """Take the quick answer to the open question that the message gives in its own words.

        "Voinko opiskella työttömänä?" names studying only to ask about it.
        """
        question = self.open_question
        if self.turn.is_button or question is None:
            return False
        fact = option_inside(self.turn, question) or option_left(self.turn, question)
        option = question.option(fact.value) if fact else None
        vague = option is not None and not option.button
        only_asks = is_question(self.turn.text) and not telling_part(self.turn.text)
        return not (vague and only_asks) and self.note_if(fact)

    def option_in_words(self) -> Fact | None:
        """The quick answer to the open question that the message names, in any form of its words."""
        return None if self.turn.is_button else option_inside(self.turn, self.open_question, in_any_form=True)

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

    def note_elsewhere(self) -> bool:
        """Keep what is told in place of the answer where the intake says so, and leave the open question: "ne
        hitsauskurssit vaan" to the school that one went to. A denial tells nothing to keep."""
        question, text = self.open_question, self.turn.text
        if question is None or question.kept_in is None or NEGATION in base_forms(text):
            return False
        if question.kept_in not in self.facts and not tells_of_health(self.turn):
            self.note(free_text_fact(self.intake.question(question.kept_in), text))
        self.state = self.state.skipping(question.id)
        return True

    def note_goal_aside(self) -> bool:
        """Take the goal that a few words name while something else is asked: "ihan ammatti"."""
        few = len(self.turn.text.split()) <= WORDS_OF_A_NAME
        if self.turn.is_button or self.says_again or not few:
            return False
        return self.note_if(option_inside(self.turn, self.intake.question(GOAL), in_any_form=True))

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
        if self.waits or self.turn.is_button:
            return False
        if self.note_if(changed_in_words(self.turn, self.facts, self.intake)):
            return True
        closed = [one for one in self.intake.questions if one.searches and one.answers.free_text is None]
        untold = [one for one in closed if self.state.searched and one.id not in self.facts]
        return any(self.note_if(option_inside(self.turn, one)) for one in untold)
