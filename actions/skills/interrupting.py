"""What is said in place of an answer: what a word means, how occupations differ, remarks on the questions.

It goes before the open question and the talk: it is spoken to, answers nothing, and the question comes back.
"""

from dataclasses import replace

from actions.dialogue.guide import Guide
from actions.dialogue.rules import response_of
from actions.dialogue.telling import telling_part
from actions.guidance.asides import first_aside_in
from actions.guidance.differing import tell_occupations_apart
from actions.guidance.enough import has_enough
from actions.guidance.pay import asks_of_pay, say_pay
from actions.guidance.remarks import Remark, practical_question_in, remark_in
from actions.guidance.talk import open_talk
from actions.guidance.talks import TALKS
from actions.guidance.terms import Asked, load_terms, terms_asked
from actions.services import Services
from actions.skills.acting_as import answer_as
from actions.skills.going_on import advance
from actions.skills.leading_back import lead_back
from actions.skills.newcomers import answer_newcomer
from nlu.asking import is_question

# What goes before all else, and what is done at once.
FIRST_OF_ALL = frozenset(
    {"crisis", "request_human", "delete_data", "export_data", "restart", "set_reminder", "goodbye"}
)


async def answer_interruption(guide: Guide, services: Services) -> bool:
    """Speak to what stands in place of an answer, and come back. Returns whether there was such a thing."""
    turn = guide.turn
    if turn.is_button or turn.intent in FIRST_OF_ALL or guide.confirming is not None:
        return False
    if await answer_newcomer(guide, services):
        return True
    if asked := terms_asked(turn.text):
        await _explain(guide, services, asked)
        return True
    if (guide.open_question is not None or guide.state.searched) and asks_of_pay(turn.text):
        say_pay(guide)
        await _come_back(guide, services)
        return True
    if await tell_occupations_apart(guide, services):
        await _come_back(guide, services)
        return True
    return (
        await _answer_remark(guide, services)
        or await _answer_practical(guide, services)
        or await _answer_first(guide, services)
    )


async def _answer_practical(guide: Guide, services: Services) -> bool:
    """Answer how long it takes, who is taken and the like, whatever it looks like; note what is beside."""
    if not _waits(guide) or has_enough(guide.turn):
        return False
    asked = practical_question_in(guide.turn.text, guide.state.open)
    if asked is None:
        return False
    _say(guide, asked)
    await _note_what_tells(guide, services)
    return True


async def _answer_first(guide: Guide, services: Services) -> bool:
    """Answer a practical question before what the message looks like; what is told beside it is noted."""
    if guide.open_question is None or has_enough(guide.turn):
        return False
    aside = first_aside_in(guide.turn.text)
    if aside is None:
        return False
    guide.reply.say_text(aside.text or "", [], {})
    await _note_what_tells(guide, services)
    return True


async def _explain(guide: Guide, services: Services, asked: Asked) -> None:
    """Say what the terms mean; what is told beside is noted on the way back."""
    first, *others = asked.terms
    if first.intent and not others:
        await answer_as(guide, services, first.intent)
        return
    apart = load_terms().between(first, others[0]) if others else None
    said = [apart] if apart else [term.text for term in asked.terms if term.text]
    guide.reply.say_text(" ".join(said), [], {})
    await _note_beside(guide, services, asked.beside)


async def _note_what_tells(guide: Guide, services: Services) -> None:
    """Note the clauses of a question that ask nothing, and lead back."""
    told = telling_part(guide.turn.text)
    await _note_beside(guide, services, told if told != guide.turn.text else "")


async def _note_beside(guide: Guide, services: Services, told: str) -> None:
    """Note what is told beside a question that is answered, and lead back; nothing where that asks too."""
    if told and not is_question(told):
        inside = tuple(one for one in guide.turn.entities if one.text in told)
        guide.turn = replace(guide.turn, text=told, entities=inside)
        await lead_back(guide, services)
    else:
        await _come_back(guide, services)


async def _answer_remark(guide: Guide, services: Services) -> bool:
    """Speak to what is said of the conversation itself, while a question waits; nothing of it is noted."""
    if not _waits(guide) or _names_an_answer(guide) or has_enough(guide.turn):
        return False
    remark = remark_in(guide.turn.text, guide.state.open)
    if remark is None:
        return False
    if remark.intent:
        if guide.open_question is None:
            return False
        await answer_as(guide, services, remark.intent)
        return True
    if _says_more(remark) or response_of(guide.turn.intent) is None:
        _say(guide, remark)  # else the rule has spoken to it already
    guide.state = replace(
        guide.state,
        plain=guide.state.plain or remark.plain,
        for_another=guide.state.for_another or remark.for_another,
    )
    if remark.closes:
        guide.state = guide.state.skipping()
        await advance(guide, services)
    elif remark.plain and guide.open_question is not None:
        guide.ask(guide.open_question.id)
    else:
        await _come_back(guide, services)
    return True


def _say(guide: Guide, remark: Remark) -> None:
    """Say the response of a remark, or the next of its texts."""
    if remark.response:
        guide.reply.say(remark.response)
    else:
        guide.reply.say_text(remark.texts[guide.state.returns % len(remark.texts)], [], {})


def _waits(guide: Guide) -> bool:
    """Whether a question or a talk waits for an answer."""
    return guide.open_question is not None or open_talk(guide, TALKS) is not None


def _names_an_answer(guide: Guide) -> bool:
    """Whether the message names what the open question asks for."""
    question = guide.open_question
    wanted = question.answers.entities if question else ()
    return any(one.name in wanted for one in guide.turn.entities)


async def _come_back(guide: Guide, services: Services) -> None:
    """Ask the open question again, with nothing noted; a talk asks its own."""
    if guide.state.open is not None:
        await advance(guide, services, "resumed")


def _says_more(remark: Remark) -> bool:
    """Whether a remark is told more than what the rule of its intent may have said of it already."""
    return bool(remark.response) or remark.plain or remark.for_another
