"""Hears what is written for a client or a relative as that one's own, and says once how to answer."""

from dataclasses import replace

from actions.dialogue.guide import Guide
from actions.dialogue.on_behalf import as_told_oneself
from actions.dialogue.on_behalf_data import on_behalf_words
from actions.dialogue.reply import Message
from actions.dialogue.state import DialogueState
from actions.guidance.opening import NOTHING_KEPT
from actions.guidance.talk import open_talk
from actions.guidance.talks import TALKS

FLOW = "find_course"


def hear_for_another(guide: Guide) -> None:
    """Read the turn as told by the one for whom it is written. Only that it is so is remembered."""
    if guide.state.halted or guide.turn.intent in NOTHING_KEPT:
        return
    known = guide.state.for_another
    in_talk = open_talk(guide, TALKS) is not None  # of one's work: "täytin lomakkeita asiakkaan puolesta"
    turn = None if in_talk and not known else as_told_oneself(guide.turn, known=known)
    if turn is None:
        return
    guide.turn = turn
    guide.state = replace(guide.state, for_another=True)
    if not turn.text and not guide.state.searched:
        _go_on(guide)


def _go_on(guide: Guide) -> None:
    """Let the next question follow, where nothing was said but that it is for another."""
    if guide.state.flow is None:
        guide.state = guide.state.started(FLOW)
    guide.says_all = True


def say_how_to_answer(guide: Guide) -> None:
    """Say before all else how to answer for another, when that has just been said."""
    before = DialogueState.from_profile(guide.turn.profile).for_another
    if guide.state.for_another and not (before or guide.state.halted) and guide.reply.messages:
        guide.reply.messages.insert(0, Message(text=on_behalf_words().note))
