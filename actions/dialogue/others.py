"""What a message says of somebody else, or of a place that is left or far: nothing of the learner."""

import re
from collections.abc import Iterable

from actions.dialogue.desires import OTHER_S
from actions.dialogue.turn import Entity

KIN = (
    r"tyttären?i|tyttär?et?\w*|tytär|tyttö|tytöt|likka|poikani|poika|pojat|lapseni|siskoni|sisko|veljeni|veli|mieheni|mies"
    r"|miehen|vaimoni|vaimo|puolisoni|puoliso|avopuoliso|kaverini|kaveri|ystäväni|ystävä|äitini|äiti|isäni|isä|naapurini"
    r"|naapuri|serkkuni|serkku|isoveli|pikkuveli|velipoika|isosisko|pikkusisko|siskot|frendi|frendit|kamu"
    r"|muija|eksä|exä|ex|faija|mutsi|anoppi|appi|appiukko|täti|tätini|setä|eno|työkaveri|työkaverini|pomo|kundi"
    r"|mummo|mummoni|mummi|ukki|vaari|pappa"
    r"|ukko|ukkoni|akka|eukko|kummini|kummityttö|kummipoika|tyttöystäväni|poikaystäväni"
)
# Whom one meets in one's work, and writes with or for.
CLIENTS = (
    r"asiakas|asiakkaani|asiakkaamme|ohjattava|ohjattavani|valmennettava|valmennettavani|opiskelija|opiskelijani"
    r"|oppilas|oppilaani|kuntoutuja|kuntoutujani|nuori|kotoutuja|maahanmuuttaja|työnhakija"
)
OF_KIN = re.compile(
    r"^\W*(?:no |hei |tuota |tota |siis |niin |kyllä |ja |että |et |kun |ku |mutta |mun |minun |meiän "
    r"|meidän |mein )*"
    rf"(?:{KIN})\b(?P<rest>.*)$",
    re.IGNORECASE,
)
# Whose kin one is: "maanviljelijän vaimo" is no farmer.
KIN_OF = re.compile(
    r"^\s+(?:vaimo|mies|puoliso|leski|tytär|tyttö|poika|lapsi|äiti|isä|sisko|veli|emäntä|kaveri)\b"
)
# Verbs that speak of a third person; without one "äiti Oulusta" is the learner.
THIRD = re.compile(
    r"\b(?:on|oli|o|asuu|asui|opiskelee|opiskeli|käy|kävi|sai|jäi|tekee|teki|työskentelee|lopetti|lähti"
    r"|muutti|pääsi|haki|hakee|ajaa|menee|meni|valmistui|lukee|luki|aikoo|haluaa|aloitti|alkoi|toimii"
    r"|tuli|tulee|joutui|etsii|löysi|halus|haluu|aikoi)\b"
)
FIRST = re.compile(
    r"\b(?:minä|mä|mää|mie|mul|mulla|minulla|itse|ite|olen|oon|asun|haluan|haluun|haluisin|haluaisin)\b"
)
ME_TOO = re.compile(r"\b(?:mäki|mäkin|mäkki|minäki|minäkin|mieki|miekin|määki|mäkii)\b", re.IGNORECASE)
CLAUSE = re.compile(r"[.,;!?()\n]|\b(?:mut|mutta)\b", re.IGNORECASE)
LEAVING = re.compile(
    r"\b(?:muut(?:an|in|amme|imme|to|ettu|tanu\w*)|muuttamassa|lähden|lähen|lähdin|pois|siirryn|palaan|palasin)\b"
)
FROM = ("sta", "stä", "lta", "ltä", "st", "lt")
INTO = ("seen", "hin", "lle", "an", "en", "in", "on", "un", "yn", "än", "ön", "aa", "ään")
LIVING = re.compile(r"\b(?:asun|asumme|asutaan|asustan|assuu|assun|kotona|itse) (?:\w+ ){0,2}$")
# Where one lived once.
LIVED = re.compile(r"\b(?:asuin|asuttiin|asuimme|asuinpaikkani oli|muutin pois)\b")
LIVING_THERE = re.compile(r"^\s+(?:\w+ )?(?:asun|asumme|asutaan|asustan|asustelen|asustellaan|assuu|assun)\b")
NOW = re.compile(r"\b(?:nyt|nykyään|nykyisin|nyttemmin|nykysin) (?:(?!halu|haen|etsin|tahdo)\w+ ){0,3}$")
AT = ("ssa", "ssä", "lla", "llä", "sa", "sä", "la", "lä", "s", "l")
MOVING = re.compile(r"\b(?:muutan|muutamme|muutetaan|muuttamassa|muuttaa|muutto)\b")
FAR = re.compile(
    r"\b(?:\w+\s+)?(?:kilometriä|kilsaa|kilometri|km|tunnin matka|tunti|tuntia|matka|pitkä matka)\b"
)
WORKED = re.compile(
    r"\b(?:olin|ollut|ollu|työskentelin|tein)\b.{0,25}\b(?:töissä|töis|firmassa|duunissa|hommissa|vuotta)\b"
)


