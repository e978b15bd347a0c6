"""What a token is compared with: read once for each conversation, and remembered."""

import hmac
from dataclasses import dataclass

from bot.conversations import journal
from bot.conversations.database import Database
from bot.conversations.wake import Bell

MOST_LOCKS = 10_000
NEW_TOKEN = "token "  # noqa: S105 - rings, with a conversation's id, when it has a new token


@dataclass(frozen=True, slots=True)
class Lock:
    """What opens a conversation, and the pseudonym that logs may name it by."""

    token_hash: str
    pseudonym: str
    deleted: bool

    def opens_with(self, token: str) -> bool:
        """Whether a token is the conversation's own; compared in constant time."""
        return hmac.compare_digest(self.token_hash, journal.hash_of(token))


class Locks:
    """The locks of the conversations that this process has seen."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._locks: dict[str, Lock] = {}
        bell.watch(self._hear)

    def _hear(self, rung: str) -> None:
        """Forget what is known of a token when another one has taken its place."""
        if rung.startswith(NEW_TOKEN):
            self.forget(rung.removeprefix(NEW_TOKEN))

    def forget(self, conversation_id: str) -> None:
        """Read this one anew when it is asked for again."""
        self._locks.pop(conversation_id, None)

    async def of(self, conversation_id: str, fresh: bool = False) -> Lock | None:
        """Return what a token is compared with; None for a conversation that never was.

        It is read once and remembered, unless it is wanted `fresh`. Should another gateway process delete the
        conversation, the transactions of this one notice.
        """
        if not fresh and (lock := self._locks.get(conversation_id)):
            return lock
        async with self._database.reading() as session:
            conversation = await journal.find(session, conversation_id)
        if conversation is None:
            return None
        if len(self._locks) >= MOST_LOCKS:
            self._locks.clear()
        deleted = conversation.deleted_at is not None
        lock = Lock(conversation.token_hash, conversation.engine_id, deleted)
        self._locks[conversation_id] = lock
        return lock
