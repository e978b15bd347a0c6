"""Does what a short answer to directions, courses, a plan or the way to a human means."""

from dataclasses import replace

from actions.courses.positions import positions_named
from actions.dialogue.guide import Guide
from actions.dialogue.offers import read_as_button
from actions.dialogue.reply import Button
from actions.dialogue.rules import RESPONSE, rules
from actions.guidance.choosing import choice, with_ways_past
from actions.guidance.interest_data import Direction, load_directions, load_interests
from actions.guidance.interest_result import ask_which, last_shown, result_of
from actions.guidance.interest_view import CHOICE, courses_buttons, reasons
from actions.guidance.moments import AT_ANY_TIME, Reaction, load_moments, moment_of, reactions_to
from actions.guidance.saved import saved_skills
from actions.guidance.scoring import suggest
from actions.services import Services
from actions.skills.acting_as import answer_as
from nlu.naming import said

# What is done whatever was shown before.
OF_THEIR_OWN = frozenset(
    {"crisis", "delete_data", "restart", "insult", "request_human", "goodbye", "set_reminder", "stop",
     "change_language"}
)  # fmt: skip
COMPLAINT = "complain"
WORDS_OF_A_PLACE = 4
MOST_PLACES = 4  # courses or directions that are in sight at once


async def react(guide: Guide, services: Services) -> bool:
    """Take the message as an answer to what was last shown. Returns whether it was one."""
    if guide.waits and moment_of(guide).get("name") not in AT_ANY_TIME:
        return False
    if guide.turn.is_button or guide.turn.intent in OF_THEIR_OWN or _is_answered(guide.turn.intent):
        return False
    for reaction in reactions_to(guide):
        if await _do(guide, services, reaction):
            return True
    return False


def _is_answered(intent: str) -> bool:
    """Whether the rule of an intent has said its words already; after a complaint more is done than that."""
    return intent != COMPLAINT and any(step.startswith(RESPONSE) for step in rules().get(intent, ()))


async def _do(guide: Guide, services: Services, reaction: Reaction) -> bool:
    if reaction.needs_place and not positions_named(said(guide.turn.text), MOST_PLACES):
        return False
    if reaction.pick in ("option", "neither", "first"):
        return await _choose_option(guide, services, reaction.pick)
    if reaction.pick is not None:
        return await _pick(guide, services, reaction.pick)
    if reaction.say is not None:
        ways = load_moments().buttons[reaction.buttons or ""]
        guide.reply.say_text(reaction.say, [Button(one.title, one.payload) for one in ways], {})
        guide.state = replace(guide.state, confirming=guide.confirming)
    elif reaction.reads is not None:
        text = reaction.reads.text or guide.turn.text
        guide.turn = replace(guide.turn, intent=reaction.reads.intent, text=text)
        await answer_as(guide, services, reaction.reads.intent)
    else:
        await _press(guide, services, reaction.does or "")
    return True


async def _press(guide: Guide, services: Services, payload: str) -> None:
    await answer_as(guide, services, read_as_button(guide, payload))


async def _choose_option(guide: Guide, services: Services, which: str) -> bool:
    """One of the meanings that were asked about: by its place, the first, or none of them."""
    kept = moment_of(guide)
    options = [str(one) for one in kept.get("options", ())]
    places = positions_named(said(guide.turn.text), len(options)) if which == "option" else (1,)
    if which == "neither":
        await _press(guide, services, str(kept.get("none", "/help")))
    elif options and len(places) == 1 and len(guide.turn.text.split()) <= WORDS_OF_A_PLACE:
        await _press(guide, services, options[places[0] - 1])
    else:
        return False
    return True


async def _pick(guide: Guide, services: Services, how: str) -> bool:
    """Take one of the shown directions, tell of its work, or say why they are there."""
    shown = last_shown(result_of(guide))
    meant = _meant(guide.turn.text, shown)
    if how == "reasons":
        _say_reasons(guide, shown)
    elif how == "which" or len(meant) > 1:
        ask_which(guide, result_of(guide))
    elif not meant:
        return False
    elif how == "tells":
        await _press(guide, services, f'/ask_occupation{{"occupation": "{meant[0].occupations[0]}"}}')
    else:
        await _press(guide, services, f'/find_course{{"field": "{meant[0].field}"}}')
    return True


def _meant(text: str, shown: list[Direction]) -> list[Direction]:
    """The directions that a message means, by their places or by a word of their titles."""
    heard = said(text)
    if places := positions_named(heard, len(shown)):
        return [shown[place - 1] for place in places]
    own = [{form for form in said(one.title).forms if len(form) > len("ja")} for one in shown]
    return [one for one, forms in zip(shown, own, strict=True) if forms & heard.forms]


def _say_reasons(guide: Guide, shown: list[Direction]) -> None:
    worked = [one["label"] for one in saved_skills(guide).occupations]
    ranked = suggest(result_of(guide), load_interests(), load_directions(), worked)
    names = {one.id for one in shown}
    found = list(dict.fromkeys(said for one in ranked if one.direction.id in names for said in reasons(one)))
    text = load_moments().reasons.format(reasons=" ".join(found)) if found else load_interests().result.which
    more = Button(load_interests().result.more_button, choice(f"{CHOICE}:more"))
    guide.reply.say_text(text, with_ways_past(guide, [*courses_buttons(shown), more], skip=False), {})
