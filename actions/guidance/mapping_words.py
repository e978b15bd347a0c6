"""A learner's own words in the talk on skills: more of the story, a wish that leaves it, or enough of it."""

import re
from dataclasses import replace

from actions.courses.positions import means_all, positions_named
from actions.dialogue.clauses import NEGATION
from actions.dialogue.desires import WISHING, is_wished
from actions.dialogue.guide import Guide
from actions.guidance.mapping_data import load_mapping
from actions.guidance.mapping_next import (
    UNSURE,
    after_naming,
    after_telling,
    go_on,
    is_work_done,
    say_summary,
)
from actions.guidance.mapping_say import ask_current
from actions.guidance.mapping_state import MappingState
from actions.guidance.noting import STORY, keep_story, note_other_facts, tells_only_facts
from actions.guidance.saved import save_skills, saved_skills
from actions.guidance.talk import close_talk, leave_talk, return_to_goal
from actions.services import Services
from actions.skills.going_on import advance
from actions.skills.subject import note_subject
from backends.client.skills import BackendUnavailable
from nlu.asking import is_question
from nlu.naming import said

WORDS_OF_A_STORY = 3  # fewer tell of nothing that could be looked for
ASKED = frozenset({"confirming", "skills"})  # stages that wait for a yes or a no
STUDIED = re.compile(r"\bopiskel(?:in|imme|lu\w*)\b")  # tells of old studies, and wishes for none


async def finish(guide: Guide, services: Services, state: MappingState) -> None:
    """Sum up what was confirmed, or leave a talk that confirmed nothing; who asks for courses gets them."""
    skills = saved_skills(guide)
    if "field" in guide.facts and not (skills.occupations or skills.held):
        return_to_goal(guide)
        await advance(guide, services)
    if guide.reply.messages:
        return
    if skills.occupations or skills.held:
        say_summary(guide, state)
    else:
        leave_talk(guide)


async def take_wish(guide: Guide, services: Services) -> bool:
    """Who says what they wish for has no need to tell of old work first: "piirtäminen kiinnostais"."""
    text = guide.turn.text
    wishes = WISHING.search(text.lower()) and not STUDIED.search(text.lower())
    if not wishes or is_question(text):
        return False
    note_other_facts(guide)
    if any(one.name == "field" and is_wished(one, text) for one in guide.turn.entities):
        guide.note_facts()
    if not ("field" in guide.news or await note_subject(guide, services)):
        return False
    close_talk(guide)
    guide.state = guide.state.started("find_course")
    await advance(guide, services)
    return True


async def take_words(guide: Guide, services: Services, state: MappingState) -> bool:
    """Own words add to the story. A wish to search is a goal of its own, and a question asks."""
    if is_question(guide.turn.text) or _wants_to_search(guide) or guide.turn.intent == "refine_search":
        return False
    note_other_facts(guide)
    if tells_only_facts(guide):
        ask_current(guide, state, guide.noted_lead().strip())
        return True
    told = state.reopening().telling(guide.turn.text)
    if state.stage in ASKED and not await _tells_of_skills(guide, services):
        await _ask_once_more(guide, services, state)
        return True
    keep_story(guide)
    if state.stage == "naming":
        await after_naming(guide, services, told, guide.turn.text)
    elif told.story == state.story:
        await go_on(guide, services, state)
    else:
        await after_telling(guide, services, told)
    return True


async def take_some(guide: Guide, services: Services, state: MappingState) -> bool:
    """Some of the shown skills by their places, all, or all but some. Returns whether the words say which.

    "kaikki noi", "ekan ja vikan osaan", "muut joo mut en ekaa". Only to deny one leaves the others asked.
    """
    texts, heard, count = load_mapping(), said(guide.turn.text), len(state.offered)
    places = set(positions_named(heard, count))
    denies = NEGATION in heard.forms or heard.names_any(texts.all_but)
    if denies and places and heard.names_any((*texts.others, *texts.all_but)):
        places = set(range(1, count + 1)) - places
    elif denies and places:
        for place in places:
            state = without(guide, state, state.offered[place - 1]["uri"])
        ask_current(guide, state, "")
        return True
    elif denies or is_question(guide.turn.text):
        return False
    elif not places and (means_all(heard, count) or heard.names_any(texts.held)):
        places = set(range(1, count + 1))
    if not places:
        return False
    kept = [state.offered[place - 1] for place in sorted(places)]
    save_skills(guide, saved_skills(guide).with_skills(kept))
    await go_on(guide, services, state)
    return True


def without(guide: Guide, state: MappingState, uri: str) -> MappingState:
    """Take a skill away that is not theirs: from what was saved, and from what is being asked about."""
    save_skills(guide, saved_skills(guide).without(uri))
    return state.dropping(uri)


async def _tells_of_skills(guide: Guide, services: Services) -> bool:
    """Whether words beside an open choice tell of work or of skills by themselves."""
    if any(is_work_done(one) for one in guide.turn.entities) or guide.turn.intent == STORY:
        return True
    found = await services.skills.map(guide.turn.text, occupations=1, skills=3, confirmed=[], rejected=[])
    if isinstance(found, BackendUnavailable):
        return True
    return any(one.evidence and one.confidence != UNSURE for one in (*found.occupations, *found.skills))


async def _ask_once_more(guide: Guide, services: Services, state: MappingState) -> None:
    """Words that are no answer and tell of no skill: the choice comes once more, then the talk goes on."""
    if guide.state.misunderstood:
        await go_on(guide, services, state)
        return
    guide.understood = False
    guide.state = replace(guide.state, misunderstood=1)
    ask_current(guide, state, load_mapping().unclear)


def _wants_to_search(guide: Guide) -> bool:
    """A named wish, or a few words that only ask for education: "etsin koulutusta"."""
    named = any(one.name in {"field", "occupation", "qualification"} for one in guide.turn.entities)
    few = len(guide.turn.text.split()) <= WORDS_OF_A_STORY
    return guide.turn.intent in {"find_course", "find_short_course"} and (named or few)
