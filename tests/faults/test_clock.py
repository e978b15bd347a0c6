"""The wall clock jumps by an hour, either way: order is kept and nothing becomes invisible."""

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Self

import pytest

from bot.conversations import journal, owners, profile
from tests.faults.ledger import Ledger
from tests.integration.gateway.conftest import Start, start
from tests.integration.gateway.fakes import Parts
from tests.support.chat import learner_at

__all__ = ["start"]

HOUR = timedelta(hours=1)


class JumpingClock(datetime):
    """The wall clock as far as the gateway's rows know it; the monotonic clock is left alone."""

    shift = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """The real time and the shift."""
        return datetime.now(tz) + cls.shift  # type: ignore[return-value]


@pytest.mark.parametrize("jumps", [(HOUR, -HOUR), (-HOUR, HOUR), (-HOUR, -2 * HOUR)])
async def test_order_is_kept_and_nothing_is_invisible(
    jumps: tuple[timedelta, ...],
    start: Start,
    parts: Parts,
    ledger: Ledger,
    monkeypatch: pytest.MonkeyPatch,
    database_url: str,
) -> None:
    for module in (journal, owners, profile):
        monkeypatch.setattr(module, "datetime", JumpingClock)
    gateway = await start()
    async with learner_at(gateway.url) as learner:
        said = []
        for number, shift in enumerate((timedelta(), *jumps)):
            monkeypatch.setattr(JumpingClock, "shift", shift)
            parts.engine.effects = [
                {"type": "consent.record", "purpose": "x", "version": "1", "granted": number % 2 == 0}
            ]
            said += [f"viesti {number} {part}" for part in "ab"]
            for text in said[-2:]:
                await ledger.say(learner, text)
            await learner.hear()
        assert parts.engine.heard == said
        assert all(call["metadata"]["silent_hours"] <= 2 for call in parts.engine.calls)
        async with learner.session.get(f"{learner.base}/export", headers=learner.headers) as answer:
            assert (await answer.json())["consents"] == {
                "x": True
            }  # the last message's, not the latest clock's
        checked = await ledger.reconcile([learner], database_url)
        assert checked == len(said)
        assert datetime.now(UTC) > datetime(2026, 1, 1, tzinfo=UTC)
