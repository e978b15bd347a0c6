"""Which of a few shown things a message means by where they stand: "eka", "kaks ekaa", "kaikki noi"."""

from actions.courses.data import load_words
from nlu.naming import Said


def positions_named(text: Said, count: int) -> tuple[int, ...]:
    """The places, from 1, that a text names among `count` things; none where it names no place."""
    words = load_words()
    if text.names_any(words.first_two):
        return tuple(range(1, min(count, 2) + 1))
    places = (_place(name, count) for name, patterns in words.ordinals.items() if text.names_any(patterns))
    return tuple(sorted({place for place in places if place is not None and place <= count}))


def means_all(text: Said, count: int) -> bool:
    """Whether a text means all of the `count` things: "molemmat" of two, "nämä", "kaikki"."""
    words = load_words()
    return (count == 2 and text.names_any(words.both)) or text.names_any((*words.all, *words.these))


def _place(name: int | str, count: int) -> int | None:
    if name == "last":
        return count
    if name == "middle":
        return 2 if count == 3 else None
    return int(name)
