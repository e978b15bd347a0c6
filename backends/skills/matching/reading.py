"""Reads a text as matching sees it: parts, their content words with weighted terms, and what was denied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from backends.skills.matching.abuse import Abuse
from backends.skills.matching.experience import Experience, load_experience_words, read_experience
from backends.skills.matching.schooling import is_schooling
from backends.skills.matching.words import WordLists
from nlu.analysis import FinnishAnalyzer, Token

LONGEST_READ = 8_000
MOST_PARTS = 24
_MOST_WORDS = 400
_CACHED_PHRASES = 40_000
_OTHER_READING = 0.5
_MOST_READINGS = 3
_COMPOUND_PART = 0.6
_SHORTEST = 2
_NO_CONTENT = frozenset({"PUNCT", "SYM", "NUM", "PRON", "AUX", "CCONJ", "SCONJ", "ADP", "INTJ"})
_ENDS = frozenset(".!?;:\n…,()–-/")
_NEGATION = "ei"
_OWN_NEGATIONS = ("en", "emm")
_OTHERS_NEGATIONS = frozenset({"et", "ette"})
_ONESELF = frozenset({"minä", "me"})
_FIRST_PERSON_PAST = "oin"


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: as written between `start` and `end`, and its terms with weights up to 1."""

    text: str
    start: int
    end: int
    lemma: str
    terms: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class TextRead:
    """The parts of a text that say what was done, and the words that were denied ("hitsata en osaa").

    `experiences` say of stretches of the text how long and how much.
    """

    parts: tuple[tuple[Word, ...], ...]
    denied: tuple[Word, ...] = ()
    experiences: tuple[Experience, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """All words of all parts."""
        return tuple(word for part in self.parts for word in part)


class TextReader:
    """Finds parts and words; shared between threads."""

    def __init__(self, analyzer: FinnishAnalyzer, lists: WordLists) -> None:
        self._analyzer = analyzer
        self._lists = lists
        self._silent = lists.stop_words | lists.splitters | lists.swear_words
        self._abuse = Abuse(analyzer, lists)
        self._experience_words = load_experience_words()
        self.phrase = lru_cache(_CACHED_PHRASES)(self._phrase)

    def read(self, text: str) -> TextRead:
        """The text's parts; of a very long text, the beginning."""
        parts: list[tuple[Word, ...]] = []
        denied: list[Word] = []
        experiences: list[Experience] = []
        clauses = list(self._clauses(self._analyzer.tokens(text[:LONGEST_READ])))
        for clause, following in pairwise([*clauses, []]):
            words = tuple(word for token in self._abuse.without(clause) if (word := self._word(token)))
            if words and self._denies(clause):
                denied.extend(words)
                continue
            if is_schooling((word.lemma for word in words), self._lists):
                continue
            if told := read_experience(text, clause, following, self._experience_words):
                alone = all(word.text in told.words for word in words)
                experiences.append(told.since(parts[-1][0].start) if alone and parts else told)
            if words:
                parts.append(words)
        return TextRead(tuple(_at_most(parts)), tuple(denied), tuple(experiences))

    def _phrase(self, text: str) -> tuple[Word, ...]:
        """The words of a label or an expression, as one part."""
        return tuple(word for token in self._analyzer.tokens(text) if (word := self._word(token)))

    def _clauses(self, tokens: Sequence[Token]) -> Iterator[list[Token]]:
        clause: list[Token] = []
        for number, token in enumerate(tokens):
            if self._splits(token, tokens[number + 1 :]) and clause:
                yield clause
                clause = []
            clause.append(token)
        if clause:
            yield clause

    def _splits(self, token: Token, following: Sequence[Token]) -> bool:
        if token.text[0] in _ENDS:
            return True
        lower = token.text.lower()
        opens = token.lemma in self._lists.subordinators or lower in self._lists.subordinators
        if opens and any(_is_negation(after) for after in _until_end(following)):
            return True
        if lower in self._lists.splitters or token.lemma in self._lists.splitters:
            return True
        return lower in self._lists.joiners and any(_is_finite(after) for after in _until_end(following))

    def _denies(self, clause: Sequence[Token]) -> bool:
        """Whether a clause says what one has not done or cannot do; what others did not do denies nothing."""
        negations = [token for token in clause if _is_negation(token)]
        harmless = self._lists.harmless_negation
        if not negations or any(
            token.lemma in harmless or token.text.lower() in harmless for token in clause
        ):
            return False
        ability = self._lists.ability
        return (
            clause[0] is negations[0]
            or any(token.text.lower().startswith(_OWN_NEGATIONS) for token in negations)
            or any(token.lemma in _ONESELF or token.lemma in ability for token in clause)
        )

    def _word(self, token: Token) -> Word | None:
        if token.pos in _NO_CONTENT or not token.text[0].isalpha() or len(token.lemma) < _SHORTEST:
            return None
        lemma = self._told(token)
        if lemma in self._silent or token.text.lower() in self._silent:
            return None
        return Word(token.text, token.start, token.end, lemma, self._terms(token, lemma))

    def _told(self, token: Token) -> str:
        """The base form; a verb for "kannoin" and the like, which hardly ever name a thing."""
        if token.pos != "NOUN" or not token.text.lower().endswith(_FIRST_PERSON_PAST):
            return token.lemma
        readings = self._analyzer.readings(token.text)
        return next((reading.lemma for reading in readings if reading.pos == "VERB"), token.lemma)

    def _terms(self, token: Token, lemma: str) -> tuple[tuple[str, float], ...]:
        terms = {lemma: 1.0}
        for part in token.parts:
            if len(part) > _SHORTEST and part not in self._lists.stop_words:
                terms.setdefault(part, _COMPOUND_PART)
        for other in self._analyzer.lemmas(token.text)[:_MOST_READINGS]:
            if other not in self._lists.stop_words:
                terms.setdefault(other, _OTHER_READING)
        return tuple(terms.items())


def _is_negation(token: Token) -> bool:
    """A form of the verb of negation; "et" is as often the spoken "että"."""
    lower = token.text.lower()
    return (token.lemma == _NEGATION and lower not in _OTHERS_NEGATIONS) or lower in ("enkä", "eikä")


def _until_end(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.text[0] in _ENDS:
            return
        yield token


def _is_finite(token: Token) -> bool:
    """Whether a form looks like the first person or the passive, in which people tell what they did."""
    lower = token.text.lower()
    if lower.endswith(_FIRST_PERSON_PAST):
        return True
    return token.pos in ("VERB", "AUX") and lower.endswith(("n", "ttu", "tty"))


def _at_most(parts: Sequence[tuple[Word, ...]]) -> list[tuple[Word, ...]]:
    """At most MOST_PARTS parts and _MOST_WORDS words; neighbours are joined where there are more parts."""
    kept: list[tuple[Word, ...]] = []
    left = _MOST_WORDS
    for part in parts:
        if left <= 0:
            break
        kept.append(part[:left])
        left -= len(part)
    if len(kept) <= MOST_PARTS:
        return kept
    size = -(-len(kept) // MOST_PARTS)
    return [tuple(word for part in kept[at : at + size] for word in part) for at in range(0, len(kept), size)]
