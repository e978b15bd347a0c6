"""Whether words ask something: a question mark, or a first word with the enclitic of a question."""

from __future__ import annotations

import re

from nlu.analysis import shared_analyzer
from nlu.naming import FOLDED, said

# Enclitics of a verb or an adverb that asks, spoken too.
ASKING = ("ko", "kö", "ks", "kös", "kos", "kohan", "köhän")
WORN_ASKING = re.compile(r"(?:[nt]|aa|ää|ee|ii|oo|uu|yy|öö)k$")  # in the south-west: "olenk", "pääseek"
WHAT_IF = re.compile(r"\W*(?:entä|entäs|mitä|mitäs|mites|miten)\s+jos\b")  # "entä jos en jaksa"
WHAT_ABOUT = frozenset({"entä", "entäs", "entäpä"})
OPENERS = frozenset(
    {"no", "ja", "mut", "mutta", "mutku", "hei", "hmm", "niin", "nii", "entä", "entäs", "tai", "sit"}
    | {"ainiin", "ainii", "aijuu", "kuule", "kato", "hetki", "oota", "vielä", "viel", "muuten", "sitten"}
    | {"vai", "ai", "joo", "okei", "ok", "siis", "tota", "öö", "moi", "terve", "anteeksi", "sori", "kiitos"}
)
NO_QUESTIONS = frozenset({"verkko", "joko", "pakko", "heikko", "viikko", "keskiviikko", "kaks", "yks"})
NOUNS = frozenset({"NOUN", "ADJ"})
VERBS = frozenset({"VERB", "AUX"})
WHAT_IS = ("mikä olla", "mitä olla", "mitä tarkoittaa", "mitä se tarkoittaa", "mitä meinata", "mitä merkitä")
WHAT = frozenset({"mitä", "mikä", "mitäs", "mikäs"})
MEANING = ("tarkoittaa", "meinata", "merkitä")  # "mitä tuo työn ohessa meinaa"
QUESTION_WORDS = frozenset(
    {"mitä", "mikä", "miten", "mites", "mitäs", "kuka", "kenen", "kuinka", "kuin", "missä", "mistä", "mihin"}
    | {
        "minne",
        "millä",
        "milloin",
        "millon",
        "kauan",
        "paljon",
        "montako",
        "miksi",
        "miks",
        "minkä",
        "kenelle",
        "kumpi",
        "kumpaan",
        "kummassa",
        "kumman",
        "keneltä",
        "ketä",
        "keneen",
        "mille",
        "miltä",
        "millainen",
        "millaista",
        "mitenkä",
        "mihinkä",
        "mistee",
        "millonka",
    }
)
FOLDED_QUESTION_WORDS = frozenset(word.translate(FOLDED) for word in QUESTION_WORDS)
WORD_CLITIC = re.compile(r"(?:kohan|kohän|han|pas|pa|s)$")  # "kukas", "mitähän", "missäs"
ANY = frozenset({"vain", "vaan", "vaa", "tahansa"})  # "miten vaan" asks nothing
# Verbs of need, without dots.
NEEDING = ("tarvi", "tartte", "vaadi", "edelly", "pitaa", "pitais", "pitas", "taytyy")


def is_question(text: str) -> bool:
    """A question mark, or a first word that asks: "otetaanko", "kauanko", "pääseeks", "no olenk"."""
    return "?" in text or begins_with_question(text) or bool(WHAT_IF.match(text.lower()))


def begins_with_question(text: str) -> bool:
    """Whether the first word that is no mere opener of speech asks."""
    words = [word for word in _words(text) if word not in OPENERS][:2]
    if not words:
        return False
    first = words[0].translate(FOLDED)  # "milla ma elan"
    question_word = {first, WORD_CLITIC.sub("", first)} & FOLDED_QUESTION_WORDS
    return asks(words[0]) or (bool(question_word) and words[-1] not in ANY)


def asks_of_need(text: str) -> bool:
    """Whether a question asks if something is needed: "tarvinko hygieniapassin", "pitääkö olla ajokortti"."""
    return is_question(text) and any(
        word.translate(FOLDED).startswith(NEEDING) and asks(word) for word in _words(text)
    )


def asks_what_it_is(text: str) -> bool:
    """Whether a message asks what something is or means: it is the subject, and nothing that is so."""
    heard = said(text)
    first = next((word for word in _words(text) if word not in OPENERS), "")
    return heard.names_any(WHAT_IS) or (first in WHAT and heard.names_any(MEANING))


def asks(word: str) -> bool:
    """Whether a word, in small letters, has the enclitic of a question: "onko", "saaks"."""
    if word in NO_QUESTIONS:
        return False
    if not word.endswith(ASKING):
        return bool(WORN_ASKING.search(word)) and _is_verb(word[:-1])
    return not (_is_spoken_case(word) or _is_noun(word))


def asks_somewhere(text: str) -> bool:
    """Whether a text asks, or has a verb that asks in its midst: "niin sitä mietin että pääseekö sinne"."""
    return is_question(text) or any(asks(word) or word in WHAT_ABOUT for word in _words(text))


def _is_verb(word: str) -> bool:
    """Whether a word is a verb's form: "olen" of "olenk", not "at" of "atk"."""
    if not word:
        return False
    return word.startswith(NEEDING) or shared_analyzer().tokens(word)[0].pos in VERBS


def _is_noun(word: str) -> bool:
    """Whether a word is a noun with the letters of a question at its end: "lakko"."""
    token = shared_analyzer().tokens(word)[0]
    return token.pos in NOUNS and token.lemma == word


def _is_spoken_case(word: str) -> bool:
    """Whether a word is a noun in the spoken translative: "kokiks" tells, "pääseeks" asks."""
    if not word.endswith("ks"):
        return False
    token = shared_analyzer().tokens(word)[0]
    return token.pos in NOUNS and not token.lemma.endswith(ASKING)


def _words(text: str) -> list[str]:
    return [word.strip(".,!?") for word in text.lower().split()]
