"""The youngest: who tells of an age under sixteen is told who helps, and the conversation goes on."""

from actions.dialogue.guide import Guide
from actions.dialogue.reply import Message

CHILD_UNDER = 16  # whom this service is not for (issue of the guidance dialogue, "Safety")


def age_of(guide: Guide) -> int | None:
    """The age that was told, in years; None where none was."""
    told = guide.values.get("age", "")
    return int(told) if told.isdigit() else None


def say_who_helps_the_young(guide: Guide) -> None:
    """Say it first in the reply to the message that tells such an age."""
    age = age_of(guide)
    if "age" in guide.news and age is not None and age < CHILD_UNDER:
        guide.reply.messages.insert(0, Message(response="utter_who_helps_young"))
