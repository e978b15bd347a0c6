"""Shows the path to an occupation: what one has, what is new, the steps with why; other paths as buttons."""

from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.guidance.cards import Card, card
from actions.guidance.choosing import choice, with_ways_past
from actions.guidance.labels import listed, plain_label, short_id
from actions.guidance.looking import Looking, look_at
from actions.guidance.occupation_data import load_occupation_texts
from actions.guidance.saved import saved_skills
from actions.services import Services
from backends.client.guidance import PathPlan, PathStep, PathWishes, StudyPath

RECOGNITION = "recognition"
FINNISH = {"little": "A1", "some": "A2", "good": "B2", "native": "C2"}  # the intake's answers as CEFR levels
EDUCATION = {
    "none": None,
    "unfinished": None,
    "basic": "basic",
    "vocational": "secondary",
    "further_vocational": "secondary",
    "upper_secondary_general": "secondary",
    "higher": "higher",
    "foreign": None,
}


async def say_path(
    guide: Guide, services: Services, looking: Looking, objective: str = "recommended"
) -> None:
    """Plan from the skills that were confirmed, with the learner's wishes; show one path."""
    look_at(guide, looking)
    skills = saved_skills(guide)
    found = await services.guidance.paths(looking.uri, skills.held_uris, wishes=path_wishes(guide))
    if not isinstance(found, PathPlan):
        texts = load_occupation_texts()
        retry = Button(texts.buttons.retry, choice(f"path:{short_id(looking.uri)}"))
        guide.reply.say_text(texts.unavailable, with_ways_past(guide, [retry], skip=False), {})
        return
    path = next((one for one in found.paths if objective in one.objectives), None)
    _say_gap(guide, found)
    shown = path or (found.paths[0] if found.paths else None)
    if shown is None:
        guide.reply.say_text(found.message, _buttons(guide, looking, found, None), {})
        return
    cards = [step_card(step) for step in shown.steps]
    text = " ".join([found.message, *_months(shown), *_left(shown)])
    guide.reply.say_text(text, _buttons(guide, looking, found, shown), {"cards": cards})


def path_wishes(guide: Guide) -> PathWishes:
    """The learner's answers as the planner takes them; what is not known is no wish."""
    values = guide.values
    mode = values.get("study_mode")
    modes = [mode] if mode and mode != "any" else [m for wish in guide.wishes.values() for m in wish.modes]
    months = values.get("duration", "")
    return PathWishes(
        place=values.get("place"),
        modes=modes,
        months=float(months) if months.replace(".", "", 1).isdigit() else None,
        money="free" if "free" in guide.wishes else None,
        finnish=FINNISH.get(values.get("language", "")),
        education=EDUCATION.get(values.get("education_level", "")),
    )


def _say_gap(guide: Guide, found: PathPlan) -> None:
    """First what one has, then what is new: two short sentences, before the path itself."""
    texts = load_occupation_texts().path
    have = listed([skill.label for skill in found.held], texts.named)
    lack = listed([skill.label for skill in found.missing], texts.named)
    said = [texts.have.format(skills=have)] if have else [texts.map_first]
    said += [texts.lack.format(skills=lack)] if lack else []
    guide.reply.say_text(" ".join(said), [], {})


def _months(path: StudyPath) -> list[str]:
    texts = load_occupation_texts().path
    if path.months <= 0:
        return [] if path.months_complete else [texts.months_unknown]
    said = [texts.months.format(months=max(1, round(path.months)))]
    return said if path.months_complete else [*said, texts.months_partly]


def _left(path: StudyPath) -> list[str]:
    texts = load_occupation_texts().path
    left = [skill.label for skill in path.left] + [one.name for one in path.left_requirements]
    return [texts.left.format(skills=listed(left, texts.named))] if left else []


def step_card(step: PathStep) -> Card:
    """A step with its why; what is not met or not known is said."""
    texts = load_occupation_texts().path
    title = texts.step.format(number=step.number, title=step.title)
    notes = [note.message for note in (*step.relaxed, *step.unknown)]
    why = " ".join([step.why, *([step.shorter] if step.shorter else []), *notes])
    offer = step.offer
    if offer is None:
        return card("plan", title, subtitle=texts.subtitle_recognition, why=why)
    places = ", ".join(offer.places[:2]) or texts.not_known
    subtitle = f"{offer.provider} · {places}" if offer.provider else places
    others = [texts.others.format(count=offer.others)] if offer.others else []
    kind = "course" if offer.url else "plan"
    return card(
        kind, title, subtitle=subtitle, why=" ".join([why, *others]), url=offer.url, sample=offer.sample
    )


def _buttons(guide: Guide, looking: Looking, found: PathPlan, shown: StudyPath | None) -> list[Button]:
    """The other paths, recognition, what the learner can do to shorten it, and a human."""
    texts = load_occupation_texts()
    name = short_id(looking.uri)
    others = [
        Button(texts.path.other_buttons[one.objectives[0]], choice(f"path:{name}:{one.objectives[0]}"))
        for one in found.paths
        if one is not shown and one.objectives and one.objectives[0] in texts.path.other_buttons
    ]
    skills = [] if saved_skills(guide).held else [Button(texts.buttons.map, "/map_skills")]
    return with_ways_past(
        guide,
        [
            *others,
            *skills,
            Button(texts.buttons.courses, choice(f"courses:{name}")),
            Button(texts.buttons.about.format(label=plain_label(looking.label)), choice(f"about:{name}")),
        ],
        skip=False,
    )
