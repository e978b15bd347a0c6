"""What comes next in the talk on skills, by what the skills backend reads in the story."""

from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.guide import Guide
from actions.dialogue.reply import Button
from actions.dialogue.turn import Entity
from actions.guidance.choosing import with_ways_past
from actions.guidance.mapping_data import load_mapping
from actions.guidance.mapping_say import ask_current, ask_for_story
from actions.guidance.mapping_state import MappingState
from actions.guidance.mapping_view import named, named_work, summary_buttons, summary_card
from actions.guidance.reach import show_reachable
from actions.guidance.saved import SavedSkills, save_skills, saved_skills
from actions.guidance.talk import close_talk, return_to_goal
from actions.services import Services
from backends.client.skills import BackendUnavailable, MappedSkills, Suggestion

UNSURE = "low"
LEAST_UNSURE = 0.04  # an unsure occupation with a lower score is not worth a question
PICKED_FROM = 3
SKILLS_AT_ONCE = 3
SURE_NAME = 0.8  # of a name that the learner wrote (see FoundOccupation)
TO_BECOME = ("ksi", "ks")  # the translative, spoken too
NAMING = "naming"  # among the follow-ups: that the learner was asked to write the name of the work
PICKING = "picking"  # among the follow-ups: that the learner was asked to pick one of a few unsure ones
BETWEEN = "which_more"  # the follow-up question that asks to choose between two kinds of work
MANY_SKILLS = 3


async def after_telling(
    guide: Guide, services: Services, state: MappingState, *, first: bool = False
) -> None:
    """Ask about what the story tells, or for more of it.

    `first`: the words came before any question, so that they need not be a story.
    """
    if await _ask_named(guide, services, state):
        return
    found = await _map(services, state, saved_skills(guide))
    if isinstance(found, BackendUnavailable):
        say_unavailable(guide)
    elif _ask_sure(guide, state, found):
        return
    elif first:
        ask_for_story(guide, MappingState(aim=state.aim))
    elif not (_ask_more(guide, state, found) or _ask_unsure(guide, state, found)):
        _ask_skills_or_finish(guide, state, found)


async def after_naming(guide: Guide, services: Services, state: MappingState, words: str) -> None:
    """The learner wrote what it was: a name that is known counts as confirmed, other words as a story."""
    found = await services.skills.find_occupations(words, limit=1)
    if isinstance(found, BackendUnavailable):
        say_unavailable(guide)
    elif found and found[0].score >= SURE_NAME:
        save_skills(guide, saved_skills(guide).with_occupation(found[0].uri, found[0].label))
        await go_on(guide, services, state)
    else:
        await after_telling(guide, services, state)


async def go_on(guide: Guide, services: Services, state: MappingState) -> None:
    """After a decision: the next occupation, then skills, then the sum."""
    if state.aim == "change" and saved_skills(guide).occupations:
        close_talk(guide)
        await show_reachable(guide, services)
        return
    found = await _map(services, state, saved_skills(guide))
    if isinstance(found, BackendUnavailable):
        say_unavailable(guide)
    elif state.stage == "skills" or not _ask_sure(guide, state, found):
        named_nothing = not saved_skills(guide).confirmed and state.story and state.stage != "skills"
        if not (named_nothing and (_ask_unsure(guide, state, found) or _ask_name(guide, state))):
            _ask_skills_or_finish(guide, state, found)


def say_summary(guide: Guide, state: MappingState) -> None:
    """Close the talk: show what was confirmed and the ways on, and take up an earlier goal again."""
    texts = load_mapping()
    skills = saved_skills(guide)
    return_to_goal(guide)
    if not (skills.occupations or skills.held):
        guide.reply.say_text(texts.nothing, _ways_without(guide), {})
    else:
        text = texts.summary if len(skills.held) >= MANY_SKILLS else texts.summary_little
        guide.reply.say_text(text, summary_buttons(guide), {"cards": [summary_card(skills)]})
    guide.ask_if_due("resumed")


def say_unavailable(guide: Guide) -> None:
    """The backend does not answer: nothing is lost, and there are other ways."""
    texts = load_mapping()
    return_to_goal(guide)
    retry = Button(texts.retry_button, "/map_skills")
    courses = Button(texts.courses_button, "/find_course")
    guide.reply.say_text(texts.unavailable, with_ways_past(guide, [retry, courses], skip=False), {})


async def _map(
    services: Services, state: MappingState, skills: SavedSkills
) -> MappedSkills | BackendUnavailable:
    confirmed = [one["uri"] for one in skills.occupations]
    return await services.skills.map(
        state.text, occupations=6, skills=30, confirmed=confirmed, rejected=skills.rejected
    )


