"""Case forms of place names, standard and spoken: "Oulussa", "Oulus", "Oulusa", "Helsinkii", "Tampereel".

The forms are made from stems, not read by a morphology, so that a look-up costs one step and slang inflects too.
"""

from __future__ import annotations

from collections.abc import Iterator

from nlu.places.model import Case
from nlu.places.stems import Stem, stems_of

_VOWELS = "aeiouyäöå"
_BACK = frozenset("aouå")
_FRONT = frozenset("äöy")
# Last parts without a decisive vowel: Rovaniemellä, Orivedellä.
_FRONT_HEADS = ("nieme", "vede", "vee", "vete", "mere")
# "A" becomes a or ä. Endings of the weak stem; s, sA, st, l, lt, ks are spoken.
_WEAK_LOCAL = ("ssA", "ss", "s", "sA", "stA", "st", "llA", "l", "ltA", "lt", "lle", "llen", "ks", "ksi")
_WEAK_OTHER = ("n",)
# Endings of the strong stem; V is its last vowel: -V and -VhV are spoken illatives and partitives.
_STRONG_LOCAL = ("Vn", "V", "hVn")
_STRONG_OTHER = ("A", "nA")
_CONSONANT_PARTITIVE = ("se", "re", "le", "ne")


def forms_of(name: str, written_stems: str) -> Iterator[tuple[str, Case]]:
    """Yield every form of a name in lower case with its case; a form may come twice.

    Args:
        name: the name as in the table.
        written_stems: the column `stems`, "" to go by the name's ending.
    """
    base = name.lower()
    stems, extra = stems_of(base, written_stems)
    yield base, Case.BASE
    for form in extra:
        yield form, Case.OTHER
    for stem in stems:
        for harmony in _harmonies(stem.weak):
            if stem.prefix is None:
                yield from _forms(base, stem, harmony)
            else:
                for prefix_harmony in _harmonies(stem.prefix.weak):
                    yield from _agreeing(stem, harmony, stem.prefix, prefix_harmony)


def _harmonies(stem: str) -> tuple[str, ...]:
    """The vowels of endings: by the last decisive vowel; both for abbreviations, which are read aloud."""
    if stem.endswith(_FRONT_HEADS):
        return ("ä",)
    for letter in reversed(stem.split("-")[-1].split(" ")[-1]):
        if letter in _BACK:
            return ("a",)
        if letter in _FRONT:
            return ("ä",)
    return ("ä", "a") if len(stem) < 4 else ("ä",)


def _endings(stem: Stem, harmony: str) -> Iterator[tuple[str, str, Case]]:
    """Yield stem, ending, case."""
    for ending in _WEAK_LOCAL:
        yield stem.weak, ending.replace("A", harmony), Case.LOCAL
    for ending in _WEAK_OTHER:
        yield stem.weak, ending, Case.OTHER
    yield from _strong_endings(stem, harmony)


def _strong_endings(stem: Stem, harmony: str) -> Iterator[tuple[str, str, Case]]:
    strong = stem.strong
    vowel = strong[-1] if strong[-1] in _VOWELS else harmony
    is_long = len(strong) > 1 and strong[-2] == vowel
    for ending in ("seen", "see", "h" + vowel + "n") if is_long else _STRONG_LOCAL:
        yield strong, ending.replace("V", vowel), Case.LOCAL
    for ending in _STRONG_OTHER:
        yield (
            strong,
            ("t" + harmony if is_long and ending == "A" else ending.replace("A", harmony)),
            Case.OTHER,
        )


def _forms(base: str, stem: Stem, harmony: str) -> Iterator[tuple[str, Case]]:
    for start, ending, case in _endings(stem, harmony):
        yield start + ending, case
    strong = stem.strong
    yield strong[:-1] + "h" + 2 * strong[-1] + "n", Case.LOCAL
    if strong.endswith("vete"):
        yield strong[:-2] + "t" + "tä", Case.OTHER
    elif strong.endswith("ute"):
        yield strong[:-2] + "tt" + harmony, Case.OTHER
    elif strong.endswith("ee"):
        yield strong[:-1] + "tt" + harmony, Case.OTHER
    elif strong.endswith(_CONSONANT_PARTITIVE):
        yield strong[:-1] + "t" + harmony, Case.OTHER
    if base.endswith("nen") and strong.endswith("si"):
        yield strong[:-1] + "ten", Case.OTHER


def _agreeing(stem: Stem, harmony: str, prefix: Stem, prefix_harmony: str) -> Iterator[tuple[str, Case]]:
    """Names whose first part inflects as well: Uudellamaalla, Isossakyrössä."""
    for ending in (*_WEAK_LOCAL, *_WEAK_OTHER):
        first = prefix.weak + ending.replace("A", prefix_harmony)
        second = stem.weak + ending.replace("A", harmony)
        yield first + second, Case.OTHER if ending in _WEAK_OTHER else Case.LOCAL
    illative = prefix.strong + prefix.strong[-1] + "n"
    partitive = (
        prefix.strong.removesuffix("e") + ("t" if prefix.strong.endswith("e") else "") + prefix_harmony
    )
    for start, ending, case in _strong_endings(stem, harmony):
        if case is Case.LOCAL:
            yield illative + start + ending, case
        elif not ending.startswith("n"):
            yield partitive + start + ending, case
