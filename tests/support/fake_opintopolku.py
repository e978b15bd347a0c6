"""A server that behaves as Opintopolku's konfo-backend does, with its traps; everything in it is invented.

The comments C1 to C20 name the contract notes' checks that a behaviour is for.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

_LANGUAGES = ("fi", "sv", "en")
_SORTS, _ORDERS = ("name", "score"), ("asc", "desc")
_DEFAULT_SIZE, _LARGEST_SIZE, _MOST_HITS = 20, 200, 10_000
_SHORTEST_KEYWORD = 3
_FUNDING = ("jotpa", "tyovoimakoulutus", "taydennyskoulutus")

Json = dict[str, Any]


def oid(sort: int, number: int) -> str:
    """An OID: 13 koulutus, 17 toteutus, 20 hakukohde, 29 haku, 10 organisaatio."""
    return f"1.2.246.562.{sort}.{number:020d}"


def code(uri: str, fi: str | None = None) -> Json:
    """A code of koodisto; without a name it has none in any language."""
    return {"koodiUri": uri, "nimi": {"fi": fi} if fi else {}}


@dataclass
class FakeOffering:
    """A toteutus with what the filters look at."""

    number: int
    name: Json
    town: str = "kunta_297"
    published: bool = True
    mode: str = "opetuspaikkakk_4#1"
    time: str = "opetusaikakk_2#1"
    cost: str | None = "maksuton"
    price: float | None = None
    funding: tuple[str, ...] = ()
    requirement: str | None = "pohjakoulutusvaatimuskouta_104#1"
    application: str | None = "hakutapa_03#1"
    provider: str = "Testiopisto"
    keywords: tuple[str, ...] = ()


@dataclass
class FakeStudy:
    """A koulutus; `extra` replaces or adds members of its hit."""

    number: int
    name: Json
    types: tuple[str, ...] = ("amm", "koulutustyyppi_26")
    kind: str = "amm"
    offerings: list[FakeOffering] = field(default_factory=list)
    extra: Json = field(default_factory=dict)

    @property
    def published(self) -> list[FakeOffering]:
        """C19: what is nested is published."""
        return [one for one in self.offerings if one.published]


@dataclass
class FakeOpintopolku:
    """The service. `failures` are statuses to answer next with; `delay` seconds pass before any answer."""

    studies: list[FakeStudy] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    delay: float = 0.0
    requests: list[web.Request] = field(default_factory=list)

    def app(self) -> web.Application:
        """The service as an application, under /konfo-backend."""
        app = web.Application(middlewares=[self._faults])
        base = "/konfo-backend"
        app.router.add_get(f"{base}/external/search/toteutukset-koulutuksittain", self._with_offerings)
        app.router.add_get(f"{base}/external/search/koulutukset", self._all_studies)
        app.router.add_get(f"{base}/search/koulutukset", self._internal)
        app.router.add_get(f"{base}/external/koulutus/{{oid}}", self._study)
        app.router.add_get(f"{base}/external/toteutus/{{oid}}", self._offering)
        return app

    @web.middleware
    async def _faults(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        self.requests.append(request)
        if self.delay:
            await asyncio.sleep(self.delay)  # C17
        broken = any(part in request.path for part in self.broken)
        if self.failures or broken:
            status = self.failures.pop(0) if self.failures else 500
            body = {"message": "Got exception when trying to fulfill request: x", "type": "es"}  # C16
            return web.json_response(body, status=status)
        return await handler(request)

    async def _with_offerings(self, request: web.Request) -> web.StreamResponse:
        """C6: hits without fitting offerings fall out after paging, and `total` counts them.

        The time of study is no filter here.
        """
        asked = {name: value for name, value in request.query.items() if name != "opetusaika"}
        found, total = self._page(request.clone(rel_url=request.rel_url.with_query(asked)))
        return _answer({"total": total, "hits": [hit for hit in found if hit["toteutukset"]]})

    async def _all_studies(self, request: web.Request) -> web.StreamResponse:
        found, total = self._page(request)
        return _answer({"total": total, "hits": found})

    async def _internal(self, request: web.Request) -> web.StreamResponse:
        """C14: what is chosen of a facet does not lessen its own counts."""
        found, total = self._page(request)
        others = {key: value for key, value in request.query.items() if key != "sijainti"}
        towns: dict[str, int] = {}
        for study in self.studies:
            for town in {one.town for one in _fitting(study, others)}:
                towns[town] = towns.get(town, 0) + 1
        kunta = {town: {"nimi": {}, "count": count} for town, count in towns.items()}
        return _answer({"total": total, "hits": found, "filters": {"kunta": kunta}})

    async def _study(self, request: web.Request) -> web.StreamResponse:
        study = next((one for one in self.studies if oid(13, one.number) == request.match_info["oid"]), None)
        if study is None:
            raise _not_found()
        body = {key: value for key, value in hit_of(study, []).items() if key != "toteutukset"}
        if request.query.get("toteutukset") == "true":
            body["toteutukset"] = [_listed(one) for one in study.published] or None  # C18
        return _answer(body)

    async def _offering(self, request: web.Request) -> web.StreamResponse:
        wanted = request.match_info["oid"]
        pairs = [(study, one) for study in self.studies for one in study.offerings]
        for study, one in pairs:
            if oid(17, one.number) == wanted:
                return _answer(details_of(study, one, request.query.get))
        raise _not_found()

    def _page(self, request: web.Request) -> tuple[list[Json], int]:
        page, size = _checked(request)
        fitting = [(study, _fitting(study, dict(request.query))) for study in self.studies]
        fitting = [(s, o) for s, o in fitting if o or not _narrows_offerings(request.query)]
        fitting = [(s, o) for s, o in fitting if _of_type(s, request.query.get("koulutustyyppi"))]
        if request.query.get("sort") == "name":
            reverse = request.query.get("order", "desc") == "desc"
            fitting.sort(key=lambda pair: str(pair[0].name.get("fi", "")), reverse=reverse)
        if page * size > _MOST_HITS:
            raise web.HTTPInternalServerError(
                text=json.dumps({"type": "Unknown exception", "class": "Internal server error"}),
                content_type="application/json",
            )
        shown = fitting[(page - 1) * size : page * size]
        return [hit_of(study, offerings) for study, offerings in shown], len(fitting)


def _checked(request: web.Request) -> tuple[int, int]:
    query = request.query
    keyword = query.get("keyword")
    if keyword is not None and len(keyword) < _SHORTEST_KEYWORD:
        raise _bad("Hakusana on liian lyhyt")  # C3
    if query.get("lng", "fi") not in _LANGUAGES:
        raise _bad("Virheellinen kieli ('fi'/'sv'/'en')")  # C4
    if query.get("sort", "score") not in _SORTS:
        raise _bad("Virheellinen järjestys ('name'/'score')")
    if query.get("order", "desc") not in _ORDERS:
        raise _bad("Virheellinen järjestys ('asc'/'desc')")
    try:
        page, size = int(query.get("page", "1")), int(query.get("size", str(_DEFAULT_SIZE)))  # C1
    except ValueError:
        raise _bad("coercion") from None
    return max(page, 1), min(max(size, 0), _LARGEST_SIZE)  # C2


def _fitting(study: FakeStudy, query: Json) -> list[FakeOffering]:
    """The offerings that fit: alternatives within a parameter (C9), all parameters together (C10)."""
    keyword = str(query.get("keyword", "")).lower().split()
    places = _values(query, "sijainti")
    ways, times = _values(query, "opetustapa"), _values(query, "opetusaika")
    needed = _values(query, "pohjakoulutusvaatimus")
    funding = [name for name in _FUNDING if query.get(name) == "true"]
    fitting = []
    for one in study.published:
        texts = " ".join((*study.name.values(), *one.name.values(), *one.keywords, one.provider)).lower()
        fits = all(word in texts for word in keyword)
        fits = fits and (not places or one.town in places)
        fits = fits and (not ways or one.mode.partition("#")[0] in ways)
        fits = fits and (not times or one.time.partition("#")[0] in times)
        fits = fits and (not funding or bool(set(funding) & set(one.funding)))  # C8
        no_requirement = one.requirement is None  # C15
        fits = fits and (not needed or no_requirement or str(one.requirement).partition("#")[0] in needed)
        if fits:
            fitting.append(one)
    return fitting


def _narrows_offerings(query: Any) -> bool:
    return any(
        query.get(name)
        for name in ("keyword", "sijainti", "opetustapa", "opetusaika", "pohjakoulutusvaatimus", *_FUNDING)
    )


def _of_type(study: FakeStudy, types: str | None) -> bool:
    wanted = [name.strip() for name in (types or "").lower().split(",") if name.strip()]
    return not wanted or bool(set(wanted) & set(study.types))


def _values(query: Json, name: str) -> list[str]:
    return [value.strip() for value in str(query.get(name, "")).lower().split(",") if value.strip()]


def hit_of(study: FakeStudy, offerings: Iterable[FakeOffering]) -> Json:
    """The study as a hit of the search, with some of its offerings."""
    hit = {
        "oid": oid(13, study.number),
        "nimi": study.name,
        "kielivalinta": list(study.name),
        "koulutustyyppi": study.kind,
        "koulutukset": [code("koulutus_371101#12", "Sosiaali- ja terveysalan perustutkinto")],
        "kuvaus": {"fi": "<p>Testikuvaus &amp; muuta.</p><ul><li>yksi</li><li>kaksi</li></ul>"},  # C12
        "osaamistavoitteet": {"fi": "<ul><li>auttaa asiakasta</li><li>toimii turvallisesti</li></ul>"},
        "ePerusteId": 1234567,
        "teemakuva": None,
        "opintojenLaajuus": code("opintojenlaajuus_180#1", "180"),
        "opintojenLaajuusyksikko": code("opintojenlaajuusyksikko_6#1", "osaamispistettä"),
        "opintojenLaajuusNumero": 180,
        "opintojenLaajuusNumeroMin": None,
        "opintojenLaajuusNumeroMax": None,
        "tutkintonimikkeet": [code("tutkintonimikkeet_10024#2", "Lähihoitaja")],
        "luokittelutermit": [],
        "osaamisala": None,
        "tutkinnonOsat": None,
        "toteutukset": [_listed(one) for one in offerings],
    }
    return {**hit, **study.extra}


def _listed(one: FakeOffering) -> Json:
    return {
        "toteutusOid": oid(17, one.number),
        "toteutusNimi": one.name,  # C13: a language may be missing
        "oppilaitosOid": oid(10, 301),
        "oppilaitosNimi": {"fi": one.provider},
        "kunnat": [code(one.town)],
    }


def details_of(study: FakeStudy, one: FakeOffering, asked: Callable[[str], str | None]) -> Json:
    """The toteutus in full; `asked` tells the parameters of the request."""
    body: Json = {
        "oid": oid(17, one.number),
        "koulutusOid": oid(13, study.number),
        "tila": "julkaistu" if one.published else "arkistoitu",
        "kielivalinta": list(one.name),
        "nimi": one.name,
        "tarjoajat": [{"oid": oid(10, 302), "nimi": {"fi": "Toimipiste"}, "paikkakunta": code(one.town)}],
        "metadata": {
            "tyyppi": study.kind,
            "kuvaus": {"fi": "<p>Opiskelet <b>iltaisin</b>.</p>"},
            "opetus": {
                "opetuskieli": [code("oppilaitoksenopetuskieli_1#1", "suomi")],
                "opetusaika": [code(one.time)],
                "opetustapa": [code(one.mode)],
                "maksullisuustyyppi": one.cost,
                "maksunMaara": one.price,
                "onkoApuraha": False,
            },
            "asiasanat": [{"kieli": "fi", "arvo": word} for word in one.keywords],
            "ammattinimikkeet": [{"kieli": "sv", "arvo": "vårdare"}],
            "isTyovoimakoulutus": "tyovoimakoulutus" in one.funding,
            "yhteyshenkilot": [],
        },
        "modified": "2026-06-01T10:00",
    }
    target = {
        "oid": oid(20, one.number),
        "hakuOid": oid(29, 1),
        "hakuajat": [{"alkaa": "2026-08-01T08:00"}],
        "pohjakoulutusvaatimus": [code(one.requirement, "Peruskoulu")] if one.requirement else [],
        "hakulomaketyyppi": "ataru",
        "hakulomakeLinkki": None,
    }
    if asked("hakukohteet") == "true":  # C11, C20
        body["hakukohteet"] = [target]
    if asked("haut") == "true":
        body["haut"] = [{"oid": oid(29, 1), "hakutapa": code(one.application)}] if one.application else []
    return body


def _answer(body: Json) -> web.Response:
    return web.json_response(body)


def _bad(text: str) -> web.HTTPBadRequest:
    return web.HTTPBadRequest(text=text, content_type="text/plain")


def _not_found() -> web.HTTPNotFound:
    return web.HTTPNotFound(text="Not found", content_type="text/plain")  # C5
