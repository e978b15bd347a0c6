"""How a message changes the search, and which courses are within its limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.courses.refining import MEASURES, Refining, measure_of, read_refining, trials, within
from actions.courses.shown import ShownCourse
from actions.dialogue.turn import Entity, Turn

SHORT = 800.0


def read(text: str) -> Refining:
    return read_refining(Turn(text, "refine_search"))


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("eiks oo mitään lähempänä", {"nearer"}),
        ("onko lahempana mitaan", {"nearer"}),
        ("eiks ol yhtää lähempän", {"nearer"}),
        ("noi on liian kaukana", {"nearer"}),
        ("joku halvempi ois kiva", {"cheaper"}),
        ("halavempi pitäs olla", {"cheaper"}),
        ("toi on ihan liian kallis", {"cheaper"}),
        ("näytä vain ilmaiset", {"cheaper"}),
        ("entä joku lyhyempi", {"shorter"}),
        ("toi on liian pitkä mulle", {"shorter"}),
        ("onko jotain nopeempaa", {"shorter"}),
        ("lyhyempi ja halvempi kiitos", {"shorter", "cheaper"}),
        ("näytä lisää", set()),
        ("ei noi, jotain muuta", set()),
        ("anna muita", set()),
    ],
)
def test_what_other_courses_should_be_like(text: str, measures: set[str]) -> None:
    assert read(text).measures == measures


def test_free_is_more_than_cheaper() -> None:
    assert read("rajaa vaan maksuttomiin").free
    assert not read("joku halvempi").free


@pytest.mark.parametrize("text", ["entä jos otetaan koko suomi", "eti uudestaan ilman paikkakuntaa"])
def test_the_place_can_be_dropped(text: str) -> None:
    assert read(text).anywhere


@pytest.mark.parametrize("text", ["laajenna hakua koko maakuntaan", "entä naapurikunnat"])
def test_the_region_is_not_the_whole_country(text: str) -> None:
    refining = read(text)
    assert refining.nearby
    assert not refining.anywhere
    assert trials(refining, [ShownCourse("a", "a", nearness=0.0)], SHORT) == [{"nearer": 3.0}]


def test_a_limit_that_we_do_not_know_asks_how_to_narrow() -> None:
    refining = read("jätä pois ne, joihin tarvitaan lukio")
    assert refining.narrow
    assert not refining.narrows


def test_another_field_is_not_more_of_the_same() -> None:
    assert read("joku muu ala").other_field
    assert not read("jotain muuta samalta alalta").other_field


def test_buttons_say_what_they_say() -> None:
    def pressed(value: str) -> Refining:
        return read_refining(Turn("/refine_search", "refine_search", (Entity("answer", value, value),)))

    assert pressed("refine:nearer") == Refining(measures=frozenset({"nearer"}))
    assert pressed("refine:free") == Refining(measures=frozenset({"cheaper"}), free=True)
    assert pressed("refine:anywhere").anywhere
    assert pressed("refine:narrow").narrow
    assert pressed("refine:nonsense") == Refining()
    assert pressed("drop:shorter").drop == "shorter"
    assert read_refining(Turn("/refine_search", "refine_search")) == Refining()


VALUES = st.none() | st.sampled_from([0.0, 1.0, 2.0, 3.0])
COURSES = st.lists(
    st.builds(
        ShownCourse,
        id=st.uuids().map(str),
        name=st.just("x"),
        hours=st.none() | st.floats(1, 5_000),
        cost=VALUES,
        nearness=VALUES,
    ),
    max_size=6,
)
WISHES = st.sets(st.sampled_from(MEASURES), min_size=1).map(lambda names: Refining(measures=frozenset(names)))


@given(WISHES, COURSES, COURSES)
def test_what_is_shown_next_is_below_something_that_was_shown(
    refining: Refining, before: list[ShownCourse], candidates: list[ShownCourse]
) -> None:
    for limits in trials(refining, before, SHORT):
        assert set(limits) == refining.measures
        for at in within(candidates, limits):
            for name in refining.measures:
                value = measure_of(candidates[at], name)
                known = [one for course in before if (one := measure_of(course, name)) is not None]
                assert value is not None
                assert not known or value < max(known)


@given(WISHES, COURSES)
def test_the_tightest_wish_is_tried_first(refining: Refining, before: list[ShownCourse]) -> None:
    tries = trials(refining, before, SHORT)
    assert 1 <= len(tries) <= 2
    assert all(tries[0][name] <= tries[-1][name] for name in refining.measures)


@given(COURSES)
def test_the_nearest_come_first_and_the_rest_keep_their_order(courses: list[ShownCourse]) -> None:
    near = [courses[at].nearness for at in within(courses, {"nearer": 9.0})]
    assert near == sorted(one for one in near if one is not None)
    assert within(courses, {"shorter": 3_000.0}) == sorted(within(courses, {"shorter": 3_000.0}))
    assert within(courses, {}) == list(range(len(courses)))
