"""How long a person can or wants to study, in months. Time that has passed (experience, unemployment) is
none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlu.entities.model import Entity
from nlu.entities.numbers import number_in_words
from nlu.entities.words import Word

# Months in a unit; four weeks make a month.
_UNITS = {"vuosi": 12.0, "v": 12.0, "vuotinen": 12.0, "kuukausi": 1.0, "kk": 1.0, "kuu": 1.0,
"viikko": 0.25, "vko": 0.25,
          "vk": 0.25, "lukukausi": 5.0, "lukuvuosi": 10.0}  # fmt: skip
_COUNTS = {"puoli": 0.5, "puolen": 0.5, "pari": 2.0, "parin": 2.0, "muutama": 3.0, "muutaman": 3.0,
"puolitoista": 1.5, "puolisen": 0.5,
           "puolentoista": 1.5, "puol": 0.5, "puoltoista": 1.5}  # fmt: skip
_ONE_OF_IT = frozenset(
    {"vuoden", "vuodessa", "kuukauden", "kuukaudessa", "vuos", "vuosi", "vuojen", "vuodeksi", "vuodeks"}
)
_ONE_WORD = re.compile(
    r"^(\w{1,14}?)-?(vuoden|vuotinen|vuotista|vuota|kuukauden|kuukautinen|viikon|viikkoinen|vuotta)$"
)
_PAST = frozenset(
    {"kokemus", "työkokemus", "työskennellä", "ollut", "sitten", "vanha", "ikä", "kestänyt", "asua",
    "asunut", "tehnyt",
     "työttömyys", "ura", "takaperin", "ikäinen", "työura", "työhistoria", "sairaus", "lapsi", "täyttää",
     "hoisin", "aikoinaan", "kuluttua", "eteenpäin", "vähintään", "päästä", "=päästä", "=pääst", "väliajoin",
     "kerrallaan", "kerrallaa", "raitis", "raittiina", "kuivilla", "takana", "puuttua", "uupua", "palkaton",
     "työkokeilu", "kokeilla"}
)  # fmt: skip
_PRESENT = frozenset({"opiskella", "kestää", "koulutus", "kurssi", "opinto", "opiskelu", "korkeintaan",
"enintään", "maksimissaan",
                      "maks", "max", "alle", "voida", "jaksaa", "haluta", "ehtiä", "aika", "opinnot",
                      "sisällä", "kuluessa",
                      "mieluiten", "noin", "pituinen", "mittainen", "kestävä", "pitkä", "lyhyt", "valmis",
                      "kouluttautua", "=vuodeksi", "jaksaisin", "oppia"})  # fmt: skip
_AGO = "sitten"  # right behind the time; farther on it begins what comes next
_CAN = frozenset({"voin", "pystyn", "ehdin", "saatan"})  # present, though they look like the imperfect
# "En jaksa kolmea vuotta" tells how long one does not want to study.
_NO = ("en", "enkä", "ei", "eikä", "emmä", "emmää")
_TOO_LONG = ("jaksaa", "viitsiä", "haluta", "tahtoa", "istua")
# Participles ("hitsannut", "ollu", "leiponna") and the first person's imperfect, not its conditional.
_DONE = re.compile(r"^\w{2,}(?:[nlrs][uy]t?|[nlrs][uy]nn[aäuy]t?|nn[aä])$")
_DID = re.compile(r"(?<!is)(?<!si)(?<!\bvo)(?:in|imme)$")  # "voin" is said of now
_ENCLITIC = re.compile(r"(?<=\w{3})kin?$")  # "kolmeki vuotta"
# Spoken forms that Voikko knows for nothing where an enclitic follows: "kaks vuottaki".
_WITH_ENCLITIC = {
    "vuotta": "vuosi", "vuot": "vuosi", "kuukautta": "kuukausi", "viikkoa": "viikko", "viikkoo": "viikko"
}  # fmt: skip
_TIMES = frozenset({"vuosi", "päivä", "viikko", "kuukausi", "kevät", "syksy", "kesä", "talvi", "aika"})
_NO_ROLES = ("opinto", "opinnot", "kurssi", "koulutus", "opiskelu", *_TIMES)
WINDOW = 5
_SENTENCE_ENDS = frozenset(".!?;")
# No qualification takes longer; what does is a career ("kokkina kymmenen vuotta").
LONGEST_MONTHS = 72


def find_durations(words: Sequence[Word]) -> Iterator[Entity]:
    """Yield lengths of study; the value is a number of months without needless decimals."""
    for months, first, last in find_lengths(words):
        if _is_wish(words, first, last):
            yield Entity("duration", plain_months(months), words[first].token.start, words[last].token.end)


def find_lengths(words: Sequence[Word]) -> Iterator[tuple[float, int, int]]:
    """Yield what may be a length of study, whatever stands beside it: the months, its first and last word."""
    for position, word in enumerate(words):
        months, first, last = _length_at(words, position, word)
        if 0 < months <= LONGEST_MONTHS and not _is_past(words, first, last):
            yield months, first, last


def _length_at(words: Sequence[Word], position: int, word: Word) -> tuple[float, int, int]:
    match = _ONE_WORD.match(word.form)
    if match:
        said = count_said(match[1])
        months = 12.0 if match[2].startswith("vuo") else 1.0 if match[2].startswith("kuu") else 0.25
        return (said or 0) * months, position, position
    names = (*word.lemmas, word.form, _WITH_ENCLITIC.get(_ENCLITIC.sub("", word.form), ""))
    unit = next((_UNITS[name] for name in names if name in _UNITS), None)
    if unit is None:
        return 0, position, position
    before = position - 1
    if before >= 0 and words[before].form == "-":
        before -= 1
    number = count_said(words[before].form) or count_said(words[before].token.lemma) if before >= 0 else None
    if number is not None:
        return number * unit, before, position
    # "vuoden", "vuodessa": one of it, unless it is a date or an age.
    if word.form in _ONE_OF_IT and not (before >= 0 and words[before].can_be("ensi")):
        return unit, position, position
    return 0, position, position


def count_said(form: str) -> float | None:
    """Return the number that a word in lower case counts, halves and "pari" too, or None."""
    form = _ENCLITIC.sub("", form)
    if form in _COUNTS:
        return _COUNTS[form]
    plain = form.replace(",", ".")
    if re.fullmatch(r"\d{1,2}(?:\.\d)?", plain):
        return float(plain)
    return number_in_words(form)


def _is_past(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the time has passed or is a career: "kymmenen vuotta hitsaajana", "olin pari vuotta töissä"."""
    before = words[max(0, first - WINDOW) : first]
    after = words[last + 1 : last + WINDOW]
    near = [word for word in (*before, *after[1:]) if word.token.lemma != _AGO]
    near += after[:1]
    if any(lemma in _PAST for word in near for lemma in (word.token.lemma, word.form)):
        return True
    clause = list(_up_to_mark(before[::-1]))
    if any(w.can_be(no) for w in clause for no in _NO) and any(
        w.can_be(t) for w in clause for t in _TOO_LONG
    ):
        return True
    if after and _names_a_doer(after[0]):
        return True
    return any(_tells_of_past(word) for word in (*_up_to_mark(before[::-1]), *_up_to_mark(after)))


