"""Finds the quick answers whose phrases stand in words, as they are written or in other forms. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from actions.dialogue.clauses import NEGATION
from actions.intake.answers import Option
from actions.intake.model import Question
from nlu.expectation import base_forms
from nlu.naming import FOLDED

ENCLITIC = "(?:kin|ki|kaan|han)"  # without dots, as all is folded
PHRASES_KEPT = 1024  # an intake has a few hundred, the same in every turn
STEM = 4  # letters of a word that stay whatever its form


def options_in(clause: str, question: Question, in_any_form: bool) -> list[Option]:
    """The quick answers that a clause names, in the order of their words: as written, else by base forms."""
    said = base_forms(clause)
    if NEGATION in said:
        return []
    words = clause.lower().strip().split()
    written = [option for option in question.options if stands_in(option, words)]
    named = written or [option for option in question.options if in_any_form and _is_named(option, said)]
    return sorted(named, key=lambda option: _place(option, clause))


def said_by(said: frozenset[str], question: Question) -> Option | None:
    """The quick answer of which a phrase is said in full, by its base forms, and not a word more."""
    for option in question.options:
        if any(base_forms(phrase) == said for phrase in (option.title, *option.words)):
            return option
    return None


def stands_in(option: Option, words: Sequence[str]) -> bool:
    """Whether a phrase of a quick answer stands in the words, as it is written, with its dots or without."""
    text = _plain(" ".join(words))
    return any(_written(phrase).search(text) for phrase in (option.title, *option.words))


@lru_cache(PHRASES_KEPT)
def spoken_forms(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Phrases of a quick answer as they are, those of one word in their base form too."""
    return tuple(dict.fromkeys([*phrases, *(min(base_forms(one)) for one in phrases if " " not in one)]))


def _is_named(option: Option, said: frozenset[str]) -> bool:
    """Whether the base forms of a phrase of several letters are among those of the words."""
    phrases = (base_forms(phrase) for phrase in (option.title, *option.words))
    return any(phrase <= said for phrase in phrases)


def _place(option: Option, clause: str) -> int:
    """Where in a clause a quick answer begins; the end where it stands in other forms alone."""
    text = _plain(clause)
    starts = [_plain(phrase)[:STEM] for phrase in (option.title, *option.words)]
    return min((at for start in starts if (at := text.find(start)) >= 0), default=len(text))


@lru_cache(PHRASES_KEPT)
def _written(phrase: str) -> re.Pattern[str]:
    """A phrase as it is written, with an enclitic or without ("paikan päälläkin")."""
    return re.compile(rf"(?<!\w){re.escape(_plain(phrase))}{ENCLITIC}?(?!\w)")


def _plain(text: str) -> str:
    return text.lower().translate(FOLDED).replace("-", " ")
