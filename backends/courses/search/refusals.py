"""What a person does not want, left out of what is looked for: "en jaksa enää hoitotyötä"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from backends.courses.search.expand import phrase_keys
from backends.courses.search.lexicon import Lexicon
from backends.courses.search.terms import Word

_CLAUSE_END = re.compile(r"[,.;:!?]")


def without_refused(words: Sequence[Word], text: str, lexicon: Lexicon) -> tuple[list[Word], bool]:
    """The words without what is refused and how it is refused, and whether anything was.

    A negation alone refuses nothing: "en osaa lukea" and "ei peruskoulua" say what is lacking.
    """
    kept: list[Word] = []
    refused = False
    at = 0
    while at < len(words):
        end = _refused_until(words, at, text, lexicon)
        begun = _led_until(words, at, text, lexicon)
        if end > at:
            refused = True
            at = end
        elif begun and kept and _refuses_before(words, at, begun, text, lexicon):
            refused = True
            kept.pop()
            at = begun
        else:
            kept.append(words[at])
            at += 1
    return kept, refused


def _refused_until(words: Sequence[Word], at: int, text: str, lexicon: Lexicon) -> int:
    """Where a refusal that begins at `at` ends, with all that it refuses; `at` where none begins."""
    begun = _led_until(words, at, text, lexicon)
    end = begun
    while begun and end < len(words) and _goes_on(words, end, text) and _can_be_refused(words[end], lexicon):
        end += 1
        if end < len(words) and _is_one_of(words[end], lexicon.refusals.followed_by):
            end += 1
        if end < len(words) and _is_one_of(words[end], lexicon.refusals.joined_by):
            end += 1
        else:
            break
    return end if end > begun else at


def _refuses_before(words: Sequence[Word], at: int, end: int, text: str, lexicon: Lexicon) -> bool:
    """Whether "ei kiinnosta" follows the word that it refuses."""
    said = any(_is_one_of(word, lexicon.refusals.subject_verbs) for word in words[at:end])
    return said and _goes_on(words, at, text) and _can_be_refused(words[at - 1], lexicon)


def _led_until(words: Sequence[Word], at: int, text: str, lexicon: Lexicon) -> int:
    """Where the words that lead to what is refused end; 0 where they are not there."""
    says = lexicon.refusals
    pair = " ".join(word.text for word in words[at : at + 2])
    if pair in says.but:
        return at + 2
    if words[at].text in says.but and not _begins_a_cue(words[at : at + 2], lexicon):
        return at + 1
    if not _is_one_of(words[at], says.negations):
        return 0
    end, told = at + 1, False
    while end < len(words) and _goes_on(words, end, text):
        if _is_one_of(words[end], says.verbs) or words[end].text in says.nouns_after:
            told = True
        elif not _is_one_of(words[end], says.between):
            break
        end += 1
    return end if told else 0


def _begins_a_cue(pair: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether the lexicon hears a wish in two words itself: "ilman amk"."""
    return any(key in lexicon.cues for key in phrase_keys(pair))


def _goes_on(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether no clause ends before this word."""
    return not _CLAUSE_END.search(text[words[at - 1].end : words[at].start])


def _can_be_refused(word: Word, lexicon: Lexicon) -> bool:
    return not _is_one_of(word, lexicon.stop) and not _is_one_of(word, lexicon.refusals.negations)


def _is_one_of(word: Word, words: Collection[str]) -> bool:
    return word.text in words or word.lemmas[0] in words
