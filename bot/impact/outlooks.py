"""The occupational outlook as a table for planning: what was imported, with its source."""

from pathlib import Path

from backends.client.outlooks import OutlooksClient, StatedOutlook
from backends.client.transport import BackendUnavailable
from bot.days import written
from bot.impact.tables import Table
from bot.impact.texts import impact_texts


async def outlook_table(client: OutlooksClient, data: Path, region: str | None = None) -> Table:
    """Statements that hold in a region, or all; while the backends are away it says so."""
    t = impact_texts(data).planning.outlook
    found = await client.all(region)
    columns = (t.occupation, t.region, t.balance, t.source, t.day)
    if isinstance(found, BackendUnavailable):
        return Table("outlook", t.title, columns, (), None, (t.away,))
    rows = tuple(_row(one, t.country) for one in found)
    notes = [t.note] if rows else [t.none]
    notes += dict.fromkeys(one.note for one in found if one.note)
    return Table("outlook", t.title, columns, rows, None, tuple(notes), labelled=True)


def _row(one: StatedOutlook, country: str) -> tuple[str, ...]:
    return one.name, one.region or country, one.label, one.source, written(one.day)
