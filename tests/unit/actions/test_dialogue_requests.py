"""The request of an unclear message is found beside its facts, and never where the open question takes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.dialogue.requests import OF_A_SEARCH, STATEMENTS, Requests, requests_in
from actions.texts import read_texts
from tests.support.services import INTAKE

TITLES = read_texts("intent_titles")
NAMES = st.sampled_from(sorted(TITLES))
LIKELY = st.dictionaries(NAMES, st.floats(0.0, 1.0), max_size=3)
GOAL = INTAKE.question("goal")


@pytest.mark.parametrize(
    ("likely", "expected"),
    [
        ({}, Requests()),
        ({"inform": 0.7, "greet": 0.2}, Requests()),
        ({"find_course": 0.78, "find_short_course": 0.21}, Requests(("find_course",), "find_course")),
        ({"ask_cost": 0.45, "ask_financing": 0.4}, Requests(("ask_cost", "ask_financing"), None)),
        ({"career_change": 0.47, "worry_health": 0.37}, Requests(("career_change",), "career_change")),
        ({"inform": 0.5, "ask_financing": 0.4}, Requests(("ask_financing",), None)),
        ({"inform": 0.7, "ask_financing": 0.2}, Requests((), None)),
    ],
)
def test_requests_by_likelihood(likely: dict[str, float], expected: Requests) -> None:
    assert requests_in(likely, TITLES, None) == expected


def test_what_the_open_question_takes_is_an_answer() -> None:
    assert requests_in({"find_short_course": 0.7, "ask_cost": 0.1}, TITLES, GOAL).sure is None


@given(likely=LIKELY)
def test_only_offered_requests_are_found_and_the_sure_one_is_among_them(likely: dict[str, float]) -> None:
    found = requests_in(likely, TITLES, None)
    assert set(found.names) <= set(likely) - STATEMENTS
    assert not any(name.startswith("worry_") for name in found.names)
    assert found.sure is None or found.sure == found.names[0]
    assert not set(requests_in(likely, TITLES, None, searching=True).names) & OF_A_SEARCH
