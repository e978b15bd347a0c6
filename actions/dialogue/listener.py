"""Hears one message: what it tells is noted as facts."""

from collections.abc import Mapping, Sequence

from actions.dialogue.ages import is_only_asked_age
from actions.dialogue.careers import without_career_lengths
from actions.dialogue.denying import is_denied
from actions.dialogue.desires import CONTRAST, HAVING_BEEN, WISHING, begins_with_no, is_wished, proposes
from actions.dialogue.facts import (
    OF_THE_PAST,
    WISH_ENTITIES,
    Fact,
    facts_said,
    implied_by,
    of_the_open_question,
    telling_more,
    without_what_is_known,
    work_told,
)
from actions.dialogue.having import is_had
from actions.dialogue.ids import WORRY
from actions.dialogue.lengths import WORDS_BEFORE_A_STORY, WORDS_OF_A_NAME, WORDS_OF_ANOTHER
from actions.dialogue.moves import FALLBACK
from actions.dialogue.named_options import option_named
from actions.dialogue.notebook import HINDRANCES, Notebook
from actions.dialogue.others import is_of_another, without_other_places
from actions.dialogue.telling import telling_part
from actions.dialogue.turn import Entity
from actions.dialogue.ways import OF_ONESELF, STUDY_MODE, is_only_asked_of
from nlu.asking import asks_of_need, asks_somewhere, asks_what_it_is, is_question

# Beginnings of the intents that ask or worry about studying, whatever the subject is.
BESIDE = (WORRY, "ask_cost", "ask_financing", "ask_study", "ask_privacy", "ask_flexible", "ask_prior")
UNFINISHED = "unfinished"
OF_THE_PRESENT = frozenset({"employment_status", "education_level"})  # what is counted there is past
OF_ENTRY = "ask_entry_requirements"
OF_DISTANCE = "worry_time_distance"
OF_SUPPORT = frozenset({"ask_financing", "ask_study_on_benefit", "worry_money", "worry_family"})


