"""What one turn says and does: messages for the learner, effects for the gateway.

Nothing here sends anything. `SuuntaAction` hands the messages to Rasa's dispatcher, and the effects ride
on the last of them with the mark that closes the turn.
"""

from dataclasses import dataclass, field
from typing import Any

from actions.dialogue.facts import Fact
from actions.dialogue.state import PROFILE_KEY, DialogueState
from actions.dialogue.wishes import KEY_PREFIX as WISH_PREFIX
from actions.intake.wishes import Wish

Effect = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Button:
    """A quick answer: its title, and the payload that the engine gets when it is pressed."""

    title: str
    payload: str

    def to_json(self) -> dict[str, str]:
        """Rasa's form of a button."""
        return {"title": self.title, "payload": self.payload}


@dataclass(slots=True)
class Message:
    """One message: `response` names a text of domain.yml, or `text` stands as it is."""

    response: str | None = None
    text: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)
    custom: dict[str, Any] = field(default_factory=dict)


class Reply:
    """Collects the messages and effects of one turn."""

    def __init__(self, state: DialogueState) -> None:
        self.state = state
        self.messages: list[Message] = []
        self._stored = state
        self._effects: list[Effect] = []
        self.kept: dict[str, Any] = {}  # what this turn stores besides facts; None for what it forgets
        self.cleared = False

    def say(self, response: str, *, buttons: list[Button] | None = None, **values: str) -> None:
        """Say a response of domain.yml; `values` fill its placeholders."""
        self.messages.append(Message(response=response, values=values, buttons=buttons or []))

    def say_text(self, text: str, buttons: list[Button], custom: dict[str, Any]) -> None:
        """Say a text that other data gave, such as a question of the intake."""
        self.messages.append(Message(text=text, buttons=buttons, custom=custom))

    def show_cards(self, cards: list[dict[str, Any]]) -> None:
        """Put cards under the last message."""
        self.messages[-1].custom["cards"] = cards

    def remember(self, fact: Fact) -> None:
        """Store a fact in the learner's profile."""
        self._effects.append({"type": "profile.set", "key": fact.key, "value": fact.to_json()})

    def keep_wish(self, wish: Wish) -> None:
        """Store a wish in the learner's profile, in words that a counsellor can read."""
        self._effects.append({"type": "profile.set", "key": WISH_PREFIX + wish.id, "value": wish.label})

    def drop_wish(self, name: str) -> None:
        """Remove a wish from the learner's profile."""
        self._effects.append({"type": "profile.delete", "key": WISH_PREFIX + name})

    def store(self, key: str, value: Any) -> None:
        """Keep a value of a skill's own in the learner's profile; the last one of the turn counts."""
        self.kept[key] = value

    def forget(self, key: str) -> None:
        """Remove a value of a skill's own from the learner's profile."""
        self.kept[key] = None

    def do(self, effect: Effect) -> None:
        """Let the gateway do something besides the profile, such as keep an entry of the plan."""
        self._effects.append(effect)

    def forget_everything(self) -> None:
        """Clear the learner's profile, the dialogue's state included."""
        self._effects.append({"type": "profile.clear"})
        self.kept = {}
        self.cleared = True
        self.state = self._stored = DialogueState()

    def effects(self) -> list[Effect]:
        """All effects of the turn, the new dialogue state last when it changed."""
        effects = [*self._effects, *(_kept(key, value) for key, value in self.kept.items())]
        if self.state == self._stored:
            return effects
        return [*effects, {"type": "profile.set", "key": PROFILE_KEY, "value": self.state.to_json()}]


def _kept(key: str, value: Any) -> Effect:
    if value is None:
        return {"type": "profile.delete", "key": key}
    return {"type": "profile.set", "key": key, "value": value}
