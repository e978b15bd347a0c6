"""A message as clauses of words: where one ends, and what a no in it denies. Pure."""

from collections.abc import Iterator, Sequence

from actions.dialogue.clauses import BUT
from nlu.analysis import shared_analyzer
from nlu.entities.words import Word, words_of

NO = frozenset({"ei", "en", "eikä", "enkä", "emmä", "emmää", "muttei", "eihän", "älä", "eii"})
AND_NO = frozenset({"eikä", "enkä"})
ENDS = frozenset({".", ",", ";", "!", "?"})
BREAKING = frozenset({*BUT, "mutku", "vaan", "eiku", "eikun", "ku", "kun", "koska", "sitten", "sit"})
# What may stand between a no and what it denies: "en mä enää mitään puuta", "en halua opiskella iltaisin".
LIGHT = frozenset(
    {"olla", "minä", "mikään", "se", "tuo", "toi", "tämä", "ne", "enää", "sittenkään", "kuitenkaan", "nyt"}
    | {"todellakaan", "missään", "ainakaan", "vielä", "yhtään", "kai", "oikeasti", "vain", "asua", "haluta"}
    | {"opiskella", "tahtoa", "kiinnostaa", "käydä", "oo", "ole", "oikeestaan", "oikeastaan", "tulla"}
)
BUT_RATHER = "vaan"
FURTHEST = 4  # words between a no and what it denies
# What follows a no that leaves what stands before it: "Vaasa ei haittaa", "puu ei ole huono".
LEAVES = frozenset({"haitata", "haittaa", "tarvita", "tarvitse", "tartte", "tarvi", "pakko"})
NOT_BAD = frozenset({"huono", "paha", "mahdoton", "hassumpi", "pakko", "pakollinen", "ongelma", "este"})
BESIDE_A_NO = frozenset({"työtön", "lomautettu"})  # what one is not, said after a no: "lomautettu en työtön"
NAMING = frozenset({"NOUN", "PROPN", "NUM", "X"})
BEFORE_A_NAME = frozenset({"mikään", "mitään", "mitää", "missään", "mikää", "se", "enää", "missää"})
POLITE = frozenset({"kiitos", "kiitti"})
WRONG = frozenset(
    {
        "myrkky",
        "myrkkyä",
        "painajainen",
        "kauhistus",
        "väärin",
        "väärä",
        "virhe",
        "vahinko",
        "pois",
        "sijaan",
        "sijasta",
        "asemesta",
        "sijast",
    }
)
NEAR = 3  # words after which what is wrong may be said to be so


def words_in(text: str) -> list[Word]:
    """The words and marks of a text."""
    return words_of(shared_analyzer().tokens(text), shared_analyzer())


def clauses_of(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The clauses that ask nothing: where each begins, and where it has ended."""
    first = 0
    for at, word in enumerate([*words, None]):
        if word is not None and word.token.text not in ENDS and word.form not in BREAKING:
            continue
        if at > first and (word is None or word.token.text != "?"):
            yield first, at
        first = at + 1


def is_in_a_denial(words: Sequence[Word], first: int) -> bool:
    """Whether a no stands anywhere before the word at `first` in its clause."""
    for word in reversed(words[:first]):
        if word.token.text in ENDS or word.form in BREAKING:
            return False
        if word.form in NO:
            return True
    return False


def denies_ahead(words: Sequence[Word], first: int) -> bool:
    """Whether a no stands before the word at `first`, with light words between at most."""
    for word in reversed(words[max(0, first - FURTHEST - 1) : first]):
        if word.form in NO:
            return True
        if (
            word.token.text in ENDS
            or word.form == BUT_RATHER
            or not LIGHT.intersection((*word.lemmas, word.form))
        ):
            return False
    return False


def is_denied_at(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words from `first` to `last` are denied: "ei puuta", "puu ei", "puu on väärin".

    The no of "Vaasa ei Tampere" denies what it stands before.
    """
    return denies_ahead(words, first) or _no_follows(words, last) or _is_wrong(words, last)


def _no_follows(words: Sequence[Word], last: int) -> bool:
    after = words[last + 1 : last + 2 + NEAR]
    if after and after[0].form in BUT and all(word.token.text in ENDS for word in after[2:3]):
        after = after[1:]  # "hoitoalalle mut ei"
    if not after or after[0].form not in NO:
        return False
    rest = after[1:]
    while len(rest) > 1 and rest[0].token.pos in ("PRON", "ADV") and rest[0].form in BEFORE_A_NAME:
        rest = rest[1:]
    if not rest or rest[0].token.text in ENDS or rest[0].form in POLITE:
        return True
    if after[0].form in AND_NO:
        return False  # "lähiopetus eikä etä" denies what follows
    if LEAVES.intersection(rest[0].lemmas) or any(NOT_BAD.intersection(word.lemmas) for word in rest):
        return False
    names = rest[0].token.pos in NAMING or not BESIDE_A_NO.isdisjoint(rest[0].lemmas)
    return not names or rest[0].form in LIGHT


def _is_wrong(words: Sequence[Word], last: int) -> bool:
    for word in words[last + 1 : last + 1 + NEAR]:
        if word.token.text in ENDS or word.form in BREAKING:
            return False
        if WRONG.intersection((*word.lemmas, word.form)):
            return True
        if word.token.pos in NAMING and word.token.lemma not in LIGHT:
            return False
    return False
