"""The school that one went to tells of no work: "oon käyny lukion" makes nobody a teacher of one."""

from __future__ import annotations

from collections.abc import Iterable

from backends.skills.matching.words import WordLists


def is_schooling(lemmas: Iterable[str], lists: WordLists) -> bool:
    """Whether the words of a clause, as base forms, name a school and beside it only how one went there."""
    said = set(lemmas)
    return bool(said & lists.schools) and said <= lists.schools | lists.schooling
