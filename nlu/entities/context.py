"""Whether a phrase speaks of the person: the school they have been to, not the one they ask about."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.entities.phrases import Match
from nlu.entities.words import Word

WINDOW = 5
SHORT_MESSAGE = 4
_HAVE = frozenset(
    {"käydä", "käyty", "suoritettu", "suorittaa", "pohja",
     "kesken", "jäädä", "pelkkä", "vain", "vaan", "todistus", "paperi",
    "valmistua", "valmistunut",
     "käynyt", "suorittanut", "lopettaa", "tausta", "=on", "=mulla", "=mul", "=minulla", "=miul",
     "=miulla", "=oon", "=olen",
     "=pohjalla", "=pohjalta", "tutkinto", "koulutus", "=käytynä", "=käytyä", "=jälkeen",
     "=takana", "lukea", "=sitten"}
)  # fmt: skip
_ASKED = frozenset(
    {
        "maksaa",
        "hinta",
        "hakea",
        "haku",
        "hakemus",
        "avoin",
        "=avoimen",
        "=avoimes",
        "=avoimessa",
        "kustantaa",
    }
)
_GETS_IN = frozenset(
    {"päästä", "kelvata", "riittää", "huolia", "pelkkä", "hakea", "=pelkällä", "=pelkäl", "=vaan", "=vain"}
)
# Illative and inessive: going to a school, being at one.
_INTO = frozenset({"Ill", "Ine"})
_STUDY = frozenset(
    {"opiskella", "opiskelu", "koulutus", "kurssi", "koulu", "opinto", "opinnot", "haluta", "oppia",
    "suorittaa", "löytyä",
     "onnistua", "sopia", "käydä", "mieluiten", "tehdä", "lukea", "parhaiten",
     "kouluttautua", "paras"}
)  # fmt: skip
_ONLY = frozenset({"=vaan", "=vain", "hakea"})
_SPOKEN_OF_ALL = frozenset({"online", "contact"})
_LEVELS = frozenset({"basic", "upper_secondary_general", "vocational", "further_vocational", "higher"})


def is_meant(kind: str, match: Match, words: Sequence[Word]) -> bool:
    """Whether a phrase of `kind` is said of the person's own schooling or of how they want to study."""
    if kind == "education_level" and match.value in _LEVELS and _is_gone_to(match, words):
        return False
    if kind == "education_level" and any(words[step].case == "Tra" for step in match.steps):
        return False  # "koulutusta englanniksi" is a language, "sairaanhoitajaksi" a wish
    if _count(words) <= SHORT_MESSAGE or (kind == "education_level" and _says_no_more(match, words)):
        return True
    if kind == "education_level" and match.value in _LEVELS:
        return _has_been_there(match, words)
    if kind == "study_mode" and match.value in _SPOKEN_OF_ALL:
        if words[match.first].form.startswith(("etä", "eta")):
            return True
        nearest = words[max(0, match.first - 2) : match.last + 3]
        return any(_is_one_of(w, _STUDY) for w in words) or any(_is_one_of(w, _ONLY) for w in nearest)
    return True


def _says_no_more(match: Match, words: Sequence[Word]) -> bool:
    """Whether the phrase itself denies anything higher: "ei oo ku kansakoulu"."""
    return len(match.steps) > 1 and words[match.first].can_be("ei")


def _is_gone_to(match: Match, words: Sequence[Word]) -> bool:
    """Whether the school is where one wants to go ("ammattikouluun") or still is ("opiskelen lukiossa")."""
    case = words[match.last].case
    still = case == "Ine" and any(word.can_be("opiskella") for word in words)
    return (case == "Ill" or still) and _count(words) > 1


def _has_been_there(match: Match, words: Sequence[Word]) -> bool:
    near = words[max(0, match.first - WINDOW) : match.last + WINDOW]
    case = words[match.last].case
    if case in _INTO:
        return False
    if case == "Ade":  # "amiksella" is what one has to get in with, "yläasteella" where one was
        return any(_is_one_of(word, _GETS_IN) for word in words)
    if any(_is_one_of(word, _ASKED) for word in words[max(0, match.first - 2) : match.last + 2]):
        return False
    return any(_is_one_of(word, _HAVE) for word in near)


def _is_one_of(word: Word, terms: frozenset[str]) -> bool:
    return f"={word.form}" in terms or any(lemma in terms for lemma in word.lemmas)


def _count(words: Sequence[Word]) -> int:
    return sum(not word.is_mark for word in words)
