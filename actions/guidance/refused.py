"""What somebody does not want to do, so that it is never shown: "mitä vaan muuta mut ei ravintola-alaa"."""

import re
from dataclasses import replace

from actions.dialogue.desires import is_wished
from actions.dialogue.facts import WISH_ENTITIES
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD, GOAL
from actions.guidance.interest_data import Direction, load_directions
from actions.guidance.reading import read_words
from actions.guidance.talk import is_talking
from nlu.analysis import shared_analyzer

PROFILE_KEY = "refused"  # the profile's key of the directions that are not wanted
NO = r"(?:ei|en|eikä|enkä|emmä|emmää|muttei)"
# What may stand between a no and what it refuses; of `WANT` one must be said, or nothing at all.
WANT = (
    r"enää|ennää|enään|ikinä|koskaan|missään|missää|mitään|mitää|mittään|todellakaan|todellakaa|ainakaan|ainakaa|kuitenkaan|kuitenkaa|sentään"
    r"|halua|haluu|haluais|haluaisi|haluis|tahdo|taho|jaksa|jaksais|jaksaisi|viitsi|mene|mee|palaa|lähde|lähe"
    r"|suostu|kiinnosta|takaisin|takasin"
)
MAY_STAND = (
    r"mä|mää|mie|minä|se|sitä|sinne|niihin|niitä|noihin|noita|kyl|kyllä|nyt|yhtään|jatkaa|tehdä|tehä|mennä"
)
BEFORE = re.compile(
    rf"\b{NO}\s+(?:(?:(?:{MAY_STAND})\s+)*(?:(?:{WANT})\s+)(?:(?:{WANT}|{MAY_STAND})\s+)*"
    r"(?P<more>\w[\w-]*\s+)?)?(?P<what>\w[\w-]*)"
)
BUT_FOR = re.compile(
    r"\b(?:paitsi|muu(?:ta|hun|alle)?\s+(?:\w+\s+)?(?:ku|kun|kuin|kuhan))\s+(?:(?:ei|en)\s+)?(?P<what>\w[\w-]*)"
)
AFTER = re.compile(
    rf"(?P<what>\w[\w-]*)\s+{NO}\s+(?:(?:{MAY_STAND}|enää|ennää|enään|ikinä|koskaan)\s+)*"
    r"(?:halua|haluu|mene|mee|palaa|jaksa|lähde|lähe|kiinnosta|suostu|jatka|koske)\b"
)
ENOUGH = re.compile(
    r"(?P<what>\w[\w-]*)\s+(?:(?:homma|hommat|työ|työt|duuni|duunit|ala)\s+)?(?:saa|sai|saavat|saisi)\s+(?:nyt\s+|jo\s+)?(?:riittää|olla|jäädä|loppua)\b"
)
# A wish not to be shown it: "älkää ehdottako mulle mitään siivousta".
SHOWING = re.compile(
    r"\b(?:älä|elä|älkää|elkää)\s+(?:\w+\s+)?(?:tarjo|ehdo|ehota|näytä|näyttä|anna|anta|laita|tyrkyt)\w*\s+"
    r"(?:(?:mulle|minulle|mull|enää|mitään|mitää|sitten|sit|taas|ainakaan)\s+)*(?P<what>\w[\w-]*)(?:\s+(?:kurss|jatkokurss)\w+)?"
)
PATTERNS = (SHOWING, BEFORE, BUT_FOR, AFTER, ENOUGH)
# What one says of how one would study: "en koneella" refuses no work.
OF_STUDYING = frozenset({"koneella", "koneel", "tietokoneella", "kieltä", "matkustaa", "matkoja"})
ASKED_OF_WISHES = (None, GOAL, FIELD, "motivation", "background")


def heed_refusal(guide: Guide) -> bool:
    """Keep what the message refuses and say so outside a talk; the rest of the message alone is heard then.

    Returns whether something was refused that was not before. What was refused is named by no entity.
    """
    if guide.turn.is_button:
        return False
    new: list[Direction] = []
    asked = guide.state.open in ASKED_OF_WISHES and not guide.state.searched
    if asked and not guide.names_only_a_wish():
        found, rest = _refusals(guide.turn.text)
        new = [one for one in found if one.id not in _kept(guide)]
        if found and not is_talking(guide):
            said = tuple(one for one in guide.turn.entities if one.text.lower() in rest.lower())
            guide.turn = replace(guide.turn, text=rest, entities=said)
    if new:
        guide.reply.store(PROFILE_KEY, [*_kept(guide), *(one.id for one in new)])
        if not is_talking(guide):
            names = guide.intake.phrases.and_.join(one.field for one in new)
            guide.reply.say_text(guide.intake.phrases.refused.format(names=names), [], {})
    _leave_out_refused(guide)
    return bool(new)


def refused(guide: Guide) -> frozenset[str]:
    """The directions that are not wanted; one that was chosen later is wanted again."""
    chosen = guide.values.get(FIELD, "")
    return frozenset(name for name in _kept(guide) if chosen not in _names_of(name))


def refuses_work(guide: Guide, label: str) -> bool:
    """Whether an occupation is of a direction that is not wanted."""
    names = refused(guide)
    return bool(names and names & _directions_of(label))


def _leave_out_refused(guide: Guide) -> None:
    names = {name for one in refused(guide) for name in _names_of(one)}
    if not names or guide.names_only_a_wish():
        return
    text = guide.turn.text
    kept = [
        one
        for one in guide.turn.entities
        if one.name not in WISH_ENTITIES
        or one.value not in names
        or one.role == "background"
        or is_wished(one, text)
    ]
    guide.turn = replace(guide.turn, entities=tuple(kept))


def _kept(guide: Guide) -> list[str]:
    return list(guide.recall(PROFILE_KEY) or ())


def _refusals(text: str) -> tuple[list[Direction], str]:
    """The directions that a message refuses, and what it says besides."""
    found: set[str] = set()
    spans: list[tuple[int, int]] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text.lower()):
            words = [word.strip() for word in match.groupdict().values() if word]
            if names := {name for word in words for name in _directions_of(word)}:
                found |= names
                spans.append(match.span())
    rest = "".join(" " if any(a <= at < b for a, b in spans) else one for at, one in enumerate(text))
    return [one for one in load_directions().directions if one.id in found], " ".join(rest.split())


def _directions_of(word: str) -> set[str]:
    """The directions that a word names: by itself, by a part of it, as a field or as an occupation."""
    if word.lower() in OF_STUDYING:
        return set()
    heard = {name for name, worth in read_words(word).directions.items() if worth > 0}
    forms = {word.lower(), *(token.lemma for token in shared_analyzer().tokens(word))}
    for one in load_directions().directions:
        named = forms & {one.field, *one.fields}
        works = any(form.endswith(name) for form in forms for name in one.occupations)
        if named or works:
            heard.add(one.id)
    return heard


def _names_of(name: str) -> frozenset[str]:
    """The fields and the occupations of a direction."""
    one = load_directions().direction(name)
    return frozenset((one.field, *one.fields, *one.occupations)) if one else frozenset()
