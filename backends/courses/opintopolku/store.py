"""What was imported from Opintopolku, in a SQLite file of its own beside the index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from backends.courses.domain import Offer
from backends.courses.opintopolku.mapping import Refused
from backends.courses.storage.documents import from_json, to_json
from backends.courses.storage.file import SqliteFile

DATABASE = "opintopolku.sqlite"
_metadata = MetaData()
_runs = Table(
    "runs",
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("sort", String, nullable=False),
    Column("page", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("finished", Boolean, nullable=False),
)
_studies = Table(
    "studies",
    _metadata,
    Column("oid", String, primary_key=True),
    Column("sort", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("fetched_on", Date, nullable=False),
    Column("run", Integer, nullable=False),
)
_offers = Table(
    "offers",
    _metadata,
    Column("id", String, primary_key=True),
    Column("study", String, nullable=False, index=True),
    Column("sort", String, nullable=False),
    Column("document", Text, nullable=False),
    Column("run", Integer, nullable=False),
)
_refusals = Table(
    "refusals",
    _metadata,
    Column("run", Integer, primary_key=True),
    Column("item", String, primary_key=True),
    Column("reason", String, primary_key=True),
    Column("detail", String, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Run:
    """An import: how far it is (`page` of `sort` is next)."""

    id: int
    sort: str
    page: int
    finished: bool


@dataclass(frozen=True, slots=True)
class Harvested:
    """A study of a page with its offers. `digest` None: not all of it could be read, so it is asked again.

    `unchanged` studies keep the offers that are there; `kept` are ids of single offers to keep.
    """

    oid: str
    digest: str | None
    offers: tuple[Offer, ...] = ()
    unchanged: bool = False
    kept: tuple[str, ...] = ()


class ImportStore:
    """The file; made with its tables if need be. All methods block; StorageError if the file fails."""

    def __init__(self, path: Path) -> None:
        self._file = SqliteFile(path, _metadata)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def begin(self, source: str, sort: str) -> Run:
        """A new import from its first page."""
        with self._file.transaction() as connection:
            values = {"source": source, "sort": sort, "page": 1, "pages": 0, "finished": False}
            number = connection.execute(insert(_runs).values(values).returning(_runs.c.id)).scalar_one()
            return Run(int(number), sort, 1, finished=False)

    def unfinished(self, source: str) -> Run | None:
        """The latest import from `source`, if it was broken off."""
        query = select(_runs).where(_runs.c.source == source).order_by(_runs.c.id.desc()).limit(1)
        with self._file.transaction() as connection:
            row = connection.execute(query).one_or_none()
            return Run(row.id, row.sort, row.page, finished=False) if row and not row.finished else None

    def known(self, sort: str, oids: Sequence[str]) -> dict[str, tuple[str, date]]:
        """Digests and dates of reading of the studies that are known."""
        query = select(_studies).where(_studies.c.sort == sort, _studies.c.oid.in_(oids))
        with self._file.transaction() as connection:
            return {row.oid: (row.digest, row.fetched_on) for row in connection.execute(query)}

    def save_page(
        self, run: Run, studies: Iterable[Harvested], refused: Iterable[Refused], today: date
    ) -> None:
        """Everything of a page and that it is done, or nothing."""
        with self._file.transaction() as connection:
            for study in studies:
                _save(connection, run, study, today)
            for one in refused:
                row = {"run": run.id, "item": one.item, "reason": one.reason, "detail": one.detail}
                connection.execute(upsert(_refusals).values(row).on_conflict_do_nothing())
            done = {"page": run.page + 1, "pages": _runs.c.pages + 1}
            connection.execute(update(_runs).where(_runs.c.id == run.id).values(done))

    def end_sort(self, run: Run, following: str | None) -> int:
        """All pages of `run.sort` are done: what was not met is removed (its number is returned)."""
        with self._file.transaction() as connection:
            gone = connection.execute(
                delete(_offers).where(_offers.c.sort == run.sort, _offers.c.run != run.id)
            ).rowcount
            connection.execute(delete(_studies).where(_studies.c.sort == run.sort, _studies.c.run != run.id))
            values: dict[str, Any] = {"finished": True}
            if following is not None:
                values = {"sort": following, "page": 1}
            connection.execute(update(_runs).where(_runs.c.id == run.id).values(values))
            return int(gone)

    def refusals(self, run: int) -> list[Refused]:
        """What an import refused."""
        query = select(_refusals).where(_refusals.c.run == run).order_by(_refusals.c.reason, _refusals.c.item)
        with self._file.transaction() as connection:
            return [Refused(row.item, row.reason, row.detail) for row in connection.execute(query)]

    def offers(self) -> list[Offer]:
        """All offers, by id."""
        with self._file.transaction() as connection:
            rows = connection.execute(select(_offers.c.document).order_by(_offers.c.id))
            return [from_json(str(document)) for (document,) in rows]

    def revision(self) -> str:
        """Changes whenever a page was imported."""
        query = select(func.count(_runs.c.id), func.sum(_runs.c.pages), func.sum(_runs.c.finished))
        with self._file.transaction() as connection:
            return "-".join(str(value or 0) for value in connection.execute(query).one())


def _save(connection: Connection, run: Run, study: Harvested, today: date) -> None:
    of_study = (_offers.c.study == study.oid, _offers.c.sort == run.sort)
    if study.unchanged:
        connection.execute(update(_offers).where(*of_study).values(run=run.id))
        seen = (_studies.c.oid == study.oid, _studies.c.sort == run.sort)
        connection.execute(update(_studies).where(*seen).values(run=run.id))
        return
    if study.kept:
        connection.execute(update(_offers).where(*of_study, _offers.c.id.in_(study.kept)).values(run=run.id))
    for offer in study.offers:
        row = {
            "id": offer.id,
            "study": study.oid,
            "sort": run.sort,
            "document": to_json(offer),
            "run": run.id,
        }
        connection.execute(upsert(_offers).values(row).on_conflict_do_update(index_elements=["id"], set_=row))
    row = {
        "oid": study.oid,
        "sort": run.sort,
        "digest": study.digest or "",
        "fetched_on": today,
        "run": run.id,
    }
    connection.execute(
        upsert(_studies).values(row).on_conflict_do_update(index_elements=["oid", "sort"], set_=row)
    )
