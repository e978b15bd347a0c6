"""Case endings and clitics that cling to words Voikko does not know: slang, abbreviations, new words.

A word's stems are made from its base form ("amis": "amis", "amikse"; "kokki": "kokki", "koki",
"kokke"); a form is
a stem followed by an ending of the table. Only words of a vocabulary are looked for, so that the table may
be wide.
"""

from __future__ import annotations

from collections.abc import Iterable

_CASES = (
    "n t ta tä a ä tta ttä ssa ssä ss s sta stä st lla llä ll l lta ltä lt lle na nä ksi ks tta ttä "
    "in an än en on ön un yn hin han hän hon hön hun seen iin aan ään oon uun yyn "
    "i ia iä ita itä ja jä eja ejä oja öjä oita öitä "
    "ien iden itten jen eiden eitten oiden öiden oiden oitten ihin "
    " iin eihin oihin öihin ille eille oille öille illa illä eilla eillä oilla öillä "
    "ilta iltä eilta eiltä issa "
    " issä eissa eissä oissa öissä ista istä eista eistä oista öistä iksi eiksi oiksi öiksi "
    "ina inä eina einä "
    "ii ei oo uu"
)
_CLITICS = ("", "kin", "kaan", "kään", "ko", "kö", "han", "hän", "ni", "si", "nsa", "nsä", "kaa", "ki")
ENDINGS = frozenset(case + clitic for case in ("", *_CASES.split()) for clitic in _CLITICS)
LONGEST_ENDING = max(map(len, ENDINGS))
_DOUBLES = {"kk": "k", "pp": "p", "tt": "t"}
_WEAK = {"nt": "nn", "lt": "ll", "rt": "rr", "mp": "mm", "nk": "ng"}
SHORTEST_STEM = 2


def stems(word: str) -> set[str]:
    """Return the stems that endings may follow; the base form itself is one."""
    found = {word}
    if word.endswith("nen"):
        return found | {word[:-3] + "se", word[:-3] + "s"}
    if word.endswith(("us", "ys", "os", "is", "as", "äs", "es")):
        found |= {word[:-1] + "kse", word[:-1] + "ks", word[:-1]}
    if word.endswith(("i", "e")):
        found.add(word[:-1] + "e")
        found.add(word[:-1])
    if word.endswith(("a", "ä")):
        found.add(word[:-1])
    if word[-1:] not in "aeiouyäö":
        found.add(word + "i")
        found.add(word + "e")
    if word[-2:-1].isalpha() and word[-3:-1] in _DOUBLES | _WEAK:
        pair = (_DOUBLES | _WEAK)[word[-3:-1]]
        weak = word[:-3] + pair
        found |= {weak + word[-1], *({weak + "e"} if word[-1] == "i" else ())}
    return {stem for stem in found if len(stem) >= SHORTEST_STEM}


class InflectedWords:
    """Finds the words of a vocabulary in any of their forms."""

    def __init__(self, words: Iterable[str]) -> None:
        """Index the stems of `words` (base forms in lower case)."""
        self._by_stem: dict[str, str] = {}
        for word in sorted(words, key=len):
            for stem in stems(word):
                self._by_stem.setdefault(stem, word)
            self._by_stem[word] = word
        self.words = frozenset(self._by_stem.values())

    def find(self, form: str) -> str | None:
        """Return the base form of `form`, or None; the longest stem wins."""
        plain = form.replace(":", "")
        shortest = max(SHORTEST_STEM, len(plain) - LONGEST_ENDING)
        for length in range(len(plain), shortest - 1, -1):
            word = self._by_stem.get(plain[:length])
            if word is not None and plain[length:] in ENDINGS and self._long_enough(word, length, plain):
                return word
        return None

    @staticmethod
    def _long_enough(word: str, length: int, form: str) -> bool:
        return length == len(form) or length >= 4 or (":" in form) or len(word) >= 4
