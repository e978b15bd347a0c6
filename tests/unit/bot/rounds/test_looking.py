"""Times of applying are looked up by themselves; a service that is away changes nothing."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import select, update

from bot.conversations.database import Database
from bot.conversations.schema import Conversation, PlanItem
from bot.days import today
from bot.rounds import looking, store
from bot.rounds.looking import AWAY_AFTER, Looking, Service, wanted
from bot.rounds.models import NewRound
from bot.rounds.schema import ApplicationRound
from bot.scheduler.runner import Scheduler
from tests.support.clock import HandClock

TODAY = today()
OURS = "ohjaus"
TEACHING, OTHER, HAKU = (f"1.2.246.562.{sort}.0{number}" for sort, number in ((17, 1), (17, 2), (29, 9)))


def teaching(oid: str, opens: int = 10) -> dict[str, Any]:
    """A toteutus as the service answers it, with one time of applying so many days from now."""
    times = {
        "alkaa": f"{TODAY + timedelta(days=opens)}T08:00",
        "paattyy": f"{TODAY + timedelta(days=opens + 20)}T15:00",
    }
    return {
        "oid": oid,
        "koulutusOid": "1.2.246.562.13.1",
        "tila": "julkaistu",
        "nimi": {"fi": "Lähihoitaja"},
        "hakukohteet": [{"oid": "1.2.246.562.20.1", "hakuOid": HAKU, "hakuajat": [times]}],
        "haut": [{"oid": HAKU, "nimi": {"fi": "Jatkuva haku"}}],
    }


class Served:
    """Opintopolku's stand-in: answers by OID (a number is a status), and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[str] = []
        self.callers: set[str | None] = set()

    async def answer(self, request: web.Request) -> web.Response:
        """The answer to an OID; 404 for one that is not there."""
        self.asked.append(request.path_qs)
        self.callers.add(request.headers.get("Caller-Id"))
        found = self.answers.get(request.match_info["oid"], 404)
        if isinstance(found, int):
            return web.Response(status=found, text="x")
        return web.Response(text=found) if isinstance(found, str) else web.json_response(found)


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day stays what it was when the tests began, also over midnight."""
    monkeypatch.setattr("bot.days.today", lambda: TODAY)


@pytest.fixture
def served() -> Served:
    return Served()


@pytest.fixture
async def look(database: Database, served: Served, aiohttp_server: Any) -> AsyncIterator[Looking]:
    """A looking up without pauses."""
    app = web.Application()
    app.router.add_get("/external/{sort}/{oid}", served.answer)
    server = await aiohttp_server(app)
    async with aiohttp.ClientSession() as session:
        made = Looking(database, session, Service(str(server.make_url("")), "suunta-test"), pause=0)
        yield made
        await made.stop()


async def put_in_plan(database: Database, conversation: Conversation, oid: str) -> None:
    """A course of a plan of ours."""
    async with database.writing() as session:
        await session.execute(
            update(Conversation).where(Conversation.id == conversation.id).values(organisation=OURS)
        )
        session.add(
            PlanItem(
                conversation_id=conversation.id,
                id=oid[-8:],
                kind="course",
                key=f"course:{oid}",
                item={},
                position=0,
                at=conversation.created_at,
            )
        )


async def kept(database: Database) -> list[ApplicationRound]:
    async with database.reading() as session:
        return list(await store.listed(session, OURS, TODAY))


async def test_courses_in_plans_get_their_times_and_follow_the_service(
    database: Database, conversation: Conversation, served: Served, look: Looking
) -> None:
    await put_in_plan(database, conversation, TEACHING)
    served.answers[TEACHING] = teaching(TEACHING)
    assert await look.look_up_all() == {"found": 1}
    [one] = await kept(database)
    assert (one.title, one.source, one.checked_on) == ("Jatkuva haku: Lähihoitaja", "Opintopolku", TODAY)
    assert TEACHING in one.courses.split()
    assert served.asked == [f"/external/toteutus/{TEACHING}?hakukohteet=true&haut=true"]
    assert served.callers == {"suunta-test"}
    served.answers[TEACHING] = teaching(TEACHING, opens=14)
    await look.look_up_all()
    assert [one.opens_on for one in await kept(database)] == [TODAY + timedelta(days=14)]
    served.answers[TEACHING] = 404
    assert await look.look_up_all() == {"missing": 1}
    assert await kept(database) == []
    assert not any("/haku/" in path for path in served.asked)  # a round of many is nobody's wish here


@pytest.mark.parametrize("answer", [500, 503, 429, "<html>", '{"x": 1}', "[]", '{"oid": "1", "nimi": 5}'])
async def test_what_cannot_be_read_changes_nothing(
    answer: object, database: Database, conversation: Conversation, served: Served, look: Looking
) -> None:
    await put_in_plan(database, conversation, TEACHING)
    served.answers[TEACHING] = teaching(TEACHING)
    await look.look_up_all()
    served.answers[TEACHING] = answer
    done = await look.look_up_all()
    assert set(done) <= {"away", "unreadable"} and sum(done.values()) == 1
    assert len(await kept(database)) == 1


async def test_a_service_that_is_away_is_not_asked_on_and_on(
    database: Database, conversation: Conversation, served: Served, look: Looking
) -> None:
    for number in range(9):
        oid = f"1.2.246.562.17.0000000{number}"
        await put_in_plan(database, conversation, oid)
        served.answers[oid] = 500
    assert await look.look_up_all() == {"away": AWAY_AFTER}
    assert len(served.asked) == AWAY_AFTER


async def test_a_kept_haku_is_looked_up_and_what_somebody_withdrew_stays_so(
    database: Database, conversation: Conversation, served: Served, look: Looking
) -> None:
    await put_in_plan(database, conversation, TEACHING)
    new = NewRound(
        title="Yhteishaku", opens_on=TODAY, closes_on=TODAY, source="x", checked_on=TODAY, key=f"{HAKU} 0"
    )
    async with database.writing() as session:
        await store.keep(session, OURS, new, store.IMPORT, TODAY)
    hakuajat = [{"alkaa": f"{TODAY}T08:00", "paattyy": f"{TODAY + timedelta(days=9)}T15:00"}]
    served.answers = {
        HAKU: {"oid": HAKU, "nimi": {"fi": "Yhteishaku"}, "hakuajat": hakuajat},
        TEACHING: teaching(TEACHING),
    }
    async with database.reading() as session:
        assert await wanted(session) == {HAKU: frozenset({OURS}), TEACHING: frozenset({OURS})}
    assert await look.look_up_all() == {"found": 2}
    of_haku, of_teaching = sorted(await kept(database), key=lambda one: one.courses)
    assert of_haku.closes_on == TODAY + timedelta(days=9)
    async with database.writing() as session:
        assert await store.withdraw(session, OURS, of_teaching.id, "maija")
    await look.look_up_all()
    assert [one.id for one in await kept(database)] == [of_haku.id]


async def test_the_job_only_starts_it(
    database: Database, conversation: Conversation, served: Served, look: Looking
) -> None:
    await put_in_plan(database, conversation, OTHER)
    served.answers[OTHER] = teaching(OTHER)
    clock = HandClock()
    scheduler = Scheduler(database, clock)
    looking.register(scheduler, look)
    await scheduler.note_recurring()
    clock.now += timedelta(days=1)
    assert await scheduler.run_due() == 1
    assert look._task is not None
    assert await look._task == {"found": 1}
    assert len(await kept(database)) == 1


async def test_a_conversation_that_is_gone_asks_nothing(
    database: Database, conversation: Conversation, look: Looking
) -> None:
    assert await look.look_up_all() == {}
    async with database.reading() as session:
        assert list(await session.scalars(select(ApplicationRound))) == []
