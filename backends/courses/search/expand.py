"""From a word to everything under which it may be found, each with a weight and how it came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from backends.courses.search.lexicon import Lexicon
from backends.courses.search.query import Alternative, Group, How
from backends.courses.search.roots import root_of
from backends.courses.search.spelling import Speller
from backends.courses.search.terms import TermAnalyzer, Word, encode

_EXACT = 1.0
_SYNONYM = 0.88
_LATER_SYNONYM = 0.08
_LAST_SYNONYM = 0.65
_SPELLING = 0.8
_WITHOUT_HEAD = 0.9
_ROOT = 0.5
_COMPLETION = 0.6
_BEGINNING = 0.8
_SHORTEST_PART = 2
_MOST_WORDS = 5_000
_WEAK = 0.3
_PART = 0.3
_PART_OF_UNKNOWN = 0.45
_LEADING, _FEWEST_LEADING = 0.65, 2
_PART_SYNONYM = 0.7
_ALL_PARTS = 0.75
_BESIDE_THE_WORD = 0.85


class Expander:
    """Expands words against one index's vocabulary (term to number of offers)."""

    def __init__(self, analyzer: TermAnalyzer, lexicon: Lexicon, vocabulary: Mapping[str, int]) -> None:
        self._analyzer = analyzer
        self._lexicon = lexicon
        self._vocabulary = vocabulary
        self._speller = Speller(vocabulary, lexicon.synonyms, lexicon.endings)
        self._little = lexicon.weak | lexicon.heads
        self._word = lru_cache(maxsize=_MOST_WORDS)(self._group_of)

    def knows_phrase(self, span: Sequence[Word]) -> bool:
        """Whether the lexicon has an entry for these words together."""
        return any(key in self._lexicon.synonyms or key in self._lexicon.weak for key in phrase_keys(span))

    def has(self, form: str) -> bool:
        """Whether the index has this very form."""
        return encode(form) in self._vocabulary

    def phrase(self, span: Sequence[Word]) -> Group:
        """The group of a phrase: its own words together, the words run together, and what it stands for."""
        said = " ".join(word.text for word in span)
        alternatives = [Alternative(tuple(encode(word.lemmas[0]) for word in span), _EXACT, How.EXACT, said)]
        alternatives += self._exact(self._run_together(span))
        keys = phrase_keys(span)
        for key in keys:
            alternatives += self._synonyms(key)
        weight = _WEAK if self._lexicon.weak.intersection(keys) else 1.0
        return Group(said, self._tidy(alternatives), weight, becoming=self._analyzer.becomes(span[-1].text))

    def joined(self, pair: Sequence[Word]) -> Group | None:
        """Two words as one compound ("hygienia passi"), where only the compound is known; else None."""
        if len(pair) != 2:
            return None
        for form in self._run_together(pair):
            if self._is_known(form):
                said = " ".join(word.text for word in pair)
                own = self._each(pair, compound=form in self._lexicon.synonyms)
                found = self._tidy([*self._exact([form]), *self._synonyms(form), *own])
                return Group(said, found, becoming=self._analyzer.becomes(pair[-1].text))
        return None

    def _each(self, pair: Sequence[Word], compound: bool) -> list[Alternative]:
        """The two words of a pair by themselves; where one says little, the other stands for both, unless
        the synonyms know what the `compound` is ("kone kuljettaja" is no "kone").
        """
        telling = [word for word in pair if not self._little.intersection((word.text, *word.lemmas))]
        weight = _WITHOUT_HEAD if len(telling) == 1 and not compound else _PART_OF_UNKNOWN
        return [found for word in telling or pair for found in self._exact(word.lemmas, weight)]

    def word(self, word: Word) -> Group:
        """The group of one word; spelling is only tried for what is no word and leads nowhere else."""
        return self._word(word.text, word.lemmas, word.parts)

    def _group_of(self, text: str, lemmas: tuple[str, ...], parts: tuple[str, ...]) -> Group:
        word = Word(text, 0, len(text), lemmas, parts)
        forms = list(dict.fromkeys((*word.lemmas, word.text)))
        alternatives = self._known(forms, word) or self._unknown(forms)
        if not any(self.has(form) for form in forms):
            alternatives += self._parts(word)
        if not (self._tidy(alternatives) or self._is_word(word)):
            alternatives += self._corrected(forms)
        tidy = self._tidy(alternatives)
        says = [*forms, *(a.shown for a in tidy if a.how is How.SPELLING)]
        weight = _WEAK if self._little.intersection(says) else 1.0
        held = {alternative.terms for alternative in tidy}
        broader = self._tidy([a for a in self._parts(word) if a.terms not in held]) if tidy else ()
        return Group(word.text, tidy, weight, broader, self._analyzer.becomes(word.text))

    def _is_word(self, word: Word) -> bool:
        """Whether a word is no misspelling: the synonyms or the analysis of Finnish know it."""
        forms = (word.text, *word.lemmas)
        return any(form in self._lexicon.synonyms for form in forms) or self._analyzer.knows(word.text)

    def _known(self, forms: Sequence[str], word: Word) -> list[Alternative]:
        found = self._exact(forms)
        beside = _BESIDE_THE_WORD if self._list(found) else 1.0
        for form in forms:
            factor = 1.0 if form in self._lexicon.prevailing else beside
            found += self._renamed(self._synonyms(form), How.SYNONYM, factor)
        bare = [stem for form in forms for stem in self._analyzer.without_head(form)]
        for form in dict.fromkeys(bare):
            if form not in self._lexicon.generic and form not in self._lexicon.stop:
                found += self._exact([form], _WITHOUT_HEAD) + self._synonyms(form)
        found += self._roots(word.lemmas[:2])
        return self._list(found)

    def _unknown(self, forms: Sequence[str]) -> list[Alternative]:
        found: list[Alternative] = []
        for form in forms:
            for stem in self._speller.without_ending(form):
                found += self._exact([stem]) + self._synonyms(stem)
                for bare in self._analyzer.without_head(stem):
                    found += self._exact([bare], _WITHOUT_HEAD) + self._synonyms(bare)
            for completion in self._speller.completions(form):
                found += self._renamed(self._exact([completion], _COMPLETION), How.PART)
                found += self._renamed(self._synonyms(completion), How.SYNONYM, 0.8)
            for beginning in self._speller.beginnings(form):
                found += self._renamed(self._exact([beginning], _BEGINNING), How.PART)
                found += self._renamed(self._synonyms(beginning), How.SYNONYM, _BEGINNING)
        return self._list(found)

    def _corrected(self, forms: Sequence[str]) -> list[Alternative]:
        tried = [*forms, *(stem for form in forms for stem in self._speller.without_ending(form)[:3])]
        found: list[Alternative] = []
        for correction in self._speller.corrections(dict.fromkeys(tried)):
            if correction in self._lexicon.stop:
                continue
            found += self._renamed(self._exact([correction]), How.SPELLING, _SPELLING)
            found += self._renamed(self._synonyms(correction), How.SPELLING, _SPELLING)
        return found

    def _exact(self, forms: Iterable[str], weight: float = _EXACT) -> list[Alternative]:
        return [
            Alternative((encode(form),), weight, How.EXACT, form)
            for form in dict.fromkeys(forms)
            if encode(form)
        ]

    def _synonyms(self, key: str) -> list[Alternative]:
        found = []
        first = _EXACT if key in self._lexicon.prevailing else _SYNONYM
        for rank, phrase in enumerate(self._lexicon.synonyms.get(key, ())):
            terms = tuple(encode(self._analyzer.base_form(part)) for part in phrase.split())
            weight = max(first - rank * _LATER_SYNONYM, _LAST_SYNONYM)
            found.append(Alternative(terms, weight, How.SYNONYM, phrase))
        return found

    def _roots(self, lemmas: Iterable[str]) -> list[Alternative]:
        roots = dict.fromkeys(root for lemma in lemmas if (root := root_of(lemma)))
        return [Alternative((root,), _ROOT, How.PART, root) for root in roots]

    def _parts(self, word: Word) -> list[Alternative]:
        """The parts of a compound that the index lacks; all but the last say most, with their synonyms.

        Best is all before the last part in one: "mielenterveys" of "mielenterveyshoitaja".
        """
        found = self._all_parts(word)
        dull = self._lexicon.generic | self._lexicon.stop | self._lexicon.heads
        if len(word.parts) > _FEWEST_LEADING and word.lemmas[0].endswith(word.parts[-1]):
            leading = self._analyzer.base_form(word.lemmas[0].removesuffix(word.parts[-1]).rstrip("-"))
            found += self._renamed(self._exact([leading]), How.PART, _LEADING)
            found += self._renamed(self._synonyms(leading), How.SYNONYM, _PART_SYNONYM)
        for part in word.parts:
            if part in dull or len(part) <= _SHORTEST_PART:
                continue
            telling = part != word.parts[-1]
            found.append(Alternative((encode(part),), _PART_OF_UNKNOWN if telling else _PART, How.PART, part))
            if telling:
                found += self._renamed(self._synonyms(part), How.SYNONYM, _PART_SYNONYM)
        return found

    def _all_parts(self, word: Word) -> list[Alternative]:
        """All parts of a compound together: "sähkö" and "auto" of "sähköauto"."""
        terms = tuple(dict.fromkeys(encode(part) for part in word.parts if len(part) > _SHORTEST_PART))
        return [Alternative(terms, _ALL_PARTS, How.PART, word.text)] if len(terms) > 1 else []

    def _run_together(self, span: Sequence[Word]) -> tuple[str, ...]:
        """The words as one compound: with the last in its base form, as written, and with what the first is
        at the beginning of a compound.
        """
        written = "".join(word.text for word in span)
        based = "".join((*(word.text for word in span[:-1]), span[-1].lemmas[0]))
        rest = based[len(span[0].text) :]
        firsts = self._lexicon.first_parts.get(span[0].lemmas[0], ())
        return tuple(dict.fromkeys((based, written, *(first + rest for first in firsts))))

    def _is_known(self, form: str) -> bool:
        return encode(form) in self._vocabulary or form in self._lexicon.synonyms

    def _list(self, alternatives: list[Alternative]) -> list[Alternative]:
        return [a for a in alternatives if all(term in self._vocabulary for term in a.terms)]

    def _renamed(self, alternatives: list[Alternative], how: How, weight: float = 1.0) -> list[Alternative]:
        return [Alternative(a.terms, a.weight * weight, how, a.shown) for a in alternatives]

    def _tidy(self, alternatives: list[Alternative]) -> tuple[Alternative, ...]:
        """Only what the index holds, each once, the heaviest first."""
        best: dict[tuple[str, ...], Alternative] = {}
        for alternative in self._list(alternatives):
            held = best.get(alternative.terms)
            if held is None or alternative.weight > held.weight:
                best[alternative.terms] = alternative
        return tuple(sorted(best.values(), key=lambda a: -a.weight))


def phrase_keys(span: Sequence[Word]) -> list[str]:
    """Under which keys a phrase may be in the lexicon: as written, by base forms, and mixed at its
    last word.
    """
    written = [word.text for word in span]
    bases = [word.lemmas[0] for word in span]
    keys = [" ".join(written), " ".join(bases), " ".join((*written[:-1], bases[-1]))]
    if len(span) == 1:
        keys.extend(span[0].lemmas)
    return list(dict.fromkeys(keys))
