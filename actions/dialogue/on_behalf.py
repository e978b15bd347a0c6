"""A message that is written for somebody else is read as that one's own: "kyselen pojalle, hän on 20".

The lead-in and the writer's own clauses are left out, the third person becomes the first, and what stands in
the new text is read anew. Who merely mentions their kin writes for themselves. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from actions.dialogue.on_behalf_data import OnBehalf, on_behalf_words
from actions.dialogue.third_person import people_in, third_person
from actions.dialogue.turn import Entity, Turn
from nlu.asking import is_question
from nlu.reading import read_message

AGE, TELLS = "age", "inform"
MOST_BETWEEN = 3  # words of a clause between whom it is about and "joka"
LONGEST = 1_500  # letters of a message that is looked into
MARKS = re.compile(r"([.,;:!?()\n]+)")
JOINED = re.compile(
    r"(?<=\S)\s+(?=(?:ja|sekä|mutta|mut|koska|kun|ku|joka|jolla|jonka|että|et|joten|niin|ni|eli)\s)",
    re.IGNORECASE,
)
RELATIVE = re.compile(r"^(\s*)jo(?:ka|lla|nka)\b", re.IGNORECASE)
RELATIVES = {"joka": "hän", "jolla": "hänellä", "jonka": "hänen"}
HEAD = re.compile(
    r"^\s*(?:(?:no|joo|hei|moi|moikka|terve|tervehdys|päivää|niin|ni|siis|ja|mutta|mut|koska|kun|ku|nyt|joten|sekä|eli|että|et)\s+)*",
    re.I,
)
OWNER = re.compile(r"(?<!\w)(?:mun|minun|meidän|meiän|meijän|mein|tämän|tämä|tää|tuo|toi)\s*$", re.I)
BEGUN_ANEW = re.compile(r"^\W*(?:se|itse|minä|mä|olen|oon)\b", re.I)
AGE_TOLD = re.compile(r"\b(\d\d)[- ]?(?:v\b|vee\b|vuotia\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause with the mark behind it; `led` is what was left out of it as a lead-in."""

    text: str
    mark: str
    led: str = ""


def as_told_oneself(turn: Turn, *, known: bool = False) -> Turn | None:
    """The turn as the one would tell it for whom it is written; None where it is written for oneself.

    `known`: an earlier message said that the conversation is for another.
    """
    if turn.is_button or not turn.text.strip() or len(turn.text) > LONGEST:
        return None
    text = rewritten(turn.text, known=known)
    if text is None or text == turn.text:
        return None if text is None else turn
    if HEAD.fullmatch(f"{MARKS.sub(' ', text).strip()} "):
        return replace(turn, text="", intent=TELLS, entities=(), candidates=(), confidences={}, clauses=())
    return replace(
        turn,
        text=text,
        entities=_entities(text, turn.entities),
        clauses=tuple(one for one in turn.clauses if one.text in text),
    )


def rewritten(text: str, *, known: bool = False) -> str | None:
    """The text as the one would write it; None where it is one's own."""
    words = on_behalf_words()
    if _says(words.unless, text, words):
        return None
    pieces = [_led(piece, words, words.sure) for piece in _pieces(text)]
    is_sure = any(piece.led for piece in pieces)
    if not known:
        pieces = [_led(piece, words, words.unsure) for piece in pieces]
    asked = _says(words.asked, text, words) and bool(people_in(text, words.people))
    signs = asked or _says(words.signs, text, words)
    if not (is_sure or known or signs or any(piece.led for piece in pieces)):
        return None
    strict = known and not is_sure
    kept = _without_writer(pieces, words.related if strict else (*words.writer, *words.related), words)
    people = words.clients if strict else _meant(kept, words, signs=signs)
    told, turned = _turned(kept, people, words, strict=strict)
    if known:
        return _joined(told)
    rest = " ".join(piece.text for piece in kept if not piece.led)
    if is_sure:
        is_own = not turned and _says(words.own, rest, words)
        return None if is_own else _joined(_without_first(told, kept, words) if turned else told)
    found = _joined(told)
    tells = turned or any(one.entity == AGE for one in read_message(found).entities)
    return found if tells and not _says(words.first, rest, words) else None


def _says(patterns: Sequence[str], text: str, words: OnBehalf) -> bool:
    return any(pattern.search(text) for pattern in words.compiled(patterns))


