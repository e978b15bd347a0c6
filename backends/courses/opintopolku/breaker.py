"""A circuit breaker: after some failures in a row nothing is asked for a while, then one trial decides."""

from __future__ import annotations

import time
from collections.abc import Callable

FAILURES = 5
PAUSE_SECONDS = 30.0


class Breaker:
    """Counts failures in a row. Used inside one event loop."""

    def __init__(
        self,
        failures: int = FAILURES,
        pause_seconds: float = PAUSE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._pause, self._clock = failures, pause_seconds, clock
        self._failed = 0
        self._until = 0.0
        self._trial = False

    @property
    def is_open(self) -> bool:
        """Whether there were too many failures and no success since."""
        return self._failed >= self._most

    def allows(self) -> bool:
        """Whether a request may be made now; after the pause one at a time, as a trial."""
        if not self.is_open:
            return True
        if self._trial or self._clock() < self._until:
            return False
        self._trial = True
        return True

    def succeeded(self) -> None:
        """A request was answered."""
        self._failed, self._trial = 0, False

    def failed(self) -> None:
        """A request was not answered; a failed trial begins another pause."""
        self._failed, self._trial = self._failed + 1, False
        if self.is_open:
            self._until = self._clock() + self._pause

    def abandoned(self) -> None:
        """A request was given up by its asker; it says nothing of the service."""
        self._trial = False
