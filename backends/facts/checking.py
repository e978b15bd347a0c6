"""Which facts somebody should look at: in the log, as a metric, and by `suunta facts stale`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import structlog

from backends.facts.domain import Fact, Status

CHECK_AGAIN_AFTER = timedelta(days=180)
ENDS_SOON = timedelta(days=60)


class Reason(StrEnum):
    """Why a fact needs checking, the gravest first."""

    ENDED = "ended"  # its last day is over: it is not stated any more
    UNCONFIRMED = "unconfirmed"  # draft or unverified: it has never been stated
    OLD = "old"  # nobody has looked at it for long
    ENDS_SOON = "ends_soon"
    BEGINS = "begins"  # its first day is still to come


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A fact that needs checking, and why."""

    fact: Fact
    reason: Reason
    days: int  # since it ended or was checked, or until it ends or begins


def to_check(facts: Iterable[Fact], today: date, again_after: timedelta = CHECK_AGAIN_AFTER) -> list[ToCheck]:
    """All that needs checking on a day, crisis contacts first, then by reason and age."""
    found = [one for fact in facts if (one := _reason(fact, today, again_after))]
    order = list(Reason)
    return sorted(
        found, key=lambda one: (not one.fact.never_withheld, order.index(one.reason), -one.days, one.fact.id)
    )


def tell_operator(facts: Iterable[Fact], today: date) -> None:
    """Log what needs checking: crisis contacts as an error, for they are given all the same."""
    found = to_check(facts, today)
    contacts = [one.fact.id for one in found if one.fact.never_withheld]
    others = {one.fact.id: str(one.reason) for one in found if not one.fact.never_withheld}
    log = structlog.get_logger()
    if contacts:
        log.error("facts.crisis_contacts_unchecked", contacts=contacts, cure="suunta facts stale")
    if others:
        log.warning("facts.need_checking", facts=others, cure="suunta facts stale")


def _reason(fact: Fact, today: date, again_after: timedelta) -> ToCheck | None:
    since = today - fact.checked_on
    if fact.valid_to is not None and fact.valid_to < today:
        return ToCheck(fact, Reason.ENDED, (today - fact.valid_to).days)
    if fact.status is not Status.VERIFIED:
        return ToCheck(fact, Reason.UNCONFIRMED, since.days)
    if since > again_after:
        return ToCheck(fact, Reason.OLD, since.days)
    if fact.valid_to is not None and fact.valid_to - today <= ENDS_SOON:
        return ToCheck(fact, Reason.ENDS_SOON, (fact.valid_to - today).days)
    if fact.valid_from > today:
        return ToCheck(fact, Reason.BEGINS, (fact.valid_from - today).days)
    return None
