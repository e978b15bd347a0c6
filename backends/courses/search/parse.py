"""Reads a query: places and cue words become wishes, the rest becomes groups of terms to look for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, reduce
from typing import Protocol

from backends.courses.facts import OfferLike
from backends.courses.search.expand import Expander, phrase_keys
from backends.courses.search.lexicon import Cue, Lexicon
from backends.courses.search.query import Group, ParsedQuery
from backends.courses.search.refusals import without_refused
from backends.courses.search.terms import TermAnalyzer, Word
from backends.courses.search.wishes import PlaceWish, Wishes
from nlu.places import TokenLike

LONGEST_QUERY = 1_000
# Case endings written after a colon ("atk:lla") have at most four letters; after more, it parts two words.
_PARTING_COLON = re.compile(r":(?=\w{5})")
_MOST_WORDS = 40
_WISHED_KIND = 0.5
_MOST_FORMS = 20_000


class PlaceFinder(Protocol):
    """Places in a text and by name; made of the gazetteer of `nlu`."""

    def in_tokens(self, tokens: Sequence[TokenLike]) -> list[tuple[PlaceWish, int, int]]:
        """Places of a text's tokens with where they begin and end."""

    def by_name(self, name: str) -> PlaceWish:
        """The place of that name in any case form; an unknown name gives a wish with `known` false."""

    def kilometres(self, wish: PlaceWish, offer: OfferLike) -> float | None:
        """Kilometres from the wanted place to the nearest of the offer's municipalities, if both are
        known.
        """


class QueryParser:
    """Parses queries against one index's vocabulary."""

    def __init__(
        self, analyzer: TermAnalyzer, lexicon: Lexicon, places: PlaceFinder, vocabulary: Mapping[str, int]
    ) -> None:
        self._analyzer = analyzer
        self._lexicon = lexicon
        self._places = places
        self._longest = lexicon.longest_phrases()
        self._expander = Expander(analyzer, lexicon, vocabulary)
        self._compound_cues_of = lru_cache(maxsize=_MOST_FORMS)(self._cues_in)

    def parse(self, text: str) -> ParsedQuery:
        """What `text` asks for. Only its first 1,000 characters and 40 words are read."""
        text = _PARTING_COLON.sub(" ", text[:LONGEST_QUERY])
        words, wishes = self._without_places(text)
        words, refused = without_refused(words, text, self._lexicon)
        groups: list[Group] = []
        generic = refused
        at = 0
        while at < len(words):
            used, cues, group = self._phrase(words, at)
            for cue in cues:
                wishes = wishes.with_values(cue.wish, cue.want)
            if group is None and used == 1 and not cues:
                generic = generic or self._is(self._lexicon.generic, words[at])
            if group is not None and group not in groups:
                groups.append(group)
            at += used
        return ParsedQuery(tuple(groups), wishes, generic)

    def place(self, name: str) -> PlaceWish:
        """A place that was given by itself and not in a text."""
        return self._places.by_name(name)

    def _without_places(self, text: str) -> tuple[list[Word], Wishes]:
        tokens = self._analyzer.tokens(text)
        words = self._analyzer.words_of(tokens)[:_MOST_WORDS]
        found = self._places.in_tokens(tokens)
        if not found:
            return words, Wishes()
        place = reduce(PlaceWish.joined, (wish for wish, _, _ in found))
        rest = [
            word
            for word in words
            if not any(start < word.end and word.start < end for _, start, end in found)
        ]
        return rest, Wishes(place=place)

    def _phrase(self, words: Sequence[Word], at: int) -> tuple[int, tuple[Cue, ...], Group | None]:
        """The longest cue or synonym that begins at `at`: words used, its wishes, what to look for."""
        word = words[at]
        longest = max(self._longest.get(said.partition(" ")[0], 1) for said in (word.text, word.lemmas[0]))
        for length in range(min(longest, len(words) - at), 1, -1):
            span = words[at : at + length]
            cues = self._cues(span)
            known = self._expander.knows_phrase(span)
            if cues and not known and not any(cue.keep for cue in cues):
                return length, cues, None
            if cues or known:
                return length, cues, self._beside(self._expander.phrase(span), cues)
        said = self._cues([word])
        cues = said or self._compound_cues(word)
        if cues and not any(cue.keep for cue in cues):
            return 1, cues, None
        if word.lemmas[0] in self._lexicon.first_parts:
            compound = self._expander.joined(words[at : at + 2])
            if compound is not None:
                return 2, self._compound_cues_of(compound.said), compound
        unknown_number = word.text[0].isdigit() and not self._expander.has(word.text)
        if unknown_number or self._is(self._lexicon.stop, word) or self._is(self._lexicon.generic, word):
            return 1, cues, None
        joined = self._expander.joined(words[at : at + 2])
        if joined is not None:
            return 2, cues + self._compound_cues_of(joined.said), joined
        return 1, cues, self._beside(self._expander.word(word), said)

    @staticmethod
    def _beside(group: Group, cues: Sequence[Cue]) -> Group:
        """The group of words that are a wish for a kind: the wish is heard already, so that the words weigh
        little beside a subject.
        """
        if any(cue.wish == "kind" for cue in cues):
            return replace(group, weight=min(group.weight, _WISHED_KIND))
        return group

    def _cues(self, span: Sequence[Word]) -> tuple[Cue, ...]:
        for key in phrase_keys(span):
            if key in self._lexicon.cues:
                return self._lexicon.cues[key]
        return ()

    def _compound_cues(self, word: Word) -> tuple[Cue, ...]:
        return next((cues for lemma in word.lemmas if (cues := self._compound_cues_of(lemma))), ())

    def _cues_in(self, form: str) -> tuple[Cue, ...]:
        """The cues that the first or last part of a compound carries."""
        cues = []
        for compound in self._lexicon.compound_cues:
            led = any(
                form.startswith(first) and form[len(first) :].strip("-") in compound.heads
                for first in compound.first
            )
            ended = any(form.endswith(last) and form != last for last in compound.last)
            if led:
                return (compound.cue,)
            if ended:
                cues.append(compound.cue)
        return tuple(cues)

    def _is(self, words: frozenset[str], word: Word) -> bool:
        """Whether a word is one of `words`.

        A form that the index has as such ("omnia") is no form of another. Of a form with two readings the
        second counts where the index has no word of the first ("pohjaa" is no form of "pohjata").
        """
        if word.text in words or (word.lemmas[0] in words and not self._expander.has(word.text)):
            return True
        second = len(word.lemmas) > 1 and word.lemmas[1] in words
        return second and not any(self._expander.has(form) for form in (word.text, word.lemmas[0]))
