"""Fixtures of the skills mapping's tests."""

from tests.support.skills import skills

__all__ = ["skills"]
