"""The parser on real answers of the service, where they lie beside the repository."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from backends.courses.domain import Kind, Offer
from backends.courses.opintopolku.answers import Offering, OfferingDetails, Page, Study
from backends.courses.opintopolku.mapping import OfferMaker, Refused
from backends.paths import ROOT
from nlu.places import shared_places

SHARED = Path(os.environ.get("SUUNTA_SHARED", ROOT.parent / "shared"))
FIXTURES = (
    SHARED / "data" / "konfo-fixtures" / "konfo-ui" / "src" / "main" / "app" / "playwright" / "fixtures"
)
DUMP = SHARED / "data" / "konfo-fixtures" / "konfo-backend" / "test" / "resources" / "elastic_dump"

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not FIXTURES.is_dir(), reason="the real answers are not here"),
]
MAKER = OfferMaker(shared_places(), date(2026, 11, 26))


def read(name: str) -> Any:
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def dumped(pattern: str) -> list[dict[str, Any]]:
    [path] = [
        path
        for path in DUMP.glob(pattern)
        if not path.stem.endswith(("mapping", "settings", "alias", "template", "analyzer"))
    ]
    return [json.loads(line)["_source"] for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", ["search-koulutukset-all.json", "search-koulutukset-auto.json"])
def test_every_real_hit_can_be_read(name: str) -> None:
    page = Page.model_validate(read(name))
    offering = Offering(toteutusOid="1.2.246.562.17.1")
    assert page.hits
    for hit in page.hits:
        found = MAKER.offer(Study.model_validate(hit), offering, None, Kind.SHORT)
        assert isinstance(found, Offer)
        assert found.name
        assert "<" not in found.description + "".join(found.learning_outcomes)
        assert found.extent is None or found.extent.amount <= 420


def test_a_real_offering_becomes_an_offer() -> None:
    details = OfferingDetails.model_validate(read("toteutus-ajoneuvoalan-perustutkinto.json"))
    offering = Offering(toteutusOid=details.oid, oppilaitosNimi={"fi": "Ammattiopisto Spesia"})
    study = Study(oid=details.koulutusOid or "", nimi={"fi": "Ajoneuvoalan perustutkinto"})
    found = MAKER.offer(study, offering, details, Kind.DEGREE)
    assert isinstance(found, Offer)
    assert found.municipalities[:2] == ("Järvenpää", "Kaarina")
    assert found.regions[:2] == ("Uusimaa", "Varsinais-Suomi")
    assert [str(value) for value in (*found.modes, *found.times, *found.application)] == [
        "contact",
        "day",
        "continuous",
        "joint",
    ]
    assert str(found.cost_class) == "free"
    assert found.entry_requirements is not None
    assert found.entry_requirements.startswith("Peruskoulu")
    assert "automekaanikko" in found.titles


def test_the_documents_of_the_service_s_own_tests_can_be_read() -> None:
    studies = [Study.model_validate(one) for one in dumped("koulutus-kouta-search-*.json")]
    details = [OfferingDetails.model_validate(one) for one in dumped("toteutus-kouta-*.json")]
    assert len(studies) > 30
    made = [MAKER.offer(studies[0], Offering(toteutusOid=one.oid), one, Kind.SHORT) for one in details]
    assert any(isinstance(one, Offer) for one in made)
    assert {one.reason for one in made if isinstance(one, Refused)} <= {"not_published", "bad_oid", "no_name"}
