"""Long messages made of short ones: who rambles tells of themselves, worries, and asks at the end.

The contract says what such a message is: a request goes before a fact and a worry, a worry before a fact, and
a crisis before everything. So examples are joined accordingly, and the model learns from the join which part
counts. Nothing is read anew: the tokens and entities of the parts are moved to where they come to stand.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from nlu.analysis import Token
from nlu.intents.documents import Document

PER_INTENT = 10
SEED = 5
FACTS = ("inform", "describe_background")
CRISIS = "crisis"
_WORRY = "worry_"
_REQUEST = ("ask_", "find_")
_REQUESTS = frozenset(
    {"map_skills", "career_change", "unsure_direction", "set_reminder", "explain_recommendation",
     "request_human"}
)  # fmt: skip
# What joins two parts; an empty row joins as who writes without any marks does.
_JOINS: tuple[tuple[str, ...], ...] = (
    (",",), (".",), ("ja",), (",", "mutta"), (",", "niin"), (".",), (",", "ja"), (), ("mut",), (",", "joten"),
    (",", "että"),
)  # fmt: skip
_SHORTEST_PART, _LONGEST_FACT, _LONGEST_PART = 4, 30, 22
_REQUEST_LAST = 0.8


def composed(documents: Sequence[Document], labels: Sequence[str]) -> tuple[list[Document], list[str]]:
    """Return new documents with their labels, the same for the same examples."""
    draw = random.Random(SEED)
    by_label: dict[str, list[Document]] = {}
    for document, label in zip(documents, labels, strict=True):
        if _SHORTEST_PART <= word_count(document) <= _LONGEST_FACT:
            by_label.setdefault(label, []).append(document)
    facts = [document for label in FACTS for document in by_label.get(label, ())]
    worries = [d for label, part in by_label.items() if is_worry(label) for d in part]
    if not facts or not worries:
        return [], []
    made: list[tuple[Document, str]] = []
    for label, part in by_label.items():
        chosen = _some(draw, [d for d in part if word_count(d) <= _LONGEST_PART])
        if label == CRISIS:
            made += [(_with_crisis(draw, d, [*facts, *worries]), label) for d in chosen]
        elif is_worry(label):
            made += [(_joined([*_few(draw, facts), d], draw), label) for d in chosen]
        elif is_request(label):
            made += [(_with_request(draw, d, facts, worries), label) for d in chosen]
    return [document for document, _ in made], [label for _, label in made]


def is_request(label: str) -> bool:
    """Whether an intent asks the bot for something."""
    return label.startswith(_REQUEST) or label in _REQUESTS


def is_worry(label: str) -> bool:
    """Whether an intent tells a worry."""
    return label.startswith(_WORRY)


def word_count(document: Document) -> int:
    """Return how many tokens are no marks."""
    return sum(token.pos not in ("PUNCT", "SYM") for token in document.tokens)


def _some(draw: random.Random, part: Sequence[Document]) -> list[Document]:
    return draw.sample(list(part), min(PER_INTENT, len(part)))


def _few(draw: random.Random, facts: Sequence[Document]) -> list[Document]:
    return draw.sample(list(facts), min(len(facts), draw.choice((1, 2))))


def _with_crisis(draw: random.Random, crisis: Document, others: Sequence[Document]) -> Document:
    parts = [draw.choice(others), crisis]
    return _joined(parts if draw.random() < 0.5 else parts[::-1], draw)


def _with_request(
    draw: random.Random, request: Document, facts: Sequence[Document], worries: Sequence[Document]
) -> Document:
    kind = draw.random()
    told = [] if 0.45 <= kind < 0.65 else _few(draw, facts)
    if kind >= 0.45:
        told.append(draw.choice(worries))
    return _joined([*told, request] if draw.random() < _REQUEST_LAST else [request, told[0]], draw)


def _joined(parts: Sequence[Document], draw: random.Random) -> Document:
    text, tokens, entities = "", list[Token](), list[tuple[str, int, int]]()
    for number, part in enumerate(parts):
        own = _without_last_marks(part.tokens) if number < len(parts) - 1 else part.tokens
        end, shift = own[-1].end, len(text)
        text += part.text[:end]
        tokens += [_moved(token, shift) for token in own]
        entities += [(kind, a + shift, b + shift) for kind, a, b in part.entities if b <= end]
        if number < len(parts) - 1:
            for join in draw.choice(_JOINS):
                text += "" if join in ",." else " "
                tokens.append(_joining(join, len(text)))
                text += join
            text += " "
    return Document(text, tuple(tokens), tuple(entities))


def _without_last_marks(tokens: Sequence[Token]) -> Sequence[Token]:
    last = max(i for i, token in enumerate(tokens) if token.pos not in ("PUNCT", "SYM"))
    return tokens[: last + 1]


def _moved(token: Token, shift: int) -> Token:
    return Token(token.text, token.start + shift, token.end + shift, token.lemma, token.parts, token.pos)


def _joining(join: str, start: int) -> Token:
    pos = "PUNCT" if join in ",." else "CCONJ"
    return Token(join, start, start + len(join), _LEMMAS.get(join, join), (), pos)


_LEMMAS: Mapping[str, str] = {"mut": "mutta"}