def _pieces(text: str) -> Iterator[Piece]:
    parts = MARKS.split(text)
    for said, mark in zip(parts[::2], [*parts[1::2], ""], strict=False):
        clauses = JOINED.split(said)
        for at, clause in enumerate(clauses):
            yield Piece(clause, mark if at == len(clauses) - 1 else " ")


def _led(piece: Piece, words: OnBehalf, patterns: Sequence[str]) -> Piece:
    """The piece without the lead-in that stands in it. An age in the lead-in is told on."""
    for pattern in words.compiled(patterns):
        found = pattern.search(piece.text)
        if found is None:
            continue
        group = "drop" if "drop" in pattern.groupindex else 0
        start, end = found.span(group)
        age = AGE_TOLD.search(found[group])
        told = f" {words.age.format(age=age[1])}" if age else ""
        rest = f"{OWNER.sub('', piece.text[:start]).rstrip()}{told} {piece.text[end:].lstrip()}".rstrip()
        return replace(
            piece, text="" if HEAD.fullmatch(f"{rest.strip()} ") else rest, led=_without_group(found, "by")
        )
    return piece


def _without_group(found: re.Match[str], name: str) -> str:
    """What was found, without a part of it that names who writes."""
    part = found[name] if name in found.re.groupindex else ""
    return found[0].replace(part, "") if part else found[0]


def _without_writer(pieces: Sequence[Piece], writer: Sequence[str], words: OnBehalf) -> list[Piece]:
    """The pieces without those in which the writer says what they are to the other."""
    return [
        replace(piece, text="") if _says(writer, HEAD.sub("", piece.text), words) else piece
        for piece in pieces
    ]


def _without_first(told: Sequence[Piece], asked: Sequence[Piece], words: OnBehalf) -> list[Piece]:
    """What was told of the other, without what the writer tells of themselves beside it."""
    return [
        replace(piece, text="")
        if piece.text == before.text and not before.led and _says(words.first, before.text, words)
        else piece
        for piece, before in zip(told, asked, strict=True)
    ]


def _meant(pieces: Sequence[Piece], words: OnBehalf, *, signs: bool) -> tuple[str, ...]:
    """Who is spoken of: whom the lead-in names, else who is named first; a client by any name of clients."""
    lead = " ".join(piece.led for piece in pieces)
    text = " ".join(piece.text for piece in pieces)
    named = people_in(lead, words.people) or (people_in(text, words.people) if lead.strip() or signs else ())
    clients = (*words.clients, *words.others)
    return clients if not named or named[0] in clients else named[:1]


def _turned(
    pieces: Sequence[Piece], people: tuple[str, ...], words: OnBehalf, *, strict: bool
) -> tuple[list[Piece], bool]:
    """The pieces in the first person, and whether any of them was in the third."""
    person = third_person(people)
    told: list[Piece] = []
    of_other = turned = behind = False
    for piece in pieces:
        text = piece.text
        if (behind or piece.led) and (relative := RELATIVE.match(text)):
            text = relative[1] + RELATIVES[relative[0].strip().lower()] + text[relative.end() :]
        if person.names(text) or BEGUN_ANEW.match(text):
            of_other = False
        elif _says((words.another,), text, words):
            of_other = True
        asks = is_question(f"{text}{piece.mark}")
        new = text if of_other else person.turned(text, strict=strict, asks=asks)
        turned = turned or new != piece.text
        short = len(piece.text.split()) <= MOST_BETWEEN
        behind = bool(piece.led) or person.names(piece.text) or (behind and short)
        told.append(replace(piece, text=new))
    return told, turned


def _joined(pieces: Sequence[Piece]) -> str:
    """The text of the pieces; where one is left out, a space stays."""
    said = [f"{piece.text}{piece.mark}" if piece.text.strip() else " " for piece in pieces]
    return " ".join("".join(said).split())


def _entities(text: str, before: Sequence[Entity]) -> tuple[Entity, ...]:
    """What stands in the new text; of what was read before, what the open question let be read."""
    found = [
        Entity(one.entity, one.value, text[one.start : one.end], one.canonical, one.role)
        for one in read_message(text).entities
    ]
    names = {one.name for one in found}
    kept = [one for one in before if one.name not in names and one.text and one.text in text]
    return (*found, *kept)
