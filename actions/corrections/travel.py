"""Clauses that tell how one gets somewhere, or what one has: "sinne kulkee juna" names no subject. Pure."""

from actions.corrections.clauses import words_in
from actions.corrections.data import correction_words
from actions.dialogue.desires import WISHING
from nlu.entities.words import Word

NOMINATIVE, ADESSIVE = "Nom", "Ade"
OF_HAVING = frozenset(
    {"mulla", "mul", "minulla", "minul", "miulla", "miul", "meillä", "meil", "mulon", "mullon"}
)
OF_LIVING = frozenset({"asua", "elää", "muuttaa"})


def tells_of_oneself(clause: str) -> bool:
    """Whether a clause tells of one's way to a place or of one's own life, and wishes for nothing."""
    of_life = any(map(_is_of_life, words_in(clause))) and not WISHING.search(clause.lower())
    return of_life or tells_of_travel(clause)


def tells_of_travel(clause: str) -> bool:
    """Whether a clause tells how one gets to a place; who would drive tells of work: "voisin ajaa bussia"."""
    data, words = correction_words(), words_in(clause)
    means = [word for word in words if _is_one_of(word, data.travel_by)]
    if not means:
        return False
    if any(_is_one_of(word, data.travel_to) for word in words):
        return True
    cases = {word.case for word in means}
    goes = NOMINATIVE in cases and any(_is_one_of(word, data.travel_going) for word in words)
    return not WISHING.search(clause.lower()) and (goes or ADESSIVE in cases)


def _is_of_life(word: Word) -> bool:
    return word.form in OF_HAVING or not OF_LIVING.isdisjoint(word.lemmas)


def _is_one_of(word: Word, listed: tuple[str, ...]) -> bool:
    """Whether a word is listed, by itself or as the end of a compound: "lähijuna", "pikavuorobussi"."""
    forms = {word.form, *word.lemmas, *word.token.parts[-1:]}
    return not forms.isdisjoint(listed)
