"""What counts as an answer to a question of the intake: quick answers, entities, intents, own words."""

from fnmatch import fnmatchcase
from typing import Annotated

from pydantic import Field

from actions.tables import Strict

QuestionId = Annotated[str, Field(pattern=r"^[a-z_]+$")]
FEWEST_LETTERS = 4


class Option(Strict):
    """A quick answer: what the button says, what is stored, how it is said back, and what follows from it.

    `label` names it in a list, `heard` says it back as a clause: "olet työtön". `words` are other ways to say
    it while the question is open. `intent` makes the button say that intent
    instead, where the dialogue has more to answer than "noted". `named_by` are base forms that name it in a
    message that asks for education. `denied` is the value that a no to it gives while the question is open,
    `taken` the one that is left where that time is taken ("päivät oon töissä").
    `sets` are answers to other questions that
    this one gives, `kinds` the kinds of courses that it asks for, `plain` turns plain Finnish on.
    `in_passing`: naming it tells it, although another question is open.
    """

    title: str = Field(min_length=1, max_length=40)
    words: tuple[str, ...] = ()
    value: str = Field(min_length=1)
    label: str | None = None
    heard: str | None = None
    button: bool = True
    in_passing: bool = False
    intent: str | None = None
    named_by: tuple[str, ...] = ()
    denied: str | None = None
    taken: str | None = None
    sets: dict[QuestionId, str] = Field(default={})
    kinds: tuple[str, ...] = ()
    plain: bool = False

    @property
    def said_back(self) -> str:
        """The words for "Selvä: ...", by default the stored value."""
        return self.label or self.value


class Heard(Strict):
    """A clause that says a value back, with {label} for it: `many` for a label in the plural ("kielet")."""

    one: str = Field(pattern=r"\{label\}")
    many: str | None = Field(default=None, pattern=r"\{label\}")

    def of(self, label: str) -> str:
        """The clause for this label; a nominative that ends in -t is taken for a plural."""
        form = self.many if self.many and label.endswith("t") else self.one
        return form.format(label=label)


class FreeText(Strict):
    """The learner's own words as an answer: not too many, and no question of their own.

    `kept_as` is stored in place of words that must not be. `told_by` are intents whose words are the answer
    besides what they mean: a story of one's work answers the question of motivation as well; "ask_*" names
    all that begin so. Facts of `told_with` are part of the answer, those of no other kind are. With
    `holds_years` a length of time in the answer is the answer's own: "linjalla 22v" is no age.
    """

    max_words: int = Field(ge=1, le=100)
    digits: bool = False
    told_by: tuple[str, ...] = ()
    told_with: tuple[str, ...] = ()
    kept_as: str | None = None
    holds_years: bool = False

    def tells(self, intent: str) -> bool:
        """Whether the words of this intent are the answer besides what they mean."""
        return any(fnmatchcase(intent, pattern) for pattern in self.told_by)

    def accepts(self, text: str) -> bool:
        """Whether a text can be an answer.

        A long one says more than the answer, a question asks, a number often answers something else, and a
        word of a few letters names nothing that could be looked for.
        """
        if "?" in text or (not self.digits and any(character.isdigit() for character in text)):
            return False
        return len(text.split()) <= self.max_words and len(text.strip()) >= FEWEST_LETTERS


class Number(Strict):
    """A number as an answer: between `least` and `most`, in the unit that "" stands for in `units`.

    `units` are words that may follow it, with how much they are of that unit; `about` are words before it
    that leave it what it is ("täytän 50").
    """

    least: float
    most: float
    units: dict[str, float]
    about: tuple[str, ...] = ()


class Answers(Strict):
    """What counts as an answer to a question.

    `intents` give a value while the question is open, `intents_anytime` also before it was asked.
    """

    entities: tuple[str, ...] = ()
    intents: dict[str, str] = Field(default={})
    intents_anytime: dict[str, str] = Field(default={})
    free_text: FreeText | None = None
    number: Number | None = None

    def of_intent(self, intent: str, *, is_open: bool) -> str | None:
        """The value that an intent gives."""
        return (self.intents.get(intent) if is_open else None) or self.intents_anytime.get(intent)
