"""What stands behind too few hits."""

from __future__ import annotations

import pytest

from backends.courses.facts import Facts
from backends.courses.search.engine import CourseSearch, SearchRequest
from backends.courses.search.matching import Match
from backends.courses.search.query import Alternative, Group, How, ParsedQuery
from backends.courses.search.related import behind, best_courses, query_like
from backends.courses.search.table import Ranked
from backends.courses.search.wishes import Wishes
from backends.courses.storage.repository import IndexedCourse
from tests.support.offers import offer

SAID = Alternative(("a",), 1.0, How.EXACT, "a")


def hit(row: int, field: str = "title", text: float = 1.0, score: float = 1.0) -> Ranked:
    stored = Facts.of(row, row, offer(f"o{row}", f"O {row}"))
    return Ranked(stored, text, score, (Match(Group("a", (SAID,)), SAID, field, 1.0),), {})


def test_only_hits_that_are_about_what_was_said_are_looked_around() -> None:
    assert best_courses([hit(1, "provider"), hit(2), hit(2, "keyword"), hit(3), hit(4)]) == [2, 3]


def test_names_weigh_more_than_keywords_and_wishes_stay() -> None:
    wishes = Wishes(kind=frozenset({"short"}))
    course = IndexedCourse.of(1, (["a"], ["a", "b"], ["c"], ["d"]))
    query = query_like(ParsedQuery((Group("x", (SAID,)),), wishes), [course])
    assert query.wishes == wishes
    assert {group.said: group.alternatives[0].weight for group in query.groups} == {"a": 1.0, "b": 0.7}


def test_others_stand_behind_every_hit_and_tell_no_match() -> None:
    hits = [hit(1), hit(2, score=0.3)]
    (other,) = behind(hits, [hit(1), hit(3, score=0.9), hit(4, text=0.1)])
    assert (other.offer.id, other.matches) == ("o3", ())
    assert other.score < 0.3


@pytest.mark.parametrize("said", ["Hitsauksen peruskurssi", "järjestyksenvalvoja"])
def test_what_no_word_led_to_says_so(search: CourseSearch, said: str) -> None:
    hits = search.search(SearchRequest(said, limit=20)).hits
    scores = [one.score for one in hits]
    first_related = next((at for at, one in enumerate(hits) if "Muuta samalta alalta" in one.why), len(hits))
    assert all("Muuta samalta alalta" in one.why for one in hits[first_related:])
    assert not scores[first_related:] or max(scores[first_related:]) < min(scores[:first_related])
