"""`python -m backends`: the backends' process on the loopback."""

from __future__ import annotations

import asyncio
import contextlib
import sys

import structlog

from backends.app import make_app, serve
from backends.courses.domain import CatalogueError
from backends.courses.embedded import open_search
from backends.settings import load_settings


def main() -> None:
    """Makes the database if need be, then serves.

    A catalogue that is refused with none to fall back on ends it.
    """
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    settings = load_settings()
    try:
        search = open_search(settings.catalogue, settings.var)
    except CatalogueError as error:
        sys.exit(f"The catalogue is refused: {error}")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(
            serve(make_app(search, settings.backends_threads), settings.backends_host, settings.backends_port)
        )


if __name__ == "__main__":
    main()
