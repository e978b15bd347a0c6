"""Entities of the contract, by gazetteers of lemmas, phrases and small matchers."""

from nlu.entities.finder import EntityFinder, shared_finder
from nlu.entities.model import Entity

__all__ = ["Entity", "EntityFinder", "shared_finder"]
