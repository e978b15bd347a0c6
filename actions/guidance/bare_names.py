"""A field told by a bare name in more words: "myynti tai markkinointi vois olla mun juttu"."""

from collections.abc import Iterator

from actions.dialogue.clauses import NEGATION
from actions.dialogue.facts import WISH_ENTITIES, Fact
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD
from actions.guidance.interest_data import load_directions
from nlu.analysis import shared_analyzer
from nlu.asking import asks_somewhere
from nlu.reading import read_message

MOST_WORDS = 12  # a longer message tells a story
NAMES = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
# What is said of work with children or computers sounds like these; a worry has a verb to it.
WORRIES = frozenset({"worry_family", "worry_digital"})
# What such an answer may look like.
LIKE_A_NAME = frozenset(
    {"inform", "nlu_fallback", "affirm", "find_course", "unsure_direction", "career_change",
     "describe_background", "ask_occupation", "ask_labour_market", "map_skills", "out_of_scope",
     "give_feedback"}
)  # fmt: skip
# People and things of one's own life, which name no field by themselves.
OF_LIFE = frozenset({"lapsi", "vauva", "perhe", "koti", "mies", "vaimo", "kieli", "suomi", "raha", "aika"})


def note_bare_name(guide: Guide) -> bool:
    """Take what a statement names as the field that is asked for, where nothing else names one.

    A word that is a field only beside other words ("myynti") is one where a field is asked for.
    """
    text = guide.turn.text
    waits = guide.state.open == FIELD and FIELD not in guide.facts and not guide.turn.is_button
    if not waits or asks_somewhere(text) or not _may_name(guide):
        return False
    if len(text.split()) > MOST_WORDS or any(one.name in WISH_ENTITIES for one in guide.turn.entities):
        return False
    found = next((fact for word in _nouns(text) if (fact := _named(word))), None)
    return guide.note_if(found)


def _may_name(guide: Guide) -> bool:
    """Whether what a message looks like may be the name of a field: a worry only where it has no verb."""
    if guide.turn.intent in WORRIES:
        return not any(token.pos in VERBS for token in shared_analyzer().tokens(guide.turn.text))
    return guide.turn.intent in LIKE_A_NAME


def _nouns(text: str) -> Iterator[str]:
    """The base forms of the nouns in the clauses that deny nothing."""
    for clause in text.replace(" mut ", ",").replace(" mutta ", ",").split(","):
        tokens = shared_analyzer().tokens(clause)
        if any(token.lemma == NEGATION for token in tokens):
            continue
        yield from (token.lemma for token in tokens if token.pos in NAMES and token.lemma not in OF_LIFE)


def _named(word: str) -> Fact | None:
    """The field that a word names alone, by the names of fields or by what a direction is known by."""
    one = next((one for one in read_message(word).entities if one.entity in WISH_ENTITIES), None)
    if one is not None:
        return Fact(FIELD, one.value, word, one.canonical, one.entity)
    found = load_directions().known_by(word)
    return Fact(FIELD, found.field, word, entity=FIELD) if found else None
