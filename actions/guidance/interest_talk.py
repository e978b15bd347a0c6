"""The interests talk: a few questions on what one likes, then three directions, never one answer."""

from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.answering import WORRY
from actions.dialogue.guide import Guide
from actions.dialogue.offers import PROFILE_KEY as OFFER_KEY
from actions.guidance.asides import aside_in
from actions.guidance.choosing import choice, chosen, with_ways_past
from actions.guidance.data import Interests, Item, load_directions, load_interests
from actions.guidance.enough import has_enough
from actions.guidance.interest_state import OPENING, InterestState
from actions.guidance.interest_view import (
    CHOICE,
    buttons_without_directions,
    courses_buttons,
    direction_buttons,
    direction_card,
    item_buttons,
)
from actions.guidance.noting import STORY, keep_story, note_other_facts, tells_of_work
from actions.guidance.reading import read_words
from actions.guidance.saved import saved_skills
from actions.guidance.scoring import choose_three, suggest
from actions.guidance.talk import OWN_WORDS, Talk, close_talk, keep_talk, talk_state
from actions.services import Services
from nlu.asking import is_question

RESULT_KEY = "interests"  # the profile's key of the answers and of the directions that were shown
SHOWN_AT_ONCE = 3
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
            if wish := guide.intake.wish_of(guide.turn.intent):
                guide.add_wish(wish)
            return _take_words(guide, state, item)
        if guide.turn.intent in OWN_WORDS:
            return _take_words(guide, state, item)
        return _take_move(guide, state, item)

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
            show_directions(guide, _result(guide), load_interests().result.more)
        case ["interests", "which"]:
            _ask_which(guide, _result(guide))
        case ["interests", "again" | "enough"]:
            _ask(guide, InterestState(), "")
        case ["interests", _, _]:
            _ask(guide, _chosen(InterestState(), chosen(guide)) or InterestState(), "")
        case _:
            return False
    return True


def show_known_directions(guide: Guide) -> bool:
    """Show the directions again to one who has answered before. Returns whether there were answers."""
    state = _result(guide)
    if not state.answers:
        return False
    show_directions(guide, replace(state, shown=()), load_interests().result.known)
    return True


def show_directions(guide: Guide, state: InterestState, text: str) -> None:
    """Close the talk and show three directions, each with its reason, occupations and ways on."""
    texts = load_interests().result
    worked = [one["label"] for one in saved_skills(guide).occupations]
    ranked = suggest(state, load_interests(), load_directions(), worked)
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


def _ask_which(guide: Guide, state: InterestState) -> None:
    """A yes to several directions says not which: ask it, with the way to the courses of each."""
    known = {one.id: one for one in load_directions().directions}
    three = [known[name] for name in state.shown[-SHOWN_AT_ONCE:] if name in known]
    text = load_interests().result.which
    guide.reply.say_text(text, with_ways_past(guide, courses_buttons(three), skip=False), {})


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
    if not heard.says_something and has_enough(guide.turn):
        show_directions(guide, state, load_interests().result.three)
        return True
    if guide.turn.intent in REQUESTS and not heard.says_something:
        return False
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


def _result(guide: Guide) -> InterestState:
    return InterestState.from_json(guide.recall(RESULT_KEY) or {})


def _open_item(state: InterestState) -> Item | None:
    name = state.next_item(_ids(load_interests()))
    return load_interests().item(name) if name else None


def _ids(table: Interests) -> list[str]:
    return [item.id for item in table.items]


def _variant(variants: Sequence[str], state: InterestState) -> str:
    return variants[(len(state.answers) + len(state.skipped)) % len(variants)]
