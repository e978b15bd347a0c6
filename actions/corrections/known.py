"""Where a message names what is known already: "puu" names the joiner, "mansesteri" Tampere. Pure."""

from collections.abc import Sequence

from actions.dialogue.facts import WISH_ENTITIES, Fact
from actions.dialogue.ids import AGE, FIELD, PLACE
from actions.dialogue.turn import Entity
from nlu.analysis import shared_analyzer
from nlu.entities.numbers import number_in_words, slang_age
from nlu.entities.words import Word

SHORTEST = 3  # letters of what names something
STEM = 5  # letters that stay in a name of what one does and of who does it
# First parts of compounds that name no subject of their own.
OF_ANY_FIELD = frozenset({"työ", "ala", "homma", "koulu", "ammatti", "kurssi", "tutkinto", "perus", "opinto"})

Span = tuple[int, int]


def span_of(one: Entity, words: Sequence[Word], text: str) -> Span | None:
    """The words of an entity; None where its text stands nowhere."""
    start = text.lower().find(one.text.lower())
    if start < 0 or not one.text:
        return None
    end = start + len(one.text)
    inside = [at for at, word in enumerate(words) if word.token.start < end and word.token.end > start]
    return (inside[0], inside[-1]) if inside else None


def named_in(fact: Fact, words: Sequence[Word], entities: Sequence[Entity], text: str) -> list[Span]:
    """Where a message names the value of a fact: by an entity, by its name or by a part of that."""
    sorts = WISH_ENTITIES if fact.question == FIELD else (fact.question,)
    spans = [
        span
        for one in entities
        if one.name in sorts and one.value == fact.value and (span := span_of(one, words, text))
    ]
    names = {FIELD: _names_the_field, AGE: _says_the_age, PLACE: _is_the_place}.get(fact.question)
    if names is None:
        return spans
    return [*spans, *((at, at) for at, word in enumerate(words) if names(word, fact.value))]


def is_of_the_same(value: str, known: str) -> bool:
    """Whether two names of fields begin with the same subject: "puuala" and "puuseppä"."""
    one, other = _subject(value), _subject(known)
    return len(one) >= SHORTEST and one == other and one not in OF_ANY_FIELD


def _subject(name: str) -> str:
    tokens = shared_analyzer().tokens(name.lower())
    first = tokens[0] if tokens else None
    return (first.parts[0] if first.parts else first.lemma).lower() if first else ""


def _names_the_field(word: Word, value: str) -> bool:
    if word.token.pos not in ("NOUN", "X", "PROPN") or word.is_mark:
        return False
    lemma = word.token.lemma.lower()
    if lemma in OF_ANY_FIELD or len(lemma) < SHORTEST:
        return False
    same_stem = len(lemma) >= STEM and lemma[:STEM] == value.lower()[:STEM]  # "hitsaus" of a welder
    return same_stem or value.lower().startswith(lemma) or is_of_the_same(lemma, value)


def _says_the_age(word: Word, value: str) -> bool:
    said = number_of(word)
    return said is not None and str(said) == value


def number_of(word: Word) -> int | None:
    """The number that a word says, in figures or in words."""
    if word.form.isdecimal():
        return int(word.form)
    return number_in_words(word.form) or slang_age(word.form)


def _is_the_place(word: Word, value: str) -> bool:
    return value.lower() in (lemma.lower() for lemma in word.lemmas)
