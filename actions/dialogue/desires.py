"""Tells what a learner wants to become from what they are: "olen insinööri, haluan rakennusalalle".

The language understanding gives each entity its role by the case and the words of its clause; where it gives
none, the endings and the words beside it tell.
"""

import re
from typing import Final

from actions.dialogue.clauses import WISH_END
from actions.dialogue.turn import Entity

GOAL: Final = "goal"
BACKGROUND: Final = "background"
DENIED: Final = "denied"  # of a sure role alone, as the next one
OTHER_S: Final = "other"
# Where one was or worked: inessive, adessive, elative and ablative ("raksalla", "kaupan alalta").
LEFT_BEHIND: Final = ("lla", "llä", "ssa", "ssä", "sta", "stä", "lta", "ltä", "al", "äl", "alal")
TO_BECOME: Final = ("ksi", "ks")  # the translative, spoken too
WISHING = re.compile(
    r"\b(?:(?:halua|haluu|halui|haluis|tahdo|tahto|kiinnosta|haave|unelm|toivo|tavoit|mielis|opiskel|tahon|tahton)\w*"
    r"|tek\w+ mieli\w*|mieli\w* tek\w+|ol?is\w* mieli\w*|mieli ol?is\w*"
    r"|vois\w*(?: \w+){0,2} (?:ottaa|käydä|käyä|suorittaa|hankkia|saada|saaha|opetella|oppia|lukea)"
    r"|(?:must|minust|miust|sust|siust|sinust)a?(?: \w+){0,2} tul\w+"
    r"|vois\w*(?: \w+){0,2} tulla)"
)
# What stands after what one wishes for: "hoitoala kiinnostais", "kokin työ olisi ihana", "siivous kävis".
INTERESTING = re.compile(
    r"\b(?:(?:kiinnosta|houkut|innosta)\w*|kävis\w*|kelpais\w*|sopis\w*|passais\w*"
    r"|(?:ois|olis|olisi|oisi|vois olla|voisi olla)\s+(?:\w+\s+)?(?:iha\w+|jees|kiva\w*|hyvä|mahtava"
    r"|unelma\w*|siisti|ok|mun juttu|mukava\w*|sopiva|lähellä sydän\w*)"
    r"|(?:on|o|oli|ollu|ollut)\s+(?:\w+\s+){0,2}(?:haave\w*|unelma\w*|toiveam\w*|lähellä sydän\w*))\b"
)
OTHER = re.compile(
    r"\b(?:jotai\w* (?:ihan |aivan |täysin |kokonaan )?(?:muuta|toista|uutta)|muuta kuin"
    r"|vaih\w+ (?:kokonaan )?ala\w*|alan ?vaih\w+|toiselle alalle|muulle alalle|uude\w+ ammat\w*)\b",
    re.IGNORECASE,
)
NOTHING_BUT = re.compile(r"\bei (?:muuta|mitään muuta) (?:ku|kun|kuin)\s+$")  # "ei muuta kun siivous"
BEING = re.compile(r"\b(olen|oon|olin|oo|ollut|ollu|ammatiltani|koulutukseltani)\s+(\w+\s+)?$")
# What tells of another wish than before: "ei kokki vaan leipuri", "mennään sillä kokilla kuitenkin".
CONTRAST = re.compile(
    r"\b(vaan|ei\s?ku\w*|sittenki\w*|kuitenki\w*|mielu+m\w*|ennemmin\w*|pikemmin\w*)\b", re.IGNORECASE
)
PROPOSING = re.compile(
    r"\W*(?:no |ja |hei |tai )*(?:pitä(?:is|s|isi)i?kö(?:hän)?|ol?is(?:i)?ko(?:han)?|vois(?:i)?ko(?:han)?)\b"
)
# A wish put as a question: "voisko tästä saada ammatin?"
ASKING_FOR = re.compile(
    r"\W*(?:no |ja |hei |siis |kai )*"
    r"(?:voi(?:s|si|sin|n)?ko|sai(?:s|si|sin)ko|pysty(?:s|is|isi|isin)?kö"
    r"|löyty(?:s|is|isi)?kö|ol?is(?:i)?ko)(?:han|s)?\b",
    re.IGNORECASE,
)
NO_FIRST = re.compile(r"\W*(?:no |ääh |äh |hei )*(?:ei|en)\b(?!\s*,)[^,.]*[,.]\s*\w+")
SENTENCE_END = re.compile(r"[.!?;]")
# What tells that one is or was somewhere, and for how long: "olin taloushallinnossa", "siivooja 20 v".
HAVING_BEEN = re.compile(
    r"\b(olin|oltu|ollut|ollu|olleeni|oon|olen|tein|tehny|tehnyt|työskentel\w+|töissä|töis|duunissa|hommissa"
    r"|takana|kokemus\w*|vuotta|vuos\w*|\d+\s?v)\b"
)
DOING = re.compile(r"\b(?:olen|oon|olin|teen|tein|ollut|ollu|toimin|työskentelen|tehnyt|tehny)\b")
# What tells that one's papers or strength for it are gone, or that one was taken for it: no wish.
LAPSED = re.compile(r"\b(vanhaks|vanhaksi|vanhen\w+|umpeutu\w+|vanhentu\w+|loppunu\w*|lakkau\w+|lopete\w+)\b")
# What tells right behind work that it has ended: "rekkahommat loppu".
ENDED_AFTER = re.compile(
    r"^[^\w.!?;]*(?:\w+\s+){0,1}?(?:loppu|loppui|loppuivat|loppuu|loppuvat|ohi|sai jäädä|saa jäädä"
    r"|saavat jäädä|jäivät|riitti|riittää|lähti alta|meni alta)\b(?!\s*[?])"
)
# What tells that papers that have run out are to be had again: "vanhentui, pitäis saada uus".
RENEWING = re.compile(
    r"\b(?:uus|uuden|uutta|uuelleen|uusia|uusii|uusitta\w*|uusimi\w*|uudest\w*|uudelleen|päivit\w*"
    r"|tarviin|tarviisin|tarvis\w*|tarvin|tarvitsen|tarvitsisin|tarvii|tartten|tarttisin|tarttis"
    r"|takasin|takaisin)\b(?!\s+(?:ammat\w*|ala\w*|työ\w*|duuni\w*|homm\w*))"
)
# "kun oon ollu hoiva-alalla kolkyt vuotta": where one has been, whatever else its clause wishes for.
BEEN_THERE = re.compile(r"\b(?:olin|oltu|ollut|ollu|ollunna)\s+(?:\w+\s+)?$")
HIRED = re.compile(
    r"^\W*(\w+\s+){0,2}?(palkat\w+|otet\w+|valit\w+|pääsin|päädyin|jouduin|ryhdyin|valmistuin)\b"
)
# What tells that one means to get papers for it: "jos hankkisin siitä ihan paperin".
MEANING_TO = re.compile(
    r"\b(hankkis\w*|suorittais\w*|opiskelis\w*|lukis\w*|lähtis\w*|ajatel\w*|ajattel\w*|harkits\w*|harkin\w*|aion"
    r"|aatel\w*|aattel\w*|haavei\w*|haavail\w*|kaavai\w*|funtsi\w*"
    r"|miettiny\w*|mietin|mietti\w*|mietis\w*|pohdi\w*|pohtinu\w*|pohtiny\w*|suunnitel\w*|suunnittel\w*)\b"
)
# Papers that one does not have yet: "voin tehä leipurin tutkinnon", "miten saa kokin paperit".
PAPERS = re.compile(r"^\w*\s+(?:perus|ammatti|osa)?-?(?:tutkin|paper|pätevyy|todistu)\w*")
TO_BE_HAD = re.compile(
    r"\b(?:voin|voinko|vois\w*|saan|saako|sais\w*|saapi|pitä\w*|tarvi\w*|tartt\w*|miten|mistä|kuinka|vaati\w*"
    r"|vaadi\w*|puuttu\w*|lupas\w*|hankkimaan|suorittamaan|tekemään)\b"
)
# "voisko täst vielä putkimies tulla?"
BECOMING = re.compile(r"^\w*\s+(?:vielä |viel |enää |ennää )?(?:tulla|tulis\w*)\b")
WORDS_AFTER = 3  # "kosmetologin hommat kiinnostais"


