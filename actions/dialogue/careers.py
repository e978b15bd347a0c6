"""Tells the length of a career from an age and from a time to study: "30 vuotta hoiva-alalla" is neither."""

import re
from collections.abc import Iterable

from actions.dialogue.turn import Entity

YEARS = ("vuotta", "vuoden", "vuosia", "vuos", "v", "v.", "kuukautta", "kk")
OF_AGE = ("vanha", "ikä", "ikäi", "täyt", "synty", "kymppi")  # beginnings of words that make a number an age
# What tells of time spent: forms of having been or done, and the places where one was.
OF_THE_PAST = frozenset(
    {"ollu", "ollut", "olin", "oltu", "tehny", "tehnyt", "tein", "töissä", "duunissa", "hommissa", "kokemus",
     "kokemusta", "hoitanut", "hoitanu", "työskennellyt", "työskentelin", "ajanut", "ajanu",
     "pyörittänyt", "paiskinu", "vetäny", "takana", "suomessa", "asunut", "asunu"}
)  # fmt: skip
YEARS_AGO = re.compile(
    r"\b(?:vuotta|vuos\w*|v|kuukautta|kk)\.?\s+sit(?:ten|te|t)?\b"
)  # not "kokeillaan sitten. 55v"
# What was done beside a count of years ("taksia ajettu 15v"); who is laid off tells an age by it.
DONE = r"(?!lomaut|irtisan|potki|eläköi|työllist|pois)\w{2,}(?:ttu|tty|ltu|hty|stu|yty)"
SPAN = r"\d+\s?(?:v|vuotta|vuos\w*)"
DONE_FOR = re.compile(
    rf"\b{DONE}\s+(?:jo |noin |yli |kohta )?{SPAN}\b|\b{SPAN}\s+(?:on |oon |olen )?{DONE}\b"
)
WORKED_AS = ("na", "nä")  # the essive of an occupation: "hitsaajana"
NUMBERS = ("age", "duration")


def without_career_lengths(
    entities: Iterable[Entity], text: str, *, always: bool = False
) -> tuple[Entity, ...]:
    """Drop ages and durations that tell how long somebody has worked or been somewhere.

    With `always` the message is a story of that, whatever its words; an age that is said as one stays.
    """
    entities = tuple(entities)
    if not (always and not _says_an_age(text)) and not _tells_of_the_past(entities, text):
        return entities
    return tuple(one for one in entities if not (one.name in NUMBERS and _counts_years(one, text)))


def _tells_of_the_past(entities: Iterable[Entity], text: str) -> bool:
    if _says_an_age(text):
        return False
    words = [word.strip(".,!;:") for word in text.lower().split()]
    worked_as = any(one.name == "occupation" and one.text.lower().endswith(WORKED_AS) for one in entities)
    return (
        worked_as
        or bool(OF_THE_PAST.intersection(words))
        or any(pattern.search(text.lower()) for pattern in (YEARS_AGO, DONE_FOR))
    )


def _says_an_age(text: str) -> bool:
    return any(word.strip(".,!;:").startswith(OF_AGE) for word in text.lower().split())


def _is_said_apart(one: Entity, text: str) -> bool:
    """Whether an age is a clause of its own ("Olena. 39 vuotta."), or a time is said as the longest one."""
    alone = re.search(rf"(?P<ahead>(?:^|[^.,;!?]*[.,;!?])\s*){re.escape(one.text)}\s*(?:$|[.,;!?])", text)
    if alone and OF_THE_PAST.intersection(alone["ahead"].lower().strip(" ,.").split()):
        alone = None  # "olin satamassa, 20 vuotta" counts years of work
    longest = re.search(rf"{re.escape(one.text)}\s+(?:aikaa|enintään|max|maks|korkeintaan)\b", text, re.I)
    return bool(alone if one.name == "age" else longest)


def _counts_years(one: Entity, text: str) -> bool:
    """Whether years are counted: the unit is in the entity, or follows it."""
    if _is_said_apart(one, text):
        return False
    said = one.text.lower()
    _, _, rest = text.lower().partition(said)
    unit = said.split()[-1:]
    glued = [word.lstrip("0123456789-") for word in unit]  # "20v"
    near = [*unit, *glued, *(word.strip(",") for word in rest.split()[:1])]
    return any(word in YEARS for word in near)
