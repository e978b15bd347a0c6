"""Case forms of place names, standard and spoken: "Oulussa", "Oulus", "Oulusa", "Helsinkii", "Tampereel".

The forms are made from stems, not read by a morphology: a look-up costs one step, and slang inflects too.
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
# Stems so short that they may be abbreviations, which are read aloud: Hki:ssa, Hki:ssä.
_SHORT = 4
# Endings of the weak stem; "A" becomes a or ä. s, sA, st, l, lt, ks are spoken.
_LOCAL = ("ssA", "ss", "s", "sA", "stA", "st", "llA", "l", "ltA", "lt", "lle", "llen")
_OTHER = ("n", "ks", "ksi")
_WEAK = {
    harmony: (
        *((ending.replace("A", harmony), Case.LOCAL) for ending in _LOCAL),
        *((ending, Case.OTHER) for ending in _OTHER),
    )
    for harmony in "aä"
}
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
                yield from _forms(stem, harmony)
            else:
                for prefix_harmony in _harmonies(stem.prefix.weak):
                    yield from _agreeing(stem, harmony, stem.prefix, prefix_harmony)


def _harmonies(stem: str) -> str:
    """The vowels of endings, by the last decisive vowel of the stem."""
    if stem.endswith(_FRONT_HEADS):
        return "ä"
    for letter in reversed(stem):
        if letter in _BACK:
            return "a"
        if letter in _FRONT:
            return "ä"
        if letter in "- ":
            break
    return "äa" if len(stem) < _SHORT else "ä"


def _forms(stem: Stem, harmony: str) -> Iterator[tuple[str, Case]]:
    for ending, case in _WEAK[harmony]:
        yield stem.weak + ending, case
    for ending, case in _strong(stem.strong, harmony):
        yield stem.strong + ending, case
    yield from _by_ending(stem.strong, harmony)


def _strong(strong: str, harmony: str) -> Iterator[tuple[str, Case]]:
    """Endings of the strong stem: illative and partitive, standard, spoken and dialectal, and essive."""
    vowel = strong[-1] if strong[-1] in _VOWELS else harmony
    if strong[-2:-1] == vowel:
        yield "seen", Case.LOCAL
        yield "see", Case.LOCAL
        yield "t" + harmony, Case.OTHER
    else:
        yield vowel + "n", Case.LOCAL
        yield vowel, Case.LOCAL
        yield harmony, Case.OTHER
    yield f"h{vowel}n", Case.LOCAL
    yield "n" + harmony, Case.OTHER


def _by_ending(strong: str, harmony: str) -> Iterator[tuple[str, Case]]:
    """Partitives and genitives that some stems have, and the illative of the far north ("Kemhiin")."""
    yield f"{strong[:-1]}h{2 * strong[-1]}n", Case.LOCAL
    if strong.endswith("vete"):
        yield strong[:-2] + "ttä", Case.OTHER
    elif strong.endswith("ute"):
        yield strong[:-2] + "tt" + harmony, Case.OTHER
    elif strong.endswith("ee"):
        yield strong[:-1] + "tt" + harmony, Case.OTHER
    elif strong.endswith("si"):
        yield strong[:-1] + "ten", Case.OTHER
    elif strong.endswith(_CONSONANT_PARTITIVE):
        yield strong[:-1] + "t" + harmony, Case.OTHER


def _agreeing(stem: Stem, harmony: str, prefix: Stem, prefix_harmony: str) -> Iterator[tuple[str, Case]]:
    """Names whose first part inflects as well: Uudellamaalla, Isossakyrössä."""
    for (first, case), (second, _) in zip(_WEAK[prefix_harmony], _WEAK[harmony]):  # noqa: B905
        yield prefix.weak + first + stem.weak + second, case
    illative = prefix.strong + prefix.strong[-1] + "n"
    consonant = prefix.strong.removesuffix("e")
    partitive = consonant + ("" if consonant == prefix.strong else "t") + prefix_harmony
    for ending, case in _strong(stem.strong, harmony):
        if case is Case.LOCAL:
            yield illative + stem.strong + ending, case
        elif not ending.startswith("n"):
            yield partitive + stem.strong + ending, case
