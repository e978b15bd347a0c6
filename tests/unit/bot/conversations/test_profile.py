"""Effects: each changes what is known once, however often its turn is repeated."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.owners import owner_history
from bot.conversations.profile import apply_effects, read_consents, read_profile
from bot.conversations.schema import AppliedEffect, Conversation
from bot.plan.store import entries

Json = dict[str, Any]
Known = tuple[Json, dict[str, bool], list[str], str, int]


async def apply(database: Database, conversation: Conversation, seq: int, *effects: Json) -> None:
    """Apply the effects of the turn of one message."""
    async with database.writing() as session:
        locked = await journal.lock(session, conversation.id)
        assert locked
        await apply_effects(session, locked, seq, effects)


async def known(database: Database, conversation: Conversation) -> Known:
    """Profile, consents, plan, owner, and how many times the owner changed."""
    async with database.reading() as session:
        row = await journal.find(session, conversation.id)
        assert row
        return (
            await read_profile(session, conversation.id),
            await read_consents(session, conversation.id),
            [entry.title for entry in await entries(session, conversation.id)],
            row.owner,
            len(await owner_history(session, conversation.id)),
        )


def put(key: str, value: Any) -> Json:
    """An effect that sets a value."""
    return {"type": "profile.set", "key": key, "value": value}


def consent(granted: Any, purpose: str = "contact", version: str = "1") -> Json:
    """An effect that records a consent."""
    return {"type": "consent.record", "purpose": purpose, "version": version, "granted": granted}


STEP = {"kind": "step", "key": "step:a", "title": "Kurssi"}
ASK = {"type": "owner.request", "reason": "asked", "summary": "Etsii kurssia"}


async def test_the_profile_is_set_changed_deleted_and_cleared(
    database: Database, conversation: Conversation
) -> None:
    await apply(database, conversation, 1, put("place", "Oulu"), put("dialogue", {"asking": ["age", None]}))
    assert (await known(database, conversation))[0] == {
        "place": "Oulu",
        "dialogue": {"asking": ["age", None]},
    }
    await apply(database, conversation, 2, put("place", None), {"type": "profile.delete", "key": "dialogue"})
    assert (await known(database, conversation))[0] == {"place": None}
    await apply(
        database, conversation, 3, put("age", 40), {"type": "profile.clear"}, put("field", "rakennus")
    )
    assert (await known(database, conversation))[0] == {"field": "rakennus"}


async def test_a_long_key_is_deleted_by_the_name_it_was_set_by(
    database: Database, conversation: Conversation
) -> None:
    key = "k" * 150
    await apply(database, conversation, 1, put(key, 1))
    await apply(database, conversation, 2, {"type": "profile.delete", "key": key})
    assert (await known(database, conversation))[0] == {}


async def test_a_repeated_turn_changes_nothing(database: Database, conversation: Conversation) -> None:
    effects = [put("place", "Oulu"), {"type": "plan.add", "item": STEP}, consent(True), ASK]
    await apply(database, conversation, 1, *effects)
    before = await known(database, conversation)
    assert before == ({"place": "Oulu"}, {"contact": True}, ["Kurssi"], "waiting", 1)
    await apply(database, conversation, 2, put("place", "Kemi"))
    await apply(database, conversation, 1, *effects)
    assert (await known(database, conversation))[0] == {"place": "Kemi"}
    assert (await known(database, conversation))[1:] == before[1:]


@pytest.mark.parametrize(
    "effect",
    [
        {},
        {"type": None},
        {"type": "profile.explode"},
        {"type": ["profile.set"]},
        {"type": "profile.set"},
        {"type": "profile.set", "key": "place"},
        {"type": "profile.delete"},
        {"type": "plan.add"},
        {"type": "plan.add", "item": 5},
        {"type": "plan.add", "item": None},
        {"type": "plan.add", "item": "Kurssi"},
        {"type": "plan.add", "item": {"kind": "step", "title": "Ilman avainta"}},
        {"type": "plan.add", "item": {**STEP, "kind": "dream"}},
        {"type": "plan.add", "item": {**STEP, "url": "javascript:alert(1)"}},
        {"type": "plan.remove"},
        {"type": "plan.done", "key": "a"},
        {"type": "reminder.add", "kind": "learner", "day": "soon"},
        {"type": "reminder.add", "day": "2026-12-03"},
        {"type": "consent.record", "purpose": "contact"},
        {"type": "owner.request"},
    ],
)
async def test_an_unknown_or_malformed_effect_is_left_out_and_the_others_are_not(
    effect: Json, database: Database, conversation: Conversation
) -> None:
    await apply(database, conversation, 1, put("a", 1), effect, put("b", 2))
    assert await known(database, conversation) == ({"a": 1, "b": 2}, {}, [], "bot", 0)
    async with database.reading() as session:
        rows = await session.scalars(select(AppliedEffect.number).order_by(AppliedEffect.number))
        assert list(rows) == [0, 2]


async def test_the_last_consent_of_a_purpose_holds(database: Database, conversation: Conversation) -> None:
    await apply(database, conversation, 2, consent(False), consent(True, "statistics"))
    await apply(database, conversation, 1, consent(True))  # an earlier message, applied later
    assert (await known(database, conversation))[1] == {"contact": False, "statistics": True}


@pytest.mark.parametrize("granted", [1, "true", "yes", [True], None, {}])
async def test_only_true_is_a_consent(granted: Any, database: Database, conversation: Conversation) -> None:
    await apply(database, conversation, 1, consent(granted))
    assert (await known(database, conversation))[1] == {"contact": False}


async def test_asking_for_a_human_again_is_no_second_change(
    database: Database, conversation: Conversation
) -> None:
    await apply(database, conversation, 1, ASK)
    await apply(database, conversation, 2, ASK, put("a", 1))
    assert await known(database, conversation) == ({"a": 1}, {}, [], "waiting", 1)


async def test_one_conversation_knows_nothing_of_another(
    database: Database, conversation: Conversation
) -> None:
    async with database.writing() as session:
        other, _ = await journal.begin(session, "web", None, "fi")
    await apply(database, conversation, 1, put("place", "Oulu"), consent(True))
    await apply(database, other, 1, {"type": "profile.clear"}, put("place", "Kemi"))
    assert (await known(database, conversation))[:2] == ({"place": "Oulu"}, {"contact": True})
    assert (await known(database, other))[:2] == ({"place": "Kemi"}, {})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(st.characters(codec="utf-8"), max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=4,
)
ITEM = st.fixed_dictionaries(
    {"kind": st.just("step"), "key": st.sampled_from("abc"), "title": st.sampled_from(["Kysy", "Katso"])}
)
EFFECT = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            ["profile.set", "profile.delete", "profile.clear", "plan.add", "plan.remove", "owner.request"]
        )
    },
    optional={
        "key": st.sampled_from("abc"),
        "value": JSON,
        "item": JSON | ITEM,
        "reason": JSON,
        "summary": JSON,
    },
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(turns=st.lists(st.lists(EFFECT, max_size=4), min_size=1, max_size=4))
async def test_redelivering_any_turns_changes_nothing(database: Database, turns: list[list[Json]]) -> None:
    async with database.writing() as session:
        conversation, _ = await journal.begin(session, "web", None, "fi")
    for seq, effects in enumerate(turns):
        await apply(database, conversation, seq, *effects)
    before = await known(database, conversation)
    for seq, effects in enumerate(turns):
        await apply(database, conversation, seq, *effects)
    after = await known(database, conversation)
    assert after == before
    async with database.reading() as session:
        count = await session.scalar(
            select(func.count()).where(AppliedEffect.conversation_id == conversation.id)
        )
        assert count is not None
        assert count <= sum(len(effects) for effects in turns)
