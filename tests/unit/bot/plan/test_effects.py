"""The learner's changes of plan and reminders, as effects: once each, however often a turn is repeated."""

from datetime import UTC, datetime, timedelta
from typing import Any

from structlog.testing import capture_logs

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.profile import apply_effects
from bot.conversations.schema import Conversation
from bot.conversations.wake import Bell
from bot.plan import reminders, store
from bot.plan.view import exported, kept_by, read_plan
from bot.privacy.erasure import erase_within
from bot.rounds.words import round_texts
from bot.scheduler.runner import Scheduler
from bot.settings import ROOT
from bot.texts import MessageText

Json = dict[str, Any]
COURSE = {"kind": "course", "key": "course:a", "title": "Hygieniapassi", "url": "https://opintopolku.fi/x"}
DUE = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)  # ten in the morning in Helsinki
ROUNDS = round_texts(ROOT / "data")
REMIND = {"type": "reminder.add", "kind": "learner", "day": "2026-12-03"}


async def apply(database: Database, conversation: Conversation, seq: int, *effects: Json) -> None:
    async with database.writing() as session:
        locked = await journal.lock(session, conversation.id)
        assert locked
        await apply_effects(session, locked, seq, effects)


async def kept(database: Database, conversation: Conversation) -> Json:
    async with database.reading() as session:
        return await kept_by(session, conversation)


async def test_entries_are_added_done_and_removed_once(
    database: Database, conversation: Conversation
) -> None:
    add, done = {"type": "plan.add", "item": COURSE}, {"type": "plan.done", "key": "course:a", "done": True}
    for _ in range(2):
        await apply(database, conversation, 1, add, done)
    [entry] = (await kept(database, conversation))["plan"]
    assert (entry["key"], entry["done"], entry["id"]) == ("course:a", True, "m1-0")
    for _ in range(2):
        await apply(database, conversation, 2, {"type": "plan.remove", "key": "course:a"})
    await apply(database, conversation, 1, add, done)
    assert (await kept(database, conversation))["plan"] == []


async def test_what_a_counsellor_has_removed_is_no_fault(
    database: Database, conversation: Conversation
) -> None:
    with capture_logs() as lines:
        await apply(
            database,
            conversation,
            1,
            {"type": "plan.remove", "key": "course:gone"},
            {"type": "plan.done", "key": "course:gone", "done": True},
        )
    assert lines == []


async def test_a_reminder_is_said_on_its_day_and_not_before(
    database: Database, conversation: Conversation
) -> None:
    clock = [DUE - timedelta(minutes=1)]
    scheduler, text = Scheduler(database, lambda: clock[0]), MessageText(text="Muista tämä.")
    reminders.register(scheduler, Bell(), text, ROUNDS)
    for _ in range(2):
        await apply(database, conversation, 1, REMIND)
    assert (await kept(database, conversation))["reminders"] == [
        {"id": "m1-0", "due_at": "2026-12-03T08:00:00+00:00"}
    ]
    assert await scheduler.run_due() == 0
    clock[0] = DUE
    assert await scheduler.run_due() == 1
    assert await scheduler.run_due() == 0
    async with database.reading() as session:
        messages = await journal.messages_after(session, conversation.id, 0)
        data = await exported(session, conversation.id)
    assert [(message.sender, message.text) for message in messages] == [("system", "Muista tämä.")]
    assert [one["status"] for one in data["reminders"]] == ["said"]
    assert (await kept(database, conversation))["reminders"] == []


async def test_a_cancelled_reminder_is_never_said(database: Database, conversation: Conversation) -> None:
    scheduler = Scheduler(database, lambda: DUE + timedelta(days=1))
    reminders.register(scheduler, Bell(), MessageText(text="Muista tämä."), ROUNDS)
    await apply(database, conversation, 1, REMIND, REMIND)
    await apply(database, conversation, 2, {"type": "reminder.cancel"})
    assert await scheduler.run_due() == 0
    assert (await kept(database, conversation))["reminders"] == []


async def test_erasing_a_conversation_takes_plan_link_and_reminders_with_it(
    database: Database, conversation: Conversation
) -> None:
    await apply(database, conversation, 1, {"type": "plan.add", "item": COURSE}, REMIND)
    async with database.writing() as session:
        await erase_within(session, conversation.id, "learner")
    async with database.reading() as session:
        plan = await read_plan(session, conversation.id)
        assert await exported(session, conversation.id) == {"plan": [], "plan_changes": [], "reminders": []}
        assert await store.changes(session, conversation.id) == []
    assert plan.is_empty


async def test_the_plan_holds_confirmed_skills_and_nothing_malformed(
    database: Database, conversation: Conversation
) -> None:
    value = {
        "occupations": [{"uri": "u", "label": "kassanhoitaja"}],
        "held": [{"uri": "s", "label": "palvella"}, {"uri": "nameless"}, 5],
    }
    await apply(database, conversation, 1, {"type": "profile.set", "key": "skills", "value": value})
    async with database.reading() as session:
        plan = await read_plan(session, conversation.id)
    assert [(one.label, one.occupation) for one in plan.skills] == [
        ("kassanhoitaja", True),
        ("palvella", False),
    ]
    await apply(database, conversation, 2, {"type": "profile.set", "key": "skills", "value": "rubbish"})
    async with database.reading() as session:
        assert (await read_plan(session, conversation.id)).skills == []