def _up_to_mark(words: Sequence[Word]) -> Iterator[Word]:
    for word in words:
        if word.is_mark:
            return
        yield word


def _tells_of_past(word: Word) -> bool:
    """A verb that says what one did ("kävin", "hitsannut"), or a role that one had ("hitsaajana")."""
    did = word.token.pos == "VERB" and word.form not in _CAN and _DID.search(word.form)
    if _DONE.search(word.form) or did:
        return True
    return word.case == "Ess" and word.token.pos == "NOUN" and not word.token.lemma.endswith(_NO_ROLES)


def _names_a_doer(word: Word) -> bool:
    """A learner's role without its case: "viisi vuotta siivooja"."""
    return word.token.pos == "NOUN" and word.token.lemma.endswith(("ja", "jä"))


def _is_wish(words: Sequence[Word], first: int, last: int) -> bool:
    if len([word for word in words if not word.is_mark]) <= last - first + 3:
        return True
    sentence = (*_up_to_end(words[:first][::-1]), *words[first : last + 1], *_up_to_end(words[last + 1 :]))
    return any(lemma in _PRESENT for word in sentence for lemma in (word.token.lemma, word.form))


def _up_to_end(words: Sequence[Word]) -> Iterator[Word]:
    for word in words:
        if word.token.text in _SENTENCE_ENDS:
            return
        yield word


def plain_months(months: float) -> str:
    """A number of months without needless decimals."""
    return str(int(months)) if months == int(months) else str(round(months, 2))
