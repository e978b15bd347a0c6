"""The interests talk: a few questions on what one likes, then three directions, never one answer."""

from collections.abc import Sequence
from dataclasses import replace

from actions.courses.positions import positions_named
from actions.dialogue.guide import Guide
from actions.dialogue.ids import WORRY
from actions.dialogue.lengths import WORDS_OF_A_NAME
from actions.guidance.asides import aside_in
from actions.guidance.choosing import chosen
from actions.guidance.enough import has_enough
from actions.guidance.interest_data import Interests, Item, load_interests
from actions.guidance.interest_result import ask_which, result_of, show_directions
from actions.guidance.interest_state import OPENING, InterestState
from actions.guidance.interest_view import (
    CHOICE,
    item_buttons,
)
from actions.guidance.noting import STORY, keep_story, note_other_facts, tells_of_work
from actions.guidance.reading import read_words
from actions.guidance.talk import OWN_WORDS, Talk, keep_talk, leave_talk, talk_state
from actions.services import Services
from nlu.asking import is_question
from nlu.naming import said

SEARCHES = frozenset({"find_course", "find_short_course"})
REQUESTS = SEARCHES | {"map_skills"}  # what they ask for is answered, unless they tell a liking
WISHES_OF_THEIR_OWN = ("occupation", "qualification")


class InterestTalk(Talk):
    """Asks the items of `data/guidance/interests.yml` one by one."""

    name = "interests"

    def begin(self, guide: Guide) -> None:
        """Say how long it takes and ask the first item; likings that the message tells already count."""
        table = load_interests()
        state = InterestState()
        told = not guide.turn.is_button and read_words(guide.turn.text).says_something
        if told:
            state = state.answering(OPENING, words=guide.turn.text).skipping(table.items[0].id)
        intro = table.first_answer if told else table.intro
        _ask(guide, state, intro.format(count=state.left(_ids(table))))

    async def hear(self, guide: Guide, services: Services) -> bool:
        """Take an answer, a way past the question, or a wish to see the directions at once."""
        stored = talk_state(guide, self.name)
        state = InterestState.from_json(stored or {})
        item = _open_item(state)
        if stored is None or item is None:
            return False
        if guide.turn.intent.startswith(WORRY) and _tells_a_liking(guide, item):
            guide.add_wish_of(guide.turn.intent)
            return _take_words(guide, state, item)
        if guide.turn.intent in OWN_WORDS:
            return _take_words(guide, state, item)
        return _take_enough(guide, state) or _take_move(guide, state, item)

    def ask_again(self, guide: Guide) -> None:
        """Lead back to the open item."""
        stored = talk_state(guide, self.name)
        if stored is not None:
            _ask(guide, InterestState.from_json(stored), f"{guide.noted_lead()}{load_interests().resumed}")


def choose_in_interests(guide: Guide) -> bool:
    """Take a button of this talk when it is not open: one under the results, or an old one.

    Returns whether it was one.
    """
    match chosen(guide).split(":"):
        case ["interests", "more"]:
            show_directions(guide, result_of(guide), load_interests().result.more)
        case ["interests", "which"]:
            ask_which(guide, result_of(guide))
        case ["interests", "again" | "enough"]:
            _ask(guide, InterestState(), "")
        case ["interests", _, _]:
            _ask(guide, _chosen(InterestState(), chosen(guide)) or InterestState(), "")
        case _:
            return False
    return True


def _take_move(guide: Guide, state: InterestState, item: Item) -> bool:
    table = load_interests()
    match guide.turn.intent:
        case "choose":
            return _take_choice(guide, state)
        case "skip" | "dont_know":
            _ask(guide, state.skipping(item.id), _variant(table.skipped, state))
        case "go_back":
            _ask(guide, state.going_back(_ids(table)), "")
        case "repeat":
            _ask(guide, state, "")
        case "why_asked":
            _ask(guide, state, item.why)
        case "clarify":
            examples = table.examples.format(examples=", ".join(item.examples))
            _say(guide, item, state, f"{item.plain} {examples}")
        case _:
            return False
    return True


def _take_enough(guide: Guide, state: InterestState) -> bool:
    """Who has had enough sees the directions that the answers so far lead to, or is let go without one."""
    if not has_enough(guide.turn):
        return False
    if state.answers:
        show_directions(guide, state, load_interests().result.three)
    else:
        leave_talk(guide)
    return True


