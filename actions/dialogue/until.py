"""How many months there are until a time of the year that a message names: "jouluun asti". Pure."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from actions.dialogue.facts import Fact
from nlu.analysis import shared_analyzer

DURATION = "duration"
MONTHS_A_YEAR = 12
MOST_WORDS = 6  # more tell a story
# The month that each name stands for, by the word as one says until when; spoken ones too.
MONTHS: Mapping[str, int] = MappingProxyType(
    {"uuteenvuoteen": 1, "kevääseen": 5, "kevääsee": 5, "kevättalveen": 3, "vappuun": 5, "kesään": 6}
    | {"kesää": 6, "kesälomaan": 6, "juhannukseen": 6, "syksyyn": 9, "syksyy": 9, "jouluun": 12, "jouluu": 12}
    | {"joululomaan": 12, "talveen": 12, "pääsiäiseen": 4}
)
NUMBERED = (
    "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"
)  # fmt: skip
OF_A_MONTH = ("kuuhun", "kuulle", "kuun")


def time_until(text: str, today: date) -> Fact | None:
    """The time that is left until what a short message names, in months; None where it names none."""
    words = [token.text.lower() for token in shared_analyzer().tokens(text)]
    if len(words) > MOST_WORDS:
        return None
    month = next((found for word in words if (found := _month(word))), None)
    if month is None:
        return None
    left = (month - today.month) % MONTHS_A_YEAR or MONTHS_A_YEAR
    return Fact(DURATION, str(left), text.strip())


def _month(word: str) -> int | None:
    if word in MONTHS:
        return MONTHS[word]
    names = (at + 1 for at, name in enumerate(NUMBERED) if word in {name + end for end in OF_A_MONTH})
    return next(names, None)
