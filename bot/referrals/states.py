"""How far a referral has come: one explicit state machine.

```mermaid
stateDiagram-v2
  [*] --> drafted
  drafted --> drafted: edit
  drafted --> consented: consent (the person has seen these words and says yes)
  consented --> drafted: edit (a consent is to the words that were seen)
  consented --> sent: send (on paper or by link)
  sent --> sent: send (once more)
  sent --> answered: answer (the partner has been heard of)
  sent --> closed: close
  answered --> closed: close
  drafted --> withdrawn: withdraw
  consented --> withdrawn: withdraw
  sent --> withdrawn: withdraw (the link leads nowhere from now on)
  answered --> withdrawn: withdraw
```

Closed and withdrawn are ends. Nothing is sent that was not consented to, and no words but those.
"""

from enum import StrEnum


class State(StrEnum):
    """Where a referral stands."""

    DRAFTED = "drafted"
    CONSENTED = "consented"
    SENT = "sent"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What brings it on."""

    EDIT = "edit"
    CONSENT = "consent"
    SEND = "send"
    ANSWER = "answer"
    CLOSE = "close"
    WITHDRAW = "withdraw"


class StepRefusedError(ValueError):
    """The step is not possible as the referral stands."""


OPEN = frozenset({State.DRAFTED, State.CONSENTED, State.SENT, State.ANSWERED})
SHARED = frozenset({State.SENT, State.ANSWERED})  # the partner may read it

TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.DRAFTED, Step.EDIT): State.DRAFTED,
    (State.DRAFTED, Step.CONSENT): State.CONSENTED,
    (State.CONSENTED, Step.EDIT): State.DRAFTED,
    (State.CONSENTED, Step.SEND): State.SENT,
    (State.SENT, Step.SEND): State.SENT,
    (State.SENT, Step.ANSWER): State.ANSWERED,
    (State.SENT, Step.CLOSE): State.CLOSED,
    (State.ANSWERED, Step.CLOSE): State.CLOSED,
    **{(state, Step.WITHDRAW): State.WITHDRAWN for state in OPEN},
}


def moved(state: State, step: Step) -> State:
    """Return the state after a step. Raises StepRefusedError where the table has no such step."""
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise StepRefusedError(f"{step} is not possible while a referral is {state}") from None


def steps_from(state: State) -> frozenset[Step]:
    """The steps that are possible."""
    return frozenset(step for before, step in TRANSITIONS if before == state)
