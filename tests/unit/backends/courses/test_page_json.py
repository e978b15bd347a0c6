"""The page that is put together of kept parts is the one that the model writes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from backends.courses.domain import (
    Application,
    CostClass,
    EducationType,
    Extent,
    ExtentUnit,
    Kind,
    Mode,
    Time,
)
from backends.courses.elements import ElementName
from backends.courses.models import CoursePage
from backends.courses.opintopolku.live import OFF, LiveAnswer, LiveState
from backends.courses.page_json import page_json
from backends.courses.search.engine import Hit, SearchResult
from backends.courses.search.wishes import Met
from tests.support.offers import offer

BARE = offer("bare", 'Nimi "lainausmerkein" \\ ja\nrivinvaihdolla\t\x01 ä €')
FULL = replace(
    offer("full", "Hitsaus", Kind.DEGREE, place="Oulu", modes=(Mode.ONLINE,), times=(Time.EVENING,)),
    provider="Omnia",
    url="https://example.org/?a=1&b=2",
    extent=Extent(1.5, ExtentUnit.OSP, 180),
    cost_class=CostClass.FREE,
    application=(Application.CONTINUOUS,),
    education_type=EducationType.INITIAL_QUALIFICATION,
    sample=False,
    small_unit=True,
    learning_outcomes=("hitsaa",),
)


@pytest.mark.parametrize("score", [0.0, 0.0001, 0.5, 0.9876, 1.0])
def test_a_page_is_written_as_by_the_model(score: float) -> None:
    hits = (Hit(BARE, score, "Vastaa: ”ä”\n", ()), Hit(FULL, score, "x", ("place", "mode"), Met.NEAR))
    result = SearchResult(hits, 17, ({"wish": "place", "message": 'Ei "Oulussa".'},), matched=False)
    assert page_json(result) == CoursePage.of(result).model_dump_json()
    live = LiveAnswer(state=LiveState.UNAVAILABLE, address="https://example.org/")
    assert page_json(result, live, "Ei vastaa") == CoursePage.of(result, live, "Ei vastaa").model_dump_json()


def test_a_small_unit_is_shown_with_its_eleven_elements() -> None:
    page = json.loads(page_json(SearchResult((Hit(BARE, 1.0, "", ()), Hit(FULL, 1.0, "", ())), 2)))
    bare, full = (item["elements"] for item in page["items"])
    assert bare == []
    assert len(full) == len(ElementName)
    values = {one["name"]: one["value"] for one in full}
    assert (values["awarding_body"], values["outcomes"]) == ("Omnia", "hitsaa")
    assert values["quality"] == "ei tiedossa"


def test_an_empty_page_is_one_too() -> None:
    assert page_json(SearchResult(), OFF) == CoursePage.of(SearchResult()).model_dump_json()


def test_an_offer_that_changed_is_written_anew() -> None:
    before, after = (SearchResult((Hit(one, 1.0, "", ()),), 1) for one in (BARE, replace(BARE, name="Uusi")))
    assert page_json(before) != page_json(after)
    assert page_json(after) == CoursePage.of(after).model_dump_json()
