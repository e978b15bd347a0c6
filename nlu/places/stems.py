"""Stems of place names: from the tables, or by the last part of the name where the tables leave them open.

A stem is written `weak/strong` ("helsingi/helsinki"), or once where there is no gradation ("oulu"). `_`
stands for a space; `first+second` inflects both parts ("uude/uute+maa": Uudellamaalla); `=form` adds a form
as it is, a genitive.
"""

from __future__ import annotations

from dataclasses import dataclass

_VOWELS = "aeiouyäöå"
# How the last parts of many names inflect: the end of the name, of the weak and of the strong stem.
_HEADS = (
    ("järvi", "järve", "järve"),
    ("joki", "joe", "joke"),
    ("koski", "koske", "koske"),
    ("mäki", "mäe", "mäke"),
    ("niemi", "nieme", "nieme"),
    ("salmi", "salme", "salme"),
    ("saari", "saare", "saare"),
    ("vesi", "vede", "vete"),
    ("lahti", "lahde", "lahte"),
    ("lampi", "lamme", "lampe"),
    ("nummi", "numme", "numme"),
    ("ranta", "ranna", "ranta"),
    ("kumpu", "kummu", "kumpu"),
    ("kaupunki", "kaupungi", "kaupunki"),
    ("luoto", "luodo", "luoto"),
    ("pelto", "pello", "pelto"),
    ("kangas", "kankaa", "kankaa"),
    ("seutu", "seudu", "seutu"),
    ("kunta", "kunna", "kunta"),
)


@dataclass(frozen=True)
class Stem:
    """`weak` takes most endings (Helsingi-ssä), `strong` the others (Helsinki-in); `prefix` inflects too."""

    weak: str
    strong: str
    prefix: Stem | None = None


def stems_of(name: str, written: str) -> tuple[list[Stem], list[str]]:
    """Return the stems of a name and forms to be added as they are.

    Args:
        name: the name in lower case.
        written: the column `stems` of the table, may be empty.
    """
    extra: list[str] = []
    stems: list[Stem] = []
    for item in written.split():
        first, *forms = item.replace("_", " ").split("=")
        extra.extend(forms)
        stems.append(_parsed(first))
    stems = stems or _guessed(name)
    return stems + [stem for stem in map(_without_d, stems) if stem is not None], extra


def _parsed(text: str) -> Stem:
    if "+" in text:
        first, second = text.split("+")
        head = _parsed(second)
        return Stem(head.weak, head.strong, prefix=_parsed(first))
    weak, _, strong = text.partition("/")
    return Stem(weak, strong or weak)


def _guessed(name: str) -> list[Stem]:
    if name.endswith("nen"):
        base = name[:-3]
        return [Stem(base + "se", base + "se"), Stem(base + "si", base + "si")]
    for end, weak, strong in _HEADS:
        if name.endswith(end):
            base = name[: -len(end)]
            return [Stem(base + weak, base + strong)]
    if name[-1] not in _VOWELS:
        return [Stem(name + "i", name + "i")]
    return [Stem(name, name)]


def _without_d(stem: Stem) -> Stem | None:
    """The stem of spoken Finnish, which drops the d of "Lahdessa" and "Orivedellä"."""
    for standard, spoken in (("hde", "he"), ("vede", "vee")):
        if stem.weak.endswith(standard):
            return Stem(stem.weak[: -len(standard)] + spoken, stem.strong)
    return None
