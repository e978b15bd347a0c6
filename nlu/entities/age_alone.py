"""Ages that a clause tells without a word of them: "Turku. 46. peruskoulu", "59 oon", "51 mittarissa"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.entities.words import Word

LEAST, MOST = 14, 80  # of a bare number: a smaller or a greater one counts something else
_FURTHEST = 25  # words of a clause that are looked at: a row of a thousand numbers is no clause
_ENDS = frozenset(".,;!?…()–—\n")
_BESIDE = frozenset(
    {"nyt", "ny", "jo", "vasta", "kohta", "noin", "about", "pian", "ihan", "vuotta", "vuosi", "vuos", "v",
     "vee"}
)  # fmt: skip
_OF_AGE = frozenset(
    {"täyttyy", "täyttyi", "täyty", "täys", "täynnä", "täyteen", "mittarissa", "mittaris", "lasissa", "lasis",
     "ikää", "ikä"}
)  # fmt: skip
_AM = frozenset({"oon", "olen", "oom", "olenkin", "oonkin", "oonki"})
_ONESELF = frozenset({"itse", "ite", "itte"})
_IS = frozenset({"on", "o", "onkin", "onki"})
_SAYING_WHY = frozenset({"jos", "kun", "ku", "ko", "vaikka", "koska"})
_GOING_ON = frozenset({"ei", "en", "eikä", "enkä", "eli", "ja", "mutta", "mut", "asun", "haluan", "haluun"})
_OPENING_WORDS = frozenset(
    {"joo", "no", "siis", "niin", "eli", "elikkä", "ja", "tota", "okei", "moi", "hei", "mä", "minä"}
)
_AND = frozenset({"ja", "sekä"})
_FROM = frozenset({"Ela", "Abl"})
_COUNTED = frozenset({"Par"})  # "15 ja puoli vuotta", "2 ja 3 lasta"
_DOING = frozenset({"olin", "ollut", "ollu", "tein", "tehnyt", "tehny", "töissä", "työ", "kokemus"})
_YEARS = "vuotta"
_WORKED = frozenset({"Ess", "Ine", "Ade"})


def is_told_alone(words: Sequence[Word], first: int, last: int, number: int) -> bool:
    """Whether a number without a unit is an age by where it stands."""
    if not LEAST <= number <= MOST:
        return False
    before, after = _before(words, first), _after(words, last)
    if after[:1] and after[0].form in _OF_AGE:
        return True
    rest = [word for word in after if word.form not in _BESIDE]
    if not rest and not _words(before):
        return _is_set_apart(words, first, last)
    ahead = [word.form for word in _words(before) if word.form not in _OPENING_WORDS | _ONESELF]
    if not ahead and rest and rest[0].form in _AM:
        return len(rest) < 2 or rest[1].form in _GOING_ON  # "59 oon ja risat", "no siis 32 oon"
    if not ahead and rest and rest[0].form in _AND:  # "21 ja Oulusta", "nyt 53 ja olkapää rikki"
        return _begins(words, first) and _tells_on(rest[1:])
    if ahead and ahead[-1] in _AM:  # "oon 19 ei hajuukaan"
        if len(rest) == 1 and (rest[0].token.pos == "X" or rest[0].case in _FROM):
            return True  # "oon 17 Nurmeksesta"
        return not rest or rest[0].form in _GOING_ON
    return not rest and ahead[-1:] != [] and ahead[-1] in _IS and bool(_SAYING_WHY.intersection(ahead))


def are_years_of_age(words: Sequence[Word], first: int, last: int, number: int) -> bool:
    """Whether "39 vuotta" is an age by where it stands: "mulla on 33 vuotta ikää", "66 vuotta olen", or as a
    clause of its own that follows no work."""
    if not LEAST <= number <= MOST:
        return False
    before, after = _words(_before(words, first)), _after(words, last)
    if after[:1] and after[0].form in _OF_AGE:
        return True
    if not before and after and after[0].form in _AM:
        return len(after) == 1 or after[1].form in _GOING_ON
    return not before and not after and _is_set_apart(words, first, last) and not _follows_work(words, first)


def _begins(words: Sequence[Word], first: int) -> bool:
    """Whether the number stands at a beginning of its own, or behind a word of now: no "3,5 ja puoli"."""
    before = _before(words, first)
    return all(word.form in _BESIDE or word.form in _OPENING_WORDS for word in before)


def _tells_on(rest: Sequence[Word]) -> bool:
    """Whether what is joined on counts nothing: a place, a state, a deed, no number and no measure."""
    if not rest or rest[0].form.isdecimal() or rest[0].can_be("puoli"):
        return False
    return not any(word.case in _COUNTED for word in rest[:2])


def _before(words: Sequence[Word], first: int) -> Sequence[Word]:
    start = first
    while start > max(0, first - _FURTHEST) and words[start - 1].token.text[0] not in _ENDS:
        start -= 1
    return words[start:first]


def _after(words: Sequence[Word], last: int) -> Sequence[Word]:
    end = last + 1
    while end < min(len(words), last + 1 + _FURTHEST) and words[end].token.text not in _ENDS:
        end += 1
    return words[last + 1 : end]


def _words(clause: Sequence[Word]) -> list[Word]:
    return [word for word in clause if word.form not in _BESIDE]


def _is_set_apart(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether spaces stand around the marks beside it: "12.30" is no age."""
    start, end = first, last
    while start > 0 and words[start - 1].token.text[0] not in _ENDS:
        start -= 1
    while end + 1 < len(words) and words[end + 1].token.text[0] not in _ENDS:
        end += 1
    apart = start == 0 or words[start].token.start > words[start - 1].token.end
    ends = end + 2 >= len(words) or words[end + 2].is_mark
    return apart and (ends or words[end + 2].token.start > words[end + 1].token.end)


def _follows_work(words: Sequence[Word], first: int) -> bool:
    """Whether the clause before tells what one did, so that the years may be of it: "olin kassalla. 20 v"."""
    end = first
    while end > 0 and words[end - 1].token.text[0] in _ENDS:
        end -= 1
    clause = _before(words, end)
    done = any(word.form in _DOING for word in clause)
    return done or bool(clause and clause[-1].case in _WORKED and clause[-1].token.pos == "NOUN")
