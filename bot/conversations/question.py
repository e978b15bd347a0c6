"""What the engine is asked for one message."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from bot.conversations.commands import neutralised
from bot.conversations.schema import Conversation, Message

ROLL_TURNS = 50  # turns until the engine gets a new session, so that its own memory of one stays short


@dataclass(frozen=True, slots=True)
class Question:
    """One message, with all that its answer may depend on."""

    conversation_id: str
    seq: int
    sender: str
    text: str
    metadata: dict[str, Any]
    stored_at: datetime

    @classmethod
    def about(
        cls,
        conversation: Conversation,
        message: Message,
        *,
        profile: dict[str, Any],
        consents: dict[str, bool],
        silence: timedelta,
        kept: dict[str, Any],
    ) -> Self:
        """The question that a learner's message makes. It holds pseudonyms, no ids that open anything."""
        return cls(
            conversation_id=conversation.id,
            seq=message.seq,
            sender=f"{conversation.engine_id}-{conversation.turns // ROLL_TURNS}",
            text=message.payload or neutralised(message.text),
            metadata={
                "message_id": f"{conversation.engine_id}:{message.seq}",
                "profile": profile,
                "consents": consents,
                "channel": conversation.channel,
                "source": conversation.source,
                "language": conversation.language,
                "silent_hours": round(silence / timedelta(hours=1), 2),
                "at": message.at.isoformat(),
                **kept,
            },
            stored_at=message.at,
        )
