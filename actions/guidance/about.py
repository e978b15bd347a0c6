"""Tells of one occupation: what one does and needs, how work and workers meet, the path to it."""

from typing import Literal

from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.guidance.cards import Card, card, finnish_day
from actions.guidance.choosing import choice, with_ways_past
from actions.guidance.labels import listed, plain_label, short_id
from actions.guidance.looking import Looking, look_at
from actions.guidance.market import say_market
from actions.guidance.occupation_data import load_occupation_texts
from actions.guidance.path import say_path
from actions.guidance.saved import saved_skills
from actions.services import Services
from backends.client.skills import BackendUnavailable, Occupation, OccupationMissing, Requirement

Subject = Literal["about", "market", "path"]


async def tell_of(guide: Guide, services: Services, subject: Subject, looking: Looking) -> None:
    """Tell what was asked of an occupation."""
    match subject:
        case "market":
            await say_market(guide, services, looking)
        case "path":
            await say_path(guide, services, looking)
        case _:
            await _say_about(guide, services, looking)


async def tell_of_id(guide: Guide, services: Services, subject: Subject, name: str) -> bool:
    """Tell of the occupation of this id, as a button has it. Returns whether there is one."""
    found = await services.skills.occupation(name)
    if isinstance(found, OccupationMissing):
        return False
    if isinstance(found, BackendUnavailable):
        _say_unavailable(guide, name)
        return True
    await tell_of(guide, services, subject, Looking(found.uri, found.label))
    return True


async def _say_about(guide: Guide, services: Services, looking: Looking) -> None:
    found = await services.skills.occupation(looking.uri)
    if not isinstance(found, Occupation):
        _say_unavailable(guide, short_id(looking.uri))
        return
    look_at(guide, Looking(found.uri, found.label))
    texts = load_occupation_texts()
    tasks = found.tasks or found.description
    said = texts.about.format(tasks=tasks) if tasks else texts.about_only
    guide.reply.say_text(
        said, _buttons(guide, found), {"cards": [_card(guide, found), *_requirements(found)]}
    )


def _card(guide: Guide, found: Occupation) -> Card:
    texts = load_occupation_texts()
    held = set(saved_skills(guide).held_uris)
    why = [texts.card_why]
    if any(skill.uri in held for skill in found.essential):
        why.append(texts.held)
    if not found.requirements:
        why.append(texts.no_requirements)
    skills = listed([skill.label for skill in found.essential], texts.skills_shown)
    details = {texts.card_skills: skills} if skills else {}
    return card("occupation", plain_label(found.label), why=" ".join(why), details=details)


def _requirements(found: Occupation) -> list[Card]:
    return [_requirement_card(one) for one in found.requirements]


def _requirement_card(one: Requirement) -> Card:
    """What the law or employers ask for, with its source and the day it was checked."""
    texts = load_occupation_texts()
    form = texts.law if one.by_law else texts.usual
    source = texts.source.format(source=one.source, day=finnish_day(one.checked_on))
    subtitle = texts.card_law if one.by_law else texts.card_usual
    return card("fact", form.format(name=one.name), subtitle=subtitle, why=f"{one.text} {source}")


def _buttons(guide: Guide, found: Occupation) -> list[Button]:
    texts = load_occupation_texts().buttons
    name = short_id(found.uri)
    return with_ways_past(
        guide,
        [
            Button(texts.market, choice(f"market:{name}")),
            Button(texts.path, choice(f"path:{name}")),
            Button(texts.courses, choice(f"courses:{name}")),
            Button(texts.near, choice(f"near:{name}")),
        ],
        skip=False,
    )


def _say_unavailable(guide: Guide, name: str) -> None:
    texts = load_occupation_texts()
    retry = Button(texts.buttons.retry, choice(f"about:{name}"))
    courses = Button(texts.buttons.courses, "/find_course")
    guide.reply.say_text(texts.unavailable, with_ways_past(guide, [retry, courses], skip=False), {})
