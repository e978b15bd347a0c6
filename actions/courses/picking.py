"""Which of the shown courses a message means: by its place in the list, by name, town or provider."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from actions.courses.data import Words, load_words
from actions.courses.positions import means_all, positions_named
from actions.courses.shown import ShownCourse, ShownCourses
from actions.dialogue.facts import CHOICE_ENTITY
from actions.dialogue.turn import Turn
from nlu.naming import FOLDED, Said, said

COURSE, ALL = "course", "all"


@dataclass(frozen=True, slots=True)
class Picked:
    """The courses that are meant, in the order of the list. `named`: the message says which."""

    courses: tuple[ShownCourse, ...] = ()
    named: bool = False


def picked(turn: Turn, shown: ShownCourses) -> Picked:
    """Read which courses a message means. Nothing is meant where it does not say."""
    if (value := button_value(turn)) is not None:
        return _of_button(value, shown)
    if turn.is_button:
        return Picked()
    text, words = said(turn.text), load_words()
    for part in (_after_but(text, words), text):
        if found := _by_position(part, shown.current) or _by_name(part, turn, shown, words):
            return Picked(tuple(found), named=True)
    if text.names_any(words.both):
        return Picked(shown.current, named=True) if len(shown.current) == 2 else Picked()
    if means_all(text, len(shown.current)):
        return Picked(shown.current, named=True)
    focus = shown.course(shown.focus)
    return Picked((focus,), named=False) if focus else Picked()


def _after_but(text: Said, words: Words) -> Said:
    """What stands behind the last "but"; the whole text where there is none."""
    buts = [at for at, forms in enumerate(text.words) if Said((forms,)).names_any(words.but)]
    return Said(text.words[buts[-1] + 1 :]) if buts else text


def button_value(turn: Turn) -> str | None:
    """What the button that was pressed says of courses."""
    values = [one.value for one in turn.entities if one.name == CHOICE_ENTITY]
    return next((value for value in values if value == ALL or value.startswith(f"{COURSE}:")), None)


def _of_button(value: str, shown: ShownCourses) -> Picked:
    if value == ALL:
        return Picked(shown.current, named=True)
    course = shown.course(value.removeprefix(f"{COURSE}:"))
    return Picked((course,), named=True) if course else Picked()


def _by_position(text: Said, courses: Sequence[ShownCourse]) -> list[ShownCourse]:
    return [courses[place - 1] for place in positions_named(text, len(courses))]


def _by_name(text: Said, turn: Turn, shown: ShownCourses, words: Words) -> list[ShownCourse]:
    """The courses with most of the words that tell them apart; the last list before earlier ones."""
    told = text.forms | {
        entity.value.lower().translate(FOLDED) for entity in turn.entities if entity.name == "place"
    }
    for courses in (shown.current, shown.earlier):
        hits = {one.id: _telling(one, courses, words) & told for one in courses}
        most = max((len(hit) for hit in hits.values()), default=0)
        if most:
            found = [one for one in courses if hits[one.id]]
            best = [one for one in found if len(hits[one.id]) == most]
            return best if _one_subject(best, hits) else found
    return []


def _one_subject(best: Sequence[ShownCourse], hits: dict[str, frozenset[str]]) -> bool:
    """Whether all that was named is of the best ones: else the message names several courses."""
    named = frozenset().union(*hits.values())
    return all(hits[one.id] == named for one in best)


def _telling(course: ShownCourse, courses: Sequence[ShownCourse], words: Words) -> frozenset[str]:
    """Words of a course that not all courses of its list have."""
    own = _forms(course) - frozenset(word.translate(FOLDED) for word in words.common)
    if len(courses) < 2:
        return own
    return own - frozenset.intersection(*(_forms(one) for one in courses))


@lru_cache(512)
def _forms(course: ShownCourse) -> frozenset[str]:
    return said(" ".join([course.name, course.provider or "", *course.places])).forms
