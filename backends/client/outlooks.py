"""The typed client of all that is said of the labour market, for those who plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from backends.client.reading import read
from backends.client.transport import TOTAL_SECONDS, BackendUnavailable, Transport


@dataclass(frozen=True, slots=True)
class StatedOutlook:
    """What `source` said on `day` of an occupation or group (`name`); `region` None is the whole country.

    `note` where it is old.
    """

    name: str
    region: str | None
    label: str
    day: date
    source: str
    note: str | None


class OutlooksClient:
    """Asks the backends at `base_url`; a whole call takes at most `total_seconds`."""

    def __init__(self, base_url: str, total_seconds: float = TOTAL_SECONDS) -> None:
        self._transport = Transport(base_url, total_seconds)

    async def all(self, region: str | None = None) -> tuple[StatedOutlook, ...] | BackendUnavailable:
        """Every statement, or those that hold in a region; shortages first."""
        answer = await self._transport.get("/v1/outlooks", [("region", region)] if region else [])
        return read(answer, lambda body: tuple(_stated(item) for item in body["items"]))

    async def close(self) -> None:
        """Closes the connections."""
        await self._transport.close()


def _stated(item: dict[str, Any]) -> StatedOutlook:
    return StatedOutlook(
        name=item["name"],
        region=item["region"],
        label=item["label"],
        day=date.fromisoformat(item["date"]),
        source=item["source"],
        note=item["note"],
    )
