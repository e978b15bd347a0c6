"""Tells what a learner denies or does not want: "ei kokki vaan leipuri", "en halua enää siivota"."""

import re

from actions.dialogue.clauses import WISH_END
from actions.dialogue.desires import DENIED, GOAL, NOTHING_BUT
from actions.dialogue.turn import Entity

DENIED_BEFORE = re.compile(
    r"\b(?:ei|en|eikä|enkä)\s+(?:(?:mitään|mitää|mikään|enää|ainakaan|ainakaa|nyt|todellakaan|missään|vittu"
    r"|helvetti|saatana|perkele|hitto|vielä|sittenkään|sittenkää)\s+)*$"
)
WITHOUT = re.compile(r"\bilman\s+(?:mitään\s+)?$")  # "pääseekö ilman lukiota"
# A language that one speaks is none to study: "viittomakieli on äidinkieleni".
OWN_LANGUAGE = re.compile(r"^\s*(?:on|oli|o)?\s*(?:mun |minun |mulla |oma )?(?:äidinkiel|kotikiel)")
WORSE = re.compile(
    r"\b(?:parem\w+|mielu+m\w+|ennemmin\w*|helpom\w+)\s+(?:ku|kun|kuin)\s+$"
)  # "paremmin kuin Salo"
DENIED_AFTER = re.compile(
    r"^\s+(ei|en)\b(?!\s+(haittaa|ole|oo|tarvitse|pääse|kulje|mene|löydy|lähde|lähe))"
)  # "verkossa ei, koulussa"
# "sähkö ei oo mun juttu", "siivous ei enää"
NOT_MINE = re.compile(
    r"^\w*\s+ei\w?\s+(?:(?:kyllä|kyl|vaan|oikein)\s+)?(?:(?:oo|ole|ollu|ollut)\s+(?:\w+\s+)?"
    r"(?:mun|minun|mua|minua|juttu\w*|ala\w*|varten)|enää|kiinnosta|huvita|innosta)\b"
)
# "en halua enää siivota", "ei ravintola-alaa kiitos", "en mitään toimistoa", "kyllästyin keittiöön"
NO_WISH = re.compile(
    r"\b(?:en|ei)\s+(?:\w+\s+)?(?:halua|haluu|haluais\w*|haluis\w*|tahdo|jaksa|viitsi|aio|palaa|mene"
    r"|lähde|lähe)"
    r"\s+(?:\w+\s+){0,2}$|\b(?:ei|en)\s+(?:mitään |mittää |enää |ainakaan )*$"
)


def is_denied(one: Entity, text: str) -> bool:
    """Whether a no stands right behind it ("verkossa ei, koulussa"), or before a wish ("ei kokki vaan
    leipuri")."""
    if one.sure:
        return one.role == DENIED
    before, found, after = text.lower().partition(one.text.lower())
    wish = one.name in ("field", "occupation", "qualification")
    before_it = (WITHOUT, WORSE, DENIED_BEFORE) if wish else (WITHOUT, WORSE)
    if wish and (NOT_MINE.search(after) or _is_refused(one, WISH_END.split(before)[-1])):
        return True
    after_it = one.name != "age" and DENIED_AFTER.search(after)  # "oon 19 ei hajuukaan" denies no age
    denied = (
        after_it
        or (wish and OWN_LANGUAGE.match(after))
        or any(pattern.search(before) for pattern in before_it)
    )
    return bool(found and one.text and denied)


def _is_refused(one: Entity, ahead: str) -> bool:
    """Whether the clause before it wishes it away: "en halua enää palata keittiöön"; not "ei muuta kun"."""
    return bool(NO_WISH.search(ahead)) and not NOTHING_BUT.search(ahead) and one.role != GOAL
