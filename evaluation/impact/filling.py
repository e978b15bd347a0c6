"""Puts synthetic people, surveys and campaigns into a migrated database of the gateway."""

import itertools
import secrets
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Engine, insert

from bot.conversations.base import Base
from evaluation.impact.stored import tables
from evaluation.impact.synthetic import CAMPAIGNS, FIRST, Answered, Person

AT_ONCE = 2_000


def fill(
    engine: Engine,
    some: Sequence[Person],
    answered: Sequence[Answered] = (),
    scanned: Sequence[tuple[int, date, int]] = (),
) -> None:
    """Write all of it; people in batches, each with all that hangs on it."""
    known = Base.metadata.tables
    with engine.begin() as connection:
        connection.execute(insert(known["campaigns"]), [_campaign(*one) for one in CAMPAIGNS])
        if scanned:
            names = ("campaign_id", "day", "count")
            connection.execute(
                insert(known["campaign_scans"]), [dict(zip(names, one, strict=True)) for one in scanned]
            )
        if answered:
            connection.execute(insert(known["survey_answers"]), [_survey(one) for one in answered])
    for batch in itertools.batched(some, AT_ONCE):
        rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for table, row in tables(batch):
            rows[table].append(row)
        with engine.begin() as connection:
            for table in known:
                if table in rows and table == "conversations":
                    connection.execute(insert(known[table]), rows.pop(table))
            for table, held in rows.items():
                connection.execute(insert(known[table]), held)


def _campaign(code: str, kind: str, town: str) -> dict[str, Any]:
    return {
        "code": code,
        "place_type": kind,
        "municipality": town,
        "starts_on": FIRST.date(),
        "partner": "",
        "made_by": "x",
        "made_at": FIRST,
    }


def _survey(one: Answered) -> dict[str, Any]:
    return {
        "id": secrets.token_urlsafe(16),
        "survey": one.survey,
        "month": one.month,
        "region": one.region,
        "answers": one.answers,
    }
