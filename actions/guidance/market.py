"""Tells how work and workers meet in an occupation, with date and source; or that it is not known."""

from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.guidance.cards import card, finnish_day
from actions.guidance.choosing import choice, with_ways_past
from actions.guidance.labels import plain_label, short_id
from actions.guidance.looking import Looking, look_at
from actions.guidance.occupation_data import load_occupation_texts
from actions.services import Services
from backends.client.guidance import BackendUnavailable, OccupationMissing, Outlook, RegionMissing


async def say_market(guide: Guide, services: Services, looking: Looking) -> None:
    """Tell the outlook in the learner's region, or in the whole country."""
    look_at(guide, looking)
    place = _place(guide)
    found = await services.guidance.outlook(looking.uri, place)
    if isinstance(found, RegionMissing) or (place and isinstance(found, Outlook) and found.balance is None):
        found = await services.guidance.outlook(looking.uri)
        region_unknown = True
    else:
        region_unknown = False
    texts = load_occupation_texts().market
    if not isinstance(found, Outlook) or found.balance is None:
        _say_unknown(guide, looking, found)
        return
    region = found.region or texts.whole_country
    said = texts.known.format(
        label=plain_label(looking.label).capitalize(), region=region, outlook=found.label, text=found.text
    )
    parts = [*([texts.region_unknown] if region_unknown else []), said, texts.no_promise]
    guide.reply.say_text(" ".join(parts), _buttons(guide, looking), {"cards": [_card(looking, found)]})


def _say_unknown(
    guide: Guide, looking: Looking, found: Outlook | OccupationMissing | RegionMissing | BackendUnavailable
) -> None:
    """Not known, or the backend is down: say so, and who can tell."""
    texts = load_occupation_texts()
    said = (
        texts.unavailable
        if isinstance(found, BackendUnavailable)
        else texts.market.unknown.format(label=plain_label(looking.label))
    )
    guide.reply.say_text(said, _buttons(guide, looking), {})


def _card(looking: Looking, found: Outlook) -> dict[str, object]:
    texts = load_occupation_texts().market
    day = finnish_day(found.day) if found.day else ""
    source = texts.source.format(source=found.source, day=day) if found.source else texts.no_source
    why = " ".join(part for part in (found.text, source, found.note) if part)
    region = found.region or texts.whole_country
    return card("fact", f"{plain_label(looking.label)}: {found.label}", subtitle=region, why=why)


def _buttons(guide: Guide, looking: Looking) -> list[Button]:
    texts = load_occupation_texts().buttons
    name = short_id(looking.uri)
    return with_ways_past(
        guide,
        [
            Button(texts.about.format(label=plain_label(looking.label)), choice(f"about:{name}")),
            Button(texts.path, choice(f"path:{name}")),
            Button(texts.courses, choice(f"courses:{name}")),
        ],
        skip=False,
    )


def _place(guide: Guide) -> str | None:
    """The place that the message names, or the one that the learner told."""
    named = next((one.value for one in guide.turn.entities if one.name == "place"), None)
    fact = guide.facts.get("place")
    return named or (fact.value if fact else None)
