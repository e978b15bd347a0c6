"""`python -m backends`: the backends' process on the loopback."""

from __future__ import annotations

import asyncio
import sys

import structlog

from backends.app import make_app, serve
from backends.courses.domain import CatalogueError
from backends.courses.embedded import open_search
from backends.courses.search.lexicon import LexiconError
from backends.courses.storage.repository import StorageError
from backends.facts.domain import FactsError, load_facts
from backends.settings import load_settings


def main() -> None:
    """Makes the database if need be, then serves.

    A catalogue that is refused with none to fall back on ends it.
    """
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    settings = load_settings()
    try:
        search = open_search(settings.catalogue, settings.var)
        facts = load_facts(settings.facts)
    except (CatalogueError, FactsError, LexiconError, StorageError) as error:
        sys.exit(f"Data that is refused: {error}")
    app = make_app(search, facts, settings.backends_threads)
    asyncio.run(serve(app, settings.backends_host, settings.backends_port))


if __name__ == "__main__":
    main()
