"""What an unclear message most likely is: an answer, a move, a request to act on or to ask after."""

from actions.dialogue.guide import Guide
from actions.dialogue.ids import WORRY
from actions.dialogue.lengths import WORDS_OF_A_NAME, WORDS_OF_A_STATEMENT
from actions.dialogue.moves import CLOSING, PAST, bare_question, likely_intent
from actions.dialogue.notebook import HINDRANCES
from actions.dialogue.requests import BEGINNINGS, GOALS, SURE, Requests
from actions.skills.beside import QUESTION, goal_among
from nlu.asking import asks_somewhere, is_question
from nlu.naming import said

ASKS_BACK = frozenset({"clarify", "help", "repeat"})
OF_WORK = "find_job"
STOP = "stop"
# What one says who pauses or ends; an unclear statement without any of it tells what takes one's day.
PAUSING = (
    *("lopettaa", "lope*", "jatkaa", "jatk*", "tauko", "tauk*", "myöhemmin", "huominen", "huomenna", "hetki"),
    *("odottaa", "oota", "odota", "kesken", "keskeyttää", "nyt ei", "ei nyt", "palata", "mennä", "lähteä"),
    *("riittää", "heippa", "moi"),
)


def likely_move(guide: Guide) -> str | None:
    """What the message likely is to the open question: a way past, a worry, or "mitä", which asks back."""
    meant = likely_intent(guide.turn)
    if meant in CLOSING and not is_question(guide.turn.text):  # "hei tarvinko passin" greets and asks
        return meant
    if meant is not None and meant.startswith(WORRY):  # to be met does no harm where it was not meant
        return meant
    if guide.open_question is None:
        return None
    if (bare := bare_question(guide.turn.text)) or meant is None:
        return bare
    if meant in ASKS_BACK and len(guide.turn.text.split()) <= WORDS_OF_A_NAME:
        return "clarify"
    return meant if meant in PAST else None


def _tells_of_a_hindrance(guide: Guide) -> bool:
    """Whether a statement to what makes studying hard tells of one's day: "koira pitää viedä" is no pause."""
    text = guide.turn.text
    asked = guide.state.open == HINDRANCES and len(text.split()) >= WORDS_OF_A_NAME
    return asked and likely_intent(guide.turn) == STOP and not said(text).names_any(PAUSING)


def states_an_answer(guide: Guide) -> bool:
    """Whether a statement holds a quick answer to the open question, whatever request it may look like."""
    few = len(guide.turn.text.split()) <= WORDS_OF_A_STATEMENT
    if not few or asks_somewhere(guide.turn.text):
        return False
    return guide.note_option() or (_tells_of_a_hindrance(guide) and guide.note_own_words())


def request_at_once(guide: Guide, requests: Requests) -> str | None:
    """The request that is acted on: a wish that a clause tells plainly, else the likeliest of the whole."""
    if guide.open_question is None and (goal := goal_among(guide.turn)):
        return goal
    sure = requests.sure
    return sure if sure and (guide.turn.entities or _may_be_answered_at_once(sure, guide)) else None


def _may_be_answered_at_once(intent: str, guide: Guide) -> bool:
    """Whether a request need not be asked after: it goes on with the search, or an answer does no harm."""
    likely = guide.turn.confidences.get(intent, 0.0) >= SURE
    begins = intent in GOALS | BEGINNINGS and likely
    return begins or (intent in GOALS and guide.state.flow is not None) or intent.startswith(QUESTION)


def may_be_asked_after(requests: Requests, guide: Guide) -> bool:
    """Whether the likeliest request is worth asking after: a message that asks nothing holds no question."""
    if not requests.names or _leads_to_courses(requests):
        return False
    return asks_somewhere(guide.turn.text) or guide.state.flow is None


def _leads_to_courses(requests: Requests) -> bool:
    """Whether the likeliest request is a search; "jotai duunii tai skolee" leads to it too."""
    first, others = requests.names[0], requests.names[1:]
    return first in GOALS or (first == OF_WORK and not GOALS.isdisjoint(others))


def says_more_than_facts(guide: Guide) -> bool:
    """Whether there are words besides those of the facts: "espoo" asks for nothing."""
    of_facts = sum(len(one.text.split()) for one in guide.turn.entities)
    return len(guide.turn.text.split()) > of_facts
