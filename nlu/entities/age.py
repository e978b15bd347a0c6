"""Ages: in figures, in words, by decade, by year of birth. A length of time is no age, nor is somebody
else's age."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timezone

from nlu.asking import asks
from nlu.entities.age_alone import are_years_of_age, is_told_alone
from nlu.entities.model import Entity
from nlu.entities.numbers import number_in_words, number_of_digits, slang_age
from nlu.entities.words import Word

YOUNGEST, OLDEST = 13, 99
_ATTACHED = re.compile(r"^(\d{1,2}|[a-zäö]{3,24})-?(?:vuotiaa?|vuotia?s|vuotiai?|vee|kymppi[sn]|kymppine)")
_YEARS_OLD = re.compile(r"^(?:v|vee|veet|vuotia\w{0,8}|vuotis|vuotta|ikäi?nen|ikäis\w{0,6}|ikäs\w{0,5})$")
# In the singular: "kolmekymppisiä" are others, or many.
_DECADE = re.compile(r"^([a-zäö]{2,12})kymppi(?:nen|n[eä]|s(?:en|e|enä|enäki|eksi|eks|elle|el|ellä|tä|t)?)$")
_BORN = frozenset(
    {"syntyä", "syntynyt", "synt", "syntymävuosi", "synnyin", "synyin", "synnyn", "vuosimalli", "vm",
     "syntyny", "vuosikerta"}
)  # fmt: skip
_BORN_WINDOW = 3
# A slang number from here on is the year of birth: an "ysikutonen" was born in 1996.
_SLANG_YEAR = 70
# "viisissäkymmenissä", "neljänkympin korvilla", "päälle viidenkympin", "lähellä kuuttakymppiä".
_IN_TENS = re.compile(
    r"^(kaksissa|kolmissa|nelissa|viisissa|kuusissa|seitsemissa|seittemissa|kahdeksissa|kaheksissa)"
    r"-?kymmenissa$"
)
_TENS_OF = re.compile(
    r"^(kahden|kahen|kolmen|neljan|viiden|viijen|kuuden|kuuen|seitseman|seitteman|kahdeksan"
    r"|kolmea|kolmee|neljaa|viitta|kuutta|seitsemaa|kahdeksaa)"
    r"(?:kympin|kymmenen|kymppia|kymppii|kymmenta)$"
)
_STEMS_OF_TENS = {"ka": 2, "ko": 3, "ne": 4, "vi": 5, "ku": 6, "se": 7}
_ABOUT_BEFORE = frozenset(
    {"paalle", "yli", "ohi", "alle", "lahella", "lahes", "lahemmas", "lahempana", "lahentelee",
     "lahentelen", "reilun", "reilusti", "vahan", "melkein", "liki", "kohta", "jo", "rapiat",
     "taysi", "tayttanyt", "tayttany"}
)  # fmt: skip
_ABOUT_AFTER = frozenset(
    {"korvilla", "korvissa", "paremmalla", "paremmal", "huonommalla", "tienoilla", "hujakoilla", "pinnassa",
     "kieppeilla", "molemmin", "nurkilla", "kynnyksella", "tuolla", "rajapyykki"}
)  # fmt: skip
_DOTS_OFF = str.maketrans("äöå", "aoa")
_SELF = frozenset({"olla", "täyttää", "ikä", "tulla"})
_CHILDREN = frozenset(
    {"lapsi", "tyttö", "poika", "tytär", "muksu", "kersa", "mukula", "pentu", "vauva", "taapero", "skidi",
     "esikoinen", "kuopus", "nuorin", "nuorimmainen", "vanhin", "keskimmäinen", "teini", "kaksonen", "kakara",
     "ipana", "penska", "lapsenlapsi", "ekaluokkalainen"}
)  # fmt: skip
_OTHERS = _CHILDREN | {
    "äiti", "isä", "mies", "vaimo", "kaveri", "koira", "auto", "sisko", "veli", "puoliso", "mummo", "mummi",
    "vaari", "ukki", "pappa", "anoppi", "appi", "faija", "mutsi", "avopuoliso", "avomies", "poikaystävä",
    "tyttöystävä", "ystävä", "naapuri", "serkku", "veljenpoika", "tuttu", "pomo", "työkaveri", "kissa",
    "hevonen", "talo"
}  # fmt: skip
_WHAT_ONE = "sitä"  # "mitä sitä viisikymppisenä tekis" speaks of oneself
_SOMEBODY = frozenset({"joku", "muu", "toinen", "kaikki", "se", "he", "hän"})
_THERE = frozenset(
    {"siellä", "siel", "sielä", "siellähän", "sielläki", "siinä", "ehdin", "ehtinyt", "ehtiny", "kerkesin"}
)
_ME = frozenset(
    {
        "olen",
        "oon",
        "oom",
        "olin",
        "minä",
        "mä",
        "mää",
        "mie",
        "täytin",
        "täytän",
        "täytinkin",
        "opiskelija",
        "hakija",
        "ihminen",
    }
)
_FILLERS = frozenset(
    {"on", "nyt", "jo", "vasta", "ovat", "o", "ja", "täyttää", "täytti", "vuotta", "v", "noin"}
)
OWNER_WINDOW = 7
_DONE = re.compile(r"(?:[nlrs][uy]t?|[nlrs][uy]nn[aä]|[nlrs][uy]nn[uy]t?)$")
_NOW = frozenset({"nyt", "nytten", "ny"})  # ends like a participle: "nyt 52 v" tells an age
_AT_WORK = frozenset(
    {"töissä", "töis", "duunissa", "duunis", "kokemusta", "kokemus", "hommissa", "työkokemusta"}
)
# Where one has been for so long: in, at, from.
_PLACES = frozenset({"Ine", "Ade", "Ela"})
_SOME = {"pari": 20, "muutama": 30}
_UNITS_OF_OTHERS = frozenset(
    {"vuosi", "kuukausi", "kk", "viikko", "päivä", "tunti", "euro", "€", "h", "prosentti", "%", "lapsi",
    "kerta", "luokka",
     "op", "opintopiste", "osp", "kilometri", "km", "minuutti", "min", "kurssi", "kg", "kpl", "asia",
     "juttu", "vaihtoehto"}
)  # fmt: skip


def this_year() -> int:
    """Return the present year by the clock."""
    return datetime.now(tz=timezone.utc).year


def find_ages(words: Sequence[Word], year: Callable[[], int] = this_year) -> Iterator[Entity]:
    """Yield ages between YOUNGEST and OLDEST; the value is a number in figures."""
    for position, word in enumerate(words):
        if word.is_mark:
            continue
        for value, first, last in _readings(words, position, word, year):
            if YOUNGEST <= value <= OLDEST and not _is_of_another(words, first, last):
                yield Entity("age", str(value), words[first].token.start, words[last].token.end)
                break


def _readings(
    words: Sequence[Word], position: int, word: Word, year: Callable[[], int]
) -> Iterator[tuple[int, int, int]]:
    number, last = _number(words, position)
    if number is not None and slang_age(word.form) is None and not _is_decade(words, last):
        if _follows_birth(words, position):
            yield from _year_of_birth(words, position, number, year())
            return
        yield from _figure(words, position, last, number)
        yield from _year_of_birth(words, position, number, year())
    yield from _one_word(words, position, year())


def _number(words: Sequence[Word], position: int) -> tuple[int | None, int]:
    """Read a number at `position`: figures, one word, or two words ("viisikymmentä kaksi")."""
    form = words[position].form
    if form.isdecimal():
        return int(form), position
    value = number_in_words(form)
    if value is not None and value % 10 == 0 and position + 1 < len(words):
        unit = number_in_words(words[position + 1].form)
        if unit is not None and unit < 10:
            return value + unit, position + 1
    return _digit_by_digit(words, position) or (value, position)


def _digit_by_digit(words: Sequence[Word], position: int) -> tuple[int, int] | None:
    """Read an age said by its digits: "oon viis viis", "neljäviis", "neljä viiva kaks"."""
    if not position or words[position - 1].form not in _ME:
        return None
    joined = number_of_digits(words[position].form)
    if joined is not None:
        return joined, position
    second = position + (
        2 if words[position + 1 : position + 2] and words[position + 1].can_be("viiva") else 1
    )
    digits = [number_in_words(word.form) for word in (words[position], *words[second : second + 1])]
    if len(digits) == 2 and all(digit is not None and digit < 10 for digit in digits):
        return int("".join(map(str, digits))), second
    return None


def _figure(words: Sequence[Word], first: int, last: int, number: int) -> Iterator[tuple[int, int, int]]:
    after = list(words[last + 1 : last + 4])
    forms = [word.form for word in after]
    if forms[:1] and _YEARS_OLD.match(forms[0]):
        old = forms[0] != "vuotta" or _is_old(words, first, after)
        if (old and not _is_career(words, first, after[1:])) or (
            forms[0] == "vuotta" and are_years_of_age(words, first, last + 1, number)
        ):
            yield number, first, last + 1
        return
    if forms[:1] == ["-"] and len(forms) > 1 and _YEARS_OLD.match(forms[1]):
        yield number, first, last + 2
        return
    if forms[:1] in (["vuosi"], ["vuos"]) and are_years_of_age(words, first, last + 1, number):
        yield number, first, last + 1  # a learner's "41 vuosi"
        return
    if after and after[0].token.lemma in _UNITS_OF_OTHERS:
        return
    ends = not after or after[0].is_mark or _joins(after[0]) or asks(after[0].form)
    corrects = len(after) > 1 and after[0].can_be("enkä") and after[1].form.isdecimal()
    turns = forms[:1] in (["täytin"], ["täytän"], ["täytetty"])  # "viiskytkaheksa täytin"
    of_age = corrects or turns or any(word.can_be("ikä") for word in words[max(0, first - 4) : first])
    of_age = of_age or is_told_alone(words, first, last, number)
    if of_age or _is_whole_message(words, first, last) or (ends and _says_self(words, first, _SELF)):
        yield number, first, last


def _is_career(words: Sequence[Word], first: int, after: Sequence[Word]) -> bool:
    """Whether the years are of doing something: "35 v hitsannut", "tehnyt 35 v", "ollu hitsari 35 v"."""
    if any(word.form in _THERE for word in words[max(0, first - 4) : first]):
        return True  # "siellä ehdin olla yli 20 vuotta"
    before = words[first - 1] if first else None
    been = words[first - 2].form if first > 1 else ""
    if before is not None and before.token.pos == "NOUN" and _DONE.search(been):
        return True
    if before is not None and _is_deed(before) and not before.can_be("täyttää"):
        return True
    if (
        before is not None
        and before.case in _PLACES
        and any(_DONE.search(w.form) for w in words[:first][-4:])
    ):
        return True  # "olen ollut samassa talossa 30 vuotta"
    if not after or after[0].is_mark:
        return False
    split = len(after) > 1 and after[0].token.pos == "NOUN" and after[0].case in ("Nom", "Gen")
    return after[0].form in _AT_WORK or _is_deed(after[0]) or (split and _is_deed(after[1]))


def _is_deed(word: Word) -> bool:
    """What one has done or been: "hitsannut", "hitsaajana"."""
    in_role = word.case == "Ess" and word.token.pos == "NOUN" and not word.can_be("vuosi")
    return in_role or (word.form not in _NOW and bool(_DONE.search(word.form)))


def _is_old(words: Sequence[Word], first: int, after: Sequence[Word]) -> bool:
    """Whether "45 vuotta" is an age: said of oneself, or followed by "vanha" that belongs to no thing."""
    rest = after[1:]
    if rest and rest[0].can_be("vanha"):
        return len(rest) < 2 or rest[1].token.pos not in ("NOUN", "X")
    ends = not rest or rest[0].is_mark or _joins(rest[0])
    listed = first > 0 and words[first - 1].is_mark and any(word.form in _ME for word in words[:first])
    return ends and (listed or _says_self(words, first, {"olla", "täyttää", "ikä"}))


def _joins(word: Word) -> bool:
    return word.token.lemma in {
        "ja",
        "mutta",
        "joten",
        "niin",
        "että",
        "enkä",
        "nyt",
        "kun",
        "vasta",
        "jo",
        "eli",
        "sekä",
    }


def _says_self(words: Sequence[Word], first: int, verbs: set[str] | frozenset[str]) -> bool:
    before = words[max(0, first - 3) : first]
    for index, word in enumerate(reversed(before)):
        if word.can_be("=on"):
            # A learner's "minä on 52", beside "ikäni on 52".
            return any("ikä" in w.lemmas or w.form in _ME for w in before)
        if any(lemma in verbs for lemma in word.lemmas):
            return True
        is_time = word.case in ("Ade", "Ess", "Ine")
        if index == 0 and word.token.pos == "NOUN" and "ikä" not in word.lemmas and not is_time:
            return False
    return False


def _is_whole_message(words: Sequence[Word], first: int, last: int) -> bool:
    return all(word.is_mark or word.token.pos == "INTJ" for word in [*words[:first], *words[last + 1 :]])


def _year_of_birth(
    words: Sequence[Word], position: int, number: int, year: int
) -> Iterator[tuple[int, int, int]]:
    around = words[max(0, position - 4) : position + 3]
    if not any(lemma in _BORN for word in around for lemma in (*word.lemmas, word.form)):
        return
    if number < 100:
        number += 1900 if number > year % 100 - YOUNGEST else 2000
    yield year - number, position, position


def _is_decade(words: Sequence[Word], last: int) -> bool:
    """Whether the number names a decade: "80-luvun lapsi" tells no age."""
    return any(word.form.startswith(("luvu", "luku", "lukula")) for word in words[last + 1 : last + 3])


def _follows_birth(words: Sequence[Word], position: int) -> bool:
    """Whether a word of birth stands just before the number: "olen syntynyt -68"."""
    before = [word for word in words[max(0, position - _BORN_WINDOW) : position] if not word.is_mark]
    return any(lemma in _BORN for word in before for lemma in (*word.lemmas, word.form))


def _about(words: Sequence[Word], position: int) -> int:
    """Return the tens that a round age names ("viisissäkymmenissä", "neljänkympin korvilla"), or 0."""
    form = words[position].form.translate(_DOTS_OFF)
    match = _IN_TENS.match(form) or _TENS_OF.match(form)
    if match is None:
        return 0
    tens = 10 * (8 if match[1].startswith("kahd") and match[1] != "kahden" else _STEMS_OF_TENS[match[1][:2]])
    if _IN_TENS.match(form):
        return tens
    before = {word.form.translate(_DOTS_OFF) for word in words[max(0, position - 2) : position]}
    after = {word.form.translate(_DOTS_OFF) for word in words[position + 1 : position + 2]}
    myself = position < 3 or any(word.form in _ME for word in words[max(0, position - 4) : position])
    said = bool(before & _ABOUT_BEFORE) and myself
    return tens if after & _ABOUT_AFTER or said else 0


def _one_word(words: Sequence[Word], position: int, year: int) -> Iterator[tuple[int, int, int]]:
    word = words[position]
    slang = slang_age(word.form)
    if slang is not None:
        yield (slang if slang < _SLANG_YEAR else year - 1900 - slang), position, position
        return
    tens = _about(words, position)
    if tens:
        yield tens, position, position
        return
    match = _DECADE.match(word.form)
    if match and not _is_anybody(words, position):
        unit = number_in_words(match[1])
        value = 10 * unit if unit else _SOME.get(match[1], 0)
        yield value, position, position
        return
    match = _ATTACHED.match(word.form)
    if match:
        value = int(match[1]) if match[1].isdecimal() else number_in_words(match[1]) or 0
        yield value, position, position


def _is_anybody(words: Sequence[Word], position: int) -> bool:
    """Whether a decade is that of people in general: "ei oteta yli kuuskymppistä"."""
    over = position > 0 and words[position - 1].form in ("yli", "alle")
    return over and words[position].form.endswith(("tä", "t", "lle", "ltä"))


def _is_of_another(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the age is a child's or somebody else's: who stands next to it, or else who is spoken of.

    "Olen kahden lapsen äiti, 41 v" speaks of oneself, "olen äiti, poika on 16" does not.
    """
    after = words[last + 1 : last + 2]
    if after and _is_any(after[0], _CHILDREN):
        return True
    clause = _clause_before(words, first)
    nearest = next((w for w in reversed(clause) if not w.is_mark and w.form not in _FILLERS), None)
    if nearest is not None and nearest.form != _WHAT_ONE and _is_any(nearest, _CHILDREN | _SOMEBODY):
        return True
    if any(word.form in _ME for word in clause) or _names_a_parent(clause):
        return False
    for index in range(len(clause) - 1, -1, -1):
        if clause[index].can_be("ikä"):
            return index > 0 and _is_any(clause[index - 1], _OTHERS)
        if _is_any(clause[index], _OTHERS):
            return True
    return False


def _names_a_parent(clause: Sequence[Word]) -> bool:
    """Whether one calls oneself a parent: "kolmen lapsen äiti", "yh-isä"."""
    for index, word in enumerate(clause):
        if word.token.lemma.startswith("yh"):
            return True
        if word.token.lemma in ("äiti", "isä") and index and clause[index - 1].can_be("lapsi"):
            return True
    return False


def _clause_before(words: Sequence[Word], first: int) -> Sequence[Word]:
    """The words before, back to the end of a sentence."""
    begin = max(0, first - OWNER_WINDOW)
    for index in range(first - 1, begin - 1, -1):
        if words[index].token.text in ".!?;:\n":
            return words[index + 1 : first]
    return words[begin:first]


def _is_any(word: Word, lemmas: frozenset[str]) -> bool:
    return any(lemma in lemmas for lemma in word.lemmas)
