"""Messages as text: cards become lines, buttons a numbered list where a channel has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.messaging.texts import ChannelTexts

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: its opaque id and its title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """What goes out as one message of the provider."""

    text: str
    choices: tuple[Choice, ...] = ()


def choices_of(message: Json) -> tuple[Choice, ...]:
    """The message's buttons but those that open a form of the widget's."""
    return tuple(
        Choice(button["id"], button["title"])
        for button in message.get("buttons") or ()
        if not button.get("form")
    )


def blocks_of(message: Json, texts: ChannelTexts) -> list[str]:
    """The message's text and each of its cards, as they are written out."""
    blocks = [_without_menu(str(message["text"]).strip(), texts)]
    blocks += [_card(card, texts) for card in message.get("cards") or ()]
    return [block for block in blocks if block]


def _without_menu(text: str, texts: ChannelTexts) -> str:
    """A text whose sentences about the widget's menu tell the way of the channels instead."""
    for instead in texts.without_menu:
        text = text.replace(instead.says, instead.say)
    return text


def _card(card: Json, texts: ChannelTexts) -> str:
    lines = [card.get("title"), card.get("subtitle"), card.get("why")]
    if card.get("sample"):
        lines.append(texts.sample)
    lines.append(card.get("url"))
    return "\n".join(str(line).strip() for line in lines if line)


def numbered_of(message: Json, parts: Sequence[Part]) -> tuple[Choice, ...]:
    """The buttons of a message that stand in its parts as a numbered list."""
    return () if any(part.choices for part in parts) else choices_of(message)


def numbered(choices: Sequence[Choice], texts: ChannelTexts) -> str:
    """The buttons as a list to answer with a number."""
    rows = [f"{number} {choice.title}" for number, choice in enumerate(choices, start=1)]
    return "\n".join([*rows, texts.answer_by_number])


def joined(blocks: Sequence[str], limit: int) -> list[str]:
    """Blocks put together into as few texts as fit into `limit` characters each, in order."""
    texts: list[str] = []
    for block in (piece for whole in blocks for piece in split(whole, limit)):
        if texts and len(texts[-1]) + 2 + len(block) <= limit:
            texts[-1] = f"{texts[-1]}\n\n{block}"
        else:
            texts.append(block)
    return texts


def split(text: str, limit: int) -> list[str]:
    """A text in pieces of at most `limit` characters, cut at a line, a space, or anywhere."""
    pieces = []
    rest = text.strip()
    while len(rest) > limit:
        at = max(rest.rfind("\n", 1, limit + 1), -1)
        if at <= 0:
            at = rest.rfind(" ", 1, limit + 1)
        if at <= 0:
            at = limit
        pieces.append(rest[:at].strip())
        rest = rest[at:].strip()
    return [piece for piece in (*pieces, rest) if piece]


def text_parts(message: Json, texts: ChannelTexts, limit: int) -> list[Part]:
    """The whole message as text alone, its buttons numbered."""
    blocks = blocks_of(message, texts)
    if choices := choices_of(message):
        blocks.append(numbered(choices, texts))
    return [Part(text) for text in joined(blocks, limit)]


def parts_with_choices(message: Json, texts: ChannelTexts, limit: int, most: int, longest: int) -> list[Part]:
    """The message with buttons on its last part; numbered where they are too many or too long.

    `most` buttons of `longest` characters each can be shown.
    """
    choices = choices_of(message)
    if not choices or len(choices) > most or any(len(one.title) > longest for one in choices):
        return text_parts(message, texts, limit)
    written = joined(blocks_of(message, texts), limit) or [texts.choose]
    return [*(Part(text) for text in written[:-1]), Part(written[-1], choices)]
