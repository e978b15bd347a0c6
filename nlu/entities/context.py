"""Whether a phrase speaks of the person: the school they have been to, not the one they ask about."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.entities.phrases import Match
from nlu.entities.taken import tells_taken
from nlu.entities.words import Word

WINDOW = 5
SHORT_MESSAGE = 4
NEAR = 7
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
     "kouluttautua", "paras", "mieluummin", "=mieluummin", "=parempi", "=paree", "=parempaa", "=helpompi",
     "=helpompaa", "kelvata"}
)  # fmt: skip
_ONLY = frozenset({"=vaan", "=vain", "hakea"})
# "Osa-aikaisesti" is said of studies and of work alike, "illalla" of anything that happens.
_STUDIES = frozenset(
    {"opiskella", "opiskelu", "opinto", "opinnot", "kurssi", "koulutus", "koulu", "lukea", "kouluttautua",
     "opetus", "tutkinto", "opiskelija"}
)  # fmt: skip
_WORKS = frozenset(
    {
        "työ",
        "työskennellä",
        "duuni",
        "homma",
        "=töissä",
        "=töis",
        "=töitä",
        "=duunissa",
        "=hommissa",
        "palkka",
    }
)
_FITS = frozenset(
    {"sopia", "päästä", "ehtiä", "onnistua", "käydä", "mieluiten", "parhaiten", "vain", "vaan", "pystyä",
     "mieluummin", "=vapaa", "=aikaa", "=tai", "ainoastaan", "helpoin", "paras"}
)  # fmt: skip
_OTHER_DEEDS = frozenset(
    {"soittaa", "laittaa", "lähettää", "viesti", "palata", "jatkaa", "muistuttaa", "nukkua", "eilen",
     "huomenna", "=tänä", "=tänään", "syödä", "katsoa", "tulla", "itkeä", "=yks", "=yksi", "kirjoittaa"}
)  # fmt: skip
_CLAUSE_ENDS = frozenset(".,;!")
_CLAUSE_BREAKS = frozenset({"ja", "mut", "mutta", "joten", "eli", "tai", "mutku"})
_EVENING_FORMS = frozenset(
    {"illalla", "illal", "illall", "iltasella", "ilta", "iltana", "viikonloppu", "viikonloppuna"}
)
_PART_TIME_FORMS = ("osa-aik", "osaaik")
_SPOKEN_OF_ALL = frozenset({"online", "contact"})
_OF_A_TIME = frozenset({"evening", "part_time"})
_LEVELS = frozenset({"basic", "upper_secondary_general", "vocational", "further_vocational", "higher"})


def is_meant(kind: str, match: Match, words: Sequence[Word]) -> bool:
    """Whether a phrase of `kind` is said of the person's own schooling or of how they want to study."""
    if kind == "education_level" and match.value in _LEVELS and _is_gone_to(match, words):
        return False
    if match.value in ("part_time", "evening") and not _suits_kind(kind, match, words):
        return False
    if kind == "study_mode" and match.value in _OF_A_TIME and _is_taken(match, words):
        return False
    done = any(words[step].token.pos == "VERB" for step in match.steps)  # "ylioppilaaksi pääsin"
    if kind == "education_level" and not done and any(words[step].case == "Tra" for step in match.steps):
        return False  # "koulutusta englanniksi" is a language, "sairaanhoitajaksi" a wish
    if _count(words) <= SHORT_MESSAGE or (kind == "education_level" and _says_no_more(match, words)):
        return True
    if kind == "education_level" and _is_a_clause(match, words):
        return True
    if kind == "education_level" and match.value in _LEVELS and not done:
        return _has_been_there(match, words)
    if kind == "study_mode" and match.value in _SPOKEN_OF_ALL:
        if words[match.first].form.startswith(("etä", "eta", "lähi", "lahi", "paikan")):
            return True
        nearest = words[max(0, match.first - 2) : match.last + 3]
        return any(_is_one_of(w, _STUDY) for w in words) or any(_is_one_of(w, _ONLY) for w in nearest)
    return True


def _suits_kind(kind: str, match: Match, words: Sequence[Word]) -> bool:
    """Whether what is said of work and of studies, or of evenings of any kind, is said of this one here."""
    form = words[match.first].form
    near = words[max(0, match.first - NEAR) : match.last + NEAR + 1]
    studies, works = (any(_is_one_of(word, terms) for word in near) for terms in (_STUDIES, _WORKS))
    if form.startswith(_PART_TIME_FORMS):
        if form.endswith(("na", "nä")) and any(w.can_be("olla") for w in words[: match.first][-2:]):
            return kind == "employment_status"  # "olen osa-aikaisena"
        return not (studies and not works) if kind == "employment_status" else not works or studies
    if kind == "study_mode" and len(match.steps) == 1 and form in _EVENING_FORMS:
        if any(_is_one_of(word, _OTHER_DEEDS) for word in near):
            return studies
        return studies or _count(words) <= 3 or any(_is_one_of(word, _FITS) for word in near)
    return True


def _is_taken(match: Match, words: Sequence[Word]) -> bool:
    """Whether a time of the day is one at which one works or is tired, and not one to study at."""
    if len(match.steps) > 1:
        return False
    return tells_taken([(word.form, word.lemmas) for word in _clause_around(match, words)])


def _clause_around(match: Match, words: Sequence[Word]) -> list[Word]:
    """The words from the mark or the conjunction before a match to the one after it."""
    first, last = match.first, match.last
    while first > 0 and not _breaks(words[first - 1]):
        first -= 1
    while last + 1 < len(words) and not _breaks(words[last + 1]):
        last += 1
    return list(words[first : last + 1])


def _breaks(word: Word) -> bool:
    return word.is_mark or word.form in _CLAUSE_BREAKS


def _says_no_more(match: Match, words: Sequence[Word]) -> bool:
    """Whether the phrase itself denies anything higher: "ei oo ku kansakoulu"."""
    return len(match.steps) > 1 and words[match.first].can_be("ei")


def _is_a_clause(match: Match, words: Sequence[Word]) -> bool:
    """Whether the school stands between marks alone, and not to be asked of: "Turku. 46. peruskoulu"."""
    before, after = words[: match.first], words[match.last + 1 :]
    begins = bool(before) and before[-1].token.text[0] in _CLAUSE_ENDS
    ends = not after or after[0].token.text[0] in _CLAUSE_ENDS
    return begins and ends and words[match.last].case == "Nom"


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
