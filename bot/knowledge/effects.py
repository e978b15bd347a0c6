"""What a turn tells of a question that it could not answer, as an effect: applied once, with the answer."""

import re
from datetime import UTC, datetime

from bot.conversations.effects import Apply, Json, Place
from bot.knowledge.schema import Unanswered

KINDS = frozenset({"not_understood", "out_of_scope", "no_courses", "unsure"})
INTENT = re.compile(r"[a-z_]{1,60}")
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|-){1,28}[^\W\d_]")  # letters and hyphens: no number, no sentence
MOST_WORDS = 12


async def _note(at: Place, effect: Json) -> None:
    kind, intent, confidence = effect["kind"], effect["intent"], effect["confidence"]
    if kind not in KINDS:
        raise ValueError("kind")
    at.session.add(
        Unanswered(
            conversation_id=at.conversation.id,
            message_seq=at.message_seq,
            number=at.number,
            organisation=at.conversation.organisation,
            at=datetime.now(UTC),
            kind=kind,
            intent=intent if isinstance(intent, str) and INTENT.fullmatch(intent) else None,
            confidence=min(1.0, max(0.0, float(confidence))) if confidence is not None else None,
            words=[word for word in effect["words"] if WORD.fullmatch(word)][:MOST_WORDS],
        )
    )


KNOWLEDGE_EFFECTS: dict[str, Apply] = {"question.unanswered": _note}
