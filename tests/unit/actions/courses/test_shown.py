"""The shown courses: the last list whole, earlier ones by name, and back from the profile."""

from hypothesis import given
from hypothesis import strategies as st

from actions.courses.shown import MOST_EARLIER, ShownCourse, ShownCourses, hours_of
from tests.unit.actions.test_skills import COURSE

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "Nd")), min_size=1, max_size=8)
COURSES = st.builds(
    ShownCourse,
    id=WORDS,
    name=WORDS,
    provider=st.none() | WORDS,
    places=st.lists(WORDS, max_size=2).map(tuple),
    why=WORDS,
    hours=st.none() | st.floats(1, 9_000),
    cost=st.none() | st.sampled_from([0.0, 1.0, 2.0]),
    nearness=st.none() | st.sampled_from([0.0, 1.0, 4.0]),
)
LISTS = st.lists(st.lists(COURSES, min_size=1, max_size=4, unique_by=lambda one: one.id), max_size=5)


@given(LISTS)
def test_the_last_list_is_kept_whole_and_no_course_twice(lists: list[list[ShownCourse]]) -> None:
    shown = ShownCourses()
    for courses in lists:
        shown = shown.showing(courses)
    if lists:
        assert shown.current == tuple(lists[-1])
    ids = [one.id for one in shown.all]
    assert len(ids) == len(set(ids))
    assert len(shown.earlier) <= MOST_EARLIER
    assert all(not one.why for one in shown.earlier)


@given(LISTS, st.dictionaries(st.sampled_from(["nearer", "cheaper", "shorter"]), st.floats(0, 9_000)))
def test_it_comes_back_from_the_profile_as_it_was(
    lists: list[list[ShownCourse]], limits: dict[str, float]
) -> None:
    shown = ShownCourses(about="hoitoala").limited(limits)
    for courses in lists:
        shown = shown.showing(courses)
    assert ShownCourses.from_json(shown.to_json()) == shown


def test_what_is_kept_of_a_hit_has_its_measures() -> None:
    kept = ShownCourse.of(COURSE)
    assert (kept.name, kept.cost, kept.nearness) == ("Lähihoitaja", 0.0, None)
    assert round(kept.hours or 0) == 4801


def test_an_extent_of_an_unknown_unit_has_no_hours() -> None:
    assert hours_of("3 kuuta") is None
    assert hours_of(None) is None
    assert hours_of("2 days") == 16


def test_limits_hold_for_one_field() -> None:
    shown = ShownCourses().for_field("hoitoala").limited({"shorter": 800.0})
    assert shown.for_field("hoitoala").limits == {"shorter": 800.0}
    assert shown.for_field("metalliala").limits == {}


def test_nearer_and_anywhere_undo_each_other() -> None:
    near = ShownCourses().limited({"nearer": 3.0, "cheaper": 1.0})
    anywhere = near.limited({}, anywhere=True)
    assert (anywhere.limits, anywhere.anywhere) == ({"cheaper": 1.0}, True)
    assert anywhere.limited({"nearer": 3.0}).anywhere is False
    assert anywhere.without("anywhere").without("cheaper") == ShownCourses()
