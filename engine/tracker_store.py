"""A tracker store that forgets on purpose (docs/adr/0003-the-engine-keeps-no-state.md).

Everything the dialogue must remember rides with each message from the gateway's profile table, so the
engine needs only the last turns of a conversation. They stay in memory, bounded in turns and in
conversations: nothing to lose, nothing to erase, and a turn costs the same after five turns or 500.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_TURNS = 6
KEPT_CONVERSATIONS = 5_000


class ForgetfulTrackerStore(TrackerStore):
    """Keeps the last turns of the most recent conversations, in memory only."""

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        kept_turns: int = KEPT_TURNS,
        kept_conversations: int = KEPT_CONVERSATIONS,
        **kwargs: Any,
    ) -> None:
        if kept_turns < 1 or kept_conversations < 1:
            raise ValueError("kept_turns and kept_conversations must be at least 1")
        self.kept_turns = kept_turns
        self.kept_conversations = kept_conversations
        self._serialised: OrderedDict[str, str] = OrderedDict()
        kwargs.pop("host", None)
        super().__init__(domain, event_broker, **kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the tail of the tracker and drop the conversation that has been silent longest."""
        await self.stream_events(tracker)
        dialogue = tracker.as_dialogue()
        dialogue.events = last_turns(list(dialogue.events), self.kept_turns)
        self._serialised[tracker.sender_id] = json.dumps(dialogue.as_dict())
        self._serialised.move_to_end(tracker.sender_id)
        while len(self._serialised) > self.kept_conversations:
            self._serialised.popitem(last=False)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the tracker of the last turns, or None for a conversation that is not held."""
        serialised = self._serialised.get(sender_id)
        if serialised is None:
            return None
        return self.deserialise_tracker(sender_id, serialised)

    async def delete(self, sender_id: str) -> None:
        """Forget one conversation at once."""
        self._serialised.pop(sender_id, None)

    async def keys(self) -> Iterable[str]:
        """Return the sender ids held."""
        return list(self._serialised)


def last_turns(events: list[Event], turns: int) -> list[Event]:
    """Cut `events` before the user message `turns` back, so that policies see whole turns.

    The tail starts with the session's opening events, as a new conversation does.
    """
    starts = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(starts) <= turns:
        return events
    return [*_opening(events), *events[starts[-turns] :]]


def _opening(events: list[Event]) -> list[Event]:
    opening: list[Event] = []
    for event in events:
        if isinstance(event, UserUttered):
            break
        if isinstance(event, (ActionExecuted, SessionStarted)):
            opening.append(event)
    return opening