class Listener(Notebook):
    """One turn, with what its message tells taken as facts."""

    def note_facts(self, *, wish: bool = False) -> bool:
        """Store what the message states about the learner. Returns whether it stated anything."""
        entities, text = self.turn.entities, self.turn.text
        if not self.turn.is_button:
            if asks_what_it_is(text) and len(text.split()) <= WORDS_BEFORE_A_STORY:
                return False
            denied = () if self.denials_read else [one for one in entities if is_denied(one, text)]
            kept = [one for one in entities if one not in denied and not is_of_another(one, text)]
            kept = without_other_places(kept, text)
            kept = of_the_open_question(kept, self.intake, self.state.open or self.was_open)
            kept = without_what_is_known(kept, self.values_before, self.intake)
            kept = [one for one in kept if not self._tells_how_far(one)]
            kept = [one for one in kept if not is_only_asked_age(one, text)]
            entities = without_career_lengths(kept, text, always=self.years_are_of_the_answer())
        said = facts_said(entities, self.intake, wish=wish, open_question=self._answered, text=text)
        said = telling_more(said, self.facts, self.intake)
        said = {name: fact for name, fact in said.items() if self.outdone.get(name) != fact.value}
        corrects = wish and self.denials_read  # "ei puutarhuri, polvet ei kestä. joku kokki"
        if not corrects and self._asks_beside(entities) and self._is_beside_a_question(said.get("field")):
            said.pop("field", None)  # nor "kieli pelottaa" nor "saako kotihoidon tukea" is a wish
        if not wish and "field" in said and self._stands_beside_an_answer(entities):
            said.pop("field")  # "iltapäivällä, siivous on aamulla" to how one would like to study
        if is_only_asked_of(self.turn, self.state.open):
            said.pop(STUDY_MODE, None)
        if self._asks_who_gets_in():
            said.pop("field", None)
        for fact in said.values():
            self.note(fact)
        self._note_school_to_finish(said)
        worries = self.turn.intent.startswith(WORRY) and asks_somewhere(text)
        if "background" not in self.facts and not (self.turn.is_button or worries):
            self.note_if(work_told(entities, text))
        return bool(said)

    @property
    def _answered(self) -> str | None:
        """The question that the message answers: one of the past is that also when its answer is noted."""
        return self.state.open or (self.was_open if self.was_open in OF_THE_PAST else None)

    def _asks_who_gets_in(self) -> bool:
        """Whether an occupation is only what a question of who may learn it is about: "voiko kokiksi päästä".

        Who asks of oneself ("pääsenkö") wishes for it.
        """
        text, of_entry = self.turn.text, self.turn.intent == OF_ENTRY and not self.turn.is_button
        asks = of_entry and self.state.open == "field" and is_question(text)
        return asks and not (OF_ONESELF.search(text.lower()) or telling_part(text))

    def years_are_of_the_answer(self) -> bool:
        """Whether a length of time in the message belongs to the story that the open question asks for."""
        if self.state.open in OF_THE_PRESENT:
            return True  # "työtön 3 kk" is no time to study
        words = self.open_question.answers.free_text if self.open_question else None
        return words is not None and words.holds_years

    def _tells_how_far(self, one: Entity) -> bool:
        """Whether a place is named beside another only as what is far: "Vaasaan on sata kilometriä"."""
        hinders = self.was_open == HINDRANCES or self.turn.intent == OF_DISTANCE
        known = self.facts.get("place")
        elsewhere = known is not None and known.value != one.value and not CONTRAST.search(self.turn.text)
        return one.name == "place" and hinders and elsewhere

    def _note_school_to_finish(self, said: Mapping[str, Fact]) -> None:
        """Who tells of basic school that was left, and wishes for nothing else, may want to finish it."""
        left = said.get("education_level")
        if left and left.value == UNFINISHED and not {"goal", "field"} & self.facts.keys():
            self.note_named("goal")

    def _is_beside_a_question(self, fact: Fact | None) -> bool:
        """Whether a field is only what a question is about: another wish, or what support is asked for."""
        asks_for_support = self.turn.intent in OF_SUPPORT and is_question(self.turn.text)
        return fact is not None and ("field" in self.facts or (asks_for_support and fact.entity == "field"))

    def _stands_beside_an_answer(self, entities: Sequence[Entity]) -> bool:
        """Whether a field is known, another question waits, and the message wishes for nothing else."""
        name, text = self._answered, self.turn.text
        if name in (None, "field") or "field" not in self.facts or self.turn.is_button:
            return False
        if name in OF_THE_PAST and not (WISHING.search(text.lower()) or CONTRAST.search(text)):
            return True  # "merkonomin paperit" to the school that one went to are had, not wished for
        wishes = any(is_wished(one, text) for one in entities if one.name in WISH_ENTITIES)
        return not wishes or (is_question(text) and not CONTRAST.search(text))

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
        return self.note_if(fact)

    def names_only_a_wish(self) -> bool:
        """Whether the message is hardly more than the name of an occupation, a field or a qualification.

        While another question is open, such a name answers that one. The question of the goal takes it too.
        """
        if not {self.state.open, self.was_open} <= {None, "field", "goal"}:
            return False
        named = any(entity.name in WISH_ENTITIES for entity in self.turn.entities)
        return named and len(self.turn.text.split()) <= WORDS_OF_A_NAME

    def names_another_wish(self) -> bool:
        """Whether words after courses name something else to study: a few ("sama mutta kondiittorina"), or
        more that set it against what was wished ("no jos se trukkikortti kuitenkin, sillä pääsee töihin")."""
        text = self.turn.text
        asks = is_question(text) and not proposes(text)
        if self.open_question is not None or not self.state.searched or asks:
            return False
        names = [e for e in self.turn.entities if e.name in WISH_ENTITIES and not is_denied(e, text)]
        new = any(one.value != self.values.get("field") and not is_had(one, text) for one in names)
        sets_against = CONTRAST.search(self.turn.text) is not None
        return new and (sets_against or len(self.turn.text.split()) <= WORDS_OF_ANOTHER)

    def changes_the_wish(self) -> bool:
        """Whether another field than the one that is known is set against it, also while a question waits."""
        text = self.turn.text
        if "field" not in self.facts or is_question(text) or not CONTRAST.search(text):
            return False
        entities = of_the_open_question(self.turn.entities, self.intake, self.state.open or self.was_open)
        names = [e for e in entities if e.name in WISH_ENTITIES and not is_denied(e, text)]
        wished = [one for one in names if not HAVING_BEEN.search(text.lower())]
        return any(one.value != self.values.get("field") for one in wished)

    def sets_against(self) -> bool:
        """Whether a message sets something against what was wished: "ei busseja, rekkaa"."""
        text = self.turn.text.lower()
        few = len(text.split()) <= WORDS_OF_ANOTHER
        return CONTRAST.search(text) is not None or (few and begins_with_no(text))
