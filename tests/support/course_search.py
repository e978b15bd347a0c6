"""Fixtures: the course search over a small catalogue, built once a session."""

from __future__ import annotations

import pytest

from backends.courses.search.engine import CourseSearch
from backends.courses.search.lexicon import Lexicon, load_lexicon
from backends.courses.search.terms import TermAnalyzer
from backends.courses.storage.build import build, build_on_server
from backends.courses.storage.postgresql import PostgresqlOffers
from backends.courses.storage.sqlite import SqliteOffers
from nlu.analysis import shared_analyzer
from tests.support.offers import CATALOGUE, FewPlaces
from tests.support.postgresql import Cluster


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def analyzer(lexicon: Lexicon) -> TermAnalyzer:
    return TermAnalyzer(shared_analyzer(), lexicon)


@pytest.fixture(scope="session")
def repository(analyzer: TermAnalyzer, tmp_path_factory: pytest.TempPathFactory) -> SqliteOffers:
    path = tmp_path_factory.mktemp("courses") / "courses.sqlite"
    build(path, CATALOGUE, analyzer, "stamp")
    return SqliteOffers(path)


@pytest.fixture(scope="session")
def on_server(analyzer: TermAnalyzer, postgresql: Cluster) -> PostgresqlOffers:
    """The same catalogue on PostgreSQL."""
    url = postgresql.new_database()
    build_on_server(url, CATALOGUE, analyzer, "stamp")
    return PostgresqlOffers(url)


@pytest.fixture(scope="session")
def search(repository: SqliteOffers, analyzer: TermAnalyzer, lexicon: Lexicon) -> CourseSearch:
    return CourseSearch(repository, analyzer, lexicon, FewPlaces())
