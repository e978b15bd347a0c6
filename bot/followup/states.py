"""Where a follow-up stands: one explicit state machine.

```mermaid
stateDiagram-v2
  [*] --> waiting: agree (its job is noted in the same transaction)
  waiting --> asked: ask (the job has run; the question is in the conversation)
  waiting --> cancelled: stop, or the consent was taken back
  asked --> answered: answer
  asked --> cancelled: stop
  [*] --> declined: decline (nothing is asked, and not offered again)
```
"""

from enum import StrEnum


class State(StrEnum):
    """Where it stands."""

    WAITING = "waiting"
    ASKED = "asked"
    ANSWERED = "answered"
    CANCELLED = "cancelled"
    DECLINED = "declined"


class Step(StrEnum):
    """What changes it."""

    ASK = "ask"
    ANSWER = "answer"
    STOP = "stop"


TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.WAITING, Step.ASK): State.ASKED,
    (State.WAITING, Step.STOP): State.CANCELLED,
    (State.ASKED, Step.ANSWER): State.ANSWERED,
    (State.ASKED, Step.STOP): State.CANCELLED,
}


def stepped(state: State, step: Step) -> State | None:
    """The state after a step; None where the step does nothing, as a button that is pressed again."""
    return TRANSITIONS.get((state, step))
