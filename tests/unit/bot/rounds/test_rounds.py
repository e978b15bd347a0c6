"""Rounds: told while they hold and were looked up not long ago, and reminders that follow their days."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.profile import apply_effects
from bot.conversations.schema import Conversation, Reminder
from bot.conversations.wake import Bell
from bot.days import day_of, today
from bot.plan import reminders
from bot.plan.view import kept_by
from bot.rounds import store
from bot.rounds.models import NewRound, RoundError, reminded_on
from bot.rounds.schema import ApplicationRound
from bot.rounds.words import brief, round_texts
from bot.scheduler.runner import Scheduler
from bot.settings import ROOT
from bot.texts import MessageText

TODAY = today()
OURS = "ohjaus"
OID = "1.2.246.562.17.0123"
Keep = Callable[..., Awaitable[ApplicationRound]]


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day stays what it was when the tests began, also over midnight."""
    monkeypatch.setattr("bot.days.today", lambda: TODAY)


@pytest.fixture
def keep(database: Database) -> Keep:
    """Keep a round; what is not said opens in a month and closes in two."""

    async def keeping(number: int | None = None, **given: Any) -> ApplicationRound:
        values = {
            "title": "Yhteishaku",
            "opens_on": days(30),
            "closes_on": days(60),
            "source": "OPH",
            "checked_on": TODAY,
        }
        new = NewRound.model_validate({**values, **given})
        async with database.writing() as session:
            row = await store.keep(session, OURS, new, "maija", TODAY, number)
        assert row
        return row

    return keeping


async def remind(database: Database, conversation: Conversation, round_id: int, seq: int = 1) -> None:
    effect = {"type": "reminder.add", "kind": "round", "round": round_id, "day": "2001-01-01"}
    async with database.writing() as session:
        locked = await journal.lock(session, conversation.id)
        assert locked
        locked.organisation = OURS
        await apply_effects(session, locked, seq, [effect])


async def due(database: Database) -> list[date]:
    async with database.reading() as session:
        return [day_of(one.due_at) for one in await session.scalars(select(Reminder))]


async def said_at(database: Database, conversation: Conversation, day: date) -> list[str]:
    scheduler = Scheduler(database, lambda: store.due(day))
    reminders.register(scheduler, Bell(), MessageText(text="Muista."), round_texts(ROOT / "data"))
    await scheduler.run_due()
    async with database.reading() as session:
        return [one.text for one in await journal.messages_after(session, conversation.id, 0)]


@pytest.mark.parametrize(
    ("opens", "closes", "day"),
    [(30, 60, 30), (0, 60, 57), (-5, 2, 1), (-5, 1, 1), (-5, 0, None), (0, None, None), (9, None, 9)],
)
def test_the_day_of_a_reminder(opens: int, closes: int | None, day: int | None) -> None:
    found = reminded_on(days(opens), days(closes) if closes is not None else None, TODAY)
    assert found == (days(day) if day is not None else None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"closes_on": days(-1), "opens_on": days(-9)}, "closes_on"),
        ({"closes_on": None, "opens_on": days(-1)}, "opens_on"),
        ({"closes_on": days(900)}, "closes_on"),
        ({"checked_on": days(1)}, "checked_on"),
        ({"checked_on": days(-181)}, "checked_on"),
    ],
)
async def test_what_nobody_can_be_told_is_refused(keep: Keep, change: Any, field: str) -> None:
    with pytest.raises(RoundError) as refused:
        await keep(**change)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "change",
    [
        {"closes_on": days(29)},
        {"closes_on": None, "closes_at": "15:00"},
        {"closes_at": "25:00"},
        {"source": " "},
        {"source_url": "http://oph.fi/x"},
        {"source_url": "javascript:alert(1)"},
        {"title": ""},
        {"title": "a" * 121},
    ],
)
async def test_what_is_malformed_is_refused(keep: Keep, change: Any) -> None:
    with pytest.raises(ValidationError):
        await keep(**change)


async def test_a_learner_is_offered_rounds_of_their_courses_and_of_all_while_they_hold(
    database: Database, keep: Keep
) -> None:
    of_all, of_course = await keep(), await keep(title="Oma", courses=(OID,), key="k")
    await keep(title="Toinen", courses=(f"{OID}4",), key="other")
    gone = await keep(title="Poistettu")
    async with database.writing() as session:
        assert await store.withdraw(session, OURS, gone.id, "maija")
        assert not await store.withdraw(session, "muu", of_all.id, "maija")
        old = await session.get(ApplicationRound, of_all.id)
        assert old

    async def offered(organisation: str, *oids: str, later: int = 0) -> list[str]:
        async with database.reading() as session:
            return [one.title for one in await store.offered(session, organisation, oids, days(later))]

    assert await offered(OURS) == ["Yhteishaku"]
    assert await offered(OURS, OID) == ["Oma", "Yhteishaku"]
    assert await offered("muu", OID) == []
    assert await offered(OURS, OID, later=61) == []
    assert await offered(OURS, OID, later=30) == ["Oma", "Yhteishaku"]
    assert await offered(OURS, "%", "_") == ["Yhteishaku"]
    assert brief(of_course, TODAY)["remind_on"] == days(30).isoformat()


