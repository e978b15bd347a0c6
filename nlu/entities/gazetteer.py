"""Open vocabularies of names: occupations, fields, qualifications.

A name is found by its lemmas, however inflected; an unlisted compound is found by its head
("levyseppähitsaaja" ends in
the occupation hitsaaja); words that were wrongly split are joined ("lähi hoitaja").
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datafiles import read_yaml
from nlu.analysis import FinnishAnalyzer
from nlu.analysis.tokenizer import pieces
from nlu.entities.model import Entity
from nlu.entities.unlisted import UnlistedNames
from nlu.entities.words import Word
from nlu.spelling.umlauts import with_umlauts

# A head is looked for by its letters alone only if it is long: "matala" does not end in ala.
SHORTEST_COMPOUND = 6
SHORTEST_TAIL = 3
SHORTEST_HEAD_WORD = 2
SHORT_MESSAGE = 2
LONG_MESSAGE = 40
CUE_WINDOW = 4
# What makes a noun of action of a verb, in any case: "-minen", "-mista", "-miseen".
_ACTION = re.compile(r"mi(?:nen|ne|s[et]\w{0,6}|s\w?)$")
# Translative and essive: to become something, to be as something.
ROLE_CASES = frozenset({"Tra", "Ess"})
# Where something is: "leipomossa", "varastolla" are places of work.
_PLACE_CASES = frozenset({"Ine", "Ade"})
# Who is talked to, asked or listened to: "ohjaajalle", "lääkäriltä", "opettajan kanssa".
_ADDRESSED_CASES = frozenset({"All", "Abl"})
_ADDRESSED = frozenset({"kanssa", "luona", "luokse", "luo", "=kaa", "=kans", "=kansa", "mukaan", "mielestä"})
BEING_WINDOW = 3
_FIRST_PART = frozenset({"Nom", "Gen", ""})


@dataclass(frozen=True)
class Name:
    """An everyday name and, where it differs, the official one."""

    value: str
    canonical: str | None = None


class Gazetteer:
    """The names of one kind, as its lookup file gives them."""

    def __init__(self, kind: str, data: Mapping[str, Any], analyzer: FinnishAnalyzer) -> None:
        """Take the file's content: items, heads, tails that say the same, words that are no names."""
        self._kind = kind
        self._analyzer = analyzer
        self._heads = frozenset(data.get("heads") or ())
        self._same_head: dict[str, str] = dict(data.get("same_head") or {})
        self._never = frozenset(data.get("never") or ())
        self._carriers = tuple(data.get("carriers") or ())
        self._needs_cue = frozenset(data.get("needs_cue") or ())
        self._cues = frozenset(data.get("cues") or ())
        self._being = frozenset(data.get("being") or ())
        self._unlisted = UnlistedNames(data.get("unlisted") or {})
        self._open_tails = frozenset(data.get("open_tails") or ())
        # Verbs that stand for their noun of action: "leipoa" for "leipominen".
        self._verbs: set[str] = set()
        self._names: dict[tuple[str, ...], Name] = {}
        # How many words the longest name has that begins with a word: most words begin none of several.
        self._most_words: dict[str, int] = {}
        for value, entry in (data.get("items") or {}).items():
            self._add(str(value), entry)

    @classmethod
    def load(cls, kind: str, path: Path, analyzer: FinnishAnalyzer) -> Gazetteer:
        """Read a lookup file."""
        return cls(kind, read_yaml(path), analyzer)

    def find(self, words: Sequence[Word]) -> Iterator[Entity]:
        """Yield the names of a message from left to right, the longest at each place."""
        position = 0
        while position < len(words):
            hit = self._at(words, position)
            if hit is None:
                position += 1
                continue
            name, length = hit
            if length == 1 and not self._is_meant(words, position):
                position += 1
                continue
            first, last = words[position].token, words[position + length - 1].token
            yield Entity(self._kind, name.value, first.start, last.end, name.canonical)
            position += length

    def _add(self, value: str, entry: Any) -> None:
        fields: dict[str, Any] = entry if isinstance(entry, dict) else {"say": entry or []}
        name = Name(value, fields.get("canonical"))
        for said in (value, *fields.get("say", [])):
            for key in self._keys(str(said).lower()):
                self._names.setdefault(key, name)
                if str(said).endswith("minen") and key != (said,):
                    self._verbs.add(key[0])
                self._most_words[key[0]] = max(len(key), self._most_words.get(key[0], 0))

    def _keys(self, said: str) -> Iterator[tuple[str, ...]]:
        forms = [piece.text for piece in pieces(said)]
        yield tuple(forms)
        yield tuple(self._analyzer.lemmas(form)[0] for form in forms)

    def _at(self, words: Sequence[Word], position: int) -> tuple[Name, int] | None:
        word = words[position]
        if word.is_mark and word.form not in self._most_words:
            return None
        longest = max(self._most_words.get(word.form, 0), self._most_words.get(word.lemmas[0], 0))
        for length in range(min(longest, len(words) - position), 1, -1):
            name = self._listed(words[position : position + length])
            if name:
                return name, length
        if word.is_mark:
            return None
        joined = self._joined(words, position)
        if joined:
            return joined, 2
        # Another reading than the best counts only where none is a verb: "kokeilla" is no cook.
        others = () if word.token.pos == "VERB" else word.lemmas[1:]
        for lemma in (word.form, word.lemmas[0], *others):
            name = self._single(lemma, word)
            if name:
                return name, 1
        if word.lemmas[0] not in self._never and self._unlisted.takes(words, position):
            return Name(word.lemmas[0]), 1
        return None

    def _listed(self, words: Sequence[Word]) -> Name | None:
        forms = tuple(word.form for word in words)
        lemmas = tuple(word.lemmas[0] for word in words)
        # In "rekan kuljettaja" only the last word bends; the first is listed as written.
        keys = [lemmas, forms, *((*forms[:-1], last) for last in words[-1].lemmas)]
        return next((self._names[key] for key in keys if key in self._names), None)

    def _joined(self, words: Sequence[Word], position: int) -> Name | None:
        if position + 1 >= len(words):
            return None
        first, second = words[position], words[position + 1]
        if second.is_mark or second.token.start - first.token.end != 1 or len(first.form) < 2:
            return None
        if first.token.pos == "VERB" and second.case != "Nom":
            return None  # "tuli työstä" is no hot work
        # "siivous työ" and "varaston hommat" are one word split, "tehtaalla työt" are two.
        heads = {first.form, first.token.lemma} if first.case in _FIRST_PART else {first.form}
        for tail in second.lemmas:
            tails = (tail, self._same_head[tail]) if tail in self._same_head else (tail,)
            compounds = ((head + end,) for head in heads for end in reversed(tails))
            name = next((hit for compound in compounds if (hit := self._names.get(compound))), None)
            if name:
                return name
        if len(words) > LONG_MESSAGE or (
            self._analyzer.knows(first.form) and self._analyzer.knows(second.form)
        ):
            return None
        for dotted in with_umlauts(first.form + second.form):
            if self._analyzer.knows(dotted):
                name = self._names.get((self._analyzer.lemmas(dotted)[0],))
                if name:
                    return name
        return None

    def _single(self, lemma: str, word: Word) -> Name | None:
        if lemma in self._never or _is_plain_verb(word):
            return None
        if lemma in self._verbs and not _ACTION.search(word.form):
            return None
        name = self._names.get((lemma,))
        if name:
            return name
        return self._by_head(lemma, word)

    def _by_head(self, lemma: str, word: Word) -> Name | None:
        if lemma != word.token.lemma:
            return None
        carrier = _suffix(lemma, self._carriers, SHORTEST_TAIL)
        if carrier:
            return self._names.get((lemma[: -len(carrier)].rstrip("-"),))
        spoken = _suffix(lemma, self._same_head, SHORTEST_TAIL)
        if spoken:
            stem = lemma[: -len(spoken)]
            everyday = stem + self._same_head[spoken]
            return (
                self._names.get((everyday,))
                or self._names.get((stem,))
                or self._open_compound(everyday, spoken)
            )
        head = word.token.parts[-1] if word.token.parts else ""
        if head not in self._heads or not lemma.endswith(head):
            head = _suffix(lemma, self._heads, SHORTEST_COMPOUND)
        return Name(lemma) if head and len(lemma) - len(head) >= SHORTEST_HEAD_WORD else None

    def _open_compound(self, everyday: str, spoken: str) -> Name | None:
        return Name(everyday) if spoken in self._open_tails and everyday not in self._never else None

    def _is_meant(self, words: Sequence[Word], position: int) -> bool:
        """Whether a word that is often said of other things stands near a word that makes it a name."""
        word = words[position]
        if not self._needs_cue.intersection((word.form, *word.lemmas)):
            return True
        if word.case in ROLE_CASES or len(words) <= SHORT_MESSAGE:
            return True
        if word.case in _PLACE_CASES:
            return False
        after = words[position + 1 : position + CUE_WINDOW]
        if self._being and (word.case in _ADDRESSED_CASES or _is_any(after[:1], _ADDRESSED)):
            return False
        near = [*words[max(0, position - CUE_WINDOW) : position], *after]
        if any(self._cues.intersection((other.form, *other.lemmas)) for other in near):
            return True
        # "olin opettaja" tells of oneself, "opettaja oli" of another.
        return word.case == "Nom" and _is_any(words[max(0, position - BEING_WINDOW) : position], self._being)


def _is_any(words: Sequence[Word], terms: frozenset[str]) -> bool:
    return any(not terms.isdisjoint(word.term_set) for word in words)


def _is_plain_verb(word: Word) -> bool:
    """Whether the base form is a verb's that the word does not make a noun: "opettaa" is no teaching.

    Voikko's base form of "opettaminen" is the verb, so the lexicons' nouns of action have verbs as keys.
    """
    return word.token.pos == "VERB" and not _ACTION.search(word.form)


def _suffix(lemma: str, endings: Container[str], shortest: int) -> str:
    """Return the longest of `endings` that the word ends in, of at least `shortest` letters."""
    for start in range(2, len(lemma) - shortest + 1):
        if lemma[start:] in endings:
            return lemma[start:]
    return ""
