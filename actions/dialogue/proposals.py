"""Finds what a message after courses proposes in the place of what was searched for. Pure.

"entäs lastenhoito?", "voisko olla sama mut illalla", "oikeestaan puutarha", "puutarha ois enemmän mun
juttu" and "poika sanoo jotta bussia se ajaisi" name something else, each with words of its own around it.
"""

import re
from dataclasses import dataclass

from actions.dialogue.desires import CONTRAST, wishes
from actions.dialogue.others import KIN
from nlu.analysis import shared_analyzer
from nlu.reading import read_message

LONGEST = 300  # letters; a longer message tells a story
MOST_WORDS_ASKED_ABOUT = 4  # "entä" before more asks something of its own
OPENERS = (
    r"^\W*(?:(?:no|hei|ai niin|ai nii|ainiin|ainii|joo|juu|mut|mutta|tai|vai|hmm|öö|siis|ja|eiku|ei ku"
    r"|niin|kyllä|kyl|ehkä|jospa|jos)\W+)*"
)
ASKING = (
    r"(?:vois\w*k[os]|vois\w*kohan|oisk[os]|oiskohan|olis\w*k[os]|olisikohan|sais\w*k[os]|löyty\w*k[öo]"
    r"|onk[os]|onkos)"
)
POINTING = r"(?:(?:se|ne|toi|tuo|tämä|tää|nää|nämä|nuo|noi|joku|jokin|jotku|jotain|vaikka)\s+)"
SAME = re.compile(
    rf"{OPENERS}(?:{ASKING}\s+)?(?:olla\s+)?{POINTING}?sama\w*\s+(?:\w+\s+)??mut(?:ta)?\s+(?P<said>.+)$",
    re.IGNORECASE,
)
ABOUT = re.compile(
    rf"{OPENERS}(?:entä(?:s|pä|päs)?|mites|mitäs|mitä(?=\s+jos\b))\s+"
    r"(?:jos\s+(?:(?:mä|mie|minä|mää)\s+)?(?:(?:ois\w*|olis\w*|opiskelis\w*|rupe\w+|alka\w+|lähti\w+)\s+)?)?"
    rf"{POINTING}?(?P<said>\w.*?)\W*$",
    re.IGNORECASE,
)
RELAYED = re.compile(
    rf"{OPENERS}(?:se\s+)?(?:(?:mun|minun|meiän|meidän|tuo|toi)\s+)?(?:{KIN}|isäntä|emäntä|hän|minä|mä)\s+"
    r"(?:\w+\s+){0,2}?(?:sano\w*|tuuma\w*|tuumi\w*|meina\w*|arvelee|arveli|toivo\w*|ajattel\w*"
    r"|on sitä mieltä)"
    r"\s+(?:että|et|jotta|notta)\s+(?P<said>.+)$",
    re.IGNORECASE,
)
INSTEAD = re.compile(
    rf"{OPENERS}(?:oikee?staan|oikeast\w+|itse\s?asia\w*|(?:tarko(?:i)?ti[mn]|meinasin)(?:\s+(?:siis|kyllä|enem\w+))*"
    r"|(?:muuti|vaihdo)n\w*\s+(?:(?:mun|minun)\s+)?miel\w+"
    r"|miel\w+\s+(?:(?:kyllä|jo|nyt)\s+)?muuttu\w+)\W+(?:(?:ja|että|et|kun|ku|eli|niin|ni)\s+)?(?P<said>.+)$",
    re.IGNORECASE,
)
MINE = re.compile(
    rf"{OPENERS}(?:{ASKING}\s+)?(?P<said>\w.*?)\s+"
    r"(?:(?:on|o|ois\w*|olis\w*|vois\w*|olla|kyllä|kyl|ehkä|sittenki\w*)\s+)*"
    r"(?:enem\w+|parem\w+)\s+(?:olla\s+)?(?:mua\b|(?:mun|minun|miun|meikän|meikäläisen)\s+"
    r"(?:juttu\w*|heini\w+|ala\w*|homma\w*|paikka\w*))",
    re.IGNORECASE,
)
FIRST = re.compile(
    rf"{OPENERS}(?:sittenki\w*|mielu+m\w*|ennemmin\w*|pikemmin\w*)\s+(?P<said>.+)$", re.IGNORECASE
)
PERHAPS = re.compile(
    rf"{OPENERS}{ASKING}\s+(?:olla\s+)?(?:vaikka|joku|jokin|jota\w*|jotta\w*)\s+(?P<said>.+?)\W*$",
    re.IGNORECASE,
)
COMPANY = re.compile(
    rf"{OPENERS}(?:.*[,.;]\s*)?(?:jota\w*|jotta\w*|joku|jokin|halu\w*|tahdo\w*|tykkä\w*)\s+"
    r"(?P<said>(?:\w+\s+){1,3}(?:kans\w*|kaa|kaas|paris\w*))\W*$",
    re.IGNORECASE,
)
WOULD = re.compile(r"\b(?:ois|olis|vois|kannattais|pitäis|sopis|passais|kävis)\w*", re.IGNORECASE)
CLAUSE = re.compile(r"[,.;!?:]|\b(?:mut|mutta|koska)\b", re.IGNORECASE)
THAN = re.compile(r"\s+(?:kuin|kun|ku)\s+\S+(?:\s+\S+)?\s*$", re.IGNORECASE)
# What sets against, wishes politely or points, and names nothing.
AROUND = re.compile(
    r"\b(?:sittenki\w*|kuitenki\w*|kuiten\w*|mielu+m\w*|ennemmin\w*|pikemmin\w*|oikee?staan|itse\s?asia\w*|pliis|plz"
    r"|vois\w*|ois\w*|olis\w*|olla|enemmän|enempi|mukavem\w+|parem\w+|kivem\w+"
    rf"|please|kiitos|{ASKING[3:-1]}|se|toi|tuo|nuo|noi)\b",
    re.IGNORECASE,
)
IN_PLACE = re.compile(
    rf"{OPENERS}(?:(?:anna|näytä|etsi|hae|ota)\w*\s+(?:tulla\s+)?)?(?P<said>\w.*?)\s+sen\s+(?:sijaan|sijasta|tilalle)\b",
    re.IGNORECASE,
)
DRIVING = re.compile(r"\baja(?:a|i\w*|s|sin|maan|maa)\b", re.IGNORECASE)  # spoken too
DRIVER, OCCUPATION = "kuski", "occupation"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed, without the words around it; `asks`: only in so far as it is a name and no more."""

    said: str
    asks: bool = False


def proposal_in(text: str) -> Proposal | None:
    """What a message proposes; None where it has no words that propose."""
    text = " ".join(text.split())
    if len(text) > LONGEST:
        return None
    for pattern in (MINE, SAME, INSTEAD, IN_PLACE, COMPANY, FIRST):
        if found := pattern.match(text):
            return _of(found["said"])
    found = RELAYED.match(text)
    if found and (CONTRAST.search(found["said"]) or wishes(found["said"]) or WOULD.search(found["said"])):
        return _of(found["said"])
    found = ABOUT.match(text) or PERHAPS.match(text)
    if found and len(found["said"].split()) <= MOST_WORDS_ASKED_ABOUT:
        return _of(found["said"], asks=True)
    return None


def _of(said: str, *, asks: bool = False) -> Proposal | None:
    clause = next((part for part in CLAUSE.split(said) if part.strip()), "")
    plain = " ".join(AROUND.sub(" ", THAN.sub("", clause)).split())
    return Proposal(plain, asks) if plain else None


def driver_of(clause: str) -> str | None:
    """The occupation of who drives what a clause says: "bussia ajaisin" is said of a bus driver."""
    if not DRIVING.search(clause):
        return None
    for token in shared_analyzer().tokens(clause):
        if token.pos == "NOUN" and token.text.lower().endswith(("a", "ä")):
            read = read_message(f"{token.lemma}{DRIVER}").entities
            found = next((one.value for one in read if one.entity == OCCUPATION), None)
            if found is not None:
                return found
    return None
