"""The facts as they are served: the release's, with the reviewed edits of the overlay's file.

The file is looked at again when it may have changed. One that is missing means no edits; one that is broken
or cannot be read changes nothing: what held before still holds, at the start the release's facts.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from backends.facts.addresses import Allowed
from backends.facts.domain import Fact
from backends.facts.overlay import OverlayError, laid_over, read_overlay

LOOK_SECONDS = 1.0
_ZONE = ZoneInfo("Europe/Helsinki")
_NOBODY = Allowed(addresses=frozenset(), deeper=frozenset())

_log = structlog.get_logger()


def today() -> date:
    """The day in Finland."""
    return datetime.now(_ZONE).date()


class FactBook(Mapping[str, Fact]):
    """The facts by id. Edits only change facts of the release, so the ids are always the same."""

    def __init__(
        self,
        release: Mapping[str, Fact],
        overlay: Path | None = None,
        allowed: Allowed = _NOBODY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.release = release
        self.allowed = allowed
        self._overlay = overlay
        self._clock = clock
        self._facts = dict(release)
        self._numbers: dict[str, int] = {}
        self._seen: tuple[int, int, int] | None = None
        self._looked_at = -LOOK_SECONDS

    def __getitem__(self, fact_id: str) -> Fact:
        return self._now()[fact_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self.release)

    def edit_of(self, fact_id: str) -> int | None:
        """The number of the edit that holds of a fact; None for the release's."""
        self._now()
        return self._numbers.get(fact_id)

    def _now(self) -> Mapping[str, Fact]:
        now = self._clock()
        if self._overlay is not None and now - self._looked_at >= LOOK_SECONDS:
            self._looked_at = now
            self._look(self._overlay)
        return self._facts

    def _look(self, path: Path) -> None:
        try:
            stat = path.stat()
            mark = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if mark == self._seen:
                return
            self._seen = mark
            edits = read_overlay(path)
        except FileNotFoundError:
            edits, self._seen = [], None
        except (OSError, OverlayError) as error:
            _log.error("facts.overlay_broken", file=path.name, reason=str(error)[:200])
            return
        self._facts, self._numbers = laid_over(self.release, edits, self.allowed, today())
        if self._numbers:
            _log.info("facts.overlay_read", edits=len(self._numbers))
