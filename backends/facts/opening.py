"""The facts of an installation: those of the release and its overlay."""

from __future__ import annotations

from backends.facts.addresses import read_allowed
from backends.facts.book import FactBook
from backends.facts.domain import FactsError, load_facts
from backends.facts.overlay import FILE_NAME
from backends.settings import BackendsSettings


def open_book(settings: BackendsSettings) -> FactBook:
    """Open them. Raises FactsError for facts or a list of addresses that cannot be read."""
    try:
        allowed = read_allowed(settings.addresses)
    except (OSError, ValueError) as error:
        raise FactsError(f"{settings.addresses.name}: {error}") from error
    return FactBook(load_facts(settings.facts), settings.var / FILE_NAME, allowed)
