"""From a conversation's profile to the coarse classes that are counted. Pure; no words come through."""

from collections.abc import Mapping
from typing import Any

from bot.impact.definitions import Groups, matches

Profile = Mapping[str, Any]

AGES = ((25, "u25"), (40, "25-39"), (55, "40-54"))
OLDEST, OLDEST_AGE = "55+", 110
WISHES = (
    "family",
    "distance",
    "contact",
    "free",
    "own_pace",
    "small_start",
    "language_support",
    "all_ages",
)
GOALS = {"study": "degree"}  # told apart in the intake, counted together
WORK = "unemployed laid_off at_risk employed student at_home other part_time entrepreneur retired"
SCHOOL = "none unfinished basic vocational upper_secondary_general higher foreign further_vocational"
KNOWN = {
    "employment_status": frozenset(WORK.split()),
    "education_level": frozenset(SCHOOL.split()),
    "language": frozenset(("native", "good", "some", "little")),
    "goal": frozenset(("occupation", "job", "skill", "language", "school", "unsure", "degree", "study")),
}


def told(profile: Profile) -> dict[str, str | None]:
    """What a person told, by question: the values that the intake knows, never free words."""
    found: dict[str, str | None] = {
        name: value if (value := fact(profile, name)) in known else None for name, known in KNOWN.items()
    }
    found["age_band"] = age_band(fact(profile, "age"))
    found["looks_for"] = "degree_part" if _looks_for_degree_part(profile) else None
    return found


def fact(profile: Profile, question: str) -> str | None:
    """The value of an answered question."""
    held = profile.get(f"fact.{question}")
    value = held.get("value") if isinstance(held, Mapping) else None
    return str(value) if value is not None else None


def place_name(profile: Profile) -> str | None:
    """The place that a person named: its official name where there is one."""
    held = profile.get("fact.place")
    if not isinstance(held, Mapping):
        return None
    name = held.get("canonical") or held.get("value")
    return str(name) if name else None


def age_band(age: str | None) -> str | None:
    """The class of an age in years."""
    if age is None or not age.isdecimal() or len(age) > 3 or not 0 < int(age) <= OLDEST_AGE:
        return None
    return next((band for below, band in AGES if int(age) < below), OLDEST)


def wishes(profile: Profile) -> dict[str, int]:
    """Which wishes and worries are kept, as columns."""
    barrier = fact(profile, "barriers")
    return {f"wish_{name}": int(f"wish.{name}" in profile or barrier == name) for name in WISHES}


def target_groups(known: Mapping[str, str | None], groups: Groups) -> dict[str, int]:
    """Which target groups a conversation belongs to, as columns."""
    return {f"group_{group.id}": int(matches(group.conversation, known)) for group in groups.of_conversations}


def state(profile: Profile) -> Mapping[str, Any]:
    """Where the dialogue stands."""
    held = profile.get("dialogue")
    return held if isinstance(held, Mapping) else {}


def questions(profile: Profile, what: str) -> tuple[str, ...]:
    """The ids of questions that were `asked` or `skipped`."""
    names = state(profile).get(what)
    return tuple(str(name)[:60] for name in names) if isinstance(names, list | tuple) else ()


def _looks_for_degree_part(profile: Profile) -> bool:
    held = state(profile)
    return held.get("kind") == "degree_part" or held.get("flow") == "find_degree_part"


def left_at(profile: Profile, *, wrote: bool, suggested: bool, saved: bool) -> str:
    """Where a conversation stands: at an open question, or behind what was reached last."""
    if not wrote:
        return "greeting"
    still_open = state(profile).get("open")
    if isinstance(still_open, str) and still_open:
        return still_open[:40]
    if saved:
        return "saved"
    return "suggestions" if suggested else "talk"
