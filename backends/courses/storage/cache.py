"""What was read from a database by its number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Lock

_READ_AT_ONCE = 500


class Cache[T]:
    """Reads by number and keeps what was read; emptied when it is full. Safe to share by threads."""

    def __init__(self, load: Callable[[Sequence[int]], dict[int, T]], most: int) -> None:
        self._load = load
        self._most = most
        self._held: dict[int, T] = {}
        self._lock = Lock()

    def get(self, numbers: Iterable[int]) -> list[T]:
        """What there is of `numbers`, in their order."""
        wanted, held = list(numbers), self._held
        missing = [number for number in wanted if number not in held]
        loaded: dict[int, T] = {}
        for at in range(0, len(missing), _READ_AT_ONCE):
            loaded.update(self._load(missing[at : at + _READ_AT_ONCE]))
        found = [item for number in wanted if (item := held.get(number) or loaded.get(number)) is not None]
        if loaded:
            self._keep(loaded)
        return found

    def _keep(self, loaded: dict[int, T]) -> None:
        with self._lock:
            if len(self._held) + len(loaded) > self._most:
                self._held = {}
            self._held.update(loaded)
