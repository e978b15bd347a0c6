"""What a message that is not clear may ask for: the request that must not be lost beside the facts in it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from actions.dialogue.ids import WORRY
from actions.intake.model import Question

# What tells something, or answers something: no request of its own.
STATEMENTS = frozenset({"inform", "describe_background"})
SURE = 0.6  # a request this likely is acted on when the message has a fact beside it
SURE_BESIDE_NO_OTHER = 0.45  # where no other request is likely but another way to search
AHEAD = 2.0  # times as likely as the next request
WORTH_ASKING = 0.25  # a less likely request is not asked after
GOALS = frozenset(
    {"find_course", "find_short_course", "ask_degree_parts", "career_change", "ask_finnish_language"}
)
BEGINNINGS = frozenset({"unsure_direction", "map_skills"})  # talks of which nobody is the worse
# What goes on with a search by itself: it is not asked after while one is under way.
OF_A_SEARCH = GOALS | {"refine_search", "unsure_direction", "map_skills", "find_job", "restart"}
# Of these one is as good as another of the same kind, and leads to it: they are no rivals.
FAMILIES = (GOALS, frozenset({"ask_labour_market", "ask_occupation"}))
WORTH_A_QUESTION = 0.5  # of the likeliest candidate's confidence


@dataclass(frozen=True, slots=True)
class Requests:
    """The requests that a message may hold, likeliest first; `sure` names the one to act on at once."""

    names: tuple[str, ...] = ()
    sure: str | None = None


def requests_in(
    confidences: Mapping[str, float],
    offered: Collection[str],
    open_question: Question | None,
    *,
    searching: bool = False,
) -> Requests:
    """Read the candidates of an unclear message. `offered`: the intents that may be asked after.

    What the open question takes as its answer is no request; nor is, among those that are asked after, what
    goes on with a search that is under way (`searching`).
    """
    answers = _answering(open_question)
    likely = sorted(confidences.items(), key=lambda pair: -pair[1])
    found = [(name, sure) for name, sure in likely if _is_request(name, offered) and name not in answers]
    if not found:
        return Requests()
    top, best = found[0], likely[0]
    least = WORTH_ASKING if best[0].startswith(WORRY) else max(WORTH_ASKING, WORTH_A_QUESTION * best[1])
    asked_after = [name for name, sure in found if sure >= least]
    names = tuple(name for name in asked_after if not (searching and name in OF_A_SEARCH))
    others = [sure for name, sure in found[1:] if not any({name, top[0]} <= family for family in FAMILIES)]
    enough = SURE if others else SURE_BESIDE_NO_OTHER
    is_sure = best == top and top[1] >= enough and top[1] >= AHEAD * max(others, default=0.0)
    return Requests(names, top[0] if is_sure else None)


def _is_request(name: str, offered: Collection[str]) -> bool:
    return name in offered and name not in STATEMENTS and not name.startswith(WORRY)


def _answering(question: Question | None) -> Collection[str]:
    if question is None:
        return ()
    told_by = question.answers.free_text.told_by if question.answers.free_text else ()
    return {*told_by, *question.answers.intents}
