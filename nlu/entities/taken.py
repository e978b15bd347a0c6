"""Whether a clause tells that a time is taken, by work or by being tired: "illat menee töissä"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_FORMS = frozenset(
    {"väsyny", "väsyksissä", "poikki", "kuitti", "kuollut", "kiire", "kiirettä", "töissä", "töis", "työssä",
     "duunissa", "duunis", "hommissa", "hommis", "vuorossa", "vuoros", "treeneissä", "työtä", "varattu",
     "varattuna", "menoa", "kiinni"}
)  # fmt: skip
_BASES = frozenset({"väsynyt", "väsyä"})
_AT_THE_END = frozenset({"työ", "töitä", "duunia", "vuoro", "iltavuoro"})  # "ilta on työ"
# Beside these the time is one to study at: "iltaisin pääsen töissä ollessanikin".
_STUDIES = frozenset(
    {"opiskella", "opiskelu", "opinto", "opinnot", "kurssi", "koulutus", "koulu", "lukea", "kouluttautua",
     "opetus", "tutkinto", "sopia", "päästä", "ehtiä", "onnistua", "käydä", "mieluiten", "parhaiten",
     "pystyä", "mieluummin", "helpoin", "ohessa", "ohella", "jälkeen", "rinnalla", "jälkee"}
)  # fmt: skip


def tells_taken(words: Sequence[tuple[str, Iterable[str]]]) -> bool:
    """Whether a clause does, given as written words in small letters, each with its base forms."""
    bases = [frozenset(forms) | {word} for word, forms in words]
    if not words or any(one & _STUDIES for one in bases):
        return False
    return words[-1][0] in _AT_THE_END or any(one & _BASES or one & _FORMS for one in bases)
