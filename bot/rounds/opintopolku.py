"""Rounds out of Opintopolku's answers: a toteutus with its times of applying, or a haku.

Both forms of the service are read: of /external/ (`hakukohteet` and `haut` beside each other) and of its
inner addresses (`hakutiedot`). A time is taken as it stands; what has none is left out. Pure.
"""
# ruff: noqa: N815

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.rounds.models import NewRound, RoundError, check

SOURCE = "Opintopolku"
PUBLISHED = "julkaistu"
LONGEST_TITLE = 120


def _or_list(value: object) -> object:
    return [] if value is None else value


def _or_dict(value: object) -> object:
    return {} if value is None else value


type Listed[T] = Annotated[list[T], BeforeValidator(_or_list)]
type Named = Annotated[dict[str, str | None], BeforeValidator(_or_dict)]


class Answer(BaseModel):
    """A part of an answer; what is not used of it is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Times(Answer):
    """A time of applying, by the clock in Finland."""

    alkaa: datetime
    paattyy: datetime | None = None


class Target(Answer):
    """A hakukohde; in a toteutus of /external/ it says which haku it is of."""

    tila: str = PUBLISHED
    hakuOid: str | None = None
    kaytetaanHaunAikataulua: bool | None = None
    hakuajat: Listed[Times] = Field(default_factory=list)


class Applying(Answer):
    """A haku, by itself or in a toteutus."""

    oid: str | None = None
    hakuOid: str | None = None
    tila: str = PUBLISHED
    nimi: Named = Field(default_factory=dict)
    hakuajat: Listed[Times] = Field(default_factory=list)
    hakukohteet: Listed[Target] = Field(default_factory=list)


class Teaching(Answer):
    """A toteutus."""

    oid: str
    koulutusOid: str
    tila: str = PUBLISHED
    nimi: Named = Field(default_factory=dict)
    hakukohteet: Listed[Target] = Field(default_factory=list)
    haut: Listed[Applying | str] = Field(default_factory=list)
    hakutiedot: Listed[Applying] = Field(default_factory=list)


def read_rounds(path: Path, checked_on: date, today: date) -> dict[str, list[NewRound]]:
    """The rounds of a file that are not over, by the OID of the toteutus or haku whose answer they are of.

    A file has one answer, or a list of them. Raises RoundError.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RoundError(path.name, str(error)) from error
    return rounds_of(held if isinstance(held, list) else [held], path.name, checked_on, today)


def rounds_of(answers: Sequence[Any], name: str, checked_on: date, today: date) -> dict[str, list[NewRound]]:
    """The same of answers; `name` is what they are called where one cannot be read. Raises RoundError."""
    try:
        found = {_oid(answer): list(_rounds(answer, checked_on)) for answer in answers}
    except ValueError as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise RoundError(name, reason) from error
    current = {oid: [one for one in some if one.last_on >= today] for oid, some in found.items()}
    for some in current.values():
        for one in some:
            check(one, today)
    return current


def _oid(answer: object) -> str:
    if not isinstance(answer, dict) or not {"oid", "nimi"} <= answer.keys():
        raise RoundError("file", "this is no toteutus and no haku")
    return str(answer["oid"])


def _rounds(answer: Any, checked_on: date) -> Iterator[NewRound]:
    if "koulutusOid" not in answer:
        haku = Applying.model_validate(answer)
        if haku.tila == PUBLISHED:
            yield from _of(haku, haku.oid or "", "", (), haku.hakuajat, checked_on)
        return
    teaching = Teaching.model_validate(answer)
    if teaching.tila != PUBLISHED:
        return
    courses, name = (teaching.oid, teaching.koulutusOid), _finnish(teaching.nimi)
    for haku, targets in _applied(teaching):
        times = {
            (one.alkaa, one.paattyy): one
            for target in targets
            if target.tila == PUBLISHED
            for one in (haku.hakuajat if target.kaytetaanHaunAikataulua else target.hakuajat)
        }
        oid = haku.hakuOid or haku.oid or ""
        yield from _of(
            haku, oid, name, courses, [times[key] for key in sorted(times, key=_order)], checked_on
        )


def _applied(teaching: Teaching) -> Iterator[tuple[Applying, Sequence[Target]]]:
    """Each haku of a toteutus with its hakukohteet."""
    for haku in teaching.hakutiedot:
        yield haku, haku.hakukohteet
    known = {haku.oid: haku for haku in teaching.haut if isinstance(haku, Applying)}
    of_haku = sorted((one for one in teaching.hakukohteet if one.hakuOid in known), key=_haku)
    for oid, targets in groupby(of_haku, key=_haku):
        yield known[oid], list(targets)


def _of(
    haku: Applying, oid: str, course: str, courses: tuple[str, ...], times: Sequence[Times], checked_on: date
) -> Iterator[NewRound]:
    title = ": ".join(part for part in (_finnish(haku.nimi), course) if part)
    for number, one in enumerate(times):
        yield NewRound(
            title=title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…",
            opens_on=one.alkaa.date(),
            closes_on=one.paattyy.date() if one.paattyy else None,
            closes_at=f"{one.paattyy:%H:%M}" if one.paattyy else None,
            source=SOURCE,
            checked_on=checked_on,
            key=" ".join([oid, *courses[:1], str(number)]),
            courses=courses,
        )


def _finnish(names: dict[str, str | None]) -> str:
    return (names.get("fi") or names.get("sv") or names.get("en") or "").strip()


def _haku(target: Target) -> str:
    return target.hakuOid or ""


def _order(key: tuple[datetime, datetime | None]) -> tuple[str, str]:
    return key[0].isoformat(), key[1].isoformat() if key[1] else ""
