"""Words of schools and of this service in plain words, and whether a message asks what one of them means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

from pydantic import Field, model_validator

from actions.guidance.data import Name, guidance_table
from actions.tables import Strict
from nlu.analysis import Token, shared_analyzer
from nlu.asking import is_question
from nlu.naming import FOLDED, Said, said

SENTENCE_ENDS = ".!?;"
MOST_WORDS = 12  # of a sentence that asks what a word means; a longer one asks or tells more
MOST_BESIDE = 1  # words that say something else beside a term that is not common
CARRYING = frozenset({"VERB", "NOUN", "PROPN", "NUM", "ADJ"})
# What one says of what one meant: "tarkotin siis lähihoitajaa" asks nothing.
MEANT = frozenset({"tarkoitin", "tarkotin", "tarkottin", "meinasin", "tarkoitan", "tarkotan"})


class Term(Strict):
    """A word and what it means: a text, or an intent whose answer knows more."""

    id: Name
    names: tuple[str, ...] = Field(min_length=1)
    pair: tuple[str, ...] = ()
    common: bool = False
    place: bool = False
    text: str | None = None
    intent: str | None = None

    @model_validator(mode="after")
    def _one_answer(self) -> Self:
        if (self.intent is None) == (self.text is None):
            raise ValueError(f"{self.id} is answered by an intent or by a text")
        return self


class Difference(Strict):
    """What tells two terms apart."""

    of: tuple[Name, Name]
    text: str


class Terms(Strict):
    """All terms, what tells two apart, and the words that such questions are asked with."""

    what: frozenset[str]
    where: frozenset[str]
    meaning: tuple[str, ...]
    being: frozenset[str]
    not_known: tuple[str, ...]
    naming: tuple[str, ...]
    apart: tuple[str, ...]
    either: tuple[str, ...]
    around: frozenset[str]
    terms: tuple[Term, ...] = Field(min_length=1)
    differs: tuple[Difference, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        ids = [one.id for one in self.terms]
        if len(set(ids)) < len(ids):
            raise ValueError("term ids repeated")
        if unknown := {name for row in self.differs for name in row.of} - set(ids):
            raise ValueError(f"no terms of these names: {sorted(unknown)}")
        return self

    def between(self, first: Term, second: Term) -> str | None:
        """What tells two terms apart, where a row says it."""
        both = {first.id, second.id}
        return next((row.text for row in self.differs if set(row.of) == both), None)


@cache
def load_terms() -> Terms:
    """`data/guidance/terms.yml`."""
    return guidance_table("terms.yml", Terms)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message asks the meaning of: one term, or two to tell apart; `beside` is what else it says."""

    terms: tuple[Term, ...]
    beside: str


def terms_asked(text: str) -> Asked | None:
    """The terms that a sentence of the message asks the meaning of; None without one."""
    sentences = [_Sentence.read(one) for one in _sentences(text)]
    for at, sentence in enumerate(sentences):
        both = sentences[at : at + 2] if _next_asks_of(sentences[at : at + 2]) else [sentence]
        asking = sentence if len(both) == 1 else _Sentence.read(" ".join(one.text for one in both))
        if found := asking.asked():
            beside = [*sentences[:at], *sentences[at + len(both) :]]
            return Asked(found, " ".join(one.text for one in beside))
    return None


def _next_asks_of(both: Sequence["_Sentence"]) -> bool:
    """Whether of two sentences the second asks of the word that the first is: "Hoks? Mikä se on?"."""
    return len(both) > 1 and both[1].asks_of_what_stands_before() and both[0].only_names()


