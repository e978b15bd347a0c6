"""What a message says besides what it is about: the worry behind a wish, the question behind what is told.

The language part hears each clause of a message by itself (`nlu/intents/clauses.py`).
"""

from actions.dialogue.guide import Guide
from actions.dialogue.ids import WORRY
from actions.dialogue.moves import FALLBACK
from actions.dialogue.requests import BEGINNINGS, GOALS
from actions.dialogue.turn import Turn
from nlu.asking import is_question
from nlu.intents.composed import FACTS, is_request

QUESTION = "ask_"  # beginning of the intents that ask for a fact; the open question comes again after it
LEADING = GOALS | BEGINNINGS | {"dont_know"}
FIRST_OF_ALL = "request_human"  # who asks for a human is not kept waiting by words about the rest


def meet_worry_beside(guide: Guide) -> None:
    """Meet the worry that stands beside a request or a fact: say so before going on, and keep its wish.

    Beside another worry, which is met in words, it becomes its wish alone.
    """
    worry = worry_beside(guide.turn)
    if worry is None:
        return
    if not guide.turn.intent.startswith(WORRY):
        guide.reply.say(f"utter_{worry}")
    guide.add_wish_of(worry)


def worry_beside(turn: Turn) -> str | None:
    """The first worry among the clauses of a message that is about something else."""
    about = turn.intent
    told = about.startswith(WORRY) or about in (*FACTS, FALLBACK) or is_request(about)
    if turn.is_button or not told or about == FIRST_OF_ALL:
        return None
    worries = (clause.intent for clause in turn.clauses if clause.intent.startswith(WORRY))
    return next((worry for worry in worries if worry != about), None)


def question_beside(turn: Turn) -> str | None:
    """The first question among the clauses of a message that is no question itself: its intent."""
    if turn.is_button or turn.intent.startswith(QUESTION):
        return None
    asked = (one for one in turn.clauses if one.intent.startswith(QUESTION) and is_question(one.text))
    return next((clause.intent for clause in asked), None)


def goal_among(turn: Turn) -> str | None:
    """What a message that is unclear as a whole wishes for in a clause that is clear, where one does."""
    unclear = turn.intent == FALLBACK and not turn.is_button
    return next((one.intent for one in turn.clauses if one.intent in LEADING), None) if unclear else None
