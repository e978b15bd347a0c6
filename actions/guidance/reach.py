"""What one could do with what one knows: occupations near one's skills, or near the work one has done."""

from collections.abc import Sequence

from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.guidance.cards import Card, card
from actions.guidance.choosing import choice, with_ways_past
from actions.guidance.labels import listed, plain_label, short_id
from actions.guidance.occupation_data import load_occupation_texts
from actions.guidance.refused import refuses_work
from actions.guidance.saved import saved_skills
from actions.services import Services
from backends.client.skills import BackendUnavailable, Neighbour, OccupationMissing

SHOWN_AT_ONCE = 3
ASKED_FOR = 12
SKILLS_ENOUGH = 4  # with fewer confirmed skills the work that was done says more
SEEN_KEY = "reached"  # the profile's key of the occupations that were suggested


async def show_reachable(guide: Guide, services: Services) -> None:
    """Show three occupations that one could turn to, each with what one has already and what would be new."""
    texts = load_occupation_texts().reach
    skills = saved_skills(guide)
    found = await _find(guide, services)
    if isinstance(found, BackendUnavailable):
        retry = Button(load_occupation_texts().buttons.retry, choice("reach:skills"))
        guide.reply.say_text(texts.unavailable, with_ways_past(guide, [retry], skip=False), {})
        return
    seen = list(guide.recall(SEEN_KEY) or ())
    known = {*seen, *skills.rejected, *(one["uri"] for one in skills.occupations)}
    fresh = [one for one in found if one.uri not in known and not refuses_work(guide, one.label)]
    fresh = fresh[:SHOWN_AT_ONCE]
    if not fresh:
        _say_no_more(guide, texts.no_more if seen else texts.none)
        return
    guide.reply.store(SEEN_KEY, [*seen, *(one.uri for one in fresh)][-30:])
    label = plain_label(skills.occupations[-1]["label"]) if skills.occupations else ""
    from_work = len(skills.held) < SKILLS_ENOUGH and label
    text = texts.from_work.format(label=label) if from_work else texts.intro
    guide.reply.say_text(text, _buttons(guide, fresh), {"cards": [neighbour_card(one) for one in fresh]})


async def show_neighbours(guide: Guide, services: Services, uri: str, label: str) -> None:
    """Show occupations that are near one occupation."""
    texts = load_occupation_texts().reach
    found = await services.skills.neighbours(uri, limit=SHOWN_AT_ONCE)
    if isinstance(found, BackendUnavailable):
        guide.reply.say_text(texts.unavailable, with_ways_past(guide, [], skip=False), {})
    elif isinstance(found, OccupationMissing) or not found:
        _say_no_more(guide, texts.none)
    else:
        text = texts.from_work.format(label=plain_label(label))
        guide.reply.say_text(text, _buttons(guide, found), {"cards": [neighbour_card(one) for one in found]})


async def _find(guide: Guide, services: Services) -> tuple[Neighbour, ...] | BackendUnavailable:
    """By skills where enough are confirmed; else by the work that was done."""
    skills = saved_skills(guide)
    if len(skills.held) >= SKILLS_ENOUGH or not skills.occupations:
        return await services.skills.reachable(skills.held_uris, limit=ASKED_FOR)
    found = await services.skills.neighbours(skills.occupations[-1]["uri"], limit=ASKED_FOR)
    return () if isinstance(found, OccupationMissing) else found


def neighbour_card(one: Neighbour) -> Card:
    """The card of an occupation near by: what one has, what would be new, what the law asks."""
    texts = load_occupation_texts().reach
    shared = listed([skill.label for skill in one.shared], texts.named)
    why = [texts.why.format(shared=shared)] if shared else []
    missing = listed([skill.label for skill in one.missing], texts.named)
    why.append(texts.missing.format(missing=missing) if missing else texts.nothing_missing)
    if one.requirements:
        why.append(texts.law.format(names=", ".join(one.requirements)))
    subtitle = texts.subtitle.format(share=round(one.share * 10) * 10)
    return card("occupation", plain_label(one.label), subtitle=subtitle, why=" ".join(why))


def _buttons(guide: Guide, shown: Sequence[Neighbour]) -> list[Button]:
    texts = load_occupation_texts().buttons
    about = [
        Button(texts.about.format(label=plain_label(one.label)), choice(f"about:{short_id(one.uri)}"))
        for one in shown
    ]
    more = Button(texts.more, choice("reach:skills"))
    return with_ways_past(guide, [*about, more, _courses()], skip=False)


def _say_no_more(guide: Guide, text: str) -> None:
    """Nothing near: tell more, think of directions, search courses, or a human."""
    texts = load_occupation_texts().buttons
    ways = [Button(texts.map, "/map_skills"), Button(texts.directions, "/unsure_direction"), _courses()]
    guide.reply.say_text(text, with_ways_past(guide, ways, skip=False), {})


def _courses() -> Button:
    return Button(load_occupation_texts().buttons.courses, "/find_course")
