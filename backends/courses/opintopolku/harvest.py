"""The import of Opintopolku: page by page, by sort of education; it can be broken off and gone on with."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from backends.courses.domain import Kind, Offer
from backends.courses.opintopolku.answers import Offering, OfferingDetails, Page, Study
from backends.courses.opintopolku.client import (
    Failure,
    Missing,
    OpintopolkuClient,
    Query,
    Rejected,
    Unavailable,
)
from backends.courses.opintopolku.codes import KINDS, TYPES
from backends.courses.opintopolku.mapping import SOURCE, OfferMaker, Refused
from backends.courses.opintopolku.store import Harvested, ImportStore, Run

_PAGE = 100
_MOST_HITS = 10_000
_AT_ONCE = 4
_FRESH = timedelta(days=7)


@dataclass
class Report:
    """What an import did. `interrupted` says why it stopped before its end; it can be gone on with."""

    run: int = 0
    pages: int = 0
    studies: int = 0
    offers: int = 0
    unchanged: int = 0
    removed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Refused] = field(default_factory=dict)
    interrupted: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the import is within one sort of education."""

    sort: str
    page: int
    pages: int
    report: Report


class _InterruptedError(Exception):
    """The service is gone; what is saved stays."""


class Harvester:
    """Imports into `store`. An unchanged study that was read within a week is not read again."""

    def __init__(
        self,
        client: OpintopolkuClient,
        store: ImportStore,
        maker: OfferMaker,
        *,
        today: date,
        source: str,
        sorts: Mapping[str, Kind] = KINDS,
        told: Callable[[Progress], None] = lambda progress: None,
        page_size: int = _PAGE,
    ) -> None:
        self._client, self._store, self._maker = client, store, maker
        self._today, self._source, self._sorts = today, source, dict(sorts)
        self._told, self._size = told, page_size
        self._limit = asyncio.Semaphore(_AT_ONCE)

    async def run(self, resume: bool = False) -> Report:
        """A whole import, or the rest of the one that was broken off."""
        names = list(self._sorts)
        run = self._store.unfinished(self._source) if resume else None
        if run is None or run.sort not in names:
            run = self._store.begin(self._source, names[0])
        report = Report(run=run.id)
        try:
            for at in range(names.index(run.sort), len(names)):
                following = names[at + 1] if at + 1 < len(names) else None
                run = await self._one_sort(replace(run, sort=names[at]), report, following)
        except _InterruptedError as error:
            report.interrupted = str(error)
        return report

    async def _one_sort(self, run: Run, report: Report, following: str | None) -> Run:
        total = None
        while total is None or (run.page - 1) * self._size < total:
            if (run.page - 1) * self._size >= _MOST_HITS:
                self._refuse(report, [Refused(run.sort, "too_many", f"{total} hits")])
                break
            page = await self._page(run)
            total = page.total
            studies, refused = await self._studies(run, page)
            self._refuse(report, refused)
            self._store.save_page(run, studies, refused, self._today)
            self._count(report, studies)
            run = replace(run, page=run.page + 1)
            pages = max(-(-total // self._size), 1)
            self._told(Progress(run.sort, run.page - 1, pages, report))
        report.removed += self._store.end_sort(run, following)
        return replace(run, page=1)

    async def _page(self, run: Run) -> Page:
        filters = (("koulutustyyppi", (run.sort,)),)
        query = Query(page=run.page, size=self._size, sort="name", order="asc", filters=filters)
        answer = await self._client.offerings_by_study(query)
        if not isinstance(answer, Page):
            raise _InterruptedError(f"{run.sort}, page {run.page}: {answer}")
        return answer

    async def _studies(self, run: Run, page: Page) -> tuple[list[Harvested], list[Refused]]:
        known = self._store.known(run.sort, [str(hit.get("oid")) for hit in page.hits])
        studies: list[Harvested] = []
        refused: list[Refused] = []
        for hit in page.hits:
            digest = hashlib.sha256(json.dumps(hit, sort_keys=True).encode()).hexdigest()[:32]
            held, read_on = known.get(str(hit.get("oid")), ("", date.min))
            if held == digest and self._today - read_on < _FRESH:
                studies.append(Harvested(str(hit["oid"]), digest, unchanged=True))
                continue
            study = _study(hit)
            if isinstance(study, Refused):
                refused.append(study)
                continue
            harvested, wrong = await self._study(study, digest, run.sort)
            studies.append(harvested)
            refused.extend(wrong)
        return studies, refused

    async def _study(self, study: Study, digest: str, sort: str) -> tuple[Harvested, list[Refused]]:
        if not study.toteutukset:
            return Harvested(study.oid, digest), [Refused(study.oid, "no_offerings")]
        made = await asyncio.gather(*(self._offer(study, one, sort) for one in study.toteutukset))
        refused = [one for one in made if isinstance(one, Refused)]
        unread = tuple(f"{SOURCE}-{one.item}" for one in refused if one.reason == "unavailable")
        offers = tuple(one for one in made if isinstance(one, Offer))
        return Harvested(study.oid, None if unread else digest, offers, kept=unread), refused

    async def _offer(self, study: Study, offering: Offering, sort: str) -> Offer | Refused:
        async with self._limit:
            details = await self._client.offering(offering.toteutusOid)
        match details:
            case OfferingDetails():
                return self._maker.offer(study, offering, details, self._sorts[sort], TYPES.get(sort))
            case Missing():
                return Refused(offering.toteutusOid, "not_found")
            case Rejected(message):
                return Refused(offering.toteutusOid, "rejected", message)
            case Unavailable(Failure.PAUSED):
                raise _InterruptedError(f"{study.oid}: the service does not answer")
            case Unavailable(reason, detail):
                return Refused(offering.toteutusOid, "unavailable", f"{reason} {detail}".strip())

    @staticmethod
    def _refuse(report: Report, refused: list[Refused]) -> None:
        for one in refused:
            report.refused[one.reason] += 1
            report.examples.setdefault(one.reason, one)

    @staticmethod
    def _count(report: Report, studies: list[Harvested]) -> None:
        report.pages += 1
        report.studies += len(studies)
        report.unchanged += sum(study.unchanged for study in studies)
        report.offers += sum(len(study.offers) for study in studies)


def _study(hit: dict[str, Any]) -> Study | Refused:
    try:
        return Study.model_validate(hit)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return Refused(str(hit.get("oid", "?"))[:80], "unreadable", f"{where}: {first['msg']}")
