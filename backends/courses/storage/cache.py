"""What was read from a database by its number, or by another key."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from threading import Lock

_READ_AT_ONCE = 500


class Cache[K: Hashable, T]:
    """Reads by key and keeps what was read; emptied when it is full. Safe to share by threads."""

    def __init__(self, load: Callable[[Sequence[K]], dict[K, T]], most: int) -> None:
        self._load = load
        self._most = most
        self._held: dict[K, T] = {}
        self._lock = Lock()

    def get(self, keys: Iterable[K]) -> list[T]:
        """What there is of `keys`, in their order."""
        wanted, held = list(keys), self._held
        missing = [key for key in wanted if key not in held]
        loaded: dict[K, T] = {}
        for at in range(0, len(missing), _READ_AT_ONCE):
            loaded.update(self._load(missing[at : at + _READ_AT_ONCE]))
        if loaded:
            self._keep(loaded)
        return [loaded[key] if key in loaded else held[key] for key in wanted if key in loaded or key in held]

    def _keep(self, loaded: dict[K, T]) -> None:
        with self._lock:
            if len(self._held) + len(loaded) > self._most:
                self._held = {}
            self._held.update(loaded)
