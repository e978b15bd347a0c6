"""A field told by a bare name in more words: "myynti tai markkinointi vois olla mun juttu"."""

from collections.abc import Iterator

from actions.dialogue.clauses import NEGATION
from actions.dialogue.facts import WISH_ENTITIES, Fact
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD
from actions.guidance.interest_data import load_directions
from actions.guidance.talk import PROFILE_KEY
from nlu.analysis import shared_analyzer
from nlu.asking import asks_somewhere
from nlu.reading import read_message

WORDS_TO_BEGIN_WITH = 2
OF_ANY_WORK = frozenset({"juttu", "homma", "työ", "duuni", "asia"})  # "kynsijutut" are about nails
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

    A word that is a field only beside other words ("myynti") is one where a field is asked for. So is one
    that is all that somebody says to begin with: "kynsijutut".
    """
    text = guide.turn.text
    begins = _begins(guide)
    waits = guide.state.open == FIELD or begins
    if not waits or FIELD in guide.facts or guide.turn.is_button or len(text.split()) > MOST_WORDS:
        return False
    named = any(one.name in WISH_ENTITIES for one in guide.turn.entities)
    if named or asks_somewhere(text) or not _may_name(guide):
        return False
    read = _known_by if begins else _named  # what has a name of its own was read as an entity
    found = next((fact for word in _nouns(text) if (fact := read(word))), None)
    if found and begins:
        guide.state = guide.state.started("find_course")
    return guide.note_if(found)


def _begins(guide: Guide) -> bool:
    """Whether a word or two come where nothing was asked or shown yet."""
    state = guide.state
    fresh = state.open is None and state.flow is None and not (state.searched or state.asked)
    fresh = fresh and guide.recall(PROFILE_KEY) is None  # no talk has begun
    return fresh and guide.confirming is None and len(guide.turn.text.split()) <= WORDS_TO_BEGIN_WITH


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
        for token in tokens:
            if token.pos in NAMES and token.lemma not in OF_LIFE:
                yield token.lemma
                if token.parts and token.parts[-1] in OF_ANY_WORK:
                    yield token.parts[0]


def _named(word: str) -> Fact | None:
    """The field that a word names alone, by the names of fields or by what a direction is known by."""
    one = next((one for one in read_message(word).entities if one.entity in WISH_ENTITIES), None)
    if one is not None:
        return Fact(FIELD, one.value, word, one.canonical, one.entity)
    return _known_by(word)


def _known_by(word: str) -> Fact | None:
    """The field of the direction that a word names."""
    found = load_directions().known_by(word)
    return Fact(FIELD, found.field, word, entity=FIELD) if found else None
