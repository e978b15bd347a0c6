"""Programs that open links are told from people."""

from collections.abc import Mapping

import pytest

from bot.outreach.robots import is_person
from tests.unit.bot.outreach.conftest import DATA

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
ANDROID = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    "agent", [IPHONE, ANDROID, "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Firefox/132.0"]
)
def test_a_phone_and_a_computer_are_people(agent: str) -> None:
    assert is_person("GET", {"User-Agent": agent}, DATA)


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("HEAD", {"User-Agent": IPHONE}),
        ("GET", {}),
        ("GET", {"User-Agent": IPHONE, "Sec-Purpose": "prefetch;prerender"}),
        ("GET", {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}),
        ("GET", {"User-Agent": "WhatsApp/2.24.20.89 A"}),
        ("GET", {"User-Agent": "TelegramBot (like TwitterBot)"}),
        ("GET", {"User-Agent": "facebookexternalhit/1.1"}),
        ("GET", {"User-Agent": "curl/8.9.1"}),
    ],
)
def test_previews_prefetches_and_crawlers_are_not(method: str, headers: Mapping[str, str]) -> None:
    assert not is_person(method, headers, DATA)
