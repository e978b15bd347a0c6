"""Tells a button's payload from a learner's words."""

from __future__ import annotations


def is_payload(text: str) -> bool:
    """Whether this is `/intent{...}`, which Rasa reads by itself; the gateway neutralises a typed slash."""
    return text.startswith("/")
