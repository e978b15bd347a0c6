"""What a person means by a message of their own: a command, a code, a button by its number, or words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.channels.messaging.codes import is_code
from bot.channels.messaging.rendering import Choice
from bot.channels.messaging.texts import ChannelWords

_NUMBER = re.compile(r"\(?(\d{1,2})[.)]?")
_MARKS = ".,!?;:\"'()*_ \t\n"


class Command(StrEnum):
    """What a person orders by a word alone."""

    STOP = "stop"
    START = "start"
    DELETE = "delete"
    DELETE_SURE = "delete_sure"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Code:
    """A one-time code."""

    code: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The buttons that a title picks, and those that a number picks."""

    titled: Sequence[Choice] = ()
    numbered: Sequence[Choice] = ()


Meaning = Command | Code | Choice | str


def meaning_of(text: str, words: ChannelWords, choices: Choices) -> Meaning:
    """What a text means where these buttons are before the person; words stay as they are."""
    plain = " ".join(text.casefold().split()).strip(_MARKS)
    for command in Command:
        if plain in getattr(words, command.value):
            return command
    first, _, rest = text.strip().partition(" ")
    if first.casefold().strip(_MARKS) in words.join and is_code(rest):
        return Code(rest)
    if is_code(text):
        return Code(text)
    if (number := _NUMBER.fullmatch(text.strip())) and 1 <= int(number[1]) <= len(choices.numbered):
        return choices.numbered[int(number[1]) - 1]
    return next((choice for choice in choices.titled if choice.title.casefold().strip(_MARKS) == plain), text)
