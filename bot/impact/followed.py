"""What follow-ups told, as columns. Pure. The questions stand in `data/followup/questions.yml`."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

ASKED = frozenset({"asked", "answered"})
APPLIED, STUCK = "applied", "stuck"
HARD = "hard"
AT_WORK = frozenset({"employed", "entrepreneur"})


def followed(
    follow_ups: Iterable[tuple[str, str, Mapping[str, Any]]], of_students: Collection[tuple[str, str]]
) -> dict[str, int]:
    """Columns of (kind, state, answers by question); `of_students`: (kind, option) of those who study."""
    some = [(kind, state, answers) for kind, state, answers in follow_ups if state in ASKED]
    answered = [(kind, answers) for kind, state, answers in some if state == "answered"]
    how = {str(answers.get("how")) for kind, answers in answered if kind == "week"}
    studies = {str(answers.get("studies")) for kind, answers in answered if kind == "check_in"}
    outcomes = [str(answers.get("now")) for kind, answers in answered if kind == "outcome"]
    last = outcomes[-1] if outcomes else None
    studying = any(
        (kind, str(option)) in of_students for kind, answers in answered for option in answers.values()
    )
    return {
        "fu_asked": int(bool(some)),
        "fu_answered": int(bool(answered)),
        "fu_applied": int(APPLIED in how or studying),
        "fu_studying": int(studying),
        "fu_needs_support": int(STUCK in how or HARD in studies),
        "outcome_answered": int(last is not None),
        "outcome_employed": int(last in AT_WORK),
        "outcome_studying": int(last == "student"),
    }
