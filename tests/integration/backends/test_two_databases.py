"""The embedded catalogue on SQLite and on PostgreSQL: the same answers, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from backends.courses.catalogue import CATALOGUE_FOLDER
from backends.courses.embedded import open_search
from backends.courses.search.engine import CourseSearch, SearchRequest
from tests.support.postgresql import Cluster

TEXTS = (
    "hitsaus",
    "hitsari Ouluun",
    "lähäri iltaisin",
    "hygieniapasi",
    "koulutus Uusimaalla",
    "verkossa",
    "ilmainen kielikurssi maahanmuuttajalle",
    "trukkikortti Kemissä viikonloppuna",
    "omnia",
    "zzzxqw",
    "järjestyksenvalvjakoulutuxen",
    "tutkinnon osa ensihoito",
)


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> CourseSearch:
    return open_search(CATALOGUE_FOLDER, tmp_path_factory.mktemp("var"))


@pytest.fixture(scope="module")
def on_server(postgresql: Cluster, tmp_path_factory: pytest.TempPathFactory) -> CourseSearch:
    var: Path = tmp_path_factory.mktemp("var")
    search = open_search(CATALOGUE_FOLDER, var, postgresql.new_database())
    assert list(var.iterdir()) == []
    return search


@pytest.mark.parametrize("text", TEXTS)
def test_both_answer_alike(embedded: CourseSearch, on_server: CourseSearch, text: str) -> None:
    request = SearchRequest(text, limit=50)
    assert embedded.search(request) == on_server.search(request)
    assert embedded.facets(request) == on_server.facets(request)


def test_similar_offers_and_suggestions_are_alike(embedded: CourseSearch, on_server: CourseSearch) -> None:
    offer = embedded.search(SearchRequest("hitsaus")).hits[0].offer
    assert embedded.similar(offer, place="Oulu") == on_server.similar(offer, place="Oulu")
    assert embedded.suggest("hits") == on_server.suggest("hits")
