"""A field told by what one likes or whom one would like to be with: "jotain vanhusten parissa"."""

import re
from dataclasses import replace

from actions.dialogue.clauses import LIKING_END
from actions.dialogue.desires import HAVING_BEEN, is_left
from actions.dialogue.facts import WISH_ENTITIES, Fact
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD, GOAL, WORRY
from actions.dialogue.named_options import option_inside
from actions.dialogue.turn import Turn
from actions.guidance.interest_data import load_directions
from actions.guidance.reading import read_words
from nlu.analysis import shared_analyzer
from nlu.asking import is_question

OF_FAMILY = "worry_family"  # what is said of children sounds like it
LIKING = re.compile(
    r"\b(?:tyk[kä]\w*|pidän|pitäny\w*|rakast\w*|viihdy\w*|viihty\w*|nauti\w*|nautti\w*|pärjä\w*|intohimo\w*"
    r"|kiinnost\w*|innost\w*|sydäntä|lempi\w*|harrast\w*|juttuun)\b",
    re.IGNORECASE,
)
COMPANY = re.compile(
    r"\b(?:kaa|kaas|kans|kansa|kansas|kanssa|kanss|parissa|paris|parissaki|seurassa)\b", re.I
)
SEEKING = re.compile(
    r"\b(?:jotain|jotai|jotaki\w*|jottae|jotakkii|joku|jokin|jossa|mis|missä|semmo\w+|sellai\w+|sella\w+"
    r"|ammat\w*|työ|työtä|työn|hom+\w*|duuni\w*|sais\w*|vois\w*|ois|oisi|olis\w*|pääsi\w*|haluu\w*|halua\w*"
    r"|haluis\w*|tekisi\w*|mieluiten)\b",
    re.IGNORECASE,
)
LIVING = re.compile(r"\b(?:asu\w*|asun|elän|elä[mn]\w*|koton\w*|himas\w*|huoltaj\w*|aikaa)\b", re.IGNORECASE)
# Of a liking that nobody asked for, only what one says of oneself counts.
OF_WISHES = frozenset({"inform", "find_course", "find_short_course", "nlu_fallback"})
OF_ONES_OWN = re.compile(
    r"\b(?:tykkään|tykkäsin|tykkäisin|pidän|rakastan|viihdyn|viihtysin|viihtyisin|nautin)\b", re.I
)
OLD_PEOPLE = re.compile(r"\bvanh\w+ ihmi\w+", re.IGNORECASE)  # one word of it names the field
NAMES = frozenset({"NOUN", "PROPN", "ADJ"})
WORDS_OF_A_LIKING = 4  # hardly more than the name of what is liked
# What such words look like; whoever asks for something or moves on is heard by that.
LIKE_A_LIKING = frozenset(
    {"inform", "nlu_fallback", "unsure_direction", "career_change", "find_course", "find_job", "map_skills",
     "describe_background", "ask_occupation", "ask_labour_market", OF_FAMILY, "out_of_scope",
     "give_feedback", "complain", "affirm"}
)  # fmt: skip


def note_liking(guide: Guide) -> bool:
    """Take what a message likes as the field, where that is asked for. Returns whether it was taken.

    At the question of the goal it answers that one too; where nothing was asked, only a wish counts.
    """
    turn, asked = guide.turn, guide.state.open
    if turn.is_button or FIELD in guide.facts or asked not in (None, GOAL, FIELD):
        return False
    if turn.intent not in LIKE_A_LIKING or is_question(turn.text) or _names_a_wish(turn):
        return False
    name = _liked(turn, asked)
    if name is None:
        return False
    guide.note_facts()
    _note_goal(guide)
    guide.note(Fact(FIELD, name, turn.text, entity=FIELD))
    if guide.state.flow is None:
        guide.state = guide.state.started("find_course")
    guide.turn = replace(turn, clauses=tuple(one for one in turn.clauses if one.intent != OF_FAMILY))
    return True


def _note_goal(guide: Guide) -> None:
    """Take the goal that is told with it ("töitä eläinten parissa"), and ask for none."""
    told = option_inside(guide.turn, guide.intake.question(GOAL), in_any_form=True)
    if GOAL not in guide.facts and not guide.note_if(told) and guide.state.open == GOAL:
        guide.state = guide.state.skipping()


def _names_a_wish(turn: Turn) -> bool:
    return any(one.name in WISH_ENTITIES and not is_left(one, turn.text) for one in turn.entities)


def _liked(turn: Turn, asked: str | None) -> str | None:
    """The field of the first direction that a clause names as liked."""
    few = len(turn.text.split()) <= WORDS_OF_A_LIKING and not turn.intent.startswith(WORRY)
    for clause in LIKING_END.split(OLD_PEOPLE.sub("vanhus", turn.text)):
        if not (_is_wish(turn, clause, asked) or (few and asked == FIELD)):
            continue
        if name := liked_in(clause):
            return name
    likes = asked == FIELD and LIKING.search(turn.text)
    return liked_in(turn.text) if likes else None  # "koirat on ihania, niistä tykkään"


def _is_wish(turn: Turn, clause: str, asked: str | None) -> bool:
    """Whether a clause says that what it names is liked or looked for, not that one lives with it."""
    if LIKING.search(clause):
        return asked is not None or (turn.intent in OF_WISHES and OF_ONES_OWN.search(clause) is not None)
    if not COMPANY.search(clause) or LIVING.search(clause) or HAVING_BEEN.search(clause.lower()):
        return False
    return asked == FIELD or SEEKING.search(clause) is not None


def liked_in(clause: str) -> str | None:
    """The field of what a clause names.

    That goes before what one does ("hoitaa eläimiä" is about animals), and a whole word before its parts
    ("tietokone" is no machine).
    """
    nouns = [token for token in shared_analyzer().tokens(clause) if token.pos in NAMES]
    known = (load_directions().known_by(token.lemma) for token in nouns)
    names = [one.id for one in known if one]
    parts = read_words(" ".join(token.text for token in nouns)).directions
    worth = read_words(clause).directions
    wanted = [name for name in (*names, *parts, *worth) if worth.get(name, 0) > 0]
    direction = load_directions().direction(wanted[0]) if wanted else None
    return direction.field if direction else None
