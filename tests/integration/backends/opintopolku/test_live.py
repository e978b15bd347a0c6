"""The search with Opintopolku beside it: what it has comes first; when it is down, the catalogue says so."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient

from backends.app import make_app
from backends.courses.opintopolku.client import OpintopolkuClient
from backends.courses.opintopolku.live import LiveSearch
from backends.courses.opintopolku.mapping import OfferMaker
from backends.courses.search.engine import CourseSearch
from nlu.places import shared_places
from tests.integration.backends.opintopolku.conftest import QUICK
from tests.support.course_search import analyzer, lexicon, repository, search
from tests.support.fake_opintopolku import FakeOffering, FakeOpintopolku, FakeStudy

__all__ = ["analyzer", "lexicon", "repository", "search"]

Client = TestClient[web.Request, web.Application]


def study(number: int, name: str, **offering: Any) -> FakeStudy:
    return FakeStudy(number, {"fi": name}, offerings=[FakeOffering(number, {"fi": name}, **offering)])


@pytest.fixture
async def backends(
    fake: FakeOpintopolku,
    address: str,
    search: CourseSearch,
    aiohttp_client: Callable[..., Awaitable[Client]],
) -> Client:
    fake.studies = [
        study(1, "Hitsaus Oulussa", town="kunta_564"),
        study(2, "Hitsaus verkossa", town="kunta_091", mode="opetuspaikkakk_3#1", time="opetusaikakk_1#1"),
        study(3, "Järjestyksenvalvojan kurssi", town="kunta_853"),
    ]
    fake.studies[2].types = ("amm", "amm-muu")
    live = LiveSearch(
        OpintopolkuClient(address, limits=QUICK),
        OfferMaker(shared_places(), date(2026, 11, 26)),
        shared_places(),
        seconds=0.5,
    )
    return await aiohttp_client(make_app(search, {}, live=live))


async def found(backends: Client, query: str) -> dict[str, Any]:
    response = await backends.get(f"/v1/courses?{query}")
    assert response.status == 200
    return dict(await response.json())


async def test_what_the_service_has_comes_first_and_the_catalogue_after(backends: Client) -> None:
    page = await found(backends, "q=hitsaus&limit=5")
    assert page["live"]["state"] == "answered"
    assert [item["source"] for item in page["items"]][:3] == ["opintopolku", "opintopolku", "test"]
    assert not page["items"][0]["sample"]
    assert "hitsaus" in page["items"][0]["why"]


async def test_wishes_are_passed_on_as_filters(fake: FakeOpintopolku, backends: Client) -> None:
    page = await found(backends, "q=hitsaus&place=Oulu")
    live = [item for item in page["items"] if item["source"] == "opintopolku"]
    assert [(item["name"], item["relaxed"]) for item in live] == [("Hitsaus Oulussa", [])]
    assert fake.requests[-1].query["sijainti"] == "kunta_564"
    online = await found(backends, "q=hitsaus&mode=online")
    assert [item["modes"] for item in online["items"] if item["source"] == "opintopolku"] == [["online"]]
    evening = await found(backends, "q=hitsaus&time=evening")
    names = [item["name"] for item in evening["items"] if item["source"] == "opintopolku"]
    assert names == ["Hitsaus Oulussa"]
    assert fake.requests[-1].path.endswith("/external/search/koulutukset")


async def test_slang_is_asked_by_its_official_name_too(fake: FakeOpintopolku, backends: Client) -> None:
    page = await found(backends, "q=järkkärikortti")
    assert page["items"][0]["name"] == "Järjestyksenvalvojan kurssi"
    assert fake.requests[-1].query["keyword"] == "järjestyksenvalvoja"
    assert "amm-muu" in fake.requests[-1].query["koulutustyyppi"]


async def test_a_service_that_is_down_is_told_and_the_catalogue_answers(
    fake: FakeOpintopolku, backends: Client
) -> None:
    fake.broken = {"/search/"}
    page = await found(backends, "q=hitsaus")
    assert page["items"]
    assert {item["source"] for item in page["items"]} == {"test"}
    assert page["live"]["state"] == "unavailable"
    assert page["live"]["url"].endswith("/haku/hitsaus")
    [note] = [note for note in page["relaxed"] if note["wish"] == "live"]
    assert "Opintopolku ei vastaa" in note["message"]


async def test_a_slow_service_is_given_up(fake: FakeOpintopolku, backends: Client) -> None:
    fake.delay = 5
    began = time.perf_counter()
    page = await found(backends, "q=hitsaus")
    assert time.perf_counter() - began < 4
    assert page["live"]["state"] == "unavailable"
    assert page["items"]


async def test_paging_through_both_lists_skips_and_repeats_nothing(
    fake: FakeOpintopolku, backends: Client
) -> None:
    whole = await found(backends, "q=hitsaus&limit=100")
    ids = [item["id"] for item in whole["items"]]
    assert len(ids) == whole["total"] == len(set(ids))
    fake.broken = {"/search/"}
    for size in (1, 2, 3):
        paged: list[str] = []
        while len(paged) < whole["total"]:
            page = await found(backends, f"q=hitsaus&limit={size}&offset={len(paged)}")
            assert page["items"]
            paged += [item["id"] for item in page["items"]]
        assert paged == ids


async def test_a_live_offer_can_be_looked_at_after_it_was_shown(backends: Client) -> None:
    [first, *_] = (await found(backends, "q=hitsaus&limit=5"))["items"]
    details = await (await backends.get(f"/v1/courses/{first['id']}")).json()
    assert (details["name"], details["source"]) == (first["name"], "opintopolku")


@pytest.mark.parametrize("path", ["", "/similar"])
async def test_a_live_offer_that_is_not_held_any_more_is_told_kindly(backends: Client, path: str) -> None:
    response = await backends.get(f"/v1/courses/opintopolku-1.2.246.562.17.9{path}")
    problem = await response.json()
    assert (response.status, problem["type"]) == (404, "urn:suunta:problem:offer-not-held")
    assert "Hae uudelleen" in problem["detail"]
    assert problem["detail"].endswith("/toteutus/1.2.246.562.17.9")
    unknown = await (await backends.get(f"/v1/courses/opintopolku-x{path}")).json()
    assert unknown["type"] == "urn:suunta:problem:unknown-offer"


async def test_a_live_offer_has_similar_ones_and_can_be_compared(backends: Client) -> None:
    items = (await found(backends, "q=hitsaus&limit=5"))["items"]
    live, ours = items[0]["id"], items[-1]["id"]
    similar = await (await backends.get(f"/v1/courses/{live}/similar?limit=3")).json()
    assert "Hitsauksen peruskurssi" in {item["name"] for item in similar["items"]}
    compared = await (await backends.get(f"/v1/courses/compare?id={live}&id={ours}")).json()
    assert [item["id"] for item in compared["items"]] == [live, ours]
    nearer = await backends.get(f"/v1/courses/{live}/similar?prefer=nearer&place=Oulu")
    assert nearer.status == 200


async def test_nothing_is_said_of_a_service_that_has_nothing(backends: Client) -> None:
    page = await found(backends, "q=hygieniapassi")
    assert page["live"]["state"] == "answered"
    assert page["live"]["message"] is None
    assert {item["source"] for item in page["items"]} == {"test"}


async def test_a_query_without_words_is_not_passed_on(fake: FakeOpintopolku, backends: Client) -> None:
    page = await found(backends, "place=Oulu")
    assert page["live"]["state"] == "not_asked"
    assert fake.requests == []


async def test_without_the_setting_nothing_is_asked(
    search: CourseSearch, aiohttp_client: Callable[..., Awaitable[Client]]
) -> None:
    client = await aiohttp_client(make_app(search, {}))
    assert (await found(client, "q=hitsaus"))["live"] == {"state": "off", "message": None, "url": None}
