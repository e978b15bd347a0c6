"""What happens when the open question got no answer: first help with it, then on without it, never a loop."""

from dataclasses import replace

from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD
from actions.guidance.interest_talk import InterestTalk
from actions.guidance.reading import read_words
from actions.services import Services
from actions.skills.going_on import advance
from nlu.analysis import shared_analyzer
from nlu.asking import is_question
from nlu.expectation import FILLERS

NAMES = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "VERB"})
OFFER_HUMAN_AFTER = 2  # misunderstandings in a row (issue of the guidance dialogue, "A human")


async def help_with_question(guide: Guide, services: Services) -> None:
    """Say the open question in other words; the second time in a row leave it, with a human at hand.

    Words that tell a liking and name no field ("joku istumatyö ehkä") begin the talk on interests.
    """
    question = guide.open_question
    if question is None:
        raise ValueError("there is no open question to help with")
    goes_round = question.id in guide.state.anew
    tells = not (guide.turn.is_button or goes_round) and read_words(guide.turn.text).says_something
    if question.id == FIELD and tells:
        InterestTalk().begin(guide)
        return
    if question.any_words and guide.note_goal_aside():
        await advance(guide, services)
        return
    if _tells(guide) and guide.note_elsewhere():
        await advance(guide, services, "thanked")
        return
    if question.any_words and _tells(guide):
        guide.state = guide.state.skipping()
        await advance(guide, services, "thanked")
        return
    if count_misunderstanding(guide) < OFFER_HUMAN_AFTER:
        cannot = guide.intake.phrases.cannot_answer.format(question=question.text)
        guide.explain(cannot if is_question(guide.turn.text) else question.clarify)
        return
    guide.state = replace(guide.state.skipping(), misunderstood=0)  # a human is offered
    await advance(guide, services, "unclear")


def _tells(guide: Guide) -> bool:
    """Whether a message that asks nothing has a word of the language that carries meaning."""
    if guide.turn.is_button or is_question(guide.turn.text):
        return False
    tokens = shared_analyzer().tokens(guide.turn.text)
    known = (token for token in tokens if token.pos in NAMES and shared_analyzer().knows(token.text.lower()))
    return any(token.lemma not in FILLERS for token in known)


def count_misunderstanding(guide: Guide) -> int:
    """Count one more misunderstanding in a row. Returns how many there are."""
    guide.understood = False
    guide.state = replace(guide.state, misunderstood=guide.state.misunderstood + 1)
    return guide.state.misunderstood
