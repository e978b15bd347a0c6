"""An occupation named as what one aims at, where the goal is asked: "hitsaaja, joku kortti tai tutkinto"."""

import re

from actions.dialogue.clauses import WISH_END
from actions.dialogue.denying import is_denied
from actions.dialogue.desires import HAVING_BEEN, is_left
from actions.dialogue.facts import Fact
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD, GOAL
from actions.dialogue.named_options import option_inside
from actions.dialogue.turn import Entity
from nlu.asking import is_question
from nlu.expectation import FILLERS

OCCUPATION = "occupation"
# A paper that makes one what the word before it says: "leipurin paperit".
PAPER = re.compile(
    r"^\s*-?(?:(?:amma\w+|virallis\w+|oike\w+|koko|perus)\s+)?"
    r"(?:perus|ammatti|erikoisammatti)?(?:tutkin|paper|todistu|pätevyy|kortti|kortin|ammat|koulutu)",
    re.IGNORECASE,
)
BESIDE = frozenset(
    {*FILLERS, "vaikka", "ehkä", "varmaan", "joku", "jokin", "taas", "uudestaan", "sit", "sitten"}
)


def note_aimed_at(guide: Guide) -> None:
    """Take as the field what stands by itself first, or before a paper, and is no work that was left."""
    turn = guide.turn
    asked = guide.was_open or guide.state.open
    if asked != GOAL or turn.is_button or FIELD in guide.facts or is_question(turn.text):
        return
    named = [one for one in turn.entities if one.name == OCCUPATION]
    one = next((one for one in named if _is_aimed_at(one, turn.text)), None)
    if one is not None:
        guide.note_if(option_inside(turn, guide.intake.question(GOAL), in_any_form=True))
        guide.note(Fact(FIELD, one.value, one.text, one.canonical, OCCUPATION))


def _is_aimed_at(one: Entity, text: str) -> bool:
    if is_denied(one, text) or is_left(one, text):
        return False
    before, found, after = text.partition(one.text)
    if not found or PAPER.match(after):
        return bool(found)
    return not (_tells(before) or HAVING_BEEN.search(text.lower())) and _ends(after)


def _tells(words: str) -> bool:
    """Whether there is a word that tells more than that a name stands beside it."""
    return any(word.strip(".,!").lower() not in BESIDE for word in words.split())


def _ends(after: str) -> bool:
    """Whether the clause of the name ends with it."""
    return not _tells(WISH_END.split(after, maxsplit=1)[0])
