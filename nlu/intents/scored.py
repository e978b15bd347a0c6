"""An intent with its confidence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scored:
    """An intent and its calibrated probability."""

    name: str
    confidence: float
