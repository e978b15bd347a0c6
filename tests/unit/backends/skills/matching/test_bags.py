"""Bags of words go into arrays and come back as they were."""

from __future__ import annotations

from backends.skills.matching.bags import added_up, packed_bags, unpacked_bags


def test_bags_come_back_as_they_were_empty_ones_too() -> None:
    bags = [{"padat": 1.0, "äyskäri": 0.5}, {}, {"padat": 2.0}]
    assert unpacked_bags("x", packed_bags("x", bags)) == bags
    assert unpacked_bags("x", packed_bags("x", [])) == []


def test_bags_are_added_up_by_term() -> None:
    assert added_up([{"a": 1.0, "b": 0.5}, {"b": 2.0}]) == {"a": 1.0, "b": 2.5}
    assert added_up([]) == {}
