"""How the interests talk looks: the buttons of an item, and the cards and reasons of the directions."""

from collections.abc import Sequence

from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.guidance.cards import Card, card
from actions.guidance.choosing import choice, with_ways_past
from actions.guidance.interest_data import Direction, Item, load_interests
from actions.guidance.interest_state import OPENING, InterestState, ItemAnswer
from actions.guidance.scoring import Suggestion

CHOICE = "interests"  # of a button's value: "interests:likes:cook"
ANSWERS_ENOUGH = 3  # with so many the learner may see the directions at once


def item_buttons(guide: Guide, item: Item, state: InterestState) -> list[Button]:
    """The quick answers of an item, and the ways past it."""
    buttons = [Button(option.title, choice(f"{CHOICE}:{item.id}:{option.id}")) for option in item.options]
    if len(state.answers) >= ANSWERS_ENOUGH:
        buttons.append(Button(load_interests().enough_button, choice(f"{CHOICE}:enough")))
    return with_ways_past(guide, buttons)


def direction_buttons(guide: Guide, three: Sequence[Suggestion]) -> list[Button]:
    """From each direction to its courses, from the first to an occupation, on to others, to a human."""
    texts = load_interests().result
    courses = courses_buttons([one.direction for one in three])
    occupations = [one.direction.occupations[0] for one in three]
    about = [
        Button(texts.occupation_button.format(label=label), f'/ask_occupation{{"occupation": "{label}"}}')
        for label in occupations
    ]
    more = Button(texts.more_button, choice(f"{CHOICE}:more"))
    return with_ways_past(guide, [*courses, *about, more], skip=False)


def courses_buttons(directions: Sequence[Direction]) -> list[Button]:
    """From each direction to its courses."""
    title = load_interests().result.courses_button
    return [
        Button(title.format(title=one.title), f'/find_course{{"field": "{one.field}"}}') for one in directions
    ]


def buttons_without_directions(guide: Guide) -> list[Button]:
    """The ways on where there is nothing to suggest."""
    texts = load_interests().result
    again = Button(texts.again_button, choice(f"{CHOICE}:again"))
    return with_ways_past(guide, [Button(texts.skills_button, "/map_skills"), again], skip=False)


def direction_card(one: Suggestion) -> Card:
    """The card of a direction; `why` begins with what the person said."""
    texts = load_interests().result
    occupations = texts.examples.format(occupations=", ".join(one.direction.occupations))
    why = " ".join([*reasons(one), one.direction.fit])
    return card("occupation", one.direction.title, subtitle=occupations, why=why)


def reasons(one: Suggestion) -> list[str]:
    """The reasons in the person's own words, or in those of the buttons that they pressed."""
    texts = load_interests().result
    said = [words for answer in one.because if (words := _said(answer))]
    own = [answer.words for answer in one.because if not _said(answer)]
    quoted = [texts.quoted.format(words=texts.between_quotes.join(own))] if own else []
    if one.worked:
        quoted.append(texts.worked.format(label=one.worked))
    if len(said) > 1:
        return [texts.told_two.format(first=said[0], second=said[1]), *quoted]
    return [*quoted, *(texts.told.format(said=words) for words in said)]


def _said(answer: ItemAnswer) -> str | None:
    """What a quick answer says; None for own words."""
    if answer.item == OPENING or not answer.option:
        return None
    option = load_interests().item(answer.item).option(answer.option)
    return option.said if option else None
