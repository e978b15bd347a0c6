"""One analysis of Finnish for what is indexed and for what is asked: base forms, compound parts, roots."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from backends.courses.domain import Offer
from backends.courses.search.lexicon import Lexicon
from backends.courses.search.roots import root_of
from nlu.analysis import FinnishAnalyzer, Token
from nlu.analysis.cases import case_of

_NOT_WORD = re.compile(r"[^\w]+")
_SHORTEST_STEM = 3
_NOUN = "nimisana"
_TRANSLATIVE = "Tra"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as written in lower case, where, all its base forms (best first), its compound
    parts.
    """

    text: str
    start: int
    end: int
    lemmas: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexTerms:
    """What the index holds of one course: terms separated by spaces, a column for each weight."""

    title: str
    keyword: str
    part: str
    body: str


def indexed_texts(offer: Offer) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The texts under which an offer is found: name, keywords and titles, longer texts.

    Offers that have these in common are one course.
    """
    return (
        offer.name,
        (*offer.keywords, *offer.titles, *offer.field_names, offer.qualification or ""),
        (offer.description, *offer.learning_outcomes, offer.entry_requirements or ""),
    )


def encode(lemma: str) -> str:
    """A base form as one term of the index: only letters, digits and inner low lines.

    '' if nothing is left.
    """
    return _NOT_WORD.sub("_", lemma.lower()).strip("_")


class TermAnalyzer:
    """Turns texts into words and offers into index terms."""

    def __init__(self, finnish: FinnishAnalyzer, lexicon: Lexicon) -> None:
        self._finnish = finnish
        self._heads = tuple(sorted(lexicon.heads, key=len, reverse=True))
        self.lemmas = lru_cache(maxsize=50_000)(self._lemmas)
        self._document = lru_cache(maxsize=5_000)(self._document_words)

    def tokens(self, text: str) -> list[Token]:
        """The words, numbers and marks of a text."""
        return self._finnish.tokens(text)

    def words(self, text: str) -> list[Word]:
        """The words of a text in order; punctuation is left out."""
        return self.words_of(self.tokens(text))

    def words_of(self, tokens: Iterable[Token]) -> list[Word]:
        """The words among a text's tokens."""
        words = []
        for token in tokens:
            written = token.text.lower().strip("-–")
            if not any(letter.isalnum() for letter in written):
                continue
            first = token.lemma.lower().strip("-–") or written
            lemmas = tuple(dict.fromkeys((first, *self.lemmas(written))))
            parts = tuple(self.base_form(part) for p in token.parts if (part := p.lower().strip("-–")))
            words.append(Word(written, token.start, token.end, lemmas, parts))
        return words

    def knows(self, form: str) -> bool:
        """Whether a form is a Finnish word as it is written, by the dictionary.

        A noun that the analysis reads without a case is from our own lists, which hold misspellings, too.
        """
        return self._finnish.knows(form) and any(
            reading.case or reading.kind != _NOUN for reading in self._finnish.readings(form)
        )

    def becomes(self, form: str) -> bool:
        """Whether a form is a translative, by which people say what they want to become ("hitsaajaks")."""
        reading = self._finnish.readings(form)[0]
        return reading.pos != "VERB" and case_of(form, reading.lemma, reading.case) == _TRANSLATIVE

    def base_form(self, form: str) -> str:
        """The base form of a word of our own lists; an unknown word is itself, never repaired."""
        return self.lemmas(form)[0] if self._finnish.knows(form) else form

    def without_head(self, form: str) -> tuple[str, ...]:
        """Base forms of what is left of a compound without a head such as -koulutus or -ala.

        () if there is none.
        """
        for head in self._heads:
            if form.endswith(head) and len(form) - len(head) >= _SHORTEST_STEM:
                stem = form[: -len(head)].rstrip("-")
                return self.lemmas(stem) if self._finnish.knows(stem) else (stem,)
        return ()

    def index_terms(self, offer: Offer) -> IndexTerms:
        """The terms under which an offer, and every other of its course, is found."""
        name, keywords, texts = indexed_texts(offer)
        title = self._document(name)
        keyword = [word for text in keywords for word in self._document(text)]
        body = [word for text in texts for word in self._document(text)]
        return IndexTerms(
            title=_joined((*self._base_forms((name,)), *self._subjects(title))),
            keyword=_joined(self._base_forms(keywords)),
            part=_joined(part for word in (*title, *keyword) for part in self._inner_terms(word)),
            body=_joined(
                form for word in body for form in (*word.lemmas[:2], *self.without_head(word.lemmas[0]))
            ),
        )

    def name_terms(self, name: str) -> list[str]:
        """The terms of a provider's name."""
        return _joined(self._base_forms((name,))).split()

    def _subjects(self, words: Iterable[Word]) -> list[str]:
        """What the words of a name are about: "ensiapu" of "Ensiapukurssi". Its head says nothing more."""
        return [subject for word in words for subject in self.without_head(word.lemmas[0])]

    def _base_forms(self, texts: Iterable[str]) -> list[str]:
        return [lemma for text in texts for word in self._document(text) for lemma in word.lemmas]

    def _document_words(self, text: str) -> tuple[Word, ...]:
        """Words of a catalogue's text. It is standard Finnish: an unknown word is itself, never repaired."""
        return tuple(
            word
            if self._finnish.knows(word.text)
            else Word(word.text, word.start, word.end, (word.text,), ())
            for word in self.words(text)
        )

    def _inner_terms(self, word: Word) -> tuple[str, ...]:
        inner = [*word.parts]
        for lemma in word.lemmas:
            inner.extend(self.without_head(lemma))
            inner.extend(piece for piece in lemma.split("-") if "-" in lemma)
        roots = (root_of(term) for term in (*word.lemmas, *inner))
        return (*inner, *(root for root in roots if root))

    def _lemmas(self, form: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(lemma.lower().strip("-–") or form for lemma in self._finnish.lemmas(form)))


def _joined(terms: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(coded for term in terms if (coded := _coded(term))))


def _coded(term: str) -> str:
    return term if term.startswith("_") else encode(term)
