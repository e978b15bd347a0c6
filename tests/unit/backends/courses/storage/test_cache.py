from __future__ import annotations

from collections.abc import Sequence

from backends.courses.storage.cache import Cache


def test_what_was_read_is_kept_in_order_and_unknown_numbers_are_left_out() -> None:
    read: list[list[int]] = []

    def load(numbers: Sequence[int]) -> dict[int, str]:
        read.append(list(numbers))
        return {number: str(number) for number in numbers if number < 100}

    cache = Cache(load, 10)
    assert cache.get([3, 100, 1]) == ["3", "1"]
    assert cache.get([1, 2, 3]) == ["1", "2", "3"]
    assert read == [[3, 100, 1], [2]]


def test_a_full_cache_is_emptied_and_answers_all_the_same() -> None:
    cache = Cache(lambda numbers: {number: str(number) for number in numbers}, 3)
    assert cache.get([1, 2]) == ["1", "2"]
    assert cache.get([1, 3, 4]) == ["1", "3", "4"]
    assert cache.get(range(1_200)) == [str(number) for number in range(1_200)]
