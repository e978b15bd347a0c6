"""A question that is asked through somebody: "asiakas kysyy, mitä on näyttö" asks what follows."""

import re
from dataclasses import replace

from actions.dialogue.others import CLIENTS, KIN
from actions.dialogue.turn import Turn
from nlu.asking import begins_with_question

WHOSE = r"(?:mun|minun|meidän|meiän|meijän|tämä|tää|tuo|toi|se)"
ASKS = (
    r"(?:kysyy|kyselee|kysyi|kysyis|kysyisi|kyssyy|kyseli|ihmettelee|ihmetteli|miettii|mietti|pohtii|pohti|tivaa"
    r"|utelee|uteli|haluaa tietää|haluaisi tietää|haluais tietää|haluu tietää|haluis tietää"
    r"|(?:pyysi|pyytää|käski) (?:kysymään|kysymää|kysyä))"
)
LEAD_IN = re.compile(
    r"(?P<start>^|[.!?]\s+)\W*+(?:(?:no|hei|moi|joo|niin|ja|nyt|mut|mutta|sit|sitten|tota|tuota)\s+)*"
    rf"(?:{WHOSE}\s+)?(?:{CLIENTS}|{KIN}|hän)\s+(?:(?:tässä|vieressä|nyt|vielä|just|juuri)\s+)*"
    rf"{ASKS}(?:\s+(?:tässä|nyt|vielä|myös|multa|minulta|aina))*\s*[,:]?\s*(?:(?:että|et|jotta)\b\s*,?\s*)?",
    re.IGNORECASE,
)


def as_asked_oneself(turn: Turn) -> Turn:
    """The turn with the question alone, where somebody asks it through the writer; else the turn as it is."""
    found = None if turn.is_button else LEAD_IN.search(turn.text)
    if found is None:
        return turn
    asked = turn.text[found.end() :]
    if not begins_with_question(asked):
        return turn
    text = f"{turn.text[: found.start()]}{found['start']}{asked}"
    return replace(turn, text=text, entities=tuple(one for one in turn.entities if one.text in text))