def _fresh(suggestions: Sequence[Suggestion], state: MappingState, skills: SavedSkills) -> list[Suggestion]:
    """Those that were neither asked about in this talk nor decided on before."""
    known = {*state.passed, *skills.confirmed, *skills.rejected}
    return [one for one in suggestions if one.uri not in known]


async def _ask_named(guide: Guide, services: Services, state: MappingState) -> bool:
    """Ask about work that the message names outright ("siivoojana"). Returns whether there was any."""
    entity = next((one for one in guide.turn.entities if is_work_done(one)), None)
    if entity is None or guide.turn.is_button or not state.may_ask_occupation:
        return False
    found = await services.skills.find_occupations(entity.value, limit=1)
    if isinstance(found, BackendUnavailable) or not found or found[0].score < SURE_NAME:
        return False
    one = found[0]
    skills = saved_skills(guide)
    if one.uri in {*state.passed, *skills.confirmed, *skills.rejected}:
        return False
    mapped = await _map(services, state, skills)
    told = mapped.occupations if isinstance(mapped, MappedSkills) else ()
    work = next((named_work(other) for other in told if other.uri == one.uri), named(one.uri, one.label))
    ask_current(guide, state.confirming(work, entity.text), "")
    return True


def is_work_done(entity: Entity) -> bool:
    """Whether an entity names an occupation, and not as what one wants to become ("kokiksi")."""
    return entity.name == "occupation" and not entity.text.lower().endswith(TO_BECOME)


def _ask_sure(guide: Guide, state: MappingState, found: MappedSkills) -> bool:
    """Ask about the best occupation that the words speak for clearly. Returns whether there was one."""
    fresh = _fresh(found.occupations, state, saved_skills(guide))
    sure = next((one for one in fresh if one.confidence != UNSURE and one.evidence), None)
    if sure is None or not state.may_ask_occupation:
        return False
    asking = state.confirming(named_work(sure), max(sure.evidence, key=len))
    ask_current(guide, asking, "")
    return True


def _ask_more(guide: Guide, state: MappingState, found: MappedSkills) -> bool:
    """Ask the follow-up question that the backend proposes. Returns whether it was asked."""
    question = found.followup
    if question is None or question.id == BETWEEN or saved_skills(guide).occupations:
        return False
    if not (state.may_follow_up(question.id) and state.may_tell_more):
        return False
    ask_current(guide, state.waiting_for_story(question.text, question.id), load_mapping().heard)
    return True


def _ask_unsure(guide: Guide, state: MappingState, found: MappedSkills) -> bool:
    """Ask which of a few unsure occupations is near, once in a talk. Returns whether it was asked."""
    if PICKING in state.followups:
        return False
    fresh = _fresh(found.occupations, state, saved_skills(guide))
    unsure = [named_work(one) for one in fresh if one.score >= LEAST_UNSURE][:PICKED_FROM]
    if not unsure or not state.may_ask_occupation:
        return False
    ask_current(guide, replace(state.picking(unsure), followups=(*state.followups, PICKING)), "")
    return True


def _ask_name(guide: Guide, state: MappingState) -> bool:
    """Ask the learner to write what it was, once. Returns whether it was asked."""
    if NAMING in state.followups:
        return False
    ask_current(guide, replace(state.naming(), followups=(*state.followups, NAMING)), "")
    return True


def _ask_skills_or_finish(guide: Guide, state: MappingState, found: MappedSkills) -> None:
    """The skills of the confirmed work, then those that the words name by themselves, then the sum."""
    skills = saved_skills(guide)
    labels = {one["label"] for one in skills.occupations}
    fresh = [one for one in _fresh(found.skills, state, skills) if one.confidence != UNSURE]
    of_work = [one for one in fresh if labels & set(one.through)]
    hidden = [one for one in fresh if not one.through and one.evidence]
    turn_of_hidden = bool(hidden) and (state.rounds > 0 or not of_work)
    batch = (hidden if turn_of_hidden else of_work)[:SKILLS_AT_ONCE]
    if not batch or not state.may_ask_skills:
        say_summary(guide, state)
        return
    evidence = max(batch[0].evidence, key=len) if turn_of_hidden else ""
    shown = [named(one.uri, one.label) for one in batch]
    ask_current(guide, state.showing_skills(shown, evidence, hidden=turn_of_hidden), "")


def _ways_without(guide: Guide) -> list[Button]:
    texts = load_mapping()
    return with_ways_past(
        guide,
        [Button(texts.tell_more_button, "/map_skills"), Button(texts.courses_button, "/find_course")],
        skip=False,
    )
