"""Who speaks with the learner: one explicit state machine.

```mermaid
stateDiagram-v2
  [*] --> bot
  bot --> waiting: request (the learner asks for a human)
  waiting --> bot: withdraw (nobody came, or the learner goes on alone)
  bot --> counsellor: claim
  waiting --> counsellor: claim
  counsellor --> counsellor: transfer (to a colleague)
  counsellor --> bot: hand_back
  counsellor --> waiting: release (back into the queue)
  bot --> closed: close
  waiting --> closed: close
  counsellor --> closed: close
  closed --> bot: reopen (the learner writes again)
```

While nobody has claimed a waiting conversation the bot goes on helping, so that waiting is no dead end. From
the claim on it is silent, and the learner's messages are held for the counsellor. What the counsellor leaves
unanswered when the bot gets the word again is the bot's to answer.
"""

from enum import StrEnum


class Owner(StrEnum):
    """Who answers the learner."""

    BOT = "bot"
    WAITING = "waiting"
    COUNSELLOR = "counsellor"
    CLOSED = "closed"


class Move(StrEnum):
    """What changes the owner."""

    REQUEST = "request"
    WITHDRAW = "withdraw"
    CLAIM = "claim"
    TRANSFER = "transfer"
    RELEASE = "release"
    HAND_BACK = "hand_back"
    CLOSE = "close"
    REOPEN = "reopen"


class MoveRefusedError(ValueError):
    """The move is not possible from the present owner."""


TRANSITIONS: dict[tuple[Owner, Move], Owner] = {
    (Owner.BOT, Move.REQUEST): Owner.WAITING,
    (Owner.BOT, Move.CLAIM): Owner.COUNSELLOR,
    (Owner.BOT, Move.CLOSE): Owner.CLOSED,
    (Owner.WAITING, Move.WITHDRAW): Owner.BOT,
    (Owner.WAITING, Move.CLAIM): Owner.COUNSELLOR,
    (Owner.WAITING, Move.CLOSE): Owner.CLOSED,
    (Owner.COUNSELLOR, Move.TRANSFER): Owner.COUNSELLOR,
    (Owner.COUNSELLOR, Move.HAND_BACK): Owner.BOT,
    (Owner.COUNSELLOR, Move.RELEASE): Owner.WAITING,
    (Owner.COUNSELLOR, Move.CLOSE): Owner.CLOSED,
    (Owner.CLOSED, Move.REOPEN): Owner.BOT,
}

BOT_ANSWERS = frozenset({Owner.BOT, Owner.WAITING})


def moved(owner: Owner, move: Move) -> Owner:
    """Return the owner after a move. Raises MoveRefusedError where the table has no such move."""
    try:
        return TRANSITIONS[owner, move]
    except KeyError:
        raise MoveRefusedError(f"{move} is not possible while the owner is {owner}") from None


def bot_may_answer(owner: Owner) -> bool:
    """Whether the engine may be asked, and its answer shown."""
    return owner in BOT_ANSWERS
