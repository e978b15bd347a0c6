"""The forgetful tracker store: bounded in turns and conversations, whole turns only."""

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.tracker_store import ForgetfulTrackerStore, last_turns


def conversation(turns: int) -> list[Event]:
    events: list[Event] = [
        ActionExecuted("action_session_start"),
        SessionStarted(),
        ActionExecuted("action_listen"),
    ]
    for number in range(turns):
        events += [
            UserUttered(f"viesti {number}"),
            ActionExecuted("action_inform"),
            BotUttered(f"vastaus {number}"),
            ActionExecuted("action_listen"),
        ]
    return events


def tracker(sender: str, turns: int) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(sender, conversation(turns))


def texts(events: list[Event]) -> list[str]:
    return [event.text or "" for event in events if isinstance(event, UserUttered)]


def test_a_short_conversation_is_kept_whole() -> None:
    assert last_turns(conversation(3), 6) == conversation(3)


def test_only_the_last_turns_stay_and_the_opening_before_them() -> None:
    kept = last_turns(conversation(20), 2)
    assert texts(kept) == ["viesti 18", "viesti 19"]
    assert kept[:3] == conversation(0)


@pytest.mark.asyncio
async def test_a_tracker_comes_back_with_its_last_turns() -> None:
    store = ForgetfulTrackerStore(Domain.empty(), kept_turns=2)
    await store.save(tracker("a", 5))
    restored = await store.retrieve("a")
    assert restored is not None
    assert texts(list(restored.events)) == ["viesti 3", "viesti 4"]


@pytest.mark.asyncio
async def test_the_conversation_silent_longest_is_dropped_first() -> None:
    store = ForgetfulTrackerStore(Domain.empty(), kept_conversations=2)
    for sender in ("a", "b", "a", "c"):
        await store.save(tracker(sender, 1))
    assert list(await store.keys()) == ["a", "c"]
    assert await store.retrieve("b") is None


@pytest.mark.asyncio
async def test_a_deleted_conversation_is_forgotten_at_once() -> None:
    store = ForgetfulTrackerStore(Domain.empty())
    await store.save(tracker("a", 1))
    await store.delete("a")
    await store.delete("never there")
    assert await store.retrieve("a") is None


def test_a_store_that_could_keep_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        ForgetfulTrackerStore(Domain.empty(), kept_turns=0)
