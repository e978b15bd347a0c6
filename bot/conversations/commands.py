"""Typed commands. Rasa takes `/intent{"slot": "value"}` and `/restart` at their word, whoever sends them.

Buttons send such payloads on purpose; a learner's own text must never become one. Rasa strips white space
before it looks for the slash, so a space in front would not help.
"""

import unicodedata

SHIELD = "'"
# Every sign that is, or is shown like, a slash.
SLASHES = frozenset("/\uff0f\u2044\u2215\u29f8\u2571\u27cb")
# Shown as nothing although they are letters or marks for Unicode.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"})


def neutralised(text: str) -> str:
    """Return what the engine gets for a typed text: never a command, and nothing of a command's arguments.

    A text that begins with a slash (after what cannot be seen) gets a shield in front and loses all from the
    first brace on, so that neither Rasa nor the reading of entities takes a value from it.
    """
    visible = text[_first_visible(text) :]
    if visible[:1] not in SLASHES:
        return text.strip()
    return SHIELD + visible.partition("{")[0].strip()


def _first_visible(text: str) -> int:
    for position, character in enumerate(text):
        if not _is_invisible(character):
            return position
    return len(text)


def _is_invisible(character: str) -> bool:
    return (
        character.isspace() or character in BLANKS or unicodedata.category(character) in _INVISIBLE_CATEGORIES
    )
