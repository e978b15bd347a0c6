"""`python -m backends`: the backends' process on the loopback."""

from __future__ import annotations

import gc
import sys
from datetime import UTC, datetime

import uvloop

from backends.app import make_app, serve
from backends.courses.domain import CatalogueError
from backends.courses.embedded import open_search
from backends.courses.opintopolku.live import live_search
from backends.courses.search.lexicon import LexiconError
from backends.courses.skill_links import skill_links
from backends.courses.storage.repository import StorageError
from backends.facts.checking import tell_operator
from backends.facts.domain import FactsError
from backends.facts.opening import open_book
from backends.pathways.embedded import open_guidance
from backends.settings import load_settings
from backends.skills.domain import SkillsDataError
from backends.skills.embedded import open_skills
from backends.skills.taxonomy.store import TaxonomyStorageError
from telemetry.logs import configure_logging
from telemetry.tracing import configure

_REFUSED = (CatalogueError, FactsError, LexiconError, StorageError, SkillsDataError, TaxonomyStorageError)


def main() -> None:
    """Makes the database if need be, then serves.

    A catalogue that is refused with none to fall back on ends it.
    """
    configure_logging()
    configure("backends")
    settings = load_settings()
    try:
        search = open_search(settings.catalogue, settings.var, settings.courses_database_url)
        search.prepare(settings.backends_warm_up)
        facts = open_book(settings)
        skills = open_skills(settings.var, settings.taxonomy)
        skill_links()
        guidance = open_guidance(search.offers(), skills, settings.var)
    except _REFUSED as error:
        sys.exit(f"Data that is refused: {error}")
    tell_operator(facts.values(), datetime.now(UTC).astimezone().date())
    live = None
    if settings.opintopolku_live:
        today = datetime.now(UTC).astimezone().date()
        live = live_search(settings.opintopolku_url, settings.opintopolku_caller_id, today)
    app = make_app(search, facts, settings.backends_threads, skills, guidance, live)
    # What was loaded stays for good: the collector need not look through it again and again.
    gc.collect()
    gc.freeze()
    uvloop.run(serve(app, settings.backends_host, settings.backends_port))


if __name__ == "__main__":
    main()
