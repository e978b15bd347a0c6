"""The judged profiles: a fitting direction among three for at least eighteen of twenty."""

from actions.guidance.interest_data import load_directions, load_interests
from evaluation.guidance.directions import BAR, answers_of, expected_at_random, outcomes


def test_the_profiles_find_a_fitting_direction() -> None:
    results = outcomes()
    assert len(results) == 20
    assert sum(one.hit for one in results) >= BAR
    assert all(len(one.shown) == 3 for one in results)
    assert expected_at_random(results) < BAR / 2


def test_the_profiles_name_only_what_there_is() -> None:
    names = {one.id for one in load_directions().directions}
    for one in outcomes():
        assert set(one.fits) <= names, one.id


def test_an_answer_of_a_profile_is_a_button_or_words() -> None:
    state = answers_of({"answers": {"likes": {"pick": "cook"}, "strength": {"say": "kuuntelen"}}})
    assert [answer.option for answer in state.answers] == ["cook", None]
    assert load_interests().item("likes").option("cook") is not None
