"""After courses were shown: what a message proposes in their place is searched for."""

from dataclasses import replace

from actions.courses.named import LONGEST_NAME, name_in
from actions.courses.refining import read_refining
from actions.dialogue.denying import is_denied
from actions.dialogue.facts import WISH_ENTITIES, Fact
from actions.dialogue.guide import Guide
from actions.dialogue.ids import FIELD
from actions.dialogue.named_options import option_inside
from actions.dialogue.proposals import Proposal, driver_of, proposal_in
from actions.dialogue.turn import Entity, Turn
from actions.guidance.liking import COMPANY, liked_in
from actions.services import Services
from actions.skills.after_courses import comes_after_courses
from actions.skills.going_on import advance
from actions.skills.subject import DENYING, OF_ONESELF, SEARCHED, is_known, is_of_life, without_wishing
from nlu.analysis import shared_analyzer
from nlu.expectation import base_forms
from nlu.reading import read_message

REFINE = "refine_search"
NAMING = frozenset({"NOUN", "PROPN", "ADJ", "CCONJ"})


async def take_proposal(guide: Guide, services: Services) -> bool:
    """Search for what a message proposes: "entäs lastenhoito?". Returns whether it proposed another."""
    if not comes_after_courses(guide) or guide.confirming is not None:
        return False
    proposal, heard = proposal_in(guide.turn.text), guide.turn
    if proposal is None or DENYING & set(proposal.said.lower().split()):
        return False
    guide.turn = _said(heard, proposal)
    if _note_named(guide, proposal) or _note_way(guide) or await _note_words(guide, services, proposal):
        await advance(guide, services)
        return True
    guide.turn = heard
    return False


def _said(turn: Turn, proposal: Proposal) -> Turn:
    """The turn of what is proposed alone, with what is read in it and what was read in it before."""
    said = proposal.said
    found = [
        Entity(one.entity, one.value, said[one.start : one.end], one.canonical)
        for one in read_message(said).entities
    ]
    names = {one.name for one in found}
    kept = [one for one in turn.entities if one.name not in names and one.text and one.text in said]
    intent = turn.intent if proposal.asks else REFINE  # a wish may look like a worry or a story
    return replace(turn, text=said, intent=intent, entities=(*found, *kept))


def _note_named(guide: Guide, proposal: Proposal) -> bool:
    """Note what it names, where that is something else than what is known."""
    turn, before = guide.turn, guide.values
    named = [one for one in turn.entities if not is_denied(one, turn.text)]
    others = [one for one in named if _is_another(one, before)]
    if not others or (proposal.asks and name_in(turn.text, named)):
        return False
    guide.note_facts(wish=True)
    return any(before.get(name) != fact.value for name, fact in guide.news.items())


def _is_another(one: Entity, known: dict[str, str]) -> bool:
    return known.get(FIELD if one.name in WISH_ENTITIES else one.name) != one.value


def _note_way(guide: Guide) -> bool:
    """Note the other quick answer that it gives: "illalla"."""
    closed = [one for one in guide.intake.questions if one.searches and one.answers.free_text is None]
    for question in closed:
        fact = option_inside(guide.turn, question)
        if fact is not None and guide.values.get(question.id) != fact.value:
            guide.note(fact)
            return True
    return False


async def _note_words(guide: Guide, services: Services, proposal: Proposal) -> bool:
    """Note its words as the field, where the course search knows them: "lasten ja nuorten puoli"."""
    said = guide.turn.text
    if driver := driver_of(said):
        guide.note(Fact(FIELD, driver, said, entity="occupation"))
        return True
    if proposal.asks:
        return False  # "mites koulumatka" asks of the way
    if COMPANY.search(said) and (field := liked_in(said)):
        guide.note(Fact(FIELD, field, said, entity=FIELD))
        return True
    if COMPANY.search(said) and any(token.pos == "VERB" for token in shared_analyzer().tokens(said)):
        return False  # "puhua ihmisen kanssa"
    if read_refining(guide.turn).narrows:
        return False  # "mieluummin lähempänä kotia" names nothing to study
    name = name_in(without_wishing(said), guide.turn.entities)
    if (
        not name
        or base_forms(name) <= OF_ONESELF
        or is_of_life(name)
        or guide.values.get(FIELD) == name.lower()
    ):
        return False
    if not await is_known(name, services):
        return False
    name = said if _is_a_name(said) else name
    guide.note(Fact(FIELD, name.lower(), name, entity=SEARCHED))
    return True


def _is_a_name(said: str) -> bool:
    """Whether words are several names and nothing else: "lasten ja nuorten puoli"."""
    tokens = shared_analyzer().tokens(said)
    return 1 < len(tokens) <= LONGEST_NAME and all(token.pos in NAMING for token in tokens)
