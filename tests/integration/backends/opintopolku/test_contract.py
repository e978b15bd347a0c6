"""The contract of the service (C1 to C20 of its notes), on the fake and through the client."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import ClientSession

from backends.courses.opintopolku.answers import OfferingDetails, Page, Study
from backends.courses.opintopolku.client import (
    Failure,
    Missing,
    OpintopolkuClient,
    Query,
    Rejected,
    Unavailable,
    search_address,
)
from backends.courses.opintopolku.texts import chosen
from tests.support.fake_opintopolku import FakeOffering, FakeOpintopolku, FakeStudy, oid

HIT_KEYS = {
    "oid", "nimi", "kielivalinta", "koulutustyyppi", "koulutukset", "kuvaus", "osaamistavoitteet",
    "ePerusteId", "teemakuva", "opintojenLaajuus", "opintojenLaajuusyksikko", "opintojenLaajuusNumero",
    "opintojenLaajuusNumeroMin", "opintojenLaajuusNumeroMax", "tutkintonimikkeet", "luokittelutermit",
    "osaamisala", "tutkinnonOsat", "toteutukset",
}  # fmt: skip


async def raw(address: str, path: str) -> Any:
    async with ClientSession() as session, session.get(address + path) as response:
        return response.status, await response.json(content_type=None)


async def page(client: OpintopolkuClient, **filters: str) -> Page:
    query = Query(filters=tuple((name, tuple(value.split(","))) for name, value in filters.items()))
    answer = await client.studies(query)
    assert isinstance(answer, Page)
    return answer


async def oids(client: OpintopolkuClient, **filters: str) -> set[str]:
    return {hit["oid"] for hit in (await page(client, **filters)).hits if hit["toteutukset"]}


async def test_c1_c2_pages_have_twenty_hits_and_at_most_two_hundred(
    fake: FakeOpintopolku, address: str
) -> None:
    fake.studies = [
        FakeStudy(number, {"fi": f"Koulutus {number}"}, offerings=[FakeOffering(number, {"fi": "x"})])
        for number in range(250)
    ]
    for parameters, expected in (("", 20), ("?size=500", 200), ("?size=200&page=2", 50), ("?size=0", 0)):
        _, body = await raw(address, f"/external/search/koulutukset{parameters}")
        assert (body["total"], len(body["hits"])) == (250, expected)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (Query(keyword="ab"), "Hakusana on liian lyhyt"),
        (Query(language="de"), "Virheellinen kieli"),
        (Query(sort="price"), "Virheellinen järjestys"),
        (Query(order="up"), "Virheellinen järjestys"),
    ],
)
async def test_c3_c4_wrong_parameters_are_rejected_in_plain_text(
    client: OpintopolkuClient, query: Query, message: str
) -> None:
    answer = await client.studies(query)
    assert isinstance(answer, Rejected)
    assert message in answer.message
    assert not client.breaker.is_open


async def test_c5_an_unknown_oid_is_missing(client: OpintopolkuClient) -> None:
    assert await client.offering(oid(17, 999)) == Missing()
    assert await client.study(oid(13, 999)) == Missing()


async def test_c6_the_total_also_counts_what_falls_out_after_paging(client: OpintopolkuClient) -> None:
    by_study = await client.offerings_by_study(Query(size=2, page=1, sort="name", order="asc"))
    assert isinstance(by_study, Page)
    rest = await client.offerings_by_study(Query(size=2, page=2, sort="name", order="asc"))
    assert isinstance(rest, Page)
    assert by_study.total == 4
    assert len(by_study.hits) + len(rest.hits) == 3
    assert len((await page(client)).hits) == 4


async def test_c7_hits_have_the_members_of_the_closed_schema(client: OpintopolkuClient) -> None:
    for hit in (await page(client)).hits:
        assert set(hit) == HIT_KEYS
        Study.model_validate(hit)


async def test_c8_fundings_are_alternatives(client: OpintopolkuClient) -> None:
    both = await oids(client, jotpa="true", tyovoimakoulutus="true")
    assert both == await oids(client, jotpa="true") | await oids(client, tyovoimakoulutus="true")
    assert len(both) == 2


async def test_c9_c10_places_are_alternatives_and_parameters_narrow_each_other(
    client: OpintopolkuClient,
) -> None:
    kuopio, helsinki = [await oids(client, sijainti=town) for town in ("kunta_297", "kunta_091")]
    assert await oids(client, sijainti="kunta_297,kunta_091") == kuopio | helsinki
    of_type = await oids(client, koulutustyyppi="amm-muu")
    assert await oids(client, sijainti="kunta_297", koulutustyyppi="amm-muu") == kuopio & of_type


async def test_c11_c20_targets_are_only_there_if_asked_for(address: str, client: OpintopolkuClient) -> None:
    path = f"/external/toteutus/{oid(17, 201)}"
    assert "hakukohteet" not in (await raw(address, path))[1]
    _, applications = await raw(address, f"{path}?haut=true")
    assert "haut" in applications
    assert "hakukohteet" not in applications
    details = await client.offering(oid(17, 201))
    assert isinstance(details, OfferingDetails)
    assert details.targets
    assert details.applications


async def test_c12_c13_texts_lose_their_tags_and_fall_back_to_another_language(
    client: OpintopolkuClient,
) -> None:
    study = Study.model_validate((await page(client, sijainti="kunta_091")).hits[0])
    assert chosen(study.kuvaus) == "Testikuvaus & muuta. yksi kaksi"
    assert chosen(study.toteutukset[0].toteutusNimi) == "Närvårdare, Helsingfors"


async def test_c14_a_facet_is_not_lessened_by_its_own_choice(address: str) -> None:
    _, body = await raw(address, "/search/koulutukset?sijainti=kunta_091")
    assert {town: entry["count"] for town, entry in body["filters"]["kunta"].items()} == {
        "kunta_091": 1,
        "kunta_297": 2,
        "kunta_564": 1,
    }
    assert "filters" not in (await raw(address, "/external/search/koulutukset"))[1]


async def test_c15_what_requires_nothing_fits_any_requirement(client: OpintopolkuClient) -> None:
    [hit] = (await page(client, pohjakoulutusvaatimus="pohjakoulutusvaatimuskonfo_am")).hits
    assert [one["toteutusOid"] for one in hit["toteutukset"]] == [oid(17, 202)]


async def test_c16_a_server_error_is_tried_again_and_then_told(
    fake: FakeOpintopolku, client: OpintopolkuClient
) -> None:
    fake.failures = [500]
    assert isinstance(await client.studies(Query()), Page)
    fake.failures = [500, 500]
    answer = await client.studies(Query(page=2))
    assert isinstance(answer, Unavailable)
    assert answer.reason is Failure.SERVER
    assert "Got exception" in answer.detail


async def test_c17_a_slow_service_is_given_up_with_a_page_to_search_on(
    fake: FakeOpintopolku, client: OpintopolkuClient
) -> None:
    fake.delay = 5
    answer = await client.studies(Query(keyword="lähihoitaja"))
    assert isinstance(answer, Unavailable)
    assert answer.reason is Failure.TIMEOUT
    assert search_address("lähi hoitaja") == "https://opintopolku.fi/konfo/fi/haku/l%C3%A4hi%20hoitaja"


async def test_c18_c19_nothing_nested_may_be_null_and_what_is_nested_is_published(
    address: str, client: OpintopolkuClient
) -> None:
    _, body = await raw(address, f"/external/koulutus/{oid(13, 102)}?toteutukset=true")
    assert body["toteutukset"] is None
    without = await client.study(oid(13, 102))
    assert isinstance(without, Study)
    assert without.toteutukset == []
    some = await client.study(oid(13, 103))
    assert isinstance(some, Study)
    assert [one.toteutusOid for one in some.toteutukset] == [oid(17, 203)]
