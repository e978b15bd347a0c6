"""Puts back the dots that a keyboard or a habit left out: "lahihoitaja" is lähihoitaja, "tyo" is työ."""

from __future__ import annotations

from collections.abc import Iterator

_DOTTED = str.maketrans("ao", "äö")
MOST_PLACES = 9
# Typewriter habits: ae and oe for ä and ö, ":" and the Swedish å for dots.
_HABITS = (("ae", "ä"), ("oe", "ö"), ("å", "ä"), ("ø", "ö"), ("æ", "ä"))


def with_umlauts(form: str) -> Iterator[str]:
    """Yield forms with dots on a run of the a's and o's, all of them first, then ever shorter runs.

    Vowel harmony makes a run the natural unit: each part of a compound is all front or all back.
    """
    places = [index for index, letter in enumerate(form) if letter in "ao"]
    if 0 < len(places) <= MOST_PLACES:
        for length in range(len(places), 0, -1):
            for first in range(len(places) - length + 1):
                chosen = places[first : first + length]
                yield _dotted(form, chosen[0], chosen[-1])
    for habit, letter in _HABITS:
        if habit in form:
            yield form.replace(habit, letter)


def _dotted(form: str, first: int, last: int) -> str:
    return form[:first] + form[first : last + 1].translate(_DOTTED) + form[last + 1 :]
