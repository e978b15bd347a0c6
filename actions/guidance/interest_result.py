"""What the interests talk leads to: three directions with their reasons, never one answer."""

from dataclasses import replace

from actions.dialogue.guide import Guide
from actions.dialogue.offers import PROFILE_KEY as OFFER_KEY
from actions.guidance.choosing import choice, with_ways_past
from actions.guidance.interest_data import Direction, load_directions, load_interests
from actions.guidance.interest_state import InterestState
from actions.guidance.interest_view import (
    buttons_without_directions,
    courses_buttons,
    direction_buttons,
    direction_card,
)
from actions.guidance.refused import refused
from actions.guidance.saved import saved_skills
from actions.guidance.scoring import choose_three, suggest
from actions.guidance.talk import close_talk

RESULT_KEY = "interests"  # the profile's key of the answers and of the directions that were shown
SHOWN_AT_ONCE = 3


def show_known_directions(guide: Guide) -> bool:
    """Show the directions again to one who has answered before. Returns whether there were answers."""
    state = result_of(guide)
    if not state.answers:
        return False
    show_directions(guide, replace(state, shown=()), load_interests().result.known)
    return True


def show_directions(guide: Guide, state: InterestState, text: str) -> None:
    """Close the talk and show three directions, each with its reason, occupations and ways on."""
    texts = load_interests().result
    worked = [one["label"] for one in saved_skills(guide).occupations]
    ranked = suggest(state, load_interests(), load_directions(), worked, refused(guide))
    three = choose_three(ranked, state.shown)
    close_talk(guide)
    if three:
        cards = [direction_card(one) for one in three]
        guide.reply.say_text(text, direction_buttons(guide, three), {"cards": cards})
    else:
        said = texts.no_more if state.shown else texts.nothing
        guide.reply.say_text(said, buttons_without_directions(guide), {})
    guide.reply.store(RESULT_KEY, state.having_shown([one.direction.id for one in three]).to_json())
    if len(three) > 1:
        guide.reply.store(OFFER_KEY, choice("interests:which"))


def ask_which(guide: Guide, state: InterestState) -> None:
    """A yes to several directions says not which: ask it, with the way to the courses of each."""
    three = last_shown(state)
    text = load_interests().result.which
    guide.reply.say_text(text, with_ways_past(guide, courses_buttons(three), skip=False), {})


def last_shown(state: InterestState) -> list[Direction]:
    """The directions that were shown last, in their order."""
    return [one for name in state.shown[-SHOWN_AT_ONCE:] if (one := load_directions().direction(name))]


def result_of(guide: Guide) -> InterestState:
    """The answers of the talk that was last led to its end, and what was shown."""
    return InterestState.from_json(guide.recall(RESULT_KEY) or {})
