"""Limits: who asks too much is told when to come back, and nobody else is."""

import threading
from typing import Any

import pytest
from aiohttp.test_utils import make_mocked_request
from limits import parse
from multidict import CIMultiDict

from bot.limits import Limits, RateLimitedError, Windows, address_of
from bot.settings import GatewaySettings


def limits(**settings: str) -> Limits:
    """Limits that are all wide but for the ones given."""
    wide = dict.fromkeys(
        ("rate_requests", "rate_messages", "rate_conversations", "rate_conversation"), "1000000/second"
    )
    given: dict[str, Any] = {**wide, **settings}
    return Limits(GatewaySettings(**given))


def test_one_address_is_limited_and_another_is_not() -> None:
    counted = limits(rate_requests="3/minute")
    for _ in range(3):
        counted.count_request("192.0.2.1")
    with pytest.raises(RateLimitedError) as limited:
        counted.count_request("192.0.2.1")
    assert 1 <= limited.value.retry_after <= 61
    counted.count_request("192.0.2.2")


def test_one_conversation_is_limited_and_its_neighbours_are_not() -> None:
    counted = limits(rate_conversation="2/minute")
    for _ in range(2):
        counted.count_message("192.0.2.1", "a")
    with pytest.raises(RateLimitedError):
        counted.count_message("192.0.2.1", "a")
    counted.count_message("192.0.2.1", "b")


def test_the_kinds_are_counted_apart() -> None:
    counted = limits(rate_requests="1/minute", rate_messages="1/minute", rate_conversations="1/minute")
    counted.count_request("192.0.2.1")
    counted.count_message("192.0.2.1", "a")
    counted.count_new_conversation("192.0.2.1")
    for again in (counted.count_request, counted.count_new_conversation):
        with pytest.raises(RateLimitedError):
            again("192.0.2.1")


def test_a_hundred_learners_of_one_school_fit_in_the_defaults() -> None:
    counted = Limits(GatewaySettings())
    for number in range(100):
        counted.count_new_conversation("192.0.2.1")
        counted.count_request("192.0.2.1")
        for _ in range(2):  # 20 messages a second in all, for ten seconds
            counted.count_message("192.0.2.1", str(number))


def test_a_window_moves_and_is_forgotten() -> None:
    now = [100.0]
    windows = Windows(lambda: now[0])
    minute = parse("2/minute")
    assert [windows.wait(minute, "code", "a") for _ in range(3)] == [0, 0, 60]
    now[0] += 30
    assert windows.wait(minute, "code", "a") == 30
    assert windows.wait(minute, "code", "b") == 0
    now[0] += 30
    assert windows.wait(minute, "code", "a") == 0
    assert len(windows) == 2
    now[0] += 3600
    assert windows.wait(minute, "code", "c") == 0
    assert len(windows) == 1


def test_counting_starts_no_threads() -> None:
    counted, before = limits(), threading.active_count()
    for number in range(1_000):
        counted.count_message(f"192.0.2.{number % 250}", str(number))
    assert threading.active_count() <= before


def address(remote: str | None, *forwarded: str, proxies: int = 0) -> str:
    """The address that counts, for a connection and its X-Forwarded-For lines."""
    headers = CIMultiDict([("X-Forwarded-For", line) for line in forwarded])
    request = make_mocked_request("GET", "/", headers=headers)
    return address_of(request.clone(remote=remote) if remote else request, proxies)


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "counted"),
    [
        ("192.0.2.1", [], 0, "192.0.2.1"),
        ("192.0.2.1", ["203.0.113.9"], 0, "192.0.2.1"),
        ("192.0.2.1", ["203.0.113.9"], 1, "203.0.113.9"),
        ("192.0.2.1", ["198.51.100.1, 203.0.113.9"], 1, "203.0.113.9"),
        ("192.0.2.1", ["198.51.100.1, 203.0.113.9"], 2, "198.51.100.1"),
        ("192.0.2.1", ["198.51.100.1", "203.0.113.9"], 1, "203.0.113.9"),
        ("192.0.2.1", ["198.51.100.1", "203.0.113.9"], 2, "198.51.100.1"),
        ("192.0.2.1", [], 1, "192.0.2.1"),
        ("192.0.2.1", ["203.0.113.9"], 2, "192.0.2.1"),
        ("192.0.2.1", [" , ,"], 1, "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", [], 0, "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", [], 0, "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", [], 0, "192.0.2.1"),
        ("192.0.2.1", ["x" * 500], 1, "x" * 64),
    ],
)
def test_the_address_that_counts(remote: str, forwarded: list[str], proxies: int, counted: str) -> None:
    assert address(remote, *forwarded, proxies=proxies) == counted
