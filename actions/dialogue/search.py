"""What the course search is asked for, from what the learner has told: pure, so that it can be tested."""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.intake.model import Intake
from actions.intake.wishes import Wish

ANY_MODE = "any"  # the answer "mikä vain käy" to how one would like to study


@dataclass(frozen=True, slots=True)
class SearchWishes:
    """The words and wishes of one search.

    Each of `modes` would do: they are tried in this order. Empty means that the learner has no such wish.
    """

    words: str
    place: str | None
    kinds: tuple[str, ...]
    modes: tuple[str, ...]

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to search by."""
        return not (self.words or self.place or self.kinds)


def search_wishes(
    values: Mapping[str, str], wishes: Mapping[str, Wish], kind: str | None, intake: Intake
) -> SearchWishes:
    """Gather the wishes. `values` are the answers by question id, `kind` is what the goal restricts to.

    A way of study that the learner chose wins over those that a worry brought.
    """
    chosen = values.get("study_mode")
    modes = (chosen,) if chosen and chosen != ANY_MODE else _modes_of(wishes)
    words = [values.get("field", ""), *(wish.words for wish in wishes.values() if wish.words)]
    return SearchWishes(
        words=" ".join(word for word in words if word) if values.get("field") else "",
        place=values.get("place"),
        kinds=(kind,) if kind else _kinds_of(values, intake),
        modes=modes,
    )


def _modes_of(wishes: Mapping[str, Wish]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mode for wish in wishes.values() for mode in wish.modes))


def _kinds_of(values: Mapping[str, str], intake: Intake) -> tuple[str, ...]:
    """The kinds that the goal asks for, or that fit into the time that the learner has."""
    goal = intake.question("goal").option(values["goal"]) if "goal" in values else None
    if goal and goal.kinds:
        return goal.kinds
    months = values.get("duration", "")
    short = months.replace(".", "", 1).isdigit() and float(months) <= intake.short_study.months
    return intake.short_study.kinds if short else ()
