"""An entity: a stretch of a message that means a value of the contract."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entity:
    """`value` is the everyday full word or a fixed value; `canonical` the official name where it differs,
    else None. `role` says of a field or an occupation whether it is a "goal" or "background", None where
    that cannot be told."""

    entity: str
    value: str
    start: int
    end: int
    canonical: str | None = None
    role: str | None = None

    @property
    def length(self) -> int:
        """How many characters of the text it covers."""
        return self.end - self.start

    def overlaps(self, other: Entity) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end