def _sentences(text: str) -> list[str]:
    parts, start = [], 0
    for at, mark in enumerate(text):
        if mark in SENTENCE_ENDS:
            parts.append(text[start : at + 1])
            start = at + 1
    return [part.strip() for part in (*parts, text[start:]) if part.strip(f" {SENTENCE_ENDS}")]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as words without marks, in the forms that patterns know."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[Said, ...]

    @classmethod
    def read(cls, text: str) -> Self:
        both = [
            (token, Said((forms,)))
            for token, forms in zip(shared_analyzer().tokens(text), said(text).words, strict=False)
            if token.pos != "PUNCT"
        ]
        return cls(text, tuple(token for token, _ in both), tuple(word for _, word in both))

    def only_names(self) -> bool:
        """Whether it names a term and says nothing else."""
        named = {at for _, span in self._named() for at in span}
        return bool(named) and all(at in named or self._is_around(at) for at in range(len(self.tokens)))

    def asks_of_what_stands_before(self) -> bool:
        """Whether it asks what something is and names nothing itself: "mikä se semmonen on"."""
        return is_question(self.text) and all(self._is_around(at) for at in range(len(self.tokens)))

    def asked(self) -> tuple[Term, ...]:
        """The terms whose meaning it asks; none where it says more than that."""
        if not 1 < len(self.tokens) <= MOST_WORDS:
            return ()
        named = self._named()
        rest = [
            at for at in range(len(self.tokens)) if at not in {place for _, span in named for place in span}
        ]
        terms = tuple(dict.fromkeys(term for term, _ in named))
        if not terms or not self._asks(terms, rest):
            return ()
        beside = [at for at in rest if not self._is_around(at)]
        most = 0 if any(term.common for term in terms) else MOST_BESIDE
        tells = [at for at in beside if self.tokens[at].pos in CARRYING]
        return terms[:2] if len(beside) <= most and not tells else ()

    def _named(self) -> list[tuple[Term, range]]:
        """The terms that it names and where, the longest names first; no word belongs to two of them."""
        found = self._of_names(_names_by_length(), [])
        if len(found) == 1:
            found = self._of_names(_pair_names(), found)
        return sorted(found, key=lambda one: one[1].start)

    def _of_names(
        self, names: Sequence[tuple[Term, str]], known: Sequence[tuple[Term, range]]
    ) -> list[tuple[Term, range]]:
        """What is known, and the terms of these names in words that are none of it."""
        found = list(known)
        taken = {at for _, span in known for at in span}
        for term, name in names:
            for span in self._places(name):
                if taken.isdisjoint(span) and (not term.common or self._is_written(name, span)):
                    found.append((term, span))
                    taken.update(span)
        return found

    def _places(self, name: str) -> list[range]:
        length = len(name.split())
        starts = range(len(self.words) - length + 1)
        spans = [range(start, start + length) for start in starts]
        return [span for span in spans if self._part(span).names(name)]

    def _part(self, span: Iterable[int]) -> Said:
        return Said(tuple(forms for at in span for forms in self.words[at].words))

    def _is_written(self, name: str, span: range) -> bool:
        """Whether a common word stands as it is, or in a form that tells two apart ("tutkinnolla")."""
        if self._part(range(len(self.words))).names_any((*load_terms().apart, *load_terms().either)):
            return True
        return " ".join(self.tokens[at].text.lower() for at in span) == name

    def _asks(self, terms: Sequence[Term], rest: Sequence[int]) -> bool:
        table = load_terms()
        others = self._part(rest)
        not_known = others.names_any(table.not_known) and others.names_any(table.naming)
        means = not_known or others.names_any(table.meaning)
        written = {self.tokens[at].text.lower() for at in rest}  # "missä" has the base form of "mikä"
        if written & MEANT and not is_question(self.text):
            return False
        asks_what = bool(written & (table.what if terms[0].place else table.what | table.where))
        if len(terms) > 1:
            either = is_question(self.text) and others.names_any(table.either)
            return others.names_any(table.apart) or either or (means and asks_what)
        if terms[0].common:
            return means or (asks_what and bool(others.forms & _folded(table.being)))
        return asks_what or means

    def _is_around(self, at: int) -> bool:
        """Whether a word only belongs to the asking."""
        table = load_terms()
        word = self.words[at]
        around = _folded(table.around | table.what | table.where | table.being)
        return bool(word.forms & around) or word.names_any((*table.meaning, *table.apart, *table.either))


@cache
def _names_by_length() -> tuple[tuple[Term, str], ...]:
    """Every name with its term: those of more words first, then the longer ones."""
    names = [(term, name) for term in load_terms().terms for name in term.names]
    return tuple(sorted(names, key=lambda one: (-len(one[1].split()), -len(one[1]))))


@cache
def _pair_names() -> tuple[tuple[Term, str], ...]:
    return tuple((term, name) for term in load_terms().terms for name in term.pair)


@cache
def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.translate(FOLDED) for word in words)