def is_ahead(one: Entity, text: str) -> bool:
    """Whether an entity does not stand where one was, or is wished for all the same."""
    if one.sure:
        return one.role == GOAL
    if is_over(one, text) or has_ended(one, text):
        return False
    if MEANING_TO.search(clause_of(one, text)):
        return True
    if one.role:
        return one.role == GOAL or not one.text.lower().endswith(LEFT_BEHIND)
    return not one.text.lower().endswith(LEFT_BEHIND) or is_wished(one, text)


def is_wished(one: Entity, text: str) -> bool:
    """Whether an occupation or a field is put as a wish: in the translative, beside a verb of wishing, or in
    the place of another."""
    if one.sure:
        return one.role == GOAL
    if is_over(one, text):
        return False
    clause = clause_of(one, text)
    before, after = around(one, text)
    if NOTHING_BUT.search(before):
        return True
    if INTERESTING.match(after.lstrip()) and not one.text.lower().endswith(LEFT_BEHIND):
        return True
    if TO_BE_HAD.search(clause) and (PAPERS.match(after) or BECOMING.match(after)):
        return True
    sets_against = CONTRAST.search(clause) and not HAVING_BEEN.search(clause)
    if MEANING_TO.search(clause) or sets_against:
        return True
    if one.role:
        return one.role == GOAL
    if one.name == "occupation" and one.text.lower().endswith(TO_BECOME):
        return True
    near = " ".join(after.split()[:WORDS_AFTER])
    return not is_self(one, text) and bool(WISHING.search(before) or INTERESTING.search(near))


