"""Which step comes next, from what is known and what the goal needs."""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.dialogue.state import DialogueState
from actions.intake.model import Intake


@dataclass(frozen=True, slots=True)
class Ask:
    """The next step is a question."""

    question: str


@dataclass(frozen=True, slots=True)
class Search:
    """All that the goal needs is known or skipped: look for courses."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing is due; the learner has the word."""


Step = Ask | Search | Rest


def next_step(state: DialogueState, known: Mapping[str, str], intake: Intake) -> Step:
    """Decide what comes next. `known`: the answers so far, by question id.

    The open question comes first: a digression leads back to it, whatever else is due.
    """
    if state.halted or state.flow is None:
        return Rest()
    if state.open and intake.has(state.open) and _is_due(state.open, state, known, intake):
        return Ask(state.open)
    for name in intake.flows[state.flow]:
        if _is_due(name, state, known, intake):
            return Ask(name)
    return Rest() if state.searched else Search()


def progress(state: DialogueState, known: Mapping[str, str], intake: Intake) -> tuple[int, int] | None:
    """Return (done, of) of the goal that is being worked on, or None."""
    if state.flow is None:
        return None
    names = intake.flows[state.flow]
    due = sum(_is_due(name, state, known, intake) for name in names)
    return len(names) - due, len(names)


def _is_due(name: str, state: DialogueState, known: Mapping[str, str], intake: Intake) -> bool:
    return name not in known and name not in state.skipped and intake.question(name).matters(known)
