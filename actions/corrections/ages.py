"""An age that takes the place of another: "28 en 38", "ikä meni väärin, 58". Pure."""

from collections.abc import Sequence

from actions.corrections.clauses import ENDS, is_denied_at
from actions.corrections.known import named_in, number_of
from actions.dialogue.facts import Fact
from actions.dialogue.others import tells_of_another
from nlu.entities.duration import find_lengths
from nlu.entities.words import Word

YOUNGEST, OLDEST = 14, 99
OF_AGE = frozenset({"ikä", "vuotias", "ikäinen", "syntyä"})
# What is counted, so that the number before it is no age; "vuotta" and "v" may follow an age.
OTHERS = frozenset(
    {"äiti", "isä", "mies", "vaimo", "lapsi", "tyttö", "poika", "sisko", "veli", "puoliso", "kaveri"}
)
UNITS_OF_AGE = frozenset({"vuosi", "v", "vee", "vuotias", "vuotta"})


def age_said(words: Sequence[Word], known: Fact | None, text: str) -> str | None:
    """The age that a message tells beside one that it denies, or where it speaks of age."""
    denied = known is not None and any(
        is_denied_at(words, *span) for span in named_in(known, words, (), text)
    )
    of_age = any(OF_AGE.intersection(word.lemmas) for word in words)
    if not (denied or of_age):
        return None
    lengths = {at for _, first, last in find_lengths(words) for at in range(first, last + 1)}
    for at, word in enumerate(words):
        number = number_of(word)
        if number is None or not YOUNGEST <= number <= OLDEST or at in lengths:
            continue
        if known is not None and str(number) == known.value:
            continue
        if not (is_denied_at(words, at, at) or _counts_something(words, at) or _is_of_another(words, at)):
            return str(number)
    return None


def _counts_something(words: Sequence[Word], at: int) -> bool:
    after = words[at + 1 : at + 2]
    counted = bool(after) and after[0].token.pos == "NOUN" and not after[0].is_mark
    return counted and not UNITS_OF_AGE.intersection((*after[0].lemmas, after[0].form))


def _is_of_another(words: Sequence[Word], at: int) -> bool:
    """Whether the clause of a number speaks of somebody else."""
    first = last = at
    while first > 0 and words[first - 1].token.text not in ENDS:
        first -= 1
    while last + 1 < len(words) and words[last + 1].token.text not in ENDS:
        last += 1
    return tells_of_another(" ".join(word.form for word in words[first : last + 1])) or any(
        OTHERS.intersection(word.lemmas) for word in words[first : last + 1]
    )
