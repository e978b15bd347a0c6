"""Voikko's morphology, one handle at a time: base forms, compound parts and parts of speech of single
words."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import Any, Protocol

import libvoikko

# Voikko's word classes in the names of Universal Dependencies.
PARTS_OF_SPEECH = {
    "nimisana": "NOUN",
    "laatusana": "ADJ",
    "nimisana_laatusana": "ADJ",
    "teonsana": "VERB",
    "kieltosana": "AUX",
    "asemosana": "PRON",
    "lukusana": "NUM",
    "seikkasana": "ADV",
    "suhdesana": "ADP",
    "sidesana": "CCONJ",
    "huudahdussana": "INTJ",
    "lyhenne": "NOUN",
    "etuliite": "X",
    "etunimi": "PROPN",
    "sukunimi": "PROPN",
    "paikannimi": "PROPN",
    "nimi": "PROPN",
}
PERSONAL_NAMES = frozenset({"etunimi", "sukunimi", "nimi"})
_WORD_BASE = re.compile(r"\+([^+()]*)(?:\(([^()]*)\))?")


@dataclass(frozen=True)
class Reading:
    """One way to read a word form: `lemma` and `parts` in lower case, `kind` is Voikko's word class."""

    lemma: str
    parts: tuple[str, ...]
    kind: str
    case: str = ""

    @property
    def pos(self) -> str:
        """The part of speech, in the names of Universal Dependencies."""
        return PARTS_OF_SPEECH.get(self.kind, "X")

    @property
    def is_name(self) -> bool:
        """Whether this is a proper name of any kind."""
        return self.pos == "PROPN"


class Morphology(Protocol):
    """What the analyser needs of a morphology."""

    def read(self, form: str) -> tuple[Reading, ...]:
        """Return every reading of a form, the likeliest first; empty when the form is unknown."""
        ...

    def suggest(self, form: str) -> tuple[str, ...]:
        """Return known forms near an unknown one, the likeliest first."""
        ...


class VoikkoMorphology:
    """A Voikko handle behind a lock: libvoikko's handles must not be used by two threads at once."""

    def __init__(self) -> None:
        self._voikko = libvoikko.Voikko("fi")
        self._lock = threading.Lock()

    def read(self, form: str) -> tuple[Reading, ...]:
        """Return Voikko's readings without repetitions; names of persons go where a common word fits."""
        with self._lock:
            analyses = self._voikko.analyze(form)
        readings = list(dict.fromkeys(_reading(analysis) for analysis in analyses))
        common = [reading for reading in readings if not reading.is_name]
        places = [reading for reading in readings if reading.kind == "paikannimi"]
        if common or places:
            readings = common + places
        return tuple(readings)

    def suggest(self, form: str) -> tuple[str, ...]:
        """Return Voikko's spelling suggestions."""
        with self._lock:
            return tuple(self._voikko.suggest(form))


def _reading(analysis: dict[str, Any]) -> Reading:
    lemma = str(analysis.get("BASEFORM", "")).lower()
    return Reading(
        lemma=lemma,
        parts=compound_parts(lemma, str(analysis.get("STRUCTURE", "")), str(analysis.get("WORDBASES") or "")),
        kind=str(analysis.get("CLASS", "")),
        case=str(analysis.get("SIJAMUOTO", "")),
    )


def compound_parts(lemma: str, structure: str, word_bases: str) -> tuple[str, ...]:
    """Return the base forms of a compound's parts, or () for a word that is no compound.

    `structure` marks where parts begin in the written form ("=pppp=pppppp"), `word_bases` gives the base form
    of every morpheme ("+lähi+hoita(hoitaa)+ja(+ja)"). A part of one morpheme takes that one's base form; a
    part
    with derivations takes its own letters; the last part is what is left of the lemma.
    """
    lengths = [len(part) for part in structure.split("=")[1:]]
    if len(lengths) < 2:
        return ()
    morphemes = _WORD_BASE.findall(word_bases)
    parts: list[str] = []
    for length in lengths[:-1]:
        letters, bases = "", []
        while morphemes and len(letters) < length:
            surface, base = morphemes.pop(0)
            letters += surface
            bases.append(base)
        whole = bases[0] if len(bases) == 1 and bases[0] and not bases[0].startswith("+") else letters
        parts.append(whole.strip("-").lower())
    last = lemma[sum(lengths[:-1]) :].strip("-")
    parts.append(last or lemma.split("-")[-1])
    return tuple(part.replace("=", "") for part in parts if part)