def _take_choice(guide: Guide, state: InterestState) -> bool:
    if chosen(guide) == f"{CHOICE}:enough":
        show_directions(guide, state, load_interests().result.three)
        return True
    answered = _chosen(state, chosen(guide))
    if answered is None:
        return False
    _ask(guide, answered, _variant(load_interests().noted, state))
    return True


def _chosen(state: InterestState, value: str) -> InterestState | None:
    match value.split(":"):
        case ["interests", name, option] if name in _ids(load_interests()):
            if load_interests().item(name).option(option):
                return state.answering(name, option=option)
    return None


def _take_words(guide: Guide, state: InterestState, item: Item) -> bool:
    """Take own words: a liking, facts in passing, what was done so far, or a wish to see the directions.

    A wish to study something that is named is a goal of its own, a question is answered by its skill.
    """
    if _asks_something(guide) or _wants_to_search(guide):
        return False
    heard = read_words(guide.turn.text, unwanted=item.unwanted)
    if not heard.says_something and (_take_enough(guide, state) or _take_place(guide, state, item)):
        return True
    if guide.turn.intent in REQUESTS and not heard.says_something:
        return False
    if not heard.says_something and said(guide.turn.text).names_any(load_interests().none):
        _ask(guide, state.skipping(item.id), _variant(load_interests().skipped, state))
        return True
    note_other_facts(guide)
    if tells_of_work(guide):
        keep_story(guide)
    if heard.says_something:
        state = state.answering(item.id, words=guide.turn.text)
    elif not (guide.news or guide.turn.intent == STORY):
        _ask_once_more(guide, state, item)
        return True
    _ask(guide, state, _noted(guide, state))
    return True


def _take_place(guide: Guide, state: InterestState, item: Item) -> bool:
    """An option by its place: "se eka"."""
    places = positions_named(said(guide.turn.text), len(item.options))
    if len(places) != 1 or len(guide.turn.text.split()) > WORDS_OF_A_NAME:
        return False
    answered = state.answering(item.id, option=item.options[places[0] - 1].id)
    _ask(guide, answered, _variant(load_interests().noted, state))
    return True


def _noted(guide: Guide, state: InterestState) -> str:
    """What was understood besides a liking is said back; of a long story that it was heard."""
    if (guide.news or guide.turn.intent == STORY) and not guide.news_said_back():
        return guide.intake.phrases.thanked[0]
    return guide.noted_lead().strip() or _variant(load_interests().noted, state)


def _tells_a_liking(guide: Guide, item: Item) -> bool:
    heard = read_words(guide.turn.text, unwanted=item.unwanted)
    return heard.says_something and not _asks_something(guide)


def _asks_something(guide: Guide) -> bool:
    text = guide.turn.text
    return is_question(text) or aside_in(text) is not None


def _ask_once_more(guide: Guide, state: InterestState, item: Item) -> None:
    """Words that tell no liking: the item comes once more; the second time in a row it is left."""
    if guide.state.misunderstood:
        _ask(guide, state.skipping(item.id), _variant(load_interests().skipped, state))
        return
    guide.understood = False
    guide.state = replace(guide.state, misunderstood=1)
    _ask(guide, state, load_interests().unclear)


def _wants_to_search(guide: Guide) -> bool:
    named = any(one.name in WISHES_OF_THEIR_OWN for one in guide.turn.entities)
    return guide.turn.intent in SEARCHES and named


def _ask(guide: Guide, state: InterestState, lead: str) -> None:
    """Ask the next item, or show the directions when all is answered."""
    item = _open_item(state)
    table = load_interests()
    if item is None:
        show_directions(guide, state, table.result.three)
        return
    last = table.last if state.left(_ids(table)) == 1 else ""
    question = item.plain if guide.state.plain else item.text
    _say(guide, item, state, " ".join(part for part in (lead, last, question) if part))


def _say(guide: Guide, item: Item, state: InterestState, text: str) -> None:
    keep_talk(guide, InterestTalk.name, state.to_json())
    count = len(load_interests().items)
    progress = {"progress": {"done": count - state.left(_ids(load_interests())), "of": count}}
    guide.reply.say_text(text, item_buttons(guide, item, state), progress)


def _open_item(state: InterestState) -> Item | None:
    name = state.next_item(_ids(load_interests()))
    return load_interests().item(name) if name else None


def _ids(table: Interests) -> list[str]:
    return [item.id for item in table.items]


def _variant(variants: Sequence[str], state: InterestState) -> str:
    return variants[(len(state.answers) + len(state.skipped)) % len(variants)]
