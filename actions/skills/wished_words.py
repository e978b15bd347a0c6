"""The field of a first message that wishes in words which are no name of work: "vanhojen tuolien kanssa".

The reader of stories tells which words say what is wished for. They are read as a name, as what one does, as
whom one likes to be with, and at last as words that the course search knows.
"""

from actions.dialogue.desires import GOAL as WISHED
from actions.dialogue.facts import WISH_ENTITIES, Fact
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD, WORRY
from actions.guidance.liking import liked_in
from actions.guidance.opening import noun_of
from actions.services import Services
from actions.skills.subject import fits_courses
from nlu.analysis import shared_analyzer
from nlu.reading import read_message

SURE_OF_A_NAME, SURE_OF_WORDS = 0.5, 0.75
# What a story may look like; other intents have readers of their own for what they look for.
TELLS = frozenset(
    {"inform", "nlu_fallback", "find_course", "find_job", "career_change", "ask_how_to_apply",
     "ask_apprenticeship", "ask_entry_requirements", "out_of_scope", "greet"}
)  # fmt: skip
WORDS_OF_A_SEARCH = (
    8  # so short a wish is searched for by its words, to the letter (actions/skills/subject.py)
)
NOUNS = frozenset({"NOUN", "PROPN"})
# Words that name work of any kind or one's own life.
OF_ANY_KIND = frozenset(
    {"työ", "homma", "juttu", "duuni", "ala", "asia", "paikka", "koulu", "koulutus", "kurssi", "tutkinto",
     "ammatti", "paperi", "kortti", "käsi", "ihminen", "lapsi", "koti", "perhe", "raha", "kieli", "suunta"}
)  # fmt: skip


async def note_wished_words(guide: Guide, services: Services) -> None:
    """Note the field that a first message wishes for in words of its own, where nothing else named one."""
    turn = guide.turn
    tells = turn.intent in TELLS or turn.intent.startswith(WORRY)
    if FIELD in guide.facts or turn.is_button or not tells or not guide.intake.has(FIELD):
        return
    if any(one.sure and one.role == WISHED and one.name in WISH_ENTITIES for one in turn.entities):
        return
    wished = [one for one in turn.told if one.question == FIELD and one.confidence >= SURE_OF_A_NAME]
    for one in sorted(wished, key=lambda told: -told.confidence):
        story = len(turn.text.split()) > WORDS_OF_A_SEARCH
        fact = _named(one.value) if story else _name_itself(one.value, one.value)
        if fact is None and story and one.confidence >= SURE_OF_WORDS:
            fact = await _searched(one.value, services)
        if fact is not None:
            guide.note(fact)
            return


def _named(words: str) -> Fact | None:
    """The field that words name, alone or as what one does, or by whom one would like to be with."""
    for text in (words, *(noun_of(word) for word in words.lower().split() if len(word) > 2)):
        if fact := _name_itself(text, words):
            return fact
    field = liked_in(words)
    return Fact(FIELD, field, words, entity=FIELD) if field else None


def _name_itself(text: str, words: str) -> Fact | None:
    """The work or field that a text is the name of, said in `words`."""
    found = next((one for one in read_message(text).entities if one.entity in WISH_ENTITIES), None)
    return Fact(FIELD, found.value, words, found.canonical, found.entity) if found else None


async def _searched(words: str, services: Services) -> Fact | None:
    """The nouns of it as search words, where courses fit them."""
    tokens = shared_analyzer().tokens(words)
    nouns = [token.lemma for token in tokens if token.pos in NOUNS and token.lemma not in OF_ANY_KIND]
    known = bool(nouns) and await fits_courses(" ".join(nouns), services)
    return Fact(FIELD, " ".join(nouns), words) if known else None
