"""Entries of plans: each kept once, in order, with who changed what."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.schema import Conversation
from bot.plan import store
from bot.plan.models import Change, Content, Entry, NewEntry

COUNSELLOR = "counsellor-7"


def new(key: str, title: str = "Kysy") -> NewEntry:
    return NewEntry(kind="step", key=key, title=title)


async def kept(database: Database, conversation: Conversation) -> list[Entry]:
    async with database.reading() as session:
        return await store.entries(session, conversation.id)


async def history(database: Database, conversation: Conversation) -> list[Change]:
    async with database.reading() as session:
        return await store.changes(session, conversation.id)


async def test_an_entry_of_a_key_is_kept_once(database: Database, conversation: Conversation) -> None:
    async with database.writing() as session:
        first = await store.add(session, conversation.id, new("a"), who=store.LEARNER)
        again = await store.add(session, conversation.id, new("a", "Toinen"), who=COUNSELLOR)
    assert first == again
    assert [(one.key, one.title, one.done) for one in await kept(database, conversation)] == [
        ("a", "Kysy", False)
    ]


async def test_a_counsellor_edits_and_it_is_written_down_who_did_what(
    database: Database, conversation: Conversation
) -> None:
    async with database.writing() as session:
        step = await store.add(session, conversation.id, new("a"), who=store.LEARNER)
        await store.edit(
            session,
            conversation.id,
            step,
            Content(title="Soita hakutoimistoon", who="Omnia", where="Espoo", when="tällä viikolla"),
            who=COUNSELLOR,
        )
        await store.mark(session, conversation.id, step, done=True, who=store.LEARNER)
        await store.mark(session, conversation.id, step, done=True, who=store.LEARNER)
        await store.remove(session, conversation.id, step, who=COUNSELLOR)
    assert await kept(database, conversation) == []
    changed = await history(database, conversation)
    assert [change.who for change in changed] == ["learner", COUNSELLOR, "learner", COUNSELLOR]
    assert changed[0].before is None
    assert changed[1].before and changed[1].after
    assert (changed[1].before["title"], changed[1].after["title"]) == ("Kysy", "Soita hakutoimistoon")
    assert changed[2].after and changed[2].after["done"] is True
    assert changed[3].after is None


async def test_entries_can_be_put_in_order(database: Database, conversation: Conversation) -> None:
    async with database.writing() as session:
        for key in "abc":
            last = await store.add(session, conversation.id, new(key), who=store.LEARNER)
        await store.move(session, conversation.id, last, 0, who=COUNSELLOR)
    assert [one.key for one in await kept(database, conversation)] == ["c", "a", "b"]


async def test_what_is_not_there_or_of_another_conversation_cannot_be_changed(
    database: Database, conversation: Conversation
) -> None:
    async with database.writing() as session:
        other, _ = await journal.begin(session, "web", None, "fi")
        step = await store.add(session, other.id, new("a"), who=store.LEARNER)
    for item_id in (step, "gone"):
        async with database.writing() as session:
            with pytest.raises(store.UnknownEntryError):
                await store.edit(session, conversation.id, item_id, Content(title="x"), who=COUNSELLOR)
            with pytest.raises(store.UnknownEntryError):
                await store.remove(session, conversation.id, item_id, who=COUNSELLOR)


async def test_a_plan_has_an_end(database: Database, conversation: Conversation) -> None:
    async with database.writing() as session:
        for number in range(store.MOST_ENTRIES):
            await store.add(session, conversation.id, new(str(number)), who=store.LEARNER)
        with pytest.raises(store.PlanFullError):
            await store.add(session, conversation.id, new("one more"), who=store.LEARNER)
        await store.add(session, conversation.id, new("1"), who=store.LEARNER)


def test_personal_data_is_masked_in_what_a_person_types() -> None:
    typed = Content(
        title="Soita 040 123 4567", note="Matti, matti@example.org", url="https://opintopolku.fi/"
    )
    kept_content = store.masked(typed)
    assert "123" not in kept_content.title
    assert "matti@" not in (kept_content.note or "")
    assert kept_content.url == typed.url


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"title": "x", "url": "javascript:alert(1)"}, {"title": "x", "url": "ftp://a"}, {}],
)
def test_content_that_could_do_harm_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Content.model_validate(wrong)


CHANGES = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "done", "move"]), st.sampled_from("abc"), st.integers(0, 3)),
    max_size=8,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
async def test_after_any_changes_keys_are_kept_once_and_the_history_leads_to_what_is_there(
    database: Database, changes: list[tuple[str, str, int]]
) -> None:
    async with database.writing() as session:
        conversation, _ = await journal.begin(session, "web", None, "fi")
        for what, key, place in changes:
            item_id = await store.id_of(session, conversation.id, key)
            if what == "add":
                await store.add(session, conversation.id, new(key), who=store.LEARNER)
            elif item_id and what == "remove":
                await store.remove(session, conversation.id, item_id, who=COUNSELLOR)
            elif item_id and what == "done":
                await store.mark(session, conversation.id, item_id, done=True, who=COUNSELLOR)
            elif item_id:
                await store.move(session, conversation.id, item_id, place, who=COUNSELLOR)
    entries = await kept(database, conversation)
    assert len({one.key for one in entries}) == len(entries)
    last = {change.item_id: change for change in await history(database, conversation)}
    assert {name for name, change in last.items() if change.after} == {one.id for one in entries}
