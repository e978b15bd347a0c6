"""How the talk on skills looks: its questions, buttons and the card that sums up."""

from collections.abc import Sequence

from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.guidance.cards import Card, card
from actions.guidance.choosing import choice, with_ways_past
from actions.guidance.labels import plain_label, short_id
from actions.guidance.mapping_data import load_mapping
from actions.guidance.mapping_state import MappingState, Named
from actions.guidance.saved import EXPERIENCE, SavedSkills
from backends.client.skills import Suggestion

CHOICE = "skills"  # of a button's value: "skills:yes"
BULLET = "• "
NAMED_ON_CARD = 6


def story_buttons(guide: Guide, *, starts: bool) -> list[Button]:
    """Ways to begin telling, and the ways past."""
    texts = load_mapping()
    ways = [Button(one.title, choice(f"{CHOICE}:start:{one.id}")) for one in texts.starts] if starts else []
    return with_ways_past(guide, ways)


def confirm_text(state: MappingState) -> str:
    """The question about one occupation, with the person's own words that led to it."""
    texts = load_mapping()
    label = plain_label(state.offered[0]["label"])
    experience = state.offered[0].get(EXPERIENCE, "")
    if state.evidence and experience and experience not in state.evidence:
        return texts.confirm_experience.format(words=state.evidence, experience=experience, label=label)
    if state.evidence:
        return texts.confirm_evidence.format(words=state.evidence, label=label)
    return texts.confirm.format(label=label)


def confirm_buttons(guide: Guide) -> list[Button]:
    """Yes, no, edit."""
    texts = load_mapping()
    return with_ways_past(
        guide,
        [
            Button(texts.yes_button, choice(f"{CHOICE}:yes")),
            Button(texts.no_button, choice(f"{CHOICE}:no")),
            Button(texts.edit_button, choice(f"{CHOICE}:edit")),
        ],
    )


def pick_buttons(guide: Guide, state: MappingState) -> list[Button]:
    """One button for each, none of them, edit."""
    texts = load_mapping()
    ones = [
        Button(plain_label(one["label"]), choice(f"{CHOICE}:pick:{short_id(one['uri'])}"))
        for one in state.offered
    ]
    none = Button(texts.none_button, choice(f"{CHOICE}:none"))
    return with_ways_past(guide, [*ones, none, Button(texts.edit_button, choice(f"{CHOICE}:edit"))])


def skills_text(state: MappingState) -> str:
    """The question about a few skills; those that their own words name are told as such."""
    texts = load_mapping()
    listed = "\n".join(BULLET + one["label"] for one in state.offered)
    if state.hidden:
        form = texts.hidden if state.evidence else texts.hidden_plain
        return form.format(words=state.evidence, skills=listed)
    return (texts.skills if state.rounds < 2 else texts.more_skills).format(skills=listed)


def skills_buttons(guide: Guide, state: MappingState) -> list[Button]:
    """All of them, all but one, none of them, enough."""
    texts = load_mapping()
    dropping = [
        Button(texts.drop_button.format(label=one["label"]), choice(f"{CHOICE}:drop:{short_id(one['uri'])}"))
        for one in state.offered
        if len(state.offered) > 1
    ]
    return with_ways_past(
        guide,
        [
            Button(texts.ok_button, choice(f"{CHOICE}:ok")),
            *dropping,
            Button(texts.not_these_button, choice(f"{CHOICE}:none")),
            Button(texts.enough_button, choice(f"{CHOICE}:enough")),
        ],
        skip=False,
    )


def summary_buttons(guide: Guide) -> list[Button]:
    """The ways on from what was confirmed."""
    texts = load_mapping()
    return with_ways_past(
        guide,
        [
            Button(texts.reach_button, choice("reach:skills")),
            Button(texts.courses_button, "/find_course"),
            Button(texts.recognition_button, "/ask_prior_learning"),
            Button(texts.tell_more_button, "/map_skills"),
        ],
        skip=False,
    )


def summary_card(skills: SavedSkills) -> Card:
    """What the person has confirmed, as a card."""
    words = load_mapping().card
    details = {}
    if skills.occupations:
        details[words.work] = _listed([_work(one) for one in skills.occupations])
    if skills.held:
        details[words.skills] = _listed([one["label"] for one in skills.held])
    subtitle = ", ".join(plain_label(one["label"]) for one in skills.occupations)
    return card("plan", words.title, subtitle=subtitle, why=words.why, details=details)


def _listed(labels: Sequence[str]) -> str:
    shown = list(labels[:NAMED_ON_CARD])
    if len(labels) > NAMED_ON_CARD:
        shown.append(load_mapping().card.more.format(count=len(labels) - NAMED_ON_CARD))
    return ", ".join(shown)


def _work(one: Named) -> str:
    """An occupation, with how long it was done in the person's own words: "kassanhoitaja (12 vuotta)"."""
    form = load_mapping().card.experience
    label = plain_label(one["label"])
    return form.format(label=label, experience=one[EXPERIENCE]) if one.get(EXPERIENCE) else label


def named_work(one: Suggestion) -> Named:
    """An occupation that the backend suggests, with what was told of how long."""
    words = one.experience.words if one.experience else ""
    return {**named(one.uri, one.label), **({EXPERIENCE: words} if words else {})}


def named(uri: str, label: str) -> Named:
    """A thing by name, as the profile keeps it."""
    return {"uri": uri, "label": label}
