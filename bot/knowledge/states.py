"""What becomes of an edit to a fact: nothing is said to learners that two people have not agreed on.

```mermaid
stateDiagram-v2
  [*] --> draft
  draft --> draft: change (author)
  draft --> proposed: propose (author)
  draft --> rejected: drop (author)
  proposed --> draft: take_back (author)
  proposed --> approved: approve (another person)
  proposed --> rejected: reject (another person)
  approved --> superseded: supersede (a newer edit of the fact is approved)
```
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where an edit stands; in the last two it stays."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


class Move(StrEnum):
    """What somebody does with it."""

    CHANGE = "change"
    PROPOSE = "propose"
    TAKE_BACK = "take_back"
    DROP = "drop"
    APPROVE = "approve"
    REJECT = "reject"
    SUPERSEDE = "supersede"


OF_THE_AUTHOR = frozenset({Move.CHANGE, Move.PROPOSE, Move.TAKE_BACK, Move.DROP})
OF_ANOTHER = frozenset({Move.APPROVE, Move.REJECT})

TABLE: Mapping[tuple[State, Move], State] = MappingProxyType(
    {
        (State.DRAFT, Move.CHANGE): State.DRAFT,
        (State.DRAFT, Move.PROPOSE): State.PROPOSED,
        (State.DRAFT, Move.DROP): State.REJECTED,
        (State.PROPOSED, Move.TAKE_BACK): State.DRAFT,
        (State.PROPOSED, Move.APPROVE): State.APPROVED,
        (State.PROPOSED, Move.REJECT): State.REJECTED,
        (State.APPROVED, Move.SUPERSEDE): State.SUPERSEDED,
    }
)


class MoveRefusedError(Exception):
    """A move that the state or the person does not allow."""


def moved(state: State, move: Move, *, by_author: bool) -> State:
    """The state behind a move. Raises MoveRefusedError."""
    if (move in OF_THE_AUTHOR and not by_author) or (move in OF_ANOTHER and by_author):
        raise MoveRefusedError(f"{move} is not this person's")
    after = TABLE.get((state, move))
    if after is None:
        raise MoveRefusedError(f"{move} is not possible for one that is {state}")
    return after


def moves_for(state: State, *, by_author: bool) -> frozenset[Move]:
    """What a person may do with an edit."""
    possible = {move for (before, move) in TABLE if before is state}
    return frozenset(possible & (OF_THE_AUTHOR if by_author else OF_ANOTHER))