async def test_what_was_looked_up_long_ago_is_told_no_more(database: Database, keep: Keep) -> None:
    row = await keep(opens_on=days(170), closes_on=days(300), checked_on=days(-170))
    async with database.reading() as session:
        assert [one.id for one in await store.offered(session, OURS, [], TODAY)] == [row.id]
        assert await store.offered(session, OURS, [], days(11)) == []
        assert [one.id for one in await store.listed(session, OURS, days(11))] == [row.id]
    assert not store.may_be_told(row, days(11))


async def test_a_reminder_takes_its_day_from_the_round_and_says_the_source(
    database: Database, conversation: Conversation, keep: Keep
) -> None:
    row = await keep(closes_at="15:00")
    await remind(database, conversation, row.id)
    assert await due(database) == [days(30)]
    assert await said_at(database, conversation, days(29)) == []
    [said] = await said_at(database, conversation, days(30))
    for wanted in ("Yhteishaku", "Haku alkaa", "klo 15.00", "OPH", "tarkistettu"):
        assert wanted in said


async def test_a_day_that_changes_takes_its_reminders_along(
    database: Database, conversation: Conversation, keep: Keep
) -> None:
    row = await keep(key="haku 0")
    await remind(database, conversation, row.id)
    await keep(key="haku 0", opens_on=days(40))
    assert await due(database) == [days(40)]
    await keep(number=row.id, opens_on=days(10))
    assert await due(database) == [days(10)]
    assert "Haku alkaa" in (await said_at(database, conversation, days(10)))[0]
    assert len(await said_at(database, conversation, days(50))) == 1


async def test_of_a_withdrawn_round_it_is_said_that_it_cannot_be_confirmed(
    database: Database, conversation: Conversation, keep: Keep
) -> None:
    row = await keep()
    await remind(database, conversation, row.id)
    async with database.writing() as session:
        await store.withdraw(session, OURS, row.id, "maija")
    [said] = await said_at(database, conversation, days(30))
    assert "En voi enää varmistaa" in said and "Haku alkaa" not in said


async def test_of_no_round_of_ones_own_there_is_no_reminder(
    database: Database, conversation: Conversation, keep: Keep
) -> None:
    row = await keep()
    for seq, number in enumerate((row.id + 1, -1), start=1):
        await remind(database, conversation, number, seq)
    async with database.writing() as session:
        await store.withdraw(session, OURS, row.id, "maija")
    await remind(database, conversation, row.id, 3)
    assert await due(database) == []


async def test_rounds_ride_along_only_where_there_are_any(
    database: Database, conversation: Conversation, keep: Keep
) -> None:
    async with database.reading() as session:
        assert "rounds" not in await kept_by(session, conversation)
    await keep()
    conversation.organisation = OURS
    async with database.reading() as session:
        [one] = (await kept_by(session, conversation))["rounds"]
    assert (one["title"], one["checked_on"]) == ("Yhteishaku", TODAY.isoformat())
    assert datetime.fromisoformat(one["opens_on"]).date() == days(30)


async def test_what_an_answer_no_longer_tells_is_withdrawn_and_nothing_else(
    database: Database, keep: Keep
) -> None:
    by_hand, other = await keep(), await keep(key=f"h {OID}4 0", courses=(f"{OID}4",))
    first, second = (
        NewRound(
            title="Haku",
            opens_on=days(opens),
            source="Opintopolku",
            checked_on=TODAY,
            key=f"h {OID} {number}",
            courses=(OID,),
        )
        for number, opens in enumerate((10, 20))
    )
    for found in ([first, second], [first], [first]):
        async with database.writing() as session:
            await store.bring_up(session, OURS, OID, found, "import", TODAY)
    async with database.reading() as session:
        rows = await store.listed(session, OURS, TODAY)
    assert [(one.title, one.opens_on) for one in rows if one.id not in {by_hand.id, other.id}] == [
        ("Haku", days(10))
    ]
    assert {by_hand.id, other.id} <= {one.id for one in rows}
