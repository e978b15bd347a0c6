"""The name of what is looked for, where the engine knows no entity of it: "ikääntyvien hoito"."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from actions.dialogue.turn import Entity
from actions.settings import ActionsSettings
from datafiles import read_yaml
from nlu.analysis import shared_analyzer

LONGEST_NAME = 5  # words; more are no name
LIST_NAMES = ("stop", "generic", "heads")
OF_A_PART = frozenset({"osa", "osatutkinto", "vaan", "pelkkä"})  # of what is asked for, not of its subject


def name_in(text: str, entities: Iterable[Entity]) -> str:
    """What is left of a message without its entities and the words that every search has; often nothing.

    The last word is in its base form, so that the name can be said back.
    """
    for one in entities:
        text = text.replace(one.text, " ", 1)
    left = [token for token in shared_analyzer().tokens(text) if _says_something(token.text, token.lemma)]
    if not left or len(left) > LONGEST_NAME:
        return ""
    return " ".join([*(token.text for token in left[:-1]), left[-1].lemma])


def _says_something(word: str, lemma: str) -> bool:
    if not any(letter.isalpha() for letter in word):
        return False
    bases = {word.lower(), lemma, *shared_analyzer().lemmas(word)}
    return not bases & (_common_words() | OF_A_PART)


@cache
def _common_words() -> frozenset[str]:
    """The words that say nothing of the subject, by the course search's own lists."""
    path = ActionsSettings().data / "search" / "words.yml"
    lists: dict[str, Any] = read_yaml(path)
    return frozenset(str(word) for name in LIST_NAMES for word in lists[name])