def wishes(text: str) -> bool:
    """Whether a text wishes for something in words, whatever its endings may tell."""
    low = text.lower()
    return bool(WISHING.search(low) or MEANING_TO.search(low))


def is_self(one: Entity, text: str) -> bool:
    """Whether it says what one is or was: "oon lomautettu sähköasentaja"."""
    if one.role:
        return one.name == "occupation" and one.role == BACKGROUND
    return one.name == "occupation" and bool(BEING.search(around(one, text)[0]))


def is_left(one: Entity, text: str) -> bool:
    """Whether an occupation or a field is told as work that one does or did: "olin taloushallinnossa"."""
    if one.sure:
        return one.role == BACKGROUND
    if is_over(one, text) or has_ended(one, text):
        return True
    if one.role != BACKGROUND or is_wished(one, text):
        return False
    return bool(HAVING_BEEN.search(" ".join(around(one, text))))


def is_done(one: Entity, text: str) -> bool:
    """Whether an occupation or a field is work of one's own, by its role and a verb: "hierontaa teen"."""
    return one.role == BACKGROUND and (one.sure or bool(DOING.search(clause_of(one, text))))


def has_ended(one: Entity, text: str) -> bool:
    """Whether work that a message names has ended, or is where one has been: "rekkahommat loppu"."""
    before, found, after = text.lower().partition(one.text.lower())
    if not (found and one.text) or one.name == "qualification":
        return False
    been = one.text.lower().endswith(LEFT_BEHIND) and BEEN_THERE.search(before)
    return bool(been or ENDED_AFTER.match(after))


def is_over(one: Entity, text: str) -> bool:
    """Whether one's papers for it have lapsed, or one was once taken for it: "myyjäksi minut palkattiin"."""
    if one.name == "field":
        return False
    _, found, after = text.lower().partition(one.text.lower())
    if one.name == "qualification" and RENEWING.search(text.lower()):
        return False
    rest = WISH_END.split(after)[0]
    return bool(found and one.text and (LAPSED.search(rest) or HIRED.search(rest)))


def wishes_for_other(text: str) -> bool:
    """Whether a text wishes for other work than it names: "olen kokki, haluan jotain ihan muuta"."""
    return bool(OTHER.search(text))


def proposes(text: str) -> bool:
    """Whether a question proposes something else: "pitäiskö kuitenkin automaatio"."""
    return bool(PROPOSING.match(text.lower()) and CONTRAST.search(text))


def asks_for(text: str) -> bool:
    """Whether a question asks for what it names: "voisko tästä saada ammatin?"."""
    return bool(ASKING_FOR.match(text))


def begins_with_no(text: str) -> bool:
    """Whether a text denies something first and names something after: "ei koodausta, jotain muuta"."""
    return bool(NO_FIRST.match(text.lower()))


def clause_of(one: Entity, text: str) -> str:
    """The clause in which an entity stands, in lower case."""
    before, after = around(one, text)
    return f"{WISH_END.split(before)[-1]} {WISH_END.split(after)[0]}"


def around(one: Entity, text: str) -> tuple[str, str]:
    """What stands before and after it in its sentence, in lower case; the text of a button has nothing."""
    before, found, after = text.lower().partition(one.text.lower())
    if not (found and one.text):
        return "", ""
    return SENTENCE_END.split(before)[-1], SENTENCE_END.split(after)[0]