def is_of_another(one: Entity, text: str) -> bool:
    """Whether what an entity says is said of somebody else: "tyttäreni opiskelee lääkäriksi Turussa"."""
    if one.sure:
        return one.role == OTHER_S
    _, found, after = _parted(one, text)
    if not (found and one.text):
        return False
    if one.name == "occupation" and one.text.lower().endswith("n") and KIN_OF.match(after):
        return True
    if one.name in ("field", "occupation", "qualification") and ME_TOO.search(text):
        return False
    return tells_of_another(_clause(one, text)) and not FIRST.search(_ahead(one, text))


def tells_of_another(clause: str) -> bool:
    """Whether a clause is about somebody else: "kaveri opiskelee etänä"."""
    kin = OF_KIN.match(clause)
    return kin is not None and bool(THIRD.search(kin["rest"].lower()))


def without_other_places(entities: Iterable[Entity], text: str) -> list[Entity]:
    """Of several places the one that is meant: not one that is left, is far, or was only worked at. Where one
    lived once is never meant."""
    entities = [one for one in entities if one.name != "place" or not LIVED.search(_clause(one, text))]
    places = [one for one in entities if one.name == "place"]
    if len(places) < 2:
        return entities
    meant = [one for one in places if not _is_elsewhere(one, text)] or places
    nearer = (
        [one for one in meant if is_there(one, text)] for is_there in (_is_moved_to, _is_lived_in, _is_of_now)
    )
    kept = next((some for some in nearer if some and len(some) < len(meant)), meant)
    return [one for one in entities if one.name != "place" or one in kept]


def _is_moved_to(one: Entity, text: str) -> bool:
    """Whether one is about to move there: "asun Oulussa, muutan kesällä Vaasaan"."""
    return one.text.lower().endswith(INTO) and bool(MOVING.search(_ahead(one, text)))


def _is_lived_in(one: Entity, text: str) -> bool:
    after = text.lower().partition(one.text.lower())[2]
    return bool(LIVING.search(_ahead(one, text)) or LIVING_THERE.match(after))


def _is_of_now(one: Entity, text: str) -> bool:
    """Whether one is there now, beside places of before: "Porin poikia, nyt Raumalla"."""
    return one.text.lower().endswith(AT) and bool(NOW.search(_ahead(one, text)))


def _is_elsewhere(one: Entity, text: str) -> bool:
    clause, said = _clause(one, text), one.text.lower()
    if LEAVING.search(clause) and said.endswith(FROM):
        return True
    after = text.lower().partition(said)[2]
    far = said.endswith((*INTO, "hunki", "hunkin")) and FAR.match(after.lstrip())
    part = said.endswith("n") and re.match(r"\s+(?:saaristo|seutu|lähellä|lähistö|suunta|suunnalla)\b", after)
    return bool(far or part or WORKED.search(clause))


def _ahead(one: Entity, text: str) -> str:
    return CLAUSE.split(_parted(one, text)[0])[-1]


def _clause(one: Entity, text: str) -> str:
    before, _, after = _parted(one, text)
    return f"{CLAUSE.split(before)[-1]}{one.text.lower()}{CLAUSE.split(after)[0]}"


def _parted(one: Entity, text: str) -> tuple[str, str, str]:
    """A text in small letters, parted at an entity: at a word of its own, not inside of another ("espoo" in
    "espooseen")."""
    low, said = text.lower(), one.text.lower()
    found = re.search(rf"(?<!\w){re.escape(said)}(?!\w)", low) if said else None
    return (low[: found.start()], said, low[found.end() :]) if found else low.partition(said)
