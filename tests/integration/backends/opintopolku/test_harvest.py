"""The import: everything is met once, what is wrong is told, what was broken off goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from backends.courses.domain import Kind
from backends.courses.opintopolku.breaker import Breaker
from backends.courses.opintopolku.client import OpintopolkuClient
from backends.courses.opintopolku.harvest import Harvester, Report
from backends.courses.opintopolku.mapping import OfferMaker
from backends.courses.opintopolku.store import ImportStore
from nlu.places import shared_places
from tests.integration.backends.opintopolku.conftest import QUICK
from tests.support.fake_opintopolku import FakeOffering, FakeOpintopolku, FakeStudy, oid

SORTS = {"koulutustyyppi_26": Kind.DEGREE, "amm-muu": Kind.SHORT}
TODAY = date(2026, 11, 26)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ImportStore]:
    made = ImportStore(tmp_path / "opintopolku.sqlite")
    yield made
    made.close()


async def harvested(
    address: str, store: ImportStore, *, today: date = TODAY, resume: bool = False, size: int = 2
) -> Report:
    client = OpintopolkuClient(address, limits=QUICK, breaker=Breaker(failures=3), cache_seconds=0)
    maker = OfferMaker(shared_places(), today)
    harvester = Harvester(client, store, maker, today=today, source=address, sorts=SORTS, page_size=size)
    report = await harvester.run(resume)
    await client.close()
    return report


def names(store: ImportStore) -> list[tuple[str, str]]:
    return sorted((offer.name, str(offer.kind)) for offer in store.offers())


ALL = [
    ("Hitsauskurssi", "labour_market"),
    ("Kokki, vain etsitty", "degree"),
    ("Lähihoitaja, monimuoto", "degree"),
    ("Närvårdare, Helsingfors", "degree"),
]


async def test_every_offering_is_met_once_though_pages_are_short(
    fake: FakeOpintopolku, address: str, store: ImportStore
) -> None:
    fake.studies += [
        FakeStudy(300 + number, {"fi": f"A{number}"}, offerings=[]) for number in range(4)
    ]  # two whole pages of the service are empty before its end
    report = await harvested(address, store)
    assert names(store) == ALL
    assert report.interrupted is None
    assert (report.offers, report.studies, report.pages) == (4, 3, 5)
    assert all(offer.source == "opintopolku" and not offer.sample for offer in store.offers())


async def test_what_makes_no_offer_is_refused_with_its_reason(
    fake: FakeOpintopolku, address: str, store: ImportStore
) -> None:
    fake.studies[3].extra = {"nimi": "ei sanakirja"}
    fake.broken = {oid(17, 202)}
    report = await harvested(address, store)
    assert dict(report.refused) == {"unreadable": 1, "unavailable": 1}
    told = {(one.item, one.reason) for one in store.refusals(report.run)}
    assert told == {(oid(13, 104), "unreadable"), (oid(17, 202), "unavailable")}
    assert len(names(store)) == 2


async def test_an_offer_whose_details_fail_later_stays_as_it_was(
    fake: FakeOpintopolku, address: str, store: ImportStore
) -> None:
    await harvested(address, store)
    fake.broken = {oid(17, 202)}
    report = await harvested(address, store, today=TODAY + timedelta(days=30))
    assert report.refused["unavailable"] == 1
    assert names(store) == ALL


async def test_unchanged_studies_are_not_read_again_within_a_week(
    fake: FakeOpintopolku, address: str, store: ImportStore
) -> None:
    await harvested(address, store)
    before = len(fake.requests)
    fake.studies[3].name = {"fi": "Kokki uudella nimellä"}
    report = await harvested(address, store, today=TODAY + timedelta(days=2))
    assert report.unchanged == 2
    assert sum("/toteutus/" in request.path for request in fake.requests[before:]) == 1
    later = await harvested(address, store, today=TODAY + timedelta(days=20))
    assert later.unchanged == 0
    assert names(store) == ALL


async def test_what_is_gone_is_removed(fake: FakeOpintopolku, address: str, store: ImportStore) -> None:
    await harvested(address, store)
    del fake.studies[0].offerings[1]
    del fake.studies[3]
    report = await harvested(address, store)
    assert report.removed == 2
    assert [name for name, _ in names(store)] == ["Hitsauskurssi", "Lähihoitaja, monimuoto"]


async def test_a_broken_off_import_goes_on_where_it_was(
    fake: FakeOpintopolku, address: str, store: ImportStore
) -> None:
    fake.studies += [
        FakeStudy(400 + n, {"fi": f"Z{n}"}, offerings=[FakeOffering(400 + n, {"fi": f"Z{n}"})])
        for n in range(4)
    ]
    whole = len(fake.studies[0].published) + 1 + 1 + 4

    def go_down_after(pages: int) -> None:
        searches = sum("/search/" in request.path for request in fake.requests)
        fake.broken = {"/search/"} if searches >= pages else set()

    client = OpintopolkuClient(address, limits=QUICK, cache_seconds=0)
    harvester = Harvester(
        client,
        store,
        OfferMaker(shared_places(), TODAY),
        today=TODAY,
        source=address,
        sorts=SORTS,
        page_size=2,
        told=lambda progress: go_down_after(2),
    )
    report = await harvester.run()
    await client.close()
    assert report.interrupted is not None
    assert 0 < len(store.offers()) < whole
    fake.broken, fake.requests = set(), []
    rest = await harvested(address, store, resume=True)
    assert rest.interrupted is None
    assert fake.requests[0].query["page"] == "3"
    assert len(store.offers()) == whole


async def test_an_import_that_is_done_is_not_gone_on_with(
    fake: FakeOpintopolku, address: str, store: ImportStore
) -> None:
    first = await harvested(address, store)
    again = await harvested(address, store, resume=True)
    assert again.run != first.run


async def test_a_service_that_stops_answering_interrupts_and_keeps_the_old_offers(
    fake: FakeOpintopolku, address: str, store: ImportStore
) -> None:
    await harvested(address, store)
    fake.broken = {"/konfo-backend"}
    report = await harvested(address, store)
    assert report.interrupted is not None
    assert names(store) == ALL


async def test_the_revision_changes_with_every_import(address: str, store: ImportStore) -> None:
    seen = {store.revision()}
    for _ in range(2):
        await harvested(address, store)
        seen.add(store.revision())
    assert len(seen) == 3
