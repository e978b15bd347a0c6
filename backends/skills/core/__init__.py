"""The embedded core: chosen occupations with their skills, and how people tell of them."""

from backends.skills.core.load import Core, Expressions, load_core

__all__ = ["Core", "Expressions", "load_core"]
