"""Fixtures that all tests of the backends share."""

from tests.support.course_search import analyzer, lexicon, on_server, repository, search

__all__ = ["analyzer", "lexicon", "on_server", "repository", "search"]
