"""The phrases by which people correct what is known, as data (`data/guidance/corrections.yml`)."""

from collections.abc import Mapping
from functools import cache

from actions.guidance.data import guidance_table
from actions.tables import Strict
from nlu.entities.phrases import PhraseMatcher


class CorrectionWords(Strict):
    """Phrases as those of `nlu/entities/phrases.py`, by the id of the question that they answer.

    `values` say a quick answer, `whatever` that anything suits. `names` are what a fact is called where it is
    taken away, by one of `removing`. `of_study` are base forms that make a length of time one of studying,
    `having` those that make a school one's own. `more` ask for more of the same. `levels` are schools, the
    lowest first. `travel_by`, `travel_to` and `travel_going` are of clauses that tell how one gets somewhere.
    """

    values: dict[str, dict[str, tuple[str, ...]]]
    whatever: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]
    removing: tuple[str, ...]
    of_study: tuple[str, ...]
    having: tuple[str, ...]
    more: tuple[str, ...]
    levels: tuple[str, ...]
    travel_by: tuple[str, ...]
    travel_to: tuple[str, ...]
    travel_going: tuple[str, ...]

    def told(self) -> Mapping[str, PhraseMatcher]:
        """What finds the quick answers of each question."""
        return {name: PhraseMatcher(phrases) for name, phrases in self.values.items()}


@cache
def correction_words() -> CorrectionWords:
    """The data. Raises TableError."""
    return guidance_table("corrections.yml", CorrectionWords)


@cache
def told_by_phrases() -> Mapping[str, PhraseMatcher]:
    """What finds the quick answers that phrases say, by question."""
    return correction_words().told()


@cache
def whatever_suits() -> PhraseMatcher:
    """What finds the questions to which anything suits."""
    return PhraseMatcher(correction_words().whatever)


@cache
def names_of_facts() -> PhraseMatcher:
    """What finds the questions whose facts are called by name."""
    return PhraseMatcher(correction_words().names)


@cache
def taking_away() -> PhraseMatcher:
    """What finds words that take something away, and those that ask for more."""
    words = correction_words()
    return PhraseMatcher({"removing": words.removing, "more": words.more})
