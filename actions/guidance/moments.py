"""What was last put before the learner while no question is open, and what short answers to it mean.

A moment rides in the profile (ADR 0003) and holds for a few turns, so that a question in between is no end
of it. What is done with an answer is in `actions/skills/reacting.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from actions.dialogue.guide import Guide
from actions.dialogue.offers import HUMAN, last_buttons
from actions.guidance.data import Name, guidance_table
from actions.guidance.interest_result import RESULT_KEY
from actions.guidance.talk import is_talking
from actions.tables import Strict
from nlu.asking import is_question
from nlu.naming import FOLDED, Said, said

PROFILE_KEY = "moment"
TURNS = 3  # for how many turns of other things a moment holds
MOST_WORDS = 8  # a longer message says more than an answer to what was shown
SHARE, CLARIFY = "share", "clarify"
AT_ANY_TIME = (SHARE, CLARIFY)  # moments that a question of the intake may wait behind
WORRY_SAID = "utter_worry_"
BY_CARD = {"course": "courses", "plan": "plan"}


Pick = Literal["takes", "tells", "reasons", "which", "option", "neither", "first"]


class Anew(Strict):
    """An intent to read a message as, in these words instead of its own where there are any."""

    intent: Name
    text: str | None = None


class Way(Strict):
    """A button."""

    title: str
    payload: str


class Reaction(Strict):
    """What an answer sounds like, and the one thing that is done then (see the file's own words)."""

    whole: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    needs_place: bool = False
    does: str | None = None
    reads: Anew | None = None
    pick: Pick | None = None
    say: str | None = None
    buttons: Name | None = None

    @model_validator(mode="after")
    def _one_deed(self) -> Self:
        if sum(deed is not None for deed in (self.does, self.reads, self.pick, self.say)) != 1:
            raise ValueError("a reaction does exactly one thing")
        if (self.say is None) != (self.buttons is None):
            raise ValueError("what is said comes with buttons, and nothing else does")
        return self

    def is_meant_by(self, text: str, heard: Said, bare: Said) -> bool:
        """Whether a message sounds like this. A reaction without patterns is meant by a place or a name."""
        if is_question(text):
            return heard.names_any(self.asks)
        if not (self.whole or self.names or self.asks):
            return True
        return heard.names_any(self.names) or _is_all(self.whole, heard) or _is_all(self.whole, bare)


class Moments(Strict):
    """All reactions by moment."""

    fillers: frozenset[str]
    moments: dict[Name, tuple[Reaction, ...]]
    buttons: dict[Name, tuple[Way, ...]]
    reasons: str = Field(pattern=r"\{reasons\}")

    @model_validator(mode="after")
    def _known(self) -> Self:
        named = {one.buttons for ones in self.moments.values() for one in ones if one.buttons}
        if unknown := named - self.buttons.keys():
            raise ValueError(f"buttons that are not there: {sorted(unknown)}")
        return self


@cache
def load_moments() -> Moments:
    """`data/guidance/moments.yml`."""
    return guidance_table("moments.yml", Moments)


def moment_of(guide: Guide) -> Mapping[str, Any]:
    """The moment that the message answers to, as it is kept; to share or not goes before all else."""
    if guide.confirming == SHARE:
        return {"name": SHARE}
    stored = guide.turn.profile.get(PROFILE_KEY)
    return stored if isinstance(stored, dict) else {}


def keep_options(guide: Guide, payloads: Sequence[str], none: str) -> None:
    """Keep the buttons of "tarkoititko ...?" for the next message, `none` apart from the others."""
    guide.reply.store(PROFILE_KEY, {"name": CLARIFY, "left": 1, "options": list(payloads), "none": none})


def reactions_to(guide: Guide) -> Iterable[Reaction]:
    """The reactions that the message may mean, the surest first; none where it says more than one of them."""
    name = moment_of(guide).get("name")
    text = guide.turn.text
    if name is None or guide.turn.entities or len(text.split()) > MOST_WORDS:
        return ()
    table = load_moments()
    heard = said(text)
    bare = heard.without(frozenset(word.translate(FOLDED) for word in table.fillers))
    return tuple(one for one in table.moments.get(name, ()) if one.is_meant_by(text, heard, bare))


def keep_moment(guide: Guide) -> None:
    """Keep what this turn put before the learner; an earlier moment holds on for a while."""
    if guide.reply.kept.get(PROFILE_KEY) is not None:
        return
    stored = guide.turn.profile.get(PROFILE_KEY)
    waits = guide.state.open or guide.state.confirming or guide.state.halted or is_talking(guide)
    now = None if waits else _moment_now(guide)
    if now is not None:
        guide.reply.store(PROFILE_KEY, {"name": now, "left": TURNS})
    elif isinstance(stored, dict) and not guide.reply.cleared:
        left = 0 if waits else int(stored.get("left", 0)) - 1
        if left > 0:
            guide.reply.store(PROFILE_KEY, {**stored, "left": left})
        else:
            guide.reply.forget(PROFILE_KEY)


def _moment_now(guide: Guide) -> str | None:
    messages = guide.reply.messages
    if guide.reply.kept.get(RESULT_KEY) is not None:
        return "directions"
    kinds = {str(one["kind"]) for message in messages for one in message.custom.get("cards", ())}
    if found := next((name for kind, name in BY_CARD.items() if kind in kinds), None):
        return found
    if any((message.response or "").startswith(WORRY_SAID) for message in messages):
        return "worry"
    ways = [button.payload for button in last_buttons(guide)]
    return "human" if ways == [HUMAN] else None


def _is_all(patterns: tuple[str, ...], heard: Said) -> bool:
    """Whether one pattern, or one for each word, is all that was said."""
    words = len(heard.words)
    if words and any(len(one.split()) == words and heard.names(one) for one in patterns):
        return True
    return 0 < words <= MOST_WORDS and all(Said((forms,)).names_any(patterns) for forms in heard.words)
