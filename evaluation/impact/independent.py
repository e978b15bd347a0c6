"""Counts the figures from the people themselves, with nothing of the dashboard's code or definitions."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from evaluation.impact.synthetic import CAMPAIGNS, REGION, Answered, Person

HELSINKI = ZoneInfo("Europe/Helsinki")
TOWN = {code: town for code, _, town in CAMPAIGNS}
KIND = {code: kind for code, kind, _ in CAMPAIGNS}

LEAST = 5

Truth = Callable[[Person], bool]
Told = Callable[[Answered], bool]


def _goal(*names: str) -> Truth:
    return lambda one: one.facts.get("goal") in names


def _wish(name: str) -> Truth:
    return lambda one: name in one.wishes


def _follow_up(kind: str, *answers: str) -> Truth:
    return lambda one: any(
        what == kind and state == "answered" and (not answers or set(told.values()) & set(answers))
        for what, state, told in one.follow_ups
    )


def _states(*wanted: str) -> Truth:
    return lambda one: any(state in wanted for _, state, _ in one.follow_ups)


def _either(*truths: Truth) -> Truth:
    return lambda one: any(truth(one) for truth in truths)


def _within(longest: timedelta) -> Truth:
    return lambda one: bool(one.asked_human) and one.waited is not None and one.waited <= longest


_studying = _either(
    _follow_up("week", "started"),
    _follow_up("check_in", "well", "so_so", "hard"),
    _follow_up("outcome", "student"),
)
_applied = _either(_follow_up("week", "applied"), _studying)
_outcome = _follow_up("outcome")
COUNTS: dict[str, Truth] = {
    "opened": lambda one: True,
    "conversations": lambda one: one.wrote,
    "suggested": lambda one: one.suggested,
    "saved": lambda one: one.saved,
    "applied": _applied,
    "human_asked": lambda one: one.asked_human is not None,
    "human_reached": lambda one: one.waited is not None,
    "still_waiting": lambda one: one.asked_human == "owner" and one.waited is None,
    "goal_occupation": _goal("occupation"),
    "goal_job": _goal("job"),
    "goal_skill": _goal("skill"),
    "goal_language": _goal("language"),
    "goal_school": _goal("school"),
    "goal_degree": _goal("degree", "study"),
    "goal_unsure": _goal("unsure"),
    **{
        f"wish_{name}": _wish(name)
        for name in (
            [
                "free",
                "family",
                "distance",
                "contact",
                "language_support",
                "small_start",
                "all_ages",
                "own_pace",
            ]
        )
    },
    "fu_agreed": lambda one: one.agreed,
    "fu_asked": _states("asked", "answered"),
    "fu_studying": _studying,
    "fu_needs_support": _either(_follow_up("week", "stuck"), _follow_up("check_in", "hard")),
    "feedback": lambda one: one.feedback is not None,
}
BY_MONTH = {
    "wrote": COUNTS["conversations"],
    "suggested": COUNTS["suggested"],
    "human_reached": COUNTS["human_reached"],
}
SHARES: dict[str, tuple[Truth, Truth]] = {
    "human_reached_share": (
        lambda one: bool(one.asked_human) and one.waited is not None,
        COUNTS["human_asked"],
    ),
    "reached_in_10_min": (_within(timedelta(minutes=10)), COUNTS["human_asked"]),
    "reached_in_day": (_within(timedelta(days=1)), COUNTS["human_asked"]),
    "fu_answered_share": (_states("answered"), COUNTS["fu_asked"]),
    "outcome_employed_share": (_follow_up("outcome", "employed", "entrepreneur"), _outcome),
    "outcome_studying_share": (_follow_up("outcome", "student"), _outcome),
    "feedback_good_share": (lambda one: one.feedback == "good", COUNTS["feedback"]),
}
SURVEY_COUNTS: dict[str, Told] = {
    "students": lambda one: one.survey == "start",
    "end": lambda one: one.survey == "end",
}


def _ended(question: str, *answers: str) -> Told:
    return lambda one: one.survey == "end" and one.answers.get(question) in answers


SURVEY_SHARES: dict[str, tuple[Told, Told]] = {
    "end_finished_share": (_ended("finished", "all", "part"), SURVEY_COUNTS["end"]),
    "end_employed_share": (_ended("now", "employed", "entrepreneur"), SURVEY_COUNTS["end"]),
    "end_further_study_share": (_ended("now", "studying"), SURVEY_COUNTS["end"]),
    "end_useful_share": (_ended("useful", "much", "some"), SURVEY_COUNTS["end"]),
}
GROUPS: dict[str, Truth] = {
    "little_education": lambda one: one.facts.get("education_level") in ("none", "unfinished", "basic"),
    "under_represented": lambda one: (
        one.facts.get("language") in ("some", "little")
        or one.facts.get("education_level") == "foreign"
        or one.facts.get("employment_status") == "at_home"
    ),
    "over_55": lambda one: one.age is not None and one.age >= 55,
    "out_of_work": lambda one: one.facts.get("employment_status") in ("unemployed", "laid_off", "at_risk"),
    "employed": lambda one: one.facts.get("employment_status") in ("employed", "part_time", "entrepreneur"),
    "degree_part": lambda one: one.degree_part,
}
STUDENTS: dict[str, Told] = {
    "little_education": lambda one: one.answers.get("education") in ("none", "basic"),
    "under_represented": lambda one: (
        one.answers.get("finnish") in ("some", "little")
        or one.answers.get("education") == "foreign"
        or one.answers.get("situation") == "at_home"
    ),
    "over_55": lambda one: one.answers.get("age") == "from_55",
    "men_in_care": lambda one: (
        one.answers.get("gender") == "man" and one.answers.get("field") in ("social_health", "education")
    ),
    "out_of_work": lambda one: one.answers.get("situation") in ("unemployed", "laid_off", "at_risk"),
    "employed": lambda one: one.answers.get("situation") in ("employed", "entrepreneur"),
    "degree_part": lambda one: one.answers.get("study") == "degree_part",
}


def month_of(moment: datetime) -> str:
    """The month in Finland."""
    local = moment.astimezone(HELSINKI)
    return f"{local.year}-{local.month:02}"


def region_of(person: Person) -> str | None:
    """Where a person is: what they told, else where the campaign is."""
    return REGION.get(person.place or TOWN.get(person.source or "", ""))


def hidden_below_five(count: int) -> int | None:
    """A count as it may be shown."""
    return None if count < LEAST else count


def share_of(part: int, whole: int) -> float | None:
    """A share as it may be shown."""
    return None if part < LEAST or whole - part < LEAST else part / whole


def by[K](some: Iterable[K], name: Callable[[K], str]) -> Counter[str]:
    """How many of each."""
    return Counter(name(one) for one in some)
